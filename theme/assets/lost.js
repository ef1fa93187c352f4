/* On the page for lost addresses: the titles nearest to the words of the address. */
import { $, address, base, load, make, plain } from "./finder.js";

async function nearest(section) {
  let path = location.pathname;
  if (path.startsWith(base.pathname)) path = path.slice(base.pathname.length);
  try { path = decodeURIComponent(path); } catch { /* a broken escape: search for it as it is */ }
  const words = path.replace(/\.\w+$/, "").split(/[^\p{L}\p{N}]+/u)
    .filter((it) => it && !/^(events?|sessions?|topics?|people|reports?|tips?|guide|index|html?|md|wiki|404)$/i.test(it));
  if (!words.length || location.protocol === "file:") return;
  const box = $("q");
  if (box && !box.value) box.value = words.join(" ");
  const pagefind = await load();
  // All words together first; then each alone, so that one slip does not hide the page.
  const scores = new Map();
  const ask = async (query, weight) => {
    const answer = await pagefind.search(query);
    answer.results.slice(0, 10).forEach((it, at) => {
      const known = scores.get(it.id) || { it, score: 0 };
      known.score += weight / (at + 1);
      scores.set(it.id, known);
    });
  };
  await Promise.all([ask(words.join(" "), 3), ...words.slice(0, 8).map((word) => ask(word, 1))]);
  const best = [...scores.values()].sort((a, b) => b.score - a.score).slice(0, 12);
  const rows = await Promise.all(best.map(async ({ it, score }) => ({ data: await it.data(), score })));
  const titled = (data) => {
    const title = plain(data.meta.title || "") + " " + plain(decodeURIComponent(data.url));
    return words.filter((word) => title.includes(plain(word))).length;
  };
  rows.forEach((row) => { row.score += 2 * titled(row.data); });
  rows.sort((a, b) => b.score - a.score);
  if (!rows.length) return;
  const near = titled(rows[0].data) ? rows.filter((row) => titled(row.data)) : rows;
  section.querySelector("ul").replaceChildren(...near.slice(0, 5).map(({ data }) => {
    const line = make("div", { className: "entry-line" }, make("a", { className: "entry-title", href: address(data.url), textContent: data.meta.title || data.url }));
    if (data.meta.event) line.append(" ", make("span", { className: "entry-meta", textContent: data.meta.event }));
    return make("li", { className: "entry" }, line);
  }));
  section.hidden = false;
}

nearest($("nearest")).catch(() => {});
