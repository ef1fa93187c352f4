"""Documents to `Relations`: whom a name means, which topic a label, where a link leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from socml_site import layout, urls
from socml_site.issues import Issue
from socml_site.link import names, vocabulary
from socml_site.link.board import boards, filled, planned
from socml_site.link.moved import moved, published
from socml_site.link.names import Who, doubts
from socml_site.link.names.seen import described, sightings
from socml_site.link.roles import participations, speakers, statements, withheld
from socml_site.link.secrecy import secrecy
from socml_site.link.targets import Targets
from socml_site.link.topics import tagged as topics_of
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import (
    Document,
    Event,
    Kind,
    Person,
    Policy,
    Reference,
    Relations,
    SitePath,
    SourcePath,
    Term,
    Topic,
)
from socml_site.read.files import PEOPLE, Folder, vocabulary_of
from socml_site.reserved import is_reserved_page


def relate(found: Iterable[Document], folder: Folder) -> tuple[Relations, tuple[Issue, ...]]:
    """All that the documents say of each other, and what of it leads nowhere."""
    found = tuple(found)
    documents, issues = _by_url(found)
    known_people, listed, faults = vocabulary.people(folder.people, frozenset(documents))
    issues += faults
    known_topics, topics, faults = vocabulary.topics(folder.topics, frozenset(documents))
    issues += faults
    events = _events(documents.values())
    event_of = dict(_event_of(documents.values(), events, issues))
    events = {key: event for key, event in events.items() if event.document or key in set(event_of.values())}
    least, faults = _least(folder)
    issues += faults
    kept = secrecy(documents, events, event_of, least)
    tags = topics_of(documents.values(), known_topics, topics, kept.hidden)
    issues += tags.issues
    found_boards, faults = boards(folder.boards, events, documents)
    issues += faults
    documents, unwritten = filled(documents, event_of, found_boards)
    documents = {url: _dated(one, events.get(event_of.get(url, "")), documents) for url, one in documents.items()}
    rows = {row.url: row for one in unwritten.values() for row in one}
    misspelt = tuple(_misspelt((*documents.values(), *rows.values()), known_people))
    row_of = {row.url: key for key, one in unwritten.items() for row in one}
    who = _who({**documents, **rows}, events, {**event_of, **row_of}, known_people, listed, least)
    issues += (*misspelt, *doubts.issues(who.doubts, frozenset((one.path, one.line) for one in misspelt)))
    topics |= {url: Topic(name, url) for url, name in known_topics.names.items() if url not in topics}
    # A file whose address another one has is still a page to link to: the fault is told once.
    paths = {document.path: layout.url_of(document.path, folder.files) for document in found}
    paths = {path: url for path, url in paths.items() if url in documents}
    broken = frozenset(issue.path for issue in folder.issues if issue.code in ("yaml", "binary", "unreadable"))
    targets = Targets(
        documents, paths, folder.files, known_people, known_topics, events, event_of, broken, folder.kept_back
    )
    resolved: dict[SitePath, dict[str, str]] = {}
    references: list[Reference] = []
    for document in documents.values():
        leads, faults = targets.of(document)
        issues += faults
        resolved[document.url] = leads
        references += _references(document, leads)
        references += _evidence(document, paths, folder.files, issues)
    addresses = published(events.values(), documents, known_people.names, known_topics.names, who.people, folder.files)
    old = moved(documents, event_of, folder.files, addresses)
    issues += old.issues
    relations = Relations(
        documents=documents,
        people=who.people,
        topics=topics,
        events=events,
        participations=tuple(participations(documents.values(), who)),
        tagged=tags.topics,
        named=tags.named,
        event_of=event_of,
        references=tuple(references),
        targets=resolved,
        attachments=folder.attachments,
        copies=folder.links,
        withheld=dict(withheld(documents.values(), who)),
        statements=tuple(statements(documents.values(), who)),
        speakers={one.url: known for one in documents.values() if (known := speakers(one, who))},
        planned=planned(unwritten, who.find),
        merged=old.merged,
        moved=old.addresses,
        least=least,
    )
    return relations, tuple(issues)


def who_is_who(found: Iterable[Document], folder: Folder) -> Who:
    """Whom each name in the documents means, with the evidence (`names.evidence`)."""
    documents, _ = _by_url(tuple(found))
    words, listed, _ = vocabulary.people(folder.people, frozenset(documents))
    events = _events(documents.values())
    return _who(documents, events, dict(_event_of(documents.values(), events, [])), words, listed, _least(folder)[0])


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


def _who(
    documents: Mapping[SitePath, Document],
    events: Mapping[str, Event],
    event_of: Mapping[SitePath, str],
    words: Vocabulary,
    listed: Mapping[SitePath, Person],
    least: Policy,
) -> Who:
    dated = (_dated(one, events.get(event_of.get(url, "")), documents) for url, one in documents.items())
    return names.identify(sightings(dated, secrecy(documents, events, event_of, least).opened), words, listed)


def _by_url(found: Iterable[Document]) -> tuple[dict[SitePath, Document], list[Issue]]:
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
    return documents, issues


def _dated(document: Document, event: Event | None, documents: Mapping[SitePath, Document]) -> Document:
    """A session that does not say its day was on the day of its event, if that had only one."""
    described = documents.get(event.document) if event and event.document is not None else None
    if document.kind is not Kind.SESSION or document.date or described is None:
        return document
    first, last = described.facts.date, described.facts.end_date
    if first is None or last not in (None, first):
        return document
    return replace(document, minutes=replace(document.minutes, date=first))


def _in_its_place(document: Document) -> Document:
    """A file with the address of a list is the text above that list, whatever else it claims to be."""
    if document.url not in layout.GENERATED:
        return document
    return replace(document, kind=Kind.PAGE if document.url else Kind.HOME)


def _misspelt(documents: Iterable[Document], words: Vocabulary) -> Iterator[Issue]:
    """A warning for each name of front matter that looks like one of people.yml."""
    for document in documents:
        for mention in document.facts.people:
            yield from words.misspelt(Term(described(mention).name, mention.place), document.path)


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


def _event_of(
    documents: Iterable[Document], events: Mapping[str, Event], issues: list[Issue]
) -> Iterator[tuple[SitePath, str]]:
    by_title = {vocabulary.key(event.title): key for key, event in events.items()}
    for document in documents:
        written, key = document.facts.event, layout.event_key(document.path)
        if written:
            named = written.text if written.text in events else by_title.get(vocabulary.key(written.text))
            if named is None:
                hint = f"Known are: {', '.join(sorted(events)[:12]) or 'none yet'}."
                message = f"There is no event {written.text!r}"
                issues.append(Issue(document.path, written.place.line, written.place.col, "event", message, hint))
            key = named or key
        if key in events and document.kind in (Kind.SESSION, Kind.REPORT, Kind.PAGE, Kind.TIP):
            yield document.url, key


def _references(document: Document, leads: Mapping[str, str]) -> Iterator[Reference]:
    counted: Counter[tuple[str, str]] = Counter()
    for link in document.minutes.links:
        lead = leads.get(f"[[{link.target}]]" if link.wiki else link.target)
        if lead is None or link.image:
            continue
        page = SitePath(lead.partition("#")[0].partition("?")[0])
        counted[page, link.anchor] += 1
        if page != document.url and counted[page, link.anchor] == 1:
            yield Reference(document.url, page, link.section, link.anchor, link.sentence)


def _evidence(
    document: Document, paths: Mapping[SourcePath, SitePath], files: frozenset[str], issues: list[Issue]
) -> Iterator[Reference]:
    for term in document.facts.evidence:
        path = term.text.removeprefix("/")
        target = paths.get(SourcePath(path))
        if target is None and path in files:
            continue
        if target is None:
            hint = "Give its path below the content folder, such as reports/learning-day.md."
            message = f"There is no page {term.text!r}"
            issues.append(Issue(document.path, term.place.line, term.place.col, "evidence", message, hint))
        else:
            sentence = document.facts.summary or document.minutes.lead
            yield Reference(document.url, target, sentence=sentence, relation="evidence")
