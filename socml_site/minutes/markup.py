"""Just enough of Markdown to read minutes: what is code, what is a heading, and the words without their marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(?:[-*+] +|\d+[.)] +|> ?)*(`{3,}|~{3,})([^`]*)$")
_CLOSING = re.compile(r"([ \t>]*)(`{3,}|~{3,})[ \t]*$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATX = re.compile(r" {0,3}(#{1,6})[ \t](.*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_LIST_ITEM = re.compile(r"(\s*(?:[-*+]|\d{1,9}[.)])\s+)")
_BOX = re.compile(r"!!! ?[\w-]|\?\?\?\+? ?[\w\"-]|===[!+]{0,2} +\"|\[\^[^\[\]\n]+\]:|: ")
"""What holds the text that is indented below it: admonition, details, tab, footnote, definition."""
_CONTENTS = re.compile(r"\s*(?:\[TOC\]|\[\[TOC\]\])\s*$", re.IGNORECASE)
_NOT_PARAGRAPH = re.compile(r"\s*(?:[-*+>|#]|\d{1,9}[.)]\s|$)")
_MARK = r"[#.][^\s{}=\"']+"
_PAIR = r"[^\s{}=\"'#.][^\s{}=\"']{0,99}=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)"
_WORD = r"[^\s{}=\"'#.:][^\s{}=\"']*"
ATTRIBUTES = re.compile(
    rf"\{{(?:[ \t]*(?:{_MARK}|{_PAIR})(?:[ \t]+(?:{_MARK}|{_PAIR}))*"
    rf"|:[ \t]*(?:{_MARK}|{_PAIR}|{_WORD})(?:[ \t]+(?:{_MARK}|{_PAIR}|{_WORD}))*)[ \t]*\}}"
)
"""An attribute list; words without a value only behind a colon, for braces may just be braces."""
_ATTRIBUTES_BEHIND = re.compile(rf"\s*({ATTRIBUTES.pattern})\s*$")
_ONE_ATTRIBUTE = re.compile(r"([#.][^\s{}=\"']+)|([^\s{}=\"'#.][^\s{}=\"']*)(?:=(\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))?")
_ID = re.compile(r"[\w:.-]+")

_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]]{0,500})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^\[\]]{0,200}\])")
_WIKI = re.compile(r"\[\[#?([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]{1,2000}|[^<>\s@]{1,200}@[^<>\s@]{1,200})>")
_EMPHASIS = re.compile(r"(\*{1,3}|~~|==)(?=\S)(.{1,1000}?\S|\S)\1|(?<!\w)(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\3(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&])")
_PRIVATE = 0xE000
"""Where characters after a backslash are kept, in Unicode's private use area, while marks are taken away."""
_ESCAPED = re.compile("[\ue021-\ue07e]")
_ANY_MARK = re.compile(r"[\\*_~=`\[\]<>&#!]|^\s*(?:[-+]|\d{1,9}[.)])\s")
"""What a text must hold for a mark to be in it."""
_MARKER = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:#{1,6}\s+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on line `line` (from 0); `lines` is 2 for one that is underlined. `anchor` only if it was written.

    `opens` says that it is the first thing in its text.
    """

    line: int
    level: int
    text: str
    lines: int = 1
    anchor: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code from line `line` to the one that closes it, both from 0; `end` is None if none does."""

    line: int
    end: int | None = None


def fences(text: str) -> list[Fence]:
    """The fenced code of `text`."""
    return _code(text.split("\n"))[1]


def _code(lines: Sequence[str]) -> tuple[list[int], list[Fence]]:
    """Which lines are code, and the fences among them.

    A list item, an admonition, a tab or a footnote is open until an unindented line after a blank one.
    """
    code: list[int] = []
    fenced: list[Fence] = []
    held: list[tuple[int, int]] = []
    """For each open item or box its own indent and that of its text."""
    fence, fence_indent = "", 0
    indented_code, before_blank, boxed = False, True, False
    for number, line in enumerate(lines):
        if fence:
            code.append(number)
            closes = _CLOSING.match(line)
            if closes and closes[2].startswith(fence) and len(closes[1].expandtabs(4)) < fence_indent + 4:
                fenced[-1] = Fence(fenced[-1].line, number)
                fence = ""
            continue
        bare = line.lstrip()
        if not bare:
            before_blank = True
            continue
        indent = len(line[: len(line) - len(bare)].expandtabs(4))
        within = next((text for own, text in reversed(held) if indent >= own + 2), held[0][1] if held else 0)
        indented_code = indent >= within + 4 and (before_blank or indented_code)
        if indented_code:
            code.append(number)
            before_blank = False
            continue
        item = _LIST_ITEM.match(line)
        if item or _BOX.match(bare):
            while held and indent < held[-1][0] + 2:
                held.pop()
            boxed = boxed if held else not item
            # Below a box nothing moves items, and Python-Markdown wants four spaces.
            behind = len(item[1].expandtabs(4)) - indent if item and not boxed else 4
            held.append((indent, indent + behind))
        elif before_blank and not line[0].isspace():
            held = []
        opened = _FENCE.match(bare if held else line)
        if opened:
            code.append(number)
            fenced.append(Fence(number))
            fence, fence_indent = opened[1], len(line[: line.index(opened[1])].expandtabs(4))
        before_blank = False
    return code, fenced


