/* Draws the graph on a canvas. While it moves, a picture of it is moved; when it rests it is drawn anew, in slices that
   leave every frame its time. So moving costs the same for ten nodes and for ten thousand. */
import { neighbours, of } from "./graph-layout.js";
import { KINDS, Pen } from "./graph-pen.js";
import * as bundle from "./vendor/d3-graph.js";

/** @import { GraphNode, Link } from "./graph-data.js" */
/** @import { Placed } from "./graph-layout.js" */
/** A picture of the graph, and what of it the view showed then.
    @typedef {{canvas: HTMLCanvasElement, at: import("d3-zoom").ZoomTransform | null}} Picture */

const { quadtree, select, zoom, zoomIdentity } = /** @type {D3} */ (/** @type {unknown} */ (bundle));
/* Milliseconds: what a frame may spend on drawing anew, and how long the picture rests before. */
const SLICE = 6;
const REST = 120;
/* Up to this many nodes and links are drawn anew in every frame: letters then stay sharp. */
const QUICK = 1500;
const BATCH = 400;
/* How much more than the window is drawn, on each side, as a part of it. */
const MARGIN = 0.25;
const NEAR_ENOUGH = 160;
const NAMES = 120;

export class Drawing {
  /** Throws where there is no canvas to draw on.
      @param {HTMLCanvasElement} canvas
      @param {(node: GraphNode | null) => void} pick called with the node that was clicked */
  constructor(canvas, pick) {
    this.canvas = canvas;
    this.context = contextOf(canvas);
    this.pen = new Pen(canvas, zoomIdentity);
    this.pen.colours();
    /** @type {Picture} */
    this.front = { canvas: document.createElement("canvas"), at: null };
    /** @type {Picture} */
    this.back = { canvas: document.createElement("canvas"), at: null };
    /** @type {Generator<undefined> | null} what is being drawn */
    this.job = null;
    this.ratio = this.asked = this.touched = 0;
    this.shown = false;
    /** @type {GraphNode[]} */
    this.nodes = [];
    /** The nodes in the order in which they are named. */
    this.ranked = this.nodes;
    /** @type {Map<GraphNode, number>} */
    this.order = new Map();
    /** @type {Link[]} */
    this.links = [];
    /** @type {Placed["bridges"]} */
    this.bridges = [];
    /** @type {Map<GraphNode, GraphNode[]>} */
    this.near = new Map();
    /** @type {GraphNode | null} */
    this.over = null;
    this.tree = treeOf(this.nodes);
    this.zoom = /** @type {import("d3-zoom").ZoomBehavior<HTMLCanvasElement, unknown>} */ (zoom()).scaleExtent([0.05, 12])
      .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || document.activeElement === canvas))
      .on("zoom", ({ transform }) => { this.pen.at = transform; this.touched = performance.now(); this.ask(); });
    this.area = select(canvas).call(this.zoom);
    this.listen(pick);
  }

  /** @param {(node: GraphNode | null) => void} pick */
  listen(pick) {
    const { canvas } = this;
    canvas.addEventListener("click", (event) => { canvas.focus({ preventScroll: true }); pick(this.under(event)); });
    canvas.addEventListener("pointermove", (event) => this.hover(event.pointerType === "touch" || event.buttons ? null : this.under(event)));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(canvas);
    const again = () => { this.pen.colours(); this.anew(); };
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", again);
    new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  /** Shows these nodes with their links, in the places they have, all of them in view.
      @param {GraphNode[]} nodes
      @param {Link[]} links
      @param {Placed} placed */
  show(nodes, links, { way, bridges }) {
    Object.assign(this, { nodes, links, bridges, over: null, shown: true });
    this.pen.way = way;
    this.near = neighbours(nodes, links);
    const count = (/** @type {GraphNode} */ node) => of(this.near, node).length;
    this.ranked = nodes.slice().sort((a, b) => rank(b) - rank(a) || count(b) - count(a) || a.id - b.id);
    this.order = new Map(this.ranked.map((node, index) => [node, index]));
    this.tree = treeOf(nodes);
    this.resize();
    this.fit();
    this.anew();
  }

  /** The chosen node, if it is in the picture. */
  get chosen() {
    const { chosen } = this.pen;
    return chosen && this.near.has(chosen) ? chosen : null;
  }

  /** @param {GraphNode | null} node */
  choose(node) {
    const before = this.chosen;
    this.pen.chosen = node;
    // The names beneath would be seen through those of what is chosen.
    if (Boolean(this.chosen) === Boolean(before)) this.ask();
    else this.anew();
  }

  /** All of it in view. */
  fit() {
    const { way, width, height } = this.pen;
    if (!this.nodes.length || !width) return;
    const pad = way === "net" ? 46 : 12;
    const xs = this.nodes.map((node) => node.x), ys = this.nodes.map((node) => node.y);
    const [left, top] = [lowest(xs), lowest(ys)], [right, bottom] = [-lowest(xs.map((x) => -x)), -lowest(ys.map((y) => -y))];
    const k = Math.min((width - 2 * pad) / Math.max(right - left, 1), (height - 2 * pad) / Math.max(bottom - top, 1), 2.4);
    this.move(k, (left + right) / 2, (top + bottom) / 2);
  }

  /** A node in the middle, unless it is well in view.
      @param {GraphNode} node */
  centre(node) {
    const { at, way, width, height } = this.pen;
    const [x, y] = this.pen.spot(node);
    if (Math.min(x, width - x) > width / 6 && Math.min(y, height - y) > height / 6) return;
    this.move(Math.max(at.k, way === "net" ? 1 : 0.8), node.x, node.y);
  }

  /** Shows a place in the middle, so much enlarged.
      @param {number} k
      @param {number} x
      @param {number} y */
  move(k, x, y) {
    const { width, height } = this.pen;
    this.area.call(this.zoom.transform, zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-x, -y));
  }

  /** @param {number} by */
  scale(by) { this.area.call(this.zoom.scaleBy, by); }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = 60 / this.pen.at.k;
    /** @type {Record<string, [number, number]>} */
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) this.area.call(this.zoom.translateBy, ...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.scale(1.3);
    else if (event.key === "-") this.scale(1 / 1.3);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** The node under a pointer.
      @param {MouseEvent} event */
  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.pen.at.invert([event.clientX - box.left, event.clientY - box.top]);
    const touch = /** @type {PointerEvent} */ (event).pointerType === "touch";
    return this.tree.find(x, y, (touch ? 22 : 12) / this.pen.at.k) ?? null;
  }

  /** @param {GraphNode | null} node */
  hover(node) {
    if (node === this.over) return;
    this.over = node;
    this.canvas.style.cursor = node ? "pointer" : "";
    this.ask();
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (!width || (width === this.pen.width && height === this.pen.height && ratio === this.ratio)) return;
    const first = !this.pen.width;
    this.ratio = ratio;
    Object.assign(this.pen, { width, height });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    for (const it of [this.front, this.back]) {
      it.canvas.width = Math.ceil(width * ratio * (1 + 2 * MARGIN));
      it.canvas.height = Math.ceil(height * ratio * (1 + 2 * MARGIN));
    }
    if (!first) this.fit();
    this.anew();
  }

  /* Frames */

  /** Forget the picture: what it shows has changed. */
  anew() {
    this.front.at = null;
    this.job = null;
    this.ask();
  }

  ask() {
    this.asked ||= requestAnimationFrame(() => { this.asked = 0; this.frame(); });
  }

  frame() {
    const { at, width } = this.pen;
    if (!width || !this.shown) return;
    const resting = performance.now() - this.touched > REST;
    if (this.front.at !== at) {
      const quick = this.nodes.length + this.links.length < QUICK;
      if (!this.front.at || quick || resting) this.work(!this.front.at || quick);
      else this.job = null;
    }
    this.compose();
    if (this.front.at !== at) this.ask();
    else this.canvas.dataset.drawn = String(1 + Number(this.canvas.dataset.drawn ?? 0));
  }

  /** Goes on with the next picture; `whole` finishes it in this frame.
      @param {boolean} whole */
  work(whole) {
    if (this.back.at !== this.pen.at) this.job = null;
    this.back.at = this.pen.at;
    this.job ??= this.painting(this.back);
    const began = performance.now();
    let done = false;
    while (!done && (whole || performance.now() - began < SLICE)) done = Boolean(this.job.next().done);
    if (!done) return;
    this.job = null;
    [this.front, this.back] = [this.back, this.front];
  }

  /** The last picture where the window now is, and what is chosen upon it. */
  compose() {
    const { context, ratio, pen } = this;
    const { at, way, width, height } = pen;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = pen.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const from = this.front.at;
    if (from) {
      const k = at.k / from.k;
      context.setTransform(k, 0, 0, k, ratio * (at.x - from.x * k - MARGIN * width * k), ratio * (at.y - from.y * k - MARGIN * height * k));
      context.drawImage(this.front.canvas, 0, 0);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const node = this.chosen;
    if (node) {
      context.globalAlpha = way === "net" ? 0.6 : 0.75;
      context.fillStyle = pen.paper;
      context.fillRect(0, 0, width, height);
      context.globalAlpha = 1;
      this.star(node, false);
    }
    if (this.over && this.over !== node) this.star(this.over, true);
  }

  /** A node with its links and the names of those it is linked with; `alone`: with its own name only.
      @param {GraphNode} node
      @param {boolean} alone */
  star(node, alone) {
    const { context, pen } = this;
    const near = of(this.near, node);
    context.lineWidth = 1;
    context.strokeStyle = pen.strong;
    context.globalAlpha = near.length > 60 ? 0.35 : 0.7;
    pen.lines(context, near.map((other) => [node, other]));
    context.globalAlpha = 1;
    const shown = alone ? [node] : [...near, node];
    for (const kind of KINDS) pen.shapes(context, kind, shown.filter((it) => it.kind === kind));
    const [x, y] = pen.spot(node);
    context.beginPath();
    context.arc(x, y, pen.radius(node) + 4, 0, 7);
    context.lineWidth = 2;
    context.strokeStyle = pen.strong;
    context.stroke();
    const place = (/** @type {GraphNode} */ it) => this.order.get(it) ?? 0;
    const order = alone ? [node] : [node, ...near.slice().sort((a, b) => place(a) - place(b))];
    const others = alone || pen.way !== "net" ? [] : this.ranked.filter((it) => !order.includes(it));
    pen.names(context, [...order, ...others], [], Infinity, order.length);
  }

  /** Draws a picture of what is in view, in steps.
      @param {Picture} picture
      @returns {Generator<undefined>} */
  *painting({ canvas }) {
    const context = contextOf(canvas);
    const { ratio, pen } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio, 0, 0, ratio, ratio * MARGIN * pen.width, ratio * MARGIN * pen.height);
    const inside = this.ranked.filter((node) => this.inView(node));
    yield;
    context.strokeStyle = pen.line;
    if (pen.way === "net") yield* this.allLinks(context);
    else yield* this.fewLinks(context, inside);
    for (const kind of KINDS) {
      const found = inside.filter((node) => node.kind === kind);
      for (let at = 0; at < found.length; at += BATCH) { pen.shapes(context, kind, found.slice(at, at + BATCH)); yield; }
    }
    if (this.chosen) return;
    const all = pen.way === "net" || inside.length < NEAR_ENOUGH;
    const named = all ? inside : inside.filter(({ kind }) => kind === "topic" || (kind === "event" && pen.at.k > 1));
    pen.names(context, named, pen.way === "net" ? inside : [], NAMES);
  }

  /** @param {CanvasRenderingContext2D} context
      @returns {Generator<undefined>} */
  *allLinks(context) {
    context.lineWidth = 1;
    for (let at = 0; at < this.links.length; at += BATCH) { this.pen.lines(context, this.links.slice(at, at + BATCH)); yield; }
  }

  /** The lines between islands, and from close by those of the nodes.
      @param {CanvasRenderingContext2D} context
      @param {GraphNode[]} inside
      @returns {Generator<undefined>} */
  *fewLinks(context, inside) {
    for (const [one, other, count] of this.bridges) {
      context.lineWidth = Math.min(0.5 + Math.sqrt(count) * 0.35, 5) * Math.min(this.pen.at.k, 1.5);
      this.pen.lines(context, [[one, other]]);
    }
    yield;
    if (inside.length >= NEAR_ENOUGH) return;
    context.lineWidth = 0.6;
    for (const node of inside) this.pen.lines(context, of(this.near, node).map((other) => [node, other]));
  }

  /** @param {GraphNode} node */
  inView(node) {
    const [x, y] = this.pen.spot(node);
    const { width, height } = this.pen;
    return x > -MARGIN * width && x < (1 + MARGIN) * width && y > -MARGIN * height && y < (1 + MARGIN) * height;
  }
}

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  return context;
}

/** @param {GraphNode[]} nodes */
function treeOf(nodes) {
  return quadtree(nodes, (node) => node.x, (node) => node.y);
}

/** @param {GraphNode} node */
function rank(node) {
  return node.kind === "topic" || node.kind === "event" ? 1 : 0;
}

/** @param {number[]} numbers */
function lowest(numbers) {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
