"""Who was there and who did what: lists, tables and lines that name people, entered into the file's `Cast`.

A label decides (see `lexicon.role_of`); a weak one ("Members") only if what follows looks like names. What was used is
returned as line numbers, so that no other recogniser takes a list of attendees for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.lines import Line, children
from socml_site.minutes.people.affiliations import announces
from socml_site.minutes.people.cast import Cast
from socml_site.minutes.people.entry import Entry, doubtless, entries, entry_of, is_name
from socml_site.minutes.people.tabled import rows_below, table
from socml_site.minutes.people.told import in_line, told_people
from socml_site.model import Role
from socml_site.words.names import is_placeholder
from socml_site.words.table import role_of

MOST = 2000
"""Lines of one list that are read: a longer one is no list of attendees."""
_LABEL = re.compile(r"([^:：]{2,70}?)\s*(?:[:：]+|\s[-–—]\s)\s*(.*)$")
_NEXT = re.compile(
    r"(?:(?<=[;|,.])\s*+|(?<!\s)(?:\s{2,}+|\s++/\s++|\s++(?=\*\*))|(?<=\*\*)\s++|<br ?/?>)(?=(?:\*\*"
    r"|__)?[A-Z][A-Za-z -]{2,24}(?:\*\*|__)?\s?:)"
)
_PARTS = re.compile(r"(?:meeting )?(?:notes|minutes|protocol|protokoll|recorder|reporter)\W*$", re.I)
"""Headings of what was said, which name nobody."""
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?]$")
_PLUS = re.compile(r"(present|regrets|chair|scribe|agenda|queue)\+\s+(.+)$", re.I)
"""What a bot of W3C's channels is told: `present+ Ada_King`."""
_INTRODUCTIONS = re.compile(r"(?:round of )?(?:self[- ])?introductions?\W*$|intros?\W*$|tour de table\W*$", re.I)
_LEADING = re.compile(r"(?:(?<!\s)\s++)?[:：,(]\s*+|\s[-–—]\s")
_WRAPPED = 20
"""Lines that a list of names in running text may go on over."""
_PLURAL = re.compile(r"\W*+[\w -]*(?:[a-z]s|\(s\)|and \w++)[^\w:]*+:", re.I)


def people(lines: Sequence[Line], cast: Cast) -> set[int]:
    """Enter all whom lists, tables and lines of roles name; returns the numbers of the lines that do."""
    used: set[int] = set()
    open_list: tuple[int, Role] | None = None
    past_table = 0
    for number, line in enumerate(lines):
        if line.blank:
            continue
        if line.level and open_list and line.level <= open_list[0]:
            open_list = None
        if number in used:
            continue
        if line.cells:
            if number >= past_table:
                rows = rows_below(lines, number)
                used |= table(lines[number], rows, cast, open_list is not None)
                past_table = number + len(rows) + 1
            continue
        found = _labelled(lines, number, cast, used)
        if found is not None:
            used |= found[0]
            if line.level and found[1] in (Role.ATTENDED, Role.ABSENT):
                open_list = (line.level, found[1])
        elif line.level and open_list and len(line.words) < 60:
            # "### Acme" or "**Remote:**" below "## Attendees".
            used |= _list(lines, number, open_list[1], cast, strong=False)
    return used


