"""The recognisers put together: a source to its minutes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from socml_site.interface import ENGLISH
from socml_site.issues import Issue
from socml_site.minutes.lines import Line, scan
from socml_site.minutes.outcomes.found import Found
from socml_site.minutes.outcomes.gather import outcomes
from socml_site.minutes.people.cast import Cast
from socml_site.minutes.people.entry import entries
from socml_site.minutes.people.listed import people
from socml_site.minutes.splitting import Part, parts
from socml_site.minutes.status import is_cancelled, is_planned
from socml_site.minutes.titles import bold_title, title_of
from socml_site.minutes.turns import Spoken, turns
from socml_site.minutes.when import When, when
from socml_site.model import Minutes, Outcome, OutcomeKind, Place, Role, Section, Turn
from socml_site.read.source import Source
from socml_site.text.addresses import citations
from socml_site.text.anchors import slug, unique
from socml_site.text.language import language_of
from socml_site.text.links import DEFINITION, defines
from socml_site.text.markdown import Heading, blank_code, headings, plain
from socml_site.text.references import links
from socml_site.words.table import Words, words_of

_PARAGRAPH = re.compile(r"\n\s*\n")
_NO_PROSE = re.compile(r"\s*(?:#|[-*+]\s|\d{1,9}[.)]\s|\||>|<|!\[|```|~~~|---|$)")
_IDENTIFIED = re.compile(
    r"""<[A-Za-z][^<>]{0,500}?\s(?:id|name)\s*=\s*["']?([^\s"'<>]{1,200})|\{[^{}\n]{0,200}?#([\w:.-]{1,200})"""
)
_LEAD = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A source cut into lines, with its headings and the words that hold in it; `masked` is its text without code."""

    source: Source
    masked: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    words: Words


def read(source: Source) -> Reading:
    """Cut a source into lines."""
    masked = blank_code(source.text)
    found = tuple(headings(source.text, masked))
    words = words_of(language_of(source.text))
    return Reading(source, masked, found, scan(source.text, masked, found, words), words)


def sessions_in(reading: Reading, title: str = "", language: str = ENGLISH) -> tuple[Part, ...]:
    """The sessions a source holds, if it surely holds several; `title` is what its front matter calls it."""
    whole, _ = title_of(reading.headings, reading.source.path, reading.words, title, language=language)
    return parts(reading.lines, reading.source.path, whole, reading.words)


def minutes_of(
    reading: Reading, title: str = "", part: Part | None = None, listening: bool = True, language: str = ENGLISH
) -> tuple[Minutes, tuple[Issue, ...]]:
    """What the prose of a source says, and what of it is unsure; `title` is what its front matter calls it.

    For one session of a file, `part`, the source holds its text alone, which begins with its heading. Without
    `listening` nobody is taken to be there, to speak, to decide or to promise, and no day is missed. A title made of
    the file's name is in `language`.
    """
    source, masked, found, lines = reading.source, reading.masked, reading.headings, reading.lines
    text = source.text
    held = when(source, lines, reading.words)
    if part:
        held = When(part.day or held.day, held.hours)
    written = title
    title, from_heading = title_of(found, source.path, reading.words, title, held.day, language)
    if not written and not found:
        title = bold_title(lines, held.day, reading.words) or title
    if part and found and found[0].line == 0:
        from_heading = found[0]
    sections = tuple(_sections(found, from_heading, source))
    words = sum(len(line.split()) for line in text.split("\n")) - (
        len(from_heading.text.split()) + 1 if from_heading else 0
    )
    # The title's heading is the page's own, which has no anchor.
    parts_of_page = tuple(section for section in sections if section.level > 1)
    cast, spoken, came = _heard(lines if listening else (), part, held.day)
    taken = dict.fromkeys((section.anchor for section in sections), 0)
    minutes = Minutes(
        title=title,
        title_line=from_heading.line + source.body_line if from_heading else 0,
        date=held.day,
        date_is_certain=held.certain,
        sections=sections,
        links=tuple(sorted(links(text, masked, sections, source.body_line), key=lambda link: link.place.line)),
        ids=frozenset(match[1] or match[2] for match in _IDENTIFIED.finditer(masked)),
        words=max(0, words),
        language=language_of(text),
        lead=lead(text),
        start=held.hours.start,
        end=held.hours.end,
        timezone=held.hours.zone,
        cancelled=is_cancelled(lines, words, reading.words),
        planned=not (spoken or came) and is_planned(lines, reading.words),
        people=cast.named(source.body_line),
        turns=tuple(_turns(spoken, source.body_line, taken)),
        outcomes=tuple(_outcomes(came, parts_of_page, source.body_line, taken)),
        citations=citations(text, masked, parts_of_page, source.body_line),
    )
    return minutes, (held.unclear,) if held.unclear and listening else ()


def _heard(lines: Sequence[Line], part: Part | None, day: date | None) -> tuple[Cast, list[Spoken], list[Found]]:
    """Who was there, who said what, and what came of it."""
    cast = Cast()
    if part and part.who:
        for entry in entries(part.who, several=True):
            cast.add(entry, [Role.PRESENTED], 0)
    used = people(lines, cast)
    spoken = turns(lines, used, cast)
    came = outcomes(lines, used, cast, day, frozenset(one.line for one in spoken))
    # "Ada: book the room" in a list of actions is what Ada promised, not what she said.
    promised = {one.line for one in came if one.kind is OutcomeKind.ACTION and one.listed}
    spoken = [one for one in spoken if one.line not in promised]
    spoken = _cut(spoken, lines, [one.line for one in came if not one.listed])
    for one in spoken:
        one.member.roles.setdefault(Role.SPOKE)
    return cast, spoken, came


def _cut(spoken: Sequence[Spoken], lines: Sequence[Line], marked: Sequence[int]) -> list[Spoken]:
    """Turns that end where a paragraph or item of the same depth is marked as an outcome: that is the meeting's."""
    found = []
    for one in spoken:
        at = bisect_right(marked, one.line)
        stop = next(
            (
                line
                for line in marked[at : at + 50]
                if line <= one.end and (lines[line].after_blank or lines[line].indent <= lines[one.line].indent)
            ),
            None,
        )
        if stop is not None:
            end = max((n for n in range(one.line, stop) if not lines[n].blank), default=one.line)
            words = sum(len(lines[n].words.split()) for n in range(one.line, end + 1))
            one = replace(one, end=end, words=max(1, words - len(one.label.split())))
        found.append(one)
    return found


