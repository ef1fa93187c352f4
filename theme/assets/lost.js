/* On the page for lost addresses: the titles nearest to the words of the address. */
import { address, load } from "./search-index.js";

const { base, byId, decoded, first, make, say, wordsOf } = socml;
const FOLDERS = /^(events?|sessions?|topics?|people|reports?|tips?|guide|index|html?|md|wiki|404)$/i;
const WORDS = 8;
const ROWS = 40;
const SHOWN = 5;

/** How alike two texts are, from 0 to 1, by the pairs of letters they share: a slip costs little.
    @param {string} one
    @param {string} other */
function alike(one, other) {
  const pairs = (/** @type {string} */ text) => new Set([...text].slice(1).map((letter, at) => text[at] + letter));
  const a = pairs(one), b = pairs(other);
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0;
}

/** The words of a part of an address, without those of its folders.
    @param {string} text */
const named = (text) => wordsOf(text).filter((word) => !FOLDERS.test(word)).join(" ");

/** The parts of the address that was asked for, as words, the last first. */
function parts() {
  const path = location.pathname.startsWith(base.pathname) ? location.pathname.slice(base.pathname.length) : location.pathname;
  return decoded(path).replace(/\.\w+$/, "").split("/").map(named).filter(Boolean).reverse();
}

/** What the index has for all words together, then each alone; one that is found nowhere may have a slip near its end.
    @param {string[]} asked */
async function found(asked) {
  const pagefind = await load();
  /** @type {Map<string, Found>} */
  const rows = new Map();
  const ask = async (/** @type {string} */ query) => {
    const { results } = await pagefind.search(query);
    for (const it of results.slice(0, 10)) rows.set(it.id, it);
    return results.length;
  };
  const words = [...new Set(asked.join(" ").split(" "))].slice(0, WORDS);
  await Promise.all([ask(asked[0]), ...words.map(async (word) => {
    if (!await ask(word) && word.length > 5) await ask(word.slice(0, Math.ceil(word.length * 0.6)));
  })]);
  return Promise.all([...rows.values()].slice(0, ROWS).map((it) => it.data()));
}

/** @param {FoundPage} data */
function entry({ url, meta, filters }) {
  const title = make("a", { className: "entry-title", href: address(url), textContent: meta.title || url });
  const line = make("div", { className: "entry-line" }, make("span", {}, title));
  const kind = filters?.kind?.[0];
  const where = meta.event || (kind && say(kind));
  if (where) line.append(" ", make("span", { className: "entry-meta", textContent: where }));
  return make("li", { className: "entry" }, line);
}

/** @param {HTMLElement} section */
async function nearest(section) {
  const asked = parts(), [last] = asked;
  if (!last || location.protocol === "file:") return;
  const box = byId("q", HTMLInputElement);
  if (!box.value) box.value = last;
  const rows = (await found(asked)).map((data) => {
    const slug = named(data.url.split("#")[0].split("/").filter(Boolean).at(-1) || "");
    return { data, near: Math.max(alike(last, slug), alike(last, named(data.meta.title || ""))) };
  });
  const good = rows.filter((row) => row.near > 0.3).sort((a, b) => b.near - a.near);
  if (!good.length) return;
  first("ul", HTMLElement, section).replaceChildren(...good.slice(0, SHOWN).map(({ data }) => entry(data)));
  section.hidden = false;
}

nearest(byId("nearest", HTMLElement)).catch(() => {});
