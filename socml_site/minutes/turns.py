"""Who said what: lines that begin with a speaker, and what belongs to them.

`Name: …`, `SC: …`, `**Name**: …`, `* [simeon] …`, `Name (Org): …`, `[00:01:02] Name: …`, `Name (00:01:02): …`, and, for
people known to be present, `Name - …`. A label is a speaker if it means one person of the file's `Cast`, or if it looks
like a name and speaks more than once. "Link:", "Note:", "TODO:" never are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from socml_site.minutes.cast import Cast, Member
from socml_site.minutes.evidence import Entry, Evidence, Speech, What
from socml_site.minutes.letters import initials, key
from socml_site.minutes.lines import Line, unescape
from socml_site.minutes.people.affiliations import organisation
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.text.markdown import plain
from socml_site.words.names import GIVEN_NAMES, NO_NAMES, WHOLE_NAMES
from socml_site.words.table import Words

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
_MARKS = ("action", "decision", "question", "answer", "information")
_HOST = re.compile(r"(?:https?|mailto|ftp|file|data)$", re.I)


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
    holds: bool = False
    """The name stands alone, and what is said below it."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who a label is: one of the cast, or somebody new; and how that is known."""

    member: Member | None
    new: Entry | None
    why: tuple[str, float, str]


def turns(page: Reading, known: Known) -> Iterator[Evidence]:
    """The turns on lines that are not taken; speakers not known yet are new people."""
    lines, cast = page.lines, known.cast
    said = [
        _holding(one, lines)
        for line in lines
        if line.number not in known.taken and not line.level and (one := _read(line))
    ]
    said = [one for one in said if not _is_no_speaker(one.label, page.words) or _initials_of(one.label, cast)]
    speakers = _speakers(said, cast, page.habits.people)
    # Whoever it is, somebody else begins to speak here.
    ends = {
        one.line.number
        for one in said
        if not one.dash and (_INITIALS.fullmatch(one.label) or _is_given(one.label) or key(one.label) in WHOLE_NAMES)
    }
    heads = {one.line.number: one for one in said if one.label in speakers}
    ends |= heads.keys()
    for number, one in sorted(heads.items()):
        speaker = speakers[one.label]
        end, words = _extent(lines, number, ends)
        index = speaker.member.index if speaker.member else -1
        speech = Speech(index, one.label, one.time, words + len(one.text.split()), speaker.new)
        yield Evidence(What.TURN, number, end, speech, *speaker.why)


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


def _holding(one: _Said, lines: Sequence[Line]) -> _Said:
    """A name alone on its line, with whether something stands below it that no heading parts from it."""
    if one.text or one.time or one.dash:
        return one
    below = next((line for line in lines[one.line.number + 1 : one.line.number + 4] if not line.blank), None)
    return replace(one, holds=bool(below and not below.level and not below.cells))


def _initials_of(label: str, cast: Cast) -> bool:
    """Whether a word such as "AM" is somebody's initials here."""
    member = cast.find(label) if label.isupper() and len(label) < 5 else None
    return member is not None and " " in member.name


def _is_no_speaker(label: str, of: Words) -> bool:
    bare = label.casefold().strip(" .@")
    words = bare.split()
    if not words or bare in NO_NAMES or bare in ("ai", "ar", "ap"):
        return True
    if of.list_of(label) or of.role_of(label) or any(of.is_mark(name, label) for name in _MARKS):
        return True
    return len(words) > 1 and (words[0] in NO_NAMES or words[-1] in NO_NAMES)


