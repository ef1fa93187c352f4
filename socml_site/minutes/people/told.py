"""Sentences and lines that say who did what: "Led by Ada King", "Bob Stone took the minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.minutes.evidence import Evidence, person
from socml_site.minutes.letters import CAPITAL
from socml_site.minutes.lines import Line
from socml_site.minutes.people.behind import in_line
from socml_site.minutes.people.entry import entry_of, is_name
from socml_site.minutes.people.unparted import unparted
from socml_site.model import Role
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words

_SENTENCE = 240
"""Characters of a sentence that may say who opened a meeting or wrote it down."""
_TELLING = (
    *("opened_by", "leads_it", "writes_it", "led", "written", "attended_it", "absent_it", "comes"),
    *("led_by", "written_by", "given_by"),
)
_LONGEST = 1000
_SENTENCES = re.compile(r"(?:(?<=[^\W\d_]{3}\.)|(?<=:\d\d\.))\s+(?=[^\W\d_])")
_LINE = 90
"""Characters of a line that says of one person what they do."""
_WORD = rf"{CAPITAL}(?:\.(?=\s{CAPITAL})|[\w'’-]*)"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:«particles»\s+){{0,2}}{_WORD}){{0,3}})"
_OPENED = Pattern(
    rf"(?:^\W*|«meetings».{{0,60}}?)«opened_by»\W{{1,3}}(?:.{{0,30}}?«by»\W{{1,3}})?(?:«officers»,?\s)?{_NAME}"
)
"""`The meeting was called to order at 10:30 by the chair, Ada King`"""
_TOOK = Pattern(rf"(?<![\w.])(?:«officers»,?\s)?{_NAME}\s«writes_it»")
"""`Bob Stone took the minutes`"""
_LED = Pattern(
    rf"(?<![\w.])(?:«officers»(?P<apart>,)?\s)?{_NAME}(?(apart),)\s«leads_it»(?:\s[^\W\d_]{{2,5}})?(?:\s«meetings»)?"
    r"(?:\s?[,.;]|$|(?:\s[^\W\d_]{1,8}){1,2}\s\d)"
)
"""`Ada King chaired the meeting`, `Ada King chaired,`, `The chair, Ada King, opens the meeting at 19:00`"""
_WAS_LED = Pattern(rf"«meetings»\s.{{0,40}}?«by»\s(?:«officers»,?\s)?{_NAME}\s(?:[^\W\d_]{{2,10}}\s)?«led»")
"""`Die Sitzung wurde von Ada König geleitet`"""
_WAS_WRITTEN = Pattern(
    rf"(?:«meetings»|«noted»)\s.{{0,40}}?«by»\s(?:«officers»,?\s)?{_NAME}\s(?:[^\W\d_]{{2,10}}\s)?«written»"
)
_WITHIN = (
    ("opened_by", Role.MODERATED, _OPENED),
    ("writes_it", Role.NOTED, _TOOK),
    ("leads_it", Role.MODERATED, _LED),
    ("led", Role.MODERATED, _WAS_LED),
    ("written", Role.NOTED, _WAS_WRITTEN),
)
_WERE = (
    (Role.ATTENDED, Pattern(r"\W*«attended_it»:?\s*(.{3,400})$")),
    (Role.ABSENT, Pattern(r"\W*«absent_it»:?\s*(.{3,400})$")),
)
_LEAD = r"\W*(?:[^\W\d_]{2,5}\s)?(?:«meetings»\s(?:[^\W\d_]{2,5}\s)?)?"
_BY = tuple(
    (name, role, Pattern(rf"{_LEAD}«{name}»:?\s+(.{{2,80}}?)\.?$"))
    for name, role in (("led_by", Role.MODERATED), ("written_by", Role.NOTED), ("given_by", Role.PRESENTED))
)
_DOES = (
    (Role.MODERATED, Pattern(r"([^,;:]{2,40}?)\s+«leads_it»\.?$")),
    (Role.NOTED, Pattern(r"([^,;:]{2,40}?)\s+«writes_it»\.?$")),
)
_CLOCK = r"\(?\d{1,2}\s?[:.hH]\s?\d\d(?!\d)"
_CAME = Pattern(
    rf"\W{{0,3}}(?:(?P<head>{_CLOCK})[^\w]{{1,5}}(?:(?:«oclock»|[ap]m)\W{{1,3}})?)?(?:«officers»,?\s)?{_NAME},?\s«comes»"
    rf"(?:\s[^\W\d_]{{2,6}})?(?:\s«meetings»)?(?(head)|\W{{1,2}}(?:[^\W\d_]{{1,7}}\W{{1,2}}){{0,3}}{_CLOCK})\W*+.{{0,16}}$"
)
"""`Dee arrives at 19:40`, `19:20 – Dee joins`"""
_APART = Pattern(r"\s?[,;]\s(?:«and»\s)?(?=(?:«meetings»\s)?(?:«led_by»|«written_by»))|\s«and»\s(?=«written_by»)")
_THEN = Pattern(r",\s*«then».*$")
_WEIGHT = 3.0


def told_people(line: Line, words: Words) -> Iterator[Evidence]:
    """`Led by Ada King`, `Ada is scribing`, `Present were Ada King and Bob Stone.`"""
    if line.seen.isdisjoint(words.tells(_TELLING)) and not HAN.search(line.words):
        return
    if HAN.search(line.words):
        yield from unparted(line.words[:_LONGEST], line.number, words)
        return
    for sentence in _clauses(line.words[:_LONGEST], words):
        for see in (_within, _were, _by, _does, _came):
            found = list(see(sentence, line.number, words))
            yield from found
            if found:
                break


def _clauses(text: str, words: Words) -> Iterator[str]:
    """The sentences of a text, cut where another thing is said to be by somebody: "…, notes by Bo"."""
    for sentence in _SENTENCES.split(text):
        yield from _APART.of(words).split(sentence) if " " in sentence else (sentence,)


def _why(phrase: str) -> tuple[str, float, str]:
    return "sentence about people", _WEIGHT, f'the line says "{phrase.strip()[:60]}"'


def _within(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    """`The meeting was called to order at 10:30 by Ada King; Bob Stone took the minutes.`"""
    if len(sentence) > _SENTENCE:
        return
    found = []
    for name, role, pattern in _WITHIN:
        match = pattern.of(words).search(sentence) if words.pattern(name).search(sentence) else None
        entry = entry_of(match["name"]) if match else None
        if match and entry and is_name(entry.name, listed=True):
            found.append((match.start("name"), person(entry, (role,), number, _why(match[0]))))
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def _were(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    """`Present were Ada King and Bob Stone.`"""
    for role, pattern in _WERE:
        match = pattern.of(words).match(sentence)
        for entry in in_line(match[1].rstrip("."), strong=False) if match else ():
            yield person(entry, (role,), number, _why(sentence[:40]), number)


def _by(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    """`Session led by Ada King`, `Minutes by Bob Stone, approved by the board`"""
    for name, role, pattern in _BY:
        match = pattern.of(words).match(sentence) if words.pattern(name).search(sentence[:_LINE]) else None
        if match:
            for entry in in_line(_THEN.of(words).sub("", match[1]), strong=False):
                yield person(entry, (role,), number, _why(sentence[:40]))
            return


def _does(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    """`ada is scribing`"""
    for role, pattern in _DOES if len(sentence) < _LINE else ():
        match = pattern.of(words).match(sentence)
        for entry in in_line(match[1], strong=False) if match else ():
            yield person(entry, (role,), number, _why(sentence))


def _came(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    """`Dee arrived at 19:40`: whoever comes or leaves while it goes on was there."""
    if len(sentence) > _LINE or not words.pattern("comes").search(sentence):
        return
    match = _CAME.of(words).match(sentence)
    entry = entry_of(match["name"]) if match else None
    if match and entry and is_name(entry.name, listed=True):
        yield person(entry, (Role.ATTENDED,), number, _why(match[0]))
