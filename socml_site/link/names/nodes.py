"""Names, handles and links to the nodes that are joined, and the joins that evidence in the collection makes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socml_site.link.names.joined import Join, Joined, Set, agree, apart
from socml_site.link.names.listed import Listed, full_names
from socml_site.link.names.seen import Sighting
from socml_site.link.names.spelling import Shape, akin, fold, host_of, likeness, same_first, shape, variant, words
from socml_site.model import SitePath, SourcePath

_LONG = 7
"""A single word of so many letters, in several minutes and never with a capital, is a nickname if it is no name."""
_MANY = 200
"""More full names with one last name than this are not compared: there is nobody in sight who is who."""
REGULAR = 3
"""So often for each of its handles must a name be on the lists of one series of meetings to be one regular's."""
_SURE = 88
"""How alike, of 100, a name must be to that of somebody who is not to be shown to be withheld with it."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """What gives a sighting its node: people.yml, handles and links that belong to one person, names of two people."""

    book: Listed
    shared: frozenset[str]
    """Handles and links that stand beside several people: an organisation's."""
    bearers: Mapping[str, tuple[Set, ...]]
    """By folded full name those who bear it, where evidence says they are several."""
    groups: Mapping[tuple[str, str], frozenset[int]]
    """By full name and series of meetings which of its bearers come there."""
    run_together: frozenset[str]
    """Full names that are also written as one word, folded: `AdaExample`."""
    nicks: frozenset[str]
    """Single words, folded, that are nobody's first or last name: they mean one person wherever they stand."""

    @classmethod
    def of(cls, ones: Iterable[Sighting], book: Listed) -> Nodes:
        """Look once over all sightings."""
        everybody = tuple(one for one in ones if one.open)
        telling = tuple(one for one in everybody if one.handles or one.link)
        shared, hosts = _shared(telling), _hosts(telling)
        by_name: dict[str, list[Sighting]] = defaultdict(list)
        for one in telling:
            if shape(one.name) is Shape.FULL:
                by_name[fold(one.name)].append(one)
        split = {name: _bearers(named, shared, hosts) for name, named in by_name.items()}
        split = {name: found for name, found in split.items() if len(found) > 1}
        regulars = _regulars(everybody, split)
        bearers = {name: found for name, found in split.items() if name not in regulars}
        groups: dict[tuple[str, str], set[int]] = defaultdict(set)
        for name, found in bearers.items():
            for index, bearer in enumerate(found):
                for group in bearer.groups:
                    groups[name, group].add(index)
        together, nicks = _single_words(everybody)
        near = {key: frozenset(value) for key, value in groups.items()}
        return cls(book, shared, bearers, near, together, nicks)

    def of_sighting(self, one: Sighting) -> str | None:
        """The node a sighting names by itself; None for a short name, which needs its surroundings."""
        url = self.book.find(one.name)
        for handle in one.handles if url is None else ():
            owner = self.book.find(handle)
            url = owner if owner and akin(one.name, self.book.people[owner].name) else url
        if url is not None:
            return listed_node(url)
        kind, name = shape(one.name), fold(one.name)
        if kind is Shape.FULL or name in self.run_together:
            return self._bearer(one, name)
        own = self.personal(one)
        if own:
            return own[0]
        # A nickname is as good as the handle it mostly is; both have one node.
        return f"@{name}" if name in self.nicks else None

    def personal(self, one: Sighting) -> list[str]:
        """The nodes of the handles and the link that stand beside a name and are that person's alone."""
        return [
            key for key in (*one.handles, f"^{one.link}" if one.link else "") if key not in self.shared and len(key) > 1
        ]

    def _bearer(self, one: Sighting, name: str) -> str:
        found = self.bearers.get(name, ())
        own = [at for at, bearer in enumerate(found) if bearer.handles & {*one.handles} or one.link in bearer.links]
        near = self.groups.get((name, one.group), frozenset())
        at = own[0] if own else next(iter(near)) if len(near) == 1 else None
        return f"={name}" if at is None else f"={name}#{at}"


def listed_node(url: SitePath) -> str:
    """The node of somebody in people.yml."""
    return f"!{url}"


