"""What lies in a folder: each entry judged by what it is, or by what it leads to, before anything is opened.

A stranger's pull request brings whatever git can hold: links to what is hidden beside the content or outside it, links
that go round in a circle, names that are no text. An unpacked archive brings pipes and devices too.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from socml_site.issues import STEERING, Issue, visible
from socml_site.marker import is_site

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site"})
MOST_BYTES = 20_000_000
"""Bytes of a file that is read; minutes are smaller."""
_NO_UTF_8 = re.compile("[\ud800-\udfff]")
_NO_FILE = "This is no file but a pipe, a socket or a device"
_INSTEAD = "Take it out, or put a file in its place."


def nothing(path: str) -> bool:
    """Excludes no path."""
    return False


@dataclass(frozen=True, slots=True)
class Walked:
    """The files of a folder by their path in it, in order, and what else lies there."""

    files: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    """Those of the files that are links, to the path of the file they lead to."""


def walk_folder(root: Path, excluded: Callable[[str], bool] = nothing) -> Walked:
    """Everything in `root` that may be read, but what is `excluded`.

    Names that begin with a dot and folders of tools are left out. Links to files are judged by where they lead, and
    links to folders are not followed: what lies in the folder is read where it is.
    """
    files: list[str] = []
    issues: list[Issue] = []
    links: dict[str, str] = {}
    for path, target, fault in _entries(root):
        if excluded(path) or (fault is not None and excluded(f"{path}/")):
            continue
        if fault is None:
            files.append(path)
            links |= {path: target} if target else {}
        else:
            issues.append(fault)
    return Walked(tuple(sorted(files)), tuple(sorted(issues)), links)


def _entries(root: Path) -> Iterator[tuple[str, str, Issue | None]]:
    """The path of each file, of a link also where it leads; and each entry that is none with what is wrong with it."""
    whole = Path(os.path.realpath(root))
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield folder or ".", "", unreadable(folder or ".", error, "folder")
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}".removeprefix("/")
            if _left_out(entry):
                continue
            target, fault = "", _name_fault(path)
            if fault is None and entry.is_symlink():
                target, fault = _end(whole, path)
            elif fault is None and not entry.is_file(follow_symlinks=False) and not entry.is_dir(follow_symlinks=False):
                fault = _issue(path, _NO_FILE, _INSTEAD)
            if fault is None and entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path, target, fault


def _left_out(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is none of the wiki's, whatever is in it."""
    if is_hidden(entry.name) and (entry.name.startswith(".") or _is_folder(entry)):
        return True
    return entry.is_dir(follow_symlinks=False) and is_site(Path(entry))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_hidden(path: str) -> bool:
    """Whether a part of a path begins with a dot or is a folder of tools."""
    return any(part.startswith(".") or part in SKIPPED_FOLDERS for part in PurePath(path).parts)


def _name_fault(path: str) -> Issue | None:
    if _NO_UTF_8.search(path):
        return _issue(visible(path), "The name of this file is not UTF-8, so it has no address", "Rename it.")
    if STEERING.search(path) or "\\" in path:
        message = "The name of this file holds a backslash or a sign that is not seen"
        return _issue(visible(path), message, "Rename it with letters, digits and hyphens.")
    return None


def _end(whole: Path, path: str) -> tuple[str, Issue | None]:
    """The file that a link leads to, by its path in the folder `whole`, or what speaks against reading it."""
    try:
        target = Path(os.path.realpath(whole / path, strict=True))
        kind = target.stat().st_mode
    except (OSError, ValueError) as error:
        what = "to itself" if isinstance(error, OSError) and error.errno == errno.ELOOP else "nowhere"
        return "", _issue(path, f"This is a link that leads {what}", "Put the file in its place, or take it out.")
    if stat.S_ISDIR(kind):
        message = "This is a link to a folder and is not followed"
        hint = "Copy the folder if its files are to be here, or take it out."
        return "", Issue(path, 1, 1, "attachment", message, hint)
    if not target.is_relative_to(whole):
        return "", _issue(path, "This is a link to a file outside the folder", "Copy the file instead.")
    inside = target.relative_to(whole).as_posix()
    if is_hidden(inside):
        message = "This is a link to a file that is hidden or belongs to a tool"
        return "", _issue(path, message, "Copy what may be published.")
    return inside, None if stat.S_ISREG(kind) else _issue(path, _NO_FILE, _INSTEAD)


def may_be_read(root: Path, path: str) -> bool:
    """Whether nothing speaks against reading the file at `path` of the folder `root`.

    For paths that a text names: they may lead anywhere.
    """
    inside = os.path.normpath(path)
    return (
        not Path(inside).is_absolute() and not is_hidden(inside) and not _end(Path(os.path.realpath(root)), inside)[1]
    )


def load(file: Path) -> bytes:
    """The bytes of a file. Raises OSError, also for whatever could be read without end."""
    opened = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(opened, "rb") as stream:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise OSError(errno.EINVAL, "it is no file but a pipe or a device", str(file))
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise OSError(errno.EFBIG, f"no more than {MOST_BYTES / 1e6:,.0f} MB of a text are read", str(file))
    return data


def unreadable(path: str, error: OSError, what: str = "file") -> Issue:
    """The issue that a file cannot be read."""
    hint = "Cut it into parts." if error.errno == errno.EFBIG else "Look at its permissions."
    return _issue(path, f"This {what} cannot be opened: {error.strerror}", hint)


def _issue(path: str, message: str, hint: str) -> Issue:
    return Issue(path, 1, 1, "unreadable", message, hint)
