"""The wiki as data: the JSON API of `/api/v1/`, as promised in promise.py."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time

from pydantic_core import to_json

from socml_site.emit import ask
from socml_site.emit.files import promise
from socml_site.emit.files.forms import MARKDOWN
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, said
from socml_site.link.index import in_time
from socml_site.link.register import work_key
from socml_site.link.secrecy import secrecy
from socml_site.link.vocabulary import key
from socml_site.model import (
    Artifact,
    Document,
    Event,
    Facts,
    Kind,
    OutcomeKind,
    Owner,
    Participation,
    Person,
    SitePath,
    Statement,
    Topic,
    Wiki,
    Work,
)
from socml_site.text.anchors import unique
from socml_site.urls import safe_url

FOLDER = "api/v1/"


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Each file of the API, and their JSON Schema."""
    entries = _Entries(wiki, options)
    files: Mapping[str, Iterable[Mapping[str, object]]] = {
        "sessions": entries.sessions(),
        "events": entries.events(),
        "reports": entries.reports(),
        "tips": entries.tips(),
        "people": map(entries.person, wiki.relations.people.values()),
        "topics": map(entries.topic, wiki.relations.topics.values()),
        "decisions": map(entries.decision, entries.stated(OutcomeKind.DECISION)),
        "actions": map(entries.action, entries.stated(OutcomeKind.ACTION)),
        "questions": map(entries.question, entries.stated(OutcomeKind.QUESTION)),
        "references": map(entries.reference, wiki.works),
    }
    for name in promise.FILES:
        yield Artifact(f"{FOLDER}{name}.json", body=_listed(files[name]))
    yield Artifact(f"{FOLDER}schema.json", body=json.dumps(promise.schema(), indent=1, ensure_ascii=False) + "\n")


def _listed(entries: Iterable[Mapping[str, object]]) -> bytes:
    """A JSON list with an entry on each line."""
    return b"[\n" + b",\n".join(map(to_json, entries)) + b"\n]\n"


