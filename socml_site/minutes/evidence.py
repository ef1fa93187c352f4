"""What a recogniser says of some lines, how sure it is, and why.

A recogniser sees and says; it changes nothing. Weights are log odds of being right, by natural logarithm: 2 is 7 to 1,
4 is 55 to 1. They were set for each rule by its precision on annotated minutes; those of several rules for one thing
add up. What reaches `SURE` is published, less is but shown to whoever inspects a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from socml_site.model import OutcomeKind, Role

SURE = 2.0
"""The weight from which on something is published: wrong once in eight times at most."""
MAYBE = 0.5
"""The weight from which on something is worth showing to whoever inspects a file."""


class What(StrEnum):
    """What evidence is of; `FORM` are lines that belong to the form of minutes, such as an empty label."""

    PERSON = "person"
    TURN = "turn"
    OUTCOME = "outcome"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as an entry of a list names them."""

    name: str
    also: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    affiliation: str = ""
    url: str = ""
    pronouns: str = ""
    note: str = ""
    announced: bool = False
    """Whether a label or the head of the list says that the affiliation is one."""
    struck: bool = False
    """Whether the name is struck through, which says that its bearer did not come."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in some roles; `group` is the first line of the list that names them, -1 if none does."""

    entry: Entry
    roles: tuple[Role, ...] = ()
    group: int = -1


@dataclass(frozen=True, slots=True)
class Speech:
    """A line on which somebody begins to speak, `member` of the cast by number; -1 is `new`, whom no list names.

    `label` is the name as it stands there, `words` counts what is said up to the line `end` of the evidence.
    """

    member: int
    label: str
    time: str = ""
    words: int = 0
    new: Entry | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An outcome by its line from 0."""

    kind: OutcomeKind
    text: str
    line: int
    owners: tuple[str, ...] = ()
    done: bool | None = None
    due: date | None = None
    withdrawn: bool = False
    listed: bool = False
    """It is an item of a list of its kind, without a mark of its own."""
    answered: bool = False
    """Of a question that its answer follows."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a rule says of the lines `line` to `end`, both from 0; it takes up none of them if `end` is `line - 1`."""

    what: What
    line: int
    end: int
    value: Present | Speech | Found | None
    rule: str
    weight: float
    because: str


def person(entry: Entry, roles: tuple[Role, ...], line: int, why: tuple[str, float, str], group: int = -1) -> Evidence:
    """Evidence of somebody on one line; `why` is the rule, its weight and the reason."""
    return Evidence(What.PERSON, line, line, Present(entry, roles, group), *why)


def form(line: int, why: tuple[str, float, str]) -> Evidence:
    """Evidence that a line is but form."""
    return Evidence(What.FORM, line, line, None, *why)
