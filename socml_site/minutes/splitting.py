"""One file, many sessions: where a file is cut, and only where its pattern leaves no doubt.

Two patterns are known. A year of meetings: headings of one level that each say a different day, or that differ only in
their number and have a label of their day below them; lines and items that say but a day stand for headings. An event's
notes: headings that each announce a session (`Session "T" by P`), or below each of which its own moderator, note-taker
or attendees are named. A file whose name says one day holds one meeting, whatever days its headings mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from socml_site.minutes.days.named import day_in_path
from socml_site.minutes.days.written import WEEKDAY, day_near, days, in_order, order_in, order_of, short_day
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.titles import clean, says_only_day, title_from_path, without_day
from socml_site.model import Role
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_SESSION = Pattern(
    lambda words: (
        rf"{words.source('session_names')}\s*(?:#?\d{{1,3}}[a-z]?|[a-z]\d{{0,2}})?\s*"
        r"(?:[:：.–—-]\s*(?<=[\s：])|(?=[\"“„'‘«「『]))(?P<title>\S.*)$"
    )
)
_QUOTED = Pattern(
    lambda words: (
        r"[\"“„«「『](?P<title>[^\"”“»」』]{2,120})[\"”“»」』]\s*"
        rf"(?:\(?(?:(?:{words.source('held_by')}|-|–)\s+)(?P<who>[^()]{{2,60}}?)\)?)?\s*$"
    )
)
_BY = Pattern(
    lambda words: rf"(?P<title>.{{2,120}}?)\s+{words.source('held_by')}\s+(?P<who>(?-i:[^\W\d_a-zß-ÿ])[^()]{{1,60}})$"
)
_UPCOMING = Pattern(lambda words: rf"^{words.source('bounds', 'due', 'planned_from')}|{words.source('upcoming')}")
_NUMBERED = re.compile(r"[^\W\d_]{3,12}\.?\s*\d{1,2}|\d{1,2}\W*(?:de\s)?[^\W\d_]{3,12}")
"""A number beside a word, which is a day beside its month where a day is known to stand."""
_DATE = Pattern(lambda words: rf"\W{{0,20}}+{words.source('date_labels')}[*_]{{0,4}}\s?[:：]")
_WHO = Pattern(lambda words: rf"\W{{0,20}}+{words.source('written_by', 'led_by')}\s(?-i:[^\W\d_a-zß-ÿ])")
_VERSION = re.compile(r"(?<![\w.])v?\d{1,3}\.\d{1,3}(?:\.\d{1,4})?(?:-\w+)?(?![\w.]|\s*(?:uhr|h)\b)", re.IGNORECASE)
"""The number of a version, "1.2.0", before or behind the day it was made."""
_LINK = re.compile(r"\[[^\[\]]{0,300}\]\([^()]{0,500}\)")
_NUMBER = re.compile(r"[\d#]+")
_HOUR = re.compile(r"\W{0,20}+\d{1,2}(?:[:.h]\d\d|\s?[ap]\.?m)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHORT = 60
"""Characters of a line that says a day alone."""
_TOP = 100
"""Lines by which the language of a file is told."""
_PLAIN_LINE = BOLD + 1
_ITEM = BOLD + 2
"""Levels of plain lines and of items that stand for headings: below all others."""
_NEAR = 8
"""Lines below a heading in which a session names its people."""
_OWN = frozenset((Role.MODERATED, Role.NOTED, Role.ATTENDED))


@dataclass(frozen=True, slots=True)
class Part:
    """One session of a file: lines `start` to `end` (exclusive) from 0, its title, perhaps its day and who held it."""

    start: int
    end: int
    title: str
    day: date | None = None
    who: str = ""


def is_upcoming(text: str, words: Words) -> bool:
    """Whether a heading is about what is to come: "Upcoming", "By 2024-05-01"."""
    return bool(_UPCOMING.of(words).search(text))


def parts(lines: Sequence[Line], path: str, whole: str, words: Words) -> tuple[Part, ...]:
    """The sessions of a file called `whole`, in order; none if it is but one."""
    heads = [line for line in lines if line.level]
    alone = {} if day_in_path(path) else _days_alone(lines, words)
    if len(heads) + len(alone) < 2:
        return ()
    return (
        _dated_otherwise(lines, heads, alone, path, whole, words)
        or _dated(lines, heads, path, whole, words)
        or _labelled(lines, heads, path, words)
        or _of_two_levels(lines, heads, words)
        or _announced(lines, heads, words)
    )


def _dated(lines: Sequence[Line], heads: Sequence[Line], path: str, whole: str, words: Words) -> tuple[Part, ...]:
    """A file of meetings, each under a heading that says its day."""
    if day_in_path(path):
        return ()
    whole = _whole(whole, path)
    year = next((int(one) for one in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{path} {whole}")[::-1]), None)
    order = _order(heads, lines)
    said = {
        line.number: day
        for line in heads
        if (day := _day_of(line.words, year, words, order)) and not _of_another(line.words, words)
    }
    levels = Counter(line.level for line in heads if line.number in said)
    for level in sorted(levels):
        dated = [line for line in heads if line.level == level and line.number in said]
        same = [line for line in heads if line.level == level]
        if len(dated) < (3 if level == BOLD else 2) or len({said[line.number] for line in dated}) < len(dated):
            continue
        if len(dated) * 10 < len([line for line in same if line.number >= dated[0].number]) * 6:
            continue
        above = [line for line in heads if line.level < level and is_upcoming(line.words, words)]
        if above or any(_tells_else(line.words, words) for line in dated) or not _held(lines, dated):
            continue

        def called(line: Line) -> tuple[str, date | None, str]:
            return _titled(line.words, said[line.number], whole, words), said[line.number], ""

        return _cut(lines, dated, called)
    return ()


def _whole(whole: str, path: str) -> str:
    """What a file is called that was given its title by its first meeting."""
    return title_from_path(path) if next(days(whole), None) else whole


def _tells_else(heading: str, words: Words) -> bool:
    """Whether a dated heading tells of something to come, or of a version that was made then."""
    return is_upcoming(heading, words) or bool(_VERSION.search(heading))


def _of_another(heading: str, words: Words) -> bool:
    """Whether a heading says when another meeting is: "Next meeting: 5 May"."""
    return bool(words.pattern("coming").search(heading))


def _days_alone(lines: Sequence[Line], words: Words) -> dict[int, tuple[Line, date]]:
    """Plain lines and items of the first level that say a day and nothing else, as headings of the lowest levels."""
    short = []
    for line in lines:
        if line.level or line.indent or line.cells or line.quoted or line.goes_on or line.box is not None:
            continue
        if len(line.words) > _SHORT or not (line.bullet or line.after_blank) or not _YEAR.search(line.words):
            continue
        short.append(replace(line, level=_ITEM if line.bullet else _PLAIN_LINE))
    order = _order(short, lines)
    return {line.number: (line, day) for line in short if (day := _only_day(line.words, words, order))}


def _only_day(text: str, words: Words, order: str) -> date | None:
    """The day that a heading or line says, if it says nothing else."""
    day = _day_of(text, None, words, order)
    return day if day and says_only_day(WEEKDAY.sub("", without_day(text, day, words)), words) else None


def _dated_otherwise(
    lines: Sequence[Line],
    heads: Sequence[Line],
    alone: Mapping[int, tuple[Line, date]],
    path: str,
    whole: str,
    words: Words,
) -> tuple[Part, ...]:
    """A file of meetings, each under a line or an item that says its day, perhaps beside headings that do so.

    Their days go up or down, something is written below each, and nothing else divides them.
    """
    if not alone or day_in_path(path):
        return ()
    said = {number: day for number, (_, day) in alone.items()}
    first = min(alone)
    for head in heads:
        if day := _only_day(head.words, words, _order(heads, lines)):
            said[head.number] = day
            first = min(first, head.number)
    if any(head.number > first and head.number not in said and head.level != BOLD for head in heads):
        return ()
    dated = [alone[line.number][0] if line.number in alone else line for line in lines if line.number in said]
    rows = [said[line.number] for line in dated]
    items = [line for line in lines if line.number >= first and line.bullet and not line.indent and not line.blank]
    loose = [line for line in items if line.number not in said]
    if all(line.level == _ITEM for line in dated):
        enough = len(dated) > 1 and len(loose) * 10 <= len(items) * 4
    else:
        enough = len(dated) > 2
    if not enough or not (rows == sorted(set(rows)) or rows == sorted(set(rows), reverse=True)):
        return ()
    if not _held(lines, dated) or _is_programme(lines, dated):
        return ()
    whole = _whole(whole, path)
    return _cut(lines, dated, lambda line: (whole, said[line.number], ""))


def _is_programme(lines: Sequence[Line], dated: Sequence[Line]) -> bool:
    """Whether most of what stands below the days begins with an hour, as in a programme of talks."""
    below = [line for line in lines[dated[0].number :] if not line.blank and not line.level]
    return sum(bool(_HOUR.match(line.words)) for line in below) * 2 > len(below) - len(dated)


def _labelled(lines: Sequence[Line], heads: Sequence[Line], path: str, words: Words) -> tuple[Part, ...]:
    """A file of meetings under headings that differ only in their number, each with a label of its day below it."""
    if day_in_path(path):
        return ()
    alike: dict[tuple[int, str], list[Line]] = {}
    for head in heads:
        if head.level != BOLD:
            alike.setdefault((head.level, _NUMBER.sub("#", head.words).casefold()), []).append(head)
    for same in alike.values():
        dated = [head for head in same if _has_day(lines, head, words)]
        if len(dated) > 1 and len(dated) * 10 >= len(same) * 6 and _held(lines, dated):
            return _cut(lines, dated, lambda line: (clean(line.words, words) or line.words, None, ""))
    return ()


def _has_day(lines: Sequence[Line], head: Line, words: Words) -> bool:
    """Whether one of the first lines below a heading is a label with a day."""
    for line in _first_below(lines, head):
        if line.level and line.level != BOLD:
            return False
        if _DATE.of(words).match(line.words) and (next(days(line.words), None) or short_day(line.words)):
            return True
    return False


def _first_below(lines: Sequence[Line], head: Line) -> list[Line]:
    return [one for one in lines[head.number + 1 : head.number + 2 * _NEAR] if not one.blank][:_NEAR]


def _order(heads: Sequence[Line], lines: Sequence[Line]) -> str:
    """The order of day and month in these headings; asked for only where one of their days could be two."""
    if all(one.day for head in heads for one in days(head.words)):
        return ""
    return order_in("\n".join(head.words for head in heads)) or order_of("\n".join(one.text for one in lines[:_TOP]))


def _day_of(heading: str, year: int | None, words: Words, order: str) -> date | None:
    """The day a heading says, if it says one and no range or list of them; `order` is that of day and month."""
    found = [day for one in days(heading) if (day := in_order(heading, one, order))]
    if len(found) == 1:
        return found[0]
    if found or year is None or len(heading) > 60:
        return None
    day = day_near(heading, year)
    rest = _NUMBERED.sub("", WEEKDAY.sub("", heading), count=1)
    return day if day and says_only_day(rest, words) else None


def _titled(heading: str, day: date, whole: str, words: Words) -> str:
    """A heading without its day; the title of the file if it says nothing else."""
    rest = WEEKDAY.sub("", without_day(heading, day, words)) if next(days(heading), None) else ""
    return whole if says_only_day(rest, words) else clean(heading, words, day)


def _held(lines: Sequence[Line], dated: Sequence[Line]) -> bool:
    """Whether something was written down below most of the headings: a list of dates or of links is no minutes."""
    ends = [line.number for line in dated[1:]] + [len(lines)]
    full = sum(
        sum(len(_unlinked(line)) for line in lines[head.number + 1 : end]) >= 25
        for head, end in zip(dated, ends, strict=True)
    )
    return full * 2 >= len(dated)


def _unlinked(line: Line) -> str:
    """The words of a line without those of its links to pages, which only lead to what was written down elsewhere."""
    return _LINK.sub("", line.text).strip() if "](" in line.text else line.words


def _of_two_levels(lines: Sequence[Line], heads: Sequence[Line], words: Words) -> tuple[Part, ...]:
    """An event's notes whose sessions stand under headings of several levels, as whoever added one liked it."""
    real = [line for line in heads if line.level != BOLD and not _names_who(line.words, words)]
    sessions = [line for line in real if _SESSION.of(words).match(line.words) or _has_people(lines, line, words)]
    top = min((line.level for line in sessions), default=0)
    lower = [line for line in sessions if line.level > top]
    if not lower or len(lower) == len(sessions):
        return ()
    own = {line.number for line in sessions}
    if any(
        next((one for one in real[real.index(line) :: -1] if one.level == top), line).number in own for line in lower
    ):
        # What stands within a session is a part of it.
        return ()
    title = real[0] if real[0].number not in own else None
    others = [line for line in real if line.level == top and line.number not in own and line is not title]
    if len(sessions) * 10 < (len(sessions) + len(others)) * 6 or _present(lines, sessions[0].number, words):
        return ()
    found = sorted((*sessions, *others), key=lambda line: line.number)
    return _cut(lines, found, lambda line: _called(line, words)) if _held(lines, found) else ()


