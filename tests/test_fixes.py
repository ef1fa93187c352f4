"""`socml check --fix`: what is certain is written, every other byte stays, and a second run finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socml_site import fixes, pipeline
from socml_site.issues import Issue
from tests.conftest import Files, socml

Write = Callable[[Files], Path]

MINUTES = """\
# Weekly call

Date: 2024-03-05

Chair: Ada Abel

Scribe: Bo Brook

## Present

- Ada Abel
- Bo Brook
- Cy Costa (Acme)

## Notes

We spoke of the weather.
"""


def fixed(root: Path) -> dict[str, bytes]:
    """Write what is certain, and return the files that changed."""
    found = fixes.find(root)
    for name, data in found.data.items():
        (root / name).write_bytes(data)
    assert bool(found.data) == bool(found.fixes)
    assert fixes.find(root).data == {}, "a second run must find nothing"
    return dict(found.data)


def head(root: Path, name: str = "m/a.md") -> list[str]:
    """The lines of a file's front matter."""
    return (root / name).read_text(encoding="utf-8").split("---\n")[1].splitlines()


def test_what_the_prose_says_goes_into_front_matter(write: Write) -> None:
    root = write({"m/a.md": MINUTES})
    before = pipeline.understand(root).relations
    fixed(root)
    assert (root / "m/a.md").read_text() == (
        "---\ntitle: Weekly call\ndate: 2024-03-05\nmoderators: [Ada Abel]\nnote_takers: [Bo Brook]\n"
        f"attendees: [Ada Abel, Bo Brook, Cy Costa]\n---\n{MINUTES}"
    )
    after = pipeline.understand(root).relations
    assert after.participations == before.participations
    assert after.people == before.people


def test_what_front_matter_says_stays(write: Write) -> None:
    front = "---\n# my own\ntitle:   'Other'   # so\nattendees: []\n---\n"
    root = write({"m/a.md": front + MINUTES})
    fixed(root)
    assert (root / "m/a.md").read_text() == (
        "---\n# my own\ntitle:   'Other'   # so\nattendees: []\ndate: 2024-03-05\n"
        f"moderators: [Ada Abel]\nnote_takers: [Bo Brook]\n---\n{MINUTES}"
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("front", ["", "---\ntitle: T\n---\n"])
def test_line_ends_and_byte_order_marks_stay(write: Write, mark: bytes, front: str) -> None:
    text = (front + MINUTES).replace("\n", "\r\n").encode()
    root = write({"m/a.md": mark + text})
    data = fixed(root)["m/a.md"]
    assert data.startswith(mark + b"---\r\n")
    assert data.endswith(MINUTES.replace("\n", "\r\n").encode())
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: [a\n---\n" + MINUTES,
        "+++\ntitle = 'T'\n+++\n" + MINUTES,
        "---\ntitle: T\n\n" + MINUTES,
        "---\nkind: page\n---\n" + MINUTES,
        "# Only words\n\nNothing else.\n".replace("# ", ""),
        "",
        MINUTES.replace("\n", "\r"),
        MINUTES.encode("utf-16"),
        MINUTES.encode() + b"caf\xe9",
        MINUTES.encode() + b"\0",
    ],
    ids=["yaml", "toml", "open", "page", "plain", "empty", "macintosh", "utf-16", "latin", "binary"],
)
def test_what_is_not_certain_is_not_touched(write: Write, text: str | bytes) -> None:
    assert fixed(write({"m/a.md": text})) == {}


def test_a_scattered_list_is_not_certain(write: Write) -> None:
    root = write({"m/a.md": MINUTES.replace("(Acme)\n", "(Acme)\n\n\n\n\n\n- Di Diaz\n")})
    fixed(root)
    assert not [line for line in head(root) if line.startswith("attendees")]


@pytest.mark.parametrize("policy", ["initials", "chatham-house"])
def test_names_are_not_written_where_they_may_not_be_told(write: Write, policy: str) -> None:
    root = write({"m/a.md": f"---\npolicy: {policy}\n---\n{MINUTES}"})
    fixed(root)
    assert head(root) == [f"policy: {policy}", "title: Weekly call", "date: 2024-03-05"]


@pytest.mark.parametrize("wish", ["listed: false", "as: A reader"])
def test_who_is_not_to_be_shown_is_not_written_down(write: Write, wish: str) -> None:
    root = write({"m/a.md": MINUTES, "people.yml": f"- name: Cy Costa\n  {wish}\n"})
    fixed(root)
    assert [line.partition(":")[0] for line in head(root)] == ["title", "date", "moderators", "note_takers"]


