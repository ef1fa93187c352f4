"""The graph's data and page: what is a node, what is a link, what is withheld, and how the work grows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.emit.pages import graph
from socml_site.interface import Words
from socml_site.model import Artifact, Wiki
from tests.bench.generate import generate
from tests.conftest import ROOT, Files, Page

WikiOf = Callable[[Files], Wiki]
FILES: Files = {
    "events/fair/index.md": "---\ntitle: Fair\nstart: 2024-05-01\n---\nIt.\n",
    "events/fair/sessions/a.md": "---\ntitle: Apples\nmoderators: [Ada Lovelace]\nattendees: [Bo Abel]\n"
    "topics: [fruit, law]\n---\nSee [Pears](b.md).\n",
    "events/fair/sessions/b.md": "---\ntitle: Pears\nattendees: [Ada Lovelace]\ntopics: [fruit]\n---\nText.\n",
    "events/fair/sessions/c.md": "---\ntitle: Alone\n---\nText.\n",
    "tips/t.md": "---\ntitle: A tip\ntopics: [law]\n---\nText.\n",
    "topics.yml": "- label: fruit\n  broader: [food]\n- label: food\n  description: What is eaten.\n",
}


def made(wiki: Wiki, options: Options = Options()) -> tuple[Artifact, Artifact]:  # noqa: B008
    page, data = graph.emit(wiki, options)
    return page, data


def read(wiki: Wiki) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(wiki)[1].body)
    return found


def links(found: dict[str, Any]) -> set[tuple[str, str]]:
    """Pairs of titles, read as a browser reads the data."""
    pairs = set()
    for number, steps in enumerate(found["links"]):
        to = number
        for step in steps:
            to += step
            pairs.add((found["titles"][number], found["titles"][to]))
    return pairs


def test_the_data_of_a_small_wiki(wiki_of: WikiOf) -> None:
    found = read(wiki_of(FILES))
    assert found["kinds"] == {"session": 3, "topic": 3, "person": 2, "event": 1}
    assert found["titles"] == ["Apples", "Pears", "Alone", "food", "fruit", "law", "Ada Lovelace", "Bo Abel", "Fair"]
    assert found["paths"] == [
        "events/fair/sessions/a/",
        "events/fair/sessions/b/",
        "events/fair/sessions/c/",
        "topics/food/",
        "topics/fruit/",
        "topics/law/",
        "people/ada-lovelace/",
        "people/bo-abel/",
        "events/fair/",
    ]
    assert found["years"] == [2024, 2024, 2024, 0, 0, 0, 0, 0, 2024]
    assert found["links"] == [[1, 3, 1, 1, 1, 1], [3, 2, 2], [6], [1], [], [], [], [], []]
    assert links(found) == {
        ("Apples", "Pears"),
        ("Apples", "fruit"),
        ("Apples", "law"),
        ("Apples", "Ada Lovelace"),
        ("Apples", "Bo Abel"),
        ("Apples", "Fair"),
        ("Pears", "fruit"),
        ("Pears", "Ada Lovelace"),
        ("Pears", "Fair"),
        ("Alone", "Fair"),
        ("food", "fruit"),
    }


def test_who_was_absent_is_not_linked(wiki_of: WikiOf) -> None:
    text = "# Call\n\nPresent: Ada Lovelace, Bo Abel\n\nAbsent: Cy Young\n\nText.\n"
    found = read(wiki_of({"events/fair/sessions/a.md": text, "people.yml": "- name: Cy Young\n"}))
    assert ("Call", "Ada Lovelace") in links(found)
    assert ("Call", "Cy Young") not in links(found)


@pytest.mark.parametrize(
    ("files", "gone"),
    [
        ({"events/fair/sessions/b.md": "---\ntitle: Pears\nstatus: draft\n---\nText.\n"}, ["Pears"]),
        ({"events/fair/sessions/b.md": "---\ntitle: Pears\npolicy: private\n---\nText.\n"}, ["Pears", "sessions/b"]),
        ({"people.yml": "- name: Bo Abel\n  listed: false\n"}, ["Bo Abel", "bo-abel"]),
        ({"people.yml": '- name: Bo Abel\n  as: "B."\n'}, ["Bo Abel", "bo-abel"]),
        (
            {"events/fair/sessions/a.md": "---\ntitle: A\npolicy: initials\nattendees: [Bo Abel]\n---\nText.\n"},
            ["Bo Abel", "bo-abel", "B. A."],
        ),
        (
            {"events/fair/sessions/a.md": "---\ntitle: A\npolicy: chatham-house\nattendees: [Bo Abel]\n---\nText.\n"},
            ["Bo Abel", "bo-abel"],
        ),
    ],
    ids=["draft", "private", "unlisted", "another name", "initials", "chatham-house"],
)
def test_what_is_withheld_is_in_neither_data_nor_page(
    pages: Callable[[Files], dict[str, Page]], wiki_of: WikiOf, files: Files, gone: list[str]
) -> None:
    body = str(made(wiki_of(FILES))[1].body)
    wiki = wiki_of({**FILES, **files})
    page, data = made(wiki)
    html = pages({**FILES, **files})["graph/"].html
    for words in gone:
        assert words in body or words == "B. A."
        assert words not in str(data.body)
        assert words not in str(page.view)
        assert words not in html


def test_the_same_content_gives_the_same_bytes(wiki_of: WikiOf) -> None:
    backwards = dict(reversed(FILES.items()))
    assert made(wiki_of(FILES))[1].body == made(wiki_of(backwards))[1].body


def test_the_table_has_the_most_linked_first(pages: Callable[[Files], dict[str, Page]], wiki_of: WikiOf) -> None:
    page = made(wiki_of(FILES))[0]
    rows = page.view.rows
    assert isinstance(rows, tuple)
    assert [(one.title, one.links) for one in rows[:4]] == [("Apples", 6), ("Pears", 4), ("Fair", 3), ("fruit", 3)]
    html = pages(FILES)["graph/"].html
    assert '<a href="../topics/food/">food</a>' in html
    assert html.count("<tr>") == 1 + 9


def test_of_very_many_nodes_the_table_has_the_most_linked(monkeypatch: pytest.MonkeyPatch, wiki_of: WikiOf) -> None:
    monkeypatch.setattr(graph, "ROWS", 2)
    rows = made(wiki_of(FILES))[0].view.rows
    assert isinstance(rows, tuple)
    assert [(one.kind, one.title, one.year, one.links) for one in rows] == [
        ("session", "Apples", 2024, 6),
        ("session", "Pears", 2024, 4),
    ]


def test_each_page_leads_to_what_is_around_it(pages: Callable[[Files], dict[str, Page]]) -> None:
    found = pages(FILES)
    for path in ("events/fair/", "events/fair/sessions/a/", "topics/fruit/", "people/bo-abel/"):
        up = "../" * path.count("/")
        assert f'<a href="{up}graph/?around={path}">In the graph</a>' in found[path].html
    assert "In the graph" not in found["tips/t/"].html


def test_a_path_of_other_letters_is_quoted(pages: Callable[[Files], dict[str, Page]]) -> None:
    html = pages({"events/fair/sessions/a & b é.md": "---\ntitle: A\n---\nText.\n"})
    path = next(path for path in html if path.startswith("events/fair/sessions/"))
    assert "?around=events/fair/sessions/a%20%26%20b%20%C3%A9/" in html[path].html


def test_its_words_are_translated(wiki_of: WikiOf) -> None:
    table = {"Graph": "Netz", "People": "Personen", "Session": "Sitzung"}
    page = made(wiki_of(FILES), Options(words=Words("de", table)))[0]
    assert page.title == "Netz"
    assert "Personen" in str(page.view.legend)
    assert "Sitzung" in str(page.view.rows)


def test_a_text_of_the_wiki_stands_above_it(pages: Callable[[Files], dict[str, Page]]) -> None:
    found = pages({**FILES, "graph/index.md": "# Map\n\nHow to read this.\n"})
    assert "How to read this." in found["graph/"].html


def test_without_content_there_is_nothing_to_draw(pages: Callable[[Files], dict[str, Page]]) -> None:
    html = pages({})["graph/"].html
    assert "Nothing to draw yet" in html
    assert "<canvas" not in html


def test_the_data_grows_with_the_content(tmp_path: Path) -> None:
    """Links to a session stay as many however many sessions there are, and each is written once."""
    found = []
    for count in (50, 200):
        generate(tmp_path / str(count), count)
        wiki, artifacts = pipeline.emit(pipeline.understand(tmp_path / str(count)), Options())
        body = next(one.body for one in artifacts if one.path == graph.DATA)
        data = json.loads(body)
        written = sum(len(steps) for steps in data["links"])
        assert written * 2 == sum(graph.graph(wiki).degrees())
        found.append((len(data["titles"]), written, len(body)))
    assert found[1][1] / found[0][1] == pytest.approx(4, rel=0.15)
    assert found[1][2] / found[0][2] < 4.5


VENDOR = ROOT / "theme/assets/vendor"


def test_the_vendored_bundle_is_what_its_manifest_says() -> None:
    manifest = json.loads((VENDOR / "d3-graph.json").read_text(encoding="utf-8"))
    body = (VENDOR / manifest["file"]).read_bytes()
    assert hashlib.sha256(body).hexdigest() == manifest["sha256"]
    lock = json.loads((ROOT / "tools/graph/package-lock.json").read_text(encoding="utf-8"))["packages"]
    pinned = json.loads((ROOT / "tools/graph/package.json").read_text(encoding="utf-8"))["dependencies"]
    assert {name: lock[f"node_modules/{name}"]["version"] for name in manifest["packages"]} == manifest["packages"]
    assert pinned.items() <= manifest["packages"].items()


def test_each_vendored_package_has_its_licence() -> None:
    manifest = json.loads((VENDOR / "d3-graph.json").read_text(encoding="utf-8"))
    licences = (VENDOR / "d3-graph.LICENSE.txt").read_text(encoding="utf-8")
    for name, version in manifest["packages"].items():
        assert f"{name} {version}\n\nCopyright" in licences
