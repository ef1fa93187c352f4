/* Filters of a register: words, event, topic, owner, state. What is chosen stands in the address, so that it can be
   linked to; a long register is looked through page by page when asked for. Without this the whole list is shown. */
(() => {
  "use strict";
  const { all, clearable, first, groupsOf, lang, narrow, number, page, say, terms } = socml;
  const [list] = all("[data-register]");
  if (!list) return;
  const form = first("form", HTMLFormElement, list);
  const count = first(".filter-count", HTMLElement, list);
  const selects = /** @type {HTMLSelectElement[]} */ (all("select", form));
  const words = first("[name=q]", HTMLInputElement, form);
  /** @typedef {Entry & {by: Record<string, string[]>}} Line */
  /** @type {Group<Line>[]} */
  let groups = [];

  /** What a value is called: states are kept in English, and so is what stands for no owner.
      @param {HTMLSelectElement} select
      @param {string} value */
  function shown({ name }, value) {
    return name === "state" || (name === "owner" && value === socmlConstants.nobody) ? say(value) : value;
  }

  /** @param {HTMLElement} entry */
  function valuesOf({ dataset }) {
    return Object.fromEntries(selects.map(({ name }) => [name, (dataset[name] || "").split("\n").filter(Boolean)]));
  }

  function read() {
    groups = groupsOf(list).map(({ it, entries }) => ({ it, entries: entries.map((one) => ({ ...one, by: valuesOf(one.it) })) }));
    selects.forEach(offer);
  }

  /** Offers the values that the lines have, each with the number of its lines.
      @param {HTMLSelectElement} select */
  function offer(select) {
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const { entries } of groups) for (const { by } of entries) {
      for (const value of new Set(by[select.name])) found.set(value, (found.get(value) || 0) + 1);
    }
    const chosen = select.value;
    const values = [...found].sort(([a], [b]) => shown(select, a).localeCompare(shown(select, b), lang, { numeric: true }));
    select.replaceChildren(select.options[0], ...values.map(([value, n]) => new Option(`${shown(select, value)} (${n})`, value)));
    choose(select, chosen);
    const label = select.closest("label");
    if (label) label.hidden = values.length < 2 && !select.value;
  }

  /** What an address asks for can be chosen even if this page of the list has none of it.
      @param {HTMLSelectElement} select
      @param {string} value */
  function choose(select, value) {
    if (value && ![...select.options].some((it) => it.value === value)) select.add(new Option(shown(select, value), value));
    select.value = value;
  }

  function asked() {
    const query = new URLSearchParams();
    for (const field of [words, ...selects]) if (field.value.trim()) query.set(field.name, field.value.trim());
    return String(query);
  }

  function apply() {
    const sought = terms(words.value);
    const wanted = selects.filter((select) => select.value);
    const fitting = narrow(groups, ({ text, by }) => sought.every((word) => text.includes(word))
      && wanted.every(({ name, value }) => by[name].includes(value)));
    const query = asked();
    count.textContent = !query ? "" : fitting ? say("{n} shown", { n: number(fitting) }) : say("Nothing here fits all of this.");
    for (const it of all(".jumps", list)) it.hidden = query !== "";
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(".pages a", list))) link.search = query && `?${query}`;
    history.replaceState(null, "", `${location.pathname}${query && `?${query}`}${location.hash}`);
  }

  /** The other pages of the list, their lines put behind those of this one, in their order.
      @param {HTMLButtonElement} button */
  async function gather(button) {
    button.disabled = true;
    const here = all(".group", list);
    const pages = all(".pages li", list);
    const own = pages.findIndex((it) => !it.querySelector("a"));
    const start = here[0];
    let last = here[here.length - 1];
    for (const [at, one] of pages.entries()) {
      if (at === own) continue;
      button.textContent = say("Looking at page {n} of {total}", { n: at + 1, total: pages.length });
      for (const group of await groupsAt(first("a", HTMLAnchorElement, one).href.split("?")[0])) {
        if (at < own) start.before(group);
        else { last.after(group); last = group; }
      }
    }
    all(".pages", list).forEach((it) => it.remove());
    first(".note", HTMLElement, form).remove();
    read();
    apply();
  }

  /** The groups of another page, as they can stand on this one.
      @param {string} url */
  async function groupsAt(url) {
    const other = await page(url);
    for (const link of /** @type {HTMLAnchorElement[]} */ (all("[data-register] a[href]", other))) {
      link.href = new URL(link.getAttribute("href") ?? "", url).href;
    }
    const found = all("[data-register] .group", other);
    found.forEach((group) => group.querySelector("[id]")?.removeAttribute("id"));
    return found;
  }

  read();
  const query = new URLSearchParams(location.search);
  words.value = query.get("q") || "";
  for (const select of selects) choose(select, query.get(select.name) || "");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  clearable(words, (event) => { apply(); event.preventDefault(); });
  const [button] = /** @type {HTMLButtonElement[]} */ (all("[data-all]", form));
  button?.addEventListener("click", () => {
    gather(button).catch(() => { button.replaceWith(say("The other pages could not be fetched.")); });
  });
  if (asked()) {
    apply();
    button?.click();
  }
})();
