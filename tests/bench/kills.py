"""What builds leave that are killed at any moment: `python -m tests.bench.kills`.

A small site is built, its minutes are changed, and the next build is killed (SIGKILL) after a random time, again and
again. Each time the site must be whole, as it was before or as the build meant to make it. A build that is left alone
must then leave nothing else, in the folder of the site or in that for temporary files; it is made after each tenth kill
and at the end. Prints a line of results; 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from socml_site.site.check import check_built
from tests.conftest import ROOT

PAGES = 6
_MARK = re.compile(r"edition (\d+)")


class Trial:
    """A folder of minutes whose pages all name one edition, and the site that is built from it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.site = folder, folder / "at" / "site"
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        (folder / "notes").mkdir()
        self.names: frozenset[str] = frozenset()

    def write(self, edition: int) -> None:
        """Have all minutes name this edition."""
        for number in range(PAGES):
            text = f"# Talk {number}\n\nPresent: Ada Example, Bo Example\n\nThis is edition {edition}.\n"
            (self.folder / "notes" / f"2024-01-{number + 1:02}-talk-{number}.md").write_text(text)

    def start(self) -> subprocess.Popen[bytes]:
        """Begin a build."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore", "TMPDIR": str(self.temporary)}
        command = [
            sys.executable,
            "-m",
            "socml_site",
            "build",
            str(self.folder / "notes"),
            "--site-dir",
            str(self.site),
        ]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def build(self) -> float:
        """Build undisturbed; the seconds it took."""
        began = time.monotonic()
        process = self.start()
        if process.wait():
            raise RuntimeError(f"a build ended with {process.returncode}")
        return time.monotonic() - began

    def kill(self, seconds: float) -> bool:
        """Kill a build after a time; whether it was still running."""
        process = self.start()
        try:
            process.wait(seconds)
            return False
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait() == -signal.SIGKILL

    def edition(self) -> int:
        """The edition of the site; -1 if it is not whole."""
        files = {file.relative_to(self.site).as_posix(): file for file in self.site.rglob("*") if file.is_file()}
        talks = [file.read_text() for path, file in files.items() if re.fullmatch(r".*talk-\d/index\.html", path)]
        found = {int(number) for text in talks for number in _MARK.findall(text)}
        fixed = frozenset(path for path in files if not path.startswith("pagefind/"))
        self.names = self.names or fixed
        whole = len(talks) == PAGES and len(found) == 1 and fixed == self.names and not check_built(self.site)
        return found.pop() if whole and "pagefind/pagefind-entry.json" in files else -1

    def left(self) -> Iterator[str]:
        """What is there besides the site."""
        yield from (
            one.name for folder in (self.site.parent, self.temporary) for one in folder.iterdir() if one != self.site
        )


def main(arguments: list[str]) -> int:
    """Kill builds; 1 if a site was not whole or something was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=9)
    given = parser.parse_args(arguments)
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        trial.write(0)
        trial.build()
        standing, old, new, broken, left = trial.edition(), 0, 0, 0, 0
        seconds = trial.build()
        for number in range(1, given.kills + 1):
            trial.write(number)
            while not trial.kill(chance.uniform(0, seconds)):
                standing = number
            found = trial.edition()
            old, new = old + (found == standing != number), new + (found == number)
            broken += found not in (standing, number)
            standing = found
            if number % 10 == 0 or number == given.kills:
                trial.build()
                broken += trial.edition() != number
                standing = number
                left += len(list(trial.left()))
    print(f"{given.kills} builds killed within {seconds:.2f} s (seed {given.seed}): {old} left the old site, {new} the"
          f" new one, {broken} none or a broken one; {left} things left behind")  # fmt: skip
    return 1 if broken or left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