class _Entries:
    """The values of the wiki as entries of the API."""

    def __init__(self, wiki: Wiki, options: Options) -> None:
        self.wiki, self.options = wiki, options
        self.relations = wiki.relations
        self.policies = secrecy(
            wiki.relations.documents, wiki.relations.events, wiki.relations.event_of, wiki.relations.least
        ).policies
        self.addresses: dict[str, str] = {}
        self.ids = _ids(wiki)
        self.rank = {url: number for number, url in enumerate(in_time(wiki.relations.documents.values()))}
        self.labels = {key(topic.label): url for url, topic in wiki.relations.topics.items()}

    def address(self, target: str) -> str:
        """The address of a path of the site, which several entries name."""
        found = self.addresses.get(target)
        if found is None:
            found = self.addresses[target] = self.options.absolute(target)
        return found

    def sessions(self) -> Iterator[promise.Session]:
        """All sessions, newest first."""
        for document in self._newest_first(Kind.SESSION):
            yield self.session(document)

    def session(self, document: Document) -> promise.Session:
        """A session."""
        facts, said_of = document.facts, document.minutes
        own = facts.start is not None
        stated = self.wiki.stated.get(document.url, ())
        return {
            **self._dated(document),
            "year": self.wiki.year.get(document.url),
            "start": _clock(facts.start if own else said_of.start),
            "end": _clock(facts.end if own else said_of.end),
            "timezone": facts.timezone or said_of.timezone or self._around(document).timezone,
            "room": facts.room,
            "format": facts.format.value if facts.format else "",
            "status": "cancelled" if said_of.cancelled else facts.status.value,
            "policy": self.policies[document.url].value,
            "has_notes": not document.without_notes,
            "notes_by": facts.notes_by,
            "words": said_of.words,
            "part_of": document.whole if document.whole in self.relations.documents else None,
            "parts": [url for url in document.parts if url in self.relations.documents],
            "decisions": self._ids_of(stated, OutcomeKind.DECISION),
            "actions": self._ids_of(stated, OutcomeKind.ACTION),
            "questions": self._ids_of(stated, OutcomeKind.QUESTION),
            "references": [work.key for work in self.wiki.works_of.get(document.url, ())],
        }

    def reports(self) -> Iterator[promise.Report]:
        """All reports, newest first."""
        for document in self._newest_first(Kind.REPORT):
            facts = document.facts
            yield {
                **self._dated(document),
                "attendance": _attendance(facts),
                "worked": list(facts.worked),
                "improve": list(facts.improve),
                "quotes": list(facts.quotes),
                "next": list(facts.next),
            }

    def tips(self) -> Iterator[promise.Tip]:
        """All tips, in the order in which they help."""
        for document in ask.tips(self.wiki):
            facts = document.facts
            yield {
                **self._document(document),
                "phase": facts.phase,
                "role": facts.audience,
                "effort": facts.effort,
                "evidence": list(ask.evidence(self.wiki, document)),
            }

    def events(self) -> Iterator[promise.Event]:
        """All events, oldest first."""
        for event in sorted(self.relations.events.values(), key=lambda one: ask.order(self.wiki, one)):
            yield self._event(event)

    def _event(self, event: Event) -> promise.Event:
        document = self.relations.documents.get(event.document) if event.document is not None else None
        facts = document.facts if document else Facts()
        members = [self.relations.documents[url] for url in self.wiki.by_event.get(event.key, ())]
        return {
            "id": event.url,
            "url": self.address(event.url),
            "title": event.title,
            "summary": (facts.summary or document.minutes.lead) if document else "",
            "source": _source(document) if document else None,
            "markdown": f"{self.address(event.url)}{MARKDOWN.name}",
            "start": _day(ask.first_day(self.wiki, event)),
            "end": _day(facts.end_date),
            "timezone": facts.timezone,
            "venue": facts.venue,
            "city": facts.city,
            "country": facts.country,
            "online": facts.online,
            "host": facts.host,
            "series": facts.series,
            "rooms": list(facts.rooms),
            "attendance": _attendance(facts),
            "topics": self._topics(event.document or event.url),
            "links": self._links(document) if document else [],
            "sessions": [one.url for one in members if one.kind is Kind.SESSION],
            "reports": [one.url for one in members if one.kind is Kind.REPORT],
        }

    def person(self, person: Person) -> promise.Person:
        """Somebody who has a page."""
        roles: dict[SitePath, list[str]] = {}
        for one in self.wiki.by_person.get(person.url, ()):
            roles.setdefault(one.document, []).append(one.role.value)
        oldest = sorted(roles, key=lambda url: self.rank[url])
        kinds = {url: self.relations.documents[url].kind for url in oldest}
        return {
            "id": person.url,
            "url": self.address(person.url),
            "name": person.name,
            "aliases": list(person.aliases),
            "handle": person.handle,
            "homepage": person.homepage if safe_url(person.homepage) else "",
            "affiliation": person.affiliation,
            "sessions": [{"id": url, "roles": roles[url]} for url in oldest if kinds[url] is Kind.SESSION],
            "reports": [url for url in oldest if kinds[url] is Kind.REPORT],
            "actions": [self.ids[id(one)] for one in self.wiki.promised.get(person.url, ())],
        }

    def topic(self, topic: Topic) -> promise.Topic:
        """A topic."""
        return {
            "id": topic.url,
            "url": self.address(topic.url),
            "label": topic.label,
            "aliases": list(topic.aliases),
            "description": topic.description,
            "broader": [url for label in topic.broader if (url := self.labels.get(key(label)))],
            "narrower": list(self.wiki.narrower.get(topic.url, ())),
            "sessions": list(self.wiki.sessions_on.get(topic.url, ())),
        }

    def stated(self, kind: OutcomeKind) -> Iterator[Statement]:
        """Everything said of a kind, the newest document first, each in its order."""
        for url in said.newest_first(self.wiki):
            yield from (one for one in self.wiki.stated[url] if one.outcome.kind is kind)

    def decision(self, statement: Statement) -> promise.Decision:
        """A decision."""
        return {**self._stated(statement)}

    def action(self, statement: Statement) -> promise.Action:
        """An action item."""
        return {
            **self._stated(statement),
            "owners": [_named(owner) for owner in statement.owners],
            "state": said.state(statement.outcome, self.options.today),
            "due": _day(statement.outcome.due),
            "carried": [self.ids[id(one)] for one in self.wiki.carried.get(statement, ())],
        }

    def question(self, statement: Statement) -> promise.Question:
        """A question."""
        return {**self._stated(statement), "state": said.state(statement.outcome, self.options.today)}

    def reference(self, work: Work) -> promise.Reference:
        """A work of the reading list."""
        first = self.relations.documents[work.cited[0][0]]
        lines = (one.place.line for one in first.minutes.citations if work_key(one) == work.key)
        return {
            "id": work.key,
            "url": work.url,
            "title": work.title,
            "kind": work.kind,
            "source": {"path": first.path, "line": next(lines, 1)},
            "cited": [
                {
                    "document": self._page(self.relations.documents[url]),
                    "section": section,
                    "url": self.address(f"{url}#{anchor}" if anchor else url),
                }
                for url, anchor, section in work.cited
            ],
        }

    def _stated(self, statement: Statement) -> promise.Stated:
        document = self.relations.documents[statement.document]
        return {
            "id": self.ids[id(statement)],
            "url": self.address(said.place(statement)),
            "text": statement.outcome.text,
            "source": {"path": document.path, "line": statement.outcome.place.line},
            "document": self._page(document),
            "section": statement.outcome.section,
            "event": self._event_of(document),
            "date": _day(document.date),
        }

    def _newest_first(self, kind: Kind) -> list[Document]:
        return lists.newest_first(one for one in self.relations.documents.values() if one.kind is kind)

    def _document(self, document: Document) -> promise.Document:
        return {
            "id": document.url,
            "url": self.address(document.url),
            "title": document.title,
            "summary": document.facts.summary or document.minutes.lead,
            "source": _source(document),
            "markdown": f"{self.address(document.url)}{MARKDOWN.name}",
            "topics": self._topics(document.url),
            "links": self._links(document),
            "license": document.facts.license,
        }

    def _dated(self, document: Document) -> promise.Dated:
        return {
            **self._document(document),
            "date": _day(document.date),
            "event": self._event_of(document),
            "people": _people(self.wiki.by_document.get(document.url, ())),
        }

    def _around(self, document: Document) -> Facts:
        """What is known of the event of a document."""
        event = common.event_of(self.wiki, document.url)
        described = self.relations.documents.get(event.document) if event and event.document is not None else None
        return described.facts if described else Facts()

    def _event_of(self, document: Document) -> promise.Page | None:
        event = common.event_of(self.wiki, document.url)
        return {"id": event.url, "title": event.title, "url": self.address(event.url)} if event else None

    def _page(self, document: Document) -> promise.Page:
        return {"id": document.url, "title": document.title, "url": self.address(document.url)}

    def _topics(self, url: SitePath) -> list[promise.TopicName]:
        topics = self.relations.topics
        return [{"id": one, "label": topics[one].label} for one in self.relations.tagged.get(url, ()) if one in topics]

    def _links(self, document: Document) -> list[promise.WebLink]:
        """The links of a page that lead somewhere."""
        ones = ((ref, link) for link in document.facts.links for ref in common.web_refs(self.wiki, document, [link]))
        return [
            {
                "url": ref.url if "://" in ref.url or ref.url.startswith("mailto:") else self.address(ref.url),
                "title": link.title,
                "kind": link.kind,
            }
            for ref, link in ones
            if ref.url is not None
        ]

    def _ids_of(self, statements: Iterable[Statement], kind: OutcomeKind) -> list[str]:
        return [self.ids[id(one)] for one in statements if one.outcome.kind is kind and said.is_told(one.outcome)]


