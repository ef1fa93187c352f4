"""The command `socml` as a process of its own for each call, forked from a Python that has it loaded already.

Loading it takes half a second, which is more than most of what tests ask of it.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

ROOT = Path(__file__).resolve().parent.parent
OF_ALL_TESTS = {"PYTHONWARNINGS": "ignore", "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
"""What the environment of a program says, whichever test runs it."""
LOADED = ("socml_site.cli", "markdown.extensions.codehilite", "mkdocs.themes", "pygments.lexers", "pymdownx.magiclink")
"""The command, and what it loads only when it needs it."""


def socml(*arguments: str, cwd: Path | None = None, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, away from any terminal, and keep what it prints."""
    with (
        NamedTemporaryFile("r", encoding="utf-8") as out,
        NamedTemporaryFile("r", encoding="utf-8") as err,
    ):
        call = {
            "arguments": arguments,
            "cwd": str(cwd or Path.cwd()),
            "environment": {**os.environ, **OF_ALL_TESTS},
            "files": [os.devnull, out.name, err.name],
            "seconds": seconds,
        }
        loaded = _loaded()
        assert loaded.stdin
        assert loaded.stdout
        loaded.stdin.write(f"{json.dumps(call)}\n")
        loaded.stdin.flush()
        ended = int(loaded.stdout.readline())
        if ended == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(["socml", *arguments], seconds, out.read(), err.read())
        return subprocess.CompletedProcess(["socml", *arguments], ended, out.read(), err.read())


@cache
def _loaded() -> subprocess.Popen[str]:
    """The Python to fork, one for each process that runs tests."""
    program = subprocess.Popen(
        [sys.executable, "-m", __name__],
        env={**os.environ, **OF_ALL_TESTS},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(program.communicate)
    return program


def main() -> None:
    """Answer each call with how its process ended; in that process, be the command."""
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        call = json.loads(line)
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        signal.alarm(call["seconds"])
        for number, name in enumerate(call["files"]):
            os.dup2(os.open(name, os.O_WRONLY if number else os.O_RDONLY), number)
        os.chdir(call["cwd"])
        os.environ.clear()
        os.environ.update(call["environment"])
        sys.argv[1:] = call["arguments"]
        runpy.run_module("socml_site", run_name="__main__", alter_sys=True)
        return


if __name__ == "__main__":
    main()
