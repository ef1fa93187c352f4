/* The search page: everything it shows follows from its address and the index. */
import { $, EVERY, answers, base, load, make, number, plain, plural, result, say } from "./finder.js";

const FACETS = [
  ["kind", say("Kind")], ["event", say("Event")], ["year", say("Year")], ["topic", say("Topic")], ["person", say("Person")],
];
const SEVERAL = new Set(["topic", "person"]); // a page has several of these: choosing two means both
// What a chosen person did: each is a facet of the index with people as its values (ROLE_FACETS of emit/common.py).
const ROLES = [
  ["moderator", say("Moderator")], ["note-taker", say("Note-taker")], ["speaker", say("Speaker")],
  ["presenter", say("Presenter")], ["attendee", say("Attendee")], ["author", say("Author")],
];
const CHIPS = [...FACETS, ["role", say("Role")]];
const FOLD = 8;
const FIRST = 5; // what a reader sees at once; more would make the first answer wait for it
const PAGE = 10;
const NARROWER = 8;
const shownValue = (name, value) =>
  name === "role" ? ROLES.find(([role]) => role === value)[1] : name === "kind" ? say(value) : value; // kinds are kept in English

/* Until what was found is on the screen. */
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });

function searchPage() {
  const box = $("q"), form = box.form, status = $("status"), list = $("results"), more = $("more"),
    facets = $("facets"), chosen = $("chosen"), sort = $("sort"), lists = $("lists");
  const panel = facets.querySelector(".facets-in");
  const opened = new Set(), typed = {};
  let state = read(), browsing = false, everybody = false, turn = 0, found = [], shown = 0;

  function read() {
    const from = new URLSearchParams(location.search);
    const filters = {};
    for (const [name] of FACETS) filters[name] = [...new Set(from.getAll(name).filter(Boolean))];
    const role = from.getAll("role").filter((it) => filters.person.length && ROLES.some(([known]) => known === it));
    filters.role = role.slice(0, 1);
    return { q: from.get("q") || "", filters, sort: ["new", "old"].includes(from.get("sort")) ? from.get("sort") : "" };
  }

  function write(push) {
    const to = new URLSearchParams();
    if (state.q) to.set("q", state.q);
    for (const [name] of CHIPS) for (const value of state.filters[name]) to.append(name, value);
    if (state.sort) to.set("sort", state.sort);
    const url = location.pathname + (to.size || String(to) ? `?${to}` : "");
    if (push) history.pushState(null, "", url);
    else history.replaceState(null, "", url);
  }

  const narrowed = () => CHIPS.some(([name]) => state.filters[name].length);

  function wanted(without = "") {
    const out = {};
    const people = state.filters.person, [role] = without === "role" || without === "person" ? [] : state.filters.role;
    if (role) out[role] = { all: people };
    for (const [name] of FACETS) {
      const values = state.filters[name];
      if (values.length && name !== without) out[name] = SEVERAL.has(name) ? { all: values } : { any: values };
    }
    return out;
  }

  function toggle(name, value) {
    const values = state.filters[name];
    state.filters[name] = values.includes(value) ? values.filter((it) => it !== value) : [...values, value];
    if (!state.filters.person.length) state.filters.role = [];
    write(true);
    run();
  }

  function showChosen() {
    const chips = [];
    for (const [name, label] of CHIPS) {
      for (const value of state.filters[name]) {
        const button = make("button", { type: "button", className: "chip-remove" },
          make("span", { className: "chip-kind", textContent: label }), ` ${shownValue(name, value)} `,
          make("span", { ariaHidden: "true", textContent: "×" }));
        button.setAttribute("aria-label", say("Remove filter {name}: {value}", { name: label, value: shownValue(name, value) }));
        button.addEventListener("click", () => { toggle(name, value); box.focus(); });
        chips.push(make("li", {}, button));
      }
    }
    $("facets-count").textContent = chips.length ? number(chips.length) : "";
    if (chips.length > 1) {
      const clear = make("button", { type: "button", className: "chip-remove chip-clear", textContent: say("Clear all") });
      clear.addEventListener("click", () => {
        for (const [name] of CHIPS) state.filters[name] = [];
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
      if (name === "person" && !everybody && !state.filters.person.length) {
        any = true;
        panel.append(askForPeople());
        continue;
      }
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
        const row = make("li", {}, make("label", {}, check, make("span", { textContent: shownValue(name, value) }),
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
      if (name === "person" && mine.length) panel.append(roles(counts.role || {}));
    }
    facets.hidden = !any;
    if (focused) [...panel.querySelectorAll("[data-key]")].find((it) => it.dataset.key === focused)?.focus();
  }

  /* The list of people is the longest of all: it is loaded when it is asked for. */
  function askForPeople() {
    const button = make("button", { type: "button", className: "link", textContent: say("Show people") });
    button.dataset.key = "person+";
    button.addEventListener("click", async () => {
      everybody = true;
      await run();
      [...panel.querySelectorAll("[data-key]")].find((it) => it.dataset.key.startsWith("person:"))?.focus();
    });
    return make("fieldset", {}, make("legend", { textContent: say("Person") }), button);
  }

  function roles(counts) {
    const items = make("ul"), [mine = ""] = state.filters.role;
    for (const [value, label] of [["", say("Any role")], ...ROLES]) {
      if (value && !counts[value] && value !== mine) continue;
      const choice = make("input", { type: "radio", name: "role-choice", checked: value === mine });
      choice.dataset.key = `role:${value}`;
      choice.addEventListener("change", () => {
        state.filters.role = value ? [value] : [];
        write(true);
        run();
      });
      items.append(make("li", {}, make("label", {}, choice, make("span", { textContent: label }),
        value ? make("span", { className: "count", textContent: number(counts[value] || 0) }) : "")));
    }
    return make("fieldset", {}, make("legend", { textContent: say("Role") }), items);
  }

  /* Only these facets are loaded, not all: Pagefind loads those that a search names. */
  async function loadFacets(pagefind) {
    const names = FACETS.map(([name]) => name).filter((name) => name !== "person" || everybody || state.filters.person.length);
    if (state.filters.person.length) names.push(...ROLES.map(([role]) => role));
    await pagefind.preload(state.q.trim() || EVERY, { filters: Object.fromEntries(names.map((name) => [name, "x"])) });
  }

  /* The page of whom or what the query names, else of the only one that has the query in its name. */
  async function named(pagefind, query) {
    const { kind } = state.filters;
    const kinds = ["Person", "Topic"].filter((it) => !kind.length || kind.includes(it));
    if (!kinds.length) return null;
    const { results } = await pagefind.search(query, { filters: { ...wanted(), kind: { any: kinds } } });
    const words = (text) => plain(text).split(/[^\p{L}\p{N}+#]+/u).filter(Boolean);
    const asked = words(query);
    const rows = await Promise.all(results.slice(0, FIRST).map(async (it) => {
      const data = await it.data();
      return { it, data, names: [data.meta.title, ...(data.meta.names || "").split("\n")].map(words) };
    }));
    const same = rows.find(({ names }) => names.some((name) => name.join(" ") === asked.join(" ")));
    if (same) return same;
    const partly = rows.filter(({ names }) => names.some((name) => asked.every((word) => name.includes(word))));
    return results.length <= FIRST && partly.length === 1 ? partly[0] : null;
  }

  /* Narrower topics of a chosen topic, or of the topic that the query names, each with what it would find. */
  async function showNarrower(mine, pagefind, first) {
    const line = $("narrower"), [topic] = state.filters.topic;
    line.hidden = true;
    let data = first?.data;
    if (topic) {
      const { results } = await pagefind.search(EVERY, { filters: { kind: { any: ["Topic"] }, topic: { all: [topic] } } });
      data = await results[0]?.data();
    }
    const labels = (data?.meta.narrower || "").split("\n").filter(Boolean).slice(0, NARROWER);
    const links = await Promise.all(labels.map(async (label) => {
      const rest = state.filters.topic.filter((it) => it !== topic);
      const query = topic ? state.q.trim() : "";
      const { results } = await pagefind.search(query || EVERY, { filters: { ...wanted(), topic: { all: [...rest, label] } } });
      if (!results.length) return null;
      const to = new URLSearchParams(query ? { q: query } : {});
      for (const [name] of CHIPS) for (const value of name === "topic" ? rest : state.filters[name]) to.append(name, value);
      to.append("topic", label);
      return make("span", {}, make("a", { href: `?${to}`, textContent: label }), ` ${number(results.length)}`);
    }));
    const some = links.filter(Boolean);
    if (mine !== turn || !some.length) return;
    line.replaceChildren(`${say("Narrower topics:")} `, ...some.flatMap((it, at) => (at ? [", ", it] : [it])));
    line.hidden = false;
  }

  /* What else the reader may have meant: other spellings that find something. Their list is loaded only now. */
  async function didYouMean(mine, pagefind, query) {
    const { alternatives } = await import("./spelling.js");
    const good = [];
    for (const other of await alternatives(new URL("search/words.txt", base), query)) {
      const { results } = await pagefind.search(other, { filters: wanted() });
      const rows = await Promise.all(results.slice(0, FIRST).map((it) => it.data()));
      if (mine !== turn) return;
      if (rows.length && answers(rows, other) === 2) good.push(other);
      if (good.length === 3) break;
    }
    if (!good.length) return;
    const links = good.map((other) => {
      const to = new URLSearchParams(location.search);
      to.set("q", other);
      return make("a", { href: `?${to}`, textContent: other });
    });
    $("offers").replaceChildren(`${say("Did you mean:")} `, ...links.flatMap((it, at) => (at ? [", ", it] : [it])));
    status.textContent += ` ${say("Other spellings are offered below.")}`;
  }

  async function showMore(mine) {
    const start = shown;
    const rows = await Promise.all(found.slice(start, start + (start ? PAGE : FIRST)).map((it) => it.data()));
    if (mine !== turn) return;
    shown = start + rows.length;
    const items = rows.map(result);
    if (start) list.append(...items);
    else list.replaceChildren(...items);
    more.hidden = shown >= found.length;
    if (!more.hidden) more.textContent = say("Show more ({n} left)", { n: number(found.length - shown) });
    return items[0];
  }

  function counted(count) {
    return state.q
      ? plural(count, "{n} result for “{query}”", "{n} results for “{query}”", { query: state.q })
      : plural(count, "result", "results");
  }

  function nothing() {
    if (!state.q) status.textContent = say("Nothing found with these filters.");
    else if (narrowed()) status.textContent = say("Nothing found for “{query}” with these filters.", { query: state.q });
    else status.textContent = say("Nothing found for “{query}”.", { query: state.q });
    const advice = make("ul", {},
      make("li", { textContent: say("Try fewer or other words; a part of a word is enough.") }),
      make("li", { textContent: say("Look for a name or a topic instead.") }));
    if (narrowed()) advice.prepend(make("li", { textContent: say("Remove a filter above.") }));
    list.replaceChildren(make("li", { className: "nothing" }, advice));
    more.hidden = true;
  }

  async function run() {
    const mine = ++turn;
    showChosen();
    const asked = state.q.trim() !== "" || narrowed();
    const slow = setTimeout(() => { if (mine === turn && asked) status.textContent = say("Searching…"); }, 200);
    if (!asked) status.textContent = "";
    list.setAttribute("aria-busy", "true");
    try {
      if (!asked) {
        found = [];
        list.replaceChildren();
        more.hidden = true;
        $("sort-row").hidden = true;
        lists.hidden = false;
        $("narrower").hidden = true;
        $("offers").replaceChildren();
        // Facets without words cost as much as a query: they come when they are asked for.
        $("browse-row").hidden = browsing;
        facets.hidden = !browsing;
        if (!browsing) return;
      }
      const pagefind = await load();
      if (mine !== turn) return;
      if (!asked) {
        await loadFacets(pagefind);
        const all = (await pagefind.search(EVERY, {})).filters;
        if (mine === turn) showFacets(all);
        return;
      }
      const words = state.q.trim(), query = words || EVERY;
      // Nothing matches better than another where no words are asked for: the newest comes first.
      const way = state.sort || (words ? "" : "new");
      sort.value = way;
      sort.options[0].disabled = !words;
      const order = way ? { sort: { date: way === "new" ? "desc" : "asc" } } : {};
      const [answer, own] = await Promise.all([
        pagefind.search(query, { filters: wanted(), ...order }), words && named(pagefind, query),
      ]);
      if (mine !== turn) return;
      found = answer.results;
      const ours = own && found.find((it) => it.id === own.it.id);
      if (ours) found = [ours, ...found.filter((it) => it !== ours)];
      const first = words ? await Promise.all(found.slice(0, FIRST).map((it) => it.data())) : [];
      if (mine !== turn) return;
      const sure = words ? answers(first, query) : 2;
      if (!sure) found = [];
      shown = 0;
      lists.hidden = true;
      facets.hidden = false;
      $("sort-row").hidden = found.length < 2;
      $("offers").replaceChildren();
      if (found.length) {
        await showMore(mine);
        if (mine !== turn) return;
        clearTimeout(slow);
        status.textContent = counted(found.length);
      } else {
        clearTimeout(slow);
        $("narrower").hidden = true;
        nothing();
      }
      if (words && sure < 2) await didYouMean(mine, pagefind, query);
      if (mine !== turn) return;
      if (!sure && first.length) {
        showFacets({});
        return;
      }
      // Counts come after the words: they need the whole list of facets, which the results do not.
      await painted();
      await loadFacets(pagefind);
      const counts = { ...(await pagefind.search(query, { filters: wanted() })).filters };
      // What else one could choose beside a chosen kind, event or year: count as if that facet were free.
      await Promise.all(FACETS.filter(([name]) => !SEVERAL.has(name) && state.filters[name].length).map(async ([name]) => {
        counts[name] = (await pagefind.search(query, { filters: wanted(name) })).filters[name];
      }));
      const people = state.filters.person;
      if (people.length) {
        counts.role = Object.fromEntries(await Promise.all(ROLES.map(async ([role]) => {
          const filters = { ...wanted("role"), [role]: { all: people } };
          return [role, (await pagefind.search(query, { filters })).results.length];
        })));
      }
      if (found.length && mine === turn) await showNarrower(mine, pagefind, ours ? own : null);
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
  // The keyboard goes from the box down through the results and back.
  const results = list.parentElement;
  const stops = () => [...results.querySelectorAll("#offers a, #results a")];
  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.target !== box || !stops().length) return;
    event.preventDefault();
    stops()[0].focus();
  });
  results.addEventListener("keydown", (event) => {
    const all = stops(), at = all.indexOf(event.target);
    if (at < 0 || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (event.key === "Escape" || (event.key === "ArrowUp" && at === 0)) box.focus();
    else (event.key === "ArrowUp" ? all[at - 1] : all[at + 1] ?? (more.hidden ? null : more))?.focus();
  });
  $("browse").addEventListener("click", () => {
    browsing = true;
    facets.open = true;
    run();
    box.focus();
  });
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
    run();
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
