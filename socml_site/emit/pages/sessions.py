"""The page of each session, and the list of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, digest, lists
from socml_site.emit.parts.views import DocumentPage, Entry, Fact, Ref
from socml_site.interface import Words, pair
from socml_site.model import Artifact, Document, Kind, Participation, Role, SitePath, Wiki

_WAITING = pair(
    "{n} of them still waits for somebody to write it down.",
    "{n} of them still wait for somebody to write them down.",
)
_ROLES = (Role.MODERATED, Role.SPOKE, Role.PRESENTED, Role.NOTED)


@dataclass(frozen=True, slots=True)
class SessionPage(DocumentPage):
    """A session: when it was, who came, how far its notes are, and what they come to."""

    template: ClassVar[str] = "session.html"

    event: Ref | None
    when: Entry
    timezone: str
    format: str
    facts: Sequence[Fact]
    attendees: Sequence[Ref]
    previous: Entry | None
    next: Entry | None
    invites: bool
    status: str
    merged_from: Sequence[Ref]
    merged_into: Sequence[Ref]
    notes_by: str
    short: digest.Short | None
    talk: digest.Talk | None


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All session pages and their list."""
    sessions = [one for one in wiki.relations.documents.values() if one.kind is Kind.SESSION]
    into: dict[SitePath, list[SitePath]] = {}
    for url, ones in wiki.relations.merged.items():
        for one in ones:
            if one.url is not None:
                into.setdefault(one.url, []).append(url)
    for document in sessions:
        yield _page(wiki, options, document, into.get(document.url, ()))
    groups = lists.by_year(wiki, options, (one.url for one in sessions))
    missing = len(ask.waiting(wiki, sessions, options.today))
    t = options.words.t
    intro = options.words.plural(missing, *_WAITING) if missing else ""
    index = wiki.relations.documents.get(SitePath("sessions/"))
    empty = t("No minutes yet. Put the first Markdown file into events/<event>/sessions/ and build again.")
    yield from lists.list_pages(options, t("Sessions"), "sessions", groups, intro, empty, index)


def _page(wiki: Wiki, options: Options, document: Document, into: Iterable[SitePath]) -> Artifact:
    """The page of a session; `into` are the sessions it was merged into."""
    ones = wiki.by_document.get(document.url, ())
    talk = digest.talk(wiki, options, document)
    facts, others = _people(options.words, ones, folded=talk is not None)
    if document.facts.consent:
        facts.append(Fact(options.words.t("Consent"), (Ref(document.facts.consent),)))
    before, after = wiki.neighbours.get(document.url, (None, None))
    view = SessionPage(
        shared=common.shared(wiki, options, document),
        event=common.event_ref(common.event_of(wiki, document.url)),
        when=_when(wiki, document),
        timezone=document.facts.timezone or document.minutes.timezone,
        format=common.FORMAT_NAMES[document.facts.format] if document.facts.format else "",
        facts=facts,
        attendees=others,
        previous=common.entry(wiki, before) if before is not None else None,
        next=common.entry(wiki, after) if after is not None else None,
        invites=bool(ask.waiting(wiki, [document], options.today)),
        status=ask.standing(document),
        merged_from=[Ref(one.label, one.url) for one in wiki.relations.merged.get(document.url, ())],
        merged_into=[Ref(wiki.relations.documents[url].title, url) for url in into],
        notes_by=document.facts.notes_by,
        short=digest.short(wiki, options, document),
        talk=talk,
    )
    return common.page(wiki, document, view)


def _people(words: Words, ones: Sequence[Participation], folded: bool) -> tuple[list[Fact], list[Ref]]:
    """Who is named with a role, and all others; everybody once.

    `folded` says that the page shows who spoke how much: the speakers then stand among the others.
    """
    facts: list[Fact] = []
    shown: set[Ref] = set()
    for role in _ROLES:
        refs = tuple(ref for ref in common.participants(ones, role) if role is not Role.SPOKE or ref not in shown)
        if refs and not (folded and role is Role.SPOKE):
            facts.append(Fact(words.form(len(refs), *common.ROLE_NAMES[role]), refs))
            shown.update(refs)
    present = (*common.participants(ones, Role.ATTENDED), *(common.participants(ones, Role.SPOKE) if folded else ()))
    others = [ref for ref in dict.fromkeys(present) if ref not in shown]
    absent = common.participants(ones, Role.ABSENT)
    return [*facts, *([Fact(words.t("Absent"), absent)] if absent else [])], others


def _when(wiki: Wiki, document: Document) -> Entry:
    """When it was, by the front matter or, where that is silent, by the prose."""
    entry = common.entry(wiki, document.url)
    if entry.start:
        return entry
    return replace(entry, start=document.minutes.start, end=document.minutes.end)
