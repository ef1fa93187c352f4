"""Sentences and lines that say who did what: "Led by Ada King", "Bob Stone took the minutes"."""

from __future__ import annotations

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
_OPENED = rf"(?:^\W*|«meetings».{{0,60}}?)«opened_by»\W{{1,3}}(?:.{{0,30}}?«by»\W{{1,3}})?(?:«officers»,?\s)?{_NAME}"
"""`The meeting was called to order at 10:30 by the chair, Ada King`"""
_TOOK = rf"(?<![\w.]){_NAME}\s«writes_it»"
"""`Bob Stone took the minutes`"""
_LED = rf"(?<![\w.]){_NAME}\s«leads_it»(?:\s[^\W\d_]{{2,5}})?(?:\s«meetings»)?\s?(?:[,.;]|$)"
"""`Ada King chaired the meeting`, `Ada King chaired,`"""
_WITHIN = (("opened_by", Role.MODERATED, _OPENED), ("writes_it", Role.NOTED, _TOOK), ("leads_it", Role.MODERATED, _LED))
_WERE = ((Role.ATTENDED, r"\W*«attended_it»:?\s*(.{3,400})$"), (Role.ABSENT, r"\W*«absent_it»:?\s*(.{3,400})$"))
_LEAD = r"\W*(?:[^\W\d_]{2,5}\s)?(?:«meetings»\s(?:[^\W\d_]{2,5}\s)?)?"
_BY = tuple(
    (name, role, rf"{_LEAD}«{name}»:?\s+(.{{2,80}}?)\.?$")
    for name, role in (("led_by", Role.MODERATED), ("written_by", Role.NOTED), ("given_by", Role.PRESENTED))
)
_DOES = ((Role.MODERATED, r"([^,;:]{2,40}?)\s+«leads_it»\.?$"), (Role.NOTED, r"([^,;:]{2,40}?)\s+«writes_it»\.?$"))
_THEN = r",\s*«then».*$"
_WEIGHT = 3.0


def told_people(line: Line, words: Words) -> Iterator[Evidence]:
    """`Led by Ada King`, `Ada is scribing`, `Present were Ada King and Bob Stone.`"""
    for see in (_within, _were, _by, _does):
        found = list(see(line, words))
        if found:
            yield from found
            return


def _why(phrase: str) -> tuple[str, float, str]:
    return "sentence about people", _WEIGHT, f'the line says "{phrase.strip()[:60]}"'


def _within(line: Line, words: Words) -> Iterator[Evidence]:
    """`The meeting was called to order at 10:30 by Ada King; Bob Stone took the minutes.`"""
    if len(line.words) > _SENTENCE:
        return
    for name, role, template in _WITHIN:
        match = words.regex(template).search(line.words) if words.pattern(name).search(line.words) else None
        entry = entry_of(match[1]) if match else None
        if match and entry and is_name(entry.name, listed=True):
            yield person(entry, (role,), line.number, _why(match[0]))


def _were(line: Line, words: Words) -> Iterator[Evidence]:
    """`Present were Ada King and Bob Stone.`"""
    for role, template in _WERE:
        match = words.regex(template).match(line.words)
        for entry in in_line(match[1].rstrip("."), strong=False) if match else ():
            yield person(entry, (role,), line.number, _why(line.words[:40]), line.number)


def _by(line: Line, words: Words) -> Iterator[Evidence]:
    """`Session led by Ada King`, `Minutes by Bob Stone, approved by the board`"""
    for name, role, template in _BY:
        match = words.regex(template).match(line.words) if words.pattern(name).search(line.words[:_LINE]) else None
        if match:
            for entry in in_line(words.regex(_THEN).sub("", match[1]), strong=False):
                yield person(entry, (role,), line.number, _why(line.words[:40]))
            return


def _does(line: Line, words: Words) -> Iterator[Evidence]:
    """`ada is scribing`"""
    for role, template in _DOES if len(line.words) < _LINE else ():
        match = words.regex(template).match(line.words)
        for entry in in_line(match[1], strong=False) if match else ():
            yield person(entry, (role,), line.number, _why(line.words))
