"""What the files beside the pages cost a build: with all of them and without, in turn and in the same run.

    python -m tests.bench.outputs [--sessions N] [--runs N]

Left out are feeds, calendars, the API, the Markdown of pages, citations, cards, the graph, schedules, redirects,
`llms.txt`, what pages tell machines in their heads, the history of changes and the list for offline reading; pages,
their pictures and the search stay. Plain Material builds the same files, for the ratio.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.compare import MATERIAL, OURS, Run, build, timed
from tests.bench.generate import generate

WITHOUT = """
import sys
from socml_site import offline, pipeline, plugin
extra = "api calendars cards citations feeds graph llms markdown offline redirects schedule".split()
pipeline.EMITTERS = tuple(one for one in pipeline.EMITTERS if one.__module__.rsplit(".", 1)[1] not in extra)
pipeline.dressed = lambda wiki, options, page: page
offline.write = lambda site: None
from mkdocs.__main__ import cli
cli(["build", "--quiet", "--config-file", sys.argv[1]])
"""


def bare(project: Path) -> Run:
    """Build a project without the files beside its pages, cold."""
    shutil.rmtree(project / "site", ignore_errors=True)
    return timed([sys.executable, "-c", WITHOUT, str(project / "mkdocs.yml")], project)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="socml-bench-") as folder:
        ours, material = Path(folder) / "socml", Path(folder) / "material"
        for project, config in ((ours, f"{OURS}site_url: https://bench.example/\n"), (material, MATERIAL)):
            generate(project / "docs", args.sessions)
            (project / "mkdocs.yml").write_text(config, encoding="utf-8")
        rounds = [(build(ours), bare(ours), build(material)) for _ in range(args.runs + 1)][1:]
    for at, name in enumerate(("with", "without", "material")):
        print(f"{name:<9} {statistics.median(one[at].seconds for one in rounds):6.2f} s")
    cost = statistics.median((one[0].seconds - one[1].seconds) / one[2].seconds for one in rounds)
    print(f"the files cost {cost:.2f} of plain Material   ({args.sessions:,} sessions, {args.runs} runs)")


if __name__ == "__main__":
    main()
