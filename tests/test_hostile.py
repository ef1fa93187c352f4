"""Bad input: whatever a file holds, it is understood in the same way twice, without an exception, within its lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from socml_site.issues import Issue
from socml_site.minutes import read_documents
from socml_site.model import Document, Role, SourcePath
from socml_site.pipeline import Understood
from socml_site.read.source import read_source
from tests.bench.shapes import LONG_LINES, MANY, NESTED, ONE_LINE
from tests.conftest import Files, source_of

MB = 1_000_000
MOST = 20_000
FULL = {"headings": MOST, "turns of many": MOST, "actions alike": MOST, "rows of people": MOST}
"""How many of a thing there are; of any other shape there are `SOME`, and `tests.bench.growth` sees how they grow."""
SOME = 3_000
ALONE = {"attendees", "actions", "headings alike", "links", "dated headings"}
"""Shapes that a test of their own reads in full."""
LONGEST = tuple(f"one line of {sign!r}" for sign in ("a", "[", "*", "|", ">", "a:"))


def _sound(text: str, path: str = "notes/a.md") -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """What a text is understood to say, after what must hold of any text was checked."""
    source = source_of(text, path)
    found = read_documents(source, frozenset({path}))
    last = source.body_line + source.text.count("\n")
    for document in found[0]:
        said = document.minutes
        places = [*(one.place for one in said.sections), *(one.place for one in said.links)]
        places += [*(one.place for one in said.people), *(one.place for one in said.turns)]
        places += [*(one.place for one in said.outcomes), *(one.place for one in said.citations)]
        assert all(1 <= place.line <= last for place in places)
        assert all(one.place.line <= one.end <= last for one in said.turns)
        assert 0 <= said.title_line <= last
        anchors = [*(one.anchor for one in said.sections), *(one.anchor for one in said.turns)]
        anchors += [one.anchor for one in said.outcomes]
        assert len(set(anchors)) == len(anchors)
        assert all(anchors)
        assert document.title
        names = {one.name for one in said.people}
        assert all(one.speaker in names for one in said.turns)
    assert all(1 <= issue.line <= last for issue in found[1])
    addresses = [document.url for document in found[0]]
    assert len(set(addresses)) == len(addresses)
    return found


@pytest.mark.parametrize("name", ONE_LINE)
def test_one_long_line(name: str) -> None:
    _sound(ONE_LINE[name](5 * MB if name in LONGEST else MB // 5))


@pytest.mark.parametrize("family", sorted({name.partition(" of ")[0] for name in LONG_LINES}))
def test_long_lines_that_are_looked_at_as_a_whole(family: str) -> None:
    for name, shape in LONG_LINES.items():
        if name.startswith(f"{family} of "):
            _sound(shape(2))


@pytest.mark.parametrize("name", NESTED)
def test_a_thousand_levels(name: str) -> None:
    _sound(NESTED[name](1_000))


@pytest.mark.parametrize("name", sorted({*MANY} - ALONE))
def test_a_thousand_things_and_more(name: str) -> None:
    _sound(MANY[name](FULL.get(name, SOME)))


def test_of_many_attendees_the_first_are_known_and_the_last_do_no_harm() -> None:
    found, _ = _sound(MANY["attendees"](MOST))
    assert [one.name for one in found[0].minutes.people][:1] == ["Adaa Kina"]
    assert all(one.roles == (Role.ATTENDED,) for one in found[0].minutes.people)


def test_every_action_of_many_is_kept() -> None:
    (found,), _ = _sound(MANY["actions"](MOST))
    assert [one.place.line for one in found.minutes.outcomes] == list(range(1, MOST + 1))
    assert found.minutes.outcomes[0].owners == ("Adaa Kina",)


def test_every_heading_of_many_has_an_anchor_of_its_own() -> None:
    (found,), _ = _sound(MANY["headings alike"](MOST))
    assert len({one.anchor for one in found.minutes.sections}) == MOST


def test_every_citation_of_many_is_kept() -> None:
    (found,), _ = _sound(MANY["links"](MOST))
    assert len({one.url for one in found.minutes.citations}) == 2 * MOST


def test_every_meeting_of_many_is_a_document() -> None:
    found, _ = _sound(MANY["dated headings"](4_000))
    assert len(found) == 1 + 4_000


def test_what_stands_behind_a_hostile_line_is_still_read() -> None:
    text = f"{'a' * (5 * MB)}\n\nPresent: Ada King\n\nACTION: Ada to mend the hose\n"
    (found,), _ = _sound(text)
    assert [one.name for one in found.minutes.people] == ["Ada King"]
    assert [one.owners for one in found.minutes.outcomes] == [("Ada King",)]


INVISIBLE = "\x01\x07\x1b\x7f\u200b\u202e\u2066\ufeff\u00ad\u0085\u2028\x0c"


@pytest.mark.parametrize("sign", INVISIBLE, ids=lambda sign: f"{ord(sign):04x}")
def test_invisible_signs_hide_nobody_and_move_no_line(sign: str) -> None:
    (found,), _ = _sound(f"# Call\n\n{sign}\n\nPresent: Ada King\n\n- ACTION: {sign}Ada to mend the hose\n")
    assert [one.name for one in found.minutes.people] == ["Ada King"]
    assert [(one.place.line, one.owners) for one in found.minutes.outcomes] == [(7, ("Ada King",))]


def test_no_name_turns_the_direction_of_what_stands_behind_it() -> None:
    (found,), _ = _sound("Present: Ada\u202e King, \u2067Bob Stone\n\nScribe: \u202dBob Stone\n")
    shown = "".join([one.name for one in found.minutes.people])
    assert [one.name for one in found.minutes.people] == ["Ada King", "Bob Stone"]
    assert shown.isprintable()


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * MB,
        b"# Call\n\x00\x00\x00",
        bytes(range(256)) * 1000,
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
        b"\xff\xfe" + "# Call\n".encode("utf-16-le"),
        b"PK\x03\x04" + b"\x00\xff" * 1000,
        b"\xc3\x28\xa0\xa1" * 1000,
        b"",
        b"\n" * MOST,
        b"\r" * MOST,
        b"---\n" * MOST,
        b"---\n",
        b"---\na: 1",
        b"\xef\xbb\xbf" * 1000,
    ],
    ids=lambda data: f"{bytes(data[:8])!r} and {len(data)} bytes",
)
def test_what_is_no_text_is_an_issue_or_is_read(data: bytes) -> None:
    source, issues = read_source(SourcePath("a.md"), data)
    if source.unread:
        assert issues
    else:
        read_documents(source, frozenset({source.path}))


_LAYERS = [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
BOMB = "\n".join(["a0: &a0 [x,x,x,x,x,x,x,x,x]", *_LAYERS])
LOOPS = ("a: &a [*a]", "a: &a {b: *a}", "title: &a [*a]", "attendees: &a [*a, Ada King]", "attendees: &a [{name: *a}]")
YAMLS = {
    "a bomb": BOMB,
    "a bomb of people": BOMB + "\nattendees: *a11\n",
    "a bomb of merges": "\n".join(
        ["a0: &a0 {k: v}"] + [f"a{n}: &a{n} {{<<: [{','.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 12)]
    ),
    **{f"the loop {loop}": loop for loop in LOOPS},
    "a deep list": f"attendees: {'[' * 5000}{']' * 5000}",
    "a deep mapping": f"{'{a: ' * 3000}1{'}' * 3000}",
    "many keys": "\n".join(f"key{n}: {n}" for n in range(4_000)),
    "one key many times": "title: a\n" * 4_000,
    "a long number": f"order: {'9' * 100_000}",
    "a date out of range": "date: 9999-99-99",
    "a time out of range": "start: 99:99",
    "a tag": "title: !!python/object/apply:os.system [exit 1]",
    "no mapping": "- a\n- b",
    "a huge string": f"title: {'a' * MB}",
}


@pytest.mark.parametrize("name", YAMLS)
def test_front_matter_of_any_kind(name: str) -> None:
    text = f"---\n{YAMLS[name]}\n---\n# Call\n\nPresent: Ada King\n"
    source, _ = read_source(SourcePath("a.md"), text.encode())
    assert source is not None
    found, _ = read_documents(source, frozenset({source.path}))
    assert [one.name for one in found[0].minutes.people] == ["Ada King"]
    assert found[0].minutes.people[0].place.line == text.count("\n")


@pytest.mark.parametrize("name", YAMLS)
@pytest.mark.parametrize("file", ["people.yml", "topics.yml"])
def test_vocabulary_of_any_kind(name: str, file: str, understand: Callable[[Files], Understood]) -> None:
    text = "\n".join(f"  {line}" for line in YAMLS[name].split("\n"))
    for entry in (YAMLS[name], f"-\n{text}\n"):
        understood = understand({file: entry, "a.md": "# Call\n\nPresent: Ada King\n"})
        assert any(issue.path == file for issue in understood.issues) or name == "a huge string"
        # Where it is not certain who must not be named, nobody is.
        unsure = any(issue.code == "policy" for issue in understood.issues)
        assert [person.name for person in understood.relations.people.values()] == ([] if unsure else ["Ada King"])
        assert file == "people.yml" or not unsure


_PIECES = (
    *("Ada King", "Bob Stone", "ada", "AK", "@adak", "TBD", "山田", "O'Neill", "A.", "x" * 50, "King, Ada"),
    *("Present", "Attendees", "Regrets", "Chair", "Scribe", "Date", "ACTION", "Action items", "Decision", "RESOLVED"),
    *("Q", "A", "Open questions", "INFO", "Link", "Note", "Next steps", "Guests", "Notes by", "Session 1: "),
    *(
        "2024-04-08",
        "03/04/2024",
        "April 8, 2024",
        "14:00-15:00 UTC",
        "agreed to",
        "#action ",
        "present+ ",
        "Beschluss",
    ),
    *(
        "# ",
        "## ",
        "### ",
        "- ",
        "* ",
        "  - ",
        "    * ",
        "1. ",
        "> ",
        "> - ",
        "- [ ] ",
        "- [x] ",
        "| ",
        "**",
        "~~",
        "\\* ",
    ),
    *("<!-- ", "```\n", "---\n", "\t", "[", "[[", "<", "    ", "!!! note\n    ", "{{< a >}}", "&nbsp;", "[00:01:02] "),
    *(":", " | ", " |\n|---|---|\n", ":**", " -->", "](https://a.example)", "?", "???", " - ", "(", ")", "]", "\u202e"),
)
_LINE = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=7).map("".join)
MINUTES = st.builds(str.join, st.sampled_from(["\n", "\n\n", "\r\n"]), st.lists(_LINE, max_size=25))
PATHS = ("notes/a.md", "events/x/sessions/a.md", "2024/04-08.md", "events/x/index.md", "reports/a.md")
PEOPLE = ("Ada King", "Bob Stone", "Cleo Marsh", "Dan Reed", "Eve Moss")


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MINUTES, st.sampled_from(PATHS))
def test_anything_made_of_pieces_of_minutes(text: str, path: str) -> None:
    source, _ = read_source(SourcePath(path), text.encode("utf-8", "replace"))
    if not source.unread:
        assert _sound(text, path) == _sound(text, path)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PEOPLE), unique=True, min_size=1))
def test_a_list_of_names_gives_those_names_however_it_is_written(names: list[str]) -> None:
    items = "".join(f"- {name}\n" for name in names)
    for text in (
        f"## Attendees\n\n{items}",
        f"**Attendees:**\n\n{items}",
        f"Attendees:\n{items}",
        f"Attendees: {', '.join(names)}\n",
        f"**Attendees**: {'; '.join(names)}\n",
        "| Name | Organisation |\n|---|---|\n" + "".join(f"| {name} | Acme |\n" for name in names),
        f"## Attendees\n\n{items.replace('- ', '* [x] ')}",
        f"## Attendees\n\n{items}".replace("\n", "\r\n"),
    ):
        (found,), _ = _sound(text)
        assert [one.name for one in found.minutes.people] == names, text


@pytest.mark.parametrize("name", ["] [[ ]] ( ) >", "???", "👩‍🚀", "\u202e"])
def test_a_name_without_a_letter_stops_nothing(understand: Callable[[Files], Understood], name: str) -> None:
    text = f'---\nmoderators: ["{name}", "Person {name}"]\n---\n# A\n\nText.\n'
    assert len(understand({"events/e/sessions/a.md": text}).relations.documents) == 1
