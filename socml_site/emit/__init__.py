"""The wiki to artifacts: one module for each kind of output, all of one shape.

An emitter is `(Wiki, Options) -> Iterable[Artifact]`. It decides everything that is shown; templates only lay out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from socml_site.emit import (
    api,
    calendars,
    cards,
    citations,
    events,
    feeds,
    graph,
    guide,
    home,
    llms,
    markdown,
    offline,
    pages,
    people,
    redirects,
    registers,
    reports,
    schedule,
    scripts,
    sessions,
    tips,
    topics,
)
from socml_site.emit.common import CARDS, Options
from socml_site.emit.dressing import dressed
from socml_site.model import Artifact, Wiki

Emitter = Callable[[Wiki, Options], Iterable[Artifact]]

EMITTERS: tuple[Emitter, ...] = (
    home.emit,
    events.emit,
    schedule.emit,
    sessions.emit,
    reports.emit,
    tips.emit,
    guide.emit,
    topics.emit,
    people.emit,
    registers.emit,
    graph.emit,
    pages.emit,
    scripts.emit,
    feeds.emit,
    calendars.emit,
    api.emit,
    markdown.emit,
    llms.emit,
    redirects.emit,
    citations.emit,
    cards.emit,
    offline.emit,
)

__all__ = ["CARDS", "EMITTERS", "Emitter", "Options", "dressed"]
