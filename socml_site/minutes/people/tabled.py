"""Tables that name people: a column for the name, others for initials, handle, organisation, role or presence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from socml_site.minutes.evidence import Entry, Evidence, form, person
from socml_site.minutes.lines import Line
from socml_site.minutes.people.affiliations import is_remark, organisation
from socml_site.minutes.people.entry import entries
from socml_site.model import Role
from socml_site.text.markdown import plain
from socml_site.words.names import is_placeholder
from socml_site.words.table import Words

LONGEST_TABLE = 2000
"""Rows of a table that are read: a longer one is no list of attendees."""
_TICKED = re.compile(r"[x✓✔✅☑️]{1,2}|\[[xX✓✔]\]|:(?:white|heavy|ballot_box_with)_check(?:_mark)?:")
_CROSSED = re.compile(r"[✗✘❌-]|\[ ?\]|:x:")
_WEIGHT = 3.5
_THERE = (Role.ATTENDED, Role.ABSENT)


def rows_below(lines: Sequence[Line], number: int) -> list[Line]:
    """The rows below the head of a table."""
    rows = []
    for at in range(number + 1, min(len(lines), number + 1 + LONGEST_TABLE)):
        if not lines[at].cells:
            break
        rows.append(lines[at])
    return rows


def table(
    head: Line, rows: Sequence[Line], announced: bool, words: Words, role: Role = Role.ATTENDED
) -> Iterator[Evidence]:
    """The people of a table; `announced` says that a label above names attendees."""
    sideways = list(_sideways([head, *rows], words))
    if sideways:
        yield from sideways
        return
    cells = [plain(cell).strip(" *_?？") for cell in head.cells]
    said = [words.columns_of(cell) for cell in cells]
    columns = {
        name: index
        for index, held in reversed(list(enumerate(said)))
        for name in held
        if not (name == "organisation" and is_remark(cells[index]))
    }
    names = columns.get("person", 0 if announced else None)
    if not announced and columns.keys() & {"elsewhere", "due", "action", "decision"}:
        return
    if names is None or not (announced or columns.keys() & {"short", "handle", "organisation", "there", "role"}):
        return
    why = ("table of people", _WEIGHT + announced, f'it is a row of a table with a column "{cells[names]}"')
    yield form(head.number, why)
    for row in rows:
        yield form(row.number, why)
        told = row.cells[names] if names < len(row.cells) else ""
        for entry in entries(told, several="role" in columns and not announced):
            gone = _absent(row, columns, words)
            if gone is None:
                continue
            described, roles = _described(entry, row, columns, words)
            own = (role,) if announced or not roles else ()
            group = head.number if role in _THERE else -1
            gone = gone or row.struck or entry.struck
            yield person(described, (Role.ABSENT,) if gone else (*own, *roles), row.number, why, group)


def _sideways(rows: Sequence[Line], words: Words) -> Iterator[Evidence]:
    """The people of a table laid on its side, with labels such as "Present" in its first column."""
    found = []
    for row in rows:
        if row.cells == ("",):
            continue
        if len(row.cells) != 2:
            return
        said = words.role_of(row.cells[0].strip(" *_:："))
        if said and said.strong and row.cells[1] and "person" not in words.columns_of(row.cells[1].strip(" *_")):
            why = ("table of roles", _WEIGHT, f'it stands beside "{plain(row.cells[0])[:40]}" in a table')
            group = row.number if said.role in _THERE else -1
            found += [person(one, (said.role,), row.number, why, group) for one in entries(row.cells[1], several=True)]
    yield from found


def _absent(row: Line, columns: Mapping[str, int], words: Words) -> bool | None:
    """Whether a row says that somebody was not there; None if it leaves open whether they were."""
    index = columns.get("there")
    if index is None or index >= len(row.cells):
        return False
    cell = row.cells[index].strip()
    said = plain(cell).strip()
    crossed = _CROSSED.fullmatch(cell)
    if not crossed and (_TICKED.fullmatch(cell) or words.cell_says("there", said)):
        # ":x:" is a cross, and "x" a tick.
        return False
    gone = crossed or words.cell_says("gone", said)
    return True if gone or words.pattern("gone").search(said) else (None if not said else False)


def _described(entry: Entry, row: Line, columns: Mapping[str, int], words: Words) -> tuple[Entry, tuple[Role, ...]]:
    cells = {name: row.cells[index].strip(" `*_") for name, index in columns.items() if index < len(row.cells)}
    also = list(entry.also)
    short, handle = cells.get("short", ""), cells.get("handle", "")
    if short and len(short) <= 20 and not is_placeholder(short):
        also.append(short)
    if (found := re.search(r"@?([A-Za-z0-9][\w-]{1,38})", re.sub(r"\]\(.*|https?://[^/]*/", "", handle))) and handle:
        also.append(f"@{found[1]}")
    role = words.role_of(cells.get("role", ""))
    described = Entry(
        entry.name,
        tuple(also),
        entry.roles,
        entry.affiliation or organisation(plain(cells.get("organisation", "")), said=True),
        entry.url,
        entry.pronouns,
        entry.note,
    )
    return described, (role.role,) if role else ()
