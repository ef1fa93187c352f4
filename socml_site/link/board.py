"""An event's schedule.csv: what the board says of its sessions, and those of them that have no page.

A row whose title is that of a session of the event gives it its room, day and hours, as far as its file is silent. All
others stay `Planned`: whoever was there is invited to write them down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from socml_site import layout
from socml_site.front import facts
from socml_site.front.schema import NEAR, BoardRow
from socml_site.issues import Issue
from socml_site.link.names.seen import described
from socml_site.link.vocabulary import key
from socml_site.model import (
    Document,
    Event,
    Facts,
    Kind,
    Mention,
    Minutes,
    Owner,
    Place,
    Planned,
    Role,
    SitePath,
    Slot,
    SourcePath,
)
from socml_site.read.table import AGAIN, Row, Table
from socml_site.read.yaml import Parsed

COLUMNS = {
    "title": ("title", "session", "name", "topic"),
    "slot": ("slot", "time", "when"),
    "room": ("room", "where", "place", "location"),
    "date": ("date", "day"),
    "start": ("start", "begin", "from"),
    "end": ("end", "until", "to"),
    "moderators": ("moderators", "moderator", "facilitator", "facilitators", "chair", "convener", "host"),
}
"""What each column may be called."""
_CLOCK = r"(\d{1,2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?)"
_ONE_CLOCK = r"(\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_HOURS = re.compile(rf"{_CLOCK}\s*(?:-|\u2013|to|until)\s*{_CLOCK}|{_ONE_CLOCK}", re.IGNORECASE)
"""`10:00-11:00`, `10 to 11 am`, `10:00`, `10am`; a bare number is a name."""


@dataclass(frozen=True, slots=True)
class Board:
    """The rows of one event's board; `slots` and `rooms` are those the event declares."""

    event: Event
    path: SourcePath
    rows: tuple[tuple[int, BoardRow], ...]
    slots: tuple[Slot, ...]
    rooms: tuple[str, ...]


def boards(
    tables: Iterable[Table], events: Mapping[str, Event], documents: Mapping[SitePath, Document]
) -> tuple[tuple[Board, ...], tuple[Issue, ...]]:
    """The boards of all events, and what is wrong with their files."""
    found: dict[str, Board] = {}
    issues: list[Issue] = []
    for table in sorted(tables, key=_nearest):
        event = events.get(layout.event_key(table.path))
        if event is None:
            hint = "Put it beside an index.md that describes its event, as events/NAME/schedule.csv."
            issues.append(_issue(table.path, Place(), "This schedule belongs to no event", hint))
            continue
        if event.key in found:
            message = f"The event has a schedule already: {found[event.key].path}"
            issues.append(_issue(table.path, Place(), message, "Keep one of the two."))
            continue
        own = documents[event.document].facts if event.document is not None else Facts()
        known = _columns(table, issues)
        rows = tuple(_rows(table, known, own, issues)) if "title" in known.values() else ()
        found[event.key] = Board(event, table.path, rows, own.slots, own.rooms)
    return tuple(found.values()), tuple(issues)


def _nearest(table: Table) -> tuple[int, bool, str]:
    """Of several boards of one event the first is its own: nearest to its page, and called as it should be."""
    return table.path.count("/"), table.path != table.path.lower(), table.path


def _columns(table: Table, issues: list[Issue]) -> dict[str, str]:
    """The heads of a table to what they mean; those that are not known, stand twice or are missing are issues."""
    meant = {name: column for column, names in COLUMNS.items() for name in names}
    known: dict[str, str] = {}
    for written, place in table.columns.items():
        head, again, _ = written.partition(AGAIN)
        column = meant.get(head)
        if column is None or again or column in known.values():
            best = process.extractOne(head, meant, scorer=fuzz.ratio, score_cutoff=NEAR)
            near = f"Did you mean `{best[0]}`?" if best else f"Known are: {', '.join(COLUMNS)}."
            message = f"The column `{head}` is not known"
            if column is not None:
                message, near = f"The column `{head}` says the same as another", "Keep one."
            issues.append(_issue(table.path, place, message, near))
        else:
            known[head] = column
    if "title" not in known.values():
        message = "This schedule has no column `title`"
        issues.append(_issue(table.path, Place(), message, "Begin it with a line such as: slot,room,title,moderator."))
    if table.unread:
        issues.append(_issue(table.path, Place(table.unread), "This schedule cannot be read from here on", ""))
    return known


def _rows(table: Table, known: Mapping[str, str], own: Facts, issues: list[Issue]) -> Iterator[tuple[int, BoardRow]]:
    for row in table.rows:
        values = {known[head]: cell for head, cell in row.cells.items() if head in known and cell}
        place = Place(row.line)
        if "title" not in values:
            hint = "Give the session a title, or take the row out."
            issues.append(_issue(table.path, place, "This row has no title", hint))
            continue
        places: dict[tuple[str | int, ...], Place] = {(column,): place for column in values}
        checked, faults = facts.validate(BoardRow, dict(values), Parsed(places=places), table.path)
        issues += faults
        if checked is not None:
            yield row.line, _placed(checked, row, own, table.path, issues)


