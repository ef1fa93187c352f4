"""Whose folder a site may take, and that there is a whole one at every moment, whoever dies on the way."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from socml_site.marker import MARKER, is_site, mark
from socml_site.site import swap as swapping
from socml_site.site.swap import BusyError, building, swap
from socml_site.site.target import danger, refusal
from tests.bench import kills
from tests.conftest import ROOT, run, socml

HOME = "# Home\n\nWelcome.\n"
PRIVATE = "# Plans\n\nzunow\n"
GOOD, WRONG, MISUSED = 0, 1, 2


def _notes(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(HOME)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text)
    return folder


def _all(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _refused(source: Path, site: Path | str, cwd: Path, words: str) -> None:
    before = _all(cwd)
    done = socml("build", str(source), "--site-dir", str(site), cwd=cwd)
    assert (done.returncode, words in done.stderr) == (MISUSED, True), done.stdout + done.stderr
    assert _all(cwd) == before


# Whose folder a site may take


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that is a repository, with an index.html of its own."""
    folder = tmp_path / "project"
    _notes(folder / "content")
    (folder / "index.html").write_text("a page by hand")
    (folder / "thesis.tex").write_text("years of work")
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return folder


@pytest.mark.parametrize(
    "site", [".", "content", "./content/", "content/../content", "..", "link", ".git", ".git/new", ".git/objects/"]
)
def test_no_work_is_replaced(project: Path, site: str) -> None:
    (project / "link").symlink_to("content")
    done = socml("build", "content", "--site-dir", site, cwd=project)
    assert done.returncode == MISUSED, done.stdout
    assert (project / "content/index.md").read_text() == HOME
    assert (project / "thesis.tex").is_file()
    assert (project / ".git/HEAD").is_file()


@pytest.mark.parametrize("site", [".", "content", "content/", "content/../content", "link", "../project"])
def test_not_even_a_folder_with_a_marker_is_replaced_if_work_is_in_it(project: Path, site: str) -> None:
    (project / "link").symlink_to("content")
    for folder in (project, project / "content"):
        (folder / MARKER).write_text('{"tool": "socml", "build": "1"}')
    before = _all(project)
    assert refusal(project / site, project / "content")
    assert socml("build", "content", "--site-dir", site, cwd=project).returncode == MISUSED
    assert _all(project) == before


def test_a_page_by_hand_makes_no_site(tmp_path: Path) -> None:
    notes, other = _notes(tmp_path / "notes"), tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("years of work")
    _refused(notes, other, tmp_path, "delete it yourself")


@pytest.mark.parametrize(
    "marker",
    ["", "{", "[]", '{"tool": "other", "build": "1"}', '{"tool": "socml"}', "[" * 100_000],
    ids=["empty", "broken", "list", "other", "no-build", "deep"],
)
def test_a_marker_that_is_none_counts_for_nothing(tmp_path: Path, marker: str) -> None:
    (tmp_path / MARKER).write_text(marker)
    assert not is_site(tmp_path)
    assert "no site" in refusal(tmp_path, tmp_path / "notes")


def test_a_marker_that_is_a_link_or_a_pipe_counts_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "real").write_text('{"tool": "socml", "build": "1"}')
    for name in ("linked", "piped"):
        (tmp_path / name).mkdir()
    (tmp_path / "linked" / MARKER).symlink_to("../real")
    os.mkfifo(tmp_path / "piped" / MARKER)
    assert not is_site(tmp_path / "linked")
    assert not is_site(tmp_path / "piped")


def _marked(folder: Path, text: str = "old") -> Path:
    folder.mkdir(parents=True)
    (folder / MARKER).write_text('{"tool": "socml", "build": "1"}')
    (folder / "index.html").write_text(text)
    return folder


@pytest.mark.parametrize("name", [".git", "deep/er/.git", ".GIT"])
def test_no_site_with_a_repository_in_it_is_replaced(tmp_path: Path, name: str) -> None:
    site = _marked(tmp_path / "site")
    (site / name).mkdir(parents=True)
    assert "git" in refusal(site, tmp_path / "notes")
    (site / name).rmdir()
    assert refusal(site, tmp_path / "notes") == ""
    (site / name).write_text("gitdir: ../elsewhere\n")
    assert "git" in refusal(site, tmp_path / "notes")


