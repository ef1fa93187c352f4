"""Rows of tables whose head speaks of actions or decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import EMPTY, Found
from socml_site.minutes.outcomes.owners import due_of, owners_of, state_of
from socml_site.minutes.people.cast import Cast
from socml_site.model import OutcomeKind
from socml_site.text.markdown import plain

_COLUMNS = {
    "owner": re.compile(r"owners?$|who$|assignees?$|assigned|responsible|person|champion|lead$|by whom", re.I),
    "due": re.compile(r"due|deadline|(?:by )?when$|target|by$|date", re.I),
    "state": re.compile(r"status|state|done|complete", re.I),
}
_ACTION_COLUMN = re.compile(r"(?:action|task|to ?do)s?(?: items?| points?| description)?(?: \w+)?$", re.I)
_DECISION_COLUMN = re.compile(r"(?:decision|resolution|conclusion)s?(?: \w+)?$", re.I)
_WORDS_COLUMN = re.compile(r"description|details?|what|text|item$|summary", re.I)
_CODE = re.compile(r"\W*[\w.-]{0,12}\d[\d.]*\W*$")


def tabled(
    lines: Sequence[Line], number: int, cast: Cast, day: date | None, announced: OutcomeKind | None = None
) -> Iterator[Found]:
    """The rows of a table whose head, or the heading above it, speaks of actions or decisions."""
    if number and lines[number - 1].cells:
        return
    head = [plain(cell) for cell in lines[number].cells]
    kind, text_at = announced, 0
    for index, cell in enumerate(head):
        if _ACTION_COLUMN.match(cell) or _DECISION_COLUMN.match(cell):
            kind = OutcomeKind.ACTION if _ACTION_COLUMN.match(cell) else OutcomeKind.DECISION
            text_at = index
            break
    if kind is None:
        return
    if announced:
        plain_columns = [at for at, cell in enumerate(head) if not any(one.match(cell) for one in _COLUMNS.values())]
        text_at = next(
            (at for at in plain_columns if head[at] and not _CODE.match(head[at]) and head[at] != "#"), text_at
        )
    described = next((index for index, cell in enumerate(head) if _WORDS_COLUMN.match(cell)), None)
    columns = {
        name: index for index, cell in enumerate(head) for name, pattern in _COLUMNS.items() if pattern.match(cell)
    }
    for row in lines[number + 1 : number + 2000]:
        if not row.cells:
            return
        cells = [plain(cell) for cell in row.cells]
        if text_at >= len(cells):
            continue
        text = cells[text_at]
        if described is not None and described < len(cells) and (_CODE.match(text) or not text):
            text = cells[described]
        if EMPTY.fullmatch(text) or (_CODE.match(text) and len(text) < 6):
            continue
        yield _row(kind, row, text, {name: cells[at] for name, at in columns.items() if at < len(cells)}, cast, day)


def _row(kind: OutcomeKind, row: Line, text: str, cells: dict[str, str], cast: Cast, day: date | None) -> Found:
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text, row.number, withdrawn=row.struck)
    owner = cells.get("owner", "")
    owners = owners_of(text, cast, owner) if owner and not EMPTY.fullmatch(owner) else owners_of(text, cast)
    state = state_of(cells.get("state", "")) if "state" in cells else state_of(row.words)
    if re.fullmatch(r"\W*(?:done|completed?|closed|finished|yes|x|✓)\W*", cells.get("state", ""), re.I):
        state = True
    if re.fullmatch(r"\W*(?:open|todo|to do|in progress|pending|not started|no)\W*", cells.get("state", ""), re.I):
        state = False
    due = due_of(f"due {cells['due']}", day) if "due" in cells else None
    return Found(kind, text, row.number, owners, state, due, row.struck)
