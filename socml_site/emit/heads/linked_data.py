"""Pages as schema.org describes them (schema.org/docs/full.html), each as nodes of one graph.

An address is told only where the site knows its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from socml_site.emit import ask
from socml_site.emit.heads.citing import Citation
from socml_site.emit.options import Options
from socml_site.emit.parts.common import event_of
from socml_site.emit.parts.views import Ref
from socml_site.layout import FURTHER_PAGE
from socml_site.model import Artifact, Document, Event, Kind, Person, Role, SitePath, Status, Wiki

Node = dict[str, object]

_HELPED = (Role.MODERATED, Role.SPOKE, Role.PRESENTED)
_MODES = {
    (True, False): "OfflineEventAttendanceMode",
    (False, True): "OnlineEventAttendanceMode",
    (True, True): "MixedEventAttendanceMode",
}


def nodes(
    wiki: Wiki,
    options: Options,
    page: Artifact,
    trail: Sequence[Ref],
    document: Document | None,
    citation: Citation | None,
) -> list[Node]:
    """The nodes of a page, the way to it (`trail`) last; a list has nothing but that."""
    made: list[Node] = []
    if not page.path:
        made.append(_site(options))
    elif FURTHER_PAGE.search(page.path):
        pass
    elif document and document.kind is Kind.EVENT:
        made.append(_event(wiki, options, page, document))
    elif document and citation:
        made.append(_article(wiki, options, page, document, citation))
    elif person := wiki.relations.people.get(SitePath(page.path)):
        made.append(_person(options, person))
    return [*made, *([_breadcrumbs(options, trail)] if trail else [])]


def _node(kind: str, values: Mapping[str, object]) -> Node:
    """A node without what is not known."""
    return {"@type": kind, **{name: value for name, value in values.items() if value not in (None, "", [], {})}}


def _url(options: Options, path: str) -> str:
    return options.absolute(path) if options.site_url else ""


def _breadcrumbs(options: Options, trail: Sequence[Ref]) -> Node:
    items = []
    for at, one in enumerate(trail, 1):
        url = _url(options, one.url or "")
        page = _node("WebPage", {"@id": url}) if url else None
        items.append(_node("ListItem", {"position": at, "name": one.label, "item": page}))
    return _node("BreadcrumbList", {"itemListElement": items})


def _site(options: Options) -> Node:
    """The front page. A search begins at an address, so without one there is none to tell."""
    template = f"{options.site_url}search/?q={{search_term_string}}"
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }
    values = {
        "name": options.site_name,
        "url": options.site_url,
        "description": options.description,
        "inLanguage": options.words.language,
        "potentialAction": search if options.site_url else None,
    }
    return _node("WebSite", values)


def _person(options: Options, person: Person) -> Node:
    web = person.homepage.startswith(("https://", "http://"))
    values = {
        "name": person.name,
        "alternateName": list(person.aliases),
        "url": _url(options, person.url),
        "sameAs": person.homepage if web else "",
        "affiliation": _node("Organization", {"name": person.affiliation}) if person.affiliation else None,
    }
    return _node("Person", values)


def _event(wiki: Wiki, options: Options, page: Artifact, document: Document) -> Node:
    facts = document.facts
    held = next((one for one in wiki.relations.events.values() if one.document == document.url), None)
    day = ask.first_day(wiki, held) if held else document.date
    cancelled = facts.status is Status.CANCELLED
    parts = ask.sessions(wiki, held) if held else []
    place = _place(document)
    values = {
        "name": document.title,
        "description": page.description,
        "url": _url(options, document.url),
        "startDate": day.isoformat() if day else "",
        "endDate": facts.end_date.isoformat() if facts.end_date else "",
        "eventStatus": f"https://schema.org/{'EventCancelled' if cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[bool(place), facts.online]}"
        if place or facts.online
        else "",
        "location": [*([place] if place else []), *([_online(options, document)] if facts.online else [])],
        "organizer": _node("Organization", {"name": facts.host}) if facts.host else None,
        "superEvent": _node("EventSeries", {"name": facts.series}) if facts.series else None,
        "subEvent": [_part(options, one) for one in parts[: ask.PROGRAMME]],
    }
    return _node("Event", values)


def _place(document: Document) -> Node | None:
    facts = document.facts
    address = _node("PostalAddress", {"addressLocality": facts.city, "addressCountry": facts.country})
    if not (facts.venue or facts.city or facts.country):
        return None
    name = facts.venue or facts.city or facts.country
    return _node("Place", {"name": name, "address": address if len(address) > 1 else None})


def _online(options: Options, document: Document) -> Node:
    return _node("VirtualLocation", {"url": _url(options, document.url), "name": document.title})


def _part(options: Options, document: Document) -> Node:
    """A session as part of its event; its day as the page shows it."""
    cancelled = document.minutes.cancelled or document.facts.status is Status.CANCELLED
    values = {
        "name": document.title,
        "url": _url(options, document.url),
        "startDate": document.date.isoformat() if document.date else "",
        "eventStatus": "https://schema.org/EventCancelled" if cancelled else "",
    }
    return _node("Event", values)


def _article(wiki: Wiki, options: Options, page: Artifact, document: Document, citation: Citation) -> Node:
    topics = (wiki.relations.topics[url] for url in wiki.relations.tagged.get(document.url, ()))
    event = event_of(wiki, document.url)
    change = wiki.relations.changes.get(document.url)
    about = [_node("Thing", {"name": one.label, "url": _url(options, one.url)}) for one in topics]
    held = (
        _node("Event", {"name": event.title, "url": _url(options, event.url), **_days(wiki, event)}) if event else None
    )
    values = {
        "headline": document.title,
        "description": page.description,
        "url": _url(options, document.url),
        "inLanguage": document.language,
        "datePublished": citation.day.isoformat() if citation.day else "",
        "dateModified": change.at.isoformat(timespec="seconds") if change else "",
        "wordCount": document.minutes.words or None,
        "author": list(_authors(wiki, options, document, citation)),
        "contributor": list(_people(wiki, options, document.url, _HELPED)),
        "about": about if document.kind is Kind.SESSION or held is None else [held, *about],
        # A CreativeWork is part of works only; what ties minutes to an event is where they were taken.
        "recordedAt": held if document.kind is Kind.SESSION else None,
        "isPartOf": _node("WebSite", {"name": options.site_name, "url": options.site_url}),
    }
    return _node("Report" if document.kind is Kind.REPORT else "Article", values)


def _days(wiki: Wiki, event: Event) -> Node:
    day = ask.first_day(wiki, event) if event.document is not None else None
    return {"startDate": day.isoformat()} if day else {}


def _authors(wiki: Wiki, options: Options, document: Document, citation: Citation) -> Iterator[Node]:
    """Those who wrote; where nobody may be named, the event or the site answers for it."""
    role = Role.NOTED if document.kind is Kind.SESSION else Role.WROTE
    people = list(_people(wiki, options, document.url, (role,)))
    yield from people or [_node("Organization", {"name": one.name}) for one in citation.authors]


def _people(wiki: Wiki, options: Options, url: SitePath, roles: Sequence[Role]) -> Iterator[Node]:
    """Who took part in one of the roles, under the names the page shows."""
    ones = (one for one in wiki.by_document.get(url, ()) if one.role in roles)
    for name, person in dict.fromkeys((one.name, one.person) for one in ones):
        yield _node("Person", {"name": name, "url": _url(options, person) if person is not None else ""})
