/* The facets beside the results: what else can be chosen, and how many pages that would leave. */
import { FACETS, ROLES, isSeveral, shownValue, toggle, wanted } from "./search-choices.js";
import { EVERY } from "./search-index.js";

/** @import { Choices } from "./search-choices.js" */

const { all, byId, clearable, first, make, number, plain, say, terms } = socml;
const FOLD = 8;

export class Facets {
  /** @param {(change: (choices: Choices) => void) => void} choose what is done with a choice
      @param {() => Promise<void>} again searches once more */
  constructor(choose, again) {
    this.choose = choose;
    this.again = again;
    this.box = byId("facets", HTMLDetailsElement);
    this.panel = first(".facets-in", HTMLElement, this.box);
    // The list of people is the longest of all: it is loaded when it is asked for.
    this.everybody = false;
    /** The facets that show all values, and what is typed into their filters.
        @type {Map<Facet, string>} */
    this.opened = new Map();
  }

  /** @param {Choices} choices */
  hasPeople(choices) {
    return this.everybody || choices.filters.person.length > 0;
  }

  /** Only these facets are loaded, not all: Pagefind loads those that a search names.
      @param {Pagefind} pagefind
      @param {Choices} choices */
  async load(pagefind, choices) {
    /** @type {string[]} */
    const names = FACETS.map(([name]) => name).filter((name) => name !== "person" || this.hasPeople(choices));
    if (choices.filters.person.length) names.push(...ROLES.map(([role]) => role));
    await pagefind.preload(choices.q.trim() || EVERY, { filters: Object.fromEntries(names.map((name) => [name, "x"])) });
  }

  /** @param {Choices} choices
      @param {Counts} counts */
  show(choices, counts) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.key;
    const sets = FACETS.flatMap(([name, label]) => this.sets(choices, name, label, counts));
    this.panel.replaceChildren(...sets);
    this.box.hidden = !sets.length;
    if (focused) this.focus((key) => key === focused);
  }

  /** @param {(key: string) => boolean} fits */
  focus(fits) {
    all("[data-key]", this.panel).find((it) => fits(it.dataset.key ?? ""))?.focus();
  }

  /** A facet, and behind that of people what they did. None where there is nothing to choose between.
      @param {Choices} choices
      @param {Facet} name
      @param {string} label
      @param {Counts} counts */
  sets(choices, name, label, counts) {
    if (name === "person" && !this.hasPeople(choices)) return [this.askForPeople()];
    const mine = choices.filters[name];
    const values = valuesOf(name, mine, counts[name] ?? {});
    if (!values.length || (values.length === 1 && !mine.length && !isSeveral(name))) return [];
    const set = this.set(name, label, mine, values);
    return name === "person" && mine.length ? [set, this.roles(choices, counts.role ?? {})] : [set];
  }

  /** @param {Facet} name
      @param {string} label
      @param {string[]} mine
      @param {[string, number][]} values */
  set(name, label, mine, values) {
    const rows = values.map(([value, n], at) => {
      const check = make("input", { type: "checkbox", checked: mine.includes(value) });
      check.dataset.key = `${name}:${value}`;
      check.addEventListener("change", () => this.choose((choices) => toggle(choices, name, value)));
      return { row: line(check, shownValue(name, value), n), text: plain(value), late: at >= Math.max(FOLD, mine.length) };
    });
    const items = make("ul", {}, ...rows.map((it) => it.row));
    const set = make("fieldset", {}, make("legend", { textContent: label }), items);
    if (rows.some((it) => it.late)) {
      const [filter, button] = this.folding(name, label, rows);
      set.insertBefore(filter, items);
      set.append(button);
    }
    return set;
  }

  /** Of many values the first are shown; a button shows all with a box to filter them.
      @param {Facet} name
      @param {string} label
      @param {{row: HTMLElement, text: string, late: boolean}[]} rows */
  folding(name, label, rows) {
    const { opened } = this;
    const button = make("button", { type: "button", className: "link" });
    button.dataset.key = `${name}+`;
    const filter = make("input", { type: "search", placeholder: say("Filter"), autocomplete: "off", value: opened.get(name) ?? "" });
    filter.setAttribute("aria-label", say("Filter {name}", { name: label }));
    filter.dataset.key = `${name}/`;
    const apply = () => {
      const open = opened.has(name), asked = terms(filter.value);
      for (const it of rows) it.row.hidden = asked.length ? !asked.every((word) => it.text.includes(word)) : it.late && !open;
      button.textContent = open ? say("Show fewer") : say("Show all {n}", { n: number(rows.length) });
      button.setAttribute("aria-expanded", String(open));
      filter.hidden = !open;
    };
    const typed = () => { opened.set(name, filter.value); apply(); };
    filter.addEventListener("input", typed);
    clearable(filter, (event) => { typed(); event.stopPropagation(); });
    button.addEventListener("click", () => {
      filter.value = "";
      if (!opened.delete(name)) opened.set(name, "");
      apply();
      if (opened.has(name)) filter.focus();
    });
    apply();
    return [filter, button];
  }

  askForPeople() {
    const button = make("button", { type: "button", className: "link", textContent: say("Show people") });
    button.dataset.key = "person+";
    button.addEventListener("click", async () => {
      this.everybody = true;
      await this.again();
      this.focus((key) => key.startsWith("person:"));
    });
    return make("fieldset", {}, make("legend", { textContent: say("Person") }), button);
  }

  /** @param {Choices} choices
      @param {Record<string, number>} counts */
  roles(choices, counts) {
    const [mine = ""] = choices.filters.role;
    const items = make("ul");
    for (const [value, label] of /** @type {[string, string][]} */ ([["", say("Any role")], ...ROLES])) {
      if (value && !counts[value] && value !== mine) continue;
      const choice = make("input", { type: "radio", name: "role-choice", checked: value === mine });
      choice.dataset.key = `role:${value}`;
      choice.addEventListener("change", () => this.choose(({ filters }) => { filters.role = value ? [value] : []; }));
      items.append(line(choice, label, value ? counts[value] || 0 : null));
    }
    return make("fieldset", {}, make("legend", { textContent: say("Role") }), items);
  }
}

