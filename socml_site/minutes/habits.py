"""What the files of one series have in common: whom initials mean, and what is the form and not the content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Habits:
    """What a series does; all of it is empty for a file that stands alone."""

    people: Mapping[str, str] = field(default_factory=dict)
    """Names by what stands for them: initials, handles and first names, as keys."""


NONE = Habits()
