/* What a reader chose on the search page, and the address that says so. */
const { say } = socml;

/** @type {Record<Facet, string>} */
const FACET_LABELS = { kind: say("Kind"), event: say("Event"), year: say("Year"), topic: say("Topic"), person: say("Person") };
/** What a chosen person did: each is a facet of the index with people as its values.
    @type {Record<PersonRole, string>} */
const ROLE_LABELS = {
  moderator: say("Moderator"), "note-taker": say("Note-taker"), speaker: say("Speaker"),
  presenter: say("Presenter"), attendee: say("Attendee"), author: say("Author"),
};
export const FACETS = /** @type {[Facet, string][]} */ (Object.entries(FACET_LABELS));
export const ROLES = /** @type {[PersonRole, string][]} */ (Object.entries(ROLE_LABELS));
/** @type {[Choice, string][]} */
export const CHIPS = [...FACETS, ["role", say("Role")]];
/** A page has several of these: choosing two means both.
    @param {Facet} name */
export const isSeveral = (name) => name === "topic" || name === "person";
const ORDERS = ["new", "old"];

/** What is chosen: the words, the values of each facet, and the order if it is not the usual one.
    @typedef {{q: string, filters: Record<Choice, string[]>, sort: string}} Choices */

/** @returns {Choices} */
export function fromAddress() {
  const from = new URLSearchParams(location.search);
  const filters = nothing();
  for (const [name] of FACETS) filters[name] = [...new Set(from.getAll(name).filter(Boolean))];
  const role = from.getAll("role").filter((it) => filters.person.length && Object.hasOwn(ROLE_LABELS, it));
  filters.role = role.slice(0, 1);
  const sort = from.get("sort") ?? "";
  return { q: from.get("q") || "", filters, sort: ORDERS.includes(sort) ? sort : "" };
}

/** @returns {Record<Choice, string[]>} */
export function nothing() {
  return { kind: [], event: [], year: [], topic: [], person: [], role: [] };
}

/** What stands in an address for these choices.
    @param {Choices} choices */
export function queryOf({ q, filters, sort }) {
  const to = new URLSearchParams();
  if (q) to.set("q", q);
  for (const [name] of CHIPS) for (const value of filters[name]) to.append(name, value);
  if (sort) to.set("sort", sort);
  return String(to);
}

/** Puts the choices into the address; with `push` the way back leads to what was chosen before.
    @param {Choices} choices
    @param {boolean} push */
export function toAddress(choices, push) {
  const query = queryOf(choices);
  history[push ? "pushState" : "replaceState"](null, "", location.pathname + (query && `?${query}`));
}

/** @param {Choices} choices */
export const isNarrowed = ({ filters }) => CHIPS.some(([name]) => filters[name].length);

/** @param {Choices} choices */
export const isAsked = (choices) => choices.q.trim() !== "" || isNarrowed(choices);

/** The filters that Pagefind is given, all but one.
    @param {Choices} choices
    @param {Choice} [without] */
export function wanted({ filters }, without) {
  /** @type {Filters} */
  const out = {};
  const [role] = without === "role" || without === "person" ? [] : filters.role;
  if (role) out[role] = { all: filters.person };
  for (const [name] of FACETS) {
    const values = filters[name];
    if (values.length && name !== without) out[name] = isSeveral(name) ? { all: values } : { any: values };
  }
  return out;
}

/** Chooses a value, or takes it away again.
    @param {Choices} choices
    @param {Choice} name
    @param {string} value */
export function toggle({ filters }, name, value) {
  const values = filters[name];
  filters[name] = values.includes(value) ? values.filter((it) => it !== value) : [...values, value];
  if (!filters.person.length) filters.role = [];
}

/** What a value is called: kinds are kept in English.
    @param {Choice} name
    @param {string} value */
export function shownValue(name, value) {
  return name === "role" ? ROLE_LABELS[/** @type {PersonRole} */ (value)] : name === "kind" ? say(value) : value;
}
