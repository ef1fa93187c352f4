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

/* Whether pages that were found have each word of a query. Pagefind falls back to the beginning of a word that is
   nowhere ("x" for "xylophone"), which is not what was asked for; half a word leaves room for its endings. */
export function answers(rows, query) {
  const have = plain(rows.flatMap((data) => {
    const raw = data.raw_content ?? data.content;
    const words = raw.split(raw.includes("\u200B") ? "\u200B" : /[\r\n\s]+/g);
    return [...data.locations.map((at) => words[at] ?? ""), ...Object.values(data.meta)];
  }).join(" "));
  return plain(query).split(/[^\p{L}\p{N}]+/u).every((word) => have.includes(word.slice(0, Math.floor(word.length / 2))));
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

/* One result: title, where and when, up to three matching passages, each a link to its place. */
export function result(data) {
  const meta = data.meta || {};
  const facts = make("p", { className: "entry-meta" });
  const kind = data.filters?.kind?.[0];
  const bits = [
    kind && kind.toLowerCase() !== "session" ? say(kind) : "",
    meta.event && meta.event !== meta.title ? meta.event : "",
    meta.date ? day(meta.date) : "",
  ].filter(Boolean);
  bits.forEach((bit, at) => facts.append(...(at ? [", ", bit] : [bit])));
  const item = make("li", { className: "result" },
    make("h2", {}, written(make("a", { href: address(data.url), textContent: meta.title || data.url }), meta.lang)),
    bits.length ? facts : "");
  const passages = (data.sub_results || []).filter((it) => it.excerpt.includes("<mark>")).slice(0, 3);
  if (passages.length) {
    const list = make("ul", { className: "passages" });
    for (const it of passages) {
      const deep = it.url !== data.url && it.title !== meta.title;
      list.append(written(make("li", {},
        deep ? make("a", { href: address(it.url), textContent: it.title }) : "",
        make("p", {}, excerpt(it.excerpt))), meta.lang));
    }
    item.append(list);
  } else if (data.excerpt) item.append(written(make("p", { className: "passage" }, excerpt(data.excerpt)), meta.lang));
  return item;
}
