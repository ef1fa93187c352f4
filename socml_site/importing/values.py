"""The nouns of an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_BYTES = 50_000_000
"""Bytes of a file that is imported; minutes are smaller, and what is larger is a recording or a trap."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A file to import. `inside` is its path in the folder it came with, with forward slashes; `root` is that folder.

    `form` is how it is converted. `wiki` says that the folder is a wiki clone, `alone` that the file itself was named.
    """

    path: Path
    inside: str
    root: Path
    form: str
    wiki: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    """A picture that was inside a file: its bytes, and the address the text has for it."""

    address: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Converted:
    """What a file became: Markdown without front matter of ours, or `fault`, which says why it could not be read.

    `title` is what the file calls itself outside its text, `front` what else is certain, `remarks` what to look at.
    `head` is front matter the file had, with the lines around it, which is kept as it was.
    """

    text: str = ""
    title: str = ""
    media: tuple[Media, ...] = ()
    remarks: tuple[str, ...] = ()
    front: Mapping[str, str] = field(default_factory=dict)
    head: str = ""
    fault: str = ""
