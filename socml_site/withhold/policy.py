"""`Relations` to `Relations` without what may not be told; every later stage sees only what this one returns.

Withheld are: pages that are drafts or private, and all of an event that is; people who asked not to be listed, or to be
shown under another name; and who took part, spoke, promised or wrote something where the session's policy does not
allow naming. The words of the minutes are not touched: a name in them is published as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from socml_site import layout, urls
from socml_site.issues import Issue
from socml_site.link.secrecy import Secrecy, secrecy
from socml_site.link.vocabulary import key as spelling
from socml_site.model import (
    Change,
    Citation,
    Document,
    Event,
    Merged,
    Outcome,
    Owner,
    Participation,
    Person,
    Planned,
    Policy,
    Reference,
    Relations,
    Role,
    SitePath,
    Statement,
    Status,
    Turn,
)
from socml_site.withhold import mentions
from socml_site.withhold.beside import withheld_files

_WORD = re.compile(r"\w[\w'’-]*")


def withhold(relations: Relations) -> tuple[Relations, tuple[Issue, ...]]:
    """What may be told, and a word on each page that is not published and each link to one."""
    kept = secrecy(relations.documents, relations.events, relations.event_of, relations.least)
    hidden = kept.hidden.keys()
    files, told_of_files = withheld_files(relations, kept)
    issues = (*_unpublished(relations, kept), *_links_to(relations, hidden, files), *told_of_files)
    people, renamed = _people(relations)
    shown = _Shown(people, renamed)
    policies = {url: policy for url, policy in kept.policies.items() if url not in hidden}
    told = tuple(_participations(relations, policies, shown))
    speakers = {url: dict(_speakers(relations, url, policy, shown)) for url, policy in policies.items()}
    reserved = {url: one for url, one in relations.people.items() if one.shown_as or not one.listed}
    given_up = mentions.given_up(relations, policies, reserved)
    documents = {
        url: _unnamed(relations.documents[url], speakers[url], policy, given_up[url])
        for url, policy in policies.items()
    }
    for url, policy in policies.items():
        if policy is Policy.INITIALS:
            speakers[url] = {owner.name: owner for owner in speakers[url].values()}
    issues = (*issues, *_summaries(relations, given_up))
    statements = tuple(_statements(relations, policies, shown, documents, given_up))
    references = tuple(
        _unquoted(one, given_up[one.source])
        for one in relations.references
        if one.source in documents
        and one.target not in hidden
        and _may_lead(one.target, policies[one.source], relations, renamed)
    )
    seen = {one.person for one in told} | {one.target for one in references}
    seen |= {owner.person for one in statements for owner in one.owners}
    people = {url: person for url, person in people.items() if url in seen}
    secret = {spelling(relations.documents[url].title) for url in hidden}
    closed = {event.url for event in relations.events.values() if event.document in hidden}
    gone = hidden | files | (relations.people.keys() - people.keys()) | {layout.schedule_url(url) for url in closed}
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
            targets=dict(_targets(relations, policies, gone, renamed)),
            attachments=relations.attachments - files,
            statements=statements,
            speakers={url: found for url, found in speakers.items() if found},
            planned=dict(_planned(relations, events, policies, shown, people)),
            merged={url: _merged(ones, hidden, secret) for url, ones in relations.merged.items() if url in documents},
            moved={old: url for old, url in relations.moved.items() if url in documents},
            changes=dict(_changes(relations, policies, shown, people)),
            least=relations.least,
        ),
        issues,
    )


def _planned(
    relations: Relations,
    events: Mapping[str, Event],
    policies: Mapping[SitePath, Policy],
    shown: _Shown,
    people: Mapping[SitePath, Person],
) -> Iterator[tuple[str, tuple[Planned, ...]]]:
    """What boards say of sessions without a page; who moderates them obeys the policy of the event.

    `people` are those who have a page.
    """
    for key, event in events.items():
        policy = policies[event.document] if event.document is not None else Policy.NAMED
        rows = []
        for row in relations.planned.get(key, ()):
            told = [owner for one in row.moderators if (owner := shown.owner(one, policy)) is not None]
            paged = (replace(one, person=one.person if one.person in people else None) for one in told)
            rows.append(replace(row, moderators=tuple(paged)))
        if rows:
            yield key, tuple(rows)


def _merged(ones: tuple[Merged, ...], hidden: Set[SitePath], titles: set[str]) -> tuple[Merged, ...]:
    """What a session took in and may be told; `titles` are those of hidden pages, for where a title meant several."""
    return tuple(
        one for one in ones if one.url not in hidden and (one.url is not None or spelling(one.label) not in titles)
    )


def _unpublished(relations: Relations, kept: Secrecy) -> Iterator[Issue]:
    for url, above in sorted(kept.hidden.items()):
        document, because = relations.documents[url], relations.documents[above]
        if url == above and document.unread:
            # That it cannot be read is told already.
            continue
        why = "cannot be read" if because.unread else "is private"
        why = "is a draft" if because.facts.status is Status.DRAFT else why
        message = f"This page {why} and is not published"
        if url != above:
            message = f"This page belongs to {because.path}, which {why}, and is not published"
        line = because.facts.kept_back_at if url == above else 0
        yield Issue(document.path, line or 1, 1, "unpublished", message)


def _links_to(relations: Relations, hidden: Set[SitePath], files: Set[str]) -> Iterator[Issue]:
    # That a page cannot be read is told already, and by its own line.
    hidden = {url for url in hidden if not relations.documents[url].unread}
    for url, leads in relations.targets.items():
        document = relations.documents[url]
        for link in document.minutes.links if url not in hidden else ():
            lead = leads.get(f"[[{link.target}]]" if link.wiki else link.target, "")
            if lead and (SitePath(lead.partition("#")[0]) in hidden or lead in files):
                place, hint = link.place, "Its words are shown without a link."
                message = f"This links to a {'file' if lead in files else 'page'} that is not published: {link.target}"
                yield Issue(document.path, place.line, place.col, "withheld", message, hint)


def _people(relations: Relations) -> tuple[dict[SitePath, Person], dict[SitePath, SitePath]]:
    """Those who may be listed, under the names they want, and which addresses changed with the name."""
    people: dict[SitePath, Person] = {}
    renamed: dict[SitePath, SitePath] = {}
    for url, person in relations.people.items():
        if not person.listed and not person.shown_as:
            continue
        if person.shown_as:
            renamed[url] = urls.unique_url("people", person.shown_as, {*people, *relations.people})
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
        policy = relations.least if one.role is Role.WROTE else policies[one.document]
        owner = shown.owner(Owner(one.name, one.person), policy)
        if owner is not None and not _in_title(one, relations, shown):
            yield replace(one, name=owner.name, person=owner.person)


def _in_title(one: Participation, relations: Relations, shown: _Shown) -> bool:
    """Whether the title holds the name of somebody who wants another one."""
    if one.person is None or one.person not in shown.renamed:
        return False
    names = mentions.of_person(relations.people[one.person])
    return mentions.holds(relations.documents[one.document].title, names)


def _speakers(relations: Relations, url: SitePath, policy: Policy, shown: _Shown) -> Iterator[tuple[str, Owner]]:
    """The speakers of a page, by the name its turns use, as far as they may be shown beside their own words.

    Who wants another name is not among them: the words begin with the old one, and beside it the new one would tell
    everything.
    """
    for name, owner in relations.speakers.get(url, {}).items():
        told = shown.owner(owner, policy)
        if told is not None and owner.person not in shown.renamed:
            yield name, told


def _unnamed(document: Document, speakers: Mapping[str, Owner], policy: Policy, given_up: frozenset[str]) -> Document:
    """The document without its names: whom it may name stands in participations, owners and speakers.

    A turn of whom it may not name is not told from other text. Whatever is shown elsewhere and holds a name that the
    document gives up is left out.
    """
    said = document.minutes
    turns = (_turn(one, speakers[one.speaker], policy) for one in said.turns if one.speaker in speakers)
    outcomes = tuple(_unowned(one) for one in said.outcomes)
    lead = "" if mentions.holds(said.lead, given_up) else said.lead
    summary = "" if mentions.holds(document.facts.summary, given_up) else document.facts.summary
    citations = tuple(_untitled(one, given_up) for one in said.citations)
    minutes = replace(said, people=(), maybe=(), turns=tuple(turns), outcomes=outcomes, lead=lead, citations=citations)
    return replace(document, facts=replace(document.facts, people=(), summary=summary), minutes=minutes)


def _untitled(citation: Citation, given_up: frozenset[str]) -> Citation:
    held = mentions.holds(f"{citation.title} {citation.section}", given_up)
    return replace(citation, title="", section="") if held else citation


def _unquoted(reference: Reference, given_up: frozenset[str]) -> Reference:
    held = mentions.holds(f"{reference.sentence} {reference.section}", given_up)
    return replace(reference, sentence="", section="") if held else reference


def _summaries(relations: Relations, given_up: Mapping[SitePath, frozenset[str]]) -> Iterator[Issue]:
    for url, names in given_up.items():
        document = relations.documents[url]
        if mentions.holds(document.facts.summary, names):
            message = "The summary holds the name of somebody who is not to be named, and is not shown"
            yield Issue(document.path, 1, 1, "withheld", message, "Write it without names.")


def _turn(turn: Turn, owner: Owner, policy: Policy) -> Turn:
    return replace(turn, speaker=owner.name, label="") if policy is Policy.INITIALS else turn


def _unowned(outcome: Outcome) -> Outcome:
    return replace(outcome, owners=()) if outcome.owners else outcome


def _statements(
    relations: Relations,
    policies: Mapping[SitePath, Policy],
    shown: _Shown,
    documents: Mapping[SitePath, Document],
    given_up: Mapping[SitePath, frozenset[str]],
) -> Iterator[Statement]:
    for one in relations.statements:
        # A sentence with a name that is given up stays in the minutes; in a register it would stand alone.
        if one.document in documents and not mentions.holds(one.outcome.text, given_up[one.document]):
            told = (shown.owner(owner, policies[one.document]) for owner in one.owners)
            owners = tuple(owner for owner in told if owner is not None)
            outcome = _unowned(one.outcome)
            if mentions.holds(outcome.section, given_up[one.document]):
                outcome = replace(outcome, section="")
            yield replace(one, outcome=outcome, owners=owners)


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
    policies: Mapping[SitePath, Policy],
    gone: Set[str],
    renamed: Mapping[SitePath, SitePath],
) -> Iterator[tuple[SitePath, dict[str, str]]]:
    for url, policy in policies.items():
        leads = relations.targets.get(url, {}).items()
        pages = {lead: SitePath(lead.partition("#")[0]) for _, lead in leads}
        kept = {lead for lead, to in pages.items() if to not in gone and _may_lead(to, policy, relations, renamed)}
        yield url, {written: lead for written, lead in leads if lead in kept}


def _may_lead(target: SitePath, policy: Policy, relations: Relations, renamed: Mapping[SitePath, SitePath]) -> bool:
    """Whether a page with this policy may lead to another: where nobody is named it must not lead to people.

    Nor may any lead to whom wants another name: the words of the link are the old one.
    """
    return target not in relations.people or (policy is Policy.NAMED and target not in renamed)
