"""The cues of a WebVTT or SubRip (.srt) file, read so that no words between them are lost.

Both formats end a cue with an empty line, but programs and people leave empty lines within one: what stands behind it
belongs to the cue before. What is no words of a cue and not read is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?!\w)")
_BROKEN = re.compile(r"\s*\d\S{0,20}\s*-->\s*\S{0,20}\d")
"""A line that is meant to say times, and does not: words may hold an arrow too."""
_NUMBER = re.compile(r"\s*\d+\s*")
_SETTINGS = ("STYLE", "REGION")
_NAME = 2
"""Words of such a name."""


@dataclass(slots=True)
class Cue:
    """From and until which second, and the lines."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Cues:
    """All cues of a file, the lines of its comments and head, and of what else is left out how many lines there are."""

    found: list[Cue] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    unread: int = 0
    """Cues whose times cannot be read."""
    before: int = 0
    """Lines before the first cue."""
    names: int = 0
    """Names of cues that hold several words, and so may be what was said."""


def read(text: str, form: str) -> Cues | None:
    """The cues of a text in the format `vtt` or `srt`; None if it does not begin like one."""
    lines = text.removeprefix("\ufeff").split("\n")
    cues = Cues()
    number = 0
    if form == "vtt":
        if not re.match(r"WEBVTT(?:\s|$)", lines[0]):
            return None
        number = _skipped(lines, 0)
        cues.comments = lines[:number]
    into: list[str] | None = None
    while number < len(lines):
        line = lines[number]
        opens = number == 0 or not lines[number - 1].strip()
        if times := _TIMES.match(line):
            cue = Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]))
            cues.found.append(cue)
            into = cue.lines
        elif _BROKEN.match(line):
            cues.unread += 1
            into = []
        elif form == "vtt" and opens and line.startswith("NOTE") and not line[4:5].strip():
            end = _skipped(lines, number)
            cues.comments += [line[4:], *lines[number + 1 : end]]
            number = end
            continue
        elif form == "vtt" and opens and not cues.found and line.strip() in _SETTINGS:
            number = _skipped(lines, number)
            continue
        elif _names_cue(lines, number, form):
            cues.names += len(line.split()) >= _NAME
        elif into is not None:
            into.append(line)
        else:
            cues.before += bool(line.strip())
        number += 1
    return cues if cues.found or cues.unread or form == "vtt" else None


def _skipped(lines: Sequence[str], number: int) -> int:
    """The line behind a block that begins on line `number`: an empty one, or one that says times."""
    while number < len(lines) and lines[number].strip() and not _TIMES.match(lines[number]):
        number += 1
    return number


def _names_cue(lines: Sequence[str], number: int, form: str) -> bool:
    """Whether a line is the number or the name of the cue that begins on the next one; in .srt only numbers are."""
    if not lines[number].strip() or number + 1 == len(lines):
        return False
    if not (_TIMES.match(lines[number + 1]) or _BROKEN.match(lines[number + 1])):
        return False
    return bool(_NUMBER.fullmatch(lines[number])) if form == "srt" else not (number and lines[number - 1].strip())


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, rest = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + int((rest or "0").ljust(3, "0")) / 1000
