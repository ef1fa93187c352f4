"""The lines near the top of minutes that may say when the meeting was, and the days in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from socml_site.minutes.days.written import (
    WEEKDAY,
    Day,
    beside,
    days,
    days_of,
    number_day,
    short_day,
)
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.splitting import is_upcoming
from socml_site.minutes.titles import says_only_day
from socml_site.model import Role
from socml_site.read.source import Source
from socml_site.text.markdown import plain
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words, words_of

_DATED = Pattern(
    lambda words: (
        rf"\W*{words.source('date_labels', 'time_labels')}"
        rf"(?:(?:\s{words.source('and')}\s|\s?[&/,+、・]\s?)[^\W\d_]{{1,20}}){{0,2}}"
        rf"(?:\s{words.source('of_day')}\s(?:[^\W\d_]{{1,6}}\s)?{words.source('meeting_names', 'meetings')})?"
        r"\s*(?:\([^():]{0,20}\)\W{0,3})?[*_]*\s*[:：]"
    )
)
_DATED_WITHIN = Pattern(lambda words: rf"[;,|•·–—/]\s?[*_]{{0,2}}{words.source('date_labels')}[*_]{{0,2}}\s?[:：]")
"""A label of the day behind other facts: "Place: Barn; Date: 5 May 2024"."""
_DATED_ANYHOW = rf"\W*{words_of().source('date_labels')}[*_]{{0,2}}\s?[:：]"
"""A label of the day in any language, behind which nothing else than a day may stand."""
_GATHERED = Pattern(lambda words: words.source("gathered"))
_HELD_FIRST = Pattern(lambda words: rf"\W*{words.source('held')}\W{{1,3}}(?:{words.source('on_day')}\W{{1,3}})*$")
_OPENS = re.compile(r"\W{0,3}$")
_SET_APART = re.compile(r"\s?[,;|@(（]|\s\d{1,2}[:.h]\d\d")
_CLOCK_LABEL = Pattern(lambda words: rf"\W*{words.source('time_labels')}")
OTHER_DAY = Pattern(lambda words: rf"{words.source('other_day')}|[©]")
"""What says that a day is another one than the meeting's."""
_BOUND = Pattern(lambda words: rf"{words.source('bounds')}(?!\s\d{{1,2}}(?:[:.h]\d\d(?![.\d])|\s?h\b))")
"""A bound of a day, and not of an hour: "until 5 May", but not "until 14:30"."""
_UNTIL = Pattern(lambda words: rf"{words.source('bounds')}\W*(?:{words.source('on_day')}\W*)?$")
"""What makes a day behind a label a bound: "Time: 14:00 until 2024-05-06"."""
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\([^()]{0,500}\)")
_ADDRESS = re.compile(r"://\S{1,300}/")
HELD = Pattern(lambda words: rf"{words.source('meeting_names')}.{{0,40}}{words.source('held')}")
_LABELLED = re.compile(r"\W*[^\W\d_][^:：]{0,60}[:：]\s")
_PLACED = re.compile(r"\W*(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s){0,3}[^\W\d_a-zà-ÿ][\w.'’-]*\s?[,–—(|-]\s?\W{0,2}$")
"""`Berlin, ` and `Spring Fair - ` before a day."""
_NUMBER = re.compile(r"\d")
_LONG = 80
"""Characters of a line or heading that says a day and little else."""
_SMALL_WORDS = re.compile(r"\W*(?:[A-Za-zß-ÿ]{1,3}\W+)*")
_FIRST = 2
"""Lines of text in which a place may stand beside the day."""
_NEAR_DAY = 40
"""Characters beside a day in which a verb says that people met then."""
_RUNNING = 12
"""Words from which on a line is prose."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line that may say the day, with the days in it."""

    line: Line
    days: tuple[Day, ...]
    label: bool = False
    title: bool = False
    held: bool = False
    """Whether it speaks of a meeting that was held or opened."""
    asked: bool = True
    """Whether it may say the day; else only the hours of a day that is known."""

    own: bool = False
    """Whether a label stands above all headings but the title."""

    @property
    def kind(self) -> tuple[int, bool]:
        """What lines of one list have in common."""
        return self.line.level, bool(self.line.bullet)


