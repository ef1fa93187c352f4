"""What people said in a chat, as programs write it down: IRC, Matrix, Zoom, WhatsApp, Slack, Discord, Teams, HackMD.

Each form is told by signs that hardly anybody types: a clock before a name and a colon, a name in angles, a name and a
clock alone on a line. What a chat says of itself, such as that somebody has joined, names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from socml_site.minutes.lines import Line
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.turns.label import BOLD, CLOCK, DAY, WHO, Form, Said
from socml_site.text.markdown import plain
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_HAS_CLOCK = re.compile(r"\d:\d\d")
_LEADING = re.compile(
    rf"{BOLD}[\[(]?(?:({DAY})(?:,\s?|\s|T))?{CLOCK}[\])]?(?:\s?[-–—|:])?{BOLD}(?:\s+|(?=<))(?=\S)",
)
_NICK = re.compile(rf"{BOLD}<[@+%&~! ]?([^\W\d][\w .|'^-]{{0,39}})>:?{BOLD}:?\s+(.*)$")
_BRACKETED = re.compile(r"\[@?([^\W\d_][\w .'-]{0,39})\](?!\()\s*:?\s+(.*)$")
_LINKED = re.compile(r"\[\[@?([^\W\d_][\w .'-]{0,39})(?:\|[^\[\]]{1,40})?\]\]:?\s+(.*)$")
_PROMPT = re.compile(r"([^\W\d][\w.|^-]{1,20})>\s+(\S.*)$")
_AUTHOR = re.compile(r"\[name=([^\[\]]{1,60})\](?:\s*\[(?:time|color)=[^\[\]]{0,60}\])*")
_EVENT = re.compile(r"(?:-!-|\*{1,3}|={0,2}[<>]{1,2}|--?>|<--?|→|←|⇐|⇒|⟵|⟶|•)\s")
_BARRED = re.compile(r"([^\W\d][\w.^-]{0,30})\s*[|│]\s+(\S.*)$")
_ZOOM = Pattern(rf"«chat_from»\s+{WHO}\s*(?:\([^()]{{0,40}}\)\s*)?(?:\s«chat_to»\s[^:\n]{{1,60}})?\s*[:：]\s*(.*)$")
_ABOVE = Pattern(
    rf"{BOLD}{WHO}(?:\([^()]{{1,40}}\)|:[\w-]{{2,40}}:)?{BOLD}\s*(?:[-–—|,]\s*)?(?:\s|(?=[\[(]))"
    rf"[\[(]?(?:(?:«chat_days»|{DAY}),?\s(?:[^\W\d_]{{1,3}}\.?\s)?)?{CLOCK}[\])]?{BOLD}$"
)
_CLOCK_ALONE = re.compile(CLOCK)
_LONGEST_HEAD = 90
_MARKED = re.compile(r"^\s*~\s?|#\d{4}$|\s+(?:APP|BOT)$|\s*\([^()]{0,40}\)$")
_TURNED = re.compile(r"([^\W\d_][\w'’-]{0,30}),\s([^\W\d_][\w'’-]{0,30})")


@dataclass(frozen=True, slots=True)
class Clocked:
    """A line cut behind the clock at its head: the day and the time there, and the rest."""

    day: str
    time: str
    text: str


def clocked(text: str) -> Clocked:
    """A line with the clock at its head, if it has one."""
    leading = _LEADING.match(text) if _HAS_CLOCK.search(text[:_LONGEST_HEAD]) else None
    return Clocked(leading[1] or "", leading[2], text[leading.end() :]) if leading else Clocked("", "", text)


def read(line: Line, cut: Clocked, words: Words) -> Said | None:
    """Who speaks on a line in the form of a chat."""
    text, time = cut.text, cut.time
    head = text[:60]
    if "<" in head and (match := _NICK.match(text)):
        return _said(line, match[1], time, match[2], Form.NICK)
    if text.startswith("["):
        if match := _BRACKETED.match(text):
            return _said(line, match[1], time, match[2], Form.NICK)
        if match := _LINKED.match(text):
            return _said(line, match[1], time, match[2], Form.LINKED)
    if "[name=" in text and (match := _AUTHOR.search(text)) and (line.quoted or not match.start()):
        return _said(line, match[1], "", text[: match.start()] + text[match.end() :], Form.NAMED)
    if time:
        return _timed(line, cut, words)
    if len(text) <= _LONGEST_HEAD and _HAS_CLOCK.search(text) and (match := _ABOVE.of(words).match(text)):
        return _said(line, match[1], match[2], "", Form.ABOVE)
    if ">" in head and not line.quoted and (match := _PROMPT.match(text)):
        return _said(line, match[1], "", match[2], Form.PROMPT)
    return None


def _timed(line: Line, cut: Clocked, words: Words) -> Said | None:
    """Who speaks behind a clock."""
    text, time = cut.text, cut.time
    if _EVENT.match(text):
        return _said(line, "", time, "", Form.EVENT)
    named = ":" in text and not line.seen.isdisjoint(words.tells(("chat_from",)))
    if named and (match := _ZOOM.of(words).match(text)):
        return _said(line, match[1], time, match[2], Form.NAMED)
    if match := _BARRED.match(text):
        return _said(line, match[1], time, match[2], Form.CLOCK)
    return None


def name_above(line: Line, above: Line) -> Said | None:
    """A name alone, `above` a line that is but a clock, as video calls show their chat."""
    match = _CLOCK_ALONE.fullmatch(line.text) if line.text[:1].isdigit() and len(line.text) < 16 else None
    if (
        not match
        or above.level
        or above.cells
        or len(above.words) > 60
        or not is_name(bearer(above.words), listed=True)
    ):
        return None
    return _said(above, above.words, match[1], "", Form.ABOVE)


def _said(line: Line, label: str, time: str, text: str, form: Form) -> Said:
    return Said(line, bearer(label), "", time, plain(text), form)


def bearer(label: str) -> str:
    """A name without what programs put beside it: "~ Ada", "ada#1234", "Marsh, Ada (Guest)"."""
    bare = _MARKED.sub("", label).strip("*_ ")
    turned = _TURNED.fullmatch(bare)
    return f"{turned[2]} {turned[1]}" if turned else bare
