"""Days as they are written in a text.

Order of the parts of a date: with the year first it is year, month, day (ISO 8601); with the month's name it is clear;
of three numbers with the year last the one above 12 is the day, and where both could be, it is not guessed.

A wrong day is worse than none. Of readings that overlap the one that begins first counts, so that hours behind a date
are no part of it; of days from one to another the first is meant, and if it cannot be told, none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from socml_site.text.language import language_of
from socml_site.words import calendar
from socml_site.words.calendar import ANY_MONTH, ANY_WEEKDAY, ERA, ERAS, IN_BRACKETS, MONTH, is_whole, weekday
from socml_site.words.calendar import month as month_of
from socml_site.words.guess import likely_languages
from socml_site.words.languages import ENGLISH
from socml_site.words.patterns import bare, either, forms_of
from socml_site.words.table import words_of

_ALL = words_of()
_MONTH = rf"(?<![^\W\d_])({MONTH})\.?(?![^\W\d_])"
_ANY_MONTH = rf"(?<![^\W\d_])({ANY_MONTH})\.?(?![^\W\d_])"
"""Short forms are months behind a day only: "5 set 2024" is one, "Set 5, 2024" is none."""
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_SAID_YEAR = r"((?:(?:19|20)|['’‘])\d\d)(?!\d)"
"""Behind a month that is named the year may be short: "31 May '24"."""
_TH = rf"(?:\.|{bare(_ALL, 'day_endings')}(?![^\W_]))?"
_DAY = r"(?<![\d.])(?<!\d:)(0?[1-9]|[12]\d|3[01])(?!\d)"
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_SOME_YEAR = re.compile(rf"(?:19|20)\d\d|['’‘]\d\d(?!\d)|{ERA}")
_NARROW = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
"""Digits as wide as the signs they stand among."""
_ANY_NUMBER = re.compile(r"\d")
_WORD = 60
"""Characters before a day that may belong to it."""
_YEAR_FIRST = frozenset((ENGLISH, "ja", "zh"))
"""Languages in which two numbers before a year say nothing of which is the day."""
_MONTHS = 12
_ORDERED = 20_000
"""Characters in which days are looked for that tell their order."""
_FEWEST = 4
"""Words below which a text does not tell its language."""
NEAR = 500
"""Characters in which a day is looked for: no line says when a meeting was behind them."""
WEEKDAY = re.compile(rf"(?<![^\W_]){calendar.WEEKDAY}", re.IGNORECASE)
_TO = rf"(?:\s?[-–—−/&+~〜～]\s?|\s?{_ALL.source('to_day')}\s?)"
"""What stands between the first and the last of several days."""
_AGAIN = r"\W{1,3}(?:19|20)\d\d(?!\d)"
_ON = rf"(?:(?:{ANY_WEEKDAY}|{_ALL.source('on_day')}),?\s){{0,2}}"
_UNTIL = rf"{_TO}{_ON}(\d{{1,2}})(?!\d|:\d){_TH}"
_SMALL = r"(?<![^\W_])"
_OF = rf"[\s_/-]{{0,2}}(?:{_SMALL}{bare(_ALL, 'of_month')}[\s_-])?"
_OF_ALONE = either(set(forms_of(_ALL, "of_month")) - set(forms_of(words_of(ENGLISH), "of_month")))
_OF_YEAR = rf"[\s,_/-]{{0,3}}(?:{_SMALL}{_OF_ALONE}[\s_-])?"
"""Nobody writes "4 May of 2024", and "12 out of 2024" is no day in October."""
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT = re.compile(r"(?<![\w./-])(?<!\d:)(\d{1,2})([-./])(\d{1,2})\2(\d\d)(?![\d/-]|[.:]\d)")
_SHORT_NAMED = re.compile(rf"{_DAY}{_TH}[\s/-]{_ANY_MONTH}[\s,/-]{{1,2}}(\d\d)(?![\d%]|\s?[-–:.]?\d)", re.I)
_SHORT_IN_NAME = re.compile(r"(?<![^\W_])(\d{1,2})([-_. ])(\d{1,2})\2(\d\d)(?![^\W_])(?![-_.]\d)")
_SIX = re.compile(r"(?<![^\W_])(?!20\d\d(?:0[1-9]|1[0-2])|\d\d20\d\d)(\d\d)()(\d\d)(\d\d)(?![^\W_])(?![-_.]\d)")
_LAST_SHORT = 2030
"""The last year that two digits at the head of a day are taken for, since "31-05-18" is not of 2031."""
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "y md",
        re.compile(rf"(?<![\d.]){_YEAR}(\s?[-_./ ]\s?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d|(?<=\s\d\d):\d)"),
    ),
    ("ymd", re.compile(r"(?<!\d)((?:19|20)\d\d)年\s?(1[0-2]|0?[1-9])月\s?(3[01]|[12]\d|0?[1-9])[日号號]")),
    ("eymd", re.compile(rf"({ERA})\s?(\d{{1,3}}|元)年\s?(1[0-2]|0?[1-9])月\s?(3[01]|[12]\d|0?[1-9])[日号號]")),
    ("ymd", _COMPACT),
    ("Mdvuy", re.compile(rf"{_MONTH}\s?{_DAY}{_TH}{_TO}{_ON}{_MONTH}\s?{_DAY}{_TH}[\s,]{{1,3}}{_YEAR}", re.I)),
    (
        "dMuvy",
        re.compile(rf"{_DAY}{_TH}{_OF}{_ANY_MONTH}{_TO}{_ON}{_DAY}{_TH}{_OF}{_ANY_MONTH}{_OF_YEAR}{_YEAR}", re.I),
    ),
    ("Mduy", re.compile(rf"{_MONTH}\s?{_DAY}{_TH}{_UNTIL}[\s,]{{1,3}}{_YEAR}", re.I)),
    ("Mdy", re.compile(rf"{_MONTH}[\s_/-]{{0,3}}{_DAY}{_TH}[\s,_/-]{{0,3}}{_SAID_YEAR}", re.I)),
    ("duMy", re.compile(rf"{_DAY}{_TH}{_UNTIL}{_OF}{_ANY_MONTH}{_OF_YEAR}{_YEAR}", re.I)),
    ("dMy", re.compile(rf"{_DAY}{_TH}{_OF}{_ANY_MONTH}{_OF_YEAR}{_SAID_YEAR}", re.I)),
    ("yMd", re.compile(rf"{_YEAR}[\s,_/-]{{0,3}}{_MONTH}[\s_/-]{{0,3}}{_DAY}(?!:\d|{_TH}{_AGAIN}){_TH}", re.I)),
    ("ydM", re.compile(rf"{_YEAR}[\s,_/-]{{1,3}}{_DAY}{_TH}[\s_/-]{{1,3}}{_MONTH}(?!{_AGAIN})", re.I)),
    (
        "??y",
        re.compile(
            r"(?<![^\W_])(?<![./])(?<![\d][-_:])(\d{1,2})\s?[-_./]\s?(\d{1,2})\s?[-_./]\s?((?:19|20)\d\d)"
            r"(?!\d)(?![.-]\d(?!\d?[./]\d{1,2}[./]\d{4}))"
        ),
    ),
)
"""How a day with its year is written: `u` and `v` are the day and the month of the last of several days."""
_TWO_NUMBERS = re.compile(r"(?<![\w./:-])(\d{1,2})\s?[./]\s?(\d{1,2})(?:(\.)(?![\d/]))?(?![\w/-]|[.:]\d)")
_OPENED = re.compile(
    rf"(?P<month>{_MONTH}\s?)?(?<![\d.:/-])(?P<day>\d{{1,2}})(?:{_TH}(?P<after>\s?(?:{_ALL.source('of_month')}\s)?{_ANY_MONTH})?"
    rf"|[./-](?P<second>\d{{1,2}})\.{{0,2}})(?P<to>{_TO}|\s?[,;]\s?){_ON}$",
    re.I,
)
"""A part of a date and what leads from it to the next one: "30 Oct - ", "30.10. - ", "2, "."""
_BEHIND = re.compile(r"\d[-./]\d{1,2}\s?[-./]\s?$")
_COUNTED = re.compile(r"(?:[^\W\d_]{2}\s|[#№]\s?)$")
"""A word before a number, which may say what is counted: "Meeting 3"."""
_INTO = re.compile(rf"(?:{ANY_WEEKDAY}|{_ALL.source('on_day', 'date_labels')})\s$", re.I)
_BETWEEN = re.compile(rf"[\s_]{{0,20}}(?:{_TO}|--|_)[\s_]{{0,20}}{_ON}", re.I)
_NO_YEAR = (
    ("md", re.compile(r"(?<!\d)(\d{1,2})月\s?(\d{1,2})[日号號]")),
    ("duM", re.compile(rf"{_DAY}{_TH}{_UNTIL}{_OF}{_MONTH}", re.I)),
    ("Md", re.compile(rf"{_MONTH}[\s_/-]{{0,3}}{_DAY}{_TH}(?![\d:])", re.I)),
    ("dM", re.compile(rf"{_DAY}{_TH}{_OF}{_MONTH}", re.I)),
)
FOLDER_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=(?:0[1-9]|1[0-2])?(?!\d))")
_WEEKDAY_BEFORE = re.compile(rf"(?<![^\W_]){calendar.WEEKDAY}[\s,]{{0,3}}(?:{_ALL.source('on_day')}\s)?\s*$", re.I)
_WEEKDAY_BEHIND = re.compile(rf"[\s,(（]{{0,3}}{calendar.WEEKDAY}", re.IGNORECASE)
_ON_ALONE = either(set(forms_of(_ALL, "on_day")) - set(forms_of(words_of(ENGLISH), "on_day")))
_SHORT_BEFORE = re.compile(rf"(^|[^\w\s]\s?|(?<![^\W_]){_ON_ALONE}\s){ANY_WEEKDAY}[\s,(]*$", re.I)
_SHORT_BEHIND = re.compile(rf"^[\s,]{{0,3}}(?:{IN_BRACKETS}|[(（]\s?{ANY_WEEKDAY}\s?[)）])", re.I)
"""Short names of weekdays are looked for beside a day alone: "Mo, 8.4.2024", "8.4.2024 (Mo)"; "with Sam 8 April" names
somebody."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where in its text it stands; `day` is None where day and month cannot be told apart."""

    day: date | None
    start: int
    end: int
    readings: tuple[date, ...] = ()


