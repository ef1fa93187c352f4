/* The graph page: what is shown, what is chosen, and the table, all from one state that stands in the address.
   Without this script the page has its table and its lists. */
import { Drawing } from "./graph-drawing.js";
import { place } from "./graph-layout.js";

const t = window.socmlSay;
const lang = document.documentElement.lang || "en";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const number = (count) => count.toLocaleString(lang);
const sorter = new Intl.Collator(lang, { numeric: true });
const box = document.querySelector("[data-graph]");

const KINDS = ["session", "topic", "person", "event"];
const ONE = { session: t("Session"), topic: t("Topic"), person: t("Person"), event: t("Event") };
const MANY = { session: t("Sessions"), topic: t("Topics"), person: t("People"), event: t("Events") };
/* More people than this are left out until somebody asks for them. */
const CROWD = 400;
/* Around a node: so many of its neighbours, and so many of those that share most with them. */
const RING = 120;
const BEYOND = 50;
const FOUND = 8;
const LISTED = 24;
const ROWS = 200;

if (box) start().catch(failed);

async function start() {
  const canvas = box.querySelector("canvas");
  if (!canvas.getContext("2d")) throw new Error("no canvas");
  const answer = await fetch(new URL(box.dataset.graph, location.href));
  if (!answer.ok) throw new Error(String(answer.status));
  const graph = read(await answer.json());
  box.hidden = false;
  new View(graph, canvas);
}

function failed(error) {
  const note = document.getElementById("graph-fault");
  note.textContent = error.message === "no canvas"
    ? t("This browser cannot draw the graph. The table and the lists below have all of it.")
    : t("The graph could not be loaded. The table and the lists below work without it.");
  note.hidden = false;
}

/** The data of graph.json as nodes that know their neighbours. */
function read({ kinds, titles, paths, years, links }) {
  const kindOf = KINDS.flatMap((kind) => Array(kinds[kind]).fill(kind));
  const nodes = titles.map((title, id) => ({ id, kind: kindOf[id], title, path: paths[id], year: years[id], near: [], words: plain(title) }));
  const pairs = [];
  links.forEach((steps, id) => {
    let to = id;
    for (const step of steps) {
      to += step;
      pairs.push([nodes[id], nodes[to]]);
      nodes[id].near.push(nodes[to]);
      nodes[to].near.push(nodes[id]);
    }
  });
  return { nodes, pairs, byPath: new Map(nodes.map((node) => [node.path, node])) };
}

function element(name, values = {}, ...children) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}

