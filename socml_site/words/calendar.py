"""The names of months and weekdays in all languages: those of CLDR, and those that the word files add.

They hold in every text, for a day is as often written in another language as the text around it: in a file's name, by
a calendar, by whoever pasted the invitation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from babel import Locale

from socml_site.words.forms import expand, fold
from socml_site.words.languages import ENGLISH, LANGUAGES, entries_of
from socml_site.words.patterns import either

_SHORT = 3
"""Letters up to which the short name of a month is often a word of another language: "set", "out", "pro"."""
_LOCALES = {language: Locale.parse({"no": "nb"}.get(language, language)) for language in LANGUAGES}


def _given(of: Literal["months", "days"], width: str, *languages: str) -> Iterator[tuple[str, int]]:
    """The names that CLDR gives, in sentences and alone, with their numbers."""
    for language in languages or LANGUAGES:
        for context in ("format", "stand-alone"):
            names = getattr(_LOCALES[language], of)[context][width]
            yield from ((name.strip(".").casefold(), number) for number, name in names.items())


def _added() -> Iterator[tuple[str, int]]:
    """The months of the word files, "sept=9"."""
    for language in LANGUAGES:
        for entry in entries_of(language).get("months_also", ()):
            name, _, number = entry.partition("=")
            if number.isdecimal():
                yield from ((form.casefold(), int(number)) for form in expand(name))


def _is_written(name: str) -> bool:
    """Whether it is a name, and no number as in "5月"."""
    return name.isalpha() and not any("\u3000" < sign < "\ua000" for sign in name)


def _months() -> tuple[dict[str, int], set[str]]:
    """All months, and those that are known without a year beside them."""
    surely = dict([*_given("months", "wide"), *_given("months", "abbreviated", ENGLISH), *_added()])
    short = dict(_given("months", "abbreviated"))
    both = {name: number for name, number in (short | surely).items() if _is_written(name)}
    return both, {name for name in both if name in surely or len(name) > _SHORT}


def _spelt(names: set[str]) -> str:
    return either(names | {fold(name) for name in names})


_ALL, _SURE = _months()
_NUMBERS = {fold(name): number for name, number in _ALL.items()}
_SURELY = {fold(name) for name in _SURE}
_WHOLE = {name for name, _ in _given("months", "wide")}

ERAS = {
    name: int(year)
    for language in LANGUAGES
    for name, _, year in (entry.partition("=") for entry in entries_of(language).get("eras", ()))
}
"""Eras from which years are counted, with the year that was their first."""
ERA = either(set(ERAS))

MONTH = _spelt(_SURE)
"""The name of a month, as a regular expression."""
ANY_MONTH = _spelt(set(_ALL))
"""One that may be a short form: "set", which is a month only beside a day and a year."""


def month(name: str) -> int:
    """The number of a month that is named so, or 0."""
    return _NUMBERS.get(fold(name), 0)


def is_sure(name: str) -> bool:
    """Whether a word is the name of a month, and no short form that may be another word."""
    return fold(name) in _SURELY


def is_whole(name: str) -> bool:
    """Whether a month is named in full: "May", but not "Apr"."""
    return name.casefold() in _WHOLE


def _weekdays() -> Iterator[str]:
    yield from (name for name, _ in (*_given("days", "wide"), *_given("days", "abbreviated", ENGLISH)))
    for language in LANGUAGES:
        yield from (
            form.casefold() for entry in entries_of(language).get("weekdays_also", ()) for form in expand(entry)
        )


_DAYS = set(_weekdays())
_SIGNS = {name for name, _ in _given("days", "abbreviated")} - _DAYS
_LATIN = {name for name in _DAYS if _is_written(name.replace("-", "").replace(" ", ""))}

_NUMBERED = {fold(name): number for name, number in _given("days", "wide")}

WEEKDAY = rf"(?:{_spelt(_LATIN)}(?![^\W\d_])\.?|{either(_DAYS - _LATIN)})"
"""The name of a weekday, as a regular expression."""
ANY_WEEKDAY = rf"(?:{WEEKDAY}|{_spelt({one for one in _SIGNS if _is_written(one)})}(?![^\W\d_])\.?)"
"""One that may be a short form, which is a weekday only right beside a day: "Mo", "sam.", "so"."""
IN_BRACKETS = rf"[(（]\s?{either(_SIGNS)}\.?\s?[)）]"
"""A short form in brackets: "2024年4月8日（月）"."""


def weekday(name: str) -> int | None:
    """The number of a weekday from 0 for Monday, of a name that is written out or of its beginning, if one is it."""
    found = {number for day, number in _NUMBERED.items() if day.startswith(fold(name).rstrip("."))}
    return found.pop() if len(found) == 1 else None
