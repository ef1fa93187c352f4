"""Whether there was a meeting: it may have been cancelled, or only be planned; or a file is no minutes at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from socml_site.minutes.lines import Line
from socml_site.words.forms import tokens
from socml_site.words.patterns import Pattern, forms_of
from socml_site.words.phrases import Phrases
from socml_site.words.table import Words, words_of

_MOST = 150
"""Words below which minutes may say little more than that there was no meeting."""
_LONGEST = 5
"""Words of a phrase that may end a title."""
_LICENCE = re.compile(
    r"(?:the )?(?:mit|isc|bsd|apache|gnu|mozilla public|creative commons|eclipse public|european union public)"
    r"(?: [\w.,-]{1,20}){0,6} licen[cs]e\b(?!s? (?:for|of|and|in)\b)",
    re.IGNORECASE,
)
"""The name of a licence, which is English in all languages."""
_CANCELLED = Pattern(lambda words: words.source("cancelled"))
_SET_APART = re.compile(r"[(\[（]([^()\[\]（）]{2,40})[)\]）]")
_BEGINS = re.compile(r"[^\W_]")


def is_no_minutes(path: str, title: str) -> bool:
    """Whether a file's name or its title says that it is a template, a licence, a charter: about meetings, and none."""
    name = tokens(PurePosixPath(path).stem)
    called = tokens(title)
    return (
        "".join(name) in _about().keys
        or bool(_LICENCE.match(title))
        or _ends(name, 1)
        # "C++ templates" may be a talk, "Minutes template" is none.
        or _ends(called, min(2, len(called)))
    )


def _ends(words: tuple[str, ...], least: int) -> bool:
    """Whether words end with what a file of another kind is called, in so many words at least."""
    starts = range(max(0, len(words) - _LONGEST), len(words) - least + 1)
    return any(len(words) in _templates().ends(words, start) for start in starts)


@functools.cache
def _templates() -> Phrases:
    return words_of().phrases("templates")


@functools.cache
def _about() -> Phrases:
    return words_of().phrases("no_minutes")


def is_cancelled(lines: Sequence[Line], count: int, words: Words) -> bool:
    """Whether minutes of `count` words say little more than that there was no meeting."""
    return count < _MOST and any(_says_cancelled(line.words, words) for line in lines if not line.blank)


def _says_cancelled(line: str, words: Words) -> bool:
    """Whether a line says that this meeting was cancelled: a single word only if it stands alone or in brackets."""
    single = _single(words)
    said = _CANCELLED.of(words).finditer(line)
    found = any(match[0] not in single for match in said) or line in single
    found = found or any(match[1] in single for match in _SET_APART.finditer(line))
    return found and not words.pattern("coming").search(line)


@functools.cache
def _single(words: Words) -> Phrases:
    """The words for it that say what is cancelled no more than "cancelled" does."""
    return Phrases(form for form in forms_of(words, "cancelled") if len(form.split()) == 1 and len(form) > 2)


def is_planned(lines: Sequence[Line], words: Words) -> bool:
    """Whether there is an agenda, and below the heading for notes nothing has been written."""
    heads = [line for line in lines if line.level]
    if not any(_begins_with("agenda", line.words, words) for line in heads):
        return False
    notes = [line for line in heads if _begins_with("notes_headings", line.words, words)]
    return bool(notes) and not any(_said_below(lines, line) for line in notes)


def _begins_with(name: str, heading: str, words: Words) -> bool:
    """Whether a heading is such a word, perhaps with signs behind it."""
    return bool(_BEGINS.match(heading)) and heading in words.phrases(name)


def _said_below(lines: Sequence[Line], head: Line) -> bool:
    """Whether something stands below a heading, its own parts included."""
    for line in lines[head.number + 1 :]:
        if line.level and line.level <= head.level:
            return False
        if line.code or (not line.blank and not line.level):
            return True
    return False
