"""What git knows of the files of a content folder: when each was last changed, and by whom.

One `git log` answers for all files, so that the cost grows with the history and not with files times history. Renames
are not followed: a file begins where it got its name. Merges change nothing themselves. Names are those that a
`.mailmap` gives (gitmailmap(5)).
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from socml_site.issues import Issue
from socml_site.model import SourcePath

_SECONDS = 60
"""No build waits longer for git."""
_MARK, _BETWEEN = "\x01", "\x02"
_SETTINGS = ("core.fsmonitor=false", "log.showSignature=false", "log.mailmap=true", "core.pager=cat")
"""The configuration of a stranger's repository must start no program."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who wrote, as git has it. The address serves to tell people apart and is never shown."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Revision:
    """The last change of one file, and its contributors, the first first."""

    at: datetime
    by: tuple[Contributor, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Files with their last change; empty where there is no git or not the whole history."""

    revisions: Mapping[SourcePath, Revision] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def history(root: Path) -> History:
    """The history of the content folder `root`; a folder outside any repository has none."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return History()
    if shallow.strip() == "true":
        message = "This is a shallow clone, so no page can say when it was changed, or by whom"
        return History(issues=(Issue(".", 1, 1, "history", message, "Run `git fetch --unshallow`."),))
    told = _git(
        root,
        *("log", "-z", "--no-renames", "--no-ext-diff", "--relative", "--name-only", "--no-color", "--encoding=UTF-8"),
        f"--format={_MARK}%aN{_BETWEEN}%aE{_BETWEEN}%aI",
        *("--", "."),
    )
    return History(revisions(told or ""))


def revisions(log: str) -> dict[SourcePath, Revision]:
    """Each file's last change from what `git log -z --name-only` prints, the newest commit first."""
    last: dict[str, datetime] = {}
    by: dict[str, dict[Contributor, None]] = {}
    commit: tuple[Contributor, datetime] | None = None
    for part in log.split("\0"):
        if part.startswith(_MARK):
            commit = _commit(part[1:])
        elif (path := part.removeprefix("\n")) and commit:
            contributor, at = commit
            last.setdefault(path, at)
            ones = by.setdefault(path, {})
            # The log is read backwards: whoever is met last came first.
            ones.pop(contributor, None)
            ones[contributor] = None
    return {SourcePath(path): Revision(at, tuple(reversed(by[path]))) for path, at in last.items()}


def _commit(header: str) -> tuple[Contributor, datetime] | None:
    name, _, rest = header.partition(_BETWEEN)
    email, _, written = rest.rpartition(_BETWEEN)
    try:
        return Contributor(" ".join(name.split()), email.strip().lower()), datetime.fromisoformat(written)
    except ValueError:
        return None


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints, or None if it cannot answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "--no-optional-locks", "-C", str(root), *settings, *arguments],  # noqa: S607
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
