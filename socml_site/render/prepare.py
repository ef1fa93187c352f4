"""Markdown as people write it to Markdown as Python-Markdown reads it.

Note-takers know the dialect of GitHub: a list needs no blank line before it, two spaces nest it, `#word` is no
heading. Headings get the level and the id that the outline gave them, so that links made before conversion hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from socml_site.model import Document
from socml_site.render import bounds, marks
from socml_site.render.tokens import with_tokens
from socml_site.text import safety
from socml_site.text.links import CONTENTS, TARGET, USE, WikiLink, definitions, folded, inline_links, is_escaped
from socml_site.text.markdown import blank_code, edited, fences, headings

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +|$)(.*)")
_ROW = re.compile(r"[\s:|-]*$")
_HASH_WORD = re.compile(r" {0,3}#{1,6}[^#\s]")
_MISSED = re.compile(r" {0,3}\?{3}")
"""A missed word, or the heading of a box that folds: without a box below it the words would be lost."""
_BOX_OF_WORDS = re.compile(r"([ >]*(?:!!!|\?\?\?\+?) *)([\w-]+)((?: +[\w-]+)+) *$")
_PLACED = frozenset({"inline", "end"})
"""What may stand behind the kind of a box; any other words are its heading."""
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_INFO = re.compile(r"(.*?(?:`{3,}|~{3,}))([^`]*)$")
_UNDERSTOOD = re.compile(
    r"[ \t]*(?:\.?[\w#.+-]+[ \t]+)?"
    r"(?:\{[ \t]*(?:[#.][^\s{}=\"']+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}=\"']+))"
    r"(?:[ \t]+(?:[#.][^\s{}=\"']+|[\w-]+=(?:\"[^\"]*\"|'[^']*'|[^\s{}=\"']+)))*[ \t]*\}"
    r"|(?:(?:title=\"[^\"]*\"|hl_lines=\"\d+(?:-\d+)?(?:[ \t]+\d+(?:-\d+)?)*\"|linenums=\"\d[\d \t]*\")(?:[ \t]+|$))+)"
    r"[ \t]*$"
)
"""What superfences reads behind a fence, besides a language: an attribute list, or options of its own."""
_LANGUAGE = re.compile(r"[ \t]*(?:\{[:\s]*\.?(?=[^\W\d_]))?\.?((?:[^\W_]|[+#.-])*)")
_BRACE = re.compile(r"(?<=\s)\{")
_BRACKETS = re.compile(r"\]\(([^()\n]{0,2000})\)")
_LABELLED = re.compile(r" {0,3}[*_]{0,2}[^\W\d_][^:：]{0,30}[:：](?!//)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")


def prepare(document: Document, image: str = "Image", wiki: Sequence[WikiLink] = ()) -> str:
    """The text of a document, ready to be converted; its title is left to the page's own heading.

    `image` is what the link to an image elsewhere is called that has no words of its own; `wiki` are the links of the
    text that are put into it as tokens.
    """
    text = with_tokens(document.text, wiki)
    marked = marks.marks_of(document)
    if marked:
        text = marks.without_forged(text)
    if "```" in text or "~~~" in text:
        text = _fenced(text)
    text = safety.without_words_of_comments(text)
    masked = blank_code(text)
    text = bounds.as_written(text, masked)
    if "<" in text or "&" in text or "{" in text:
        text = safety.without_html_in_code(text, masked)
        text = safety.as_text(text, masked)
        masked = blank_code(text)
    if "![" in masked:
        text, masked = _images_as_links(text, masked, image)
    if "](" in masked:
        text, masked = _addresses_with_spaces(text, masked)
    lines, masked_lines = text.split("\n"), masked.split("\n")
    sections = document.minutes.sections
    for heading, section in zip(list(headings(text, masked)), sections, strict=False):
        shown = "" if section.level == 1 else f"{'#' * section.level} {_braced(heading.text)} {{#{section.anchor}}}"
        for number in range(heading.lines):
            lines[heading.line + number] = masked_lines[heading.line + number] = "" if number else shown
    _without_noise(lines, masked_lines)
    _with_head(lines, masked_lines)
    marks.insert(lines, masked_lines, marked)
    return "\n".join(_relaxed(lines, masked_lines))


def _with_head(lines: list[str], masked_lines: list[str]) -> None:
    """Keep the lines of the head of minutes ("Room: Lagoon" above "Date: 2027-06-12"), which would run together."""
    for number, line in enumerate(masked_lines):
        labelled = _LABELLED.match(line)
        if line.strip() and not labelled and not line.startswith("#"):
            break
        if labelled and number + 1 < len(lines) and _LABELLED.match(masked_lines[number + 1]):
            lines[number] = lines[number].rstrip() + "  "


def _without_noise(lines: list[str], masked_lines: list[str]) -> None:
    """Empty the lines that exported pads and other wikis leave: bullets without a word, places for a list of contents.

    A bullet alone below a line of text would make that line a heading.
    """
    below = 0
    for number in range(len(lines) - 1, -1, -1):
        line = masked_lines[number]
        bare = line.lstrip()
        if not bare:
            continue
        indent = len(line) - len(bare)
        empty = len(bare.rstrip()) == 1 and bare[0] in "-*+" and below <= indent
        if empty or CONTENTS.fullmatch(bare.strip()):
            lines[number] = masked_lines[number] = ""
        else:
            below = indent


def _fenced(text: str) -> str:
    """Fences as superfences knows them: it takes one with another word behind it for no fence at all.

    Neither does it know one that has no end, or with lines that stand further to the left than its beginning.
    """
    lines = text.split("\n")
    for fence in fences(text):
        opened = _INFO.match(lines[fence.line])
        if not opened:
            continue
        if not _UNDERSTOOD.match(opened[2]):
            language = _LANGUAGE.match(opened[2])
            lines[fence.line] = opened[1] + (language[1] if language else "")
        marks = opened[1].lstrip(" \t>-*+.)0123456789")
        before = re.sub(r"[^>\s]", " ", opened[1].removesuffix(marks))
        if fence.end is None:
            while not lines[-1].strip() and len(lines) > fence.line + 1:
                lines.pop()
            lines += [before + marks, ""]
        if before:
            last = len(lines) - 2 if fence.end is None else fence.end
            for number in range(fence.line + 1, last):
                lines[number] = _inside(lines[number], before)
            lines[last] = before + marks
    return "\n".join(lines)


def _inside(line: str, before: str) -> str:
    """A line of code that begins as the first line of its fence does: as far to the right, and with its quote marks."""
    if ">" in before:
        return line if line.lstrip().startswith(">") else before + line
    space = line[: len(line) - len(line.lstrip())]
    return line if not line.strip() or len(space) >= len(before) or "\t" in space else before + line.lstrip()


def _braced(text: str) -> str:
    """The words of a heading with their braces escaped, or they would be taken for the beginning of its id."""
    if "{" not in text:
        return text
    for match in reversed(list(_BRACE.finditer(blank_code(text)))):
        text = f"{text[: match.start()]}\\{text[match.start() :]}"
    return text


def _addresses_with_spaces(text: str, masked: str) -> tuple[str, str]:
    """`[words](not an address)` as text: as a link it would lead nowhere and lose what stands in its brackets."""
    for match in reversed(list(_BRACKETS.finditer(masked))):
        if not TARGET.fullmatch(masked, match.start() + 1, match.end()):
            at = match.start() + 1
            text, masked = f"{text[:at]}\\{text[at:]}", f"{masked[:at]}\\{masked[at:]}"
    return text, masked


def _images_as_links(text: str, masked: str, image: str) -> tuple[str, str]:
    """Images on other hosts as links: a reader's browser must not be made to call there."""
    remote = {folded(one.label) for one in definitions(masked) if _REMOTE.match(masked, one.target[0])}
    edits = [
        (use.start(), use.start() + 1, "")
        for use in (USE.finditer(masked) if remote else ())
        if use[1] and folded(use[3] or use[2]) in remote and not is_escaped(masked, use.start())
    ]
    for one in inline_links(masked):
        if one.image and _REMOTE.match(masked, one.target[0]):
            edits.append((one.start, one.start + 1, ""))
            words = text[slice(*one.words)]
            edits.append((*one.words, words.strip() or image))
    edits.sort()
    return edited(text, edits), edited(masked, edits)


