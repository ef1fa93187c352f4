"""One file to its front matter and its text."""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from socml_site.issues import Issue
from socml_site.model import Place, SourcePath
from socml_site.read.decode import decode
from socml_site.read.yaml import Parsed, parse_yaml

_HANDLER = YAMLHandler()
_KEY_LINE = re.compile(r"([A-Za-z_][\w -]{0,40})(?::(?=\s|$)|=(?=\s|\"))")
_TOML_KEY = re.compile(r"[\"']?([\w-]{1,40})[\"']?[ \t]*=")
_ANY_KEY = re.compile(r"(?:<!--)?[\s>*_`\"'{-]*[^\W\d_][\w .-]{0,40}[\"'`*_]*\s*(?:[:：=])")
_DASHES = re.compile(r"[-—–―]+$")
_FENCE = re.compile(
    r"(?:[-—–―]+|\+{3,}|;{3,}|(?P<code>`{3,}|~{3,})\s*(?:ya?ml|toml|json)?|<!--.*|\{.*)$", re.IGNORECASE
)
"""What somebody may put above front matter, be it the right sign or not."""
_UNSEEN = re.compile(r"[\s\ufeff\u200b-\u200f\u2060]+(?=---)")
_OPENING = 15
"""Lines below the front matter that may still say who may see the page."""
_HEAD = 200
"""More lines than this are no front matter that is only written wrongly."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of a file as they stand there, the first of them on `line`."""

    text: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The mapping at the head of a file; `whole` is False if its YAML was broken and only some lines were saved."""

    values: Mapping[str, Any] = field(default_factory=dict)
    parsed: Parsed = Parsed()
    whole: bool = True
    head: Block = Block()
    """What is, or looks like, front matter, however broken: what must not be overlooked is looked for here."""
    opening: Block = Block()
    """The first lines of the text below it."""

    def place(self, *path: str | int) -> Place:
        """Where the value at `path` stands in the file."""
        return self.parsed.place(path)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `text` is what follows the front matter and begins on line `body_line`."""

    path: SourcePath
    front: FrontMatter
    text: str
    body_line: int
    digest: str
    issues: tuple[Issue, ...] = ()
    unread: bool = False
    """Whether the file cannot be read, so that nobody knows what it says."""


def unread(path: SourcePath, issues: tuple[Issue, ...]) -> Source:
    """A file that cannot be read, as far as it can be known."""
    return Source(path, FrontMatter(), "", 1, "", issues, unread=True)


def read_source(path: SourcePath, data: bytes) -> tuple[Source, tuple[Issue, ...]]:
    """Read one Markdown file. The source's own issues are among those returned."""
    text, issues = decode(data, path)
    if text is None:
        return unread(path, issues), issues
    front, body, faults = _split(text, path)
    issues += faults
    if not text.strip():
        hint = "Write what was said, or delete the file; a session without notes says `status: notes-missing`."
        issues += (Issue(path, 1, 1, "empty", "This file is empty", hint),)
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    digest = hashlib.sha256(data).hexdigest()
    return Source(path, front, body, body_line, digest, issues), issues


