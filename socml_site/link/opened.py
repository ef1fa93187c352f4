"""Which documents may name their people: asked when names are settled, and again when they are withheld."""

from __future__ import annotations

from collections.abc import Mapping

from socml_site.model import Document, Event, Policy, SitePath, Status


def is_secret(document: Document) -> bool:
    """Whether a page is not published at all, as it says itself."""
    return document.facts.status is Status.DRAFT or document.facts.policy is Policy.PRIVATE


def policy_of(
    document: Document,
    documents: Mapping[SitePath, Document],
    events: Mapping[str, Event],
    event_of: Mapping[SitePath, str],
) -> Policy:
    """The strictest of a document's own policy, that of the file it is part of, and that of its event."""
    event = events.get(event_of.get(document.url, ""))
    above = (event.document if event else None, document.whole)
    said = (documents[url].facts.policy for url in above if url is not None and url in documents)
    return max((document.facts.policy, *said), key=list(Policy).index)


def hidden(
    documents: Mapping[SitePath, Document], events: Mapping[str, Event], event_of: Mapping[SitePath, str]
) -> set[SitePath]:
    """Pages that are not published: those that say so, and all of an event or a file that does."""
    found = {url for url, document in documents.items() if is_secret(document)}
    closed = {key for key, event in events.items() if event.document in found}
    found |= {url for url, key in event_of.items() if key in closed}
    return found | {url for url, document in documents.items() if document.whole in found}


def opened(
    documents: Mapping[SitePath, Document], events: Mapping[str, Event], event_of: Mapping[SitePath, str]
) -> frozenset[SitePath]:
    """Pages that are published and whose people may be named."""
    kept = hidden(documents, events, event_of)
    return frozenset(
        url
        for url, one in documents.items()
        if url not in kept and policy_of(one, documents, events, event_of) is Policy.NAMED
    )
