"""A built site, checked from outside: every link and anchor leads somewhere, nothing calls another host or runs.

It reads only what readers would be given: HTML, drawings, Atom feeds and the files of the API. So it proves the whole
chain and not one stage.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from socml_site.issues import Issue
from socml_site.read.svg import fault_of_drawing

_LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "audio": "src",
    "video": "src",
    "source": "src",
    "embed": "src",
    "object": "data",
    "form": "action",
    "base": "href",
}
"""By element the attribute whose address a browser calls without being told to follow a link."""
_LINKED = frozenset({"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "apple-touch-icon"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
_RUNS = re.compile(r"(?:javascript|vbscript):|data:(?!image/)", re.IGNORECASE)
_STYLE_URL = re.compile(r"""(?:url\(|@import)\s*["']?(?!url\()([^"')\s;]+)""", re.IGNORECASE)
_REFRESH_URL = re.compile(r"""url\s*=\s*["']?([^"'\s]+)""", re.IGNORECASE)
_NO_SCRIPT = frozenset({"application/json", "application/ld+json"})
_SKIPPED = ("pagefind/",)
_BASE = re.compile(r'<feed [^>]*xml:base="([^"]*)"')
_FEED_LINK = re.compile(r'<link [^>]*href="([^"]*)"')
_DATA_LINK = re.compile(r'"(?:url|markdown)":("(?:[^"\\]|\\.)*")')


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
        self._in_main = self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, col = self.getpos()
        values = {name: value or "" for name, value in attrs}
        for name in ("id", "name" if tag == "a" else "id"):
            if values.get(name):
                self.seen.ids.add(values[name])
        if tag == "a" and "href" in values:
            self.seen.links.append((values["href"], line, col + 1))
        self._in_main |= tag == "main"
        self._in_style = tag == "style"
        for address in _loaded(tag, values):
            self.seen.loads.append((address, line, col + 1))
        for name, value in values.items():
            # Browsers ignore white space and control characters in the scheme of an address.
            bare = re.sub(r"[\x00-\x20]+", "", value)
            if name.startswith("on") or name == "srcdoc" or (name in _ADDRESSES and _RUNS.match(bare) and tag != "img"):
                self.seen.runs.append((f"{name} of <{tag}>", line, col + 1))
        # The shell has a script of its own; between the minutes' words there is none.
        if tag == "script" and self._in_main and "src" not in values and values.get("type") not in _NO_SCRIPT:
            self.seen.runs.append(("<script>", line, col + 1))

    def handle_endtag(self, tag: str) -> None:
        self._in_main &= tag != "main"
        self._in_style &= tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            line, col = self.getpos()
            self.seen.loads += [(address, line, col + 1) for address in _STYLE_URL.findall(data)]


def _loaded(tag: str, values: dict[str, str]) -> Iterator[str]:
    """The addresses that a browser calls on meeting an element."""
    if values.get(_LOADS.get(tag, "")):
        yield values[_LOADS[tag]]
    if tag == "link" and _LINKED & set(values.get("rel", "").lower().split()):
        yield values.get("href", "")
    if values.get("poster"):
        yield values["poster"]
    for candidate in values.get("srcset", "").split(","):
        if candidate.strip():
            yield candidate.split()[0]
    if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
        yield from _REFRESH_URL.findall(values.get("content", ""))
    yield from _STYLE_URL.findall(values.get("style", ""))


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
    for path, seen in _data(site):
        issues += _links(path, seen, pages, site)
    issues += _drawings(site)
    return tuple(sorted(set(issues)))


def _drawings(site: Path) -> Iterator[Issue]:
    """What in a drawing would run or call another host, once it is opened by itself."""
    for file in sorted(site.rglob("*.[sS][vV][gG]")):
        fault = fault_of_drawing(file.read_bytes())
        if fault is not None:
            yield Issue(file.relative_to(site).as_posix(), fault.line, fault.col, "unsafe", fault.what, fault.hint)


def _data(site: Path) -> Iterator[tuple[str, _Seen]]:
    """Each feed and each file of the API, with the addresses of this site that it names."""
    feed = site / "feed.xml"
    base = _BASE.search(feed.read_text(encoding="utf-8")) if feed.is_file() else None
    whole = unescape(base[1]) if base and "://" in base[1] else ""
    for file in sorted((*site.rglob("feed.xml"), *site.glob("api/v1/*.json"))):
        path = file.relative_to(site).as_posix()
        seen, up = _Seen(), "../" * path.count("/")
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            for match in (_FEED_LINK if file.suffix == ".xml" else _DATA_LINK).finditer(line):
                address = unescape(match[1]) if file.suffix == ".xml" else str(json.loads(match[1]))
                root = whole or ("/" if file.suffix == ".json" else "")
                if address.startswith(root):
                    seen.links.append((f"{up}{address.removeprefix(root)}" or "./", number, match.start(1) + 1))
        yield path, seen


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