def _single_words(ones: Iterable[Sighting]) -> tuple[frozenset[str], frozenset[str]]:
    """Full names that are also run together into one word, and words that are nicknames and no names."""
    full, parts, capital = set(), set(), set()
    single: dict[str, set[SitePath]] = defaultdict(set)
    for one in ones:
        kind = shape(one.name)
        if kind is Shape.FULL and " " in one.name:
            full.add(fold(one.name))
            parts |= {*words(one.name)}
        elif kind in (Shape.FIRST, Shape.NICK, Shape.HANDLE):
            single[fold(one.name)].add(one.document)
            capital |= {fold(one.name)} if kind is Shape.FIRST and not one.name.islower() else set()
    together = {name for name in single.keys() & full if len(name) >= _LONG}
    often = {name for name, documents in single.items() if len(documents) > 1}
    nicks = {name for name in often - parts - capital - together if len(name) >= _LONG or not name.isalpha()}
    return frozenset(together), frozenset(nicks)


def _shared(ones: Iterable[Sighting]) -> frozenset[str]:
    """Handles and links beside two names of one list, or beside full names that cannot be one person's."""
    entries: dict[tuple[str, SitePath, str], str] = {}
    names: dict[str, dict[str, None]] = defaultdict(dict)
    shared = set()
    for one in ones:
        for key in (*one.handles, f"^{one.link}"):
            for name in one.lists:
                if entries.setdefault((key, one.document, name), fold(one.name)) != fold(one.name):
                    shared.add(key)
            if len(names[key]) < 8:
                names[key].setdefault(one.name)
    for key, found in names.items():
        if any(not akin(a, b) for a in found for b in found):
            shared.add(key)
    return frozenset(shared)


def _bearers(named: Sequence[Sighting], shared: frozenset[str], hosts: frozenset[str]) -> tuple[Set, ...]:
    """Those who bear one full name, told apart by handles and by pages on one host; none if nothing tells them apart.

    `hosts` are those where several people have pages.
    """
    found: list[Set] = []
    for one in named:
        own = Set(handles={*one.handles} - shared, links={one.link} - {""} if f"^{one.link}" not in shared else set())
        if not own.handles and not own.links:
            continue
        own.groups = {one.group}
        same = [known for known in found if known.handles & own.handles or known.links & own.links]
        for known in same:
            own.handles |= known.handles
            own.links |= known.links
            own.groups |= known.groups
            found.remove(known)
        found.append(own)
    return tuple(known for known in found if any(apart(known, other, hosts) for other in found if other is not known))


def _hosts(ones: Iterable[Sighting]) -> frozenset[str]:
    """Hosts where several people have their pages, so that two pages there are two people's."""
    names: dict[str, set[str]] = defaultdict(set)
    for one in ones:
        if one.link:
            names[host_of(one.link)].add(fold(one.name))
    return frozenset(host for host, found in names.items() if len(found) > 2)


