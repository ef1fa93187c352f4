/* The graph page: what is shown, what is chosen, and the table, all from one state that stands in the address.
   Without this script the page has its table and its lists. */
import { KINDS, ONE, byLinks, read } from "./graph-data.js";
import { Drawing } from "./graph-drawing.js";
import { Find } from "./graph-find.js";
import { place } from "./graph-layout.js";
import { Panel } from "./graph-panel.js";
import { Table } from "./graph-table.js";

/** @import { Graph, GraphNode } from "./graph-data.js" */

const { all, byId, fetched, first, number, say } = socml;
/* More people than this are left out until somebody asks for them. */
const CROWD = 400;
/* Around a node: so many of its neighbours, and so many of those that share most with them. */
const RING = 120;
const BEYOND = 50;

class View {
  /** @param {HTMLElement} box
      @param {Graph} graph */
  constructor(box, graph) {
    this.box = box;
    this.graph = graph;
    this.canvas = first("canvas", HTMLCanvasElement, box);
    const form = first("form", HTMLFormElement, box);
    this.boxes = /** @type {HTMLInputElement[]} */ (all("[name=kind]", form));
    /** Where there are several years.
        @type {HTMLSelectElement | null} */
    this.year = form.querySelector("[name=year]");
    this.status = first(".graph-status", HTMLElement, box);
    this.crowded = graph.nodes.filter((node) => node.kind === "person").length > CROWD;
    /** Kinds that somebody chose.
        @type {string[] | null} */
    this.kinds = null;
    /** @type {GraphNode | null} */
    this.around = null;
    /** @type {GraphNode | null} */
    this.chosen = null;
    /** @type {Set<GraphNode>} */
    this.shown = new Set();
    const choose = (/** @type {GraphNode} */ node) => this.choose(node, true);
    this.drawing = new Drawing(this.canvas, (node) => this.choose(node));
    this.table = new Table(box.dataset.root ?? "", choose);
    this.panel = new Panel(box, choose);
    this.find = new Find(form, graph.nodes, choose, (status) => { this.status.textContent = status; });
    this.listen();
    this.fromAddress();
  }