def _turns(spoken: Sequence[Spoken], body_line: int, taken: dict[str, int]) -> Iterator[Turn]:
    for number, one in enumerate(spoken, 1):
        place = Place(one.line + body_line, 1)
        anchor = unique(f"turn-{number}", taken)
        yield Turn(one.member.name, one.label, place, one.end + body_line, anchor, one.time, one.words)


def _outcomes(
    came: Sequence[Found], sections: Sequence[Section], body_line: int, taken: dict[str, int]
) -> Iterator[Outcome]:
    """Outcomes with the section they stand in; an anchor is made of the first words, so that it lasts."""
    at = -1
    for one in came:
        line = one.line + body_line
        while at + 1 < len(sections) and sections[at + 1].place.line <= line:
            at += 1
        held = sections[at] if at >= 0 else None
        anchor = unique(f"{one.kind}-{slug(' '.join(one.text.split()[:6]))[:48].strip('-')}", taken)
        yield Outcome(
            one.kind,
            one.text,
            Place(line, 1),
            anchor,
            held.title if held else "",
            held.anchor if held else "",
            one.owners,
            one.done,
            one.due,
            one.withdrawn,
        )


def _sections(found: Sequence[Heading], title: Heading | None, source: Source) -> Iterator[Section]:
    """The headings, with levels from 2 down that never jump: a page's outline must have no holes.

    The heading that says the title has level 1; the page's own heading stands for it.
    """
    taken: dict[str, int] = {}
    outline: list[tuple[int, int]] = []
    for heading in found:
        level = heading.level
        if heading is title:
            shown = 1
        else:
            while outline and outline[-1][0] >= level:
                outline.pop()
            shown = min((outline[-1][1] if outline else 1) + 1, 6)
            outline.append((level, shown))
        words = plain(heading.text)
        anchor = unique(heading.anchor or slug(words), taken)
        yield Section(Place(heading.line + source.body_line, 1), shown, words, anchor)


def lead(text: str) -> str:
    """The first paragraph of prose, cut at a word."""
    for paragraph in _PARAGRAPH.split(text[:20_000]):
        defined = DEFINITION.match(paragraph) if "]:" in paragraph else None
        if not _NO_PROSE.match(paragraph) and not (defined and defines(defined, frozenset())):
            words = plain(paragraph)
            return words if len(words) <= _LEAD else words[:_LEAD].rsplit(" ", 1)[0] + "…"
    return ""
