/* What a search found: a list that grows when asked, and how one result is written. */
import { address, EVERY, wordsIn } from "./search-index.js";

const { byId, commas, day, make, number, plural, root, say } = socml;
/** What a reader sees at once; more would make the first answer wait for it. */
export const FIRST = 5;
const PAGE = 10;
const PASSAGES = 3;
const OPENING = 24; // words

export class Results {
  constructor() {
    this.list = byId("results", HTMLElement);
    this.more = byId("more", HTMLButtonElement);
    /** @type {Found[]} */
    this.found = [];
    this.shown = 0;
  }

  /** @param {boolean} now */
  busy(now) {
    if (now) this.list.setAttribute("aria-busy", "true");
    else this.list.removeAttribute("aria-busy");
  }

  clear() {
    this.found = [];
    this.list.replaceChildren();
    this.more.hidden = true;
  }

  /** Shows the first of these.
      @param {Found[]} found
      @param {() => boolean} current */
  show(found, current) {
    this.found = found;
    this.shown = 0;
    return this.grow(current);
  }

  /** Shows more of what was found, and returns the first of those.
      @param {() => boolean} current */
  async grow(current) {
    const start = this.shown;
    const rows = await Promise.all(this.found.slice(start, start + (start ? PAGE : FIRST)).map((it) => it.data()));
    if (!current()) return null;
    this.shown = start + rows.length;
    const items = rows.map(result);
    if (start) this.list.append(...items);
    else this.list.replaceChildren(...items);
    this.more.hidden = this.shown >= this.found.length;
    if (!this.more.hidden) this.more.textContent = say("Show more ({n} left)", { n: number(this.found.length - this.shown) });
    return items[0];
  }

  /** What may help where nothing was found.
      @param {boolean} narrowed */
  nothing(narrowed) {
    this.clear();
    this.list.append(make("li", { className: "nothing" }, make("ul", {},
      narrowed ? make("li", { textContent: say("Remove a filter above.") }) : "",
      make("li", { textContent: say("Try fewer or other words; a part of a word is enough.") }),
      make("li", { textContent: say("Look for a name or a topic instead.") }))));
  }
}

/** Title, where and when, up to three matching passages, each a link to its place.
    @param {FoundPage} data */
function result(data) {
  const { meta } = data;
  const marked = (data.sub_results ?? []).filter((it) => it.excerpt.includes("<mark>"));
  const passages = marked.filter((it) => !isSynonyms(it.anchor));
  return make("li", { className: "result" },
    make("h2", {}, written(make("a", { href: address(data.url), textContent: meta.title || data.url }), meta.lang)),
    facts(data), ...(passages.length ? matches(data, passages) : withoutPassages(data, marked)));
}

/** @param {FoundPage} data */
const isSession = (data) => data.filters?.kind?.[0] === socmlConstants.session;

/** What kind of page it is, of which event and day.
    @param {FoundPage} data */
function facts(data) {
  const { meta } = data, kind = data.filters?.kind?.[0];
  const bits = [
    kind && !isSession(data) ? say(kind) : "",
    meta.event && meta.event !== meta.title ? meta.event : "",
    meta.date ? dated(meta.date) : "",
  ].filter(Boolean);
  return bits.length ? make("p", { className: "entry-meta" }, ...commas(bits)) : "";
}

/** @param {string} text */
function dated(text) {
  const shown = day(text);
  return shown ? make("time", { dateTime: text, textContent: shown }) : document.createTextNode(text);
}

/** The first passages, and how many there are beside.
    @param {FoundPage} data
    @param {FoundPassage[]} passages */
function matches(data, passages) {
  const list = make("ul", { className: "passages" }, ...passages.slice(0, PASSAGES).map((it) => {
    const deep = it.url !== data.url && it.title !== data.meta.title;
    return written(make("li", {},
      deep ? make("a", { href: address(it.url), textContent: it.title }) : "",
      make("p", {}, excerpt(it.excerpt))), data.meta.lang);
  }));
  const n = passages.length - PASSAGES;
  if (n <= 0) return [list];
  return [list, make("p", { className: "passages-more", textContent: isSession(data)
    ? plural(n, "{n} more match in this session", "{n} more matches in this session")
    : plural(n, "{n} more match on this page", "{n} more matches on this page") })];
}

/** What the query means where only lines of synonyms match, else the first words of the page.
    @param {FoundPage} data
    @param {FoundPassage[]} marked */
function withoutPassages(data, marked) {
  const lines = marked.filter((it) => it.title !== EVERY).slice(0, PASSAGES);
  if (lines.length) return lines.map((it) => make("p", { className: "meaning", textContent: meaning(it.title) }));
  const text = opening(data);
  return text ? [written(make("p", { className: "passage", textContent: text }), data.meta.lang)] : [];
}

/** Text of an excerpt with its marked words: nothing else of the markup is kept.
    @param {string} html */
function excerpt(html) {
  const out = document.createDocumentFragment();
  for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
    const text = node.textContent ?? "";
    out.append(node.nodeName === "MARK" ? make("mark", { textContent: text }) : text);
  }
  return out;
}

/** An element that holds words of a page, which may be in another language than the interface.
    @template {HTMLElement} T
    @param {T} node
    @param {string | undefined} language
    @returns {T} */
function written(node, language) {
  if (language && language !== root.lang) Object.assign(node, { lang: language, dir: "auto" });
  return node;
}

/** Headings of the index that are on no page: lines of names that mean one thing.
    @param {FoundAnchor | undefined} anchor */
const isSynonyms = (anchor) => anchor?.id?.startsWith(socmlConstants.synonyms);

/** The first words of a page, without the names that were added for the search.
    @param {FoundPage} data */
function opening(data) {
  const { words, between } = wordsIn(data);
  const end = Math.min(OPENING, ...(data.anchors ?? []).filter(isSynonyms).map((it) => it.location));
  return words.slice(0, end).join(between).trim();
}

/** @param {string} line */
function meaning(line) {
  const [name, ...others] = line.split(", ");
  return say("Topic: {name}, also {others}", { name, others: others.join(", ") });
}
