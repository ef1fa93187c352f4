"""`Relations` to `Relations` without what may not be told; every later stage sees only what this one returns.

Withheld are: pages that are drafts or private, and all of an event that is; people who asked not to be listed, or to be
shown under another name; and who took part where the session's policy does not allow naming. Names within prose are
not touched yet: their place is here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from socml_site import layout
from socml_site.issues import Issue
from socml_site.model import (
    Document,
    Kind,
    Participation,
    Person,
    Policy,
    Relations,
    Role,
    SitePath,
    Status,
)


def withhold(relations: Relations) -> tuple[Relations, tuple[Issue, ...]]:
    """What may be told, and a word on each page that is not published and each link to one."""
    hidden = _hidden(relations)
    issues = (*_unpublished(relations, hidden), *_links_to(relations, hidden))
    documents = {
        url: replace(document, facts=replace(document.facts, people=()))
        for url, document in relations.documents.items()
        if url not in hidden
    }
    people, renamed = _people(relations)
    told = tuple(_participations(relations, documents, people, renamed))
    references = tuple(
        replace(reference, target=renamed.get(reference.target, reference.target))
        for reference in relations.references
        if reference.source in documents and reference.target not in hidden
    )
    seen = {one.person for one in told} | {one.target for one in references}
    people = {url: person for url, person in people.items() if url in seen}
    gone = hidden | (relations.people.keys() - people.keys())
    tagged = {url: topics for url, topics in relations.tagged.items() if url in documents}
    used = {topic for topics in tagged.values() for topic in topics} | {one.target for one in references}
    topics = {
        url: topic for url, topic in relations.topics.items() if url in used or topic.description or topic.broader
    }
    event_of = {url: key for url, key in relations.event_of.items() if url in documents}
    return (
        Relations(
            documents=documents,
            people=people,
            topics=topics,
            events={
                key: event
                for key, event in relations.events.items()
                if event.document in documents or (event.document is None and key in set(event_of.values()))
            },
            participations=tuple(one for one in told if one.person is None or one.person in people),
            tagged=tagged,
            event_of=event_of,
            references=tuple(one for one in references if one.target not in gone),
            targets=dict(_targets(relations, documents, people, gone, renamed)),
            attachments=relations.attachments - _withheld_files(relations, hidden),
        ),
        issues,
    )


def _secret(document: Document) -> bool:
    return document.facts.status is Status.DRAFT or document.facts.policy is Policy.PRIVATE


def _hidden(relations: Relations) -> set[SitePath]:
    hidden = {url for url, document in relations.documents.items() if _secret(document)}
    closed = {key for key, event in relations.events.items() if event.document in hidden}
    return hidden | {url for url, key in relations.event_of.items() if key in closed}


def _withheld_files(relations: Relations, hidden: set[SitePath]) -> set[str]:
    """Files that belong only to pages that are not published: linked from those alone, or beside a hidden event."""
    folders = tuple(
        f"{PurePosixPath(relations.documents[url].path).parent}/"
        for url in hidden
        if relations.documents[url].kind is Kind.EVENT
    )
    linked = {lead for url in hidden for lead in relations.targets.get(url, {}).values()}
    shown = {lead for url, leads in relations.targets.items() if url not in hidden for lead in leads.values()}
    belong = {path for path in relations.attachments if path in linked or path.startswith(folders)}
    return belong - shown


def _unpublished(relations: Relations, hidden: set[SitePath]) -> Iterator[Issue]:
    for url in sorted(hidden):
        document = relations.documents[url]
        why = "part of an event that is not published"
        if _secret(document):
            why = "a draft" if document.facts.status is Status.DRAFT else "private"
        yield Issue(document.path, 1, 1, "unpublished", f"This page is {why} and is not published")


def _links_to(relations: Relations, hidden: set[SitePath]) -> Iterator[Issue]:
    for url, leads in relations.targets.items():
        document = relations.documents[url]
        for link in document.minutes.links if url not in hidden else ():
            lead = leads.get(f"[[{link.target}]]" if link.wiki else link.target, "")
            if lead and SitePath(lead.partition("#")[0]) in hidden:
                place, hint = link.place, "Its words are shown without a link."
                message = f"This links to a page that is not published: {link.target}"
                yield Issue(document.path, place.line, place.col, "withheld", message, hint)


def _people(relations: Relations) -> tuple[dict[SitePath, Person], dict[SitePath, SitePath]]:
    """Those who may be listed, under the names they want, and which addresses changed with the name."""
    people: dict[SitePath, Person] = {}
    renamed: dict[SitePath, SitePath] = {}
    for url, person in relations.people.items():
        if not person.listed and not person.shown_as:
            continue
        if person.shown_as:
            renamed[url] = layout.unique_url("people", person.shown_as, {*people, *relations.people})
            people[renamed[url]] = Person(person.shown_as, renamed[url])
        else:
            people[url] = person
    return people, renamed


def _participations(
    relations: Relations,
    documents: dict[SitePath, Document],
    people: dict[SitePath, Person],
    renamed: dict[SitePath, SitePath],
) -> Iterator[Participation]:
    for one in relations.participations:
        document = documents.get(one.document)
        url = renamed.get(one.person, one.person) if one.person else None
        if document is None or url not in people:
            continue
        # Who wrote a report chose to sign it; who took part in a session is for its policy to say.
        policy = Policy.NAMED if one.role is Role.WROTE else _policy(relations, document)
        if policy is Policy.NAMED:
            yield replace(one, name=people[url].name, person=url)
        elif policy is Policy.INITIALS:
            yield replace(one, name=initials(people[url].name), person=None)


def _policy(relations: Relations, document: Document) -> Policy:
    """The stricter of a session's own policy and that of its event."""
    event = relations.events.get(relations.event_of.get(document.url, ""))
    described = relations.documents.get(event.document) if event and event.document is not None else None
    policies = (document.facts.policy, described.facts.policy if described else Policy.NAMED)
    return max(policies, key=list(Policy).index)


def initials(name: str) -> str:
    """`Ada King Lovelace (MIT)` -> `A. K. L.`"""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>", " ", name)
    parts = (part.lstrip("@\"'“‘(") for part in bare.replace("-", " ").split())
    return " ".join(f"{part[0].upper()}." for part in parts if part[:1].isalnum()) or "N. N."


def _targets(
    relations: Relations,
    documents: dict[SitePath, Document],
    people: dict[SitePath, Person],
    gone: set[SitePath],
    renamed: dict[SitePath, SitePath],
) -> Iterator[tuple[SitePath, dict[str, str]]]:
    for url in documents:
        leads: dict[str, str] = {}
        for written, lead in relations.targets.get(url, {}).items():
            page = SitePath(lead.partition("#")[0])
            if page in renamed and renamed[page] in people:
                leads[written] = renamed[page]
            elif page not in gone:
                leads[written] = lead
        yield url, leads
