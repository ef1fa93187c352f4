"""What is kept for readers without a network: the list, the worker and the file, without a browser."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from socml_site.model import Artifact, Search
from socml_site.site import offline
from tests.conftest import socml

FOUND = Search(facets=(("kind", "Session"), ("topic", "robots"), ("person", "Ada")), facts=(("date", "2026-10-07"),))


def _site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_the_list_names_what_pages_need_with_hash_and_size(tmp_path: Path) -> None:
    kept = {
        "index.html": "front", "a b/é/index.html": "page", "assets/x.css": "css", "pagefind/i.pf_meta": "i",
        "assets/images/map.png": "map",
    }  # fmt: skip
    out = {
        "a b/é/cite.json": "x", "a b/é/cite.bib": "x", "assets/cards/site.png": "x",
        "api/v1/sessions.json": "[]", "feed.xml": "x", "people/ada/feed.json": "{}", "calendar.ics": "x",
        "a b/é/index.md": "x", "sitemap.xml": "x", "llms.txt": "x", "talk.mp4": "x", "wiki.zip": "x",
    }  # fmt: skip
    site = _site(tmp_path, {**kept, **out})
    offline.write(site)
    found = json.loads((site / "offline.json").read_text())
    named = {
        "./": "front", "a%20b/%C3%A9/": "page", "assets/images/map.png": "map", "assets/x.css": "css",
        "pagefind/i.pf_meta": "i",
    }  # fmt: skip
    assert found["files"] == {
        path: [hashlib.sha256(text.encode()).hexdigest()[:16], len(text)] for path, text in named.items()
    }
    assert found["bytes"] == sum(map(len, named.values()))
    assert found["build"] in (site / "sw.js").read_text()


def test_the_same_site_is_the_same_build_and_another_is_another(tmp_path: Path) -> None:
    site = _site(tmp_path, {"index.html": "front"})
    builds = []
    for text in ("front", "front", "changed"):
        (site / "index.html").write_text(text)
        offline.write(site)
        builds.append((site / "sw.js").read_text())
    assert builds[0] == builds[1] != builds[2]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../b/">x</a>', '<a href="../b/index.html">x</a>'),
        ('<a class="x" href="../b/#part">x</a>', '<a class="x" href="../b/index.html#part">x</a>'),
        ('<a href="./?q=a/b#c/">x</a>', '<a href="./index.html?q=a/b#c/">x</a>'),
        ('<a href="..">x</a> <a href=".">', '<a href="../index.html">x</a> <a href="./index.html">'),
        ('<a href="#part/">x</a> <a href="">x</a>', None),
        ('<a href="../b/file.pdf">x</a> <a href="../a..">x</a>', None),
        ('<a href="https://x.org/a/">x</a> <a href="mailto:a@x.org/">x</a> <a href="//x.org/">x</a>', None),
        ('<link rel="canonical" href="https://x.org/a/">', None),
        ('<form action="../search/">', '<form action="../search/index.html">'),
        ('<a title="> href=" href="b/">x</a>', '<a title="> href=" href="b/index.html">x</a>'),
        ('<script>"<a href=\\"b/\\">"</script><!-- <a href="b/"> -->', None),
        ('<p>&lt;a href="b/"&gt;</p><abbr href="b/">x</abbr>', None),
        ('<script src="a.js" type="module"></script><script src="b.js" defer></script>',
         '<script src="b.js" defer></script>'),
    ],
)  # fmt: skip
def test_addresses_name_files_on_a_disk(before: str, after: str | None) -> None:
    assert offline.for_disk(before, "a/index.html") == (before if after is None else after)


def test_the_words_are_those_of_the_text() -> None:
    page = Artifact("a/", "Title", search=FOUND)
    made = offline.words([(page, "<h2>One</h2><p>Less &lt; <em>more</em></p>"), (Artifact("b/"), "<p>no</p>")])
    rows = json.loads(made.removeprefix("window.socmlPages = ").removesuffix(";\n"))
    assert rows == [["a/index.html", "Title", "Session", "", "2026-10-07", "robots\nAda", "One Less < more"]]


def test_the_file_is_the_same_for_the_same_site(tmp_path: Path) -> None:
    site = _site(tmp_path, {"index.html": "<body></body>", "search/index.html": "<body></body>", "pagefind/x": "x"})
    made = []
    for _ in range(2):
        offline.archive(site, [])
        made.append((site / "wiki.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(site / "wiki.zip") as bundle:
        assert bundle.namelist() == ["index.html", "search/index.html", "assets/offline-words.js"]
        assert bundle.read("search/index.html").count(b"<script") == 2


def test_nothing_withheld_is_in_the_file(tmp_path: Path) -> None:
    files = {
        "people.yml": "- name: Hidden Harriet\n  listed: false\n- name: Bo Example\n  as: B. E.\n",
        "a.md": "---\nattendees: [Hidden Harriet, Bo Example, Ada Example]\n---\n# Open\n\nWords.\n",
        "b.md": "---\npolicy: private\n---\n# Sealed title\n\nSealed words.\n",
        "c.md": "---\npolicy: chatham-house\nattendees: [Cy Quiet]\n---\n# Quiet\n\nWords.\n",
    }
    _site(tmp_path / "content", files)
    settings = {"site_name": "x", "docs_dir": "content", "theme": {"name": "material", "font": False}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps({**settings, "plugins": [{"socml": {"offline_zip": True}}]}))
    done = socml("build", str(tmp_path), "--site-dir", str(tmp_path / "site"))
    assert done.returncode in (0, 1), done.stdout + done.stderr
    with zipfile.ZipFile(tmp_path / "site/wiki.zip") as bundle:
        everything = "".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())
    listed = (tmp_path / "site/offline.json").read_text()
    assert "Ada Example" in everything
    for secret in ("Harriet", "Bo Example", "Sealed", "Cy Quiet"):
        assert secret not in everything
        assert secret.lower().replace(" ", "-") not in listed.lower()


def test_without_the_option_there_is_no_file_and_none_is_offered(tmp_path: Path) -> None:
    _site(tmp_path / "content", {"a.md": "# A\n\nWords.\n", "offline.md": "# Our own words\n\nThey stay.\n"})
    done = socml("build", str(tmp_path / "content"), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout
    page = (tmp_path / "site/offline/index.html").read_text()
    assert not (tmp_path / "site/wiki.zip").exists()
    assert "wiki.zip" not in page
    assert "They stay." in page
