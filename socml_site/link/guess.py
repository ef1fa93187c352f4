"""Did you mean: the name that was meant by one that is none of many, found without comparing it with all of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import chain, islice

from rapidfuzz import fuzz, process

MOST = 512
"""So many names are compared with a wrong one; of more those that share with it what few others have."""
_LOOKED_AT = 2
"""So many times as many are looked at for what they share."""
_PIECE = 3
"""Letters of a piece by which names are found that share it."""
_SEPARATOR = re.compile(r"[\W_]+")


class Guess:
    """Names to guess from, in an order that decides between two that are equally like."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def near(self, wanted: str, least: int) -> str | None:
        """The name that is most like `wanted`, and at least so much, of 100."""
        best = process.extractOne(wanted, self._likely(wanted), scorer=fuzz.ratio, score_cutoff=least)
        return best[0] if best else None

    def _likely(self, wanted: str) -> Iterable[str]:
        """At most MOST of the names, those that share most with `wanted` of what few others have, in their order."""
        if len(self._names) <= MOST:
            return self._names
        pieces = sorted(_pieces(wanted) & self._holders.keys())
        holders = sorted((self._holders[piece] for piece in pieces), key=len)
        shared = Counter(islice(chain.from_iterable(holders), _LOOKED_AT * MOST))
        return [self._names[place] for place in sorted(place for place, _ in shared.most_common(MOST))]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """By piece the names that have it."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for piece in _pieces(name):
                holders[piece].append(place)
        return holders


def _pieces(name: str) -> set[str]:
    """Every few letters or digits that follow each other, whatever separates them."""
    bare = _SEPARATOR.sub("", name.casefold()) or name
    return {bare[at : at + _PIECE] for at in range(max(1, len(bare) - _PIECE + 1))}
