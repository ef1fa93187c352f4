"""What lies in a folder: each entry judged by what it is, or by what it leads to, before anything is opened.

A stranger's pull request brings whatever git can hold: links to what is hidden beside the content or outside it, links
that go round in a circle, names that are no text. An unpacked archive brings pipes and devices too.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from socml_site.issues import STEERING, Issue, visible
from socml_site.marker import is_site

SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "venv", "site"})
MOST_BYTES = 20_000_000
"""Bytes of a file that is read; minutes are smaller."""
_NO_UTF_8 = re.compile("[\ud800-\udfff]")
_NO_FILE = "This is no file but a pipe, a socket or a device"


def _nothing(path: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Walked:
    """The files of a folder by their path in it, in order, and what else lies there."""

    files: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


def walk_folder(root: Path, excluded: Callable[[str], bool] = _nothing) -> Walked:
    """Everything in `root` that may be read, but what is `excluded`.

    Names that begin with a dot and folders of tools are left out. Links to files are judged by where they lead, and
    links to folders are not followed: what lies in the folder is read where it is.
    """
    files: list[str] = []
    issues: list[Issue] = []
    for path, fault in _entries(root):
        if excluded(path) or (fault is not None and excluded(f"{path}/")):
            continue
        if fault is None:
            files.append(path)
        else:
            issues.append(fault)
    return Walked(tuple(sorted(files)), tuple(sorted(issues)))


def _entries(root: Path) -> Iterator[tuple[str, Issue | None]]:
    """Each file with its path, and each entry that is none with what is wrong with it."""
    whole = Path(os.path.realpath(root))
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield folder or ".", unreadable(folder or ".", error, "folder")
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}".removeprefix("/")
            if _left_out(entry):
                continue
            fault = _name_fault(path) or _fault(whole, path, entry)
            if fault is None and entry.is_dir(follow_symlinks=False):
                folders.append(path)
            else:
                yield path, fault


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


def _fault(root: Path, path: str, entry: os.DirEntry[str]) -> Issue | None:
    if entry.is_symlink():
        return _link_fault(root, path)
    if entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False):
        return None
    return _issue(path, _NO_FILE, "Take it out, or put a file in its place.")


def _link_fault(root: Path, path: str) -> Issue | None:
    """What speaks against reading a link; `root` is the whole path of the folder."""
    try:
        target = Path(os.path.realpath(root / path, strict=True))
        kind = target.stat().st_mode
    except OSError as error:
        what = "to itself" if error.errno == errno.ELOOP else "nowhere"
        return _issue(path, f"This is a link that leads {what}", "Put the file in its place, or take it out.")
    if stat.S_ISDIR(kind):
        message = "This is a link to a folder and is not followed"
        return Issue(path, 1, 1, "attachment", message, "Copy the folder if its files are to be here, or take it out.")
    if not target.is_relative_to(root):
        return _issue(path, "This is a link to a file outside the folder", "Copy the file instead.")
    if is_hidden(os.path.relpath(target, root)):
        message = "This is a link to a file that is hidden or belongs to a tool"
        return _issue(path, message, "Copy what may be published.")
    if not stat.S_ISREG(kind):
        return _issue(path, _NO_FILE, "Take it out, or put a file in its place.")
    return None


def fault_of(root: Path, path: str) -> str:
    """What speaks against reading the file at `path` of the folder `root`, in a sentence; empty if nothing does.

    For paths that a text names: they may lead anywhere.
    """
    whole, inside = Path(os.path.realpath(root)), os.path.normpath(path)
    if Path(inside).is_absolute() or is_hidden(inside):
        return "It is hidden or outside the folder."
    try:
        target = Path(os.path.realpath(whole / inside, strict=True))
        regular = stat.S_ISREG(target.stat().st_mode)
    except (OSError, ValueError):
        return "It is not there."
    if not target.is_relative_to(whole) or is_hidden(os.path.relpath(target, whole)):
        return "It is hidden or outside the folder."
    return "" if regular else "It is no file."


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