def _names_who(heading: str, words: Words) -> bool:
    """Whether a heading or line says by whom notes were taken or a session was led: "Notes by Ada"."""
    return bool(_WHO.of(words).match(heading))


def _announced(lines: Sequence[Line], heads: Sequence[Line], words: Words) -> tuple[Part, ...]:
    """An event's notes: headings that announce sessions, or that have people of their own below them."""
    for level in sorted({line.level for line in heads if line.level != BOLD}):
        same = [line for line in heads if line.level == level]
        named = [line for line in same if _SESSION.of(words).match(line.words) or _QUOTED.of(words).match(line.words)]
        if (
            len(named) >= 2
            and len(named) * 10 >= len(same) * 5
            and _held(lines, named)
            and not _present(lines, same[0].number, words)
        ):
            return _cut(lines, named, lambda line: _called(line, words))
        owned = [line for line in same if _has_people(lines, line, words)]
        if len(owned) >= 2 and len(owned) * 10 >= len(same) * 6 and not _present(lines, same[0].number, words):
            return _cut(lines, owned, lambda line: _called(line, words))
    return ()


def _has_people(lines: Sequence[Line], head: Line, words: Words) -> bool:
    """Whether the first lines below a heading name who moderated, took notes or took part."""
    if words.role_of(head.words):
        return False
    for at, line in enumerate(_first_below(lines, head)):
        if line.level and line.level <= head.level:
            return False
        if not at and _names_who(line.words, words):
            return True
        label = line.words.partition(":")[0] if ":" in line.words else line.words if line.level else ""
        role = words.role_of(label) if 2 < len(label) < 40 else None
        if role and role[1] and role[0] in _OWN:
            return True
    return False


