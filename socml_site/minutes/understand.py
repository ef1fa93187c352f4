"""The recognisers put together: a source to its minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.anchors import slug, unique
from socml_site.minutes.dates import day_in_path
from socml_site.minutes.links import links
from socml_site.minutes.markup import Heading, blank_code, headings, plain
from socml_site.minutes.titles import title_of
from socml_site.model import Minutes, Place, Section
from socml_site.read.source import Source

_PARAGRAPH = re.compile(r"\n\s*\n")
_NO_PROSE = re.compile(r"\s*(?:#|[-*+]\s|\d{1,9}[.)]\s|\||>|<|!\[|```|~~~|\[[^\]]*\]:|---|$)")
_IDENTIFIED = re.compile(
    r"""<[A-Za-z][^<>]{0,500}?\s(?:id|name)\s*=\s*["']?([^\s"'<>]{1,200})|\{[^{}\n]{0,200}?#([\w:.-]{1,200})"""
)
_LEAD = 200


def understand(source: Source, title: str = "") -> Minutes:
    """What the prose of a source says; `title` is what its front matter calls it, if it does."""
    text = source.text
    masked = blank_code(text)
    found = list(headings(text, masked))
    title, from_heading = title_of(found, source.path, title)
    sections = tuple(_sections(found, from_heading, source))
    words = sum(len(line.split()) for line in text.split("\n")) - (
        len(from_heading.text.split()) + 1 if from_heading else 0
    )
    return Minutes(
        title=title,
        title_line=from_heading.line + source.body_line if from_heading else 0,
        date=day_in_path(source.path),
        sections=sections,
        links=tuple(sorted(links(text, masked, sections, source.body_line), key=lambda link: link.place.line)),
        ids=frozenset(match[1] or match[2] for match in _IDENTIFIED.finditer(masked)),
        words=max(0, words),
        lead=lead(text),
    )


def _sections(found: Sequence[Heading], title: Heading | None, source: Source) -> Iterator[Section]:
    """The headings, with levels from 2 down that never jump: a page's outline must have no holes.

    The heading that says the title has level 1; the page's own heading stands for it.
    """
    taken: set[str] = set()
    outline: list[tuple[int, int]] = []
    for heading in found:
        level = heading.level
        if heading is title:
            shown = 1
        else:
            while outline and outline[-1][0] >= level:
                outline.pop()
            shown = min((outline[-1][1] if outline else 1) + 1, 6)
            outline.append((level, shown))
        words = plain(heading.text)
        anchor = unique(heading.anchor or slug(words), taken)
        yield Section(Place(heading.line + source.body_line, 1), shown, words, anchor)


def lead(text: str) -> str:
    """The first paragraph of prose, cut at a word."""
    for paragraph in _PARAGRAPH.split(text[:20_000]):
        if not _NO_PROSE.match(paragraph):
            words = plain(paragraph)
            return words if len(words) <= _LEAD else words[:_LEAD].rsplit(" ", 1)[0] + "…"
    return ""