def _ids(wiki: Wiki) -> dict[int, str]:
    """By statement (its `id()`) what it is known by: its place, with a number behind it where two share one."""
    found: dict[int, str] = {}
    taken: dict[str, int] = {}
    for ones in wiki.stated.values():
        for one in ones:
            found[id(one)] = unique(said.place(one), taken)
    return found


def _people(ones: Iterable[Participation]) -> list[promise.Participant]:
    """Everybody once, with all their roles; those who are shown by the same initials cannot be told apart."""
    found: dict[tuple[str, SitePath | None], list[str]] = {}
    for one in ones:
        roles = found.setdefault((one.name, one.person), [])
        if one.role.value not in roles:
            roles.append(one.role.value)
    return [{"id": person, "name": name, "roles": roles} for (name, person), roles in found.items()]


def _named(owner: Owner) -> promise.PersonName:
    return {"id": owner.person, "name": owner.name}


def _source(document: Document) -> promise.Source:
    first = document.body_line if document.whole is not None else 1
    return {"path": document.path, "line": document.minutes.title_line or first}


def _attendance(facts: Facts) -> promise.Attendance:
    came = facts.attendance
    return {"in_person": came.in_person, "online": came.online, "applied": came.applied}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clock(moment: time | None) -> str | None:
    return f"{moment:%H:%M}" if moment else None