def _relaxed(lines: Sequence[str], masked: Sequence[str]) -> list[str]:
    """Lines with blank ones before lists and tables that follow text, and with lists nested by four spaces."""
    out: list[str] = []
    stack: list[tuple[int, int]] = []
    """For each open item its own indent and that of its text."""
    for number, line in enumerate(lines):
        shown = masked[number].expandtabs(4)
        if not shown.strip():
            # Blank, or code: the code of a list item moves with its item.
            out.append(_moved(line, stack) if line.strip() and stack else line)
            continue
        following = masked[number + 1] if number + 1 < len(masked) else ""
        boxed = following.startswith(("    ", "\t"))
        if (box := _BOX_OF_WORDS.match(shown)) and (boxed or "!" in box[1]) and not {*box[3].split()} <= _PLACED:
            line = f'{box[1]}{box[2]} "{box[2].capitalize()}{box[3]}"'
        indent = len(shown) - len(shown.lstrip(" "))
        item = None if _RULE.match(shown) else _ITEM.match(shown)
        above = out[-1] if out else ""
        if item and (indent < 4 or stack):
            while stack and indent < stack[-1][0] + 2:
                stack.pop()
            if not stack and above.strip() and not _starts_block(above) and _interrupts(item):
                out.append("")
            body = line.expandtabs(4).lstrip(" ")
            out.append("    " * len(stack) + body)
            stack.append((indent, indent + len(item[2]) + max(1, len(item[3]))))
        elif stack and indent >= stack[0][0] + 2:
            out.append(_moved(line, stack))
        else:
            if stack and not above.strip():
                stack = []
            if _HASH_WORD.match(shown):
                line = line.replace("#", "\\#", 1)
            elif _MISSED.match(line) and '"' not in line and not boxed:
                line = line.replace("?", "&#63;", 1)
            if "|" in shown and _underlines(following) and above.strip() and not _starts_block(above):
                out.append("")
            if shown.lstrip().startswith("#"):
                stack = []
            out.append(line)
    return out


def _underlines(line: str) -> bool:
    """Whether a line parts the head of a table from its rows."""
    dash = line.find("-")
    return 0 <= dash < line.rfind("|") and _ROW.match(line) is not None


def _moved(line: str, stack: list[tuple[int, int]]) -> str:
    """A further line of a list item, indented as deep as its item now is."""
    text = line.expandtabs(4)
    indent = len(text) - len(text.lstrip(" "))
    depth = sum(1 for own, _ in stack if indent >= own + 2)
    if not depth:
        return line
    extra = max(0, indent - stack[depth - 1][1])
    return "    " * depth + " " * extra + text.lstrip(" ")


def _interrupts(item: re.Match[str]) -> bool:
    """Whether this item may follow a paragraph without a blank line: a year at a line's start is no list."""
    return bool(item[4].strip()) and (item[2] in "-*+" or item[2][:-1] == "1")


def _starts_block(line: str) -> bool:
    """Whether a line is no paragraph, so that nothing has to be parted from it."""
    return line.lstrip().startswith(("#", ">", "|", "- ", "* ", "+ ")) or _ITEM.match(line) is not None
