"""Links, loops, devices and odd names in a content folder: each is an issue, and the rest is built."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.pipeline import Understood
from socml_site.read import read_folder, walk_folder
from socml_site.site import offline
from tests.conftest import Files, run, socml

Write = Callable[[Files], Path]
SECRET = "token-of-nobody"
PATIENCE = 30
"""Seconds after which a command waits for ever."""

pytestmark = pytest.mark.usefixtures("never_hangs")


@pytest.fixture
def root(write: Write) -> Path:
    """A content folder with a page, a picture's place and things that are not for everybody."""
    return write(
        {
            "index.md": "# Home\n\nHello.\n",
            "notes/day.md": "# The day\n\nWe met.\n",
            "notes/list.txt": "a list",
            ".env": SECRET,
            ".git/config": SECRET,
            ".docker/deep/config.json": SECRET,
            "node_modules/pack/secret.txt": SECRET,
        }
    )


def _told(understood: Understood) -> list[tuple[str, str]]:
    # That nobody is named where people.yml cannot be read is shown elsewhere.
    others = ("history", "policy", "unpublished")
    return [(one.path, one.code) for one in understood.issues if one.code not in others]


def _builds(root: Path, site: Path) -> str:
    """What `socml build` prints; the page beside the odd file is there, and nothing secret is."""
    done = socml("build", str(root), "--site-dir", str(site), seconds=PATIENCE)
    assert "Traceback" not in done.stderr
    assert (site / "notes/day/index.html").is_file(), done.stdout + done.stderr
    assert (site / "notes/list.txt").read_text() == "a list"
    held = b"".join(file.read_bytes() for file in site.rglob("*") if file.is_file())
    assert SECRET.encode() not in held
    return done.stdout


HIDDEN = {
    "a page": ("leak.md", ".env"),
    "a text": ("notes/leak.txt", "../.env"),
    "a table": ("leak.csv", ".git/config"),
    "data": ("leak.json", ".docker/deep/config.json"),
    "a drawing": ("leak.svg", ".env"),
    "people": ("people.yml", ".env"),
    "topics": ("topics.yml", ".env"),
    "a schedule": ("notes/schedule.csv", "../.env"),
    "by its whole path": ("leak.txt", "{root}/.git/config"),
    "by a link": ("leak.txt", "notes/step.txt"),
    "through another folder": ("leak.txt", "notes/../.git/config"),
    "in a folder of tools": ("leak.txt", "node_modules/pack/secret.txt"),
}


@pytest.mark.parametrize(("name", "target"), HIDDEN.values(), ids=HIDDEN)
def test_a_link_to_something_hidden_is_not_read(root: Path, name: str, target: str) -> None:
    (root / "notes/.step").symlink_to("../.env")
    if "step" in target:
        (root / "notes/step.txt").symlink_to(".step")
    (root / name).symlink_to(target.format(root=root))
    understood = pipeline.understand(root)
    told = dict(_told(understood))
    assert told[name] == "unreadable"
    assert understood.folder.attachments == {"notes/list.txt"}
    assert SECRET not in str(understood.relations.documents)
    issue = next(one for one in understood.issues if one.path == name and one.code == "unreadable")
    assert (issue.message, issue.hint) == (
        "This is a link to a file that is hidden or belongs to a tool",
        "Copy what may be published.",
    )


def test_hidden_files_are_not_built_through_links(root: Path, tmp_path: Path) -> None:
    (root / "leak.txt").symlink_to(".git/config")
    (root / "leak.md").symlink_to(".env")
    printed = _builds(root, tmp_path / "site")
    assert "leak.txt:1:1: error [unreadable] This is a link to a file that is hidden" in printed


