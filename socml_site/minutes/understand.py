"""The recognisers put together: a source to its minutes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Protocol

from socml_site.interface import ENGLISH
from socml_site.issues import Issue
from socml_site.minutes.evidence import MAYBE, SURE, Evidence, Found, Speech, What, person
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.listed import listed as listed_outcomes
from socml_site.minutes.outcomes.marked import marked
from socml_site.minutes.outcomes.owners import due_of
from socml_site.minutes.outcomes.questions import asked, listed_questions
from socml_site.minutes.outcomes.told import told
from socml_site.minutes.outcomes.voted import voted
from socml_site.minutes.people.entry import entries
from socml_site.minutes.people.listed import listed as listed_people
from socml_site.minutes.people.raised import raised
from socml_site.minutes.people.reported import reported
from socml_site.minutes.people.roster import roster
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known, cast_of, settle
from socml_site.minutes.splitting import Part, parts
from socml_site.minutes.status import is_cancelled, is_planned
from socml_site.minutes.titles import title_of
from socml_site.minutes.turns import turns
from socml_site.minutes.when import When, when
from socml_site.model import Ground, Minutes, Named, Outcome, OutcomeKind, Place, Role, Section, Turn
from socml_site.read.source import Source
from socml_site.text.addresses import citations
from socml_site.text.anchors import slug, unique
from socml_site.text.language import language_of
from socml_site.text.links import DEFINITION, defines
from socml_site.text.markdown import Heading, plain
from socml_site.text.references import links

_PARAGRAPH = re.compile(r"\n\s*\n")
_NO_PROSE = re.compile(r"\s*(?:#|[-*+]\s|\d{1,9}[.)]\s|\||>|<|!\[|```|~~~|---|$)")
_IDENTIFIED = re.compile(
    r"""<[A-Za-z][^<>]{0,500}?\s(?:id|name)\s*=\s*["']?([^\s"'<>]{1,200})|\{[^{}\n]{0,200}?#([\w:.-]{1,200})"""
)
_LABELLED = re.compile(r"\s{0,3}[*_]{0,2}[^\W\d_][^:：\n]{0,30}[:：]")
_LEAD = 200


class Recogniser(Protocol):
    """Reads a page by its words and with what is known of it so far; it changes nothing."""

    def __call__(self, page: Reading, known: Known) -> Iterator[Evidence]:
        """What it sees."""


def sessions_in(reading: Reading, title: str = "", language: str = ENGLISH) -> tuple[Part, ...]:
    """The sessions a source holds, if it surely holds several; `title` is what its front matter calls it."""
    whole, _ = title_of(
        reading.headings, reading.source.path, reading.words, title, language=language, lines=reading.lines
    )
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
    held = when(source, lines, reading.words, reading.habits.order, part is not None)
    if part:
        held = When(part.day or held.day, held.hours)
    title, from_heading = title_of(found, source.path, reading.words, title, held.day, language, lines)
    if part and found and found[0].line == 0:
        from_heading = found[0]
    sections = tuple(_sections(found, from_heading, source))
    words = sum(len(line.split()) for line in text.split("\n")) - (
        len(from_heading.text.split()) + 1 if from_heading else 0
    )
    # The title's heading is the page's own, which has no anchor.
    parts_of_page = tuple(section for section in sections if section.level > 1)
    page = reading if listening else replace(reading, lines=())
    known = heard(page, part, held.day)
    cast = known.cast
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
        planned=not (known.speeches or known.outcomes) and is_planned(lines, reading.words),
        people=tuple(one.as_named(source.body_line) for one in cast.members if one.weight >= SURE),
        turns=tuple(_turns(known, lines, source.body_line, taken)),
        outcomes=tuple(_outcomes(known.outcomes, reading, parts_of_page, taken, held.day)),
        citations=citations(text, masked, parts_of_page, source.body_line),
        maybe=tuple(_maybe(known, reading, parts_of_page, held.day)),
    )
    return minutes, (held.unclear,) if held.unclear and listening else ()


def heard(page: Reading, part: Part | None, day: date | None) -> Known:
    """Who was there, who said what, and what came of it; each layer knows what those before it have settled."""
    known = settle(Known(), (*_presenters(part), *listed_people(page)))
    if not any(one.listed for one in known.cast.members):
        known = settle(known, roster(page))
    for layer in _layers(day):
        known = settle(known, [found for see in layer for found in see(page, known)])
    return _unsaid(known)


def _layers(day: date | None) -> tuple[tuple[Recogniser, ...], ...]:
    """The recognisers, in layers; due days without a year count from the meeting's `day`."""
    return (
        (turns,),
        (reported, raised),
        (marked, asked),
        (voted,),
        (partial(listed_outcomes, day=day), listed_questions, told),
    )


