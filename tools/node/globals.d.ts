// What scripts share, for TypeScript alone: their types, and what is written for them when a site is built.

interface Window {
  socmlWords?: Record<string, string>;
  /** The words of all pages, in the copy for a disk; a row has `socmlConstants.fields`. */
  socmlPages: string[][];
}

interface Navigator {
  connection?: { saveData?: boolean };
}

type Values = Record<string, string | number | undefined>;

interface Entry {
  it: HTMLElement;
  text: string;
}

interface Group<T extends Entry = Entry> {
  it: HTMLElement;
  entries: T[];
}

/* Names that the package decides. */

type Facet = (typeof socmlConstants.facets)[number];
type PersonRole = (typeof socmlConstants.roles)[number];
type Choice = Facet | "role";
type NodeKind = (typeof socmlConstants.nodes)[number];

/* Pagefind, as far as it is used. */

type Filters = Record<string, { any: string[] } | { all: string[] } | string>;
type Counts = Record<string, Record<string, number>>;

interface Pagefind {
  options(options: { baseUrl: string; excerptLength: number }): Promise<void>;
  init(): Promise<void>;
  preload(query: string, options?: { filters?: Filters }): Promise<void>;
  search(query: string, options?: { filters?: Filters; sort?: Record<string, string> }): Promise<{ results: Found[]; filters: Counts }>;
}

interface Found {
  id: string;
  data(): Promise<FoundPage>;
}

interface FoundPage {
  url: string;
  content: string;
  raw_content?: string;
  locations: number[];
  /** Of these only the title is always there. */
  meta: Record<string, string>;
  filters?: Record<string, string[]>;
  anchors?: FoundAnchor[];
  sub_results?: FoundPassage[];
}

interface FoundAnchor {
  id?: string;
  location: number;
}

interface FoundPassage {
  url: string;
  title: string;
  excerpt: string;
  anchor?: FoundAnchor;
}

/** What vendor/d3-graph.js holds. */
type D3 = typeof import("d3-force") & typeof import("d3-hierarchy") & typeof import("d3-quadtree") & typeof import("d3-selection") &
  typeof import("d3-zoom");
