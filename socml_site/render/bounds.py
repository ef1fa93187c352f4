"""How much of a mark is read as Markdown: past that a text costs more than it can mean, and is shown as it is written.

Of 8,000 real minutes none has over 509 of one mark in a paragraph, one bracket that nothing closes, four footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.issues import Issue
from socml_site.model import Document
from socml_site.text.safety import SIGNS

MOST_MARKS = 3000
"""Of one mark in one paragraph."""
MOST_OPEN = 200
"""Brackets in one paragraph that nothing closes: each is looked for a link to the end of the paragraph."""
MOST_NOTES = 2000
"""Footnotes in one document, and abbreviations: each is looked for in all of it."""
_MARKS = "[*_`<~=&!\\{^"
_BRACKET = re.compile(r"[\[\]]")
_NOTE = re.compile(r"[ \t>]*(?:[-*+] +|\d{1,9}[.)] +)*(?:\[\^|\*\[)[^\]]*\][ ]?:")
_LINE_BEGIN = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+|#{1,6}[ \t]+)?")
_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*$")
_WRITTEN = str.maketrans(SIGNS)


def dense(text: str) -> bool:
    """Whether a text may be crowded somewhere."""
    return text.count("[") > MOST_OPEN or any(text.count(mark) > MOST_MARKS for mark in _MARKS)


def crowded(masked: str) -> list[range]:
    """The lines of `masked`, a text without its code, that are not read as Markdown."""
    if not dense(masked):
        return []
    lines = masked.split("\n")
    notes = [number for number, line in enumerate(lines) if "]" in line and _NOTE.match(line)]
    found = [range(number, number + 1) for number in notes[MOST_NOTES:]]
    for part in _paragraphs(lines):
        text = "\n".join(lines[part.start : part.stop])
        if any(text.count(mark) > MOST_MARKS for mark in _MARKS) or _open(text) > MOST_OPEN:
            found.append(part)
    return sorted(found, key=lambda part: part.start)


def _paragraphs(lines: list[str]) -> Iterator[range]:
    start = 0
    for number in range(len(lines) + 1):
        if number == len(lines) or not lines[number].strip(" \t>"):
            if number > start:
                yield range(start, number)
            start = number + 1


def _open(text: str) -> int:
    """The brackets of a paragraph that nothing closes."""
    opened = 0
    for bracket in _BRACKET.finditer(text) if text.count("[") > MOST_OPEN else ():
        opened = opened + 1 if bracket[0] == "[" else max(0, opened - 1)
    return opened


def as_written(text: str, masked: str) -> str:
    """`text` with the marks of crowded lines replaced by signs that mean nothing until it is converted."""
    parts = crowded(masked)
    if not parts:
        return text
    lines = text.split("\n")
    for part in parts:
        for number in part:
            begin = _LINE_BEGIN.match(lines[number])
            at = begin.end() if begin else 0
            if not _UNDERLINE.match(lines[number]):
                lines[number] = lines[number][:at] + lines[number][at:].translate(_WRITTEN)
    return "\n".join(lines)


def issues(document: Document, masked: str) -> Iterator[Issue]:
    """The crowded places of a document."""
    for part in crowded(masked):
        message = "There is too much of one mark in one place to be read as Markdown"
        hint = "It is shown as plain text. Divide it by blank lines, or put it into a fence of code."
        yield Issue(document.path, part.start + document.body_line, 1, "bound", message, hint)