def test_a_name_that_looks_misspelt_is_not_written_down(write: Write) -> None:
    root = write({"m/a.md": MINUTES, "people.yml": "- name: Cyr Costa\n"})
    fixed(root)
    assert not [line for line in head(root) if "Cy Costa" in line]


def test_a_misspelt_key_is_put_right(write: Write) -> None:
    front = "---\ntitel: T   # the title\ndate: 2024-03-05\natendees:\n  - Ada Abel\n---\nWords.\n"
    root = write({"m/a.md": front})
    fixed(root)
    assert (root / "m/a.md").read_text() == front.replace("titel", "title").replace("atendees", "attendees")
    assert pipeline.understand(root).issues == ()


@pytest.mark.parametrize(
    "front",
    [
        "titel: T\ntitle: U\n",
        "titel: T\ntitles: U\n",
        "zebra: T\n",
        "moderators: [Ada]\nchairs: [Bo]\n",
    ],
)
def test_a_key_that_may_mean_another_is_not_touched(write: Write, front: str) -> None:
    text = f"---\n{front}date: 2024-03-05\n---\nWords.\n"
    assert fixed(write({"m/a.md": text})) == {}


def test_keys_of_the_vocabularies_are_put_right(write: Write) -> None:
    root = write(
        {
            "m/a.md": "Words.",
            "people.yml": "# us\n- name: Ada Abel\n  alias: [Ada]\n- {name: Bo Brook, handel: bo}\n",
            "topics.yml": "- label: GAN\n  broder: AI\n- label: AI\n",
        }
    )
    fixed(root)
    assert (
        root / "people.yml"
    ).read_text() == "# us\n- name: Ada Abel\n  aliases: [Ada]\n- {name: Bo Brook, handle: bo}\n"
    assert (root / "topics.yml").read_text() == "- label: GAN\n  broader: AI\n- label: AI\n"


def test_two_keys_of_one_line_are_put_right_at_once(write: Write) -> None:
    root = write({"m/a.md": "Words.", "people.yml": "- {nam: Ada Abel, handel: ada}\n"})
    fixed(root)
    assert (root / "people.yml").read_text() == "- {name: Ada Abel, handle: ada}\n"


def test_the_line_that_is_told_is_the_line_that_is_written(write: Write) -> None:
    root = write({"m/a.md": f"---\nroom: R\n---\n\n\n{MINUTES}"})
    found = fixes.find(root)
    written = found.data["m/a.md"].decode().split("\n")
    assert len(found.fixes) == 5
    assert [one.what for one in found.fixes] == [f"wrote `{written[one.line - 1]}`" for one in found.fixes]


def test_a_topic_is_written_as_the_vocabulary_has_it(write: Write) -> None:
    front = "---\ntitle: T\ntopics: [gan, \"robot  arms\", 'Legs', ai]   # three\n---\nWords.\n"
    root = write({"m/a.md": front, "topics.yml": "- label: GAN\n- label: Robot arms\n- label: Legs\n  aliases: [AI]\n"})
    fixed(root)
    assert (root / "m/a.md").read_text() == front.replace("[gan", "[GAN").replace("robot  arms", "Robot arms")


def test_a_list_of_topics_is_written_as_the_vocabulary_has_it(write: Write) -> None:
    front = "---\ntopics:\n  - gan  # so\n  - other\n---\nWords.\n"
    root = write({"m/a.md": front, "topics.yml": "- label: 'GAN: more'\n- label: GAN\n"})
    fixed(root)
    assert (root / "m/a.md").read_text() == front.replace("- gan", "- GAN")


JOINED = {
    "m/2024-01-01.md": "---\ntitle: T\nattendees: [Dan Abel @sailor]\n---\nWords.\n",
    "far/2021-01-01.md": "---\ntitle: T\nattendees: [Daniel Abel @sailor]\n---\nWords.\n",
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- name: Dan Abel   # him\n", "- name: Dan Abel   # him\n  aliases: [Daniel Abel]\n"),
        ("- name: Dan Abel\n  handle: x1\n", "- name: Dan Abel\n  aliases: [Daniel Abel]\n  handle: x1\n"),
        ("-   name: 'Dan Abel'\r\n", "-   name: 'Dan Abel'\r\n    aliases: [Daniel Abel]\r\n"),
        ("- name: Dan Abel\n  aliases: [ D1 ] # so\n", "- name: Dan Abel\n  aliases: [ D1, Daniel Abel] # so\n"),
        ("- {name: Dan Abel, url: x}\n", "- {name: Dan Abel, aliases: [Daniel Abel], url: x}\n"),
        ("- {name: Dan Abel}\n- name: Bo\n", "- {name: Dan Abel, aliases: [Daniel Abel]}\n- name: Bo\n"),
        ("- name: Dan Abel\n  aliases: [Daniel Abel]\n", ""),
        ("- name: Dan Abel\n  aliases: [Daniel ABEL]\n", ""),
        ("- name: Dan Abel\n- name: Daniel Abel\n", ""),
        ("- name: Dan Abel\n  aliases:\n    - D1\n", ""),
        ("- name: Dan Abel\n  aliases: D1, D2\n", ""),
        ("- &a {name: [x}\n", ""),
        ("- name: Bo\n", ""),
        ("name: Dan Abel\n", ""),
    ],
)
def test_aliases_that_are_certain(write: Write, before: str, after: str) -> None:
    root = write({**JOINED, "people.yml": before})
    if "x1" in before:
        after = ""
    changed = fixed(root)
    assert changed.get("people.yml", b"").decode() == after