def _present(lines: Sequence[Line], before: int, words: Words) -> bool:
    """Whether the file names people before its first part: then they are the meeting's, and the parts its agenda."""
    return any(
        (role := words.role_of(line.words.partition(":")[0])) and role[1] and role[0] in _OWN
        for line in lines[:before]
        if not line.blank
    )


def _called(line: Line, words: Words) -> tuple[str, date | None, str]:
    """Title, day and holder of a heading such as `Session 3: "Rooms" by Ada King`."""
    heading = line.words
    announced = _SESSION.of(words).match(heading)
    rest = announced["title"].strip() if announced else heading
    match = _QUOTED.of(words).match(rest) or (_BY.of(words).match(rest) if announced else None)
    day = next((one.day for one in days(heading) if one.day), None)
    title = match["title"] if match else rest
    return clean(title, words, day) or heading, day, (match["who"] or "").strip() if match else ""


def _cut(
    lines: Sequence[Line], heads: Sequence[Line], called: Callable[[Line], tuple[str, date | None, str]]
) -> tuple[Part, ...]:
    """Parts from heading to heading; one ends early at a heading of a higher level with nothing below it."""
    ends = [line.number for line in heads[1:]] + [len(lines)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        above = next((line for line in lines[head.number + 1 : end] if 0 < line.level < head.level), None)
        if above and not any(not line.blank and not line.level for line in lines[above.number : end]):
            end = above.number
        title, day, who = called(head)
        found.append(Part(head.number, end, title, day, who))
    return tuple(found)
