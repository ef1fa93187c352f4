/* Where nodes are drawn: few as a net that forces hold apart, many as islands, each session around one of its topics.
   Both give the same picture for the same nodes; the second grows with the number of nodes and links. */
import * as bundle from "./vendor/d3-graph.js";

/** @import { GraphNode, Link } from "./graph-data.js" */

const {
  forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, packSiblings,
} = /** @type {D3} */ (/** @type {unknown} */ (bundle));

/** Up to this many nodes are drawn as a net. */
export const FEW = 320;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const STEP = 7;
const HOLDERS = 4;

/** How nodes were placed, with the lines between islands: topic, topic, sessions of both.
    @typedef {{way: "net" | "islands", bridges: [GraphNode, GraphNode, number][]}} Placed */

/** Sets `x`, `y` and `r` of all nodes. `centre` stays in the middle.
    @param {GraphNode[]} nodes
    @param {Link[]} links
    @param {GraphNode | null} centre
    @returns {Placed} */
export function place(nodes, links, centre) {
  const near = neighbours(nodes, links);
  const degree = (/** @type {GraphNode} */ node) => of(near, node).length;
  for (const node of nodes) node.r = size(node.kind, degree(node));
  return nodes.length <= FEW ? net(nodes, links, degree, centre) : islands(nodes, near);
}

/** What each node is linked with.
    @param {GraphNode[]} nodes
    @param {Link[]} links
    @returns {Map<GraphNode, GraphNode[]>} */
export function neighbours(nodes, links) {
  const near = new Map(nodes.map((node) => [node, /** @type {GraphNode[]} */ ([])]));
  for (const [one, other] of links) {
    of(near, one).push(other);
    of(near, other).push(one);
  }
  return near;
}

/** @template V
    @param {Map<GraphNode, V[]>} lists
    @param {GraphNode} node */
export const of = (lists, node) => lists.get(node) ?? [];

/** @param {NodeKind} kind
    @param {number} degree */
function size(kind, degree) {
  if (kind === "session") return 3.5;
  if (kind === "person") return Math.min(3 + Math.sqrt(degree) * 0.5, 7);
  return Math.min(3.5 + Math.sqrt(degree), 12);
}

/** @param {GraphNode[]} nodes
    @param {Link[]} links
    @param {(node: GraphNode) => number} degree
    @param {GraphNode | null} centre
    @returns {Placed} */
function net(nodes, links, degree, centre) {
  const space = nodes.length < 120 ? 1.35 : 1;
  for (const node of /** @type {import("d3-force").SimulationNodeDatum[]} */ (nodes)) {
    // D3 begins with a spiral of its own for what has no place yet.
    for (const key of /** @type {const} */ (["x", "y", "vx", "vy", "fx", "fy"])) delete node[key];
  }
  if (centre) Object.assign(centre, { fx: 0, fy: 0 });
  forceSimulation(nodes)
    .force("link", forceLink(links.map(([source, target]) => ({ source, target }))).distance(42 * space))
    .force("apart", forceManyBody().strength(-150 * space).distanceMax(420))
    .force("room", forceCollide((/** @type {GraphNode} */ node) => node.r + 9))
    // What is linked with little would drift away.
    .force("x", /** @type {import("d3-force").ForceX<GraphNode>} */ (forceX()).strength((node) => (degree(node) > 1 ? 0.05 : 0.16)))
    .force("y", /** @type {import("d3-force").ForceY<GraphNode>} */ (forceY()).strength((node) => (degree(node) > 1 ? 0.09 : 0.2)))
    .stop()
    .tick(nodes.length < 150 ? 260 : 160);
  return { way: "net", bridges: [] };
}

/** @param {GraphNode[]} nodes
    @param {Map<GraphNode, GraphNode[]>} near
    @returns {Placed} */
function islands(nodes, near) {
  const groups = grouped(nodes, near);
  const lonely = (/** @type {GraphNode | null} */ at) => at?.kind === "event" && !groups.get(at)?.length;
  const circles = [...groups].filter(([at]) => !lonely(at))
    .map(([at, members]) => ({ at, members: ordered(members), r: span(at, members.length) }));
  circles.sort((a, b) => b.r - a.r || (a.at?.id ?? -1) - (b.at?.id ?? -1));
  const packed = packSiblings(circles);
  packed.forEach(fill);
  around([...groups.keys()].filter((at) => at !== null).filter(lonely), packed);
  return { way: "islands", bridges: bridges(nodes, near) };
}

