"""Addresses that the wiki writes itself, which no file of the content may have.

Else a stranger's `api/v1/sessions.json` would be what programs read, and a broken `pagefind/` the end of search. They
are compared without case and by the letters' meaning, since some file systems know no difference.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator

from socml_site.assets import theme_folder
from socml_site.layout import ARCHIVE, FURTHER_PAGE, GENERATED
from socml_site.marker import MARKER

_BESIDE = frozenset({"index.html", "index.md", "feed.xml", "feed.json", "calendar.ics", "cite.bib", "cite.json"})
"""Names of files that stand beside pages."""
_FILES = frozenset(
    {"404.html", "llms.txt", "sitemap.xml", "sitemap.xml.gz", "offline.json", "sw.js", ARCHIVE, MARKER}
    | {"search/words.txt", "graph/graph.json"}
    | {"assets/words.js", "assets/offline-words.js", "assets/images/favicon.png"}
)
_FOLDERS = ("pagefind/", "api/v1/", "assets/cards/")
_PAGES_BELOW = ("events", "people", "topics")
"""Folders in which each folder may be a page that is made of no file."""


def is_reserved_page(url: str) -> bool:
    """Whether a page may not have this address, which ends in a slash."""
    key = _key(url)
    wanted = key == "search/" or FURTHER_PAGE.search(key) or key.startswith(_FOLDERS)
    return bool(wanted) or any(path in _files() or path.rpartition("/")[2] in _BESIDE for path in _above(key))


def reserved_files(paths: Iterable[str], pages: Iterable[str]) -> Iterator[str]:
    """Those of the files to be published that have an address the wiki needs; `pages` are those of all documents."""
    known = {_key(page) for page in pages}
    folders = {path for page in known for path in _above(page)} | _folders()
    for path in paths:
        key = _key(path)
        inside = key in folders or key.startswith(_FOLDERS)
        if inside or any(one in _files() or _is_beside(one, known) for one in (key, *_above(key))):
            yield path


def _is_beside(path: str, pages: set[str]) -> bool:
    """Whether a path is that of a file beside a page."""
    folder, _, name = path.rpartition("/")
    if name not in _BESIDE:
        return False
    parts = folder.split("/")
    return (
        f"{folder}/" in pages
        or f"{folder}/" in _generated()
        or not folder
        or (len(parts) == 2 and parts[0] in _PAGES_BELOW)
    )


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _above(path: str) -> Iterator[str]:
    """The paths of all folders on the way to a file, or to a page, whose own folder is the last."""
    for at, sign in enumerate(path):
        if sign == "/":
            yield path[:at]


@functools.cache
def _files() -> frozenset[str]:
    """Files that are always at their place, those of the theme among them."""
    theme = theme_folder()
    assets = (file.relative_to(theme).as_posix() for file in (theme / "assets").rglob("*") if file.is_file())
    return _FILES | frozenset(map(_key, assets))


@functools.cache
def _generated() -> frozenset[str]:
    return frozenset(map(str, GENERATED))


@functools.cache
def _folders() -> frozenset[str]:
    """Folders that are always at their place."""
    return frozenset(folder for path in (*_files(), *_generated(), *_FOLDERS) for folder in _above(path))
