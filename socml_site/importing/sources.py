"""Which files a source holds, and which of them can be imported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from socml_site.importing.values import MOST_BYTES, Origin
from socml_site.marker import site_around
from socml_site.read.attachments import ATTACHMENTS
from socml_site.read.files import MARKDOWN
from socml_site.read.walk import walk_folder

FORMS = {
    **dict.fromkeys(MARKDOWN, "markdown"),
    ".txt": "text",
    ".vtt": "vtt",
    ".srt": "srt",
    ".docx": "docx",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".mediawiki": "mediawiki",
    ".wiki": "mediawiki",
}
"""Endings of files that become pages, with the name of their format."""
BY_PANDOC = frozenset({"docx", "odt", "html", "mediawiki"})
MOST_FILES = 20_000
"""Files looked at in one folder."""
_WIKI_PARTS = frozenset({"_sidebar", "_footer", "_header"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources hold: files to convert, files to take along as they are, and what cannot be imported and why.

    `missing` are sources that are not there.
    """

    origins: tuple[Origin, ...] = ()
    attachments: tuple[Origin, ...] = ()
    refused: tuple[tuple[Path, str], ...] = ()
    missing: tuple[Path, ...] = ()


def find(sources: Sequence[Path]) -> Found:
    """All files of the sources, each once, in the order named and then by path."""
    origins: dict[Path, Origin] = {}
    attachments: dict[Path, Origin] = {}
    refused: dict[Path, str] = {}
    missing = []
    for source in sources:
        if not source.exists():
            missing.append(source)
            continue
        if site_around(source):
            refused[source] = "This is part of a site that socml built. Import what it was built from."
            continue
        for origin, fault in _of_folder(source) if source.is_dir() else [_alone(source)]:
            if fault:
                refused.setdefault(origin.path, fault)
            else:
                (origins if origin.form else attachments).setdefault(origin.path.resolve(), origin)
    return Found(tuple(origins.values()), tuple(attachments.values()), tuple(refused.items()), tuple(missing))


def _alone(path: Path) -> tuple[Origin, str]:
    form = FORMS.get(path.suffix.lower(), "")
    fault = "" if form else f"{_ending(path)} cannot be imported. {_KNOWN}"
    return Origin(path, path.name, path.parent.resolve(), form, alone=True), fault or _fault(path)


def _of_folder(root: Path) -> Iterator[tuple[Origin, str]]:
    root = root.resolve()
    walked = walk_folder(root, lambda path: PurePosixPath(path).name.startswith("~$"))
    files = walked.files
    wiki = is_wiki(root, files)
    for issue in walked.issues:
        yield Origin(root / issue.path, issue.path, root, ""), f"{issue.message}. {issue.hint}".strip()
    for inside in files[:MOST_FILES]:
        path = root / inside
        form = FORMS.get(path.suffix.lower(), "")
        origin = Origin(path, inside, root, form, wiki)
        if not form and path.suffix.lower() not in ATTACHMENTS:
            yield origin, f"{_ending(path)} cannot be imported. {_KNOWN}"
        else:
            yield origin, _fault(path)
    for inside in files[MOST_FILES:]:
        yield (
            Origin(root / inside, inside, root, ""),
            f"Only {MOST_FILES:,} files are read at once. Import parts of it.",
        )


def is_wiki(root: Path, files: Sequence[str]) -> bool:
    """Whether a folder is a clone of a wiki on GitHub (or another Gollum): pages named in a flat space of their own.

    Its folder ends in `.wiki`, or it has a side bar, or a page `Home` at its top.
    """
    stems = {PurePosixPath(path).stem.lower() for path in files if "/" not in path}
    markdown = {PurePosixPath(path).stem for path in files if "/" not in path and path.lower().endswith(MARKDOWN)}
    return root.name.endswith(".wiki") or bool(stems & _WIKI_PARTS) or "Home" in markdown


def wiki_part(origin: Origin) -> str:
    """`sidebar`, `footer` or `header` if the file is that part of every page of a wiki, else nothing."""
    stem = PurePosixPath(origin.inside).stem.lower()
    return stem[1:] if origin.wiki and stem in _WIKI_PARTS else ""


def _fault(path: Path) -> str:
    try:
        if not path.is_file():
            return "This is no file that can be read."
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError as error:
        return f"It cannot be opened: {error.strerror}."
    if size > MOST_BYTES:
        return f"It has {size / 1e6:,.0f} MB; no more than {MOST_BYTES / 1e6:,.0f} MB are imported. Cut it into parts."
    return ""


def _ending(path: Path) -> str:
    ending = re.sub(r"[^\w.+-]", "?", path.suffix)
    return f"A file ending in {ending}" if ending else "A file without an ending"


_KNOWN = f"Known are {', '.join(sorted(FORMS))}."
