/* The table: all that the drawing shows, in the order of one of its columns. */
import { KINDS, ONE, sorter } from "./graph-data.js";

/** @import { GraphNode } from "./graph-data.js" */

const { all, first, make, number, say } = socml;
/* So many rows at once, as the page has without this script. */
const ROWS = socmlConstants.rows;

export class Table {
  /** @param {string} root where paths of nodes begin
      @param {(node: GraphNode) => void} choose */
  constructor(root, choose) {
    this.root = root;
    this.choose = choose;
    this.part = first(".graph-table", HTMLElement);
    this.body = first("tbody", HTMLTableSectionElement, this.part);
    this.note = first(".graph-shown", HTMLElement, this.part);
    this.more = first("[data-do=more]", HTMLElement, this.part);
    this.heads = all("[data-sort]", this.part);
    this.by = "links";
    this.down = true;
    this.most = ROWS;
    /** How many links of each node are in the picture.
        @type {Map<GraphNode, number>} */
    this.links = new Map();
    /** @type {GraphNode[]} */
    this.nodes = [];
    /** @type {GraphNode | null} */
    this.around = null;
    /** @type {GraphNode | null} */
    this.chosen = null;
    for (const head of this.heads) {
      const button = make("button", { type: "button", className: "link", textContent: head.textContent });
      button.onclick = () => this.sort(head.dataset.sort ?? "");
      head.replaceChildren(button);
    }
    this.more.onclick = () => { this.most += ROWS; this.fill(); };
    first(".graph-rows", HTMLElement, this.part).hidden = true;
    this.note.hidden = false;
  }

  /** @param {GraphNode[]} nodes
      @param {Set<GraphNode>} shown
      @param {GraphNode | null} around */
  show(nodes, shown, around) {
    this.links = new Map(nodes.map((node) => [node, node.near.filter((other) => shown.has(other)).length]));
    this.nodes = nodes.slice();
    this.around = around;
    this.most = ROWS;
    this.fill();
  }

  /** @param {string} by */
  sort(by) {
    this.down = this.by === by ? !this.down : by === "links" || by === "year";
    this.by = by;
    this.fill();
  }

  /** @param {GraphNode | null} node */
  mark(node) {
    this.chosen = node;
    for (const row of this.body.rows) row.classList.toggle("graph-row", row.dataset.path === node?.path);
  }

  /** @param {GraphNode} node */
  count(node) {
    return this.links.get(node) ?? 0;
  }

  fill() {
    /** @type {Record<string, (a: GraphNode, b: GraphNode) => number>} */
    const orders = {
      title: (a, b) => sorter.compare(a.title, b.title),
      kind: (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
      year: (a, b) => a.year - b.year,
      links: (a, b) => this.count(a) - this.count(b),
    };
    const way = this.down ? -1 : 1;
    this.nodes.sort((a, b) => way * orders[this.by](a, b) || sorter.compare(a.title, b.title) || a.id - b.id);
    for (const head of this.heads) {
      if (head.dataset.sort === this.by) head.setAttribute("aria-sort", this.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const rows = this.nodes.slice(0, this.most);
    this.body.replaceChildren(...rows.map((node) => this.row(node)));
    this.more.hidden = rows.length === this.nodes.length;
    const values = { count: number(this.nodes.length), shown: number(rows.length), title: this.around?.title };
    const whole = this.around ? say("{count} places around {title}", values) : say("{count} places", values);
    this.note.textContent = rows.length < this.nodes.length ? `${whole}. ${say("The first {shown} are shown.", values)}` : whole;
    this.mark(this.chosen);
  }

  /** @param {GraphNode} node */
  row(node) {
    const links = number(this.count(node));
    const count = make("button", { type: "button", className: "link", textContent: links, onclick: () => this.choose(node) });
    count.setAttribute("aria-label", say("{count} links: choose {title}", { count: links, title: node.title }));
    const row = make("tr", {},
      make("th", { scope: "row" }, make("a", { href: this.root + node.path, textContent: node.title })),
      make("td", {}, make("span", { className: `kind kind-${node.kind}`, textContent: ONE[node.kind] })),
      make("td", { textContent: node.year ? String(node.year) : "" }),
      make("td", {}, count));
    row.dataset.path = node.path;
    return row;
  }
}
