"""Ways round what is withheld: by links in the file system, other names of people.yml, files elsewhere, first words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.pipeline import Understood
from socml_site.read import Scope
from tests.conftest import Files, socml
from tests.test_policy import Pages, _everything

Write = Callable[[Files], Path]
Understand = Callable[[Files], Understood]
PNG = b"\x89PNG\r\n\x1a\n"
SESSION = "---\nattendees: [Zenobia Quarrington, Bo Example]\n---\n# Talk\n\nWords.\n"

CONTENT = {
    "index.md": "# Home\n",
    "open/index.md": "# Open\n\nText.\n",
    "open/schedule.csv": "title\nZusecret\n",
    "open/plan.png": PNG,
    "open/list.txt": "a list",
    "board/index.md": "---\npolicy: private\n---\n# Board\n\nZusecret.\n",
    "board/2024-01-02.md": "# Meeting\n\nZusecret.\n",
    "board/photo.png": PNG,
    "board/notes.txt": "Zusecret",
    "house/2024-01-02-strategy.md": "---\npolicy: chatham-house\n---\n# Strategy\n\nWords.\n",
    "house/talk.vtt": "WEBVTT\n",
    "secret.md": "Zusecret",
    "secret.txt": "Zusecret",
    "people.yml": "- {name: Zenobia Quarrington, listed: false}\n",
    "topics.yml": "- label: Zusecret\n",
    "LICENSE": "Zusecret",
}
EXCLUDED = frozenset({"secret.md", "secret.txt"})


LINKS = {
    "a private page": ("open/a.txt", "../board/2024-01-02.md"),
    "a private page as a page": ("copy.md", "board/2024-01-02.md"),
    "a page as a page": ("copy.md", "open/index.md"),
    "people": ("open/p.txt", "../people.yml"),
    "topics": ("open/t.csv", "../topics.yml"),
    "a board": ("open/s2.csv", "schedule.csv"),
    "a page that is excluded": ("open/x.txt", "../secret.md"),
    "a page that is excluded as a page": ("x.md", "secret.md"),
    "a file that is excluded": ("open/x.txt", "../secret.txt"),
    "a file with another ending": ("open/x.csv", "list.txt"),
    "a file without an ending": ("open/x.txt", "../LICENSE"),
    "a page by another link": ("open/b.txt", "step.txt"),
}


@pytest.mark.parametrize(("name", "target"), LINKS.values(), ids=LINKS)
def test_a_link_brings_no_file_past_its_rules(write: Write, name: str, target: str) -> None:
    root = write(CONTENT)
    (root / "open/step.txt").symlink_to("../board/2024-01-02.md")
    (root / name).symlink_to(target)
    found = pipeline.understand(root, Scope(EXCLUDED.__contains__))
    assert not {name, "open/step.txt"} & found.relations.attachments
    assert name not in {one.path for one in found.relations.documents.values()}
    issue = next(one for one in found.issues if one.path == name and one.code == "unreadable")
    assert "opy what may be published" in issue.hint


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("open/p.png", "../board/photo.png"),
        ("open/n.txt", "../board/notes.txt"),
        ("open/t.vtt", "../house/talk.vtt"),
        ("open/own.png", "../board/2024-01-02/own.png"),
    ],
)
@pytest.mark.parametrize("linked", [False, True], ids=["unlinked", "linked"])
def test_a_link_is_withheld_where_the_file_is(write: Write, name: str, target: str, linked: bool) -> None:
    text = f"# Open\n\n[file]({name.removeprefix('open/')})\n" if linked else "# Open\n"
    root = write(CONTENT | {"board/2024-01-02/own.png": PNG, "open/index.md": text})
    (root / name).symlink_to(target)
    found = pipeline.understand(root)
    assert name not in found.relations.attachments
    assert [one.code for one in found.issues if one.path == name] == ["unpublished"]


def test_a_link_to_a_file_that_is_published_is_one(write: Write) -> None:
    root = write(CONTENT | {"n/b.md": "# B\n\n![plan](plan.png)\n", "n/x.txt": "x"})
    (root / "n/plan.png").symlink_to("../open/plan.png")
    (root / "n/list.TXT").symlink_to("again.txt")
    (root / "n/again.txt").symlink_to(root / "open/list.txt")
    found = pipeline.understand(root)
    assert {"n/plan.png", "n/list.TXT", "n/again.txt"} <= found.relations.attachments


PRIVATE = "- {name: Zenobia Quarrington, listed: false}\n"
OTHER_NAMES = ["people.yaml", "People.yml", "PEOPLE.YML", "People.YAML"]


@pytest.mark.parametrize("name", OTHER_NAMES)
def test_people_are_read_under_names_like_it(pages: Pages, understand: Understand, name: str) -> None:
    files = {"m/a.md": SESSION, "m/b.md": SESSION, name: PRIVATE}
    told = _everything(pages(files))
    assert "zenobia" not in told
    assert "bo example" in told
    assert [issue for issue in understand(files).issues if issue.path == name] == []


def test_what_is_wrong_with_people_is_said_of_the_file_there_is(understand: Understand) -> None:
    found = understand({"a.md": "# A\n\nWords.\n", "People.yaml": "- {name: Bo, listd: perhaps}\n"})
    assert {one.path for one in found.issues} == {"People.yaml"}


@pytest.mark.parametrize("other", ["people.yaml", "People.yml"])
@pytest.mark.parametrize("private", [0, 1])
def test_of_two_files_of_people_none_says_who_may_be_named(pages: Pages, private: int, other: str) -> None:
    names = ("people.yml", other)
    people = {name: PRIVATE if at == private else "- name: Bo Example\n" for at, name in enumerate(names)}
    told = _everything(pages({"m/a.md": SESSION, "m/b.md": SESSION, **people}))
    assert "zenobia" not in told
    assert "bo example" not in told


def test_two_files_of_people_are_an_error(understand: Understand) -> None:
    found = understand({"m/a.md": SESSION, "people.yml": PRIVATE, "people.yaml": PRIVATE})
    assert [(one.path, one.code) for one in found.issues] == [("people.yaml", "policy")]


def test_people_are_read_though_they_are_excluded(write: Write) -> None:
    root = write({"m/a.md": SESSION, "m/b.md": SESSION, "people.yml": PRIVATE})
    found = pipeline.understand(root, Scope(lambda path: path.endswith(".yml")))
    assert {one.name for one in found.relations.participations} == {"Bo Example"}


def test_people_are_put_right_under_any_name(write: Write) -> None:
    root = write({"m/a.md": SESSION, "People.yaml": "- name: Bo Example\n  alises: [Bobo]\n"})
    assert socml("check", "--fix", str(root)).returncode == 0
    assert (root / "People.yaml").read_text() == "- name: Bo Example\n  aliases: [Bobo]\n"


@pytest.mark.parametrize("name", ["topics.yaml", "Topics.yml"])
def test_topics_are_read_under_names_like_it(understand: Understand, name: str) -> None:
    found = understand(
        {"a.md": "---\ntopics: [bots]\n---\n# A\n\nWords.\n", name: "- {label: robots, aliases: [bots]}\n"}
    )
    assert found.issues == ()
    assert "topics/robots/" in found.relations.topics
    found = understand({"topics.yml": "- {label: robots, aliases: [bots]}\n", "topics.yaml": "- label: robots\n"})
    assert {one.path for one in found.issues if one.code == "attachment"} >= {"topics.yaml"}


BELOW = {
    "not listed": PRIVATE,
    "another name": "- {name: Zenobia Quarrington, as: Z}\n",
    "in another shape": "Zenobia Quarrington: {listed: false}\n",
    "no YAML": "- name: [x\n",
    "no text": b"- name: x\0\n",
}


@pytest.mark.parametrize("name", ["m/people.yml", "data/People.yaml", "events/fair/people.yml"])
@pytest.mark.parametrize("people", BELOW.values(), ids=BELOW)
def test_people_in_a_folder_below_may_keep_somebody_back(pages: Pages, name: str, people: str | bytes) -> None:
    told = _everything(pages({"m/a.md": SESSION, "m/b.md": SESSION, name: people}))
    assert "zenobia" not in told
    assert "bo example" not in told


def test_where_people_belong_is_said(understand: Understand) -> None:
    found = understand({"m/a.md": SESSION, "m/people.yml": PRIVATE, "n/people.yaml": "- name: Bo Example\n"})
    told = [(one.path, one.code) for one in found.issues]
    assert told == [("m/people.yml", "policy"), ("n/people.yaml", "attachment")]
    assert all("the people.yml at the top" in one.message and "Move" in one.hint for one in found.issues)
    assert all(".zip" not in one.hint for one in found.issues)
    assert found.relations.attachments == frozenset()


def test_people_in_a_folder_below_that_ask_for_nothing_change_nothing(pages: Pages) -> None:
    told = _everything(pages({"m/a.md": SESSION, "m/b.md": SESSION, "m/people.yml": "- name: Bo Example\n"}))
    assert "zenobia" in told


SHAPES = {
    "below a key": "people:\n  - name: Zenobia Quarrington\n    listed: false\n",
    "below two keys": "wiki:\n  people:\n    - {name: Zenobia Quarrington, listed: false}\n",
    "the name as key": "- Zenobia Quarrington: {listed: false}\n",
    "the name as key of a list": "Zenobia Quarrington:\n  - listed: false\n",
    "a list in a list": "- [{name: Zenobia Quarrington, listed: false}]\n",
    "in an entry": "- name: Bo Example\n  team:\n    - {name: Zenobia Quarrington, listed: false}\n",
    "another name below a key": "people:\n  - {name: Zenobia Quarrington, as: Z}\n",
    "beside a key": "people: [{name: Bo Example}]\nunlisted: [Zenobia Quarrington]\n",
    "deep": "- " + "[" * 60 + "{name: Zenobia Quarrington, listed: false}" + "]" * 60 + "\n",
    "too deep": "[" * 300 + "{name: Zenobia Quarrington, listed: false}" + "]" * 300 + "\n",
}


@pytest.mark.parametrize("people", SHAPES.values(), ids=SHAPES)
def test_an_opt_out_counts_in_whatever_shape(pages: Pages, understand: Understand, people: str) -> None:
    files = {"m/a.md": SESSION, "m/b.md": SESSION, "people.yml": people}
    told = _everything(pages(files))
    assert "zenobia" not in told
    assert ("people.yml", "policy") in {(one.path, one.code) for one in understand(files).issues}


@pytest.mark.parametrize("people", ["people:\n  - name: Zenobia Quarrington\n", "- {name: A B, links: [{x: y}]}\n"])
def test_a_shape_that_keeps_nobody_back_closes_nothing(pages: Pages, people: str) -> None:
    assert "zenobia" in _everything(pages({"m/a.md": SESSION, "m/b.md": SESSION, "people.yml": people}))


TRANSCRIPTS = [
    "e/files/a.txt",
    "e/files/deep/er/a.vtt",
    "media/2024-01-02-strategy.vtt",
    "media/2024-01-02-strategy.en.srt",
    "assets/2024-01-02-strategy-transcript.txt",
    "assets/2024-01-02_Strategy.TXT",
]


@pytest.mark.parametrize("path", TRANSCRIPTS)
@pytest.mark.parametrize("policy", ["chatham-house", "initials", "private"])
def test_a_transcript_is_withheld_wherever_it_lies(understand: Understand, path: str, policy: str) -> None:
    files = {
        "e/2024-01-02-strategy.md": f"---\npolicy: {policy}\n---\n# S\n\nWords.\n",
        "o/open.md": "# Open\n\nText.\n",
    }
    found = understand(files | {path: "x"})
    assert path not in found.relations.attachments
    assert [one.code for one in found.issues if one.path == path] == ["unpublished"]
    files["o/open.md"] = f"# Open\n\n[It](../{path})\n"
    assert path in understand(files | {path: "x"}).relations.attachments


def test_files_of_an_event_that_names_nobody_are_withheld_by_its_name(understand: Understand) -> None:
    files = {
        "events/summit/index.md": "---\npolicy: chatham-house\n---\n# S\n\nWords.\n",
        "media/summit-day-1.txt": "x",
    }
    assert understand(files).relations.attachments == frozenset()


@pytest.mark.parametrize(
    "path", ["media/other.vtt", "media/2024-01-02.txt", "o/a.vtt", "media/2024-01-02-strategy.png"]
)
def test_other_files_are_published_as_before(understand: Understand, path: str) -> None:
    files = {
        "e/2024-01-02-strategy.md": "---\npolicy: chatham-house\n---\n# S\n\nWords.\n",
        "o/open.md": "# Open\n\nText.\n",
    }
    files |= {"e2/a.md": "---\npolicy: chatham-house\n---\n# S\n\nWords.\n"}
    data = PNG if path.endswith(".png") else b"x"
    assert path in understand({**files, path: data}).relations.attachments


SAID = {
    "those present": "Attendees: Zenobia Quarrington, Ada Example\n\nWe spoke.\n",
    "a speaker": "Zenobia Quarrington: I think so.\n\nAda Example: I do not.\n",
    "a thank": "**Present:** Zenobia Quarrington\n\nThanks to Zenobia for the room.\n",
    "a genitive": "**Present:** Zenobia Quarrington\n\nQuarrington's idea was heard.\n",
    "a last name with a hyphen": "**Present:** Zenobia Quarrington\n\nThe Quarrington-led group met.\n",
    "in lower case": "**Present:** Zenobia Quarrington\n\nthanks zenobia for the room.\n",
    "an action": "**Present:** Zenobia Quarrington\n\nWe spoke.\n\n## Action items\n\n- [ ] Zenobia to write\n",
    "a decision": "**Present:** Zenobia Quarrington\n\nWe spoke.\n\nDECISION: Zenobia Quarrington pays\n",
    "a question": "**Present:** Zenobia Quarrington\n\nWe spoke.\n\nQ: Why did Zenobia say so?\n",
    "a heading above a decision": "**Present:** Zenobia Quarrington\n\nWe spoke.\n\n## Zenobia\n\nDECISION: We pay\n",
    "a heading above a link": "**Present:** Zenobia Quarrington\n\nWe met.\n\n## Zenobia\n\nSee [it](../o/open.md).\n",
    "a link": "**Present:** Zenobia Quarrington\n\nWe spoke.\n\nZenobia showed [another](../o/open.md) of hers.\n",
}
_HEAD = "title: Talk\ndate: 2024-01-02\nattendees: [Zenobia Quarrington, Ada Example]\n"
CLOSED = {
    "chatham-house": ("policy: chatham-house\n", ""),
    "initials": ("policy: initials\n", ""),
    "not listed": ("", PRIVATE),
}


@pytest.mark.parametrize(("head", "people"), CLOSED.values(), ids=CLOSED)
@pytest.mark.parametrize("said", SAID.values(), ids=SAID)
def test_no_name_leaves_the_minutes(pages: Pages, head: str, people: str, said: str) -> None:
    files = {"m/a.md": f"---\n{head}{_HEAD}---\n\n{said}", "o/open.md": "# Open\n\nText.\n"}
    found = pages({**files, "people.yml": people})
    told = [page.html for url, page in found.items() if url != "m/a/"]
    told += [f"{page.artifact.description} {page.artifact.search} {page.artifact.head}" for page in found.values()]
    told += [text for path, text in found.files.items() if not path.endswith("m/a/index.md")]
    # An anchor leads to a heading of the minutes, which keeps its words.
    whole = re.sub(r"#[\w-]+", "", "\n".join(told).casefold())
    for word in ("zenobia", "quarrington"):
        assert word not in whole, word


def test_a_title_in_the_reading_list_holds_no_name(pages: Pages) -> None:
    head = "---\npolicy: chatham-house\nattendees: [Zenobia Quarrington]\n---\n# Talk\n\nWe read.\n\n"
    text = f"{head}## What Zenobia likes\n\n"
    found = pages({"m/2024-01-02-a.md": f"{text}[Zenobia's favourite paper](https://arxiv.org/abs/1706.03762)\n"})
    others = [text for path, text in found.files.items() if "1706.03762" in text and not path.startswith("m/")]
    others += [page.html for path, page in found.items() if "1706.03762" in page.html and not path.startswith("m/")]
    assert others
    assert "zenobia" not in "".join(others).casefold().replace("what-zenobia-likes", "")


def test_who_signs_is_not_named_where_nobody_knows_who_may_be(pages: Pages) -> None:
    report = "---\ntitle: R\nauthors: [Zenobia Quarrington]\n---\n\nWords.\n"
    assert "zenobia" in _everything(pages({"reports/r.md": report}))
    assert "zenobia" not in _everything(pages({"reports/r.md": report, "people.yml": "- name: [x\n"}))


def test_others_who_share_a_first_name_lose_no_words(understand: Understand) -> None:
    text = "---\nattendees: [Zenobia Berg]\n---\n# T\n\nZenobia spoke.\n"
    found = understand({"m/a.md": text, "people.yml": PRIVATE})
    assert found.relations.documents["m/a/"].minutes.lead == "Zenobia spoke."


def test_whom_a_group_promises_something_keeps_its_place(understand: Understand) -> None:
    text = "# T\n\nWords.\n\n## Action items\n\n- [ ] Everyone to read the draft\n- [ ] Editors to write it\n"
    found = understand({"m/a.md": f"---\npolicy: chatham-house\nattendees: [Ada Example]\n---\n{text}"})
    assert len(found.relations.statements) == 2


def test_a_summary_with_a_name_is_not_shown_and_that_is_said(understand: Understand) -> None:
    head = "policy: chatham-house\nattendees: [Zenobia Quarrington]\n"
    found = understand({"m/a.md": f"---\ntitle: Talk\nsummary: What Zenobia said\n{head}---\n\nWords.\n"})
    assert found.relations.documents["m/a/"].facts.summary == ""
    assert [(one.path, one.code) for one in found.issues] == [("m/a.md", "withheld")]
    assert "Zenobia" not in found.issues[0].message


@pytest.mark.parametrize("name", ["Will Mark", "Rose May", "Bo Li", "J. Hope"])
def test_a_name_that_is_a_word_empties_nothing(understand: Understand, name: str) -> None:
    text = "We will mark the rose in may, bo and li and j hope.\n"
    found = understand({"m/a.md": f"---\npolicy: chatham-house\nattendees: [{name}]\n---\n# T\n\n{text}"})
    assert found.relations.documents["m/a/"].minutes.lead == text.strip()


def test_a_handle_is_a_name(understand: Understand) -> None:
    text = "---\npolicy: chatham-house\nattendees: ['@zed']\n---\n# T\n\nThanks to @zed for it.\n"
    assert understand({"m/a.md": text}).relations.documents["m/a/"].minutes.lead == ""


def test_a_name_without_capitals_is_a_name(understand: Understand) -> None:
    text = "---\npolicy: chatham-house\nattendees: [山田 太郎]\n---\n# T\n\n山田さんが話しました。\n"
    assert understand({"m/a.md": text}).relations.documents["m/a/"].minutes.lead == ""


def test_where_everybody_may_be_named_first_words_stay(understand: Understand) -> None:
    found = understand({"m/a.md": "# T\n\nAttendees: Zenobia Quarrington, Ada Example\n\nZenobia spoke.\n"})
    assert "Zenobia" in found.relations.documents["m/a/"].minutes.lead


@pytest.mark.parametrize("rel", ["schema:attendee", "dc:creator", "prefetch", "me"])
def test_what_a_link_says_for_machines_is_no_warning(understand: Understand, rel: str) -> None:
    found = understand({"a.md": f'# A\n\n<a href="https://x.org" rel="{rel}">b</a> words\n'})
    assert found.issues == ()


def test_a_link_that_lets_a_page_steer_is_a_warning(understand: Understand) -> None:
    found = understand({"a.md": '# A\n\n<a href="https://x.org" rel="schema:attendee Opener">b</a> words\n'})
    assert [one.code for one in found.issues] == ["markup"]
