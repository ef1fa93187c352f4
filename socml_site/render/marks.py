"""Marks: where the minutes say something that can be linked to, carried through Markdown to the page.

Outcomes and turns are known by their line. Before conversion a token of characters from a private use plane, which no
minutes hold, is put into that line where it cannot change how Markdown reads it: behind bullets, quote marks, check
boxes and hashes, or at the end of the line where its start is not safe. Markdown and the sanitiser take a token for
text. Afterwards one pass over the sanitised HTML puts elements in their place. What did not come through gets an empty
anchor as near as possible, so that no deep link is dead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise, zip_longest

from socml_site.model import Document, Outcome, OutcomeKind, Turn

_AHEAD, _BEHIND, _CLOSE = "\U0010fe00", "\U0010fe01", "\U0010fe02"
"""How a token begins that stands before the text it marks, or behind it, and how any token ends."""
_DIGITS = "".join(chr(0x10FE10 + number) for number in range(16))
"""A token's number is written with these: an abbreviation or a list could take `7` for its own."""
_OURS = re.compile(f"[{_AHEAD}-\U0010fe1f]|&#(?:[xX]0*10[fF][eE][01][0-9a-fA-F]|0*11136(?:[012][0-9]|3[01]));?")
"""Characters of tokens as somebody may have written them to forge one."""

_MARKERS = re.compile(
    r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|#{1,6}(?=[ \t])|\[[ xX]\](?=[ \t])|\[\^[^\[\]\s]+\]:(?=[ \t])"
    r"|:(?=[ \t])|\|)*"
)
"""What may stand before the text of a line and must stay the first thing in it."""
_TAGS = re.compile(r"(?:</?[A-Za-z][A-Za-z0-9-]*+(?:[ \t][^<>]*+)?+/?>[ \t]*+)++(?=[^\s<])")
_INLINE = re.compile(
    r"<(?:a|abbr|b|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|u|var)(?=[ \t>])"
    r"|<(?:https?://|mailto:)",
    re.IGNORECASE,
)
"""Beginnings of a text with `<` that are no block."""
_DEFINES = r"\*\[[^\]]*\]:|\[[^\]]*\]:[ \t]*\S*[ \t]*(?:[\"'(].*)?$"
"""An abbreviation, or the address that a reference in brackets leads to."""
_UNSAFE_START = re.compile(rf"[<#:{{|]|`{{3}}|~{{3}}|={{3}}|!!!|\?\?\?|{_DEFINES}")
"""Beginnings of a text that mean something only at the beginning of a line."""
_UNSAFE_LINE = re.compile(rf"[ \t>]*(?:`{{3}}|~{{3}}|===|!!!|\?\?\?|{_DEFINES})")
"""Beginnings of lines that no text may be put behind."""
_RULE = re.compile(r"[ \t>]*(?:[-*_+=|:][ \t]*)+$")
"""Lines that draw one: of a page, below a heading, in a table."""
_LONGEST = 4000
"""Characters of a line in which missed words are looked for: no recogniser looks further."""
_BOXED = re.compile(r"(?: {4}|\t)")
GAP = "???"