def test_no_folder_somebody_is_in_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _marked(tmp_path / "site")
    (site / "sub").mkdir()
    monkeypatch.chdir(site / "sub")
    assert "you are in" in refusal(site, tmp_path / "notes")
    assert "you are in" in refusal(Path(), tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(site / "sub"))
    (tmp_path / "link").symlink_to("site")
    assert "home" in refusal(tmp_path / "link", tmp_path / "notes")
    assert refusal(Path("/"), tmp_path / "notes")


def test_folders_are_known_by_what_they_are_and_not_by_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a file system that knows no case, where `CONTENT` is `content`."""
    content, same = _notes(tmp_path / "content"), Path.samefile
    monkeypatch.setattr(Path, "samefile", lambda one, other: str(one).lower() == str(other).lower() or same(one, other))
    assert "holds the minutes" in danger(tmp_path / "CONTENT", content)
    assert "among the minutes" in danger(tmp_path / "CONTENT/public", content)


def test_an_empty_folder_and_a_missing_one_become_a_site(tmp_path: Path) -> None:
    notes = _notes(tmp_path / "notes")
    (tmp_path / "empty").mkdir()
    for site in (tmp_path / "empty", tmp_path / "new/folder"):
        assert socml("build", str(notes), "--site-dir", str(site)).returncode == GOOD
        assert is_site(site)
        assert site.stat().st_mode & 0o777 == 0o755
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "new", "notes"]
    assert [one.name for one in (tmp_path / "new").iterdir()] == ["folder"]


def test_the_marker_says_nothing_of_the_machine(tmp_path: Path) -> None:
    notes = _notes(tmp_path / "notes")
    socml("build", str(notes), "--site-dir", str(tmp_path / "site"))
    values = json.loads((tmp_path / "site" / MARKER).read_text())
    assert {**values, "build": ""} == {"tool": "socml", "version": values["version"], "build": "", "source": "notes"}
    assert str(tmp_path) not in str(values)


def test_a_link_to_a_site_stays_a_link(tmp_path: Path) -> None:
    notes = _notes(tmp_path / "notes")
    served = _marked(tmp_path / "served/now")
    (tmp_path / "site").symlink_to(served)
    done = socml("build", str(notes), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == GOOD, done.stderr
    assert (tmp_path / "site").is_symlink()
    assert "Welcome" in (served / "index.html").read_text()
    assert [one.name for one in served.parent.iterdir()] == ["now"]


@pytest.mark.parametrize("leads_to", ["notes", "work", "self", "new/folder", "/etc/passwd", "/etc"])
def test_a_link_to_what_is_no_site_is_refused(tmp_path: Path, leads_to: str) -> None:
    notes = _notes(tmp_path / "notes")
    (tmp_path / "work").mkdir()
    (tmp_path / "work/index.html").write_text("years of work")
    (tmp_path / "self").symlink_to(leads_to)
    _refused(notes, tmp_path / "self", tmp_path, "self")


# A site is no content


@pytest.mark.parametrize("site", ["notes/public", "notes/deep/er", "link/public", "notes/../notes/public"])
def test_a_site_among_the_minutes_is_refused(tmp_path: Path, site: str) -> None:
    notes = _notes(tmp_path / "notes", plans=PRIVATE)
    (tmp_path / "link").symlink_to("notes")
    _refused(notes, site, tmp_path, "among the minutes")


def test_a_folder_is_built_from_within(tmp_path: Path) -> None:
    notes = _notes(tmp_path / "notes", plans=PRIVATE)
    assert socml("build", cwd=notes).returncode == GOOD
    (notes / "plans.md").write_text(f"---\npolicy: private\n---\n{PRIVATE}")
    done = socml("build", ".", cwd=notes)
    assert "1 hint" in done.stdout
    assert not [path for path, data in _all(notes / "site").items() if b"zunow" in data]
    assert sorted(one.name for one in notes.iterdir()) == ["index.md", "plans.md", "site"]


@pytest.mark.parametrize("place", ["public", "old/2024/www"])
def test_a_site_that_came_among_the_minutes_is_no_content(tmp_path: Path, place: str) -> None:
    notes = _notes(tmp_path / "notes", plans=PRIVATE)
    socml("build", str(notes), "--site-dir", str(tmp_path / "site"))
    shutil.copytree(tmp_path / "site", notes / place)
    (notes / "plans.md").write_text(f"---\npolicy: private\n---\n{PRIVATE}")
    done = socml("build", str(notes), "--site-dir", str(tmp_path / "site"))
    assert f"{place}/{MARKER}:1:1: warning [attachment]" in done.stdout
    assert not [path for path, data in _all(tmp_path / "site").items() if b"zunow" in data]
    assert "zunow" not in socml("check", str(notes)).stdout
    said = socml("inspect", str(notes / "index.md"), "--why", "Home").stdout
    assert place not in said
    assert socml("import", str(notes), "--to", str(tmp_path / "fair")).returncode == GOOD
    assert not [path for path, data in _all(tmp_path / "fair").items() if b"Sessions" in data]


@pytest.mark.parametrize("inside", ["", "plans"])
def test_nothing_is_built_checked_or_imported_from_a_site(tmp_path: Path, inside: str) -> None:
    notes = _notes(tmp_path / "notes", plans=PRIVATE)
    socml("build", str(notes), "--site-dir", str(tmp_path / "site"))
    for command in ("build", "check", "serve"):
        done = socml(command, str(tmp_path / "site" / inside), cwd=tmp_path)
        assert (done.returncode, "no content" in done.stderr) == (MISUSED, True), done.stdout + done.stderr
    done = socml("import", str(tmp_path / "site" / inside), cwd=tmp_path)
    assert (done.returncode, "site that socml built" in done.stdout) == (WRONG, True), done.stdout + done.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["notes", "site"]


@pytest.mark.parametrize("place", [".", ".."])
def test_a_marker_laid_among_or_above_the_minutes_hides_nothing_silently(tmp_path: Path, place: str) -> None:
    notes = _notes(tmp_path / "project/notes")
    (notes / place / MARKER).write_text('{"tool": "socml", "build": "1"}')
    for command in (("build", str(notes), "--site-dir", str(tmp_path / "site")), ("check", str(notes))):
        done = socml(*command)
        assert (done.returncode, f"delete its {MARKER}" in done.stderr) == (MISUSED, True), done.stdout


def test_the_marker_is_in_nothing_that_readers_are_given(tmp_path: Path) -> None:
    notes = _notes(tmp_path / "content", plans=PRIVATE)
    config = "site_name: W\ndocs_dir: content\ntheme: {name: material, font: false}\n"
    (tmp_path / "mkdocs.yml").write_text(
        f"{config}plugins: [{{socml: {{offline_zip: true}}}}]\nsite_url: https://x.org/\n"
    )
    assert socml("build", str(tmp_path)).returncode == GOOD
    site = tmp_path / "site"
    assert is_site(site)
    assert MARKER not in (site / "offline.json").read_text() + (site / "sitemap.xml").read_text()
    with zipfile.ZipFile(site / "wiki.zip") as bundle:
        assert not [name for name in bundle.namelist() if "socml-site" in name]
    assert socml("check", "--built", str(site)).returncode == GOOD
    assert not any(MARKER in text.decode(errors="replace") for text in _all(notes).values())


# With MkDocs alone


def _mkdocs(root: Path, *more: str) -> tuple[int, str]:
    done = run("mkdocs", "build", *more, cwd=root)
    return done.returncode, done.stdout + done.stderr


def _configured(tmp_path: Path, site: str) -> Path:
    root = tmp_path / "project"
    _notes(root / "content")
    (root / "mkdocs.yml").write_text(
        f"site_name: W\ndocs_dir: content\nsite_dir: {site}\ntheme: {{name: material, font: false}}\nplugins: [socml]\n"
    )
    return root


def test_mkdocs_marks_its_site_too_and_socml_replaces_it(tmp_path: Path) -> None:
    root = _configured(tmp_path, "site")
    code, said = _mkdocs(root)
    assert (code, is_site(root / "site")) == (0, True), said
    assert socml("build", str(root)).returncode == GOOD


@pytest.mark.parametrize("site", ["link", "linked/public", "work", "inner"])
def test_mkdocs_empties_no_work(tmp_path: Path, site: str) -> None:
    root = _configured(tmp_path, site)
    (root / "link").symlink_to("content")
    (root / "linked").symlink_to("content")
    (root / "work/.git").mkdir(parents=True)
    (root / "work/thesis.tex").write_text("years of work")
    (root / "work/content").mkdir()
    (root / "inner").symlink_to(".")
    before = _all(root)
    code, said = _mkdocs(root)
    assert (code, "Nothing was published" in said) == (1, True), said
    assert _all(root) == before


@pytest.mark.parametrize("name", ["api", "calendar.ics", "search", MARKER])
def test_mkdocs_is_not_led_out_of_its_site(tmp_path: Path, name: str) -> None:
    root, outside = _configured(tmp_path, "site"), tmp_path / "outside"
    outside.mkdir()
    (root / "site").mkdir()
    (root / "site" / name).symlink_to(outside if "." not in name else outside / "file")
    (root / "site/index.html").write_text("the old site")
    code, said = _mkdocs(root)
    assert list(outside.iterdir()) == []
    assert "Traceback" not in said
    if name == MARKER:
        assert (code, "a link stands in its place" in said) == (1, True), said
        assert (root / "site/index.html").read_text() == "the old site"
    else:
        assert code == 0, said


# There is a site at every moment


VERSIONS = ("one", "two", "three")


def _written(folder: Path, version: str) -> Path:
    """A site whose every file says its version."""
    (folder / "deep/er").mkdir(parents=True)
    (folder / MARKER).write_text(json.dumps({"tool": "socml", "build": version}))
    for name in ("index.html", "deep/index.html", "deep/er/index.html"):
        (folder / name).write_text(version)
    return folder


def _version(site: Path) -> str:
    """The version of a site, which must be whole."""
    texts = {file.read_text() for file in site.rglob("*.html")}
    assert len(list(site.rglob("*.html"))) == 3
    (version,) = texts
    assert json.loads((site / MARKER).read_text())["build"] == version
    return version


def _build(site: Path, version: str) -> None:
    with building(site) as beside:
        swap(_written(beside / "site", version), site)


_DYING = """
    import os, shutil, signal, sys
    from pathlib import Path
    from socml_site.site import swap

    site, last, steps = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "steps"
    if steps:
        swap._exchanged = lambda fresh, site: False
    seen = 0

    def hook(event, arguments):
        global seen
        if event.startswith(("os.", "shutil.", "fcntl.", "ctypes.dlsym", "open")) and armed:
            seen += 1
            if seen == last:
                os.kill(os.getpid(), signal.SIGKILL)

    armed = False
    sys.addaudithook(hook)
    armed = True
    with swap.building(site) as beside:
        armed = False
        fresh = Path(shutil.copytree(sys.argv[4], beside / "site"))
        armed = True
        swap.swap(fresh, site)
    armed = False
    print(seen)
