"""The people that a piece of running text names, behind a label or a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.evidence import Entry
from socml_site.minutes.people.entry import entries


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
