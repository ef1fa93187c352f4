"""Golden cases for what is recognised in minutes: `cases/minutes/` holds text and what a careful reader finds in it,
`cases/words/` the same for each language.

What is found is written short, so that input and output can be read side by side:

- people: `Ada King [AK, @ada] attended moderated`; other spellings in brackets, roles in the order of `_ROLES`
- turns: `3 Ada King` or `3-5 Ada King 00:01:02`; lines of the file, and the time stamp if there is one
- decisions, questions, info, gaps: `7 text`; `questions` are those left open, `answered` the others
- actions: `7 text (owner; owner) done 2024-05-01`; `open` if it says so, `withdrawn` if struck through
- parts: `5 2024-04-08 Title`; the sessions of a file that holds several
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml

from socml_site.issues import Issue
from socml_site.minutes import read_documents
from socml_site.model import Document, Named, Outcome, OutcomeKind, Role, Turn
from tests.conftest import source_of

CASES = Path(__file__).parent / "cases"
Case = dict[str, Any]
Read = tuple[tuple[Document, ...], tuple[Issue, ...]]

_ROLES = (Role.ATTENDED, Role.MODERATED, Role.NOTED, Role.PRESENTED, Role.SPOKE, Role.ABSENT)
_ENTRY = "# Call\n\n## Attendees\n\n- {}\n- Zora Quill\n"
"""An entry of a list stands in a list, with a second name beside it that says what kind of list it is."""


def _read(case: Case) -> Read:
    path = case.get("path", "notes/a.md")
    return read_documents(source_of(case["text"], path), frozenset({path}))


def _person(one: Named) -> str:
    also = f" [{', '.join(sorted(one.also))}]" if one.also else ""
    return " ".join([f"{one.name}{also}", *(role.value for role in _ROLES if role in one.roles)])


def _turn(one: Turn) -> str:
    lines = f"{one.place.line}" if one.end == one.place.line else f"{one.place.line}-{one.end}"
    return f"{lines} {one.speaker} {one.time}".rstrip()


def _outcome(one: Outcome) -> str:
    state = {True: " done", False: " open", None: ""}[one.done]
    owners = f" ({'; '.join(one.owners)})" if one.owners else ""
    withdrawn = " withdrawn" if one.withdrawn else ""
    return f"{one.place.line} {one.text}{owners}{state}{withdrawn}{f' {one.due}' if one.due else ''}"


def _outcomes(found: Iterable[Document], kind: OutcomeKind) -> list[str]:
    return [_outcome(one) for document in found for one in document.minutes.outcomes if one.kind is kind]


def _questions(found: Iterable[Document], answered: bool) -> list[str]:
    asked = _outcomes(found, OutcomeKind.QUESTION)
    return [one.removesuffix(" done") for one in asked if one.endswith(" done") is answered]


def _when(read: Read) -> dict[str, str]:
    (first, *_), issues = read
    said = first.minutes
    shown = {
        "date": str(said.date or ""),
        "start": f"{said.start:%H:%M}" if said.start else "",
        "end": f"{said.end:%H:%M}" if said.end else "",
        "zone": said.timezone,
        "issue": " ".join(f"{issue.line} {issue.code}" for issue in issues),
    }
    return {name: value for name, value in shown.items() if value}


def _parts(read: Read) -> list[str]:
    return [
        f"{one.minutes.title_line or one.body_line} {f'{one.date} ' if one.date else ''}{one.title}"
        for one in read[0]
        if one.whole is not None
    ]


def _from_file(read: Read) -> list[str]:
    """Room and people that the front matter of a file gives to its sessions."""
    facts = [one.facts for one in read[0] if one.whole is not None]
    return [" ".join((one.room, *(person.name for person in one.people))) for one in facts]


FACETS: dict[str, Callable[[Read], object]] = {
    "when": _when,
    "day": lambda read: str(read[0][0].date or ""),
    "kind": lambda read: read[0][0].kind.value,
    "title": lambda read: read[0][0].title,
    "parts": _parts,
    "from the file": _from_file,
    "people": lambda read: [_person(one) for document in read[0] for one in document.minutes.people],
    "turns": lambda read: [_turn(one) for document in read[0] for one in document.minutes.turns],
    "decisions": lambda read: _outcomes(read[0], OutcomeKind.DECISION),
    "actions": lambda read: _outcomes(read[0], OutcomeKind.ACTION),
    "questions": lambda read: _questions(read[0], False),
    "answered": lambda read: _questions(read[0], True),
    "info": lambda read: _outcomes(read[0], OutcomeKind.INFO),
    "gaps": lambda read: _outcomes(read[0], OutcomeKind.GAP),
    "urls": lambda read: [one.url for document in read[0] for one in document.minutes.citations],
    "cancelled": lambda read: read[0][0].minutes.cancelled,
    "planned": lambda read: read[0][0].without_notes,
    "without notes": lambda read: read[0][0].without_notes,
    "anchors": lambda read: [one.anchor for document in read[0] for one in document.minutes.sections],
}
"""What can be asked of minutes; a case is asked only what its `expect` names."""


def _entry(case: Case) -> object:
    """One entry of a list of attendees to what it says, nothing if it names nobody."""
    found = _read({"text": _ENTRY.format(case["entry"])})[0][0].minutes.people
    named = [one for one in found if one.name != "Zora Quill"]
    assert len(found) == len(named) + 1, "the name beside the entry must stay what it is"
    if not named:
        return None
    assert len(named) == 1, [one.name for one in named]
    one = named[0]
    shown = {
        "name": one.name,
        "also": list(one.also),
        "roles": [role.value for role in one.roles if role is not Role.ATTENDED],
        "org": one.affiliation,
        "pronouns": one.pronouns,
        "note": one.note,
        "url": one.url,
    }
    return {name: value for name, value in shown.items() if value}


def _found(case: Case) -> object:
    if "entry" in case:
        return _entry(case)
    read = _read(case)
    return {facet: FACETS[facet](read) for facet in case["expect"]}


def _all() -> list[Any]:
    return [
        pytest.param(case, id=f"{file.stem}: {case['case']}")
        for file in sorted((*CASES.glob("minutes/*.yml"), *CASES.glob("words/*.yml")))
        for case in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("case", _all())
def test_minutes(case: Case) -> None:
    assert _found(case) == case["expect"]


def test_no_case_has_the_name_of_another() -> None:
    names = [case.id for case in _all()]
    assert len(names) == len(set(names))
