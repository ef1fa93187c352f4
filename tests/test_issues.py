"""Every code of issue: the smallest content that has the fault gives that one issue, in its place, and no other."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import socml_site
from socml_site import pipeline
from socml_site.issues import CODES, Fix, Issue, Severity, failing
from socml_site.pipeline import Understood
from tests.conftest import Files

SITES = Path(__file__).parent / "sites"
Understand = Callable[[Files], Understood]

FAULTS: list[tuple[str, Files, tuple[str, int, int]]] = [
    ("encoding", {"a.md": b"# A\n\ncaf\xe9 there\n"}, ("a.md", 3, 4)),
    ("encoding", {"a.md": "Text", "people.yml": b"- name: Ada\n- name: \xc9mile\n"}, ("people.yml", 2, 9)),
    ("binary", {"a.md": b"# A\0\0"}, ("a.md", 1, 1)),
    ("empty", {"a.md": "\n\n"}, ("a.md", 1, 1)),
    ("yaml", {"a.md": "---\ntitle: [a\nformat: nonsense\n---\nText [[Nothing"}, ("a.md", 2, 8)),
    ("yaml", {"a.md": "Text", "topics.yml": "- label: 'Ada\n"}, ("topics.yml", 1, 10)),
    ("type", {"a.md": "---\nformat: nonsense\n---\nText"}, ("a.md", 2, 1)),
    ("type", {"a.md": "---\ntitle: T\nlang: German\n---\nText"}, ("a.md", 3, 1)),
    ("type", {"a.md": "---\nlanguage: [de, en]\n---\nText"}, ("a.md", 2, 1)),
    ("type", {"a.md": "Text", "topics.yml": "label: GAN\n"}, ("topics.yml", 1, 1)),
    ("date", {"a.md": "---\ntitle: T\ndate: 2016-13-01\n---\nText"}, ("a.md", 3, 1)),
    ("key", {"a.md": "---\ntitle: T\natendees: [Ada]\n---\nText"}, ("a.md", 3, 1)),
    ("key", {"a.md": "---\ntitle: T\ntitle: U\n---\nText"}, ("a.md", 3, 1)),
    ("unknown-key", {"a.md": "---\nzebra: T\n---\nText"}, ("a.md", 2, 1)),
    ("foreign-key", {"a.md": "---\nlayout: post\ntags: [x]\n---\nText"}, ("a.md", 2, 1)),
    ("order", {"a.md": "---\nstart: 15:00\nend: 14:00\n---\nText"}, ("a.md", 3, 1)),
    ("url", {"a.md": "Text", "a/index.md": "Text", "a/b.md": "Text"}, ("a/index.md", 1, 1)),
    ("link", {"a.md": "# A\n\nSee [b](b.md#c).\n"}, ("a.md", 3, 5)),
    ("link", {"a.md": "See [[Nothing]].\n"}, ("a.md", 1, 5)),
    ("anchor", {"a.md": "# A\n\nSee [b](#c).\n"}, ("a.md", 3, 5)),
    ("title", {"a.md": "[[Same]]", "e/b.md": "# Same", "f/b.md": "# Same"}, ("a.md", 1, 1)),
    ("unsafe", {"a.md": "Text\n\nand <script src=x.js> more\n"}, ("a.md", 3, 5)),
    ("unsafe", {"a.md": "[a](javascript:alert(1))\n"}, ("a.md", 1, 1)),
    ("unclear-date", {"a.md": "# Meeting\n\nDate: 04/05/2024\n\nText.\n"}, ("a.md", 3, 1)),
    ("unsafe", {"a.md": '<a href="javascript:x">b</a>\n'}, ("a.md", 1, 1)),
    ("unsafe", {"a.md": '<img src="javascript:x">\n'}, ("a.md", 1, 1)),
    ("unsafe", {"a.md": "---\nlinks: ['javascript:x']\n---\nText"}, ("a.md", 2, 9)),
    ("unsafe", {"a.md": "Text", "a.svg": "<svg><script>x</script></svg>"}, ("a.svg", 1, 6)),
    ("image", {"a.md": "Text ![a](https://example.org/a.png)\n"}, ("a.md", 1, 6)),
    ("markup", {"a.md": 'Text <b style="x">a</b>\n'}, ("a.md", 1, 6)),
    ("bound", {"a.md": f"# A\n\n{'[' * 300}\n"}, ("a.md", 3, 1)),
    ("scheme", {"a.md": "Text [a](Category:Minutes)\n"}, ("a.md", 1, 6)),
    ("alias", {"a.md": "Text", "people.yml": "- name: Ada\n- name: Bo\n  aliases: [Ada]\n"}, ("people.yml", 3, 13)),
    ("topic", {"a.md": "Text", "topics.yml": "- label: A\n  broader: [B]\n"}, ("topics.yml", 2, 13)),
    (
        "circle",
        {"a.md": "Text", "topics.yml": "- label: A\n  broader: B\n- label: B\n  broader: A\n"},
        ("topics.yml", 4, 3),
    ),
    ("redirect", {"a.md": "---\nredirect_from: [../b]\n---\nText"}, ("a.md", 2, 17)),
    (
        "schedule",
        {"events/f/index.md": "# Fair\n\nText.", "events/f/schedule.csv": "title,room\n,Hall\n"},
        ("events/f/schedule.csv", 2, 1),
    ),
    ("event", {"a.md": "---\nevent: nowhere\n---\nText"}, ("a.md", 2, 1)),
    ("evidence", {"tips/a.md": "---\nevidence:\n  - b.md\n---\nText"}, ("tips/a.md", 3, 5)),
    (
        "similar",
        {"a.md": "---\nattendees: [Ada Lovelase]\n---\nText", "people.yml": "- name: Ada Lovelace\n"},
        ("a.md", 2, 13),
    ),
    (
        "duplicate",
        {
            "a.md": "---\nattendees: [Ada Lovelace]\n---\nText",
            "b.md": "---\nattendees: [Ada Lovelace]\n---\nText",
            "c.md": "---\nattendees: [Ada Lovelase]\n---\nText",
        },
        ("c.md", 2, 13),
    ),
    ("attachment", {"a.md": "Text", "b.exe": "x"}, ("b.exe", 1, 1)),
    ("comment", {"a.md": "Text\n\n%%\nfor me\n"}, ("a.md", 3, 1)),
    ("unpublished", {"a.md": "---\nstatus: draft\n---\nText"}, ("a.md", 2, 1)),
]


@pytest.mark.parametrize(("code", "files", "place"), FAULTS, ids=[f"{x[0]} {n}" for n, x in enumerate(FAULTS)])
def test_a_fault_is_one_issue(understand: Understand, code: str, files: Files, place: tuple[str, int, int]) -> None:
    found = [(one.code, one.path, one.line, one.col) for one in understand(files).issues]
    assert found == [(code, *place)]


def test_a_link_to_a_page_that_is_not_published(understand: Understand) -> None:
    files = {"a.md": "Text\n\nSee [b](b.md).\n", "b.md": "---\npolicy: private\n---\nText"}
    found = [(one.code, one.path, one.line, one.col) for one in understand(files).issues]
    assert found == [("withheld", "a.md", 3, 5), ("unpublished", "b.md", 2, 1)]


def test_keys_of_other_programs_are_one_line(understand: Understand) -> None:
    found = understand({f"{name}.md": "---\nlayout: post\ntags: [x]\n---\nText" for name in "abc"}).issues
    assert [str(one) for one in found] == [
        "a.md:2:1: hint [foreign-key] Keys of other programs are not read: 6 in 3 files. "
        "If `tags` are your `topics`, call them so."
    ]
    assert failing(found, strict=True) == ()


def test_a_policy_nobody_understands(understand: Understand) -> None:
    found = [
        (one.code, one.path, one.line, one.col) for one in understand({"a.md": "---\npolicy: 7\n---\nText"}).issues
    ]
    assert found == [("policy", "a.md", 2, 1), ("unpublished", "a.md", 2, 1)]


def test_a_link_out_of_the_folder_is_not_followed(write: Callable[[Files], Path]) -> None:
    root = write({"a.md": "Text"})
    outside = root.parent / "secret.md"
    outside.write_text("# Secret\n", encoding="utf-8")
    (root / "b.md").symlink_to(outside)
    (root / "c.txt").symlink_to(outside)
    understood = pipeline.understand(root)
    found = [(one.code, one.path) for one in understood.issues]
    assert found == [("unreadable", "b.md"), ("unreadable", "c.txt")]
    assert [document.path for document in understood.relations.documents.values()] == ["a.md"]
    assert understood.folder.attachments == frozenset()


def test_what_is_not_sure_is_told_apart_and_nothing_of_who_may_not_be_named(understand: Understand) -> None:
    text = "# Garden\n\nAda King, Bo Meyer, Cleo Marsh\n\nWe dug.\n"
    understood = understand({"a.md": text, "b.md": f"---\npolicy: chatham-house\n---\n{text}"})
    assert [one for one in understood.issues if one.code == "maybe"] == []
    assert {(one.path, one.line) for one in understood.maybe} == {("a.md", 3)}
    assert len(understood.maybe) == 3
    assert all(document.minutes.maybe == () for document in understood.relations.documents.values())


def test_every_code_is_shown_here() -> None:
    assert {code for code, _, _ in FAULTS} | {"withheld", "unreadable", "history", "policy", "maybe"} == CODES.keys()


def test_every_issue_says_what_and_where() -> None:
    issue = Issue("a.md", 3, 7, "link", "There is no file b.md", "Did you mean c.md?")
    assert str(issue) == "a.md:3:7: error [link] There is no file b.md. Did you mean c.md?"


def test_a_code_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        Issue("a.md", 1, 1, "nonsense", "x")


def test_warnings_fail_only_when_strict() -> None:
    by_severity = {severity: next(code for code in CODES if CODES[code][0] is severity) for severity in Severity}
    issues = tuple(Issue("a.md", 1, 1, code, "x") for code in by_severity.values())
    assert [one.severity for one in failing(issues)] == [Severity.ERROR]
    assert [one.severity for one in failing(issues, strict=True)] == [Severity.ERROR, Severity.WARNING]


def test_a_good_site_has_no_issues() -> None:
    assert pipeline.understand(SITES / "good").issues == ()


def test_a_bad_site_has_exactly_its_faults() -> None:
    wanted = json.loads((SITES / "bad.expected.json").read_text(encoding="utf-8"))
    found = pipeline.understand(SITES / "bad").issues
    assert [[one.path, one.line, one.col, one.code] for one in found] == wanted


def test_a_fault_does_not_hide_the_other_pages() -> None:
    understood = pipeline.understand(SITES / "bad")
    drafts = {"events/fair/sessions/draft.md"}
    files = {path.relative_to(SITES / "bad").as_posix() for path in (SITES / "bad").rglob("*.md")}
    assert {document.path for document in understood.relations.documents.values()} == files - drafts


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"events/e/index.md": '---\ntitle: "E\nhost: "H"\n---\nIt.', "a.md": "Text [[E]]."},
            [("events/e/index.md", 2)],
        ),
        ({"topics.yml": "- label: [x\n", "a.md": "Text [[#anything]]."}, [("topics.yml", 1)]),
        (
            {"a.md": "Text.", "a/index.md": "Text.", "tips/t.md": "---\nevidence: [a/index.md]\n---\nText."},
            [("a/index.md", 1)],
        ),
        ({"a.md": "Text\0.", "tips/t.md": "---\nevidence: [a.md]\n---\nText [a](../a.md)."}, [("a.md", 1)]),
    ],
    ids=["broken title", "broken topics", "two files, one address", "no text"],
)
def test_one_fault_brings_no_others(
    understand: Callable[[Files], Understood], files: Files, expected: list[tuple[str, int]]
) -> None:
    assert [(one.path, one.line) for one in understand(files).issues] == expected


MEANING = ("front", "minutes", "link", "withhold", "emit", "render", "fixes", "engine", "pipeline.py")
"""Rooms in which something is made of issues; those that print them, or have faults of their own, may read words."""


def _modules() -> Iterator[Path]:
    package = Path(socml_site.__file__).parent
    for name in MEANING:
        yield from [package / name] if name.endswith(".py") else (package / name).rglob("*.py")


def _reading_back(module: Path) -> Iterator[str]:
    """Where a module reads what an issue or one of pydantic's errors says to people."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        said = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and node.attr in ("message", "hint")
        key = node.slice if isinstance(node, ast.Subscript) else None
        if said or (isinstance(key, ast.Constant) and key.value == "msg"):
            yield f"{module}:{getattr(node, 'lineno', 0)}"


def test_nothing_is_read_back_from_words_for_people() -> None:
    modules = list(_modules())
    assert len(modules) > 80
    assert [place for module in modules for place in _reading_back(module)] == []


def test_a_fix_tells_no_two_issues_apart() -> None:
    bare = Issue("a.md", 2, 1, "key", "`titel` is not known", "Did you mean `title`?")
    fixed = replace(bare, fix=Fix("a.md", 2, 1, "titel", "title", "`titel` is now `title`"))
    assert {bare, fixed} == {bare}
    assert sorted([fixed, bare, fixed]) == [bare] * 3


def test_a_misspelt_key_brings_its_fix(understand: Understand) -> None:
    (found,) = understand({"a.md": "---\ntitel: T\n---\nText"}).issues
    assert found.fix == Fix("a.md", 2, 1, "titel", "title", "`titel` is now `title`")