class View {
  constructor(graph, canvas) {
    this.graph = graph;
    this.form = box.querySelector("form");
    this.find = this.form.elements.q;
    this.found = document.getElementById("graph-found");
    this.boxes = [...this.form.querySelectorAll("[name=kind]")];
    this.year = this.form.elements.year;
    this.status = box.querySelector(".graph-status");
    this.heading = document.getElementById("on:graph-chosen");
    this.facts = box.querySelector(".graph-facts");
    this.canvas = canvas;
    this.drawing = new Drawing(canvas, (node) => this.choose(node));
    this.table = new Table((node) => this.choose(node, true));
    this.crowded = graph.nodes.filter((node) => node.kind === "person").length > CROWD;
    this.listen();
    this.fromAddress();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.found.querySelector("button")?.click(); });
    this.find.addEventListener("input", () => this.search());
    const finding = this.form.querySelector(".graph-find");
    const leave = (to) => { if (to && !finding.contains(to)) this.found.hidden = true; };
    finding.addEventListener("keydown", (event) => this.step(event));
    finding.addEventListener("focusout", (event) => leave(event.relatedTarget));
    addEventListener("pointerdown", (event) => leave(event.target));
    this.find.addEventListener("focus", () => { this.found.hidden = !this.found.children.length; });
    for (const it of this.boxes) it.addEventListener("change", () => { this.kinds = this.boxes.filter((one) => one.checked).map((one) => one.value); this.show(); });
    this.year?.addEventListener("change", () => this.show());
    for (const button of box.querySelectorAll("[data-do]")) button.addEventListener("click", () => this.press(button.dataset.do));
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target !== this.find && this.chosen) this.choose(null); });
    addEventListener("popstate", () => this.fromAddress());
  }

  press(name) {
    if (name === "fit") this.drawing.fit();
    else this.drawing.scale(name === "in" ? 1.5 : 1 / 1.5);
  }

  /* State and address */

  fromAddress() {
    const query = new URLSearchParams(location.search);
    const node = (name) => (query.has(name) ? this.graph.byPath.get(query.get(name)) : null) ?? null;
    this.around = node("around");
    this.kinds = query.has("kinds") ? query.get("kinds").split(",").filter((kind) => KINDS.includes(kind)) : null;
    if (this.year) this.year.value = query.get("year") ?? "";
    if (this.year && this.year.selectedIndex < 0) this.year.value = "";
    this.show(false);
    this.choose(node("at") ?? this.around, false, false);
    if (query.has("around") && !this.around) this.status.textContent = t("The page that was asked for is not in the graph.");
  }

  toAddress(push) {
    const query = new URLSearchParams();
    if (this.around) query.set("around", this.around.path);
    if (this.chosen && this.chosen !== this.around) query.set("at", this.chosen.path);
    if (this.kinds) query.set("kinds", this.kinds.join(","));
    if (this.year?.value) query.set("year", this.year.value);
    const address = `${location.pathname}${query.size ? `?${query.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}` : ""}`;
    if (address !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", address + location.hash);
  }

  /** What is shown unless somebody chose otherwise: all kinds, but of a crowd only those around a node. */
  usual() {
    return this.crowded && !this.around ? KINDS.filter((kind) => kind !== "person") : KINDS;
  }

  show(write = true) {
    const kinds = new Set(this.kinds ?? this.usual());
    for (const it of this.boxes) it.checked = kinds.has(it.value);
    const year = Number(this.year?.value ?? 0);
    const fits = (node) => node === this.around || (kinds.has(node.kind) && (!year || !node.year || node.year === year));
    let nodes = this.around ? this.nearby(fits) : this.graph.nodes.filter(fits);
    if (year) {
      // Topics and people have no year of their own: they stay with what is left of their sessions.
      const left = new Set(nodes);
      nodes = nodes.filter((node) => node.year || node === this.around || node.near.some((other) => other.year === year && left.has(other)));
    }
    const shown = new Set(nodes);
    const links = this.graph.pairs.filter(([one, other]) => shown.has(one) && shown.has(other));
    const made = place(nodes, links, this.around);
    this.shown = shown;
    box.querySelector(".graph-how").hidden = made.way !== "islands";
    Object.assign(this.canvas.dataset, { nodes: nodes.length, links: links.length, way: made.way });
    this.drawing.show(nodes, links, made);
    this.table.show(nodes, shown, this.around);
    this.status.textContent = this.around
      ? t("{count} places around {title}", { count: number(nodes.length), title: this.around.title })
      : t("{count} places with {links} links", { count: number(nodes.length), links: number(links.length) });
    this.panel();
    if (write) this.toAddress();
  }

  /** A node, its neighbours, and those one step further that share most with them. */
  nearby(fits) {
    const ring = byLinks(this.around.near.filter(fits)).slice(0, RING);
    const known = new Set([this.around, ...this.around.near]);
    const shares = new Map();
    for (const node of ring) for (const other of node.near) {
      if (!known.has(other) && fits(other)) shares.set(other, (shares.get(other) ?? 0) + 1);
    }
    const order = [...shares].sort((a, b) => b[1] - a[1] || b[0].near.length - a[0].near.length || a[0].id - b[0].id);
    return [this.around, ...ring, ...order.slice(0, BEYOND).map(([node]) => node)];
  }

  /* What is chosen */

  /** Chooses a node, or none; what is not in the picture becomes its middle. `go`: the heading takes the focus. */
  choose(node, go = false, write = true) {
    this.chosen = node;
    if (node && !this.shown.has(node)) this.centreOn(node, write);
    else {
      this.panel();
      if (write) this.toAddress();
    }
    this.drawing.choose(node);
    this.table.mark(node);
    if (node) {
      this.drawing.centre(node);
      this.status.textContent = t("Chosen: {title}, {kind}, {count} links", { title: node.title, kind: ONE[node.kind], count: number(node.near.length) });
    }
    if (go) this.heading.focus();
  }

  centreOn(node, write = true) {
    this.around = node;
    if (write) this.toAddress(true);
    this.show(false);
  }

  panel() {
    const node = this.chosen;
    this.heading.replaceChildren(node ? node.title : t("Most linked"));
    if (!node) {
      const best = byLinks([...this.shown]).slice(0, 12);
      this.facts.replaceChildren(...this.ways(), this.list(best, best.length));
      return;
    }
    const facts = [element("span", { className: `kind kind-${node.kind}`, textContent: ONE[node.kind] })];
    if (node.year) facts.push(String(node.year));
    const line = element("p", { className: "graph-line" });
    facts.forEach((it, at) => line.append(at ? ", " : "", it));
    const open = element("p", {}, element("a", { href: box.dataset.root + node.path, textContent: t("Open the page") }));
    const parts = KINDS.map((kind) => [kind, inOrder(node.near.filter((it) => it.kind === kind))]).filter(([, found]) => found.length);
    this.facts.replaceChildren(line, open, ...this.ways(), ...parts.flatMap(([kind, found]) => [
      element("h3", {}, MANY[kind], " ", element("span", { className: "count", textContent: number(found.length) })),
      this.list(found, LISTED),
    ]), ...(parts.length ? [] : [element("p", { className: "note", textContent: t("Nothing is linked with it.") })]));
  }

  /** Buttons between the whole graph and what is around a node. */
  ways() {
    const made = [];
    const button = (words, act) => made.push(element("button", { type: "button", className: "link", textContent: words, onclick: act }));
    if (this.chosen && this.chosen !== this.around) button(t("Show what is around it"), () => { this.centreOn(this.chosen); this.choose(this.chosen, true); });
    if (this.around) button(t("Show the whole graph"), () => { this.around = null; this.toAddress(true); this.show(); this.choose(this.shown.has(this.chosen) ? this.chosen : null, true); });
    return made.length ? [element("p", { className: "graph-turns" }, ...made)] : made;
  }

  /** Buttons that choose; of many the first, and one for the others. */
  list(nodes, most) {
    const line = (node) => element("li", {}, element("button", { type: "button", className: `link kind kind-${node.kind}`, textContent: node.title, onclick: () => this.choose(node, true) }));
    const made = element("ul", { className: "graph-list" }, ...nodes.slice(0, most).map(line));
    if (nodes.length > most) {
      const rest = element("button", { type: "button", className: "link", textContent: t("Show all {count}", { count: number(nodes.length) }) });
      rest.onclick = () => {
        made.replaceChildren(...nodes.map(line));
        made.children[most].firstChild.focus();
      };
      made.append(element("li", {}, rest));
    }
    return made;
  }

  /* Finding */

  search() {
    const words = plain(this.find.value).split(/\s+/).filter(Boolean);
    const score = (node) => (node.words.startsWith(words[0]) ? 2 : 0) + (node.words === words.join(" ") ? 4 : 0) + (node.kind === "session" ? 0 : 1);
    const all = words.length ? this.graph.nodes.filter((node) => words.every((word) => node.words.includes(word))) : [];
    const first = all.sort((a, b) => score(b) - score(a) || b.near.length - a.near.length || a.id - b.id).slice(0, FOUND);
    this.found.replaceChildren(...first.map((node) => element("li", {}, element("button", {
      type: "button", className: `kind kind-${node.kind}`, textContent: node.title,
      onclick: () => { this.close(); this.choose(node, true); },
    }))));
    this.found.hidden = !first.length;
    this.status.textContent = !words.length ? "" : all.length
      ? t("{count} found", { count: number(all.length) }) : t("Nothing in the graph has these words.");
  }

  close() {
    this.find.value = "";
    this.found.replaceChildren();
    this.found.hidden = true;
  }

  /** Arrows walk through what was found; Escape closes it. */
  step(event) {
    const stops = [this.find, ...this.found.querySelectorAll("button")];
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { this.close(); this.find.focus(); }
    else if (way && stops.length > 1) stops[Math.min(Math.max(stops.indexOf(document.activeElement) + way, 0), stops.length - 1)].focus();
    else return;
    event.preventDefault();
  }
}

