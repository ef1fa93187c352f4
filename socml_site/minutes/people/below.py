"""The names below a label that announces people, in items, groups or rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.letters import CAPITAL
from socml_site.minutes.lines import Line, children
from socml_site.minutes.people.affiliations import announces, is_role
from socml_site.minutes.people.behind import in_line
from socml_site.minutes.people.entry import BETWEEN, doubtless, entries, entry_of, is_name, lettered
from socml_site.minutes.people.introduced import going_round
from socml_site.minutes.people.tabled import rows_below, table
from socml_site.model import Role
from socml_site.words.labels import Announced
from socml_site.words.names import WHOLE_NAMES, is_placeholder
from socml_site.words.phrases import HAN
from socml_site.words.table import Words

MOST = 2000
"""Lines of one list that are read: a longer one is no list of attendees."""
LABEL = re.compile(
    r"((?:[^:：]|:(?=(?:in|innen|r)(?![^\W_]))){2,130}?)\s*(?:[:：]+(?!(?:in|innen|r)(?![^\W_]))|】\s*[:：]?|\s[-–—]\s)\s*(.*)$"
)
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?]$")
_DOES = re.compile(rf"[^\W\d_][^\W_.'’-]*+\s(?!{CAPITAL})[^\W\d_]\w*\s\w")
"""`Ada makes lamps`"""
_CROSSED = re.compile(r"\W{0,3}[❌✗✘🚫❎]")
_LETTER = re.compile(r"[A-Z]")
PARTS = re.compile(rf"[,;、，]|{BETWEEN.pattern}")
THERE = (Role.ATTENDED, Role.ABSENT)
LEADING_ROLES = (Role.MODERATED, Role.NOTED)
STRONG, WEAK, DOUBTFUL = 4.0, 2.5, 1.0


@dataclass(frozen=True, slots=True)
class Listed:
    """Evidence of a list, the lines it takes up, and the role of those in it."""

    evidence: tuple[Evidence, ...]
    lines: frozenset[int]
    role: Role


def is_telling(name: str) -> bool:
    """Whether a name shows that it is somebody's: a common first name, a handle, or letters without capitals."""
    return name.startswith("@") or name.split()[0].casefold() in WHOLE_NAMES or bool(HAN.match(name))


def shown(text: str) -> str:
    """A label as a reason quotes it."""
    return re.split(r"[:：]", text)[0].strip(" *_#-")[:60]


def names_below(lines: Sequence[Line], number: int, said: Announced, words: Words) -> Listed | None:
    """The people listed below a label; None if these are no people and the label is weak."""
    role, strong = said
    alone = Listed((), frozenset((number,)), role) if strong else None
    nobody = Listed((), frozenset(), role) if strong else None
    below = children(lines, number)[:MOST]
    if below and below[0].cells:
        found = tuple(table(below[0], rows_below(lines, below[0].number), True, words, role))
        return Listed(found, frozenset({number} | {one.line for one in found}), role)
    items = [line for line in below if not line.cells]
    if not items or any(line.words.endswith(":") and words.role_of(line.words) for line in items):
        # "Roll call" above "Directors present:" and "Directors absent:".
        return alone
    bullets = [line for line in items if line.bullet]
    if bullets and not items[0].bullet and not _one_line(items[0]):
        bullets = []
    tops = [line for line in bullets if line.indent <= bullets[0].indent + 1] if bullets else _paragraph(items)
    if role is Role.ATTENDED and lines[number].level and (round_ := _round(lines[number], (bullets and tops) or items)):
        return round_
    if _SENTENCE.match(items[0].words):
        # Below a sentence about people only full names are people.
        tops = [line for line in tops if is_name(line.words) and " " in line.words]
    if not tops:
        return alone
    empty = all(is_placeholder(line.words) for line in tops)
    return _named(lines[number], tops, bullets, said, words) or (alone if empty else nobody)


def _round(head: Line, tops: Sequence[Line]) -> Listed | None:
    """Those whom sentences below a heading name one by one: "Ada makes lamps"."""
    if sum(bool(_DOES.match(line.text)) for line in tops) * 3 < len(tops) * 2:
        return None
    why = ("list below a label", STRONG, f'they are told of below "{shown(head.words)}"')
    found = tuple(person(entry, (Role.ATTENDED,), line.number, why, head.number) for line, entry in going_round(tops))
    return Listed(found, frozenset({head.number} | {one.line for one in found}), Role.ATTENDED) if found else None


