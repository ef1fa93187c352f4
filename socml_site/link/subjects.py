"""Whether a heading names a subject that people talked about, and by which words.

Much of what heads a part of minutes is form: it says which part this is ("Attendees", "Next meeting"), who it falls to,
when or how long it is, or is left to fill in. The words of form stand in the word files. What is left of a heading
without numbers, timings, days, addresses, numbers of issues and words such as "update on" is a subject, unless it is
a sentence, the title of a change ("Add a test"), a label with its value or somebody's name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from socml_site.words.calendar import ANY_WEEKDAY, MONTH
from socml_site.words.forms import joined, tokens, without_accents
from socml_site.words.names import GIVEN_NAMES, WHOLE_NAMES
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import Phrases
from socml_site.words.table import Words

LONGEST = 6
"""Words of a subject; what has more is a sentence or a title."""
_LETTERS = 50
_LETTERS_OF_HAN = 16
PARTS = ("form", "parts", "bland")
"""Words of parts of a meeting."""
FORM = (
    *PARTS,
    "attended",
    "absent",
    "moderated",
    "noted",
    "presented",
    "members",
    "timekept",
    "decisions",
    "actions",
    "questions",
    "information",
    "qualifiers",
    "ours",
    "made",
    "agenda",
    "notes_headings",
    "introductions",
    "meetings",
    "date_labels",
    "time_labels",
    "placeholders",
    "nothing",
    "asides",
    "joins",
    "and",
    "of",
    "common",
)
"""Words of which a heading of form is made."""

_ADDRESS = re.compile(r"<?https?://\S+|www\.\S+")
_BRACKETS = re.compile(r"\s*(?:\([^()]{0,80}\)|\[[^\[\]]{0,80}\])\s*")
_ISSUE = re.compile(
    r"(?:[\w.-]+/)?[\w.-]*#\d+\b|\b(?:PR|MR|RFC issue|issue|ticket|pull request)\s?#?\d+\b", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^(?:(?:agenda )?(?:item|topic|point|part|session|§)\s*)?"
    r"(?:\d{1,4}(?:\.(?:\d{1,2}|[ivx]{1,4}|[a-z])){0,3}[.):]*|[a-z][.)]|[ivx]{1,4}[.)])\s+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\b|~|\+)\d{1,3}\s?\+?\s?(?:m|mins?|minutes?|h|hours?)\b\.?"
    r"|\b\d{1,2}[:.]\d\d(?:\s?[-–]\s?\d{1,2}[:.]\d\d)?\b(?!\.\d)|\b(?:19|20)\d\d-\d\d-\d\d\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\s+[-–—|]+\s+[^-–—|]*$|\s+by [A-Z]\w+(?: [A-Z]\w+)?$")
_NAME_BEHIND = re.compile(r"\s[-–—]([A-Z][a-z]+)$")
_LEAD = Pattern(r"^(?:«topic_leads»\s+|«topic_labels»(?:\s\d{1,3})?\s*(?::|：|\s-|-\s)\s*)")
_TAIL = Pattern(r"«topic_tails»$")
_DAY = re.compile(rf"(?<![^\W_])(?:{ANY_WEEKDAY}|{MONTH})(?![^\W_])", re.IGNORECASE)
_VALUE = re.compile(r"\s?[:：](?:\s|(?=[^\x00-\x7f]))")
"""What parts a label from its value."""
_SEGMENTS = re.compile(r"(?<!\s)\s*+[,;/|、]\s*+|(?<!\s)\s++[-–—]\s++")
_EDGE = " \t:;,.-–—|*_~\"'“”‘’´`()[]{}<>/\\+&：、。"
_SENTENCE = re.compile(r"[?!？！。]|\.$|\w[.;] \w|[<>=$|@\"“”]|::|(?<!\w)#")
_REVIEWS = re.compile(r"(?:review|approval|reading|introduction|report|update|overview) (?:of|from|to|on)\b")
_COUNT = re.compile(r"\d+(?:st|nd|rd|th|h|m|am|pm|x|min)?")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@functools.lru_cache(maxsize=1 << 14)
def cleaned(title: str, words: Words) -> str:
    """The words of a heading that may name a subject; empty if it cannot be one.

    `1. Road map update (10m, Lee)` -> `Road map`; `Attendees` -> nothing.
    """
    if len(title) > 4 * _LETTERS:
        return ""
    said = _ADDRESS.sub(" ", title)
    if re.fullmatch(r"[@\w.-]+/[\w./-]+", said.strip()):
        return ""
    for pattern in (_BRACKETS, _ISSUE, _TIME, _SPEAKER):
        said = pattern.sub(" ", said)
    said = "".join(sign for sign in said if sign.isprintable() and not _pictured(sign)).strip(_EDGE + "#")
    said = _NUMBER.sub("", said)
    match = _NAME_BEHIND.search(said)
    if match and match[1].casefold() in WHOLE_NAMES:
        said = said[: match.start()]
    lead = _LEAD.of(words)
    said = lead.sub("", lead.sub("", said).strip(_EDGE)).strip(_EDGE)
    said = _without_tail(said, words)
    return said if _names_a_subject(said, words) else ""


def _without_tail(said: str, words: Words) -> str:
    """A heading without "update", "report" and the like at its end, if something else is left."""
    while match := _TAIL.of(words).search(said):
        before = said[: match.start()].strip(_EDGE)
        if not before:
            break
        said = before
    return said


def _pictured(sign: str) -> bool:
    """Whether a sign is a picture: emoji, arrows, dingbats and what varies them."""
    return sign >= "\U0001f000" or "\u2190" <= sign <= "\u2bff" or sign in "\ufe0f\u200d"


def _names_a_subject(said: str, words: Words) -> bool:
    parts = said.casefold().split()
    most = _LETTERS_OF_HAN if _HAN.search(said) else _LETTERS
    if not 1 <= len(parts) <= LONGEST or len(said) > most or _SENTENCE.search(said) or _VALUE.search(said):
        return False
    if sum(sign.isalpha() for sign in said) < (2 if said.isupper() or _HAN.search(said) else 3):
        return False
    if _REVIEWS.match(said.casefold()) or _is_person(said):
        return False
    bare = [part.strip(_EDGE) for part in parts]
    if bare[0] in words.phrases("no_topic") or bare[-1] in words.phrases("no_topic_ends"):
        return False
    return not is_form(said, words) and not any(
        is_form(part, words) for part in _SEGMENTS.split(said) if sum(sign.isalpha() for sign in part) > 2
    )


def _is_person(said: str) -> bool:
    """Whether it looks like somebody's full name: "Ada Example, PhD"."""
    parts = said.split(",")[0].split()
    return (
        2 <= len(parts) <= 3
        and parts[0].casefold() in GIVEN_NAMES
        and all(part[:1].isupper() and not part.isupper() for part in parts)
    )


