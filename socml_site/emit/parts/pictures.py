"""Small pictures that answer a question, as numbers: when something was talked about, who met whom, events in time.

Everything a picture shows also stands beside it as text; templates draw what is decided here.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from socml_site.emit.options import Options
from socml_site.emit.parts.views import Ref
from socml_site.interface import msg
from socml_site.model import Role, SitePath, Wiki

MONTHS = 24
"""Over so few months or fewer activity is shown by month, if the day of everything is known."""
MET = 12
"""Of so many people a picture shows who met whom; of fewer than LEAST it would say nothing."""
LEAST = 3
_MONTHS_FROM = 9999
"""Times above are counted in months since the year 0, times up to it in years."""
SIDES = ("led", "noted", "joined")
"""What somebody did in a session, as far as a small picture can tell it apart."""
_SIDE = {
    Role.MODERATED: "led",
    Role.SPOKE: "led",
    Role.PRESENTED: "led",
    Role.NOTED: "noted",
    Role.ATTENDED: "joined",
}

_SAID = {
    "led": msg("moderated or spoke: {n}"),
    "noted": msg("took notes: {n}"),
    "joined": msg("took part: {n}"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its class, how many it counts, and where it lies, from 0 at the foot to 1 at the top."""

    side: str
    count: int
    foot: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a small chart; `when` is its year or month as in ISO 8601.

    `said` has its numbers in words where its parts differ in kind.
    """

    label: str
    count: int
    parts: tuple[Part, ...]
    when: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over time; `legend` names the parts with their sums."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()


def activity(wiki: Wiki, options: Options, urls: Sequence[SitePath]) -> Chart | None:
    """How many of these sessions there were in each year or month; None where all were at one time."""
    return _chart(wiki, options, dict.fromkeys(urls, ""))


def roles(wiki: Wiki, options: Options, sessions: Mapping[SitePath, Sequence[Role]]) -> Chart | None:
    """What a person did in each year or month, by the role that counts most in each session."""
    sides = {}
    for url, held in sessions.items():
        done = {_SIDE[role] for role in held if role in _SIDE}
        sides[url] = next((side for side in SIDES if side in done), SIDES[-1])
    return _chart(wiki, options, sides)


def _chart(wiki: Wiki, options: Options, sides: Mapping[SitePath, str]) -> Chart | None:
    t = options.words.t
    days = {url: wiki.relations.documents[url].date for url in sides}
    months = [day.year * 12 + day.month - 1 for day in days.values() if day]
    fine = len(months) == len(sides) and bool(months) and max(months) - min(months) < MONTHS
    at: dict[SitePath, int] = {}
    for url, day in days.items():
        if fine and day:
            at[url] = day.year * 12 + day.month - 1
        elif not fine and url in wiki.year:
            at[url] = wiki.year[url]
    if not at or min(at.values()) == max(at.values()):
        return None
    span = range(min(at.values()), max(at.values()) + 1)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for url, when in at.items():
        counts[when][sides[url]] += 1
    most = max(count.total() for count in counts.values())
    bars = tuple(_bar(options, when, _label(options, when, fine, span), counts[when], most) for when in span)
    sums: Counter[str] = Counter()
    for count in counts.values():
        sums += count
    legend = tuple(
        (side, options.words.t(_SAID[side], n=options.words.number(sums[side]))) for side in SIDES if sums[side]
    )
    return Chart(t("Sessions by month") if fine else t("Sessions by year"), bars, legend)


def _bar(options: Options, when: int, label: str, counts: Counter[str], most: int) -> Bar:
    parts = []
    foot = 0.0
    for side in ("", *SIDES):
        if counts[side]:
            parts.append(Part(side, counts[side], foot, counts[side] / most))
            foot += counts[side] / most
    words = options.words
    said = words.listed(words.t(_SAID[side], n=words.number(counts[side])) for side in SIDES if counts[side])
    iso = f"{when // 12}-{when % 12 + 1:02}" if when > _MONTHS_FROM else str(when)
    return Bar(label, counts.total(), tuple(parts), iso, said)


def _label(options: Options, when: int, fine: bool, span: range) -> str:
    """The year, or the month, with its year where that begins."""
    if not fine:
        return str(when)
    year, month = divmod(when, 12)
    name = options.words.month(date(year, month + 1, 1))
    return f"{name} {year}" if month == 0 or when == span.start else name


@dataclass(frozen=True, slots=True)
class Arc:
    """Two people of a list, by their places in it, who met in `count` sessions; `width` of its line, 1 to 4."""

    upper: int
    lower: int
    count: int
    width: float


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody met, how often, and whom of the others they met too."""

    who: Ref
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """The people somebody met most, as an arc diagram: a list, and an arc for every two who met each other.

    Arc diagrams keep names in a readable column where a ring of nodes would not (M. Wattenberg, Arc Diagrams, 2002).
    """

    people: tuple[Met, ...]
    arcs: tuple[Arc, ...]