_PIECE = re.compile(
    rf"<(/?)([A-Za-z][A-Za-z0-9]*)([^\"<>]*(?:\"[^\"]*\"[^\"<>]*)*)>|{_AHEAD}([{_DIGITS}]{{1,8}}){_CLOSE} ?"
    rf"| ?{_BEHIND}([{_DIGITS}]{{1,8}}){_CLOSE}|[{_AHEAD}-\U0010fe1f]"
)
"""A tag as the sanitiser writes it, or a token, or what is left of one."""
_TOKENS = re.compile(rf"(?:{_AHEAD}[{_DIGITS}]{{1,8}}{_CLOSE} ?)+")
_ID = re.compile(r'\bid="([^"]*)"')
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "col"})
_BLOCK = frozenset(
    "blockquote dd details div dl dt figure figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody td "
    "tfoot th thead tr ul".split()
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_LINK = frozenset({"a", "summary", "label"})
"""Elements in which a link would be lost, or would take a click that is not its own."""
_NO_PLACE = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
"""Elements that may hold no text of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to link to: its id, its line counted from 0 in the document's text, and what is said there."""

    anchor: str
    line: int
    said: Outcome | Turn

    @property
    def gap(self) -> bool:
        """Whether it is a word the note-taker missed, which is marked where it stands in the line."""
        return isinstance(self.said, Outcome) and self.said.kind is OutcomeKind.GAP


@dataclass(frozen=True, slots=True)
class Drawn:
    """The HTML of a mark, and where the text goes on: `end` is a position in the HTML the mark was drawn in."""

    html: str
    end: int


Draw = Callable[[Mark, str, int, bool], Drawn]
"""From a mark, the HTML, the position of its text in it, and whether a link may be made, to how it looks."""


def marks_of(document: Document) -> tuple[Mark, ...]:
    """The marks of a document in the order of their lines, a turn before what is said in it."""
    said: Iterable[Outcome | Turn] = (*document.minutes.turns, *document.minutes.outcomes)
    found = [Mark(one.anchor, one.place.line - document.body_line, one) for one in said if one.anchor]
    return tuple(sorted(found, key=lambda mark: mark.line))


def without_forged(text: str) -> str:
    """A text without characters or entities that could be taken for tokens."""
    return text if text.isascii() and "&#" not in text else _OURS.sub("", text)


def insert(lines: list[str], masked: Sequence[str], marks: Sequence[Mark]) -> None:
    """Put a token for each mark into its line; `masked` are the lines without their code.

    Headings must already have the shape they are converted in.
    """
    by_line: dict[int, list[int]] = defaultdict(list)
    for number, mark in enumerate(marks):
        if 0 <= mark.line < len(lines) and masked[mark.line].strip():
            by_line[mark.line].append(number)
    for line, numbers in by_line.items():
        following = lines[line + 1] if line + 1 < len(lines) else ""
        lines[line] = _marked(lines[line], masked[line], following, [(number, marks[number]) for number in numbers])


def _marked(line: str, masked: str, following: str, marks: Sequence[tuple[int, Mark]]) -> str:
    """A line with its tokens; where no place in it is safe, as it was."""
    if _RULE.match(line):
        return line
    start, end = _start(line, following), _end(line)
    gaps = list(_gaps(masked, start))
    puts: list[tuple[int, str]] = []
    for number, mark in marks:
        digits = "".join(_DIGITS[int(digit, 16)] for digit in f"{number:x}")
        at = gaps.pop(0) if mark.gap and gaps else start
        if at is not None:
            puts.append((at, f"{_AHEAD}{digits}{_CLOSE} "))
        elif end is not None:
            puts.append((end, f" {_BEHIND}{digits}{_CLOSE}"))
    puts.sort(key=lambda put: put[0])
    starts = [0, *(at for at, _ in puts), len(line)]
    parts = [line[one:other] for one, other in pairwise(starts)]
    return "".join(part + token for part, token in zip_longest(parts, (token for _, token in puts), fillvalue=""))


def _start(line: str, following: str) -> int | None:
    """Where the text of a line begins, if something may be put before it."""
    markers = _MARKERS.match(line)
    at = markers.end() if markers else 0
    if (tags := _TAGS.match(line, at)) and not _INLINE.match(line, at):
        return None if _UNSAFE_START.match(line, tags.end()) else tags.end()
    if at and line[at - 1] not in " \t|>":
        return None
    text = line[at:]
    if text.startswith(GAP) and not _BOXED.match(following):
        # The heading of a box that folds, if one followed.
        return at
    return None if not text.strip() or (_UNSAFE_START.match(text) and not _INLINE.match(text)) else at


def _end(line: str) -> int | None:
    """Where the text of a line ends, if something may be put behind it."""
    bare = line.rstrip(" \t\\")
    in_tag = bare.rfind("<") > bare.rfind(">") or bare.lstrip(" \t>").startswith("<")
    return None if not bare or in_tag or bare.endswith("}") or _UNSAFE_LINE.match(bare) else len(bare)


def _gaps(masked: str, start: int | None) -> Iterator[int]:
    """Where words were missed in a line: each `???` that stands in plain text."""
    masked = masked[:_LONGEST]
    at = masked.find(GAP)
    while at >= 0 and start is not None:
        before = masked[start:at]
        plain = all(before.count(one) <= before.count(other) for one, other in ("()", "[]", "<>"))
        if at >= start and plain and (at == start or before[-1:] in " \t"):
            yield at
        at = masked.find(GAP, at + len(GAP))


def show(html: str, marks: Sequence[Mark], sections: Mapping[str, int], draw: Draw) -> str:
    """`html`, which is sanitised, with an element for each mark; `sections` are ids of headings with their lines.

    Every mark's id is in the result exactly once. Tokens are taken out of attributes and of tables of contents.
    """
    return _Pass(html, marks, sections, draw).run() if marks else html


def _number(digits: str) -> int:
    return int("".join(f"{_DIGITS.index(digit):x}" for digit in digits), 16)


class _Pass:
    """One pass over the HTML of a page."""

    def __init__(self, html: str, marks: Sequence[Mark], sections: Mapping[str, int], draw: Draw) -> None:
        self.html, self.marks, self.sections, self.draw = html, marks, sections, draw
        self.out: list[str] = []
        self.stack: list[tuple[str, bool]] = []
        """Open elements; of each whether it is a table of contents, which repeats headings."""
        self.seen: set[int] = set()
        self.places: list[tuple[int, int]] = [(-1, 0)]
        """Lines of the text with the piece of the output they begin at."""
        self.fresh = True
        """Whether nothing but marks stands in the block so far."""

    def run(self) -> str:
        """The whole page."""
        at = 0
        while piece := _PIECE.search(self.html, at):
            self._text(self.html[at : piece.start()])
            at = piece.end()
            if piece[2]:
                self._tag(piece)
            elif piece[4] or piece[5]:
                at = self._token(piece)
        self._text(self.html[at:])
        self._lost()
        return "".join(self.out)

    def _text(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.fresh = self.fresh and not text.strip()

    def _tag(self, piece: re.Match[str]) -> None:
        closing, name, tag = bool(piece[1]), piece[2], piece[0]
        if not tag.isascii():
            tag = _OURS.sub("", tag)
        if not closing and name in _HEADINGS and (named := _ID.search(tag)) and named[1] in self.sections:
            self.places.append((self.sections[named[1]], len(self.out)))
        self._track(closing, name, tag)
        self.out.append(tag)
        self.fresh = self.fresh or name in _BLOCK

    def _track(self, closing: bool, name: str, tag: str) -> None:
        """Keep account of the elements that are open."""
        if closing:
            while self.stack and self.stack.pop()[0] != name:
                pass
        elif name not in _VOID:
            self.stack.append((name, 'class="toc"' in tag))

    def _token(self, piece: re.Match[str]) -> int:
        """Draw the mark of a token, or none where there must not be one; returns where the text goes on."""
        behind = piece[4] is None
        number = _number(piece[4] or piece[5])
        parent = self.stack[-1][0] if self.stack else ""
        known = number < len(self.marks) and number not in self.seen
        if not known or any(contents for _, contents in self.stack) or parent in _NO_PLACE:
            return piece.end()
        mark = self.marks[number]
        self.seen.add(number)
        if not behind and not mark.gap and not self.fresh and self._new_line():
            self._break(parent)
        # What is said in a turn stands behind its speaker.
        rest = _TOKENS.match(self.html, piece.end()) if isinstance(mark.said, Turn) else None
        at = rest.end() if rest else piece.end()
        self.places.append((mark.line, len(self.out)))
        linked = not {name for name, _ in self.stack} & _NO_LINK
        drawn = self.draw(mark, self.html, at, linked)
        self.out.append(f" {drawn.html.rstrip()}" if behind else drawn.html)
        for tag in _PIECE.finditer(self.html, at, drawn.end):
            if tag[2]:
                self._track(bool(tag[1]), tag[2], tag[0])
        for token in _PIECE.finditer(rest[0]) if rest else ():
            self._token_behind(token, mark, linked)
        self.fresh = self.fresh and isinstance(mark.said, Outcome)
        return drawn.end

    def _token_behind(self, token: re.Match[str], turn: Mark, linked: bool) -> None:
        number = _number(token[4]) if token[4] else len(self.marks)
        if number < len(self.marks) and number not in self.seen:
            self.seen.add(number)
            self.places.append((turn.line, len(self.out)))
            self.out.append(f" {self.draw(self.marks[number], '', 0, linked).html.rstrip()}")

    def _new_line(self) -> bool:
        """Whether the text so far ends with the end of a line of the minutes."""
        tail = next((one for one in reversed(self.out) if one.strip(" \t")), "")
        return tail == "<br>" or tail.rstrip(" \t").endswith("\n")

    def _break(self, parent: str) -> None:
        """Begin a line of its own: Markdown runs lines together that minutes mean to be read one by one."""
        while self.out and (self.out[-1] == "<br>" or not self.out[-1].strip()):
            self.out.pop()
        if self.out:
            self.out[-1] = self.out[-1].rstrip()
        self.out.append("</p>\n<p>" if parent == "p" else '<br class="anew">\n')
        self.fresh = True

    def _lost(self) -> None:
        """An empty anchor for each mark that did not come through: before the last thing that stands above it."""
        before: dict[int, list[str]] = defaultdict(list)
        for number, mark in enumerate(self.marks):
            if number not in self.seen:
                _, at = max((place for place in self.places if place[0] <= mark.line), default=(0, 0))
                before[at].append(f'<span id="{escape(mark.anchor)}"></span>')
        for at, anchors in before.items():
            self.out.insert(at, "") if at == len(self.out) else None
            self.out[at] = "".join(anchors) + self.out[at]
