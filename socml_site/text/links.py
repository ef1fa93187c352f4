"""Links in the prose, each with the section and the sentence it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from socml_site.model import Link, Place, Section
from socml_site.text.markdown import plain

_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_INLINE = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]"
    r"\(\s*(?:<([^<>\n]{0,2000})>|((?:[^\s()<>]|\([^\s()<>]{0,500}\)){0,2000}))"
    r"(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s*\)"
)
ADDRESS = re.compile(r"<?(?:\w[\w+.-]*://|mailto:|data:|\.{0,2}/|#)|<[^<>!][^<>]*>$|[^<>]*\.\w{2,5}(?:[#?/].*)?>?$")
"""What may be the address of a reference."""
_NAMED = re.compile(r"\[([^\[\]\n]*)\]\[([^\[\]\n]*)\]")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?", re.MULTILINE)
_REFERENCE_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\[([^\[\]\n]{0,200})\]")
_ATTRIBUTE = re.compile(
    r"<(?:a|img)\b[^<>]{0,2000}?\s(href|src)\s*=\s*(?:[\"']([^\"'<>]{1,2000})[\"']|([^\s\"'<>]{1,2000}))", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<![\w@/.`\[(])@([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?)(?![\w/@])")
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

    def link(match: re.Match[str], target: str, words: str, wiki: bool = False, image: bool = False) -> Link:
        row = bisect_right(starts, match.start())
        line = row + body_line - 1
        held = sections[index] if (index := bisect_right(lines, line) - 1) >= 0 else None
        place = Place(line, match.start() - starts[row - 1] + 1)
        title, anchor = (held.title, held.anchor) if held else ("", "")
        # Only a page of this wiki shows who links to it, and in which sentence.
        said = "" if image or _ELSEWHERE.match(target) else sentence(text, match.start(), match.end())
        return Link(target, words, place, title, anchor, said, wiki, image)

    for match in _WIKI.finditer(masked):
        if match[0].upper() in ("[[TOC]]", "[[_TOC_]]"):
            continue
        yield link(match, match[1].strip(), (match[2] or match[1]).strip().removeprefix("#"), wiki=True)
    for match in _INLINE.finditer(masked):
        target = match[3] or match[4]
        if target:
            yield link(match, target, plain(match[2]), image=bool(match[1]))
        # A picture that is a link holds a second address.
        for inner in _INLINE.finditer(masked, match.start(2), match.end(2)):
            if inner[3] or inner[4]:
                yield link(inner, inner[3] or inner[4], plain(inner[2]), image=bool(inner[1]))
    pictured = {key.casefold() for pair in _REFERENCE_IMAGE.findall(masked) for key in [pair[1] or pair[0]]}
    for match in _definitions(masked):
        yield link(match, match[2], match[1], image=match[1].casefold() in pictured)
    for match in _ATTRIBUTE.finditer(masked):
        yield link(match, match[2] or match[3], "", image=match[1].lower() == "src")
    for match in _HANDLE.finditer(masked):
        yield link(match, match[0], match[0], wiki=True)


def _definitions(masked: str) -> Iterator[re.Match[str]]:
    """`[label]: address`, where it is an address or the label is linked to: `[Ada]: yes` is what Ada said."""
    found = list(_DEFINITION.finditer(masked))
    named = labels(masked) if found else frozenset()
    return (match for match in found if ADDRESS.match(match[2]) or match[1].strip().lower() in named)


def labels(text: str) -> frozenset[str]:
    """The labels that links by reference name: `[words][label]`, `[label][]`."""
    return frozenset((other or label).strip().lower() for label, other in _NAMED.findall(text))


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
        (match.start(), match.end(), (match[2] or match[1]).strip().removeprefix("#"))
        for match in _WIKI.finditer(masked)
        if match[0].upper() not in ("[[TOC]]", "[[_TOC_]]") and lead(f"[[{match[1].strip()}]]") is None
    ]
    # A picture that is a link is read from within, so that no edit lies inside another.
    inline = [one for match in _INLINE.finditer(masked) for one in (*_INLINE.finditer(masked, *match.span(2)), match)]
    for match in inline:
        where = 3 if match[3] is not None else 4
        found = lead(match[where]) if match[where] else match[where]
        if found is None:
            edits += [(match.start(), match.start(2), ""), (match.end(2), match.end(), "")]
        elif found != match[where]:
            edits.append((*match.span(where), found))
    for match in _definitions(masked):
        found = lead(match[2])
        edits.append((*match.span(2), "#" if found is None else found))
    for match in _ATTRIBUTE.finditer(masked):
        found = lead(match[2] or match[3])
        edits.append((*match.span(2 if match[2] else 3), "#" if found is None else found))
    before = len(text)
    for start, end, new in sorted(edits, reverse=True):
        if end <= before:
            text, before = text[:start] + new + text[end:], start
    return text
