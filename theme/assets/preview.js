/* Previews of links: what the page behind a link is, in a card beside it, for a mouse or a keyboard that rests on it.
   The card is hidden from screen readers: it repeats the page that the link leads to, and on every link it would be
   read out between the words. Only text is taken from pages; nothing of their markup. */
const { base, decoded, make, page: fetchPage, root } = socml;
const REST = 250; // ms that the pointer or the focus stays before a card is fetched
const LEAVE = 200; // ms to reach the card with the pointer
const LENGTH = 280; // characters of text, cut at a word
const GAP = 6; // px between link and card
const EDGE = 16; // px between the card and the window's edge
const NO_WORDS = ".headerlink, .here, .visually-hidden, .count, .said-colon, script, style, svg";
/** @type {Map<string, Promise<Document>>} */
const pages = new Map();
/** @type {HTMLElement | null} */
let card = null;
/** @type {HTMLAnchorElement | null} */
let link = null;
let timer = 0, leaving = 0;

const style = make("link", { rel: "stylesheet", href: new URL("assets/preview.css", base).href });
const styled = new Promise((done) => { style.onload = style.onerror = done; });
document.head.append(style);

/** The element that a fragment means.
    @param {Document} page
    @param {string} hash */
const meant = (page, hash) => (hash ? page.getElementById(decoded(hash.slice(1))) : null);

/** @param {URL} url */
const here = (url) => url.pathname === location.pathname;

/** The page a link leads to, if it deserves a card: one of this wiki, and not what a menu or list of contents says.
    @param {HTMLAnchorElement} it */
function target(it) {
  if (!it.closest("main") || it.closest("nav, .toc, .headerlink, .preview") || it.hasAttribute("download")) return null;
  const url = new URL(it.href, document.baseURI);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname) || !url.pathname.endsWith("/")) return null;
  if (url.search || !here(url)) return url.search ? null : url;
  const place = meant(document, url.hash);
  // What is on the screen, or nearly, needs no picture of itself.
  const far = place && Math.abs(place.getBoundingClientRect().top - it.getBoundingClientRect().top) > innerHeight;
  return far ? url : null;
}

/** @param {URL} url */
async function load(url) {
  const address = url.origin + url.pathname;
  if (here(url)) return document;
  const known = pages.get(address);
  if (known) return known;
  const page = fetchPage(address, { priority: "low" });
  page.catch(() => pages.delete(address));
  pages.set(address, page);
  return page;
}

/** The words of an element, cut where they get long.
    @param {Element | null | undefined} node */
function words(node) {
  const copy = node?.cloneNode(true);
  if (!(copy instanceof Element)) return "";
  copy.querySelectorAll(NO_WORDS).forEach((it) => it.remove());
  return cut(copy.textContent);
}

/** @param {string} text */
function cut(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= LENGTH ? line : `${line.slice(0, LENGTH).replace(/\s+\S*$/, "")} …`;
}

/** The section or the line that a fragment means, else the first lines of the page.
    @param {Document} page
    @param {string} hash */
function passage(page, hash) {
  const place = meant(page, hash);
  if (place && isHeading(place)) {
    let text = "";
    for (let it = place.nextElementSibling; it && !isHeading(it) && text.length < LENGTH; it = it.nextElementSibling) {
      text += ` ${words(it)}`;
    }
    return [words(place), cut(text)];
  }
  if (place) return ["", words(place.closest("li, p, dd, td, .entry") ?? place)];
  const lead = words(page.querySelector("main .lead"));
  const first = [...page.querySelectorAll("main .prose :is(p, li)")].find((it) => words(it));
  return ["", lead || words(first)];
}

/** @param {Element} it */
const isHeading = (it) => /^H[1-6]$/.test(it.tagName);

/** What a card says: class and text of each line.
    @param {Document} page
    @param {string} hash */
function lines(page, hash) {
  const title = words(page.querySelector("main h1")), when = words(page.querySelector("main .when"));
  const kind = words(page.querySelector("main .kind")), [section, text] = passage(page, hash);
  return [["preview-title", title], ["preview-facts", when || kind], ["preview-title", section], ["preview-text", text]]
    .filter(([, line]) => line);
}

/** Puts a card beside a box of its link.
    @param {HTMLElement} shown
    @param {DOMRect} box */
function place(shown, box) {
  const rest = shown.getBoundingClientRect(), wide = root.clientWidth;
  const above = box.bottom + GAP + rest.height > innerHeight && box.top - GAP - rest.height > 0;
  const top = above ? box.top - GAP - rest.height : box.bottom + GAP;
  const start = root.dir === "rtl" ? box.right - rest.width : box.left;
  const left = Math.max(EDGE, Math.min(start, wide - rest.width - EDGE));
  shown.style.top = `${top + scrollY}px`;
  shown.style.left = `${left + scrollX}px`;
}

function hide() {
  clearTimeout(timer);
  clearTimeout(leaving);
  card?.remove();
  card = link = null;
}

/** @param {HTMLAnchorElement} it
    @param {URL} url
    @param {number | null} x where the pointer is */
async function show(it, url, x) {
  await styled;
  const page = await load(url);
  if (link !== it || !it.isConnected) return;
  const found = lines(page, url.hash);
  if (!found.length) return;
  card = make("div", { className: "preview", ariaHidden: "true", lang: page.querySelector("main")?.lang || page.documentElement.lang },
    ...found.map(([className, textContent]) => make("p", { className, textContent })));
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", leave);
  document.body.append(card);
  // A link that is broken over two lines has two boxes: the card belongs to the one pointed at.
  const boxes = [...it.getClientRects()];
  place(card, boxes.find((box) => x !== null && x >= box.left && x <= box.right) ?? boxes[0] ?? it.getBoundingClientRect());
}

function leave() {
  clearTimeout(timer);
  clearTimeout(leaving);
  leaving = setTimeout(hide, card ? LEAVE : 0);
}

/** @param {HTMLAnchorElement} it
    @param {number | null} x */
function rest(it, x) {
  if (it === link) {
    clearTimeout(leaving);
    return;
  }
  const url = target(it);
  if (!url) return;
  hide();
  link = it;
  timer = setTimeout(() => show(it, url, x).catch(() => {}), REST);
}

/** The link that something happened to.
    @param {Event} event
    @returns {HTMLAnchorElement | null | undefined} */
const linkOf = ({ target: at }) => /** @type {Element} */ (at).closest?.("a[href]");

/** @param {PointerEvent} event */
export function point(event) {
  const it = event.pointerType === "touch" ? null : linkOf(event);
  if (it) rest(it, event.clientX);
}
/** @param {FocusEvent} event */
export function focus(event) {
  const it = linkOf(event);
  if (it?.matches(":focus-visible")) rest(it, null);
}

addEventListener("pointerover", point);
addEventListener("pointerout", (event) => { if (link && linkOf(event) === link) leave(); });
addEventListener("focusin", focus);
addEventListener("focusout", leave);
addEventListener("pointerdown", (event) => { if (!card?.contains(/** @type {Node} */ (event.target))) hide(); });
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !card) return;
  const shown = link;
  hide();
  // It stays away until the pointer or the focus has left, which they have where the pointer was on the card.
  link = shown?.matches(":hover, :focus") ? shown : null;
});
