/* Draws the graph on a canvas. While it moves, a picture of it is moved; when it rests it is drawn anew, in slices that
   leave every frame its time. So moving costs the same for ten nodes and for ten thousand. */
import { quadtree, select, zoom, zoomIdentity } from "./vendor/d3-graph.js";

const KINDS = ["session", "person", "event", "topic"];
/* Milliseconds: what a frame may spend on drawing anew, and how long the picture rests before. */
const SLICE = 6;
const REST = 120;
/* Up to this many nodes and links are drawn anew in every frame: letters then stay sharp. */
const QUICK = 1500;
const BATCH = 400;
/* How much more than the window is drawn, on each side, as a part of it. */
const MARGIN = 0.25;
const LINE = 15;
const NEAR_ENOUGH = 160;
/* So many names are shown even where they cover small nodes: a picture without names says nothing. */
const FIRST = 8;

export class Drawing {
  /** `pick` is called with the node that was clicked, or null. Throws where there is no canvas to draw on. */
  constructor(canvas, pick) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    if (!this.context) throw new Error("no canvas");
    this.front = { canvas: document.createElement("canvas"), at: null };
    this.back = { canvas: document.createElement("canvas"), at: null };
    this.nodes = [];
    this.links = [];
    this.bridges = [];
    this.near = new Map();
    this.chosen = null;
    this.over = null;
    this.at = zoomIdentity;
    this.colours();
    this.zoom = zoom().scaleExtent([0.05, 12])
      .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey || document.activeElement === canvas))
      .on("zoom", ({ transform }) => { this.at = transform; this.touched = performance.now(); this.ask(); });
    this.area = select(canvas).call(this.zoom);
    canvas.addEventListener("click", (event) => { canvas.focus({ preventScroll: true }); pick(this.under(event)); });
    canvas.addEventListener("pointermove", (event) => this.hover(event.pointerType === "touch" || event.buttons ? null : this.under(event)));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(canvas);
    const again = () => { this.colours(); this.anew(); };
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", again);
    new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  }

  /** Shows these nodes with their links, in the places they have, all of them in view. */
  show(nodes, links, { way, bridges }) {
    Object.assign(this, { nodes, links, bridges, way, over: null });
    this.near = new Map(nodes.map((node) => [node, []]));
    for (const [one, other] of links) {
      this.near.get(one).push(other);
      this.near.get(other).push(one);
    }
    this.ranked = nodes.slice().sort((a, b) => rank(b) - rank(a) || this.near.get(b).length - this.near.get(a).length || a.id - b.id);
    this.order = new Map(this.ranked.map((node, index) => [node, index]));
    this.tree = quadtree(nodes, (node) => node.x, (node) => node.y);
    this.resize();
    this.fit();
    this.anew();
  }

  choose(node) {
    const before = this.near.has(this.chosen);
    this.chosen = node;
    // The names beneath would be seen through those of what is chosen.
    if (this.near.has(node) === before) this.ask();
    else this.anew();
  }

  /** All of it in view. */
  fit() {
    if (!this.nodes.length || !this.width) return;
    const pad = this.way === "net" ? 46 : 12;
    const xs = this.nodes.map((node) => node.x), ys = this.nodes.map((node) => node.y);
    const [left, top] = [lowest(xs), lowest(ys)], [right, bottom] = [-lowest(xs.map((x) => -x)), -lowest(ys.map((y) => -y))];
    const k = Math.min((this.width - 2 * pad) / Math.max(right - left, 1), (this.height - 2 * pad) / Math.max(bottom - top, 1), 2.4);
    this.move(zoomIdentity.translate(this.width / 2, this.height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2));
  }

  /** A node in the middle, unless it is well in view. */
  centre(node) {
    const [x, y] = this.at.apply([node.x, node.y]);
    if (Math.min(x, this.width - x) > this.width / 6 && Math.min(y, this.height - y) > this.height / 6) return;
    const k = Math.max(this.at.k, this.way === "net" ? 1 : 0.8);
    this.move(zoomIdentity.translate(this.width / 2, this.height / 2).scale(k).translate(-node.x, -node.y));
  }

  move(transform) { this.area.call(this.zoom.transform, transform); }
  scale(by) { this.area.call(this.zoom.scaleBy, by); }

  key(event) {
    const step = 60 / this.at.k;
    const moves = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) this.area.call(this.zoom.translateBy, ...moves[event.key]);
    else if (event.key === "+" || event.key === "=") this.scale(1.3);
    else if (event.key === "-") this.scale(1 / 1.3);
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  under(event) {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.at.invert([event.clientX - box.left, event.clientY - box.top]);
    return this.tree?.find(x, y, (event.pointerType === "touch" ? 22 : 12) / this.at.k) ?? null;
  }

  hover(node) {
    if (node === this.over) return;
    this.over = node;
    this.canvas.style.cursor = node ? "pointer" : "";
    this.ask();
  }

  /** Colours are those of the legend, so that themes and forced colours need nothing of their own. */
  colours() {
    const of = (element) => getComputedStyle(element).color;
    const box = this.canvas.closest(".graph");
    this.ink = Object.fromEntries(KINDS.map((kind) => [kind, of(box.querySelector(`.shape-${kind}`))]));
    const style = getComputedStyle(this.canvas);
    Object.assign(this, { text: style.color, paper: style.backgroundColor, line: style.borderTopColor, strong: style.outlineColor });
    this.font = getComputedStyle(document.body).fontFamily;
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const ratio = Math.min(devicePixelRatio || 1, 2);
    if (!width || (width === this.width && height === this.height && ratio === this.ratio)) return;
    const first = !this.width;
    Object.assign(this, { width, height, ratio });
    this.canvas.width = width * ratio;
    this.canvas.height = height * ratio;
    for (const it of [this.front, this.back]) {
      it.canvas.width = Math.ceil(width * ratio * (1 + 2 * MARGIN));
      it.canvas.height = Math.ceil(height * ratio * (1 + 2 * MARGIN));
    }
    if (!first) this.fit();
    this.anew();
  }

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
    if (!this.width || !this.ranked) return;
    const resting = performance.now() - (this.touched ?? 0) > REST;
    if (this.front.at !== this.at) {
      const quick = this.nodes.length + this.links.length < QUICK;
      if (!this.front.at || quick || resting) this.work(!this.front.at || quick);
      else this.job = null;
    }
    this.compose();
    if (this.front.at !== this.at) this.ask();
    else this.canvas.dataset.drawn = String(1 + Number(this.canvas.dataset.drawn ?? 0));
  }

  /** Goes on with the next picture; `whole` finishes it in this frame. */
  work(whole) {
    if (!this.job || this.back.at !== this.at) {
      this.back.at = this.at;
      this.job = this.painting(this.back);
    }
    const began = performance.now();
    let done = false;
    while (!done && (whole || performance.now() - began < SLICE)) done = this.job.next().done;
    if (!done) return;
    this.job = null;
    [this.front, this.back] = [this.back, this.front];
  }

  /** The last picture where the window now is, and what is chosen upon it. */
  compose() {
    const { context, ratio, width, height } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.paper;
    context.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const from = this.front.at;
    if (from) {
      const k = this.at.k / from.k;
      context.setTransform(k, 0, 0, k, ratio * (this.at.x - from.x * k - MARGIN * width * k), ratio * (this.at.y - from.y * k - MARGIN * height * k));
      context.drawImage(this.front.canvas, 0, 0);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const node = this.near.has(this.chosen) ? this.chosen : null;
    if (node) {
      context.globalAlpha = this.way === "net" ? 0.6 : 0.75;
      context.fillStyle = this.paper;
      context.fillRect(0, 0, width, height);
      context.globalAlpha = 1;
      this.star(node);
    }
    if (this.over && this.over !== node) this.star(this.over, true);
  }

  /** A node with its links and the names of those it is linked with; `alone`: with its own name only. */
  star(node, alone) {
    const { context } = this;
    const near = this.near.get(node);
    context.lineWidth = 1;
    context.strokeStyle = this.strong;
    context.globalAlpha = near.length > 60 ? 0.35 : 0.7;
    this.lines(context, near.map((other) => [node, other]));
    context.globalAlpha = 1;
    const shown = alone ? [node] : [...near, node];
    for (const kind of KINDS) this.shapes(context, kind, shown.filter((it) => it.kind === kind));
    const [x, y] = this.at.apply([node.x, node.y]);
    context.beginPath();
    context.arc(x, y, this.radius(node) + 4, 0, 7);
    context.lineWidth = 2;
    context.strokeStyle = this.strong;
    context.stroke();
    const order = alone ? [node] : [node, ...near.slice().sort((a, b) => this.order.get(a) - this.order.get(b))];
    const others = alone || this.way !== "net" ? [] : this.ranked.filter((it) => !order.includes(it));
    this.names(context, [...order, ...others], [], Infinity, order.length);
  }

  radius(node) {
    const k = this.way === "net" ? Math.min(Math.max(this.at.k, 0.55), 1.6) : Math.min(this.at.k, 2.5);
    return Math.max(node.r * k, 1);
  }

  *painting({ canvas }) {
    const context = canvas.getContext("2d");
    const { width, height, ratio } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio, 0, 0, ratio, ratio * MARGIN * width, ratio * MARGIN * height);
    const inside = this.ranked.filter((node) => this.inView(node));
    yield;
    context.strokeStyle = this.line;
    if (this.way === "net") {
      context.lineWidth = 1;
      for (let at = 0; at < this.links.length; at += BATCH) { this.lines(context, this.links.slice(at, at + BATCH)); yield; }
    } else {
      for (const [one, other, count] of this.bridges) {
        context.lineWidth = Math.min(0.5 + Math.sqrt(count) * 0.35, 5) * Math.min(this.at.k, 1.5);
        this.lines(context, [[one, other]]);
      }
      yield;
      if (inside.length < NEAR_ENOUGH) {
        context.lineWidth = 0.6;
        for (const node of inside) this.lines(context, this.near.get(node).map((other) => [node, other]));
      }
    }
    for (const kind of KINDS) {
      const found = inside.filter((node) => node.kind === kind);
      for (let at = 0; at < found.length; at += BATCH) { this.shapes(context, kind, found.slice(at, at + BATCH)); yield; }
    }
    if (this.near.has(this.chosen)) return;
    const named = this.way === "net" || inside.length < NEAR_ENOUGH ? inside : inside.filter((node) => node.kind === "topic" || (node.kind === "event" && this.at.k > 1));
    this.names(context, named, this.way === "net" ? inside : [], 120);
  }

  inView(node) {
    const [x, y] = this.at.apply([node.x, node.y]);
    const { width, height } = this;
    return x > -MARGIN * width && x < (1 + MARGIN) * width && y > -MARGIN * height && y < (1 + MARGIN) * height;
  }

  lines(context, pairs) {
    const { k, x, y } = this.at;
    context.beginPath();
    for (const [one, other] of pairs) {
      context.moveTo(one.x * k + x, one.y * k + y);
      context.lineTo(other.x * k + x, other.y * k + y);
    }
    context.stroke();
  }

  /** Nodes of one kind as one path: dots, rings, diamonds, squares. */
  shapes(context, kind, nodes) {
    if (!nodes.length) return;
    context.beginPath();
    for (const node of nodes) {
      const [x, y] = this.at.apply([node.x, node.y]);
      const r = this.radius(node);
      if (kind === "topic") context.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
      else if (kind === "event") {
        context.moveTo(x, y - r * 1.2);
        context.lineTo(x + r * 1.2, y);
        context.lineTo(x, y + r * 1.2);
        context.lineTo(x - r * 1.2, y);
        context.closePath();
      } else {
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 7);
      }
    }
    context.fillStyle = kind === "person" ? this.paper : this.ink[kind];
    context.fill();
    if (kind === "person") {
      context.lineWidth = Math.min(1.5, this.radius(nodes[0]) * 0.5);
      context.strokeStyle = this.ink.person;
      context.stroke();
      context.strokeStyle = this.line;
    }
  }

  /** Names beside nodes, the first first, none upon another and all but a few not upon `obstacles`; those from `faint` on faintly. */
  names(context, nodes, obstacles, most, faint = Infinity) {
    const taken = new Boxes(), covered = new Boxes();
    for (const node of obstacles) {
      const [x, y] = this.at.apply([node.x, node.y]);
      const r = this.radius(node);
      covered.add([x - r, y - r, x + r, y + r]);
    }
    context.textAlign = "center";
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.fillStyle = this.text;
    context.strokeStyle = this.paper;
    context.lineWidth = 3.5;
    let shown = 0;
    for (const [index, node] of nodes.entries()) {
      if (shown >= most) break;
      context.globalAlpha = index < faint ? 1 : 0.5;
      const strong = node.kind === "topic" || node.kind === "event" || node === this.chosen;
      context.font = `${strong ? 600 : 400} ${strong ? 12.5 : 11.5}px ${this.font}`;
      const { lines, width } = this.wrapped(context, node, strong);
      const box = this.sides(node, width, lines.length * LINE).find((it) => taken.free(it) && (index < FIRST || covered.free(it)));
      if (!box) continue;
      taken.add(box);
      shown += 1;
      const middle = (box[0] + box[2]) / 2;
      lines.forEach((line, below) => {
        context.strokeText(line, middle, box[1] + 1 + below * LINE);
        context.fillText(line, middle, box[1] + 1 + below * LINE);
      });
    }
    context.globalAlpha = 1;
  }

  /** Where a name may stand: below its node, above, to the right, to the left. */
  sides(node, width, height) {
    const [x, y] = this.at.apply([node.x, node.y]);
    const away = this.radius(node) + 3, half = width / 2 + 2;
    const box = (left, top) => [left, top, left + 2 * half, top + height];
    const whole = ([left, top, right, bottom]) => left > 0 && top > 0 && right < this.width && bottom < this.height;
    const outside = x < 0 || y < 0 || x > this.width || y > this.height;
    const found = [
      box(x - half, y + away - 1), box(x - half, y - away - height + 2),
      box(x + away, y - height / 2), box(x - away - 2 * half, y - height / 2),
    ];
    // Names are not cut at the edge of the window; beyond it they wait to be moved into it.
    return outside ? found : found.filter(whole);
  }

  /** A title in lines of about 22 letters: three at most for sessions, names whole. */
  wrapped(context, node, strong) {
    const key = strong ? "strong" : "plain";
    node.label ??= {};
    if (node.label[key]) return node.label[key];
    const lines = [""];
    for (const word of node.title.split(/\s+/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length > 22) lines.push(word);
      else lines[last] = `${lines[last]} ${word}`.trim();
    }
    if (node.kind === "session" && lines.length > 3) lines.splice(2, lines.length, `${lines[2]}…`);
    return (node.label[key] = { lines, width: Math.max(...lines.map((line) => context.measureText(line).width)) });
  }
}

/** Rectangles that may not overlap, found again by the squares of a grid. */
class Boxes {
  constructor() { this.cells = new Map(); }

  *under([left, top, right, bottom]) {
    for (let x = Math.floor(left / 64); x <= right / 64; x += 1) for (let y = Math.floor(top / 64); y <= bottom / 64; y += 1) yield `${x} ${y}`;
  }

  free(box) {
    for (const cell of this.under(box)) {
      for (const it of this.cells.get(cell) ?? []) if (box[0] < it[2] && it[0] < box[2] && box[1] < it[3] && it[1] < box[3]) return false;
    }
    return true;
  }

  add(box) {
    for (const cell of this.under(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }
}

function rank(node) {
  return node.kind === "topic" || node.kind === "event" ? 1 : 0;
}

function lowest(numbers) {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity);
}
