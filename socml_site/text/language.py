"""In which language a text is written: by its script, or in Latin letters by its commonest words.

Only what is certain is said. A library would know more languages, but those that need no download cost more than the
rest of a page's recognisers, and call a list of names Volapük (docs/adr/0012).
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter, defaultdict

from socml_site.words.languages import LANGUAGES, entries_of

_LOOKED_AT = 2000
"""Characters of a text from its beginning that are looked at."""
_LETTERS = 20
"""Letters of a script that a text must have at least."""
_HITS = 6
"""How many common words of a language a text must have at least, and of how many words one must be such."""
_SHARE = 1 / 8
_MARGIN = 1.5
"""How many times as many as of any other language."""

_KANA = 32
"""Of how many Han characters a text in Japanese has at least one in kana beside them."""

_SCRIPTS = (
    (0x0370, 0x0400, "el"),
    (0x0400, 0x0530, "Cyrl"),
    (0x0530, 0x0590, "hy"),
    (0x0590, 0x0600, "he"),
    (0x0600, 0x0700, "Arab"),
    (0x0900, 0x0980, "hi"),
    (0x0980, 0x0A00, "bn"),
    (0x0B80, 0x0C00, "ta"),
    (0x0E00, 0x0E80, "th"),
    (0x10A0, 0x1100, "ka"),
    (0x1100, 0x1200, "ko"),
    (0x1F00, 0x2000, "el"),
    (0x3040, 0x3100, "ja"),
    (0x3400, 0xA000, "Hani"),
    (0xAC00, 0xD7B0, "ko"),
)
"""Blocks of Unicode, each with its language or, where several share it, its script."""
_BEGINS = [begin for begin, _, _ in _SCRIPTS]
_TELLING = {
    "Cyrl": (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђћџљњ"), ("ru", "ыэ")),
    "Arab": (("ur", "ٹڈڑے"), ("fa", "پچژگ"), ("ar", "ةىأإ")),
    "Hani": (
        ("zh", "们这为时对议记说还问个开关员从东话线让给样无现实动应经过這說錄們沒對當關點樣"),
        ("ja", "録総対営図検実読経帰売応価鉄駅円広変団県働覧沢"),
    ),
}
"""Letters that tell apart languages of one script; the first that has one of them."""
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u036f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")

COMMON = {language: frozenset(words) for language in LANGUAGES if (words := entries_of(language).get("common"))}
"""The commonest words of languages that share the Latin script."""
_LANGUAGES_OF: dict[str, tuple[str, ...]] = {}
for _language, _words in COMMON.items():
    for _word in _words:
        _LANGUAGES_OF[_word] = (*_LANGUAGES_OF.get(_word, ()), _language)


def language_of(text: str) -> str:
    """The language of a text as a BCP 47 tag, or empty where that is not certain."""
    return _language_of(text[:_LOOKED_AT])


@functools.lru_cache(maxsize=256)
def _language_of(text: str) -> str:
    if not text.isascii():
        foreign = _FOREIGN.findall(text)
        if len(foreign) >= _LETTERS:
            latin = sum(map(str.isalpha, text)) - len(foreign)
            # Terms and names in Latin letters are common in all languages, and long.
            return _by_script(foreign) if 2 * len(foreign) > latin else ""
    return _by_words(_WORD.findall(text.lower()))


def _by_script(letters: list[str]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for letter, count in Counter(letters).items():
        counts[_script(letter)] += count
    # Japanese is written in Han characters with kana between them, few where it lists names.
    if counts["ja"] * _KANA > counts["Hani"]:
        counts["ja"] += counts.pop("Hani", 0)
    best = max(counts, key=lambda name: counts[name])
    if best in _TELLING:
        present = set(letters)
        return next((language for language, telling in _TELLING[best] if present & set(telling)), "")
    return best


def _script(letter: str) -> str:
    code = ord(letter)
    begin, end, name = _SCRIPTS[bisect_right(_BEGINS, code) - 1]
    return name if begin <= code < end else ""


def _by_words(words: list[str]) -> str:
    hits: dict[str, int] = defaultdict(int)
    for word in words:
        for language in _LANGUAGES_OF.get(word, ()):
            hits[language] += 1
    ranked = sorted(hits.items(), key=lambda pair: -pair[1])
    if not ranked:
        return ""
    best, number = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0
    certain = number >= max(_HITS, _SHARE * len(words)) and number >= _MARGIN * second
    return best if certain else ""
