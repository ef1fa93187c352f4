"""Questions that were left open: lines marked so ("Q: …", "Open question: …"), and items of a list headed so.

A sentence that asks is none unless its writer marked it. Asked and open are two things: a question whose answer follows
is asked, and its text stays on the page, but it is no open question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from socml_site.minutes.evidence import Evidence, Found, What
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import is_empty, made
from socml_site.minutes.outcomes.listed import held_by, is_label, items_of, points_away
from socml_site.minutes.outcomes.marked import HEAD, LABELLED, WHO, heads_of
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.table import Label, Words

_ANSWER = Pattern(r"^\W*«marks.answer»\s*\d*\s*[:：]\s*\S")
_MARKED = 4.0
_LISTED = 3.0


def asked(page: Reading, known: Known) -> Iterator[Evidence]:
    """The questions that lines are marked as, also behind a speaker."""
    answers = answered(page.lines, page.words)
    for line in page.lines:
        if line.code or line.blank or line.number in known.taken or line.number in answers:
            continue
        found = _of_mark(line, page.words)
        if found and not is_empty(found[1], page.words):
            mark, text = found
            one = made(OutcomeKind.QUESTION, page, line, text, known.cast)
            yield _evidence(one, ("marked question", _MARKED, f'it is marked "{mark}"'))


def listed_questions(page: Reading, known: Known) -> Iterator[Evidence]:
    """The questions below headings and labels that say that they are some."""
    marked = known.marked
    seen: set[int] = set()
    for line in page.lines:
        if line.number in known.taken or line.blank or line.code or line.cells or not _announces(page, line, marked):
            continue
        why = ("list of questions", _LISTED, f'it stands below "{line.words.strip(" :：*_")[:60]}"')
        for one in _below(page, line, known, marked):
            if one.number not in seen:
                seen.add(one.number)
                yield _evidence(made(OutcomeKind.QUESTION, page, one, one.words, known.cast), why)


def _evidence(found: Found, why: tuple[str, float, str]) -> Evidence:
    return Evidence(What.OUTCOME, found.line, found.line, found, *why)


def _of_mark(line: Line, of: Words) -> tuple[str, str] | None:
    """The mark of a question and what stands behind it."""
    for head in heads_of(line):
        begins = HEAD.match(head)
        match = LABELLED.match(head) if begins and of.begins_mark(begins[1]) else None
        if match is None:
            continue
        who = WHO.of(of).search(match["label"])
        mark = match["label"][: who.start()] if who else match["label"]
        text = match["text"].strip()
        if text and of.is_mark("question", mark) and ("?" in text or not (who and who[0].strip())):
            return mark.strip(), text
    return None


def _announces(page: Reading, line: Line, marked: Mapping[int, Found]) -> bool:
    """Whether a line is a heading or label of questions that were left open."""
    label = line.words
    ends = label.rstrip().endswith((":", "："))
    if line.goes_on or (line.level == 0 and not ends and not is_label(page.lines, line.number)):
        return False
    return (line.number not in marked or ends) and page.words.list_of(label) is Label.QUESTIONS


def _below(page: Reading, line: Line, known: Known, marked: Mapping[int, Found]) -> Iterator[Line]:
    """The items of a list of questions; where some are marked, what is not marked is talk about them."""
    below = [one for one in held_by(page.lines, line.number, page.words) if one.number not in known.taken]
    if any(one.number in marked and marked[one.number].kind is OutcomeKind.QUESTION for one in below):
        return
    unsaid = bool(page.words.pattern("still_open").search(line.words))
    for one in items_of(below, OutcomeKind.QUESTION, known.cast, page.words):
        if one.number in marked or is_empty(one.words, page.words) or points_away(one.text, page.words):
            continue
        if "?" in one.words or "？" in one.words or (unsaid and one.number not in known.spoken):
            yield one


def answered(lines: Sequence[Line], of: Words) -> set[int]:
    """Lines with a question that is answered at once behind "A:"."""
    found = set()
    last: int | None = None
    answer = _ANSWER.of(of)
    for line in lines:
        if line.blank:
            continue
        if last is not None and (":" in line.words[:20] or "：" in line.words[:20]) and answer.match(line.words):
            found.add(last)
        last = line.number
    return found
