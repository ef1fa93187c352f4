"""Phrases of word files: found in a row of words, or as a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from socml_site.words.forms import as_regex, expand, joined, without_accents

_DOTTED = frozenset(("sv", "no", "da", "fi", "nl"))
SIGNS = frozenset("&/,+|、・")
"""What parts the words of a row as a word does."""
HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script whose words are not parted by spaces."""


class Phrases:
    """Phrases that are found at a place of a row of words, however they are written apart."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.keys = frozenset(joined(form) for phrase in phrases for form in expand(phrase)) - {""}
        self._longest = max(map(len, self.keys), default=0)

    def __contains__(self, text: str) -> bool:
        return joined(text) in self.keys

    def __bool__(self) -> bool:
        return bool(self.keys)

    def ends(self, words: Sequence[str], start: int) -> Iterator[int]:
        """Where a phrase that begins with the word `start` ends, the longest first."""
        found = []
        text = ""
        for at in range(start, len(words)):
            if words[at] in SIGNS:
                break
            text += words[at]
            if len(text) > self._longest:
                break
            if text in self.keys:
                found.append(at + 1)
        return reversed(found)


def spellings(entry: str, language: str) -> set[str]:
    """An entry in small letters, and as it is written where a keyboard has no accents.

    Where a letter with dots is another letter, leaving out the dots makes another word: "würde", "wurde".
    """
    low = {entry.lower(), entry.casefold()}
    if language == "de":
        return low | {one.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue") for one in low}
    return low if language in _DOTTED else low | {without_accents(one) for one in low}


def regex_of(entries: Iterable[str]) -> str:
    """One of these spellings, the longest first; words of scripts that part them by spaces stand alone."""
    # The longest first, for of alternatives the first that fits is taken.
    spelt = set(entries)
    ordered = sorted(spelt, key=lambda one: (-len(one), one))
    apart = [as_regex(one) for one in ordered if not HAN.search(one)]
    whole = [as_regex(one) for one in ordered if HAN.search(one)]
    # Most words begin with another letter, which is seen at once; one entry after the other is tried slowly.
    begins = "".join(sorted({re.escape(form[0]) for one in spelt for form in expand(one) if form}))
    found = [rf"(?<![^\W_])(?=[{begins}])(?:{'|'.join(apart)})(?![^\W_])"] if apart else []
    return f"(?:{'|'.join(found + whole)})" if found or whole else r"(?!)"
