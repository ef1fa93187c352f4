"""Work in a process of its own: its result, its failure, and giving it up with the programs it runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from socml_site.workers import Aside, LostWorkerError


def test_the_result_comes_from_another_process() -> None:
    assert Aside.begin(lambda: str(os.getpid())).finish() != str(os.getpid())


def test_what_it_sees_is_how_things_were_when_it_began() -> None:
    seen = ["before"]
    work = Aside.begin(lambda: ",".join(seen))
    seen.append("after")
    assert work.finish() == "before"


def test_without_forking_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert Aside.begin(lambda: str(os.getpid())).finish() == str(os.getpid())


def test_a_failure_is_told_with_its_place() -> None:
    def fails() -> str:
        raise ValueError("no ink left")

    with pytest.raises(RuntimeError, match=r"in fails\n.*\nValueError: no ink left"):
        Aside.begin(fails).finish()


def test_one_that_was_killed_is_told() -> None:
    def dies() -> str:
        os.kill(os.getpid(), 9)
        return "never"

    with pytest.raises(LostWorkerError, match="ended by the system"):
        Aside.begin(dies).finish()


def test_giving_it_up_ends_the_programs_it_runs(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    program = f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(str(os.getpid())); time.sleep(60)"

    def runs() -> str:
        subprocess.run([sys.executable, "-c", program], check=False)
        return ""

    work = Aside.begin(runs)
    while not (note.exists() and note.read_text()):
        time.sleep(0.01)
    work.stop()
    work.stop()
    pid = int(note.read_text())
    for _ in range(500):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.01)
    pytest.fail("the program still runs")
