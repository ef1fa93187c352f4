"""Questions that were asked, and which of them stayed open.

They are lines marked so ("Q: …", "Open question: …"), and items of a list headed so.

A sentence that asks is none unless its writer marked it. Asked and open are two things: a question whose answer follows
is `answered`; it stands in no register of what is open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from socml_site.minutes.evidence import Evidence, Found, What
from socml_site.minutes.lines import BOLD, Line, children
from socml_site.minutes.outcomes.found import is_empty, made
from socml_site.minutes.outcomes.listed import held_by, is_label, items_of, points_away
from socml_site.minutes.outcomes.marked import HEAD, LABELLED, SPEAKER, WHO, heads_of
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.labels import Label
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words

_ASKS = re.compile(r"[?？]")
_SIGN = re.compile(r"\W{0,4}?(?P<mark>❓|❔|\(\?\)|\[\?\])\s*(?P<text>[^\W_].{6,})$")
"""`(?) Who pays`, `❓ Who pays`; "?: …" and "?? …" are rather what somebody said whom the note-taker did not know."""
_LETTER = re.compile(r"\W{0,4}(?P<mark>[^\W\d_])\s?\d{0,3}\s?[.)]\s+(?P<text>\S.{4,}[?？].*)$")
"""`Q. Who pays?`, `Q1) Who pays?`"""
_BOT = re.compile(r"#(?P<mark>[^\W\d_]{3,12})\s+(?P<text>\S.*)$")
_ABOUT = Pattern(r"^\W*(?P<mark>«marks.question»)\s«question_of»\s[^:：]{1,60}$")
"""`Question for the board`, `Question from Ada`: what stands before the colon."""
_OPEN = Pattern(
    r"(?:^|[.;]\s)\W{0,8}(?:\w\S{0,16}\s){0,4}?«called_open»\s?(?:\w{1,16}\s){0,2}?«marks.question»(?=\W|$)"
    r"(?P<and>\s?(?:[/&+,]|«joins»)\s?(?!«called_open»|«marks.question»)\w)?"
)
"""`Key open questions from last week`: a label that speaks of questions, and says that they are open."""
_KIND_OF = Pattern(r"^\W*(?!«not_yet»|«no_list»|«answered»)(?:(?!«joins»)[^\W\d_][\w‑-]{1,16}\s){1,3}«marks.question»$")
"""`Design questions`; below "Discussion and questions" stands what was said."""
_ASKING = Pattern(r"\W{0,4}(?:«and»\s)?«asks»(?=\W|$)")
"""`Who pays`, `And how long`: a question without its sign."""
_ANSWER = Pattern(
    r"\W*«marks.answer»(?:\s*\d{1,3})?(?:\s?[(\[@][^:：()\[\]]{1,40}[)\]]?)?\s*(?:[:：]\s*\S|(?<=[)\]])\s+\S)"
    r"|\W{0,4}(?=[^\W\d_]\s?[\d.)])«marks.answer»\s?\d{0,3}\s?[.)]\s+\S"
)
"""`A: Bob does`, `Answer (Ada): …`, `A (Ada) …`, `A. Bob does`"""
_WITHIN = Pattern(
    r"[?？.!)]\W{0,6}«marks.answer»(?:\s?[(\[][^()\[\]]{1,40}[)\]])?\s*[:：]"
    r"|[?？]\W{0,5}(?:→|->|=>)\s*\w|[?？]\W{0,6}(?!«not_known»)«yes_or_no»(?=\W|$)(?!\W{0,3}«not_known»)"
)
"""`Who pays? A: Bob does`, `Do we pay? Yes`"""
_SETTLED = Pattern(r"[(\[]\W{0,3}«answered»(?=\W)[^()\[\]]{0,60}[)\]]\W*$|[✅☑✔]")
"""`Who pays? (answered)`"""
_YES = Pattern(r"\W*(?:[^\W\d_][\w .'’()-]{0,40}?[:：]\s+)?(?!«not_known»)«yes_or_no»(?=\W|$)(?!\W{0,3}«not_known»)")
_BEHIND = re.compile(r"[?？](?:\s?\([^()?？]{0,60}\))?\s?(?P<reply>[^?？(\s][^?？]{3,})$")
"""`How long does it keep? Five years`, where questions stand that a talk was followed by."""
_HEAD = re.compile(r".{0,40}?(?:[.;!。]|$)|.{40,90}?(?:[.,;!。]|$)")
"""The beginning of a reply, where it says whether it is one."""
_CODE = re.compile(r"\W{0,3}[^\W\d_a-z]{1,3}\s?:\s")
"""`K: …`: the initials of who replies, or of what a reply is."""
_COUNT = re.compile(r"\W*[^\W\d_][^:：\d]{0,30}[:：=]\s*\d{1,3}\W*$")
"""`In favour: 12`: the question was put to the vote."""
_MARKS = ("marks.question", "marks.open", "bot_marks.question")
_LABELS = ("marks.question", "questions")
_SURE, _LISTED, _TALK, _MAYBE = 4.0, 3.0, 2.2, 1.0
_NEAR = 3
"""Lines below a question on which somebody replies to it."""
_SHORT = 8
"""Words of what is left open without being asked: "Colour of the shed"."""


class _Mark(NamedTuple):
    """A mark of a question and what stands behind it.

    `behind` is that it stands behind the name of a speaker, `stays` that it says itself that the question is open;
    `sure` is that it asks, or says so.
    """

    mark: str
    text: str
    behind: bool = False
    stays: bool = False
    sure: bool = True


def asked(page: Reading, known: Known) -> Iterator[Evidence]:
    """The questions that lines are marked as, also behind a speaker."""
    of = page.words
    marks = of.tells(_MARKS)
    for line in page.lines:
        if line.code or line.blank or line.number in known.taken or not _may_ask(line, marks):
            continue
        found = _of_mark(page.lines, line, of)
        if found and not is_empty(found.text, of) and not _is_queued(page.lines, line):
            yield _evidence(page, known, line, found, ("marked question", _SURE, f'it is marked "{found.mark}"'))


def listed_questions(page: Reading, known: Known) -> Iterator[Evidence]:
    """The questions below headings and labels that say that they are some."""
    marked = known.marked
    labels = page.words.tells(_LABELS)
    seen: set[int] = set()
    for line in page.lines:
        if line.number in known.taken or line.blank or line.code or line.cells or not _holds(line, labels):
            continue
        weight = _announces(page, line, marked)
        if not weight:
            continue
        shown = line.words.strip(" :：*_")[:60]
        stays = weight >= _LISTED and bool(page.words.pattern("still_open").search(line.words))
        for one, sure in _below(page, line, known, marked, stays):
            said = _is_said(one, known)
            asks = _Mark("", one.words, stays=stays and not said)
            # Below a heading of its own a question that a talk was followed by is talked about.
            apart = said or any(other.level for other in page.lines[line.number + 1 : one.number])
            sure = sure and not (weight < _LISTED and apart)
            why = ("list of questions", weight if sure else _MAYBE, f'it stands below "{shown}"')
            if one.number not in seen:
                seen.add(one.number)
                yield _evidence(page, known, one, asks, why)


def _holds(line: Line, words: frozenset[str]) -> bool:
    """Whether a line holds one of these words; scripts that part none hold them within longer ones."""
    return not line.seen.isdisjoint(words) or (not line.words.isascii() and bool(HAN.search(line.words)))


def _may_ask(line: Line, marks: frozenset[str]) -> bool:
    """Whether a line may be marked as a question, which is told at once of most lines."""
    return _holds(line, marks) or bool(_SIGN.match(line.words))


def _is_said(line: Line, known: Known) -> bool:
    """Whether somebody says a line, be it somebody of whom no more is known."""
    return line.number in known.spoken or bool(SPEAKER.match(line.words) and is_name(line.words.partition(":")[0]))


def _is_queued(lines: Sequence[Line], line: Line) -> bool:
    """Whether a line is copied from a queue of speakers, where each stands below a number of its own."""
    above = next((one for one in reversed(lines[max(0, line.number - 3) : line.number]) if not one.blank), None)
    return bool(above and not line.bullet and above.words.isdigit() and len(above.words) < 3)


def _evidence(page: Reading, known: Known, line: Line, found: _Mark, why: tuple[str, float, str]) -> Evidence:
    one = made(OutcomeKind.QUESTION, page, line, found.text, known.cast)
    one = replace(one, answered=_is_answered(page, known, line, found))
    rule, weight, because = why
    # A statement behind such a mark is one only if somebody replies to it, or if it stands among questions.
    sure = found.sure or one.answered or _among_asked(page.lines, line, found, page.words)
    return Evidence(What.OUTCOME, one.line, one.line, one, rule, weight if sure else _MAYBE, because)


def _among_asked(lines: Sequence[Line], line: Line, found: _Mark, of: Words) -> bool:
    """Whether the line above or below has the same mark, and asks."""
    above = reversed(lines[max(0, line.number - _NEAR) : line.number])
    below = lines[line.number + 1 : line.number + 1 + _NEAR]
    near = [next((one for one in side if not one.blank), None) for side in (above, below)]
    marks = [_of_mark(lines, one, of) for one in near if one is not None]
    return any(one.sure and one.mark.casefold() == found.mark.casefold() for one in marks if one and found.mark)


def _of_mark(lines: Sequence[Line], line: Line, of: Words) -> _Mark | None:
    """The mark of a question, if a line has one."""
    if sign := _SIGN.match(line.words):
        return _Mark(sign["mark"], sign["text"])
    if line.words[:1] == "#" and (bot := _BOT.match(line.words)) and bot["mark"] in of.phrases("bot_marks.question"):
        return _Mark(f"#{bot['mark']}", bot["text"])
    for place, head in enumerate(heads_of(line)):
        begins = HEAD.match(head)
        if not begins or not of.begins_mark(begins[1]):
            continue
        if found := _labelled(head, of, lines, line.number) or _lettered(head, of):
            stays = bool(of.pattern("still_open").search(found[0]) or of.is_mark("open", found[0]))
            asks = (
                stays or _asks(found[1], of) or any(_ASKS.search(one.words) for one in _running_on(lines, line.number))
            )
            return _Mark(*found, place > 0 and not line.cells, stays, asks)
    return None


def _asks(text: str, of: Words) -> bool:
    """Whether a text asks, be it without a question mark: "who pays"."""
    return bool(_ASKS.search(text) or _ASKING.of(of).match(text))


def _labelled(head: str, of: Words, lines: Sequence[Line], number: int) -> tuple[str, str] | None:
    """`Question 2: …`, `Open question – …`, `Question for Ada: …`"""
    match = LABELLED.match(head)
    if match is None:
        return None
    who = WHO.of(of).search(match["label"])
    mark = (match["label"][: who.start()] if who else match["label"]).strip()
    text = match["text"].strip()
    if not text:
        return None
    asks = bool(_ASKS.search(text)) or any(_ASKS.search(one.words) for one in _running_on(lines, number))
    colon = head[match.end("label") :].lstrip()[:1] in ":："
    if of.is_mark("question", mark):
        # "Questions: none so far", "Q (Ada): …" and "Question 3: the hose" are a list, a remark and an item.
        many = mark.casefold() in of.phrases("plain") and len(mark) > 1 and mark.casefold().endswith("s")
        return (mark, text) if asks or not (many or (who and who[0].strip())) else None
    if of.is_mark("open", mark):
        # "TBD - order worms" is an action, and how far it has come.
        sure = (len(mark.split()) > 1 or (mark.isupper() and colon)) and len(text.split()) > 2
        return (mark, text) if asks or sure else None
    # "Question on the hose - how long?" has its question elsewhere.
    about = _ABOUT.of(of).match(match["label"]) if asks and colon else None
    return (about["mark"], text) if about else None


def _running_on(lines: Sequence[Line], number: int) -> Iterator[Line]:
    """The line below, if it is of the same paragraph."""
    for one in lines[number + 1 : number + 2]:
        if not (one.blank or one.bullet or one.level or one.cells or ":" in one.words[:30]):
            yield one


def _lettered(head: str, of: Words) -> tuple[str, str] | None:
    """`Q. Who pays?`, `Q1) Who pays?`"""
    match = _LETTER.match(head)
    return (match["mark"], match["text"]) if match and of.is_mark("question", match["mark"]) else None


def _announces(page: Reading, line: Line, marked: Mapping[int, Found]) -> float:
    """How surely the items below a heading or label are questions, 0 if it is no label of such.

    Below a bare "Questions" stand those that a talk was followed by, more often than those that were left open.
    """
    label, of = line.words, page.words
    bare = label.rstrip(" *_")
    ends = bare.endswith((":", "："))
    if line.goes_on or (line.level == 0 and not ends and not is_label(page.lines, line.number)):
        return 0
    if line.number in marked and not ends:
        return 0
    if of.list_of(label) is Label.QUESTIONS:
        return _LISTED
    if said := _says_open(bare, of):
        # Below "Open questions and announcements" stands other talk as well.
        return _TALK if said["and"] else _LISTED
    name = bare.strip(" :：*_")
    if not (ends or line.level) or len(name) > 60:
        return 0
    if of.pattern("no_list").match(name):
        return 0
    talk = of.is_mark("question", name) or _ABOUT.of(of).match(name) or _KIND_OF.of(of).match(name)
    return _TALK if talk else 0


def _says_open(label: str, of: Words) -> re.Match[str] | None:
    """`Two unresolved questions`, `Open questions / future work`"""
    if len(label) > 90 or _ASKS.search(label) or of.pattern("no_list").match(label.lstrip(" *_#")):
        return None
    return _OPEN.of(of).search(label)


def _below(
    page: Reading, line: Line, known: Known, marked: Mapping[int, Found], unsaid: bool
) -> Iterator[tuple[Line, bool]]:
    """The items of a list of questions, and whether each surely is one; `unsaid` is that it says that they are open.

    Where some are marked, what is not marked is talk about them.
    """
    of = page.words
    below = [one for one in held_by(page.lines, line.number, of) if one.number not in known.taken]
    if any(_of_mark(page.lines, one, of) for one in below):
        return
    asking = any(_ASKS.search(one.words) for one in below)
    for one in items_of(below, OutcomeKind.QUESTION, known.cast, of):
        if one.number in marked or is_empty(one.words, of) or points_away(one.text, of):
            continue
        if of.pattern("any_more").match(one.words.lstrip(" *_")):
            continue
        # Where people speak, speak of questions, and below a further heading, only what asks is one.
        said = _is_said(one, known) or bool(of.pattern("marks.question").search(one.words))
        said = said or any(other.level for other in below if other.number < one.number)
        if _ASKS.search(one.words):
            yield one, True
        elif unsaid and not said:
            short = not asking and len(one.words.split()) <= _SHORT and one.words[-1:] not in ".!:。"
            asks = _ASKING.of(of).match(one.words) or of.pattern("asked_whether").search(one.words)
            yield one, short or bool(asks)


def _is_answered(page: Reading, known: Known, line: Line, found: _Mark) -> bool:
    """Whether the answer to a question stands behind or below it, or it is said to be settled."""
    of = page.words
    said, rest = _paragraph(page.lines, line, known, of)
    if line.box is True or _SETTLED.of(of).search(said) or _WITHIN.of(of).search(said):
        return True
    if not found.stays and _goes_on_to_tell(said, found, of):
        return True
    if not rest:
        return False
    near = rest[0].indent >= line.indent and not _of_mark(page.lines, rest[0], of)
    if near and (_ANSWER.of(of).match(rest[0].words) or (not found.stays and _replies(rest[0], found, of))):
        return True
    below = _under(page.lines, line, rest[0])
    outer = min((one.indent for one in below), default=0)
    own = [one for one in below if one.indent <= outer + 1]
    if any(_ANSWER.of(of).match(one.words) or _concludes(one, of) for one in own):
        return True
    if own and (_YES.of(of).match(own[0].words) or (not found.stays and _discusses(own, of))):
        return True
    if len(rest) > 1 and all(_COUNT.match(one.words) for one in rest[:2]):
        return True
    return _is_replied(page, known, line, found, rest, bool(own))


def _replies(line: Line, found: _Mark, of: Words) -> bool:
    """Whether the line below a question begins as a reply does: "Yes", "K: in May"."""
    if _YES.of(of).match(line.words) or _concludes(line, of):
        return True
    if not found.mark or not _tells(line, of):
        return False
    return bool(_CODE.match(line.words) or of.pattern("decide", "agree").match(line.words.lstrip("*_ ")))


def _goes_on_to_tell(said: str, found: _Mark, of: Words) -> bool:
    """Whether what stands behind the question mark tells something; who has marked a question may go on with it."""
    behind = _BEHIND.search(said, len(found.mark) + 1)
    if not behind or _is_unsure(behind["reply"], of):
        return False
    return not found.mark or (not found.behind and len(behind["reply"].split()) > _NEAR)


def _under(lines: Sequence[Line], line: Line, first: Line) -> list[Line]:
    """What stands below a question as its own: deeper items, a list right below it, the text below its heading."""
    if line.level and line.level != BOLD:
        return children(lines, line.number)[: _NEAR * 2]
    if line.bullet:
        return children(lines, line.number)
    return [first] if first.bullet else []


def _discusses(own: Sequence[Line], of: Words) -> bool:
    """Whether lines below a question are replies to it, and none of them says that nobody knows."""
    return any(_tells(one, of) for one in own) and not any(_is_unsure(one.words, of) for one in own)


def _is_replied(page: Reading, known: Known, line: Line, found: _Mark, rest: Sequence[Line], discussed: bool) -> bool:
    """Whether somebody replies to a question that was asked in talk; one that is called open stays so."""
    of = page.words
    if line.level or (found.stays and found.mark):
        return False
    if not found.mark and _next_speaks(page, known, line):
        return True
    if found.stays:
        return False
    plain = not (rest[0].bullet or rest[0].level or rest[0].cells)
    if plain and not found.mark and line.bullet and _tells(rest[0], of):
        # Paragraphs between the items of a list of questions reply to them.
        return True
    asker = line.words.partition(":")[0] if found.behind or _is_said(line, known) else ""
    for one in rest[:_NEAR]:
        if one.level or one.indent < line.indent or _of_mark(page.lines, one, of):
            return False
        if _is_said(one, known) and one.words.partition(":")[0] != asker:
            return not _is_unsure(one.words, of) if asker else not discussed and _tells(one, of)
        if not asker:
            return False
    return False


def _next_speaks(page: Reading, known: Known, line: Line) -> bool:
    """Whether the questions of a list, of which this is one, are followed by what somebody says to them."""
    near = (one for one in page.lines[line.number + 1 : line.number + 20] if not one.blank)
    after = next((one for one in near if not (one.bullet and _ASKS.search(one.words))), None)
    if not after or after.level or not _tells(after, page.words):
        return False
    return after.number in known.spoken or page.words.list_of(after.words) is Label.DECISIONS


def _is_unsure(text: str, of: Words) -> bool:
    """Whether a reply begins by saying that nobody knows."""
    said = SPEAKER.sub("", text, count=1).lstrip()
    head = _HEAD.match(said)
    return bool(head and of.pattern("not_known").search(head[0]))


def _tells(line: Line, of: Words) -> bool:
    """Whether what follows a question can be its answer: it neither asks nor says that nobody knows."""
    return not (_ASKS.search(line.words) or _is_unsure(line.words, of))


def _paragraph(lines: Sequence[Line], line: Line, known: Known, of: Words) -> tuple[str, list[Line]]:
    """A question with the lines that it runs on over, and the first lines below it."""
    said = [line.words]
    rest: list[Line] = []
    runs = not line.level
    for one in lines[line.number + 1 : line.number + 20]:
        if one.blank:
            runs = False
            continue
        runs = runs and not (one.bullet or one.level or one.cells or one.number in known.spoken)
        runs = runs and not _ANSWER.of(of).match(one.words)
        if runs:
            said.append(one.words)
        else:
            rest.append(one)
        if len(rest) > _NEAR:
            break
    return " ".join(said), rest


def _concludes(line: Line, of: Words) -> bool:
    """`Conclusion: Bob does`"""
    match = LABELLED.match(line.words) if ":" in line.words[:60] else None
    return bool(match and match["text"] and of.is_mark("decision", match["label"]))
