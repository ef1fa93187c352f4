"""Motions and polls with their result: "POLL: move to phase 2? / Unanimous consent", "Moved: buy a hose. Carried 5-0".

The result makes the decision, wherever it stands: behind the motion, below it, or as a sentence of its own ("The motion
passed"). The acceptance of minutes or of an agenda is a matter of form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from socml_site.minutes.evidence import Evidence, What, form
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.found import made
from socml_site.minutes.outcomes.marked import SPEAKER
from socml_site.minutes.outcomes.verdicts import Verdict, counted, may_end, tells_verdict, verdict
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import LETTERS, Words

_BELOW = 4
"""Lines below a motion on which its result stands."""
_ABOVE = 12
"""Lines above a result that is told as a sentence, in which its motion stands: it was talked about."""
_NEAR = 60
"""Lines above a result in which the heading of its topic stands."""
_LAST = 200
_FAR = 6
"""Lines below a result on which it may be told again."""
_SHORT = 60
"""Characters of a motion that may but point to what stands above it."""
_MOTION = Pattern(r"^\W*(«votes»)(?:\s*#?\d+)?\s*[:：]\s*\S.{3,}$")
_CUT = re.compile(r"(?:[.?!:;。；：][\s*_(\[]{1,4}|\s[-–—]+[\s*_(\[]{1,4}|(?<=[。；：])|[(\[（])(?=\S)")
"""Where a result may begin behind anything."""
_WORD = re.compile(r"(?<![^\W_])(?=[^\W_])")
_SENTENCE = re.compile(r"(?<=[.;!,])\s+|\s[-–—]+\s")
_NAMED = Pattern(r"«motions»\s«carried»|«consents_alone»")
_NAMES = Pattern(r"«motions»")
_PASSED = Pattern(r"«motions»\s«carried»")
_ALONE = Pattern(
    r"(?:^\W*|(?:«there_is»|«and_so»)\s)«consents_alone»(?!\W*[?？])|[,;]\s«consents_alone»(?=[\s*_]*(?:[.,;)]|$))"
)
"""`No objections to a new hose`, `…, and no objections`"""
_IF = Pattern(r"«undecided_before»[^.,;!?]{0,40}$")
_MOVED = Pattern(r"«moved»")
_FORM = Pattern(r"(?<!\d\s)«accepted_minutes»")
"""The matter of form that minutes are; "5 minutes" are none."""
_ADOPTED = Pattern(r"«carried»|«consents»")
_END = re.compile(r"[.;](?:\s|$)")
_SLASHED = re.compile(r"\d\s?/\s?\d")
"""`approved 4/3`, which is rather a day than a count"""
_WEIGHT = 3.0


class _Carried(NamedTuple):
    """A motion that was carried: the line that tells it, its words, those of its result, and the result's line."""

    line: Line
    text: str
    result: str
    end: int = -1


def voted(page: Reading, known: Known) -> Iterator[Evidence]:
    """The motions that were carried."""
    under_form, titled = False, False
    past, last = -1, -_FAR
    for line in page.lines:
        heading = line.level and line.level != BOLD
        if heading:
            # "Minutes" as the first heading is the title, and below "Agenda" there may be anything.
            form_only = _is_form(line.words, page.words) and not page.words.label_in("agenda", line.words)
            under_form, titled = titled and form_only, True
        if line.blank or line.code or heading or line.cells or line.number <= past:
            continue
        if line.number in known.taken or line.number in known.marked:
            continue
        found = _carried(page, line, known)
        if found and not under_form and not _of_form(page, found):
            past = found.end
            last = max(found.line.number, found.end, line.number)
            one = made(OutcomeKind.DECISION, page, found.line, found.text, known.cast)
            why = ("motion carried", _WEIGHT, f'its result is "{found.result[:60]}"')
            yield Evidence(What.OUTCOME, line.number, line.number, one, *why)
            yield from _of_the_same(page, found, known)
        elif not found and line.number - last <= _FAR and _tells_again(page, line, last, known):
            yield form(line.number, ("result of a motion", _WEIGHT, "it tells the result of a motion again"))


