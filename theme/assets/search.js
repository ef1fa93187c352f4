/* The search page: everything it shows follows from its address and the index. */
import {
  CHIPS, fromAddress, isAsked, isNarrowed, nothing, shownValue, toAddress, toggle, wanted,
} from "./search-choices.js";
import { Facets, counted } from "./search-facets.js";
import { clearOffers, didYouMean, hideNarrower, named, showNarrower } from "./search-hints.js";
import { EVERY, answers, load } from "./search-index.js";
import { FIRST, Results } from "./search-results.js";

/** @import { Choices } from "./search-choices.js" */

const { all, byId, clearable, make, number, plural, say, unfold } = socml;
const PAUSE = 150; // ms after a letter
const SLOW = 200; // ms until it is said that a search goes on

/** Until what was found is on the screen. */
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

/** One search: `current` until the next begins; `answered` once its status is known.
    @typedef {{current: () => boolean, answered: () => void}} Turn */

class SearchPage {
  constructor() {
    this.box = byId("q", HTMLInputElement);
    this.form = /** @type {HTMLFormElement} */ (this.box.form);
    this.status = byId("status", HTMLElement);
    this.chosen = byId("chosen", HTMLElement);
    this.sort = byId("sort", HTMLSelectElement);
    this.lists = byId("lists", HTMLElement);
    this.results = new Results();
    this.facets = new Facets((change) => this.change(change), () => this.run());
    this.choices = fromAddress();
    this.browsing = false;
    this.turn = 0;
    this.pause = 0;
    this.listen();
    this.walk();
    unfold([this.facets.box]);
    this.look();
    if (!isAsked(this.choices)) this.box.focus();
  }

  /* What is chosen */

  /** Chooses something, as a step that the way back undoes.
      @param {(choices: Choices) => void} change */
  change(change) {
    change(this.choices);
    toAddress(this.choices, true);
    this.run();
  }

  /** Takes the words from the box. */
  ask() {
    clearTimeout(this.pause);
    this.choices.q = this.box.value;
    toAddress(this.choices, false);
    this.run();
  }

  /** Takes everything from the address. */
  look() {
    this.choices = fromAddress();
    this.box.value = this.choices.q;
    this.run();
  }