def _split(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    """Front matter, the text below it, and what is wrong with the former."""
    front, body, issues = _fenced(text, path)
    below = text.count("\n", 0, len(text) - len(body)) + 1
    opening = Block("\n".join(body.lstrip("\n").split("\n", _OPENING)[:_OPENING]), below + _blank(body))
    return replace(front, head=front.head if front.head.text else _likely_head(text), opening=opening), body, issues


def _blank(text: str) -> int:
    return len(text) - len(text.lstrip("\n"))


def _fenced(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    """What stands between lines of dashes, be it YAML or not; blank lines and marks no one sees may stand above."""
    if text.startswith("+++\n"):
        return _toml(text, path)
    above = _UNSEEN.match(text)
    start = above.end() if above else 0
    if not _HANDLER.detect(text[start:]):
        return FrontMatter(), text, ()
    try:
        block, body = _HANDLER.split(text[start:])
    except ValueError:
        return _unclosed(text, path)
    block = block.removeprefix("\n")
    head = Block(block, text.count("\n", 0, start) + 2)
    parsed = parse_yaml(block, path, first_line=head.line)
    if isinstance(parsed.value, dict):
        return FrontMatter(_named(parsed.value), parsed, head=head), body, parsed.issues
    if parsed.value is None and not parsed.issues:
        return FrontMatter(), body, ()
    if not any(_KEY_LINE.match(line) for line in block.split("\n")):
        # Two rules with prose between them: text that happens to begin with a line.
        return FrontMatter(head=head), text, ()
    issues = parsed.issues
    if not issues:
        place = parsed.place(())
        issues = (Issue(path, place.line, place.col, "yaml", "Front matter is a list of `key: value` lines"),)
    return FrontMatter(dict(_salvage(block)), whole=False, head=head), body, issues


def _named(values: Mapping[object, object]) -> dict[str, Any]:
    return {str(key): value for key, value in values.items()}


def _toml(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    block, mark, body = text[4:].partition("\n+++")
    block = block if mark else text[4:].partition("\n\n")[0]
    if not any(_KEY_LINE.match(line) for line in block.split("\n")):
        return FrontMatter(), text, ()
    body = body.lstrip("+") if mark else text
    try:
        values = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        hint = "Put it between lines of three dashes and write `key: value`."
        issue = Issue(path, 1, 1, "yaml", f"This front matter is neither YAML nor TOML that can be read: {error}", hint)
        return FrontMatter(whole=False, head=Block(block, 2)), body, (issue,)
    parsed = Parsed(values, dict(_places(block)), file=path)
    return FrontMatter(values, parsed, head=Block(block, 2)), body, ()


def _places(block: str) -> Iterator[tuple[tuple[str, ...], Place]]:
    """The lines of the keys of TOML above its first table."""
    for number, line in enumerate(block.split("\n"), 2):
        if line.startswith("["):
            return
        if match := _TOML_KEY.match(line):
            yield (match[1],), Place(number, 1)


def _unclosed(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    head = text.lstrip("\n").partition("\n\n")[0].partition("\n")[2]
    if not _KEY_LINE.match(head):
        return FrontMatter(), text, ()
    hint = "Put a line with three dashes below the last key."
    issue = Issue(path, 1, 1, "yaml", "The front matter has no end", hint)
    return FrontMatter(whole=False, head=Block(head, 2 + _blank(text))), text, (issue,)


def _likely_head(text: str) -> Block:
    """Lines at the top that were meant as front matter, though they are written as no tool reads them.

    Between signs that are nearly right (dashes turned into a long one, a fence, a comment, braces), or below a heading.
    """
    lines = ["".join(c for c in line if unicodedata.category(c) != "Cf").strip() for line in text.split("\n", _HEAD)]
    top = next((number for number, line in enumerate(lines) if line), 0)
    for start, line in enumerate(lines[:_OPENING]):
        fence = _FENCE.match(line)
        # Below a heading only dashes are meant for front matter; a fence there shows code.
        if fence is None or (start > top and not _DASHES.match(line)):
            continue
        inside = start if line.startswith(("{", "<!--")) and len(line) > 1 + 3 * line.startswith("<") else start + 1
        end = _end_of_head(lines, start, fence)
        block = lines[inside:end]
        likely = sum(1 for one in block if _ANY_KEY.match(one))
        if likely and 2 * likely >= sum(1 for one in block if one):
            return Block("\n".join(block), inside + 1)
    return Block()


def _end_of_head(lines: Sequence[str], start: int, fence: re.Match[str]) -> int:
    """The line on which such a block ends: that of its closing sign, else the first blank one."""
    opener = fence["code"] or lines[start][:3]
    for number in range(start + 1, len(lines)):
        line = lines[number]
        dashes = _DASHES.match(lines[start]) and (_DASHES.match(line) or line == "...")
        if dashes or (line and line.startswith(opener)) or (opener == "<!-" and "-->" in line) or line == "}":
            return number
    blank = (number for number in range(start + 1, len(lines)) if not lines[number])
    return start + 1 if lines[start].endswith(("}", "-->")) else next(blank, len(lines))


def _salvage(block: str) -> Iterator[tuple[str, Any]]:
    """Those top-level lines of broken YAML that can be read on their own, so that a page keeps its title and event."""
    for line in block.split("\n"):
        if not _KEY_LINE.match(line):
            continue
        parsed = parse_yaml(line, "")
        if isinstance(parsed.value, dict) and not parsed.issues:
            yield from ((str(key), value) for key, value in parsed.value.items() if value is not None)
        else:
            match = re.match(r"title:\s*(.+)", line)
            yield from [("title", match[1].partition(" #")[0].strip().strip("\"'[]{} "))] if match else []