def days(text: str, prose: bool = False) -> Iterator[Day]:
    """The days written in a text with their year, in order; of an unclear one all readings.

    In `prose` eight digits in a row are a number and no day.
    """
    for found in spans(text[:NEAR], prose):
        if found.day or found.readings:
            yield found


def spans(text: str, prose: bool = False) -> list[Day]:
    """All that is written like a day with its year, in order; of what is none, or not surely one, neither."""
    text = text if text.isascii() else text.translate(_NARROW)
    if not _SOME_YEAR.search(text):
        return []
    matches = [
        (match.start(), order, match)
        for order, (_, pattern) in enumerate(_FORMS)
        if not (prose and pattern is _COMPACT)
        for match in pattern.finditer(text)
    ]
    found: list[Day] = []
    for start, order, match in sorted(matches, key=lambda one: one[:2]):
        if not found or found[-1].end <= start:
            found.append(_read(_FORMS[order][0], match))
    return found


def order_in(text: str) -> str:
    """Which of two numbers before a year comes first in a text: `d` the day, `m` the month; empty if no day tells."""
    pairs = ((int(match[1]), int(match[2])) for match in _FORMS[-1][1].finditer(text[:_ORDERED]))
    found = {"d" if one > _MONTHS else "m" for one, two in pairs if (one > _MONTHS) != (two > _MONTHS)}
    return found.pop() if len(found) == 1 else ""