/** The table: all that the drawing shows, in the order of one of its columns. */
class Table {
  constructor(choose) {
    this.choose = choose;
    this.part = document.querySelector(".graph-table");
    this.body = this.part.querySelector("tbody");
    this.note = this.part.querySelector(".graph-shown");
    this.more = this.part.querySelector("[data-do=more]");
    this.by = "links";
    this.down = true;
    this.most = ROWS;
    for (const head of this.part.querySelectorAll("[data-sort]")) {
      const button = element("button", { type: "button", className: "link", textContent: head.textContent });
      button.onclick = () => this.sort(head.dataset.sort);
      head.replaceChildren(button);
    }
    this.more.onclick = () => { this.most += ROWS; this.fill(); };
    this.part.querySelector(".graph-rows").hidden = true;
    this.note.hidden = false;
  }

  show(nodes, shown, around) {
    this.links = new Map(nodes.map((node) => [node, node.near.filter((other) => shown.has(other)).length]));
    this.nodes = nodes.slice();
    this.around = around;
    this.most = ROWS;
    this.fill();
  }

  sort(by) {
    this.down = this.by === by ? !this.down : by === "links" || by === "year";
    this.by = by;
    this.fill();
  }

  mark(node) {
    this.chosen = node;
    for (const row of this.body.rows) row.classList.toggle("graph-row", row.dataset.path === node?.path);
  }

