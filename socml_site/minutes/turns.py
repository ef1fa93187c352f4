"""Who said what: lines that begin with a speaker, and what belongs to them.

`Name: …`, `SC: …`, `**Name**: …`, `* [simeon] …`, `Name (Org): …`, `[00:01:02] Name: …`, `Name (00:01:02): …`, and, for
people known to be present, `Name - …`. A label is a speaker if it means one person of the file's `Cast`, or if it looks
like a name and speaks more than once. "Link:", "Note:", "TODO:" never are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from socml_site.minutes.lines import Line, unescape
from socml_site.minutes.people.affiliations import organisation
from socml_site.minutes.people.cast import Cast, Member
from socml_site.minutes.people.entry import Entry, is_name
from socml_site.minutes.people.letters import key
from socml_site.text.markdown import plain
from socml_site.words.names import GIVEN_NAMES, NO_NAMES, WHOLE_NAMES
from socml_site.words.table import list_of, role_of

_STAMP = r"[(\[]?(\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?)[)\]]?"
_WHO = r"(@?[^\W\d_][^:\[\]<>(){}|*_`\"“”?!]{0,60}?)"
_ORG = r"\s*(?:\(([^()]{1,60})\))?\s*"
_MARK = r"(?:\*\*|__)?"
_LEADING = re.compile(rf"{_MARK}{_STAMP}\s*[-–:|]?{_MARK}\s+")
_ANGLED = re.compile(r"<@?([\w .'-]{1,40})>\s+(.*)$")
_BRACKETED = re.compile(r"\[@?([^\W\d_][\w .'-]{0,39})\](?!\()\s*:?\s+(.*)$")
_COLON = re.compile(
    rf"{_MARK}{_WHO}{_MARK}{_ORG}{_MARK}\s*(?:{_STAMP})?\s*{_MARK}\s*[:：]\s*{_MARK}(?:\s+|(?=[^\s/\d])|$)(.*)$"
)
_ALONE = re.compile(rf"{_MARK}{_WHO}{_MARK}\s*[-–|,]?\s+{_STAMP}$")
_STAMP_ONLY = re.compile(rf"{_STAMP}$")
_DASH = re.compile(rf"{_WHO}{_ORG}\s(?:-|–|—|--)\s+(\S.*)$")
_INITIALS = re.compile(r"(?=(?:.*[A-Z]){2})[A-Za-z]{2,4}")
_SIGN = re.compile(r"[:：<\[]|\d|\s(?:-|–|—|--)\s")
"""What a line must hold for somebody to begin to speak in it."""
_DOTS = re.compile(r"(?:\.{2,}|…)\s*:?\s*(?P<text>.*)$")
_HOST = re.compile(r"(?:https?|mailto|ftp|file|data)$", re.I)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn by line numbers from 0; `member` is who spoke."""

    member: Member
    label: str
    line: int
    end: int
    time: str
    words: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A line that may begin a turn: what stands before the colon, and behind it."""

    line: Line
    label: str
    org: str
    time: str
    text: str
    dash: bool = False
    chat: bool = False
    """The name stands in brackets, as in logs of chats, where only names do."""


def turns(lines: Sequence[Line], used: set[int], cast: Cast) -> list[Spoken]:
    """The turns of the lines not in `used`; speakers not known yet are entered into `cast`."""
    said = [one for line in lines if line.number not in used and not line.level and (one := _read(line))]
    said = [one for one in said if not _is_no_speaker(one.label) or _initials_of(one.label, cast)]
    speakers = _speakers(said, cast)
    # Whoever it is, somebody else begins to speak here.
    ends = {
        one.line.number
        for one in said
        if not one.dash and (_INITIALS.fullmatch(one.label) or _is_given(one.label) or key(one.label) in WHOLE_NAMES)
    }
    spoken = []
    heads = {one.line.number: one for one in said if one.label in speakers}
    ends |= heads.keys()
    for index, line in enumerate(lines):
        one = heads.get(line.number)
        if one is None:
            continue
        member = speakers[one.label]
        end, words = _extent(lines, index, ends)
        cast.note_alias(member, one.label)
        spoken.append(Spoken(member, one.label, index, end, one.time, words + len(one.text.split())))
    return spoken


def _read(line: Line) -> _Said | None:
    if line.blank or line.cells or line.code:
        return None
    if not _SIGN.search(line.text):
        return None
    text = unescape(line.text)
    stamp = ""
    if leading := _LEADING.match(text):
        stamp, text = leading[1], text[leading.end() :]
    if match := _ANGLED.match(text) or _BRACKETED.match(text):
        return _Said(line, match[1].strip(), "", stamp, plain(match[2]), chat=True)
    if stamp and len(text.split()) < 5 and is_name(text, listed=True):
        return _Said(line, text.strip("*_ "), "", stamp, "")
    if match := _ALONE.match(text):
        return _Said(line, match[1].strip(), "", match[2], "")
    if (":" in text[:130] or "：" in text[:130]) and (match := _COLON.match(text)):
        org, time = match[2] or "", match[3] or ""
        if only := _STAMP_ONLY.match(org):
            org, time = "", only[1]
        label = match[1].strip()
        if label and len(label.split()) <= 4 and not _HOST.match(label):
            return _Said(line, label, org, time or stamp, plain(match[4]))
    match = _DASH.match(text.replace("**", ""))
    if match and len(match[1].split()) <= 3:
        return _Said(line, match[1].strip(), match[2] or "", stamp, plain(match[3]), dash=True)
    return None


def _initials_of(label: str, cast: Cast) -> bool:
    """Whether a word such as "AM" is somebody's initials here."""
    member = cast.find(label) if label.isupper() and len(label) < 5 else None
    return member is not None and " " in member.name


