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


def unique(wanted: str, taken: set[str]) -> str:
    """`wanted`, with a number behind it if it is taken, as GitHub counts; it is then taken."""
    anchor, number = wanted or "section", 0
    while anchor in taken:
        number += 1
        anchor = f"{wanted or 'section'}-{number}"
    taken.add(anchor)
    return anchor
