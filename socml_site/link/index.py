"""`Relations` to `Wiki`: what points at what, what belongs together, and why.

Every count is made in one pass over participations, topics or references. Related sessions are looked for only among
the few nearest in time that share a person, a topic or a link, so that the work grows with the number of sessions and
not with its square.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from typing import TypeVar

from socml_site import layout
from socml_site.link import register
from socml_site.link.carried import carried
from socml_site.model import Document, Kind, Related, Relations, Role, SitePath, Wiki

NEAREST = 8
"""How many sessions before and after it, among those that share something with it, a session is compared with."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
RELATED = 6
MET = 12
ACTIVE = 12
TOGETHER = 8

K = TypeVar("K")
V = TypeVar("V")


def build_index(relations: Relations) -> Wiki:
    """The wiki, read-only, from what may be told."""
    by_document = _grouped(relations.participations, lambda one: one.document)
    taking_part = [one for one in relations.participations if one.role is not Role.ABSENT]
    by_person = _grouped([one for one in taking_part if one.person], lambda one: one.person)
    by_topic: dict[SitePath, list[SitePath]] = defaultdict(list)
    oldest_first = in_time(relations.documents.values())
    for url in oldest_first:
        for topic in relations.tagged.get(url, ()):
            by_topic[topic].append(url)
    by_event = _by_event(relations)
    present = {
        url: tuple(dict.fromkeys(one.person for one in ones if one.person and one.role is not Role.ABSENT))
        for url, ones in by_document.items()
        if relations.documents[url].kind is Kind.SESSION
    }
    stated, works = register.stated(relations), register.works(relations, oldest_first)
    tags = {url: relations.tagged.get(url, ()) for url in relations.documents}
    return Wiki(
        relations=relations,
        by_document=by_document,
        by_person={url: ones for url, ones in by_person.items() if url is not None},
        by_topic={url: tuple(urls) for url, urls in by_topic.items()},
        sessions_on={
            topic: tuple(url for url in urls if relations.documents[url].kind is Kind.SESSION)
            for topic, urls in by_topic.items()
        },
        by_event=by_event,
        backlinks=_grouped(relations.references, lambda one: one.target),
        related=dict(_related(relations, present)),
        met=_most(
            ((one, other) for people in present.values() for one in people for other in people if one != other), MET
        ),
        active=_most(
            ((topic, person) for url, people in present.items() for topic in tags.get(url, ()) for person in people),
            ACTIVE,
        ),
        together=_most(
            ((one, other) for topics in tags.values() for one in topics for other in topics if one != other), TOGETHER
        ),
        narrower=_narrower(relations),
        neighbours=dict(_neighbours(relations, by_event)),
        year=dict(_years(relations)),
        stated=stated,
        promised=register.promised(stated, oldest_first),
        carried=carried(stated, oldest_first, relations.event_of),
        works=works,
        works_of=register.works_of(works),
    )


def when(document: Document) -> tuple[date, time, str, int, str]:
    """What orders sessions in time; where that is not known, their folder, their `order` and their path do."""
    facts = document.facts
    order = facts.order if facts.order is not None else 999
    folder = document.path.rpartition("/")[0]
    return document.date or date.min, facts.start or time.min, folder, order, document.path


def in_time(documents: Iterable[Document]) -> list[SitePath]:
    """The addresses of the documents, oldest first."""
    return [document.url for document in sorted(documents, key=when)]


def _grouped(values: Iterable[V], by: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for value in values:
        groups[by(value)].append(value)
    return {name: tuple(group) for name, group in groups.items()}


def _most(pairs: Iterable[tuple[SitePath, SitePath]], number: int) -> dict[SitePath, tuple[tuple[SitePath, int], ...]]:
    """For each first of the pairs its most frequent seconds; of equals the one first by address."""
    counts: dict[SitePath, Counter[SitePath]] = defaultdict(Counter)
    for one, other in pairs:
        counts[one][other] += 1
    return {
        one: tuple(sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))[:number])
        for one, others in counts.items()
    }