def front_matter(source: Source, words: Words, year: int = 0) -> Iterator[DayLine]:
    """What front matter says of the day that is no `date`: a title with a day, and keys that are labels of it."""
    for key, value in source.front.values.items():
        text = value.isoformat() if isinstance(value, date) else value
        if not isinstance(text, str):
            continue
        number = source.front.parsed.place((key,)).line - source.body_line
        found = tuple(days(text)) or tuple(days_of(text, year) if year else ())
        if key == "date" and not (found and len(found[0].readings) > 1):
            continue
        if key == "title":
            found = found or _short(text, True, words)
            if found and not OTHER_DAY.of(words).search(text):
                yield DayLine(Line(number, text, text, level=1), found, title=True)
        elif found and _begins_with_day(text) and re.match(_DATED_ANYHOW, f"{key.replace('_', ' ')}:", re.I):
            yield DayLine(Line(number, text, text), found, label=True, own=True)


def lines_with_days(top: Sequence[Line], words: Words, year: int = 0) -> Iterator[DayLine]:
    """The lines near the top that may say when the meeting was; with a `year` their days may leave it out."""
    under: list[tuple[int, bool]] = []
    told = 0
    title = next((line for line in top if line.level), None)
    if title and _announces(title.words, words):
        title = None
    for line in _with_labels(top, words):
        announces = line.words.rstrip().endswith((":", "：")) and words.list_of(line.words)
        opens = line.level or (BOLD + 1 if announces else 0)
        if not opens and _tells_nothing(line, words):
            told += 1
            continue
        other = bool(OTHER_DAY.of(words).search(line.words))
        if opens and line is not title:
            while under and under[-1][0] >= opens:
                under.pop()
            away = other or bool(words.list_of(line.words)) or is_upcoming(line.words, words)
            under.append((opens, away or any(barred for _, barred in under)))
        told += not line.level
        if line.box is not None or line.struck or len(line.cells) > 2 or any(barred for _, barred in under):
            continue
        said = line.words if line.level else _unlinked(line, words)
        if len(line.cells) == 2:
            said = f"{line.cells[0]}: {line.cells[1]}"
        is_title = line is title
        line = line if said == line.words else replace(line, words=said)
        line, said, label = _label_in(line, said, words)
        found = tuple(days(said, prose=not (label or line.level))) or tuple(days_of(said, year) if year else ())
        found = found or _short(said, is_title, words)
        if label:
            yield from _labelled(line, found, not under, words, year)
        elif not other and (found or HELD.of(words).search(said)):
            says = bool(found) and _says_day(line, found[0], is_title, told, bool(under), words)
            yield DayLine(line, found, False, is_title, bool(HELD.of(words).search(said)), says)


def _announces(heading: str, words: Words) -> bool:
    """Whether a heading announces people or what came of the meeting, and is not what a group is called: "Board"."""
    role = words.role_of(heading)
    return bool(role and role.strong and role.role is not Role.NOTED) or words.list_of(heading) is not None


def _with_labels(top: Sequence[Line], words: Words) -> Iterator[Line]:
    """The lines; below a heading, or in a column, that is a label of the day one has that label before it."""
    label = ""
    for at, line in enumerate(top):
        if line.level and _is_label(line.words, words):
            label = line.words
        elif label and not line.level and not line.cells:
            begins = _begins_with_day(line.words) and not OTHER_DAY.of(words).search(line.words)
            yield replace(line, words=f"{label}: {line.words}", text="") if begins else line
            label = ""
            continue
        elif len(line.cells) > 2 and (fact := _fact(line, top[at + 1 : at + 4], words)):
            yield replace(line, words=fact, cells=())
            continue
        else:
            label = ""
        yield line


def _is_label(said: str, words: Words) -> bool:
    """Whether a heading is a label of the day and nothing else: "Date and time"."""
    bare_label = said.rstrip(" :：")
    match = _DATED.of(words).match(f"{bare_label}:") if len(said) < _LONG and not _NUMBER.search(said) else None
    return match is not None and match.end() > len(bare_label)


def _fact(head: Line, below: Sequence[Line], words: Words) -> str:
    """The day in a table of facts that has one row: `| Date | Time | Place |`; without hours it may be of anything."""
    rows = [line.cells for line in below if len(line.cells) == len(head.cells)]
    at = next((n for n, cell in enumerate(head.cells) if _is_label(plain(cell), words)), None)
    others = [cell for n, cell in enumerate(head.cells) if n != at]
    if at is None or len(rows) != 1 or not any(_CLOCK_LABEL.of(words).match(cell) for cell in others):
        return ""
    return f"{plain(head.cells[at])}: {plain(rows[0][at])}"


def _tells_nothing(line: Line, words: Words) -> bool:
    """Whether a line holds neither a number nor a label nor a word that says that a meeting was held."""
    if line.cells or ":" in line.words or "：" in line.words or _NUMBER.search(line.words):
        return False
    return line.seen.isdisjoint(words.tells(("held",))) and not HAN.search(line.words)


