/* What leads a reader on from a search: the page of whom or what the query names, narrower topics, other spellings. */
import { queryOf, wanted } from "./search-choices.js";
import { answers, EVERY, nameWords } from "./search-index.js";

/** @import { Choices } from "./search-choices.js" */

const { base, byId, commas, make, number, say } = socml;
const FEW = 5;
const NARROWER = 8;
const SPELLINGS = 3;
const narrower = byId("narrower", HTMLElement), offers = byId("offers", HTMLElement);

/** Offers no other spellings any more. */
export const clearOffers = () => offers.replaceChildren();
/** Hides the line of narrower topics. */
export const hideNarrower = () => { narrower.hidden = true; };

/** The page of whom or what the query names, else of the only one that has the query in its name.
    @param {Pagefind} pagefind
    @param {string} query
    @param {Choices} choices */
export async function named(pagefind, query, choices) {
  const { kind } = choices.filters;
  const kinds = [socmlConstants.person, socmlConstants.topic].filter((it) => !kind.length || kind.includes(it));
  if (!kinds.length) return null;
  const { results } = await pagefind.search(query, { filters: { ...wanted(choices), kind: { any: kinds } } });
  const asked = nameWords(query);
  const rows = await Promise.all(results.slice(0, FEW).map(async (it) => {
    const data = await it.data();
    return { it, data, names: [data.meta.title, ...(data.meta.names || "").split("\n")].map(nameWords) };
  }));
  const same = rows.find(({ names }) => names.some((name) => name.join(" ") === asked.join(" ")));
  if (same) return same;
  const partly = rows.filter(({ names }) => names.some((name) => asked.every((word) => name.includes(word))));
  return results.length <= FEW && partly.length === 1 ? partly[0] : null;
}

/** Narrower topics of a chosen topic, or of the topic that the query names, each with what it would find.
    @param {() => boolean} current
    @param {Pagefind} pagefind
    @param {Choices} choices
    @param {FoundPage | undefined} own */
export async function showNarrower(current, pagefind, choices, own) {
  const [topic] = choices.filters.topic;
  narrower.hidden = true;
  let data = own;
  if (topic) {
    const filters = { kind: { any: [socmlConstants.topic] }, topic: { all: [topic] } };
    data = await (await pagefind.search(EVERY, { filters })).results[0]?.data();
  }
  const labels = (data?.meta.narrower || "").split("\n").filter(Boolean).slice(0, NARROWER);
  const q = topic ? choices.q.trim() : "";
  const rest = choices.filters.topic.filter((it) => it !== topic);
  const links = await Promise.all(labels.map(async (label) => {
    const to = { q, filters: { ...choices.filters, topic: [...rest, label] }, sort: "" };
    const { results } = await pagefind.search(q || EVERY, { filters: wanted(to) });
    return results.length
      ? make("span", {}, make("a", { href: `?${queryOf(to)}`, textContent: label }), ` ${number(results.length)}`) : null;
  }));
  const some = links.filter((it) => it !== null);
  if (!current() || !some.length) return;
  narrower.replaceChildren(`${say("Narrower topics:")} `, ...commas(some));
  narrower.hidden = false;
}

/** What else the reader may have meant: other spellings that find something. Their list is loaded only now. Says whether
    there are any.
    @param {() => boolean} current
    @param {Pagefind} pagefind
    @param {string} query
    @param {Choices} choices */
export async function didYouMean(current, pagefind, query, choices) {
  const { alternatives } = await import("./spelling.js");
  const good = [];
  for (const other of await alternatives(new URL(socmlConstants.spellings, base), query)) {
    const { results } = await pagefind.search(other, { filters: wanted(choices) });
    const rows = await Promise.all(results.slice(0, FEW).map((it) => it.data()));
    if (!current()) return false;
    if (rows.length && answers(rows, other) === 2) good.push(other);
    if (good.length === SPELLINGS) break;
  }
  if (!good.length) return false;
  offers.replaceChildren(`${say("Did you mean:")} `, ...commas(good.map((other) => {
    const to = new URLSearchParams(location.search);
    to.set("q", other);
    return make("a", { href: `?${to}`, textContent: other });
  })));
  return true;
}