def _by_event(relations: Relations) -> dict[str, tuple[SitePath, ...]]:
    groups: dict[str, list[SitePath]] = {key: [] for key in relations.events}
    for url in in_time(relations.documents[url] for url in relations.event_of):
        if relations.event_of[url] in groups:
            groups[relations.event_of[url]].append(url)
    return {key: tuple(urls) for key, urls in groups.items()}


def _neighbours(
    relations: Relations, by_event: Mapping[str, tuple[SitePath, ...]]
) -> Iterator[tuple[SitePath, tuple[SitePath | None, SitePath | None]]]:
    for urls in by_event.values():
        sessions = [url for url in urls if relations.documents[url].kind is Kind.SESSION]
        for before, url, after in zip([None, *sessions], sessions, [*sessions[1:], None], strict=False):
            yield url, (before, after)


def _years(relations: Relations) -> Iterator[tuple[SitePath, int]]:
    """The year of each document that has one: its own, or that of its event, which may stand only in its name."""
    for url, document in relations.documents.items():
        event = relations.events.get(relations.event_of.get(url, ""))
        described = relations.documents.get(event.document) if event and event.document is not None else None
        name = event.key if event else layout.event_key(document.path) if document.kind is Kind.EVENT else ""
        written = _YEAR.search(name)
        if document.date:
            yield url, document.date.year
        elif described and described.date:
            yield url, described.date.year
        elif written:
            yield url, int(written[0])


def _narrower(relations: Relations) -> dict[SitePath, tuple[SitePath, ...]]:
    by_label = {topic.label: url for url, topic in relations.topics.items()}
    groups: dict[SitePath, list[SitePath]] = defaultdict(list)
    for url, topic in relations.topics.items():
        for label in topic.broader:
            if label in by_label:
                groups[by_label[label]].append(url)
    return {url: tuple(sorted(urls)) for url, urls in groups.items()}


def _related(
    relations: Relations, present: Mapping[SitePath, tuple[SitePath, ...]]
) -> Iterator[tuple[SitePath, tuple[Related, ...]]]:
    """For each session those that share people, topics or links with it; what is rare weighs more."""
    sessions = [url for url in in_time(relations.documents.values()) if relations.documents[url].kind is Kind.SESSION]
    shares = _shares(relations, present, sessions)
    holders: dict[SitePath, list[SitePath]] = defaultdict(list)
    position: dict[tuple[SitePath, SitePath], int] = {}
    for url in sessions:
        for share in shares[url]:
            position[share, url] = len(holders[share])
            holders[share].append(url)
    weights = {share: 1 / math.log2(1 + len(urls)) for share, urls in holders.items()}
    for url in sessions:
        common: dict[SitePath, list[SitePath]] = defaultdict(list)
        for share in shares[url]:
            at = position[share, url]
            for other in holders[share][max(0, at - NEAREST) : at + NEAREST + 1]:
                if other != url:
                    common[other].append(share)
        weighed = [(sum(weights[one] for one in held), other) for other, held in common.items()]
        best = heapq.nsmallest(RELATED, weighed, key=lambda pair: (-pair[0], pair[1]))
        yield (
            url,
            tuple(_relation(relations, url, other, common[other], weight) for weight, other in best),
        )


def _shares(
    relations: Relations, present: Mapping[SitePath, tuple[SitePath, ...]], sessions: list[SitePath]
) -> dict[SitePath, tuple[SitePath, ...]]:
    """What a session can have in common with another: its people, its topics, the pages it links to, and itself."""
    linked: dict[SitePath, list[SitePath]] = defaultdict(list)
    for one in relations.references:
        linked[one.source].append(one.target)
    return {
        url: tuple(dict.fromkeys((*present.get(url, ()), *relations.tagged.get(url, ()), *linked.get(url, ()), url)))
        for url in sessions
    }


def _relation(relations: Relations, url: SitePath, other: SitePath, held: list[SitePath], weight: float) -> Related:
    return Related(
        other,
        weight,
        people=tuple(one for one in held if one in relations.people),
        topics=tuple(one for one in held if one in relations.topics),
        linked=url in held or other in held,
    )
