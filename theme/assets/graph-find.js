/* The box that finds nodes by words of their titles. */

/** @import { GraphNode } from "./graph-data.js" */

const { byId, first, make, number, say, terms } = socml;
const FOUND = 8;

export class Find {
  /** @param {HTMLFormElement} form
      @param {GraphNode[]} nodes
      @param {(node: GraphNode) => void} choose
      @param {(status: string) => void} tell */
  constructor(form, nodes, choose, tell) {
    this.nodes = nodes;
    this.choose = choose;
    this.tell = tell;
    this.box = byId("graph-q", HTMLInputElement);
    this.found = byId("graph-found", HTMLElement);
    const around = first(".graph-find", HTMLElement, form);
    /** @param {EventTarget | null} to */
    const leave = (to) => {
      if (to && !around.contains(/** @type {Node} */ (to))) this.found.hidden = true;
    };
    form.addEventListener("submit", (event) => { event.preventDefault(); this.found.querySelector("button")?.click(); });
    this.box.addEventListener("input", () => this.search());
    this.box.addEventListener("focus", () => { this.found.hidden = !this.found.children.length; });
    around.addEventListener("keydown", (event) => this.step(event));
    around.addEventListener("focusout", (event) => leave(event.relatedTarget));
    addEventListener("pointerdown", (event) => leave(event.target));
  }

  search() {
    const words = terms(this.box.value), query = words.join(" ");
    /** @param {GraphNode} node */
    const score = (node) => (node.words.startsWith(words[0]) ? 2 : 0) + (node.words === query ? 4 : 0) + (node.kind === "session" ? 0 : 1);
    const all = words.length ? this.nodes.filter((node) => words.every((word) => node.words.includes(word))) : [];
    const best = all.sort((a, b) => score(b) - score(a) || b.near.length - a.near.length || a.id - b.id).slice(0, FOUND);
    this.found.replaceChildren(...best.map((node) => make("li", {}, make("button", {
      type: "button", className: `kind kind-${node.kind}`, textContent: node.title,
      onclick: () => { this.close(); this.choose(node); },
    }))));
    this.found.hidden = !best.length;
    this.tell(!words.length ? "" : all.length
      ? say("{count} found", { count: number(all.length) }) : say("Nothing in the graph has these words."));
  }

  close() {
    this.box.value = "";
    this.found.replaceChildren();
    this.found.hidden = true;
  }

  /** Arrows walk through what was found; Escape closes it.
      @param {KeyboardEvent} event */
  step(event) {
    const stops = [this.box, ...this.found.querySelectorAll("button")];
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = stops.findIndex((it) => it === document.activeElement);
    if (event.key === "Escape") { this.close(); this.box.focus(); }
    else if (way && stops.length > 1) stops[Math.min(Math.max(at + way, 0), stops.length - 1)].focus();
    else return;
    event.preventDefault();
  }
}
