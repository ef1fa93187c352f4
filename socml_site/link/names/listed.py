"""people.yml as the last word on who is who: what it says needs no evidence, and those it withholds are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from socml_site.link.names.spelling import Shape, fold, handle_of, is_slip, shape, words
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Person, SitePath

_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?")
_SLIP = 5
"""Words of fewer letters that differ by one are two words."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The people of people.yml by every name it gives them, also folded; `reserved` are not to be shown as they are."""

    words: Vocabulary
    people: Mapping[SitePath, Person]
    folded: Mapping[str, SitePath | None]
    reserved: frozenset[SitePath]
    short: frozenset[tuple[str, str]]
    """First and last name, one of them cut to its letter, of those who are reserved."""
    full: frozenset[tuple[str, ...]]
    """First and last name of those who are reserved."""
    handles: frozenset[str]
    """Handles of those who are reserved, whether named as a handle, an alias or an address."""
    last: frozenset[str]
    """Last names of those who are reserved that nobody else in people.yml has."""

    @classmethod
    def of(cls, vocabulary: Vocabulary, people: Mapping[SitePath, Person]) -> Listed:
        """Prepare the entries of people.yml to be looked up in; a folded name of two people means neither."""
        folded: dict[str, SitePath | None] = {}
        for name, url in vocabulary.by_key.items():
            if url in people:
                folded[fold(name)] = url if folded.get(fold(name), url) == url else None
        reserved = frozenset(url for url, person in people.items() if not person.listed or person.shown_as)
        names = [name for url in reserved for name in full_names(people[url])]
        short = {pair for name in names for pair in _cut(words(name))}
        full = frozenset((words(name)[0], words(name)[-1]) if len(words(name)) > 1 else words(name) for name in names)
        shown = {words(name)[-1] for url in people.keys() - reserved for name in full_names(people[url])}
        last = frozenset(name[-1] for name in full if len(name) > 1 and len(name[-1]) >= _SLIP) - shown
        handles = frozenset(handle for url in reserved for handle in _handles(people[url]))
        return cls(vocabulary, people, folded, reserved, frozenset(short), full, handles, last)

    def find(self, name: str) -> SitePath | None:
        """The page of whom people.yml means by this name or handle."""
        if not self.people:
            return None
        url = self.words.find(name)
        return url if url in self.people else self.folded.get(fold(name))

    def is_reserved(self, url: SitePath | None) -> bool:
        """Whether somebody is not to be listed, or only under another name."""
        return url in self.reserved

    def may_be_reserved(self, name: str) -> bool:
        """Whether `D. Doe`, `Dan D.` or a name with a slip in it could be somebody's who is not to be shown."""
        if shape(name) is Shape.FULL:
            return any(is_slip(name, other) for url in self.reserved for other in full_names(self.people[url]))
        parts = words(name)
        return shape(name) is Shape.PARTIAL and (parts[0], parts[-1]) in self.short

    def is_somebodys(self, text: str) -> bool:
        """Whether a text taken for a name holds that of somebody who is not to be shown.

        `Doe, Dan`, `Dr. Dan J. Doe`, `Dan Doe and Ada Marsh`, `[Dan Doe](...)`, `Dan Doee`; also a last name alone
        that is theirs and nobody else's in people.yml.
        """
        if handle_of(text) in self.handles:
            return True
        found = tuple(fold(word) for word in _WORD.findall(text))
        if len(found) == 1:
            return found[0] in self.last
        return any(_held(name, found) for name in self.full)


def _held(name: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether all words of a name are among those found, at most one of them with a slip in it."""
    missing = [word for word in name if word not in found]
    return not missing or (
        len(missing) == 1
        and len(name) > 1
        and len(missing[0]) >= _SLIP
        and any(OSA.distance(missing[0], other, score_cutoff=1) <= 1 for other in found)
    )


def _handles(person: Person) -> Iterator[str]:
    handle = person.handle if "/" in person.handle else f"@{person.handle.removeprefix('@')}"
    return (found for text in (handle, person.homepage, *person.aliases) if (found := handle_of(text)))


def full_names(person: Person) -> Iterator[str]:
    """The names of somebody in people.yml that say both first and last name."""
    return (name for name in (person.name, *person.aliases) if shape(name) is Shape.FULL)


def _cut(parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(parts) > 1:
        yield parts[0][0], parts[-1]
        yield parts[0], parts[-1][0]
