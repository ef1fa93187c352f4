"""Where files go: paths of pages and pictures below the event's folder, none of them twice."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from socml_site.importing.values import Media, Origin
from socml_site.minutes.days.written import days
from socml_site.minutes.titles import unrecorded
from socml_site.read.svg import fault_of_drawing
from socml_site.urls import slugify

_INDEX = ("home", "index", "readme")
"""Names of the page that stands for a folder; of several the first is taken."""
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
    (b"RIFF", ".webp"),
    (b"%PDF-", ".pdf"),
)


def event_name(name: str) -> str:
    """The folder of an event for a source of this name: a wiki's clone without its `.wiki`."""
    return slugify(re.sub(r"\.wiki$", "", name, flags=re.IGNORECASE))


def stem_of(origin: Origin) -> str:
    """The name of a file without its ending; conference programs call theirs `meeting.transcript.vtt`."""
    return re.sub(r"\.transcript$", "", PurePosixPath(origin.inside).stem, flags=re.IGNORECASE)


class Places:
    """Gives out paths, each once; compared without case, since some systems do not know it."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._taken: set[str] = set()

    def page(self, origin: Origin, index: bool) -> str:
        """The path of a page: `index.md` at the top if it is the index, else below the prefix by its own name."""
        if index:
            return self._unique("index", ".md")
        pure = PurePosixPath(origin.inside)
        folders = self._folders(pure)
        name = slugify(stem_of(origin))
        if name in _INDEX:
            # `readme.md` and `index.md` would be the page of their folder.
            above = folders[-1] if folders else slugify(origin.root.name)
            name, folders = (above, folders[:-1]) if folders else (f"{above}-{name}", folders)
        return self._unique("/".join([*self._start(), *folders, name]), ".md")

    def attachment(self, origin: Origin) -> str:
        """The path of a file that is taken along as it is."""
        pure = PurePosixPath(origin.inside)
        return self._unique("/".join([*self._start(), *self._folders(pure), slugify(pure.stem)]), pure.suffix.lower())

    def beside(self, page: str, name: str, ending: str) -> str:
        """The path of a file that belongs to a page: in a folder of its own, `<page>-files`."""
        stem = slugify(PurePosixPath(page).parent.name or "event") if page == "index.md" else PurePosixPath(page).stem
        folder = (PurePosixPath(page).parent / f"{stem}-files").as_posix()
        return self._unique(f"{folder}/{slugify(name)}", ending)

    def _start(self) -> list[str]:
        return [self._prefix] if self._prefix else []

    def _folders(self, pure: PurePosixPath) -> list[str]:
        folders = [slugify(part) for part in pure.parts[:-1]]
        return folders[1:] if folders and folders[0] == self._prefix else folders

    def _unique(self, stem: str, ending: str) -> str:
        path, number = f"{stem}{ending}", 2
        while path.casefold() in self._taken:
            path, number = f"{stem}-{number}{ending}", number + 1
        self._taken.add(path.casefold())
        return path


def index_of(origins: tuple[Origin, ...]) -> Origin | None:
    """The file that stands for the whole: `Home`, `index` or `README` at the top of a folder."""
    top = [one for one in origins if not one.alone and "/" not in one.inside]
    for name in _INDEX:
        for one in top:
            if PurePosixPath(one.inside).stem.lower() == name:
                return one
    return None


def picture_ending(media: Media) -> str:
    """The ending of a picture by its first bytes; empty if it is none that browsers show, or one that may run."""
    for signature, ending in _SIGNATURES:
        if media.data.startswith(signature):
            return ending if ending != ".webp" or media.data[8:12] == b"WEBP" else ""
    if media.data[4:12] in (b"ftypavif", b"ftypavis"):
        return ".avif"
    return ".svg" if is_drawing(media) and fault_of_drawing(media.data) is None else ""


def is_drawing(media: Media) -> bool:
    """Whether a picture looks like an .svg, in whatever encoding."""
    return b"svg" in media.data[:2000].replace(b"\0", b"").lower()


def title_from_name(stem: str) -> str:
    """What a file calls itself by its name: words without the day, or nothing if there are no words."""
    words = re.sub(r"[\s_]+", " ", re.sub(r"(?<=\w)-(?=\w)", " ", _without_days(unrecorded(stem))))
    words = words.strip(" -–—.,()[]")
    return words[:1].upper() + words[1:] if re.search(r"[^\W\d_]{2}", words) else ""


def _without_days(stem: str) -> str:
    for day in reversed(list(days(stem))):
        stem = f"{stem[: day.start]} {stem[day.end :]}"
    return stem
