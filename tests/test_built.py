"""A built site judged from outside: the project's own is faultless, and each planted fault is found where it is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site.issues import Issue
from socml_site.site.check import check_built
from tests.conftest import socml

PAGE = '<!doctype html>\n<html lang="en"><title>A</title>\n<body><main id="content">\n{}\n</main></body></html>\n'

Planted = Callable[[str], tuple[Issue, ...]]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """What is found wrong with a small site when a line is added to one of its pages."""

    def check(line: str) -> tuple[Issue, ...]:
        (tmp_path / "there").mkdir()
        (tmp_path / "there" / "index.html").write_text(PAGE.format('<h2 id="known">B</h2>'), encoding="utf-8")
        (tmp_path / "there" / "notes.txt").write_text("notes", encoding="utf-8")
        (tmp_path / "own.js").write_text("", encoding="utf-8")
        (tmp_path / "index.html").write_text(PAGE.format(line), encoding="utf-8")
        return check_built(tmp_path)

    return check


def test_nothing_is_wrong_with_the_projects_own_site(site: Path) -> None:
    assert len(list(site.rglob("index.html"))) > 100
    assert check_built(site) == ()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('<a href="nowhere/">x</a>', "link"),
        ('<a href="there/other.txt">x</a>', "link"),
        ('<a href="../outside/">x</a>', "link"),
        ('<a href="there/?q=1">x</a> <a href="there/index.md">x</a>', "link"),
        ('<img src="missing.png" alt="">', "link"),
        ('<script src="missing.js"></script>', "link"),
        ('<a href="#nothing">x</a>', "anchor"),
        ('<a href="there/#nothing">x</a>', "anchor"),
        ('<script src="https://elsewhere.example/x.js"></script>', "unsafe"),
        ('<script src="//elsewhere.example/x.js"></script>', "unsafe"),
        ('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "unsafe"),
        ('<link rel="shortcut icon" href="https://elsewhere.example/x.ico">', "unsafe"),
        ('<img src="https://elsewhere.example/x.png" alt="">', "unsafe"),
        ('<img srcset="https://elsewhere.example/x.png 2x" alt="">', "unsafe"),
        ('<object data="https://elsewhere.example/x.svg"></object>', "unsafe"),
        ('<iframe src="https://elsewhere.example/"></iframe>', "unsafe"),
        ('<iframe srcdoc="&lt;script&gt;run()&lt;/script&gt;"></iframe>', "unsafe"),
        ('<form action="https://elsewhere.example/"></form>', "unsafe"),
        ('<meta http-equiv="refresh" content="0; url=https://elsewhere.example/">', "unsafe"),
        ('<base href="https://elsewhere.example/">', "unsafe"),
        ("<style>@import url(https://elsewhere.example/x.css);</style>", "unsafe"),
        ('<p onclick="run()">x</p>', "unsafe"),
        ('<svg ONLOAD="run()"></svg>', "unsafe"),
        ('<a href="javascript:run()">x</a>', "unsafe"),
        ('<a href=" JavaScript:run()">x</a>', "unsafe"),
        ('<a href="java&#10;script:run()">x</a>', "unsafe"),
        ('<a href="vbscript:run">x</a>', "unsafe"),
        ('<a href="data:text/html,<script>run()</script>">x</a>', "unsafe"),
        ("<script>run()</script>", "unsafe"),
    ],
)
def test_a_planted_fault_is_found(planted: Planted, line: str, code: str) -> None:
    found = planted(line)
    assert [(one.path, one.line, one.code) for one in found] == [("index.html", 4, code)], found


@pytest.mark.parametrize(
    "line",
    [
        '<a href="there/">x</a> <a href="./there/#known">x</a> <a href="there/?q=1#known">x</a>',
        '<a href="there/notes.txt">x</a> <a href="https://elsewhere.example/">x</a> <a href="mailto:a@b.example">x</a>',
        '<a href="#content">x</a> <a href="">x</a> <a href=".">x</a>',
        '<script src="own.js"></script>',
        '<img src="data:image/png;base64,AAAA" alt="">',
        '<span data-value="JavaScript: what it is good for" title="javascript: a talk">x</span>',
        '<form action="there/"></form>',
        "<p>&lt;script&gt;run()&lt;/script&gt; onclick=run()</p>",
    ],
)
def test_what_is_right_is_no_fault(planted: Planted, line: str) -> None:
    assert planted(line) == ()


def test_faults_planted_into_the_real_site_are_all_found(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy, ignore=shutil.ignore_patterns("pagefind"))
    faults = {
        "index.html": ('<a href="no/such/page/">x</a>', "link"),
        "sessions/index.html": ('<a href="../topics/#no-such-heading">x</a>', "anchor"),
        "people/index.html": ('<script src="https://elsewhere.example/x.js"></script>', "unsafe"),
        "topics/index.html": ('<p onmouseover="run()">x</p>', "unsafe"),
    }
    for path, (line, _) in faults.items():
        page = copy / path
        page.write_text(
            page.read_text(encoding="utf-8").replace("</article>", f"{line}</article>", 1), encoding="utf-8"
        )
    assert {one.path: one.code for one in check_built(copy)} == {path: code for path, (_, code) in faults.items()}

    done = socml("check", "--built", str(copy), cwd=tmp_path)
    assert done.returncode == 1
    assert all(f"site/{path}:" in done.stdout for path in faults)
    done = socml("check", "--built", str(site), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{}">\n<link href="{}"/>\n</feed>\n'


@pytest.mark.parametrize("base", ["", "https://example.org/wiki/"])
def test_feeds_and_data_lead_somewhere(tmp_path: Path, base: str) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there/index.html").write_text(PAGE.format('<h2 id="known">B</h2>'), encoding="utf-8")
    (tmp_path / "api/v1").mkdir(parents=True)
    (tmp_path / "feed.xml").write_text(ATOM.format(base or "./", f"{base}there/#known"), encoding="utf-8")
    (tmp_path / "there/feed.xml").write_text(ATOM.format(base or "../", f"{base}gone/"), encoding="utf-8")
    root = base or "/"
    lines = [f'{{"url":"{root}there/"}},', f'{{"url":"{root}there/#gone"}},', '{"url":"https://elsewhere.org/x/"},']
    lines.append(f'{{"markdown":"{root}there/index.md"}}')
    (tmp_path / "api/v1/sessions.json").write_text("\n".join(["[", *lines, "]"]), encoding="utf-8")
    found = [(one.path, one.line, one.code) for one in check_built(tmp_path)]
    assert found == [
        ("api/v1/sessions.json", 3, "anchor"),
        ("api/v1/sessions.json", 5, "link"),
        ("there/feed.xml", 2, "link"),
    ]