def _label_in(line: Line, said: str, words: Words) -> tuple[Line, str, bool]:
    """A line from its label of the day on, what it says, and whether it has one, perhaps of another language."""
    if _DATED.of(words).match(said):
        return line, said, True
    if ":" not in said and "：" not in said:
        return line, said, False
    other = OTHER_DAY.of(words)
    if (within := _DATED_WITHIN.of(words).search(said)) and not other.search(said[: within.start()]):
        rest = said[within.start() :].lstrip(";,|•·–—/ ")
        return replace(line, words=rest), rest, True
    anyhow = re.match(_DATED_ANYHOW, said, re.I) if _NUMBER.search(said) else None
    return line, said, bool(anyhow) and _begins_with_day(said[anyhow.end() :] if anyhow else "")


def _begins_with_day(said: str) -> bool:
    """Whether a line begins with a day, perhaps behind its weekday and small words."""
    day = next(days(said), None)
    return day is not None and bool(_SMALL_WORDS.fullmatch(WEEKDAY.sub("", said[: day.start])))


def _short(said: str, title: bool, words: Words) -> tuple[Day, ...]:
    """The day of a heading or line that gives two digits for its year, if it says no more or names a meeting."""
    short = short_day(said) if len(said) < _LONG and _NUMBER.search(said) else None
    if not short or not short.day:
        return ()
    only = says_only_day(" ".join(beside(said, short)), words)
    return (short,) if only or (title and words.pattern("meeting_names").search(said)) else ()


def _labelled(line: Line, found: tuple[Day, ...], own: bool, words: Words, year: int) -> Iterator[DayLine]:
    """What a line says of the meeting that begins with a label such as "Date:"."""
    if not found and not _CLOCK_LABEL.of(words).match(line.words):
        short = short_day(line.words) or (number_day(line.words, year) if year else None)
        found = (short,) if short else ()
    before = line.words[: found[0].start] if found else line.words
    if found and _UNTIL.of(words).search(WEEKDAY.sub("", before)):
        found = ()
    if not OTHER_DAY.of(words).search(before):
        yield DayLine(line, found, label=True, own=own)


def _unlinked(line: Line, words: Words) -> str:
    """The words of a line without those of its links, which speak of other pages, unless it says nothing else."""
    if "](" not in line.text or line.cells:
        return line.words
    rest = plain(_LINK.sub(" ", line.text))
    if _ADDRESS.search(line.words):
        # The folders of an address are no words that say a day.
        return rest
    label = _DATED.of(words).match(rest)
    behind = rest[label.end() :] if label else rest
    return line.words if says_only_day(WEEKDAY.sub("", behind), words) else rest


def _says_day(line: Line, day: Day, title: bool, told: int, under: bool, words: Words) -> bool:
    """Whether a line or heading says of the meeting when it was; the `told`-th line, or `under` a heading."""
    said, before, meeting = line.words, line.words[: day.start], words.pattern("meeting_names")
    if HELD.of(words).search(said) and len(said) < 200:
        return not line.cells
    if not line.cells and not under and told <= _FIRST and _tells_gathering(line, day, words):
        return True
    if _BOUND.of(words).search(said):
        return False
    if title:
        return True
    if words.pattern("agenda").search(said):
        return False
    if says_only_day(" ".join(beside(said, day)), words):
        return True
    if line.bullet or line.cells or len(said) > _LONG:
        return False
    if _LABELLED.match(before) and not meeting.search(before):
        return False
    if meeting.search(said):
        return bool(line.level) or (not under and len(said.split()) < _RUNNING and not said.endswith((".", "。")))
    if not told or (told <= _FIRST and not under):
        opened = _OPENS.match(WEEKDAY.sub("", before)) and _SET_APART.match(said, day.end)
        if opened and len(said.split()) < _RUNNING and not said.endswith((".", "。")):
            return True
    return bool(_PLACED.match(before)) and (bool(line.level) or told <= _FIRST)


def _tells_gathering(line: Line, day: Day, words: Words) -> bool:
    """Whether one of the first lines says that people met: "We met on 4 May 2024", "Held on 4 May 2024"."""
    said = line.words
    if line.bullet or len(said) > 200:
        return False
    if _HELD_FIRST.of(words).match(WEEKDAY.sub("", said[: day.start])):
        return len(said.split()) < _RUNNING
    near = said[max(0, day.start - _NEAR_DAY) : day.end + _NEAR_DAY]
    return not line.seen.isdisjoint(words.tells(("gathered",))) and bool(_GATHERED.of(words).search(near))
