"""The first half of resolving: where each document stands, what is kept back, which topics it has, and who is who.

Whoever asks for a name asks here, so that it means one person on the site, to `check --fix` and to `inspect --why`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from socml_site import layout, urls
from socml_site.issues import Issue
from socml_site.link import names, vocabulary
from socml_site.link.board import boards, filled
from socml_site.link.names import Who, doubts
from socml_site.link.names.seen import described, sightings
from socml_site.link.secrecy import secrecy
from socml_site.link.topics import Tagged, tagged
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Document, Event, Kind, Policy, SitePath, Term, Topic
from socml_site.read.files import PEOPLE, Folder, vocabulary_of
from socml_site.read.table import Table
from socml_site.reserved import is_reserved_page


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a folder before any link is followed; `documents` are complete, as boards and events say.

    `found` are the documents as read, also those whose address another one has. `unwritten` are by event the rows of
    boards that have no page. `least` is the policy that holds at least.
    """

    folder: Folder
    found: tuple[Document, ...]
    documents: Mapping[SitePath, Document]
    events: Mapping[str, Event]
    event_of: Mapping[SitePath, str]
    unwritten: Mapping[str, tuple[Document, ...]]
    least: Policy
    topics: Mapping[SitePath, Topic]
    tags: Tagged
    who: Who
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What belongs to which event; `named` are all that may name people, rows of boards without a page among them."""

    documents: Mapping[SitePath, Document]
    named: Mapping[SitePath, Document]
    events: Mapping[str, Event]
    event_of: Mapping[SitePath, str]
    unwritten: Mapping[str, tuple[Document, ...]]
    issues: tuple[Issue, ...]


def know(found: Iterable[Document], folder: Folder) -> Known:
    """Everything that is known of the documents of a folder, and what is wrong with it."""
    found = tuple(found)
    placed, crowded = _by_url(found)
    people, listed, of_people = vocabulary.people(folder.people, frozenset(placed))
    labels, topics, of_topics = vocabulary.topics(folder.topics, frozenset(placed))
    least, of_strays = _least(folder)
    held = _held(placed, folder.boards)
    kept = secrecy(held.named, held.events, held.event_of, least)
    tags = tagged(held.documents.values(), labels, topics, kept.hidden)
    who = names.identify(sightings(held.named.values(), kept.opened), people, listed)
    doubtful = tuple(_doubtful(held.named.values(), people, who))
    others = {url: Topic(label, url) for url, label in tags.words.names.items() if url not in topics}
    return Known(
        folder=folder,
        found=found,
        documents=held.documents,
        events=held.events,
        event_of={url: key for url, key in held.event_of.items() if url in held.documents},
        unwritten=held.unwritten,
        least=least,
        topics={**topics, **others},
        tags=tags,
        who=who,
        issues=(*crowded, *of_people, *of_topics, *of_strays, *held.issues, *tags.issues, *doubtful),
    )


def _by_url(found: Iterable[Document]) -> tuple[dict[SitePath, Document], tuple[Issue, ...]]:
    """Documents by address; of two with the same one the first by path is kept and the other is an issue."""
    documents: dict[SitePath, Document] = {}
    issues = []
    for document in map(_in_its_place, sorted(found, key=lambda one: one.path)):
        if is_reserved_page(document.url):
            message = f"This file would have the address /{document.url} of a generated page"
            issues.append(Issue(document.path, 1, 1, "url", message, "Rename it."))
            continue
        first = documents.setdefault(document.url, document)
        if first is not document:
            message = f"This file would have the address /{document.url} of {first.path}"
            issues.append(Issue(document.path, 1, 1, "url", message, "Rename one of the two."))
    return documents, tuple(issues)


def _in_its_place(document: Document) -> Document:
    """A file with the address of a list is the text above that list, whatever else it claims to be."""
    if document.url not in layout.GENERATED:
        return document
    return replace(document, kind=Kind.PAGE if document.url else Kind.HOME)


def _least(folder: Folder) -> tuple[Policy, tuple[Issue, ...]]:
    """The policy that holds at least, as far as people.yml decides it, and what is wrong with files called so."""
    issues = list(_strays(folder))
    unread = {one.path for one in folder.issues if one.code in ("binary", "unreadable")}
    if any("/" not in path and vocabulary_of(path) == PEOPLE for path in unread) or not vocabulary.says_whom(
        folder.people
    ):
        message = "This file does not say for certain who must not be named, so nobody is"
        issues.append(Issue(folder.people.file, 1, 1, "policy", message, "Correct what else is said of it."))
    closed = any(issue.code == "policy" for issue in issues)
    return Policy.CHATHAM_HOUSE if closed else Policy.NAMED, tuple(issues)


def _strays(folder: Folder) -> Iterator[Issue]:
    """What is said of people.yml where it is not read: it may keep somebody back."""
    told = {one.file: not vocabulary.keeps_back(one) for one in folder.strays}
    unread = (one.path for one in folder.issues if one.code == "unreadable" and "/" in one.path)
    told |= {path: False for path in unread if vocabulary_of(path) == PEOPLE}
    only = f"Only the {folder.people.file} at the top of the content is read"
    hint = "Move its entries there, and take it out."
    for path, sure in told.items():
        if "/" not in path:
            message = f"{only}, and this is another one, so nobody knows who must not be named, and nobody is"
            yield Issue(path, 1, 1, "policy", message, hint)
        elif sure:
            yield Issue(path, 1, 1, "attachment", f"{only}, so this file is neither read nor published", hint)
        else:
            message = f"{only}, and this one may keep somebody back, so nobody is named"
            yield Issue(path, 1, 1, "policy", message, hint)


def _held(placed: Mapping[SitePath, Document], tables: Iterable[Table]) -> _Held:
    """Documents as their event and its board complete them."""
    events, event_of, of_events = _events_of(placed)
    found, of_boards = boards(tables, events, placed)
    documents, unwritten = filled(placed, event_of, found)
    rows = {row.url: row for some in unwritten.values() for row in some}
    event_of |= {row.url: key for key, some in unwritten.items() for row in some}
    named = _dated({**documents, **rows}, events, event_of)
    written = {url: document for url, document in named.items() if url in documents}
    return _Held(written, named, events, event_of, unwritten, (*of_events, *of_boards))


def _events_of(
    documents: Mapping[SitePath, Document],
) -> tuple[dict[str, Event], dict[SitePath, str], tuple[Issue, ...]]:
    """Events by key, the event of each document that has one, and documents whose event is none."""
    possible = _events(documents.values())
    by_title = {vocabulary.key(event.title): key for key, event in possible.items()}
    some = ", ".join(sorted(possible)[:12]) or "none yet"
    event_of: dict[SitePath, str] = {}
    issues = []
    for url, document in documents.items():
        written, key = document.facts.event, layout.event_key(document.path)
        if written:
            named = written.text if written.text in possible else by_title.get(vocabulary.key(written.text))
            if named is None:
                message = f"There is no event {written.text!r}"
                line, col = written.place.line, written.place.col
                issues.append(Issue(document.path, line, col, "event", message, f"Known are: {some}."))
            key = named or key
        if key in possible and document.kind in (Kind.SESSION, Kind.REPORT, Kind.PAGE, Kind.TIP):
            event_of[url] = key
    held = set(event_of.values())
    return {key: one for key, one in possible.items() if one.document or key in held}, event_of, tuple(issues)


def _events(documents: Iterable[Document]) -> dict[str, Event]:
    """Events by key: those that a document describes, and folders that hold sessions."""
    events: dict[str, Event] = {}
    bare = []
    for document in documents:
        key = layout.event_key(document.path)
        if document.kind is Kind.EVENT and key:
            events[key] = Event(key, document.title, document.url, document.url)
        elif key:
            bare.append(key)
    taken = {event.url for event in events.values()}
    for key in dict.fromkeys(bare):
        if key not in events:
            url = urls.unique_url("events", key, taken)
            taken.add(url)
            events[key] = Event(key, layout.event_title(key), url)
    return events


def _dated(
    documents: Mapping[SitePath, Document], events: Mapping[str, Event], event_of: Mapping[SitePath, str]
) -> dict[SitePath, Document]:
    """The documents; a session that does not say its day was on the day of its event, if that had only one."""
    days = {key: _only_day(documents[one.document]) for key, one in events.items() if one.document is not None}
    dated = dict(documents)
    for url, document in documents.items():
        day = days.get(event_of.get(url, ""))
        if day is not None and document.kind is Kind.SESSION and not document.date:
            dated[url] = replace(document, minutes=replace(document.minutes, date=day))
    return dated


def _only_day(event: Document) -> date | None:
    return event.facts.date if event.facts.end_date in (None, event.facts.date) else None


def _doubtful(documents: Iterable[Document], words: Vocabulary, who: Who) -> Iterator[Issue]:
    """A warning for each name of front matter that looks like one of people.yml, and hints of names that may be one."""
    told = set()
    for document in documents:
        for mention in document.facts.people:
            for issue in words.misspelt(Term(described(mention).name, mention.place), document.path):
                told.add((issue.path, issue.line))
                yield issue
    yield from doubts.issues(who.doubts, frozenset(told))
