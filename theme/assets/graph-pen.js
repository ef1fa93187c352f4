/* Draws lines, nodes and names on a canvas, where a view has them and in the colours of the page. */

/** @import { GraphNode, Link } from "./graph-data.js" */
/** A rectangle: left, top, right, bottom.
    @typedef {[number, number, number, number]} Box */
/** @typedef {{strong: boolean, lines: string[], width: number}} Label */

const LINE = 15;
const LETTERS = 22; // in a line of a name, about
/* So many names are shown even where they cover small nodes: a picture without names says nothing. */
const FIRST = 8;

/** The kinds of node in the order in which they are drawn.
    @type {NodeKind[]} */
export const KINDS = ["session", "person", "event", "topic"];

export class Pen {
  /** @param {HTMLCanvasElement} canvas
      @param {import("d3-zoom").ZoomTransform} at what the view shows of the graph */
  constructor(canvas, at) {
    this.canvas = canvas;
    this.at = at;
    this.width = 0;
    this.height = 0;
    /** @type {"net" | "islands"} */
    this.way = "net";
    /** @type {GraphNode | null} */
    this.chosen = null;
    /** Names in lines, once they were measured.
        @type {Map<GraphNode, Label>} */
    this.labels = new Map();
    this.ink = /** @type {Record<NodeKind, string>} */ ({});
    this.text = this.paper = this.line = this.strong = this.font = "";
  }

  /** Colours are those of the legend, so that themes and forced colours need nothing of their own. */
  colours() {
    const box = /** @type {HTMLElement} */ (this.canvas.closest(".graph"));
    for (const kind of KINDS) {
      this.ink[kind] = getComputedStyle(/** @type {Element} */ (box.querySelector(`.shape-${kind}`))).color;
    }
    const style = getComputedStyle(this.canvas);
    Object.assign(this, { text: style.color, paper: style.backgroundColor, line: style.borderTopColor, strong: style.outlineColor });
    this.font = getComputedStyle(document.body).fontFamily;
  }

  /** Where a node stands in the view.
      @param {GraphNode} node */
  spot(node) {
    return this.at.apply([node.x, node.y]);
  }

  /** @param {GraphNode} node */
  radius(node) {
    const k = this.way === "net" ? Math.min(Math.max(this.at.k, 0.55), 1.6) : Math.min(this.at.k, 2.5);
    return Math.max(node.r * k, 1);
  }

  /** @param {CanvasRenderingContext2D} context
      @param {Link[]} pairs */
  lines(context, pairs) {
    const { k, x, y } = this.at;
    context.beginPath();
    for (const [one, other] of pairs) {
      context.moveTo(one.x * k + x, one.y * k + y);
      context.lineTo(other.x * k + x, other.y * k + y);
    }
    context.stroke();
  }

  /** Nodes of one kind as one path: dots, rings, diamonds, squares.
      @param {CanvasRenderingContext2D} context
      @param {NodeKind} kind
      @param {GraphNode[]} nodes */
  shapes(context, kind, nodes) {
    if (!nodes.length) return;
    context.beginPath();
    for (const node of nodes) outline(context, kind, this.spot(node), this.radius(node));
    context.fillStyle = kind === "person" ? this.paper : this.ink[kind];
    context.fill();
    if (kind === "person") {
      context.lineWidth = Math.min(1.5, this.radius(nodes[0]) * 0.5);
      context.strokeStyle = this.ink.person;
      context.stroke();
      context.strokeStyle = this.line;
    }
  }

