"""Tips for hosts and their list, by when they help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.views import DocumentPage, Entry, Group
from socml_site.interface import Words, msg
from socml_site.model import Artifact, Document, SitePath, Wiki

PHASES = {
    "before": msg("Before the event"),
    "during": msg("During the event"),
    "after": msg("After the event"),
    "": msg("At any time"),
}
_AUDIENCES = {
    "host": (msg("Hosts"), msg("for the host")),
    "moderator": (msg("Moderators"), msg("for the moderator")),
    "note-taker": (msg("Note-takers"), msg("for the note-taker")),
    "attendee": (msg("Everybody who comes"), msg("for the attendee")),
}
"""Whom a tip is for: alone, and beside its title."""


@dataclass(frozen=True, slots=True)
class TipPage(DocumentPage):
    """A tip: when it helps, whom, with how much effort, and where it was learned."""

    template: ClassVar[str] = "tip.html"

    phase: str
    audience: str
    effort: str
    evidence: Sequence[Entry]
    previous: Entry | None
    next: Entry | None


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All tips and their list."""
    tips, t = ask.tips(wiki), options.words.t
    for before, document, after in zip([None, *tips], tips, [*tips[1:], None], strict=False):
        view = TipPage(
            shared=common.shared(wiki, options, document),
            phase=t(PHASES[document.facts.phase]) if document.facts.phase else "",
            audience=t(_AUDIENCES[document.facts.audience][0]) if document.facts.audience else "",
            effort=document.facts.effort,
            evidence=[common.entry(wiki, url) for url in ask.evidence(wiki, document)],
            previous=common.entry(wiki, before.url) if before else None,
            next=common.entry(wiki, after.url) if after else None,
        )
        yield common.page(wiki, document, view)
    groups = []
    for phase, label in PHASES.items():
        lines = tuple(common.entry(wiki, one.url, _for(options.words, one)) for one in tips if one.facts.phase == phase)
        if lines:
            groups.append(Group(t(label), f"phase-{phase or 'any'}", lines))
    index = wiki.relations.documents.get(SitePath("tips/"))
    intro = t("Each learned from a report or a session, which it links to.")
    empty = t("No tips yet. One file below tips/ is one tip.")
    yield from lists.list_pages(options, t("Tips"), "tips", groups, intro, empty, index)


def _for(words: Words, document: Document) -> str:
    facts = document.facts
    return words.listed([words.t(_AUDIENCES[facts.audience][1]) if facts.audience else "", facts.effort])
