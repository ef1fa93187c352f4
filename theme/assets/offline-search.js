/* Search in the wiki's copy on a disk, where nothing can be fetched: all words of a query, each at the beginning of a
   word, accents set aside. What stands in the title counts most, then topics and people, then the text. */
(() => {
  "use strict";
  const say = window.socmlSay;
  const $ = (id) => document.getElementById(id);
  const box = $("q"), list = $("results"), status = $("status"), more = $("more"), lists = $("lists");
  const PAGE = 20;
  const AROUND = 12; // words before and after the first that was found
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const pages = window.socmlPages.map(([address, title, kind, event, date, labels, text]) => ({
    address, title, kind, event, date, text, in: null, fold() {
      this.in ??= [title, `${labels} ${event}`, text].map((part) => ` ${fold(part).replace(/[^\p{L}\p{N}]+/gu, " ")} `);
      return this.in;
    },
  }));

  const count = (text, word) => text.split(` ${word}`).length - 1;
  function weigh(page, words) {
    const [title, labels, text] = page.fold();
    let sum = 0;
    for (const word of words) {
      const here = 20 * Math.min(count(title, word), 1) + 8 * Math.min(count(labels, word), 1) + Math.min(count(text, word), 6);
      if (!here) return 0;
      sum += here + (title.includes(` ${word} `) ? 5 : 0);
    }
    return title.trim() === words.join(" ") ? sum + 100 : sum;
  }

  function excerpt(page, words) {
    const all = page.text.split(" ");
    const fits = (one) => fold(one).split(/[^\p{L}\p{N}]+/u).some((part) => words.some((word) => part.startsWith(word)));
    const at = Math.max(all.findIndex(fits), 0);
    const from = Math.max(at - AROUND, 0), some = all.slice(from, at + 2 * AROUND);
    const line = make("p", { className: "passage" }, from ? "… " : "");
    for (const one of some) line.append(fits(one) ? make("mark", { textContent: one }) : one, " ");
    if (from + some.length < all.length) line.append("…");
    return line;
  }

  const lang = document.documentElement.lang || "en";
  function day(text) {
    const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    return parts ? new Date(Date.UTC(+parts[1], parts[2] - 1, +parts[3]))
      .toLocaleDateString(/^en\b/.test(lang) ? "en-GB" : lang, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }) : text;
  }

  const result = (page, words) => make("li", { className: "result" },
    make("h2", {}, make("a", { href: `../${page.address}`, textContent: page.title })),
    make("p", { className: "entry-meta", textContent: [page.kind && say(page.kind), page.event, day(page.date)].filter(Boolean).join(", ") }),
    page.text ? excerpt(page, words) : "");

  let found = [], words = [];
  const show = () => {
    const shown = list.children.length;
    list.append(...found.slice(shown, shown + PAGE).map(([, page]) => result(page, words)));
    more.hidden = list.children.length >= found.length;
  };
  function run() {
    words = fold(box.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    found = words.length ? pages.map((page) => [weigh(page, words), page]).filter(([weight]) => weight) : [];
    found.sort(([a, one], [b, other]) => b - a || other.date.localeCompare(one.date));
    list.replaceChildren();
    show();
    const query = box.value.trim();
    if (!words.length) status.textContent = "";
    else if (!found.length) status.textContent = say("Nothing found for “{query}”.", { query });
    else status.textContent = window.socmlPlural(found.length, "{n} result for “{query}”", "{n} results for “{query}”", { query });
    lists.hidden = found.length > 0;
  }

  $("no-server")?.remove();
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  let pause = 0;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(run, 150);
  });
  more.addEventListener("click", show);
  run();
})();
