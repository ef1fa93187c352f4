"""The search step: Pagefind's command-line program over a built site.

Its Python interface costs 0.1 s a call; the program reads the site at once.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = "pagefind"
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")
"""Pagefind's own interfaces: the search page has its own."""


def command(site: Path) -> list[str]:
    """How the index of a site is made."""
    return [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER, "--quiet"]


def index(site: Path) -> str:
    """Make the site searchable; returns what went wrong, or the empty string."""
    try:
        done = subprocess.run(command(site), capture_output=True, text=True, check=False)  # noqa: S603
    except OSError as error:
        return f"The search index was not made: {error}"
    if done.returncode:
        return f"The search index was not made: {(done.stderr or done.stdout).strip()[-500:]}"
    for pattern in _UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()
    return ""
