"""What the minutes are called: their first heading, or their file's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from socml_site.minutes.markup import Heading, plain

_INDEX = ("index", "readme")


def title_of(headings: Sequence[Heading], path: str, written: str = "") -> tuple[str, Heading | None]:
    """The title and the heading that is it, if one is; a title `written` in front matter comes first.

    A heading further down may give the title, but stays a heading of the text.
    """
    first = next((heading for heading in headings if plain(heading.text)), None)
    opening = first if first and first.opens else None
    if written:
        return written, opening if opening and _same(plain(opening.text), written) else None
    return (plain(first.text), opening) if first else (title_from_path(path), None)


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


def title_from_path(path: str) -> str:
    """`notes/ml_to_prod.md` -> `Ml to prod`; of an index file, its folder's name; a date stays as it is."""
    pure = PurePosixPath(path)
    name = pure.stem
    if name.lower() in _INDEX:
        name = pure.parent.name or "Home"
    words = re.sub(r"[-_\s]+", " ", name) if re.search(r"[A-Za-z]", name) else name
    words = words.strip() or name
    return words[0].upper() + words[1:]
