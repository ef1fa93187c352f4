"""The word files: every word in them finds what it is there for, in every form that its entry allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from socml_site.model import Role
from socml_site.words.forms import as_regex, expand, joined
from socml_site.words.labels import Label
from socml_site.words.languages import ENGLISH, LANGUAGES, entries_of
from socml_site.words.table import words_of

DOCS = Path(__file__).parent.parent / "docs" / "words.md"
ROLES = {
    "attended": Role.ATTENDED,
    "members": Role.ATTENDED,
    "timekept": Role.ATTENDED,
    "absent": Role.ABSENT,
    "moderated": Role.MODERATED,
    "noted": Role.NOTED,
    "presented": Role.PRESENTED,
}
LISTS = {"actions": Label.ACTIONS, "decisions": Label.DECISIONS, "questions": Label.QUESTIONS}
MARKS = ("action", "decision", "question", "information")
COLUMNS = tuple(name for name in entries_of(ENGLISH) if name.startswith("columns."))
NOT_PHRASES = frozenset(("language", "remark_stems", "sure_remark_stems", "months_also", "eras"))


def _forms(language: str, name: str) -> Iterator[str]:
    for entry in entries_of(language).get(name, ()):
        yield from expand(entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_file_has_only_names_that_english_has(language: str) -> None:
    assert sorted(entries_of(language).keys() - entries_of(ENGLISH).keys()) == []


def test_the_guide_says_what_each_name_means() -> None:
    said = set(re.findall(r"`([a-z_]+)(?:\.[a-z*]+)?`", DOCS.read_text(encoding="utf-8")))
    assert sorted({name.split(".")[0] for name in entries_of(ENGLISH)} - said - {"language"}) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_label_says_its_role(language: str) -> None:
    words = words_of(language)
    said = {
        (name, form): words.role_of(form)
        for name in ROLES
        for form in _forms(language, name)
        if form not in words.phrases("nobody")
    }
    wrong = [(name, form, found) for (name, form), found in said.items() if not found or found.role is not ROLES[name]]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_heading_says_what_is_below_it(language: str) -> None:
    words = words_of(language)
    wrong = [
        (name, form, words.list_of(form))
        for name, label in LISTS.items()
        for form in _forms(language, name)
        if form not in words.phrases("plain") and words.list_of(form) is not label
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_mark_marks(language: str) -> None:
    words = words_of(language)
    wrong = [
        (kind, form)
        for kind in MARKS
        for form in _forms(language, f"marks.{kind}")
        if not (words.is_mark(kind, form) and words.begins_mark(re.sub(r"[\W\d_]", "", form)[:3]))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_column_is_known(language: str) -> None:
    words = words_of(language)
    wrong = [
        (name, form)
        for name in COLUMNS
        for form in _forms(language, name)
        if name.removeprefix("columns.") not in words.columns_of(form)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_phrase_is_found_in_a_sentence(language: str) -> None:
    words = words_of(language)
    wrong = [
        (name, written)
        for name in entries_of(language)
        if name not in NOT_PHRASES
        for form in set(_forms(language, name))
        for written in (form, form.upper())
        if not words.pattern(name).search(f"… {written} …")
    ]
    assert wrong == []


def test_an_ending_may_be_set_off_by_a_sign() -> None:
    for written in (
        "Teilnehmer:innen",
        "Teilnehmer*innen",
        "Teilnehmer_innen",
        "Teilnehmer/innen",
        "Teilnehmer(innen)",
    ):
        assert joined(written) == "teilnehmerinnen"
    for written in ("Présent·e·s", "présent(e)s", "présent.e.s", "PRÉSENTES"):
        assert joined(written) == "presentes"
    assert joined("Note-Taker") == joined("note taker") == joined("Notetaker")


def test_of_what_stands_in_brackets_one_or_none_stands_there() -> None:
    assert list(expand("protokoll(ant(in)?|führung)")) == ["protokollant", "protokollantin", "protokollführung"]
    assert list(expand("(co)? chair(s)?")) == ["chair", "chairs", "co chair", "co chairs"]
    for entry in ("a(b", "a)b", "(a|b"):
        with pytest.raises(ValueError, match="pair"):
            list(expand(entry))


@pytest.mark.parametrize(
    "entry", ["(co)? chair(s)?", "it (was|is)? agreed", "no (new)? (action(s)?|item(s)?)", "a (b)? c"]
)
def test_an_entry_and_its_pattern_allow_the_same(entry: str) -> None:
    for form in expand(entry):
        assert re.fullmatch(as_regex(entry), form)
    assert not re.fullmatch(as_regex(entry), "nothing of that")
