"""The picture that other sites show beside a link (Open Graph): a title on paper, drawn while the site is built.

There is one for the site and one for each event, or with `cards: pages` one for each session, report, tip and topic
too. Where the font lacks a letter the site's own card stands in, and where that cannot be drawn there is none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from socml_site import writing
from socml_site.emit import ask
from socml_site.emit.heads import drawn_cards
from socml_site.emit.heads.drawn_cards import HEIGHT, WIDTH
from socml_site.emit.options import Options
from socml_site.emit.parts import common
from socml_site.layout import FURTHER_PAGE
from socml_site.model import Artifact, Document, Event, Kind, SitePath, Wiki

__all__ = ["HEIGHT", "WIDTH", "Card", "emit", "of"]

FOLDER = "assets/cards"
_OWN = frozenset({Kind.SESSION, Kind.REPORT, Kind.TIP})
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Card:
    """A card: where it is on the site, and its words. `note` is the quiet line below the title."""

    path: str
    title: str
    note: str
    site: str

    @property
    def alt(self) -> str:
        """What the picture says, for those who do not see it."""
        return ", ".join(part for part in (self.title, self.note, self.site) if part)


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Each card that a page shows, as a PNG of WIDTH by HEIGHT pixels."""
    for card in dict.fromkeys(_all(wiki, options)):
        yield Artifact(card.path, body=_picture(card, options.cache))


def of(wiki: Wiki, options: Options, page: Artifact) -> Card | None:
    """The card of a page: its own, that of its event, or that of the site."""
    own = _own(wiki, options, page)
    return own if own and _drawable(own) else _site(options)


def _all(wiki: Wiki, options: Options) -> Iterator[Card]:
    found = (
        _site(options),
        *(_event(wiki, options, event) for event in wiki.relations.events.values()),
        *(_page(wiki, options, one) for one in wiki.relations.documents.values()),
        *(_topic(options, url, one.label) for url, one in wiki.relations.topics.items()),
    )
    yield from (card for card in found if card and _drawable(card))


def _own(wiki: Wiki, options: Options, page: Artifact) -> Card | None:
    address = SitePath(FURTHER_PAGE.sub("", page.path) or page.path)
    topic = wiki.relations.topics.get(address)
    if topic:
        return _topic(options, address, topic.label)
    document = wiki.relations.documents.get(page.document) if page.document is not None else None
    event = common.event_of(wiki, document.url) if document else None
    if document is None or document.kind is Kind.EVENT:
        event = next((one for one in _events_at(wiki, address)), None)
    own = _page(wiki, options, document) if document else None
    return own or (_event(wiki, options, event) if event else None)


def _events_at(wiki: Wiki, address: SitePath) -> Iterator[Event]:
    return (one for one in wiki.relations.events.values() if one.url == address)


def _site(options: Options) -> Card | None:
    card = Card(f"{FOLDER}/site.png", options.site_name, options.description, "")
    return card if options.cards != "none" and options.site_url and _drawable(card) else None


def _event(wiki: Wiki, options: Options, event: Event) -> Card | None:
    if options.cards == "none" or not options.site_url:
        return None
    document = wiki.relations.documents.get(event.document) if event.document is not None else None
    facts = document.facts if document else None
    day = ask.first_day(wiki, event)
    parts = (options.words.day(day) if day else "", facts.city if facts else "")
    return Card(_path(event.url), event.title, options.words.listed(parts), options.site_name)


def _page(wiki: Wiki, options: Options, document: Document) -> Card | None:
    if options.cards != "pages" or not options.site_url or document.kind not in _OWN:
        return None
    event = common.event_of(wiki, document.url)
    parts = (event.title if event else "", options.words.short_day(document.date) if document.date else "")
    return Card(_path(document.url), document.title, options.words.listed(parts), options.site_name)


def _topic(options: Options, url: SitePath, label: str) -> Card | None:
    if options.cards != "pages" or not options.site_url:
        return None
    return Card(_path(url), label, options.words.t("Topic"), options.site_name)


def _path(url: SitePath) -> str:
    return f"{FOLDER}/{url.rstrip('/')}.png"


def _drawable(card: Card) -> bool:
    return drawn_cards.has_letters(f"{card.title}{card.note}{card.site}")


def _picture(card: Card, cache: Path | None) -> bytes:
    """The drawn card, from the cache if it was drawn before."""
    words = (card.title, card.note, card.site)
    if cache is None:
        return drawn_cards.draw(*words)
    name = hashlib.sha256(repr((drawn_cards.VERSION, words)).encode()).hexdigest()[:32]
    # `.cache/socml` of a project, whose pull requests may bring links.
    file, project = cache / "cards" / f"{name}.png", cache.parent.parent
    with suppress(OSError):
        data = writing.read(file, project)
        if data.startswith(_PNG):
            return data
    data = drawn_cards.draw(*words)
    with suppress(OSError):
        writing.put(file, data, project)
    return data
