"""Artifacts to the HTML of their pages, on as many processors as there are."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown.extensions import Extension

from socml_site.model import Artifact, Relations
from socml_site.render.markdown import Converter, Page
from socml_site.render.prepare import prepare
from socml_site.render.sanitise import sanitise
from socml_site.render.templates import Site, Templates

FEW = 64
"""Below this many pages starting workers costs more than it saves."""
_CHUNK = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """How Markdown is converted and what templates are told; `jobs` is the number of processes, 0 for all."""

    site: Site = Site()
    extensions: Sequence[str | Extension] = ()
    configs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    jobs: int = 0


class Renderer:
    """Renders the pages of one wiki, one after another."""

    def __init__(self, relations: Relations, settings: Settings) -> None:
        self._relations = relations
        self._converter = Converter(settings.extensions, settings.configs)
        self._templates = Templates(settings.site)

    def render(self, artifact: Artifact) -> str:
        """The article of one page."""
        content = ""
        if artifact.document is not None:
            document = self._relations.documents[artifact.document]
            page = Page(artifact.path, self._relations.targets.get(document.url, {}))
            content = sanitise(self._converter.convert(prepare(document), page), page)
        return self._templates.article(artifact, content)


_renderer: Renderer | None = None
_artifacts: Sequence[Artifact] = ()
"""What forked workers inherit: passing it to them would cost more than the rendering."""


def _chunk(start: int) -> list[str]:
    if _renderer is None:
        raise RuntimeError("a worker was started without a renderer")
    return [_renderer.render(artifact) for artifact in _artifacts[start : start + _CHUNK]]


def render(artifacts: Sequence[Artifact], relations: Relations, settings: Settings) -> Iterator[str]:
    """The articles of the artifacts, in their order."""
    global _renderer, _artifacts
    renderer = Renderer(relations, settings)
    jobs = min(settings.jobs or os.cpu_count() or 1, len(artifacts) // FEW + 1)
    if jobs == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(renderer.render, artifacts)
        return
    _renderer, _artifacts = renderer, artifacts
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            yield from _flat(pool.imap(_chunk, range(0, len(artifacts), _CHUNK)))
    finally:
        _renderer, _artifacts = None, ()


def _flat(chunks: Iterable[list[str]]) -> Iterator[str]:
    for chunk in chunks:
        yield from chunk
