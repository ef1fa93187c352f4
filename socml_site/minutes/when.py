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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from socml_site.interface import long_day
from socml_site.issues import Issue
from socml_site.minutes.dates import (
    WEEKDAY,
    Day,
    Hours,
    beside,
    day_in_path,
    day_near,
    days,
    days_of,
    hours,
    in_order,
    in_years,
    is_sure_in_name,
    leads_from,
    months_in,
    number_day,
    order_in,
    order_of,
    short_day,
    unclear_in_name,
    years_in,
)
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.splitting import is_upcoming
from socml_site.minutes.titles import says_only_day
from socml_site.model import Role
from socml_site.read.source import Source
from socml_site.text.markdown import plain
from socml_site.words.calendar import is_sure, month
from socml_site.words.patterns import Pattern, bare
from socml_site.words.table import HAN, Words, words_of

_TOP = 25
"""Lines in which minutes say when they were held."""
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
_OTHER_DAY = Pattern(lambda words: rf"{words.source('other_day')}|[©]")
"""What says that a day is another one than the meeting's."""
_BOUND = Pattern(lambda words: rf"{words.source('bounds')}(?!\s\d{{1,2}}(?:[:.h]\d\d(?![.\d])|\s?h\b))")
"""A bound of a day, and not of an hour: "until 5 May", but not "until 14:30"."""
_UNTIL = Pattern(lambda words: rf"{words.source('bounds')}\W*(?:{words.source('on_day')}\W*)?$")
"""What makes a day behind a label a bound: "Time: 14:00 until 2024-05-06"."""
_WITHDRAWN = re.compile(r"~~(?=\S)[^~]{1,300}~~|<(s|del|strike)>[^<]{0,300}</\1>", re.I)
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\([^()]{0,500}\)")
_TARGET = re.compile(r"\]\(([^()\s]{3,300})\)")
_MONTH_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])$")
"""A file's name that ends with a month: `2024-05.md`."""
_ADDRESS = re.compile(r"://\S{1,300}/")
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
_HELD = Pattern(lambda words: rf"{words.source('meeting_names')}.{{0,40}}{words.source('held')}")
_HELD_ON = Pattern(lambda words: rf"{words.source('held')}\W{{0,5}}(?:{words.source('on_day')}\W{{0,5}})?$")
_LABELLED = re.compile(r"\W*[^\W\d_][^:：]{0,60}[:：]\s")
_PLACED = re.compile(r"\W*(?:[^\W\d_a-zà-ÿ][\w.'’-]*\s){0,3}[^\W\d_a-zà-ÿ][\w.'’-]*\s?[,–—(|-]\s?\W{0,2}$")
"""`Berlin, ` and `Spring Fair - ` before a day."""
_NUMBER = re.compile(r"\d")
_LONG = 80
"""Characters of a line or heading that says a day and little else."""
_MONTH_FOLDER = re.compile(r"0?[1-9]|1[0-2]")
_SMALL_WORDS = re.compile(r"\W*(?:[A-Za-zß-ÿ]{1,3}\W+)*")
_FIRST = 2
"""Lines of text in which a place may stand beside the day."""
_NEAR_DAY = 40
"""Characters beside a day in which a verb says that people met then."""
_RUNNING = 12
"""Words from which on a line is prose."""
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

    own: bool = False
    """Whether a label stands above all headings but the title."""

    @property
    def kind(self) -> tuple[int, bool]:
        """What lines of one list have in common."""
        return self.line.level, bool(self.line.bullet)


def when(source: Source, lines: Sequence[Line], words: Words, order: str = "", part: bool = False) -> When:
    """The day and hours of a meeting: of the file's name, labels, headings and other lines the first that says it.

    `order` is that of day and month in the series of the file, if it is known. Of one `part` of a file the front matter
    says nothing.
    """
    front = () if part else tuple(_front(source, words))
    top = [_standing(line) for line in lines[: _TOP * 4] if not line.blank][:_TOP]
    said = [*front, *_said(top, words)]
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
    said = [*_front(source, words, found[0][0]), *_said(top, words, found[0][0])]
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


def _front(source: Source, words: Words, year: int = 0) -> Iterator[_Said]:
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
            if found and not _OTHER_DAY.of(words).search(text):
                yield _Said(Line(number, text, text, level=1), found, title=True)
        elif found and _begins_with_day(text) and re.match(_DATED_ANYHOW, f"{key.replace('_', ' ')}:", re.I):
            yield _Said(Line(number, text, text), found, label=True, own=True)


