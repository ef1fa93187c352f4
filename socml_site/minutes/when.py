"""When a meeting was: its day and hours, and whether the day is certain.

The day stands in the file's name, behind a label such as "Date:", in a heading, or in a line near the top that says
little else. An action, a due day, another meeting's day, what somebody says and the rows of a table are never asked.

Certain is what nobody writes down for another purpose: the file's name or its folders, a label with one day behind it,
and a title of a meeting with one day in it, where none of them says another. Only that is written into front matter by
`check --fix`; whatever else is found is shown and may be corrected.

Where the file's name and the text differ, the day of the name is shown: a folder holds a name once, while the head of
minutes is often that of the last meeting, copied and not changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from socml_site.interface import long_day
from socml_site.issues import Issue
from socml_site.minutes.day_lines import HELD, OTHER_DAY, DayLine, front_matter, lines_with_days
from socml_site.minutes.days.clock import Hours, hours
from socml_site.minutes.days.named import day_in_path, in_years, is_sure_in_name, unclear_in_name, years_in
from socml_site.minutes.days.written import (
    WEEKDAY,
    Day,
    beside,
    day_near,
    days,
    in_order,
    leads_from,
    months_in,
    order_in,
    order_of,
)
from socml_site.minutes.lines import Line
from socml_site.minutes.titles import says_only_day
from socml_site.read.source import Source
from socml_site.text.markdown import plain
from socml_site.words.calendar import is_sure, month
from socml_site.words.patterns import Pattern, bare
from socml_site.words.table import Words

_TOP = 25
"""Lines in which minutes say when they were held."""
_WITHDRAWN = re.compile(r"~~(?=\S)[^~]{1,300}~~|<(s|del|strike)>[^<]{0,300}</\1>", re.I)
_TARGET = re.compile(r"\]\(([^()\s]{3,300})\)")
_MONTH_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])$")
"""A file's name that ends with a month: `2024-05.md`."""
_HAPPENED = Pattern(
    lambda words: (
        rf"(?<![^\W_])(?:[^\W\d_]{{3,}}{bare(words, 'past_endings')}(?![^\W_])|{words.source('bounds')})"
        rf"\W*(?:{words.source('on_day')}\W*)?$"
    )
)
"""`Signed in ` before a day: something else happened then."""
_ENDED = re.compile(r"[,;:–—|(\[/-]\s*$")
_BEGUN = re.compile(r"\s*[,;:–—|)\]/-]")
"""Signs that set a day apart from the rest of a title."""
_HELD_ON = Pattern(lambda words: rf"{words.source('held')}\W{{0,5}}(?:{words.source('on_day')}\W{{0,5}})?$")
_MONTH_FOLDER = re.compile(r"0?[1-9]|1[0-2]")
_LATER = 3
"""Days by which a file may be named later than the meeting was; minutes copied from the last meeting differ by more."""
_SHORT = 6
"""Words below which a line may say a day and nothing else."""


@dataclass(frozen=True, slots=True)
class When:
    """Day and hours of a meeting, whether the day is certain, and the line that left the day open, if one did."""

    day: date | None = None
    hours: Hours = Hours()
    certain: bool = False
    unclear: Issue | None = None


def when(source: Source, lines: Sequence[Line], words: Words, order: str = "", part: bool = False) -> When:
    """The day and hours of a meeting: of the file's name, labels, headings and other lines the first that says it.

    `order` is that of day and month in the series of the file, if it is known. Of one `part` of a file the front matter
    says nothing.
    """
    front = () if part else tuple(front_matter(source, words))
    top = [_standing(line) for line in lines[: _TOP * 4] if not line.blank][:_TOP]
    said = [*front, *lines_with_days(top, words)]
    at = next((found for one in said if one.label and (found := hours(one.line.words)).start), Hours())
    day, sure, issue = _found(source, lines, top, said, words)
    if issue and not day and (settled := _by_order(source, said, order)):
        day, sure, issue = settled, False, None
    if not day and not issue and (other := _in_year(source, lines, top, words) or _of_agenda(source, lines, words)):
        return When(other, at)
    if day and not issue and (against := _against(said, day, words)):
        sure, issue = False, _differs(source, day, against)
    return When(
        day,
        at if at.start or not day else _hours(said, day, words),
        sure,
        None if isinstance(source.front.values.get("date"), date) else issue,
    )


