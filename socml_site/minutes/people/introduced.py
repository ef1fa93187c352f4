"""Those who introduce themselves or go round, one after the other: "Introductions", and below it "Ada - makes lamps".

Names stand there one an item or line, or several in a row. First names and nicknames count where known first names
stand at the head of enough of them. What they say is still theirs to say: no line is taken up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socml_site.minutes.evidence import Entry, Evidence, person
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
_LEADING = re.compile(r"(?:(?<!\s)\s++)?[:：,;(]\s*+|\s[-–—]\s")
_ASIDE = re.compile(r"@?[^\W\d_][\w.-]+(?:\s?[;:,(]|\s[-–—]\s|$)")
"""`Ada; gardener at Acme`, `ada: new here`"""
_BETWEEN = re.compile(rf"\s*[,;、，]\s*(?:(?:{'|'.join((*AND, *SHORT_AND))})\s+)?|\s+(?:&|{'|'.join(AND)})\s+")
_IN_ROW = re.compile(r"@?[^\W\d_][\w.'’-]*+(?: [^\W\d_][\w.'’-]*+){0,2}(?:\s?\([^()]{0,80}\))?")
"""A part of a row that may be but a name."""


def row_of(text: str, fewest: int = 2) -> list[Entry]:
    """The people of a text that is but a row of names, most of them known first names: "ada (lasers), bo, cy"."""
    text = text.strip().rstrip(".")
    parts = [part for part in _BETWEEN.split(text) if part.strip()] if "," in text or "、" in text else []
    if len(parts) < fewest or not all(map(_IN_ROW.fullmatch, parts)):
        return []
    found = list(entries(text, several=True))
    if len(found) < len(parts) - sum(map(is_placeholder, parts)):
        return []
    known = sum(is_known(one.name) for one in found)
    return found if known * 2 > len(found) and all(is_name(one.name.lstrip("@"), listed=True) for one in found) else []


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
    for found, entry in _named([one for one in below if one.indent <= below[0].indent + 1 and not one.cells]):
        yield _at(entry, found.number, why)


def _named(tops: Sequence[Line]) -> Iterator[tuple[Line, Entry]]:
    """The people of items or lines, each of which holds a row of names or begins with one."""
    texts = {line.number: unlinked(line.text.replace("**", "")) for line in tops}
    rows = {number: row_of(text) for number, text in texts.items()}
    read = [
        (line, entry_of(_LEADING.split(texts[line.number], maxsplit=1)[0])) for line in tops if not rows[line.number]
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


def _at(entry: Entry, number: int, why: tuple[str, float, str]) -> Evidence:
    return replace(person(entry, (Role.ATTENDED,), number, why), end=number - 1)


def _shown(text: str) -> str:
    return re.split(r"[:：]", text)[0].strip(" *_#-")[:60]