def _tells_again(page: Reading, line: Line, last: int, known: Known) -> bool:
    """Whether a line tells but the result of the motion that was carried on the line `last`."""
    if line.number in known.spoken or not tells_verdict(line.seen, line.words, page.words):
        return False
    said = verdict(line.words, page.words)
    between = page.lines[last + 1 : line.number]
    if said and said.carried and _names_another(page.lines[max(0, last)], line, page.words):
        return False
    return bool(said and said.carried) and not any(one.level and one.level != BOLD for one in between)


def _names_another(before: Line, line: Line, of: Words) -> bool:
    """Whether a result names another motion than one whose votes were counted: "The budget is adopted"."""
    names = [match[0].casefold() for one in (before, line) if (match := _NAMES.of(of).search(one.words))]
    said = verdict(before.words, of) if len(set(names)) > 1 else None
    return bool(said and said.counted)


def _of_the_same(page: Reading, found: _Carried, known: Known) -> Iterator[Evidence]:
    """What stands between a motion and its result, and tells no second decision: who seconded it, the result itself."""
    for one in page.lines[found.line.number + 1 : found.end + 1]:
        if not one.blank and one.number not in known.spoken:
            yield form(one.number, ("result of a motion", _WEIGHT, "it tells the result of a motion"))


def _carried(page: Reading, line: Line, known: Known) -> _Carried | None:
    """The motion that a line is, ends with or tells the result of, if it was carried."""
    of = page.words
    spoken = line.number in known.spoken
    motion = "" if spoken else _motion(line, of)
    if not (motion or tells_verdict(line.seen, line.words, of)):
        return None
    if whole := verdict(_said(line) if spoken else line.words, of):
        return _result(page, line, whole, known) if whole.carried else None
    if spoken:
        return None
    may = not line.seen.isdisjoint(of.tells(("consents_alone",))) or HAN.search(line.words)
    alone = _ALONE.of(of).search(line.words) if may else None
    if alone and (alone[0][0] in ",;" or not _IF.of(of).search(line.words[: alone.start()][-60:])):
        return _Carried(line, line.words, alone[0].strip(" *_,;"))
    behind = _behind(line, bool(motion), of) or (_within(line.words, of) if motion else None)
    if behind or not motion:
        behind = behind or _adopted(line.words, of)
        return _Carried(line, _from(page.lines, line), behind.phrase) if behind and behind.carried else None
    for one in _below(page.lines, line):
        if one.number in known.marked or _motion(one, of) == motion:
            return None
        if below := _first(one.words, of):
            return _Carried(line, line.words, below.phrase, one.number) if below.carried else None
    return None


def _said(line: Line) -> str:
    """What somebody says in the first sentence of a turn."""
    speaker = SPEAKER.match(line.words)
    return _SENTENCE.split(line.words[speaker.end() :])[0] if speaker else ""


def _motion(line: Line, of: Words) -> str:
    """The words by which a line puts something to the vote: "Motion: …", "Ada moved to …"."""
    if line.seen.isdisjoint(of.tells(("votes", "moved"))) and not HAN.search(line.words):
        return ""
    labelled = (":" in line.words[:60] or "：" in line.words[:60]) and _MOTION.of(of).match(line.words)
    moved = labelled or _MOVED.of(of).search(line.words)
    return (moved[1] if labelled else moved[0]).casefold() if moved else ""


def _first(text: str, of: Words) -> Verdict | None:
    """The verdict that a line below a motion begins with."""
    return verdict(text, of) or verdict(_SENTENCE.split(text, maxsplit=1)[0], of)


def _behind(line: Line, motion: bool, of: Words) -> Verdict | None:
    """The verdict that stands at the end of a line; of a motion no sign need stand before it."""
    text = line.words
    if not may_end(text, of):
        return None
    start = max(0, len(text) - _LAST)
    cuts = [match.end() for match in _CUT.finditer(text, start)]
    if motion:
        cuts = sorted({*cuts, *(match.start() for match in _WORD.finditer(text, start))})
    for at in cuts:
        before = text[:at]
        long = line.goes_on or len(before.split()) > 1 or HAN.search(before)
        said = verdict(text[at:], of) if long else None
        if said:
            return said
    return None


