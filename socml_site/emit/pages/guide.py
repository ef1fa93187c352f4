"""The guide for hosts, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.model import Artifact, SitePath, Wiki

GUIDE = SitePath("guide/")


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Each chapter, and the page that lists them."""
    found = ask.chapters(wiki)
    lines = [common.entry(wiki, one.url) for one in found]
    for number, document in enumerate(found):
        data = {
            "number": number + 1,
            "previous": lines[number - 1] if number else None,
            "next": lines[number + 1] if number + 1 < len(found) else None,
            "chapters": lines,
        }
        yield common.page(wiki, options, document, "guide.html", data)
    index = wiki.relations.documents.get(GUIDE)
    if index:
        yield common.page(wiki, options, index, "guide-index.html", {"chapters": lines})
    else:
        empty = options.words.t("No guide here. Chapters are files below guide/.")
        yield from lists.list_pages(options, options.words.t("Guide"), "guide", lists.by_letter(lines), "", empty)
