"""What git knows of the files of a content folder: when each was last changed, and by whom.

One `git log` answers for all files, so that the cost grows with the history and not with files times history. Renames
are not followed: a file begins where it got its name. Merges change nothing themselves. Names are those that a
`.mailmap` gives (gitmailmap(5)).

The configuration of a stranger's repository may start programs: to fetch an object that is missing, to name but one
way. So the log is read with a configuration of its own: git is asked only where the objects are and which commit is
the last, and then shown these through an empty repository, which knows of no remote, hook, filter or other program.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from socml_site.issues import Issue
from socml_site.model import SourcePath

_SECONDS = 60
"""No build waits longer for git."""
_MARK, _BETWEEN = "\x01", "\x02"
_SETTINGS = ("core.fsmonitor=false", "log.showSignature=false", "log.mailmap=true", "core.pager=cat")
_ALLOWED = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_SHA256 = 64
"""Letters of the name of a commit where git uses SHA-256."""


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


class _Repository(NamedTuple):
    """Where a repository keeps what its log is read from."""

    top: str
    objects: str
    shallow: str
    head: str


def read_history(root: Path) -> History:
    """The history of the content folder `root`; a folder outside any repository has none."""
    found = _repository(root)
    if found is None:
        return History()
    if Path(found.shallow).is_file():
        message = "This is a shallow clone, so no page can say when it was changed, or by whom"
        return History(issues=(Issue(".", 1, 1, "history", message, "Run `git fetch --unshallow`."),))
    return History(revisions(_log(root, found) or ""))


def _repository(root: Path) -> _Repository | None:
    """The repository around a folder, with the name of its last commit, which git does not open for this."""
    paths = ("--show-toplevel", "--git-path", "objects", "--git-path", "shallow")
    told = _git(root, {}, "rev-parse", "--path-format=absolute", *paths, "HEAD")
    lines = (told or "").rstrip("\n").split("\n")
    return _Repository(*lines) if len(lines) == len(_Repository._fields) else None


def _log(root: Path, found: _Repository) -> str | None:
    """What git logs of a folder, without having read the repository's own configuration."""
    with tempfile.TemporaryDirectory(prefix="socml-git-") as folder:
        own = Path(folder)
        (own / "refs").mkdir()
        (own / "HEAD").write_text(f"{found.head}\n", encoding="utf-8")
        names = "[extensions]\nobjectFormat = sha256\n" if len(found.head) == _SHA256 else ""
        (own / "config").write_text(f"[core]\nrepositoryFormatVersion = 1\n{names}", encoding="utf-8")
        return _git(
            root,
            {"GIT_DIR": folder, "GIT_WORK_TREE": found.top, "GIT_OBJECT_DIRECTORY": found.objects},
            *("log", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "--name-only", "--no-color"),
            *("--encoding=UTF-8", f"--format={_MARK}%aN{_BETWEEN}%aE{_BETWEEN}%aI", "--", "."),
        )


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


def _git(root: Path, repository: Mapping[str, str], *arguments: str) -> str | None:
    """What git prints, or None if it cannot answer; `repository` names another than the one around `root`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    settings = (part for setting in _SETTINGS for part in ("-c", setting))
    try:
        done = subprocess.run(  # noqa: S603
            ["git", "--no-optional-locks", "-C", str(root), *settings, *arguments],  # noqa: S607
            env={**environment, **_ALLOWED, **repository},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
