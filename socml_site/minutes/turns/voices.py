"""What one line says of who speaks on it: a name before a colon or a dash, or in the form of a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socml_site.minutes.lines import Line, unescape
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.turns import chats
from socml_site.minutes.turns.label import BOLD, CLOCK, WHO, Form, Said
from socml_site.text.markdown import plain
from socml_site.words.table import Words

_STAMP = rf"[(\[]?{CLOCK}[)\]]?"
_ORG = r"\s*(?:\(([^()]{1,60})\))?\s*"
_COLON = re.compile(
    rf"{BOLD}(?:~\s?)?{WHO}{BOLD}{_ORG}{BOLD}\s*(?:{_STAMP})?\s*{BOLD}\s*[:：](?!:)\s*{BOLD}(?:\s+|(?=[^\s/\d])|$)(.*)$"
)
_BEHIND = re.compile(rf"{_STAMP}\s+(?=\S)")
_STAMP_ONLY = re.compile(rf"{_STAMP}$")
_DASH = re.compile(rf"{BOLD}{WHO}{BOLD}{_ORG}{BOLD}\s(?:-|–|—|--)\s+(\S.*)$")
_DASHED = re.compile(r"\s(?:-|–|—|--)\s")
_SIGN = re.compile(r"[:：<>\[]|\d|\s(?:-|–|—|--)\s")
"""What a line must hold for somebody to begin to speak in it."""
_HOST = re.compile(r"(?:https?|mailto|ftp|file|data)$", re.I)


def read(lines: Sequence[Line], taken: frozenset[int], words: Words) -> Iterator[Said]:
    """All lines on which somebody may begin to speak, and that are not taken for something else."""
    for line in lines:
        if not line.words or line.level or line.cells or line.code or line.number in taken:
            continue
        if not _SIGN.search(line.text):
            continue
        if line.number and (one := chats.name_above(line, lines[line.number - 1])):
            yield one
        elif one := _read(line, words):
            yield _holding(one, lines)


def _read(line: Line, words: Words) -> Said | None:
    cut = chats.clocked(unescape(line.text))
    if one := chats.read(line, cut, words):
        return one
    text = cut.text
    if cut.time and len(text.split()) < 5 and is_name(chats.bearer(text), listed=True):
        return Said(line, chats.bearer(text), "", cut.time, "", Form.ABOVE)
    if (":" in text[:130] or "：" in text[:130]) and (match := _COLON.match(text)):
        one = _before_colon(line, match, cut, words)
        if one:
            return one
    match = _DASH.match(text) if _DASHED.search(text[:140]) else None
    if match and len(match[1].split()) <= 3:
        return Said(line, match[1].strip(), match[2] or "", cut.time, plain(match[3]), Form.DASH)
    return Said(line, "", "", cut.time, "", Form.EVENT) if cut.day else None


def _before_colon(line: Line, match: re.Match[str], cut: chats.Clocked, words: Words) -> Said | None:
    org, time, said = match[2] or "", match[3] or cut.time, match[4]
    if only := _STAMP_ONLY.match(org):
        org, time = "", only[1]
    if not time and (behind := _BEHIND.match(said)) and behind[0].startswith(("[", "(")):
        time, said = behind[1], said[behind.end() :]
    label = match[1].strip()
    if not label or len(label.split()) > 4 or _HOST.match(label):
        return None
    if org and is_name(org, listed=True) and (words.is_mark("question", label) or words.is_mark("answer", label)):
        return Said(line, org, "", time, plain(said), Form.ASKED)
    form = Form.DATED if cut.day else Form.CLOCK if time else Form.COLON
    return Said(line, chats.bearer(label) if time else label, org, time, plain(said), form)


def _holding(one: Said, lines: Sequence[Line]) -> Said:
    """A name alone on its line, with whether something stands below it that no heading parts from it."""
    if one.text or one.time or one.dash:
        return one
    below = next((line for line in lines[one.line.number + 1 : one.line.number + 4] if not line.blank), None)
    return replace(one, holds=bool(below and not below.level and not below.cells))
