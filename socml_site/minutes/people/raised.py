"""Who brought a topic, as agendas and notes say beside it: "[Ada Marsh] hoses", "Hoses (@ada)", "Hoses - Bo (Acme)".

One such line may tell of anybody. Where several lines of one list, or several headings, have a name in the same place,
and most of these names are known first names or handles, that is how the file tells who spoke to what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.lines import Line
from socml_site.minutes.people.entry import entries, is_name, unlinked
from socml_site.minutes.people.introduced import is_known
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import Role
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_LONGEST = 240
_FEWEST = 2
_LISTED = 5
"""People on a list that may be complete."""
_MOST = 4
"""People beside one topic."""
_INNER = r"[^()\[\]{}\n]{2,80}?"
_TIME = r"(?:,?\s{1,2}[~≈]?\d{1,3}\s?(?:m|«durations»|['’′])\.?)?"
_BRACKETS = rf"(?:\[(?P<a>{_INNER}){_TIME}\]|\((?P<b>{_INNER}){_TIME}\)|\{{(?P<c>{_INNER}){_TIME}\}})"
_BEFORE = r"(?<=[\w.)”\"'’`*!?])\s{1,3}"
_BEHIND = r"(?:\s?\([^()]{1,60}\))?[\s.]{0,3}$"
_HEAD = Pattern(rf"{_BRACKETS}\s?[:–—-]?\s{{0,2}}\w")
_TAIL = Pattern(rf"{_BEFORE}{_BRACKETS}(?:\s?\([^()]{{1,40}}\))?[\W]{{0,4}}$")
_DASHED = re.compile(rf"{_BEFORE}[-–—]{{1,2}}\s{{1,2}}(?P<a>[^()\[\]{{}}:–—]{{2,50}}?){_BEHIND}")
_BY = Pattern(rf"{_BEFORE}«by»\s(?P<a>[^()\[\]{{}}:–—]{{2,50}}?){_BEHIND}")
_AT_BEHIND = re.compile(r"(?<=\w)@(?!\w)")
"""`ada@`, as some write a handle."""
_MAIL = re.compile(r"(?:\s?[,;]?\s?<?[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}>?)")
_OPENING, _CLOSING = tuple("[({"), tuple("])}>")
_DASH = re.compile(r"[–—]|\s--?\s")
"""What may stand between a topic and a name; on a line without any of these no name is looked for."""
_TICKET = re.compile(r"#\d|/(?:pull|issues|merge_requests|commit)/|\b[A-Z]{2,8}-\d")
"""What is cited with its author, who need not be there."""


class _Place(StrEnum):
    HEAD = "head"
    TAIL = "tail"
    DASH = "dash"
    BY = "by"


@dataclass(frozen=True, slots=True)
class _Topic:
    line: Line
    people: tuple[Entry, ...]

    @property
    def known(self) -> bool:
        """Whether all names beside it are surely names."""
        return all(_is_sure(one) for one in self.people)


def raised(page: Reading, known: Known) -> Iterator[Evidence]:
    """Those who stand beside topics and whom nothing else names."""
    groups = _groups(page, known)
    named = [one for topics in groups.values() for topic in topics for one in topic.people]
    complete = bool(named) and _is_complete(named, known)
    for (place, _), topics in groups.items():
        sure = {one.name for topic in topics if topic.known for one in topic.people}
        known_lines = sum(topic.known for topic in topics)
        usual = len(sure) >= _FEWEST and known_lines * 5 >= len(topics) * 3
        for topic in topics:
            for one in topic.people:
                yield _evidence(topic, one, place, usual and not (complete and not known.cast.find(one.name)))


def _is_complete(named: Sequence[Entry], known: Known) -> bool:
    """Whether the file has a list of people that holds most of those beside topics: who is not on it was not there."""
    listed = sum(one.listed for one in known.cast.members)
    found = sum(known.cast.find(one.name) is not None for one in named)
    return listed >= _LISTED and found * 2 >= len(named)


def _evidence(topic: _Topic, one: Entry, place: _Place, usual: bool) -> Evidence:
    weight = (2.2 if _is_sure(one) else 2.0) if usual else 1.2 if _is_sure(one) else 0.0
    if _TICKET.search(topic.line.text):
        weight -= 1.0
    why = ("name beside a topic", weight, f'"{one.name}" stands beside a topic' + (", as others do" if usual else ""))
    role = Role.SPOKE if place is _Place.HEAD else Role.PRESENTED
    return replace(person(one, (role,), topic.line.number, why), end=topic.line.number - 1)


def _groups(page: Reading, known: Known) -> dict[tuple[_Place, int], list[_Topic]]:
    """The topics that have a name in one place, by that place and by the section or the level of headings."""
    found: dict[tuple[_Place, int], list[_Topic]] = defaultdict(list)
    section, other = 0, False
    for line in page.lines:
        if line.level and line.level < 7:
            section, other = line.number, _is_other(line, page.words)
        if line.blank or line.cells or line.struck or line.box is not None or len(line.text) > _LONGEST:
            continue
        if other or not (line.bullet or line.level > 1) or line.number in known.taken or line.number in known.spoken:
            continue
        if line.number in known.marked:
            continue
        told = [(place, people) for place, text in _places(line, page.words) if (people := _people(text))]
        for place, people in sorted(told, key=lambda one: not all(map(_is_sure, one[1])))[:1]:
            found[place, -line.level if line.level else section].append(_Topic(line, people))
    return found


def _is_other(line: Line, words: Words) -> bool:
    """Whether a heading stands above something else than topics: actions, people, those elected."""
    said = line.words
    return bool(words.list_of(said) or words.role_of(said) or words.pattern("elections", "upcoming").search(said))


def _places(line: Line, words: Words) -> Iterator[tuple[_Place, str]]:
    """The texts of a line that may be the names beside it."""
    bare, told = line.text.strip(" .*_"), not line.seen.isdisjoint(words.tells(("by",)))
    if not (told or bare[:1] in _OPENING or bare[-1:] in _CLOSING or _DASH.search(bare)):
        return
    text = unlinked(_MAIL.sub("", line.text.replace("**", "").replace("__", "")).strip(" *_"))
    if text[:1] in "[({" and (match := _HEAD.of(words).match(text)):
        yield _Place.HEAD, match["a"] or match["b"] or match["c"]
    if text[-6:].rstrip(" .*_")[-1:] in ("]", ")", "}") and (match := _TAIL.of(words).search(text)):
        yield _Place.TAIL, match["a"] or match["b"] or match["c"]
    if _DASH.search(text) and (match := _DASHED.search(text)):
        yield _Place.DASH, match["a"]
    if told and (match := _BY.of(words).search(text)):
        yield _Place.BY, match["a"]


def _people(text: str) -> tuple[Entry, ...]:
    """The people a text names, if it names few and nothing else."""
    found = tuple(entries(_AT_BEHIND.sub("", text).replace("/", ","), several=True))
    parts = [part for part in re.split(r"[,/&;]", text) if part.strip()]
    if not 0 < len(found) <= _MOST or len(found) < len(parts):
        return ()
    return found if all(_is_somebody(one) for one in found) else ()


def _is_somebody(one: Entry) -> bool:
    bare = one.name.lstrip("@")
    return is_name(bare, listed=one.name.startswith("@") or is_known(bare)) and not (one.note or one.also)


def _is_sure(one: Entry) -> bool:
    return one.name.startswith("@") or is_known(one.name)
