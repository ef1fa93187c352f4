"""Pages that are none of the known kinds, and the search page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from socml_site import layout
from socml_site.emit.options import Options
from socml_site.emit.parts import common
from socml_site.emit.parts.views import DocumentPage
from socml_site.model import Artifact, Kind, View, Wiki


@dataclass(frozen=True, slots=True)
class PlainPage(DocumentPage):
    """A document of no known kind."""

    template: ClassVar[str] = "page.html"


@dataclass(frozen=True, slots=True)
class SearchPage(View):
    """The search, which scripts fill."""

    template: ClassVar[str] = "search.html"


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Plain pages; the index files of lists are shown by their lists."""
    for document in wiki.relations.documents.values():
        if document.kind is Kind.PAGE and document.url not in layout.GENERATED:
            yield common.page(wiki, document, PlainPage(common.shared(wiki, options, document)))
    yield Artifact(
        "search/",
        options.words.t("Search"),
        SearchPage(),
        description=options.words.t("Search all minutes, reports, tips, topics and people."),
    )
