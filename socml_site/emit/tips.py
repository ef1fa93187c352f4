"""Tips for hosts and their list, by when they help."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit import common, lists
from socml_site.emit.common import Options
from socml_site.emit.views import Group
from socml_site.model import Artifact, Document, Kind, SitePath, Wiki

PHASES = {"before": "Before the event", "during": "During the event", "after": "After the event", "": "At any time"}


def in_order(wiki: Wiki) -> list[Document]:
    """The tips as they are read one after another."""
    phases = list(PHASES)
    tips = [one for one in wiki.relations.documents.values() if one.kind is Kind.TIP]
    return sorted(tips, key=lambda one: (phases.index(one.facts.phase), one.facts.order or 999, one.title))


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All tips and their list."""
    tips = in_order(wiki)
    for before, document, after in zip([None, *tips], tips, [*tips[1:], None], strict=False):
        data = {
            "phase": document.facts.phase,
            "audience": document.facts.audience,
            "effort": document.facts.effort,
            "evidence": [common.entry(wiki, url) for url in _evidence(wiki, document)],
            "previous": common.entry(wiki, before.url) if before else None,
            "next": common.entry(wiki, after.url) if after else None,
        }
        yield common.page(wiki, options, document, "tip.html", data)
    groups = []
    for phase, label in PHASES.items():
        lines = tuple(common.entry(wiki, one.url, _for(one)) for one in tips if one.facts.phase == phase)
        if lines:
            groups.append(Group(label, f"phase-{phase or 'any'}", lines))
    index = wiki.relations.documents.get(SitePath("tips/"))
    intro = "Each learned from a report or a session, which it links to."
    yield from lists.list_pages("Tips", "tips", groups, intro, "No tips yet. One file below tips/ is one tip.", index)


def _for(document: Document) -> str:
    facts = document.facts
    return ", ".join(part for part in (f"for the {facts.audience}" if facts.audience else "", facts.effort) if part)


def _evidence(wiki: Wiki, document: Document) -> list[SitePath]:
    ones = wiki.relations.references
    found = (one.target for one in ones if one.source == document.url and one.relation == "evidence")
    return [url for url in dict.fromkeys(found) if url in wiki.relations.documents]