def _presenters(part: Part | None) -> Iterator[Evidence]:
    """Those whom the heading of one session of a file names."""
    why = ("heading of a session", 3.0, "the heading of the session names them")
    for entry in entries(part.who, several=True) if part and part.who else ():
        yield replace(person(entry, (Role.PRESENTED,), 0, why), end=-1)


def _unsaid(known: Known) -> Known:
    """Without turns that are items of a list of actions: "Ada: book the room" is promised, and not said."""
    promised = {
        one.line
        for one in known.outcomes
        if isinstance(one.value, Found) and one.value.kind is OutcomeKind.ACTION and one.value.listed
    }
    speeches = tuple(one for one in known.speeches if one.line not in promised)
    return replace(known, speeches=speeches, cast=cast_of((*known.people, *speeches)))


def _cut(known: Known, lines: Sequence[Line]) -> Iterator[tuple[Evidence, Speech]]:
    """Turns that end where a paragraph or item of the same depth is marked as an outcome: that is the meeting's."""
    outcomes = [one for one in known.outcomes if isinstance(one.value, Found) and not one.value.listed]
    marked = [one.line for one in outcomes]
    for one in known.speeches:
        speech = one.value
        if not isinstance(speech, Speech):
            continue
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
            one = replace(one, end=end)
            speech = replace(speech, words=max(1, words - len(speech.label.split())))
        yield one, speech


def _maybe(known: Known, page: Reading, sections: Sequence[Section], day: date | None) -> Iterator[Named | Outcome]:
    """What is not sure enough to be told."""
    for one in known.cast.members:
        if MAYBE <= one.weight < SURE:
            yield one.as_named(page.source.body_line)
    unsure = sorted((one for one in known.maybe if one.what is What.OUTCOME), key=lambda one: one.line)
    yield from _outcomes(unsure, page, sections, {}, day)


def _turns(known: Known, lines: Sequence[Line], body_line: int, taken: dict[str, int]) -> Iterator[Turn]:
    for number, (one, speech) in enumerate(_cut(known, lines), 1):
        member = known.cast.find(speech.new.name) if speech.new else known.cast.members[speech.member]
        place = Place(one.line + body_line, 1)
        anchor = unique(f"turn-{number}", taken)
        name = member.name if member else speech.label
        yield Turn(name, speech.label, place, one.end + body_line, anchor, speech.time, speech.words, _ground(one))


def _ground(one: Evidence) -> Ground:
    return Ground(one.rule, round(one.weight, 1), one.because)


def _outcomes(
    came: Sequence[Evidence],
    page: Reading,
    sections: Sequence[Section],
    taken: dict[str, int],
    day: date | None,
) -> Iterator[Outcome]:
    """Outcomes with the section they stand in; an anchor is made of the first words, so that it lasts."""
    at = -1
    for evidence in came:
        one = evidence.value
        if not isinstance(one, Found):
            continue
        line = one.line + page.source.body_line
        while at + 1 < len(sections) and sections[at + 1].place.line <= line:
            at += 1
        held = sections[at] if at >= 0 else None
        anchor = unique(f"{one.kind}-{slug(' '.join(one.text.split()[:6]))[:48].strip('-')}", taken)
        due = one.due
        if one.kind is OutcomeKind.ACTION and not due:
            due = due_of(_whole(page.lines, one.line), day, page.words)
        yield Outcome(
            one.kind,
            one.text,
            Place(line, 1),
            anchor,
            held.title if held else "",
            held.anchor if held else "",
            one.owners,
            one.answered or one.done,
            due,
            one.withdrawn,
            _ground(evidence),
        )


def _whole(lines: Sequence[Line], number: int) -> str:
    """A line with the lines of the same paragraph or item that it runs on over."""
    words = [lines[number].words]
    for line in lines[number + 1 : number + 6]:
        if line.blank or line.bullet or line.level or line.cells or line.quoted != lines[number].quoted:
            break
        words.append(line.words)
    return " ".join(words)


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
        if (
            not _NO_PROSE.match(paragraph)
            and not _is_head(paragraph)
            and not (defined and defines(defined, frozenset()))
        ):
            words = plain(paragraph)
            return words if len(words) <= _LEAD else words[:_LEAD].rsplit(" ", 1)[0] + "…"
    return ""


def _is_head(paragraph: str) -> bool:
    """Whether a paragraph is the head of minutes, lines such as "Room: Lagoon" one below the other, and no prose."""
    lines = paragraph.strip().split("\n")
    return len(lines) > 1 and all(map(_LABELLED.match, lines))