def _in_year(source: Source, lines: Sequence[Line], top: Sequence[Line], words: Words) -> date | None:
    """The day that a line says without its year, if the path or the title says that."""
    title = next((line.words for line in top if line.level), "")
    found = years_in(source.path) or years_in(title)
    if len(set(found)) != 1:
        return None
    said = [*front_matter(source, words, found[0][0]), *lines_with_days(top, words, found[0][0])]
    day = _found(source, lines, top, said, words)[0]
    if not day and not years_in(source.path):
        day = day_near(PurePosixPath(source.path).stem, found[0][0])
    return in_years(day, found[0]) if day and _in_month(source.path, day) else None


def _of_agenda(source: Source, lines: Sequence[Line], words: Words) -> date | None:
    """The day of the agenda that the minutes of a month link to, `agendas/2024/05/06-board.md` in `2024-05.md`."""
    month = _MONTH_NAME.search(PurePosixPath(source.path).stem)
    if not month:
        return None
    head = [line for line in lines[: _TOP * 4] if not line.blank][:_TOP]
    for line, behind in zip(head, [*head[1:], None], strict=True):
        if not words.label_in("agenda", line.words.partition(":")[0]):
            continue
        for text in (line.text, behind.text if behind and line.words.endswith(":") else ""):
            for link in _TARGET.findall(text):
                day = day_in_path(link)
                if day and (day.year, day.month) == (int(month[1]), int(month[2])):
                    return day
    return None


def _in_month(path: str, day: date) -> bool:
    """Whether the path names no other month than that of a day."""
    pure = PurePosixPath(path)
    named = {month(word) for word in re.findall(r"[^\W\d_]+", path) if is_sure(word)}
    numbers = {int(part) for part in pure.parts[:-1] if _MONTH_FOLDER.fullmatch(part)}
    return day.month in (named or numbers or {day.month})


def _found(
    source: Source, lines: Sequence[Line], top: Sequence[Line], said: Sequence[DayLine], words: Words
) -> tuple[date | None, bool, Issue | None]:
    """The day, whether it is certain, and what leaves it open."""
    if by_path := day_in_path(source.path):
        held = _held_before(said, by_path, words)
        return held or by_path, held is not None or is_sure_in_name(source.path), None
    labels = [one for one in said if one.label]
    others = sorted((one for one in said if one.asked and not one.label), key=lambda one: not one.line.level)
    lists = {kind for kind in {one.kind for one in others} if _several(lines, kind, words)}
    first = unclear_in_name(source.path)
    issue = _unclear(source, 0, first, "in the file's name ") if first else None
    if not first and (two := _two_labels(said)):
        return None, False, _differs(source, two[0], two[1])
    for one in (*labels, *(one for one in others if one.title or one.held or one.kind not in lists)):
        day = _day(one)
        if day is None or (first and day.day not in first.readings):
            continue
        if day.day:
            return day.day, _is_sure(one, words) and (not first or is_sure_in_name(source.path)), None
        if first is None:
            first, issue = day, _unclear(source, one.line.number, day)
    if first and issue and issue.line == 1 and (settled := _settled(first, labels, top, words)):
        return settled[0], settled[1] and is_sure_in_name(source.path), None
    return None, False, issue


def _by_order(source: Source, said: Sequence[DayLine], order: str) -> date | None:
    """The day of the file's name or of a line that could be two, by the order of day and month in its series."""
    stem = PurePosixPath(source.path).stem
    named = unclear_in_name(source.path)
    unclear = [(stem, named)] if named else []
    asked = sorted((one for one in said if one.asked or one.label), key=lambda one: (not one.label, not one.line.level))
    unclear += [(one.line.words, one.days[0]) for one in asked if len(one.days) == 1 and not one.days[0].day]
    if not unclear:
        return None
    order = order or order_in(source.text) or order_of(source.text)
    return in_order(*unclear[0], order)


def _held_before(said: Sequence[DayLine], day: date, words: Words) -> date | None:
    """The day on which minutes say they were held, if it is shortly before this one: then the file was named later."""
    for one in said:
        found = one.days[0].day if one.held and len(one.days) == 1 and not one.line.bullet else None
        if found and 0 < (day - found).days <= _LATER:
            before = one.line.words[: one.days[0].start]
            if _HELD_ON.of(words).search(WEEKDAY.sub("", before)):
                return found
    return None


def _standing(line: Line) -> Line:
    """A line without what is struck through in it, which no longer holds."""
    if "~~" not in line.text and "<" not in line.text:
        return line
    text = _WITHDRAWN.sub(" ", line.text)
    cells = tuple(plain(_WITHDRAWN.sub(" ", cell)) for cell in line.cells)
    return line if text == line.text else replace(line, text=text, words=plain(text), cells=cells)