"""
"""Builds a site, and kills itself before its n-th operation on files, the exchange among them."""


def _dies(site: Path, last: int, how: str, fresh: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-c", textwrap.dedent(_DYING), str(site), str(last), how, str(fresh)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("how", ["exchange", "steps"])
@pytest.mark.parametrize("before", ["site", "empty", "nothing", "dead"])
def test_a_kill_between_any_two_operations_leaves_a_whole_site(tmp_path: Path, how: str, before: str) -> None:
    number = missing = 0
    fresh = _written(tmp_path / "fresh", "two")
    while True:
        number += 1
        folder = tmp_path / str(number)
        folder.mkdir()
        site = folder / "site"
        if before in ("site", "dead"):
            _written(site, "one")
        if before == "dead":
            dead = folder / ".site.socml-build/new-0"
            _written(dead / "site", "zero")
        if before == "empty":
            site.mkdir()
        done = _dies(site, number, how, fresh)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        if before in ("site", "dead") and not site.exists():
            # Without the exchange there is one such moment, which the next build mends before it does anything else.
            missing += 1
            with building(site):
                assert _version(site) == "one"
        elif is_site(site):
            assert _version(site) in (("one", "two") if before in ("site", "dead") else ("two",))
        _build(site, "three")
        assert _version(site) == "three"
        assert [one.name for one in folder.iterdir()] == ["site"]
    assert number == int(done.stdout) + 1 > 15
    assert missing == (how == "steps" and before in ("site", "dead"))
    assert _version(site) == "two"


def test_if_the_new_one_cannot_take_its_place_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _written(tmp_path / "site", "one")
    calls = _failing(monkeypatch, {2})
    with pytest.raises(OSError, match="no"):
        _build(site, "two")
    assert calls == [1, 2, 3]
    assert _version(site) == "one"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_if_nothing_can_take_its_place_the_old_one_is_kept_aside_and_put_back_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _written(tmp_path / "site", "one")
    with monkeypatch.context() as patch:
        _failing(patch, {2, 3})
        with pytest.raises(OSError, match="it is in ") as raised:
            _build(site, "two")
    assert not site.exists()
    assert _version(Path(str(raised.value).partition("it is in ")[2])) == "one"
    with building(site):
        assert _version(site) == "one"
    _build(site, "three")
    assert _version(site) == "three"
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def _failing(patch: pytest.MonkeyPatch, which: set[int]) -> list[int]:
    """Renames of which some fail, where there is no exchange; the list counts them."""
    calls: list[int] = []
    rename = os.rename

    def fails(one: Path, other: Path) -> None:
        calls.append(len(calls) + 1)
        if calls[-1] in which:
            raise OSError(5, "no")
        rename(one, other)

    patch.setattr(swapping, "_exchanged", lambda fresh, site: False)
    patch.setattr(os, "rename", fails)
    return calls


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Path]:
    """A site that another process is building."""
    site = _written(tmp_path / "site", "one")
    program = (
        "import sys; from pathlib import Path; from socml_site.site.swap import building\n"
        "with building(Path(sys.argv[1])): print(flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(site)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield site
        other.kill()


def test_a_second_build_of_one_site_says_so_and_touches_nothing(busy: Path, tmp_path: Path) -> None:
    before = _all(tmp_path)
    with pytest.raises(BusyError), building(busy):
        pass
    done = socml("build", str(_notes(tmp_path / "notes")), "--site-dir", str(busy))
    assert (done.returncode, "Another build" in done.stderr) == (WRONG, True), done.stderr
    shutil.rmtree(tmp_path / "notes")
    assert _all(tmp_path) == before
    _build(tmp_path / "other", "two")


def test_what_is_not_of_dead_builds_stays(tmp_path: Path) -> None:
    site = _written(tmp_path / "site", "one")
    others = {".site-x/new/index.html", ".sites.socml-build/new-1/a", ".site.socml-build/thesis.tex", "site2/a"}
    for name in others:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("years of work")
    _written(tmp_path / ".site.socml-build/new-1", "zero")
    _build(site, "two")
    found = {path for path in _all(tmp_path) if not path.startswith("site/")}
    assert found == others


@pytest.mark.parametrize("name", [".site.socml-build", ".site.socml-build/lock", ".site.socml-build/old"])
def test_a_link_among_the_work_leads_nowhere(tmp_path: Path, name: str) -> None:
    outside, site = tmp_path / "outside", _written(tmp_path / "at/site", "one")
    _written(outside / "new-1", "theirs")
    before = _all(outside)
    link = site.parent / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside / "new-1" if name.endswith("old") else outside)
    if name.endswith("old"):
        _build(site, "two")
    else:
        with pytest.raises(OSError, match=r"link|symbolic"):
            _build(site, "two")
    assert _all(outside) == before


def test_what_comes_to_lie_in_the_place_of_a_site_during_a_build_stays(tmp_path: Path) -> None:
    root = _configured(tmp_path, "site")
    (root / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    folder = Path(config.config_file_path).parent / 'site'\n"
        "    folder.mkdir()\n"
        "    (folder / 'thesis.tex').write_text('years of work')\n"
    )
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + "hooks: [hook.py]\n")
    done = socml("build", str(root))
    assert done.returncode == MISUSED, done.stdout
    assert _all(root / "site") == {"thesis.tex": b"years of work"}
    assert not list(root.glob(".site*"))


@pytest.mark.skipif(sys.platform != "linux", reason="no other system can do this")
def test_what_a_killed_build_has_started_ends_with_it(tmp_path: Path) -> None:
    program = """if True:
        import os, subprocess, sys, time
        from pathlib import Path
        from socml_site.site.orphans import bound, end_with

        parent = os.getpid()
        if not os.fork():
            end_with(parent)
            program = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], preexec_fn=bound())
            Path(sys.argv[1]).write_text(f"{os.getpid()} {program.pid}")
            time.sleep(60)
        time.sleep(60)
    """
    note = tmp_path / "pids"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program, str(note)], env=environment) as parent:
        _wait(lambda: note.exists() and " " in note.read_text())
        parent.kill()
    _wait(lambda: not any(_runs(pid) for pid in note.read_text().split()))


def _runs(pid: str) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_builds_that_are_killed_at_random_leave_a_whole_site(capsys: pytest.CaptureFixture[str]) -> None:
    assert kills.main(["--kills", "6", "--seed", "1"]) == 0, capsys.readouterr().out


def test_a_site_that_a_repository_has_laid_is_not_put_in_place(tmp_path: Path) -> None:
    site, planted = tmp_path / "site", tmp_path / ".site.socml-build/old"
    planted.mkdir(parents=True)
    (tmp_path / ".site.socml-build").chmod(0o755)
    (planted / "index.html").write_text("a stranger's")
    mark(planted, "content")
    with building(site):
        assert not site.exists()
    assert not site.exists()
