"""Names that stand at the head of minutes without any label: "Ada King (AK), Bob Stone (BS), …".

A row of names is a list of those present if letters beside the names stand for them, if those letters or first names
speak below, or if other files of the series have the same people there. Without that it is but likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.letters import abbreviates, initials, key
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.people.entry import entries, is_name, lettered
from socml_site.minutes.reading import Reading
from socml_site.model import Role
from socml_site.words.names import WHOLE_NAMES

_TOP = 15
"""Lines at the head of minutes in which such a row stands."""
_FEWEST = 3
_ALONE = re.compile(r"(?:\[\[)?@?[^\W_][\w.'’-]*+(?: [^\W_][\w.'’-]*+){0,2}(?:\]\])?(?:\s?\([^()]{0,80}\))?")
"""An item that may be but a name."""
_LONGEST = 6000
_LINKED = re.compile(r"\]\]\s+(?=\[\[)")
_LABEL = re.compile(r"[^\W\d_][\w.’' -]{0,30}?(?=\s?[:：])")
_MARKED = re.compile(r"[^\W_]")


def roster(page: Reading) -> Iterator[Evidence]:
    """The people of the row of names at the head of minutes, if there is one."""
    top = [line for line in page.lines if not line.blank and not line.rule][:_TOP]
    head = top[0].level if top else 0
    for at, line in enumerate(top):
        if line.level and (at or line.level == BOLD):
            return
        if (line.level == head and line.level) or line.cells or line.box is not None:
            continue
        block, joint = _items(page.lines, line), ", "
        if len(block) < _FEWEST:
            block, joint = _block(page.lines, line), " "
        named = list(_names(joint.join(one.text for one in block)))
        why = _reason(named, page, block[-1].number) if len(named) >= _FEWEST else None
        if why:
            for entry in named:
                yield person(entry, (Role.ATTENDED,), _line_of(entry, block), why, line.number)
            return


def _items(lines: Sequence[Line], first: Line) -> list[Line]:
    """The items of a list of a name each, from the first on; none if anything else is among them."""
    found: list[Line] = []
    if first.number and lines[first.number - 1].bullet:
        return found
    for line in lines[first.number :]:
        if not line.bullet or line.level or line.box is not None:
            break
        if line.indent != first.indent or not _ALONE.fullmatch(line.text):
            return []
        found.append(line)
    return found if len({line.words for line in found}) == len(found) else []


def _block(lines: Sequence[Line], first: Line) -> list[Line]:
    """The lines of a paragraph or item."""
    found = [first]
    for line in lines[first.number + 1 :]:
        if line.blank or line.bullet or line.level or line.cells:
            break
        found.append(line)
    return found


def _names(text: str) -> Iterator[Entry]:
    """The people of a text that holds little but names, none of any other text."""
    text = _LINKED.sub("]], ", text[:_LONGEST]).strip(".")
    parts = [part for part in re.split(r"[,;、]\s*|\s(?:and|&)\s", re.sub(r"\([^()]*\)", "", text)) if part.strip()]
    if len(parts) < _FEWEST or ":" in text[:60] or any(len(part.split()) > 5 for part in parts):
        return
    found = list(entries(text, several=True))
    if len(found) * 10 >= len(parts) * 8 and all(is_name(one.name.lstrip("@"), listed=True) for one in found):
        yield from lettered(found)


def _reason(named: Sequence[Entry], page: Reading, last: int) -> tuple[str, float, str] | None:
    """Why a row of names is a list of those present, and how surely."""
    short = sum(any(abbreviates(one, entry.name) for one in entry.also) for entry in named)
    if short * 10 >= len(named) * 6:
        return "row of names with letters", 3.5, "it stands in a row of names with their letters at the head"
    usual = sum(key(entry.name.lstrip("@")) in page.habits.people for entry in named)
    if usual * 2 >= len(named):
        return (
            "row of names as in other files",
            3.0,
            "it stands in a row of names that other files of the series have too",
        )
    speak = _labels(page.lines, last)
    heard = sum(bool(_spellings(entry) & speak) for entry in named)
    if heard >= 2 and heard * 4 >= len(named):
        return "row of names that speak below", 2.5, "it stands in a row of names at the head, and they speak below"
    first = sum(key(entry.name) in WHOLE_NAMES for entry in named)
    if first * 2 >= len(named):
        return "row of first names", 2.0, "it stands in a row of first names at the head"
    full = sum(" " in entry.name for entry in named)
    given = sum(key(entry.name.split()[0]) in WHOLE_NAMES for entry in named)
    if full == len(named) > _FEWEST and given * 2 >= full:
        return "row of full names", 2.0, "it stands in a row of full names at the head"
    if full * 10 >= len(named) * 8:
        return "row of names", 1.5, "it stands in a row of names at the head"
    return None


def _labels(lines: Sequence[Line], last: int) -> set[str]:
    """What stands before a colon, or alone as the head of a list, below the line `last`."""
    found = set()
    for line in lines[last + 1 :]:
        if not line.blank and (match := _LABEL.match(line.words)):
            found.add(key(match[0]))
        elif line.bullet and 0 < len(line.words) < 30 and line.text.startswith("[["):
            found.add(key(line.words))
    return found


def _spellings(entry: Entry) -> set[str]:
    """Under what somebody may speak, as keys."""
    name = entry.name.lstrip("@")
    return {key(name), key(name.split()[0]), initials(name), *map(key, entry.also)}


def _line_of(entry: Entry, block: Sequence[Line]) -> int:
    """The line of a paragraph on which somebody is named."""
    words = entry.name.lstrip("@")
    return next((line.number for line in block if words in line.words), block[0].number)
