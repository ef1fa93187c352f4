"""The head of each page as machines read it.

Dublin Core (dublincore.org/specifications/dublin-core/dcq-html) and the `citation_*` tags of Highwire Press
(scholar.google.com/intl/en/scholar/inclusion.html) for reference managers, Open Graph (ogp.me) and Twitter cards for
previews, schema.org as JSON-LD for search engines. Everything comes from the wiki after policy and from what the page
shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from socml_site.emit.heads import cards, linked_data
from socml_site.emit.heads.citing import Citation
from socml_site.emit.options import Options
from socml_site.emit.parts.views import DocumentPage, Placed, Ref
from socml_site.interface import msg
from socml_site.model import Artifact, Document, Head, Kind, Wiki

_ABOVE = {"topics": msg("Topics"), "people": msg("People")}
"""The lists that pages of no document belong to, by their folder."""

Meta = tuple[str, str, str]


def head(wiki: Wiki, options: Options, page: Artifact, document: Document | None, citation: Citation | None) -> Head:
    """The head of a page; `document` is what it shows, `citation` how that is cited."""
    metas = (
        *(_scholarly(options, citation, page) if citation else ()),
        *_preview(wiki, options, page, document),
    )
    nodes = linked_data.nodes(wiki, options, page, _trail(options, page), document, citation)
    return Head(metas, _script({"@context": "https://schema.org", "@graph": nodes}) if nodes else "")


def _trail(options: Options, page: Artifact) -> list[Ref]:
    """The way from the front page to a page, with both."""
    if not page.path:
        return []
    placed = page.view.shared if isinstance(page.view, DocumentPage) else page.view
    between = placed.crumbs if isinstance(placed, Placed) else ()
    folder, _, rest = page.path.partition("/")
    if folder in _ABOVE and rest and not rest.startswith("page/"):
        between = (Ref(options.words.t(_ABOVE[folder]), f"{folder}/"),)
    return [
        Ref(options.site_name, ""),
        *(one for one in between if one.url not in (None, page.path)),
        Ref(page.title, page.path),
    ]


def _scholarly(options: Options, one: Citation, page: Artifact) -> Iterator[Meta]:
    """Dublin Core and `citation_*` tags."""
    day = one.day.isoformat() if one.day else str(one.year or "")
    pairs = [
        ("DC.title", one.title),
        *(("DC.creator", author.name) for author in one.authors),
        ("DC.date", day),
        ("DC.language", one.language),
        ("DC.publisher", one.site),
        ("DC.relation.isPartOf", one.event),
        ("DC.description", page.description),
        ("DC.type", "Text"),
        ("DC.format", "text/html"),
        ("DC.identifier", one.url),
        ("citation_title", one.title),
        *(("citation_author", author.inverted) for author in one.authors),
        ("citation_publication_date", day.replace("-", "/")),
        ("citation_conference_title", one.event if one.kind is Kind.SESSION else ""),
        ("citation_technical_report_institution", one.site if one.kind is Kind.REPORT else ""),
        ("citation_publisher", one.site),
        ("citation_language", one.language),
        ("citation_public_url", one.url),
    ]
    yield from (("name", name, content) for name, content in pairs if content)


def _preview(wiki: Wiki, options: Options, page: Artifact, document: Document | None) -> Iterator[Meta]:
    """Open Graph and Twitter cards."""
    kind = "article" if document and page.path else "profile" if page.template == "person.html" else "website"
    card = cards.of(wiki, options, page)
    day = document.date if document else None
    change = wiki.relations.changes.get(document.url) if document else None
    pairs = [
        ("og:type", kind),
        ("og:title", page.title),
        ("og:description", page.description or options.description),
        ("og:url", options.absolute(page.path) if options.site_url else ""),
        ("og:site_name", options.site_name),
        ("og:locale", _locale((document.language if document else "") or options.words.language)),
        ("article:published_time", day.isoformat() if day and kind == "article" else ""),
        ("article:modified_time", _moment(change.at) if change and kind == "article" else ""),
    ]
    if card:
        pairs += [
            ("og:image", options.absolute(card.path)),
            ("og:image:type", "image/png"),
            ("og:image:width", str(cards.WIDTH)),
            ("og:image:height", str(cards.HEIGHT)),
            ("og:image:alt", card.alt),
        ]
    yield from (("property", name, content) for name, content in pairs if content)
    # Title, text and picture are taken from Open Graph.
    yield "name", "twitter:card", "summary_large_image" if card else "summary"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _locale(language: str) -> str:
    """The language with its likeliest territory, which Open Graph wants: `de` -> `de_DE`; empty if not known."""
    try:
        locale = Locale.parse(language, sep="-")
        if locale.territory:
            return f"{locale.language}_{locale.territory}"
        territory = str(get_global("likely_subtags")[locale.language]).split("_")[-1]
    except (UnknownLocaleError, ValueError, KeyError):
        return ""
    return f"{locale.language}_{territory}"


def _script(data: object) -> str:
    """JSON that ends no script element and begins no comment in one, whatever titles say."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