def _placed(row: BoardRow, written: Row, own: Facts, path: SourcePath, issues: list[Issue]) -> BoardRow:
    """A row with the day and hours of its slot; a slot or room that the event does not have is an issue."""
    place = Place(written.line)
    if row.room and own.rooms and key(row.room) not in {key(room) for room in own.rooms}:
        issues.append(_unknown(path, place, "room", row.room, own.rooms))
    slots = [one for one in own.slots if row.slot and key(one.label) == key(row.slot)]
    slots = [one for one in slots if row.date in (None, one.date) or one.date is None]
    if len({one.date for one in slots}) > 1:
        message, hint = f"There are several slots {row.slot!r}", "Add a column `date`."
        issues.append(_issue(path, place, message, hint))
    if slots:
        slot = slots[0]
        end = row.end or (slot.end if row.start is None else None)
        return row.model_copy(update={"date": row.date or slot.date, "start": row.start or slot.start, "end": end})
    if hours_match := _HOURS.fullmatch(row.slot):
        given = {"start": hours_match[1] or hours_match[3], "end": hours_match[2]}
        values = {name: text for name, text in given.items() if text and getattr(row, name) is None}
        checked, faults = facts.validate(BoardRow, dict(values), Parsed(places={("start",): place}), path)
        issues += faults
        hours = {name: getattr(checked, name) for name in values}
        return row.model_copy(update={"slot": "", **hours})
    labels = tuple(one.label for one in own.slots if one.label)
    if row.slot and labels:
        issues.append(_unknown(path, place, "slot", row.slot, labels))
    return row


def _unknown(path: SourcePath, place: Place, what: str, name: str, known: tuple[str, ...]) -> Issue:
    best = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=60)
    hint = f"Did you mean {best[0]!r}?" if best else f"Known are: {', '.join(known[:12])}."
    return _issue(path, place, f"The event has no {what} {name!r}", hint)


def _issue(path: SourcePath, place: Place, message: str, hint: str) -> Issue:
    return Issue(path, place.line, place.col, "schedule", message, hint)


def filled(
    documents: Mapping[SitePath, Document], event_of: Mapping[SitePath, str], found: Iterable[Board]
) -> tuple[dict[SitePath, Document], dict[str, tuple[Document, ...]]]:
    """The documents with what the boards say of them, and by event the rows that have no page, as documents.

    A row that fits a page which is not published is not among them: the page says what may be told of it.
    """
    filled_in = dict(documents)
    by_title: dict[tuple[str, str], SitePath] = {}
    for url, document in documents.items():
        if document.kind is Kind.SESSION and url in event_of:
            by_title.setdefault((event_of[url], key(document.title)), url)
    without: dict[str, list[Document]] = {}
    for board in found:
        for line, row in board.rows:
            page = by_title.get((board.event.key, key(row.title)))
            if page is None:
                without.setdefault(board.event.key, []).append(_unwritten(board, line, row))
            else:
                filled_in[page] = _silent(filled_in[page], row)
    return filled_in, {event: tuple(rows) for event, rows in without.items()}


def _silent(document: Document, row: BoardRow) -> Document:
    """The document with room, day and hours of the board where its file has none."""
    own = document.facts
    timed = own.start is not None or document.minutes.start is not None
    told = replace(
        own,
        room=own.room or row.room,
        date=own.date if document.date else row.date,
        start=own.start if timed else row.start,
        end=own.end if timed else row.end,
        slot="" if timed else row.slot,
    )
    return document if told == own else replace(document, facts=told)


def _unwritten(board: Board, line: int, row: BoardRow) -> Document:
    """A row as a document without a page, so that its names are resolved like all others."""
    people = tuple(Mention(name, Role.MODERATED, Place(line)) for name in row.moderators if name)
    told = Facts(people=people, date=row.date, start=row.start, end=row.end, room=row.room, slot=row.slot)
    url = SitePath(f"{board.event.url}schedule.csv/{line}/")
    return Document(board.path, url, Kind.SESSION, row.title, told, Minutes(), "", body_line=line)


def planned(
    rows: Mapping[str, tuple[Document, ...]], find: Callable[[SitePath, str], Owner | None]
) -> dict[str, tuple[Planned, ...]]:
    """The rows without a page, by event, with those who moderate them as `find` knows them."""
    return {event: tuple(_planned(one, find) for one in found) for event, found in rows.items()}


def _planned(row: Document, find: Callable[[SitePath, str], Owner | None]) -> Planned:
    told = row.facts
    owners = (find(row.url, described(mention).name) for mention in told.people)
    known = tuple(owner for owner in owners if owner is not None)
    return Planned(row.title, told.slot, told.room, told.date, told.start, told.end, known)
