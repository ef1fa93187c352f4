"""Which topics a document has.

1. Those its front matter names, in the order written there.
2. Those of `topics.yml` that a session or report speaks of: a label or an alias stands in its title or in a heading,
   or at least `SPOKEN` times in its text. Whole words count; letters may be small or capital, except for a label that
   is all capitals or has at most `SHORT` letters, which must be written just so ("AI" is not "ai", "R" is not "r").
   Between the words of a label any space or a hyphen may stand. Of two labels at one place the longer one counts, and
   the shorter does not. Code, addresses, titles in `[[...]]` and what is only a part of a word ("meta-learning" is
   not "learning") are not looked at.
3. Of a session, headings of its agenda that come back in others; `agenda` has the rule.

Every text is read once, whatever the number of topics: a table of the labels' first words says at which words to look
closer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from socml_site.issues import Issue
from socml_site.link.agenda import is_furniture, recurring
from socml_site.link.vocabulary import Vocabulary
from socml_site.minutes.markup import blank_code
from socml_site.model import Document, Kind, SitePath, Topic

SPOKEN = 2
SHORT = 3

_WORD = re.compile(r"[^\W_]+|[+#]")
_UNSPOKEN = re.compile(
    r"\[\[(?!#)[^\[\]|\n]{1,300}|https?://[^\s<>]{1,2000}|\]\([^()\s]{1,2000}\)|</?[A-Za-z][^<>]{0,2000}>"
    r"|^ {0,3}\[[^\[\]\n]{1,200}\]:[^\n]*$",
    re.MULTILINE,
)
_OF_MINUTES = frozenset(
    "action actions agenda attendee attendees call calls chair discussion discussions item items link links meeting "
    "meetings minute minutes note notes participant participants question questions scribe session sessions talk talks "
    "topic topics".split()
)
"""What all minutes speak of: a label of these alone ("minutes") is looked for in front matter only."""
_JOINTS = ("", "-", "‐", "‑", "–")


@dataclass(frozen=True, slots=True)
class Spot:
    """A topic that a text speaks of: its first line in the file, how often, and whether a heading or the title does."""

    topic: SitePath
    line: int
    count: int
    headed: bool


@dataclass(frozen=True, slots=True)
class _Label:
    """A label or alias as its words; `exact` says that letters must be as written."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    topic: SitePath
    exact: bool


Lexicon = Mapping[str, tuple[_Label, ...]]
"""The first word of each label, in small letters, to the labels that begin with it, longest first."""


def lexicon(words: Vocabulary, topics: Mapping[SitePath, Topic]) -> Lexicon:
    """The labels and aliases of topics.yml, to be looked for; one that two topics claim belongs to the first."""
    found: dict[str, list[_Label]] = defaultdict(list)
    for url, topic in topics.items():
        for written in dict.fromkeys((topic.label, *topic.aliases)):
            parts = tuple(_WORD.findall(written))
            folded = tuple(part.casefold() for part in parts)
            if parts and words.find(written) == url and not _OF_MINUTES.issuperset(folded):
                exact = written.isupper() or len(written.strip()) <= SHORT
                found[folded[0]].append(_Label(parts, folded, url, exact))
    return {
        first: tuple(sorted(labels, key=lambda one: (-len(one.words), not one.exact)))
        for first, labels in found.items()
    }


def spots(document: Document, known: Lexicon) -> tuple[Spot, ...]:
    """The topics of topics.yml that a document speaks of, by their first line."""
    if not known:
        return ()
    counts: dict[SitePath, int] = defaultdict(int)
    first: dict[SitePath, int] = {}
    headed = set()
    heads = {one.place.line for one in document.minutes.sections if not is_furniture(one.title)}
    for topic, line in _said(document, known):
        counts[topic] += 1
        first.setdefault(topic, line)
        headed |= {topic} if line in heads else set()
    title = document.minutes.title_line or 1
    for topic, _ in _matches(document.title, known):
        headed.add(topic)
        first.setdefault(topic, title)
    found = [Spot(url, line, counts[url], url in headed) for url, line in first.items()]
    return tuple(sorted((one for one in found if one.headed or one.count >= SPOKEN), key=lambda one: one.line))


def _said(document: Document, known: Lexicon) -> Iterator[tuple[SitePath, int]]:
    """Each topic named in the text, with its line in the file."""
    masked = blank_code(document.text)
    if any(sign in masked for sign in ("](", "<", "://", "]:", "[[")):
        masked = _UNSPOKEN.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), masked)
    starts: list[int] = []
    for topic, place in _matches(masked, known):
        starts = starts or [0, *(match.end() for match in re.finditer("\n", masked))]
        yield topic, bisect_right(starts, place) + document.body_line - 1


def _matches(text: str, known: Lexicon) -> Iterator[tuple[SitePath, int]]:
    """Each topic named in `text`, with its place; none within another."""
    if known.keys().isdisjoint(word.casefold() for word in _WORD.findall(text)):
        return
    found = list(_WORD.finditer(text))
    folded = [match[0].casefold() for match in found]
    at = 0
    while at < len(found):
        labels = known.get(folded[at], ())
        label = next((one for one in labels if _fits(one, text, found, folded, at)), None)
        if label:
            yield label.topic, found[at].start()
        at += len(label.words) if label else 1


def _fits(label: _Label, text: str, found: list[re.Match[str]], folded: list[str], at: int) -> bool:
    """Whether the words at `at` are those of the label, together, and no part of a longer word."""
    end = at + len(label.words)
    if tuple(folded[at:end]) != label.folded:
        return False
    if label.exact and any(match[0] != word for match, word in zip(found[at:end], label.words, strict=True)):
        return False
    for before, after in zip(found[at : end - 1], found[at + 1 : end], strict=True):
        if not _joined(text[before.end() : after.start()]):
            return False
    return _alone(text, found[at].start(), found[end - 1].end())


def _joined(gap: str) -> bool:
    """Whether what stands between two words lets them be one label: a space, the end of a line, a sign or a mark."""
    bare = gap.strip()
    if "\n" in gap:
        return not bare and "\n\n" not in gap
    return bare in _JOINTS or not bare.strip("*_&/.'’")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether nothing before or behind makes another word of it: `meta-learning`, `C++`, `@gan`, `gan.py`."""
    before, sign = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in ("@", "\\") or (before[-1:] in (*_JOINTS[1:], ".", "'", "’") and before[0].isalnum()):
        return False
    return not (sign[:1] in ("+", "#", "@") and sign) and not (sign[:1] == "." and sign[1:].isalnum())


def tagged(
    documents: Iterable[Document], words: Vocabulary, topics: Mapping[SitePath, Topic]
) -> tuple[dict[SitePath, tuple[SitePath, ...]], tuple[Issue, ...]]:
    """The topics of each document, and warnings of labels in front matter that look misspelt.

    `topics` are those of topics.yml; `words` are their names, and is told of each new topic.
    """
    documents = tuple(documents)
    known = lexicon(words, topics)
    issues: list[Issue] = []
    tags: dict[SitePath, dict[SitePath, None]] = {}
    for document in documents:
        for term in document.facts.topics:
            issues += words.misspelt(term, document.path)
        tags[document.url] = dict.fromkeys(words.add(term.text) for term in document.facts.topics)
    for document in documents:
        if document.kind in (Kind.SESSION, Kind.REPORT) and not document.parts:
            tags[document.url] |= dict.fromkeys(spot.topic for spot in spots(document, known))
    for url, labels in recurring(documents).items():
        tags[url] |= dict.fromkeys(words.add(label) for label, _ in labels)
    return {url: tuple(urls) for url, urls in tags.items()}, tuple(issues)
