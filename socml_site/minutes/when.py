"""When a meeting was: its day and hours, and whether the day is certain.

The day stands in the file's name, behind a label such as "Date:", in a heading, or in a line near the top that says
little else. An action, a due day, another meeting's day, what somebody says and the rows of a table are never asked.

Certain is what nobody writes down for another purpose: the file's name or its folders, a label with one day behind it,
and a title with one day in it. Only that is written into front matter by `check --fix`; whatever else is found is shown
and may be corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from socml_site.issues import Issue
from socml_site.minutes.dates import (
    WEEKDAY,
    Day,
    Hours,
    day_in_path,
    days,
    hours,
    leads_from,
    short_day,
    unclear_in_name,
)
from socml_site.minutes.lexicon import list_of, role_of
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.splitting import PLAIN, UPCOMING
from socml_site.read.source import Source

_TOP = 25
"""Lines in which minutes say when they were held."""
_DATED = re.compile(
    r"\W*(?:meeting |session |call |event )?(?:dates?|when|day|datum|data|fecha|dato|held on|time)\b"
    r"(?:(?:\s(?:and|und|et|y|e)\s|\s?[&/,+]\s?)[^\W\d_]{1,20}){0,2}"
    r"(?: of (?:the |this )?(?:meeting|session|call|event))?"
    r"\s*(?:\([^():]{0,20}\)\W{0,3})?[*_]*\s*[:：]",
    re.I,
)
_CLOCK_LABEL = re.compile(r"\W*(?:meeting |session |call )?time\b", re.I)
_OTHER_DAY = re.compile(
    r"\b(?:next|previous|last|prior|upcoming|future|following|due|deadline|released?|version|updated?|edited|modified"
    r"|revised|published|posted|printed|expires?|approved?|cutoff|created|submitted|effective|starting|as of|copyright"
    r"|milestones?|(?:will|shall|to) (?:be|take)|nächste[rns]?|letzte[rns]?|fällig|frist|prochaine?|dernière?|échéance"
    r"|próxim[ao]|últim[ao]|vence|plazo|prazo|prossim[ao]|scadenza|volgende|vorige|nästa|förra|næste|neste|forrige"
    r"|następn\w+|termin|příští)\b|[©]",
    re.I,
)
"""What says that a day is another one than the meeting's."""
_BOUND = re.compile(r"\b(?:by|since|until|before|after)\b", re.I)
_HELD = re.compile(
    r"\b(?:meeting|call|session|board|committee|council)\b.{0,40}\b(?:held|met|took place|convened|opened"
    r"|called)\b",
    re.I,
)
_MEETING = re.compile(
    r"\b(?:meetings?|calls?|sessions?|sync|assembly|board|committee|council|minutes|workshop|retreat|summit|meetup"
    r"|telecon|protokoll|protokół|sitzung|treffen|besprechung|réunion|séance|compte[- ]rendu|reunión|acta|reunião|ata"
    r"|riunione|verbale|vergadering|notulen|möte|møte|møde|referat|spotkanie|zebranie|schůze|zápis)\b",
    re.I,
)
_LABELLED = re.compile(r"\W*[^\W\d_][^:：]{0,60}[:：]\s")
_AGENDA_FOR = re.compile(r"\b(?:agenda|tagesordnung|ordre du jour|orden del día)\b", re.I)
_PLACED = re.compile(r"\W*(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s){0,3}[^\W\d_a-zà-ÿ][\w.'’-]*\s?[,–—(|-]\s?\W{0,2}$")
"""`Berlin, ` and `Spring Fair - ` before a day."""
_RUNNING = 12
"""Words from which on a line is prose."""


@dataclass(frozen=True, slots=True)
class When:
    """Day and hours of a meeting, whether the day is certain, and the line that left the day open, if one did."""

    day: date | None = None
    hours: Hours = Hours()
    certain: bool = False
    unclear: Issue | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """A line that may say the day, with the days in it."""

    line: Line
    days: tuple[Day, ...]
    label: bool = False
    title: bool = False
    held: bool = False
    """Whether it speaks of a meeting that was held or opened."""
    asked: bool = True
    """Whether it may say the day; else only the hours of a day that is known."""

    @property
    def kind(self) -> tuple[int, bool]:
        """What lines of one list have in common."""
        return self.line.level, bool(self.line.bullet)


