"""Promises, decisions and questions that meeting after meeting takes down again: which statements are one thing.

Many groups copy their open action items from agenda to agenda, tick them, or put a remark behind them. Two statements
of an event are one thing if their words are the same, apart from case, marks and what stands in brackets at their
end, and if the same people promised them or one of the two names nobody. Short words ("Merge it.") may mean something
else each time. The work grows with the number of statements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from socml_site.model import SitePath, Statement

_WORD = re.compile(r"\w++")
_REMARK = re.compile(r"[(\[][^()\[\]]{0,80}+[)\]]\s*+\Z")
_TELLING = 20
"""Characters from which on the same words in two meetings of an event are taken for the same thing."""


def carried(
    said: Mapping[SitePath, Sequence[Statement]], in_time: Sequence[SitePath], event_of: Mapping[SitePath, str]
) -> dict[Statement, tuple[Statement, ...]]:
    """By statement all places where the same was said, newest first; only of what more than one document says.

    `in_time` are all documents, oldest first. Of one document what it calls done comes first, since a list at its
    head repeats what stands in its notes.
    """
    newest = [one for url in reversed(in_time) for one in sorted(said.get(url, ()), key=_open)]
    found: dict[Statement, tuple[Statement, ...]] = {}
    for same in _same(newest, event_of):
        if len({one.document for one in same}) > 1:
            found |= dict.fromkeys(same, tuple(same))
    return found


def _open(statement: Statement) -> bool:
    return not statement.outcome.done


def _same(statements: Iterable[Statement], event_of: Mapping[SitePath, str]) -> Iterator[list[Statement]]:
    """Statements that are one thing, in the order they are given in."""
    worded: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        words = _words(one.outcome.text)
        if len(words) >= _TELLING:
            worded[event_of.get(one.document, ""), one.outcome.kind.value, words].append(one)
    for ones in worded.values():
        yield from _by_owners(ones)


def _by_owners(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """The same words of other people are another promise; of nobody they are one, unless two may have meant it."""
    found: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for one in statements:
        found[frozenset(owner.name for owner in one.owners)].append(one)
    if len(found.keys() - {frozenset()}) > 1:
        yield from found.values()
    else:
        yield list(statements)


def _words(text: str) -> str:
    """What two meetings have in common that say the same."""
    return " ".join(_WORD.findall(_REMARK.sub("", text))).casefold()