def _labelled(lines: Sequence[Line], number: int, cast: Cast, used: set[int]) -> tuple[set[int], Role] | None:
    """The lines used by a label and those it names, with its role; None if the line is no such label."""
    line = lines[number]
    whole = role_of(line.words) if len(line.words) < 90 and (line.level or _holds(lines, number)) else None
    if whole and not (_PARTS.match(line.words) and whole[0] is Role.NOTED):
        found = _list(lines, number, whole[0], cast, whole[1])
        return (found, whole[0]) if found or whole[1] else None
    if line.level and _INTRODUCTIONS.match(line.words):
        _introduced(lines, number, cast)
        return None
    if plus := _PLUS.match(line.words):
        plus_role = role_of(plus[1])
        for entry in entries(plus[2], several=True) if plus_role else ():
            cast.add(entry, [plus_role[0]] if plus_role else [], number)
        return ({number}, plus_role[0]) if plus_role else None
    colon = ":" in line.text or "：" in line.text
    parts = _NEXT.split(line.text) if colon and len(line.text) < 1500 else [line.text]
    read = [_split(part) for part in parts] if colon or " - " in line.text[:80] else []
    if any(one for one in read):
        done: set[int] = set()
        last: Role | None = None
        for part, one in zip(parts, read, strict=False):
            if not one:
                continue
            role, strong, rest = one
            if not rest:
                done |= _list(lines, number, role, cast, strong)
                last = role
                continue
            rest += _wrapped(lines, number) if part is parts[-1] else ""
            named = doubtless(
                list(in_line(rest, strong, role in (Role.ATTENDED, Role.ABSENT) or bool(_PLURAL.match(part))))
            )
            for entry in named:
                cast.add(entry, [role], number, number if role in (Role.ATTENDED, Role.ABSENT) else -1)
            if named or strong:
                done.add(number)
                last = role
        if last:
            return done, last
    return told_people(line, cast)


def _wrapped(lines: Sequence[Line], number: int) -> str:
    """What the lines below say that a line of names runs on over: it ends with a comma, or they are indented."""
    text, words = "", lines[number].text
    for line in lines[number + 1 : number + 1 + _WRAPPED]:
        more = line.indent > lines[number].indent or words.rstrip().endswith((",", ";", " and"))
        if line.blank or line.bullet or line.level or line.cells or ":" in line.text or not more:
            break
        text, words = f"{text} {line.text}", line.text
    return text


def _introduced(lines: Sequence[Line], number: int, cast: Cast) -> None:
    """Enter those who introduce themselves below a heading that says so; what they say is still theirs to say."""
    for line in children(lines, number)[:MOST]:
        entry = entry_of(_LEADING.split(line.text.replace("**", ""), maxsplit=1)[0])
        if entry and is_name(entry.name) and " " in entry.name:
            cast.add(entry, [Role.ATTENDED], line.number)


def _holds(lines: Sequence[Line], number: int) -> bool:
    """Whether a list follows: a line without a colon is a label only then."""
    line = lines[number]
    if line.words.rstrip().endswith(":"):
        return False
    after = next((one for one in lines[number + 1 : number + 3] if not one.blank), None)
    if after is None:
        return False
    return bool(after.bullet) and (after.indent > line.indent if line.bullet else True) and after.level == 0


def _split(part: str) -> tuple[Role, bool, str] | None:
    """Role, whether the label is strong, and what follows it, of "**Scribe:** Ada"."""
    bare = part.replace("**", "").replace("__", "").strip()
    match = _LABEL.match(bare)
    if not match:
        return None
    label = match[1].strip(" *_#")
    role = role_of(label)
    # A dash is no colon: "Notes - Ada" may say anything.
    if role and (":" in bare[: match.start(2)] or "：" in bare[: match.start(2)] or role[1]):
        return role[0], role[1], match[2].strip()
    return None