def when(source: Source, lines: Sequence[Line]) -> When:
    """The day and hours of a meeting: of the file's name, labels, headings and other lines the first that says it."""
    top = [line for line in lines[: _TOP * 4] if not line.blank][:_TOP]
    said = list(_said(top))
    labels = [one for one in said if one.label]
    at = next((found for one in labels if (found := hours(one.line.words)).start), Hours())
    by_path = day_in_path(source.path)
    if by_path:
        return When(by_path, at if at.start else _hours(said, by_path), certain=True)
    others = sorted((one for one in said if one.asked and not one.label), key=lambda one: not one.line.level)
    lists = {kind for kind in {one.kind for one in others} if _several(lines, kind)}
    first = unclear_in_name(source.path)
    issue = _unclear(source, 0, first, "in the file's name ") if first else None
    for one in (*labels, *(one for one in others if one.title or one.held or one.kind not in lists)):
        day = _day(one)
        if day is None or (first and day.day not in first.readings):
            continue
        if day.day:
            sure = (one.label or one.title) and len({found.day for found in one.days}) == 1
            return When(day.day, at if at.start else _hours(said, day.day), sure)
        if first is None:
            first, issue = day, _unclear(source, one.line.number, day)
    return When(None, at, unclear=None if source.front.values.get("date") else issue)


def _said(top: Sequence[Line]) -> Iterator[_Said]:
    """The lines near the top that may say when the meeting was."""
    under: list[tuple[int, bool]] = []
    told = 0
    title = next((line for line in top if line.level), None)
    if title and (role_of(title.words) or list_of(title.words)):
        title = None
    for line in top:
        opens = line.level or (BOLD + 1 if line.words.rstrip().endswith(":") and list_of(line.words) else 0)
        other = bool(_OTHER_DAY.search(line.words))
        if opens and line is not title:
            while under and under[-1][0] >= opens:
                under.pop()
            away = other or bool(list_of(line.words) or UPCOMING.search(line.words))
            under.append((opens, away or any(barred for _, barred in under)))
        told += not line.level
        if line.box is not None or line.struck or len(line.cells) > 2 or any(barred for _, barred in under):
            continue
        words = line.words
        if len(line.cells) == 2:
            words = f"{line.cells[0]}: {line.cells[1]}"
            line = replace(line, words=words)
        label = _DATED.match(words)
        found = tuple(days(words, prose=not (label or line.level)))
        if label:
            short = None if found or _CLOCK_LABEL.match(words) else short_day(words)
            found = (short,) if short else found
            if not _OTHER_DAY.search(words[: found[0].start] if found else words):
                yield _Said(line, found, label=True)
        elif not other and (found or _HELD.search(words)):
            says = bool(found) and _says_day(line, found[0], line is title, told, bool(under))
            yield _Said(line, found, False, line is title, bool(_HELD.search(words)), says)


def _says_day(line: Line, day: Day, title: bool, told: int, under: bool) -> bool:
    """Whether a line or heading says of the meeting when it was; the `told`-th line, or `under` a heading."""
    words = line.words
    if _HELD.search(words) and len(words) < 200:
        return not line.cells
    if _BOUND.search(words):
        return False
    if title:
        return True
    before, behind = words[: day.start], words[day.end :]
    if _AGENDA_FOR.search(words):
        return False
    if not PLAIN.sub("", WEEKDAY.sub("", f"{before} {behind}")):
        return True
    if line.bullet or line.cells or len(words) > 80:
        return False
    if _LABELLED.match(before) and not _MEETING.search(before):
        return False
    if _MEETING.search(words):
        return bool(line.level) or (not under and len(words.split()) < _RUNNING and not words.endswith("."))
    return bool(_PLACED.match(before)) and (bool(line.level) or told <= 2)


def _several(lines: Sequence[Line], kind: tuple[int, bool]) -> bool:
    """Whether lines of one kind say several days, as in a list of meetings: then none is this one's."""
    found = {
        day.day
        for line in lines
        if (line.level, bool(line.bullet)) == kind and not line.blank and not line.cells
        for day in days(line.words, prose=True)
        if day.day and not PLAIN.sub("", WEEKDAY.sub("", line.words[: day.start] + line.words[day.end :]))
    }
    return len(found) > 1


def _day(said: _Said) -> Day | None:
    """The day a line says: of several the first, if they go from one to another or stand behind a label."""
    if not said.days:
        return None
    first = said.days[0]
    words = said.line.words
    other = next((one for one in said.days[1:] if one.day != first.day), None)
    if other is None or said.label or leads_from(words[first.end : other.start]):
        return first
    return next((one for one in said.days if one.day in first.readings), None) if first.day is None else None


def _unclear(source: Source, number: int, day: Day, where: str = "") -> Issue:
    message = f"This day {where}could be " + " or ".join(f"{one:%-d %B %Y}" for one in day.readings)
    hint = "Write the year first: " + " or ".join(one.isoformat() for one in day.readings) + "."
    line = number + source.body_line if not where else 1
    return Issue(source.path, line, 1, "unclear-date", message, hint)


def _hours(said: Sequence[_Said], day: date) -> Hours:
    """The hours of a line that says this day as well, or that a meeting was opened."""
    for one in said:
        if any(day == found.day or day in found.readings for found in one.days) or _HELD.search(one.line.words):
            found = hours(one.line.words)
            if found.start:
                return found
    return Hours()
