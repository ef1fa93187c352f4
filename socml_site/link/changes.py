"""Who changed which page: git's names to the people of the wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from socml_site.link.names.spelling import fold
from socml_site.model import Change, Owner, Person, Relations, SitePath
from socml_site.read import Contributor, History

_NO_REPLY = re.compile(r"^(?:\d+\+)?(?P<handle>[^@+]+)@users\.noreply\.")
"""GitHub's address for those who keep theirs to themselves."""


def changes_of(relations: Relations, history: History) -> dict[SitePath, Change]:
    """The last change of each document, and those people of the wiki who wrote it.

    Two of git's names that mean one person count once. Whom the wiki does not know is not named: among them may be
    somebody who does not want to be, under a spelling that tells nobody so.
    """
    known = _Known(relations.people)
    found = {}
    for url, document in relations.documents.items():
        revision = history.revisions.get(document.path)
        if revision:
            by = (known.owner(one) for one in revision.by if one.name)
            found[url] = Change(revision.at, tuple(dict.fromkeys(one for one in by if one is not None)))
    return found


class _Known:
    """People by all they are called; a name that two of them have means neither."""

    def __init__(self, people: Mapping[SitePath, Person]) -> None:
        self._names: dict[str, SitePath | None] = {}
        self._met: dict[Contributor, Owner | None] = {}
        self._people = people
        for url, person in people.items():
            for name in {fold(one) for one in _called(person)}:
                self._names[name] = url if name not in self._names else None

    def owner(self, contributor: Contributor) -> Owner | None:
        """Who of the wiki that is; None for whoever is in none of its minutes and lists, who need not be told of."""
        if contributor not in self._met:
            url = self._find(contributor)
            self._met[contributor] = Owner(self._people[url].name, url) if url is not None else None
        return self._met[contributor]

    def _find(self, contributor: Contributor) -> SitePath | None:
        name, handle = fold(contributor.name), _NO_REPLY.match(contributor.email)
        for one in (name, name.removeprefix("@"), fold(handle["handle"]) if handle else ""):
            if one and (url := self._names.get(one)) is not None:
                return url
        return None


def _called(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.aliases
    if person.handle:
        yield person.handle.lstrip("@")