def _is_no_speaker(label: str) -> bool:
    bare = label.casefold().strip(" .@")
    words = bare.split()
    if not words or bare in NO_NAMES or bare in ("ai", "ar", "ap"):
        return True
    if list_of(label) or role_of(label):
        return True
    return len(words) > 1 and (words[0] in NO_NAMES or words[-1] in NO_NAMES)


def _speakers(said: Sequence[_Said], cast: Cast) -> dict[str, Member]:
    """Each label that is a speaker, and who that is."""
    found: dict[str, Member] = {}
    counts = Counter(one.label for one in said if (one.text or one.time) and not one.dash)
    # A clock alone may be that of a timetable: the stamp of a recording says seconds, or its speakers come back.
    timed = Counter(one.label for one in said if one.time)
    stamped = Counter(one.label for one in said if one.time.count(":") > 1 or timed[one.label] > 1)
    for one in said:
        if one.label not in found and (member := cast.find(one.label)):
            if one.dash and len(one.label) < 3 and not one.label.isupper():
                continue
            found[one.label] = member
    listed = any(member.listed for member in cast.members)
    known = len(found)
    wanting = {}
    for one in said:
        if one.label in found or one.label in wanting or one.dash or not (one.text or one.time):
            continue
        if _could_speak(one, counts[one.label], stamped[one.label], listed):
            wanting[one.label] = one
    companions = known + sum(counts[label] > 1 for label in wanting)
    chats = sum(counts[one.label] for one in said if one.chat and (one.label in found or counts[one.label] > 1))
    length = Counter[str]()
    for one in said:
        length[one.label] += len(one.text.split())
    for label, one in wanting.items():
        given = _is_given(label)
        talks = given or known > 1 or length[label] >= 5 * counts[label]
        if (
            stamped[label]
            or (one.chat and chats > 1)
            or (talks and counts[label] >= _needed(label, known, listed))
            or (given and companions >= 1 and not (listed and known < 1))
            or (len(label.split()) > 1 and not listed and companions >= 2 and len(one.text.split()) > 2)
        ):
            found[label] = cast.find(label) or cast.add(
                Entry(label, affiliation=organisation(one.org)), [], one.line.number
            )
    # "Mark" is Mark Noble if nobody but he, who spoke as well, can be meant.
    spoke = {member.index for member in found.values()}
    for label in [one for one in counts if one not in found]:
        same = cast.find(label)
        if same and same.index in spoke and same.words[:1] == [key(label)]:
            found[label] = same
    # A list of names with remarks is no conversation: somebody must speak twice, or two must speak.
    if sum(counts[label] for label in found) < 2 and not any(member.listed for member in found.values()):
        return {}
    return found


def _is_given(label: str) -> bool:
    """Whether a label begins with a common first name, or is written in a script without capitals."""
    first = label.split()[0].lstrip("@")
    return first.casefold() in GIVEN_NAMES or (first[0].isalpha() and first[0].lower() == first[0].upper())


def _needed(label: str, known: int, listed: bool) -> int:
    """How often an unknown label must stand before a colon to be a speaker: who is on no list needs more of it."""
    if _INITIALS.fullmatch(label):
        return 2 if known > 1 else 3
    if _is_given(label):
        return 2
    return 4 if listed and known < 2 else 3 if listed else 2


def _could_speak(one: _Said, count: int, stamped: int, listed: bool) -> bool:
    label = one.label
    if stamped or one.chat:
        return is_name(label, listed=True)
    if _INITIALS.fullmatch(label):
        return not label.isupper() or len(label) <= 3
    if label.startswith("@"):
        return True
    if label[0].islower():
        return " " not in label and is_name(label, listed=True) and count >= 2 and len(label) > 2
    if label.isupper() and len(label) > 3:
        return False
    return is_name(label) and (len(label.split()) <= 2)


def _extent(lines: Sequence[Line], start: int, heads: set[int]) -> tuple[int, int]:
    """The last line of a turn, and how many words its further lines hold.

    In a list a turn ends with the next item of its depth, unless that begins with dots; else with the next speaker,
    heading or rule.
    """
    head, end, words = lines[start], start, 0
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.number in heads or line.level:
            break
        if line.blank:
            continue
        if head.bullet and line.bullet and line.indent <= head.indent and not _DOTS.match(line.words):
            break
        if head.bullet and not line.bullet and line.after_blank and line.indent <= head.indent:
            break
        if not head.bullet and line.bullet and line.after_blank and line.indent <= head.indent and number - end > 2:
            break
        end, words = number, words + len(line.words.split())
    return end, words
