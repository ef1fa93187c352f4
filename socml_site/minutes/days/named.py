"""Days in the names of files and folders: `2024-04-08.md`, `2024/april/08.md`."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from socml_site.minutes.days.written import (
    FOLDER_YEAR,
    Day,
    day_near,
    days,
    leads_from,
    short_in_name,
    valid_date,
)
from socml_site.words.calendar import is_sure
from socml_site.words.calendar import month as month_of
from socml_site.words.phrases import Phrases
from socml_site.words.table import words_of

_ALL = words_of()
_WEEK, _PUBLISHED = 7, 60
"""Days before a meeting and after it in which a name that begins with another day may be given."""
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-–_/]\s?(?:19|20)?(\d\d)(?!\d)(?![-_./]\d)")
_TERM, _TERM_ENDS = 9, 6
"""Of a year that runs over two, as of a school, the first month in the first one and the last month in the second."""
_ANOTHER = re.compile(rf"{_ALL.source('another_day')}[\W_]*(?:{_ALL.source('on_day')}[\W_]+)?$", re.I)
"""What stands in a file's name before another day than the meeting's: "approved-2024-06-06"."""
_CALLED = re.compile(rf"{_ALL.source('called')}[\W_]*$", re.I)
"""What stands right before the meeting's own day."""
_BELONGS = re.compile(rf"{_ALL.source('of_day')}[\W_]*$", re.I)
"""What may stand before either: "minutes-of-2024-05-06"."""
_MONTH_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])[-_.](0?[1-9]|[12]\d|3[01])(?!\d|-\d)")
_MONTH_DAY_LATER = re.compile(r"(?<!\d)(?<!\d-)(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|[12]\d|3[01])(?!\d|-\d)")
"""Behind a word a day has two digits for both: `item-4-2-roof.md` is none."""
_FOUR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


@functools.lru_cache(maxsize=256)
def day_in_path(path: str) -> date | None:
    """The last day in a path: `2024-04-08.md`, `2024/04-08.md`, `2024-04/april-08.md`, `notes-20240408.md`."""
    pure = PurePosixPath(path)
    folders = "/".join(pure.parts[:-1])
    # A day in the name of the file comes before one of a folder; one put together from both stands between.
    if named := _named(path):
        meant = _meant(pure.stem, named)
        return meant.day if meant else None
    if (short := short_in_name(path)) and short.day:
        return short.day
    for year in years_in(folders)[-1:]:
        if (found := _day_in_year(pure, year[0])) and (found := in_years(found, year)):
            return found
    joined = re.sub(r"\D+", "-", f"{folders}/{number}") if (number := _number_alone(pure.stem)) else ""
    for text in (joined, folders):
        for one in days(text):
            if one.day:
                return one.day
    return None


def years_in(text: str) -> list[tuple[int, int]]:
    """The years in a path or a title with the last year of each: that of "2023-24" is 2024, else it is the same."""
    found = []
    for match in FOLDER_YEAR.finditer(text):
        year = int(match[1])
        over = _YEARS.match(text, match.start())
        before = _YEARS.search(text[max(0, match.start() - 7) : match.end()])
        if before and int(before[1]) == year - 1 and before[0].endswith(match[1]):
            continue
        found.append((year, year + 1 if over and int(over[2]) == (year + 1) % 100 else year))
    return found


def in_years(day: date, years: tuple[int, int]) -> date | None:
    """A day of the first of two years, moved to the second if it is of its months; none if it could be of either."""
    if years[0] == years[1] or day.month >= _TERM:
        return day
    return valid_date(years[1], day.month, day.day) if day.month <= _TERM_ENDS else None


def _number_alone(stem: str) -> str:
    """The number or numbers that a file's name begins with, or has behind a word for notes: `31-board`, `notes-31`."""
    head = re.match(r"[^\W\d_]{0,20}(?=[-_. ]?\d)", stem)
    number = re.match(r"[-_. ]?(\d{1,4}(?:[-_.]\d{1,2})?)(?!\d)", stem[head.end() :]) if head else None
    return number[1] if head and number and (not head[0] or head[0] in _called_notes()) else ""


