"""What the interface says, in the language of the site, and how dates, times and numbers are written in it.

`interface.yml` is the one table of its wordings. The command line speaks English.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

TABLE = Path(__file__).with_name("interface.yml")
ENGLISH = "en"
SEPARATOR = " | "
"""Between the forms of a plural, in the table."""
FORMS = ("zero", "one", "two", "few", "many", "other")
"""The order in which a language's plural forms stand (https://cldr.unicode.org/index/cldr-spec/plural-rules)."""
_DAY, _LONG_DAY, _SHORT_DAY = "EEEE d MMMM y", "d MMMM y", "d MMM y"
"""How English dates are written, as CLDR patterns; other languages have their own."""
_RTL = frozenset("ar arc arz ckb dv fa he ks ku-arab nqo ps sd syr ug ur yi".split())
_RTL_SCRIPTS = frozenset("adlm arab hebr nkoo rohg syrc thaa".split())


def day_words(day: date) -> str:
    """`Friday 7 October 2016`."""
    return _written_day(day, ENGLISH)


def long_day(day: date, language: str = ENGLISH) -> str:
    """`7 October 2016`: a day within a title or a sentence."""
    return _written_long_day(day, language)


def plural(count: int, one: str, many: str) -> str:
    """`1 session`, `1,234 sessions`."""
    return f"{count:,} {one if count == 1 else many}"


def msg(text: str) -> str:
    """The text itself: marks one that `t` is given elsewhere, so that the tests know it belongs in the table."""
    return text


def pair(one: str, many: str) -> tuple[str, str]:
    """Both forms themselves: marks what `plural` is given elsewhere, as `msg` does."""
    return one, many


def direction(language: str) -> str:
    """`rtl` for a language tag (BCP 47) that is written from right to left, else `ltr`; a script in it decides."""
    parts = language.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _RTL_SCRIPTS if script else parts[0] in _RTL) else "ltr"


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says, in one language (a BCP 47 tag); `table` has its wording for each English one."""

    language: str = ENGLISH
    table: Mapping[str, str] = field(default_factory=dict)

    def t(self, text: str, **values: object) -> str:
        """The wording of an English text of the interface, each `{name}` in it filled in from the values."""
        said = self.table.get(text, text)
        return said.format(**values) if values else said

    def plural(self, count: int, one: str, many: str, **values: object) -> str:
        """`1 session`, `1,234 sessions`: the number stands before the form that fits it, or where it says `{n}`."""
        said, number = self.form(count, one, many), self.number(count)
        return said.format(n=number, **values) if "{n}" in said else f"{number} {said.format(**values)}"

    def form(self, count: int, one: str, many: str) -> str:
        """The wording for so many, nothing filled in; a language with more than two forms chooses by its rule."""
        said = self.table.get(f"{one}{SEPARATOR}{many}")
        if said is None:
            return one if count == 1 else many
        forms = said.split(SEPARATOR)
        return forms[min(_form(count, self.language), len(forms) - 1)]

    def number(self, count: int) -> str:
        """`1,234`."""
        return _written_number(count, self.language)

    def day(self, day: date) -> str:
        """`Friday 7 October 2016`."""
        return _written_day(day, self.language)

    def short_day(self, day: date) -> str:
        """`7 Oct 2016`."""
        return _written_short_day(day, self.language)

    def month(self, day: date) -> str:
        """`Oct`."""
        return format_date(day, "LLL", locale=_locale(self.language))

    def clock(self, moment: time) -> str:
        """`14:00`."""
        return f"{moment:%H:%M}"

    def listed(self, parts: Iterable[str]) -> str:
        """The parts that say something, one behind another: `2 decisions, 1 action`."""
        return self.t(", ").join(part for part in parts if part)


def spoken(language: str) -> Words:
    """The interface in a language (a BCP 47 tag), or in English where the table has no column for it."""
    for column in (language, language.split("-")[0]):
        table = {english: wordings[column] for english, wordings in wordings_of().items() if column in wordings}
        if table:
            return Words(language, table)
    return Words(language if language.split("-")[0] == ENGLISH else ENGLISH)


@functools.cache
def wordings_of(file: Path = TABLE) -> Mapping[str, Mapping[str, str]]:
    """The table: by English wording, or the forms of a plural with " | " between them, those of other languages."""
    table: dict[str, dict[str, str]] = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return table


@functools.cache
def _locale(language: str) -> Locale:
    for tag in (language, language.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


@functools.cache
def _places(language: str) -> tuple[str, ...]:
    """The plural forms a language has, in their order."""
    used = {*_locale(language).plural_form.tags, "other"}
    return tuple(form for form in FORMS if form in used)


def _form(count: int, language: str) -> int:
    return _places(language).index(_locale(language).plural_form(count))


# Babel takes 20 µs for a date; a thousand sessions were held on few days.
@functools.lru_cache(maxsize=1 << 14)
def _written_day(day: date, language: str) -> str:
    return format_date(day, _DAY if language.split("-")[0] == ENGLISH else "full", locale=_locale(language))


@functools.lru_cache(maxsize=1 << 14)
def _written_long_day(day: date, language: str) -> str:
    return format_date(day, _LONG_DAY if language.split("-")[0] == ENGLISH else "long", locale=_locale(language))


@functools.lru_cache(maxsize=1 << 14)
def _written_short_day(day: date, language: str) -> str:
    locale = _locale(language)
    if language.split("-")[0] == ENGLISH:
        return format_date(day, _SHORT_DAY, locale=locale)
    return format_skeleton("yMMMd", day, locale=locale)


@functools.lru_cache(maxsize=1 << 14)
def _written_number(count: int, language: str) -> str:
    return format_decimal(count, locale=_locale(language))
