"""Whether a piece of text beside a name says where somebody belongs, or is a remark about them.

Remarks on food, health, travel, coming and going are personal: they stay in the prose and are nobody's affiliation.
Better none than a wrong one.
"""

from __future__ import annotations

import functools
import re

from socml_site.minutes.days.written import WEEKDAY, day_near
from socml_site.minutes.letters import key
from socml_site.words.names import (
    GIVEN_NAMES,
    NAME_LABELS,
    ORGANISATION_LABELS,
    ORGANISATION_WORDS,
    REMARK_LETTERS,
    REMARK_STEMS,
    REMARKS,
    ROLE_WORDS,
    SMALL_WORDS,
    SURE_REMARK_STEMS,
    is_placeholder,
)
from socml_site.words.patterns import bare
from socml_site.words.table import words_of

_MOST = 6
"""Words of an organisation's name."""
_LONGEST = 60
_LEAST = 2
"""Letters and digits of an organisation's name."""
_REMARKS = frozenset(map(key, REMARKS))
_ROLES = frozenset(map(key, ROLE_WORDS))
_LONG_STEMS = re.compile("|".join(stem for stem in REMARK_STEMS if len(stem) > 5))
"""They may also end a word: `Nussallergie`."""
_ORGANISATIONS = frozenset(map(key, ORGANISATION_WORDS))
_LABELS = frozenset(map(key, ORGANISATION_LABELS))
_ACRONYM = 3
"""Letters up to which a word in capitals is an acronym, whatever it means in small letters."""
_WORD = re.compile(r"[^\s/,;:()\[\]\"“”„«»|]+")
_TIMED = re.compile(
    rf"\d{{1,2}}[:.h]\d\d|\d\s?(?:[ap]\.?m|h|{bare(words_of(), 'durations', 'oclock')}|['’′])(?![^\W_])"
    rf"|\d{{1,2}}[./-]\d{{1,2}}(?!\d)|^\W*[+~]|\d{bare(words_of(), 'day_endings')}\b|(?:19|20)\d\d-\d\d",
    re.I,
)
_SAYING = re.compile(r"(?<=[^\W\d_]{5})\.$|[!?…=<>\[\]{}]|\.\s+[a-z]|:[-)(/DPp]|;[-)]|^['\"“]")
_NAMED = re.compile(r"[^\W_A-Z]*+[A-Z][\w.]*+|\w+\.[a-z]{2,}|w3c")
"""A word that begins small or with a digit and is a name all the same: `eBay`, `3M`, `acme.example`."""
_MADE = re.compile(r"\d|[a-z][A-Z]|[A-Z]{2}[a-z]|\w[./&]\w|\s[&+]\s")
"""What a word of the dictionary does not hold: `eBay`, `3M`, `acme.example`, `Bench & Sons`."""
_FROM = re.compile(r"^(?:from|at|with)\s+(?=[A-Z])", re.I)
_LABEL = re.compile(r"(?:my |the )?([^\W\d_]{3,20})\s*[:=]\s*(\S.*)$", re.I)
_HEADING = re.compile(rf"{NAME_LABELS}(.{{1,80}})$", re.I)


def is_remark(text: str) -> bool:
    """Whether a text holds a word that only remarks hold, an hour or a day."""
    if _TIMED.search(text) or WEEKDAY.search(text) or day_near(text, 2000):
        return True
    return any(_remarks(word) for word in _WORD.findall(text))


@functools.lru_cache(maxsize=1 << 14)
def _remarks(word: str) -> bool:
    """Whether a word, or a part of it between hyphens, only stands in remarks."""
    for part in (word, *word.split("-")):
        letters = key(part)
        if part.isupper() and len(letters) <= _ACRONYM:
            if letters in REMARK_LETTERS:
                return True
            continue
        if letters in _REMARKS or letters.startswith(REMARK_STEMS) or _LONG_STEMS.search(letters):
            return True
    return False


def is_nobody(text: str) -> bool:
    """Whether a text in a list of people is but a remark: "vegan", "sin gluten"."""
    words = _WORD.findall(text)
    return all(map(_remarks, words)) and any(
        word[0].islower() or key(word).startswith(SURE_REMARK_STEMS) for word in words
    )


def is_role(text: str) -> bool:
    """Whether a text only says what somebody is or does: "guest", "vice chair"."""
    words = _WORD.findall(text)
    return bool(words) and all(key(word) in _ROLES for word in words)


def without_remark(name: str) -> tuple[str, str]:
    """A name, and the remark that stands behind it without a sign: "Ada King vegan"."""
    words = name.split()
    at = len(words)
    while at > 1 and is_nobody(words[at - 1]):
        at -= 1
    if words and words[0][:1].isupper() and any(word.islower() and not _is_small(word) for word in words[1:at]):
        # "Martin hangs out" is a sentence.
        return name, ""
    return " ".join(words[:at]), " ".join(words[at:])


def is_label(text: str) -> bool:
    """Whether a word announces where somebody belongs: "Org"."""
    return key(text) in _LABELS


def is_announced(text: str) -> bool:
    """Whether a text announces itself where somebody belongs: "Org: Acme"."""
    label = _LABEL.match(text)
    return bool(label) and is_label(label[1] if label else "")


def organisation(text: str, said: bool = False) -> str:
    """The organisation a text beside a name says, or nothing; `said` is that a column or a label announces one."""
    text = _FROM.sub("", " ".join(text.split()).strip(" ,;-–—*_"))
    if label := _LABEL.match(text):
        if not is_label(label[1]):
            return ""
        text, said = label[2].strip(), True
    words = _WORD.findall(text)
    if not words or len(text) > _LONGEST or len(words) > _MOST or is_placeholder(text) or _SAYING.search(text):
        return ""
    signs = [one for one in text if one.isalnum()]
    if len(signs) < _LEAST or not any(map(str.isalpha, signs)) or is_remark(text) or is_role(text):
        return ""
    first, *rest = text.split()
    small = sum(not (_is_name(word) or _is_small(word)) for word in rest)
    # "Università della Svizzera italiana"
    looks = _is_name(first) and small <= (1 if _holds_kind(words) else 0)
    return text if said or (looks and not _is_person(words)) else ""


def is_evident(text: str) -> bool:
    """Whether an organisation's name says that it is one, and is no word or two that may be a remark as well."""
    words = _WORD.findall(text)
    return bool(_MADE.search(text)) or _holds_kind(words) or sum(word[0].isupper() for word in words) > 1


def without_from(text: str) -> str:
    """The organisation behind a "from" that begins a text, or the text."""
    rest = re.sub(r"^from\s+(?=[A-Z])", "", text)
    return rest if rest != text and organisation(rest) else text


def _holds_kind(words: list[str]) -> bool:
    """Whether one of several words says what kind of organisation they name."""
    return len(words) > 1 and any(key(word) in _ORGANISATIONS for word in words)


def _is_person(words: list[str]) -> bool:
    """Whether words are somebody's name: "Ada King (Bo)"."""
    return len(words) < 3 and words[0].casefold() in GIVEN_NAMES


def _is_name(word: str) -> bool:
    letter = next((c for c in word if c.isalnum()), "")
    return letter.isupper() or bool(_NAMED.fullmatch(word.strip(",;()")))


def _is_small(word: str) -> bool:
    return word.casefold() in SMALL_WORDS or not any(c.isalpha() for c in word)


def announces(label: str) -> bool:
    """Whether a heading or the head of a list says that organisations stand behind the names: "Name - Organisation"."""
    match = _HEADING.search(label)
    return bool(match) and any(is_label(word) for word in _WORD.findall(match[1] if match else ""))
