"""What is new, for feed readers: Atom (RFC 4287) and JSON Feed 1.1 (jsonfeed.org/version/1.1).

There is a feed for the site and for each event, topic and person. The same session stands in many of them, so each
entry is made once and a feed is a row of references to entries; why not with a library is in
docs/adr/0015-files-to-take-away.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from xml.sax.saxutils import escape, quoteattr

from socml_site.emit.files.forms import ATOM, JSON_FEED, identity
from socml_site.emit.options import Options
from socml_site.emit.parts import lists, said
from socml_site.emit.parts.common import participants
from socml_site.interface import msg
from socml_site.model import Artifact, Document, Kind, OutcomeKind, Role, SitePath, Status, Wiki

LONGEST = 30
"""Entries of the feed of the site or of an event, the newest."""
SHORT = 15
"""Entries of the feed of a topic or a person: of these there are many, and what is new is at the top."""
SAID = 12
"""Outcomes of one kind that an entry tells; the page has the others."""
WRITERS = (Role.WROTE, Role.NOTED)
HELPERS = (Role.MODERATED, Role.SPOKE, Role.PRESENTED)
_LABELS = {
    OutcomeKind.DECISION: msg("Decided"),
    OutcomeKind.ACTION: msg("To do"),
    OutcomeKind.QUESTION: msg("Open questions"),
}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold, not even escaped."""
_ATOM_SPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A session or report in both formats, and when it was last changed: a moment as RFC 3339 writes it, in UTC."""

    updated: str
    atom: str
    json: str


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Both feeds of the site and of each event, topic and person."""
    entries = _entries(wiki, options)
    yield from _feeds(options, SitePath(""), options.site_name, list(entries.values())[:LONGEST])
    rank = {url: number for number, url in enumerate(entries)}
    for url, title, held, longest in _pages(wiki):
        found = sorted({one for one in held if one in rank}, key=rank.__getitem__)
        yield from _feeds(options, url, f"{title} - {options.site_name}", [entries[one] for one in found[:longest]])


def _pages(wiki: Wiki) -> Iterator[tuple[SitePath, str, Iterable[SitePath], int]]:
    """Each page with a feed of its own: its address and title, its documents, and how many to tell."""
    for event in wiki.relations.events.values():
        yield event.url, event.title, wiki.by_event.get(event.key, ()), LONGEST
    for topic in wiki.relations.topics.values():
        yield topic.url, topic.label, wiki.by_topic.get(topic.url, ()), SHORT
    for person in wiki.relations.people.values():
        yield person.url, person.name, (one.document for one in wiki.by_person.get(person.url, ())), SHORT


def _entries(wiki: Wiki, options: Options) -> dict[SitePath, _Entry]:
    """The entries of all sessions with notes and all reports whose time is known, the newest first."""
    days: dict[SitePath, date] = {}
    for document in wiki.relations.documents.values():
        year = wiki.year.get(document.url)
        if _told(document) and year:
            days[document.url] = document.date or date(year, 1, 1)
    found = lists.newest_first(wiki.relations.documents[url] for url in days)
    found.sort(key=lambda one: days[one.url], reverse=True)
    return {one.url: _entry(wiki, options, one, days[one.url]) for one in found}


def _told(document: Document) -> bool:
    """Whether a document is news: not what was never held, and of a file of several sessions only these."""
    if document.minutes.cancelled or document.facts.status is Status.CANCELLED:
        return False
    written = document.kind is Kind.SESSION and not document.without_notes and not document.parts
    return written or document.kind is Kind.REPORT


