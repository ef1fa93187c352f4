/* The worker of those who keep the wiki on their device. /sw.js names the build and loads this, so a new build is a new
   worker: the browser installs it beside the old one, which goes on answering until what changed has been fetched. */
"use strict";
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const base = new URL("./", worker.location.href);
const store = socmlStore(base);
const PATIENCE = 4000; // ms for an answer, where there is a kept one instead
const NAMED_BY_CONTENT = /\.(pf_fragment|pf_index|pf_meta|pf_filter)$/;

worker.addEventListener("install", (event) => {
  const bring = async () => {
    const [have, wanted] = await Promise.all([store.kept(), store.list()]);
    // Without anything kept the reader has not asked for it, or has just taken it away.
    if (have && have.build !== wanted.build) await store.update(wanted);
    await worker.skipWaiting();
  };
  event.waitUntil(bring());
});
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));

/** @param {Request} request */
async function keptAnswer(request) {
  const { origin, pathname, search } = new URL(request.url);
  const cache = await store.open();
  for (const way of [pathname, pathname.replace(/index\.html$/, "")]) {
    const found = await cache.match(origin + way);
    if (found) return found;
  }
  // The links of a page are relative: it is only right at its own address.
  return (await cache.match(`${origin}${pathname}/`)) ? Response.redirect(`${origin}${pathname}/${search}`) : null;
}

async function lost() {
  const page = await (await store.open()).match(new URL("404.html", base));
  return page ? new Response(page.body, { status: 404, headers: page.headers }) : Response.error();
}

/** Fresh where there is a network that answers, else as it is kept.
    @param {Request} request */
async function answer(request) {
  const kept = () => keptAnswer(request);
  if (NAMED_BY_CONTENT.test(new URL(request.url).pathname)) return (await kept()) ?? fetch(request);
  const fresh = fetch(request);
  /** @type {Promise<undefined>} */
  const late = new Promise((done) => { setTimeout(done, PATIENCE); });
  try {
    const first = await Promise.race([fresh, late]);
    if (first && first.status < 500) return first;
    return (await kept()) ?? first ?? await fresh;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    if (request.mode === "navigate") return lost();
    throw error;
  }
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  // What the page /offline/ fetches to keep it must not be what is kept already.
  const keeping = request.cache === "no-cache" && !request.destination;
  if (request.method === "GET" && request.url.startsWith(base.href) && !keeping) event.respondWith(answer(request));
});
