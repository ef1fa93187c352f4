"""Pages that are none of the known kinds, and the search page."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site import layout
from socml_site.emit.options import Options
from socml_site.emit.parts import common
from socml_site.model import Artifact, Kind, Wiki


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Plain pages; the index files of lists are shown by their lists."""
    for document in wiki.relations.documents.values():
        if document.kind is Kind.PAGE and document.url not in layout.GENERATED:
            yield common.page(wiki, options, document, "page.html", {})
    yield Artifact(
        "search/",
        options.words.t("Search"),
        "search.html",
        description=options.words.t("Search all minutes, reports, tips, topics and people."),
    )
