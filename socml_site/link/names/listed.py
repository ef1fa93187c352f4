"""people.yml as the last word on who is who: what it says needs no evidence, and those it withholds are looked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from socml_site.link.names.spelling import Shape, fold, is_slip, shape, words
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Person, SitePath


@dataclass(frozen=True, slots=True)
class Listed:
    """The people of people.yml by every name it gives them, also folded; `reserved` are not to be shown as they are."""

    words: Vocabulary
    people: Mapping[SitePath, Person]
    folded: Mapping[str, SitePath | None]
    reserved: frozenset[SitePath]
    short: frozenset[tuple[str, str]]
    """First and last name, one of them cut to its letter, of those who are reserved."""

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
        return cls(vocabulary, people, folded, reserved, frozenset(short))

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


def full_names(person: Person) -> Iterator[str]:
    """The names of somebody in people.yml that say both first and last name."""
    return (name for name in (person.name, *person.aliases) if shape(name) is Shape.FULL)


def _cut(parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(parts) > 1:
        yield parts[0][0], parts[-1]
        yield parts[0], parts[-1][0]
