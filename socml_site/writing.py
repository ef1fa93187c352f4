"""The one way a file is written that others can have a hand in: into content, into the cache, beside a site.

A stranger's pull request may have brought a link, a pipe or a folder under any name that can be foreseen. So the bytes
go into a fresh file whose name cannot, beside the target and below the root that is written to, and that file takes the
target's place. No link is followed, and whoever reads the target sees the old file or the new one.
"""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ANEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_READ = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_MOST = 50_000_000
"""Bytes that are read back at most: cards and markers have some thousands."""


def replace(file: Path, data: bytes, root: Path) -> None:
    """Put new contents into a user's own file below `root`. It keeps its mode, and is whole also after a power cut.

    Raises OSError if it is no plain file or lies elsewhere; then nothing has changed.
    """
    target = _below(file, root)
    mode = target.lstat().st_mode
    _plain(target, mode)
    with _fresh(target.parent, data, stat.S_IMODE(mode), lasting=True) as part:
        part.replace(target)


def create(file: Path, data: bytes, root: Path) -> None:
    """Write a new file below `root`, with the folders it needs.

    Raises FileExistsError if anything has its name, a link that leads nowhere too, and OSError as `replace` does.
    """
    target = _below(file, root)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _fresh(target.parent, data) as part:
        try:
            os.link(part, target)
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links.
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from None
            part.rename(target)


def put(file: Path, data: bytes, root: Path) -> None:
    """Write a file of socml's own below `root`, new or over the one from before. Raises OSError as `replace` does."""
    target = _below(file, root)
    target.parent.mkdir(parents=True, exist_ok=True)
    if os.path.lexists(target):
        _plain(target, target.lstat().st_mode)
    with _fresh(target.parent, data) as part:
        part.replace(target)


def read(file: Path, root: Path) -> bytes:
    """Read back what `put` wrote. Raises OSError if it is not there, is no plain file, or lies elsewhere."""
    handle = os.open(_below(file, root), _READ)
    with os.fdopen(handle, "rb") as opened:
        _plain(file, os.fstat(handle).st_mode)
        return opened.read(_MOST)


def _below(file: Path, root: Path) -> Path:
    """The file by the true path of its folder, which is below the true path of the root."""
    folder = Path(os.path.realpath(file.parent))
    if not folder.is_relative_to(os.path.realpath(root)):
        raise OSError(errno.ELOOP, f"a link in its path leads out of {root}", str(file))
    return folder / file.name


def _plain(file: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        what = "a link" if stat.S_ISLNK(mode) else "no plain file"
        raise OSError(errno.EINVAL, f"{what} stands in its place", str(file))


@contextmanager
def _fresh(folder: Path, data: bytes, mode: int | None = None, lasting: bool = False) -> Iterator[Path]:
    """A file with these bytes that nobody else knows; it is gone afterwards unless it was moved."""
    part = folder / f".socml-{secrets.token_hex(8)}"
    handle = os.open(part, _ANEW, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            if mode is not None:
                part.chmod(mode)
            out.write(data)
            if lasting:
                out.flush()
                os.fsync(handle)
        yield part
        if lasting:
            _keep(folder)
    finally:
        part.unlink(missing_ok=True)


def _keep(folder: Path) -> None:
    """Have the new name of a file outlast a power cut, where the system can open folders."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
