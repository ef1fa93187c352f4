"""An event's sessions as a board: days, slots down, rooms across; every session in exactly one place.

Nothing is guessed: what has no hours stands in a list below its day, what has no room in a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from socml_site.emit.parts.views import Ref
from socml_site.front.facts import EVENING, MORNING
from socml_site.link.vocabulary import key
from socml_site.model import Facts, Slot

_DAY = 24 * 60
_LAST = 10 * _DAY
"""Where a slot without hours stands that no other goes before: behind all that have some."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A session on the board. `url` is its page; one without a page may have `write`, where to begin it.

    `state` is `merged`, `cancelled` or empty; `slot` the label of its slot where that is all that is known; `format` is
    an English word that templates translate; `lang` is as in `Ref`.
    """

    title: str
    url: str | None = None
    date: date | None = None
    start: time | None = None
    end: time | None = None
    zone: str = ""
    room: str = ""
    slot: str = ""
    state: str = ""
    invites: bool = False
    format: str = ""
    moderators: tuple[Ref, ...] = ()
    write: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in one room in one slot, and over how many rows it goes on."""

    room: str
    seats: tuple[Seat, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A slot; `pause` says that nothing is on and that its label says what is instead: lunch, a break."""

    label: str
    start: time | None
    end: time | None
    cells: tuple[Cell, ...] = ()
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day's board; `rooms` are its columns, the last one empty for sessions without a room. `loose` has no hours."""

    date: date | None
    rooms: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    loose: tuple[Seat, ...] = ()

    @property
    def size(self) -> int:
        """How many sessions it has."""
        return len(self.loose) + sum(len(cell.seats) for row in self.rows for cell in row.cells)


@dataclass(slots=True)
class _Line:
    """A row while it is filled; `at` is its beginning in minutes, past midnight more than a day's."""

    label: str
    start: time | None
    end: time | None
    at: int
    declared: bool
    seats: list[Seat] = field(default_factory=list)


def days(facts: Facts, seats: Sequence[Seat]) -> tuple[Day, ...]:
    """The days of an event's board in their order; sessions of no known day come last.

    `facts` are those of the event: its rooms, its slots and its first day.
    """
    known = {day for day in (*(one.date for one in seats), *(one.date for one in facts.slots)) if day}
    if not known and facts.date and facts.slots:
        known = {facts.date}
    if len(known) == 1 and facts.date in known and facts.end_date in (None, facts.date):
        seats = [replace(one, date=facts.date) for one in seats]
    found = [_day(day, facts, [one for one in seats if one.date == day]) for day in sorted(known)]
    rest = [one for one in seats if one.date is None]
    if rest or not found:
        day = _day(None, facts, rest)
        # Slots that wait for their sessions stand on the days that are known.
        kept = tuple(row for row in day.rows if not found or any(cell.seats for cell in row.cells))
        found.append(replace(day, rows=kept))
    return tuple(found)


def _day(day: date | None, facts: Facts, seats: Sequence[Seat]) -> Day:
    lines = _declared([one for one in facts.slots if one.date in (None, day)])
    loose = []
    for seat in seats:
        line = _line(lines, seat)
        if line is None:
            loose.append(seat)
        else:
            line.seats.append(seat)
    lines.sort(key=lambda one: one.at)
    rooms = _rooms(facts.rooms, [seat.room for line in lines for seat in line.seats])
    return Day(day, rooms, tuple(_spanned([_row(line, rooms) for line in lines])), tuple(loose))


def _declared(slots: Iterable[Slot]) -> list[_Line]:
    """The slots as the event lists them; what follows a late slot in the small hours is past midnight."""
    lines: list[_Line] = []
    last = -1
    for slot in slots:
        if slot.start is not None:
            at = _minutes(slot.start)
            last = at + _DAY if slot.start <= MORNING and last >= _minutes(EVENING) else at
        lines.append(_Line(slot.label, slot.start, slot.end, last if last >= 0 else 0, declared=True))
    return lines


def _line(lines: list[_Line], seat: Seat) -> _Line | None:
    """The row of a session: the slot it is in, or else one for its own beginning or label; None without either."""
    if seat.slot:
        named = next((one for one in lines if one.label and key(one.label) == key(seat.slot)), None)
        if named is None and seat.start is None:
            named = _Line(seat.slot, None, None, _LAST, declared=False)
            lines.append(named)
        if named is not None:
            return named
    if seat.start is None:
        return None
    fitting = [one for one in lines if _fits(one, seat.start)]
    if fitting:
        return max(fitting, key=lambda one: (one.declared, one.at))
    line = _Line("", seat.start, None, _minutes(seat.start), declared=False)
    lines.append(line)
    return line


def _fits(line: _Line, start: time) -> bool:
    if line.start is None:
        return False
    if line.end is None or not line.declared:
        return line.start == start
    if line.end <= line.start:
        return start >= line.start or start < line.end
    return line.start <= start < line.end


def _row(line: _Line, rooms: tuple[str, ...]) -> Row:
    ends = {seat.end for seat in line.seats}
    end = line.end if line.declared else next(iter(ends)) if len(ends) == 1 else None
    held: dict[str, list[Seat]] = {}
    for seat in sorted(line.seats, key=lambda one: one.start or time.min):
        held.setdefault(key(seat.room), []).append(_without_hours(seat, line.start, end))
    cells = [Cell(room, tuple(held.get(key(room), ()))) for room in rooms]
    return Row(line.label, line.start, end, tuple(cells), pause=bool(line.label) and not line.seats)


def _without_hours(seat: Seat, start: time | None, end: time | None) -> Seat:
    """A session without the hours that its row says already; its end is kept where the row does not say it."""
    if (seat.start, seat.end) == (start, end) or (seat.start == start and seat.end is None):
        return replace(seat, start=None, end=None)
    return seat


def _spanned(rows: list[Row]) -> list[Row]:
    """Rows in which a session that goes on over the slots behind its own does so, where its room is free in them."""
    made = [list(row.cells) for row in rows]
    for column in range(len(rows[0].cells) if rows else 0):
        for number in range(len(rows)):
            cell = made[number][column]
            if len(cell.seats) != 1 or cell.seats[0].end is None or not cell.room:
                continue
            span = 1
            for after in range(number + 1, len(rows)):
                if not _goes_on(rows[number], cell.seats[0], rows[after]) or made[after][column].seats:
                    break
                span += 1
            made[number][column] = replace(cell, span=span)
    covered = {
        (number + more, column)
        for number, cells in enumerate(made)
        for column, cell in enumerate(cells)
        for more in range(1, cell.span)
    }
    return [
        replace(row, cells=tuple(cell for column, cell in enumerate(cells) if (number, column) not in covered))
        for number, (row, cells) in enumerate(zip(rows, made, strict=True))
    ]


def _goes_on(row: Row, seat: Seat, after: Row) -> bool:
    """Whether a session of `row` is still on when the slot `after` begins."""
    if after.pause or after.start is None or row.start is None or seat.end is None:
        return False
    start = _minutes(row.start)
    end, later = (_minutes(moment) + (_DAY if _minutes(moment) < start else 0) for moment in (seat.end, after.start))
    return start <= later < end


def _rooms(declared: Iterable[str], used: Iterable[str]) -> tuple[str, ...]:
    """The columns: the event's rooms, then others as people count, then one for sessions without a room."""
    rooms = {key(room): room for room in declared}
    others: dict[str, str] = {}
    for room in used:
        if key(room) not in rooms:
            others.setdefault(key(room), room)
    bare = others.pop("", None) is not None
    found = [*rooms.values(), *sorted(others.values(), key=_natural)]
    return (*found, "") if bare or not found else tuple(found)


def _natural(room: str) -> list[tuple[int, str]]:
    """`Room 9` before `Room 10`."""
    return [(int(part), "") if part.isdecimal() else (0, part.casefold()) for part in re.split(r"(\d+)", room) if part]


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
