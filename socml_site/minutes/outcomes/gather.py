"""What came of it: decisions, action items with owner, due day and state, open questions, information, missed words.

Three ways of writing are known for each: a marker at the head of a line ("ACTION:", "Decision -", "Q:"), a heading or
label whose items follow ("Action items", "Syn conclusions:"), and, for decisions and actions, set phrases ("agreed to
merge", "takes action to"). A template's own lines ("ACTION: text") say nothing; what is struck through is withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import Found
from socml_site.minutes.outcomes.listed import listed
from socml_site.minutes.outcomes.marked import answered, marked
from socml_site.minutes.outcomes.owners import due_of
from socml_site.minutes.outcomes.told import told
from socml_site.minutes.people.cast import Cast
from socml_site.model import OutcomeKind


def outcomes(
    lines: Sequence[Line], used: set[int], cast: Cast, day: date | None, spoken: frozenset[int] = frozenset()
) -> list[Found]:
    """The outcomes of all lines not in `used`, in order.

    `day` is the meeting's, for due days without a year; `spoken` are the lines on which somebody begins to speak.
    """
    found: dict[int, Found] = {}
    interview = answered(lines)
    for number, line in enumerate(lines):
        if line.code or line.blank or number in used:
            continue
        for one in marked(line, cast, interview):
            found.setdefault(number, one)
    filled = {_label_of(lines[number]) for number in found} - {""}
    for number in range(len(lines)):
        # A label that says something elsewhere in the file is a field left empty here.
        if number not in used and not lines[number].blank and _label_of(lines[number]) not in filled:
            for one in listed(lines, number, used, found, cast, spoken, day):
                found.setdefault(one.line, one)
    for line in lines:
        if line.number not in found and line.number not in used and not line.blank:
            phrase = told(line, cast)
            if phrase:
                found[line.number] = phrase
    gaps = [
        Found(OutcomeKind.GAP, line.words, line.number)
        for line in lines
        if "???" in line.words and line.number not in found and "???" in re.sub(r"`[^`]*`", "", line.text)
    ]
    dated = [
        replace(one, due=one.due or due_of(_whole(lines, one.line), day)) if one.kind is OutcomeKind.ACTION else one
        for one in (*found.values(), *gaps)
    ]
    return sorted(dated, key=lambda one: one.line)


def _label_of(line: Line) -> str:
    """A label with the mark of its line, to tell "Action item: …" apart from a heading of that name."""
    head, colon, _ = line.words.partition(":")
    return f"{line.level} {head.casefold()}" if colon else ""


def _whole(lines: Sequence[Line], number: int) -> str:
    """A line with the lines of the same paragraph or item that it runs on over."""
    words = [lines[number].words]
    for line in lines[number + 1 : number + 6]:
        if line.blank or line.bullet or line.level or line.cells or line.quoted != lines[number].quoted:
            break
        words.append(line.words)
    return " ".join(words)
