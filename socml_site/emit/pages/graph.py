"""The graph: sessions, topics, people and events and what connects them, as a page and as data for its drawing.

The data is small rather than readable: nodes are numbered in the order of `KINDS`, everything else are lists by that
number. Where they are drawn is decided in the browser (docs/adr/0014-the-graph-is-drawn-on-a-canvas.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from socml_site.emit.options import Options
from socml_site.model import Artifact, Kind, Role, SitePath, View, Wiki

PAGE = SitePath("graph/")
DATA = "graph/graph.json"
KINDS = ("session", "topic", "person", "event")
"""The kinds of node, in the order of the data."""
ROWS = 200
"""Nodes in the table as the server sends it: those with most links."""
_NAMES = {"session": "Session", "topic": "Topic", "person": "Person", "event": "Event"}
_PLURALS = {"session": "Sessions", "topic": "Topics", "person": "People", "event": "Events"}
_LISTS = {"session": "sessions/", "topic": "topics/", "person": "people/", "event": "events/"}


@dataclass(frozen=True, slots=True)
class Node:
    """A page in the graph; `year` is 0 where it is not known."""

    kind: str
    title: str
    url: SitePath
    year: int = 0


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order of their numbers, and for each the numbers of those after it that it is linked with."""

    nodes: tuple[Node, ...]
    links: tuple[tuple[int, ...], ...]

    def degrees(self) -> list[int]:
        """How many links each node has."""
        counts = [len(later) for later in self.links]
        for later in self.links:
            for number in later:
                counts[number] += 1
        return counts


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the kind as the styles know it and as a word, title, address, year and number of links."""

    kind: str
    name: str
    title: str
    url: SitePath
    year: int
    links: int


@dataclass(frozen=True, slots=True)
class Legend:
    """A kind with its name, the number of its nodes and the list that has all of them."""

    kind: str
    name: str
    count: int
    list: SitePath


@dataclass(frozen=True, slots=True)
class GraphPage(View):
    """The place of the drawing, and its table: the first `rows` of `total`."""

    template: ClassVar[str] = "graph.html"

    legend: Sequence[Legend]
    rows: Sequence[Row]
    years: Sequence[int]
    total: int


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The page and its data."""
    made = graph(wiki)
    document = wiki.relations.documents.get(PAGE)
    yield Artifact(
        path=PAGE,
        title=options.words.t("Graph"),
        view=GraphPage(
            legend=_legend(made, options),
            rows=_rows(made, options),
            years=sorted({one.year for one in made.nodes if one.year}, reverse=True),
            total=len(made.nodes),
        ),
        description=options.words.t("Sessions, topics, people and events, and what connects them."),
        document=PAGE if document else None,
        sources=(document.path,) if document else (),
    )
    yield Artifact(path=DATA, body=written(made))


def graph(wiki: Wiki) -> Graph:
    """All sessions, topics, people and events, linked where a page says so.

    A session with its event, its topics, everybody who took part, and the sessions it links to; an event with its
    topics; a topic with broader ones. One pass over what is known: the work grows with the number of links.
    """
    nodes = tuple(_nodes(wiki))
    number = {node.url: at for at, node in enumerate(nodes)}
    later: list[set[int]] = [set() for _ in nodes]
    for one, other in _pairs(wiki):
        first, second = number.get(one), number.get(other)
        if first is not None and second is not None and first != second:
            later[min(first, second)].add(max(first, second))
    return Graph(nodes, tuple(tuple(sorted(found)) for found in later))


def _nodes(wiki: Wiki) -> Iterator[Node]:
    relations = wiki.relations
    for url in sorted(relations.documents):
        document = relations.documents[url]
        if document.kind is Kind.SESSION:
            yield Node("session", document.title, url, wiki.year.get(url, 0))
    for url in sorted(relations.topics):
        yield Node("topic", relations.topics[url].label, url)
    for url in sorted(relations.people):
        yield Node("person", relations.people[url].name, url)
    for event in sorted(relations.events.values(), key=lambda one: one.url):
        yield Node("event", event.title, event.url, _year_of(wiki, event.key, event.document))


def _year_of(wiki: Wiki, key: str, document: SitePath | None) -> int:
    """The year of an event: its own or, where it has no page, that of its first session."""
    if document is not None:
        return wiki.year.get(document, 0)
    return next((wiki.year[url] for url in wiki.by_event.get(key, ()) if url in wiki.year), 0)


def _pairs(wiki: Wiki) -> Iterator[tuple[SitePath, SitePath]]:
    """What is linked with what, perhaps several times, perhaps with pages that are no nodes."""
    relations = wiki.relations
    for url, topics in relations.tagged.items():
        yield from ((url, topic) for topic in topics)
    for url, key in relations.event_of.items():
        if key in relations.events:
            yield url, relations.events[key].url
    for one in relations.participations:
        if one.person is not None and one.role is not Role.ABSENT:
            yield one.document, one.person
    for topic, narrower in wiki.narrower.items():
        yield from ((topic, one) for one in narrower)
    for reference in relations.references:
        yield reference.source, reference.target


def written(graph: Graph) -> str:
    """The data as JSON: how many nodes of each kind, then titles, paths, years and links by number.

    Links are distances: the first from the node itself, each other from the one before, which compresses to three
    quarters of the numbers themselves.
    """
    found = {
        "kinds": {kind: sum(node.kind == kind for node in graph.nodes) for kind in KINDS},
        "titles": [node.title for node in graph.nodes],
        "paths": [node.url for node in graph.nodes],
        "years": [node.year for node in graph.nodes],
        "links": [
            [number - before for before, number in zip((at, *later), later, strict=False)]
            for at, later in enumerate(graph.links)
        ],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _legend(graph: Graph, options: Options) -> tuple[Legend, ...]:
    t = options.words.t
    return tuple(
        Legend(kind, t(_PLURALS[kind]), sum(node.kind == kind for node in graph.nodes), SitePath(_LISTS[kind]))
        for kind in KINDS
    )


def _rows(graph: Graph, options: Options) -> tuple[Row, ...]:
    """The nodes with most links; of equals the one first by title."""
    t, degrees = options.words.t, graph.degrees()
    order = sorted(range(len(graph.nodes)), key=lambda at: (-degrees[at], graph.nodes[at].title, graph.nodes[at].url))
    nodes = ((graph.nodes[at], degrees[at]) for at in order[:ROWS])
    return tuple(Row(one.kind, t(_NAMES[one.kind]), one.title, one.url, one.year, links) for one, links in nodes)
