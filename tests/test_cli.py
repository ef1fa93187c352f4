"""The command as it is given: what it does, what it says, how it ends."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import ROOT, Files, socml

Write = Callable[[Files], Path]
SITES = Path(__file__).parent / "sites"
GOOD, WRONG, MISUSED = 0, 1, 2


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good sample, built."""
    folder = tmp_path_factory.mktemp("good")
    done = socml("build", str(SITES / "good"), "--site-dir", str(folder / "site"))
    assert done.returncode == GOOD, done.stdout + done.stderr
    assert "no issues" in done.stdout
    return folder / "site"


@pytest.mark.parametrize("command", [(), ("build",), ("serve",), ("check",)])
def test_help_has_an_example(command: tuple[str, ...]) -> None:
    done = socml(*command, "--help")
    assert done.returncode == GOOD
    assert "Usage:" in done.stdout
    assert not command or f"Example: socml {command[0]}" in done.stdout


def test_build_of_a_bare_folder(copy: Path) -> None:
    for page in ("", "events/fair/", "events/fair/sessions/arms/", "people/ada-lovelace/", "topics/robots/", "search/"):
        assert (copy / page / "index.html").is_file(), page
    assert (copy / "events/fair/sessions/board.png").is_file()
    assert (copy / "pagefind/pagefind.js").is_file()
    assert not list(copy.rglob("*.yml"))
    done = socml("check", "--built", str(copy))
    assert (done.returncode, done.stdout) == (GOOD, "No issues.\n")


def test_a_folder_without_notes_says_what_can_be_imported(tmp_path: Path) -> None:
    for folder, names, said in (
        ("bare", (), "No notes here: a session is a Markdown file."),
        ("others", ("a.txt", "b.vtt"), "No notes here; 2 files can be imported: a.txt, b.vtt."),
    ):
        content = tmp_path / folder
        content.mkdir()
        for name in names:
            (content / name).write_text("We met.\n", encoding="utf-8")
        built = socml("build", str(content), "--site-dir", str(tmp_path / f"{folder}-site"))
        assert (built.returncode, "index was not made" in built.stderr) == (0, False)
        assert said in built.stdout + built.stderr
        assert said in socml("check", str(content)).stdout


