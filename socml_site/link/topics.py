"""Which topics a document has.

1. Those its front matter names, in the order written there.
2. Those of `topics.yml` that a session or report speaks of: a label or an alias stands in its title or in a heading,
   or at least `SPOKEN` times in its text. Whole words count; letters may be small or capital, except for a label that
   is all capitals or has at most `SHORT` letters, which must be written just so ("AI" is not "ai", "R" is not "r").
   Between the words of a label any space or a hyphen may stand. Of two labels at one place the longer one counts, and
   the shorter does not. Code, addresses, titles in `[[...]]` and what is only a part of a word ("meta-learning" is
   not "learning") are not looked at.
3. Of a session, headings of its agenda that come back in others; `agenda` and `subjects` have the rules.

What a document merely names, be it once or in another number ("network" for "networks"), gives it no topic, but a
search by another name of that topic finds it.

Every text is read once, whatever the number of topics: a table of the labels' first words says at which words to look
closer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from socml_site.issues import Issue
from socml_site.link.agenda import recurring
from socml_site.link.subjects import PARTS, is_form
from socml_site.link.vocabulary import Learner, Vocabulary
from socml_site.model import Document, Kind, SitePath, Topic
from socml_site.text.links import WIKI, definitions
from socml_site.text.markdown import blank, blank_code, edited
from socml_site.words.languages import ENGLISH
from socml_site.words.table import words_of

SPOKEN = 2
SHORT = 3

_WORD = re.compile(r"[^\W_]+|[+#]")
_UNSPOKEN = re.compile(r"https?://[^\s<>]{1,2000}|\]\([^()\s]{1,2000}\)|</?[A-Za-z][^<>]{0,2000}>")
_OF_MINUTES = frozenset(
    "action actions agenda attendee attendees call calls chair discussion discussions item items link links meeting "
    "meetings minute minutes note notes participant participants question questions scribe session sessions talk talks "
    "topic topics".split()
)
"""What all minutes speak of: a label of these alone ("minutes") is looked for in front matter only."""
_NO_PLURAL = ("ss", "us", "is", "as")
"""Endings of singulars: class, corpus, analysis, bias."""
_HISSES = ("s", "x", "z", "ch", "sh")
_HISSES_OF_MANY = tuple(f"{ending}es" for ending in _HISSES)
"""English plurals that take es, as far as an ending tells."""
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
    """A label or alias as its words; `exact` says that letters must be as written.

    `loose` is one in another number than it is written in: it widens a search, and gives no topic.
    """

    words: tuple[str, ...]
    folded: tuple[str, ...]
    topic: SitePath
    exact: bool
    loose: bool = False


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
                for one in _other_numbers(parts, url, exact):
                    if words.find(" ".join(one.words)) is None:
                        found[one.folded[0]].append(one)
    return {
        first: tuple(sorted(labels, key=lambda one: (-len(one.words), not one.exact)))
        for first, labels in found.items()
    }


def _other_numbers(parts: tuple[str, ...], topic: SitePath, exact: bool) -> Iterator[_Label]:
    """A label with its last word in the other number."""
    *before, last = parts
    for form in numbers(last, least=SHORT if before else SHORT + 1):
        # "GANs" is capitals with an ending: its other number is written in capitals too.
        whole = (*before, form)
        shouted = exact or form.isupper()
        yield _Label(whole, tuple(part.casefold() for part in whole), topic, shouted, loose=True)


def numbers(word: str, least: int = SHORT + 1) -> Iterator[str]:
    """The plural of an English word that is a singular, or what it may be the plural of: by its ending alone.

    Neither has fewer than `least` letters ("news" is not the plural of "new"), save for capitals with an s ("GANs").
    """
    if not word.isalpha():
        return
    if word.isupper() and len(word) > 1:
        yield f"{word}s"
    elif word[:-1].isupper() and word[-1] == "s" and len(word) > 2:
        yield word[:-1]
    elif word.endswith("s") and not word.endswith(_NO_PLURAL):
        singulars = [word[:-1]]
        if word.endswith("ies"):
            singulars.append(f"{word[:-3]}y")
        if word.endswith(_HISSES_OF_MANY):
            singulars.append(word[:-2])
        yield from (one for one in singulars if len(one) >= least)
    elif len(word) >= least and not word.endswith(_NO_PLURAL[1:]):
        if word.endswith(_HISSES):
            yield f"{word}es"
        elif word.endswith("y") and word[-2] not in "aeiou":
            yield f"{word[:-1]}ies"
        else:
            yield f"{word}s"


def spots(document: Document, known: Lexicon) -> tuple[Spot, ...]:
    """The topics of topics.yml that a document speaks of, by their first line."""
    return tuple(one for one in mentions(document, known) if _about(one))


def _about(spot: Spot) -> bool:
    """Whether a document that names a topic so often, or there, is about it."""
    return spot.headed or spot.count >= SPOKEN


def mentions(document: Document, known: Lexicon) -> tuple[Spot, ...]:
    """The topics of topics.yml that a document names, be it once, by their first line.

    One that it names only in another number has a count of 0.
    """
    if not known:
        return ()
    counts: dict[SitePath, int] = defaultdict(int)
    first: dict[SitePath, int] = {}
    headed = set()
    words = words_of(document.language or ENGLISH)
    heads = {one.place.line for one in document.minutes.sections if not is_form(one.title, words, PARTS)}
    loose: dict[SitePath, int] = {}
    for label, line in _said(document, known):
        if label.loose:
            loose.setdefault(label.topic, line)
            continue
        counts[label.topic] += 1
        first.setdefault(label.topic, line)
        headed |= {label.topic} if line in heads else set()
    title = document.minutes.title_line or 1
    for label, _ in _matches(document.title, known):
        headed |= set() if label.loose else {label.topic}
        (loose if label.loose else first).setdefault(label.topic, title)
    first = {**loose, **first}
    found = [Spot(url, line, counts.get(url, 0), url in headed) for url, line in first.items()]
    return tuple(sorted(found, key=lambda one: one.line))


def _said(document: Document, known: Lexicon) -> Iterator[tuple[_Label, int]]:
    """Each label in the text, with its line in the file."""
    masked = blank_code(document.text)
    if any(sign in masked for sign in ("](", "<", "://", "]:", "[[")):
        defined = ((one.start, one.end) for one in definitions(masked))
        masked = edited(masked, [(start, end, blank(masked[start:end])) for start, end in defined])
        masked = WIKI.sub(lambda match: match[0] if match[1].startswith("#") else _without_target(match), masked)
        masked = _UNSPOKEN.sub(lambda match: blank(match[0]), masked)
    starts: list[int] = []
    for label, place in _matches(masked, known):
        starts = starts or [0, *(match.end() for match in re.finditer("\n", masked))]
        yield label, bisect_right(starts, place) + document.body_line - 1


def _without_target(wiki: re.Match[str]) -> str:
    begin, end = (at - wiki.start() for at in wiki.span(1))
    return wiki[0][:begin] + " " * (end - begin) + wiki[0][end:]


def _matches(text: str, known: Lexicon) -> Iterator[tuple[_Label, int]]:
    """Each label in `text`, with its place; none within another, save within a loose one."""
    if known.keys().isdisjoint(word.casefold() for word in _WORD.findall(text)):
        return
    found = list(_WORD.finditer(text))
    folded = [match[0].casefold() for match in found]
    free = free_of_loose = 0
    for at in range(len(found)):
        labels = known.get(folded[at], ())
        if not labels or at < free:
            continue
        fits = (one for one in labels if _fits(one, text, found, folded, at))
        label = next(fits, None)
        if label and label.loose:
            if at >= free_of_loose:
                yield label, found[at].start()
                free_of_loose = at + len(label.words)
            label = next((one for one in fits if not one.loose), None)
        if label:
            yield label, found[at].start()
            free = at + len(label.words)


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


@dataclass(frozen=True, slots=True)
class Tagged:
    """The topics of each document, the topics of topics.yml that it names at all, and what looks misspelt.

    `words` are the names of all topics, those that are not listed too.
    """

    words: Vocabulary
    topics: Mapping[SitePath, tuple[SitePath, ...]]
    named: Mapping[SitePath, tuple[Topic, ...]]
    issues: tuple[Issue, ...]


def tagged(
    documents: Iterable[Document],
    words: Vocabulary,
    topics: Mapping[SitePath, Topic],
    hidden: Container[SitePath] = (),
) -> Tagged:
    """The topics of each document, and warnings of labels in front matter that look misspelt.

    `topics` are those of topics.yml, and `words` are their names. `hidden` are pages that are not published.
    """
    documents = tuple(documents)
    known, learner = lexicon(words, topics), Learner(words)
    issues: list[Issue] = []
    tags: dict[SitePath, dict[SitePath, None]] = {}
    named: dict[SitePath, tuple[Topic, ...]] = {}
    for document in documents:
        for term in document.facts.topics:
            issues += words.misspelt(term, document.path)
        tags[document.url] = dict.fromkeys(learner.add(term.text) for term in document.facts.topics)
    for document in documents:
        found = mentions(document, known)
        if found:
            named[document.url] = tuple(topics[spot.topic] for spot in found)
        if document.kind in (Kind.SESSION, Kind.REPORT) and not document.parts:
            tags[document.url] |= dict.fromkeys(spot.topic for spot in found if _about(spot))
    for url, labels in recurring(documents, hidden).items():
        tags[url] |= dict.fromkeys(learner.add(label) for label, _ in labels)
    return Tagged(learner.learnt, {url: tuple(urls) for url, urls in tags.items()}, named, tuple(issues))
