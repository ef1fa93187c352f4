"""A built site, checked from outside: every link and anchor leads somewhere, nothing calls another host or runs.

It reads only the HTML that a browser would be given, so it proves the whole chain and not one stage.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from socml_site.issues import Issue

_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "embed": "src",
}
_SKIPPED = ("pagefind/",)


@dataclass(slots=True)
class _Seen:
    """What one page holds: its ids, and its links and loads with their places."""

    ids: set[str] = field(default_factory=set)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    loads: list[tuple[str, int, int]] = field(default_factory=list)
    runs: list[tuple[str, int, int]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = _Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, col = self.getpos()
        values = {name: value or "" for name, value in attrs}
        for name in ("id", "name" if tag == "a" else "id"):
            if values.get(name):
                self.seen.ids.add(values[name])
        if tag == "a" and "href" in values:
            self.seen.links.append((values["href"], line, col + 1))
        if tag in _LOADS and values.get(_LOADS[tag]):
            self.seen.loads.append((values[_LOADS[tag]], line, col + 1))
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload", "modulepreload"):
            self.seen.loads.append((values.get("href", ""), line, col + 1))
        for name, value in values.items():
            if name.startswith("on") or re.match(r"\s*(?:javascript|vbscript):", value, re.IGNORECASE):
                self.seen.runs.append((f"{name} of <{tag}>", line, col + 1))


def check_built(site: Path) -> tuple[Issue, ...]:
    """What is broken or unsafe in the built site at `site`; paths are relative to it."""
    pages = {file.relative_to(site).as_posix(): _read(file) for file in sorted(site.rglob("*.html"))}
    pages = {path: seen for path, seen in pages.items() if not path.startswith(_SKIPPED)}
    issues: list[Issue] = []
    for path, seen in pages.items():
        issues += _links(path, seen, pages, site)
        issues += _loads(path, seen, site)
        for what, line, col in seen.runs:
            issues.append(Issue(path, line, col, "unsafe", f"Something runs here: {what}"))
    return tuple(sorted(set(issues)))


def _read(file: Path) -> _Seen:
    reader = _Reader()
    reader.feed(file.read_text(encoding="utf-8"))
    reader.close()
    return reader.seen


def _local(path: str, address: str) -> str | None:
    """The file of the site that an address on page `path` means, or None if it leads elsewhere."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or path == "404.html":
        return None
    if not parts.path:
        return path
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", ".."):
        target = posixpath.join(target, "index.html")
    return target.removeprefix("./")


def _links(path: str, seen: _Seen, pages: dict[str, _Seen], site: Path) -> Iterator[Issue]:
    for address, line, col in seen.links:
        target = _local(path, address)
        if target is None:
            continue
        fragment = unquote(urlsplit(address).fragment)
        if target in pages:
            if fragment and fragment not in pages[target].ids:
                yield Issue(path, line, col, "anchor", f"{target} has no #{fragment}")
        elif target.startswith("..") or not (site / target).is_file():
            yield Issue(path, line, col, "link", f"There is no {address}")


def _loads(path: str, seen: _Seen, site: Path) -> Iterator[Issue]:
    for address, line, col in seen.loads:
        if address.startswith("data:"):
            continue
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            yield Issue(path, line, col, "unsafe", f"A reader's browser would call {parts.netloc or address}")
        else:
            target = _local(path, address)
            if target is not None and not (site / target).is_file():
                yield Issue(path, line, col, "link", f"There is no {address}")
