/* Where nodes are drawn: few as a net that forces hold apart, many as islands, each session around one of its topics.
   Both give the same picture for the same nodes; the second grows with the number of nodes and links. */
import {
  forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, packSiblings,
} from "./vendor/d3-graph.js";

/** Up to this many nodes are drawn as a net. */
export const FEW = 320;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const STEP = 7;
const HOLDERS = 4;

/** Sets `x`, `y` and `r` of all nodes; a link is a pair of them. `centre` stays in the middle. Says how: `net` or
    `islands`, with the lines between islands. */
export function place(nodes, links, centre) {
  const degree = new Map(nodes.map((node) => [node, 0]));
  for (const pair of links) for (const node of pair) degree.set(node, degree.get(node) + 1);
  for (const node of nodes) node.r = size(node.kind, degree.get(node));
  return nodes.length <= FEW ? net(nodes, links, degree, centre) : islands(nodes, links);
}

function size(kind, degree) {
  if (kind === "session") return 3.5;
  if (kind === "person") return Math.min(3 + Math.sqrt(degree) * 0.5, 7);
  return Math.min(3.5 + Math.sqrt(degree), 12);
}

function net(nodes, links, degree, centre) {
  const space = nodes.length < 120 ? 1.35 : 1;
  for (const node of nodes) {
    // D3 begins with a spiral of its own for what has no place yet.
    for (const key of ["x", "y", "vx", "vy", "fx", "fy"]) delete node[key];
  }
  if (centre) Object.assign(centre, { fx: 0, fy: 0 });
  forceSimulation(nodes)
    .force("link", forceLink(links.map(([source, target]) => ({ source, target }))).distance(42 * space))
    .force("apart", forceManyBody().strength(-150 * space).distanceMax(420))
    .force("room", forceCollide((node) => node.r + 9))
    // What is linked with little would drift away.
    .force("x", forceX().strength((node) => (degree.get(node) > 1 ? 0.05 : 0.16)))
    .force("y", forceY().strength((node) => (degree.get(node) > 1 ? 0.09 : 0.2)))
    .stop()
    .tick(nodes.length < 150 ? 260 : 160);
  return { way: "net", bridges: [] };
}

function islands(nodes, links) {
  const near = new Map(nodes.map((node) => [node, []]));
  for (const [one, other] of links) {
    near.get(one).push(other);
    near.get(other).push(one);
  }
  const home = new Map();
  const held = (topic) => near.get(topic).length;
  for (const node of nodes) if (node.kind === "session") home.set(node, homeOf(near.get(node), held));
  for (const node of nodes) if (node.kind === "person") home.set(node, most(near.get(node).map((it) => home.get(it))));
  const groups = new Map();
  for (const node of nodes) {
    const at = node.kind === "session" || node.kind === "person" ? home.get(node) ?? null : node;
    if (!groups.has(at)) groups.set(at, []);
    if (at !== node) groups.get(at).push(node);
  }
  const lonely = (at) => at && at.kind === "event" && !groups.get(at).length;
  const circles = [...groups].filter(([at]) => !lonely(at)).map(([at, members]) => ({ at, members: ordered(members), r: span(at, members.length) }));
  circles.sort((a, b) => b.r - a.r || (a.at?.id ?? -1) - (b.at?.id ?? -1));
  packSiblings(circles);
  for (const { at, members, x, y } of circles) {
    if (at) Object.assign(at, { x, y });
    const hole = at ? at.r + 4 : 0;
    members.forEach((node, index) => {
      const away = hole + STEP * Math.sqrt(index + 0.6);
      node.x = x + away * Math.cos(index * GOLDEN);
      node.y = y + away * Math.sin(index * GOLDEN);
      node.r = Math.min(node.r, 3);
    });
  }
  around([...groups.keys()].filter(lonely), circles);
  return { way: "islands", bridges: bridges(nodes, near) };
}

/** A session's rarest topic that others hold too, else its commonest, else its event. */
function homeOf(found, held) {
  const topics = found.filter((it) => it.kind === "topic").sort((a, b) => held(a) - held(b) || a.id - b.id);
  return topics.find((it) => held(it) > HOLDERS) ?? topics.at(-1) ?? found.find((it) => it.kind === "event") ?? null;
}

function most(found) {
  const counts = new Map();
  for (const one of found) if (one) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id)[0]?.[0] ?? null;
}

/** Sessions first, the newest outermost; people around them. */
function ordered(members) {
  return members.sort((a, b) => (a.kind === "person") - (b.kind === "person") || a.year - b.year || a.id - b.id);
}

function span(at, count) {
  return (at ? at.r + 4 : 0) + STEP * Math.sqrt(count + 0.6) + 9;
}

/** What holds no island, events as a rule, stands on a ring around all islands in the order of time. */
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

/** Of each topic the three with which it shares most sessions, as [topic, topic, number]. */
function bridges(nodes, near) {
  const found = [];
  for (const topic of nodes) {
    if (topic.kind !== "topic") continue;
    const counts = new Map();
    for (const session of near.get(topic)) {
      if (session.kind !== "session") continue;
      for (const other of near.get(session)) if (other.kind === "topic" && other !== topic) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    const best = [...counts].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).slice(0, 3);
    for (const [other, count] of best) if (count > 1) found.push([topic, other, count]);
  }
  return found;
}
