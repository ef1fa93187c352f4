"""Hours in a line: "Time: 14:00-15:30 UTC", "9am - 10.30am (PT)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from socml_site.minutes.days.written import (
    NEAR,
    spans,
)
from socml_site.words.patterns import bare, either, forms_of
from socml_site.words.table import words_of

_ALL = words_of()
_HALF = r"((?i:[ap](?:\.\s?)?m)(?![^\W_])\.?)"
"""`am`, `p.m.`, where the letters stand alone: neither of "14:00 America/New_York" nor of "9:30 PMC"."""
_CLOCK = rf"(\d{{1,2}})(?:[:.h](\d\d)(?::\d\d)?)?\s*{_HALF}?(?:(?i:{bare(_ALL, 'oclock')})(?![^\W_]))?"
_TO_HOUR = either(set(forms_of(_ALL, "to_day")) - set(forms_of(_ALL, "and")))
_ZONE = (
    r"((?i:UTC\s?[+\-−]\s?\d{1,2}(?::?\d\d)?|GMT\s?[+\-−]\s?\d{1,2}|UTC|GMT)|Z|z|[ECMP][SD]?T|CES?T|BST|IST|JST|KST"
    r"|AE[SD]T|SGT|WES?T|EES?T|AMT|MSK|HKT|NZ[SD]T|(?i:Eastern|Pacific|Central)(?: Time)?"
    r"|[A-Z][a-z]+/[A-Z][A-Za-z]+(?:_[A-Z][A-Za-z]+)*)"
)
_SPAN = re.compile(
    rf"(?<![\d:.]){_CLOCK}\s*{_ZONE}?\s*(?:[-–—~〜～]|(?i:{_TO_HOUR}))\s*{_CLOCK}(?![\d:])(?:\s*\(?{_ZONE}\b)?"
)
_MOMENT = re.compile(rf"(?<![\d:.])(\d{{1,2}}):(\d\d)(?::\d\d)?\s*{_HALF}?(?!\d)(?:\s*\(?{_ZONE}\b)?")
_HALF_DAY = re.compile(rf"\d{{1,2}}\s?{_HALF}(?:\s*\(?{_ZONE}\b)?")


@dataclass(frozen=True, slots=True)
class Hours:
    """When a meeting began and ended, with the time zone as written; each may be unknown."""

    start: time | None = None
    end: time | None = None
    zone: str = ""


def hours(text: str) -> Hours:
    """The hours in a line such as "Time: 14:00-15:30 UTC", "9am - 10.30am (PT)", "2024-02-21T14:00:00Z"."""
    for day in spans(text[:NEAR]):
        text = text[: day.start] + " " * (day.end - day.start) + text[day.end :]
    text = re.sub(r" T(?=\d\d:)", "  ", text)
    for match in _SPAN.finditer(text):
        h1, m1, ap1, z1, h2, m2, ap2, z2 = match.groups()
        if not (m1 or m2 or ap1 or ap2):
            continue
        start, end = _time(h1, m1, ap1 or ap2), _time(h2, m2, ap2)
        if start and end:
            if ap2 and not ap1 and start > end:
                start = _time(h1, m1, "am")
            return Hours(start, end, _zone(z2 or z1))
    moment = _MOMENT.search(text)
    if moment:
        start = _time(moment[1], moment[2], moment[3])
        return Hours(start, None, _zone(moment[4])) if start else Hours()
    return Hours()


def without_hours(text: str) -> str:
    """What stands behind a day without the hours at its head: ", 19:00-20:30 UTC, Barn" -> ", Barn"."""
    lead = re.match(r"[\s,;@]{0,3}(?:at\s)?", text)
    rest = text[lead.end() :] if lead else text
    match = _SPAN.match(rest) or _MOMENT.match(rest) or _HALF_DAY.match(rest)
    if not match or (match.re is _SPAN and not (match[2] or match[3] or match[6] or match[7])):
        return text
    return rest[match.end() :].lstrip(" )")


def _zone(written: str | None) -> str:
    """A time zone as written; `Z` is how ISO 8601 writes UTC."""
    zone = (written or "").strip()
    return "UTC" if zone in ("Z", "z") else zone


def _time(hour: str, minute: str | None, half: str | None) -> time | None:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half[0] in "pP" else 0)
    return time(number, int(minute or 0)) if number < 24 and int(minute or 0) < 60 else None
