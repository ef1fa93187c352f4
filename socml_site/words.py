"""How dates, times and numbers are put into words."""

from __future__ import annotations

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
