"""Where things stand: from a file's path to its address, its kind and its event.

The layout of a socml wiki is fixed (`events/<event>/sessions/`, `guide/`, `tips/`, `reports/`); in any other folder of
minutes each folder is taken for an event and each file for a session.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

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


def theme_folder() -> Path:
    """Where templates and assets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "theme"
    return inside if inside.is_dir() else package.parent / "theme"


def slugify(text: str) -> str:
    """A word for addresses: lower case, letters of any script and digits, hyphens between; accents fall away."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    slug = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", bare)).strip("-")
    return slug[:80].rstrip("-") or hashlib.sha256(text.encode()).hexdigest()[:8]


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
    elif index and any(_beside(path, other) for other in files):
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


def _beside(path: str, other: str) -> bool:
    return other != path and other.endswith(".md") and PurePosixPath(other).parent == PurePosixPath(path).parent


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


def unique_url(folder: str, name: str, taken: Iterable[SitePath]) -> SitePath:
    """An address below `folder` for `name` that nothing else has."""
    known, slug, number = set(taken), slugify(name), 2
    url = SitePath(f"{folder}/{slug}/")
    while url in known:
        url, number = SitePath(f"{folder}/{slug}-{number}/"), number + 1
    return url


def relative_url(target: str, page: str) -> str:
    """The address of `target` (a site path, perhaps with a fragment) as seen from `page`, percent-encoded.

    Relative addresses make a site work below any path.
    """
    path, mark, fragment = target.partition("#")
    if mark or "?" in path:
        path, question, query = path.partition("?")
        address = "" if mark and path == page else _relative_path(path, page)
        return f"{address}{question}{query}{mark}{quote(fragment, safe='~:@!$&()*+,;=/?%')}"
    return _relative_path(path, page)


@functools.lru_cache(maxsize=65536)
def _quoted(path: str) -> str:
    return quote(path, safe="/~:@!$&'()*+,;=")


def _relative_path(path: str, page: str) -> str:
    here = page.split("/")[:-1]
    there = path.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    down = "/".join(there[common:])
    up = "../" * (len(here) - common)
    address = up + _quoted(down) or "./"
    # Else a folder called `javascript:` would be a scheme.
    return f"./{address}" if ":" in address.partition("/")[0] else address


SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
HARMFUL_SCHEMES = frozenset({"javascript", "vbscript", "data", "file", "blob", "filesystem", "about"})


def safe_url(url: str) -> bool:
    """Whether a browser that follows this address stays with the web and mail."""
    return _scheme(url) in {"", *SAFE_SCHEMES}


def harmful_url(url: str) -> bool:
    """Whether an address is of a kind that runs something or reads files; others not safe are merely of no use."""
    return _scheme(url) in HARMFUL_SCHEMES


def _scheme(url: str) -> str:
    scheme, colon, _ = re.sub(r"[\x00-\x20]+", "", url).partition(":")
    return scheme.lower() if colon and not re.search(r"[/?#]", scheme) else ""
