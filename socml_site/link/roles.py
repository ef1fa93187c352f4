"""Who took part in what, who promised what and who spoke: a document's names to people of the wiki."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from socml_site.link.names import Who
from socml_site.link.names.seen import described, parts
from socml_site.model import Document, Outcome, OutcomeKind, Owner, Participation, Role, SitePath, Statement

_TOLD = (OutcomeKind.DECISION, OutcomeKind.ACTION, OutcomeKind.QUESTION)
_ORDER = list(Role)


def participations(documents: Iterable[Document], who: Who) -> Iterator[Participation]:
    """Everybody's roles in each document: front matter's word, and the prose's on roles it does not give.

    Ordered by role within a document. Who is absent by one word and present by another was there.
    """
    for document in documents:
        found: dict[tuple[Role, str], Participation] = {}
        for name, role in _named(document):
            owner = who.find(document.url, name)
            if owner is not None:
                one = Participation(document.url, role, owner.name, owner.person)
                found.setdefault((role, owner.person or owner.name), one)
        there = {key for role, key in found if role is not Role.ABSENT}
        kept = [one for (role, key), one in found.items() if role is not Role.ABSENT or key not in there]
        yield from sorted(kept, key=lambda one: _ORDER.index(one.role))


def _named(document: Document) -> Iterator[tuple[str, Role]]:
    """The names of a document with their roles; a file of several sessions leaves those of its prose to them."""
    given = {mention.role for mention in document.facts.people}
    for mention in document.facts.people:
        yield described(mention).name, mention.role
    for named in () if document.parts else document.minutes.people:
        for role in named.roles:
            if role not in given:
                yield named.name, role


def statements(documents: Iterable[Document], who: Who) -> Iterator[Statement]:
    """What was decided, promised and asked in each document, and nothing that was withdrawn."""
    for document in documents:
        for outcome in () if document.parts else document.minutes.outcomes:
            if outcome.kind in _TOLD and not outcome.withdrawn:
                yield Statement(document.url, outcome, tuple(_owners(document.url, outcome, who)))


def _owners(document: SitePath, outcome: Outcome, who: Who) -> Iterator[Owner]:
    """Those who promised something, each once; a group such as "everyone" stays the word it is."""
    seen: set[Owner] = set()
    for name in outcome.owners:
        whole, *pieces = parts(name)
        owner = who.find(document, whole)
        found = [who.find(document, piece) for piece in pieces]
        if owner is None:
            # Somebody is withheld; whoever stands beside them and is known is not.
            found = [one for one in found if one is not None and one.person is not None]
        several = (owner is None or owner.person is None) and any(one is None or one.person for one in found)
        for one in found if pieces and several else [owner]:
            if one is not None and one not in seen:
                seen.add(one)
                yield one


def speakers(document: Document, who: Who) -> dict[str, Owner]:
    """The speakers of a document's turns by the name the minutes use; who must not be told is not among them."""
    names = dict.fromkeys(turn.speaker for turn in document.minutes.turns)
    return {name: owner for name in names if (owner := who.find(document.url, name)) is not None}


def withheld(documents: Iterable[Document], who: Who) -> Iterator[tuple[SitePath, frozenset[str]]]:
    """By document the names in it of those who must not be told, as they are written there."""
    for document in documents:
        said = document.minutes
        names = {described(mention).name for mention in document.facts.people}
        names |= {name for named in said.people for name in (named.name, *named.also)}
        names |= {turn.speaker for turn in said.turns}
        names |= {part for outcome in said.outcomes for name in outcome.owners for part in parts(name)}
        kept = frozenset(name for name in names if who.find(document.url, name) is None)
        if kept:
            yield document.url, kept