def in_order(text: str, day: Day, order: str) -> date | None:
    """The day that an unclear one within this text is where numbers stand in this order."""
    first = re.match(r"\d{1,2}(?!\d)", text[day.start : day.end])
    if day.day or not order or not first or len(day.readings) != 2:
        return day.day
    fits = [one for one in day.readings if (one.day if order == "d" else one.month) == int(first[0])]
    return fits[0] if len(fits) == 1 else None


def order_of(text: str) -> str:
    """The order of day and month by the language of a text: where it is surely not English, the day comes first."""
    known = language_of(text)
    if not known and len(re.findall(r"[^\W\d_]{2,}", text[:_ORDERED])) < _FEWEST:
        return ""
    languages = (known.split("-")[0],) if known else likely_languages(text)
    return "d" if not set(languages) & _YEAR_FIRST else ""


def whole_day(text: str) -> date | None:
    """The day that a text is, with nothing beside it but a weekday: `Saturday, June 12, 2027`."""
    found = list(days(text)) if len(text) < _WORD else []
    alone = len(found) == 1 and not re.search(r"\w", "".join(beside(text, found[0])))
    return found[0].day if alone else None


def short_day(text: str) -> Day | None:
    """The day of a line that gives it with two digits for the year, as "Date: 28/03/24" or "28-Mar-24"."""
    text = text if text.isascii() else text.translate(_NARROW)
    if named := _SHORT_NAMED.search(text):
        return _settled(named, {valid_date(2000 + int(named[3]), month_of(named[2]), int(named[1]))})
    match = _SHORT.search(text)
    return _settled(match, _short_readings(match, match[2] == "-")) if match else None