@functools.lru_cache(maxsize=1 << 14)
def is_form(title: str, words: Words, kinds: tuple[str, ...] = FORM) -> bool:
    """Whether a heading says nothing but which part of a meeting this is, or when; `kinds` are names of words."""
    said = tokens(_DAY.sub(" ", title) if any(sign.isalpha() for sign in title) else title)
    return _made_of(said, words.phrases(*kinds))


def _made_of(said: Sequence[str], phrases: Phrases) -> bool:
    """Whether a row of words is a row of these phrases; numbers, signs and single letters may stand between."""
    reached = [True] + [False] * len(said)
    for at, word in enumerate(said):
        if not reached[at]:
            continue
        if len(word) == 1 or _COUNT.fullmatch(word):
            reached[at + 1] = True
        for end in phrases.ends(said, at):
            reached[end] = True
    return reached[-1]


def alike(label: str) -> str:
    """What spellings of one subject have in common: case, hyphens, spaces, apostrophes and the plural do not count."""
    found = joined(without_accents(label).replace("'", "").replace("’", "").replace("´", ""))
    if len(found) > 3 and found.endswith("s") and not found.endswith(("ss", "us", "is", "as")):
        found = found[:-1]
    if len(found) > 3:
        found = f"{found[:-1]}i" if found.endswith("y") else found.removesuffix("e")
    return found
