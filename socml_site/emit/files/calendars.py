"""Sessions and events as iCalendar (RFC 5545): one calendar for the site and one for each event.

Each entry is made once, for both; why not with a library is in docs/adr/0015-files-to-take-away.md. An event or a site
of which no day is known has no calendar, since an empty one is not valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from socml_site.emit import ask
from socml_site.emit.files.forms import CALENDAR, identity
from socml_site.emit.options import Options
from socml_site.emit.parts.common import event_of
from socml_site.model import Artifact, Document, Event, Facts, Kind, Status, Wiki

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")
"""What no value of a calendar may hold (RFC 5545, section 3.1), and ends of line that programs disagree about."""
OCTETS = 75
"""Bytes of a line without its end."""

Property = tuple[str, str]
"""The name of a property, with its parameters, and its value."""


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The calendar of each event, and that of all of them and of the sessions that belong to none."""
    everything: list[str] = []
    for event in sorted(wiki.relations.events.values(), key=lambda one: one.url):
        span = _span(wiki, options, event)
        found = [one for document in ask.sessions(wiki, event) for one in _session(wiki, options, document)]
        everything += [*span, *found]
        if span or found:
            yield _calendar(options, f"{event.url}{CALENDAR.name}", event.title, [*span, *found])
    for document in wiki.relations.documents.values():
        if document.kind is Kind.SESSION and event_of(wiki, document.url) is None:
            everything += _session(wiki, options, document)
    if everything:
        yield _calendar(options, CALENDAR.name, options.site_name, everything)


def is_dated(wiki: Wiki) -> bool:
    """Whether there is anything for a calendar to hold."""
    documents = wiki.relations.documents
    spans = (
        documents[url].date
        for event in wiki.relations.events.values()
        if (url := event.document) in documents and url is not None
    )
    held = (one.date for one in documents.values() if one.kind is Kind.SESSION and not one.parts)
    return any(spans) or any(held)


def _calendar(options: Options, path: str, name: str, entries: list[str]) -> Artifact:
    head = _lines(
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//socml//socml//EN"),
        ("UID", identity(options, path)),
        ("NAME", _text(name)),
        # Older than NAME of RFC 7986, and what most programs read.
        ("X-WR-CALNAME", _text(name)),
    )
    return Artifact(path, body=(head, *entries, "END:VCALENDAR\r\n"))


def _span(wiki: Wiki, options: Options, event: Event) -> list[str]:
    """An event from its first day to its last, if its own page says when it was."""
    document = wiki.relations.documents.get(event.document) if event.document is not None else None
    if document is None or document.date is None:
        return []
    last = max(document.facts.end_date or document.date, document.date)
    when = (*_days(document.date, last), ("TRANSP", "TRANSPARENT"))
    return [_entry(options, document, event.title, document.date, when, _where(document.facts))]


def _session(wiki: Wiki, options: Options, document: Document) -> list[str]:
    """A session of which the day is known: at its hours, or else all day long.

    A file of several sessions is not one itself.
    """
    day = document.date
    if day is None or document.parts:
        return []
    event = event_of(wiki, document.url)
    described = wiki.relations.documents.get(event.document) if event and event.document is not None else None
    around = described.facts if described else Facts()
    own = document.facts.start is not None
    start, end = (document.facts.start, document.facts.end) if own else (document.minutes.start, document.minutes.end)
    when = _days(day, day)
    if start is not None:
        zone = _zone(document.facts.timezone or document.minutes.timezone or around.timezone)
        when = (("DTSTART", _moment(day, start, zone)),)
        if end is not None and end > start:
            when += (("DTEND", _moment(day, end, zone)),)
    topics = [wiki.relations.topics[url].label for url in wiki.relations.tagged.get(document.url, ())]
    if topics:
        when += (("CATEGORIES", ",".join(map(_text, topics))),)
    return [_entry(options, document, document.title, day, when, [document.facts.room, *_where(around)])]


def _entry(
    options: Options, document: Document, title: str, day: date, own: Iterable[Property], where: Iterable[str]
) -> str:
    """An entry of a calendar; `own` are what no other has.

    The stamp is the day itself, so that a build without changes changes nothing.
    """
    cancelled = document.facts.status is Status.CANCELLED or document.minutes.cancelled
    planned = document.facts.status is Status.PROPOSED
    place = ", ".join(part for part in where if part)
    summary = document.facts.summary or document.minutes.lead
    return _lines(
        ("BEGIN", "VEVENT"),
        ("UID", identity(options, document.url)),
        ("DTSTAMP", f"{_day(day)}T000000Z"),
        *own,
        ("SUMMARY", _text(title)),
        *((("DESCRIPTION", _text(summary)),) if summary else ()),
        *((("LOCATION", _text(place)),) if place else ()),
        *((("URL", options.absolute(document.url)),) if options.site_url else ()),
        ("STATUS", "CANCELLED" if cancelled else "TENTATIVE" if planned else "CONFIRMED"),
        ("END", "VEVENT"),
    )


def _where(facts: Facts) -> list[str]:
    return [part for part in (facts.venue, facts.city, facts.country) if part]


def _zone(name: str) -> ZoneInfo | None:
    """The time zone of this name (IANA); None if there is none, as for "PT"."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, LookupError):
        return None


def _days(first: date, last: date) -> tuple[Property, ...]:
    """Whole days; a calendar's end is the first day that is free again."""
    free = last + timedelta(days=1) if last < date.max else last
    return ("DTSTART;VALUE=DATE", _day(first)), ("DTEND;VALUE=DATE", _day(free))


def _day(day: date) -> str:
    # `%Y` of an early year has fewer digits than four.
    return day.isoformat().replace("-", "")


def _moment(day: date, clock: time, zone: ZoneInfo | None) -> str:
    """In UTC where the zone is known; else as a clock in the room shows it, which RFC 5545 calls floating."""
    local = datetime.combine(day, clock)
    try:
        known = local.replace(tzinfo=zone).astimezone(UTC) if zone else None
    except OverflowError:
        known = None
    shown = known or local
    return f"{_day(shown.date())}T{shown:%H%M%S}{'Z' if known else ''}"


def _text(text: str) -> str:
    """A value of type TEXT: RFC 5545, section 3.3.11."""
    text = _FORBIDDEN.sub(" ", text)
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _lines(*properties: Property) -> str:
    return "".join(f"{_folded(f'{name}:{value}')}\r\n" for name, value in properties)


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets, each after the first behind a space: RFC 5545, section 3.1.

    No character is torn apart.
    """
    if len(line) <= OCTETS and line.isascii():
        return line
    if line.isascii():
        rest = range(OCTETS, len(line), OCTETS - 1)
        return "\r\n ".join((line[:OCTETS], *(line[at : at + OCTETS - 1] for at in rest)))
    pieces, room = [""], OCTETS
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append("")
            room = OCTETS - 1
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)
