"""Documents to safe HTML, and artifacts to the articles of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions import Extension

from socml_site.interface import Words
from socml_site.model import Artifact, Document, Owner, Relations, SitePath
from socml_site.render import marks
from socml_site.render.converter import Converter, Page
from socml_site.render.drawing import drawer
from socml_site.render.prepare import prepare
from socml_site.render.sanitise import sanitise
from socml_site.render.templates import Interface, Site, Templates
from socml_site.text.links import WikiLink, double_brackets, is_place_of_contents, wiki_links
from socml_site.text.markdown import blank_code
from socml_site.workers import spread


@dataclass(frozen=True, slots=True)
class Settings:
    """How Markdown is converted and what templates are told; `jobs` is the number of processes, 0 for all."""

    site: Site = Site()
    extensions: Sequence[str | Extension] = ()
    configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    jobs: int = 0


def contents(relations: Relations, settings: Settings) -> Iterator[tuple[SitePath, str]]:
    """The address of each document and the safe HTML of its text; workers begin at once, before any is asked for."""
    converter = Converter(settings.extensions, settings.configs, settings.site.words)
    interface = Interface(settings.site.words, settings.site.language)

    def content(document: Document) -> tuple[SitePath, str]:
        page = Page(document.url, relations.targets.get(document.url, {}))
        return document.url, published(document, page, converter, relations.speakers.get(document.url, {}), interface)

    return spread(content, list(relations.documents.values()), settings.jobs)


def published(
    document: Document,
    page: Page,
    converter: Converter,
    speakers: Mapping[str, Owner],
    interface: Interface = Interface(Words()),  # noqa: B008
) -> str:
    """The safe HTML of a document's text, what was said in it marked; `speakers` are as they may be shown."""
    wiki = _wiki(document.text, page.leads)
    page.wiki = tuple((document.text[one.start : one.end], lead) for one, lead in wiki)
    html = sanitise(
        converter.convert(prepare(document, interface.words.t("Image"), [one for one, _ in wiki]), page), page
    )
    found = marks.marks_of(document)
    if not found:
        return html
    sections = {one.anchor: one.place.line - document.body_line for one in document.minutes.sections}
    return marks.show(html, found, sections, drawer(document, speakers, interface))


def _wiki(text: str, leads: Mapping[str, str]) -> list[tuple[WikiLink, str | None]]:
    """The handles that are links in a text, and all that stands in double brackets, each with where it leads.

    What is no link, or leads nowhere, is its words.
    """
    if "[[" not in text and "@" not in text:
        return []
    masked = blank_code(text)
    found = {one.start: (one, leads.get(f"[[{one.target}]]")) for one in wiki_links(text, masked)}
    wiki = [(one, lead) for one, lead in found.values() if lead is not None or text[one.start] == "["]
    others = (one for one in double_brackets(text, masked) if one.start not in found)
    return wiki + [(one, None) for one in others if not is_place_of_contents(masked, one)]


def articles(artifacts: Sequence[Artifact], html: Mapping[SitePath, str], settings: Settings) -> Iterator[str]:
    """The articles of the artifacts, in their order, begun when the first is asked for.

    `html` is that of the documents they show.
    """
    templates = Templates(settings.site)

    def article(artifact: Artifact) -> str:
        return templates.article(artifact, shown_html(artifact, html))

    yield from spread(article, artifacts, settings.jobs)


def shown_html(artifact: Artifact, html: Mapping[SitePath, str]) -> str:
    """The HTML of the document that a page shows, or the empty string."""
    return html[artifact.document] if artifact.document is not None else ""
