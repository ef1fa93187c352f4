"""Who is who across a collection: every spelling of a name to the person it means, on evidence or not at all.

A wrong join puts words into somebody's mouth and cannot be seen on the page; a missed one costs a click. So a join
needs evidence inside the collection (people.yml, one handle, one link, one full name, the only one of that first name
near in time in these meetings), every contradiction prevents it (both in one list, other handles), and the evidence is
kept to be shown. Why the rules are as they are stands in docs/adr/0009-who-is-who.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from socml_site.link.names.doubts import Doubt, doubts
from socml_site.link.names.joined import Join, Joined
from socml_site.link.names.listed import Listed
from socml_site.link.names.near import Near
from socml_site.link.names.nodes import Nodes, join_evidence, join_variants
from socml_site.link.names.seen import Sighting
from socml_site.link.names.shown import Spellings, persons
from socml_site.link.names.slips import join_slips
from socml_site.link.names.spelling import Shape, fold, handle_of, shape
from socml_site.link.names.spelling import words as words_of
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Owner, Person, SitePath

SESSIONS = 2
"""So many sessions of one series must have a bare first name before it gets a page."""
_ORDER = (Shape.FULL, Shape.PARTIAL, Shape.HANDLE, Shape.NICK, Shape.FIRST, Shape.INITIALS)
"""Short names are settled in this order, those that say most first."""


@dataclass(frozen=True)
class Who:
    """Who is meant by each name in each document, and why.

    `of` holds by document and folded name how to show somebody and their page; None for whom must not be shown.
    `words` are the names by which a text may speak of them: those of people.yml, and those the minutes give.
    """

    of: Mapping[tuple[SitePath, str], Owner | None] = field(default_factory=dict)
    people: Mapping[SitePath, Person] = field(default_factory=dict)
    joins: Mapping[SitePath, tuple[Join, ...]] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    words: Vocabulary = Vocabulary("people", "name")

    def find(self, document: SitePath, name: str) -> Owner | None:
        """Who is meant by a name in a document, as written if nobody known; None if it must not be told."""
        return self.of.get((document, fold(name)), Owner(" ".join(name.split())))


def identify(seen: Iterable[Sighting], words: Vocabulary, listed: Mapping[SitePath, Person]) -> Who:
    """Settle whom each name means; `words` and `listed` are people.yml."""
    ones = tuple(seen)
    joined, book = Joined(), Listed.of(words, listed)
    nodes = Nodes.of(ones, book)
    met = list(_apart(ones, [nodes.of_sighting(one) for one in ones]))
    join_evidence(joined, ones, met, nodes, book)
    join_variants(joined, book)
    join_slips(joined, book)
    settled = _settle(joined, ones, met, book)
    return _told(joined, ones, settled, book, words, listed)


def _apart(ones: Sequence[Sighting], met: Sequence[str | None]) -> Iterator[str | None]:
    """The node of each sighting; none for an entry whose handle or link another entry of its list has too."""
    held: dict[tuple[SitePath, str, str], str] = {}
    for one, node in zip(ones, met, strict=True):
        name = fold(one.name)
        twice = node is not None and any(
            held.setdefault((one.document, entry, node), name) != name for entry in one.lists
        )
        yield None if twice and node and node[0] in "@^" else node


@dataclass(slots=True)
class _Settled:
    """The person of each sighting by node; of what is `withheld` nothing may be shown."""

    nodes: list[str | None]
    withheld: set[int] = field(default_factory=set)


def _settle(joined: Joined, ones: tuple[Sighting, ...], met: list[str | None], book: Listed) -> _Settled:
    """Short names to the one person they can mean, else to one of their own in their series of meetings."""
    near = Near(joined)
    for node, one in zip(met, ones, strict=True):
        if node is not None and node in joined.above and not one.passing:
            near.see(node, one if one.open else _alone(one))
    done = _Settled([node if node is not None and node in joined.above else None for node in met])
    told: set[tuple[str, str]] = set()
    loose: dict[tuple[str, str], list[int]] = defaultdict(list)
    waiting = [at for at, node in enumerate(done.nodes) if node is None]
    for at in sorted(waiting, key=lambda at: _ORDER.index(shape(ones[at].name))):
        one = ones[at]
        fit = near.fit(one) if one.open else near.fit(_alone(one))
        fit = near.fit(one) if fit.root is None and not one.open else fit
        if fit.root is not None:
            done.nodes[at] = fit.root
            known = joined.sets[fit.root]
            known.entries.update((one.document, name) for name in one.lists)
            if one.open and (fit.root, fold(one.name)) not in told:
                told.add((fit.root, fold(one.name)))
                full = next(iter(known.names), "")
                known.joins.append(Join(one.name, full, fit.reason, one.path, one.place.line))
        elif any(book.is_reserved(joined.sets[root].listed) for root in fit.others) or book.may_be_reserved(one.name):
            done.withheld.add(at)
        elif not fit.others and not one.passing:
            loose[one.group, fold(one.name)].append(at)
    for (group, name), places in loose.items():
        if len({ones[at].document for at in places if ones[at].open}) >= SESSIONS:
            for at in places:
                done.nodes[at] = f"{group}:{name}"
                joined.see(f"{group}:{name}", ones[at])
    _keep_back(joined, ones, done, book)
    return _later(joined, ones, done)


def _keep_back(joined: Joined, ones: tuple[Sighting, ...], done: _Settled, book: Listed) -> None:
    """Withhold what holds the name of somebody who is not to be shown, be it never so unlike a name of theirs."""
    if not book.reserved:
        return
    parts: dict[SitePath, set[str]] = defaultdict(set)
    for at, (one, node) in enumerate(zip(ones, done.nodes, strict=True)):
        known = joined.sets[joined.root(node)].listed if node is not None else None
        if known is None and (book.is_somebodys(one.name) or not book.handles.isdisjoint(one.handles)):
            done.withheld.add(at)
            done.nodes[at] = None
            parts[one.document] |= {word for name in book.full if name[-1] in words_of(one.name) for word in name}
    for at, one in enumerate(ones):
        # The other half of a name that a comma has cut: `Doe, Dan`.
        if done.nodes[at] is None and fold(one.name) in parts[one.document]:
            done.withheld.add(at)


def _alone(one: Sighting) -> Sighting:
    """A sighting in a series of its own: what is not to be told says who is who in its own minutes alone."""
    return replace(one, group=f"only {one.document}")


def _later(joined: Joined, ones: tuple[Sighting, ...], done: _Settled) -> _Settled:
    """Owners of action items who go by a short name that has a page of its own by now."""
    for at, one in enumerate(ones):
        node = f"{one.group}:{fold(one.name)}"
        if one.passing and done.nodes[at] is None and at not in done.withheld and node in joined.above:
            done.nodes[at] = node
    return done


def _told(
    joined: Joined,
    ones: tuple[Sighting, ...],
    settled: _Settled,
    book: Listed,
    words: Vocabulary,
    listed: Mapping[SitePath, Person],
) -> Who:
    roots = [joined.root(node) if node is not None else None for node in settled.nodes]
    spellings: dict[str, Spellings] = defaultdict(Spellings)
    for root, one in zip(roots, ones, strict=True):
        if root is not None and not one.passing:
            spellings[root].see(one)
    there = {root for root, one in zip(roots, ones, strict=True) if root is not None and not one.gone}
    # Who was always excused took part in nothing that a page could tell of.
    came = {root: found for root, found in spellings.items() if root in there}
    people, pages, learnt = persons(joined, came, words, listed)
    of: dict[tuple[SitePath, str], Owner | None] = {}
    for at, (root, one) in enumerate(zip(roots, ones, strict=True)):
        known = root is not None and root in pages
        shown = Owner(people[pages[root]].name, pages[root]) if known and root else Owner(" ".join(one.name.split()))
        of.setdefault((one.document, fold(one.name)), None if at in settled.withheld else shown)
    # What somebody is called besides gives way to what somebody else is called.
    for one in ones:
        for also in one.also:
            of.setdefault((one.document, fold(also)), of[one.document, fold(one.name)])
    joins = {pages[root]: tuple(known.joins) for root, known in joined.sets.items() if root in pages and known.joins}
    return Who(of, people, joins, tuple(doubts(joined, ones, roots, spellings, book)), learnt)


def evidence(found: Who, name: str) -> dict[SitePath, tuple[Join, ...]]:
    """Why the spellings of a person are taken for one person's, for each person whom `name` may mean.

    `name` is any spelling, or a handle; nothing is returned for a person with one spelling only.
    """
    wanted, handle = fold(name), handle_of(name)
    return {
        url: joins
        for url, joins in found.joins.items()
        if wanted in {fold(found.people[url].name), *(fold(text) for join in joins for text in (join.name, join.into))}
        or (handle and handle == handle_of(f"@{found.people[url].handle}"))
    }