@pytest.mark.parametrize("target", ["../outside.txt", "{outside}", "up/outside.txt"])
def test_a_link_that_leaves_the_content_is_not_read(root: Path, target: str) -> None:
    outside = root.parent / "outside.txt"
    outside.write_text(SECRET)
    (root / "up").symlink_to("..")
    (root / "leak.txt").symlink_to(target.format(outside=outside))
    (root / "leak.md").symlink_to(outside)
    understood = pipeline.understand(root)
    assert _told(understood) == [("leak.md", "unreadable"), ("leak.txt", "unreadable"), ("up", "attachment")]
    assert SECRET not in str(understood.relations.documents)


def test_a_link_to_a_file_of_the_content_is_read(root: Path, tmp_path: Path) -> None:
    (root / "notes/again.txt").symlink_to("list.txt")
    understood = pipeline.understand(root)
    assert _told(understood) == []
    assert understood.folder.attachments == {"notes/list.txt", "notes/again.txt"}
    _builds(root, tmp_path / "site")
    assert (tmp_path / "site/notes/again.txt").read_text() == "a list"


LOOPS: dict[str, dict[str, str]] = {
    "two to here": {"a": ".", "b": "."},
    "up": {"notes/up": "..", "notes/up2": ".."},
    "each in the other": {"a/b": "../c", "c/d": "../a"},
    "by its whole path": {"a": "{root}", "b": "{root}/notes"},
}


@pytest.mark.parametrize("links", LOOPS.values(), ids=LOOPS)
def test_links_to_folders_are_not_followed(root: Path, tmp_path: Path, links: dict[str, str]) -> None:
    for name, target in links.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(target.format(root=root))
    understood = pipeline.understand(root)
    assert _told(understood) == [(name, "attachment") for name in links]
    assert {one.message for one in understood.issues} == {"This is a link to a folder and is not followed"}
    assert len(understood.relations.documents) == 2
    _builds(root, tmp_path / "site")


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_loops_stop_no_engine(root: Path, engine: str) -> None:
    (root / "a").symlink_to(".")
    (root / "b").symlink_to(".")
    (root / "odd\udcff.txt").write_text("x")
    settings = "site_name: W\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [socml]\n"
    (root.parent / "mkdocs.yml").write_text(settings)
    done = run(engine, "build", "-f", "mkdocs.yml", cwd=root.parent, seconds=PATIENCE)
    assert done.returncode == 0, done.stderr
    assert "a:1:1: warning [attachment] This is a link to a folder and is not followed" in done.stderr
    assert (root.parent / "site/notes/list.txt").read_text() == "a list"


ENDLESS: dict[str, dict[str, str]] = {
    "to itself": {"self.md": "self.md"},
    "in a circle": {"a.txt": "b.txt", "b.txt": "a.txt"},
    "a picture": {"p.png": "p.png"},
    "topics": {"topics.yml": "topics.yml"},
    "nowhere": {"gone.md": "not-there.md", "gone.png": "not-there.png"},
}


@pytest.mark.parametrize("links", ENDLESS.values(), ids=ENDLESS)
def test_a_link_to_nothing_is_an_issue(root: Path, tmp_path: Path, links: dict[str, str]) -> None:
    for name, target in links.items():
        (root / name).symlink_to(target)
    assert _told(pipeline.understand(root)) == [(name, "unreadable") for name in sorted(links)]
    assert all(f"{name}:1:1: error [unreadable]" in _builds(root, tmp_path / "site") for name in links)


DEVICES = ["x.md", "x.svg", "x.png", "x.txt", "people.yml", "topics.yml", "schedule.csv", "events/fair/schedule.csv"]


