/* The data of the graph as nodes that know their neighbours, and what they are called. */
const { lang, plain, say } = socml;

/** A page in the graph; `year` is 0 where it is not known. Where it is drawn, and how large, is set by graph-layout.js.
    @typedef {{id: number, kind: NodeKind, title: string, path: string, year: number, near: GraphNode[], words: string,
      x: number, y: number, r: number}} GraphNode */
/** Two nodes that are linked.
    @typedef {[GraphNode, GraphNode]} Link */
/** @typedef {{nodes: GraphNode[], pairs: Link[], byPath: Map<string, GraphNode>}} Graph */
/** What graph.json holds: nodes are numbered by kind, links lead from each to the next ones by steps.
    @typedef {{kinds: Record<NodeKind, number>, titles: string[], paths: string[], years: number[], links: number[][]}} Data */

export const KINDS = socmlConstants.nodes;
/** @type {Record<NodeKind, string>} */
export const ONE = { session: say("Session"), topic: say("Topic"), person: say("Person"), event: say("Event") };
/** @type {Record<NodeKind, string>} */
export const MANY = { session: say("Sessions"), topic: say("Topics"), person: say("People"), event: say("Events") };
export const sorter = new Intl.Collator(lang, { numeric: true });

/** @param {Data} data
    @returns {Graph} */
export function read({ kinds, titles, paths, years, links }) {
  const kindOf = KINDS.flatMap((kind) => /** @type {NodeKind[]} */ (Array(kinds[kind]).fill(kind)));
  /** @type {GraphNode[]} */
  const nodes = titles.map((title, id) => (
    { id, kind: kindOf[id], title, path: paths[id], year: years[id], near: [], words: plain(title), x: 0, y: 0, r: 0 }));
  /** @type {Link[]} */
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

/** @param {GraphNode[]} nodes */
export function byLinks(nodes) {
  return nodes.sort((a, b) => b.near.length - a.near.length || a.id - b.id);
}

/** The newest first, then by title.
    @param {GraphNode[]} nodes */
export function inOrder(nodes) {
  return nodes.sort((a, b) => b.year - a.year || sorter.compare(a.title, b.title));
}