def _in_month(path: str, day: date) -> bool:
    """Whether the path names no other month than that of a day."""
    pure = PurePosixPath(path)
    named = {month(word) for word in re.findall(r"[^\W\d_]+", path) if is_sure(word)}
    numbers = {int(part) for part in pure.parts[:-1] if _MONTH_FOLDER.fullmatch(part)}
    return day.month in (named or numbers or {day.month})


def _found(
    source: Source, lines: Sequence[Line], top: Sequence[Line], said: Sequence[_Said], words: Words
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


def _by_order(source: Source, said: Sequence[_Said], order: str) -> date | None:
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


def _held_before(said: Sequence[_Said], day: date, words: Words) -> date | None:
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


def _is_sure(one: _Said, words: Words) -> bool:
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


def _heading_labels(said: Sequence[_Said]) -> list[_Said]:
    """The labels that speak of the whole meeting: those at its head, if there are any."""
    labels = [one for one in said if one.label and one.days]
    return [one for one in labels if one.own] or labels


def _two_labels(said: Sequence[_Said]) -> tuple[date, _Said] | None:
    """The day of the first label that says one, and a label that says another."""
    clear = [(found.day, one) for one in _heading_labels(said) if (found := _day(one)) and found.day]
    return next(((clear[0][0], one) for day, one in clear if day != clear[0][0]), None) if clear else None


def _against(said: Sequence[_Said], day: date, words: Words) -> _Said | None:
    """A label or a title that says another day than this one, which the path or another line says."""
    titles = [one for one in said if one.title and _is_sure(one, words)]
    for one in (*titles, *_heading_labels(said)):
        if not any(day in (found.day, *found.readings) for found in one.days):
            return one
    return None


def _settled(first: Day, labels: Sequence[_Said], top: Sequence[Line], words: Words) -> tuple[date, bool] | None:
    """Which reading of an unclear file name a label, a heading or a short line fits, and whether a label says the day.

    The year stands in the file's name: "When: March 7th", "# March meeting".
    """
    other = _OTHER_DAY.of(words)
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


def _said(top: Sequence[Line], words: Words, year: int = 0) -> Iterator[_Said]:
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
        other = bool(_OTHER_DAY.of(words).search(line.words))
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
        elif not other and (found or _HELD.of(words).search(said)):
            says = bool(found) and _says_day(line, found[0], is_title, told, bool(under), words)
            yield _Said(line, found, False, is_title, bool(_HELD.of(words).search(said)), says)


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
            begins = _begins_with_day(line.words) and not _OTHER_DAY.of(words).search(line.words)
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
    other = _OTHER_DAY.of(words)
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


def _labelled(line: Line, found: tuple[Day, ...], own: bool, words: Words, year: int) -> Iterator[_Said]:
    """What a line says of the meeting that begins with a label such as "Date:"."""
    if not found and not _CLOCK_LABEL.of(words).match(line.words):
        short = short_day(line.words) or (number_day(line.words, year) if year else None)
        found = (short,) if short else ()
    before = line.words[: found[0].start] if found else line.words
    if found and _UNTIL.of(words).search(WEEKDAY.sub("", before)):
        found = ()
    if not _OTHER_DAY.of(words).search(before):
        yield _Said(line, found, label=True, own=own)


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
    if _HELD.of(words).search(said) and len(said) < 200:
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
    message = f"This day {where}could be " + " or ".join(long_day(one) for one in day.readings)
    hint = "Write the year first: " + " or ".join(one.isoformat() for one in day.readings) + "."
    if where and not is_sure_in_name(source.path):
        hint = "Write into the front matter which it is: " + " or ".join(f"`date: {one}`" for one in day.readings) + "."
    line = number + source.body_line if not where else 1
    return Issue(source.path, line, 1, "unclear-date", message, hint)


def _differs(source: Source, day: date, other: _Said) -> Issue:
    """That a line says another day than the file's name or a line above it."""
    found = other.days[0].readings or (day,)
    said = " or ".join(long_day(one) for one in found)
    where = "the file's name" if day_in_path(source.path) else "another line"
    message = f"The day here is {said}, that of {where} {long_day(day)}"
    hint = f"Correct one of them, or write into the front matter which it is: `date: {found[0]}` or `date: {day}`."
    return Issue(source.path, other.line.number + source.body_line, 1, "unclear-date", message, hint)


def _hours(said: Sequence[_Said], day: date, words: Words) -> Hours:
    """The hours of a line that says this day as well, or that a meeting was opened."""
    for one in said:
        on_day = any(day == found.day or day in found.readings for found in one.days)
        if on_day or _HELD.of(words).search(one.line.words):
            found = hours(one.line.words)
            if found.start:
                return found
    return Hours()