@functools.cache
def _called_notes() -> Phrases:
    """What notes are called, behind which a number is no count of calls or rooms."""
    return _ALL.phrases("notes_headings", "date_labels")


@functools.lru_cache(maxsize=256)
def unclear_in_name(path: str) -> Day | None:
    """The day in a file's name that could be one of several: `notes/07-06-2019.md`, `a-2024-05-06-b-2024-06-06.md`."""
    named = _named(path)
    meant = _meant(PurePosixPath(path).stem, named)
    if not named or (meant and meant.day):
        return None
    return meant or Day(None, 0, 0, tuple(dict.fromkeys(day for one in named for day in one.readings)))


def is_sure_in_name(path: str) -> bool:
    """Whether a file's name holds no second day and does not say that its day is another one than the meeting's."""
    stem = PurePosixPath(path).stem
    found = list(days(stem))
    return len({one.readings for one in found}) < 2 and not any(_says(_ANOTHER, stem, one) for one in found)


def _named(path: str) -> list[Day]:
    """The days in a file's name, of those from one to another the first."""
    stem = PurePosixPath(path).stem
    found = list(days(stem))
    return [one for last, one in zip((None, *found), found, strict=False) if not last or not _leads(stem, last, one)]


def _leads(text: str, one: Day, other: Day) -> bool:
    return leads_from(text[one.end : other.start])


def _says(pattern: re.Pattern[str], stem: str, day: Day) -> bool:
    """Whether such words stand right before a day in a file's name."""
    return bool(pattern.search(stem[: day.start].replace("_", " ")))


def _meant(stem: str, named: Sequence[Day]) -> Day | None:
    """Of the days in a file's name the meeting's: `2018-10-15-minutes-2018-10-12` was published on the first one.

    Else it is the one that begins the name, or before which no word says that it is another one.
    """
    called = [one for one in named if _says(_CALLED, stem, one)]
    if len(called) == 1 or not named:
        return _near(called[0], named[0]) if called else None
    if not re.search(r"[^\W_]", stem[: named[0].start]):
        return named[0]
    own = [one for one in named if not _says(_ANOTHER, stem, one)]
    for some in (named, [one for one in own if not _says(_BELONGS, stem, one)], own):
        if len({one.readings for one in some}) == 1:
            return some[-1]
    return None


def _near(called: Day, first: Day) -> Day:
    """The day that a name is called after; of one that could be two that which is on or shortly before the first."""
    if called.day or called is first or not first.day:
        return called
    fits = [one for one in called.readings if -_WEEK <= (first.day - one).days <= _PUBLISHED]
    return Day(fits[0], called.start, called.end, (fits[0],)) if len(fits) == 1 else first


def _day_in_year(pure: PurePosixPath, year: int) -> date | None:
    """`2024/04-08.md`, `2024/0408.md`, `2024-04/april-08.md`, `2024/april/08.md`; but `2024/05-may.md` is a month."""
    if match := _MONTH_DAY.match(pure.stem) or _MONTH_DAY_LATER.search(pure.stem) or _FOUR.search(pure.stem):
        one, two = int(match[1]), int(match[2])
        return valid_date(year, one, two) or valid_date(year, two, one)
    named = day_near(pure.stem, year)
    numbered = re.match(r"(\d{1,2})\D", pure.stem)
    if named and not (numbered and int(numbered[1]) == named.month == named.day):
        return named
    return _month_folder(pure, year)


def _month_folder(pure: PurePosixPath, year: int) -> date | None:
    """`2024/april/08.md`, `2024/04/08-planning.md`."""
    if len(pure.parts) < 2 or not (number := _number_alone(pure.stem)):
        return None
    folder = pure.parts[-2].lower()
    words = re.findall(r"[^\W\d_]+", folder)
    counted = {int(number) for number in re.findall(r"\d+", folder)}
    month = next((month_of(word) for word in words if is_sure(word) or month_of(word) in counted), None)
    digits = re.fullmatch(rf"{year}(0[1-9]|1[0-2])", folder)
    day = int(re.split(r"\D", number)[0])
    return valid_date(year, month or (int(digits[1]) if digits else 0), day)
