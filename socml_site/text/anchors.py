"""Ids of headings, the same on GitHub and on the site."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(r"[^\w\- ]")


def slug(text: str) -> str:
    """The id GitHub gives a heading: lower case, without punctuation, a hyphen for each space."""
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")


def loose(anchor: str) -> str:
    """What is left of an id when tools disagree only about hyphens, case and accents."""
    bare = unicodedata.normalize("NFKD", anchor.lower())
    return re.sub(r"[\W_]+", "", "".join(c for c in bare if not unicodedata.combining(c)))


def unique(wanted: str, taken: dict[str, int]) -> str:
    """`wanted`, with a number behind it if it is taken, as GitHub counts; it is then taken.

    `taken` maps each id to the last number tried behind it, so that a thousand equal headings are not counted anew.
    """
    wanted = wanted or "section"
    anchor, number = wanted, taken.get(wanted, 0)
    while anchor in taken:
        number += 1
        anchor = f"{wanted}-{number}"
    taken[wanted] = number
    taken.setdefault(anchor, 0)
    return anchor
