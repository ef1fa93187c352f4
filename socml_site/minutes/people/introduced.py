"""Those who introduce themselves or go round, one after the other: "Introductions", and below it "Ada - makes lamps".

Names stand there one an item or line, or several in a row. First names and nicknames count where known first names
stand at the head of enough of them. What they say is still theirs to say: no line is taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.letters import CAPITAL
from socml_site.minutes.lines import Line, children
from socml_site.minutes.people.entry import entries, entry_of, is_name, unlinked
from socml_site.model import Role
from socml_site.words.names import AND, SHORT_AND, WHOLE_NAMES, is_placeholder
from socml_site.words.patterns import Pattern
from socml_site.words.table import words_of

_MOST = 2000
_LONGEST = 160
_HEAD = Pattern(r"\W{0,9}(?:«introductions»|«rounds»)(?P<rest>\s{0,3}[,:：;(&/–—-].{0,150})?\W{0,9}")
"""`Introductions`, `Introductions: names, what you do`, `Intro round: Ada, Bo, Cy`"""
_WITHIN = Pattern(r"(?:[^\W\d_]{1,12}\W{1,3}){1,4}«introductions»(?P<rest>(?:\W{1,3}[^\W\d_]{1,14}){0,4})\W{0,9}")
"""`Short round of introductions`, `Welcome, introductions`"""
_SHORT = 60
_DASH = r"\s[-–—]{1,3}\s|(?<=[\w.)])(?:-{2,3}|[–—]|-(?=\s))\s*+"
_LEADING = re.compile(rf"(?:(?<!\s)\s++)?[:：,;(]\s*+|{_DASH}")
_ASIDE = re.compile(rf"@?[^\W\d_][\w.'’-]*?(?:\s?[;:,(]|{_DASH}|$)")
"""`Ada; gardener at Acme`, `ada: new here`, `Ada- makes lamps`"""
_OPENS = re.compile(
    rf"(?P<name>{CAPITAL}(?:[\w'’]|\.(?=\s|-)|-(?=\w))*+(?:\s{CAPITAL}[\w'’.-]*+){{0,2}})(?:\s\([^()]{{1,40}}\))?"
    rf"(?:(?P<sign>\s?[:：,;]|{_DASH}|$)|'s\s|\s(?=[^\W\d_])(?!{CAPITAL}))"
)
"""`Ada makes lamps`, `Ada Marsh: new here`, `Zonk -- from next door`"""
_HYPHEN = re.compile(rf"(?P<name>{CAPITAL}\w+)-(?P<next>[^\W\d_]+)(?!-)")
"""`Ada-gardener`"""
_FEWEST, _MANY = 3, 6
"""Lines that make a round, and a long one."""
_BETWEEN = re.compile(rf"\s*[,;、，]\s*(?:(?:{'|'.join((*AND, *SHORT_AND))})\s+)?|\s+(?:&|{'|'.join(AND)})\s+")
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
"""Commas in brackets part nobody: "Ada (lamps, ropes), Bo"."""
_IN_ROW = re.compile(r"@?[^\W\d_][\w.'’-]*+(?: [^\W\d_][\w.'’-]*+){0,2}(?:\s?\([^()]{0,80}\))?")
"""A part of a row that may be but a name."""


def row_of(text: str, fewest: int = 2) -> list[Entry]:
    """The people of a text that is but a row of names, most of them known first names: "ada (lasers), bo, cy"."""
    text = text.strip().rstrip(".")
    bare = _BRACKETS.sub(lambda match: match[0].replace(",", " ").replace("、", " "), text) if "(" in text else text
    parts = [part for part in _BETWEEN.split(bare) if part.strip()] if "," in text or "、" in text else []
    if len(parts) < fewest or not all(map(_IN_ROW.fullmatch, parts)):
        return []
    found = list(entries(text, several=True))
    if len(found) < len(parts) - sum(map(is_placeholder, parts)):
        return []
    known = sum(is_known(one.name) for one in found)
    return found if known * 2 > len(found) and all(is_name(one.name.lstrip("@"), listed=True) for one in found) else []


def going_round(lines: Sequence[Line]) -> list[tuple[Line, Entry]]:
    """The people of lines most of which begin with a name and go on with what they do: "Ada makes lamps".

    Who reads such lines knows whose name an unknown word is, for known first names stand in its place on others.
    """
    texts = {line.number: unlinked(line.text).replace("**", "").replace("'''", "") for line in lines}
    opened = [(line, entry) for line in lines if (entry := _opening(texts[line.number]))]
    known = sum(is_known(entry.name) for _, entry in opened)
    usual = len(opened) >= _FEWEST and len(opened) * 5 >= len(lines) * 3 and known * 3 >= len(opened)
    return opened if usual else []


def _opening(text: str) -> Entry | None:
    """Who stands at the head of a line about them."""
    match = _OPENS.match(text)
    if before := _before_hyphen(text):
        return entry_of(before)
    if not match:
        return None
    name = match["name"].rstrip(".") if len(match["name"]) > 2 else match["name"]
    if len(name.rstrip(".")) == 1:
        # "J - been here before", "R. -- new": a letter is somebody only where a sign parts it.
        return Entry(name) if match["sign"] else None
    entry = entry_of(name)
    return entry if entry and is_name(entry.name) else None


def _before_hyphen(text: str) -> str:
    """The name that only a hyphen parts from what is said of it: "Ada-gardener", but "Anne-Marie"."""
    match = _HYPHEN.match(text)
    if not match or is_known(match["next"]):
        return ""
    return match["name"] if match["next"].islower() or is_known(match["name"]) else ""


def is_known(name: str) -> bool:
    """Whether a name begins with a common first name."""
    words = name.lstrip("@").split()
    return bool(words) and words[0].casefold() in WHOLE_NAMES


def introduced(lines: Sequence[Line], number: int) -> Iterator[Evidence]:
    """Those named behind or below a heading, an item or a label that announces introductions; in any language."""
    line = lines[number]
    said = words_of()
    if len(line.words) > _LONGEST or line.seen.isdisjoint(said.tells(("introductions", "rounds"))):
        return
    head = _HEAD.of(said).fullmatch(line.words)
    if not head and len(line.words) <= _SHORT and (line.level or line.bullet or line.words.endswith(":")):
        head = _WITHIN.of(said).fullmatch(line.words)
    labelled = line.words.rstrip().endswith((":", "："))
    if not head or not (line.level or line.bullet or labelled or ":" in (head["rest"] or "")):
        return
    why = ("introduction", 2.5, f'they introduce themselves below "{_shown(line.words)}"')
    for entry in row_of((head["rest"] or "").partition(":")[2]):
        yield _at(entry, number, why)
    below = children(lines, number)[:_MOST]
    if not below or below[0].cells or not (line.level or labelled or below[0].bullet):
        return
    tops = [one for one in below if one.indent <= below[0].indent + 1 and not one.cells]
    items = [one for one in tops if one.bullet]
    tops = items if line.level and len(items) * 3 > len(tops) * 2 else tops
    told = _behind_form(tops) if line.level else []
    named = list(_named(tops))
    done = {found.number for found, _ in named}
    whole = going_round(told)
    named += [(found, entry) for found, entry in whole if found.number not in done]
    for found, entry in sorted(named, key=lambda one: one[0].number):
        # Two of a whole round are two people, though one is called Alex and one Alexis.
        yield _at(entry, found.number, why, number if len(whole) >= _MANY else -1)


def _behind_form(tops: Sequence[Line]) -> list[Line]:
    """The lines behind those that a form of minutes has itself: what to explain, and what newcomers are asked."""
    texts = {line.number: unlinked(line.text) for line in tops}
    first = next(
        (
            at
            for at, line in enumerate(tops)
            if _ASIDE.match(texts[line.number]) and is_known(_head(texts[line.number]))
        ),
        0,
    )
    listed = bool(tops[first].bullet)
    return [line for line in tops[first:] if bool(line.bullet) is listed and not line.goes_on]


def _head(text: str) -> str:
    """The first word of a text."""
    match = re.match(r"[^\W\d_]+", text)
    return match[0] if match else ""


def _named(tops: Sequence[Line]) -> Iterator[tuple[Line, Entry]]:
    """The people of items or lines, each of which holds a row of names or begins with one."""
    texts = {line.number: unlinked(line.text.replace("**", "")) for line in tops}
    rows = {number: row_of(text) for number, text in texts.items()}
    read = [
        (line, entry_of(_before_hyphen(text) or _LEADING.split(text, maxsplit=1)[0]))
        for line in tops
        if not rows[line.number] and (text := texts[line.number])
    ]
    usual = sum(bool(_ASIDE.match(texts[line.number]) and entry) for line, entry in read)
    known = sum(is_known(entry.name) for _, entry in read if entry)
    several = sum(map(bool, rows.values()))
    first = (known and known * 3 >= usual and usual * 2 >= len(read) > 1) or (several and known)
    for line in tops:
        yield from ((line, entry) for entry in rows[line.number])
    for line, entry in read:
        if entry and ((is_name(entry.name) and " " in entry.name) or (first and _ASIDE.match(texts[line.number]))):
            yield line, entry


def _at(entry: Entry, number: int, why: tuple[str, float, str], group: int = -1) -> Evidence:
    return replace(person(entry, (Role.ATTENDED,), number, why, group), end=number - 1)


def _shown(text: str) -> str:
    return re.split(r"[:：]", text)[0].strip(" *_#-")[:60]
