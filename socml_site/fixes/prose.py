"""What the prose of a page says for certain, as lines of front matter."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from socml_site.link import Who
from socml_site.link.names.doubts import line_of
from socml_site.link.names.spelling import Shape, shape
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import Document, Named, Policy, Role, Term

_ROLES = {"moderators": Role.MODERATED, "note_takers": Role.NOTED, "attendees": Role.ATTENDED}
_GAP = 4
"""Two entries of one list of people are at most so many lines apart."""
_LISTED = (Shape.FULL, Shape.HANDLE, Shape.FIRST, Shape.NICK)
"""Names that may be written down for good; initials and halves of names may not."""


def certain(document: Document, given: Container[str], who: Who, people: Vocabulary) -> Iterator[tuple[str, str]]:
    """Lines of front matter, by key, that the prose says without doubt; of a key that is `given` none."""
    facts, said = document.facts, document.minutes
    # A title that is cleaned of something is shown beside its heading once it is written down: the heading says it.
    heading = next((one.title for one in said.sections if one.place.line == said.title_line), "")
    if not facts.title and "title" not in given and said.title and heading == said.title:
        yield "title", f"title: {line_of(said.title)}"
    if facts.date is None and "date" not in given and said.date and said.date_is_certain:
        yield "date", f"date: {said.date.isoformat()}"
    written = {mention.role for mention in facts.people}
    for key, role in _ROLES.items() if facts.policy is Policy.NAMED else ():
        named = [one for one in said.people if role in one.roles]
        if not named or role in written or key in given or not _is_one_list(named, role):
            continue
        if all(_may_be_written(one, document, who, people) for one in named):
            yield key, f"{key}: {line_of([one.name for one in named])}"


def _is_one_list(people: Sequence[Named], role: Role) -> bool:
    """Whether people stand together, as in a list of those present; who has another role too may stand elsewhere."""
    lines = sorted(one.place.line for one in people if one.roles == (role,))
    return role is not Role.ATTENDED or all(after - line <= _GAP for line, after in pairwise(lines))


def _may_be_written(one: Named, document: Document, who: Who, people: Vocabulary) -> bool:
    """Whether a name is whole, not misspelt, and nobody's who asked not to be shown under it."""
    owner = who.find(document.url, one.name)
    if owner is None or shape(one.name) not in _LISTED:
        return False
    if any(people.misspelt(Term(one.name, one.place), document.path)):
        return False
    person = who.people.get(owner.person) if owner.person is not None else None
    return person is None or (person.listed and not person.shown_as)
