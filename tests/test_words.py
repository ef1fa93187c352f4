"""What the interface says in other languages: the table has all of it and no more, and nothing goes past it."""

from __future__ import annotations

import json
import re
from datetime import date, time

import pytest

from socml_site import interface
from socml_site.emit import Options
from socml_site.emit.files import scripts
from socml_site.interface import SEPARATOR, Words, direction, spoken
from tests import strings

TABLE = interface.wordings_of()
LANGUAGES = sorted({language for wordings in TABLE.values() for language in wordings})
_FIELD = re.compile(r"\{\w+\}")


def test_the_table_has_every_string_of_the_interface() -> None:
    missing = {text: place for text, place in strings.used().items() if text not in TABLE}
    assert not missing, f"add these to socml_site/interface.yml: {missing}"


def test_the_table_has_no_string_that_nothing_says() -> None:
    assert sorted(TABLE.keys() - strings.used().keys()) == []


def test_no_string_stands_in_the_table_twice() -> None:
    keys = re.findall(r'^"(?:[^"\\]|\\.)*"(?=:)', interface.TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) == len(TABLE)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_wording_with_its_fields(language: str) -> None:
    assert [text for text, wordings in TABLE.items() if not wordings.get(language)] == []
    for text, wordings in TABLE.items():
        for form in wordings[language].split(SEPARATOR):
            assert set(_FIELD.findall(form)) == set(_FIELD.findall(text.split(SEPARATOR)[0])), text
        assert (SEPARATOR in wordings[language]) == (SEPARATOR in text), text


def test_strings_are_gathered_wherever_they_stand() -> None:
    python = 'words.t("One"); msg("Two"); plural(n, "a", "b"); words.plural(len(x), *F); F = pair("c", "d"); t(name)'
    assert sorted(strings.said_by_python(python)) == ["One", "Two", "a | b", "c | d"]
    template = '<p title="{{ t("One") }}">{% if n %}{{ plural(n, "a", "b") }}{% endif %}{{ t(it.kind) }}</p>'
    assert sorted(strings.said_by_template(template)) == ["One", "a | b"]
    script = 'say("One {n}", { n }); plural(found.length, "a", "b", { q }); socml.say("Two \\"x\\""); essay("no")'
    assert sorted(scripts.said_by(script)) == ["One {n}", 'Two "x"', "a | b"]


def test_german() -> None:
    german = spoken("de")
    assert german.t("Sessions") == "Sitzungen"
    assert [german.plural(count, "session", "sessions") for count in (0, 1, 1234)] == [
        "0 Sitzungen",
        "1 Sitzung",
        "1.234 Sitzungen",
    ]
    assert german.day(date(2016, 10, 7)) == "Freitag, 7. Oktober 2016"
    assert german.short_day(date(2016, 10, 7)) == "7. Okt. 2016"
    assert german.clock(time(14, 5)) == "14:05"
    assert german.number(1234567) == "1.234.567"
    assert spoken("de-AT").t("Sessions") == "Sitzungen"
    assert spoken("de-AT").day(date(2016, 1, 7)) == "Donnerstag, 7. Jänner 2016"


def test_english() -> None:
    english = spoken("en")
    assert english.plural(1234, "session", "sessions") == "1,234 sessions"
    assert english.plural(2, "wrote {n} of {all}", "wrote {n} of {all} pages", all=3) == "wrote 2 of 3 pages"
    assert english.day(date(2016, 9, 7)) == "Wednesday 7 September 2016" == interface.day_words(date(2016, 9, 7))
    assert english.short_day(date(2016, 9, 7)) == "7 Sep 2016"


def test_a_language_without_a_column_is_told_in_english() -> None:
    assert spoken("eo") == Words("en") == spoken("en")
    assert spoken("en-GB").language == "en-GB"


def test_a_language_chooses_its_form_by_its_own_rule() -> None:
    polish = Words("pl", {"session | sessions": "sesja | sesje | sesji | sesji"})
    counted = [polish.plural(count, "session", "sessions") for count in (1, 3, 5, 22)]
    assert counted == ["1 sesja", "3 sesje", "5 sesji", "22 sesje"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("uz-Latn", "ltr"), ("de", "ltr"), ("ks-Deva", "ltr")],
)
def test_directions(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_scripts_are_told_exactly_what_they_say() -> None:
    emitted = list(scripts.emit(None, Options(words=spoken("de"))))  # type: ignore[arg-type]
    assert [one.path for one in emitted] == ["assets/words.js"]
    body = str(emitted[0].body)
    told = json.loads(body.removeprefix("window.socmlWords = ").removesuffix(";\n"))
    said = {text for script in scripts.scripts() for text in scripts.said_by(script)}
    assert told.keys() == said | set(scripts.SHOWN)
    assert told["Searching…"] == "Suche läuft …"
    assert list(scripts.emit(None, Options())) == []  # type: ignore[arg-type]
