"""Which headings of agendas are topics: those that name a subject and come back.

A heading that names a subject (`subjects` says which do) is a topic when its words head a part of at least `OFTEN`
different sessions that say different things there. What the minutes of one group always have is its form, and no
topic: what stands in more than `FURNITURE` of the sessions of any folder, or folder of folders, that holds at least
`MANY` of them; what heads a part of several other subjects ("Background" of each proposal); and what most of the
sessions that have it leave empty, as a template does. Nor are names of people topics, whom the minutes name.

Sessions that are not published are not counted: how often a word was said there is theirs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from socml_site.link.subjects import alike, cleaned, is_form
from socml_site.model import Document, Kind, SitePath
from socml_site.words.languages import ENGLISH
from socml_site.words.table import Words, words_of

OFTEN = 3
FURNITURE = 0.6
MANY = 5
_PARENTS = 3
"""Subjects of which a heading is but a part, from which on it is form."""
_SAID = 400
"""Letters below a heading by which two parts that say the same are told."""
_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that might be a topic: what it stands for, its words, the subject above it, and what is said below."""

    key: str
    label: str
    line: int
    above: str
    said: str


def recurring(
    documents: Iterable[Document], hidden: Container[SitePath] = ()
) -> dict[SitePath, tuple[tuple[str, int], ...]]:
    """For each session the labels of those of its headings that come back elsewhere, with their lines.

    `hidden` are pages that are not published.
    """
    documents = tuple(documents)
    sessions = [one for one in documents if one.kind is Kind.SESSION and not one.parts]
    names, words = _names(sessions), spoken(sessions)
    found = {one.url: tuple(_headings(one, names, words)) for one in sessions}
    counted = [one for one in sessions if one.url not in hidden]
    held: dict[str, list[_Heading]] = defaultdict(list)
    for one in counted:
        for heading in {heading.key: heading for heading in reversed(found[one.url])}.values():
            held[heading.key].append(heading)
    every = {heading.key: Counter[str]() for headings in found.values() for heading in headings}
    for one in counted:
        for heading in found[one.url]:
            every[heading.key][heading.above] += 1
    often = {word for word, headings in held.items() if _comes_back(headings) and not _is_part(every[word])}
    often -= _furniture(counted, found)
    labels = {word: _most(heading.label for heading in held[word]) for word in sorted(often)}
    return {
        url: tuple({one.key: (labels[one.key], one.line) for one in reversed(headings) if one.key in often}.values())[
            ::-1
        ]
        for url, headings in found.items()
        if any(one.key in often for one in headings)
    }


def spoken(sessions: Iterable[Document]) -> Words:
    """The words of the languages in which a good part of some sessions is written."""
    counts = Counter(one.language.split("-")[0].lower() for one in sessions if one.language)
    least = sum(counts.values()) / 10
    return words_of(*(language for language, count in counts.most_common() if count >= least), ENGLISH)


def _most(labels: Iterable[str]) -> str:
    """The spelling that most have."""
    counts = Counter(labels)
    return max(sorted(counts), key=lambda label: counts[label])


def _comes_back(headings: Sequence[_Heading]) -> bool:
    """Whether a heading of several sessions, each given once, has something else below it in enough of them."""
    different = len({one.said for one in headings if one.said})
    return len(headings) >= OFTEN and different >= OFTEN and 2 * sum(not one.said for one in headings) <= len(headings)


def _is_part(parents: Mapping[str, int]) -> bool:
    """Whether a heading stands below several subjects of which it is but a part, and mostly so."""
    below = sum(count for above, count in parents.items() if above)
    return len(parents.keys() - {""}) >= _PARENTS and 2 * below > sum(parents.values())


def _furniture(sessions: Sequence[Document], found: Mapping[SitePath, Sequence[_Heading]]) -> set[str]:
    """What stands in nearly every session of some folder."""
    size: Counter[str] = Counter()
    held: Counter[tuple[str, str]] = Counter()
    for one in sessions:
        words = {heading.key for heading in found[one.url]}
        for folder in _folders(one.path):
            size[folder] += 1
            held.update((folder, word) for word in words)
    return {word for (folder, word), count in held.items() if size[folder] >= MANY and count > FURNITURE * size[folder]}


def _folders(path: str) -> Iterator[str]:
    """The folder of a file and those it stands in; the outermost is the empty string."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _names(sessions: Iterable[Document]) -> frozenset[str]:
    """Every word of the names of those who take part, in small letters."""
    written: set[str] = set()
    for one in sessions:
        written.update(mention.name for mention in one.facts.people)
        written.update(turn.label for turn in one.minutes.turns)
        for person in one.minutes.people:
            written.update((person.name, *person.also))
    return frozenset(word for name in written for word in _WORD.findall(name.casefold()))


def _headings(document: Document, names: frozenset[str], words: Words) -> Iterator[_Heading]:
    lines = document.text.split("\n")
    sections = document.minutes.sections
    above: list[tuple[int, str]] = []
    for number, section in enumerate(sections):
        while above and above[-1][0] >= section.level:
            above.pop()
        is_title = section.place.line == document.minutes.title_line
        label = "" if is_title else cleaned(section.title, words)
        if label and not _is_name(label, names, words):
            start = section.place.line - document.body_line + 1
            end = next(
                (one.place.line - document.body_line for one in sections[number + 1 :] if one.level <= section.level),
                len(lines),
            )
            yield _Heading(alike(label), label, section.place.line, _subject(above), _said(lines[start:end]))
        above.append((section.level, alike(label)))


def _subject(above: Sequence[tuple[int, str]]) -> str:
    """The subject next above a heading."""
    return next((key for _, key in reversed(above) if key), "")


def _said(lines: Iterable[str]) -> str:
    """What stands below a heading, without spaces; as much of it as tells it from another."""
    said = ""
    for line in lines:
        said += "".join(line.split())
        if len(said) > _SAID:
            break
    return said[:_SAID] if any(sign.isalnum() for sign in said) else ""


def _is_name(label: str, names: frozenset[str], words: Words) -> bool:
    """Whether a heading says who speaks: "Ada and Bo", "Ada's part"."""
    said = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(label.casefold())]
    known = [word for word in said if word in names]
    return bool(known) and all(word in names or is_form(word, words) for word in said)
