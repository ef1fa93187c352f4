"""One file to its front matter and its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from socml_site.issues import Issue
from socml_site.model import Place, SourcePath
from socml_site.read.text import decode
from socml_site.read.yaml import Parsed, parse_yaml

_HANDLER = YAMLHandler()
_KEY_LINE = re.compile(r"([A-Za-z_][\w -]{0,40})(?::(?=\s|$)|=(?=\s|\"))")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The mapping at the head of a file; `whole` is False if its YAML was broken and only some lines were saved."""

    values: Mapping[str, Any] = field(default_factory=dict)
    parsed: Parsed = Parsed()
    whole: bool = True
    lines: tuple[tuple[str, str], ...] = ()
    """Its top-level lines as key and raw text, however broken: what must not be overlooked is looked for here."""

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


def read_source(path: SourcePath, data: bytes) -> tuple[Source | None, tuple[Issue, ...]]:
    """Read one Markdown file; None if it is no text. The source's own issues are among those returned."""
    text, issues = decode(data, path)
    if text is None:
        return None, issues
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
    if text.startswith("+++\n"):
        return _toml(text, path)
    if not _HANDLER.detect(text):
        return FrontMatter(), text, ()
    try:
        block, body = _HANDLER.split(text)
    except ValueError:
        return _unclosed(text, path)
    block = block.removeprefix("\n")
    parsed = parse_yaml(block, path, first_line=2)
    lines = tuple(_lines(block))
    if isinstance(parsed.value, dict):
        return FrontMatter(_named(parsed.value), parsed, lines=lines), body, parsed.issues
    if parsed.value is None and not parsed.issues:
        return FrontMatter(), body, ()
    if not lines:
        # Two rules with prose between them: text that happens to begin with a line.
        return FrontMatter(), text, ()
    issues = parsed.issues
    if not issues:
        place = parsed.place(())
        issues = (Issue(path, place.line, place.col, "yaml", "Front matter is a list of `key: value` lines"),)
    return FrontMatter(dict(_salvage(block)), whole=False, lines=lines), body, issues


def _named(values: Mapping[object, object]) -> dict[str, Any]:
    return {str(key): value for key, value in values.items()}


def _toml(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    block, mark, body = text[4:].partition("\n+++")
    lines = tuple(_lines(block if mark else text[4:].partition("\n\n")[0]))
    if not lines:
        return FrontMatter(), text, ()
    hint = "Put it between lines of three dashes and write `key: value`."
    issue = Issue(path, 1, 1, "yaml", "This front matter is not YAML", hint)
    return FrontMatter(whole=False, lines=lines), body.lstrip("+") if mark else text, (issue,)


def _unclosed(text: str, path: SourcePath) -> tuple[FrontMatter, str, tuple[Issue, ...]]:
    head = text.partition("\n\n")[0].partition("\n")[2]
    if not _KEY_LINE.match(head):
        return FrontMatter(), text, ()
    hint = "Put a line with three dashes below the last key."
    issue = Issue(path, 1, 1, "yaml", "The front matter has no end", hint)
    return FrontMatter(whole=False, lines=tuple(_lines(head))), text, (issue,)


def _lines(block: str) -> Iterator[tuple[str, str]]:
    """The top-level lines of a block that look like a key and a value, whatever YAML makes of them."""
    for line in block.split("\n"):
        match = _KEY_LINE.match(line)
        if match:
            yield match[1].strip(), line[match.end() :].partition(" #")[0].strip().strip("\"'[]{} ")


def _salvage(block: str) -> Iterator[tuple[str, Any]]:
    """Those top-level lines of broken YAML that can be read on their own, so that a page keeps its title and event."""
    for line in block.split("\n"):
        if not _KEY_LINE.match(line):
            continue
        parsed = parse_yaml(line, "")
        if isinstance(parsed.value, dict) and not parsed.issues:
            yield from ((str(key), value) for key, value in parsed.value.items() if value is not None)
        else:
            yield from ((key, text) for key, text in _lines(line) if key == "title" and text)
