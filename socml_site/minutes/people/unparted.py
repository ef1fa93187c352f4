"""Sentences that say who did what in a script that parts no words: "司会は水野葵が務めた。", "会议由欧阳青主持".

Names are told by what stands beside them, and by their letters: no name is written in hiragana alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.people.entry import entry_of
from socml_site.model import Role
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_LETTER = r"[\u3400-\u9fff々〆ヶ\u30a1-\u30fa・ー]"
_NAME = rf"({_LETTER}{{2,8}}?)\s?(?:«name_titles»)?"
_BEGINS = r"(?<!\w)(?:«and_so»)?(?:«by»)?(?:«officers»)?"
_SAID = (
    (Role.MODERATED, Pattern(rf"«led_by»\s?{_NAME}(?:«led»|(?=\W|$))")),
    (Role.MODERATED, Pattern(rf"«opened_by»\s?{_NAME}(?:«led»|«leads_it»)")),
    (Role.MODERATED, Pattern(rf"{_BEGINS}{_NAME}«leads_it»")),
    (Role.NOTED, Pattern(rf"«written_by»\s?{_NAME}(?:«written»|(?=\W|$))")),
    (Role.NOTED, Pattern(rf"{_BEGINS}{_NAME}«writes_it»")),
    (Role.PRESENTED, Pattern(rf"«given_by»\s?{_NAME}(?:«led»|(?=\W|$))")),
)
_WERE = (
    (Role.ATTENDED, Pattern(r"\W*«attended_it»[:：]?\s?(.{2,400})$")),
    (Role.ABSENT, Pattern(r"\W*«absent_it»[:：]?\s?(.{2,400})$")),
)
_BETWEEN = Pattern(r"\s*[、，,;；]\s*|(?<=\w\w)«and»(?=\w\w)")
_LISTED = Pattern(rf"{_LETTER}{{2,8}}(?:\s{_LETTER}{{1,4}})?(?:«name_titles»)?(?=$|[\W\u3041-\u309f])")
_SENTENCES = re.compile(r"[。！？!?]\s*")
_WEIGHT = 3.0


def unparted(text: str, number: int, words: Words) -> Iterator[Evidence]:
    """Whom the sentences of a line name, and as what."""
    for sentence in _SENTENCES.split(text):
        yield from _did(sentence, number, words)
        yield from _were(sentence, number, words)


def _did(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    seen: set[str] = set()
    for role, pattern in _SAID:
        match = pattern.of(words).search(sentence)
        entry = entry_of(match[1]) if match else None
        if match and entry and match[0] not in seen:
            seen.add(match[0])
            yield person(entry, (role,), number, _why(match[0]))


def _were(sentence: str, number: int, words: Words) -> Iterator[Evidence]:
    for role, pattern in _WERE:
        if match := pattern.of(words).match(sentence):
            for entry in _names(match[1], words):
                yield person(entry, (role,), number, _why(sentence[:40]), number)


def _names(text: str, words: Words) -> Iterator[Entry]:
    """The people of a list of several, and of nothing else; what ends the sentence stands right behind the last.

    A single one may as well say how many there were.
    """
    listed = [_LISTED.of(words).match(part) for part in _BETWEEN.of(words).split(text)]
    found = [entry_of(one[0]) for one in listed if one]
    if len(found) == len(listed) > 1:
        yield from (entry for entry in found if entry)


def _why(phrase: str) -> tuple[str, float, str]:
    return "sentence about people", _WEIGHT, f'the line says "{phrase.strip()[:60]}"'
