"""The page of each person, and the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from socml_site.emit import common, lists, said
from socml_site.emit.common import Options
from socml_site.emit.views import Entry
from socml_site.model import Artifact, Kind, Person, Role, Search, SitePath, Wiki
from socml_site.words import plural


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """All people's pages and their list."""
    lines = []
    for person in wiki.relations.people.values():
        sessions, reports = _took_part(wiki, person)
        yield from _pages(wiki, options, person, sessions, reports)
        lines.append(_entry(person, sessions, reports))
    index = wiki.relations.documents.get(SitePath("people/"))
    empty = "Nobody is named yet. Name people in the front matter of your minutes: attendees: [Ada Lovelace]."
    yield from lists.list_pages("People", "people", lists.by_letter(lines), "", empty, index)


_Roles = dict[SitePath, list[Role]]


def _took_part(wiki: Wiki, person: Person) -> tuple[_Roles, list[SitePath]]:
    """The roles of a person in each session, and the reports they wrote."""
    sessions: _Roles = {}
    reports = []
    for one in wiki.by_person.get(person.url, ()):
        if one.role is Role.WROTE or wiki.relations.documents[one.document].kind is not Kind.SESSION:
            reports.append(one.document)
        else:
            sessions.setdefault(one.document, []).append(one.role)
    return sessions, list(dict.fromkeys(reports))


def _entry(person: Person, sessions: _Roles, reports: list[SitePath]) -> Entry:
    counts = (plural(len(sessions), "session", "sessions") if sessions else "",)
    wrote = (plural(len(reports), "report", "reports") if reports else "",)
    return Entry(
        title=person.name,
        url=person.url,
        kind="Person",
        summary=person.affiliation,
        note=", ".join(part for part in (*counts, *wrote) if part),
        count=len(sessions),
        aliases=person.aliases,
    )


def _pages(
    wiki: Wiki, options: Options, person: Person, sessions: _Roles, reports: list[SitePath]
) -> Iterator[Artifact]:
    topics = Counter(topic for url in sessions for topic in wiki.relations.tagged.get(url, ()))
    most = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))[:24]
    line = describe(wiki, sessions, reports)
    data = {
        "person": person,
        "line": line,
        "reports": common.entries(wiki, reports),
        "topics": [ref for url, _ in most for ref in common.topic_refs(wiki, [url])],
        "met": common.people_refs(wiki, wiki.met.get(person.url, ())),
        "linked": common.linked(wiki, person.url),
    }
    actions = said.promises(wiki, options, person.url)
    facets = (("kind", "Person"), ("person", person.name))
    text = (line, person.affiliation, ", ".join(person.aliases))
    notes = {url: ", ".join(common.ROLE_WORDS[role] for role in roles) for url, roles in sessions.items()}
    for address, listing in lists.listings(lists.by_year(wiki, sessions, notes), person.url):
        first = listing.number == 1
        yield Artifact(
            path=address,
            title=person.name if first else f"{person.name}, page {listing.number}",
            template="person.html",
            data={**data, "listing": listing, "actions": actions if first else []},
            search=Search(facets, weight=4.0, text=text) if first else None,
            description=f"{person.name}: {line}",
        )


def describe(wiki: Wiki, sessions: _Roles, reports: list[SitePath]) -> str:
    """What a person did, in one sentence."""
    counts = Counter(role for roles in sessions.values() for role in roles)
    parts = []
    for role, verb in ((Role.MODERATED, "moderated"), (Role.SPOKE, "spoke in"), (Role.NOTED, "took notes in")):
        if counts[role]:
            parts.append(f"{verb} {counts[role]:,}")
    if reports:
        parts.append(f"wrote {plural(len(reports), 'report', 'reports')}")
    if sessions:
        years = [wiki.year[url] for url in sessions if url in wiki.year]
        since = f" since {min(years)}" if years and len(sessions) > 1 else ""
        parts.append(f"took part in {plural(len(sessions), 'session', 'sessions')}{since}")
    if not parts:
        return "Named in these pages."
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]}."
