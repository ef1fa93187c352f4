"""Pandoc, shut in: it reads standard input, writes standard output, and may do nothing else.

`--sandbox` keeps its readers and writers from all files and from the network (pandoc's manual, "A note on security"),
and `+RTS -M` bounds its memory. Documents pass as pandoc's own tree in JSON, so that what is noise can be told from
what is text without guessing at marks.
"""

from __future__ import annotations

import functools
import json
import subprocess
from typing import Any

TIMEOUT = 120.0
"""Seconds one conversion may take."""
_MEMORY = "1G"
_LIMITS = ("+RTS", f"-M{_MEMORY}", "-RTS")
_READERS = {"docx": ("-f", "docx", "--track-changes=all"), "odt": ("-f", "odt")}

Tree = dict[str, Any]
"""Pandoc's abstract document: `meta` and `blocks`."""


class PandocError(Exception):
    """Pandoc could not read a document; the message says why, in a sentence."""


def is_there() -> bool:
    """Whether pandoc is installed."""
    return _program() is not None


@functools.cache
def _program() -> str | None:
    try:
        import pypandoc  # type: ignore[import-untyped]

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return None


def read(data: bytes, form: str) -> Tree:
    """The tree of a document in the format `form` of pandoc. Raises PandocError."""
    out = _run((*_READERS.get(form, ("-f", form)), "-t", "json"), data)
    try:
        tree: Tree = json.loads(out)
    except (ValueError, RecursionError) as error:
        raise PandocError("It is nested too deep to be read.") from error
    return tree


def write(tree: Tree) -> str:
    """The Markdown, in GitHub's dialect, of a tree. Raises PandocError."""
    return _run(("-f", "json", "-t", "gfm", "--wrap=none"), json.dumps(tree).encode()).decode("utf-8", "replace")


def _run(arguments: tuple[str, ...], data: bytes) -> bytes:
    program = _program()
    if program is None:
        raise PandocError("Pandoc is not installed.")
    command = [program, "--sandbox", *arguments, *_LIMITS]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"Reading it took more than {TIMEOUT:g} seconds.") from error
    except OSError as error:
        raise PandocError(f"Pandoc cannot be run: {error.strerror}.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0][:200].rstrip(".")
        raise PandocError(f"It cannot be read: {said or f'pandoc ended with {done.returncode}'}.")
    return done.stdout