  listen() {
    this.box.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.ask(), PAUSE);
    });
    clearable(this.box, (event) => {
      event.preventDefault();
      this.ask();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask();
    });
    this.sort.addEventListener("change", () => this.change((choices) => { choices.sort = this.sort.value; }));
    byId("browse", HTMLElement).addEventListener("click", () => {
      this.browsing = true;
      this.facets.box.open = true;
      this.run();
      this.box.focus();
    });
    this.results.more.addEventListener("click", async () => {
      const mine = this.turn;
      (await this.results.grow(() => mine === this.turn))?.querySelector("a")?.focus();
    });
    addEventListener("popstate", () => this.look());
  }

  /** The keyboard goes from the box down through the results and back. */
  walk() {
    const { list, more } = this.results;
    const around = /** @type {HTMLElement} */ (list.parentElement);
    const stops = () => all("#offers a, #results a", around);
    this.form.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || event.target !== this.box || !stops().length) return;
      event.preventDefault();
      stops()[0].focus();
    });
    around.addEventListener("keydown", (event) => {
      const found = stops(), at = found.indexOf(/** @type {HTMLElement} */ (event.target));
      if (at < 0 || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (event.key === "Escape" || (event.key === "ArrowUp" && at === 0)) this.box.focus();
      else (event.key === "ArrowUp" ? found[at - 1] : found[at + 1] ?? (more.hidden ? null : more))?.focus();
    });
  }

  showChosen() {
    const chips = CHIPS.flatMap(([name, label]) => this.choices.filters[name].map((value) => {
      const shown = shownValue(name, value);
      const chip = this.chip("chip-remove", (choices) => toggle(choices, name, value),
        make("span", { className: "chip-kind", textContent: label }), ` ${shown} `, make("span", { ariaHidden: "true", textContent: "×" }));
      chip.setAttribute("aria-label", say("Remove filter {name}: {value}", { name: label, value: shown }));
      return chip;
    }));
    byId("facets-count", HTMLElement).textContent = chips.length ? number(chips.length) : "";
    if (chips.length > 1) {
      chips.push(this.chip("chip-remove chip-clear", (choices) => { choices.filters = nothing(); }, say("Clear all")));
    }
    this.chosen.replaceChildren(...chips.map((it) => make("li", {}, it)));
    this.chosen.hidden = !chips.length;
  }

  /** A button that takes a choice away.
      @param {string} className
      @param {(choices: Choices) => void} change
      @param {...(Node | string)} words */
  chip(className, change, ...words) {
    const button = make("button", { type: "button", className }, ...words);
    button.addEventListener("click", () => { this.change(change); this.box.focus(); });
    return button;
  }

  /* Searching */

  async run() {
    const mine = ++this.turn;
    const asked = isAsked(this.choices);
    const slow = setTimeout(() => { if (mine === this.turn && asked) this.status.textContent = say("Searching…"); }, SLOW);
    /** @type {Turn} */
    const turn = { current: () => mine === this.turn, answered: () => clearTimeout(slow) };
    this.showChosen();
    if (!asked) this.status.textContent = "";
    this.results.busy(true);
    try {
      if (asked) await this.search(turn);
      else await this.rest(turn);
    } catch (error) {
      console.error(error);
      if (turn.current()) this.failed();
    } finally {
      turn.answered();
      if (turn.current()) this.results.busy(false);
    }
  }

  failed() {
    this.status.textContent = say("The search index could not be loaded. The lists below work without it.");
    this.results.clear();
    this.lists.hidden = false;
  }

  /** Nothing is asked for. Facets without words cost as much as a query: they come when they are asked for.
      @param {Turn} turn */
  async rest({ current }) {
    this.results.clear();
    clearOffers();
    hideNarrower();
    byId("sort-row", HTMLElement).hidden = true;
    this.lists.hidden = false;
    byId("browse-row", HTMLElement).hidden = this.browsing;
    this.facets.box.hidden = !this.browsing;
    if (!this.browsing) return;
    const pagefind = await load();
    if (!current()) return;
    await this.facets.load(pagefind, this.choices);
    const { filters } = await pagefind.search(EVERY, {});
    if (current()) this.facets.show(this.choices, filters);
  }

  /** The results first, then what leads on from them: that needs the whole list of facets.
      @param {Turn} turn */
  async search(turn) {
    const { current } = turn;
    const words = this.choices.q.trim(), query = words || EVERY;
    const pagefind = await load();
    if (!current()) return;
    const [{ results }, own] = await Promise.all([
      pagefind.search(query, { filters: wanted(this.choices), ...this.order(words) }), words ? named(pagefind, query, this.choices) : null,
    ]);
    if (!current()) return;
    const ours = own && results.find((it) => it.id === own.it.id);
    const found = ours ? [ours, ...results.filter((it) => it !== ours)] : results;
    const first = words ? await Promise.all(found.slice(0, FIRST).map((it) => it.data())) : [];
    if (!current()) return;
    const sure = words ? answers(first, query) : 2;
    await this.show(sure ? found : [], turn);
    if (current() && words && sure < 2 && await didYouMean(current, pagefind, query, this.choices)) {
      this.status.textContent += ` ${say("Other spellings are offered below.")}`;
    }
    if (!current()) return;
    if (!sure && first.length) {
      this.facets.show(this.choices, {});
      return;
    }
    await painted();
    await this.facets.load(pagefind, this.choices);
    const counts = await counted(pagefind, query, this.choices);
    if (this.results.found.length && current()) await showNarrower(current, pagefind, this.choices, ours ? own.data : undefined);
    if (current()) this.facets.show(this.choices, counts);
  }

  /** What Pagefind sorts by. Nothing matches better than another where no words are asked for: the newest comes first.
      @param {string} words
      @returns {{sort?: Record<string, string>}} */
  order(words) {
    const way = this.choices.sort || (words ? "" : "new");
    this.sort.value = way;
    this.sort.options[0].disabled = !words;
    return way ? { sort: { date: way === "new" ? "desc" : "asc" } } : {};
  }

  /** Shows what was found, and says how much.
      @param {Found[]} found
      @param {Turn} turn */
  async show(found, { current, answered }) {
    this.lists.hidden = true;
    this.facets.box.hidden = false;
    byId("sort-row", HTMLElement).hidden = found.length < 2;
    clearOffers();
    if (found.length) {
      await this.results.show(found, current);
      if (!current()) return;
    } else {
      hideNarrower();
      this.results.nothing(isNarrowed(this.choices));
    }
    answered();
    this.status.textContent = this.told(found.length);
  }

  /** @param {number} count */
  told(count) {
    const { q: query } = this.choices;
    if (count) {
      return query
        ? plural(count, "{n} result for “{query}”", "{n} results for “{query}”", { query })
        : plural(count, "result", "results");
    }
    if (!query) return say("Nothing found with these filters.");
    return isNarrowed(this.choices)
      ? say("Nothing found for “{query}” with these filters.", { query }) : say("Nothing found for “{query}”.", { query });
  }
}

new SearchPage();
