/* The page /offline/: keep the wiki on this device, say how far that is, take it away again. */
(() => {
  "use strict";
  const { base, byId, lang, say } = socml;
  const keep = byId("offline-keep", HTMLButtonElement), remove = byId("offline-remove", HTMLButtonElement);
  const bar = byId("offline-progress", HTMLProgressElement);
  const status = byId("offline-status", HTMLElement), size = byId("offline-size", HTMLElement);
  /** @param {number} bytes */
  const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString(lang, { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;

  if (location.protocol === "file:") {
    status.textContent = say("This is a copy that needs no network already.");
    return;
  }
  if (!("serviceWorker" in navigator && "caches" in window)) {
    status.textContent = say("This browser cannot keep the wiki: it has no service workers, or the address is not secure (https).");
    return;
  }
  const store = socmlStore(base);
  status.tabIndex = -1;

  /** @param {boolean} now */
  function busy(now) {
    keep.disabled = remove.disabled = now;
  }

  /** Until a worker answers; one that could not be installed never will.
      @param {ServiceWorkerRegistration} registration */
  function ready({ installing }) {
    const failed = new Promise((_, fail) => {
      installing?.addEventListener("statechange", () => { if (installing.state === "redundant") fail(new Error("no worker")); });
    });
    return Promise.race([navigator.serviceWorker.ready, failed]);
  }

  /** @param {Listing | null} have what is kept
      @param {Listing | null} wanted what there is to keep */
  function show(have, wanted) {
    const whole = Boolean(have?.build);
    keep.hidden = whole && (!wanted || have?.build === wanted.build);
    remove.hidden = !have;
    keep.textContent = whole ? say("Bring the kept wiki up to date") : say("Keep this wiki on this device");
    const values = { size: megabytes(have?.bytes ?? 0) };
    if (whole) status.textContent = say("The wiki is kept on this device: {size}. It opens without a network, search included.", values);
    else if (have) status.textContent = say("A part of the wiki is kept. Go on to have all of it.");
  }

  async function look() {
    const have = await store.kept();
    let wanted = null;
    try {
      wanted = await store.list();
      size.textContent = say("All pages, pictures and the search index: {size}.", { size: megabytes(wanted.bytes) });
    } catch {
      if (!have) {
        status.textContent = say("What there is to keep could not be read. Is there a network?");
        return;
      }
    }
    show(have, wanted);
  }

  keep.addEventListener("click", async () => {
    /** @type {HTMLElement} */
    let next = keep;
    busy(true);
    bar.hidden = false;
    status.textContent = say("Keeping the wiki…");
    try {
      await navigator.storage?.persist?.();
      await store.update(await store.list(), (done, total) => {
        bar.max = total || 1;
        bar.value = total ? done : 1;
      });
      await ready(await navigator.serviceWorker.register(new URL(socmlConstants.worker, base), { scope: base.pathname }));
      await look();
      next = status;
    } catch (error) {
      console.warn(error);
      status.textContent = say("Not all of the wiki could be fetched. What was fetched is kept; try again to have the rest.");
      remove.hidden = !(await store.kept());
    } finally {
      bar.hidden = true;
      busy(false);
    }
    next.focus();
  });

  remove.addEventListener("click", async () => {
    busy(true);
    try {
      const workers = await navigator.serviceWorker.getRegistrations();
      await Promise.all(workers.filter((it) => it.scope === base.href).map((it) => it.unregister()));
      await store.forget();
    } finally {
      busy(false);
    }
    show(null, null);
    status.textContent = say("The wiki is no longer kept on this device.");
    keep.focus();
  });

  look();
})();
