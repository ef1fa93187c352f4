"""When it was: thin still. A day in the file's name or path, written year first."""

from __future__ import annotations

import re
from datetime import date

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?!\d)")


def day_in_path(path: str) -> date | None:
    """The last day written year first in a path: `2024-04-08.md`, `2024/04/08/notes.md`, `notes-20240408.md`."""
    for match in reversed(list(_ISO.finditer(path))):
        try:
            return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
    return None
