"""One site, whichever engine builds it: MkDocs, ProperDocs, or socml's own command."""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import run, socml

SITES = Path(__file__).parent / "sites"
CONFIG = "site_name: The fair\nsite_url: https://x.org/wiki/\ndocs_dir: content\n{theme}\nplugins: [socml]\n"
MATERIAL = "theme: {name: material, font: false}"
VARYING = (
    *("pagefind/*.pf_meta", "pagefind/filter/*", "pagefind/pagefind-entry.json", "offline.json", "sw.js"),
    ".socml-site.json",
)
"""Pagefind writes these in another order, under another name, on every run; two list what it wrote, and the last names
the build."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a configuration."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(SITES / "good", folder / "content")
    (folder / "mkdocs.yml").write_text(CONFIG.format(theme=MATERIAL))
    return folder


def _files(site: Path) -> dict[str, bytes]:
    """All files but those that vary, without the line that names the engine and the day of the build."""
    found = {}
    for file in site.rglob("*"):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not any(fnmatch(path, pattern) for pattern in VARYING):
            data = re.sub(rb'<meta name="generator"[^>]*>', b"", file.read_bytes())
            found[path] = b"" if path.endswith(".xml.gz") else re.sub(rb"<lastmod>.*?</lastmod>", b"", data)
    return found


@pytest.fixture(scope="module")
def by_mkdocs(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as `mkdocs build` makes it."""
    site = tmp_path_factory.mktemp("mkdocs") / "site"
    done = run("mkdocs", "build", "--strict", "--site-dir", str(site), cwd=project)
    assert done.returncode == 0, done.stderr
    return _files(site)


def test_mkdocs_builds_every_page(by_mkdocs: dict[str, bytes]) -> None:
    assert {"index.html", "events/fair/sessions/arms/index.html", "people/ada-lovelace/index.html"} <= by_mkdocs.keys()
    assert "pagefind/pagefind.js" in by_mkdocs


def test_properdocs_makes_the_same_files(project: Path, by_mkdocs: dict[str, bytes], tmp_path: Path) -> None:
    done = run("properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", str(tmp_path / "site"), cwd=project)
    assert done.returncode == 0, done.stderr
    _same(_files(tmp_path / "site"), by_mkdocs)


def test_socml_makes_the_same_files(project: Path, by_mkdocs: dict[str, bytes], tmp_path: Path) -> None:
    done = socml("build", str(project), "--strict", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout + done.stderr
    _same(_files(tmp_path / "site"), by_mkdocs)


def _same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_strict_refuses_faults_before_the_old_site_is_touched(tmp_path: Path, engine: str) -> None:
    shutil.copytree(SITES / "bad", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(theme=MATERIAL))
    old = tmp_path / "site/index.html"
    old.parent.mkdir()
    old.write_text("the old site")
    done = run(engine, "build", "--strict", "-f", "mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 1
    assert "Nothing was published" in done.stderr
    assert "legs.md:10:5: error [link]" in done.stderr
    assert [path.name for path in old.parent.iterdir()] == ["index.html"]
    assert old.read_text() == "the old site"


def test_addresses_without_folders_are_refused(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "content", tmp_path / "content")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format(theme=MATERIAL) + "use_directory_urls: false\n")
    done = run("mkdocs", "build", cwd=tmp_path)
    assert done.returncode != 0
    assert "use_directory_urls" in done.stderr


def test_a_nav_may_name_pages_of_the_wiki(tmp_path: Path) -> None:
    (tmp_path / "docs/notes").mkdir(parents=True)
    (tmp_path / "docs/index.md").write_text("# Wiki\n\nWelcome.\n", encoding="utf-8")
    (tmp_path / "docs/notes/note one.md").write_text("# Note one\n\nText.\n", encoding="utf-8")
    nav = "nav: [{Notes: notes/note one.md}, {All: sessions/index.md}]\n"
    config = f"site_name: W\ntheme: {{name: material, font: false}}\nplugins: [socml]\n{nav}"
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    done = run("mkdocs", "build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert 'href="notes/note%20one/"' in page
    assert 'href="sessions/"' in page


def test_another_theme_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: W\ntheme: readthedocs\nplugins: [socml]\n", encoding="utf-8")
    done = run("mkdocs", "build", cwd=tmp_path)
    assert done.returncode == 1
    assert "theme: material" in done.stderr
    assert "Traceback" not in done.stderr
