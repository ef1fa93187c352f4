"""Which documents are not published, and which may name their people: asked when names are settled and when withheld.

What an index says holds for all that lies in its folder, however deep, for the sessions that name its event, and for
the parts of a file. The strictest word counts; an index that cannot be read closes its folder, for nobody knows what it
keeps back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from socml_site import layout
from socml_site.model import Document, Event, Policy, SitePath, SourcePath, Status


def is_secret(document: Document) -> bool:
    """Whether a page is not published at all, as it says itself."""
    return document.unread or document.facts.status is Status.DRAFT or document.facts.policy is Policy.PRIVATE


@dataclass(frozen=True, slots=True)
class Secrecy:
    """The policy of each document; those that are `hidden`, with the one that says so, which may be itself."""

    policies: Mapping[SitePath, Policy] = field(default_factory=dict)
    hidden: Mapping[SitePath, SitePath] = field(default_factory=dict)

    @property
    def opened(self) -> frozenset[SitePath]:
        """Pages that are published and whose people may be named."""
        return frozenset(
            url for url, policy in self.policies.items() if url not in self.hidden and policy is Policy.NAMED
        )


def secrecy(
    documents: Mapping[SitePath, Document],
    events: Mapping[str, Event],
    event_of: Mapping[SitePath, str],
    least: Policy = Policy.NAMED,
) -> Secrecy:
    """What is kept back of these documents; `least` is the policy that holds at least."""
    indexes = {PurePosixPath(one.path).parent.as_posix(): url for url, one in documents.items() if is_index(one)}
    policies: dict[SitePath, Policy] = {}
    hidden: dict[SitePath, SitePath] = {}
    for url, document in documents.items():
        strictest = least
        for above in (url, *_above(document, documents, indexes, events, event_of)):
            strictest = max(strictest, documents[above].facts.policy, key=list(Policy).index)
            if is_secret(documents[above]):
                hidden.setdefault(url, above)
        policies[url] = strictest
    return Secrecy(policies, hidden)


def is_index(document: Document) -> bool:
    """Whether a document stands for its folder: its address is the folder's, or it is so for Hugo (`_index.md`)."""
    if PurePosixPath(document.path).stem == "_index":
        return True
    index = PurePosixPath(document.path).parent / "index.md"
    return document.url == layout.url_of(SourcePath(index.as_posix()), frozenset()) and document.whole is None


def _above(
    document: Document,
    documents: Mapping[SitePath, Document],
    indexes: Mapping[str, SitePath],
    events: Mapping[str, Event],
    event_of: Mapping[SitePath, str],
) -> Iterator[SitePath]:
    """All documents whose word holds for this one: its file's, its event's, those of its folders and of its event's."""
    event = events.get(event_of.get(document.url, ""))
    said = [url for url in (document.whole, event.document if event else None) if url in documents]
    paths = [document.path, *(documents[url].path for url in said if url is not None)]
    yield from (url for url in said if url is not None)
    for path in paths:
        for folder in PurePosixPath(path).parents:
            if (url := indexes.get(folder.as_posix())) is not None:
                yield url
