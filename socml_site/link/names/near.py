"""Whom "Mike", "Mike D." or "MD" means: the one person seen near in time in the same meetings, if it is one."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from socml_site.link.names.joined import Joined
from socml_site.link.names.seen import Sighting
from socml_site.link.names.spelling import Shape, fold, same_first, shape, words
from socml_site.model import Role

NEAR = 400
"""Days within which somebody seen once is meant again by the first name: a year, and a late meeting."""
CROWD = 40
"""With more people of one first name in one series nobody can tell who is meant."""

_LISTS = ("prose", *(f"front matter {role}" for role in Role))

Days = dict[str, list[int]]
"""People, by root, with the days they were seen, in order."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What a short name can mean: the one person it does, if it is one; else all it could mean."""

    root: str | None
    reason: str = ""
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Near:
    """Everybody seen in each series of meetings, by first name, last name, and what they are called for short."""

    joined: Joined
    firsts: dict[tuple[str, str], Days] = field(default_factory=lambda: defaultdict(dict))
    lasts: dict[tuple[str, str], Days] = field(default_factory=lambda: defaultdict(dict))
    shorts: dict[tuple[str, str], Days] = field(default_factory=lambda: defaultdict(dict))
    letters: dict[tuple[str, str], Days] = field(default_factory=lambda: defaultdict(dict))
    first_words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _seen: set[tuple[str, str, int, str, tuple[str, ...]]] = field(default_factory=set)
    _alike: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def see(self, node: str, one: Sighting) -> None:
        """Enter somebody under every name they have there."""
        root = self.joined.root(node)
        seen = (root, one.group, one.day, one.name, one.also)
        if seen in self._seen:
            return
        self._seen.add(seen)
        for name in (one.name, *one.also):
            kind, parts = shape(name), words(name)
            if kind is Shape.FULL and len(parts) > 1:
                self.first_words[one.group].add(parts[0])
                _enter(self.firsts[one.group, parts[0]], root, one.day)
                _enter(self.lasts[one.group, parts[-1]], root, one.day)
                _enter(self.letters[one.group, "".join(part[0] for part in parts)], root, one.day)
            elif kind in (Shape.INITIALS, Shape.NICK, Shape.FIRST):
                held = self.firsts if kind is Shape.FIRST and name is one.name else self.shorts
                _enter(held[one.group, fold(name)], root, one.day)

    def fit(self, one: Sighting) -> Fit:
        """Whom a first name, a part of a name or initials mean in this document."""
        by_name: Days = {}
        for reason, found in self._found(one):
            by_name |= found
            near = [root for root in found if self._is_near(found[root], one.day)]
            here = [root for root in near if self._is_here(root, one)] if len(near) > 1 else []
            near = here if len(here) == 1 else near
            if len(near) == 1 and not self._against(near[0], one):
                return Fit(near[0], reason)
            if near:
                break
        else:
            if shape(one.name) is Shape.INITIALS:
                by_name |= self.letters.get((one.group, fold(one.name)), {})
        return Fit(None, others=tuple(by_name))

    def _found(self, one: Sighting) -> Iterator[tuple[str, Days]]:
        """Those whom a name fits, the stricter reading first."""
        group, kind, short = one.group, shape(one.name), fold(one.name)
        if kind is Shape.PARTIAL:
            yield "the only one of this name in these meetings", self._by_part(group, words(one.name))
            return
        if kind is Shape.FIRST:
            yield "the only one of this first name in these meetings", self.firsts.get((group, short), {})
        yield "called so in these meetings", self.shorts.get((group, short), {})
        if kind is Shape.FIRST:
            alike: Days = {}
            for word in self._short_forms(group, short):
                alike |= self.firsts.get((group, word), {})
            yield "the only one with this short form of a first name in these meetings", alike
            yield "the only one of this last name in these meetings", self.lasts.get((group, short), {})

    def _by_part(self, group: str, parts: tuple[str, ...]) -> Days:
        """`D. Doe` and `Dan D.`: one name whole, of the other the first letter."""
        first, last = parts[0], parts[-1]
        if len(last) == 1:
            held = dict(self.firsts.get((group, first), {}))
            for word in self._short_forms(group, first):
                held |= self.firsts.get((group, word), {})
            return {root: days for root, days in held.items() if self._begins(root, -1, last)}
        held = self.lasts.get((group, last), {})
        return {root: days for root, days in held.items() if self._begins(root, 0, first)}

    def _begins(self, root: str, index: int, letter: str) -> bool:
        names = self.joined.sets[root].names
        return any(words(name)[index].startswith(letter) for name in names if shape(name) is Shape.FULL)

    def _short_forms(self, group: str, first: str) -> tuple[str, ...]:
        """Other first names of the series that this one is a short form of, or they of it."""
        known = self._alike.get((group, first))
        if known is None:
            known = tuple(word for word in sorted(self.first_words[group]) if word != first and same_first(word, first))
            self._alike[group, first] = known
        return known

    def _is_near(self, days: list[int], day: int) -> bool:
        """Whether somebody was seen about that day; where days are not known, at all."""
        if not day or days[0] == 0:
            return True
        at = bisect_left(days, day - NEAR)
        return at < len(days) and days[at] <= day + NEAR

    def _is_here(self, root: str, one: Sighting) -> bool:
        """Whether another list of this very document names somebody."""
        entries = self.joined.sets[root].entries
        return any((one.document, name) in entries for name in _LISTS)

    def _against(self, root: str, one: Sighting) -> bool:
        known = self.joined.sets[root]
        return any((one.document, name) in known.entries for name in one.lists)


def _enter(held: Days, root: str, day: int) -> None:
    if root in held or len(held) <= CROWD:
        days = held.setdefault(root, [])
        if not days or days[-1] != day:
            insort(days, day)
