"""Documents to safe HTML, and artifacts to the articles of their pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions import Extension

from socml_site.model import Artifact, Document, Relations, SitePath
from socml_site.render.markdown import Converter, Page
from socml_site.render.prepare import prepare
from socml_site.render.sanitise import sanitise
from socml_site.render.templates import Site, Templates
from socml_site.render.workers import spread


@dataclass(frozen=True, slots=True)
class Settings:
    """How Markdown is converted and what templates are told; `jobs` is the number of processes, 0 for all."""

    site: Site = Site()
    extensions: Sequence[str | Extension] = ()
    configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    jobs: int = 0


def contents(relations: Relations, settings: Settings) -> Iterator[tuple[SitePath, str]]:
    """The address of each document and the safe HTML of its text; workers begin at once, before any is asked for."""
    converter = Converter(settings.extensions, settings.configs)

    def content(document: Document) -> tuple[SitePath, str]:
        page = Page(document.url, relations.targets.get(document.url, {}))
        return document.url, sanitise(converter.convert(prepare(document), page), page)

    return spread(content, list(relations.documents.values()), settings.jobs)


def articles(artifacts: Sequence[Artifact], html: Mapping[SitePath, str], settings: Settings) -> Iterator[str]:
    """The articles of the artifacts, in their order; `html` is that of the documents they show."""
    templates = Templates(settings.site)

    def article(artifact: Artifact) -> str:
        return templates.article(artifact, shown_html(artifact, html))

    return spread(article, artifacts, settings.jobs)


def shown_html(artifact: Artifact, html: Mapping[SitePath, str]) -> str:
    """The HTML of the document that a page shows, or the empty string."""
    return html[artifact.document] if artifact.document is not None else ""