def _adopted(text: str, of: Words) -> Verdict | None:
    """The votes by which a sentence says that something was adopted: "The rules are adopted by 7 votes to 2"."""
    if not any(char.isdigit() for char in text):
        return None
    for adopted in _ADOPTED.of(of).finditer(text):
        before, rest = text[: adopted.start()], _END.split(text[adopted.start() :], maxsplit=1)[0]
        sentence = _SENTENCE.split(before)[-1]
        if not sentence.strip() or _IF.of(of).search(sentence[-60:]) or of.pattern("earlier").search(sentence):
            continue
        said = verdict(rest, of) if not _SLASHED.search(rest) else None
        if said and said.counted:
            return said
    return None


def _within(text: str, of: Words) -> Verdict | None:
    """The votes that a motion counts before the end of its line."""
    counts = counted(text, of)
    return Verdict(counts[0] > counts[1], f"{counts[0]}:{counts[1]}", True) if counts else None


def _result(page: Reading, line: Line, said: Verdict, known: Known) -> _Carried | None:
    """A line that tells but a result, with the motion above it."""
    of = page.words
    named = bool(_NAMED.of(of).search(line.words))
    if line.number in known.spoken and not _PASSED.of(of).search(line.words):
        return None
    for one in _above(page.lines, line):
        if one.number in known.marked or verdict(one.words, of):
            # That is decided already.
            return None
        talked = one.number in known.spoken or one.words.endswith(("?", "？"))
        if _motion(one, of) and not (talked and not _MOTION.of(of).match(one.words)):
            return _Carried(line, f"{one.words} — {line.words}", said.phrase)
    heading = _heading(page, line)
    topic = f"{heading} — " if heading and not of.label_in("parts", heading) else ""
    put = topic and not of.tells(("votes",)).isdisjoint(LETTERS.findall(heading.casefold()))
    alone = put or named or (said.counted and of.pattern("consents").search(line.words))
    return _Carried(line, f"{topic}{line.words}", said.phrase) if alone else None


def _heading(page: Reading, line: Line) -> str:
    """The heading of the topic that a line belongs to, if it is near; it may be the motion."""
    near = page.lines[max(0, line.number - _NEAR) : line.number]
    return next((one.words for one in reversed(near) if one.level and not page.words.list_of(one.words)), "")


def _from(lines: Sequence[Line], line: Line) -> str:
    """The words of a line with those above that it continues."""
    words = [line.words]
    for one in lines[max(0, line.number - _BELOW) : line.number][::-1] if line.goes_on else ():
        words.append(one.words)
        if not one.goes_on:
            break
    return " ".join(reversed(words))


def _of_form(page: Reading, found: _Carried) -> bool:
    """Whether a motion accepts minutes or an agenda; "Ada moved to approve them" does if they stand right above it."""
    if _is_form(found.text, page.words):
        return True
    above = islice(_above(page.lines, found.line), 2 if len(found.text) < _SHORT and not found.line.bullet else 0)
    return any(_is_form(one.words, page.words) for one in above)


def _is_form(text: str, of: Words) -> bool:
    return bool(_FORM.of(of).search(text))


def _below(lines: Sequence[Line], line: Line) -> Iterator[Line]:
    """The few lines below a motion."""
    return islice(_until_heading(lines[line.number + 1 : line.number + 2 * _BELOW + 1]), _BELOW)


def _above(lines: Sequence[Line], line: Line) -> Iterator[Line]:
    """The lines above a result, the nearest first."""
    return islice(_until_heading(lines[max(0, line.number - 3 * _ABOVE) : line.number][::-1]), _ABOVE)


def _until_heading(lines: Sequence[Line]) -> Iterator[Line]:
    for one in lines:
        if one.level and one.level != BOLD:
            return
        if not one.blank:
            yield one
