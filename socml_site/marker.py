"""The marker of a site: what tells a folder that socml built, and may build anew, from somebody's work.

It is published with the site, so it says nothing of the machine it was built on.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from socml_site import __version__, writing

MARKER = ".socml-site.json"
_TOOL = "socml"


def mark(site: Path, source: str) -> None:
    """Mark a folder as a site; `source` is the name of the folder it is built from. Raises OSError."""
    values = {"tool": _TOOL, "version": __version__, "build": secrets.token_hex(8), "source": source}
    writing.put(site / MARKER, f"{json.dumps(values, ensure_ascii=False)}\n".encode(), site)


def is_site(folder: Path) -> bool:
    """Whether a folder holds the marker of a site."""
    file = folder / MARKER
    if not os.path.lexists(file):
        return False
    try:
        values = json.loads(writing.read(file, folder))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(values, dict) and values.get("tool") == _TOOL and isinstance(values.get("build"), str)


def sites_in(folder: Path, skipped: frozenset[str]) -> Iterator[Path]:
    """The sites that lie in a folder, but not in hidden or `skipped` ones."""
    for above, names, _ in os.walk(folder):
        names[:] = sorted(name for name in names if name not in skipped and not name.startswith("."))
        sites = [name for name in names if is_site(Path(above) / name)]
        yield from (Path(above) / name for name in sites)
        names[:] = [name for name in names if name not in sites]


def site_around(folder: Path) -> Path | None:
    """The site that a folder is or lies in, if it does."""
    whole = Path(os.path.realpath(folder))
    return next((one for one in (whole, *whole.parents) if is_site(one)), None)
