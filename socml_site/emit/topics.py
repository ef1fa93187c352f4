"""The page of each topic, and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socml_site.emit import common, lists, said
from socml_site.emit.common import Options
from socml_site.emit.views import Entry, Ref, bars
from socml_site.link.vocabulary import key
from socml_site.model import Artifact, Kind, Search, SitePath, Topic, Wiki
from socml_site.words import Words


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
    years = Counter(wiki.year[url] for url in held if url in wiki.year)
    broader = [by_label[key(label)] for label in topic.broader if key(label) in by_label]
    data = {
        "topic": topic,
        "broader": common.topic_refs(wiki, broader),
        "narrower": common.topic_refs(wiki, wiki.narrower.get(topic.url, ())),
        "together": [
            Ref(wiki.relations.topics[url].label, url, count) for url, count in wiki.together.get(topic.url, ())
        ],
        "reports": common.entries(wiki, urls, Kind.REPORT),
        "tips": common.entries(wiki, urls, Kind.TIP),
        "pages": common.entries(wiki, urls, Kind.EVENT, Kind.GUIDE, Kind.PAGE),
        "people": common.people_refs(wiki, wiki.active.get(topic.url, ())),
        "years": bars([(str(year), years[year]) for year in _span(years)]) if len(years) > 1 else (),
        "linked": common.linked(wiki, options, topic.url),
    }
    outcomes = said.outcomes(wiki, options, urls, ("topic", topic.label))
    facets = (("kind", common.TOPIC), ("topic", topic.label))
    for address, listing in lists.listings(lists.by_year(wiki, options, held), topic.url):
        first = listing.number == 1
        yield Artifact(
            path=address,
            title=lists.sheet_title(options, topic.label, listing.number),
            template="topic.html",
            data={**data, "listing": listing, "outcomes": outcomes if first else []},
            search=Search(facets, weight=4.0, text=(topic.description, ", ".join(topic.aliases))) if first else None,
            description=topic.description or options.words.t("What was said about {topic}.", topic=topic.label),
        )


def _span(years: Counter[int]) -> range:
    return range(min(years), max(years) + 1)
