"""Event reports and their list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.views import DocumentPage, Fact, Ref
from socml_site.interface import Words
from socml_site.model import Artifact, Document, Kind, Role, SitePath, Wiki


@dataclass(frozen=True, slots=True)
class ReportPage(DocumentPage):
    """What hosts learned, in lists, beside what they wrote."""

    template: ClassVar[str] = "report.html"

    facts: Sequence[Fact]
    worked: Sequence[str]
    improve: Sequence[str]
    quotes: Sequence[str]
    next_steps: Sequence[str]


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All reports and their list."""
    reports = [one for one in wiki.relations.documents.values() if one.kind is Kind.REPORT]
    for document in reports:
        event = common.event_ref(common.event_of(wiki, document.url))
        view = ReportPage(
            shared=common.shared(wiki, options, document),
            facts=list(_facts(wiki, options.words, document, event)),
            worked=document.facts.worked,
            improve=document.facts.improve,
            quotes=document.facts.quotes,
            next_steps=document.facts.next,
        )
        yield common.page(wiki, document, view)
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
