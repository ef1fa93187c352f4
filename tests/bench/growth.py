"""How the time to understand minutes grows with their size, for every hostile shape: `python -m tests.bench.growth`.

Each shape is read in a size that takes long enough to be measured, and in four times that size. Linear growth makes the
second four times as slow; more than `LIMIT` times is said to be too much, and the program ends with 1. `SECONDS` for
each megabyte is what the issue of bad input allows. Names of shapes as arguments choose some of them. With the argument
`stages` it is other work that is measured so: publishing, citations, topics, who is who; with `folders` it is whole
folders of many files. With `patterns` every pattern is tried on texts made for it. Words behind these choose by name,
too.
"""

from __future__ import annotations

import sys
from time import process_time

from socml_site.minutes import read_documents
from tests.bench import folders, patterns
from tests.bench.shapes import LONG_LINES, NESTED, SHAPES, Shape
from tests.bench.stages import STAGES, Stage
from tests.conftest import source_of

LIMIT = 8.0
SECONDS = 2.0
ENOUGH = 0.2
"""Seconds that a size must take to be compared."""
DEEPEST = 4_000
"""Levels of nesting at most, since a text of nested lines grows with the square of them."""
LARGEST = 1 << 20


def seconds(text: str) -> float:
    """The better of two times, in seconds of this process alone, to understand a text."""
    times = []
    for _ in range(2):
        source = source_of(text)
        began = process_time()
        read_documents(source, frozenset({source.path}))
        times.append(process_time() - began)
    return min(times)


def growth(name: str, shape: Shape) -> tuple[int, float, float, float, float]:
    """Bytes and seconds of a size, how often that time four times the bytes take, and seconds for each MB of both."""
    largest, size = (DEEPEST if name in NESTED else 256 if name in LONG_LINES else LARGEST), 64
    text = shape(size)
    taken = seconds(text)
    while taken < ENOUGH and size * 2 <= largest:
        size *= 2
        text = shape(size)
        taken = seconds(text)
    more = shape(size * 4)
    ratio = len(more) / len(text)
    longer = seconds(more)
    # A nested text four times as deep is sixteen times as long.
    return len(text), taken, longer / taken * 4 / ratio, taken / len(text) * 1e6, longer / len(more) * 1e6


def growth_of_stage(stage: Stage) -> tuple[int, float, float]:
    """A size, its seconds, and how often that time a work of four times the size takes."""

    def seconds(size: int) -> float:
        times = []
        for _ in range(2):
            work = stage(size)
            began = process_time()
            work()
            times.append(process_time() - began)
        return min(times)

    size = 16
    taken = seconds(size)
    while taken < ENOUGH and size * 2 <= LARGEST:
        size *= 2
        taken = seconds(size)
    return size, taken, seconds(size * 4) / taken


def report_of_stages(chosen: list[str]) -> int:
    """Print a table of other work than to understand; 1 if any grows too fast."""
    bad = 0
    print(f"{'work':60} {'size':>9} {'s':>6} {'x4':>6}")
    for name, stage in STAGES.items():
        if chosen and not any(word in name for word in chosen):
            continue
        size, taken, ratio = growth_of_stage(stage)
        bad += ratio > LIMIT
        print(f"{name:60} {size:9} {taken:6.2f} {ratio:6.1f}{'  <--' if ratio > LIMIT else ''}", flush=True)
    return bool(bad)


def main(chosen: list[str]) -> int:
    """Print a table; 1 if any shape grows too fast or takes too long."""
    if chosen[:1] == ["patterns"]:
        return patterns.report(chosen[1:])
    if chosen == ["folders"]:
        return folders.report()
    if chosen[:1] == ["stages"]:
        return report_of_stages(chosen[1:])
    bad = 0
    print(f"{'shape':42} {'bytes':>9} {'s':>6} {'x4':>6} {'s/MB':>7} {'4x s/MB':>8}")
    for name, shape in SHAPES.items():
        if chosen and not any(word in name for word in chosen):
            continue
        size, taken, ratio, each, later = growth(name, shape)
        slow = ratio > LIMIT or later > SECONDS
        bad += slow
        mark = "  <--" if slow else ""
        print(f"{name:42} {size:9} {taken:6.2f} {ratio:6.1f} {each:7.2f} {later:8.2f}{mark}", flush=True)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
