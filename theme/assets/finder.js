/* What the search page and the page for lost addresses share. The index (Pagefind) is loaded when it is asked for. */
export const root = document.documentElement;
export const base = new URL((root.dataset.base || ".").replace(/\/*$/, "/"), document.baseURI);

export const $ = (id) => document.getElementById(id);
export const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children.filter((it) => it !== null && it !== ""));
  return node;
};
export const number = (n) => n.toLocaleString(root.lang || "en");
export const say = window.socmlSay;
export const plural = window.socmlPlural;
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

let engine = null;
export function load() {
  engine ??= import(new URL("pagefind/pagefind.js", base).href).then(async (pagefind) => {
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  }).catch((error) => {
    engine = null;
    throw error;
  });
  return engine;
}

/* Only addresses of this site are linked to, whatever the index says. */
export function address(url) {
  const to = new URL(url, base);
  return to.origin === base.origin ? to.href : base.href;
}

/* What stemmers take off words; a letter that is doubled before an ending ("running") may go with it. */
const ENDING = /^(?:|e|s|es|ed|d|er|ers|r|rs|est|ing|ings|ly|y|ies|ied|ier|i|ion|ions|al|ally|n|en|em|m|t|te|a|o|as|os)$/;

/* Whether two words may be forms of one: one begins with the other as typed, or they part only in their endings. */
function related(asked, word) {
  if (word.startsWith(asked)) return true;
  let at = 0;
  while (at < asked.length && asked[at] === word[at]) at++;
  const tails = [asked.slice(at), word.slice(at)]
    .map((tail) => (tail[0] === asked[at - 1] && tail.length > 1 ? tail.slice(1) : tail));
  return at > 2 && tails.every((tail) => ENDING.test(tail));
}

/* How well pages that were found answer a query: 2 if they have each of its words, 1 if they have half of each word,
   else 0. Pagefind falls back to the beginning of a word that is nowhere ("x" for "xylophone", "mar" for "marmelade"),
   which is seldom what was asked for. */
export function answers(rows, query) {
  const parts = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const have = new Set();
  let spaced = true;
  for (const data of rows) {
    const raw = data.raw_content ?? data.content;
    spaced &&= !raw.includes("\u200B");
    const words = raw.split(raw.includes("\u200B") ? "\u200B" : /[\r\n\s]+/g);
    for (const text of [...data.locations.map((at) => words[at] ?? ""), ...Object.values(data.meta)]) {
      for (const word of parts(text)) have.add(word);
    }
  }
  const all = [...have], joined = all.join(" ");
  if (!parts(query).every((word) => joined.includes(word.slice(0, Math.floor(word.length / 2))))) return 0;
  // Where no spaces part words, the index has parted them in its own way.
  return !spaced || parts(query).every((word) => all.some((one) => related(word, one))) ? 2 : 1;
}

/* Text of an excerpt with its marked words: nothing else of the markup is kept. */
function excerpt(html) {
  const out = document.createDocumentFragment();
  const text = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of text.childNodes) {
    out.append(node.nodeName === "MARK" ? make("mark", { textContent: node.textContent }) : node.textContent);
  }
  return out;
}

function day(text) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return document.createTextNode(text);
  const shown = new Date(Date.UTC(+parts[1], parts[2] - 1, +parts[3]))
    .toLocaleDateString(/^en\b/.test(root.lang) ? "en-GB" : root.lang || "en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  return make("time", { dateTime: text, textContent: shown });
}

/* An element that holds words of a page, which may be in another language than the interface. */
function written(node, lang) {
  if (lang && lang !== root.lang) Object.assign(node, { lang, dir: "auto" });
  return node;
}

/* A word that every page has in the index (search.py): what is asked for where facets are chosen and no words. Pagefind
   would load its whole index for a query of none. */
export const EVERY = "\uA66E";

/* Headings of the index that are on no page: lines of names that mean one thing (search.py writes them). */
const isSynonyms = (anchor) => anchor?.id?.startsWith("socml-also-");

/* The first words of a page, without the names that were added for the search. */
function opening(data) {
  const raw = data.raw_content ?? data.content ?? "";
  const split = raw.includes("\u200B");
  const end = Math.min(24, ...(data.anchors || []).filter(isSynonyms).map((it) => it.location));
  return raw.split(split ? "\u200B" : /[\r\n\s]+/g).slice(0, end).join(split ? "" : " ").trim();
}

function meaning(line) {
  const [name, ...others] = line.split(", ");
  return say("Topic: {name}, also {others}", { name, others: others.join(", ") });
}

const PASSAGES = 3;

/* One result: title, where and when, up to three matching passages, each a link to its place. */
export function result(data) {
  const meta = data.meta || {};
  const facts = make("p", { className: "entry-meta" });
  const kind = data.filters?.kind?.[0];
  const session = kind?.toLowerCase() === "session";
  const bits = [
    kind && !session ? say(kind) : "",
    meta.event && meta.event !== meta.title ? meta.event : "",
    meta.date ? day(meta.date) : "",
  ].filter(Boolean);
  bits.forEach((bit, at) => facts.append(...(at ? [", ", bit] : [bit])));
  const item = make("li", { className: "result" },
    make("h2", {}, written(make("a", { href: address(data.url), textContent: meta.title || data.url }), meta.lang)),
    bits.length ? facts : "");
  const marked = (data.sub_results || []).filter((it) => it.excerpt.includes("<mark>"));
  const passages = marked.filter((it) => !isSynonyms(it.anchor));
  if (passages.length) {
    const list = make("ul", { className: "passages" });
    for (const it of passages.slice(0, PASSAGES)) {
      const deep = it.url !== data.url && it.title !== meta.title;
      list.append(written(make("li", {},
        deep ? make("a", { href: address(it.url), textContent: it.title }) : "",
        make("p", {}, excerpt(it.excerpt))), meta.lang));
    }
    item.append(list);
    const n = passages.length - PASSAGES;
    if (n > 0) {
      item.append(make("p", { className: "passages-more", textContent: session
        ? plural(n, "{n} more match in this session", "{n} more matches in this session")
        : plural(n, "{n} more match on this page", "{n} more matches on this page") }));
    }
  } else if (marked.some((it) => it.title !== EVERY)) {
    item.append(...marked.filter((it) => it.title !== EVERY).slice(0, PASSAGES).map((it) => make("p", { className: "meaning", textContent: meaning(it.title) })));
  } else if (opening(data)) item.append(written(make("p", { className: "passage", textContent: opening(data) }), meta.lang));
  return item;
}
