"""The content a single file belongs to: its project, its path there, people.yml and topics.yml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from socml_site.engine import runner
from socml_site.model import SourcePath
from socml_site.read.decode import decode
from socml_site.read.files import VOCABULARIES, Scope, vocabulary_of
from socml_site.read.walk import load
from socml_site.read.yaml import Parsed, parse_yaml

_PARTS = 4
"""How much of a path outside any project is looked at for a date: that many of its last parts."""


@dataclass(frozen=True, slots=True)
class Enclosing:
    """A content folder, or of a file outside any the folder it lies in; `path` is that of the file in it.

    `files` are the paths of the file and of those beside it, which decide what kind of page it is.
    """

    root: Path
    scope: Scope
    path: SourcePath
    files: frozenset[str]
    people: Parsed = Parsed()
    topics: Parsed = Parsed()


def enclosing(file: Path) -> Enclosing:
    """The nearest folder above `file` with an mkdocs.yml whose content it is part of, or with one of the vocabularies.

    Raises OSError if a folder or a vocabulary cannot be read.
    """
    file = file.absolute()
    for folder in file.parents:
        if (folder / "mkdocs.yml").is_file():
            try:
                root, scope = runner.content_of(folder)
            except runner.NoProjectError:
                continue
            if file.resolve().is_relative_to(root.resolve()):
                return _within(file.resolve(), root.resolve(), scope)
        elif any((folder / name).is_file() for name in VOCABULARIES):
            return _within(file, folder, Scope())
    path = "/".join(file.parts[1:][-_PARTS:])
    return Enclosing(file.parent, Scope(), SourcePath(path), frozenset({path}))


def _within(file: Path, root: Path, scope: Scope) -> Enclosing:
    path = file.relative_to(root).as_posix()
    beside = {one.relative_to(root).as_posix() for one in file.parent.iterdir() if one.is_file()}
    people, topics = (_vocabulary(root, name) for name in VOCABULARIES)
    return Enclosing(root, scope, SourcePath(path), frozenset({path, *beside}), people, topics)


def _vocabulary(root: Path, name: str) -> Parsed:
    called = sorted(one for one in root.iterdir() if vocabulary_of(one.name) == name and one.is_file())
    file = next(iter(called), root / name)
    text, _ = decode(load(file) if called else b"", file.name)
    return parse_yaml(text or "", file.name)