def _named(head: Line, tops: Sequence[Line], bullets: Sequence[Line], said: Announced, words: Words) -> Listed | None:
    """The people that the items of a list name, if enough of them name any."""
    role, strong = said
    belonging = any(announces(line.words) for line in (head, *tops[:1]))
    grouped = any(_names_only(line.text.partition(":")[2]) for line in tops)
    named = [(line, list(_of_item(line, tops, grouped, belonging, words))) for line in tops]
    hits = sum(bool(found) for _, found in named)
    full = sum(not is_placeholder(line.words) for line in tops)
    few = 0.2 if strong and role in THERE else 0.5 if strong else 0.7
    if not hits or hits < full * few or (not strong and role is Role.NOTED and len(tops) > 3):
        return None
    if not strong and not _are_likely([entry for _, found in named for entry, _ in found]):
        return None
    sure = iter(lettered(doubtless([entry for _, found in named for entry, _ in found])))
    named = [(line, [(next(sure), inner) for _, inner in found]) for line, found in named]
    # Of several who may do it a cross says who did; of the others no more is known than their names.
    chosen = role not in THERE and sum(line.box is not None for line, _ in named) > 1
    checked = any(line.box for line, _ in named)
    coded = _is_coded([entry for _, found in named for entry, _ in found], words)
    why = ("list below a label", STRONG if strong else WEAK, f'the list stands below "{shown(head.words)}"')
    evidence: list[Evidence] = []
    lines = {head.number}
    parted = _is_parted(tops, bullets)
    for line, found in named:
        lines.add(line.number)
        own = _group(line, bullets, parted)
        for entry, inner_role in found if not own else ():
            gone = (checked and line.box is False) or line.struck or entry.struck or bool(_CROSSED.match(line.text))
            gone = gone or (coded and words.cell_says("gone", _code(entry)))
            said_role = Role.ABSENT if Role.ABSENT in entry.roles else inner_role or role
            # "Chair: Ada" below "Attendees" came, too; below "Notes" she took none.
            both = (role, said_role) if role is Role.ATTENDED and said_role is not Role.ABSENT else (said_role,)
            roles = (Role.ABSENT,) if gone and role in THERE else both
            if roles == (Role.ABSENT,):
                # "Ada (secretary)" is an office there: who was away took no notes.
                entry = replace(entry, roles=tuple(one for one in entry.roles if one not in LEADING_ROLES))
            if chosen and not line.box:
                evidence.append(
                    person(entry, (), line.number, ("a name to choose from", DOUBTFUL, why[2]), head.number)
                )
                continue
            evidence.append(person(entry, roles, line.number, why, head.number))
        for below_it in own:
            lines.add(below_it.number)
            evidence += [person(entry, (role,), below_it.number, why, head.number) for entry in entries(below_it.text)]
    lines |= set(range(head.number, max(lines) + 1))
    return Listed(tuple(evidence), frozenset(lines), role)


def _are_likely(named: Sequence[Entry]) -> bool:
    """Whether entries below a label that may announce anything look like people, at least half of them."""
    full = sum(is_telling(one.name) or (" " in one.name and is_name(one.name)) for one in named)
    return full * 2 >= len(named)


def _code(entry: Entry) -> str:
    """The letter that stands alone beside a name: "Ada Marsh - P"."""
    beside = entry.note or entry.affiliation
    return beside if _LETTER.fullmatch(beside) else ""


def _is_coded(named: Sequence[Entry], words: Words) -> bool:
    """Whether a letter beside nearly each name says who came: "P" and "A"."""
    codes = [code for one in named if (code := _code(one))]
    there = any(words.cell_says("there", code) for code in codes)
    return len(codes) > 2 and len(codes) * 5 >= len(named) * 4 and there


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


def _of_item(
    line: Line, tops: Sequence[Line], grouped: bool, belonging: bool, words: Words
) -> Iterator[tuple[Entry, Role | None]]:
    """The people one item names, and the role it gives them if it has a label of its own: "Chair: Ada".

    In a `grouped` list a label is a group's name, also where only one person follows; with `belonging` the head of the
    list says that organisations stand behind the names.
    """
    label = LABEL.match(line.text.replace("**", ""))
    if label and (":" in line.text or "：" in line.text) and not label[2].startswith("//"):
        inner = words.role_of(label[1])
        if not inner and is_placeholder(label[1]) and is_name(label[2]):
            # "Uno: Ada", "First: Bo"
            yield from ((entry, None) for entry in in_line(label[2], strong=True))
            return
        alone = grouped and is_name(label[2]) and len(label[1].split()) == 1
        group = "," in label[2] and not is_name(label[1].strip(), listed=True)
        if inner or alone or is_role(label[1]) or _names_only(label[2]) or group:
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
        return bool(BETWEEN.search(bare)) and len(tops) == 1
    parts = [part.strip() for part in PARTS.split(bare) if part.strip()]
    names = [part for part in parts if (entry := entry_of(part)) and is_name(entry.name.lstrip("@"), listed=True)]
    if len(tops) == 1 or commas >= 3:
        if len(parts) == 2:
            return len(parts[0].split()) == 1 or len(parts[1].split()) > 1
        return len(names) * 3 >= len(parts) * 2
    return commas >= 2 and len(parts[0].split()) == 1 and len(names) == len(parts)


def _is_parted(tops: Sequence[Line], bullets: Sequence[Line]) -> bool:
    """Whether items are groups, and those deeper are their people: first names stand there, and none in the items."""
    numbers = {line.number for line in tops}
    inner = [line for line in bullets if line.number not in numbers]
    return (
        len(inner) > 1
        and not any(_begins_with_name(line) for line in tops)
        and sum(map(_begins_with_name, inner)) * 2 >= len(inner)
    )


def _begins_with_name(line: Line) -> bool:
    entry = entry_of(line.text)
    return bool(entry) and (entry.name if entry else "").split()[0].casefold() in WHOLE_NAMES


def _group(line: Line, listed: Sequence[Line], parted: bool = False) -> list[Line]:
    """The people below an item that is a group: "Acme:" with its own list, or any in a list that is `parted`."""
    if not line.bullet or not (parted or line.words.rstrip().endswith(":")):
        return []
    found = []
    for other in listed:
        if other.number > line.number:
            if other.indent <= line.indent:
                break
            found.append(other)
    return found
