"""Sentences and lines that say who did what: "Led by Ada King", "Bob Stone took the minutes"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.lines import Line
from socml_site.minutes.people.cast import Cast
from socml_site.minutes.people.entry import Entry, entries, entry_of, is_name
from socml_site.model import Role
from socml_site.words.table import role_of

_BY = re.compile(
    r"(?:(?:this |the )?(?:session|meeting|call|discussion|notes?|minutes|talk|workshop)\s+(?:was |were |is )?)?"
    r"(chaired|moderated|facilitated|hosted|led|lead|convened|run|scribed|minuted|taken|presented|recorded|written up"
    r"|(?<=notes )|(?<=minutes ))\s*(?:by|from):?\s+"
    r"(.{2,80}?)\.?$",
    re.IGNORECASE,
)
_OPENED = re.compile(
    r"\b(?:meeting|call|session)\s+(?:was\s+|is\s+)?(?:started|opened|called to order|chaired|moderated"
    r"|led)\b.{0,40}?\bby\s+"
    r"(?:the (?:chair|president|chairman|chairwoman|secretary),?\s+)?([^\W\d_][\w.'’-]*(?:\s+[A-Z][\w.'’-]*){0,3})",
    re.I,
)
"""`The meeting was called to order at 10:30 by Ada King`"""
_TOOK = re.compile(
    r"(?<![\w.])([A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,2}) (?:took|takes|is taking"
    r"|was taking) (?:the )?(?:minutes|notes)\b"
)
_OTHERS = re.compile(r",\s*(?:approved|edited|reviewed|checked|cleaned|revised|corrected)\b.*$", re.I)
_WERE = re.compile(
    r"((?:also )?(?:in attendance|present|attending|absent|excused|not present))\s+(?:were|was|are"
    r"|is)\b:?\s*(.{3,300})$",
    re.I,
)
_SENTENCE = 240
"""Characters of a sentence that may say who opened a meeting or wrote it down."""
_VERBS = {
    **dict.fromkeys(
        ("chaired", "moderated", "facilitated", "hosted", "led", "lead", "convened", "run"), Role.MODERATED
    ),
    **dict.fromkeys(("scribed", "minuted", "taken", "recorded", "written up", ""), Role.NOTED),
    "presented": Role.PRESENTED,
}
_DOES = re.compile(
    r"([^,;:]{2,40}?)\s+(?:is |was )?(scribing|scribes|moderating|chairing|facilitating|taking notes"
    r"|took notes|chaired|moderated|facilitated)\.?$",
    re.I,
)
_DOING = {
    "scrib": Role.NOTED,
    "takin": Role.NOTED,
    "took ": Role.NOTED,
    "moder": Role.MODERATED,
    "chair": Role.MODERATED,
    "facil": Role.MODERATED,
}


def told_people(line: Line, cast: Cast) -> tuple[set[int], Role] | None:
    """`Led by Ada King`, `Ada is scribing`."""
    opened = _within(line, cast)
    if opened:
        return {line.number}, opened
    if " " in line.words[:40] and (were := _WERE.match(line.words)):
        said = role_of(were[1])
        named = list(in_line(were[2].rstrip("."), strong=False)) if said else []
        for entry in named:
            cast.add(entry, [said[0]] if said else [], line.number, line.number)
        return ({line.number}, said[0]) if named and said else None
    low = line.words[:90].lower()
    match = _BY.match(line.words) if " by" in low or " from" in low else None
    role = _VERBS[match[1].lower()] if match else None
    names = match[2] if match else ""
    if not match and len(line.words) < 90 and (match := _DOES.match(line.words)):
        role, names = _DOING[match[2].lower()[:5]], match[1]
    if role is None:
        return None
    named = list(in_line(_OTHERS.sub("", names), strong=False))
    for entry in named:
        cast.add(entry, [role], line.number)
    return ({line.number}, role) if named else None


def _within(line: Line, cast: Cast) -> Role | None:
    """`The meeting was called to order by Ada King; Bob Stone took the minutes.`"""
    if len(line.words) > _SENTENCE:
        return None
    found = None
    opened = _OPENED.search(line.words) if " by " in line.words else None
    took = _TOOK.search(line.words) if " t" in line.words else None
    for match, role in ((opened, Role.MODERATED), (took, Role.NOTED)):
        entry = entry_of(match[1]) if match else None
        if entry and is_name(entry.name, listed=True):
            cast.add(entry, [role], line.number)
            found = found or role
    return found


def in_line(rest: str, strong: bool, many: bool = True) -> Iterator[Entry]:
    """The people named behind a colon; behind a weak label only if all that follows are names.

    Unless it is a list of those present, one full name and a comma are a person and an organisation.
    """
    parts = rest.split(",")
    alone = not many and len(parts) == 2 and len(parts[0].split()) > 1 and "(" not in rest
    several = not (alone and (len(parts[1].split()) != 2 or " and " in parts[1]))
    found = list(entries(rest, several=several))
    if not strong and (len(rest) > 200 or not found or not _all_names(rest, found)):
        return
    if any(len(entry.name.split()) > 1 and len(rest.split()) > 12 and len(found) == 1 for entry in found):
        return
    yield from found


def _all_names(rest: str, found: Sequence[Entry]) -> bool:
    words = len(re.findall(r"[^\W\d_]{2,}", re.sub(r"\([^()]*\)|\[|\]\([^()]*\)", " ", rest)))
    return sum(len(entry.name.split()) for entry in found) * 2 >= words
