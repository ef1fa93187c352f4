"""Counts what became of every Markdown file of a folder: a page of the site, an issue, or lost.

    python -m tests.accounting FOLDER SITE

builds FOLDER into SITE with `socml build`, checks it, and says which files, and which words of them, are nowhere.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from socml_site import layout
from socml_site.model import SourcePath
from socml_site.read.files import MARKDOWN
from socml_site.read.source import read_source
from socml_site.read.walk import SKIPPED_FOLDERS
from tests.commands import socml

_WORD = re.compile(r"[^\W\d_]{4,}")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|\[\[_?TOC_?\]\]|&\w{2,8};|data:[\w/;+.-]+,\S+", re.DOTALL)


def files_of(root: Path) -> Iterator[str]:
    """The Markdown files of a folder, without what belongs to tools."""
    for file in sorted(root.rglob("*")):
        path = file.relative_to(root)
        hidden = any(part.startswith(".") or part in SKIPPED_FOLDERS for part in path.parts)
        if file.is_file() and file.suffix.lower() in MARKDOWN and not hidden:
            yield path.as_posix()


def unaccounted(root: Path, site: Path, faulty: frozenset[str]) -> list[str]:
    """The files that have neither a page nor an issue; `faulty` are the paths that issues name."""
    files = tuple(files_of(root))
    names = frozenset(files)
    return [path for path in files if path not in faulty and not _page(site, path, names).is_file()]


def lost_words(root: Path, site: Path, faulty: frozenset[str]) -> dict[str, set[str]]:
    """For each file with a page the words that are neither on it nor on the pages of its sessions."""
    files = tuple(files_of(root))
    names = frozenset(files)
    lost = {}
    for path in files:
        page = _page(site, path, names)
        source, _ = read_source(SourcePath(path), (root / path).read_bytes())
        if source.unread or path in faulty or not page.is_file():
            continue
        wanted = {word.casefold() for word in _WORD.findall(_MARKUP.sub(" ", source.text))}
        missing = wanted - _words(page)
        if missing:
            missing -= {word for part in page.parent.glob("*/index.html") for word in _words(part)}
        if missing:
            lost[path] = missing
    return lost


def _page(site: Path, path: str, names: frozenset[str]) -> Path:
    return site / layout.url_of(SourcePath(path), names) / "index.html"


def _words(page: Path) -> set[str]:
    """All words of a page, those of its addresses included."""
    return {word.casefold() for word in _WORD.findall(html.unescape(page.read_text(encoding="utf-8")))}


def issues_of(root: Path) -> frozenset[str]:
    """The files of which `socml check` says that something is wrong, as paths below `root`."""
    done = socml("check", ".", "--format", "json", cwd=root)
    return frozenset(
        one["path"] for one in json.loads(done.stdout) if one["severity"] != "hint" or one["code"] == "unpublished"
    )


def main(arguments: list[str]) -> int:
    """Build, count and say."""
    root, site = Path(arguments[0]).resolve(), Path(arguments[1]).resolve()
    done = socml("build", str(root), "--site-dir", str(site), seconds=1800)
    print(done.stdout.strip().splitlines()[-1] if done.stdout else done.stderr)
    faulty = issues_of(root)
    missing = unaccounted(root, site, faulty)
    lost = lost_words(root, site, faulty)
    print(f"{len(tuple(files_of(root))):,} Markdown files, {len(missing)} of them neither on the site nor in an issue.")
    for path in missing:
        print(f"  {path}")
    print(f"{len(lost)} pages lack words of their files.")
    for path, words in lost.items():
        print(f"  {path}: {' '.join(sorted(words)[:12])}")
    return 1 if missing or lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