ALL = {
    **JOINED,
    "m/2024-03-05.md": MINUTES,
    "m/a.md": "---\ntitel: T\ntopics: [gan, other]\n---\nWords.\n",
    "people.yml": "- name: Dan Abel\n- {name: Bo Brook, handel: bo}\n",
    "topics.yml": "- label: GAN\n  broder: AI\n- label: AI\n",
}
"""A folder with a fix of each kind."""


def test_what_is_written_hangs_on_no_wording(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(ALL)
    before = fixes.find(root)
    said = " ".join(one.what for one in before.fixes)
    assert all(word in said for word in ("`title`", "`handle`", "`broader`", "`GAN`", "`Daniel Abel`", "wrote `date"))

    def reword(issue: Issue) -> None:
        object.__setattr__(issue, "message", f"`{issue.line}` geht so nicht")
        object.__setattr__(issue, "hint", "Anders?")

    monkeypatch.setattr(Issue, "__post_init__", reword)
    after = fixes.find(root)
    assert (after.fixes, after.data) == (before.fixes, before.data)


def test_no_people_file_is_made(write: Write) -> None:
    root = write(JOINED)
    fixed(root)
    assert not (root / "people.yml").exists()


def test_a_link_out_of_the_folder_is_not_written_through(write: Write) -> None:
    root = write({"m/b.md": "Words."})
    outside = root.parent / "outside.md"
    outside.write_text(MINUTES)
    (root / "m/a.md").symlink_to(outside)
    assert fixed(root) == {}


@pytest.mark.parametrize("layout", ["m/a.md", "events/fair/sessions/a.md"])
def test_the_command_says_what_it_wrote(write: Write, layout: str) -> None:
    root = write({layout: MINUTES.replace("# Weekly call", "---\ntitel: T\n---\n# Weekly call")})
    done = socml("check", "--fix", ".", cwd=root)
    assert f"{layout}:2: fixed: `titel` is now `title`" in done.stdout
    assert f"{layout}:6: fixed: wrote `attendees: [Ada Abel, Bo Brook, Cy Costa]`" in done.stdout
    assert done.stdout.endswith("No issues.\n")
    assert done.returncode == 0
    again = socml("check", "--fix", ".", cwd=root)
    assert again.stdout == "No issues.\n"


def test_without_the_option_nothing_is_written(write: Write) -> None:
    root = write({"m/a.md": MINUTES})
    socml("check", ".", cwd=root)
    assert (root / "m/a.md").read_text() == MINUTES


def test_a_program_reads_only_issues(write: Write) -> None:
    root = write({"m/a.md": "---\ntitel: T\n---\nWords.\n"})
    done = socml("check", "--fix", "--format", "json", ".", cwd=root)
    assert done.stdout.strip() == "[]"
    assert "`titel` is now `title`" in done.stderr


def test_only_the_file_that_is_named_is_written(write: Write) -> None:
    root = write({"m/a.md": MINUTES, "m/b.md": MINUTES})
    (root / "m/a.md").chmod(0o640)
    socml("check", "--fix", "m/a.md", cwd=root)
    assert (root / "m/a.md").read_text() != MINUTES
    assert (root / "m/b.md").read_text() == MINUTES
    assert (root / "m/a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(file.name for file in (root / "m").iterdir()) == ["a.md", "b.md"]


def test_what_cannot_be_put_right_still_fails(write: Write) -> None:
    root = write({"m/a.md": "---\ntitel: T\n---\nSee [b](b.md).\n"})
    done = socml("check", "--fix", ".", cwd=root)
    assert done.returncode == 1
    assert "[link]" in done.stdout
    assert "[key]" not in done.stdout


LINES = st.sampled_from(
    [
        *MINUTES.splitlines(),
        "---",
        "title: x",
        "titel: x",
        "tags: [a]",
        "***",
        "<!-- x -->",
        "Present: Di Diaz, Ed Eck",
        "\ufeff",
        "\t",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINES, max_size=14), end=st.sampled_from(["\n", "\r\n"]), last=st.booleans())
def test_the_text_stays_byte_by_byte(write: Write, lines: list[str], end: str, last: bool) -> None:
    data = (end.join(lines) + (end if last else "")).encode()
    root = write({"m/a.md": data})
    changed = fixed(root).get("m/a.md")
    if changed is not None:
        whole = data.removeprefix(b"\xef\xbb\xbf")
        closing = f"{end}---".encode()
        body = whole.split(closing, 1)[1] if whole.startswith(b"---") and closing in whole else whole
        assert changed.endswith((body, whole))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("m/2024-03-05.md", "# Call\n\nWe met.\n"),
        ("m/a.md", "# Call\n\nDate: 5 March 2024\n"),
        ("m/a.md", "# Call\n\n| Date | 5 March 2024 |\n|---|---|\n| Place | Hall |\n"),
        ("m/a.md", "# Call of 5 March 2024\n\nWe met.\n"),
        ("m/a.md", "# Call, 5-6 March 2024\n\nWe met.\n"),
    ],
    ids=["name", "label", "table of facts", "title", "title with two days"],
)
def test_a_day_is_written_where_it_is_certain(write: Write, path: str, text: str) -> None:
    root = write({path: text})
    fixed(root)
    assert "date: 2024-03-05" in head(root, path)


