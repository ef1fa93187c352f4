/* Filters of a register: words, event, topic, owner, state. What is chosen stands in the address, so that it can be
   linked to; a long register is looked through page by page when asked for. Without this the whole list is shown. */
(() => {
  "use strict";
  const list = document.querySelector("[data-register]");
  if (!list) return;
  const form = list.querySelector("form");
  const count = list.querySelector(".filter-count");
  const note = form.querySelector(".note");
  const all = (selector, from = list) => [...from.querySelectorAll(selector)];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const say = window.socmlSay;
  const lang = document.documentElement.lang || "en";
  const selects = all("select", form);
  const words = form.elements.q;
  let groups = [];

  /* What a value is called: states are kept in English, and so is what stands for no owner. */
  const shown = ({ name }, value) => (name === "state" || (name === "owner" && value === "Nobody named") ? say(value) : value);

  const read = () => {
    groups = all(".group").map((group) => [group, all(".entry", group).map((it) => ({
      it,
      text: plain(it.textContent),
      by: Object.fromEntries(selects.map(({ name }) => [name, (it.dataset[name] || "").split("\n").filter(Boolean)])),
    }))]);
    for (const select of selects) {
      const found = new Map();
      for (const [, entries] of groups) for (const { by } of entries) {
        for (const value of new Set(by[select.name])) found.set(value, (found.get(value) || 0) + 1);
      }
      const chosen = select.value;
      const values = [...found.keys()].sort((a, b) => shown(select, a).localeCompare(shown(select, b), lang, { numeric: true }));
      select.replaceChildren(select.options[0], ...values.map((value) => new Option(`${shown(select, value)} (${found.get(value)})`, value)));
      choose(select, chosen);
      select.closest("label").hidden = values.length < 2 && !select.value;
    }
  };

  /* What an address asks for can be chosen even if this page of the list has none of it. */
  const choose = (select, value) => {
    if (value && ![...select.options].some((it) => it.value === value)) select.add(new Option(shown(select, value), value));
    select.value = value;
  };

  const asked = () => {
    const query = new URLSearchParams();
    for (const field of [words, ...selects]) if (field.value.trim()) query.set(field.name, field.value.trim());
    return query;
  };

  const apply = () => {
    const sought = plain(words.value).split(/\s+/).filter(Boolean);
    const wanted = selects.filter((select) => select.value);
    let fitting = 0;
    for (const [group, entries] of groups) {
      let some = false;
      for (const { it, text, by } of entries) {
        const fits = sought.every((word) => text.includes(word))
          && wanted.every(({ name, value }) => by[name].includes(value));
        it.hidden = !fits;
        if (fits) { some = true; fitting += 1; }
      }
      group.hidden = !some;
    }
    const query = asked();
    const narrowed = String(query) !== "";
    count.textContent = !narrowed ? "" : fitting
      ? say("{n} shown", { n: fitting.toLocaleString(lang) }) : say("Nothing here fits all of this.");
    for (const it of all(".jumps")) it.hidden = narrowed;
    for (const link of all(".pages a")) link.search = narrowed ? `?${query}` : "";
    history.replaceState(null, "", `${location.pathname}${narrowed ? `?${query}` : ""}${location.hash}`);
  };

  /* The other pages of the list, their lines put behind those of this one, in their order. */
  const gather = async (button) => {
    button.disabled = true;
    const here = all(".group");
    const pages = [...all(".pages li")];
    const own = pages.findIndex((it) => !it.querySelector("a"));
    let last = here.at(-1), first = here[0];
    for (const [at, page] of pages.entries()) {
      if (at === own) continue;
      button.textContent = say("Looking at page {n} of {total}", { n: at + 1, total: pages.length });
      const url = page.querySelector("a").href.split("?")[0];
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(String(answer.status));
      const other = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const link of all("[data-register] a[href]", other)) link.href = new URL(link.getAttribute("href"), url).href;
      for (const group of all("[data-register] .group", other)) {
        group.querySelector("[id]")?.removeAttribute("id");
        if (at < own) first.before(group);
        else { last.after(group); last = group; }
      }
    }
    all(".pages").forEach((it) => it.remove());
    note.remove();
    read();
    apply();
  };

  read();
  const query = new URLSearchParams(location.search);
  words.value = query.get("q") || "";
  for (const select of selects) choose(select, query.get(select.name) || "");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && words.value) { words.value = ""; apply(); event.preventDefault(); }
  });
  const button = form.querySelector("[data-all]");
  button?.addEventListener("click", () => {
    gather(button).catch(() => { button.replaceWith(say("The other pages could not be fetched.")); });
  });
  if (String(asked())) {
    apply();
    button?.click();
  }
})();
