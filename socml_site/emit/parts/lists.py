"""Lists that stay useful at any length: grouped by year or letter, with a jump row, and cut into pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from socml_site import urls
from socml_site.emit.options import Options
from socml_site.emit.parts import common
from socml_site.emit.parts.pictures import Timeline
from socml_site.emit.parts.views import Entry, Group, Listing, Ref
from socml_site.link.index import when
from socml_site.model import Artifact, Document, SitePath, View, Wiki

PAGE_SIZE = 200
"""Entries on one page of a long list."""


@dataclass(frozen=True, slots=True)
class ListPage(View):
    """A list of all of one kind; what `empty` says stands where there is none."""

    template: ClassVar[str] = "list.html"

    heading: str
    intro: str
    listing: Listing
    filterable: bool
    kind: str
    empty: str


@dataclass(frozen=True, slots=True)
class TimelinePage(View):
    """A list with a drawing of it above."""

    template: ClassVar[str] = "timeline.html"

    drawn: ListPage
    timeline: Timeline


def by_year(
    wiki: Wiki, options: Options, urls: Iterable[SitePath], notes: Mapping[SitePath, str] | None = None
) -> list[Group]:
    """Documents by year, the latest first; those of which not even the year is known last, by event and title."""
    found = newest_first(wiki.relations.documents[url] for url in urls)
    groups: dict[int | None, list[Entry]] = {}
    for document in found:
        line = common.entry(wiki, document.url, (notes or {}).get(document.url, ""))
        groups.setdefault(wiki.year.get(document.url), []).append(line)
    undated = sorted(groups.pop(None, []), key=lambda one: (one.event.label if one.event else "", one.title))
    made = [year_group(options, year, groups[year]) for year in sorted((one for one in groups if one), reverse=True)]
    return [*made, year_group(options, None, undated)] if undated else made


def newest_first(documents: Iterable[Document]) -> list[Document]:
    """The latest day first, and each day from morning to evening."""
    return sorted(sorted(documents, key=when), key=lambda one: one.date or date.min, reverse=True)


def year_group(options: Options, year: int | None, lines: Iterable[Entry]) -> Group:
    """The lines of one year, or of none."""
    if year:
        return Group(str(year), f"in-{year}", tuple(lines))
    return Group(options.words.t("Date not known"), "undated", tuple(lines))


def by_letter(lines: Iterable[Entry]) -> list[Group]:
    """Entries by the first letter of their titles, accents set aside; what begins with no letter comes last."""
    groups: dict[str, list[Entry]] = {}
    for line in sorted(lines, key=lambda one: (urls.slugify(one.title), one.title)):
        first = urls.slugify(line.title)[0].upper()
        groups.setdefault(first if first.isalpha() else "0–9", []).append(line)
    ordered = sorted(groups, key=lambda label: (label == "0–9", label))
    return [Group(label, f"letter-{urls.slugify(label)}", tuple(groups[label])) for label in ordered]


def listings(groups: Sequence[Group], base: SitePath, size: int = PAGE_SIZE) -> Iterator[tuple[SitePath, Listing]]:
    """The pages of a list of any length, each with its address; there is always a first one."""
    sheets: list[list[Group]] = [[]]
    room = size
    for group in groups:
        rest = group.entries
        while rest:
            if room == 0 or (len(rest) > room and len(rest) <= size // 2 and sheets[-1]):
                sheets.append([])
                room = size
            sheets[-1].append(replace(group, entries=rest[:room]))
            rest, room = rest[room:], room - len(rest[:room])
    addresses = [base if number == 1 else SitePath(f"{base}page/{number}/") for number in range(1, len(sheets) + 1)]
    starts: dict[str, Ref] = {}
    for address, sheet in zip(addresses, sheets, strict=True):
        for group in sheet:
            starts.setdefault(group.anchor, Ref(group.label, f"{address}#{group.anchor}"))
    total = sum(len(group.entries) for group in groups)
    jumps = tuple(starts.values()) if len(starts) > 1 else ()
    for number, (address, sheet) in enumerate(zip(addresses, sheets, strict=True), 1):
        pages = tuple(Ref(str(other), None if other == number else url) for other, url in enumerate(addresses, 1))
        yield address, Listing(tuple(sheet), total, jumps, pages if len(pages) > 1 else (), number)


def sheet_title(options: Options, title: str, number: int) -> str:
    """The title of a page of a long list, which all but the first say."""
    return title if number == 1 else options.words.t("{title}, page {n}", title=title, n=options.words.number(number))


def list_pages(
    options: Options,
    title: str,
    kind: str,
    groups: Sequence[Group],
    intro: str,
    empty: str,
    document: Document | None = None,
    timeline: Timeline | None = None,
) -> Iterator[Artifact]:
    """The pages that list all of one kind; `document` is the text a wiki has written for it.

    The text and the `timeline` stand on the first.
    """
    for address, listing in listings(groups, SitePath(f"{kind}/")):
        first = listing.number == 1
        view = ListPage(
            heading=document.title if document else title,
            intro=(document.facts.summary if document else "") or intro,
            listing=listing,
            filterable=listing.total > 8,
            kind=kind,
            empty=empty,
        )
        yield Artifact(
            path=address,
            title=sheet_title(options, title, listing.number),
            view=TimelinePage(view, timeline) if timeline and first else view,
            description=intro,
            document=document.url if document and first else None,
            sources=(document.path,) if document else (),
        )
