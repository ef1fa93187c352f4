"""The page of each session, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.emit import common, lists
from socml_site.emit.common import Options
from socml_site.emit.views import Fact, Ref
from socml_site.model import Artifact, Document, Kind, Role, SitePath, Status, Wiki

_ROLES = (Role.MODERATED, Role.SPOKE, Role.PRESENTED, Role.NOTED)


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All session pages and their list."""
    sessions = [one for one in wiki.relations.documents.values() if one.kind is Kind.SESSION]
    for document in sessions:
        yield _page(wiki, options, document)
    groups = lists.by_year(wiki, (one.url for one in sessions))
    missing = sum(one.without_notes for one in sessions)
    intro = f"{missing:,} of them still wait for somebody to write them down." if missing else ""
    index = wiki.relations.documents.get(SitePath("sessions/"))
    empty = "No minutes yet. Put the first Markdown file into events/<event>/sessions/ and build again."
    yield from lists.list_pages("Sessions", "sessions", groups, intro, empty, index)


def _page(wiki: Wiki, options: Options, document: Document) -> Artifact:
    ones = wiki.by_document.get(document.url, ())
    named = [(role, common.participants(ones, role)) for role in _ROLES]
    facts = [Fact(common.ROLE_NAMES[role][len(refs) > 1], refs) for role, refs in named if refs]
    if document.facts.consent:
        facts.append(Fact("Consent", (Ref(document.facts.consent),)))
    before, after = wiki.neighbours.get(document.url, (None, None))
    return common.page(
        wiki,
        options,
        document,
        "session.html",
        {
            "event": common.event_ref(common.event_of(wiki, document.url)),
            "when": common.entry(wiki, document.url),
            "format": document.facts.format.replace("-", " ") if document.facts.format else "",
            "facts": facts,
            "attendees": list(common.participants(ones, Role.ATTENDED)),
            "previous": common.entry(wiki, before) if before is not None else None,
            "next": common.entry(wiki, after) if after is not None else None,
            "invites": document.without_notes,
            "status": document.facts.status if document.facts.status in (Status.MERGED, Status.CANCELLED) else "",
            "notes_by": document.facts.notes_by,
        },
    )
