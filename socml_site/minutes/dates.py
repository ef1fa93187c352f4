"""When it was: days in file names, paths, headings and lines, and hours with their time zone.

Order of the parts of a date: with the year first it is year, month, day (ISO 8601); with the month's name it is clear;
of three numbers with the year last the one above 12 is the day, and where both could be, it is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from pathlib import PurePosixPath

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero januari gennaio janeiro",
            "february feb februar février fevrier febrero februari febbraio fevereiro",
            "march mar märz maerz mars marzo maart março marco",
            "april apr avril abril aprile",
            "may mai mayo mei maggio maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juillet julio luglio julho",
            "august aug août aout agosto augustus",
            "september sep sept septembre septiembre settembre setembro",
            "october oct okt oktober octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dez dezember décembre decembre diciembre dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?<![^\W\d_])(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?(?![^\W\d_])"
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_TH = r"(?:st|nd|rd|th|\.)?"
_DAY = r"(?<![\d.])(0?[1-9]|[12]\d|3[01])(?!\d)"
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 500
"""Characters in which a day is looked for: no line says when a meeting was behind them."""
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT = re.compile(r"(?<![\w./-])(\d{1,2})[-./](\d{1,2})[-./](\d\d)(?![.\d/-])")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ymd", re.compile(rf"(?<![\d.]){_YEAR}\s?[-_./ ]\s?(0?[1-9]|1[0-2])\s?[-_./ ]\s?(0?[1-9]|[12]\d|3[01])(?!\d)")),
    ("ymd", re.compile(r"(?<!\d)((?:19|20)\d\d)年\s?(1[0-2]|0?[1-9])月\s?(3[01]|[12]\d|0?[1-9])日")),
    ("ymd", _COMPACT),
    (
        "Mdy",
        re.compile(rf"{_MONTH}[\s_/-]{{0,3}}{_DAY}{_TH}(?:\s?[-–/&]\s?\d{{1,2}}{_TH})?[\s,_/-]{{0,3}}{_YEAR}", re.I),
    ),
    (
        "dMy",
        re.compile(
            rf"{_DAY}{_TH}(?:\s?[-–/&]\s?\d{{1,2}}{_TH})?[\s_/-]{{0,2}}(?:of "
            rf"|de )?{_MONTH}[\s,_/-]{{0,3}}(?:de )?{_YEAR}",
            re.I,
        ),
    ),
    ("yMd", re.compile(rf"{_YEAR}[\s,_/-]{{1,3}}{_MONTH}[\s_/-]{{1,3}}{_DAY}{_TH}(?!\d)", re.I)),
    ("ydM", re.compile(rf"{_YEAR}[\s,_/-]{{1,3}}{_DAY}{_TH}[\s_/-]{{1,3}}{_MONTH}", re.I)),
    ("??y", re.compile(r"(?<![\w./-])(\d{1,2})\s?[-_./]\s?(\d{1,2})\s?[-_./]\s?((?:19|20)\d\d)(?![.-]?\d)")),
)
_NO_YEAR = (
    ("Md", re.compile(rf"{_MONTH}[\s_/-]{{0,3}}{_DAY}{_TH}(?![\d:])", re.I)),
    ("dM", re.compile(rf"{_DAY}{_TH}[\s_/-]{{0,2}}(?:of )?{_MONTH}", re.I)),
)
_FOLDER_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d-])(0?[1-9]|1[0-2])[-_.](0?[1-9]|[12]\d|3[01])(?![\d-])")
_FOUR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?![^\W\d_])\.?"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche)"
)
WEEKDAY = re.compile(rf"(?<![^\W_])(?:{_WEEKDAY})", re.IGNORECASE)
_CLOCK = r"(\d{1,2})(?:[:.h](\d\d)(?::\d\d)?)?\s*([ap]\.?m\.?)?"
_ZONE = (
    r"(UTC\s?[+-−]\s?\d{1,2}(?::?\d\d)?|GMT\s?[+-−]\s?\d{1,2}|UTC|GMT|Z|[ECMP][SD]?T|CES?T|BST|IST|JST|KST"
    r"|AE[SD]T|SGT|WES?T|EES?T"
    r"|MSK|HKT|NZ[SD]T|Eastern(?: Time)?|Pacific(?: Time)?|Central(?: Time)?|[A-Z][a-z]+/[A-Z][A-Za-z_]+)"
)
_SPAN = re.compile(
    rf"(?<![\d:.]){_CLOCK}\s*{_ZONE}?\s*(?:-|–|—|to|until|bis)\s*{_CLOCK}(?![\d:])(?:\s*\(?{_ZONE}\b)?", re.I
)
_MOMENT = re.compile(rf"(?<![\d:.])(\d{{1,2}}):(\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?(?!\d)(?:\s*\(?{_ZONE}\b)?", re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where in its text it stands; `day` is None where day and month cannot be told apart."""

    day: date | None
    start: int
    end: int
    readings: tuple[date, ...] = ()


