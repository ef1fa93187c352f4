"""Plain text as light Markdown: its lists stay lists, its lines stay lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from socml_site.text.markdown import blank_code, headings

_BULLET = re.compile(r"([ \t]*)[•●○◦▪■‣⁃·–—o*+-][ \t]+(?=\S)")
_LETTER = re.compile(r"[ \t]*o[ \t]")
_NUMBER = re.compile(r"([ \t]*)\(?(\d{1,3})[.)][ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([-=_*~#+])(?:[ \t]*\1){2,}[ \t]*$")
_WRAPPED = 50
"""Characters of the longest line from which on lines can be ones that a program has broken."""
_LONGEST_TITLE = 80


def markdown(text: str) -> str:
    """Plain text as Markdown. Text that is Markdown already, by its headings, stays as it is."""
    text = text.replace("\x0c", "\n\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    if any(True for _ in headings(text, blank_code(text))):
        return text
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n+", text.strip("\n")) if block.strip()]
    done = []
    for number, block in enumerate(blocks):
        lines = [line.rstrip() for line in block]
        title = _title(lines, number == 0, len(blocks) > 1)
        done.append(title or "\n".join(_block(lines)))
    return _joined(done, blocks)


def _joined(done: Sequence[str], blocks: Sequence[list[str]]) -> str:
    """Blocks with a blank line between them, save between the items of one list."""
    out = ""
    for number, block in enumerate(done):
        if not block:
            continue
        listed = number and _kind(blocks[number][0]) and _kind(blocks[number][0]) == _kind(blocks[number - 1][-1])
        out += ("\n" if listed else "\n\n") * bool(out) + block
    return f"{out}\n" if out else ""


def _title(lines: Sequence[str], first: bool, more: bool) -> str:
    """The first line as title, or a line in capitals that stands alone as heading; else nothing."""
    words = lines[0].strip()
    alone = len(lines) == 1 or (len(lines) == 2 and bool(_RULE.fullmatch(lines[1])))
    if not alone or not more or _is_item(lines[0]) or len(words) > _LONGEST_TITLE:
        return ""
    if first and not words.endswith((".", "!", ",", ";", ":")) and ": " not in words:
        return f"# {words.lstrip('#').strip()}"
    letters = [c for c in words if c.isalpha()]
    if len(letters) >= 4 and all(c.isupper() for c in letters) and not words.endswith((".", ",", "!")):
        return f"## {words.rstrip(':')}"
    return f"## {words}" if len(lines) == 2 and words else ""


def _is_item(line: str) -> bool:
    return bool(_kind(line))


def _kind(line: str) -> str:
    """The sign of the list that a line is an item of, if it is one."""
    item = _item(line).lstrip()
    return "" if not item else "1" if item[0].isdigit() else "-"


def _block(lines: Sequence[str]) -> Iterator[str]:
    wrapped = _is_wrapped(lines)
    listed = False
    for number, line in enumerate(lines):
        if _RULE.fullmatch(line):
            # Dashes below a line would make a heading of it.
            if not number and len(lines) == 1:
                yield "* * *"
            continue
        item = _item(line)
        if item:
            if number and not listed:
                yield ""
            listed = True
            yield item
        elif listed:
            # A line below an item and deeper belongs to it.
            if line.startswith((" ", "\t")):
                yield f"  {line.rstrip()}" if len(line) - len(line.lstrip()) < 2 else line.rstrip().expandtabs(4)
            else:
                listed = False
                yield from ("", _line(line))
        else:
            if number and not wrapped:
                yield ""
            yield _line(line)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a program has broken these lines: none of them had room for the first word of the next."""
    width = max(map(len, lines))
    full = (len(line) + 1 + len(after.split()[0]) > width for line, after in itertools.pairwise(lines))
    return width >= _WRAPPED and len(lines) > 1 and all(full) and not any(map(_is_item, lines))


def _item(line: str) -> str:
    if _RULE.fullmatch(line):
        return ""
    bullet = _BULLET.match(line)
    if bullet and (bullet[1] or not _LETTER.match(line)):
        return f"{_indent(bullet[1])}- {line[bullet.end() :]}"
    number = _NUMBER.match(line)
    return f"{_indent(number[1])}{number[2]}. {line[number.end() :]}" if number else ""


def _indent(space: str) -> str:
    return " " * len(space.expandtabs(4))


def _line(line: str) -> str:
    """A line of prose; its indent would make it code, and a sign at its head something else."""
    bare = line.strip()
    return f"\\{bare}" if re.match(r"#{1,6}\s|[=-]+$", bare) else bare
