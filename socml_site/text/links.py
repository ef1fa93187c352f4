"""What a link is in minutes: the one grammar, for whoever collects links, shows them, takes them away or imports them.

- `[words](address "title")`, `[words][label]` with `[label]: address "title"` on a line of its own, `<address>`:
  CommonMark 0.31 (spec.commonmark.org), but for titles in round brackets, over lines or with escaped quotes. A
  definition needs an address, since `[Ada]: yes` is what Ada said.
- `[[Title]]`, `[[Title#heading|words]]`, `[[#topic]]`: MediaWiki's and Obsidian's; in a table the bar may be escaped.
- `@handle`: as GitHub has them, up to 39 letters and digits with hyphens between them. An address, a decorator with a
  dot, a team and a name on a server are none.
- `[[TOC]]`, `[[_TOC_]]`, `[TOC]`: where other wikis put a list of contents.

All functions are given a text without its code and comments (`markdown.blank_code`), of the same length as the text.
Each pattern takes time in proportion to its text, whatever that is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

WORDS = 3000
"""Characters of the words of a link at most."""

WIKI = re.compile(r"\[\[([^\[\]|\n]{1,300}?)(?:\\?\|([^\[\]\n]{1,300}))?(?<!\\)\]\]")
"""A link in double brackets: what it means, and the words it stands behind if they are others."""
CONTENTS = re.compile(r"\[\[_?TOC_?\]\]", re.IGNORECASE)
"""The place of a list of contents, as other wikis write it."""
PLACE_OF_CONTENTS = re.compile(rf"{CONTENTS.pattern}|\[TOC\]", re.IGNORECASE)
"""The same, or as Python-Markdown has it."""
HANDLE = re.compile(r"(?<![\w@/.`\\])@([A-Za-z0-9]++(?:-++[A-Za-z0-9]++)*+)(?![\w/@]|-++[\w/@]|\.\w)")
_LONGEST_HANDLE = 39
LOGIN = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_](?:[\w.-]{0,38}\w)?)")
"""What names somebody where people are listed: on other services with dots and underscores."""
_LONGEST_LABEL = 200
TARGET = re.compile(
    r"\(\s*+(?:<([^<>\n]*+)>|((?:[^\s()<>]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+))"
    r"(?:\s++(?:\"([^\"\n]{0,1000}+)\"|'([^'\n]{0,1000}+)'))?\s*+\)"
)
"""What stands behind the words of a link: an address, in angle brackets or not, and a title."""
DEFINES = r"[ \t>]*+\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*+"
"""The beginning of a line that says where the links with a label lead."""
DEFINITION = re.compile(
    rf"^{DEFINES}(?:\n[ \t>]*+(?=\S{{1,4000}}+[ \t]*+$))?(?:<([^<>\n]{{1,2000}})>|([^\s<>]{{1,4000}}+))"
    r"(?:[ \t]++(?:\"([^\n]*)\"|'([^\n]*)'|\(([^\n]*)\)))?[ \t]*+$",
    re.MULTILINE,
)
"""The address of the links that name its label, and a title."""
ADDRESS = re.compile(r"<?(?:\w[\w+.-]*://|mailto:|data:|\.{0,2}/|#)|<[^<>!][^<>]*>$|[^<>]*\.\w{2,5}(?:[#?/].*)?>?$")
"""What may be the address of a reference."""
AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[^<>\s@]{1,200}@[^<>\s@]{1,200})>")
"""An address in angle brackets, which is a link as it is."""
ATTRIBUTE = re.compile(
    r"<(?:a|img)\b[^<>]{0,2000}?\s(href|src)\s*=\s*(?:[\"']([^\"'<>]{1,2000})[\"']|([^\s\"'<>]{1,2000}))", re.IGNORECASE
)
"""An address in HTML."""

USE = re.compile(r"(!?)\[([^\[\]\n]{1,500})\](?:\[([^\[\]\n]{0,200})\])?(?![(:\[])")
"""What may be a link or a picture whose address stands elsewhere: its words, and its label if that is another."""
_BRACKET = re.compile(rf"\\[\\\[\]]|{WIKI.pattern}|[\[\]]|\n[ \t>]*+(?=\n)")
"""A bracket by itself; or the end of a paragraph, beyond which none is closed."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_NAMED = re.compile(r"\]\[([^\[\]\n]{1,200})\]|\[([^\[\]\n]{1,200})\]\[\]")
_LABEL = re.compile(r"[ \n]?\[([^\[\]\n]{0,200})\]")
_ABBREVIATION = re.compile(r"^ {0,3}\*\[[^\[\]\n]{0,200}\][ ]?:[^\n]*", re.MULTILINE)
_BARE = re.compile(r"(?:\b[A-Za-z][A-Za-z0-9+.-]{1,20}://|\bmailto:|\bwww\.)[^\s<>\[\]]*+")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*+)(?![^\s/>])[^<>]*+>")
_CODE = frozenset({"code", "pre"})


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A link in double brackets, or a handle, from `start` to `end`: what it means, and its words from `words` on."""

    start: int
    end: int
    target: str
    words: tuple[int, int]


@dataclass(frozen=True, slots=True)
class InlineLink:
    """`[words](address)`, or a picture; the spans of its words and of its address without angle brackets."""

    start: int
    end: int
    image: bool
    words: tuple[int, int]
    target: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Definition:
    """`[label]: address`; `target` is the span of the address without angle brackets."""

    start: int
    end: int
    label: str
    target: tuple[int, int]


def wiki_links(text: str, masked: str) -> Iterator[WikiLink]:
    """The links in double brackets, then the handles, that are links on the page; `text` is `masked` with its code.

    None is one in an attribute of HTML, in code in HTML, in a picture's description or in the definition of a reference
    or of an abbreviation; nor is a handle in the words of another link or in an address.
    """
    if "[[" not in masked and "@" not in masked:
        return
    links, defined = tuple(inline_links(masked)), tuple(definitions(masked))
    named = tuple(_by_reference(masked, defined))
    pictures = (_span(one) for one in links if one.image)
    shown = (span for span, image in named if image)
    matched = (match.span() for pattern in (_ABBREVIATION, _TAG) for match in pattern.finditer(masked))
    hidden = _Spans((*map(_span, defined), *pictures, *shown, *matched, *_anchors(masked), *_code(masked)))
    wiki = tuple(
        one
        for one in double_brackets(text, masked)
        if one.start not in hidden and not CONTENTS.fullmatch(masked, one.start, one.end)
    )
    yield from wiki
    if "@" in masked:
        others = (*map(_span, links), *map(_span, wiki), *(span for span, _ in named))
        held = _Spans((*others, *(match.span() for match in _BARE.finditer(masked))))
        for match in HANDLE.finditer(masked):
            at = match.start()
            if len(match[1]) <= _LONGEST_HANDLE and at not in hidden and at not in held:
                yield WikiLink(at, match.end(), match[0], match.span())


def double_brackets(text: str, masked: str) -> Iterator[WikiLink]:
    """Whatever has the form of a link in double brackets and is no code."""
    code = _Spans(_code(masked))
    for match in WIKI.finditer(masked) if "[[" in masked else ():
        if not is_escaped(masked, match.start()) and match.start() not in code:
            target = text[match.start(1) : match.end(1)].strip()
            yield WikiLink(match.start(), match.end(), target, match.span(2 if match[2] else 1))


def is_place_of_contents(masked: str, one: WikiLink) -> bool:
    """Whether it is the only thing in its line, and asks for a list of contents."""
    if not CONTENTS.fullmatch(masked, one.start, one.end):
        return False
    begin, end = masked.rfind("\n", 0, one.start) + 1, masked.find("\n", one.end)
    return masked[begin : end if end >= 0 else None].strip() == masked[one.start : one.end]


def _span(one: WikiLink | InlineLink | Definition) -> tuple[int, int]:
    return one.start, one.end


def inline_links(masked: str) -> Iterator[InlineLink]:
    """Links and pictures with their address behind them; of links within each other only the outer one is a link."""
    last = 0
    for start, end in _brackets(masked) if "](" in masked else ():
        image = masked[start - 1 : start] == "!" and not is_escaped(masked, start - 1)
        target = TARGET.match(masked, end + 1) if (start >= last or image) and end - start <= WORDS else None
        if target:
            span = target.span(1 if target[1] is not None else 2)
            yield InlineLink(start - image, target.end(), image, (start + 1, end), span)
            last = last if image else max(last, target.end())


def definitions(masked: str) -> Iterator[Definition]:
    """`[label]: address`, where it is an address or a link names the label; of one label the first counts."""
    found = list(DEFINITION.finditer(masked)) if "]:" in masked else ()
    named = labels(masked) if found else frozenset()
    for match in found:
        if defines(match, named):
            yield Definition(match.start(), match.end(), match[1], match.span(2 if match[2] is not None else 3))


def angled(masked: str) -> frozenset[int]:
    """Where the addresses of links begin that stand in angle brackets: `[words](<address>)`, `[label]: <address>`."""
    targets = (*(one.target for one in inline_links(masked)), *(one.target for one in definitions(masked)))
    return frozenset(start - 1 for start, _ in targets if masked[start - 1] == "<")


def address(written: str) -> str:
    """An address without the backslashes and entities of Markdown."""
    written = _ESCAPE.sub(r"\1", written) if "\\" in written else written
    return _ENTITY.sub(lambda match: html.unescape(match[0]), written) if "&" in written else written


def defines(match: re.Match[str], named: frozenset[str]) -> bool:
    """Whether what has the form of a definition is one; `named` are the labels that links name."""
    label = folded(match[1])
    return bool(label) and (label in named or bool(ADDRESS.match(match[2] if match[2] is not None else match[3])))


def labels(text: str) -> frozenset[str]:
    """The labels that links by reference name: `[words][label]`, `[label][]`."""
    return frozenset(folded(label or words) for label, words in _NAMED.findall(text))


def pictured(masked: str) -> frozenset[str]:
    """The labels that pictures name, folded."""
    return frozenset(folded(use[3] or use[2]) for use in USE.finditer(masked) if use[1])


def folded(label: str) -> str:
    """A label as labels are compared: without regard to case and to how much space is in it."""
    return " ".join(label.split()).casefold()


def is_escaped(text: str, at: int) -> bool:
    """Whether a backslash takes its meaning from the sign at a place: an odd number of them stands before it."""
    before = at
    while before and text[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1


class _Spans:
    """Parts of a text, to be asked whether a place is in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, at: int) -> bool:
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]


