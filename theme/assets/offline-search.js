/* Search in the wiki's copy on a disk, where nothing can be fetched: all words of a query, each at the beginning of a
   word, accents set aside. What stands in the title counts most, then topics and people, then the text. */
(() => {
  "use strict";
  const { byId, day, make, plain, plural, say, wordsOf } = socml;
  const box = byId("q", HTMLInputElement), list = byId("results", HTMLElement), status = byId("status", HTMLElement);
  const more = byId("more", HTMLElement), lists = byId("lists", HTMLElement);
  const PAGE = 20;
  const AROUND = 12; // words before and after the first that was found
  const PAUSE = 150; // ms after a letter

  /** What is known of a page, and its title, labels and text as they are compared.
      @typedef {Record<(typeof socmlConstants.fields)[number], string> & {folded?: string[]}} Row */
  const rows = window.socmlPages.map((row) => {
    const named = Object.fromEntries(socmlConstants.fields.map((name, at) => [name, row[at]]));
    return /** @type {Row} */ (/** @type {unknown} */ (named));
  });

  /** @param {Row} row */
  function folded(row) {
    row.folded ??= [row.title, `${row.labels} ${row.event}`, row.text]
      .map((part) => ` ${plain(part).replace(/[^\p{L}\p{N}]+/gu, " ")} `);
    return row.folded;
  }

  /** How often words begin with this one.
      @param {string} text
      @param {string} word */
  const count = (text, word) => text.split(` ${word}`).length - 1;

  /** How well a page answers; 0 if it lacks a word.
      @param {Row} row
      @param {string[]} words */
  function weigh(row, words) {
    const [title, labels, text] = folded(row);
    let sum = 0;
    for (const word of words) {
      const here = 20 * Math.min(count(title, word), 1) + 8 * Math.min(count(labels, word), 1) + Math.min(count(text, word), 6);
      if (!here) return 0;
      sum += here + (title.includes(` ${word} `) ? 5 : 0);
    }
    return title.trim() === words.join(" ") ? sum + 100 : sum;
  }

  /** The words around the first that was found.
      @param {string} text
      @param {string[]} words */
  function excerpt(text, words) {
    const all = text.split(" ");
    const fits = (/** @type {string} */ one) => wordsOf(one).some((part) => words.some((word) => part.startsWith(word)));
    const at = Math.max(all.findIndex(fits), 0);
    const from = Math.max(at - AROUND, 0), some = all.slice(from, at + 2 * AROUND);
    const line = make("p", { className: "passage" }, from ? "… " : "");
    for (const one of some) line.append(fits(one) ? make("mark", { textContent: one }) : one, " ");
    if (from + some.length < all.length) line.append("…");
    return line;
  }

  /** @param {Row} row */
  const result = ({ address, title, kind, event, date, text }) => make("li", { className: "result" },
    make("h2", {}, make("a", { href: `../${address}`, textContent: title })),
    make("p", { className: "entry-meta", textContent: [kind && say(kind), event, day(date) ?? date].filter(Boolean).join(", ") }),
    text ? excerpt(text, words) : "");

  /** @type {[number, Row][]} */
  let found = [];
  /** @type {string[]} */
  let words = [];
  function show() {
    const shown = list.children.length;
    list.append(...found.slice(shown, shown + PAGE).map(([, row]) => result(row)));
    more.hidden = list.children.length >= found.length;
  }
  function run() {
    words = wordsOf(box.value);
    found = words.length ? rows.map((row) => /** @type {[number, Row]} */ ([weigh(row, words), row])).filter(([weight]) => weight) : [];
    found.sort(([a, one], [b, other]) => b - a || other.date.localeCompare(one.date));
    list.replaceChildren();
    show();
    const query = box.value.trim();
    if (!words.length) status.textContent = "";
    else if (!found.length) status.textContent = say("Nothing found for “{query}”.", { query });
    else status.textContent = plural(found.length, "{n} result for “{query}”", "{n} results for “{query}”", { query });
    lists.hidden = found.length > 0;
  }

  document.getElementById("no-server")?.remove();
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  box.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  let pause = 0;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, PAUSE);
  });
  more.addEventListener("click", show);
  run();
})();
