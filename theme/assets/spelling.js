/* Other spellings of a query, from the words of the wiki. Loaded only when a search did not find its words. */
const { plain } = socml;
const KEPT = 4; // candidates for each word
/** Words of the wiki as they are compared, with their spelling and their rank, the most usual first.
    @typedef {Map<string, {spelt: string, rank: number}>} Known */
/** @type {Promise<Known> | null} */
let words = null;

/** Edits between two words, neighbours that changed places counting as one (optimal string alignment); more than `most`
    is as good as endless.
    @param {string} one
    @param {string} other
    @param {number} most */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  /** @type {number[]} */
  let before = [];
  let last = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return Infinity;
    [before, last] = [last, row];
  }
  return last[other.length] > most ? Infinity : last[other.length];
}

/** What a word may be meant for, best first: itself if the wiki has it.
    @param {string} word
    @param {Known} known */
function near(word, known) {
  const bare = plain(word);
  if (bare.length < 3 || known.has(bare)) return [{ word, far: 0, rank: 0 }];
  const most = bare.length < 5 ? 1 : bare.length < 10 ? 2 : 3;
  const found = [];
  for (const [other, { spelt, rank }] of known) {
    const far = distance(bare, other, most);
    // A first letter is seldom wrong.
    if (far < Infinity) found.push({ word: spelt, far: far + (other[0] === bare[0] ? 0 : 0.5), rank });
  }
  return found.sort((a, b) => a.far - b.far || a.rank - b.rank).slice(0, KEPT);
}

/** Queries that may be meant, best first, none equal to the one given.
    @param {URL} url
    @param {string} query */
export async function alternatives(url, query) {
  words ??= fetch(url).then((answer) => (answer.ok ? answer.text() : "")).then((text) =>
    new Map(text.split("\n").filter(Boolean).map((spelt, rank) => [plain(spelt), { spelt, rank }]))).catch((error) => {
    words = null;
    throw error;
  });
  const known = await words;
  let queries = [{ words: /** @type {string[]} */ ([]), far: 0 }];
  for (const word of query.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean).slice(0, 8)) {
    const choices = near(word, known);
    queries = queries.flatMap((one) => choices.map((it) => ({ words: [...one.words, it.word], far: one.far + it.far })))
      .sort((a, b) => a.far - b.far).slice(0, 2 * KEPT);
  }
  return queries.filter((it) => it.far > 0).map((it) => it.words.join(" "));
}
