"""What an entry of people.yml asks for."""

from __future__ import annotations

from collections.abc import Mapping

from socml_site.front.privacy.asked import Said, scalars, word_of
from socml_site.front.privacy.keys import NO, NO_ANSWER, PUBLIC, YES, Kind, kind_of
from socml_site.front.privacy.meaning import DOUBTFUL, NOTHING, Meant, answered, meaning_of
from socml_site.front.privacy.reserve import Reserve
from socml_site.issues import Issue
from socml_site.model import Place, Policy
from socml_site.read.yaml import Parsed

_OF_PEOPLE = frozenset("name aliases handle url affiliation".split())
_PSEUDONYMS = frozenset("as shown-as show-as display-as pseudonym".split())
_OPT_OUTS = frozenset("anonymous anonymized anonymised anon hide opt-out optout".split())
_OPT_INS = frozenset("visible show shown display".split())


def of_person(entry: Mapping[str, object], parsed: Parsed, at: int, path: str) -> Reserve:
    """What an entry of people.yml, item `at` of the list, asks for: private for whom must not be shown by this name.

    `listed: nein`, `listd: false`, `private: true`, `pseudonym: B. E.` and an `as` without a name ask for it, too.
    """
    issues, hidden = [], False
    for key, value in entry.items():
        meant = _of_key(key, value)
        hidden |= meant.hides
        if meant.doubtful:
            place = parsed.place((at, key))
            message = f"Whether this person may be named cannot be understood, so they are not: `{key}`"
            hint = "Write `listed: false`, or `as: B. E.`."
            issues.append(Issue(path, place.line, place.col, "policy", message, hint))
    return Reserve(Policy.PRIVATE if hidden else Policy.NAMED, issues=tuple(issues))


def _of_key(key: str, value: object) -> Meant:
    """What one key of an entry of people.yml asks for."""
    word, values = word_of(key), tuple(scalars(value))
    if word in _PSEUDONYMS:
        # Another name counts only where it is read as one.
        return NOTHING if key == "as" and isinstance(value, str | int | float) and any(values) else DOUBTFUL
    if word in _OF_PEOPLE:
        return NOTHING
    if word in _OPT_OUTS:
        return answered(values, YES, NO, "")
    if word in _OPT_INS:
        return answered(values, NO, YES, "")
    meant = meaning_of(Said(word, values or (NO_ANSWER,), Place()))
    kind, exact = kind_of(word)
    # `unlisted: [Dan Doe]`: what is no answer here is about people all the same.
    asks = exact and kind in (Kind.HIDES, Kind.SHOWS) and not {*values} <= YES | NO | PUBLIC
    return DOUBTFUL if asks and not meant.hides else meant
