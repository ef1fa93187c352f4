"""The guide for hosts, chapter by chapter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.views import DocumentPage, Entry
from socml_site.model import Artifact, SitePath, Wiki

GUIDE = SitePath("guide/")


@dataclass(frozen=True, slots=True)
class GuidePage(DocumentPage):
    """A chapter, among all `chapters`."""

    template: ClassVar[str] = "guide.html"

    number: int
    previous: Entry | None
    next: Entry | None
    chapters: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class GuideIndexPage(DocumentPage):
    """What a wiki says of its guide, and the chapters."""

    template: ClassVar[str] = "guide-index.html"

    chapters: Sequence[Entry]


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """Each chapter, and the page that lists them."""
    found = ask.chapters(wiki)
    lines = [common.entry(wiki, one.url) for one in found]
    for number, document in enumerate(found):
        view = GuidePage(
            shared=common.shared(wiki, options, document),
            number=number + 1,
            previous=lines[number - 1] if number else None,
            next=lines[number + 1] if number + 1 < len(found) else None,
            chapters=lines,
        )
        yield common.page(wiki, document, view)
    index = wiki.relations.documents.get(GUIDE)
    if index:
        yield common.page(wiki, index, GuideIndexPage(common.shared(wiki, options, index), lines))
    else:
        empty = options.words.t("No guide here. Chapters are files below guide/.")
        yield from lists.list_pages(options, options.words.t("Guide"), "guide", lists.by_letter(lines), "", empty)
