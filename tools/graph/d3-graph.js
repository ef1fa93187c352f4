// The parts of D3 that the graph page uses; bundled by tools/vendor_graph.py.
export { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
export { packSiblings } from "d3-hierarchy";
export { quadtree } from "d3-quadtree";
export { select } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
