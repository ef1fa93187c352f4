"""Where things stand: from a file's path to its address, its kind and its event.

The layout of a socml wiki is fixed (`events/<event>/sessions/`, `guide/`, `tips/`, `reports/`); in any other folder of
minutes each folder is taken for an event and each file for a session.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import PurePosixPath

from socml_site.model import Kind, SitePath, SourcePath

LISTS = ("sessions", "events", "people", "topics", "reports", "tips", "guide")
"""The pages that list all of one kind, and their folders."""
REGISTERS = ("decisions", "actions", "questions", "reading")
"""The pages that gather what was said in all minutes; a folder of that name holds minutes like any other."""
OFFLINE = SitePath("offline/")
"""The page that lets a reader keep the wiki."""
ARCHIVE = "wiki.zip"
"""The file that holds the whole wiki, for readers without a network."""
FURTHER_PAGE = re.compile(rf"^(?:{'|'.join((*LISTS, *REGISTERS))})/(?:.*/)?page/\d+/$")
"""Addresses of the second and further pages of long lists."""
GENERATED = frozenset(
    {*(SitePath(f"{name}/") for name in (*LISTS, *REGISTERS, "search", "graph")), OFFLINE, SitePath("")}
)
"""Pages that exist whatever the content."""

_KIND_OF_FOLDER = {"sessions": Kind.SESSION, "reports": Kind.REPORT, "tips": Kind.TIP, "guide": Kind.GUIDE}
_ABOUT_THE_FOLDER = frozenset(
    {"contributing", "license", "code_of_conduct", "security", "changelog", "support", "governance", "authors"}
)


_TEMPLATE = re.compile(r"(?:^|[-_. ])templates?(?:$|[-_. ])", re.IGNORECASE)


def is_index(path: str, files: frozenset[str]) -> bool:
    """Whether the file stands for its folder: `index.md`, or `README.md` where there is no `index.md`."""
    pure = PurePosixPath(path)
    name = pure.stem.lower()
    return name == "index" or (name == "readme" and (pure.parent / "index.md").as_posix() not in files)


def url_of(path: SourcePath, files: frozenset[str]) -> SitePath:
    """The address of a source file, which is its path, without the characters that end a path in an address."""
    pure = PurePosixPath(re.sub(r"[?#%]", "-", path))
    page = pure.parent if is_index(path, files) else pure.with_suffix("")
    return SitePath("" if page == PurePosixPath() else f"{page.as_posix()}/")


def kind_of(path: SourcePath, files: frozenset[str]) -> Kind:
    """The kind of a file whose front matter does not say."""
    pure = PurePosixPath(path)
    folders, index = pure.parts[:-1], is_index(path, files)
    if not folders and index:
        return Kind.HOME
    if index and (folders[0] in LISTS and len(folders) == 1):
        return Kind.PAGE
    if folders[:1] == ("events",):
        if index and len(folders) == 2:
            return Kind.EVENT
    elif index and _has_others(path, files):
        return Kind.EVENT
    if folders and folders[-1] in _KIND_OF_FOLDER:
        return _KIND_OF_FOLDER[folders[-1]]
    if folders and folders[0] in _KIND_OF_FOLDER:
        return _KIND_OF_FOLDER[folders[0]]
    if _TEMPLATE.search(pure.stem) or any(_TEMPLATE.search(folder) for folder in folders):
        # What minutes are to be made of is no minutes.
        return Kind.PAGE
    if pure.stem.lower() in _ABOUT_THE_FOLDER or (pure.stem.lower() == "readme" and not index):
        return Kind.PAGE
    return Kind.SESSION


def _has_others(path: str, files: frozenset[str]) -> bool:
    """Whether another Markdown file lies in the folder of this one."""
    own = path.endswith(".md") and path in files
    return _pages_in(files)[path.rpartition("/")[0]] > own


@functools.lru_cache(maxsize=4)
def _pages_in(files: frozenset[str]) -> Counter[str]:
    """How many Markdown files each folder holds: counted once for all files of a wiki, which ask one after another."""
    return Counter(path.rpartition("/")[0] for path in files if path.endswith(".md"))


def event_key(path: SourcePath) -> str:
    """The event a file belongs to by its place, or the empty string."""
    folders = PurePosixPath(path).parts[:-1]
    if folders[:1] == ("events",):
        return folders[1] if len(folders) > 1 else ""
    if not folders or folders[0] in LISTS:
        return ""
    return "/".join(folders[:-1] if len(folders) > 1 and folders[-1] == "sessions" else folders)


def event_title(key: str) -> str:
    """What an event is called that is only a folder."""
    words = (re.sub(r"[-_\s]+", " ", part).strip() for part in key.split("/"))
    return " / ".join(word[:1].upper() + word[1:] for word in words if word)


def schedule_url(event: SitePath) -> SitePath:
    """The address of an event's schedule."""
    return SitePath(f"{event}schedule/")
