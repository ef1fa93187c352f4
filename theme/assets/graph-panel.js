/* What stands beside the drawing: the chosen node with what it is linked with, or those with most links. */
import { KINDS, MANY, ONE, byLinks, inOrder } from "./graph-data.js";

/** @import { GraphNode } from "./graph-data.js" */

const { byId, commas, first, make, number, say } = socml;
const BEST = 12;
const LISTED = 24;

export class Panel {
  /** @param {HTMLElement} box the part of the page that is the graph
      @param {(node: GraphNode) => void} choose */
  constructor(box, choose) {
    this.root = box.dataset.root ?? "";
    this.choose = choose;
    this.heading = byId("on:graph-chosen", HTMLElement);
    this.facts = first(".graph-facts", HTMLElement, box);
  }

  /** @param {GraphNode | null} node
      @param {Iterable<GraphNode>} shown
      @param {[string, () => void][]} ways buttons between the whole graph and what is around a node */
  show(node, shown, ways) {
    const turns = ways.map(([textContent, onclick]) => make("button", { type: "button", className: "link", textContent, onclick }));
    const line = turns.length ? [make("p", { className: "graph-turns" }, ...turns)] : [];
    this.heading.replaceChildren(node ? node.title : say("Most linked"));
    if (node) this.facts.replaceChildren(...this.about(node), ...line, ...this.linked(node));
    else {
      const best = byLinks([...shown]).slice(0, BEST);
      this.facts.replaceChildren(...line, this.list(best, best.length));
    }
  }

  /** @param {GraphNode} node */
  about(node) {
    const kind = make("span", { className: `kind kind-${node.kind}`, textContent: ONE[node.kind] });
    return [
      make("p", { className: "graph-line" }, ...commas(node.year ? [kind, String(node.year)] : [kind])),
      make("p", {}, make("a", { href: this.root + node.path, textContent: say("Open the page") })),
    ];
  }

  /** What a node is linked with, by kind.
      @param {GraphNode} node */
  linked(node) {
    if (!node.near.length) return [make("p", { className: "note", textContent: say("Nothing is linked with it.") })];
    return KINDS.flatMap((kind) => {
      const found = inOrder(node.near.filter((it) => it.kind === kind));
      if (!found.length) return [];
      const count = make("span", { className: "count", textContent: number(found.length) });
      return [make("h3", {}, MANY[kind], " ", count), this.list(found, LISTED)];
    });
  }

  /** Buttons that choose; of many the first, and one for the others.
      @param {GraphNode[]} nodes
      @param {number} most */
  list(nodes, most) {
    const line = (/** @type {GraphNode} */ node) => make("li", {}, make("button", {
      type: "button", className: `link kind kind-${node.kind}`, textContent: node.title, onclick: () => this.choose(node),
    }));
    const made = make("ul", { className: "graph-list" }, ...nodes.slice(0, most).map(line));
    if (nodes.length > most) {
      const textContent = say("Show all {count}", { count: number(nodes.length) });
      const rest = make("button", { type: "button", className: "link", textContent });
      rest.onclick = () => {
        made.replaceChildren(...nodes.map(line));
        made.querySelectorAll("button")[most].focus();
      };
      made.append(make("li", {}, rest));
    }
    return made;
  }
}
