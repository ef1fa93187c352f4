"""The page of each event, with its sessions by day and slot, and the list of all events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, pictures, said
from socml_site.emit.parts.views import DocumentPage, Entry, Fact, Group, Listing, Outcomes, Ref
from socml_site.interface import Words
from socml_site.model import (
    Artifact,
    Document,
    Event,
    Facts,
    Kind,
    Minutes,
    SitePath,
    Slot,
    SourcePath,
    Wiki,
)


@dataclass(frozen=True, slots=True)
class EventPage(DocumentPage):
    """An event: its programme as `days`, or of a long one a page of the `listing` of its sessions, and what came of it.

    `series` are the other events of its series, of which `previous` and `next` are the nearest.
    """

    template: ClassVar[str] = "event.html"

    facts: Sequence[Fact]
    days: Sequence[Group]
    listing: Listing | None
    schedule: SitePath | None
    missing: Sequence[Entry]
    reports: Sequence[Entry]
    people: Sequence[Ref]
    outcomes: Sequence[Outcomes]
    series: Sequence[Entry]
    previous: Entry | None
    next: Entry | None


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All event pages and their list."""
    events = sorted(wiki.relations.events.values(), key=lambda event: ask.order(wiki, event))
    for event in events:
        yield from _pages(wiki, options, event, events)
    by_year: dict[int | None, list[Entry]] = {}
    for event in reversed(events):
        by_year.setdefault(ask.year(wiki, event), []).append(_entry(wiki, options, event))
    undated = sorted(by_year.pop(None, []), key=lambda one: one.title)
    groups = [lists.year_group(options, one, lines) for one, lines in by_year.items()]
    groups += [lists.year_group(options, None, undated)] if undated else []
    index = wiki.relations.documents.get(SitePath("events/"))
    empty = options.words.t("No events yet. A folder below events/ with an index.md makes the first.")
    spots = ((one.title, one.url, ask.year(wiki, one), len(ask.sessions(wiki, one))) for one in events)
    line = pictures.timeline(options, spots)
    yield from lists.list_pages(options, options.words.t("Events"), "events", groups, "", empty, index, line)


def _entry(wiki: Wiki, options: Options, event: Event) -> Entry:
    document = wiki.relations.documents.get(event.document) if event.document is not None else None
    facts = document.facts if document else Facts()
    held = ask.sessions(wiki, event)
    return Entry(
        title=event.title,
        url=event.url,
        kind="Event",
        date=ask.first_day(wiki, event),
        summary=facts.summary,
        note=options.words.listed([facts.city, options.words.plural(len(held), "session", "sessions") if held else ""]),
        count=len(held),
        lang=document.language if document else None,
    )


def _pages(wiki: Wiki, options: Options, event: Event, events: list[Event]) -> Iterator[Artifact]:
    document = wiki.relations.documents.get(event.document) if event.document is not None else None
    document = document or _undescribed(event)
    held = ask.sessions(wiki, event)
    series = [one for one in events if one is not event and _series(wiki, one) == _series(wiki, event) != ""]
    at = next((n for n, one in enumerate([*series]) if ask.order(wiki, one) > ask.order(wiki, event)), len(series))
    programme = len(held) <= ask.PROGRAMME
    view = EventPage(
        shared=common.shared(wiki, options, document),
        facts=list(_facts(options.words, document)),
        days=_days(wiki, options.words, held, document.facts) if programme else [],
        listing=None,
        schedule=ask.schedule_of(wiki, event),
        missing=[common.entry(wiki, one.url) for one in ask.waiting(wiki, held, options.today)][:20],
        reports=common.entries(wiki, wiki.by_event.get(event.key, ()), Kind.REPORT),
        people=_people(wiki, held),
        outcomes=said.outcomes(wiki, options, _stating(wiki, event), ("event", event.title)),
        series=[_entry(wiki, options, one) for one in series],
        previous=_entry(wiki, options, series[at - 1]) if at else None,
        next=_entry(wiki, options, series[at]) if at < len(series) else None,
    )
    if event.document is None:
        # Nobody can edit a bare folder.
        view = replace(view, shared=replace(view.shared, edit_url="", source_path=""))
    if programme:
        yield _page(wiki, document, event, view, event.url)
        return
    for address, listing in lists.listings(lists.by_year(wiki, options, (one.url for one in held)), event.url):
        first = listing.number == 1
        sheet = replace(view, listing=listing, outcomes=view.outcomes if first else ())
        made = _page(wiki, document, event, sheet, address)
        title = lists.sheet_title(options, made.title, listing.number)
        yield made if first else replace(made, title=title, document=None, search=None)


def _page(wiki: Wiki, document: Document, event: Event, view: EventPage, url: SitePath) -> Artifact:
    """A page of an event; a bare folder has no document to show."""
    made = common.page(wiki, document, view, url)
    return made if event.document is not None else replace(made, document=None, sources=())


def _undescribed(event: Event) -> Document:
    return Document(SourcePath(event.key), event.url, Kind.EVENT, event.title, Facts(), Minutes(), "")


def _stating(wiki: Wiki, event: Event) -> list[SitePath]:
    """Whatever may state something about an event: its own page, then its programme."""
    own = [event.document] if event.document is not None else []
    return [*own, *wiki.by_event.get(event.key, ())]


def _series(wiki: Wiki, event: Event) -> str:
    return wiki.relations.documents[event.document].facts.series if event.document is not None else ""


def _facts(words: Words, document: Document) -> Iterator[Fact]:
    facts = document.facts
    t = words.t
    where = place = words.listed([facts.venue, facts.city, facts.country])
    if facts.online:
        where = t("{place} and online", place=place) if place else t("Online")
    texts = (
        (t("Where"), where[:1].upper() + where[1:]),
        (t("Host"), facts.host),
        (t("Series"), facts.series),
        (t("Rooms"), words.listed(facts.rooms)),
        (t("How many"), common.how_many(words, facts.attendance)),
        (t("Time zone"), facts.timezone),
    )
    for label, text in texts:
        if text:
            yield Fact(label, (Ref(text),))


def _days(wiki: Wiki, words: Words, held: list[Document], facts: Facts) -> list[Group]:
    """The programme: a group for each day, its sessions in the order of their slots."""
    days: dict[date | None, list[Entry]] = {}
    for document in held:
        slot = _slot(document, facts.slots)
        line = common.entry(wiki, document.url, slot.label if slot else "")
        days.setdefault(document.date, []).append(line)
    undated = days.pop(None, [])
    groups = [Group(words.day(day), f"day-{day.isoformat()}", tuple(lines)) for day, lines in days.items() if day]
    if undated:
        groups.append(Group("" if not groups else words.t("Day not known"), "sessions", tuple(undated)))
    return groups


def _slot(document: Document, slots: tuple[Slot, ...]) -> Slot | None:
    start = document.facts.start
    if start is None:
        return None
    same_day = (slot for slot in slots if slot.date in (None, document.date))
    return next(
        (one for one in same_day if one.start is not None and one.start <= start < (one.end or one.start)), None
    )


def _people(wiki: Wiki, held: list[Document]) -> list[Ref]:
    counts: dict[SitePath, int] = {}
    for document in held:
        for url in {one.person for one in wiki.by_document.get(document.url, ()) if one.person}:
            counts[url] = counts.get(url, 0) + 1
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:24]
    return common.people_refs(wiki, most)
