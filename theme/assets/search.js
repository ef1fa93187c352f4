/* The search page: everything it shows follows from its address and the index. */
import { $, answers, load, make, number, plain, plural, result, say } from "./finder.js";

const FACETS = [
  ["kind", say("Kind")], ["event", say("Event")], ["year", say("Year")], ["topic", say("Topic")], ["person", say("Person")],
];
const called = (name, value) => (name === "kind" ? say(value) : value); // kinds are kept in English
const SEVERAL = new Set(["topic", "person"]); // a page has several of these: choosing two means both
const FOLD = 8;
const PAGE = 10;

function searchPage() {
  const box = $("q"), form = box.form, status = $("status"), list = $("results"), more = $("more"),
    facets = $("facets"), chosen = $("chosen"), sort = $("sort"), lists = $("lists");
  const panel = facets.querySelector(".facets-in");
  const opened = new Set(), typed = {};
  let state = read(), begun = false, turn = 0, found = [], shown = 0;

  function read() {
    const from = new URLSearchParams(location.search);
    const filters = {};
    for (const [name] of FACETS) filters[name] = [...new Set(from.getAll(name).filter(Boolean))];
    return { q: from.get("q") || "", filters, sort: ["new", "old"].includes(from.get("sort")) ? from.get("sort") : "" };
  }

  function write(push) {
    const to = new URLSearchParams();
    if (state.q) to.set("q", state.q);
    for (const [name] of FACETS) for (const value of state.filters[name]) to.append(name, value);
    if (state.sort) to.set("sort", state.sort);
    const url = location.pathname + (to.size || String(to) ? `?${to}` : "");
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }

  const narrowed = () => FACETS.some(([name]) => state.filters[name].length);

  function wanted(without = "") {
    const out = {};
    for (const [name] of FACETS) {
      const values = state.filters[name];
      if (values.length && name !== without) out[name] = SEVERAL.has(name) ? { all: values } : { any: values };
    }
    return out;
  }

  function toggle(name, value) {
    const values = state.filters[name];
    state.filters[name] = values.includes(value) ? values.filter((it) => it !== value) : [...values, value];
    write(true);
    run();
  }

  function showChosen() {
    const chips = [];
    for (const [name, label] of FACETS) {
      for (const value of state.filters[name]) {
        const button = make("button", { type: "button", className: "chip-remove" },
          make("span", { className: "chip-kind", textContent: label }), ` ${called(name, value)} `,
          make("span", { ariaHidden: "true", textContent: "×" }));
        button.setAttribute("aria-label", say("Remove filter {name}: {value}", { name: label, value: called(name, value) }));
        button.addEventListener("click", () => { toggle(name, value); box.focus(); });
        chips.push(make("li", {}, button));
      }
    }
    if (chips.length > 1) {
      const clear = make("button", { type: "button", className: "chip-remove chip-clear", textContent: say("Clear all") });
      clear.addEventListener("click", () => {
        for (const [name] of FACETS) state.filters[name] = [];
        write(true);
        run();
        box.focus();
      });
      chips.push(make("li", {}, clear));
    }
    chosen.replaceChildren(...chips);
    chosen.hidden = !chips.length;
  }

  function showFacets(counts) {
    const focused = document.activeElement?.dataset?.key;
    panel.replaceChildren();
    let any = false;
    for (const [name, label] of FACETS) {
      const mine = state.filters[name];
      const values = Object.entries(counts[name] || {}).filter(([value, n]) => n || mine.includes(value));
      for (const value of mine) if (!values.some(([it]) => it === value)) values.push([value, 0]);
      if (!values.length || (values.length === 1 && !mine.length && name !== "topic" && name !== "person")) continue;
      any = true;
      values.sort(name === "year"
        ? (a, b) => b[0].localeCompare(a[0])
        : (a, b) => mine.includes(b[0]) - mine.includes(a[0]) || b[1] - a[1] || a[0].localeCompare(b[0]));
      const items = make("ul");
      const rows = values.map(([value, n], at) => {
        const check = make("input", { type: "checkbox", checked: mine.includes(value) });
        check.dataset.key = `${name}:${value}`;
        check.addEventListener("change", () => toggle(name, value));
        const row = make("li", {}, make("label", {}, check, make("span", { textContent: called(name, value) }),
          make("span", { className: "count", textContent: number(n) })));
        return { row, text: plain(value), late: at >= Math.max(FOLD, mine.length) };
      });
      items.append(...rows.map((it) => it.row));
      const set = make("fieldset", {}, make("legend", { textContent: label }), items);
      if (rows.some((it) => it.late)) {
        const toggleAll = make("button", { type: "button", className: "link" });
        toggleAll.dataset.key = `${name}+`;
        const filter = make("input", { type: "search", placeholder: say("Filter"), autocomplete: "off", value: typed[name] || "" });
        filter.setAttribute("aria-label", say("Filter {name}", { name: label }));
        filter.dataset.key = `${name}/`;
        const apply = () => {
          const open = opened.has(name), words = plain(filter.value).split(/\s+/).filter(Boolean);
          for (const it of rows) it.row.hidden = words.length ? !words.every((w) => it.text.includes(w)) : it.late && !open;
          toggleAll.textContent = open ? say("Show fewer") : say("Show all {n}", { n: number(rows.length) });
          toggleAll.setAttribute("aria-expanded", String(open));
          filter.hidden = !open;
        };
        filter.addEventListener("input", () => { typed[name] = filter.value; apply(); });
        filter.addEventListener("keydown", (event) => {
          if (event.key === "Escape" && filter.value) { filter.value = typed[name] = ""; apply(); event.stopPropagation(); }
        });
        toggleAll.addEventListener("click", () => {
          if (opened.delete(name)) filter.value = typed[name] = "";
          else opened.add(name);
          apply();
          if (opened.has(name)) filter.focus();
        });
        set.insertBefore(filter, items);
        set.append(toggleAll);
        apply();
      }
      panel.append(set);
    }
    facets.hidden = !any;
    if (focused) [...panel.querySelectorAll("[data-key]")].find((it) => it.dataset.key === focused)?.focus();
  }

  async function showMore(mine) {
    const start = shown;
    const rows = await Promise.all(found.slice(start, start + PAGE).map((it) => it.data()));
    if (mine !== turn) return;
    shown = start + rows.length;
    const items = rows.map(result);
    if (start) list.append(...items);
    else list.replaceChildren(...items);
    more.hidden = shown >= found.length;
    if (!more.hidden) more.textContent = say("Show more ({n} left)", { n: number(found.length - shown) });
    return items[0];
  }

  function nothing() {
    const query = { query: state.q };
    if (!state.q) status.textContent = say("Nothing found with these filters.");
    else if (narrowed()) status.textContent = say("Nothing found for “{query}” with these filters.", query);
    else status.textContent = say("Nothing found for “{query}”.", query);
    const advice = make("ul", {},
      make("li", { textContent: say("Try fewer or other words; a part of a word is enough.") }),
      make("li", { textContent: say("Look for a name or a topic instead.") }));
    if (narrowed()) advice.prepend(make("li", { textContent: say("Remove a filter above.") }));
    list.replaceChildren(make("li", { className: "nothing" }, advice));
    more.hidden = true;
  }

  async function run() {
    const mine = ++turn;
    begun = true;
    showChosen();
    const asked = state.q.trim() !== "" || narrowed();
    const slow = setTimeout(() => { if (mine === turn && asked) status.textContent = say("Searching…"); }, 200);
    if (!asked) status.textContent = "";
    list.setAttribute("aria-busy", "true");
    try {
      const pagefind = await load();
      if (mine !== turn) return;
      if (!asked) {
        found = [];
        list.replaceChildren();
        more.hidden = true;
        $("sort-row").hidden = true;
        lists.hidden = false;
        const all = await pagefind.filters();
        if (mine === turn) showFacets(all);
        return;
      }
      const query = state.q.trim() || null;
      const order = state.sort ? { sort: { date: state.sort === "new" ? "desc" : "asc" } } : {};
      const answer = await pagefind.search(query, { filters: wanted(), ...order });
      if (mine !== turn) return;
      found = answer.results;
      const first = query ? await Promise.all(found.slice(0, PAGE).map((it) => it.data())) : [];
      if (mine !== turn) return;
      const astray = first.length && !answers(first, query);
      if (astray) found = [];
      shown = 0;
      lists.hidden = true;
      facets.hidden = false;
      $("sort-row").hidden = found.length < 2;
      if (found.length) {
        await showMore(mine);
        if (mine !== turn) return;
        clearTimeout(slow);
        status.textContent = state.q
          ? plural(found.length, "{n} result for “{query}”", "{n} results for “{query}”", { query: state.q })
          : plural(found.length, "result", "results");
      } else {
        clearTimeout(slow);
        nothing();
        if (astray) {
          showFacets({});
          return;
        }
      }
      // Counts come after the words: they need the whole list of facets, which the results do not.
      await pagefind.filters();
      const counts = { ...(await pagefind.search(query, { filters: wanted() })).filters };
      // What else one could choose beside a chosen kind, event or year: count as if that facet were free.
      await Promise.all(FACETS.filter(([name]) => !SEVERAL.has(name) && state.filters[name].length).map(async ([name]) => {
        counts[name] = (await pagefind.search(query, { filters: wanted(name) })).filters[name];
      }));
      if (mine === turn) showFacets(counts);
    } catch (error) {
      console.error(error);
      if (mine !== turn) return;
      status.textContent = say("The search index could not be loaded. The lists below work without it.");
      list.replaceChildren();
      more.hidden = true;
      lists.hidden = false;
    } finally {
      clearTimeout(slow);
      if (mine === turn) list.removeAttribute("aria-busy");
    }
  }

  let pause = 0;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      state.q = box.value;
      write(false);
      run();
    }, 150);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.value) return;
    event.preventDefault();
    clearTimeout(pause);
    box.value = state.q = "";
    write(false);
    run();
  });
  box.addEventListener("focus", () => { if (!begun) run(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    state.q = box.value;
    write(false);
    run();
  });
  sort.addEventListener("change", () => {
    state.sort = sort.value;
    write(true);
    run();
  });
  more.addEventListener("click", async () => (await showMore(turn))?.querySelector("a")?.focus());
  const fromAddress = () => {
    state = read();
    box.value = state.q;
    sort.value = state.sort;
    if (state.q || narrowed() || begun) run();
  };
  addEventListener("popstate", fromAddress);
  const wide = matchMedia("(min-width: 62rem)");
  const unfold = () => { facets.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();
  fromAddress();
  if (!state.q && !narrowed()) box.focus();
}

searchPage();
