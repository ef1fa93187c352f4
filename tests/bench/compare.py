"""How long a build takes and how much memory it needs, beside plain Material, in turn and in the same run.

    python -m tests.bench.compare [--sessions N] [--runs N]

Material builds the same files with its search and with the sessions kept out of its navigation, and cross-links
nothing. Each run is a process of its own. Figures are medians, the ratio is the median of the ratios pair by pair; one
warm-up of each is not counted. Pagefind's process is part of the time and is reported apart in memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.generate import generate

OURS = "site_name: Bench\ntheme: {name: material, font: false}\nplugins: [socml]\n"
MATERIAL = (
    "site_name: Bench\ntheme: {name: material, font: false}\nplugins: [search]\n"
    "nav: [index.md]\nvalidation: {nav: {omitted_files: ignore}}\n"
)


@dataclass(frozen=True)
class Run:
    """One build: seconds on the clock, and the most memory its own process and any child of it held, in MiB."""

    seconds: float
    memory: float


def timed(command: list[str], folder: Path) -> Run:
    """Run a command; raises RuntimeError if it fails."""
    started = time.perf_counter()
    pid = os.posix_spawn(
        command[0],
        command,
        {**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(command)} failed in {folder}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def build(project: Path) -> Run:
    """Build a project with MkDocs, cold."""
    shutil.rmtree(project / "site", ignore_errors=True)
    shutil.rmtree(project / ".cache", ignore_errors=True)
    config = str(project / "mkdocs.yml")
    return timed([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", config], project)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="socml-bench-") as folder:
        projects = {}
        for name, config in (("socml", OURS), ("material", MATERIAL)):
            projects[name] = Path(folder) / name
            generate(projects[name] / "docs", args.sessions)
            (projects[name] / "mkdocs.yml").write_text(config, encoding="utf-8")
        for project in projects.values():
            build(project)
        pairs = [(build(projects["socml"]), build(projects["material"])) for _ in range(args.runs)]
    for index, name in enumerate(projects):
        seconds = statistics.median(pair[index].seconds for pair in pairs)
        memory = statistics.median(pair[index].memory for pair in pairs)
        print(f"{name:<9} {seconds:6.2f} s  {memory:6.0f} MiB   ({args.sessions:,} sessions, {args.runs} runs)")
    ratio = statistics.median(ours.seconds / theirs.seconds for ours, theirs in pairs)
    print(f"ratio     {ratio:6.2f}")


if __name__ == "__main__":
    main()
