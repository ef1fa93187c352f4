"""A folder to sources and attachments."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from socml_site.issues import Issue
from socml_site.marker import is_site
from socml_site.model import SourcePath
from socml_site.read.source import Source, read_source
from socml_site.read.table import Table, read_table
from socml_site.read.text import decode
from socml_site.read.yaml import Parsed, parse_yaml

MARKDOWN = (".md", ".markdown")
VOCABULARIES = ("people.yml", "topics.yml")
_BOARD = re.compile(r"events/[^/]+/schedule\.csv")
"""An event's board. It is read and never published as a file: it may name those who are not to be named."""
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site"})
ATTACHMENTS = frozenset(
    ".png .jpg .jpeg .gif .webp .avif .svg .pdf .txt .csv .tsv .json .bib .ics .vtt .srt .mp3 .ogg .oga .opus .m4a "
    ".wav .mp4 .webm .ogv .odt .ods .odp .docx .xlsx .pptx .epub .tex .ipynb .zip .gz .key .drawio .excalidraw".split()
)
"""Endings of files that may be published beside minutes: none of them runs when a browser opens it, save .svg."""
_LEGAL = frozenset({"LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS"})
_ACTIVE_SVG = re.compile(r"<script|[\s/\"']on\w+\s*=|javascript:|<foreignobject|<!entity", re.IGNORECASE)


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


def read_folder(root: Path, scope: Scope = Scope()) -> Folder:
    """Read the content folder `root`.

    Folders and files whose name begins with a dot are left out, as are links that lead out of the folder: a stranger's
    pull request must not publish what lies beside the content.
    """
    sources: list[Source] = []
    issues: list[Issue] = []
    boards: list[Table] = []
    attachments, pages = set(), set()
    files = sorted(path for path in _walk(root) if not scope.excluded(path))
    for path in files:
        if path.lower().endswith(MARKDOWN):
            pages.add(path)
            data, faults = _bytes(root, path)
            issues += faults
            if data is not None:
                source, faults = read_source(SourcePath(path), data)
                issues += faults
                sources += [source] if source else []
        elif _BOARD.fullmatch(path):
            text, faults = _text(root, path)
            issues += faults
            boards += [read_table(text, SourcePath(path))] if text is not None else []
        elif path not in VOCABULARIES:
            faults = () if path in scope.assets else _attachment(root, path)
            issues += faults
            attachments |= set() if faults else {path}
    vocabularies = {}
    for name in VOCABULARIES:
        text, faults = _text(root, name) if name in files else ("", ())
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
    )


def _attachment(root: Path, path: str) -> tuple[Issue, ...]:
    """What speaks against publishing a file beside the minutes."""
    if Path(path).name.upper() in _LEGAL:
        return ()
    ending = Path(path).suffix.lower()
    if ending not in ATTACHMENTS:
        what = f"Files ending in {ending}" if ending else "Files without an ending"
        hint = "Name it in extra_css or extra_javascript of mkdocs.yml if it is yours; else take it out."
        return (Issue(path, 1, 1, "attachment", f"{what} are not published", hint),)
    file = root / path
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        return (_outside(path),)
    if ending == ".svg" and _ACTIVE_SVG.search(_drawn(_bytes(root, path)[0] or b"")):
        return (Issue(path, 1, 1, "unsafe", "This picture holds a script and is not published", "Export it anew."),)
    return ()


def _drawn(data: bytes) -> str:
    """A drawing as a browser reads it: whatever its encoding, with its entities resolved."""
    return html.unescape(data.replace(b"\0", b"").decode("latin-1"))


def _walk(root: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in SKIPPED_FOLDERS)
        folders[:] = [name for name in folders if not is_site(Path(folder) / name)]
        for name in names:
            if not name.startswith("."):
                yield (Path(folder) / name).relative_to(root).as_posix()


def _bytes(root: Path, path: str) -> tuple[bytes | None, tuple[Issue, ...]]:
    file = root / path
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
            return None, (_outside(path),)
        return file.read_bytes(), ()
    except OSError as error:
        return None, (Issue(path, 1, 1, "unreadable", f"This file cannot be opened: {error.strerror}"),)


def _text(root: Path, path: str) -> tuple[str | None, tuple[Issue, ...]]:
    """The text of a file, or None if it cannot be opened or holds none."""
    data, faults = _bytes(root, path)
    text, odd = decode(data, path) if data is not None else (None, ())
    return text, (*faults, *odd)


def _outside(path: str) -> Issue:
    return Issue(
        path, 1, 1, "unreadable", "This is a link to a file outside the content folder", "Copy the file instead."
    )
