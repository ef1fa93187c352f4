"""Where the links of a document lead: to a page, an attachment, or nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from socml_site import layout
from socml_site.issues import Issue
from socml_site.link.vocabulary import Vocabulary, key
from socml_site.model import Document, Event, Kind, Link, SitePath, SourcePath
from socml_site.text.anchors import loose
from socml_site.urls import harmful_url, is_external, safe_url

_FIRST = (Kind.SESSION, Kind.EVENT, Kind.REPORT, Kind.GUIDE, Kind.TIP, Kind.PAGE, Kind.HOME)
_INDEX = ("index", "README")
_PICTURES = tuple(f"data:image/{kind};" for kind in ("png", "jpeg", "jpg", "gif", "webp"))
_PEOPLE = frozenset({"@all", "@here", "@channel", "@everyone"})


@dataclass(slots=True)
class Targets:
    """All that a link may lead to."""

    documents: Mapping[SitePath, Document]
    paths: Mapping[SourcePath, SitePath]
    files: frozenset[str]
    people: Vocabulary
    topics: Vocabulary
    events: Mapping[str, Event]
    event_of: Mapping[SitePath, str]
    broken: frozenset[str]
    """Files that could not be read: what they would have said is not missing."""
    kept_back: frozenset[str] = frozenset()
    """Files that are there and not published; a link of the text to one is its words and no fault."""
    titles: dict[str, list[SitePath]] = field(init=False)
    pages: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.titles = {}
        for document in sorted(self.documents.values(), key=lambda one: _FIRST.index(one.kind)):
            stem = PurePosixPath(document.path).stem
            names = {key(document.title), key(layout.event_title(stem)) if stem not in _INDEX else ""} - {""}
            for name in sorted(names):
                self.titles.setdefault(name, []).append(document.url)
        events = [event.url for event in self.events.values()]
        schedules = map(layout.schedule_url, events)
        self.pages = frozenset(
            {*layout.GENERATED, *self.people.names, *self.topics.names, *events, *schedules, *self.documents}
        )

    def of(self, document: Document) -> tuple[dict[str, str], tuple[Issue, ...]]:
        """What each target of the document, as written, leads to, and those that lead nowhere."""
        leads: dict[str, str] = {}
        issues = []
        written = len(document.minutes.links)
        for number, link in enumerate((*document.minutes.links, *_of_front_matter(document))):
            name = f"[[{link.target}]]" if link.wiki else link.target
            if not link.wiki and is_external(link.target):
                if link.image and link.target.lower().startswith(_PICTURES):
                    continue
                if harmful_url(link.target):
                    issues.append(_unsafe(document, link))
                elif not safe_url(link.target):
                    hint = "Only web and mail addresses are."
                    issues.append(
                        _issue(document, link, "scheme", f"Not published as a link: {link.target[:80]}", hint)
                    )
                elif link.image:
                    hint = "Put a copy beside this page."
                    issues.append(_issue(document, link, "image", "An image on another host is not loaded", hint))
                continue
            lead, fault = self._wiki(document, link) if link.wiki else self._path(document, link, number < written)
            if fault:
                issues.append(fault)
            if lead is not None:
                leads[name] = lead
        return leads, tuple(issues)

    def _wiki(self, document: Document, link: Link) -> tuple[str | None, Issue | None]:
        target = link.target
        if target.startswith("@"):
            # An unknown handle is an ordinary word: e-mail, decorators and team names look the same.
            return (None if target.lower() in _PEOPLE else self.people.find(target)), None
        if target.startswith("#"):
            topic = self.topics.find(target[1:])
            return topic, None if topic or "topics.yml" in self.broken else self._nowhere(
                document, link, self.topics.listed, "topic"
            )
        title, _, heading = target.partition("#")
        found = self.titles.get(key(title), [])
        here = self.event_of.get(document.url)
        near = [url for url in found if here and self.event_of.get(url) == here]
        best = _alike(self.documents, near or found)
        if len(best) > 1:
            others = ", ".join(self.documents[url].path for url in best[:4])
            hint = f"Link to one of them by its path: {others}."
            return best[0], _issue(document, link, "title", f"[[{target}]] fits {len(best)} pages", hint)
        page = best[0] if best else self.people.find(title) or self.topics.find(title) or self._event(title)
        if page is None:
            titles = {name: self.documents[urls[0]].title for name, urls in self.titles.items()}
            return None, self._nowhere(document, link, titles, "page")
        return self._anchored(document, link, page, heading)

    def _event(self, name: str) -> SitePath | None:
        found = (event.url for event in self.events.values() if key(name) in (key(event.key), key(event.title)))
        return next(found, None)

    def _path(self, document: Document, link: Link, in_text: bool) -> tuple[str | None, Issue | None]:
        path, _, fragment = link.target.partition("#")
        path, _, query = path.partition("?")
        if not path:
            return self._anchored(document, link, document.url, fragment)
        wanted = unquote(path)
        base = "" if wanted.startswith("/") else posixpath.dirname(document.path)
        whole = posixpath.normpath(posixpath.join(base, wanted.lstrip("/")))
        whole = "" if whole == "." else whole
        page = self._page(whole)
        if page is not None:
            lead, fault = self._anchored(document, link, page, fragment)
            if query and lead is not None:
                head, mark, tail = lead.partition("#")
                lead = f"{head}?{query}{mark}{tail}"
            return lead, fault
        if whole in self.files:
            return whole, None
        if whole in self.kept_back and in_text:
            # Its words stay where they are; a link of the front matter would be gone.
            return None, None
        best = process.extractOne(whole, sorted(self.files), scorer=fuzz.ratio, score_cutoff=75)
        hint = ""
        if best:
            hint = f"Did you mean {posixpath.relpath(best[0], posixpath.dirname(document.path) or '.')}?"
        what = "image" if link.image else "file"
        return None, _issue(document, link, "link", f"There is no {what} {link.target}", hint)

    def _page(self, whole: str) -> SitePath | None:
        for path in (whole, f"{whole}.md"):
            if SourcePath(path) in self.paths:
                return self.paths[SourcePath(path)]
        for page in (SitePath(f"{whole}/" if whole else ""), SitePath(whole)):
            if page in self.pages:
                return page
        return None

    def _anchored(
        self, document: Document, link: Link, page: SitePath, fragment: str
    ) -> tuple[str | None, Issue | None]:
        """The page with the anchor that `fragment` means; without it if there is none, which is an issue."""
        target = self.documents.get(page)
        if not fragment or target is None:
            return (f"{page}#{fragment}" if fragment else page), None
        wanted = unquote(fragment)
        anchors = [section.anchor for section in target.minutes.sections]
        if wanted in anchors or wanted in target.minutes.ids:
            return f"{page}#{wanted}", None
        for anchor in anchors:
            if loose(anchor) == loose(wanted):
                return f"{page}#{anchor}", None
        # What was one page may now be several sessions.
        for part in (self.documents[url] for url in target.parts if url in self.documents):
            for section in part.minutes.sections:
                if loose(section.anchor) == loose(wanted):
                    return f"{part.url}#{section.anchor}", None
        best = process.extractOne(wanted, anchors, scorer=fuzz.ratio, score_cutoff=50)
        hint = f"Did you mean #{best[0]}?" if best else "Take away what stands behind the #."
        return page, _issue(document, link, "anchor", f"{target.path} has no heading #{wanted}", hint)

    def _nowhere(self, document: Document, link: Link, known: Mapping[str, str], what: str) -> Issue:
        wanted = key(link.target.removeprefix("#"))
        best = process.extractOne(wanted, known.keys(), scorer=fuzz.ratio, score_cutoff=60)
        mark = "#" if what == "topic" else ""
        hint = f"Did you mean [[{mark}{known[best[0]]}]]?" if best else ""
        return _issue(document, link, "link", f"There is no {what} for [[{link.target}]]", hint)


def _of_front_matter(document: Document) -> Iterator[Link]:
    """Files and pages of the wiki that the front matter links to; whole addresses were judged with it."""
    for link in (*document.facts.links, *document.facts.sources):
        if not is_external(link.url):
            yield Link(link.url, link.title, link.place)


def _alike(documents: Mapping[SitePath, Document], found: list[SitePath]) -> list[SitePath]:
    """Of several pages of one title those of the first kind: a session before the report on it."""
    kinds = [documents[url].kind for url in found]
    return [url for url, kind in zip(found, kinds, strict=True) if kind is kinds[0]]


def _unsafe(document: Document, link: Link) -> Issue:
    hint = "Give an address that begins with https://."
    return _issue(document, link, "unsafe", f"This address is not published: {link.target[:80]}", hint)


def _issue(document: Document, link: Link, code: str, message: str, hint: str) -> Issue:
    return Issue(document.path, link.place.line, link.place.col, code, message, hint)
