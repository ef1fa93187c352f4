"""The content a single file belongs to: its project, its path there, people.yml and topics.yml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from socml_site.engine import runner
from socml_site.model import SourcePath
from socml_site.read.decode import decode
from socml_site.read.files import VOCABULARIES, Scope, called_so, is_people
from socml_site.read.walk import is_hidden, load
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
    """The content of the nearest project above `file` that it is part of, else the nearest folder with a vocabulary.

    Raises OSError if a folder or a vocabulary cannot be read.
    """
    file = file.absolute()
    for folder in file.parents:
        if runner.is_project(folder):
            try:
                root, scope = runner.content_of(folder)
            except runner.NoProjectError:
                continue
            if file.resolve().is_relative_to(root.resolve()):
                return _within(file.resolve(), root.resolve(), scope)
    for folder in file.parents:
        if any((folder / name).is_file() for name in VOCABULARIES):
            return _within(file, folder, Scope())
    path = "/".join(file.parts[1:][-_PARTS:])
    return Enclosing(file.parent, Scope(), SourcePath(path), frozenset({path}))


def _within(file: Path, root: Path, scope: Scope) -> Enclosing:
    path = file.relative_to(root).as_posix()
    beside = (one for one in _read_in(root, file.parent, scope) if not is_hidden(one))
    people, topics = (_vocabulary(root, scope, name) for name in VOCABULARIES)
    return Enclosing(root, scope, SourcePath(path), frozenset({path, *beside}), people, topics)


def _read_in(root: Path, folder: Path, scope: Scope) -> Iterator[str]:
    """The files in a folder of the content that belong to the wiki, as `read_folder` has it."""
    for one in folder.iterdir():
        path = one.relative_to(root).as_posix()
        if one.is_file() and not one.is_symlink() and (is_people(path) or not scope.excluded(path)):
            yield path


def _vocabulary(root: Path, scope: Scope, name: str) -> Parsed:
    called = called_so(_read_in(root, root, scope), name)
    file = root / (called[0] if called else name)
    text, _ = decode(load(file) if called else b"", file.name)
    return parse_yaml(text or "", file.name)