def _entry(wiki: Wiki, options: Options, document: Document, day: date) -> _Entry:
    summary = document.facts.summary or document.minutes.lead
    text = "\n\n".join(part for part in (summary, _outcomes(wiki, options, document)) if part)
    ones = wiki.by_document.get(document.url, ())
    writers = list(dict.fromkeys(ref.label for role in WRITERS for ref in participants(ones, role)))
    helpers = dict.fromkeys(ref.label for role in HELPERS for ref in participants(ones, role))
    topics = [wiki.relations.topics[url].label for url in wiki.relations.tagged.get(document.url, ())]
    moment = f"{day.isoformat()}T00:00:00Z"
    change = wiki.relations.changes.get(document.url)
    updated = max(moment, f"{change.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}") if change else moment
    key = f"urn:uuid:{identity(options, document.url)}"
    href = options.absolute(document.url)
    atom = [
        f"<entry>\n<id>{key}</id>\n<title>{_xml(document.title)}</title>\n",
        # Without the site's address it is relative to the root, which is the base of the feed.
        f"<link href={_quoted(href if options.site_url else _below(href))}/>\n",
        f"<published>{moment}</published>\n<updated>{updated}</updated>\n",
        *(f"<author><name>{_xml(name)}</name></author>\n" for name in writers),
        *(f"<contributor><name>{_xml(name)}</name></contributor>\n" for name in helpers if name not in writers),
        *(f"<category term={_quoted(label)}/>\n" for label in topics),
        f"<summary>{_xml(text or document.title)}</summary>\n</entry>\n",
    ]
    item: dict[str, object] = {"id": key}
    if options.site_url:
        item["url"] = href
    item |= {"title": document.title, "content_text": text or document.title}
    item |= {"summary": summary} if summary and summary != text else {}
    item |= {"date_published": moment, "date_modified": updated}
    item |= {"authors": [{"name": name} for name in writers]} if writers else {}
    item |= {"tags": topics} if topics else {}
    return _Entry(updated, "".join(atom), _json(item))


def _outcomes(wiki: Wiki, options: Options, document: Document) -> str:
    """What came of a session, a line for each kind."""
    found: dict[OutcomeKind, list[str]] = {kind: [] for kind in _LABELS}
    for one in wiki.stated.get(document.url, ()):
        if said.is_told(one.outcome):
            found[one.outcome.kind].append(one.outcome.text)
    return "\n".join(
        f"{options.words.t(_LABELS[kind])}: {'; '.join(texts[:SAID])}{'; …' if len(texts) > SAID else ''}"
        for kind, texts in found.items()
        if texts
    )


def _feeds(options: Options, page: SitePath, title: str, entries: Sequence[_Entry]) -> Iterator[Artifact]:
    yield Artifact(f"{page}{ATOM.name}", body=(_atom_head(options, page, title, entries), *_atom(entries)))
    yield Artifact(f"{page}{JSON_FEED.name}", body=(_json_head(options, page, title), *_items(entries)))


def _atom(entries: Iterable[_Entry]) -> Iterator[str]:
    yield from (one.atom for one in entries)
    yield "</feed>\n"


def _atom_head(options: Options, page: SitePath, title: str, entries: Sequence[_Entry]) -> str:
    """What stands before the entries. An empty feed has to say when it was made all the same."""
    path = f"{page}{ATOM.name}"
    moment = max((one.updated for one in entries), default=f"{options.today.isoformat()}T00:00:00Z")
    base = options.site_url or "../" * page.count("/") or "./"
    here = options.absolute(page) if options.site_url else _below(options.absolute(page)) or "./"
    itself = options.absolute(path) if options.site_url else _below(options.absolute(path))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="{_ATOM_SPACE}" xml:lang={_quoted(options.words.language)} xml:base={_quoted(base)}>\n'
        f"<id>urn:uuid:{identity(options, path)}</id>\n<title>{_xml(title)}</title>\n"
        f"<author><name>{_xml(options.site_name)}</name></author>\n"
        f'<link rel="self" type="{ATOM.type}" href={_quoted(itself)}/>\n'
        f'<link rel="alternate" type="text/html" href={_quoted(here)}/>\n'
        f"<updated>{moment}</updated>\n<generator>socml</generator>\n"
    )


def _json_head(options: Options, page: SitePath, title: str) -> str:
    feed: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": title}
    if options.site_url:
        feed |= {"home_page_url": options.absolute(page), "feed_url": options.absolute(f"{page}{JSON_FEED.name}")}
    feed |= {"language": options.words.language, "authors": [{"name": options.site_name}]}
    return f'{_json(feed)[:-1]}, "items": [\n'


def _items(entries: Sequence[_Entry]) -> Iterator[str]:
    for number, one in enumerate(entries):
        yield one.json
        yield ",\n" if number + 1 < len(entries) else "\n"
    yield "]}\n"


def _below(address: str) -> str:
    return address.removeprefix("/")


def _xml(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


def _json(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)
