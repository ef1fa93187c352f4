"""Where the links of a document lead: to a page, an attachment, or nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from rapidfuzz import fuzz, process

from socml_site import layout
from socml_site.issues import Issue
from socml_site.link.guess import Guess
from socml_site.link.vocabulary import Vocabulary, key
from socml_site.model import Document, Event, Kind, Link, SitePath, SourcePath
from socml_site.read.files import Folder
from socml_site.text.anchors import loose
from socml_site.urls import harmful_url, is_external, safe_url

_FIRST = (Kind.SESSION, Kind.EVENT, Kind.REPORT, Kind.GUIDE, Kind.TIP, Kind.PAGE, Kind.HOME)
_INDEX = ("index", "README")
_PICTURES = tuple(f"data:image/{kind};" for kind in ("png", "jpeg", "jpg", "gif", "webp"))
_PEOPLE = frozenset({"@all", "@here", "@channel", "@everyone"})


@dataclass(frozen=True, slots=True)
class Targets:
    """All that a link may lead to, made ready once for all links of a folder."""

    documents: Mapping[SitePath, Document]
    paths: Mapping[SourcePath, SitePath]
    files: frozenset[str]
    people: Vocabulary
    topics: Vocabulary
    events: Mapping[str, SitePath]
    """Events by key and by title."""
    event_of: Mapping[SitePath, str]
    broken: frozenset[str]
    """Files that could not be read: what they would have said is not missing."""
    kept_back: frozenset[str]
    """Files that are there and not published; a link of the text to one is its words and no fault."""
    titles: Mapping[tuple[str, str], tuple[SitePath, ...]]
    """Pages by event and name; those of no event are all of that name."""
    pages: frozenset[str]
    near_files: Guess
    near_titles: Guess
    near_topics: Guess

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
            silent = topic is not None or "topics.yml" in self.broken
            return topic, None if silent else self._no_topic(document, link)
        title, _, heading = target.partition("#")
        near = (self.event_of.get(document.url, ""), key(title))
        best = self.titles.get(near) or self.titles.get(("", key(title)), ())
        if len(best) > 1:
            others = ", ".join(self.documents[url].path for url in best[:4])
            hint = f"Link to one of them by its path: {others}."
            return best[0], _issue(document, link, "title", f"[[{target}]] fits {len(best)} pages", hint)
        page = best[0] if best else self.people.find(title) or self.topics.find(title) or self.events.get(key(title))
        if page is None:
            return None, self._no_page(document, link)
        return self._anchored(document, link, page, heading)

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
        best = self.near_files.near(whole, 75)
        hint = ""
        if best is not None:
            hint = f"Did you mean {posixpath.relpath(best, posixpath.dirname(document.path) or '.')}?"
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

    def _no_topic(self, document: Document, link: Link) -> Issue:
        best = self.near_topics.near(key(link.target.removeprefix("#")), 60)
        hint = f"Did you mean [[#{self.topics.listed[best]}]]?" if best is not None else ""
        return _issue(document, link, "link", f"There is no topic for [[{link.target}]]", hint)

    def _no_page(self, document: Document, link: Link) -> Issue:
        best = self.near_titles.near(key(link.target.removeprefix("#")), 60)
        url = self.titles["", best][0] if best is not None else None
        hint = f"Did you mean [[{self.documents[url].title}]]?" if url is not None else ""
        return _issue(document, link, "link", f"There is no page for [[{link.target}]]", hint)


def targets_of(
    folder: Folder,
    paths: Mapping[SourcePath, SitePath],
    documents: Mapping[SitePath, Document],
    events: Mapping[str, Event],
    event_of: Mapping[SitePath, str],
    people: Vocabulary,
    topics: Vocabulary,
) -> Targets:
    """All that the links of a folder may lead to; `paths` are its files with the pages they are."""
    titles = _titles(documents, event_of)
    own = [event.url for event in events.values()]
    schedules = map(layout.schedule_url, own)
    return Targets(
        documents=documents,
        paths=paths,
        files=folder.files,
        people=people,
        topics=topics,
        events=dict(_event_names(events.values())),
        event_of=event_of,
        broken=frozenset(issue.path for issue in folder.issues if issue.code in ("yaml", "binary", "unreadable")),
        kept_back=folder.kept_back,
        titles=titles,
        pages=frozenset({*layout.GENERATED, *people.names, *topics.names, *own, *schedules, *documents}),
        near_files=Guess(sorted(folder.files)),
        near_titles=Guess(title for event, title in titles if not event),
        near_topics=Guess(topics.listed),
    )


def _titles(
    documents: Mapping[SitePath, Document], event_of: Mapping[SitePath, str]
) -> dict[tuple[str, str], tuple[SitePath, ...]]:
    """Pages by what they or their files are called: those of each event, and those of all, which have no event.

    Of several that are called the same those of the first kind are meant: a session before the report on it.
    """
    found: dict[tuple[str, str], list[SitePath]] = {}
    for document in sorted(documents.values(), key=lambda one: _FIRST.index(one.kind)):
        stem = PurePosixPath(document.path).stem
        names = {key(document.title), key(layout.event_title(stem)) if stem not in _INDEX else ""} - {""}
        for event in dict.fromkeys(("", event_of.get(document.url, ""))):
            for name in sorted(names):
                alike = found.setdefault((event, name), [])
                if not alike or documents[alike[0]].kind is document.kind:
                    alike.append(document.url)
    return {called: tuple(urls) for called, urls in found.items()}


def _event_names(events: Iterable[Event]) -> Iterator[tuple[str, SitePath]]:
    """Key and title of each event; of two that are called the same the first comes last, and stays."""
    for event in reversed(tuple(events)):
        yield key(event.key), event.url
        yield key(event.title), event.url


def _of_front_matter(document: Document) -> Iterator[Link]:
    """Files and pages of the wiki that the front matter links to; whole addresses were judged with it."""
    for link in (*document.facts.links, *document.facts.sources):
        if not is_external(link.url):
            yield Link(link.url, link.title, link.place)


def _unsafe(document: Document, link: Link) -> Issue:
    hint = "Give an address that begins with https://."
    return _issue(document, link, "unsafe", f"This address is not published: {link.target[:80]}", hint)


def _issue(document: Document, link: Link, code: str, message: str, hint: str) -> Issue:
    return Issue(document.path, link.place.line, link.place.col, code, message, hint)