def circle(wiki: Wiki, present: Mapping[SitePath, frozenset[SitePath]], person: SitePath) -> Circle | None:
    """Whom a person met most, and who of those met each other; None if they are fewer than LEAST.

    `present` has everybody's sessions, as `sessions_of` makes it. For each person at most MET others are compared with
    each other, so that the work grows with the number of people and their sessions.
    """
    met = wiki.met.get(person, ())[:MET]
    if len(met) < LEAST:
        return None
    found = []
    known: dict[SitePath, list[str]] = defaultdict(list)
    names = {url: wiki.relations.people[url].name for url, _ in met}
    for upper, (one, _) in enumerate(met):
        for lower, (other, _) in enumerate(met[upper + 1 :], upper + 1):
            count = len(present.get(one, frozenset()) & present.get(other, frozenset()))
            if count:
                found.append((upper, lower, count))
                known[one].append(names[other])
                known[other].append(names[one])
    most = max((count for _, _, count in found), default=1)
    arcs = tuple(Arc(upper, lower, count, 1 + 3 * count / most) for upper, lower, count in found)
    return Circle(tuple(Met(Ref(names[url], url, count), tuple(known[url])) for url, count in met), arcs)


def sessions_of(wiki: Wiki) -> dict[SitePath, frozenset[SitePath]]:
    """Everybody's sessions, those they were absent from not among them."""
    held: dict[SitePath, frozenset[SitePath]] = {}
    for url, ones in wiki.by_person.items():
        held[url] = frozenset(one.document for one in ones if one.role is not Role.WROTE)
    return held


@dataclass(frozen=True, slots=True)
class Dot:
    """An event on the timeline: `x` in percent of the width, `y` and the radius `r` in pixels."""

    title: str
    url: str
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in time: columns of years, each event a dot whose area grows with its sessions.

    `years` are those that have a label, with their place in percent. `height` is in pixels, `width` the least one that
    looks right. `undated` events are not shown. `many` says that there are too many dots to go through by keyboard.
    """

    dots: tuple[Dot, ...]
    years: tuple[tuple[str, float], ...]
    height: float
    width: int
    undated: int
    many: bool


TALL = 320
"""Pixels the fullest year may take; dots of a fuller one stand closer."""
TABBED = 30
"""So many dots or fewer can be reached by keyboard; of more the list below is the quicker way."""


def timeline(options: Options, events: Iterable[tuple[str, str, int | None, int]]) -> Timeline | None:
    """A timeline of events, given in the order of time as title, address, year and sessions; None for few in one year.

    There is one if they fill two years, or if they are more than three and the year of any is known.
    """
    given = list(events)
    dated = [(title, url, year, held) for title, url, year, held in given if year is not None]
    years = sorted({year for _, _, year, _ in dated})
    if not dated or (len(years) < 2 and len(given) <= 3):
        return None
    columns: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for title, url, year, held in dated:
        columns[year].append((title, url, held))
    span = range(years[0], years[-1] + 1)
    step = min(24.0, TALL / max(len(column) for column in columns.values()))
    height = step * max(len(column) for column in columns.values())
    most = max(held for _, _, _, held in dated)
    dots = []
    for year, column in sorted(columns.items()):
        x = _percent(year, span)
        for number, (title, url, held) in enumerate(column):
            radius = step * (0.16 + 0.28 * math.sqrt(held / most if most else 0))
            counted = options.words.plural(held, "session", "sessions")
            said = options.words.t("{title}, {year}: {sessions}", title=title, year=year, sessions=counted)
            dots.append(Dot(said, url, x, round(height - step * (number + 0.5), 1), round(radius, 1)))
    every = max(1, math.ceil(len(span) / 8))
    labels = tuple((str(year), _percent(year, span)) for year in span if (year - span.start) % every == 0)
    many = len(dots) > TABBED
    return Timeline(tuple(dots), labels, round(height, 1), len(span) * 96, len(given) - len(dated), many)


def _percent(year: int, span: range) -> float:
    return round(100 * (year - span.start + 0.5) / len(span), 2)