/** A value that can be chosen, with the number of pages that have it.
    @param {HTMLInputElement} input
    @param {string} text
    @param {number | null} count */
function line(input, text, count) {
  return make("li", {}, make("label", {}, input, make("span", { textContent: text }),
    count === null ? "" : make("span", { className: "count", textContent: number(count) })));
}

/** The values of a facet in their order, those that are chosen in any case: years from the newest, else what is chosen
    first, then what most pages have.
    @param {Facet} name
    @param {string[]} mine
    @param {Record<string, number>} counts */
function valuesOf(name, mine, counts) {
  const values = Object.entries(counts).filter(([value, n]) => n || mine.includes(value));
  for (const value of mine) if (!values.some(([it]) => it === value)) values.push([value, 0]);
  const chosen = (/** @type {string} */ value) => Number(mine.includes(value));
  return values.sort(name === "year"
    ? ([a], [b]) => b.localeCompare(a)
    : ([a, m], [b, n]) => chosen(b) - chosen(a) || n - m || a.localeCompare(b));
}

/** How many of the pages found have each value.
    @param {Pagefind} pagefind
    @param {string} query
    @param {Choices} choices */
export async function counted(pagefind, query, choices) {
  const counts = { ...(await pagefind.search(query, { filters: wanted(choices) })).filters };
  // What else one could choose beside a chosen kind, event or year: count as if that facet were free.
  await Promise.all(FACETS.filter(([name]) => !isSeveral(name) && choices.filters[name].length).map(async ([name]) => {
    counts[name] = (await pagefind.search(query, { filters: wanted(choices, name) })).filters[name];
  }));
  const people = choices.filters.person;
  if (people.length) {
    counts.role = Object.fromEntries(await Promise.all(ROLES.map(async ([role]) => {
      const filters = { ...wanted(choices, "role"), [role]: { all: people } };
      return [role, (await pagefind.search(query, { filters })).results.length];
    })));
  }
  return counts;
}