def _regulars(ones: Iterable[Sighting], bearers: Mapping[str, tuple[Set, ...]]) -> frozenset[str]:
    """Names whose bearers all come to one series of meetings, which have such a name on most of their lists.

    Whoever comes to every meeting, and is never on a list twice, is one person who has changed or misspelt a handle.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for one in ones:
        if fold(one.name) in bearers and one.lists:
            seen[fold(one.name), one.group] += 1
    return frozenset(
        name
        for (name, group), count in seen.items()
        if count >= REGULAR * len(bearers[name]) and all(group in bearer.groups for bearer in bearers[name])
    )


def join_evidence(
    joined: Joined, ones: Sequence[Sighting], met: Sequence[str | None], nodes: Nodes, book: Listed
) -> None:
    """Join what people.yml, one handle or one link says is one person."""
    for url, person in book.people.items():
        known = joined.add(listed_node(url))
        known.listed = url
        known.names |= dict.fromkeys(full_names(person))
        if person.handle:
            known.handles.add(f"@{person.handle.removeprefix('@').casefold()}")
    for node, one in zip(met, ones, strict=True):
        if node is not None and not one.passing:
            joined.see(node, one)
    for node, one in zip(met, ones, strict=True):
        if node is None or one.passing or not one.open:
            continue
        for key in nodes.personal(one):
            if key == node:
                continue
            own = joined.add(key)
            (own.links if key.startswith("^") else own.handles).add(key.lstrip("^"))
            known = joined.sets[joined.root(node)]
            reason = f"the same link {one.url}" if key.startswith("^") else f"the same handle {key}"
            if not key.startswith("^") and not (known.listed and known.handles):
                known.handles.add(key)
            joined.join(node, key, Join(_spelt(own, key), one.name, reason, one.path, one.place.line, certain=True))
        _tell_spellings(joined, node, one, book)


def _spelt(known: Set, key: str) -> str:
    """How whatever has this handle or link is called so far."""
    return next(iter(known.names), key.removeprefix("^"))


def _tell_spellings(joined: Joined, node: str, one: Sighting, book: Listed) -> None:
    """Note the first place where other spellings stand beside a name."""
    known = joined.sets[joined.root(node)]
    told = {(join.name, join.into) for join in known.joins[:64]}
    for also in one.also:
        if fold(also) != fold(one.name) and (also, one.name) not in told and len(known.joins) < 64:
            reason = "named so in the same minutes"
            known.joins.append(Join(also, one.name, reason, one.path, one.place.line, also.startswith("@")))


def join_variants(joined: Joined, book: Listed) -> None:
    """Join full names of one last name that differ by a middle initial, a suffix or a short form of the first name."""
    _join_reserved(joined, book)
    by_last: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for root, known in joined.sets.items():
        for name in known.names:
            if shape(name) is Shape.FULL and len(words(name)) > 1 and not any(c.isdigit() for c in name):
                by_last[words(name)[-1]].setdefault(root, []).append(name)
    for held in by_last.values():
        if 1 < len(held) <= _MANY:
            for cluster in _clusters(held):
                _join_cluster(joined, cluster, held, book)


def _clusters(held: Mapping[str, list[str]]) -> Iterable[list[str]]:
    """Sets of one last name whose first names are one or short forms of each other, each set in one cluster."""
    left = list(held)
    while left:
        cluster, left = [left[0]], left[1:]
        for root in cluster:
            near = [other for other in left if any(_alike(a, b) for a in held[root] for b in held[other])]
            cluster += near
            left = [other for other in left if other not in near]
        if len(cluster) > 1:
            yield cluster


def _alike(one: str, other: str) -> bool:
    return variant(one, other) or same_first(words(one)[0], words(other)[0])


def _join_cluster(joined: Joined, cluster: list[str], held: Mapping[str, list[str]], book: Listed) -> None:
    """Join a cluster if all its names agree; and, agreeing or not, with whoever is not to be shown."""
    names = [name for root in cluster for name in held[root]]
    safe = agree(names) and not any(
        joined.against(one, other, loosely=True) for at, one in enumerate(cluster) for other in cluster[:at]
    )
    for at, one in enumerate(cluster):
        for other in cluster[:at]:
            a, b = held[one][0], held[other][0]
            first, second = joined.sets[joined.root(one)], joined.sets[joined.root(other)]
            reserved = book.is_reserved(first.listed) or book.is_reserved(second.listed)
            if reserved and likeness(a, b) >= _SURE:
                _join(joined, one, other, (a, b), "a spelling of somebody who is not to be shown", loosely=False)
            elif safe and variant(a, b):
                _join(joined, one, other, (a, b), "the same name but for a middle initial or a suffix", loosely=True)
            elif safe and first.groups & second.groups:
                _join(joined, one, other, (a, b), "a short form of the first name, in the same meetings", loosely=True)


def _join(joined: Joined, one: str, other: str, names: tuple[str, str], reason: str, loosely: bool) -> None:
    known = joined.sets[joined.root(one)]
    place = known.first
    path, line = place if place else (SourcePath("people.yml"), 1)
    joined.join(one, other, Join(names[0], names[1], reason, path, line), loosely=loosely)


def _join_reserved(joined: Joined, book: Listed) -> None:
    """Take a name one letter off that of somebody who is not to be shown for that name: nobody is told by a slip."""
    by_fold = {
        fold(name): root for root, known in joined.sets.items() for name in known.names if shape(name) is Shape.FULL
    }
    for url in sorted(book.reserved):
        for name in full_names(book.people[url]):
            alike = process.extract(fold(name), by_fold.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
            for found, _, _ in alike:
                one, other = joined.root(listed_node(url)), joined.root(by_fold[found])
                if len(found) >= 8 and not any(c.isdigit() for c in found):
                    _join(joined, one, other, (found, name), "a spelling of somebody who is not to be shown", False)
