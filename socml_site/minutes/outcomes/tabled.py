"""Rows of tables whose head speaks of actions or decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import Found
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import is_empty
from socml_site.minutes.outcomes.owners import day_due, names_people, owners_of, state_of
from socml_site.minutes.outcomes.verdicts import verdict
from socml_site.model import OutcomeKind
from socml_site.text.markdown import plain
from socml_site.words.table import Words

_CODE = re.compile(r"\W*[\w.-]{0,12}\d[\d.]*\W*$")
_BREAK = re.compile(r"(?<=\w)\s{2,4}(?=@?\w)")
_REMARK = re.compile(r"(?<=\s)\([^()]{1,40}\)")
_ROWS_SEEN = 12
"""Rows of a table that tell what a column without a known head holds."""
_FIELDS = frozenset(("owner", "due", "state"))
_VOTES = frozenset(("result", "favour", "against"))


def tabled(
    lines: Sequence[Line],
    number: int,
    cast: Cast,
    day: date | None,
    words: Words,
    announced: OutcomeKind | None = None,
) -> Iterator[Found]:
    """The rows of a table whose head, or the heading above it, speaks of actions or decisions."""
    if number and lines[number - 1].cells:
        return
    head = [plain(cell) for cell in lines[number].cells]
    said = [words.columns_of(_REMARK.sub("", cell)) or words.columns_of(cell) for cell in head]
    kind, text_at = announced, 0
    for index, held in enumerate(said):
        if held & {"action", "decision"}:
            kind = OutcomeKind.ACTION if "action" in held else OutcomeKind.DECISION
            text_at = index
            break
    if kind is None and _who_what_when(said):
        kind = OutcomeKind.ACTION
        text_at = next(at for at, held in enumerate(said) if "text" in held)
    if (at := _motions(said)) is not None:
        yield from _carried(lines, number, said, at, words)
        return
    if kind is None:
        return
    if announced:
        free = (at for at, held in enumerate(said) if not held & _FIELDS)
        text_at = next((at for at in free if head[at] and not _CODE.match(head[at]) and head[at] != "#"), text_at)
    described = next((index for index, held in enumerate(said) if "text" in held), None)
    columns = {name: index for index, held in enumerate(said) for name in held & _FIELDS}
    if kind is OutcomeKind.ACTION and "owner" not in columns:
        taken = {text_at, described, *columns.values()}
        others = [at for at in range(len(head)) if at not in taken]
        if (named := _of_people(lines, number, others, cast, words)) is not None:
            columns["owner"] = named
    for row in lines[number + 1 : number + 2000]:
        if not row.cells:
            return
        cells = [plain(cell) for cell in row.cells]
        if text_at >= len(cells):
            continue
        text = cells[text_at]
        if described is not None and described < len(cells) and (_CODE.match(text) or not text):
            text = cells[described]
        if is_empty(text, words) or (_CODE.match(text) and len(text) < 6):
            continue
        if kind is OutcomeKind.DECISION:
            carried = _verdict(text, words)
            if carried is False:
                continue
            subject = next((cell for cell in cells[:text_at] if cell and not _CODE.match(cell)), "") if carried else ""
            text = f"{subject}: {text}" if subject else text
        fields = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        if "owner" in fields:
            # A break within a cell, which two spaces stand for, parts names.
            fields["owner"] = plain(_BREAK.sub(", ", row.cells[columns["owner"]].strip()))
        if "due" in fields:
            # "15. 4. 2024" is a day and no numbered item.
            fields["due"] = row.cells[columns["due"]].strip(" *_`")
        yield _row(kind, row, text, fields, cast, day, words)


def _of_people(lines: Sequence[Line], number: int, free: Sequence[int], cast: Cast, words: Words) -> int | None:
    """The column of a table of actions that names people and nothing else, whatever stands above it."""
    rows = list(takewhile(lambda row: row.cells, lines[number + 1 : number + 1 + _ROWS_SEEN]))
    for at in free:
        cells = [cell for row in rows if at < len(row.cells) and (cell := plain(row.cells[at])).strip(" :-–—")]
        if len(cells) > 1 and len(cells) * 2 > len(rows) and all(names_people(cell, cast, words) for cell in cells):
            return at
    return None


def _motions(said: Sequence[frozenset[str]]) -> int | None:
    """The column of what was put to the vote, in a table that also says what became of it."""
    motions = (at for at, held in enumerate(said) if "motion" in held)
    told = any("result" in held and "decision" not in held for held in said) or any("favour" in held for held in said)
    return next(motions, None) if told else None


def _carried(
    lines: Sequence[Line], number: int, said: Sequence[frozenset[str]], at: int, words: Words
) -> Iterator[Found]:
    """The motions of a table that were carried, by the column of the result or by those of votes."""
    columns = {name: index for index, held in enumerate(said) for name in held & _VOTES if index != at}
    for row in lines[number + 1 : number + 2000]:
        if not row.cells:
            return
        cells = [plain(cell) for cell in row.cells]
        told = {name: cells[index].strip() for name, index in columns.items() if index < len(cells)}
        text = cells[at] if at < len(cells) else ""
        if text and not is_empty(text, words) and _is_carried(told, words):
            yield Found(OutcomeKind.DECISION, text, row.number, withdrawn=row.struck)


def _is_carried(told: dict[str, str], words: Words) -> bool:
    if told.get("result"):
        return _verdict(told["result"], words) is True
    favour, against = told.get("favour", ""), told.get("against", "0")
    return favour.isdigit() and against.isdigit() and int(favour) > int(against)


def _verdict(cell: str, words: Words) -> bool | None:
    """Whether a cell says of a motion that it was carried, or that it was not."""
    if words.pattern("undecided_yet").match(cell):
        return False
    said = verdict(cell, words)
    return said.carried if said else None


def _who_what_when(said: Sequence[frozenset[str]]) -> bool:
    """Whether columns say what is to be done, by whom and by when."""
    return (
        any("text" in one for one in said) and any("owner" in one for one in said) and any("due" in one for one in said)
    )


def _row(
    kind: OutcomeKind, row: Line, text: str, cells: dict[str, str], cast: Cast, day: date | None, words: Words
) -> Found:
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text, row.number, withdrawn=row.struck)
    owner = cells.get("owner", "")
    owners = owners_of(text, cast, words, "" if is_empty(owner, words) else owner)
    said = cells.get("state", "")
    state = state_of(said if "state" in cells else row.words, words)
    state = True if words.cell_says("done", said) else False if words.cell_says("undone", said) else state
    due = day_due(cells["due"], day) if "due" in cells else None
    return Found(kind, text, row.number, owners, state, due, row.struck)
