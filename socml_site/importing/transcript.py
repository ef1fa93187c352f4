"""Transcripts in WebVTT and SubRip (.srt) to turns: `**Name** (00:01:02): text`.

Who speaks is said by a voice tag (`<v Name>`, W3C WebVTT) or, as conference programs write it, by `Name:` before the
words. Behind such a `Name:` the cues that name nobody go on with the same speaker; beside voice tags they are nobody's.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from socml_site.importing.cues import Cue, Cues, read
from socml_site.importing.values import Converted
from socml_site.minutes.people.entry import is_name
from socml_site.read.decode import decode

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font|span|em|strong|br)(?:[\s./][^<>]{0,300})?>|<\d[\d:.]{0,15}>|\{\\an?\d\}",
    re.IGNORECASE,
)
"""What only says how words look: "<laughs>" and "<T>" are words."""
_NAMED = re.compile(r"(?:[-–>]+\s*)?([^\s:][^:\n]{0,59}?)\s*:\s+(?=\S)")
_NUMBERED = re.compile(r"(?:speaker|sprecher|participant|unknown speaker)[ _-]?\w{0,3}", re.IGNORECASE)
_BY_MACHINE = re.compile(
    r"\b(?:auto(?:matic(?:ally)?)?[- ]?(?:generated|transcribed|captioned)"
    r"|(?:transcribed|generated|captioned) (?:by|with) (?:an? )?(?:ai\b|whisper|otter|machine|artificial)"
    r"|(?:ai|machine)[- ](?:generated|transcribed))",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"([\\`*<\[\]]|(?<!\w)_|_(?!\w)|~(?=~))")
_PAUSE = 4.0
"""Seconds of silence that begin a new paragraph where nobody is named."""
_LONG = 120
"""Words after which a paragraph of nobody's ends with its sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a cue: who said it (empty if it does not say), from and until which second, and the words."""

    speaker: str
    start: float
    end: float
    words: str
    tagged: bool = False


def convert(data: bytes, form: str) -> Converted:
    """A transcript, in the format `vtt` or `srt`, as turns."""
    text, issues = decode(data, "")
    if text is None:
        return Converted(fault="It is not text.")
    cues = read(text, form)
    if cues is None:
        head = "WEBVTT" if form == "vtt" else "a number and a line of times"
        return Converted(fault=f"It is no .{form} transcript: it does not begin with {head}.")
    pieces = list(_pieces(cues.found))
    if not pieces:
        return Converted(fault="It is a transcript in which nothing is said.")
    remarks = [f"{issue.message}; it was read as Windows-1252" for issue in issues]
    remarks += _left_out(cues)
    notes = "\n".join(cues.comments)
    front = {"notes_by": "ai"} if _BY_MACHINE.search(notes) else {}
    return Converted("\n\n".join(_paragraphs(pieces)) + "\n", remarks=tuple(remarks), front=front)


def _left_out(cues: Cues) -> Iterator[str]:
    """What of a transcript is on no page, in words."""
    for count, one, several in (
        (cues.unread, "cue whose times cannot be read is", "cues whose times cannot be read are"),
        (cues.before, "line before the first cue is", "lines before the first cue are"),
        (cues.names, "name of a cue is", "names of cues are"),
    ):
        if count:
            yield f"{count:,} {one if count == 1 else several} left out"


def _pieces(captions: Iterable[Cue]) -> Iterator[Said]:
    """What is said, each with its speaker; a line that rolls up from one cue into the next is said once."""
    before: list[str] = []
    for caption in captions:
        lines = [line for line in caption.lines if line.strip()]
        fresh = lines
        for count in range(min(len(before), len(lines)), 0, -1):
            if before[-count:] == lines[:count] and len(lines) > count:
                fresh = lines[count:]
                break
        # The same cue once more is the screen standing still.
        fresh = [] if lines == before and len(" ".join(lines)) > 20 else fresh
        before = lines
        yield from _of_cue("\n".join(fresh), caption.start, caption.end)


def _of_cue(raw: str, start: float, end: float) -> Iterator[Said]:
    parts = _VOICE.split(raw)
    for number in range(0, len(parts), 2):
        voice = _plain(parts[number - 1]) if number else ""
        if number:
            if words := _plain(parts[number]):
                yield Said(voice, start, end, words, tagged=True)
            continue
        for speaker, said in _named(parts[number].split("\n")):
            yield Said(speaker, start, end, said)


def _named(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Lines of a cue put together, but cut where a name with a colon begins one."""
    speaker, held = "", ""
    for line in map(_plain, lines):
        match = _NAMED.match(line)
        if match and (is_name(match[1]) or _NUMBERED.fullmatch(match[1])):
            if held:
                yield speaker, held
            speaker, held = match[1], line[match.end() :]
        else:
            held = f"{held} {line}".strip()
    if held:
        yield speaker, held


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def _paragraphs(pieces: Sequence[Said]) -> Iterator[str]:
    by_name = any(one.speaker and not one.tagged for one in pieces)
    by_tag = any(one.tagged for one in pieces)
    speaker, first, words, last, long = "", pieces[0], list[str](), pieces[0], 0
    for piece in pieces:
        goes_on = piece.speaker or (speaker if by_name and not by_tag else "")
        if words and (goes_on != speaker or (not speaker and _breaks(last, piece, long))):
            yield _turn(speaker, first, words)
            words, long = [], 0
        if not words:
            speaker, first = goes_on, piece
        words.append(piece.words)
        long += len(piece.words.split())
        last = piece
    if words:
        yield _turn(speaker, first, words)


def _breaks(last: Said, piece: Said, words: int) -> bool:
    """Whether a paragraph of nobody's, so many words long, ends between two pieces."""
    if piece.start - last.end > _PAUSE:
        return True
    return words > _LONG and last.words.endswith((".", "!", "?", "…"))


def _turn(speaker: str, first: Said, words: Sequence[str]) -> str:
    seconds = int(first.start)
    stamp = f"({seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02})"
    said = _SIGNS.sub(r"\\\1", " ".join(words))
    name = _SIGNS.sub(r"\\\1", speaker)
    return f"**{name}** {stamp}: {said}" if name else f"{stamp} {said}"
