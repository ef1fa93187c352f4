"""Files of the content do not take the place of what the wiki writes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.assets import theme_folder
from socml_site.pipeline import Understood
from socml_site.read import Scope
from socml_site.reserved import is_reserved_page, reserved_files
from tests.conftest import ROOT, Files, file_of, run, socml

Understand = Callable[[Files], Understood]
Write = Callable[[Files], Path]
MEETING = "---\ntopics: [Robots]\nattendees: [Ada Example]\nredirect_from: old/robots\n---\n# Robots\n\nThey learn.\n"
MINUTES: Files = {
    "index.md": "# Home\n",
    "meet/2024-01-01-robots.md": MEETING,
    "events/fair/index.md": "---\nstart: 2024-02-01\n---\n# Fair\n",
}
STRANGE = "strange"


def _said(understood: Understood) -> list[tuple[str, str]]:
    return [(one.path, one.code) for one in understood.issues if one.code == "url"]


@pytest.mark.parametrize(
    "path",
    [
        *("calendar.ics", "feed.json", "llms.txt", "offline.json", "wiki.zip", "sitemap.xml.gz", "search/words.txt"),
        *("graph/graph.json", "api/v1/sessions.json", "api/v1/more.json", "api/v1/deep/er.png"),
        *("pagefind/pagefind-entry.json", "pagefind/x.gz", "assets/cards/site.png", "assets/icon.svg"),
        *("assets/images/favicon.png", "assets/vendor/d3-graph.json", "assets/vendor/d3-graph.LICENSE.txt"),
        *("people/feed.json", "topics/robots/feed.json", "people/ada-example/feed.json", "events/fair/calendar.ics"),
        *("meet/2024-01-01-robots/cite.json", "events/fair/cite.json"),
        *("API/V1/sessions.json", "Pagefind/x.json", "LLMS.txt", "ſearch/words.txt", "Assets/Icon.SVG", "Wiki.zip"),
        *("feed.json/a.png", "llms.txt/a/b.png", "events/fair/feed.xml/a.png", "index.html/a.png"),
        *("assets/socml.css/a.png", "people/ada-example/index.html/a.png", "sw.js/a.png", "404.html/a.png"),
    ],
)
def test_a_file_with_the_address_of_a_generated_one_is_an_issue(understand: Understand, path: str) -> None:
    understood = understand({**MINUTES, path: file_of(path)})
    assert _said(understood) == [(path, "url")]
    assert understood.folder.attachments == understood.relations.attachments == frozenset()


@pytest.mark.parametrize(
    "path",
    [
        *("photo.png", "assets/photo.png", "api/diagram.png", "meet/cite.json", "meet/feed.json", "search/a.txt"),
        *("graph/data.json", "events/fair/photo.png", "events/fair/sessions/feed.json", "papers/calendar.ics"),
        *("assets/cards.png", "pagefind.json", "my/llms.txt", "my/pagefind/a.json", "api/v1.json"),
    ],
)
def test_a_file_in_an_ordinary_place_is_published(understand: Understand, path: str) -> None:
    understood = understand({**MINUTES, path: file_of(path)})
    assert (understood.issues, understood.relations.attachments) == ((), {path})


@pytest.mark.parametrize(
    "path",
    [
        *("search.md", "Search.md", "calendar.ics.md", "feed.json.md", "llms.txt.md", "offline.json.md", "sw.js.md"),
        *("404.html.md", "index.html.md", "sitemap.xml.md", "wiki.zip.md", "index.md.md", "meet/index.html.md"),
        *("pagefind/notes.md", "api/v1/sessions.json.md", "api/v1/notes.md", "assets/socml.css.md", "Feed.XML/a.md"),
        *("events/fair/feed.xml.md", "people/ada-example/index.md.md", "search/words.txt.md", "graph/graph.json/a.md"),
    ],
)
def test_a_page_with_the_address_of_a_generated_file_is_an_issue(understand: Understand, path: str) -> None:
    understood = understand({**MINUTES, path: "# Strange\n\nText.\n"})
    assert _said(understood) == [(path, "url")]


@pytest.mark.parametrize("path", ["api/notes.md", "assets/notes.md", "my/search.md", "graph/notes.md", "feed.md"])
def test_a_page_in_an_ordinary_place_is_published(understand: Understand, path: str) -> None:
    assert _said(understand({**MINUTES, path: "# Plain\n\nText.\n"})) == []


@pytest.mark.parametrize(
    ("file", "page"), [("photo.png", "photo.png.md"), ("a.txt", "a.txt.md"), ("a.png", "A.PNG/b.md")]
)
def test_a_file_where_a_page_needs_a_folder_is_an_issue(understand: Understand, file: str, page: str) -> None:
    understood = understand({**MINUTES, file: file_of(file), page: "# Page\n\nText.\n"})
    assert _said(understood) == [(file, "url")]


def test_a_link_to_a_file_that_is_not_published_is_an_issue(understand: Understand) -> None:
    understood = understand({**MINUTES, "a.md": "[data](api/v1/sessions.json)\n", "api/v1/sessions.json": STRANGE})
    assert [one.code for one in understood.issues] == ["link", "url"]


def test_what_the_configuration_names_is_no_exception(write: Write) -> None:
    root = write({**MINUTES, "assets/socml.css": STRANGE, "assets/own.css": "x"})
    understood = pipeline.understand(root, Scope(assets=frozenset({"assets/socml.css", "assets/own.css"})))
    assert _said(understood) == [("assets/socml.css", "url")]
    assert understood.relations.attachments == {"assets/own.css"}


def test_all_that_a_site_consists_of_is_reserved(site: Path) -> None:
    understood = pipeline.understand(ROOT / "content")
    pages = [one.url for one in understood.relations.documents.values()]
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    written = {path for path in files - understood.relations.attachments if not path.endswith("/index.html")}
    lists = ("schedule/index.md", *(f"{name}/index.md" for name in ("sessions", "actions")))
    reserved = set(reserved_files(written, pages))
    assert {path for path in written - reserved if not path.endswith(lists)} == set()
    assert len(written) > 100


def test_no_page_of_the_wiki_has_a_reserved_address(site: Path) -> None:
    pages = {file.parent.relative_to(site).as_posix() for file in site.rglob("index.html")} - {".", "search"}
    further = {page for page in pages if "/page/" in page}
    assert [page for page in pages - further if is_reserved_page(f"{page}/")] == []


STRANGERS: Files = {
    **MINUTES,
    **{
        path: file_of(path)
        for path in (
            *("calendar.ics", "feed.json", "llms.txt", "offline.json", "wiki.zip", "graph/graph.json"),
            *("search/words.txt", "api/v1/sessions.json", "pagefind/pagefind-entry.json", "assets/icon.svg"),
        )
    },
    **dict.fromkeys(("assets/socml.css", "assets/search.js", "sitemap.xml", "404.html", "sw.js"), STRANGE),
    **dict.fromkeys(("feed.xml.md", "assets/socml.js.md", "offline.json.md", "index.html.md"), STRANGE),
    "photo.png": file_of("photo.png"),
}


@pytest.mark.parametrize("command", ["socml", "mkdocs"])
def test_the_generated_files_stand(tmp_path: Path, write: Write, command: str) -> None:
    root = write(STRANGERS)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: W\nsite_url: https://x.org/\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        "plugins: [{socml: {offline_zip: true}}]\n"
    )
    done = socml("build", cwd=tmp_path) if command == "socml" else run("mkdocs", "build", cwd=tmp_path)
    assert "Traceback" not in done.stderr, done.stderr
    site = tmp_path / "site"
    strange = {path for path, text in STRANGERS.items() if STRANGE in str(text)} - {"photo.png"}
    assert [
        path for path in strange if (site / path).is_file() and STRANGE.encode() in (site / path).read_bytes()
    ] == []
    assert (site / "assets/socml.css").read_bytes() == (theme_folder() / "assets/socml.css").read_bytes()
    assert json.loads((site / "api/v1/sessions.json").read_text())[0]
    assert json.loads((site / "pagefind/pagefind-entry.json").read_text())["languages"]
    assert (site / "photo.png").read_bytes() == file_of("photo.png")
    assert socml("check", "--built", str(site)).stdout == "No issues.\n"
    assert root.is_dir()


def test_check_says_so_too(write: Write) -> None:
    said = socml("check", str(write(STRANGERS))).stdout
    assert said.count("error [url]") == 14, said
    assert "Rename it" in said


def test_what_is_served_is_what_the_wiki_wrote(tmp_path: Path, write: Write) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "socml_site", "serve", str(write(STRANGERS)), "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    with (
        (tmp_path / "log").open("wb") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server,
    ):
        try:
            assert STRANGE not in _answer(f"http://127.0.0.1:{port}/api/v1/sessions.json")
        finally:
            server.kill()


def _answer(address: str) -> str:
    for _ in range(300):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read().decode())
        time.sleep(0.1)
    raise AssertionError("nothing is served")


def test_a_projects_own_theme_and_styles_still_count(tmp_path: Path, write: Write) -> None:
    write({**MINUTES, "assets/own.css": "own"})
    (tmp_path / "theme/assets").mkdir(parents=True)
    (tmp_path / "theme/assets/socml.css").write_text("theirs")
    (tmp_path / "theme/llms.txt").write_text("theirs")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: W\ndocs_dir: content\ntheme: {name: material, font: false, custom_dir: theme}\n"
        "extra_css: [assets/own.css]\nplugins: [socml]\n"
    )
    assert socml("build", cwd=tmp_path).returncode == 0
    texts = [(tmp_path / "site" / path).read_text() for path in ("assets/own.css", "assets/socml.css", "llms.txt")]
    assert texts == ["own", "theirs", "theirs"]
