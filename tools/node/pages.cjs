/* What every page is judged by. The tests call html-validate with this. */
module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // The standard takes either case.
    "doctype-style": "off",
    // How attributes are written is a matter of style, and titles are as long as people write them.
    "attribute-boolean-style": "off",
    "attribute-empty-style": "off",
    "long-title": "off",
    // Everything comes from the wiki's own host.
    "require-sri": "off",
    // The box at the top is sent by Enter; beside it there is a link to the search page, which has a button.
    "wcag/h32": "off",
    // An id may hold whatever is no blank; the parts of pages have a colon, which no heading's id has.
    "valid-id": ["error", { relaxed: true }],
    // ARIA lets lists have names, and says so to screen readers.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Boxes to tick may share a name: a form then has several values for it.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
    // How many rows or columns a picture has, and how wide it is, is known only where it is made.
    "no-inline-style": ["error", { allowedProperties: ["--rows", "--rooms", "--width"] }],
  },
};
