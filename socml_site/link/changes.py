"""Who changed which page: git's names to the people of the wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rapidfuzz.distance import OSA

from socml_site.link.names.spelling import fold, words
from socml_site.model import Change, Owner, Person, Relations, SitePath
from socml_site.read import Contributor, History

_NO_REPLY = re.compile(r"^(?:\d+\+)?(?P<handle>[^@+]+)@users\.noreply\.")
"""GitHub's address for those who keep theirs to themselves."""


def changes(relations: Relations, history: History) -> dict[SitePath, Change]:
    """The last change of each document, by people as far as they are known.

    Two of git's names that mean one person count once. Programs (`name[bot]`) are nobody.
    """
    known = _Known(relations.people)
    found = {}
    for url, document in relations.documents.items():
        revision = history.revisions.get(document.path)
        if revision:
            by = (known.owner(one) for one in revision.by if one.name and not one.name.endswith("[bot]"))
            found[url] = Change(revision.at, tuple(dict.fromkeys(by)))
    return found


class _Known:
    """People by all they are called; a name that two of them have means neither."""

    def __init__(self, people: Mapping[SitePath, Person]) -> None:
        self._names: dict[str, SitePath | None] = {}
        self._met: dict[Contributor, Owner] = {}
        self._people = people
        for url, person in people.items():
            for name in {fold(one) for one in _called(person)}:
                self._names[name] = url if name not in self._names else None
        self._secret = {
            name: url
            for url, person in people.items()
            if not person.listed or person.shown_as
            for name in {fold(one) for one in _called(person)}
        }
        self._first = {first: url for url in self._secret.values() for first in words(people[url].name)[:1]}

    def owner(self, contributor: Contributor) -> Owner:
        """Who that is."""
        if contributor not in self._met:
            url = self._find(contributor)
            self._met[contributor] = Owner(self._people[url].name, url) if url is not None else Owner(contributor.name)
        return self._met[contributor]

    def _find(self, contributor: Contributor) -> SitePath | None:
        name, handle = fold(contributor.name), _NO_REPLY.match(contributor.email)
        for one in (name, name.removeprefix("@"), fold(handle["handle"]) if handle else ""):
            if one and (url := self._names.get(one)) is not None:
                return url
        return self._withheld(name)

    def _withheld(self, name: str) -> SitePath | None:
        """Who does not want to be named is known by less than others: one letter off, or a first name alone."""
        near = (url for known, url in self._secret.items() if len(known) > 3 and OSA.distance(known, name) <= 1)
        return next(near, self._first.get(name))


def _called(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.aliases
    if person.handle:
        yield person.handle.lstrip("@")
