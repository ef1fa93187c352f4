"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, said
from socml_site.emit.parts.views import DocumentPage, Entry, Ref, Said
from socml_site.interface import msg
from socml_site.model import Artifact, Document, Facts, Kind, Minutes, OutcomeKind, SitePath, SourcePath, Wiki

_POPULAR = 24
_RECENT = 6
_NEWEST = 3
_REGISTERS = (
    (msg("Still open"), "questions/", msg("All questions"), OutcomeKind.QUESTION),
    (msg("Decided"), "decisions/", msg("All decisions"), OutcomeKind.DECISION),
    (msg("Promised"), "actions/", msg("All actions"), OutcomeKind.ACTION),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How much of each kind a wiki holds."""

    sessions: int
    people: int
    topics: int
    tips: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest event, and how many of its sessions were written down and how many were not."""

    event: Entry
    with_notes: int
    without: int


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest lines of a register, and the way to `all` of them."""

    title: str
    url: str
    all: str
    entries: Sequence[Said]


@dataclass(frozen=True, slots=True)
class HomePage(DocumentPage):
    """The front page: some of everything; `chapters` is the number of those of the guide."""

    template: ClassVar[str] = "home.html"

    numbers: Numbers
    latest: Latest | None
    popular: Sequence[Ref]
    missing: Sequence[Entry]
    recent: Sequence[Entry]
    chapters: int
    registers: Sequence[Newest]


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The one front page, with the text of the content's own index if there is one."""
    documents = wiki.relations.documents
    index = documents.get(SitePath(""))
    own = index or Document(SourcePath("index.md"), SitePath(""), Kind.HOME, options.site_name, Facts(), Minutes(), "")
    held = [one for one in documents.values() if one.kind is Kind.SESSION]
    written = lists.newest_first(one for one in held if not one.without_notes)
    written.sort(key=lambda one: wiki.year.get(one.url, 0), reverse=True)
    held_on = {url: len(urls) for url, urls in wiki.sessions_on.items()}
    topics = sorted((url for url, count in held_on.items() if count), key=lambda url: (-held_on[url], url))
    view = HomePage(
        shared=common.shared(wiki, options, own),
        numbers=Numbers(
            sessions=len(held),
            people=len(wiki.relations.people),
            topics=len(wiki.relations.topics),
            tips=sum(one.kind is Kind.TIP for one in documents.values()),
        ),
        latest=_latest(wiki),
        popular=common.topic_refs(wiki, topics[:_POPULAR]),
        missing=[common.entry(wiki, one.url) for one in ask.waiting(wiki, held, options.today)][:_RECENT],
        recent=[common.entry(wiki, one.url) for one in written[:_RECENT]],
        chapters=len(ask.chapters(wiki)),
        registers=[
            Newest(options.words.t(title), url, options.words.t(words), newest)
            for title, url, words, kind in _REGISTERS
            if (newest := said.newest(wiki, options, kind, _NEWEST))
        ],
    )
    made = common.page(wiki, own, view)
    description = own.facts.summary or options.description or own.minutes.lead
    if index:
        yield replace(made, description=description)
    else:
        yield replace(made, description=description, search=None, document=None, sources=())


def _latest(wiki: Wiki) -> Latest | None:
    """The latest event that has sessions, with how many of them were written down."""
    events = [event for event in wiki.relations.events.values() if ask.sessions(wiki, event)]
    if not events:
        return None
    event = max(events, key=lambda one: ask.order(wiki, one))
    held = ask.sessions(wiki, event)
    without = sum(one.awaits_notes for one in held)
    page = wiki.relations.documents.get(event.document) if event.document is not None else None
    day, lang = ask.first_day(wiki, event), page.language if page else None
    line = Entry(event.title, event.url, common.KIND_NAMES[Kind.EVENT], day, lang=lang)
    return Latest(line, sum(not one.without_notes for one in held), without)