@pytest.mark.parametrize("name", DEVICES)
def test_a_pipe_is_not_waited_for(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(root / name)
    (root / "link.md").symlink_to(name)
    assert _told(pipeline.understand(root)) == sorted([(name, "unreadable"), ("link.md", "unreadable")])


def test_pipes_sockets_and_devices_stop_no_build(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "x.md")
    os.mkfifo(root / "x.png")
    os.mkfifo(root / "topics.yml")
    (root / "zero.md").symlink_to("/dev/zero")
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        printed = _builds(root, tmp_path / "site")
    for name in ("topics.yml", "s.txt", "x.md", "x.png"):
        assert f"{name}:1:1: error [unreadable] This is no file but a pipe, a socket or a device" in printed


@pytest.mark.parametrize("name", ["a\udcff.md", "\udce9t\udce9/a.md", "a\udcff.png", "notes/\udc80\udc81.txt"])
def test_a_name_that_is_not_utf_8_is_said_and_the_rest_is_built(root: Path, tmp_path: Path, name: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text("# A\n\nText.\n")
    understood = pipeline.understand(root)
    (issue,) = understood.issues
    assert issue.code == "unreadable"
    assert "\\x" in issue.path
    assert issue.path.isprintable()
    assert issue.hint.startswith("Rename it")
    assert f"{issue.path}:1:1: error [unreadable]" in _builds(root, tmp_path / "site")
    done = socml("check", str(root), "--format", "json")
    assert [one["code"] for one in json.loads(done.stdout)] == ["unreadable"]


def test_what_is_excluded_is_no_fault_however_odd(root: Path) -> None:
    (root / "drafts").mkdir()
    os.mkfifo(root / "drafts/x.md")
    (root / "drafts/up").symlink_to("..")
    assert walk_folder(root, lambda path: path.startswith("drafts/")).issues == ()


def test_a_file_too_long_to_be_minutes_is_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socml_site.read.walk.MOST_BYTES", 30)
    for name in ("long.md", "people.yml", "notes/schedule.csv", "long.svg"):
        (root / name).write_text("word " * 10)
    found = {(one.path, one.code): one for one in read_folder(root).issues}
    assert set(found) == {(name, "unreadable") for name in ("long.md", "people.yml", "notes/schedule.csv", "long.svg")}
    assert all("MB" in one.message for one in found.values())


def test_a_folder_that_may_not_be_opened_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def guarded(folder: str) -> object:
        if str(folder).endswith("notes"):
            raise PermissionError(13, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    found = walk_folder(root)
    assert [(one.path, one.code) for one in found.issues] == [("notes", "unreadable")]


@pytest.mark.parametrize("command", ["check", "inspect"])
def test_a_pipe_given_as_a_file_is_not_waited_for(root: Path, command: str) -> None:
    os.mkfifo(root / "x.md")
    done = socml(command, str(root / "x.md"), seconds=PATIENCE)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "x.md" in done.stdout + done.stderr


def test_a_link_given_to_check_is_judged_as_what_it_is(root: Path) -> None:
    (root / "leak.md").symlink_to(".env")
    done = socml("check", str(root / "leak.md"))
    assert done.returncode == 1
    assert "[unreadable] This is a link to a file that is hidden" in done.stdout


BOARD = "title,room,moderator\nBees,Hall,Zorba Quux\n"
BOARDS = {
    "beside a foreign event": "meet/schedule.csv",
    "in other letters": "events/fair/Schedule.CSV",
    "one folder down": "events/fair/sessions/schedule.csv",
}


@pytest.mark.parametrize("name", BOARDS.values(), ids=BOARDS)
def test_the_board_of_an_event_is_read_wherever_it_lies_in_it(write: Write, name: str) -> None:
    files = {"events/fair/index.md": "# Fair\n\nText.\n", "meet/2024-01-01.md": "# Meeting\n\nWords.\n", name: BOARD}
    understood = pipeline.understand(write(files))
    assert understood.folder.attachments == frozenset()
    assert name not in understood.folder.files
    assert _told(understood) == []
    assert [row.title for rows in understood.relations.planned.values() for row in rows] == ["Bees"]


@pytest.mark.parametrize("name", ["schedule.csv", "Schedule.csv", "reports/SCHEDULE.CSV", "events/schedule.csv"])
def test_a_board_of_no_event_is_not_published(write: Write, name: str) -> None:
    understood = pipeline.understand(write({"a.md": "Text", name: BOARD}))
    assert understood.folder.attachments == frozenset()
    assert _told(understood) == [(name, "schedule")]
    assert "events/NAME/schedule.csv" in understood.issues[0].hint


def test_of_two_boards_of_one_event_the_nearest_is_read(write: Write) -> None:
    files = {
        "events/fair/index.md": "# Fair\n\nText.\n",
        "events/fair/Schedule.csv": "title\nAnts\n",
        "events/fair/schedule.csv": BOARD,
        "events/fair/sessions/schedule.csv": "title\nMoths\n",
    }
    understood = pipeline.understand(write(files))
    assert [row.title for rows in understood.relations.planned.values() for row in rows] == ["Bees"]
    others = ["events/fair/Schedule.csv", "events/fair/sessions/schedule.csv"]
    assert _told(understood) == [(name, "schedule") for name in others]


@pytest.mark.parametrize("linked", [False, True], ids=["a folder", "a folder by a link"])
def test_serve_watches_no_folder_by_a_link(root: Path, linked: bool) -> None:
    (root / "a").symlink_to(".")
    (root / "b").symlink_to(".")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    (root.parent / "way").symlink_to("content")
    settings = "site_name: W\ndocs_dir: way\ntheme: {name: material, font: false}\nplugins: [socml]\n"
    (root.parent / "mkdocs.yml").write_text(settings)
    source = root.parent if linked else root
    command = [sys.executable, "-m", "socml_site", "serve", str(source), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as served:
        try:
            address = f"http://127.0.0.1:{port}/notes/day/"
            _wait_for(address, "We met.")
            (root / "notes/day.md").write_text("# The day\n\nWe met again.\n")
            _wait_for(address, "We met again.")
        finally:
            served.terminate()


def _wait_for(address: str, words: str) -> None:
    for _ in range(4 * PATIENCE):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if words in answer.read().decode():
                return
        time.sleep(0.25)
    raise AssertionError(f"{words} were not served")


ELSEWHERE = ["a\\..\\b.txt", "C:x.txt", "notes/d:/x.txt", "CON", "aux.txt", "notes/nul/x.txt", "LPT1.txt", "dot./x.txt",
             "blank /x.txt", "x\x1b.txt"]  # fmt: skip
HERE = ["10:00.txt", "console.txt", "notes/nullary.txt", "..x/y.txt", "a.b/c.txt", "index.html"]


def test_no_name_in_the_file_for_a_disk_leads_elsewhere(tmp_path: Path) -> None:
    for name in (*ELSEWHERE, *HERE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert sorted(offline.archive(tmp_path, ())) == sorted(ELSEWHERE)
    with zipfile.ZipFile(tmp_path / "wiki.zip") as bundle:
        assert {name for name in bundle.namelist() if not name.startswith("assets/")} == set(HERE)


HOOK = """def on_pre_build(config):
    print("before", config.docs_dir)

def on_files(files, config):
    print("files", config.docs_dir, files.get_file_from_path("notes/list.txt").abs_src_path)

def on_post_build(config):
    print("after", config.docs_dir)
"""


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_other_plugins_see_the_content_where_it_is(root: Path, engine: str) -> None:
    (root.parent / "hook.py").write_text(HOOK)
    settings = "site_name: W\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [socml]\n"
    (root.parent / "mkdocs.yml").write_text(f"{settings}hooks: [hook.py]\n")
    done = run(engine, "build", "-f", "mkdocs.yml", cwd=root.parent, seconds=PATIENCE)
    assert done.returncode == 0, done.stderr
    told = [line.split() for line in done.stdout.splitlines() if line.startswith(("before", "files", "after"))]
    assert told == [["before", str(root)], ["files", str(root), str(root / "notes/list.txt")], ["after", str(root)]]
