"""Which forms of a file are a conversation, and which labels are but fields of a form.

One line tells little: "10:00 coffee: in the hall" is a timetable, "10:02 ada: hello" a chat. All lines of one form
together tell: in a conversation people come back, and they do not speak at full minutes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from socml_site.minutes.people.entry import is_name
from socml_site.minutes.turns.label import Form, Said
from socml_site.words.names import ALSO_WORDS, GIVEN_NAMES, NO_INITIALS, NO_NAMES

INITIALS = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z]{2,4}")
_NICK = re.compile(r"[^\W\d][\w.|^-]{1,20}")
_BOT = re.compile(r"[a-z0-9_.-]{0,20}(?:bot|serv)")
_ROUND_MINUTE = re.compile(r"\d{1,2}:\d[05]")
_FAR = 15
"""Lines between two fields of one form."""
_FEWEST = {Form.NAMED: 1, Form.DATED: 2, Form.NICK: 2, Form.CLOCK: 3, Form.ABOVE: 3, Form.PROMPT: 3}
_TYPED = (Form.CLOCK, Form.ABOVE, Form.PROMPT)
"""Forms that other texts have as well."""
_MOST_VOICES = 0.75
"""Of the lines of a conversation so many at most are of somebody else each."""
_FEWEST_WORDS = 4
"""Words behind a dash, on average: somebody speaks, where fewer are a list of names with remarks."""


def is_nick(label: str) -> bool:
    """Whether a label may stand for somebody in a chat, where people are called as they like."""
    bare = label.casefold().lstrip("@")
    if (bare in NO_NAMES and bare not in ALSO_WORDS) or is_bot(label) or (label.isupper() and len(label) > 3):
        return False
    return is_name(label, listed=True) or bare in ALSO_WORDS or bool(_NICK.fullmatch(label))


def is_bot(label: str) -> bool:
    """Whether a nickname is that of a program: "meetbot", "chanserv"."""
    return bool(_BOT.fullmatch(label))


def conversations(said: Iterable[Said]) -> frozenset[Form]:
    """The forms in which people speak to each other."""
    held: dict[Form, list[Said]] = defaultdict(list)
    for one in said:
        if one.form in _FEWEST and is_nick(one.label):
            held[one.form].append(one)
    return frozenset(form for form, ones in held.items() if _converse(form, ones))


def _converse(form: Form, ones: Sequence[Said]) -> bool:
    if len(ones) < _FEWEST[form]:
        return False
    voices = Counter(one.label for one in ones)
    if form not in _TYPED:
        return form is not Form.NICK or max(voices.values()) > 1
    if len(voices) < 2 or len(voices) > _MOST_VOICES * len(ones):
        return False
    return form is Form.PROMPT or not all(_ROUND_MINUTE.fullmatch(one.time) for one in ones)


def stamped(said: Iterable[Said]) -> Counter[str]:
    """The labels that stand beside times, and how often.

    A clock alone may be that of a timetable: the stamp of a recording says seconds, or its speakers come back.
    """
    timed = [one for one in said if one.time]
    back = Counter(one.label for one in timed)
    planned = all(_ROUND_MINUTE.fullmatch(one.time) for one in timed)
    return Counter(one.label for one in timed if one.time.count(":") > 1 or (back[one.label] > 1 and not planned))


def dashed(said: Iterable[Said]) -> frozenset[str]:
    """The labels before a dash that are speakers: several initials or first names that come back, each with a say."""
    held: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        if one.dash and _is_short(one.label):
            held[one.label].append(one)
    again = {
        label: ones
        for label, ones in held.items()
        if len(ones) > 1 and sum(len(one.text.split()) for one in ones) >= _FEWEST_WORDS * len(ones)
    }
    return frozenset(again) if len(again) > 1 and sum(map(len, again.values())) > len(again) * 2 else frozenset()


def linked(said: Iterable[Said]) -> frozenset[str]:
    """The first names that come back as links before what is said."""
    counts = Counter(one.label for one in said if one.form is Form.LINKED and is_given(one.label))
    return frozenset(label for label, count in counts.items() if count > 1)


def is_given(label: str) -> bool:
    """Whether a label begins with a common first name, or is written in a script without capitals."""
    first = label.split()[0].lstrip("@")
    return first.casefold() in GIVEN_NAMES or (first[:1].isalpha() and first[0].lower() == first[0].upper())


def _is_short(label: str) -> bool:
    if INITIALS.fullmatch(label):
        return label.upper() not in NO_INITIALS and label.casefold() not in NO_NAMES and len(label) < 4
    return label[:1].isupper() and label.split()[0].casefold() in GIVEN_NAMES and is_name(label)


def fields(said: Sequence[Said], nobody: frozenset[str]) -> frozenset[str]:
    """The labels that always stand beside one that is nobody, as in "Done: … Blocked: … Next: …"."""
    beside: dict[str, list[bool]] = defaultdict(list)
    rows: dict[tuple[int, bool], list[Said]] = defaultdict(list)
    for one in said:
        rows[one.line.indent, bool(one.line.bullet)].append(one)
    for row in rows.values():
        near = [other.line.number - one.line.number <= _FAR for one, other in pairwise(row)]
        for at, one in enumerate(row):
            before = at > 0 and near[at - 1] and row[at - 1].label in nobody
            behind = at + 1 < len(row) and near[at] and row[at + 1].label in nobody
            beside[one.label].append(before or behind)
    return frozenset(label for label, all_ in beside.items() if len(all_) > 1 and all(all_))