  listen() {
    for (const it of this.boxes) it.addEventListener("change", () => {
      this.kinds = this.boxes.filter((one) => one.checked).map((one) => one.value);
      this.show();
    });
    this.year?.addEventListener("change", () => this.show());
    for (const button of all("[data-do]", this.box)) button.addEventListener("click", () => this.press(button.dataset.do));
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target !== this.find.box && this.chosen) this.choose(null);
    });
    addEventListener("popstate", () => this.fromAddress());
  }

  /** @param {string | undefined} name */
  press(name) {
    if (name === "fit") this.drawing.fit();
    else this.drawing.scale(name === "in" ? 1.5 : 1 / 1.5);
  }

  /* State and address */

  fromAddress() {
    const query = new URLSearchParams(location.search);
    const node = (/** @type {string} */ name) => this.graph.byPath.get(query.get(name) ?? "") ?? null;
    const known = /** @type {readonly string[]} */ (KINDS);
    this.around = query.has("around") ? node("around") : null;
    this.kinds = query.get("kinds")?.split(",").filter((kind) => known.includes(kind)) ?? null;
    if (this.year) this.year.value = query.get("year") ?? "";
    if (this.year && this.year.selectedIndex < 0) this.year.value = "";
    this.show(false);
    this.choose((query.has("at") ? node("at") : null) ?? this.around, false, false);
    if (query.has("around") && !this.around) this.status.textContent = say("The page that was asked for is not in the graph.");
  }

  /** @param {boolean} [push] the way back leads to what was shown before */
  toAddress(push = false) {
    const query = new URLSearchParams();
    if (this.around) query.set("around", this.around.path);
    if (this.chosen && this.chosen !== this.around) query.set("at", this.chosen.path);
    if (this.kinds) query.set("kinds", this.kinds.join(","));
    if (this.year?.value) query.set("year", this.year.value);
    const address = `${location.pathname}${query.size ? `?${query.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}` : ""}`;
    if (address !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", address + location.hash);
  }

  /** What is shown unless somebody chose otherwise: all kinds, but of a crowd only those around a node.
      @returns {readonly string[]} */
  usual() {
    return this.crowded && !this.around ? KINDS.filter((kind) => kind !== "person") : KINDS;
  }

  /** Lays out and draws what fits the state. */
  show(write = true) {
    const kinds = new Set(this.kinds ?? this.usual());
    for (const it of this.boxes) it.checked = kinds.has(it.value);
    const nodes = this.fitting(kinds, Number(this.year?.value ?? 0));
    const shown = new Set(nodes);
    const links = this.graph.pairs.filter(([one, other]) => shown.has(one) && shown.has(other));
    const made = place(nodes, links, this.around);
    this.shown = shown;
    first(".graph-how", HTMLElement, this.box).hidden = made.way !== "islands";
    Object.assign(this.canvas.dataset, { nodes: nodes.length, links: links.length, way: made.way });
    this.drawing.show(nodes, links, made);
    this.table.show(nodes, shown, this.around);
    this.status.textContent = this.around
      ? say("{count} places around {title}", { count: number(nodes.length), title: this.around.title })
      : say("{count} places with {links} links", { count: number(nodes.length), links: number(links.length) });
    this.showPanel();
    if (write) this.toAddress();
  }

  /** The nodes of these kinds and of a year, if there is one: the whole graph, or what is around a node.
      @param {Set<string>} kinds
      @param {number} year */
  fitting(kinds, year) {
    const { around } = this;
    /** @param {GraphNode} node */
    const fits = (node) => node === around || (kinds.has(node.kind) && (!year || !node.year || node.year === year));
    const nodes = around ? nearby(around, fits) : this.graph.nodes.filter(fits);
    if (!year) return nodes;
    // Topics and people have no year of their own: they stay with what is left of their sessions.
    const left = new Set(nodes);
    return nodes.filter((node) => node.year || node === around || node.near.some((other) => other.year === year && left.has(other)));
  }

  /* What is chosen */

  /** Chooses a node, or none; what is not in the picture becomes its middle.
      @param {GraphNode | null} node
      @param {boolean} [go] the heading takes the focus
      @param {boolean} [write] the address says so */
  choose(node, go = false, write = true) {
    this.chosen = node;
    if (node && !this.shown.has(node)) this.centreOn(node, write);
    else {
      this.showPanel();
      if (write) this.toAddress();
    }
    this.drawing.choose(node);
    this.table.mark(node);
    if (node) {
      this.drawing.centre(node);
      const values = { title: node.title, kind: ONE[node.kind], count: number(node.near.length) };
      this.status.textContent = say("Chosen: {title}, {kind}, {count} links", values);
    }
    if (go) this.panel.heading.focus();
  }

  /** @param {GraphNode} node
      @param {boolean} [write] */
  centreOn(node, write = true) {
    this.around = node;
    if (write) this.toAddress(true);
    this.show(false);
  }

  showWhole() {
    this.around = null;
    this.toAddress(true);
    this.show();
    this.choose(this.chosen && this.shown.has(this.chosen) ? this.chosen : null, true);
  }

  showPanel() {
    const { chosen, around } = this;
    /** @type {[string, () => void][]} */
    const ways = [];
    const centre = (/** @type {GraphNode} */ node) => { this.centreOn(node); this.choose(node, true); };
    if (chosen && chosen !== around) ways.push([say("Show what is around it"), () => centre(chosen)]);
    if (around) ways.push([say("Show the whole graph"), () => this.showWhole()]);
    this.panel.show(chosen, this.shown, ways);
  }
}

/** A node, its neighbours, and those one step further that share most with them.
    @param {GraphNode} around
    @param {(node: GraphNode) => boolean} fits */
function nearby(around, fits) {
  const ring = byLinks(around.near.filter(fits)).slice(0, RING);
  const known = new Set([around, ...around.near]);
  /** @type {Map<GraphNode, number>} */
  const shares = new Map();
  for (const node of ring) for (const other of node.near) {
    if (!known.has(other) && fits(other)) shares.set(other, (shares.get(other) ?? 0) + 1);
  }
  const order = [...shares].sort((a, b) => b[1] - a[1] || b[0].near.length - a[0].near.length || a[0].id - b[0].id);
  return [around, ...ring, ...order.slice(0, BEYOND).map(([node]) => node)];
}

/** @param {HTMLElement} box */
async function start(box) {
  if (!first("canvas", HTMLCanvasElement, box).getContext("2d")) throw new Error("no canvas");
  const answer = await fetched(new URL(box.dataset.graph ?? "", location.href));
  const graph = read(await answer.json());
  box.hidden = false;
  new View(box, graph);
}

/** @param {Error} error */
function failed(error) {
  const note = byId("graph-fault", HTMLElement);
  note.textContent = error.message === "no canvas"
    ? say("This browser cannot draw the graph. The table and the lists below have all of it.")
    : say("The graph could not be loaded. The table and the lists below work without it.");
  note.hidden = false;
}

for (const box of all("[data-graph]")) start(box).catch(failed);