def days(text: str, prose: bool = False) -> Iterator[Day]:
    """The days written in a text with their year, in order; of an unclear one both readings.

    In `prose` eight digits in a row are a number and no day.
    """
    found: list[Day] = []
    text = text[:_NEAR]
    if not _ANY_YEAR.search(text):
        return
    for form, pattern in _FORMS:
        if prose and pattern is _COMPACT:
            continue
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            day = _read(form, match)
            if day is not None:
                found.append(day)
    yield from sorted(found, key=lambda one: one.start)


def short_day(text: str) -> Day | None:
    """The day of a line that gives it with two digits for the year, as "Date: 28/03/24"."""
    match = _SHORT.search(text)
    return _either(match, 2000 + int(match[3])) if match else None


def _read(form: str, match: re.Match[str]) -> Day | None:
    parts = dict(zip(form, match.groups(), strict=True)) if "?" not in form else {}
    if parts:
        month = _MONTHS[parts["M"].lower()] if "M" in parts else int(parts["m"])
        day = _date(int(parts["y"]), month, int(parts["d"]))
        return Day(day, match.start(), match.end()) if day else None
    return _either(match, int(match[3]))


def _either(match: re.Match[str], year: int) -> Day | None:
    """The day of three numbers with the year last, or both readings."""
    one, two = int(match[1]), int(match[2])
    readings = {found for found in (_date(year, one, two), _date(year, two, one)) if found}
    if not readings:
        return None
    return Day(
        next(iter(readings)) if len(readings) == 1 else None, match.start(), match.end(), tuple(sorted(readings))
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_near(text: str, year: int) -> date | None:
    """The first day in a text, which may leave out the year: then it is `year`."""
    whole = next(iter(days(text)), None)
    if whole:
        return whole.day
    for form, pattern in _NO_YEAR:
        if match := pattern.search(text):
            parts = dict(zip(form, match.groups(), strict=True))
            return _date(year, _MONTHS[parts["M"].lower()], int(parts["d"]))
    return None


def day_in_path(path: str) -> date | None:
    """The last day in a path: `2024-04-08.md`, `2024/04-08.md`, `2024-04/april-08.md`, `notes-20240408.md`."""
    pure = PurePosixPath(path)
    folders = "/".join(pure.parts[:-1])
    # A day in the name of the file comes before one of a folder; one put together from both stands between.
    named = [one.day for one in days(pure.stem) if one.day]
    if named:
        return named[-1]
    years = _FOLDER_YEAR.findall(folders)
    found = _day_in_year(pure, int(years[-1])) if years else None
    if found:
        return found
    clear = [
        one.day for text in (re.sub(r"\D+", "-", f"{folders}/{pure.stem}"), folders) for one in days(text) if one.day
    ]
    return clear[0] if clear else None


def _day_in_year(pure: PurePosixPath, year: int) -> date | None:
    """`2024/04-08.md`, `2024/0408.md`, `2024-04/april-08.md`, `2024/april/08.md`; but `2024/05-may.md` is a month."""
    for pattern in (_MONTH_DAY, _FOUR):
        match = pattern.search(pure.stem)
        if match:
            return _date(year, int(match[1]), int(match[2]))
    named = day_near(pure.stem, year)
    numbered = re.match(r"(\d{1,2})\D", pure.stem)
    if named and not (numbered and int(numbered[1]) == named.month == named.day):
        return named
    return _month_folder(pure, year)


def _month_folder(pure: PurePosixPath, year: int) -> date | None:
    """`2024/april/08.md`, `2024/04/08-planning.md`."""
    if len(pure.parts) < 2:
        return None
    folder, day = pure.parts[-2].lower(), re.match(r"(0?[1-9]|[12]\d|3[01])(?!\d)", pure.stem)
    words = re.findall(r"[^\W\d_]+", folder)
    month = next((_MONTHS[word] for word in words if word in _MONTHS), None)
    return _date(year, month, int(day[1])) if month and day else None


@dataclass(frozen=True, slots=True)
class Hours:
    """When a meeting began and ended, with the time zone as written; each may be unknown."""

    start: time | None = None
    end: time | None = None
    zone: str = ""


def hours(text: str) -> Hours:
    """The hours in a line such as "Time: 14:00-15:30 UTC", "9am - 10.30am (PT)", "2024-02-21T14:00:00Z"."""
    for day in days(text):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    text = re.sub(r" T(?=\d\d:)", "  ", text)
    for match in _SPAN.finditer(text):
        h1, m1, ap1, z1, h2, m2, ap2, z2 = match.groups()
        if not (m1 or m2 or ap1 or ap2):
            continue
        start, end = _time(h1, m1, ap1 or ap2), _time(h2, m2, ap2)
        if start and end:
            if ap2 and not ap1 and start > end:
                start = _time(h1, m1, "am")
            return Hours(start, end, _zone(z2 or z1))
    moment = _MOMENT.search(text)
    if moment:
        start = _time(moment[1], moment[2], moment[3])
        return Hours(start, None, _zone(moment[4])) if start else Hours()
    return Hours()


def _zone(written: str | None) -> str:
    """A time zone as written; `Z` is how ISO 8601 writes UTC."""
    zone = (written or "").strip()
    return "UTC" if zone in ("Z", "z") else zone


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half[0] in "pP" else 0)
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None
