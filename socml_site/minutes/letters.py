"""The letters of names: what spellings have in common, and which initials can stand for whom."""

from __future__ import annotations

import functools
import re
import unicodedata

from socml_site.words.names import NAME_TITLES, NAME_TITLES_BEHIND

_SMALL = "".join(one for one in map(chr, range(0x61, 0x530)) if one.islower())
CAPITAL = rf"[^\W\d_{_SMALL}]"
"""A letter with which a name may begin, as a pattern: no small one of Latin, Greek or Cyrillic script."""

TITLE = re.compile(rf"^{NAME_TITLES}\.?\s+", re.I)
TITLE_BEHIND = re.compile(rf"(?<=[\u3400-\u9fff\u30a1-\u30fa]{{2}})\s?{NAME_TITLES_BEHIND}$")
"""A title behind a name in a script that sets none apart: "水野さん"."""


@functools.lru_cache(maxsize=1 << 16)
def key(name: str) -> str:
    """What spellings of a name have in common: letters and digits without case and accents."""
    if name.isascii():
        return "".join(c for c in name.lower() if c.isalnum())
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded if c.isalnum())


def abbreviates(short: str, name: str) -> bool:
    """Whether these letters can stand for the name: `JHD` for Jordan Harband, `TimBL` for Tim Berners-Lee.

    They begin with the first letter of the first word, go through the name in order, and reach its last word. Two of
    them or more are capitals: "Mark" is a first name and no letters of Marius Klein.
    """
    if not 2 <= len(short) <= 6 or not short.isalpha() or sum(c.isupper() for c in short) < 2:
        return False
    words = [key(word) for word in re.split(r"[\s.·-]+", name) if key(word)]
    letters = key(short)
    if len(words) < 2 or not letters or letters[0] != words[0][0]:
        return False
    return _reaches(letters, words)


def _reaches(letters: str, words: list[str]) -> bool:
    """Whether `letters` can be cut into beginnings-with-gaps of the words, the first and the last among them."""
    states = {(0, 0)}
    for index, word in enumerate(words):
        following = {(used, 0) for used, _ in states} if 0 < index < len(words) - 1 else set()
        for used, _ in states:
            if used < len(letters) and letters[used] == word[0]:
                position = 0
                while True:
                    used += 1
                    following.add((used, 0))
                    position = word.find(letters[used], position + 1) if used < len(letters) else -1
                    if position < 0:
                        break
        states = following
    return any(used == len(letters) for used, _ in states)


def initials(name: str) -> str:
    """The initials of a name as a key: `tbl` for Tim Berners-Lee."""
    return "".join(key(word)[:1] for word in re.split(r"[\s.·-]+", name))
