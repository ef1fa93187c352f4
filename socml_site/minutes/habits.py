"""What the files of one series have in common: who its people are, and whom initials mean.

Minutes of one group name their people in full in one file and by two letters in the next. First each file is read for
itself and leaves its clues; from those of a series come its habits; then the files that they can help are read again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from socml_site.minutes.days.written import order_in
from socml_site.minutes.letters import key
from socml_site.model import Document, Role

_FEWEST = 2
"""Files of a series that must list somebody who is to be known to it."""
_NUMBER = re.compile(r"\d+")
_LABEL = re.compile(r"^[^\w\n]{0,40}([^\W\d_][\w.’'-]{0,20}(?: [\w.’'-]{1,20})?)\s?[:：]", re.MULTILINE)
_LOOKED_AT = 400_000
_MONTHS = re.compile(r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clues:
    """What one file tells of its series.

    `people` are those whom its lists name, with their spellings there; `labels` stand before colons, as keys; `unsure`
    is whether it names anybody who may not have been there. `order` is that of day and month where its name or its days
    tell, and `unclear` is whether its own day could be two.
    """

    series: str
    people: tuple[tuple[str, tuple[str, ...]], ...] = ()
    labels: frozenset[str] = frozenset()
    unsure: bool = False
    order: str = ""
    unclear: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """What a series does; all of it is empty for a file that stands alone."""

    people: Mapping[str, str] = field(default_factory=dict)
    """Names by what stands for them: the name itself, initials, handles, a first name that only one of them has."""
    order: str = ""
    """Which comes first of day and month, `d` or `m`, where they are numbers before a year."""


NONE = Habits()


def series_of(path: str) -> str:
    """What the paths of one series have in common: numbers and months in them change from file to file."""
    pure = PurePosixPath(path)
    return _NUMBER.sub("#", _MONTHS.sub("#", f"{pure.parent.as_posix()}/{pure.stem}")).casefold()


def clues_of(path: str, text: str, documents: Iterable[Document], unclear: bool = False) -> Clues:
    """The clues of one file, whose own day may be `unclear`."""
    people: dict[str, tuple[str, ...]] = {}
    unsure = False
    for found in documents:
        for one in found.minutes.people:
            if Role.ATTENDED in one.roles or Role.ABSENT in one.roles:
                people[one.name] = (*people.get(one.name, ()), *one.also)
        unsure = unsure or bool(found.minutes.maybe)
    labels = frozenset(key(match[1]) for match in _LABEL.finditer(text[:_LOOKED_AT]))
    order = order_in(f"{PurePosixPath(path).stem}\n{text}")
    return Clues(series_of(path), tuple(people.items()), labels, unsure, order, unclear)


def habits_of(clues: Iterable[Clues]) -> dict[str, Habits]:
    """The habits of each series of two files or more."""
    files: dict[str, list[Clues]] = defaultdict(list)
    for one in clues:
        files[one.series].append(one)
    found = {series: _habits(held) for series, held in files.items() if len(held) > 1}
    return {series: one for series, one in found.items() if one.people or one.order}


def _habits(files: Sequence[Clues]) -> Habits:
    """What stands for the people of a series, each of whom several files list; nothing that could mean two of them."""
    orders = {one.order for one in files if one.order}
    counts: Counter[str] = Counter()
    spellings: dict[str, set[str]] = defaultdict(set)
    for one in files:
        for name, also in one.people:
            if " " in name or any(also):
                counts[name] += 1
                spellings[name] |= {key(other) for other in also if len(key(other)) > 1}
    meant: dict[str, set[str]] = defaultdict(set)
    for name, count in counts.items():
        if count >= _FEWEST:
            for spelling in {key(name), key(name.split()[0]), *spellings[name]}:
                meant[spelling].add(name)
    known = {spelling: next(iter(names)) for spelling, names in meant.items() if len(names) == 1}
    return Habits(known, orders.pop() if len(orders) == 1 else "")


def helps(habits: Habits, clues: Clues) -> bool:
    """Whether a file is to be read again with the habits of its series."""
    if (clues.unsure and habits.people) or (clues.unclear and habits.order):
        return True
    own = {key(other) for name, also in clues.people for other in (name, name.split()[0], *also)}
    return not (clues.labels - own).isdisjoint(habits.people)
