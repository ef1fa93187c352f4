/* What several scripts need. It comes before them, and as a plain script, since a page opened from a disk loads no modules.
   `say(text, values)` puts the values where an English text has their {names}, and `plural(n, one, many, values)` chooses
   the form for a number, which stands before it or where it says {n}. In another language assets/words.js, loaded before,
   holds the wordings. */
const socml = (() => {
  "use strict";
  const root = document.documentElement;
  const lang = root.lang || "en";
  const base = new URL((root.dataset.base || ".").replace(/\/*$/, "/"), document.baseURI);

  /* Words */

  const wordings = window.socmlWords || {};
  const order = /** @type {const} */ (["zero", "one", "two", "few", "many", "other"]);
  const rules = new Intl.PluralRules(lang);
  const forms = order.filter((it) => rules.resolvedOptions().pluralCategories.includes(it));
  /** @type {(text: string, values?: Values) => string} */
  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  /** @type {(n: number) => string} */
  const number = (n) => n.toLocaleString(lang);
  /** @type {(text: string, values?: Values) => string} */
  const say = (text, values) => fill(wordings[text] ?? text, values);
  /** @type {(n: number, one: string, many: string, values?: Values) => string} */
  const plural = (n, one, many, values) => {
    const said = wordings[`${one} | ${many}`]?.split(" | ");
    const form = said ? said[Math.min(forms.indexOf(rules.select(n)), said.length - 1)] : n === 1 ? one : many;
    return form.includes("{n}") ? fill(form, { ...values, n: number(n) }) : `${number(n)} ${fill(form, values)}`;
  };
  /** A day as it is written here, or null for what is none.
      @type {(text: string) => string | null} */
  const day = (text) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number);
    return parts ? new Date(Date.UTC(parts[1], parts[2] - 1, parts[3])).toLocaleDateString(/^en\b/.test(lang) ? "en-GB" : lang,
      { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : null;
  };

  /* Texts as they are compared: in small letters, accents set aside */

  /** @type {(text: string) => string} */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  /** What is typed into a box, as parts of words.
      @type {(text: string) => string[]} */
  const terms = (text) => plain(text).split(/\s+/).filter(Boolean);
  /** The words of a text: letters and digits.
      @type {(text: string) => string[]} */
  const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  /** A part of an address without its escapes, be they right or not.
      @type {(text: string) => string} */
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };

  /* Elements */

  /** The element with this id, of this type.
      @type {<T extends HTMLElement>(id: string, type: new () => T) => T} */
  const byId = (id, type) => is(document.getElementById(id), type, id);
  /** The first element that a selector finds, of this type.
      @type {<T extends HTMLElement>(selector: string, type: new () => T, from?: ParentNode) => T} */
  const first = (selector, type, from = document) => is(from.querySelector(selector), type, selector);
  /** @type {<T extends HTMLElement>(it: unknown, type: new () => T, name: string) => T} */
  const is = (it, type, name) => {
    if (it instanceof type) return it;
    throw new Error(`${name} is not there`);
  };
  /** @type {(selector: string, from?: ParentNode) => HTMLElement[]} */
  const all = (selector, from = document) => [...from.querySelectorAll(selector)].map((it) => /** @type {HTMLElement} */ (it));
  /** A new element; children that are null or empty are left out.
      @type {<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Partial<HTMLElementTagNameMap[K]>,
        ...children: (Node | string | null)[]) => HTMLElementTagNameMap[K]} */
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(.../** @type {(Node | string)[]} */ (children.filter((it) => it !== null && it !== "")));
    return node;
  };
  /** Parts of a line with commas between.
      @type {(parts: (Node | string)[]) => (Node | string)[]} */
  const commas = (parts) => parts.flatMap((it, at) => (at ? [", ", it] : [it]));

  /* Lists that are narrowed by what is typed */

  /** The groups of a list with their entries, each with its text.
      @type {(list: ParentNode) => Group[]} */
  const groupsOf = (list) => all(".group", list).map((it) => (
    { it, entries: all(".entry", it).map((entry) => ({ it: entry, text: plain(entry.textContent) })) }));
  /** Shows the entries that fit, and the groups that have some; says how many there are.
      @type {<T extends Entry>(groups: Group<T>[], fits: (entry: T) => boolean) => number} */
  const narrow = (groups, fits) => {
    let shown = 0;
    for (const { it, entries } of groups) {
      const before = shown;
      for (const entry of entries) {
        entry.it.hidden = !fits(entry);
        if (!entry.it.hidden) shown += 1;
      }
      it.hidden = shown === before;
    }
    return shown;
  };
  /** Escape empties a box that is not empty.
      @type {(box: HTMLInputElement, emptied: (event: KeyboardEvent) => void) => void} */
  const clearable = (box, emptied) => box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.value) return;
    box.value = "";
    emptied(event);
  });
  /** Open beside the text where there is room; on phones they fold.
      @type {(boxes: HTMLElement[]) => void} */
  const unfold = (boxes) => {
    const wide = matchMedia("(min-width: 62rem)");
    const show = () => boxes.forEach((it) => it.toggleAttribute("open", wide.matches));
    wide.addEventListener("change", show);
    show();
  };

  /** What a host has at an address.
      @type {(url: string | URL, options?: RequestInit) => Promise<Response>} */
  const fetched = async (url, options) => {
    const answer = await fetch(url, options);
    if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
    return answer;
  };
  /** @type {(url: string | URL, options?: RequestInit) => Promise<Document>} */
  const page = async (url, options) => new DOMParser().parseFromString(await (await fetched(url, options)).text(), "text/html");

  return {
    root, lang, base, number, say, plural, day, plain, terms, wordsOf, decoded, byId, first, all, make, commas, groupsOf, narrow,
    clearable, unfold, fetched, page,
  };
})();