def _speakers(said: Sequence[_Said], cast: Cast, usual: Mapping[str, str]) -> dict[str, _Speaker]:
    """Each label that is a speaker, and who that is."""
    found: dict[str, _Speaker] = {}
    counts = Counter(one.label for one in said if (one.text or one.time or one.holds) and not one.dash)
    alone = {one.label for one in said} - {one.label for one in said if one.text or one.time or one.dash}
    # A clock alone may be that of a timetable: the stamp of a recording says seconds, or its speakers come back.
    timed = Counter(one.label for one in said if one.time)
    stamped = Counter(one.label for one in said if one.time.count(":") > 1 or timed[one.label] > 1)
    for one in said:
        if one.label not in found and (member := cast.find(one.label)):
            if one.dash and len(one.label) < 3 and not one.label.isupper():
                continue
            found[one.label] = _present(one.label, member)
        elif one.label not in found and not one.dash and (name := usual.get(key(one.label))):
            found[one.label] = _usual(one.label, name)
    listed = any(member.listed for member in cast.members)
    known = len(found)
    wanting = {}
    for one in said:
        if one.label in found or one.label in wanting or one.dash or not (one.text or one.time or one.holds):
            continue
        if _could_speak(one, counts[one.label], stamped[one.label], listed):
            wanting[one.label] = one
    companions = known + sum(counts[label] > 1 or (label in alone and _is_given(label)) for label in wanting)
    chats = sum(counts[one.label] for one in said if one.chat and (one.label in found or counts[one.label] > 1))
    length = Counter[str]()
    for one in said:
        length[one.label] += len(one.text.split())
    fresh = Cast()
    for label, one in wanting.items():
        if cast.is_ambiguous(label):
            continue
        heads = _is_given(label) or initials(label).upper() in counts
        if label in alone and not (heads and companions > 1):
            continue
        why = _reason(
            one, counts[label], stamped[label], chats, length[label], known=known, companions=companions, listed=listed
        )
        if why[1]:
            same = fresh.find(label)
            entry = Entry(same.name if same else label, affiliation=organisation(one.org))
            found[label] = _Speaker(None, entry, why)
            fresh.enter(Evidence(What.TURN, 0, 0, Speech(-1, label, new=entry), *why))
    # "Mark" is Mark Noble if nobody but he, who spoke as well, can be meant.
    spoke = {one.member.index for one in found.values() if one.member}
    for label in [one for one in counts if one not in found]:
        same = cast.find(label)
        if not same and label in alone and _INITIALS.fullmatch(label) and (same := fresh.find(label)):
            found[label] = _Speaker(None, Entry(same.name), _present(label, same).why)
            continue
        if same and same.index in spoke and same.words[:1] == [key(label)]:
            found[label] = _present(label, same)
        elif not same and (same := fresh.find(label)) and same.words[:1] == [key(label)]:
            found[label] = _Speaker(None, Entry(same.name), _present(label, same).why)
    # A list of names with remarks is no conversation: somebody must speak twice, or two must speak.
    if sum(counts[label] for label in found) < 2 and not any(member.listed for member in cast.members):
        return {}
    return found


def _present(label: str, member: Member) -> _Speaker:
    because = f'"{label}" stands before what is said' + (
        f", who can only be {member.name}" if label != member.name else ""
    )
    return _Speaker(member, None, ("turn of somebody present", 4.0, because))


def _usual(label: str, name: str) -> _Speaker:
    because = f'"{label}" stands before what is said, and means {name} in other files of the series'
    return _Speaker(None, Entry(name), ("turn of somebody of the series", 3.0, because))


def _reason(
    one: _Said, count: int, stamped: int, chats: int, length: int, *, known: int, companions: int, listed: bool
) -> tuple[str, float, str]:
    """Why a label that nobody of the cast bears is a speaker's; the weight is 0 if it is not."""
    label = one.label
    given = _is_given(label) or one.holds
    talks = given or known > 1 or length >= 5 * count
    if stamped:
        return "turn with a time", 3.0, f'"{label}" stands beside times'
    if one.chat and chats > 1:
        return "turn in a chat", 3.0, f'"{label}" stands in brackets before what is said'
    if talks and count >= _needed(label, known, listed):
        return "turn of somebody who comes back", 2.5, f'"{label}" stands before what is said {count} times'
    if given and companions >= 1 and not (listed and known < 1):
        return "turn of a first name", 2.2, f'"{label}" is a first name, and others speak as well'
    if len(label.split()) > 1 and not listed and companions >= 2 and len(one.text.split()) > 2:
        return "turn of a full name", 2.2, f'"{label}" looks like a name, and others speak as well'
    return "", 0.0, ""


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
