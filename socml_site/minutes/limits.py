"""How much one document can give the wiki: past that each further entry costs pages, and pairs of people, for nobody.

Of 2,000 real minutes none names more than 64 people.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from socml_site.issues import Issue
from socml_site.model import Document, Facts, Minutes, Policy

MOST = 1000
"""Entries of one list in front matter, and people in the prose."""


def within(found: Document) -> tuple[Document, tuple[Issue, ...]]:
    """A document with the first MOST of what it names, and where it names more.

    One that withholds its people is left whole: whoever is not known could not be withheld, and nobody gets a page.
    """
    lists = {field.name: getattr(found.facts, field.name) for field in fields(Facts)}
    long = {name: value for name, value in lists.items() if isinstance(value, tuple) and len(value) > MOST}
    minutes, line = _fewer(found.minutes)
    if found.facts.policy is not Policy.NAMED or not (long or line):
        return found, ()
    places = {name: getattr(value[MOST], "place", None) for name, value in long.items()}
    issues = [_issue(found, name, place.line if place else 1) for name, place in places.items()]
    issues += [_issue(found, "people", line)] if line else []
    shorter: dict[str, Any] = {name: value[:MOST] for name, value in long.items()}
    facts = replace(found.facts, **shorter)
    return replace(found, facts=facts, minutes=minutes), tuple(issues)


def _fewer(minutes: Minutes) -> tuple[Minutes, int]:
    """The minutes with their first MOST people, and the line of the next one, 0 if there is none."""
    if len(minutes.people) <= MOST and len(minutes.outcomes) <= MOST:
        return minutes, 0
    lines: dict[str, int] = {one.name: one.place.line for one in minutes.people}
    for one in minutes.outcomes:
        for owner in one.owners:
            lines.setdefault(owner, one.place.line)
    known = {*list(lines)[:MOST]}
    if len(known) == len(lines):
        return minutes, 0
    fewer = replace(
        minutes,
        people=tuple(one for one in minutes.people if one.name in known),
        turns=tuple(one for one in minutes.turns if one.speaker in known),
        outcomes=tuple(
            replace(one, owners=tuple(who for who in one.owners if who in known)) for one in minutes.outcomes
        ),
    )
    return fewer, min(line for name, line in lines.items() if name not in known)


def _issue(found: Document, what: str, line: int) -> Issue:
    message = f"There are more than {MOST:,} {what.replace('_', ' ')} in one document"
    return Issue(found.path, line, 1, "bound", message, f"The first {MOST:,} are known. Divide the file.")
