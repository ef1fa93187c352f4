"""The wiki to artifacts: one module for each kind of output, all of one shape.

An emitter is `(Wiki, Options) -> Iterable[Artifact]`. It decides everything that is shown; templates only lay out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from socml_site.emit.files import api, calendars, citations, feeds, llms, markdown, redirects, scripts
from socml_site.emit.heads import cards
from socml_site.emit.heads.dressing import dressed
from socml_site.emit.options import CARDS, Options
from socml_site.emit.pages import (
    events,
    graph,
    guide,
    home,
    offline,
    people,
    plain,
    registers,
    reports,
    schedule,
    sessions,
    tips,
    topics,
)
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
    plain.emit,
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
