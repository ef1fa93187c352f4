/* What keeps the wiki on a device: the page /offline/ and the worker /sw.js both fetch and compare with this.
   The site is described by offline.json: {build, bytes, files: {address: [hash, bytes]}}, addresses percent-encoded. */
self.socmlStore = (base) => {
  "use strict";
  const NAME = `socml ${base.pathname}`; // one host may hold several wikis
  const LIST = new URL("offline.json", base).href;
  const AT_ONCE = 6;
  const SAVE_EVERY = 100;

  /* What is kept is one cache; its own offline.json says which version of each file there is. */
  const open = () => caches.open(NAME);
  const kept = async () => (await caches.has(NAME) ? (await (await open()).match(LIST))?.json() : null) ?? null;
  const list = async () => {
    const answer = await fetch(LIST, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} for ${LIST}`);
    return answer.json();
  };

  /* Fetch what is new or changed and drop what is gone. What was fetched stays kept when this is cut short. */
  async function update(wanted, progress = () => {}) {
    const cache = await open();
    const have = (await kept())?.files ?? {};
    const addresses = Object.keys(wanted.files);
    const missing = addresses.filter((it) => have[it]?.[0] !== wanted.files[it][0]);
    const size = (some) => some.reduce((sum, it) => sum + wanted.files[it][1], 0);
    const total = size(missing);
    let done = 0, count = 0;
    const save = (build, files) => cache.put(LIST, Response.json({ build, bytes: size(Object.keys(files)), files }));
    const fetchNext = async () => {
      for (let address = missing.shift(); address !== undefined; address = missing.shift()) {
        const answer = await fetch(new URL(address, base), { cache: "no-cache" });
        if (!answer.ok) throw new Error(`${answer.status} for ${address}`);
        // A browser refuses to show a page that was sent from elsewhere on the way.
        const whole = answer.redirected ? new Response(await answer.blob(), { headers: answer.headers }) : answer;
        await cache.put(new URL(address, base), whole);
        have[address] = wanted.files[address];
        done += wanted.files[address][1];
        progress(done, total);
        count += 1;
        if (count % SAVE_EVERY === 0) await save("", have);
      }
    };
    progress(0, total);
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
    } catch (error) {
      missing.length = 0;
      await save("", have);
      throw error;
    }
    for (const address of Object.keys(have)) {
      if (wanted.files[address]) continue;
      await cache.delete(new URL(address, base));
      delete have[address];
    }
    await save(wanted.build, have);
  }

  return { kept, list, open, update, forget: () => caches.delete(NAME) };
};
