/* What the interface says: `socmlSay(text, values)` puts the values where an English text has their {names}, and
   `socmlPlural(n, one, many, values)` chooses the form for a number, which stands before it or where it says {n}. In
   another language assets/words.js, loaded before, holds the wordings. */
(() => {
  "use strict";
  const words = window.socmlWords || {};
  const lang = document.documentElement.lang || "en";
  const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const order = ["zero", "one", "two", "few", "many", "other"];
  const rules = new Intl.PluralRules(lang);
  const forms = order.filter((it) => rules.resolvedOptions().pluralCategories.includes(it));
  window.socmlSay = (text, values) => fill(words[text] ?? text, values);
  window.socmlPlural = (n, one, many, values) => {
    const said = words[`${one} | ${many}`]?.split(" | ");
    const form = said ? said[Math.min(forms.indexOf(rules.select(n)), said.length - 1)] : n === 1 ? one : many;
    const number = n.toLocaleString(lang);
    return form.includes("{n}") ? fill(form, { ...values, n: number }) : `${number} ${fill(form, values)}`;
  };
})();

/* What every page needs, and works without: theme switch, "/" for search, filter boxes of lists, wide tables. */
(() => {
  "use strict";
  const root = document.documentElement;
  const say = window.socmlSay;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const store = (value) => {
    try {
      if (value) localStorage.setItem("socml-theme", value);
      else localStorage.removeItem("socml-theme");
    } catch { /* private windows may refuse; the choice then lasts for this page */ }
  };

  // Theme: follows the system until the reader chooses, and again once the choice equals the system's.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const theme = () => root.dataset.theme || (system.matches ? "dark" : "light");
  const button = document.querySelector(".theme-switch");
  if (button) {
    const show = () => button.setAttribute("aria-pressed", String(theme() === "dark"));
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = theme() === "dark" ? "light" : "dark";
      const follows = next === (system.matches ? "dark" : "light");
      if (follows) delete root.dataset.theme;
      else root.dataset.theme = next;
      store(follows ? "" : next);
      show();
    });
    system.addEventListener("change", show);
    show();
  }

  // "/" goes to the nearest search box, or to the search page where the box is hidden.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = [...all("main [data-search]"), ...all("[data-search]")].find((it) => it.offsetParent !== null);
    event.preventDefault();
    if (box) {
      box.focus();
      box.select();
    } else {
      const link = document.querySelector(".top-find");
      if (link) link.click();
    }
  });

  // The contents are always open beside the text; on phones they fold.
  const wide = matchMedia("(min-width: 62rem)");
  const unfold = () => all(".toc details").forEach((it) => { it.open = wide.matches; });
  wide.addEventListener("change", unfold);
  unfold();

  // Mark the section being read.
  const decoded = (text) => {
    try {
      return decodeURIComponent(text);
    } catch { return text; }
  };
  const links = new Map(all(".toc a[href*='#']").map((it) => [decoded(it.hash.slice(1)), it]));
  if (links.size && "IntersectionObserver" in window) {
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const line = innerHeight / 4;
      let at = null;
      for (const head of heads) if (head.getBoundingClientRect().top <= line) at = head;
      links.forEach((link, id) => {
        if (at && at.id === id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  // A table wider than its column scrolls in a box of its own that the keyboard reaches.
  all(".prose table").forEach((table) => {
    if (table.parentElement.closest("table, .scroll, .highlight")) return;
    const box = document.createElement("div");
    box.className = "scroll";
    table.replaceWith(box);
    box.append(table);
  });
  const boxes = all(".prose .scroll, .prose pre");
  const reach = () => boxes.forEach((box) => {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0;
      if (box.classList.contains("scroll")) {
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", say("Table, scrolls sideways"));
      }
    } else box.removeAttribute("tabindex");
  });
  reach();
  addEventListener("resize", reach, { passive: true });

  // A link to the citation opens it; copying needs a page from a safe place.
  const openTarget = () => {
    const target = location.hash === "#on:cite" && document.getElementById("on:cite");
    if (target) target.open = true;
  };
  addEventListener("hashchange", openTarget);
  openTarget();
  all(".cite [data-copy]").forEach((copy) => {
    if (!navigator.clipboard) return;
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(copy.closest(".cite").querySelector("pre").textContent);
        copy.textContent = say("Copied");
      } catch { copy.textContent = say("Select the text and copy it"); }
    });
  });

  // Boxes of task lists have no label of their own.
  all(".task-list-item input").forEach((box) => box.setAttribute("aria-label", box.checked ? say("Done") : say("Not done")));

  // Tabs as Markdown makes them: labels of hidden radio buttons.
  all(".tabbed-set").forEach((set) => {
    const labels = all(":scope > .tabbed-labels > label", set);
    all(":scope > input", set).forEach((input, at) => {
      if (labels[at]) input.setAttribute("aria-label", labels[at].textContent.trim());
    });
  });

  // Previews of links are fetched when a mouse or the keyboard first reaches a link: a finger has none.
  const wake = (event) => {
    if (event.pointerType === "touch" || !event.target.closest?.("main a[href]")) return;
    if (event.type === "focusin" && !event.target.matches(":focus-visible")) return;
    const reach = ["pointerover", "focusin"];
    reach.forEach((type) => removeEventListener(type, wake));
    const base = new URL((root.dataset.base || ".").replace(/\/*$/, "/"), document.baseURI);
    import(new URL("assets/preview.js", base)).then((it) => (event.type === "focusin" ? it.focus : it.point)(event)).catch(() => {});
  };
  if (location.protocol !== "file:" && !navigator.connection?.saveData) {
    addEventListener("pointerover", wake);
    addEventListener("focusin", wake);
  }

  // A page opened as a file cannot load the search index (nor a module that would say so).
  const note = document.getElementById("no-server");
  if (note && location.protocol === "file:") note.hidden = false;

  // Filter boxes of lists.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  all("[data-listing]").forEach((list) => {
    const box = list.querySelector("[data-filter]");
    if (!box) return;
    const count = list.querySelector(".filter-count");
    const groups = all(".group", list).map((group) => [group, all(".entry", group).map((it) => [it, plain(it.textContent)])]);
    const apply = () => {
      const words = plain(box.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [group, entries] of groups) {
        let some = false;
        for (const [entry, text] of entries) {
          const fits = words.every((word) => text.includes(word));
          entry.hidden = !fits;
          if (fits) { some = true; shown += 1; }
        }
        group.hidden = !some;
      }
      count.textContent = !words.length ? "" : shown
        ? say("{n} shown", { n: shown.toLocaleString(root.lang) }) : say("Nothing here has these words.");
      const jumps = list.querySelector(".jumps");
      if (jumps) jumps.hidden = words.length > 0;
    };
    box.closest(".filter").hidden = false;
    box.addEventListener("input", apply);
    box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && box.value) { box.value = ""; apply(); event.preventDefault(); }
    });
    if (box.value) apply();
  });
})();
