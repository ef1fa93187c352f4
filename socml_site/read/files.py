"""A folder to sources and attachments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from socml_site.issues import Issue
from socml_site.model import SourcePath
from socml_site.read.attachments import attachment_faults, is_legal
from socml_site.read.source import Source, read_source, unread
from socml_site.read.table import Table, read_table
from socml_site.read.text import decode
from socml_site.read.walk import load, unreadable, walk_folder
from socml_site.read.yaml import Parsed, parse_yaml

MARKDOWN = (".md", ".markdown")
VOCABULARIES = ("people.yml", "topics.yml")
BOARD = "schedule.csv"
"""An event's board, in letters of any case. It is read and never published: it may name who is not to be named."""


def _nothing(path: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a folder belongs to the wiki: all but `excluded`; `assets` are files its configuration names."""

    excluded: Callable[[str], bool] = _nothing
    assets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Folder:
    """All that a content folder holds; `files` are its Markdown files and the `attachments`, which are published."""

    sources: tuple[Source, ...]
    people: Parsed
    topics: Parsed
    files: frozenset[str]
    attachments: frozenset[str]
    issues: tuple[Issue, ...]
    boards: tuple[Table, ...] = ()
    kept_back: frozenset[str] = frozenset()
    """Files that are not published and no fault, such as LICENSE; a link to one of them is its words."""


def read_folder(root: Path, scope: Scope = Scope()) -> Folder:
    """Read the content folder `root`, as far as it is the wiki's and can be read; all else is an issue."""
    sources: list[Source] = []
    boards: list[Table] = []
    attachments, pages, kept_back = set(), set(), set()
    walked = walk_folder(root, scope.excluded)
    issues = list(walked.issues)
    # What cannot be read may be an index that closes its folder.
    sources += (unread(SourcePath(one.path), (one,)) for one in walked.issues if one.path.lower().endswith(MARKDOWN))
    for path in walked.files:
        if path.lower().endswith(MARKDOWN):
            pages.add(path)
            data, faults = _bytes(root, path)
            if data is None:
                source = unread(SourcePath(path), faults)
            else:
                source, faults = read_source(SourcePath(path), data)
            sources.append(source)
            issues += faults
        elif PurePosixPath(path).name.lower() == BOARD:
            text, faults = _text(root, path)
            issues += faults
            boards += [read_table(text, SourcePath(path))] if text is not None else []
        elif is_legal(path):
            kept_back.add(path)
        elif path not in VOCABULARIES:
            faults = () if path in scope.assets else attachment_faults(root, path)
            issues += faults
            attachments |= set() if faults else {path}
    vocabularies = {}
    for name in VOCABULARIES:
        text, faults = _text(root, name) if name in walked.files else ("", ())
        parsed = parse_yaml(text or "", name)
        issues += (*faults, *parsed.issues)
        vocabularies[name] = parsed
    return Folder(
        sources=tuple(sources),
        people=vocabularies["people.yml"],
        topics=vocabularies["topics.yml"],
        files=frozenset(pages | attachments),
        attachments=frozenset(attachments),
        issues=tuple(issues),
        boards=tuple(boards),
        kept_back=frozenset(kept_back),
    )


def _bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Issue, ...]]:
    try:
        return load(root / path), ()
    except OSError as error:
        return None, (unreadable(path, error),)


def _text(root: Path, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    """The text of a file, or None if it cannot be opened or holds none."""
    data, faults = _bytes(root, path)
    text, odd = decode(data, path) if data is not None else (None, ())
    return text, (*faults, *odd)
