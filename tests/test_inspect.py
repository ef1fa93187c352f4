"""`socml inspect`: what it says, in both forms, of any file at all."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socml_site.cli import main
from socml_site.cli.enclosing import enclosing
from socml_site.cli.inspect import inspection
from tests.bench.calibrate import judged, log_odds
from tests.conftest import ROOT, Files

Write = Callable[[Files], Path]
READ, UNREADABLE = 0, 2
GROUND = ("rule", "weight", "because")

MINUTES = """---
topics: [budget]
atendees: [Ada]
---
# Road map for spring

Present: Ada Lovelace (AL), Bo Meyer
Chair: Bo Meyer

## Plans

AL: We need a plan, see [the draft](https://arxiv.org/abs/1706.03762v2).

Bo: I agree.

DECISION: We ship in May.

ACTION: Bo to write it up by 2024-06-01

QUESTION: Who pays?
"""


def inspect(*arguments: object, **environment: str) -> Result:
    return CliRunner().invoke(main, ["inspect", *map(str, arguments)], env=environment, catch_exceptions=False)


def record(file: Path) -> dict[str, Any]:
    done = inspect(file, "--format", "json")
    assert done.exit_code == READ
    found: dict[str, Any] = json.loads(done.output)
    return found


def marked(kind: str, mark: str) -> dict[str, object]:
    return dict(zip(GROUND, (f"marked {kind}", 4.0, f'it is marked "{mark}"'), strict=True))


@pytest.fixture
def minutes(write: Write) -> Path:
    return write({"wg/2024-05-06.md": MINUTES}) / "wg/2024-05-06.md"


def test_json_has_the_form_that_others_read(minutes: Path) -> None:
    found = record(minutes)
    assert list(found) == ["path", "front_matter", "sessions", "issues"]
    assert found["front_matter"] == [
        {"key": "topics", "line": 2, "value": "budget"},
        {"key": "atendees", "line": 3, "value": "Ada"},
    ]
    assert found["path"] == str(minutes)
    [session] = found["sessions"]
    people = session.pop("people")
    assert {(one["name"], tuple(one["roles"][:2]), one["line"]) for one in people} == {
        ("Ada Lovelace", ("attended", "spoke"), 7),
        ("Bo Meyer", ("attended", "moderated"), 7),
    }
    assert all(list(one) == ["name", "also", "roles", "line", *GROUND] for one in people)
    assert people[0]["rule"] == "names behind a label, turn of somebody present"
    assert people[0]["weight"] == 8.0
    assert people[0]["because"].startswith('it stands behind "Present"; ')
    assert session == {
        "title": "Road map for spring",
        "date": "2024-05-06",
        "line": 5,
        "topics": ["budget"],
        "turns": 2,
        "decisions": [{"line": 16, "text": "We ship in May.", **marked("decision", "DECISION")}],
        "actions": [
            {
                "line": 18,
                "text": session["actions"][0]["text"],
                **marked("action", "ACTION"),
                "owner": "Bo Meyer",
                "done": None,
                "due": "2024-06-01",
            }
        ],
        "questions": [{"line": 20, "text": "Who pays?", **marked("question", "QUESTION"), "answered": False}],
        "references": [{"line": 12, "url": "https://arxiv.org/abs/1706.03762v2", "title": "the draft"}],
        "maybe": {"people": [], "decisions": [], "actions": [], "questions": []},
    }
    assert found["issues"] == [
        {
            "line": 3,
            "col": 1,
            "code": "key",
            "severity": "error",
            "message": "`atendees` is not known",
            "hint": "Did you mean `attendees`?",
        }
    ]


def test_lines_are_those_of_the_file_as_stored(write: Write) -> None:
    root = write({"a.md": b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\nDECISION: We ship.\r\n\r\nhttps://x.org/a\r\n"})
    [session] = record(root / "a.md")["sessions"]
    assert [one["line"] for one in session["decisions"] + session["references"]] == [5, 7]


@pytest.mark.parametrize("project", [True, False], ids=["project", "folder"])
def test_a_file_is_understood_within_its_content(write: Write, project: bool) -> None:
    content = write(
        {
            "people.yml": "- name: Ada Lovelace\n  aliases: [A. Lovelace]\n",
            "topics.yml": "- label: road maps\n  aliases: [road map]\n- label: games\n",
            "2024/05/06/notes.md": "# Road map\n\nPresent: A. Lovelace, Bo Meyer\n",
        }
    )
    if project:
        (content.parent / "mkdocs.yml").write_text("site_name: A\ndocs_dir: content\nplugins: [socml]\n")
    [session] = record(content / "2024/05/06/notes.md")["sessions"]
    assert (session["date"], session["topics"]) == ("2024-05-06", ["road maps"])
    [ada] = [one for one in session["people"] if one["name"] == "Ada Lovelace"]
    assert "A. Lovelace" in ada["also"]
    assert not [one for one in session["people"] if one["name"] == "A. Lovelace"]


def test_a_file_beside_the_content_of_a_project_is_not_part_of_it(write: Write) -> None:
    content = write({"topics.yml": "- label: games\n"})
    (content.parent / "mkdocs.yml").write_text("site_name: A\ndocs_dir: content\nplugins: [socml]\n")
    (content.parent / "draft.md").write_text("# Games\n")
    assert record(content.parent / "draft.md")["sessions"][0]["topics"] == []


def test_a_broken_project_is_no_obstacle(write: Write) -> None:
    content = write({"a.md": "# Games\n"})
    (content.parent / "mkdocs.yml").write_text("site_name: [\n")
    assert record(content / "a.md")["sessions"][0]["title"] == "Games"


def test_text_has_each_thing_with_its_line(minutes: Path) -> None:
    done = inspect(minutes)
    assert done.exit_code == READ
    above, below = done.output.split("Line by line\n")
    assert above.startswith(f"{minutes}: 1 session, 1 error\n\nRoad map for spring  Monday 6 May 2024\n")
    rows = [re.split(r" {2,}", line.strip(), maxsplit=2) for line in above.splitlines()[3:] if line]
    assert ["16", "decision", "We ship in May."] in rows
    assert ["20", "question", "Who pays?"] in rows
    assert ["2", "topic", "budget (in front matter)"] in rows
    assert ["12", "reference", "the draft https://arxiv.org/abs/1706.03762v2 (paper, arxiv:1706.03762)"] in rows
    [action] = [row for row in rows if row[1:2] == ["action"]]
    assert action[0] == "18"
    assert action[2].startswith("Bo Meyer: ")
    assert action[2].endswith("(no state, due 2024-06-01)")
    assert [row for row in rows if row[0] == "2 turns: Ada Lovelace 1, Bo Meyer 1"]
    assert "  16 + DECISION: We ship in May.\n     └ decision  We ship in May.\n" in below


def test_text_shows_every_line_and_marks_what_is_wrong(minutes: Path) -> None:
    below = inspect(minutes).output.split("Line by line\n")[1]
    shown = [re.match(r" *(\d+) ([+! ]) (.*)", line) for line in below.splitlines() if "└" not in line]
    assert [match[3] for match in shown if match] == MINUTES.splitlines()
    assert {int(match[1]) for match in shown if match and match[2] == "!"} == {3}
    assert {5, 7, 12, 14, 16, 18, 20} <= {int(match[1]) for match in shown if match and match[2] == "+"}
    assert "└ error [key] `atendees` is not known. Did you mean `attendees`?" in below


def test_text_says_when_there_is_nothing(write: Write) -> None:
    done = inspect(write({"a.md": "# A\n\nWords.\n"}) / "a.md")
    assert done.exit_code == READ
    assert "Nothing was found but words." in done.output


def test_colours_only_on_a_terminal(minutes: Path) -> None:
    assert "\x1b" not in inspect(minutes, FORCE_COLOR="").output
    assert "\x1b[" in inspect(minutes, FORCE_COLOR="1", COLUMNS="80").output


def test_a_narrow_terminal_breaks_lines(minutes: Path) -> None:
    shown = re.sub(r"\x1b\[[\d;]*m", "", inspect(minutes, FORCE_COLOR="1", COLUMNS="40").output)
    assert max(map(len, shown.splitlines())) <= 40
    wide = inspect(minutes, FORCE_COLOR="").output
    assert re.sub(r"\s+", "", wide) == re.sub(r"\s+", "", shown)


def test_a_file_cannot_steer_the_terminal(write: Write) -> None:
    root = write(
        {"a.md": "# A \x1b[31mred\x1b]0;b\x07 \u202eevil\n\n[bold]c[/bold] \x9b2J\n\nDECISION: \x1b[2J We ship.\n"}
    )
    for environment in ({"FORCE_COLOR": ""}, {"FORCE_COLOR": "1", "COLUMNS": "80"}):
        shown = re.sub(r"\x1b\[[\d;]*m", "", inspect(root / "a.md", **environment).output)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
        assert "[bold]c[/bold]" in shown


def test_what_is_not_sure_stands_apart_with_its_reason(write: Write) -> None:
    file = write({"a.md": "# Garden\n\nAda King, Bo Meyer, Cleo Marsh\n\nWe dug.\n"}) / "a.md"
    [session] = record(file)["sessions"]
    assert session["people"] == []
    assert [one["name"] for one in session["maybe"]["people"]] == ["Ada King", "Bo Meyer", "Cleo Marsh"]
    assert session["maybe"]["people"][0]["because"] == "it stands in a row of names at the head"
    assert "maybe attended  Ada King" in inspect(file).output
    assert "row of names, weight 1.5: it stands in a row of names at the head" in inspect(file).output


def test_a_name_that_another_file_of_the_series_knows(write: Write) -> None:
    root = write(
        {
            "2024-01-01.md": "# Call\n\nPresent: Ada King (AK), Bo Meyer (BM)\n",
            "2024-01-08.md": "# Call\n\nPresent: Ada King (AK), Bo Meyer (BM)\n",
            "2024-01-15.md": "# Call\n\nAK: We dig.\n\nBM: Where?\n",
        }
    )
    [session] = record(root / "2024-01-15.md")["sessions"]
    assert [(one["name"], one["also"]) for one in session["people"]] == [("Ada King", ["AK"]), ("Bo Meyer", ["BM"])]
    assert session["people"][0]["rule"] == "turn of somebody of the series"


def test_several_sessions_in_one_file(write: Write) -> None:
    meeting = "## {}\n\nPresent: Ada Lovelace, Bo Meyer\n\nDECISION: {}\n\n"
    text = "# Notes\n\n" + meeting.format("2024-01-02", "One.") + meeting.format("2024-01-09", "Two.")
    file = write({"notes.md": text}) / "notes.md"
    assert [(one["date"], one["decisions"]) for one in record(file)["sessions"]] == [
        ("2024-01-02", [{"line": 7, "text": "One.", **marked("decision", "DECISION")}]),
        ("2024-01-09", [{"line": 13, "text": "Two.", **marked("decision", "DECISION")}]),
    ]
    assert "2 sessions" in inspect(file).output


def test_what_was_withdrawn_is_told_apart(write: Write) -> None:
    file = write({"a.md": "# A\n\n- ~~DECISION: We ship in May.~~\n- DECISION: We wait.\n"}) / "a.md"
    assert [one["text"] for one in record(file)["sessions"][0]["decisions"]] == ["We wait."]
    assert "We ship in May. (withdrawn)" in inspect(file).output


@pytest.mark.parametrize("form", ["text", "json"])
def test_files_that_cannot_be_read(tmp_path: Path, form: str) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "binary.md").write_bytes(b"\x89PNG\0\0")
    for name, said in (
        ("missing.md", "does not exist"),
        ("folder.md", "is a directory"),
        ("binary.md", "binary.md is not text. Name a file of minutes."),
    ):
        done = inspect(tmp_path / name, "--format", form)
        assert done.exit_code == UNREADABLE, name
        assert said in done.output, name
        assert done.stdout == ""


def test_a_file_that_may_not_be_opened(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(minutes))

    monkeypatch.setattr(sys.modules["socml_site.cli.inspect"], "load", refused)
    done = inspect(minutes)
    assert (done.exit_code, done.stdout) == (UNREADABLE, "")
    assert "cannot be read: Permission denied." in done.stderr


def test_an_empty_file_can_be_read(write: Write) -> None:
    found = record(write({"a.md": ""}) / "a.md")
    assert [one["code"] for one in found["issues"]] == ["empty"]


JOINED = {
    "wg/2024-01-02.md": "# One\n\nPresent:\n\n- Daniel Ehrlich @dehr\n- Bo Meyer @bo\n",
    "wg/2024-01-09.md": "# Two\n\nPresent:\n\n- Dan Ehrlich @dehr\n- Cy Third @cy\n",
}


def test_why_gives_the_evidence(write: Write) -> None:
    file = write({"people.yml": "[]\n", **JOINED}) / "wg/2024-01-02.md"
    done = inspect(file, "--why", "dan ehrlich")
    assert done.exit_code == READ
    assert re.search(
        r"^wg/2024-01-\d\d\.md:5: .*Dan Ehrlich is Daniel Ehrlich|Daniel Ehrlich is Dan Ehrlich", done.output, re.M
    )
    assert "dehr" in done.output
    found = json.loads(inspect(file, "--why", "dan ehrlich", "--format", "json").output)
    assert list(found) == ["name", "people", "joins"]
    assert {"name", "into", "reason", "path", "line"} <= set(found["joins"][0])


def test_why_of_somebody_nobody_was_joined_with(write: Write) -> None:
    file = write({"people.yml": "[]\n", **JOINED}) / "wg/2024-01-02.md"
    assert "Nobody was joined with this name." in inspect(file, "--why", "Zoe Nobody").output
    assert "Ehrlich" not in inspect(file, "--why", "Cy Third").output


def test_it_runs_as_a_command() -> None:
    done = CliRunner().invoke(main, ["inspect", "--help"])
    assert done.exit_code == READ
    assert "Example: socml inspect" in done.output


def test_minutes_of_this_project_can_be_inspected() -> None:
    file = next((ROOT / "content/events").glob("*/sessions/*.md"))
    assert record(file)["sessions"][0]["topics"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")))
)
def test_any_file_at_all(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(data)
    for form in ("text", "json"):
        done = inspect(file, "--format", form)
        assert done.exit_code in (READ, UNREADABLE)
        assert (done.exit_code == READ) == bool(done.stdout)


def test_the_current_folder_does_not_matter(minutes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = record(minutes)
    monkeypatch.chdir(minutes.parent)
    here = record(Path(minutes.name))
    assert (here["sessions"], here["path"]) == (there["sessions"], minutes.name)
    assert os.sep not in here["path"]


def test_a_title_is_the_one_that_the_site_has(write: Write) -> None:
    root = write({"legal/2024-04-08.md": "We met.\n"})
    settings = "site_name: N\ndocs_dir: content\ntheme: {name: material, language: de}\nplugins: [socml]\n"
    (root.parent / "mkdocs.yml").write_text(settings)
    assert record(root / "legal/2024-04-08.md")["sessions"][0]["title"] == "Legal, 8. April 2024"


def test_rules_are_judged_by_what_a_careful_reader_sees(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# Call\n\nPresent: Ada King, Bo Rao\n\n- DECISION: Paint it.\n- DECISION: Or not.\n", encoding="utf-8"
    )
    found = inspection(file, enclosing(file))
    assert found
    gold = {"people": [{"name": "ada king"}], "decisions": [{"line": 2, "alt": [5]}], "unclear": {"people": ["Bo Rao"]}}
    told = list(judged((one.document for one in found.sessions), gold))
    assert [(one.what, one.right) for one in told] == [("people", True), ("decisions", True), ("decisions", True)]
    near = gold | {"decisions": [{"line": 2}], "unclear": {"decisions": [9]}}
    told = list(judged((one.document for one in found.sessions), near))
    assert [one.right for one in told] == [True, False, False, False]
    assert log_odds(7, 0) > 2 > log_odds(6, 0)
