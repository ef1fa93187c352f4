"""Who an action item falls to, by when, and whether it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from socml_site.minutes.cast import Cast
from socml_site.minutes.days.written import day_near, days
from socml_site.minutes.people.entry import is_name
from socml_site.text.links import LOGIN
from socml_site.words.names import GIVEN_NAMES, NO_NAMES, is_placeholder
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words, words_of

_TICK = re.compile(r"[✅☑✔✓]|\[x\]")
_UNTICKED = re.compile(r"\[ \]")
_COLON = re.compile(r"^\W*+(.{1,60}?)(?<!\s)\s*+(?:[:：]|—|(?<=\s)[-–]\s)\s*+\S")
_STATE = re.compile(r"(?:ed|ing|ion|ment)$|^[A-Z-]{4,}$")
"""How words end that stand before a colon and are states and no names: "Deferred:", "IN-PROGRESS -"."""
_BRACKET = re.compile(r"\W{0,3}\[@?([^\[\]]{2,60})\]\s")
_PAREN = re.compile(r"[(\[（]([^()\[\]（）]{2,60})[)\]）]\W*$")
_TAIL = re.compile(
    r"(?:[-–—:]|,|\.|;|=>|→|@)\s*([^-–—:.;,()]{2,50}(?:(?:,|\s*&|\s+and)\s*[^-–—:.;,()]{2,40}){0,4})[.\s]*$"
)
_BEFORE_TAIL = re.compile(r"(?:[-–—:;,→]|[-=]>|(?<!\W[A-Z])\.)\s")
"""What stands before a name at the end; the full stop of an initial is none of it."""
_FIRST = re.compile(r"^\W*([^\W\d_][\w'’.-]*(?: [A-Z][\w'’.-]*)?)")
_SEVERAL = Pattern(r"(?:(?<!\s)\s++)?(?:[,;/&+、，]|(?<!\w)«and»(?!\w))\s*+|(?<!\s)\s++(?=@\w)")
_STATE_FIRST = Pattern(r"^\W{0,3}(?:«still»|«done»|«not_done»)(?:[)\]]\s?[:–—-]?|\s?[:–—-])\s++(?=\S)")
"""`WIP: …`, `(new) …`"""
_NUMBER_FIRST = re.compile(r"\W{0,3}(?:\d{1,3}\.\d{1,3}\.?|\d{1,3}\s?[—–:)-])\s?[—–:-]?\s*+(?=[^\W\d_]|@)")
"""`58.8 Ada to order worms`"""
_REMARK_FIRST = re.compile(r"\W{0,3}\(([^()]{2,60})\)\s++(?=\S)")
"""`(not done last time) Ada to order worms`"""
_TO_ARROW = re.compile(r"^\W{0,3}([^\W\d_@][^→>=:.;]{1,50}?|@[^\s→>=:;]{1,40})\s?(?:→|➔|[-=]>)\s")
"""`Ada -> order worms`"""
_ASIDE = re.compile(r"(?:(?<!\s)\s++)?\([^()]*+\)$")
_END = re.compile(r"(?<![\s.])[\s.]++$")
_DAY_IN_BRACKETS = re.compile(r"[(\[]\s*(?:[^\W\d_]{2,10}[.:]?\s){0,2}((?=[^()\[\]]{0,24}\d)[^()\[\]]{4,24})[)\]]")
"""`(2024-05-03)`, and with any word before it: `(bis 03.05.2024)`"""
_DAY_OF_MONTH = re.compile(r"[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:\.|st|nd|rd|th)?\s[^\W\d_]{3,12}\.?")
_DAY_AT_END = re.compile(r"(?:[,;–—-]|(?<=[^\W\d_]))\s((?:[^\W\d_]{3,12}\.?\s)?\d[\w\s.,/-]{1,22})\W*$")
"""`order worms, 3 May 2024`"""


_SUBJECT = Pattern(r"^\W*+(?:«still»\W++)?(.{1,70}?)(?<![\s✅☑✔])[\s✅☑✔]++«takes_on»")
"""`Kate & Nicole to do …`"""
_ASSIGNED = Pattern(
    r"(?<![^\W_])«assigned»\s*([:=]?)\s+(.{2,50}?)(?:[.;)]|,(?!\s@?[^\W\d_a-z]\w*(?:\W|$))|\s\w{2,12}:|$)"
)
_LATER = Pattern(r"(?:^|[.;,(] )([^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?)\s+«takes_on»")
"""`The hose leaks, Ada will mend it`"""
_FURTHER = Pattern(r"[.;,]\s(?:«and»\s)?([A-ZÀ-ÖØ-Þ][\w'’-]*)\s«takes_on»")
_NUMBERED = re.compile(r"[\s#-]*+[\d./][\d./-]*+\s*+[(\[]([^()\[\]]++)[)\]]\W*+$")
"""`14 (Ada)`, what stands behind a mark"""
_BEFORE = re.compile(r"\W{0,3}[(\[]@?([^()\[\]]{2,60})[)\]]\s")
_HANDLE_AT_END = re.compile(r"\s(@[A-Za-z][\w.-]{0,38}(?:(?:,| &| and)?\s@[A-Za-z][\w.-]{0,38}){0,3})\W*$")
_DASH_AT_END = re.compile(r"\s(?:[-–—]|->|=>|→)\s([^-–—:.;()]{2,60})\W*$")
_DONE = Pattern(
    r"[(\[]\s*«done»[^()\[\]]{0,60}[)\]]|[-–—]\s*«done»\W*$|^«done»(?:\s*[:-]\s|\W*$)|(?<![^\W_])‹done›(?![^\W_])"
)
"""`(done)`, `- completed`, `DONE` and `done: …`; within a sentence the word says nothing of the action."""
_DUE = Pattern(r"«due»\s*[:：]?\s*(.{3,40})")
_DUE_BEHIND = Pattern(r"(\d[\d\s年月日号號./-]{2,14}(?:[(（][^()（）]{1,5}[)）])?)\s?«due»")
"""`5月3日まで`"""
_LONGEST_UNPARTED = 8
"""Characters of a name in a script that parts no words."""


_NUMBERED_THING = re.compile(r"\W*[A-Z]+[ #-]{0,2}\d")
"""`EIP 615 …` is no person."""


def is_group(name: str, of: Words | None = None) -> bool:
    """Whether a name is that of no person, such as "everyone" or "the editors"."""
    of = of or words_of()
    bare = name.strip()
    if bare in of.phrases("everybody"):
        return True
    words = bare.split()
    return 1 < len(words) < 4 and words[-1] in of.phrases("bodies") and not words[0].endswith(",")


def is_known(text: str, cast: Cast, of: Words) -> bool:
    """Whether a text is but the names of people of this meeting, of handles or of a group."""
    found = tuple(_people(text.strip(" .:"), cast, of))
    names = {member.name for member in cast.members}
    return bool(found) and all(one in names or one.startswith("@") or is_group(one, of) for one in found)


def is_owned(text: str, cast: Cast, of: Words) -> bool:
    """Whether somebody of this meeting, or a handle, is named in brackets at the head of an item, or at its end."""
    for match in (_BEFORE.match(text), _PAREN.search(text), _HANDLE_AT_END.search(text), _DASH_AT_END.search(text)):
        if match and is_known(match[1], cast, of):
            return True
    return False


def falls_to_somebody(text: str, cast: Cast, of: Words, colon: bool = True) -> bool:
    """Whether a text begins with somebody of this meeting, or a handle, and with what falls to them.

    Without `colon` it must say so: "Ada to order worms", "Ada will …".
    """
    subject = _SUBJECT.of(of).match(text) or (_COLON.match(text) if colon else None)
    return bool(subject and is_known(subject[1], cast, of) and not is_group(subject[1], of))


def owners_of(text: str, cast: Cast, of: Words, said: str = "") -> tuple[str, ...]:
    """Those an action falls to, named as the file names its people; `said` is what a mark or a column says of it."""
    inner = _NUMBERED.match(said)
    said = (inner[1] if inner else said).strip(" ()[]:#*")
    if said and not re.fullmatch(r"[\d.#\s]*", said):
        named = tuple(_people(said, cast, of, loose=True))
        if named:
            return named
    text = _without_remark(text, cast, of)
    for find in (
        _by_bracket,
        _by_brackets_before,
        _by_arrow,
        _by_subject,
        _by_column,
        _by_tail,
        _by_handles,
        _by_first,
        _by_sentence,
        _by_beginning,
    ):
        owners = find(text, cast, of)
        if owners:
            return tuple(dict.fromkeys((*owners, *_later(text, cast, of)))) if find is _by_subject else owners
    if subject := _SUBJECT.of(of).match(text):
        return (*_people(subject[1], cast, of, loose=True), *_later(text, cast, of))
    about = _COLON.match(text)
    return _by_first(text[about.end(1) :].lstrip(" :：—–-"), cast, of) if about else ()


def _without_remark(text: str, cast: Cast, of: Words) -> str:
    """A text without the number, the state or the remark in brackets that it begins with."""
    if number := _NUMBER_FIRST.match(text):
        text = text[number.end() :]
    if state := _STATE_FIRST.of(of).match(text):
        return text[state.end() :]
    remark = _REMARK_FIRST.match(text)
    return text[remark.end() :] if remark and not names_somebody(remark[1], cast, of) else text


def _by_bracket(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`[ada] order worms`"""
    bracket = _BRACKET.match(text)
    return tuple(_people(bracket[1], cast, of)) if bracket else ()


