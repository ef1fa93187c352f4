/* On the page for lost addresses: the titles nearest to the words of the address. */
import { $, address, base, load, make, plain, say } from "./finder.js";

const FOLDERS = /^(events?|sessions?|topics?|people|reports?|tips?|guide|index|html?|md|wiki|404)$/i;

/* How alike two texts are, from 0 to 1, by the pairs of letters they share: a slip costs little. */
function alike(one, other) {
  const pairs = (text) => new Set([...text].slice(1).map((letter, at) => text[at] + letter));
  const a = pairs(one), b = pairs(other);
  const common = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0;
}

const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word && !FOLDERS.test(word));

async function nearest(section) {
  let path = location.pathname;
  if (path.startsWith(base.pathname)) path = path.slice(base.pathname.length);
  try { path = decodeURIComponent(path); } catch { /* a broken escape: take it as it is */ }
  const parts = path.replace(/\.\w+$/, "").split("/").map((part) => wordsOf(part).join(" ")).filter(Boolean);
  const last = parts.at(-1);
  if (!last || location.protocol === "file:") return;
  if (!$("q").value) $("q").value = last;
  const pagefind = await load();
  const found = new Map();
  const ask = async (query) => {
    const { results } = await pagefind.search(query);
    for (const it of results.slice(0, 10)) found.set(it.id, it);
    return results.length;
  };
  // All words together, then each alone; one that is found nowhere may have a slip near its end.
  const words = [...new Set(parts.reverse().join(" ").split(" "))].slice(0, 8);
  await Promise.all([ask(last), ...words.map(async (word) => {
    if (!await ask(word) && word.length > 5) await ask(word.slice(0, Math.ceil(word.length * 0.6)));
  })]);
  const rows = await Promise.all([...found.values()].slice(0, 40).map(async (it) => {
    const data = await it.data();
    const slug = wordsOf(data.url.split("#")[0].split("/").filter(Boolean).at(-1) || "").join(" ");
    const near = Math.max(alike(last, slug), alike(last, wordsOf(data.meta.title || "").join(" ")));
    return { data, near };
  }));
  const good = rows.filter((row) => row.near > 0.3).sort((a, b) => b.near - a.near);
  if (!good.length) return;
  section.querySelector("ul").replaceChildren(...good.slice(0, 5).map(({ data }) => {
    const title = make("a", { className: "entry-title", href: address(data.url), textContent: data.meta.title || data.url });
    const line = make("div", { className: "entry-line" }, make("span", {}, title));
    const kind = data.filters?.kind?.[0];
    const where = data.meta.event || (kind && say(kind));
    if (where) line.append(" ", make("span", { className: "entry-meta", textContent: where }));
    return make("li", { className: "entry" }, line);
  }));
  section.hidden = false;
}

nearest($("nearest")).catch(() => {});
