/* What every page needs, and works without: theme switch, "/" for search, filter boxes of lists, wide tables. */
(() => {
  "use strict";
  const { all, base, clearable, decoded, first, groupsOf, narrow, number, root, say, terms, unfold } = socml;

  /** @param {string} value */
  function store(value) {
    try {
      if (value) localStorage.setItem("socml-theme", value);
      else localStorage.removeItem("socml-theme");
    } catch { /* private windows may refuse; the choice then lasts for this page */ }
  }

  /* Theme: follows the system until the reader chooses, and again once the choice equals the system's. */
  function switchTheme() {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const theme = () => root.dataset.theme || (system.matches ? "dark" : "light");
    const [button] = all(".theme-switch");
    if (!button) return;
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

  /** "/" goes to the nearest search box, or to the search page where the box is hidden.
      @param {KeyboardEvent} event */
  function slash(event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (/** @type {Element} */ (event.target).closest("input, textarea, select, [contenteditable]")) return;
    const boxes = /** @type {HTMLInputElement[]} */ ([...all("main [data-search]"), ...all("[data-search]")]);
    const box = boxes.find((it) => it.offsetParent !== null);
    event.preventDefault();
    if (box) {
      box.focus();
      box.select();
    } else all(".top-find")[0]?.click();
  }

  /* Mark the section being read. */
  function followContents() {
    const anchors = /** @type {HTMLAnchorElement[]} */ (all(".toc a[href*='#']"));
    const links = new Map(anchors.map((it) => [decoded(it.hash.slice(1)), it]));
    if (!links.size || !("IntersectionObserver" in window)) return;
    const heads = [...links.keys()].map((id) => document.getElementById(id)).filter((it) => it !== null);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const line = innerHeight / 4;
      const at = heads.findLast((head) => head.getBoundingClientRect().top <= line);
      links.forEach((link, id) => {
        if (at?.id === id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  /* A table wider than its column scrolls in a box of its own that the keyboard reaches. */
  function boxTables() {
    for (const table of all(".prose table")) {
      if (table.parentElement?.closest("table, .scroll, .highlight")) continue;
      const box = document.createElement("div");
      box.className = "scroll";
      table.replaceWith(box);
      box.append(table);
    }
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
  }

  /* A link to the citation opens it. */
  function openCitation() {
    if (location.hash === "#on:cite") document.getElementById("on:cite")?.setAttribute("open", "");
  }

  /** Copying needs a page from a safe place.
      @param {HTMLElement} button */
  function copyCitation(button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(button.closest(".cite")?.querySelector("pre")?.textContent ?? "");
        button.textContent = say("Copied");
      } catch { button.textContent = say("Select the text and copy it"); }
    });
  }

  /* Boxes of task lists, and tabs as Markdown makes them (hidden radio buttons), have no label of their own. */
  function labelInputs() {
    const boxes = /** @type {HTMLInputElement[]} */ (all(".task-list-item input"));
    boxes.forEach((box) => box.setAttribute("aria-label", box.checked ? say("Done") : say("Not done")));
    all(".tabbed-set").forEach((set) => {
      const labels = all(":scope > .tabbed-labels > label", set);
      all(":scope > input", set).forEach((input, at) => {
        if (labels[at]) input.setAttribute("aria-label", labels[at].textContent.trim());
      });
    });
  }

  /** Previews of links are fetched when a mouse or the keyboard first reaches a link: a finger has none.
      @param {Event} event */
  function wake(event) {
    const to = /** @type {Element} */ (event.target);
    const key = event.type === "focusin";
    if (/** @type {PointerEvent} */ (event).pointerType === "touch" || !to.closest?.("main a[href]")) return;
    if (key && !to.matches(":focus-visible")) return;
    ["pointerover", "focusin"].forEach((type) => removeEventListener(type, wake));
    import(new URL("assets/preview.js", base).href).then((it) => (key ? it.focus : it.point)(event)).catch(() => {});
  }

  /** The filter box of a list.
      @param {HTMLElement} list */
  function filter(list) {
    if (!list.querySelector("[data-filter]")) return;
    const box = first("[data-filter]", HTMLInputElement, list);
    const count = first(".filter-count", HTMLElement, list);
    const groups = groupsOf(list);
    const apply = () => {
      const asked = terms(box.value);
      const shown = narrow(groups, ({ text }) => asked.every((word) => text.includes(word)));
      count.textContent = !asked.length ? "" : shown
        ? say("{n} shown", { n: number(shown) }) : say("Nothing here has these words.");
      for (const jumps of all(".jumps", list)) jumps.hidden = asked.length > 0;
    };
    first(".filter", HTMLElement, list).hidden = false;
    box.addEventListener("input", apply);
    clearable(box, (event) => { apply(); event.preventDefault(); });
    if (box.value) apply();
  }

  switchTheme();
  document.addEventListener("keydown", slash);
  unfold(all(".toc details"));
  followContents();
  boxTables();
  addEventListener("hashchange", openCitation);
  openCitation();
  all(".cite [data-copy]").forEach(copyCitation);
  labelInputs();
  if (location.protocol !== "file:" && !navigator.connection?.saveData) {
    addEventListener("pointerover", wake);
    addEventListener("focusin", wake);
  }
  // A page opened as a file cannot load the search index (nor a module that would say so).
  const note = document.getElementById("no-server");
  if (note && location.protocol === "file:") note.hidden = false;
  all("[data-listing]").forEach(filter);
})();
