"""Rounds in which one after the other speaks: a name alone as heading, bold line or item, and what is said below it.

One such name tells nothing, for "### Ada" may be a computer. Several on one level do, if people are known among them:
by a list, as first names, or because the heading above says that it is a round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import Entry
from socml_site.minutes.lines import Line
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.minutes.turns.label import Form, Said
from socml_site.minutes.turns.speakers import Speaker
from socml_site.minutes.turns.talks import is_given
from socml_site.words.names import NO_NAMES, ROLE_WORDS, WHOLE_NAMES
from socml_site.words.table import Words

_LONGEST = 40
_LINKED = re.compile(r"\[\[([^\[\]|]{1,40})\]\]")
_NAME = re.compile(r"@?[^\W\d_][^:：()\[\]<>|?!\"“”]{0,39}")
_FEWEST = 2
_MOST_OTHERS = 0.4
"""Of the names and other words on one level so many may be no name."""


@dataclass(slots=True)
class _Level:
    """What stands on one level: names alone, and how many lines there are in all; `says` is the heading above."""

    says: str
    names: list[Said] = field(default_factory=list)
    all: int = 0
    colons: int = 0
    headed: bool = False


def rounds(page: Reading, known: Known) -> Iterator[tuple[Said, Speaker]]:
    """Those who speak in rounds, each with the line of their name."""
    for level in _levels(page.lines, known.taken):
        if len(level.names) >= _FEWEST and not _is_list(level.says, page.words):
            yield from _speaking(level, known.cast, page.words)


def _speaking(level: _Level, cast: Cast, words: Words) -> Iterator[tuple[Said, Speaker]]:
    names = [one for one in level.names if _may_be(one.label, words)]
    members = {one.label: cast.find(one.label) for one in names}
    sure = [one for one in names if members[one.label] or _is_known(one.label)]
    roles = sum(one.label.casefold() in ROLE_WORDS or bool(words.role_of(one.label)) for one in level.names)
    said_so = _says_round(level.says, words)
    if len(names) + roles < (1 - _MOST_OTHERS) * level.all or len(sure) < (1 if said_so else _FEWEST):
        return
    if len(sure) * (3 if said_so else 2) < len(names):
        return
    colons = 2 * level.colons >= level.all
    strong = said_so or colons or len(sure) > _FEWEST or any(map(members.get, members)) or len(sure) == level.all
    strong = strong or (level.headed and len(names) + roles == level.all)
    for one in names:
        if member := members[one.label]:
            because = f'"{one.label}" stands alone above what is said'
            yield one, Speaker(member, None, ("turn of somebody present", 4.0, because))
        elif strong or _is_known(one.label):
            because = f'"{one.label}" stands alone above what is said, as others do beside it'
            weight = 2.5 if strong and (_is_known(one.label) or said_so or colons) else 1.0
            yield one, Speaker(None, Entry(one.label), ("turn in a round", weight, because))


def _is_known(label: str) -> bool:
    return (is_given(label) and label[0].lower() != label[0].upper()) or label.split()[0].casefold() in WHOLE_NAMES


def _may_be(label: str, words: Words) -> bool:
    bare = label.casefold().lstrip("@")
    parts = bare.split()
    if any(one in NO_NAMES for one in parts[:1] + parts[-1:]) or bare in ROLE_WORDS:
        return False
    return is_name(label, listed=label[:1] == "@") and not words.role_of(label) and not words.list_of(label)


def _is_list(says: str, words: Words) -> bool:
    """Whether a heading announces something else than what people say: who was there, what is to be done."""
    return bool(words.list_of(says) or words.role_of(says))


def _says_round(says: str, words: Words) -> bool:
    return bool(words.pattern("rounds", "introductions").search(says))


def _levels(lines: Sequence[Line], taken: frozenset[int]) -> Iterable[_Level]:
    """The levels of a file: below each heading the headings one deeper, its bold lines, and its items by depth."""
    found: dict[tuple[object, ...], _Level] = {}
    above: dict[int, Line] = {}
    parents: list[Line] = []
    for line in lines:
        if line.blank or line.cells or line.code:
            continue
        if line.level:
            above = {level: one for level, one in above.items() if level < line.level}
            parents = []
            _enter(
                found,
                ("heading", line.level, max((one.number for one in above.values()), default=-1)),
                line,
                lines,
                taken,
                _says(above),
            )
            above[line.level] = line
        elif line.bullet:
            while parents and parents[-1].indent >= line.indent:
                parents.pop()
            parent = parents[-1] if parents else above[max(above)] if above else None
            key = ("item", line.indent, parent.number if parent else -1)
            _enter(found, key, line, lines, taken, parent.words if parent else "")
            parents.append(line)
    return [level for level in found.values() if len(level.names) >= _FEWEST]


def _says(above: dict[int, Line]) -> str:
    return above[max(above)].words if above else ""


def _enter(
    found: dict[tuple[object, ...], _Level],
    key: tuple[object, ...],
    line: Line,
    lines: Sequence[Line],
    taken: frozenset[int],
    says: str,
) -> None:
    level = found.get(key)
    if level is None:
        level = found[key] = _Level(says, headed=bool(line.level))
    level.all += 1
    if len(line.words) > _LONGEST or line.number in taken or not _holds(line, lines):
        return
    text = line.words.strip()
    if linked := _LINKED.fullmatch(text):
        text = linked[1]
    label = text.rstrip(":： ")
    if len(label.split()) <= 3 and _NAME.fullmatch(label):
        level.names.append(Said(line, label, "", "", "", Form.ROUND, True))
        level.colons += text != label


def _holds(line: Line, lines: Sequence[Line]) -> bool:
    """Whether something is said below a name."""
    below = next((one for one in lines[line.number + 1 : line.number + 4] if not one.blank), None)
    if below is None or below.cells:
        return False
    return not below.level if line.level else below.indent > line.indent