def _brackets(masked: str) -> list[tuple[int, int]]:
    """The places of each bracket and of the one that closes it, in the order of the first."""
    opened: list[int] = []
    closed = []
    for match in _BRACKET.finditer(masked):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]" and opened:
            closed.append((opened.pop(), match.start()))
        elif match[0][0] == "\n":
            opened = []
    return sorted(closed)


def _by_reference(masked: str, defined: Iterable[Definition]) -> Iterator[tuple[tuple[int, int], bool]]:
    """The spans of links whose address stands elsewhere, and whether they are pictures."""
    known = {folded(one.label) for one in defined}
    for start, end in _brackets(masked) if known else ():
        label = _LABEL.match(masked, end + 1)
        words = folded(masked[start + 1 : end]) if end - start <= _LONGEST_LABEL else ""
        long = label is not None and (folded(label[1]) or words) in known
        if long or words in known:
            yield (start, label.end() if label and long else end + 1), masked[start - 1 : start] == "!"


def _anchors(masked: str) -> Iterator[tuple[int, int]]:
    """The spans of links in HTML."""
    start = None
    for match in _TAG.finditer(masked) if "<" in masked else ():
        if match[2].lower() == "a":
            if match[1] and start is not None:
                yield start, match.end()
            start = None if match[1] else match.start()


def _code(masked: str) -> Iterator[tuple[int, int]]:
    """The spans of code in HTML; what is never closed goes on to the end."""
    start, depth = 0, Counter[str]()
    for match in _TAG.finditer(masked) if "<" in masked else ():
        name = match[2].lower()
        if name in _CODE and not match[1]:
            start = start if depth.total() else match.start()
            depth[name] += 1
        elif name in _CODE and depth[name]:
            depth[name] -= 1
            if not depth.total():
                yield start, match.end()
    if depth.total():
        yield start, len(masked)