def _list(lines: Sequence[Line], number: int, role: Role, cast: Cast, strong: bool) -> set[int]:
    """Enter the people listed below a label; returns the lines used, none if these are no people."""
    below = children(lines, number)[:MOST]
    if below and below[0].cells:
        return {number} | table(below[0], rows_below(lines, below[0].number), cast, True, role)
    items = [line for line in below if not line.cells]
    if not items:
        return {number} if strong else set()
    if any(line.words.endswith(":") and role_of(line.words) for line in items):
        # "Roll call" above "Directors present:" and "Directors absent:".
        return {number} if strong else set()
    listed = [line for line in items if line.bullet]
    if listed and not items[0].bullet and not _one_line(items[0]):
        listed = []
    tops = [line for line in listed if line.indent <= listed[0].indent + 1] if listed else _paragraph(items)
    if _SENTENCE.match(items[0].words):
        # Below a sentence about people only full names are people.
        tops = [line for line in tops if is_name(line.words) and " " in line.words]
        if not tops:
            return {number} if strong else set()
    belonging = any(announces(line.words) for line in (lines[number], *tops[:1]))
    grouped = any(_names_only(line.text.partition(":")[2]) for line in tops)
    named = [(line, list(_of_item(line, tops, grouped, belonging))) for line in tops]
    hits = sum(bool(found) for _, found in named)
    said = [line for line in tops if not is_placeholder(line.words)]
    if not hits or hits < len(said) * (0.2 if strong else 0.6):
        return {number} if strong and hits == len(said) else set()
    if not strong and role is Role.NOTED and len(tops) > 3:
        return set()
    sure = iter(doubtless([entry for _, found in named for entry, _ in found]))
    named = [(line, [(next(sure), inner) for _, inner in found]) for line, found in named]
    used = {number}
    checked = any(line.box for line, _ in named)
    for line, found in named:
        used.add(line.number)
        own = _group(line, listed)
        for entry, inner_role in found if not own else ():
            gone = (checked and line.box is False) or line.struck
            said_role = Role.ABSENT if Role.ABSENT in entry.roles else inner_role or role
            both = [role, said_role] if Role.ABSENT not in (role, said_role) else [said_role]
            cast.add(entry, [Role.ABSENT] if gone else both, line.number, number)
        for below_it in own:
            used.add(below_it.number)
            for entry in entries(below_it.text):
                cast.add(entry, [role], below_it.number, number)
    last = max(used)
    used |= {line.number for line in below if line.number <= last}
    return used


def _one_line(line: Line) -> bool:
    return line.words.rstrip().endswith(":") or is_placeholder(line.words) or line.words.startswith("(")


def _paragraph(items: Sequence[Line]) -> list[Line]:
    """Lines without bullets name people up to the first that has a mark of its own."""
    found = []
    for line in items:
        if line.level or len(line.words) > 400:
            break
        found.append(line)
    return found


def _of_item(line: Line, tops: Sequence[Line], grouped: bool, belonging: bool) -> Iterator[tuple[Entry, Role | None]]:
    """The people one item names, and the role it gives them if it has a label of its own: "Chair: Ada".

    In a `grouped` list a label is a group's name, also where only one person follows; with `belonging` the head of the
    list says that organisations stand behind the names.
    """
    label = _LABEL.match(line.text.replace("**", ""))
    if label and ":" in line.text and not label[2].startswith("//"):
        inner = role_of(label[1])
        alone = grouped and is_name(label[2]) and len(label[1].split()) == 1
        if inner or alone or _names_only(label[2]) or ("," in label[2] and not is_name(label[1].strip(), listed=True)):
            for entry in in_line(label[2], strong=True):
                yield entry, inner[0] if inner else None
            return
    for entry in entries(line.text, several=not belonging and _several(line, tops), belonging=belonging):
        yield entry, None


def _names_only(text: str) -> bool:
    """Whether commas cut a text into nothing but names: "Core: Ada, Ben, Cleo"."""
    parts = [part.strip() for part in text.split(",")]
    return len(parts) > 1 and all(part[:1].isupper() and is_name(part) for part in parts)


def _several(line: Line, tops: Sequence[Line]) -> bool:
    """Whether commas in an item stand between people; in a list with one name an item an organisation follows."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]\([^()]*\)", lambda match: match[0].replace(",", " "), line.text)
    commas = len(re.findall(r"[,;、，]", bare))
    if not commas:
        return bool(re.search(r"\s(?:and|&)\s", bare)) and len(tops) == 1
    parts = [part.strip() for part in re.split(r"[,;、，]|\band\b", bare) if part.strip()]
    names = [part for part in parts if (entry := entry_of(part)) and is_name(entry.name.lstrip("@"), listed=True)]
    if len(tops) == 1 or commas >= 3:
        if len(parts) == 2:
            return len(parts[0].split()) == 1 or len(parts[1].split()) > 1
        return len(names) * 3 >= len(parts) * 2
    return commas >= 2 and len(parts[0].split()) == 1 and len(names) == len(parts)


def _group(line: Line, listed: Sequence[Line]) -> list[Line]:
    """The people below an item that is a group: "Acme:" with its own list."""
    if not line.words.rstrip().endswith(":") or not line.bullet:
        return []
    found = []
    for other in listed:
        if other.number > line.number:
            if other.indent <= line.indent:
                break
            found.append(other)
    return found
