"""How the time to understand a folder grows with its files: `python -m tests.bench.growth folders`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

from socml_site import pipeline

LIMIT = 3.0
"""Twice the files may take so many times as long; were each compared with all, it would be four times."""


def _folders(count: int) -> Mapping[str, str]:
    return {f"wg/{number}/README.md": f"# Group {number}\n\nWords.\n" for number in range(count)}


def _links(count: int) -> Mapping[str, str]:
    text = "# Talk {0}\n\nSee [it](lost-{0}.md) and [[A lost talk {0}]].\n"
    return {f"wg/talk-{number}.md": text.format(f"{number * 7919 % 100_000:05}") for number in range(count)}


WIKIS: Mapping[str, tuple[int, Callable[[int], Mapping[str, str]]]] = {
    "folders with a README": (800, _folders),
    "pages with broken links": (1000, _links),
}
"""What is made in a size and in twice that size."""


def seconds(files: Mapping[str, str]) -> float:
    """The better of two times, in seconds of this process alone, to understand these files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder, name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        times = []
        for _ in range(2):
            began = process_time()
            pipeline.understand(Path(folder), jobs=1)
            times.append(process_time() - began)
    return min(times)


def report() -> int:
    """Print a table; 1 if anything grows too fast."""
    print(f"{'wiki':26} {'size':>6} {'s':>6} {'twice':>6} {'x2':>5}")
    bad = 0
    for name, (count, made) in WIKIS.items():
        taken, longer = seconds(made(count)), seconds(made(2 * count))
        slow = longer / taken > LIMIT
        bad += slow
        print(
            f"{name:26} {count:6} {taken:6.2f} {longer:6.2f} {longer / taken:5.1f}{'  <--' if slow else ''}", flush=True
        )
    return bool(bad)
