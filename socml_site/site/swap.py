"""How a new site takes the place of the old one: whole, at once, and cleared up after whoever dies on the way.

A site is built in a work folder beside it, `.<name>.socml-build`. Only one build has it at a time, by a lock that ends
with the process that holds it, so what is found there was left by a build that died.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from socml_site.marker import is_site

if sys.platform != "win32":
    import fcntl

_HERE = -100
"""AT_FDCWD: paths are as seen from the current folder."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""
_MODE = 0o700
_SCRATCH = "new-"
_OLD = "old"
_LOCK = "lock"


class BusyError(Exception):
    """Another build of the same site is running."""


@contextmanager
def building(site: Path) -> Iterator[Path]:
    """A fresh folder beside the site, to build in; temporary files go there too, and it is gone afterwards.

    Heals and clears up what builds that died have left. Raises BusyError, or OSError if this cannot be done.
    """
    work = site.with_name(f".{site.name}.socml-build")
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = _locked(work)
    temporary = tempfile.tempdir
    try:
        _heal(site, work)
        work.chmod(_MODE)
        _clear(site, work)
        scratch = work / f"{_SCRATCH}{secrets.token_hex(8)}"
        scratch.mkdir()
        tempfile.tempdir = str(scratch)
        yield scratch
    finally:
        tempfile.tempdir = temporary
        with suppress(OSError):
            _clear(site, work)
            (work / _LOCK).unlink()
            work.rmdir()
        os.close(lock)


def swap(fresh: Path, site: Path) -> None:
    """Put a new site, built in the folder that `building` gave, in the place of the old one. Raises OSError."""
    fresh.chmod(0o755)
    if not os.path.lexists(site):
        fresh.rename(site)
    elif not _exchanged(fresh, site):
        _step_by_step(fresh, site, fresh.parent.parent / _OLD)


def _exchanged(fresh: Path, site: Path) -> bool:
    """Whether the two have changed places, in one step, by a call that not every file system has."""
    try:
        library = ctypes.CDLL(None)
        if sys.platform == "darwin":
            return not library.renamex_np(os.fsencode(fresh), os.fsencode(site), _EXCHANGE)
        return not library.renameat2(_HERE, os.fsencode(fresh), _HERE, os.fsencode(site), _EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False


def _step_by_step(fresh: Path, site: Path, old: Path) -> None:
    """In two steps; between them there is no site, and the next build would put the old one back."""
    site.rename(old)
    try:
        fresh.rename(site)
    except OSError as error:
        try:
            old.rename(site)
        except OSError:
            what = f"{error.strerror}, and the old site cannot be put back: it is in {old}"
            raise OSError(error.errno, what) from error
        raise
    # Half deleted it would no longer be known for a site; under this name it is cleared up all the same.
    old.rename(fresh)


def _locked(work: Path) -> int:
    """The handle of the lock of a work folder, which is made if need be."""
    while True:
        with suppress(FileExistsError):
            work.mkdir(mode=_MODE)
        if work.is_symlink() or work.is_file():
            raise OSError(errno.ENOTDIR, "a link or file has the name of the folder that a site is built in", str(work))
        try:
            handle = os.open(work / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except FileNotFoundError:
            continue  # A build that ended has just taken it away.
        try:
            _lock(handle)
            if os.path.samestat(os.fstat(handle), (work / _LOCK).lstat()):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock for this process alone: those it starts may outlive it, and would keep a lock of `flock`."""
    if sys.platform == "win32":
        return
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise BusyError from error
    except OSError:
        return  # A file system without locks: of two builds at once the first then fails, and the old site stays.


def _heal(site: Path, work: Path) -> None:
    """Put a site back that a build which died step by step has left aside.

    A work folder that others may look into is none of ours: a repository can bring one, but not one of that mode.
    """
    old = work / _OLD
    if sys.platform != "win32" and stat.S_IMODE(work.stat().st_mode) != _MODE:
        return
    if is_site(old) and not old.is_symlink() and not is_site(site):
        old.rename(site)


def _clear(site: Path, work: Path) -> None:
    """Delete what builds have left; the old site only where a site is in its place, and nothing with another name."""
    old = work / _OLD
    with suppress(OSError):
        old.rmdir()  # The site was an empty folder.
    if is_site(old) and is_site(site):
        old.rename(work / f"{_SCRATCH}{secrets.token_hex(8)}")
    for file in list(work.iterdir()):
        if file.name.startswith(_SCRATCH):
            shutil.rmtree(file, ignore_errors=True)
