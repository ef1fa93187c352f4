"""How dates, times, numbers and the words of the interface are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


def day_words(day: date) -> str:
    """`Friday 7 October 2016`."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def short_day(day: date) -> str:
    """`7 Oct 2016`."""
    return f"{day.day} {day:%b} {day.year}"


def clock(moment: time) -> str:
    """`14:00`."""
    return f"{moment:%H:%M}"


def number(count: int) -> str:
    """`1,234`."""
    return f"{count:,}"


def plural(count: int, one: str, many: str) -> str:
    """`1 session`, `1,234 sessions`."""
    return f"{count:,} {one if count == 1 else many}"


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says, in one language; `table` has its wording for each English one."""

    language: str = "en"
    table: Mapping[str, str] = field(default_factory=dict)

    def t(self, text: str, **values: object) -> str:
        """The wording of an English text of the interface, each `{name}` in it filled in from the values."""
        said = self.table.get(text, text)
        return said.format(**values) if values else said

    def plural(self, count: int, one: str, many: str) -> str:
        """`1 session`, `1,234 sessions`."""
        return f"{count:,} {self.t(one) if count == 1 else self.t(many)}"
