"""One file, many sessions: where a file is cut, and only where its pattern leaves no doubt.

Two patterns are known. A year of meetings: headings of one level that each say a different day. An event's notes:
headings of one level that each announce a session (`Session "T" by P`), or below each of which its own moderator,
note-taker or attendees are named. A file whose name says one day holds one meeting, whatever days its headings mention.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from socml_site.minutes.dates import WEEKDAY, day_in_path, day_near, days
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
    if len(heads) < 2:
        return ()
    found = _dated(lines, heads, path, whole, words)
    return found or _announced(lines, heads, words)


def _dated(lines: Sequence[Line], heads: Sequence[Line], path: str, whole: str, words: Words) -> tuple[Part, ...]:
    """A file of meetings, each under a heading that says its day."""
    if day_in_path(path):
        return ()
    if next(days(whole), None):
        # The first meeting gave the file its title.
        whole = title_from_path(path)
    year = next((int(one) for one in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{path} {whole}")[::-1]), None)
    said = {line.number: day for line in heads if (day := _day_of(line.words, year, words))}
    levels = Counter(line.level for line in heads if line.number in said)
    for level in sorted(levels):
        dated = [line for line in heads if line.level == level and line.number in said]
        same = [line for line in heads if line.level == level]
        if len(dated) < (3 if level == BOLD else 2) or len({said[line.number] for line in dated}) < len(dated):
            continue
        if len(dated) * 10 < len([line for line in same if line.number >= dated[0].number]) * 6:
            continue
        above = [line for line in heads if line.level < level and is_upcoming(line.words, words)]
        if above or any(is_upcoming(line.words, words) for line in dated) or not _held(lines, dated):
            continue

        def called(line: Line) -> tuple[str, date | None, str]:
            return _titled(line.words, said[line.number], whole, words), said[line.number], ""

        return _cut(lines, dated, level, called)
    return ()


def _day_of(heading: str, year: int | None, words: Words) -> date | None:
    """The day a heading says, if it says one and no range or list of them."""
    found = [one for one in days(heading) if one.day]
    if len(found) == 1:
        return found[0].day
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
    """Whether something was written down below most of the headings: a list of dates is no minutes."""
    ends = [line.number for line in dated[1:]] + [len(lines)]
    full = sum(
        sum(len(line.words) for line in lines[head.number + 1 : end]) >= 25
        for head, end in zip(dated, ends, strict=True)
    )
    return full * 2 >= len(dated)


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
            return _cut(lines, named, level, lambda line: _called(line, words))
        owned = [line for line in same if _has_people(lines, line, words)]
        if len(owned) >= 2 and len(owned) * 10 >= len(same) * 6 and not _present(lines, same[0].number, words):
            return _cut(lines, owned, level, lambda line: _called(line, words))
    return ()


def _has_people(lines: Sequence[Line], head: Line, words: Words) -> bool:
    """Whether the first lines below a heading name who moderated, took notes or took part."""
    if words.role_of(head.words):
        return False
    for line in [one for one in lines[head.number + 1 : head.number + 2 * _NEAR] if not one.blank][:_NEAR]:
        if line.level and line.level <= head.level:
            return False
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
    lines: Sequence[Line], heads: Sequence[Line], level: int, called: Callable[[Line], tuple[str, date | None, str]]
) -> tuple[Part, ...]:
    """Parts from heading to heading; one ends early at a heading of a higher level with nothing below it."""
    ends = [line.number for line in heads[1:]] + [len(lines)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        above = next((line for line in lines[head.number + 1 : end] if 0 < line.level < level), None)
        if above and not any(not line.blank and not line.level for line in lines[above.number : end]):
            end = above.number
        title, day, who = called(head)
        found.append(Part(head.number, end, title, day, who))
    return tuple(found)
