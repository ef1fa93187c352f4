"""What commands print steers no terminal and no program that reads it, whatever files and texts are called."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site.cli.formats import github, sarif
from socml_site.issues import Issue, visible
from tests.conftest import Files, run, socml

Write = Callable[[Files], Path]
HOSTILE = "x\x1b]0;PWN\x07y\x9b31m\x7f\u202egnp\u2066z"


def _is_quiet(text: str) -> bool:
    """Whether no sign of a text steers a terminal or turns the order of its letters."""
    steering = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs")} - {"\n"}
    return not steering and not any(unicodedata.bidirectional(sign) in _TURNING for sign in text)


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a b\u00e9\u65e5 \u0645", "a b\u00e9\u65e5 \u0645"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\r\tc", "a\\x0ab\\x0d\\x09c"),
        ("\x9b\x7f", "\\x9b\\x7f"),
        ("\u202ex\u2069", "\\u202ex\\u2069"),
        ("\u2028\u200f", "\\u2028\\u200f"),
        ("\udcff", "\\xff"),
        ("a\\x1b", "a\\x1b"),
    ],
)
def test_signs_that_steer_are_shown_as_they_are_written(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert visible(seen) == seen


@pytest.fixture
def root(write: Write) -> Path:
    """A folder whose texts and front matter hold signs that steer."""
    return write(
        {
            "a.md": f"# A\n\n[x](no{HOSTILE}where.md) [[Page {HOSTILE}]]\n",
            "b.md": f"# B\n\n<a href='javascript:{HOSTILE}'>x</a> [y](javascript:{HOSTILE})\n",
            "people.yml": '- {name: "A \\e]0;PWN", nam\u202e: x}\n',
        }
    )


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_check_prints_no_sign_that_steers(root: Path, form: str) -> None:
    done = socml("check", "--format", form, cwd=root)
    assert done.returncode == 1
    assert "where.md" in done.stdout
    assert _is_quiet(done.stdout)
    if form == "json":
        assert any("\x1b]0;PWN" in one["message"] for one in json.loads(done.stdout)), "data stays what it is"


def test_build_prints_no_sign_that_steers(root: Path, tmp_path: Path) -> None:
    done = socml("build", ".", "--site-dir", str(tmp_path / "site"), cwd=root)
    assert "\\x1b]0;PWN" in done.stdout
    assert _is_quiet(done.stdout + done.stderr)


def test_mkdocs_prints_no_sign_that_steers(root: Path) -> None:
    settings = "site_name: W\ndocs_dir: content\ntheme: {name: material, font: false}\nplugins: [socml]\n"
    (root.parent / "mkdocs.yml").write_text(settings)
    done = run("mkdocs", "build", cwd=root.parent)
    said = "".join(line for line in done.stderr.splitlines() if "socml" in line)
    assert "\\x1b]0;PWN" in said
    assert _is_quiet(said)


@pytest.mark.parametrize("form", ["text", "json"])
def test_inspect_prints_no_sign_that_steers(root: Path, form: str) -> None:
    done = socml("inspect", str(root / "a.md"), "--format", form)
    assert done.returncode == 0
    assert _is_quiet(done.stdout + done.stderr)
    why = socml("inspect", str(root / "a.md"), "--format", form, "--why", HOSTILE)
    assert _is_quiet(why.stdout + why.stderr)


ODD = "odd\x1b[2J\u202efdp.md"


@pytest.mark.parametrize(
    "arguments",
    [
        ("inspect", f"no{ODD}"),
        ("check", f"no{ODD}"),
        ("build", f"no{ODD}"),
        ("serve", f"no{ODD}"),
        ("import", f"no{ODD}"),
        ("import", ODD, "--to", "x\x1b[2Jy"),
        ("import", ODD, "--to", ODD),
        ("check", ODD),
        ("inspect", ODD),
        ("build", ".", "--site-dir", ODD),
        ("check", "--format", f"\x1b{ODD}"),
        (f"\x1b{ODD}",),
        ("import", "noise\x1b[2J.bin"),
    ],
)
def test_no_error_prints_a_sign_that_steers(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / ODD).write_text("# Odd\n\nText.\n")
    (tmp_path / "noise\x1b[2J.bin").write_text("x")
    done = socml(*arguments, cwd=tmp_path)
    assert _is_quiet(done.stdout + done.stderr)
    assert "\\x1b" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["a\x1b[2J.md", "a\nb.md", "a\u202efdp.md", "a\\..\\b.md", "x\x7f.png", "c\x85/d.md"])
def test_a_name_with_signs_that_steer_is_said_and_not_read(write: Write, name: str) -> None:
    done = socml("check", "--format", "json", cwd=write({"good.md": "# Good\n\nText.\n", name: "# A\n"}))
    (issue,) = json.loads(done.stdout)
    assert issue["code"] == "unreadable"
    assert issue["hint"].startswith("Rename it")
    assert _is_quiet(issue["path"])


def test_a_line_break_begins_no_command_of_github() -> None:
    issue = Issue("a\n::error::b.md", 1, 1, "link", "There is no file x\r\n::set-output name=a::b", "Did\n::you mean")
    line = github(issue)
    assert line.count("\n") == 0
    assert line.count("\r") == 0
    assert line.startswith("::error file=a")
    assert "::set-output" in line.partition("title=")[2]


def test_a_report_names_a_file_by_an_address() -> None:
    (run_,) = sarif([Issue("a b/\u00e9#1%.md", 1, 1, "link", "There is no file x")])["runs"]  # type: ignore[misc]
    place = run_["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "a%20b/%C3%A9%231%25.md"


def test_what_a_file_is_called_is_told_by_import(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a\x1b[2J.pages", "b\udcff.md", "c\nd.md"):
        (tmp_path / "in" / name).write_text("x")
    done = socml("import", "in", "--to", "out", cwd=tmp_path)
    assert _is_quiet(done.stdout + done.stderr)
    assert [file.name for file in tmp_path.iterdir()] == ["in"]
    assert done.stdout.count(": not imported.") == 3
