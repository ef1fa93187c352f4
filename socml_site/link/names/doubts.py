"""Names that may be one person's and are kept apart: what to ask the maintainers, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from socml_site.issues import Issue
from socml_site.link.names.joined import Joined
from socml_site.link.names.listed import Listed
from socml_site.link.names.seen import Sighting
from socml_site.link.names.shown import Spellings
from socml_site.link.names.spelling import Shape, fold, likeness, shape, words
from socml_site.model import Place, SourcePath

MOST = 40
"""So many pairs are asked about at once; who settles them is told of the next."""
_TOGETHER = 3
"""What it adds to the likeness of two names that they come to the same meetings."""
_BLOCK = 60
"""More names than this that share so much are a common name, not one person's spellings."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """That `name` may be `other`: two names of which the second is the fuller or more frequent; `likeness` of 100."""

    name: str
    other: str
    likeness: int
    path: SourcePath
    place: Place
    listed: bool
    """Whether people.yml has the other."""


def doubts(
    joined: Joined,
    ones: Sequence[Sighting],
    roots: Sequence[str | None],
    spellings: Mapping[str, Spellings],
    book: Listed,
) -> Iterator[Doubt]:
    """For each name the likeliest other one against which nothing speaks; the likeliest pair first."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    names = {root: found.name for root, found in spellings.items() if shape(found.name) is Shape.FULL}
    for root, name in names.items():
        for block in _blocks(name):
            blocks[block].append(root)
    pairs: dict[tuple[str, str], int] = {}
    for held in blocks.values():
        for at, one in enumerate(held if len(held) <= _BLOCK else ()):
            for other in held[:at]:
                pair = (min(one, other), max(one, other))
                if pair not in pairs:
                    pairs[pair] = _likeness(joined, book, names[one], names[other], pair)
    weights = {root: _weight(joined, spellings[root], root) for pair, like in pairs.items() if like for root in pair}
    first = _first(ones, roots, weights.keys())
    for less, (like, _, more) in sorted(
        _best(pairs, weights).items(), key=lambda pair: (-pair[1][0], names[pair[0]], pair[0])
    ):
        path, place = first[less]
        yield Doubt(names[less], names[more], like, path, place, joined.sets[more].listed is not None)


_Weight = tuple[bool, int, int, str]
"""Of two names the one with more weight is taken for the right one: listed, more frequent, longer."""


def _weight(joined: Joined, found: Spellings, root: str) -> _Weight:
    often = (found.names + found.hidden).total()
    return joined.sets[root].listed is not None, often, len(found.name), f"{found.name} {root}"


def _best(pairs: Mapping[tuple[str, str], int], weights: Mapping[str, _Weight]) -> dict[str, tuple[int, _Weight, str]]:
    """For each name that may be another's slip the likeliest of the others, of equals the one with most weight."""
    best: dict[str, tuple[int, _Weight, str]] = {}
    for pair, like in pairs.items():
        if like:
            less, more = sorted(pair, key=weights.__getitem__)
            best[less] = max(best.get(less, (0, (False, 0, 0, ""), "")), (like, weights[more], more))
    return best


def _likeness(joined: Joined, book: Listed, one: str, other: str, pair: tuple[str, str]) -> int:
    known = [joined.sets[root].listed for root in pair]
    if fold(one) == fold(other) or any(book.is_reserved(url) for url in known):
        # Two of one name are apart on evidence; and of somebody who is not to be shown nothing is said.
        return 0
    like = likeness(one, other)
    if not like or joined.against(*pair):
        return 0
    together = joined.sets[pair[0]].groups & joined.sets[pair[1]].groups
    return like + _TOGETHER if together else like


def _blocks(name: str) -> Iterator[tuple[str, ...]]:
    """What alike names have in common: only within such a block are two compared. A name may be signs alone."""
    parts = words(name) or (fold(name) or name,)
    yield "last", parts[-1], parts[0][0]
    yield "first", parts[0], parts[-1][:2]
    yield "last", parts[-1]
    yield ("any", *sorted(parts))
    yield "whole", fold(name)[:5]
    yield "end", fold(name)[-6:]


def _first(
    ones: Sequence[Sighting], roots: Sequence[str | None], wanted: Collection[str]
) -> dict[str, tuple[SourcePath, Place]]:
    """Where each of these people is named first."""
    first: dict[str, tuple[SourcePath, Place]] = {}
    for one, root in zip(ones, roots, strict=True):
        if root in wanted and root is not None and not one.passing:
            first.setdefault(root, (one.path, one.place))
    return first


def issues(found: Sequence[Doubt], told: frozenset[tuple[str, int]] = frozenset()) -> Iterator[Issue]:
    """One hint for each pair, with a line for people.yml; at most MOST, and then one that says how many more there are.

    `told` are places, as path and line, of which another issue already says that the name looks misspelt.
    """
    left = [one for one in found if (one.path, one.place.line) not in told]
    for one in left[:MOST]:
        message = f"`{one.name}` may be `{one.other}`"
        yield Issue(one.path, one.place.line, one.place.col, "duplicate", message, _hint(one))
    if len(left) > MOST:
        more = len(left) - MOST
        message = f"{more} more {'pairs' if more > 1 else 'pair'} of names may be one person's"
        yield Issue("people.yml", 1, 1, "duplicate", message, "They are shown once these are settled.")


def _hint(one: Doubt) -> str:
    if one.listed:
        return (
            f"If so, add `{line_of(one.name)}` to the aliases of `{one.other}` in people.yml; if not, list both there."
        )
    entry = line_of({"name": one.other, "aliases": [one.name]})
    return f"If so, write `- {entry}` in people.yml; if not, list both there."


def line_of(value: object) -> str:
    """A value as YAML on one line."""
    text = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False)
    return str(text).removesuffix("\n").removesuffix("\n...").strip()
