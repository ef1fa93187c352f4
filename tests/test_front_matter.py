"""What is wrong with front matter is said in socml's own words, whatever the library that finds it calls it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from socml_site.front import facts, schema
from socml_site.issues import Issue
from socml_site.model import Kind
from socml_site.read.yaml import Parsed
from tests.conftest import source_of

DAY = "Write a day as 2016-10-07 and a time as 14:00."
TAG = "Write its tag, such as de, pt-BR or zh-Hant."
FORMATS = (
    "It is one of: discussion, lecture, tutorial, poster, lightning-talk, panel, breakout, debugging, learning-log."
)
WORDINGS = [
    ("session", "title: [a]", "`title` cannot be ['a']: should be a text", ""),
    (
        "session",
        "title: !!binary /w==",
        "`title` cannot be b'\\xff': should be a text in UTF-8",
        "",
    ),
    (
        "session",
        f"title: {'x' * 2001}",
        f"`title` cannot be '{'x' * 59}: should have at most 2000 characters, not 2001",
        "",
    ),
    ("session", "date: 2016-02-31", "`date` is no date: 2016-02-31", DAY),
    ("session", "start: 25:00", "`start` is no time of day: 25:00", DAY),
    ("session", "lang: deutsch", "`lang` is no language: deutsch", TAG),
    ("session", "lang: [de]", "`lang` is no language: ['de']", TAG),
    ("session", "attendees: 5", "`attendees`: should be a list of texts, not 5", ""),
    ("session", "links: 5", "`links` cannot be 5: should be a list", ""),
    ("session", "links: [7]", "`links` cannot be 7: should be an entry with keys", ""),
    ("session", "links: [{title: t}]", "`url` is missing", "Each entry needs it."),
    (
        "session",
        "order: first",
        "`order` cannot be 'first': should be a whole number",
        "",
    ),
    (
        "session",
        "order: 1.5",
        "`order` cannot be 1.5: should be a whole number",
        "",
    ),
    ("session", "order: [1]", "`order` cannot be [1]: should be a whole number", ""),
    (
        "session",
        f"order: '{'9' * 5000}'",
        f"`order` cannot be '{'9' * 59}: should be a smaller number",
        "",
    ),
    ("session", "format: Lightning Tlak", "`format` cannot be 'lightning-tlak'", "Did you mean `lightning-talk`?"),
    ("session", "format: nonsense", "`format` cannot be 'nonsense'", FORMATS),
    ("session", "format: [talk]", "`format` cannot be ['talk']", FORMATS),
    ("session", "notes_by: robot", "`notes_by` cannot be 'robot'", "It is one of: human, ai, mixed."),
    (
        "event",
        "online: maybe",
        "`online` cannot be 'maybe': should be true or false",
        "",
    ),
    ("event", "online: [x]", "`online` cannot be ['x']: should be true or false", ""),
    (
        "event",
        "attendance: {in_person: -1}",
        "`in_person` cannot be -1: should be at least 0",
        "",
    ),
    ("tip", "role: hosst", "`role` cannot be 'hosst'", "Did you mean `host`?"),
]
VALUES: tuple[object, ...] = (
    *("", "x", "x" * 2001, "25:00", "2016-13-01", "Lightning Tlak", "deutsch", "home pge", "x'y{value}", "9" * 5000),
    *(5, -1, 2.5, float("nan"), float("inf"), True, 10**30, b"\xff", date(2016, 10, 7), (1, 2)),
    *([], [True], [["a"]], [{}], ["x" * 2001], {}, {"url": 5}, {"url": [1]}, [{"title": "t"}, 7]),
    *({"label": True, "date": "no", "start": "x"}, {"in_person": "x"}, {"in_person": 2.5}, {"online": float("nan")}),
)
MODELS: tuple[type[BaseModel], ...] = (
    *dict.fromkeys(schema.FRONTS.values()),
    *(schema.PersonEntry, schema.TopicEntry, schema.BoardRow),
)


@pytest.fixture
def reworded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pydantic say everything in other words; types, places, values and numbers stay what they are."""
    real = BaseModel.model_validate

    def validate(kind: type[BaseModel], values: Mapping[str, Any]) -> BaseModel:
        try:
            return real.__func__(kind, values)  # type: ignore[attr-defined, no-any-return]
        except ValidationError as error:
            raise ValidationError.from_exception_data("Etwas", list(_in_other_words(error))) from None

    monkeypatch.setattr(BaseModel, "model_validate", classmethod(validate))


def _in_other_words(error: ValidationError) -> Iterator[InitErrorDetails]:
    for one in error.errors():
        held = {name: "anderes" if name == "expected" else value for name, value in one.get("ctx", {}).items()}
        said = PydanticCustomError(one["type"], "Das geht so nicht", held)  # type: ignore[arg-type]
        yield InitErrorDetails(type=said, loc=one["loc"], input=one["input"])


def _said(kind: str, text: str) -> list[tuple[str, str]]:
    source = source_of(f"---\n{text}\n---\nText.\n")
    _, issues = facts.facts_of(source.front, Kind(kind), "a.md")
    return [(issue.message, issue.hint) for issue in issues]


def _everything() -> Iterator[tuple[Issue, ...]]:
    """What is wrong with every value of VALUES below every key."""
    for model in MODELS:
        for key, value in product((field.alias or name for name, field in model.model_fields.items()), VALUES):
            yield facts.validate(model, {key: value}, Parsed(), "a.md")[1]


@pytest.mark.parametrize(("kind", "text", "message", "hint"), WORDINGS, ids=[one[1][:30] for one in WORDINGS])
def test_the_words_for_what_is_wrong(kind: str, text: str, message: str, hint: str) -> None:
    assert _said(kind, text) == [(message, hint)]


@pytest.mark.usefixtures("reworded")
@pytest.mark.parametrize(("kind", "text", "message", "hint"), WORDINGS, ids=[one[1][:30] for one in WORDINGS])
def test_the_words_are_our_own(kind: str, text: str, message: str, hint: str) -> None:
    assert _said(kind, text) == [(message, hint)]


def test_no_fault_goes_without_words() -> None:
    said = [issue.message for issues in _everything() for issue in issues]
    assert len(said) > 1000
    # "cannot be X" without a reason is enough only where the hint says what it can be.
    bare = [
        issue.message for issues in _everything() for issue in issues if not issue.hint and ": " not in issue.message
    ]
    assert bare == []


def test_no_words_come_from_elsewhere(request: pytest.FixtureRequest) -> None:
    before = list(_everything())
    request.getfixturevalue("reworded")
    assert list(_everything()) == before
