/* Previews of links: what the page behind a link is, in a card beside it, for a mouse or a keyboard that rests on it.
   The card is hidden from screen readers: it repeats the page that the link leads to, and on every link it would be
   read out between the words. Only text is taken from pages; nothing of their markup. */
const root = document.documentElement;
const base = new URL((root.dataset.base || ".").replace(/\/*$/, "/"), document.baseURI);
const REST = 250; // ms that the pointer or the focus stays before a card is fetched
const LEAVE = 200; // ms to reach the card with the pointer
const LENGTH = 280; // characters of text, cut at a word
const GAP = 6; // px between link and card
const NO_WORDS = ".headerlink, .here, .visually-hidden, .count, .said-colon, script, style, svg";
const pages = new Map();
let card = null, link = null, timer = 0, leaving = 0;

const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("assets/preview.css", base).href });
const styled = new Promise((done) => { style.onload = style.onerror = done; });
document.head.append(style);

/* The id that a fragment means, be its escapes right or not. */
function id(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}

const here = (url) => url.pathname === location.pathname;

/* The page a link leads to, if it deserves a card: one of this wiki, and not what a menu or list of contents says. */
function target(it) {
  if (!it?.closest("main") || it.closest("nav, .toc, .headerlink, .preview") || it.hasAttribute("download")) return null;
  const url = new URL(it.href, document.baseURI);
  if (url.origin !== base.origin || !url.pathname.startsWith(base.pathname) || !url.pathname.endsWith("/")) return null;
  if (url.search || !here(url)) return url.search ? null : url;
  const place = url.hash && document.getElementById(id(url.hash));
  // What is on the screen, or nearly, needs no picture of itself.
  const far = place && Math.abs(place.getBoundingClientRect().top - it.getBoundingClientRect().top) > innerHeight;
  return far ? url : null;
}

function load(url) {
  const address = url.origin + url.pathname;
  if (here(url)) return Promise.resolve(document);
  if (!pages.has(address)) {
    const page = fetch(address, { priority: "low" }).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return pages.get(address);
}

function words(node, length = LENGTH) {
  if (!node) return "";
  const copy = node.cloneNode(true);
  copy.querySelectorAll(NO_WORDS).forEach((it) => it.remove());
  const text = copy.textContent.replace(/\s+/g, " ").trim();
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$/, "")} …`;
}

/* The section or the line that a fragment means, else the first lines of the page. */
function passage(page, hash) {
  const place = hash && page.getElementById(id(hash));
  if (place && /^H[1-6]$/.test(place.tagName)) {
    let text = "";
    for (let it = place.nextElementSibling; it && !/^H[1-6]$/.test(it.tagName) && text.length < LENGTH; it = it.nextElementSibling) {
      text += ` ${words(it)}`;
    }
    return [words(place), words(Object.assign(page.createElement("p"), { textContent: text }))];
  }
  if (place) return ["", words(place.closest("li, p, dd, td, .entry") ?? place)];
  const lead = words(page.querySelector("main .lead"));
  const first = [...page.querySelectorAll("main .prose :is(p, li)")].find((it) => words(it));
  return ["", lead || words(first)];
}

function lines(page, hash) {
  const title = words(page.querySelector("main h1")), when = words(page.querySelector("main .when"));
  const kind = words(page.querySelector("main .kind")), [section, text] = passage(page, hash);
  return [["preview-title", title], ["preview-facts", when || kind], ["preview-title", section], ["preview-text", text]]
    .filter(([, line]) => line);
}

function place(box) {
  const rest = card.getBoundingClientRect(), wide = root.clientWidth;
  const above = box.bottom + GAP + rest.height > innerHeight && box.top - GAP - rest.height > 0;
  const top = above ? box.top - GAP - rest.height : box.bottom + GAP;
  const start = root.dir === "rtl" ? box.right - rest.width : box.left;
  const left = Math.max(16, Math.min(start, wide - rest.width - 16));
  card.style.top = `${top + scrollY}px`;
  card.style.left = `${left + scrollX}px`;
}

function hide() {
  clearTimeout(timer);
  clearTimeout(leaving);
  card?.remove();
  card = link = null;
}

async function show(it, url, x) {
  await styled;
  const page = await load(url);
  if (link !== it || !it.isConnected) return;
  const found = lines(page, url.hash);
  if (!found.length) return;
  card = document.createElement("div");
  card.className = "preview";
  card.ariaHidden = "true";
  card.lang = page.querySelector("main").lang || page.documentElement.lang;
  for (const [className, textContent] of found) card.append(Object.assign(document.createElement("p"), { className, textContent }));
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", leave);
  document.body.append(card);
  // A link that is broken over two lines has two boxes: the card belongs to the one pointed at.
  const boxes = [...it.getClientRects()];
  place(boxes.find((box) => x !== null && x >= box.left && x <= box.right) ?? boxes[0] ?? it.getBoundingClientRect());
}

function leave() {
  clearTimeout(timer);
  clearTimeout(leaving);
  leaving = setTimeout(hide, card ? LEAVE : 0);
}

function rest(it, x = null) {
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

export function point(event) {
  if (event.pointerType === "touch") return;
  const it = event.target.closest?.("a[href]");
  if (it) rest(it, event.clientX);
}
export function focus(event) {
  const it = event.target.closest?.("a[href]");
  if (it?.matches(":focus-visible")) rest(it);
}

addEventListener("pointerover", point);
addEventListener("pointerout", (event) => { if (link && event.target.closest?.("a[href]") === link) leave(); });
addEventListener("focusin", focus);
addEventListener("focusout", leave);
addEventListener("pointerdown", (event) => { if (!card?.contains(event.target)) hide(); });
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !card) return;
  const shown = link;
  hide();
  // It stays away until the pointer or the focus has left, which they have where the pointer was on the card.
  link = shown.matches(":hover, :focus") ? shown : null;
});