def _short_readings(match: re.Match[str], year_first: bool) -> set[date | None]:
    """The days that three numbers of two digits can be; the year may stand first or last."""
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    first = valid_date(2000 + one, two, three) if year_first else None
    readings = {valid_date(2000 + three, two, one), valid_date(2000 + three, one, two), first} - {None}
    likely: set[date | None] = {day for day in readings if day and day.year <= _LAST_SHORT}
    return likely or readings


def short_in_name(path: str) -> Day | None:
    """The day in a file's name that gives two digits for the year: `31-05-18.md`, `310518.md`, `minutes_31.5.18.md`.

    Of readings those of a year that is in the path count first, then those that are not far in the future.
    """
    pure = PurePosixPath(path)
    match = _SHORT_IN_NAME.search(pure.stem) or _SIX.search(pure.stem)
    if not match:
        return None
    readings = {one for one in _short_readings(match, True) if one}
    years = {int(one) for one in FOLDER_YEAR.findall(path)}
    likely: set[date | None] = {one for one in readings if one.year in years}
    return _settled(match, likely or set(readings))


def _read(form: str, match: re.Match[str]) -> Day:
    """What a match of a form says."""
    if "?" in form:
        year, one, two = int(match[3]), int(match[1]), int(match[2])
        return _settled(match, {valid_date(year, one, two), valid_date(year, two, one)})
    parts = dict(zip(form, match.groups(), strict=True))
    month = month_of(parts["M"]) if "M" in parts else int(parts["m"])
    year, day = _year(parts), int(parts["d"])
    if "v" in parts:
        # From December to January the year is that of the end.
        year -= month > month_of(parts["v"])
    elif "u" in parts:
        day = _first(match, day, int(parts["u"]))
    return _settled(match, {valid_date(year, month, day)})


def _year(parts: Mapping[str, str]) -> int:
    """The year that was written: "2024", "'24", and of an era its first year or a number."""
    written = parts["y"].strip("'’‘")
    number = int(written) if written.isdecimal() else 1
    if "e" in parts:
        return ERAS[parts["e"]] + number - 1
    return number if number > 99 else 2000 + number


def _first(match: re.Match[str], one: int, other: int) -> int:
    """The first of two days of a month, or 0: in "Meeting 3 - 4 April 2024" the 3 may be none, in "12 - 4" it is."""
    counted = match[0][0].isdigit() and _counts(match.string[: match.start()])
    if one < other:
        return 0 if counted and re.search(r"\d[a-z.]*\s\S+\s", match[0]) else one
    return other if counted else 0


def _counts(before: str) -> bool:
    """Whether a number behind this text may be that of a meeting: "Call 3", but not "from 3"."""
    before = before[-_WORD:]
    return bool(_COUNTED.search(before)) and not _INTO.search(before)


