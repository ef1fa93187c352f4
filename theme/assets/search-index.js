/* The search index (Pagefind), for the search page and the page for lost addresses. It is loaded when it is asked for. */
const { base, plain, wordsOf } = socml;

/** A word that every page has in the index: what is asked for where facets are chosen and no words. Pagefind would load
    its whole index for a query of none. */
export const EVERY = socmlConstants.every;

/** @type {Promise<Pagefind> | null} */
let engine = null;
export function load() {
  engine ??= import(new URL(`${socmlConstants.index}/pagefind.js`, base).href).then(async (/** @type {Pagefind} */ pagefind) => {
    await pagefind.options({ baseUrl: base.pathname, excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  }).catch((error) => {
    engine = null;
    throw error;
  });
  return engine;
}

/** Only addresses of this site are linked to, whatever the index says.
    @param {string} url */
export function address(url) {
  const to = new URL(url, base);
  return to.origin === base.origin ? to.href : base.href;
}

/** The text that Pagefind's locations count: its words, and what stood between them.
    @param {FoundPage} data */
export function wordsIn(data) {
  const raw = data.raw_content ?? data.content ?? "";
  const between = raw.includes("\u200B") ? "" : " ";
  return { words: raw.split(between ? /[\r\n\s]+/g : "\u200B"), between };
}

/* What stemmers take off words; a letter that is doubled before an ending ("running") may go with it. */
const ENDING = /^(?:|e|s|es|ed|d|er|ers|r|rs|est|ing|ings|ly|y|ies|ied|ier|i|ion|ions|al|ally|n|en|em|m|t|te|a|o|as|os)$/;

/** Whether two words may be forms of one: one begins with the other as typed, or they part only in their endings.
    @param {string} asked
    @param {string} word */
function related(asked, word) {
  if (word.startsWith(asked)) return true;
  let at = 0;
  while (at < asked.length && asked[at] === word[at]) at++;
  const tails = [asked.slice(at), word.slice(at)]
    .map((tail) => (tail[0] === asked[at - 1] && tail.length > 1 ? tail.slice(1) : tail));
  return at > 2 && tails.every((tail) => ENDING.test(tail));
}

/** How well pages that were found answer a query: 2 if they have each of its words, 1 if they have half of each word,
    else 0. Pagefind falls back to the beginning of a word that is nowhere ("x" for "xylophone", "mar" for "marmelade"),
    which is seldom what was asked for.
    @param {FoundPage[]} rows
    @param {string} query */
export function answers(rows, query) {
  /** @type {Set<string>} */
  const have = new Set();
  let spaced = true;
  for (const data of rows) {
    const { words, between } = wordsIn(data);
    spaced &&= between !== "";
    for (const text of [...data.locations.map((at) => words[at] ?? ""), ...Object.values(data.meta)]) {
      for (const word of wordsOf(text)) have.add(word);
    }
  }
  const all = [...have], joined = all.join(" "), asked = wordsOf(query);
  if (!asked.every((word) => joined.includes(word.slice(0, Math.floor(word.length / 2))))) return 0;
  // Where no spaces part words, the index has parted them in its own way.
  return !spaced || asked.every((word) => all.some((one) => related(word, one))) ? 2 : 1;
}

/** The words of a name, with the signs that some names have ("C++", "C#").
    @param {string} text */
export const nameWords = (text) => plain(text).split(/[^\p{L}\p{N}+#]+/u).filter(Boolean);