def _is_sure(one: DayLine, words: Words) -> bool:
    """Whether a line says one day, and surely that of the meeting: as a label, or in a title that is about it."""
    if len({found.day for found in one.days}) != 1:
        return False
    return one.label or (one.title and _names_meeting(one.line.words, one.days[0], words))


def _names_meeting(title: str, day: Day, words: Words) -> bool:
    """Whether a title is that of a meeting on this day: "Call of 5 March 2024", but not "The fire of 5 March 2024"."""
    before, behind = beside(title, day)
    if says_only_day(f"{before} {behind}", words):
        return True
    if _HAPPENED.of(words).search(before):
        return False
    apart = _ENDED.search(before) if before.strip() else _BEGUN.match(title[day.end :])
    return bool(apart or words.pattern("meeting_names").search(title))


def _heading_labels(said: Sequence[DayLine]) -> list[DayLine]:
    """The labels that speak of the whole meeting: those at its head, if there are any."""
    labels = [one for one in said if one.label and one.days]
    return [one for one in labels if one.own] or labels


def _two_labels(said: Sequence[DayLine]) -> tuple[date, DayLine] | None:
    """The day of the first label that says one, and a label that says another."""
    clear = [(found.day, one) for one in _heading_labels(said) if (found := _day(one)) and found.day]
    return next(((clear[0][0], one) for day, one in clear if day != clear[0][0]), None) if clear else None


def _against(said: Sequence[DayLine], day: date, words: Words) -> DayLine | None:
    """A label or a title that says another day than this one, which the path or another line says."""
    titles = [one for one in said if one.title and _is_sure(one, words)]
    for one in (*titles, *_heading_labels(said)):
        if not any(day in (found.day, *found.readings) for found in one.days):
            return one
    return None


def _settled(first: Day, labels: Sequence[DayLine], top: Sequence[Line], words: Words) -> tuple[date, bool] | None:
    """Which reading of an unclear file name a label, a heading or a short line fits, and whether a label says the day.

    The year stands in the file's name: "When: March 7th", "# March meeting".
    """
    other = OTHER_DAY.of(words)
    heads = [line.words for line in top if line.level and not other.search(line.words)]
    short = [
        line.words
        for line in top
        if not (line.level or line.box is not None or other.search(line.words)) and len(line.words.split()) < _SHORT
    ]
    said = [one.line.words for one in labels]
    for texts, sure in ((said, True), (heads, False), (short, False)):
        years = {one.year for one in first.readings}
        near = {day for text in texts for year in years if (day := day_near(text, year)) in first.readings}
        if len(near) == 1:
            return near.pop(), sure
    months = {month for text in (*said, *heads) for month in months_in(text)}
    fits = [one for one in first.readings if one.month in months]
    return (fits[0], False) if len(fits) == 1 else None


def _several(lines: Sequence[Line], kind: tuple[int, bool], words: Words) -> bool:
    """Whether lines of one kind say several days, as in a list of meetings: then none is this one's."""
    found = {
        day.day
        for line in lines
        if (line.level, bool(line.bullet)) == kind and not line.blank and not line.cells
        for day in days(line.words, prose=True)
        if day.day and says_only_day("".join(beside(line.words, day)), words)
    }
    return len(found) > 1


def _day(said: DayLine) -> Day | None:
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
    message = f"This day {where}could be " + " or ".join(long_day(one) for one in day.readings)
    hint = "Write the year first: " + " or ".join(one.isoformat() for one in day.readings) + "."
    if where and not is_sure_in_name(source.path):
        hint = "Write into the front matter which it is: " + " or ".join(f"`date: {one}`" for one in day.readings) + "."
    line = number + source.body_line if not where else 1
    return Issue(source.path, line, 1, "unclear-date", message, hint)


def _differs(source: Source, day: date, other: DayLine) -> Issue:
    """That a line says another day than the file's name or a line above it."""
    found = other.days[0].readings or (day,)
    said = " or ".join(long_day(one) for one in found)
    where = "the file's name" if day_in_path(source.path) else "another line"
    message = f"The day here is {said}, that of {where} {long_day(day)}"
    hint = f"Correct one of them, or write into the front matter which it is: `date: {found[0]}` or `date: {day}`."
    return Issue(source.path, other.line.number + source.body_line, 1, "unclear-date", message, hint)


def _hours(said: Sequence[DayLine], day: date, words: Words) -> Hours:
    """The hours of a line that says this day as well, or that a meeting was opened."""
    for one in said:
        on_day = any(day == found.day or day in found.readings for found in one.days)
        if on_day or HELD.of(words).search(one.line.words):
            found = hours(one.line.words)
            if found.start:
                return found
    return Hours()