@pytest.mark.parametrize(
    "text",
    [
        "# Benches\n\n## Next steps\n\n| What | Who | When |\n|---|---|---|\n| Paint the bench | Ada | 2027-07-01 |\n",
        "# Benches\n\n- [ ] Ada: paint the bench (2027-07-01)\n",
        "# Benches\n\nDue: 2027-07-01\n",
        "# Benches\n\n## Milestones\n\nDate: 2027-07-01\n",
        "# Benches\n\nHarbour Hall, 1 July 2027\n",
        "# Benches\n\n1 July 2027\n",
        "# Benches\n\n## The meeting of 1 July 2027\n\nWe met.\n",
        "# Benches\n\nThe meeting was held on 1 July 2027.\n",
        "# Benches\n\nDate: 2027-07-01, moved to 2027-07-08\n",
        "# Benches\n\nDate: 02/10/2027 - 04/10/2027\n",
        "# Benches\n\nNext meeting: 2027-07-01\n",
        "# Next steps\n\n2027-07-01: paint the bench\n",
        "# Founded in 1 July 2027\n\nWe met.\n",
        "# The bench painted on 1 July 2027\n\nWe met.\n",
        "# Benches since 1 July 2027\n\nWe met.\n",
        "# The great fire of 1 July 2027\n\nWe met.\n",
        "# Benches\n\nTime: 14:00 until 2027-07-01\n",
        "# Benches\n\nDate: until 1 July 2027\n",
        "# Benches\n\nDate: 2027-07-01\n\nDate: 2027-07-08\n",
        "# Board of 1 July 2027\n\nDate: 2027-07-08\n",
    ],
)
def test_a_day_that_is_not_certain_is_not_written(write: Write, text: str) -> None:
    root = write({"m/a.md": text})
    fixed(root)
    written = (root / "m/a.md").read_text().removesuffix(text)
    assert "date:" not in written


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("m/minutes-2024-05-06-approved-2024-06-06.md", "# Call\n\nWe met.\n"),
        ("m/2024-05-06-minutes-of-2024-04-06.md", "# Call\n\nWe met.\n"),
        ("m/a-2024-05-06-b-2024-06-06.md", "# Call\n\nWe met.\n"),
        ("m/board-approved-2024-06-06.md", "# Call\n\nWe met.\n"),
        ("m/board-2024-05-06-until-2024-05-08.md", "# Call\n\nWe met.\n"),
        ("m/2025-06-11.md", "# Call 2025-11-06\n\nWe met.\n"),
        ("m/2025-06-11.md", "# Call\n\nDate: 2025-11-06\n"),
        ("m/2025/06-11.md", "# Call\n\n**When**: 6 November 2025\n"),
    ],
)
def test_a_day_of_which_there_are_two_is_not_written(write: Write, path: str, text: str) -> None:
    root = write({path: text})
    fixed(root)
    assert "date:" not in (root / path).read_text().removesuffix(text)


def test_of_a_day_that_is_struck_through_the_other_is_written(write: Write) -> None:
    root = write({"m/a.md": "# Call\n\nDate: ~~2024-05-06~~ 2024-05-07\n"})
    fixed(root)
    assert "date: 2024-05-07" in head(root)