def test_build_with_errors_says_so_and_still_builds(tmp_path: Path) -> None:
    done = socml("build", str(SITES / "bad"), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == WRONG
    assert "tests/sites" not in (tmp_path / "site/index.html").read_text()
    assert (tmp_path / "site/events/fair/sessions/heads/index.html").is_file()
    assert not (tmp_path / "site/tool.exe").exists()
    assert "Traceback" not in done.stdout + done.stderr


def test_strict_leaves_an_old_site_as_it_was(tmp_path: Path, copy: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(copy, site)
    before = _snapshot(site)
    done = socml("build", str(SITES / "bad"), "--site-dir", str(site), "--strict")
    assert done.returncode == WRONG
    assert "Nothing was published" in done.stderr
    assert _snapshot(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "nothing is left beside it"


def test_strict_builds_what_is_good(tmp_path: Path) -> None:
    done = socml("build", str(SITES / "good"), "--site-dir", str(tmp_path / "site"), "--strict")
    assert done.returncode == GOOD, done.stdout + done.stderr


def test_build_replaces_an_old_site_whole(tmp_path: Path, copy: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(copy, site)
    (site / "left-over.html").write_text("old")
    done = socml("build", str(SITES / "good"), "--site-dir", str(site))
    assert done.returncode == GOOD
    assert not (site / "left-over.html").exists()


def test_build_refuses_to_replace_what_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    done = socml("build", str(SITES / "good"), "--site-dir", str(tmp_path))
    assert done.returncode == MISUSED
    assert "no site" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_build_refuses_a_file_as_site(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    assert socml("build", str(SITES / "good"), "--site-dir", str(tmp_path / "site")).returncode == MISUSED


@pytest.mark.parametrize("arguments", [("build", "nowhere"), ("check", "nowhere"), ("serve", "nowhere"), ("fly",)])
def test_a_wrong_call_ends_with_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = socml(*arguments, cwd=tmp_path)
    assert done.returncode == MISUSED
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_project_without_the_plugin_is_told(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    done = socml("build", str(tmp_path))
    assert done.returncode == MISUSED
    assert "plugins: [socml]" in done.stderr


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
def test_a_project_is_built_where_its_configuration_says(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Call\n\nWe met.\n")
    settings = "site_name: N\ndocs_dir: notes\nsite_dir: public\ntheme: {name: material}\nplugins: [socml]\n"
    (tmp_path / name).write_text(settings)
    done = socml("build", cwd=tmp_path)
    assert done.returncode == GOOD, done.stderr
    assert (tmp_path / "public/a/index.html").is_file()
    assert not (tmp_path / "site").exists()


def test_check_text() -> None:
    done = socml("check", "bad", cwd=SITES)
    wanted = json.loads((SITES / "bad.expected.json").read_text())
    lines = done.stdout.splitlines()
    found = [re.match(r"bad/(.+?):(\d+):(\d+): (?:error|warning|hint) \[(.+?)\] .", line) for line in lines[:-1]]
    assert [[one[1], int(one[2]), int(one[3]), one[4]] for one in found if one] == wanted
    assert lines[-1] == "15 errors, 4 warnings, 1 hint."
    assert done.returncode == WRONG


def test_check_json() -> None:
    done = socml("check", "bad", "--format", "json", cwd=SITES)
    wanted = json.loads((SITES / "bad.expected.json").read_text())
    found = json.loads(done.stdout)
    assert [[one["path"], one["line"], one["col"], one["code"]] for one in found] == [
        [f"bad/{path}", *rest] for path, *rest in wanted
    ]
    assert list(found[0]) == ["path", "line", "col", "code", "severity", "message", "hint"]
    assert done.returncode == WRONG


def test_check_github() -> None:
    done = socml("check", "bad", "--format", "github", cwd=SITES)
    lines = done.stdout.splitlines()
    wanted = json.loads((SITES / "bad.expected.json").read_text())
    assert len(lines) == len(wanted)
    path, line, col, code = wanted[0]
    assert lines[0].startswith(f"::error file=bad/{path},line={line},col={col},title=socml {code}::")
    assert {one.split(" ")[0] for one in lines} == {"::error", "::warning", "::notice"}


def test_check_sarif() -> None:
    done = socml("check", "bad", "--format", "sarif", cwd=SITES)
    log = json.loads(done.stdout)
    run = log["runs"][0]
    wanted = json.loads((SITES / "bad.expected.json").read_text())
    assert log["version"] == "2.1.0"
    assert [one["ruleId"] for one in run["results"]] == [code for *_, code in wanted]
    assert {one["ruleId"] for one in run["results"]} <= {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": f"bad/{wanted[0][0]}"},
        "region": {"startLine": wanted[0][1], "startColumn": wanted[0][2]},
    }


def test_check_of_what_is_good() -> None:
    done = socml("check", "good", cwd=SITES)
    assert (done.returncode, done.stdout) == (GOOD, "No issues.\n")
    assert json.loads(socml("check", "good", "--format", "json", cwd=SITES).stdout) == []


def test_check_of_one_file_looks_at_the_whole_project(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\ndocs_dir: content\ntheme: {name: material}\nplugins: [socml]\n")
    shutil.copytree(SITES / "bad", tmp_path / "content")
    done = socml("check", "content/events/fair/sessions/legs.md", "--format", "json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert [one["code"] for one in found] == ["similar", "link", "withheld", "image"]
    assert {one["path"] for one in found} == {"content/events/fair/sessions/legs.md"}


def test_check_escapes_what_a_path_may_hold(write: Write) -> None:
    root = write({"a,b%:c.md": "[x](nowhere.md)"})
    done = socml("check", "--format", "github", cwd=root)
    assert done.stdout.startswith("::error file=a%2Cb%25%3Ac.md,line=1,col=1,")


def test_the_projects_own_content_is_good() -> None:
    done = socml("check", str(ROOT))
    assert done.returncode == GOOD, done.stdout


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, int, subprocess.Popen[bytes]]]:
    """The good sample under `socml serve`, with its port."""
    root = tmp_path / "notes"
    shutil.copytree(SITES / "good", root)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "socml_site", "serve", str(root), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with (tmp_path / "log").open("wb") as log:
        # What a shell runs in the background ignores Ctrl+C, and so would all that it starts.
        heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment, preexec_fn=heeding)
        try:
            yield root, port, process
        finally:
            process.kill()
            process.wait()


def _answer(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else ""
    except OSError:
        return ""
    finally:
        connection.close()


def _wait(condition: Callable[[], bool], what: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_serve_answers_rebuilds_and_stops(served: tuple[Path, int, subprocess.Popen[bytes]]) -> None:
    root, port, process = served
    page = "/events/fair/sessions/arms/"
    _wait(lambda: "Arms are hard." in _answer(port, page), "the page is served")
    file = root / "events/fair/sessions/arms.md"
    file.write_text(file.read_text().replace("Arms are hard.", "Arms are easy now."))
    _wait(lambda: "Arms are easy now." in _answer(port, page), "the edit is shown")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=15) == GOOD
    assert _answer(port, page) == ""


def test_serve_says_that_a_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = socml("serve", str(SITES / "good"), "--port", str(taken.getsockname()[1]))
    assert done.returncode == WRONG
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