  fill() {
    const orders = {
      title: (a, b) => sorter.compare(a.title, b.title),
      kind: (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
      year: (a, b) => a.year - b.year,
      links: (a, b) => this.links.get(a) - this.links.get(b),
    };
    const way = this.down ? -1 : 1;
    this.nodes.sort((a, b) => way * orders[this.by](a, b) || sorter.compare(a.title, b.title) || a.id - b.id);
    for (const head of this.part.querySelectorAll("[data-sort]")) {
      if (head.dataset.sort === this.by) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const rows = this.nodes.slice(0, this.most);
    this.body.replaceChildren(...rows.map((node) => this.row(node)));
    this.more.hidden = rows.length === this.nodes.length;
    const values = { count: number(this.nodes.length), shown: number(rows.length), title: this.around?.title };
    const whole = this.around ? t("{count} places around {title}", values) : t("{count} places", values);
    this.note.textContent = rows.length < this.nodes.length ? `${whole}. ${t("The first {shown} are shown.", values)}` : whole;
    this.mark(this.chosen);
  }

  row(node) {
    const count = element("button", { type: "button", className: "link", textContent: number(this.links.get(node)), onclick: () => this.choose(node) });
    count.setAttribute("aria-label", t("{count} links: choose {title}", { count: number(this.links.get(node)), title: node.title }));
    const row = element("tr", {},
      element("th", { scope: "row" }, element("a", { href: box.dataset.root + node.path, textContent: node.title })),
      element("td", {}, element("span", { className: `kind kind-${node.kind}`, textContent: ONE[node.kind] })),
      element("td", { textContent: node.year || "" }),
      element("td", {}, count));
    row.dataset.path = node.path;
    return row;
  }
}

function byLinks(nodes) {
  return nodes.sort((a, b) => b.near.length - a.near.length || a.id - b.id);
}

/** The newest first, then by title. */
function inOrder(nodes) {
  return nodes.sort((a, b) => b.year - a.year || sorter.compare(a.title, b.title));
}