def _settled(match: re.Match[str], readings: set[date | None]) -> Day:
    """The day of these readings, if there is one and it is not the last of several."""
    before = match.string[max(0, match.start() - _WORD) : match.start()]
    opened = _OPENED.search(before)
    if _ANY_YEAR.match(match[0]):
        # "10-12-2024-10-11": the year is that of what stands before it.
        if _BEHIND.search(before):
            return Day(None, match.start(), match.end())
    elif opened and _leads_to(opened, match, before[: opened.start()]):
        return Day(None, match.start() - len(opened[0]), match.end())
    clear = sorted(one for one in readings if one)
    if len(clear) > 1:
        clear = _by_weekday(match, clear)
    return Day(clear[0] if len(clear) == 1 else None, match.start(), match.end(), tuple(clear))


def _by_weekday(match: re.Match[str], readings: list[date]) -> list[date]:
    """Of these readings the one that has the weekday beside the day, if that tells: "Thursday, 03/05/2018"."""
    before = _WEEKDAY_BEFORE.search(match.string[max(0, match.start() - _WORD) : match.start()])
    beside = before or _WEEKDAY_BEHIND.match(match.string[match.end() : match.end() + _WORD])
    named = WEEKDAY.search(beside[0]) if beside else None
    number = weekday(named[0]) if named else None
    fits = [one for one in readings if one.weekday() == number]
    return fits if len(fits) == 1 else readings


def _leads_to(opened: re.Match[str], match: re.Match[str], before: str) -> bool:
    """Whether what stands before a day is the first of several days that it ends: "30.10. - 2.11.2024"."""
    listed = opened["to"].strip() in (",", ";")
    if opened["month"] or opened["after"] or (opened["second"] and not listed):
        return True
    if opened["second"] or not match[0][0].isdigit():
        return False
    first, last = int(opened["day"]), int(re.split(r"\D", match[0], maxsplit=1)[0])
    if listed:
        return first + 1 == last or (first < last and not _counts(before))
    # Of numbers alone any may be the day.
    return first < last or not re.search(r"[^\W\d_]", match[0])


def valid_date(year: int, month: int, day: int) -> date | None:
    """The day of these numbers, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_near(text: str, year: int) -> date | None:
    """The first day in a text, which may leave out the year: then it is `year`."""
    if not _ANY_NUMBER.search(text):
        return None
    whole = next(iter(days(text)), None)
    if whole:
        return whole.day
    return next((one.day for one in days_of(text, year)), None)


def days_of(text: str, year: int) -> Iterator[Day]:
    """The days in a text that leave out the year, which is `year`, of each way to write them the first."""
    text = text if text.isascii() else text.translate(_NARROW)
    for form, pattern in _NO_YEAR:
        if match := pattern.search(text):
            parts = dict(zip(form, match.groups(), strict=True))
            month = month_of(parts["M"]) if "M" in parts else int(parts["m"])
            yield Day(valid_date(year, month, int(parts["d"])), match.start(), match.end())


def number_day(text: str, year: int) -> Day | None:
    """The day that two numbers say, "31.05." or "5/31"; none if it could be two."""
    match = _TWO_NUMBERS.search(text)
    if not match:
        return None
    one, two = int(match[1]), int(match[2])
    other = None if match[3] else valid_date(year, one, two)
    return _settled(match, {valid_date(year, two, one), other})


def leads_from(text: str) -> bool:
    """Whether a text between two days says that one is the first and the other the last."""
    return bool(_BETWEEN.fullmatch(text))


def beside(text: str, day: Day) -> tuple[str, str]:
    """What stands before and behind a day, without the name of its weekday."""
    before, behind = WEEKDAY.sub("", text[: day.start]), WEEKDAY.sub("", text[day.end :])
    return _SHORT_BEFORE.sub(r"\1", before), _SHORT_BEHIND.sub("", behind)


def apart(text: str, day: Day) -> tuple[str, str]:
    """What stands before and behind a day, without the name of its weekday if that stands right before it."""
    before = _WEEKDAY_BEFORE.sub("", text[: day.start])
    return _SHORT_BEFORE.sub(r"\1", before), _SHORT_BEHIND.sub("", text[day.end :])


def months_in(text: str) -> set[int]:
    """The months a text names; short forms, which mean other things as well, do not count."""
    found = (match[1] for match in re.finditer(_MONTH, text, re.I))
    return {month_of(name) for name in found if len(name) > 3 or (is_whole(name) and name.istitle())}
