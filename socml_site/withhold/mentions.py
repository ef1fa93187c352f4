"""Whether a sentence names somebody of its minutes who is not to be named: it must not leave them.

The words of minutes are published as they are written. A first sentence, a promise or a decision is told elsewhere too,
in lists, feeds and data, and there it is left out if it holds a name that the minutes withhold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from socml_site.link.names.seen import described
from socml_site.link.names.spelling import fold
from socml_site.minutes.outcomes.owners import is_group
from socml_site.model import Document, Named, Person, Policy, Relations, SitePath

_WORD = re.compile(r"[^\W_]+")
_SURE = 6
"""A word of so many letters is a name wherever it stands; `will` and `mark` are none without a capital."""


def holds(text: str, names: frozenset[str]) -> bool:
    """Whether a text has one of the words of `names` as a name: with a capital, behind an @, or a long one."""
    if not names or not text:
        return False
    text = _composed(text)
    for match in _WORD.finditer(text):
        first, word = match[0][0], fold(match[0])
        clear = len(word) >= _SURE or first != first.lower() or text[max(0, match.start() - 1)] == "@"
        if clear and (word in names or word.removesuffix("s") in names):
            return True
    # Where there are no capitals there may be no spaces, either.
    bare = [name for name in names if name[0] == name[0].upper()]
    return any(name in fold(text) for name in bare)


def words_of(names: Iterable[str]) -> frozenset[str]:
    """The words of names; a single letter is none, nor a number."""
    found = (fold(word) for name in names for word in _WORD.findall(_composed(name)))
    return frozenset(word for word in found if len(word) > 1 and any(c.isalpha() for c in word))


def of_person(person: Person) -> frozenset[str]:
    """The words of all names and of the handle of somebody."""
    return words_of((person.name, *person.aliases, person.handle))


def given_up(
    relations: Relations, policies: Mapping[SitePath, Policy], reserved: Mapping[SitePath, Person]
) -> dict[SitePath, frozenset[str]]:
    """By document the words of the names that may not leave it.

    They are those of everybody in it where its policy does not let them be named, and else of those who are `reserved`:
    not listed, or only under another name.
    """
    whom = _Whom.of(reserved)
    met: dict[SitePath, set[SitePath]] = {}
    for document, person in _met(relations):
        met.setdefault(document, set()).add(person)
    found = {}
    for url, policy in policies.items():
        names = [words_of((name,)) for name in relations.withheld.get(url, ())]
        there = met.get(url, set())
        people = {one for words in names for one in whom.may_be(words)} | (there & reserved.keys())
        if policy is not Policy.NAMED:
            people |= there & relations.people.keys()
            names.append(words_of(_names(relations.documents[url])))
        found[url] = frozenset().union(*names, *(of_person(relations.people[one]) for one in people))
    return found


@dataclass(frozen=True, slots=True)
class _Whom:
    """Those who are reserved, by each word of their names, with the words of each name."""

    by_word: Mapping[str, frozenset[SitePath]]
    names: Mapping[SitePath, tuple[frozenset[str], ...]]

    @classmethod
    def of(cls, people: Mapping[SitePath, Person]) -> _Whom:
        """Prepare them to be looked up."""
        by_word: dict[str, set[SitePath]] = {}
        for url, person in people.items():
            for word in of_person(person):
                by_word.setdefault(word, set()).add(url)
        names = {url: tuple(words_of((name,)) for name in (one.name, *one.aliases)) for url, one in people.items()}
        return cls({word: frozenset(urls) for word, urls in by_word.items()}, names)

    def may_be(self, words: frozenset[str]) -> Iterator[SitePath]:
        """Whom a name with these words may mean: "Zoe" and "Dr. Zoe Quux" may be Zoe Quux, "Zoe Berg" is not."""
        for url in frozenset().union(*(self.by_word.get(word, ()) for word in words)):
            if any(name <= words or words <= name for name in self.names[url] if name):
                yield url


def _met(relations: Relations) -> Iterator[tuple[SitePath, SitePath]]:
    """Each document with everybody who took part, spoke or promised something in it and has a page."""
    told = [(one.document, one.person) for one in relations.participations]
    told += [(one.document, owner.person) for one in relations.statements for owner in one.owners]
    told += [(url, owner.person) for url, spoke in relations.speakers.items() for owner in spoke.values()]
    return ((document, person) for document, person in told if person is not None)


def _names(document: Document) -> Iterator[str]:
    """Every name that a document gives to somebody, or perhaps gives to somebody."""
    said = document.minutes
    yield from (described(one).name for one in document.facts.people)
    named = (*said.people, *(one for one in said.maybe if isinstance(one, Named)))
    yield from (name for one in named for name in (one.name, *one.also))
    yield from (turn.speaker for turn in said.turns)
    yield from (name for one in said.outcomes for name in one.owners if not is_group(name))


def _composed(text: str) -> str:
    """A text with each letter as one sign, and without those that are not seen."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
