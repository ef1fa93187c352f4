"""Motions and polls with their result: "POLL: move to phase 2? / Unanimous consent", "Buy a barrel. **Approved**".

The result makes the decision, wherever it stands: behind the motion, below it, or as a sentence of its own ("No
objections"). The acceptance of minutes or of an agenda is a matter of form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from socml_site.minutes.evidence import Evidence, What
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import made
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.table import HAN, Words

_BELOW = 4
"""Lines below a motion on which its result stands."""
_MOTION = Pattern(r"^\W*«votes»(?:\s*\d+)?\s*[:：]\s*(\S.{3,})$")
_RESULT = Pattern(r"^\W*(?:«adverbs»\s)?«consents»(?=\W|$)")
_BEHIND = Pattern(
    r"(?:(?:[.?!:;]|\s[-–—])[\s*_(\[]{1,4}«consents»|\s«consents_alone»)(?:\s*[(\[][^()\[\]]{0,60}[)\]])?\W*$"
)
_WEIGHT = 3.0


def voted(page: Reading, known: Known) -> Iterator[Evidence]:
    """The motions that were carried."""
    lines, of = page.lines, page.words
    under_form = False
    results: set[int] = set()
    for line in lines:
        if line.level:
            under_form = bool(of.pattern("accepted_minutes").search(line.words))
        if line.blank or line.code or line.level or line.number in known.taken or line.number in known.marked:
            continue
        if line.number in results:
            continue
        found = _result(lines, line, of) if line.number not in known.spoken else ""
        if found and not under_form and not of.pattern("accepted_minutes").search(line.words):
            # The result below a motion is no second decision.
            results.update(one.number for one in _below(lines, line))
            one = made(OutcomeKind.DECISION, line, line.words, known.cast, of)
            yield Evidence(
                What.OUTCOME, line.number, line.number, one, "motion carried", _WEIGHT, f'its result is "{found[:60]}"'
            )


def _result(lines: Sequence[Line], line: Line, of: Words) -> str:
    """The result of the motion that a line is or ends with, if it was carried."""
    voting = not line.seen.isdisjoint(of.tells(("votes",))) or HAN.search(line.words)
    if voting and ":" in line.words[:40] and (motion := _MOTION.of(of).match(line.words)):
        for below in _below(lines, line):
            if result := _RESULT.of(of).match(below.words):
                return result[0].strip(" *_.")
        behind = _BEHIND.of(of).search(motion[1][-200:])
        return behind[0].strip(" *_.") if behind else ""
    if line.seen.isdisjoint(of.tells(("consents",))) and not HAN.search(line.words):
        return ""
    whole = _RESULT.of(of).match(line.words)
    if whole and of.pattern("consents_alone").match(line.words):
        return whole[0].strip(" *_.")
    behind = _BEHIND.of(of).search(line.words[-200:])
    return behind[0].strip(" *_.:;?!") if behind else ""


def _below(lines: Sequence[Line], line: Line) -> Iterator[Line]:
    """The few lines below a motion."""
    count = 0
    for one in lines[line.number + 1 : line.number + 2 * _BELOW + 1]:
        if one.level:
            return
        if not one.blank:
            count += 1
            yield one
        if count == _BELOW:
            return