def blank_code(text: str) -> str:
    """`text` of the same length with the contents of code and of HTML comments as spaces."""
    lines = text.split("\n")
    for number in _code(lines)[0]:
        lines[number] = " " * len(lines[number])
    joined = "\n".join(lines)
    if "`" in joined:
        joined = _INLINE_CODE.sub(lambda match: match[1] + " " * len(match[2]) + match[1], joined)
    if "<!--" in joined:
        joined = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), joined)
    return joined


def headings(text: str, masked: str) -> Iterator[Heading]:
    """The headings of `text`, where `masked` is the same text without its code."""
    lines, masked_lines = text.split("\n"), masked.split("\n")
    opening = True
    after = 0
    for number, level, words, count in _found(lines, masked_lines):
        opening = opening and _says_nothing(lines[after:number])
        heading = _heading(number, level, words, count, opening)
        after = number + count
        opening = opening and not plain(heading.text)
        yield heading


def _found(lines: Sequence[str], masked_lines: Sequence[str]) -> Iterator[tuple[int, int, str, int]]:
    """Line, level, words and number of lines of each heading."""
    for number, line in enumerate(masked_lines):
        atx = _ATX.match(line)
        if atx:
            whole = _ATX.match(lines[number])
            yield number, len(atx[1]), _without_closing(whole[2] if whole else atx[2]), 1
            continue
        under = _UNDERLINE.match(line)
        above = masked_lines[number - 1] if number else ""
        # Only a paragraph of one line can be underlined in Python-Markdown.
        alone = number < 2 or not masked_lines[number - 2].strip()
        if under and alone and above.strip() and not _NOT_PARAGRAPH.match(above) and not _UNDERLINE.match(above):
            yield number - 1, 1 if under[1][0] == "=" else 2, lines[number - 1].strip(), 2


def _without_closing(words: str) -> str:
    """The words of a heading without the hashes that may close it."""
    words = words.strip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words


def _says_nothing(lines: Sequence[str]) -> bool:
    """Whether these lines are but comments and places for a table of contents."""
    return all(not line.strip() or _CONTENTS.match(line) for line in _COMMENT.sub("", "\n".join(lines)).split("\n"))


def _heading(line: int, level: int, text: str, lines: int, opens: bool) -> Heading:
    attributes = _ATTRIBUTES_BEHIND.search(text) if text.endswith("}") else None
    if not attributes:
        return Heading(line, level, text, lines, opens=opens)
    anchor = next((name[1:] for name, _ in attributes_of(attributes[1]) if name.startswith("#")), "")
    anchor = anchor if _ID.fullmatch(anchor) else ""
    return Heading(line, level, text[: attributes.start()], lines, anchor, opens)


def attributes_of(written: str) -> list[tuple[str, str]]:
    """Names and values of an attribute list `{: #id .class name=value }`; ids and classes with their sign."""
    inner = written.strip()[1:-1].removeprefix(":")
    return [(match[1] or match[2], (match[3] or "").strip("\"'")) for match in _ONE_ATTRIBUTE.finditer(inner)]


def plain(text: str) -> str:
    """The words of a piece of Markdown on one line, without marks, links or tags."""
    if not _ANY_MARK.search(text):
        return " ".join(text.split())
    text = _MARKER.sub("", text, count=1)
    text = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    text = _AUTOLINK.sub(r"\1", text)
    text = _WIKI.sub(lambda match: match[2] or match[1], text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    for _ in range(3):
        text, count = _EMPHASIS.subn(lambda match: match[2] or match[4], text)
        if not count:
            break
    text = text.replace("`", "")
    text = html.unescape(text)
    text = _ESCAPED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)
    return " ".join(text.split())


def without_comments(text: str) -> str:
    """`text` without its HTML comments, which no page shows; those in code are code."""
    if "<!--" not in text:
        return text
    lines = text.split("\n")
    code = set(_code(lines)[0])
    masked = "\n".join(" " * len(line) if number in code else line for number, line in enumerate(lines))
    masked = _INLINE_CODE.sub(lambda match: match[1] + " " * len(match[2]) + match[1], masked)
    for match in reversed(list(_COMMENT.finditer(masked))):
        text = text[: match.start()] + text[match.end() :]
    return text
