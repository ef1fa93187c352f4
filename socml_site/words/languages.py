"""The word files: `<language>.yml`, one for each language in which minutes are understood."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

ENGLISH = "en"
_FOLDER = Path(__file__).parent
Entries = Mapping[str, tuple[str, ...]]
"""The entries of a word file by their names; one within another is "columns.person"."""

LANGUAGES = (ENGLISH, *sorted(file.stem for file in _FOLDER.glob("??.yml") if file.stem != ENGLISH))


@functools.cache
def entries_of(language: str) -> Entries:
    """What the word file of a language holds."""
    # All values are strings: "no" and "on" are words here.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    values = yaml.load((_FOLDER / f"{language}.yml").read_text(encoding="utf-8"), loader)  # noqa: S506
    return dict(_flat(values))


def _flat(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", tuple(entry for part in value.split(",") if (entry := part.strip()))
