"""Tables that name people: a column for the name, others for initials, handle, organisation, role or presence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from socml_site.minutes.lines import Line
from socml_site.minutes.people.affiliations import is_remark, organisation
from socml_site.minutes.people.cast import Cast
from socml_site.minutes.people.entry import Entry, entries
from socml_site.model import Role
from socml_site.text.markdown import plain
from socml_site.words.names import is_placeholder
from socml_site.words.table import role_of

LONGEST_TABLE = 2000
"""Rows of a table that are read: a longer one is no list of attendees."""
_NAME_COLUMN = re.compile(
    r"(?:full )?names?$|attendees?$|participants?$|person$|people$|members?$|delegates?$|who$|representative$", re.I
)
_COLUMNS = (
    ("short", re.compile(r"abbr|initials|acronym|short|nick|irc|alias", re.I)),
    ("handle", re.compile(r"github|handle|login|user ?name|account|gitlab|twitter", re.I)),
    ("org", re.compile(r"organi[sz]ation|affiliation|company|employer|org\b|institution|project|team|represent", re.I)),
    ("there", re.compile(r"present|attend|here|in person|status|rsvp", re.I)),
    ("role", re.compile(r"role|position|function", re.I)),
)
_NO_PEOPLE = re.compile(
    r"\b(?:actions?|tasks?|decisions?|topics?|items?|to-?dos?|issue|deadline|due|vote|question)\b", re.I
)
"""Columns of tables that name people for what they do and not for having been there."""
_THERE = re.compile(
    r"x|y|yes|✓|✔|✅|☑|present|p|attended|here|\[x\]|1|in person|remote|online|✔️|:white_check_mark:|:heavy_check_mark:",
    re.I,
)
_GONE = re.compile(r"n|no|✗|✘|❌|absent|a|regrets|apologies|excused|r|0|-|:x:", re.I)
_NOT_HERE = re.compile(r"\b(?:regrets|apologies|absent|excused|not present|couldn'?t|unable|no[- ]show)\b", re.I)


def rows_below(lines: Sequence[Line], number: int) -> list[Line]:
    """The rows below the head of a table."""
    rows = []
    for at in range(number + 1, min(len(lines), number + 1 + LONGEST_TABLE)):
        if not lines[at].cells:
            break
        rows.append(lines[at])
    return rows


def table(head: Line, rows: Sequence[Line], cast: Cast, announced: bool, role: Role = Role.ATTENDED) -> set[int]:
    """Enter the people of a table; `announced` says that a label above names attendees."""
    sideways = _sideways([head, *rows], cast)
    if sideways:
        return sideways
    cells = [cell.strip(" *_") for cell in head.cells]
    columns = {
        name: index
        for index, cell in reversed(list(enumerate(cells)))
        for name, pattern in _COLUMNS
        if pattern.search(cell) and not (name == "org" and is_remark(cell))
    }
    names = next((index for index, cell in enumerate(cells) if _NAME_COLUMN.match(cell)), None)
    if names is None and announced:
        names = 0
    if not announced and any(_NO_PEOPLE.search(cell) for cell in cells):
        return set()
    if names is None or not (announced or columns.keys() & {"short", "handle", "org", "there", "role"}):
        return set()
    used = {head.number}
    for row in rows:
        used.add(row.number)
        told = row.cells[names] if names < len(row.cells) else ""
        for entry in entries(told, several="role" in columns and not announced):
            gone = _absent(row, columns)
            if gone is not None:
                described, roles = _described(entry, row, columns)
                own = [role] if announced or not roles else []
                group = head.number if role in (Role.ATTENDED, Role.ABSENT) else -1
                cast.add(described, [Role.ABSENT] if gone else [*own, *roles], row.number, group)
    return used


def _sideways(rows: Sequence[Line], cast: Cast) -> set[int]:
    """Enter the people of a table laid on its side, with labels such as "Present" in its first column."""
    used = set()
    for row in rows:
        if row.cells == ("",):
            continue
        if len(row.cells) != 2:
            return set()
        said = role_of(row.cells[0].strip(" *_:"))
        if said and said[1] and row.cells[1] and not _NAME_COLUMN.match(row.cells[1].strip(" *_")):
            for entry in entries(row.cells[1], several=True):
                used.add(row.number)
                cast.add(entry, [said[0]], row.number, row.number if said[0] is Role.ATTENDED else -1)
    return used


def _absent(row: Line, columns: dict[str, int]) -> bool | None:
    """Whether a row says that somebody was not there; None if it leaves open whether they were."""
    index = columns.get("there")
    if index is None or index >= len(row.cells):
        return False
    said = row.cells[index].strip()
    if _THERE.fullmatch(said):
        return False
    return True if _GONE.fullmatch(said) or _NOT_HERE.search(said) else (None if not said else False)


def _described(entry: Entry, row: Line, columns: dict[str, int]) -> tuple[Entry, list[Role]]:
    cells = {name: row.cells[index].strip(" `*_") for name, index in columns.items() if index < len(row.cells)}
    also = list(entry.also)
    short, handle = cells.get("short", ""), cells.get("handle", "")
    if short and len(short) <= 20 and not is_placeholder(short):
        also.append(short)
    if (found := re.search(r"@?([A-Za-z0-9][\w-]{1,38})", re.sub(r"\]\(.*|https?://[^/]*/", "", handle))) and handle:
        also.append(f"@{found[1]}")
    role = role_of(cells.get("role", ""))
    described = Entry(
        entry.name,
        tuple(also),
        entry.roles,
        entry.affiliation or organisation(plain(cells.get("org", "")), said=True),
        entry.url,
        entry.pronouns,
        entry.note,
    )
    return described, [role[0]] if role else []
