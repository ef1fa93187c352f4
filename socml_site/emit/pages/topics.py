"""The page of each topic, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, pictures, said
from socml_site.emit.parts.views import Entry, Linked, Listing, Outcomes, Ref
from socml_site.interface import Words
from socml_site.link.vocabulary import key
from socml_site.model import Artifact, Kind, Search, SitePath, Topic, View, Wiki

NARROWER = 40
"""So many sessions on narrower topics a topic offers, the newest first."""
BELOW = 200
"""So many narrower topics of narrower topics are looked through."""
BESIDE = 12


@dataclass(frozen=True, slots=True)
class TopicPage(View):
    """A topic: the topics around it, a page of its sessions, and all else that is about it.

    `outcomes` and `below`, sessions on narrower topics, stand on the first page alone.
    """

    template: ClassVar[str] = "topic.html"

    topic: Topic
    broader: Sequence[Ref]
    narrower: Sequence[Ref]
    together: Sequence[Ref]
    reports: Sequence[Entry]
    tips: Sequence[Entry]
    pages: Sequence[Entry]
    people: Sequence[Ref]
    chart: pictures.Chart | None
    beside: Sequence[Ref]
    linked: Sequence[Linked]
    listing: Listing
    outcomes: Sequence[Outcomes]
    below: Sequence[Entry]


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All topic pages and their list."""
    by_label = {key(topic.label): url for url, topic in wiki.relations.topics.items()}
    for topic in wiki.relations.topics.values():
        yield from _pages(wiki, options, topic, by_label)
    lines = [_entry(wiki, options.words, topic) for topic in wiki.relations.topics.values()]
    index = wiki.relations.documents.get(SitePath("topics/"))
    empty = options.words.t(
        "No topics yet. Name them in the front matter of your minutes: {example}.", example="topics: [one, another]"
    )
    yield from lists.list_pages(options, options.words.t("Topics"), "topics", lists.by_letter(lines), "", empty, index)


def _entry(wiki: Wiki, words: Words, topic: Topic) -> Entry:
    held = len(wiki.sessions_on.get(topic.url, ()))
    return Entry(
        title=topic.label,
        url=topic.url,
        kind=common.TOPIC,
        summary=topic.description,
        note=words.plural(held, "session", "sessions") if held else "",
        count=held,
        aliases=topic.aliases,
    )


def _pages(wiki: Wiki, options: Options, topic: Topic, by_label: dict[str, SitePath]) -> Iterator[Artifact]:
    urls = wiki.by_topic.get(topic.url, ())
    held = wiki.sessions_on.get(topic.url, ())
    broader = [by_label[key(label)] for label in topic.broader if key(label) in by_label]
    facets = (("kind", common.TOPIC), ("topic", topic.label))
    sheets = list(lists.listings(lists.by_year(wiki, options, held), topic.url))
    view = TopicPage(
        topic=topic,
        broader=common.topic_refs(wiki, broader),
        narrower=common.topic_refs(wiki, wiki.narrower.get(topic.url, ())),
        together=[Ref(wiki.relations.topics[url].label, url, count) for url, count in wiki.together.get(topic.url, ())],
        reports=common.entries(wiki, urls, Kind.REPORT),
        tips=common.entries(wiki, urls, Kind.TIP),
        pages=common.entries(wiki, urls, Kind.EVENT, Kind.GUIDE, Kind.PAGE),
        people=common.people_refs(wiki, wiki.active.get(topic.url, ())),
        chart=pictures.activity(wiki, options, held),
        beside=common.topic_refs(wiki, _beside(wiki, topic, broader)),
        linked=common.linked(wiki, options, topic.url, topic.label),
        listing=sheets[0][1],
        outcomes=said.outcomes(wiki, options, urls, ("topic", topic.label)),
        below=_below(wiki, topic),
    )
    description = topic.description or options.words.t("What was said about {topic}.", topic=topic.label)
    for address, listing in sheets:
        first = listing.number == 1
        yield Artifact(
            path=address,
            title=lists.sheet_title(options, topic.label, listing.number),
            view=view if first else replace(view, listing=listing, outcomes=(), below=()),
            search=_search(wiki, topic, facets) if first else None,
            description=description,
        )


def _search(wiki: Wiki, topic: Topic, facets: tuple[tuple[str, str], ...]) -> Search:
    """What is found of a topic: its names, which put its page first, and the narrower ones a search may go on with."""
    narrower = (wiki.relations.topics[url].label for url in wiki.narrower.get(topic.url, ()))
    facts = (("names", "\n".join(topic.aliases)), ("narrower", "\n".join(narrower)))
    text = (topic.description, ", ".join(topic.aliases))
    return Search(facets, tuple(fact for fact in facts if fact[1]), weight=4.0, text=text)


def _beside(wiki: Wiki, topic: Topic, broader: list[SitePath]) -> list[SitePath]:
    """Topics below the same broader one, those of most sessions first."""
    others = dict.fromkeys(url for above in broader for url in wiki.narrower.get(above, ()) if url != topic.url)
    return sorted(others, key=lambda url: (-len(wiki.sessions_on.get(url, ())), url))[:BESIDE]


def _below(wiki: Wiki, topic: Topic) -> list[Entry]:
    """The newest sessions on narrower topics that are not on this one, each with the topic it is on."""
    own = {*wiki.sessions_on.get(topic.url, ())}
    below = list(wiki.narrower.get(topic.url, ()))
    seen = {topic.url, *below}
    for url in below:  # It grows: the narrower topics of narrower topics are looked through as well.
        if len(below) >= BELOW:
            break
        more = [one for one in wiki.narrower.get(url, ()) if one not in seen]
        seen.update(more)
        below += more
    on = {url: one for one in reversed(below) for url in wiki.sessions_on.get(one, ()) if url not in own}
    newest = lists.newest_first(wiki.relations.documents[url] for url in on)[:NARROWER]
    return [common.entry(wiki, one.url, wiki.relations.topics[on[one.url]].label) for one in newest]
