"""One way to know who is who: the site, `check --fix` and `inspect --why` take each name for the same person."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from socml_site import fixes, pipeline
from socml_site.cli import main
from socml_site.engine import runner
from socml_site.link import Who, names
from tests.conftest import Files

Write = Callable[[Files], Path]

SETTINGS = "site_name: A\ndocs_dir: content\nexclude_docs: old/\nplugins: [socml]\n"
PEOPLE = """\
- {name: Ada Abel, aliases: [A. Abel]}
- {name: Ed Evans, handle: ede}
- {name: Yan Costa, as: A reader}
- {name: Zora Quill, listed: false}
"""


def _minutes(*people: str, front: str = "") -> str:
    listed = "".join(f"- {one}\n" for one in people)
    return f"{front}# Minutes\n\n## Present\n\n{listed}\n## Notes\n\nWords.\n"


FILES: Files = {
    "people.yml": PEOPLE,
    "people/ed-evans.md": "# About Ed\n\nHe has a page of his own.\n",
    "old/2024-05-01.md": _minutes("Fay Moor @gil"),
    "wg/people.yml": "- {name: Ivo Nagy, aliases: [Hal Ito]}\n",
    "wg/2024-05-01.md": _minutes("Eddie Evans @ede", "Gil Moor @gil", "Hal Ito"),
    "wg/2024-05-08.md": _minutes("Gil Moor", "Jo Kim"),
    "wg/2024-05-15.md": _minutes("Jo Lang @jolang", "Joanna Lang", front="---\npolicy: private\n---\n"),
    "wg/2024-05-22.md": _minutes("Zora Quill", "Yan Costa", "Jo Lang"),
    "events/fair/index.md": "---\nstart: 2024-06-01\n---\n# Fair\n\nWords.\n",
    "events/fair/schedule.csv": "title,moderator\nHoses,Bo Meyer\nWells,Zora Quill\nPipes,Cyril Diaz\n",
    "events/fair/sessions/one.md": _minutes("A. Abel", "Bo", "Cy Costa"),
    "events/fair/sessions/two.md": _minutes("Ada Abel", "Bo Brook"),
    "events/fair/sessions/three.md": _minutes("Ada Abel", "Zora"),
}
NAMES = (
    *("Ada Abel", "A. Abel", "Bo", "Bo Brook", "Cy Costa", "Ed Evans", "Eddie Evans", "Fay Moor", "Gil Moor"),
    *("Hal Ito", "Ivo Nagy", "Jo Kim", "Jo Lang", "Nobody Known"),
)
NOT_ON_THE_SITE = ("Bo Meyer", "Cyril Diaz", "Joanna Lang", "Yan Costa", "Zora Quill")
"""Of sessions that nobody wrote down, of a private page, under another name, and not listed."""


@pytest.fixture
def content(write: Write) -> Path:
    """The content of a project in which much is kept back, left out, or told by a board alone."""
    root = write(FILES)
    (root.parent / "mkdocs.yml").write_text(SETTINGS)
    return root


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[Who]:
    """What each way comes to know, one after another."""
    found: list[Who] = []
    settle = names.identify

    def seen(*arguments: object) -> Who:
        found.append(settle(*arguments))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(names, "identify", seen)
    return found


def _why(file: Path, name: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["inspect", str(file), "--why", name, "--format", "json"])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_every_way_knows_the_same(content: Path, known: list[Who]) -> None:
    root, scope = runner.content_of(content.parent)
    site = pipeline.understand(root, scope).relations
    fixes.find(root, scope)
    _why(content / "wg/2024-05-01.md", "Ada Abel")
    CliRunner().invoke(main, ["check", str(content.parent)])
    assert len(known) == 4, "who is who is settled once by each"
    assert all(one == known[0] for one in known)
    shown = {(one.document, one.name): one.person for one in site.participations if one.name != "A reader"}
    told = {(url, owner.name): owner.person for (url, _), owner in known[0].of.items() if owner is not None}
    assert {where: person for where, person in shown.items() if where in told} == shown


@pytest.mark.parametrize("name", NAMES)
def test_why_means_whom_the_site_means(content: Path, name: str) -> None:
    site = pipeline.understand(*runner.content_of(content.parent)).relations
    said = _why(content / "wg/2024-05-01.md", name)
    called = {"A. Abel": "Ada Abel", "Eddie Evans": "Ed Evans"}.get(name, name)
    assert said["people"] == [one.name for one in site.people.values() if one.name == called]


@pytest.mark.parametrize("name", NOT_ON_THE_SITE)
def test_why_tells_the_host_of_those_whom_the_site_does_not_name(content: Path, name: str) -> None:
    site = pipeline.understand(*runner.content_of(content.parent)).relations
    assert name not in {one.name for one in site.people.values()}
    assert _why(content / "wg/2024-05-01.md", name)["people"] == [name]


def test_why_reads_nothing_that_the_site_does_not_read(content: Path) -> None:
    assert _why(content / "wg/2024-05-01.md", "Fay Moor") == {"name": "Fay Moor", "people": [], "joins": []}
    joined = [one for name in NAMES for one in _why(content / "wg/2024-05-01.md", name)["joins"]]  # type: ignore[attr-defined]
    assert not [one for one in joined if one["path"] in ("old/2024-05-01.md", "wg/2024-05-15.md")]


def test_of_two_on_the_board_a_first_name_may_mean_either(content: Path) -> None:
    url = pipeline.understand(content).relations.participations
    assert [one.person for one in url if one.name == "Bo"] == [None]
    assert "Bo" not in [one["name"] for one in _why(content / "wg/2024-05-01.md", "Bo Brook")["joins"]]  # type: ignore[attr-defined]


def test_who_is_withheld_by_the_board_is_not_written_down(content: Path) -> None:
    found = fixes.find(*runner.content_of(content.parent))
    written = {path: data.decode().split("---")[1] for path, data in found.data.items() if path.endswith(".md")}
    assert "attendees: [Ada Abel, Bo Brook]" in written["events/fair/sessions/two.md"]
    assert "attendees" not in written["events/fair/sessions/three.md"]


def test_an_alias_is_written_for_who_has_a_page_by_hand(content: Path) -> None:
    found = fixes.find(*runner.content_of(content.parent))
    assert "{name: Ed Evans, aliases: [Eddie Evans], handle: ede}" in found.data["people.yml"].decode()


def test_the_project_is_the_content_and_no_folder_of_it(content: Path) -> None:
    done = CliRunner().invoke(main, ["inspect", str(content / "wg/2024-05-01.md"), "--format", "json"])
    people = [one["name"] for one in json.loads(done.stdout)["sessions"][0]["people"]]
    assert people == ["Ed Evans", "Gil Moor", "Hal Ito"]


@pytest.mark.parametrize("settings", ["mkdocs.yml", "mkdocs.yaml"])
def test_what_is_left_out_stands_beside_no_file(write: Write, settings: str) -> None:
    page = "---\nmoderators: [Ada Abel]\n---\n# Road map\n\nWords.\n"
    root = write({"wg/README.md": page, "wg/a.md": "# A\n", "topics.yml": "- label: road map\n"})
    (root.parent / settings).write_text(SETTINGS.replace("old/", "|\n  wg/a.md\n  topics.yml"))
    site = pipeline.understand(*runner.content_of(root.parent))
    [session] = site.relations.documents.values()
    done = CliRunner().invoke(main, ["inspect", str(root / "wg/README.md"), "--format", "json"])
    said = json.loads(done.stdout)
    assert said["issues"] == [], "it is no page of an event"
    done = CliRunner().invoke(main, ["check", str(root / "wg/README.md")])
    assert (done.exit_code, done.output) == (0, "No issues.\n")
    assert said["sessions"][0]["topics"] == list(site.relations.tagged[session.url]) == []


def test_of_two_lists_of_people_the_same_is_read(write: Write) -> None:
    root = write(
        {
            "PEOPLE.yml": "- {name: Wrong Name, aliases: [Dan Ehrlich]}\n",
            "people.yml": "- {name: Daniel Ehrlich, aliases: [Dan Ehrlich]}\n",
            "a.md": _minutes("Dan Ehrlich"),
        }
    )
    assert "Daniel Ehrlich" in CliRunner().invoke(main, ["inspect", str(root / "a.md")]).output


def test_why_outside_any_project_and_of_bad_content(write: Write) -> None:
    root = write({"a.md": _minutes("Ada Abel @ada"), "b.md": b"\xff\xfe\x00", "c.md": "---\n[\n---\n@ada"})
    (root / "link.md").symlink_to("nowhere.md")
    assert _why(root / "a.md", "Ada Abel")["people"] == ["Ada Abel"]
    assert _why(root / "c.md", "Bo Brook")["people"] == []
