/* What the package decides and scripts must know too. Made by tools/constants.py: do not change it here. */
const socmlConstants = /** @type {const} */ ({
  index: "pagefind",
  spellings: "search/words.txt",
  every: "\ua66e",
  synonyms: "socml-also-",
  facets: ["kind", "event", "year", "topic", "person"],
  roles: ["moderator", "speaker", "presenter", "note-taker", "attendee", "author"],
  session: "Session",
  person: "Person",
  topic: "Topic",
  nobody: "Nobody named",
  nodes: ["session", "topic", "person", "event"],
  rows: 200,
  kept: "offline.json",
  worker: "sw.js",
  fields: ["address", "title", "kind", "event", "date", "labels", "text"],
});
