"""Sentences and lines that say who did what: "Led by Ada King", "Bob Stone took the minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.minutes.evidence import Evidence, person
from socml_site.minutes.lines import Line
from socml_site.minutes.people.entry import entry_of, is_name
from socml_site.minutes.people.inline import in_line
from socml_site.model import Role
from socml_site.words.table import Words

_SENTENCE = 240
"""Characters of a sentence that may say who opened a meeting or wrote it down."""
_LINE = 90
"""Characters of a line that says of one person what they do."""
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"({_CAPITAL}[\w.'’-]*(?:\s+{_CAPITAL}[\w.'’-]*){{0,3}})"
_ROLES = {"led_by": Role.MODERATED, "written_by": Role.NOTED, "given_by": Role.PRESENTED}
_DOES = {"leads_it": Role.MODERATED, "writes_it": Role.NOTED}
_WERE = {"attended_it": Role.ATTENDED, "absent_it": Role.ABSENT}
_WEIGHT = 3.0


def told_people(line: Line, words: Words) -> Iterator[Evidence]:
    """`Led by Ada King`, `Ada is scribing`, `Present were Ada King and Bob Stone.`"""
    within = list(_within(line, words))
    yield from within or _were(line, words) or _by(line, words) or _does(line, words)


def _why(phrase: str) -> tuple[str, float, str]:
    return "sentence about people", _WEIGHT, f'the line says "{phrase.strip()[:60]}"'


def _within(line: Line, words: Words) -> Iterator[Evidence]:
    """`The meeting was called to order at 10:30 by Ada King; Bob Stone took the minutes.`"""
    if len(line.words) > _SENTENCE:
        return
    for name, role, pattern in (
        ("opened_by", Role.MODERATED, _opened(words)),
        ("writes_it", Role.NOTED, _took(words)),
        ("leads_it", Role.MODERATED, _led(words)),
    ):
        match = pattern.search(line.words) if words.pattern(name).search(line.words) else None
        entry = entry_of(match[1]) if match else None
        if match and entry and is_name(entry.name, listed=True):
            yield person(entry, (role,), line.number, _why(match[0]))


def _opened(words: Words) -> re.Pattern[str]:
    """`The meeting was called to order at 10:30 by the chair, Ada King`"""
    return words.compiled(
        "people opened",
        lambda of: (
            rf"(?:^\W*|(?i:{of('meetings')}).{{0,60}}?)(?i:{of('opened_by')})\W{{1,3}}(?:.{{0,30}}?(?i:{of('by')})"
            rf"\W{{1,3}})?(?:(?i:{of('officers')}),?\s)?{_NAME}"
        ),
    )


def _took(words: Words) -> re.Pattern[str]:
    """`Bob Stone took the minutes`"""
    return words.compiled("people took", lambda of: rf"(?<![\w.]){_NAME}\s(?i:{of('writes_it')})")


def _led(words: Words) -> re.Pattern[str]:
    """`Ada King chaired the meeting`, `Ada King chaired,`"""
    return words.compiled(
        "people led",
        lambda of: (
            rf"(?<![\w.]){_NAME}\s(?i:{of('leads_it')})(?:\s[^\W\d_]{{2,5}})?(?:\s(?i:{of('meetings')}))?\s?(?:[,.;]|$)"
        ),
    )


def _were(line: Line, words: Words) -> Iterator[Evidence]:
    """`Present were Ada King and Bob Stone.`"""
    for name, role in _WERE.items():
        match = words.compiled(f"people {name}", lambda of, name=name: rf"\W*(?i:{of(name)}):?\s*(.{{3,400}})$").match(
            line.words
        )
        for entry in in_line(match[1].rstrip("."), strong=False) if match else ():
            yield person(entry, (role,), line.number, _why(line.words[:40]), line.number)


def _by(line: Line, words: Words) -> Iterator[Evidence]:
    """`Session led by Ada King`, `Minutes by Bob Stone, approved by the board`"""
    for name, role in _ROLES.items():
        if not words.pattern(name).search(line.words[:_LINE]):
            continue
        match = words.compiled(
            f"people {name}",
            lambda of, name=name: (
                rf"\W*(?i:(?:[^\W\d_]{{2,5}}\s)?(?:{of('meetings')}\s(?:[^\W\d_]{{2,5}}\s)?)?{of(name)}):?\s+"
                r"(.{2,80}?)\.?$"
            ),
        ).match(line.words)
        names = (
            words.compiled("people then", lambda of: rf",\s*(?i:{of('then')}).*$").sub("", match[1]) if match else ""
        )
        for entry in in_line(names, strong=False) if names else ():
            yield person(entry, (role,), line.number, _why(line.words[:40]))
        if match:
            return


def _does(line: Line, words: Words) -> Iterator[Evidence]:
    """`ada is scribing`"""
    if len(line.words) >= _LINE:
        return
    for name, role in _DOES.items():
        match = words.compiled(
            f"people {name}", lambda of, name=name: rf"([^,;:]{{2,40}}?)\s+(?i:{of(name)})\.?$"
        ).match(line.words)
        for entry in in_line(match[1], strong=False) if match else ():
            yield person(entry, (role,), line.number, _why(line.words))
