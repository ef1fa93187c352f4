"""Addresses that pages had before: `redirect_from`, and the files that were merged into a session.

An old address is a path of the site, as in `wiki/Old Page` or `old/page.html`, or the path of a file that ends in .md.
Nothing that has a page or a file now can be an old address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from socml_site import layout
from socml_site.issues import Issue
from socml_site.link.vocabulary import key
from socml_site.model import Document, Event, Kind, Merged, SitePath, SourcePath, Term
from socml_site.read.attachments import ATTACHMENTS
from socml_site.read.files import MARKDOWN

_NO_ADDRESS = re.compile(r"[\x00-\x1f\x7f\\?#:]|//|(?:^|/)\.")
_FURTHER = re.compile(r"(?:^|/)page/\d+/$")
_FILES = ATTACHMENTS | {".bib", ".xml", ".js", ".mjs", ".css", ".webmanifest", ".wasm"}
_OTHERS = ("assets/", "pagefind/", "api/", "graph/", "404.html")
"""Addresses that other parts of the site have, whatever the content."""
_LONGEST = 200
"""Bytes a part of a path may have; most file systems end at 255."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of old addresses: each with its new one, and by session what it took in."""

    addresses: Mapping[str, SitePath]
    merged: Mapping[SitePath, tuple[Merged, ...]]
    issues: tuple[Issue, ...]


def moved(
    documents: Mapping[SitePath, Document],
    event_of: Mapping[SitePath, str],
    files: frozenset[str],
    taken: Iterable[str],
) -> Moved:
    """Where old addresses lead; `taken` are the addresses of all pages and of what is published beside them."""
    known = _Known(documents, event_of, files, frozenset(taken))
    addresses: dict[str, SitePath] = {}
    merged: dict[SitePath, tuple[Merged, ...]] = {}
    issues: list[Issue] = []
    for document in sorted(documents.values(), key=lambda one: (one.path, one.url)):
        if document.whole is not None:
            continue  # What the front matter of a file of several sessions says, its own page says.
        before = list(document.facts.redirect_from)
        ones = []
        for term in document.facts.merged_from:
            one, old = known.merged(document, term)
            ones.append(one)
            before += [old] if old else []
        if ones:
            merged[document.url] = tuple(ones)
        for term in before:
            old_address, fault = known.address(term.text)
            if not fault and old_address in addresses:
                fault = f"leads to {documents[addresses[old_address]].path} already"
            if fault:
                issues.append(_issue(document, term, fault))
            else:
                addresses[old_address] = document.url
    return Moved(addresses, merged, tuple(issues))


def _issue(document: Document, term: Term, fault: str) -> Issue:
    hint = "Give a path of this site that no page has any more, such as wiki/Old Page or old/notes.md."
    message = f"The old address {term.text[:80]!r} {fault}"
    return Issue(document.path, term.place.line, term.place.col, "redirect", message, hint)


@dataclass(frozen=True, slots=True)
class _Known:
    documents: Mapping[SitePath, Document]
    event_of: Mapping[SitePath, str]
    files: frozenset[str]
    taken: frozenset[str]
    titled: dict[str, list[SitePath]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for url, one in self.documents.items():
            if one.kind is Kind.SESSION:
                self.titled.setdefault(key(one.title), []).append(url)

    def address(self, written: str) -> tuple[str, str]:
        """An old address as a path with a slash or a file ending in .html, and what is wrong with it, if anything."""
        whole = unquote(written.strip())
        bare = whole.removeprefix("/").removesuffix("/").removesuffix("index.html")
        bare = bare.removesuffix("/")
        parts = PurePosixPath(bare).parts
        if _NO_ADDRESS.search(whole) or "%" in bare or any(len(part.encode()) > _LONGEST for part in parts):
            return "", "is no path of this site"
        if bare.lower().endswith(MARKDOWN):
            if bare in self.files:
                return "", "is that of a file"
            address: str = layout.url_of(SourcePath(bare), self.files)
        else:
            address = bare if bare.endswith(".html") else f"{bare}/" if bare else ""
        if any(PurePosixPath(part).suffix.lower() in _FILES for part in parts) or any(
            part.endswith(".html") for part in parts[:-1]
        ):
            return "", "is not that of a page"
        above = {f"{parent}" for parent in PurePosixPath(address).parents}
        if address in self.taken or _FURTHER.search(address) or address.startswith(_OTHERS) or above & self.files:
            return "", "is that of a page of this site"
        return address, ""

    def merged(self, document: Document, term: Term) -> tuple[Merged, Term | None]:
        """What a session took in, and its old address if it is a path that has no file any more."""
        text = term.text
        if not text.lower().endswith(MARKDOWN) and "/" not in text:
            url = self._titled(document, text)
            return Merged(self.documents[url].title if url is not None else text, url), None
        path = text.removeprefix("/") if "/" in text else f"{document.path.rpartition('/')[0]}/{text}".removeprefix("/")
        address = layout.url_of(SourcePath(path), self.files) if path.lower().endswith(MARKDOWN) else SitePath(path)
        for url in (address, SitePath(f"{address.removesuffix('/')}/")):
            if url in self.documents:
                return Merged(self.documents[url].title, url), None
        name = layout.event_title(PurePosixPath(path).stem)
        return Merged(name or text), Term(path, term.place)

    def _titled(self, document: Document, title: str) -> SitePath | None:
        """The only session of that title: of the same event, or else of all."""
        found = [url for url in self.titled.get(key(title), ()) if url != document.url]
        here = self.event_of.get(document.url)
        near = [url for url in found if here and self.event_of.get(url) == here] or found
        return near[0] if len(near) == 1 else None


def published(events: Iterable[Event], *addresses: Iterable[str]) -> Iterator[str]:
    """Every address that a page has: those given, the lists, and of each event its page and its schedule."""
    yield from layout.GENERATED
    for event in events:
        yield event.url
        yield layout.schedule_url(event.url)
    for some in addresses:
        yield from some
