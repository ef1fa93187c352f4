"""Who said what: lines that begin with a speaker, and what belongs to them.

`Name: …`, `SC: …`, `**Name**: …`, `* [simeon] …`, `Name (Org): …`, `[00:01:02] Name: …`, `Name (00:01:02): …`, for
people known to be present `Name - …`, a name alone above what its bearer says, and what programs for chats write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.evidence import Evidence, Speech, What
from socml_site.minutes.letters import key
from socml_site.minutes.lines import Line
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.minutes.turns.alone import rounds
from socml_site.minutes.turns.label import Form, Said
from socml_site.minutes.turns.speakers import Speaker, identified, may_speak
from socml_site.minutes.turns.talks import INITIALS, conversations, is_given
from socml_site.minutes.turns.voices import read
from socml_site.words.names import WHOLE_NAMES

_DOTS = re.compile(r"(?:\.{2,}|…)\s*:?\s*(?P<text>.*)$")


def turns(page: Reading, known: Known) -> Iterator[Evidence]:
    """The turns on lines that are not taken; speakers not known yet are new people."""
    lines, cast = page.lines, known.cast
    said, others = may_speak(list(read(lines, known.taken, page.words)), cast, page.words)
    found = identified(said, others, cast, page.habits.people)
    heads = {one.line.number: (one, found[one.label]) for one in said if one.label in found}
    for one, speaker in rounds(page, known):
        heads.setdefault(one.line.number, (one, speaker))
    ends = {one.line.number for one in said if _parts(one)} | heads.keys()
    ends |= _ends_of_chats(said, others)
    if any(one.form is Form.ASKED for one, _ in heads.values()):
        asked = ("question", "answer")
        ends |= {one.line.number for one in others if any(page.words.is_mark(name, one.label) for name in asked)}
    for number, (one, speaker) in sorted(heads.items(), key=lambda head: head[0]):
        yield _turn(one, speaker, *_extent(lines, number, ends))


def _turn(one: Said, speaker: Speaker, end: int, words: int) -> Evidence:
    index = speaker.member.index if speaker.member else -1
    speech = Speech(index, one.label, one.time, words + len(one.text.split()), speaker.new)
    return Evidence(What.TURN, one.line.number, end, speech, *speaker.why)


def _parts(one: Said) -> bool:
    """Whether somebody else begins to speak on a line, whoever it is."""
    return one.form not in (Form.DASH, Form.LINKED) and (
        bool(INITIALS.fullmatch(one.label)) or is_given(one.label) or key(one.label) in WHOLE_NAMES
    )


def _ends_of_chats(said: Sequence[Said], others: Sequence[Said]) -> set[int]:
    """The lines of a chat: each ends the one above it, also where nobody is named."""
    forms = conversations(said)
    return {one.line.number for one in (*said, *others) if forms and (one.form in forms or one.form is Form.EVENT)}


def _extent(lines: Sequence[Line], start: int, heads: set[int]) -> tuple[int, int]:
    """The last line of a turn, and how many words its further lines hold.

    In a list a turn ends with the next item of its depth, unless that begins with dots; else with the next speaker,
    heading or rule.
    """
    head, end, words = lines[start], start, 0
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.number in heads or line.level:
            break
        if line.blank:
            continue
        if head.bullet and line.bullet and line.indent <= head.indent and not _DOTS.match(line.words):
            break
        if head.bullet and not line.bullet and line.after_blank and line.indent <= head.indent:
            break
        if not head.bullet and line.bullet and line.after_blank and line.indent <= head.indent and number - end > 2:
            break
        end, words = number, words + len(line.words.split())
    return end, words
