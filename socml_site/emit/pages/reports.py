"""Event reports and their list."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.views import Fact, Ref
from socml_site.interface import Words
from socml_site.model import Artifact, Document, Kind, Role, SitePath, Wiki


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All reports and their list."""
    reports = [one for one in wiki.relations.documents.values() if one.kind is Kind.REPORT]
    for document in reports:
        event = common.event_ref(common.event_of(wiki, document.url))
        data = {
            "event": event,
            "facts": list(_facts(wiki, options.words, document, event)),
            "worked": list(document.facts.worked),
            "improve": list(document.facts.improve),
            "quotes": list(document.facts.quotes),
            "next_steps": list(document.facts.next),
        }
        yield common.page(wiki, options, document, "report.html", data)
    index = wiki.relations.documents.get(SitePath("reports/"))
    t = options.words.t
    empty = t("No reports yet. After your event, write one: what worked, what could be better, what comes next.")
    groups = lists.by_year(wiki, options, (one.url for one in reports))
    yield from lists.list_pages(
        options, t("Reports"), "reports", groups, t("What hosts wrote down after their events."), empty, index
    )


def _facts(wiki: Wiki, words: Words, document: Document, event: Ref | None) -> Iterator[Fact]:
    if authors := common.participants(wiki.by_document.get(document.url, ()), Role.WROTE):
        yield Fact(words.t("By"), authors)
    if event:
        yield Fact(words.t("About"), (event,))
    if attendance := common.how_many(words, document.facts.attendance):
        yield Fact(words.t("Attendance"), (Ref(attendance),))
