"""A folder without notes: what its files could become."""

from __future__ import annotations

from pathlib import Path

from socml_site import importing

_NAMED = 3


def nothing_here(content: Path) -> str:
    """That a folder holds no notes, and which of its files can be imported; nothing if it holds some."""
    found = importing.find((content,))
    if any(one.form == "markdown" for one in found.origins):
        return ""
    names = sorted(one.inside for one in found.origins)
    if not names:
        return "No notes here: a session is a Markdown file."
    shown = ", ".join(names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
    files = f"{len(names):,} files can be imported" if len(names) > 1 else "a file can be imported"
    return f"No notes here; {files}: {shown}. `socml import --help` says how."
