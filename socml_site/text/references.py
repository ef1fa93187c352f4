"""Links in the prose, each with the section and the sentence it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from socml_site.model import Link, Place, Section
from socml_site.text.links import (
    ATTRIBUTE,
    Definition,
    address,
    definitions,
    folded,
    inline_links,
    pictured,
    wiki_links,
)
from socml_site.text.markdown import plain

_BOUNDARY = re.compile(
    r"(?<=[.!?])[\"')\]]?\s+(?=[\"'(\[*_`]*[A-Z0-9])|\n\s*\n|\n(?=\s*(?:[-*+>|]|#{1,6}|\d{1,9}[.)])\s)"
    r"|^ {0,3}#{1,6}[ \t][^\n]*\n|\n {0,3}(?:=+|-{2,})[ \t]*\n",
    re.MULTILINE,
)
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SENTENCE = 280
"""Characters of a sentence shown beside a link; longer ones are cut at a word."""
_CONTEXT = 1200


def links(text: str, masked: str, sections: Sequence[Section], body_line: int) -> Iterator[Link]:
    """All links of `text` that are no code; `masked` is the same text without its code."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    lines = [section.place.line for section in sections]

    def link(start: int, end: int, target: str, words: str, wiki: bool = False, image: bool = False) -> Link:
        row = bisect_right(starts, start)
        line = row + body_line - 1
        held = sections[index] if (index := bisect_right(lines, line) - 1) >= 0 else None
        place = Place(line, start - starts[row - 1] + 1)
        title, anchor = (held.title, held.anchor) if held else ("", "")
        # Only a page of this wiki shows who links to it, and in which sentence.
        said = "" if image or _ELSEWHERE.match(target) else sentence(text, start, end)
        return Link(target, words, place, title, anchor, said, wiki, image)

    for one in wiki_links(text, masked):
        yield link(one.start, one.end, one.target, text[slice(*one.words)].strip().removeprefix("#"), wiki=True)
    for inline in inline_links(masked):
        if target := address(text[slice(*inline.target)]):
            yield link(inline.start, inline.end, target, plain(masked[slice(*inline.words)]), image=inline.image)
    shown = pictured(masked)
    first: dict[str, Definition] = {}
    for defined in definitions(masked):
        first.setdefault(folded(defined.label), defined)
    for label, defined in first.items():
        target = address(text[slice(*defined.target)])
        yield link(defined.start, defined.end, target, defined.label, image=label in shown)
    for match in ATTRIBUTE.finditer(masked):
        yield link(*match.span(), address(match[2] or match[3]), "", image=match[1].lower() == "src")


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around `text[start:end]`, without marks; a line of a list or table is a sentence of its own."""
    low, high = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    line = text.rfind("\n", 0, start) + 1
    if _HEADING.match(text, line):
        low, high = line, (text + "\n").index("\n", end)
    before = [match.end() for match in _BOUNDARY.finditer(text, low, high) if match.end() <= start]
    after = next((match.start() for match in _BOUNDARY.finditer(text, end, high)), high)
    words = plain(text[before[-1] if before else low : after])
    if len(words) <= _SENTENCE:
        return words
    middle = words.find(plain(text[start:end])[:40])
    begin = max(0, middle - _SENTENCE // 2)
    begin = words.rfind(" ", 0, begin) + 1 if begin else 0
    cut = words[begin : begin + _SENTENCE].rsplit(" ", 1)[0]
    return ("… " if begin else "") + cut + ("…" if begin + len(cut) < len(words) else "")


def relinked(text: str, masked: str, lead: Callable[[str], str | None]) -> str:
    """`text` with other addresses behind its links; what `lead` has none for keeps its words and is no link.

    `lead` is asked for each target as written, one in double brackets with them; `masked` is the text without its code.
    A `[[...]]` that leads somewhere stays as it is. Links that are only named by their reference lead to `#`.
    """
    edits = [
        (one.start, one.end, text[slice(*one.words)].strip().removeprefix("#"))
        for one in wiki_links(text, masked)
        if masked[one.start] == "[" and lead(f"[[{one.target}]]") is None
    ]
    for inline in inline_links(masked):
        target = address(text[slice(*inline.target)])
        found = lead(target) if target else target
        if found is None:
            edits += [(inline.start, inline.words[0], ""), (inline.words[1], inline.end, "")]
        elif found != target:
            edits.append((*inline.target, found))
    for defined in definitions(masked):
        found = lead(address(text[slice(*defined.target)]))
        edits.append((*defined.target, "#" if found is None else found))
    for match in ATTRIBUTE.finditer(masked):
        found = lead(address(match[2] or match[3]))
        edits.append((*match.span(2 if match[2] else 3), "#" if found is None else found))
    before = len(text)
    for start, end, new in sorted(edits, reverse=True):
        if end <= before:
            text, before = text[:start] + new + text[end:], start
    return text
