"""`Relations` to `Relations` without what may not be told; every later stage sees only what this one returns.

Withheld are: pages that are drafts or private, and all of an event that is; people who asked not to be listed, or to be
shown under another name; and who took part, spoke, promised or wrote something where the session's policy does not
allow naming. The words of the minutes are not touched: a name in them is published as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from socml_site import layout
from socml_site.issues import Issue
from socml_site.link.opened import hidden as hidden_pages
from socml_site.link.opened import is_secret, policy_of
from socml_site.link.vocabulary import key as spelling
from socml_site.model import (
    Change,
    Document,
    Event,
    Kind,
    Merged,
    Outcome,
    Owner,
    Participation,
    Person,
    Planned,
    Policy,
    Relations,
    Role,
    SitePath,
    Statement,
    Status,
    Turn,
)


def withhold(relations: Relations) -> tuple[Relations, tuple[Issue, ...]]:
    """What may be told, and a word on each page that is not published and each link to one."""
    hidden = hidden_pages(relations.documents, relations.events, relations.event_of)
    issues = (*_unpublished(relations, hidden), *_links_to(relations, hidden))
    people, renamed = _people(relations)
    shown = _Shown(people, renamed)
    policies = {
        url: policy_of(document, relations.documents, relations.events, relations.event_of)
        for url, document in relations.documents.items()
        if url not in hidden
    }
    told = tuple(_participations(relations, policies, shown))
    speakers = {url: dict(_speakers(relations, url, policy, shown)) for url, policy in policies.items()}
    documents = {url: _unnamed(relations.documents[url], speakers[url], policies[url]) for url in policies}
    for url, policy in policies.items():
        if policy is Policy.INITIALS:
            speakers[url] = {owner.name: owner for owner in speakers[url].values()}
    statements = tuple(_statements(relations, policies, shown, documents))
    references = tuple(
        replace(reference, target=renamed.get(reference.target, reference.target))
        for reference in relations.references
        if reference.source in documents and reference.target not in hidden
    )
    seen = {one.person for one in told} | {one.target for one in references}
    seen |= {owner.person for one in statements for owner in one.owners}
    people = {url: person for url, person in people.items() if url in seen}
    secret = {spelling(relations.documents[url].title) for url in hidden}
    closed = {event.url for event in relations.events.values() if event.document in hidden}
    gone = hidden | (relations.people.keys() - people.keys()) | {layout.schedule_url(url) for url in closed}
    tagged = {url: topics for url, topics in relations.tagged.items() if url in documents}
    used = {topic for topics in tagged.values() for topic in topics} | {one.target for one in references}
    topics = {
        url: topic for url, topic in relations.topics.items() if url in used or topic.description or topic.broader
    }
    above = {label for topic in topics.values() for label in topic.broader}
    topics = {url: topic for url, topic in relations.topics.items() if url in topics or topic.label in above}
    event_of = {url: key for url, key in relations.event_of.items() if url in documents}
    used_events = set(event_of.values())
    events = {
        key: event
        for key, event in relations.events.items()
        if event.document in documents or (event.document is None and key in used_events)
    }
    return (
        Relations(
            documents=documents,
            people=people,
            topics=topics,
            events=events,
            participations=tuple(one for one in told if one.person is None or one.person in people),
            tagged=tagged,
            named={url: topics for url, topics in relations.named.items() if url in documents},
            event_of=event_of,
            references=tuple(one for one in references if one.target not in gone),
            targets=dict(_targets(relations, documents, people, gone, renamed)),
            attachments=relations.attachments - _withheld_files(relations, hidden),
            statements=statements,
            speakers={url: found for url, found in speakers.items() if found},
            planned=dict(_planned(relations, events, shown, people)),
            merged={url: _merged(ones, hidden, secret) for url, ones in relations.merged.items() if url in documents},
            moved={old: url for old, url in relations.moved.items() if url in documents},
            changes=dict(_changes(relations, policies, shown, people)),
        ),
        issues,
    )


def _planned(
    relations: Relations, events: Mapping[str, Event], shown: _Shown, people: Mapping[SitePath, Person]
) -> Iterator[tuple[str, tuple[Planned, ...]]]:
    """What boards say of sessions without a page; who moderates them obeys the policy of the event.

    `people` are those who have a page.
    """
    for key, event in events.items():
        policy = relations.documents[event.document].facts.policy if event.document is not None else Policy.NAMED
        rows = []
        for row in relations.planned.get(key, ()):
            told = [owner for one in row.moderators if (owner := shown.owner(one, policy)) is not None]
            paged = (replace(one, person=one.person if one.person in people else None) for one in told)
            rows.append(replace(row, moderators=tuple(paged)))
        if rows:
            yield key, tuple(rows)


def _merged(ones: tuple[Merged, ...], hidden: set[SitePath], titles: set[str]) -> tuple[Merged, ...]:
    """What a session took in and may be told; `titles` are those of hidden pages, for where a title meant several."""
    return tuple(
        one for one in ones if one.url not in hidden and (one.url is not None or spelling(one.label) not in titles)
    )


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
        if is_secret(document):
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


@dataclass(frozen=True, slots=True)
class _Shown:
    """Who may be shown, and under which address somebody is who wants another name."""

    people: Mapping[SitePath, Person]
    renamed: Mapping[SitePath, SitePath]

    def owner(self, owner: Owner, policy: Policy) -> Owner | None:
        """How a policy lets somebody be shown; None for whom it does not let be shown at all."""
        url = self.renamed.get(owner.person, owner.person) if owner.person is not None else None
        if policy not in (Policy.NAMED, Policy.INITIALS) or (url is not None and url not in self.people):
            return None
        name = self.people[url].name if url is not None else owner.name
        return Owner(initials(name)) if policy is Policy.INITIALS else Owner(name, url)


def _participations(
    relations: Relations, policies: Mapping[SitePath, Policy], shown: _Shown
) -> Iterator[Participation]:
    for one in relations.participations:
        if one.document not in policies:
            continue
        # Who wrote a report chose to sign it; who took part in a session is for its policy to say.
        policy = Policy.NAMED if one.role is Role.WROTE else policies[one.document]
        owner = shown.owner(Owner(one.name, one.person), policy)
        if owner is not None:
            yield replace(one, name=owner.name, person=owner.person)


def _speakers(relations: Relations, url: SitePath, policy: Policy, shown: _Shown) -> Iterator[tuple[str, Owner]]:
    """The speakers of a page, by the name its turns use, as far as they may be shown beside their own words.

    Who wants another name is not among them: the words begin with the old one, and beside it the new one would tell
    everything.
    """
    for name, owner in relations.speakers.get(url, {}).items():
        told = shown.owner(owner, policy)
        if told is not None and owner.person not in shown.renamed:
            yield name, told


def _unnamed(document: Document, speakers: Mapping[str, Owner], policy: Policy) -> Document:
    """The document without its names: whom it may name stands in participations, owners and speakers.

    A turn of whom it may not name is not told from other text.
    """
    said = document.minutes
    turns = (_turn(one, speakers[one.speaker], policy) for one in said.turns if one.speaker in speakers)
    outcomes = tuple(_unowned(one) for one in said.outcomes)
    minutes = replace(said, people=(), turns=tuple(turns), outcomes=outcomes)
    return replace(document, facts=replace(document.facts, people=()), minutes=minutes)


def _turn(turn: Turn, owner: Owner, policy: Policy) -> Turn:
    return replace(turn, speaker=owner.name, label="") if policy is Policy.INITIALS else turn


def _unowned(outcome: Outcome) -> Outcome:
    return replace(outcome, owners=()) if outcome.owners else outcome


def _statements(
    relations: Relations,
    policies: Mapping[SitePath, Policy],
    shown: _Shown,
    documents: Mapping[SitePath, Document],
) -> Iterator[Statement]:
    for one in relations.statements:
        if one.document in documents:
            told = (shown.owner(owner, policies[one.document]) for owner in one.owners)
            owners = tuple(owner for owner in told if owner is not None)
            yield replace(one, outcome=_unowned(one.outcome), owners=owners)


def _changes(
    relations: Relations,
    policies: Mapping[SitePath, Policy],
    shown: _Shown,
    people: Mapping[SitePath, Person],
) -> Iterator[tuple[SitePath, Change]]:
    """The last change of each page; by whom only where everybody may be named, and with a link to a page there is."""
    for url, change in relations.changes.items():
        policy = policies.get(url)
        if policy is not None:
            owners = (shown.owner(one, policy) for one in change.by if policy is Policy.NAMED)
            told = (replace(one, person=one.person if one.person in people else None) for one in owners if one)
            yield url, replace(change, by=tuple(dict.fromkeys(told)))


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
