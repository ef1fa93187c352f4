"""Just enough of Markdown to read minutes: what is code, what is a heading, and the words without their marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_FENCE = re.compile(r" {0,3}(?:[-*+] +|\d+[.)] +|> ?)*(`{3,}|~{3,})([^`]*)$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_NOT_PARAGRAPH = re.compile(r"\s*(?:[-*+>|#]|\d{1,9}[.)]\s|$)")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*([#.][^{}]*)\}\s*$")
_ID = re.compile(r"#([\w:.-]+)")

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
_MARKER = re.compile(r"^\s*(?:>\s*)*(?:(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:#{1,6}\s+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on line `line` (from 0); `lines` is 2 for one that is underlined. `anchor` only if it was written."""

    line: int
    level: int
    text: str
    lines: int = 1
    anchor: str = ""


def blank_code(text: str) -> str:
    """`text` of the same length with the contents of code and of HTML comments as spaces."""
    lines = text.split("\n")
    fence = ""
    indented_code = False
    before_blank, in_list = True, False
    for number, line in enumerate(lines):
        opened = _FENCE.match(line)
        if fence:
            closes = opened and opened[1].startswith(fence) and not opened[2].strip()
            lines[number] = " " * len(line)
            fence = "" if closes else fence
            continue
        if opened:
            fence = opened[1]
            lines[number] = " " * len(line)
            before_blank = False
            continue
        blank = not line.strip()
        if not blank:
            deep = line.startswith(("    ", "\t"))
            indented_code = deep and not in_list and (before_blank or indented_code)
            if indented_code:
                lines[number] = " " * len(line)
            elif _LIST_ITEM.match(line):
                in_list = True
            elif not line[0].isspace() and before_blank:
                in_list = False
        before_blank = blank
    joined = "\n".join(lines)
    if "`" in joined:
        joined = _INLINE_CODE.sub(lambda match: match[1] + " " * len(match[2]) + match[1], joined)
    if "<!--" in joined:
        joined = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), joined)
    return joined


def headings(text: str, masked: str) -> Iterator[Heading]:
    """The headings of `text`, where `masked` is the same text without its code."""
    lines, masked_lines = text.split("\n"), masked.split("\n")
    for number, line in enumerate(masked_lines):
        atx = _ATX.match(line)
        if atx:
            whole = _ATX.match(lines[number])
            yield _heading(number, len(atx[1]), whole[2] if whole else atx[2], 1)
            continue
        under = _UNDERLINE.match(line)
        above = masked_lines[number - 1] if number else ""
        # Only a paragraph of one line can be underlined in Python-Markdown.
        alone = number < 2 or not masked_lines[number - 2].strip()
        if under and alone and above.strip() and not _NOT_PARAGRAPH.match(above) and not _UNDERLINE.match(above):
            yield _heading(number - 1, 1 if under[1][0] == "=" else 2, lines[number - 1].strip(), 2)


def _heading(line: int, level: int, text: str, lines: int) -> Heading:
    attributes = _ATTRIBUTES.search(text)
    if not attributes:
        return Heading(line, level, text, lines)
    anchor = _ID.search(attributes[1])
    return Heading(line, level, text[: attributes.start()], lines, anchor[1] if anchor else "")


def plain(text: str) -> str:
    """The words of a piece of Markdown on one line, without marks, links or tags."""
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
