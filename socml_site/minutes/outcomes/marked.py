"""Lines that say what they are: "ACTION: …", "Decision - …", "Q: …", "#agreed …", in several languages.

Words of W3C's scribes, of the bots that take minutes in chats, and of boards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.found import EMPTY, WANTED, Found, made
from socml_site.minutes.people.cast import Cast
from socml_site.model import OutcomeKind
from socml_site.text.markdown import plain

_HEAD = (
    r"^\W*(?:(?:new|group|team|final|open|overall|pending|formal|unanimous|meeting|board|tsc|wg|old|carry-?over)\s+)?"
)
_NUM = r"(?:\s*-?#?\d[\d.-]*|\s*[(\[][^()\[\]]{0,40}[)\]])*"
_END = r"\s*(?:[:：]+|\s[-–—]+\s|[-–—]\s|\]:?\s*|=>|→)\s*"
_MARKERS = (
    (
        OutcomeKind.ACTION,
        re.compile(
            rf"{_HEAD}(?P<mark>actions?[ -]?items?|action[ -]?points?|actions?|to[ -]?do|aufgaben?|acción|tarea"
            rf"|actiepunt|à faire)(?P<who>{_NUM}){_END}(?P<text>.*)$",
            re.I,
        ),
    ),
    (
        OutcomeKind.ACTION,
        re.compile(rf"^\W*(?P<mark>AI|AR|AP)(?P<who>{_NUM})\s*(?::|\]|\s-\s(?=@?[A-Z]))\s*(?P<text>.*)$"),
    ),
    (
        OutcomeKind.ACTION,
        re.compile(
            r"^\W*(?P<mark>AI|AP)(?P<who>)\s+(?P<text>@?[A-Z][\w-]+(?: [A-Z]\w+)?(?:(?:,| and"
            r"| &) @?[A-Z][\w-]+)* (?:to|will)\b.*)$"
        ),
    ),
    (OutcomeKind.ACTION, re.compile(r"^\W*(?P<mark>ACTION(?:[ -]?ITEM|[ -]?POINT)?)(?P<who>)\s+(?P<text>@?\w.*)$")),
    (
        OutcomeKind.DECISION,
        re.compile(
            rf"{_HEAD}(?P<mark>decisions?|decided|resolved|resolutions?|agreed|agreements?|conclusions?"
            rf"|consensus|concluded"
            rf"|summary of conclusions?|outcome|resolved unanimously|motion carried|agreed unanimously"
            rf"|beschluss|beschlossen|entscheidung|décision|décidé"
            rf"|decisión|acuerdo|besluit)(?P<who>{_NUM}){_END}(?P<text>.*)$",
            re.I,
        ),
    ),
    (
        OutcomeKind.DECISION,
        re.compile(
            r"^\W*(?P<mark>RESOLVED|RESOLUTION|DECISION|AGREED|DECIDED|CONSENSUS)(?P<who>),?\s+(?P<text>(?!may"
            r"|was not|could).{4,})$"
        ),
    ),
    (
        OutcomeKind.QUESTION,
        re.compile(
            r"^\W*(?:(?:open|unresolved|outstanding|remaining)\s+)?(?P<mark>questions?|q|frage|offene frage"
            r"|question ouverte|pregunta)(?P<who>\s*#?\d{0,2})\s*(?:[:：]+|\s-\s)\s*(?P<text>\S.*)$",
            re.I,
        ),
    ),
    (OutcomeKind.ACTION, re.compile(r"^#(?P<mark>action)(?P<who>)\s+(?P<text>\S.*)$", re.I)),
    (OutcomeKind.DECISION, re.compile(r"^#(?P<mark>agreed|decision|accepted)(?P<who>)\s+(?P<text>\S.*)$", re.I)),
    (OutcomeKind.INFO, re.compile(r"^#(?P<mark>info)(?P<who>)\s+(?P<text>\S.*)$", re.I)),
    (OutcomeKind.INFO, re.compile(r"^\W*(?P<mark>INFO)(?P<who>)\s*[:：]\s*(?P<text>\S.*)$")),
)
_WITHIN = re.compile(
    r"(?:^|[.;)!?]\s+|\s(?:=>|->|→|--)\s*)(?=(?:ACTION(?: ITEM)?|RESOLUTION|RESOLVED|DECISION|QUESTION)S?\s*:)"
)
_HINT = re.compile(
    r"\b(?:actions?|ai|ar|ap|to[ -]?do|decisions?|decided|resol|agree|conclu|consensus|outcome|motion"
    r"|summary|questions?|q|info"
    r"|accepted|aufgabe|beschl|entscheid|d[ée]cisi|acuerdo|besluit|frage|pregunta|acción|tarea|actiepunt"
    r"|à faire|décid)"
)
"""What the head of a line must hold to be marked as anything."""
_NEAR = 90
_CAPITALS = ("ACTION", "RESOL", "DECISION", "QUESTION")
SPEAKER = re.compile(r"^[^\W\d_][\w .'()-]{0,40}?:\s+")
_ANSWER = re.compile(r"^\W*(?:a|answers?)\s*\d*\s*[:：]\s*\S", re.I)


def marked(line: Line, cast: Cast, interview: set[int]) -> Iterator[Found]:
    """The outcome a line is marked as, also behind a speaker or behind a sentence."""
    words = line.words
    # A mark stands at the head of a line, behind a speaker or, in capitals, behind a sentence.
    if not (_HINT.search(words[:_NEAR].lower()) or line.cells or any(word in words for word in _CAPITALS)):
        return
    heads = [plain(cell) for cell in line.cells] if line.cells else [words]
    words = heads[0]
    if speaker := SPEAKER.match(words):
        heads.append(words[speaker.end() :])
    heads += [words[match.end() :] for match in _WITHIN.finditer(words) if match.end()]
    for head in heads:
        for kind, pattern in _MARKERS:
            match = pattern.match(head)
            if not match:
                continue
            mark, text = match["mark"], match["text"].strip()
            if mark in ("AR", "AP", "AI") and cast.find(mark) is not None and head is words:
                continue
            if mark in ("AR", "AP", "AI") and text.endswith("?"):
                continue
            if line.level and line.level != BOLD and kind is not OutcomeKind.QUESTION and not text:
                continue
            if kind is OutcomeKind.QUESTION and (
                line.number in interview or not text or (match["who"].strip() and "?" not in text)
            ):
                continue
            if EMPTY.fullmatch(text) or WANTED.match(text):
                return
            if kind is OutcomeKind.DECISION and not _decides(mark, text, head is words):
                continue
            if (
                mark.isalpha()
                and mark[0].islower()
                and mark.lower().startswith("action")
                and head is words
                and words[0] != "#"
                and not line.bullet
                and line.level == 0
                and not re.match(r"actions?[ -]?items?", mark, re.I)
            ):
                continue
            yield made(kind, line, text, cast, match["who"].strip())
            return


def _decides(mark: str, text: str, first: bool) -> bool:
    """Whether "Agreed: …" or "Outcome - …" is a decision and not a remark of one speaker or a question."""
    if (text.endswith("?") and not mark.isupper()) or re.match(r"\d+ ?[x×] ?\d+|\d+ ?(?:k|dpi|px)\b", text, re.I):
        return False
    if re.fullmatch(r"agreed|resolved|concluded", mark, re.I) and not first and not mark.isupper():
        return False
    return not re.match(r"(?:tbd|pending|none|deferred|postponed|not reached|no )\b", text, re.I)


def answered(lines: Sequence[Line]) -> set[int]:
    """Lines with a question that is answered at once behind "A:"."""
    found = set()
    last: int | None = None
    for line in lines:
        if line.blank:
            continue
        if _ANSWER.match(line.words) and last is not None:
            found.add(last)
        last = line.number
    return found
