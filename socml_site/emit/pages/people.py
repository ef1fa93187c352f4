"""The page of each person, and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, pictures, said
from socml_site.emit.parts.views import Entry, Linked, Listing, Outcomes, Ref
from socml_site.interface import Words, pair
from socml_site.model import Artifact, Person, Role, Search, SitePath, View, Wiki

_DID = {
    Role.MODERATED: pair("moderated {n}", "moderated {n}"),
    Role.SPOKE: pair("spoke in {n}", "spoke in {n}"),
    Role.NOTED: pair("took notes in {n}", "took notes in {n}"),
}
"""What somebody did in how many sessions."""


@dataclass(frozen=True, slots=True)
class PersonPage(View):
    """A person: what they did, in one `line` and in a page of their sessions, and with whom.

    `actions` stand on the first page alone.
    """

    template: ClassVar[str] = "person.html"

    person: Person
    line: str
    reports: Sequence[Entry]
    topics: Sequence[Ref]
    met: Sequence[Ref]
    chart: pictures.Chart | None
    circle: pictures.Circle | None
    linked: Sequence[Linked]
    listing: Listing
    actions: Sequence[Outcomes]


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All people's pages and their list."""
    lines = []
    present = pictures.sessions_of(wiki)
    for person in wiki.relations.people.values():
        sessions, reports = ask.took_part(wiki, person)
        circle = pictures.circle(wiki, present, person.url)
        yield from _pages(wiki, options, person, sessions, reports, circle)
        lines.append(_entry(options.words, person, sessions, reports))
    index = wiki.relations.documents.get(SitePath("people/"))
    empty = options.words.t(
        "Nobody is named yet. Name people in the front matter of your minutes: {example}.",
        example="attendees: [Ada Lovelace]",
    )
    yield from lists.list_pages(options, options.words.t("People"), "people", lists.by_letter(lines), "", empty, index)


def _entry(words: Words, person: Person, sessions: ask.Roles, reports: list[SitePath]) -> Entry:
    held = words.plural(len(sessions), "session", "sessions") if sessions else ""
    wrote = words.plural(len(reports), "report", "reports") if reports else ""
    return Entry(
        title=person.name,
        url=person.url,
        kind=common.PERSON,
        summary=person.affiliation,
        note=words.listed([held, wrote]),
        count=len(sessions),
        aliases=person.aliases,
    )


def _pages(
    wiki: Wiki,
    options: Options,
    person: Person,
    sessions: ask.Roles,
    reports: list[SitePath],
    circle: pictures.Circle | None,
) -> Iterator[Artifact]:
    topics = Counter(topic for url in sessions for topic in wiki.relations.tagged.get(url, ()))
    most = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[:24]
    line = describe(wiki, options.words, sessions, reports)
    t = options.words.t
    notes = {url: options.words.listed(t(common.ROLE_WORDS[one]) for one in roles) for url, roles in sessions.items()}
    sheets = list(lists.listings(lists.by_year(wiki, options, sessions, notes), person.url))
    view = PersonPage(
        person=person,
        line=line,
        reports=common.entries(wiki, reports),
        topics=[ref for url, _ in most for ref in common.topic_refs(wiki, [url])],
        met=common.people_refs(wiki, wiki.met.get(person.url, ())),
        chart=pictures.roles(wiki, options, sessions),
        circle=circle,
        linked=common.linked(wiki, options, person.url, person.name),
        listing=sheets[0][1],
        actions=said.promises(wiki, options, person.url),
    )
    for address, listing in sheets:
        first = listing.number == 1
        yield Artifact(
            path=address,
            title=lists.sheet_title(options, person.name, listing.number),
            view=view if first else replace(view, listing=listing, actions=()),
            search=_search(person, line) if first else None,
            description=t("{name}: {line}", name=person.name, line=line),
        )


def _search(person: Person, line: str) -> Search:
    names = (*person.aliases, *((person.handle,) if person.handle else ()))
    return Search(
        facets=(("kind", common.PERSON), ("person", person.name)),
        facts=(("names", "\n".join(names)),) if names else (),
        weight=4.0,
        text=(line, person.affiliation, ", ".join(names)),
    )


def describe(wiki: Wiki, words: Words, sessions: ask.Roles, reports: list[SitePath]) -> str:
    """What a person did, in one sentence."""
    counts = Counter(role for roles in sessions.values() for role in roles)
    parts = []
    for role, forms in _DID.items():
        if counts[role]:
            parts.append(words.plural(counts[role], *forms))
    if reports:
        parts.append(words.plural(len(reports), "wrote {n} report", "wrote {n} reports"))
    if sessions:
        years = [wiki.year[url] for url in sessions if url in wiki.year]
        parts.append(_took_part_in(words, len(sessions), min(years, default=0)))
    if not parts:
        return words.t("Named in these pages.")
    said = words.listed(parts)
    return words.t("{sentence}.", sentence=f"{said[0].upper()}{said[1:]}")


def _took_part_in(words: Words, number: int, first: int) -> str:
    """How many sessions, and since which year if there are several and it is known."""
    if first and number > 1:
        forms = pair("took part in {n} session since {year}", "took part in {n} sessions since {year}")
        return words.plural(number, *forms, year=first)
    return words.plural(number, "took part in {n} session", "took part in {n} sessions")