  /** Names beside nodes, the first first, none upon another and all but a few not upon `obstacles`; those from `faint` on faintly.
      @param {CanvasRenderingContext2D} context
      @param {GraphNode[]} nodes
      @param {GraphNode[]} obstacles
      @param {number} most
      @param {number} [faint] */
  names(context, nodes, obstacles, most, faint = Infinity) {
    const taken = new Boxes(), covered = this.covered(obstacles);
    Object.assign(context, {
      textAlign: "center", textBaseline: "top", lineJoin: "round", fillStyle: this.text, strokeStyle: this.paper, lineWidth: 3.5,
    });
    let shown = 0;
    for (const [index, node] of nodes.entries()) {
      if (shown >= most) break;
      context.globalAlpha = index < faint ? 1 : 0.5;
      const { lines, width } = this.label(context, node);
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

  /** What nodes cover.
      @param {GraphNode[]} nodes */
  covered(nodes) {
    const covered = new Boxes();
    for (const node of nodes) {
      const [x, y] = this.spot(node), r = this.radius(node);
      covered.add([x - r, y - r, x + r, y + r]);
    }
    return covered;
  }

  /** Where a name may stand: below its node, above, to the right, to the left.
      @param {GraphNode} node
      @param {number} width
      @param {number} height */
  sides(node, width, height) {
    const [x, y] = this.spot(node);
    const away = this.radius(node) + 3, half = width / 2 + 2;
    /** @type {(left: number, top: number) => Box} */
    const box = (left, top) => [left, top, left + 2 * half, top + height];
    /** @type {(box: Box) => boolean} */
    const whole = ([left, top, right, bottom]) => left > 0 && top > 0 && right < this.width && bottom < this.height;
    const outside = x < 0 || y < 0 || x > this.width || y > this.height;
    const found = [
      box(x - half, y + away - 1), box(x - half, y - away - height + 2),
      box(x + away, y - height / 2), box(x - away - 2 * half, y - height / 2),
    ];
    // Names are not cut at the edge of the window; beyond it they wait to be moved into it.
    return outside ? found : found.filter(whole);
  }

  /** A title in lines, measured in the font that is set for it: what is chosen is as strong as topics and events.
      @param {CanvasRenderingContext2D} context
      @param {GraphNode} node */
  label(context, node) {
    const strong = node.kind === "topic" || node.kind === "event" || node === this.chosen;
    context.font = `${strong ? 600 : 400} ${strong ? 12.5 : 11.5}px ${this.font}`;
    const known = this.labels.get(node);
    if (known?.strong === strong) return known;
    const lines = wrapped(node);
    const made = { strong, lines, width: Math.max(...lines.map((line) => context.measureText(line).width)) };
    this.labels.set(node, made);
    return made;
  }
}

/** The path of a node's shape.
    @param {CanvasRenderingContext2D} context
    @param {NodeKind} kind
    @param {[number, number]} spot
    @param {number} r */
function outline(context, kind, [x, y], r) {
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

/** A title in lines of about LETTERS letters: three at most for sessions, names whole.
    @param {GraphNode} node */
function wrapped(node) {
  const lines = [""];
  for (const word of node.title.split(/\s+/)) {
    const last = lines.length - 1;
    if (lines[last] && lines[last].length + word.length > LETTERS) lines.push(word);
    else lines[last] = `${lines[last]} ${word}`.trim();
  }
  if (node.kind === "session" && lines.length > 3) lines.splice(2, lines.length, `${lines[2]}…`);
  return lines;
}

/** Rectangles that may not overlap, found again by the squares of a grid. */
class Boxes {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box */
  *under([left, top, right, bottom]) {
    for (let x = Math.floor(left / 64); x <= right / 64; x += 1) {
      for (let y = Math.floor(top / 64); y <= bottom / 64; y += 1) yield `${x} ${y}`;
    }
  }

  /** @param {Box} box */
  free(box) {
    for (const cell of this.under(box)) {
      for (const it of this.cells.get(cell) ?? []) if (box[0] < it[2] && it[0] < box[2] && box[1] < it[3] && it[1] < box[3]) return false;
    }
    return true;
  }

  /** @param {Box} box */
  add(box) {
    for (const cell of this.under(box)) {
      const boxes = this.cells.get(cell) ?? [];
      boxes.push(box);
      this.cells.set(cell, boxes);
    }
  }
}
