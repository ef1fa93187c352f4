"""What several emitters ask of a wiki: when an event began, its sessions, who took part, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from socml_site import layout
from socml_site.model import Document, Event, Facts, Kind, Person, Role, SitePath, Status, Wiki

PROGRAMME = 120
"""With more sessions than this an event shows them as a list by year instead of by slot."""
_PHASES = ("before", "during", "after", "")
Roles = dict[SitePath, list[Role]]
"""What somebody did in each of their sessions."""


def first_day(wiki: Wiki, event: Event) -> date | None:
    """The day an event began: its own word, or else its earliest session's."""
    own = wiki.relations.documents[event.document].date if event.document is not None else None
    return own or min((day for one in sessions(wiki, event) if (day := one.date)), default=None)


def year(wiki: Wiki, event: Event) -> int | None:
    """The year of an event, also where its day is not known."""
    day = first_day(wiki, event)
    pages = (event.document, *wiki.by_event.get(event.key, ()))
    return day.year if day else next((wiki.year[url] for url in pages if url is not None and url in wiki.year), None)


def order(wiki: Wiki, event: Event) -> tuple[int, date, str]:
    """What orders events in time."""
    return year(wiki, event) or 0, first_day(wiki, event) or date.min, event.title


def sessions(wiki: Wiki, event: Event) -> list[Document]:
    """The sessions of an event, in the order of its programme."""
    found = (wiki.relations.documents[url] for url in wiki.by_event.get(event.key, ()))
    return [document for document in found if document.kind is Kind.SESSION]


def schedule_of(wiki: Wiki, event: Event) -> SitePath | None:
    """The address of an event's schedule, or None if nothing of one is known."""
    own = wiki.relations.documents[event.document].facts if event.document is not None else Facts()
    known = own.slots or wiki.relations.planned.get(event.key) or sessions(wiki, event)
    return layout.schedule_url(event.url) if known else None


def standing(document: Document) -> str:
    """What a reader must know before the minutes: that the session was cancelled, or held with another."""
    if document.facts.status in (Status.MERGED, Status.CANCELLED):
        return document.facts.status
    return Status.CANCELLED if document.minutes.cancelled else ""


def waiting(wiki: Wiki, sessions: Iterable[Document], today: date) -> list[Document]:
    """The sessions that were held, as far as is known, and of which nobody has written down what was said."""
    return [
        one
        for one in sessions
        if one.awaits_notes
        and one.facts.status is not Status.PROPOSED
        and ((day := one.date or _day_of_event(wiki, one)) is None or day <= today)
        # An agenda without a day may be of a meeting to come.
        and (day is not None or not one.minutes.planned)
    ]


def _day_of_event(wiki: Wiki, document: Document) -> date | None:
    event = wiki.relations.events.get(wiki.relations.event_of.get(document.url, ""))
    return first_day(wiki, event) if event else None


def chapters(wiki: Wiki) -> list[Document]:
    """The chapters in reading order."""
    found = [one for one in wiki.relations.documents.values() if one.kind is Kind.GUIDE]
    return sorted(found, key=lambda one: (one.facts.order if one.facts.order is not None else 999, one.path))


def tips(wiki: Wiki) -> list[Document]:
    """The tips as they are read one after another."""
    found = [one for one in wiki.relations.documents.values() if one.kind is Kind.TIP]
    return sorted(found, key=lambda one: (_PHASES.index(one.facts.phase), one.facts.order or 999, one.title))


def evidence(wiki: Wiki, document: Document) -> list[SitePath]:
    """The pages that taught a tip."""
    ones = wiki.relations.references
    found = (one.target for one in ones if one.source == document.url and one.relation == "evidence")
    return [url for url in dict.fromkeys(found) if url in wiki.relations.documents]


def took_part(wiki: Wiki, person: Person) -> tuple[Roles, list[SitePath]]:
    """The roles of a person in each session, and the reports they wrote."""
    sessions: Roles = {}
    reports = []
    for one in wiki.by_person.get(person.url, ()):
        if one.role is Role.WROTE or wiki.relations.documents[one.document].kind is not Kind.SESSION:
            reports.append(one.document)
        else:
            sessions.setdefault(one.document, []).append(one.role)
    return sessions, list(dict.fromkeys(reports))