/** Each island with the sessions and people on it; those that belong nowhere are together.
    @param {GraphNode[]} nodes
    @param {Map<GraphNode, GraphNode[]>} near */
function grouped(nodes, near) {
  /** @type {Map<GraphNode, GraphNode | null>} */
  const home = new Map();
  const held = (/** @type {GraphNode} */ topic) => of(near, topic).length;
  for (const node of nodes) if (node.kind === "session") home.set(node, homeOf(of(near, node), held));
  for (const node of nodes) if (node.kind === "person") home.set(node, most(of(near, node).map((it) => home.get(it))));
  /** @type {Map<GraphNode | null, GraphNode[]>} */
  const groups = new Map();
  for (const node of nodes) {
    const at = node.kind === "session" || node.kind === "person" ? home.get(node) ?? null : node;
    const members = groups.get(at) ?? [];
    groups.set(at, members);
    if (at !== node) members.push(node);
  }
  return groups;
}

/** Puts what belongs to an island around its middle, as a sunflower has its seeds.
    @param {{at: GraphNode | null, members: GraphNode[], x: number, y: number}} island */
function fill({ at, members, x, y }) {
  if (at) Object.assign(at, { x, y });
  const hole = at ? at.r + 4 : 0;
  members.forEach((node, index) => {
    const away = hole + STEP * Math.sqrt(index + 0.6);
    node.x = x + away * Math.cos(index * GOLDEN);
    node.y = y + away * Math.sin(index * GOLDEN);
    node.r = Math.min(node.r, 3);
  });
}

/** A session's rarest topic that others hold too, else its commonest, else its event.
    @param {GraphNode[]} found
    @param {(topic: GraphNode) => number} held */
function homeOf(found, held) {
  const topics = found.filter((it) => it.kind === "topic").sort((a, b) => held(a) - held(b) || a.id - b.id);
  return topics.find((it) => held(it) > HOLDERS) ?? topics.at(-1) ?? found.find((it) => it.kind === "event") ?? null;
}

/** @param {(GraphNode | null | undefined)[]} found */
function most(found) {
  /** @type {Map<GraphNode, number>} */
  const counts = new Map();
  for (const one of found) if (one) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id)[0]?.[0] ?? null;
}

/** Sessions first, the newest outermost; people around them.
    @param {GraphNode[]} members */
function ordered(members) {
  const last = (/** @type {GraphNode} */ node) => Number(node.kind === "person");
  return members.sort((a, b) => last(a) - last(b) || a.year - b.year || a.id - b.id);
}

/** @param {GraphNode | null} at
    @param {number} count */
function span(at, count) {
  return (at ? at.r + 4 : 0) + STEP * Math.sqrt(count + 0.6) + 9;
}

/** What holds no island, events as a rule, stands on a ring around all islands in the order of time.
    @param {GraphNode[]} nodes
    @param {{x: number, y: number, r: number}[]} circles */
function around(nodes, circles) {
  const ring = 24 + Math.max(0, ...circles.map((it) => Math.hypot(it.x, it.y) + it.r));
  const reach = Math.max(ring, (nodes.length * 12) / (2 * Math.PI));
  nodes.sort((a, b) => a.year - b.year || a.id - b.id).forEach((node, index) => {
    const turn = (index / nodes.length) * 2 * Math.PI - Math.PI / 2;
    node.r = Math.min(node.r, 4.5);
    node.x = reach * Math.cos(turn);
    node.y = reach * Math.sin(turn);
  });
}

/** Of each topic the three with which it shares most sessions, as [topic, topic, number].
    @param {GraphNode[]} nodes
    @param {Map<GraphNode, GraphNode[]>} near */
function bridges(nodes, near) {
  /** @type {Placed["bridges"]} */
  const found = [];
  for (const topic of nodes) {
    if (topic.kind !== "topic") continue;
    /** @type {Map<GraphNode, number>} */
    const counts = new Map();
    for (const session of of(near, topic)) {
      if (session.kind !== "session") continue;
      for (const other of of(near, session)) if (other.kind === "topic" && other !== topic) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    const best = [...counts].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).slice(0, 3);
    for (const [other, count] of best) if (count > 1) found.push([topic, other, count]);
  }
  return found;
}
