/* What every script of the theme is judged by, beside its types. The rules are ESLint's recommended ones, and functions
   stay short enough to be read at once. */
import js from "@eslint/js";
import globals from "globals";

const PLAIN = ["constants", "dom", "socml", "register", "offline", "offline-store", "offline-search", "offline-worker"];
const plain = PLAIN.map((name) => `theme/assets/${name}.js`);
const shared = { socml: "readonly", socmlConstants: "readonly", socmlStore: "readonly" };

export default [
  { ignores: ["**/vendor/", "**/node_modules/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules: { "max-lines-per-function": ["error", { max: 60, skipComments: true }] } },
  { files: ["theme/assets/*.js"], languageOptions: { globals: { ...globals.browser, ...shared } } },
  // Scripts that are not modules: what they declare outermost is there for the others.
  {
    files: plain,
    languageOptions: { sourceType: "script" },
    rules: {
      "no-redeclare": ["error", { builtinGlobals: false }],
      "no-unused-vars": ["error", { varsIgnorePattern: "^socml" }],
    },
  },
  { files: ["theme/assets/offline-worker.js"], languageOptions: { globals: globals.serviceworker } },
  { files: ["tools/node/*.cjs"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
];