def _by_brackets_before(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`(ada) order worms`"""
    before = _BEFORE.match(text)
    return tuple(_people(before[1], cast, of)) if before else ()


def _by_subject(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`Kate & Nicole to do …`, `SC will …`, `Lang team to review …`, `Kate: …`."""
    subject = _SUBJECT.of(of).match(text)
    if subject:
        named = tuple(_people(subject[1], cast, of))
        if named:
            return named
    colon = _COLON.match(text)
    named = tuple(_people(colon[1], cast, of)) if colon else ()
    if named or not colon or not is_name(colon[1]) or _STATE.search(colon[1]) or _is_thing(colon[1], cast):
        return named
    return tuple(_people(colon[1], cast, of, loose=True))


def _is_thing(label: str, cast: Cast) -> bool:
    """Whether a word before a colon is rather what it is about: nobody in a file that lists who was there."""
    listed = sum(one.listed for one in cast.members)
    return listed > 2 and " " not in label and not label.isupper() and label.casefold() not in GIVEN_NAMES


def _by_column(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    named = _ASSIGNED.of(of).search(text)
    return tuple(_people(named[2], cast, of, loose=bool(named[1]))) if named else ()


def _by_arrow(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`Ada -> order worms`"""
    led = _TO_ARROW.match(text)
    return tuple(_people(led[1], cast, of)) if led else ()


def _by_tail(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`… - Michael`, `…: tobie`, `… (Ada)`, `…, SC.`, `… KK, SC.`"""
    paren = _PAREN.search(text)
    if paren:
        inner = paren[1]
        subject = _SUBJECT.of(of).match(inner)
        named = tuple(_people(subject[1] if subject else inner, cast, of))
        if named:
            return named
    cut = _END.sub("", text)
    for start in [match.end() for match in _BEFORE_TAIL.finditer(cut)]:
        tail = cut[start:]
        if len(tail) <= 60:
            named = tuple(_people(tail, cast, of))
            if named:
                return named
    return ()


def _by_handles(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    handles = LOGIN.findall(text)[:4]
    return tuple(dict.fromkeys(member.name if (member := cast.find(f"@{one}")) else f"@{one}" for one in handles))


def _by_sentence(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    for match in _LATER.of(of).finditer(text):
        member = cast.find(match[1]) or cast.find(match[1].split()[0])
        if member and match[1].split()[0].casefold() not in NO_NAMES:
            return (member.name,)
    return ()


def _later(text: str, cast: Cast, of: Words) -> Iterator[str]:
    """Those of this meeting who do something further on: "Ada to write to them, and Bo to call"."""
    for match in _FURTHER.of(of).finditer(text):
        member = cast.find(match[1]) if match[1].casefold() not in NO_NAMES and len(match[1]) > 1 else None
        if member:
            yield member.name


def _by_first(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`PAC Look for …`: initials or a known name that open the text without a verb."""
    first = _FIRST.match(text)
    if not first:
        return ()
    word = first[1].split()[0]
    if word[0].isupper() and word in of.phrases("everybody_does"):
        return (word,)
    if "-" in word and word.split("-")[0] in of.phrases("bodies"):
        # `wg-docs writes …`
        return (word,)
    if group := _group_first(text, of):
        return (group,)
    member = cast.find(word) if word.casefold() not in NO_NAMES and len(word) > 1 else None
    if word.casefold() in GIVEN_NAMES and " " in first[1] and _sure(first[1]):
        return (member.name if member else first[1],)
    if member and any(c.isupper() for c in word):
        return (member.name,)
    if (
        word.isupper()
        and 2 <= len(word) <= 3
        and len(text.split()) > 2
        and not _NUMBERED_THING.match(text)
        and word
        not in ("PR", "PRS", "RFC", "CI", "API", "UI", "TBD", "ID", "WG", "CG", "FAQ", "ADR", "URL", "AI", "IP", "QA")
    ):
        return (word,)
    return ()


def _group_first(text: str, of: Words) -> str:
    """`Garden team order worms`: a group that opens the text; "Garden team meeting on Monday" is what it is about."""
    words = text.split()
    if len(words) < 4 or not words[0][0].isupper() or not words[2].isalpha() or not words[2].islower():
        return ""
    named = words[1] in of.phrases("bodies") and words[2] not in of.phrases("meetings", "and", "bodies", "of_day")
    return " ".join(words[:2]) if named else ""


def _by_beginning(text: str, cast: Cast, of: Words) -> tuple[str, ...]:
    """`水野がペンキを買う`: a name that opens a text in a script that parts no words."""
    if not HAN.match(text):
        return ()
    lengths = range(min(_LONGEST_UNPARTED, len(text) - 1), 1, -1)
    members = (cast.find(text[:length]) for length in lengths if HAN.match(text[length - 1]))
    return next(((member.name,) for member in members if member), ())


def _people(text: str, cast: Cast, of: Words, loose: bool = False) -> Iterator[str]:
    """The people or the group a piece of text names, if it names nothing else; `loose` takes unknown names too."""
    parts = [part.strip(" .@*_`'\"") for part in _SEVERAL.of(of).split(text) if part.strip(" .@*_`'\"")]
    if not parts or len(parts) > 6:
        return
    if len(parts) > 1 and any(_is_given(part) or cast.find(part) for part in parts if 1 < len(part) < 50):
        # Beside somebody stand others: "Kevin/Juan/Zed".
        loose = True
    found = []
    for part in parts:
        part = _ASIDE.sub("", part)
        if part in of.phrases("cells.done", "cells.undone", "nothing"):
            return
        if is_group(part, of):
            found.append(part)
            continue
        member = cast.find(part) if 1 < len(part) < 50 else None
        if member and part.casefold() in NO_NAMES and not (part.isupper() and part in member.also):
            member = None
        if member and (len(part.split()) <= 3):
            found.append(member.name)
        elif f"@{part}" in text or (
            is_name(part, listed=loose and " " not in part) and not is_placeholder(part) and (loose or _sure(part))
        ):
            found.append(f"@{part}" if f"@{part}" in text else part)
        else:
            return
    yield from dict.fromkeys(found)


def _is_given(name: str) -> bool:
    """Whether a text is but a common first name."""
    return (
        name[:1].isupper() and name[1:].islower() and name.casefold() in GIVEN_NAMES and name.casefold() not in NO_NAMES
    )


def names_somebody(text: str, cast: Cast, of: Words) -> bool:
    """Whether a text names people, a group or handles, and nothing else."""
    return any(True for _ in _people(text, cast, of))


def names_people(text: str, cast: Cast, of: Words) -> bool:
    """Whether a text names people of this meeting, those with a common first name or a group, and nothing else."""
    named = tuple(_people(text, cast, of))
    return bool(named) and all(
        one.startswith("@") or is_group(one, of) or cast.find(one) or one.split()[0].casefold() in GIVEN_NAMES
        for one in named
    )


def _sure(name: str) -> bool:
    """Whether an unknown text that only stands at the end of an item is surely a name."""
    words = name.split()
    return _is_given(name) or (
        len(words) in (2, 3)
        and all(word[0].isupper() and word[1:].islower() for word in words)
        and not any(word.casefold() in NO_NAMES for word in words)
    )


def state_of(text: str, of: Words) -> bool | None:
    """Whether an action is said to be done; None where nothing is said."""
    if _UNTICKED.search(text) or of.pattern("not_done").search(text):
        return False
    return True if _TICK.search(text) or _DONE.of(of).search(text) else None


def due_of(text: str, day: date | None, of: Words) -> date | None:
    """The day an action is due; one without a year is the first such day after the meeting's."""
    for match in _DUE.of(of).finditer(text) if any(c.isdigit() for c in text) else ():
        if found := day_due(match[1], day):
            return found
    behind = _DUE_BEHIND.of(of).search(text) if HAN.search(text) else None
    if behind and (found := day_due(behind[1], day)):
        return found
    return _at_the_end(text, day, of) if any(c.isdigit() for c in text) else None


def _at_the_end(text: str, day: date | None, of: Words) -> date | None:
    """A day in brackets or at the end, before which nothing says that something takes place on it."""
    for match in (*_DAY_IN_BRACKETS.finditer(text), *_DAY_AT_END.finditer(text)):
        before = text[: match.start(1)].split()[-1:]
        if (before and before[0] in of.phrases("on_day", "of_month", "of_day", "to_day")) or not (
            found := _whole(match[1], day)
        ):
            continue
        return found
    return None


def _whole(text: str, day: date | None) -> date | None:
    """A day that a text is, and no more."""
    found = next((one for one in days(text) if one.day), None)
    if found:
        return day_due(text, day) if not re.search(r"\w", text[: found.start] + text[found.end :]) else None
    return day_due(text, day) if _DAY_OF_MONTH.fullmatch(text.strip()) else None


def day_due(text: str, day: date | None) -> date | None:
    """The day that a text begins with or is, as one that something is due."""
    found = day_near(text, day.year if day else 0)
    if found and day and found < day and str(found.year) not in text and day - found > timedelta(days=31):
        return found.replace(year=found.year + 1) if (found.month, found.day) != (2, 29) else None
    return found
