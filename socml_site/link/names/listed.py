"""people.yml as the last word on who is who: what it says needs no evidence, and those it withholds are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from rapidfuzz.distance import OSA

from socml_site.link.names.spelling import Shape, fold, handle_of, is_slip, shape, words
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Person, SitePath

_WORD = re.compile(r"[^\W_](?:[\w'’]*[^\W_])?")
_SLIP = 5
"""Words of fewer letters that differ by one are two words."""
_LAST = 4
"""Last names of fewer letters alone are as likely to be words."""
_BESIDE = frozenset(
    "dr prof professor mr mrs ms miss mx sir lady lord dame rev cllr herr frau herrn monsieur madame mme mlle m mm "
    "senor senora sr sra srta don dona signor signora sig dhr mevr mw hr fr van von der den de del della di da das do "
    "dos du des la le las los el al bin ibn ten ter zu zum zur af av y e and und et jr phd md".split()
)
"""What may stand beside a last name and is none: titles and particles, folded."""
_HONORIFIC = re.compile("(?:さん|様|さま|氏|君|先生|女士|小姐|씨|님)$")


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
    """The words of the names of those who are reserved."""
    handles: frozenset[str]
    """Handles of those who are reserved, whether named as a handle, an alias or an address."""
    last: frozenset[str]
    """Last names, also the first of two, of those who are reserved that nobody else in people.yml has."""

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
        full = frozenset(tuple(map(_plain, words(name))) for name in names)
        shown = {
            _plain(word) for url in people.keys() - reserved for name in full_names(people[url]) for word in words(name)
        }
        last = frozenset(word for name in full for word in name[1:] if len(word) >= _LAST) - shown - _BESIDE
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

        `Doe, Dan`, `Dr. Dan J. Doe`, `Dan Doe and Ada Marsh`, `[Dan Doe](...)`, `Dan Doee`; also a last name that is
        theirs and nobody else's in people.yml, be it alone or with a title: `Ms Doe`.
        """
        text = unescape(text)
        address = text if "://" in text else f"https://{text}"
        if handle_of(text) in self.handles or handle_of(address) in self.handles:
            return True
        found = tuple(plain for word in _WORD.findall(text) if len(plain := _plain(word)) > 1 or not word.isascii())
        bare = tuple(word for word in found if word not in _BESIDE)
        if len(bare) == 1 and (bare[0] in self.last or any(_begins(name, bare[0]) for name in self.full)):
            return True
        return any(_held(name, found) or (len(bare) > 1 and {*bare} <= {*name}) for name in self.full)


def _plain(word: str) -> str:
    """A word of a name without accents, however they are written: Joerg is Jörg."""
    return re.sub("([aou])e", r"\1", fold(word))


def _held(name: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether first and last word of a name are among those found, at most one of them with a slip in it."""
    if len(name) < 2:
        return name[0] in found
    missing = [word for word in (name[0], name[-1]) if word not in found]
    return not missing or (
        len(missing) == 1
        and len(missing[0]) >= _SLIP
        and any(OSA.distance(missing[0], other, score_cutoff=1) <= 1 for other in found)
    )


def _begins(name: tuple[str, ...], word: str) -> bool:
    """Whether a word is a name of a script without spaces, or its family name, perhaps with what one says to people."""
    bare = _HONORIFIC.sub("", word)
    return len(name) == 1 and not bare.isascii() and len(bare) > 1 and name[0].startswith(bare)


def full_names(person: Person) -> Iterator[str]:
    """The names of somebody in people.yml that say both first and last name."""
    return (name for name in (person.name, *person.aliases) if shape(name) is Shape.FULL)


def _handles(person: Person) -> Iterator[str]:
    handle = person.handle if "/" in person.handle else f"@{person.handle.removeprefix('@')}"
    return (found for text in (handle, person.homepage, *person.aliases) if (found := handle_of(text)))


def _cut(parts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if len(parts) > 1:
        yield parts[0][0], parts[-1]
        yield parts[0], parts[-1][0]
