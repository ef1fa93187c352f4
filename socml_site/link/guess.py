"""Did you mean: the name that was meant by one that is none of many, found without comparing it with all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import fuzz, process

MOST = 512
"""So many names are compared with a wrong one; of more those that share with it what few others have."""
_PIECE = 3
"""Letters of a piece by which names are found that share it."""


class Guess:
    """Names to guess from, in an order that decides between two that are equally like."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def near(self, wanted: str, least: int) -> str | None:
        """The name that is most like `wanted`, and at least so much, of 100."""
        best = process.extractOne(wanted, self._likely(wanted), scorer=fuzz.ratio, score_cutoff=least)
        return best[0] if best else None

    def _likely(self, wanted: str) -> Iterable[str]:
        """At most MOST of the names, those that have the rarest pieces of `wanted` first, in their order."""
        if len(self._names) <= MOST:
            return self._names
        holders = sorted((self._holders[piece] for piece in _pieces(wanted) if piece in self._holders), key=len)
        found: set[int] = set()
        for places in holders:
            found.update(places[: MOST - len(found)])
            if len(found) >= MOST:
                break
        return [self._names[place] for place in sorted(found)]

    @cached_property
    def _holders(self) -> dict[str, list[int]]:
        """By piece the names that have it."""
        holders: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for piece in _pieces(name):
                holders[piece].append(place)
        return holders


def _pieces(name: str) -> set[str]:
    return {name[at : at + _PIECE] for at in range(max(1, len(name) - _PIECE + 1))}
