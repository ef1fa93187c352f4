"""People as pages show them: under which name, with which other spellings, at which address."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from socml_site import layout
from socml_site.link.names.joined import Joined
from socml_site.link.names.seen import Sighting
from socml_site.link.names.spelling import Shape, fold, is_titled, shape, words
from socml_site.link.vocabulary import Learner, Vocabulary
from socml_site.model import Person, SitePath

ALIASES = 8
"""So many other spellings are shown on a person's page, the most frequent ones."""
_LAST = 6
"""Of so many latest mentions the affiliation is taken that most of them give."""


@dataclass(slots=True)
class Spellings:
    """How one person is written, with the number of times; `hidden` where they may not be named."""

    names: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    also: Counter[str] = field(default_factory=Counter)
    handles: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    works: list[tuple[int, str]] = field(default_factory=list)
    group: str = ""

    def see(self, one: Sighting) -> None:
        """Count one mention; of a page that may not name people only the name, and apart."""
        self.group = self.group or one.group
        name = unicodedata.normalize("NFC", " ".join(one.name.split()))
        if not one.open:
            self.hidden[name] += 1
            return
        self.names[name] += 1
        self.also.update(one.also)
        for also in (one.name, *one.also):
            if also.startswith("@") and "/" not in also:
                self.handles[also.strip()] += 1
        if one.link and one.url:
            self.links[one.url] += 1
        if one.affiliation:
            self.works.append((one.day, one.affiliation))

    @property
    def name(self) -> str:
        """The fullest spelling, of those that are equally full the most frequent."""
        counted = self.names or self.hidden
        return min(counted, key=lambda name: (_fullness(name), -counted[name], _oddness(name), -len(name), name))

    @property
    def affiliation(self) -> str:
        """Whom they last worked for."""
        latest = Counter(work for _, work in sorted(self.works, reverse=True)[:_LAST])
        return next((work for work, _ in latest.most_common(1)), "")

    def aliases(self, name: str) -> tuple[str, ...]:
        """Other spellings worth telling: no handle, and nothing that is part of the name anyway."""
        counted = self.names + self.also
        known, told = {fold(name), *words(name)}, []
        for also in sorted(counted, key=lambda text: (-counted[text], text)):
            if fold(also) not in known and not also.startswith("@"):
                known.add(fold(also))
                told.append(" ".join(also.split()))
        return tuple(told[:ALIASES])


def _oddness(name: str) -> int:
    """How little a spelling is worth among others as frequent: all capitals, all small, with a title."""
    return 2 * name.isupper() + 2 * name.islower() + is_titled(name)


def _fullness(name: str) -> int:
    order = (Shape.FULL, Shape.PARTIAL, Shape.FIRST, Shape.NICK, Shape.HANDLE, Shape.INITIALS)
    return order.index(shape(name))


def persons(
    joined: Joined, spellings: Mapping[str, Spellings], words_: Vocabulary, listed: Mapping[SitePath, Person]
) -> tuple[dict[SitePath, Person], dict[str, SitePath], Vocabulary]:
    """Everybody by address, the address of each set, and all names that lead there: those of `words_` too."""
    people, learner = dict(listed), Learner(words_)
    pages = {root: known.listed for root, known in joined.sets.items() if known.listed is not None}
    labels = _labels(joined, spellings)
    for root, found in spellings.items():
        own = joined.sets[root].listed
        url = own or _address(labels, root, learner, people)
        pages[root] = url
        people[url] = _person(found, labels[root], url) if not own else _filled(listed[own], found)
    people = _each_their_own(people, listed)
    for root, url in pages.items():
        for name in (*joined.sets[root].names, *joined.sets[root].handles):
            if shape(name) in (Shape.FULL, Shape.HANDLE, Shape.NICK):
                learner.claim(name, url)
    return people, pages, learner.learnt


def _each_their_own(people: Mapping[SitePath, Person], listed: Mapping[SitePath, Person]) -> dict[SitePath, Person]:
    """Everybody without the other spellings that somebody else has too: letters that mean two people tell neither."""
    held = Counter(key for one in people.values() for key in {fold(one.name), *map(fold, one.aliases)})
    return {
        url: one
        if url in listed or all(held[fold(also)] < 2 for also in one.aliases)
        else replace(one, aliases=tuple(also for also in one.aliases if held[fold(also)] < 2))
        for url, one in people.items()
    }


def _address(labels: dict[str, str], root: str, learner: Learner, people: Mapping[SitePath, Person]) -> SitePath:
    """An address for somebody; who is called like somebody before them in every spelling gets a number."""
    label, number = labels[root], 2
    while (url := learner.add(labels[root])) in people:
        labels[root], number = f"{label} ({number})", number + 1
    return url


def _person(found: Spellings, label: str, url: SitePath) -> Person:
    handle = max(sorted(found.handles), key=lambda name: found.handles[name], default="")
    link = max(sorted(found.links), key=lambda name: found.links[name], default="")
    return Person(
        label,
        url,
        found.aliases(label),
        handle.removeprefix("@") if fold(handle) != fold(label) else "",
        link,
        found.affiliation,
    )


def _filled(person: Person, found: Spellings) -> Person:
    """Somebody of people.yml, with what only the minutes say; an opt-out is not told more about."""
    if not person.listed or person.shown_as:
        return person
    return replace(person, affiliation=person.affiliation or found.affiliation)


def _labels(joined: Joined, spellings: Mapping[str, Spellings]) -> dict[str, str]:
    """The name of each person; of two with one name each says what tells them apart."""
    labels = {root: found.name for root, found in spellings.items()}
    same: dict[str, list[str]] = defaultdict(list)
    for root, label in labels.items():
        same[fold(label)].append(root)
    for roots in same.values():
        if len(roots) > 1:
            for root in roots:
                labels[root] += _mark(joined, spellings[root], root)
    return labels


def _mark(joined: Joined, found: Spellings, root: str) -> str:
    handle = max(sorted(found.handles), key=lambda name: found.handles[name], default="")
    if handle and not found.name.startswith("@"):
        return f" ({handle})"
    if joined.sets[root].links:
        return f" ({min(joined.sets[root].links)})"
    full = shape(found.name) is Shape.FULL
    return f" ({layout.event_title(found.group)})" if found.group and not full else ""
