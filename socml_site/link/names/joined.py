"""Names that become people: sets that are joined on evidence and kept apart on contradiction.

A union-find over names, handles and links. Each set keeps what speaks against a join: the lists of people it has an
entry in, its handles, its links. The smaller of two sets is always poured into the larger, so that all joins together
take little more than linear time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from socml_site.link.names.seen import Sighting
from socml_site.link.names.spelling import akin, fold, host_of, same_first, variant, words
from socml_site.model import SitePath, SourcePath

Entry = tuple[SitePath, str]
"""A list of people in a document."""
_AT_ONCE = 180
"""Days within which nobody is expected to have two employers."""
_FEW = 12
"""So many names of one set are looked at when it is asked whether another name fits."""


@dataclass(frozen=True, slots=True)
class Join:
    """That `name` is `into`, why, and where it says so; what is `certain` may be written into people.yml."""

    name: str
    into: str
    reason: str
    path: SourcePath
    line: int
    certain: bool = False


@dataclass(slots=True)
class Set:
    """What is known of one person so far; `listed` is their page if people.yml has them."""

    names: dict[str, None] = field(default_factory=dict)
    entries: set[Entry] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    works: set[tuple[int, str]] = field(default_factory=set)
    """Days with the affiliation given on them."""
    groups: set[str] = field(default_factory=set)
    joins: list[Join] = field(default_factory=list)
    listed: SitePath | None = None
    first: tuple[SourcePath, int] | None = None
    """Where they are named first."""


@dataclass(slots=True)
class Joined:
    """The sets by their nodes; a node is any key that means one person."""

    above: dict[str, str] = field(default_factory=dict)
    sets: dict[str, Set] = field(default_factory=dict)

    def add(self, node: str) -> Set:
        """The set of a node, a new one if need be."""
        if node not in self.above:
            self.above[node] = node
            self.sets[node] = Set()
        return self.sets[self.root(node)]

    def root(self, node: str) -> str:
        """The node that stands for the set `node` is in."""
        while self.above[node] != node:
            self.above[node] = self.above[self.above[node]]
            node = self.above[node]
        return node

    def see(self, node: str, one: Sighting) -> None:
        """Note what a sighting says of a node; what is not open says only who stands beside whom."""
        known = self.add(node)
        for name in one.lists:
            known.entries.add((one.document, name))
        known.first = known.first or (one.path, one.place.line)
        if not one.open:
            return
        known.names.setdefault(one.name)
        known.groups.add(one.group)
        if one.affiliation and one.day:
            known.works.add((one.day, fold(one.affiliation)))

    def join(self, one: str, other: str, join: Join, loosely: bool = False) -> bool:
        """Make two sets one if nothing speaks against it; `loosely` joins need names and times to agree too."""
        first, second = self.root(one), self.root(other)
        if first == second:
            return True
        if self.against(first, second, loosely):
            return False
        if len(self.sets[first].entries) < len(self.sets[second].entries):
            first, second = second, first
        into, lost = self.sets[first], self.sets.pop(second)
        self.above[second] = first
        into.entries |= lost.entries
        into.handles |= lost.handles
        into.links |= lost.links
        into.works |= lost.works
        into.groups |= lost.groups
        into.names |= lost.names
        into.joins += [*lost.joins, join]
        into.listed = into.listed or lost.listed
        into.first = min(filter(None, (into.first, lost.first)), default=None)
        return True

    def against(self, one: str, other: str, loosely: bool = False) -> str:
        """What speaks against two nodes being one person, or the empty string."""
        a, b = self.sets[self.root(one)], self.sets[self.root(other)]
        if a.listed and b.listed:
            return "people.yml has both"
        if not a.entries.isdisjoint(b.entries):
            return "both stand in one list"
        if a.handles and b.handles and not any(x == y or _slip(x, y) for x in a.handles for y in b.handles):
            return "their handles differ"
        if not all(akin(x, y) for x in list(a.names)[:_FEW] for y in list(b.names)[:_FEW]):
            return "their names have nothing in common"
        if not loosely:
            return ""
        if a.links and b.links and a.links.isdisjoint(b.links):
            return "their links differ"
        return "they work elsewhere at the same time" if _elsewhere(a, b) else ""


def _elsewhere(one: Set, other: Set) -> bool:
    theirs = sorted(other.works)[:200]
    if {work for _, work in one.works} & {work for _, work in other.works}:
        return False
    return any(
        abs(day - their) <= _AT_ONCE and not (work.startswith(their_work) or their_work.startswith(work))
        for day, work in sorted(one.works)[:200]
        for their, their_work in theirs
    )


def apart(one: Set, other: Set, hosts: frozenset[str]) -> bool:
    """Whether two bearers of one full name are two people: other handles, or other pages where many have theirs.

    `hosts` are those where many have theirs; a page below the other's, or a handle with a slip in it, is no other.
    """
    if one.handles and other.handles:
        return not any(_slip(a, b) for a in one.handles for b in other.handles)
    return any(
        host_of(a) == host_of(b) and host_of(a) in hosts and not (a.startswith(b) or b.startswith(a))
        for a in one.links
        for b in other.links
    )


def _slip(one: str, other: str) -> bool:
    """Whether two handles differ by a letter or two; `@ada` and `@ada2` are two accounts."""
    digits = [[c for c in handle if c.isdigit()] for handle in (one, other)]
    limit = 1 if min(len(one), len(other)) < 9 else 2
    return digits[0] == digits[1] and min(len(one), len(other)) > 5 and OSA.distance(one, other) <= limit


def agree(names: Iterable[str]) -> bool:
    """Whether full names with the same last name can all be one person's: no two first or middle names contradict."""
    all_names = list(dict.fromkeys(names))
    return all(
        variant(one, other) or (same_first(words(one)[0], words(other)[0]) and _middles_agree(one, other))
        for index, one in enumerate(all_names)
        for other in all_names[:index]
    )


def _middles_agree(one: str, other: str) -> bool:
    """Whether the middle names agree, first names aside: the first is put in the place of the other."""
    ones, others = words(one), words(other)
    return variant(" ".join(ones), " ".join((ones[0], *others[1:])))
