"""Whether a site may be built into a folder, since a build deletes what was there.

Folders are compared as the file system knows them, so that links, `..` and another case of letters make no difference.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from socml_site.marker import is_site
from socml_site.read.walk import SKIPPED_FOLDERS


def refusal(site: Path, content: Path) -> str:
    """Why the site of a content folder may not take the place of the folder `site`; empty if it may.

    Only a site that socml has marked is replaced, or an empty folder, and never one that somebody works in.
    """
    whole = Path(os.path.realpath(site))
    if site.is_symlink() and not whole.exists():
        return f"{site} is a link that leads nowhere. Make the folder it leads to, or name another one for the site."
    if os.path.lexists(whole) and not whole.is_dir():
        return f"{site} is a file. Name a folder for the site."
    for what, folder in _somebodys():
        if _holds(whole, folder):
            return f"{site} is or holds {what}. Name another folder for the site."
    if whole.is_dir() and not is_site(whole) and any(whole.iterdir()):
        return (
            f"{site} holds something that is no site of socml's: it has no marker. If it is a site from before there"
            " were markers, or another program's, delete it yourself; else name another folder for the site."
        )
    return danger(site, content)


def danger(site: Path, content: Path) -> str:
    """What speaks against emptying the folder `site` and filling it with the site of `content`; empty if nothing."""
    whole, minutes = Path(os.path.realpath(site)), Path(os.path.realpath(content))
    if _holds(whole, minutes):
        return f"{site} is or holds the minutes in {content}. Name another folder for the site."
    between = _between(minutes, whole)
    if between and not any(name.startswith(".") or name in SKIPPED_FOLDERS for name in between):
        return f"{site} lies among the minutes, which are read again. Name a folder outside of {content} for the site."
    if any(part.casefold() == ".git" for part in whole.parts) or any(_repositories(whole)):
        return f"{site} holds a git repository, or is part of one's .git. Name another folder for the site."
    return ""


def _somebodys() -> Iterator[tuple[str, Path]]:
    """Folders that somebody works in, whatever is in them."""
    yield "the folder you are in", Path.cwd()
    with suppress(RuntimeError):
        yield "your home folder", Path(os.path.realpath(Path.home()))


def _holds(outer: Path, inner: Path) -> bool:
    """Whether a folder is the other one or above it."""
    return any(_same(outer, one) for one in (inner, *inner.parents))


def _between(outer: Path, inner: Path) -> tuple[str, ...]:
    """The names on the way from a folder down to one in it; none if it is not in it."""
    for one in inner.parents:
        if _same(outer, one):
            return inner.relative_to(one).parts
    return ()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _repositories(folder: Path) -> Iterator[str]:
    for _, folders, files in os.walk(folder):
        yield from (name for name in (*folders, *files) if name.casefold() == ".git")
