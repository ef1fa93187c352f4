/* What keeps the wiki on a device: the page /offline/ and the worker /sw.js both fetch and compare with this.
   The site is described by a list of its files, addresses percent-encoded. */

/** Each address with its hash and bytes; without a build where not all of it is kept.
    @typedef {{build: string, bytes: number, files: Record<string, [string, number]>}} Listing */

/** @param {URL} base */
const socmlStore = (base) => {
  "use strict";
  const NAME = `socml ${base.pathname}`; // one host may hold several wikis
  const LIST = new URL(socmlConstants.kept, base).href;
  const AT_ONCE = 6;
  const SAVE_EVERY = 100;

  /* What is kept is one cache; its own offline.json says which version of each file there is. */
  const open = () => caches.open(NAME);
  /** @returns {Promise<Listing | null>} */
  const kept = async () => (await caches.has(NAME) ? (await (await open()).match(LIST))?.json() : null) ?? null;
  /** @param {string} address */
  const bring = async (address) => {
    const answer = await fetch(new URL(address, base), { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
    return answer;
  };
  /** @returns {Promise<Listing>} */
  const list = async () => (await bring(LIST)).json();

  /** Fetch what is new or changed and drop what is gone. What was fetched stays kept when this is cut short.
      @param {Listing} wanted
      @param {(done: number, total: number) => void} [progress] in bytes */
  async function update(wanted, progress = () => {}) {
    const cache = await open();
    const have = (await kept())?.files ?? {};
    const missing = Object.keys(wanted.files).filter((it) => have[it]?.[0] !== wanted.files[it][0]);
    const total = missing.reduce((sum, it) => sum + wanted.files[it][1], 0);
    let done = 0, count = 0;
    // What is kept may still hold files that are no longer wanted.
    const size = () => Object.values(have).reduce((sum, [, bytes]) => sum + bytes, 0);
    /** @param {string} build */
    const save = (build) => cache.put(LIST, Response.json({ build, bytes: size(), files: have }));
    const bringNext = async () => {
      for (let address = missing.shift(); address !== undefined; address = missing.shift()) {
        const answer = await bring(address);
        // A browser refuses to show a page that was sent from elsewhere on the way.
        const whole = answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
        await cache.put(new URL(address, base), whole);
        have[address] = wanted.files[address];
        done += wanted.files[address][1];
        progress(done, total);
        count += 1;
        if (count % SAVE_EVERY === 0) await save("");
      }
    };
    progress(0, total);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, bringNext));
    } catch (error) {
      missing.length = 0;
      await save("");
      throw error;
    }
    for (const address of Object.keys(have)) {
      if (wanted.files[address]) continue;
      await cache.delete(new URL(address, base));
      delete have[address];
    }
    await save(wanted.build);
  }

  return { kept, list, open, update, forget: () => caches.delete(NAME) };
};
