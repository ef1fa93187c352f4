"""Work shared by processes: its order, and what happens when the system ends one of them."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from socml_site.workers import LostWorkerError, spread
from tests.conftest import ROOT, Files, socml

ITEMS = tuple(range(500))


def test_results_come_in_the_order_of_the_items() -> None:
    def work(item: int) -> tuple[int, int]:
        time.sleep(0.001 * (item % 3))
        return item, os.getpid()

    found = list(spread(work, ITEMS, 3))
    assert [item for item, _ in found] == list(ITEMS)
    assert os.getpid() not in {process for _, process in found}


def test_workers_begin_at_once_and_see_things_as_they_were(tmp_path: Path) -> None:
    seen = ["before"]

    def work(item: int) -> str:
        (tmp_path / str(item)).touch()
        return seen[0]

    results = spread(work, ITEMS, 2)
    seen[0] = "after"
    for _ in range(500):
        if len(list(tmp_path.iterdir())) == len(ITEMS):
            break
        time.sleep(0.01)
    assert len(list(tmp_path.iterdir())) == len(ITEMS)
    assert set(results) == {"before"}


def test_few_items_are_made_here_when_they_are_asked_for() -> None:
    made: list[int] = []
    results = spread(lambda item: made.append(item), range(10), 4)
    assert made == []
    next(results)
    assert made == [0]


def test_an_exception_comes_through() -> None:
    before = _children(os.getpid())  # a browser of other tests, perhaps

    def work(item: int) -> int:
        if item == 300:
            raise ValueError("no ink left")
        return item

    with pytest.raises(ValueError, match="no ink left"):
        list(spread(work, ITEMS, 2))
    assert _children(os.getpid()) == before


@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("item", [0, 250, 499])
def test_a_worker_that_is_ended_is_noticed_and_no_other_is_left(sign: int, item: int) -> None:
    before = _children(os.getpid())  # a browser of other tests, perhaps

    def work(at: int) -> int:
        if at == item:
            os.kill(os.getpid(), sign)
        return at

    with pytest.raises(LostWorkerError, match="ended by the system"):
        list(spread(work, ITEMS, 3))
    assert _children(os.getpid()) == before


def test_nobody_waits_for_results_that_are_not_wanted(tmp_path: Path) -> None:
    before = _children(os.getpid())  # a browser of other tests, perhaps

    def work(item: int) -> int:
        time.sleep(0.05)
        (tmp_path / str(item)).touch()
        return item

    results = spread(work, ITEMS, 2)
    del results
    assert len(list(tmp_path.iterdir())) < len(ITEMS)
    other = spread(work, ITEMS, 2)
    next(other)
    del other
    assert len(list(tmp_path.iterdir())) < len(ITEMS)
    assert _children(os.getpid()) == before


def test_workers_end_with_the_process_they_work_for(tmp_path: Path) -> None:
    program = (
        "import os, pathlib, time\nfrom socml_site.workers import spread\n"
        f"def work(item):\n    pathlib.Path({str(tmp_path)!r}, str(os.getpid())).touch(); time.sleep(60)\n"
        "list(spread(work, range(500), 2))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert _until(lambda: len(list(tmp_path.iterdir())) == 2)
    process.kill()
    process.wait()
    assert _until(lambda: not any(_runs(int(file.name)) for file in tmp_path.iterdir()))


FILES: Files = {f"notes/{number:03}.md": f"# N{number}\n\nPresent: Ada King\n\nText.\n" for number in range(200)}
MOMENTS = {
    "understand": ("socml_site.minutes", "read_file"),
    "convert": ("socml_site.render.pages", "published"),
    "articles": ("socml_site.render.templates", "Templates.article"),
    "write": ("socml_site.engine.plugin", "_written"),
    "index": ("socml_site.site.search", "_index"),
}
"""What a process that is not the first one is at when it is killed."""


@contextmanager
def _killing(folder: Path, moment: str) -> Iterator[dict[str, str]]:
    """An environment in which the process that works at `moment` kills itself."""
    module, name = MOMENTS[moment]
    holder, _, attribute = name.rpartition(".")
    program = (
        "import importlib, os, signal, sys\n"
        "first = os.getpid()\n"
        "def arm():\n"
        f"    held = importlib.import_module({module!r})\n"
        f"    held = getattr(held, {holder!r}) if {holder!r} else held\n"
        f"    own = getattr(held, {attribute!r})\n"
        "    def dies(*a, **k):\n"
        "        if os.getpid() != first:\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return own(*a, **k)\n"
        f"    setattr(held, {attribute!r}, dies)\n"
        "if 'socml_site' in ' '.join(sys.orig_argv):\n"
        "    arm()\n"
    )
    (folder / "sitecustomize.py").write_text(program)
    yield {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "PYTHONWARNINGS": "ignore"}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_build_whose_worker_is_killed_ends_and_leaves_the_site(
    write: Callable[[Files], Path], tmp_path: Path, moment: str
) -> None:
    root, site = write(FILES), tmp_path / "site"
    done = socml("build", str(root), "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    before = (site / "index.html").read_bytes()
    mark = site / "mark.txt"
    mark.touch()
    custom = tmp_path / "custom"
    custom.mkdir()
    with _killing(custom, moment) as environment:
        command = [sys.executable, "-m", "socml_site", "build", str(root), "--site-dir", str(site), "--jobs", "2"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    said = " ".join((ended.stdout + ended.stderr).split())
    assert ended.returncode == 1, said
    assert "A worker process was ended by the system" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert (site / "index.html").read_bytes() == before
    assert mark.exists()
    assert not list(site.parent.glob(".site-*"))


def test_a_check_whose_worker_is_killed_ends(write: Callable[[Files], Path], tmp_path: Path) -> None:
    root = write(FILES)
    with _killing(tmp_path, "understand") as environment:
        command = [sys.executable, "-m", "socml_site", "check", str(root)]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 1
    assert re.fullmatch(r"Error: A worker process was ended by the system.*--jobs 1\.\s*", ended.stderr, re.DOTALL)


def _until(holds: Callable[[], bool]) -> bool:
    for _ in range(1000):
        if holds():
            return True
        time.sleep(0.01)
    return False


def _runs(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    try:
        return state.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _children(process: int) -> list[int]:
    """The processes that another has begun and that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found
