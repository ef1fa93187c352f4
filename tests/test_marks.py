"""What is said in minutes is marked where it was said: nothing else changes, no link is dead, nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socml_site.emit import Options
from socml_site.emit.pages import sessions as session_pages
from socml_site.model import (
    Document,
    Outcome,
    OutcomeKind,
    Owner,
    Participation,
    Place,
    Role,
    SitePath,
    Statement,
    Status,
    Turn,
    Wiki,
)
from socml_site.render.recordings import recording, recording_of, seconds_of
from socml_site.render.templates import Site, Templates
from tests.conftest import Files
from tests.marking import marked_document, published
from tests.test_properties import HOSTILE, texts

WikiOf = Callable[[Files], Wiki]
KINDS = [kind.value for kind in OutcomeKind]


class _Page(HTMLParser):
    """Ids, elements and words of a page, the words apart from those that marks add."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.words = ""
        self._added = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.update([values["id"]] if values.get("id") else [])
        if self._added or "data-pagefind-ignore" in values:
            self._added += tag in ("span", "a")
        elif tag not in ("p", "br", "span", "a"):
            self.tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        self._added -= bool(self._added) and tag in ("span", "a")

    def handle_data(self, data: str) -> None:
        if not self._added:
            self.words += "".join(data.split())


def seen(html: str) -> _Page:
    page = _Page()
    page.feed(html)
    page.close()
    return page


readable = texts.filter(lambda text: chr(0) not in text)
says = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 12)), max_size=6)
speaks = st.lists(
    st.fixed_dictionaries(
        {
            "line": st.integers(0, 12),
            "by": st.sampled_from(["Ada", "word", "**", "A&B", "<b>", "another"]),
            "time": st.sampled_from(["", "0:01", "word"]),
        }
    ),
    max_size=4,
)


@given(readable, says, speaks)
@example("a <b title='DECISION\nACTION: b'>c</b>\n", [("action", 2)], [])
@example("[a](x 'y\nz')\n", [("action", 2)], [])
@example("**word: a\nb** another", [], [{"line": 1, "by": "word", "time": ""}])
@example("| a |\n|---|\n| b |\n", [("decision", 1), ("decision", 2), ("action", 3)], [])
@example("1. - > # a\n", [("decision", 1)], [])
@example("a\n===\nb\n---\n", [("decision", n) for n in range(1, 5)], [])
@example("[a]: x\n*[b]: c\n[^d]: e\n[a] b [^d]", [("info", n) for n in range(1, 5)], [])
@example("- a\n  - b\n\n    c\n- [ ] d\n", [("info", n) for n in range(1, 6)], [])
@example("<details>\n<summary>a</summary>\nb\n</details>\n", [("info", n) for n in range(1, 5)], [])
@example("***\n- - -\n* * *\n+ + a", [("info", n) for n in range(1, 5)], [])
@example("<div markdown>#\n</div>\n", [("info", 1)], [])
@example("a  \nb\\\nc", [("info", n) for n in range(1, 4)], [{"line": 2, "by": "b", "time": ""}])
def test_a_mark_changes_nothing_and_every_id_is_there_once(
    text: str, said: list[tuple[str, int]], spoken: list[dict[str, object]]
) -> None:
    found = marked_document(text, said, spoken)
    plain = seen(published(replace(found, minutes=replace(found.minutes, outcomes=(), turns=()))))
    page = seen(published(found))
    for anchor in [f"o{n}" for n in range(1, len(said) + 1)] + [f"t{n}" for n in range(1, len(spoken) + 1)]:
        assert page.ids[anchor] == 1
    if "???" not in text and "&#" not in text and not any(one["time"] for one in spoken):
        assert page.words == plain.words
        assert page.tags == plain.tags


@given(readable, says, speaks)
def test_no_token_stays_behind(text: str, said: list[tuple[str, int]], spoken: list[dict[str, object]]) -> None:
    assert not re.search("[\U0010fe00-\U0010fe1f]", published(marked_document(text, [*said, ("info", 1)], spoken)))


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:12]) for text in HOSTILE])
def test_hostile_text_is_marked(text: str) -> None:
    page = seen(
        published(marked_document(f"Before.\n\n{text}\n", [("action", 3), ("gap", 4)], [{"line": 3, "by": "a"}]))
    )
    assert page.ids["o1"] == page.ids["o2"] == page.ids["t1"] == 1


def test_a_long_line_of_missed_words_takes_no_long_time() -> None:
    page = seen(published(marked_document("??? " * 50_000, [("gap", 1)] * 300)))
    assert len(page.ids) == 300


@pytest.mark.parametrize(
    ("url", "moment"),
    [
        ("https://www.youtube.com/watch?v=a-b_C&list=x", "https://www.youtube.com/watch?v=a-b_C&t=62"),
        ("https://youtu.be/abc?si=x", "https://youtu.be/abc?t=62"),
        ("https://m.youtube.com/live/abc", "https://www.youtube.com/watch?v=abc&t=62"),
        ("https://vimeo.com/123456", "https://vimeo.com/123456#t=62s"),
        (
            "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv?start=62",
        ),
        ("https://example.org/talk.mp4", "https://example.org/talk.mp4#t=62"),
        ("https://example.org/talk", None),
        ("https://www.youtube.com/@channel", None),
        ("https://vimeo.com/about", None),
        ("javascript:alert(1)//youtu.be/abc", None),
        ("https://[broken", None),
    ],
)
def test_a_moment_of_a_recording(url: str, moment: str | None) -> None:
    found = recording(url)
    assert (found.at(62) if found else None) == moment


@pytest.mark.parametrize(
    ("stamp", "seconds"),
    [("1:02:03", 3723), ("00:01:02.500", 62), ("62:03", 3723), ("[0:07]", 7), ("noon", None), ("", None)],
)
def test_a_time_stamp_in_seconds(stamp: str, seconds: int | None) -> None:
    assert seconds_of(stamp) == seconds


def test_time_stamps_belong_to_a_recording_only_if_that_is_certain() -> None:
    early, late = {"line": 1, "by": "Ada", "time": "0:10"}, {"line": 1, "by": "Ada", "time": "14:10:00"}
    assert recording_of(marked_document("Ada: a\n", (), [early], "https://youtu.be/abc"))
    assert recording_of(marked_document("Ada: a\n", (), [late], "https://youtu.be/abc")) is None
    assert recording_of(marked_document("Ada: a\n", (), [early])) is None
    assert recording_of(marked_document("Ada: a\n", (), [], "https://youtu.be/abc")) is None


ADA, BO = SitePath("people/ada/"), SitePath("people/bo/")
PAGE = SitePath("notes/a/")


def _session(wiki_of: WikiOf, change: Callable[[Document], Document], **stated: object) -> str:
    """The page of a session whose document is changed by hand."""
    wiki = wiki_of({"notes/a.md": "# A\n\nText.\n", "notes/b.md": "# B\n\nText.\n"})
    documents = {**wiki.relations.documents, PAGE: change(wiki.relations.documents[PAGE])}
    relations = replace(wiki.relations, documents=documents, **stated.pop("relations", {}))  # type: ignore[arg-type]
    wiki = replace(wiki, relations=relations, **stated)  # type: ignore[arg-type]
    artifact = next(one for one in session_pages.emit(wiki, Options()) if one.path == PAGE)
    return Templates(Site()).article(artifact, "<p>Text.</p>")


def _statement(kind: OutcomeKind, text: str, *owners: Owner, done: bool | None = None) -> Statement:
    return Statement(PAGE, Outcome(kind, text, Place(3), f"{kind.value}-1", done=done), owners)


def _minutes(**changed: object) -> Callable[[Document], Document]:
    return lambda one: replace(one, minutes=replace(one.minutes, **changed))  # type: ignore[arg-type]


def _turns(*spoken: tuple[str, str, int]) -> tuple[Turn, ...]:
    return tuple(
        Turn(speaker, label, Place(n), n, f"t{n}", words=words) for n, (speaker, label, words) in enumerate(spoken, 1)
    )


def test_in_short(wiki_of: WikiOf) -> None:
    ones = (
        _statement(OutcomeKind.DECISION, "Keep <it>"),
        _statement(OutcomeKind.ACTION, "Write", Owner("Ada", ADA), done=True),
        _statement(OutcomeKind.ACTION, "Read", Owner("N. N.")),
        _statement(OutcomeKind.QUESTION, "Why?"),
    )
    html = _session(wiki_of, lambda one: one, stated={PAGE: ones})
    assert re.search(r"In short:</span> 1 decision, 2 actions \(1 open\), 1 open question</summary>", html)
    assert 'href="#decision-1">Keep &lt;it&gt;</a>' in html
    assert '<a href="../../people/ada/#on:actions">Ada</a>' in html
    assert "N. N." in html


@pytest.mark.parametrize(
    ("done", "line"),
    [
        ([None, None], "2 actions"),
        ([True, None], "2 actions (1 open)"),
        ([True, True], "2 actions (all done)"),
        ([True], "1 action (done)"),
    ],
)
def test_open_actions_are_told_from_done_ones(wiki_of: WikiOf, done: list[bool | None], line: str) -> None:
    ones = tuple(_statement(OutcomeKind.ACTION, "Write", done=one) for one in done)
    assert f"</span> {line}</summary>" in _session(wiki_of, lambda one: one, stated={PAGE: ones})


def test_a_session_without_outcomes_or_turns_shows_neither(wiki_of: WikiOf) -> None:
    html = _session(wiki_of, lambda one: one)
    assert "In short" not in html and "Who spoke" not in html and "with-turns" not in html and "with-marks" not in html


def test_who_spoke_how_much(wiki_of: WikiOf) -> None:
    turns = _turns(*[("Ada Byron", "AB", 30)] * 6, *[("Bo", "Bo", 10)] * 5, ("Cy", "Cy", 20))
    speakers = {PAGE: {"Ada Byron": Owner("Ada Byron", ADA), "Bo": Owner("Bo", BO)}}
    html = _session(wiki_of, _minutes(turns=turns), relations={"speakers": speakers})
    assert "Who spoke how much: 2 speakers, 12 turns" in html
    rows = re.findall(r'<th scope="row">(.*?)</th><td>([\d,]+)</td>.*?<span>(\d+ %)</span>', html)
    assert [(re.sub(r"<[^>]*>", "", who), words, share) for who, words, share in rows] == [
        ("Ada Byron (AB)", "180", "72 %"),
        ("Bo", "50", "20 %"),
        ("Others", "20", "8 %"),
    ]
    assert '<a href="../../people/bo/">Bo</a>' in html and "Cy" not in html


def test_who_spoke_names_eight_at_most(wiki_of: WikiOf) -> None:
    names = [f"Person {n}" for n in range(12)]
    turns = _turns(*[(name, name, 10 + n) for n, name in enumerate(names)])
    speakers = {PAGE: {name: Owner(name) for name in names}}
    html = _session(wiki_of, _minutes(turns=turns), relations={"speakers": speakers})
    assert len(re.findall('<th scope="row">', html)) == 9
    assert "4 others" in html and "Person 11" in html and "Person 3<" not in html


@pytest.mark.parametrize(
    "turns",
    [
        _turns(*[("Ada", "Ada", 5), ("Bo", "Bo", 5)] * 4),
        _turns(*[("Ada", "Ada", 5)] * 12),
        _turns(*[("Ada", "Ada", 0), ("Bo", "Bo", 0)] * 6),
    ],
    ids=["few turns", "one speaker", "no words"],
)
def test_no_picture_where_there_is_nothing_to_compare(wiki_of: WikiOf, turns: tuple[Turn, ...]) -> None:
    speakers = {PAGE: {"Ada": Owner("Ada"), "Bo": Owner("Bo")}}
    assert "Who spoke" not in _session(wiki_of, _minutes(turns=turns), relations={"speakers": speakers})


def test_speakers_who_may_not_be_named_are_not(wiki_of: WikiOf) -> None:
    turns = _turns(*[("Ada Byron", "AB", 30), ("Bo", "Bo", 10)] * 6)
    html = _session(wiki_of, _minutes(turns=turns), relations={"speakers": {}})
    assert "Who spoke" not in html and "Ada" not in html and "AB" not in html


def test_prose_says_when_where_front_matter_does_not(wiki_of: WikiOf) -> None:
    said = {"date": date(2026, 5, 2), "start": time(14), "end": time(15, 30), "timezone": "CET<"}
    html = _session(wiki_of, _minutes(**said))
    assert 'datetime="2026-05-02"' in html and "14:00" in html and "15:30" in html and "CET&lt;" in html
    written = _session(
        wiki_of, lambda one: replace(_minutes(**said)(one), facts=replace(one.facts, start=time(9), timezone="UTC"))
    )
    assert "09:00" in written and "15:30" not in written and "UTC" in written


def test_a_cancelled_meeting_says_so(wiki_of: WikiOf) -> None:
    assert "Cancelled." not in _session(wiki_of, lambda one: one)
    assert "Cancelled." in _session(wiki_of, _minutes(cancelled=True))
    merged = _session(
        wiki_of, lambda one: replace(_minutes(cancelled=True)(one), facts=replace(one.facts, status=Status.MERGED))
    )
    assert "Cancelled." not in merged and "Merged." in merged


def test_a_file_of_several_sessions_lists_them_and_each_names_the_file(wiki_of: WikiOf) -> None:
    html = _session(wiki_of, lambda one: replace(one, parts=(SitePath("notes/b/"), SitePath("notes/withheld/"))))
    assert "1 session in this file" in html and '<a class="entry-title" href="../b/">B</a>' in html
    part = _session(wiki_of, lambda one: replace(one, whole=SitePath("notes/b/")))
    assert 'One of the sessions in <a href="../b/">B</a>.' in part
    assert "One of the sessions" not in _session(wiki_of, lambda one: replace(one, whole=SitePath("notes/withheld/")))


def test_everybody_is_named_once(wiki_of: WikiOf) -> None:
    ones = [Participation(PAGE, role, "Ada", ADA) for role in (Role.MODERATED, Role.SPOKE, Role.ATTENDED)]
    ones += [Participation(PAGE, Role.ATTENDED, "Bo", BO), Participation(PAGE, Role.ABSENT, "Cy", None)]
    html = _session(wiki_of, lambda one: one, by_document={PAGE: tuple(ones)})
    assert html.count(">Ada</a>") == 1 and html.count(">Bo</a>") == 1
    assert re.search(r"<dt>Absent</dt> <dd><span>Cy</span>", html)


def test_the_word_of_a_mark_is_kept_out_of_the_search_index() -> None:
    html = published(marked_document("DECISION: a\n", [("decision", 1)]))
    assert re.search(r"<span [^>]*data-pagefind-ignore[^>]*><a [^>]*>Decided</a></span>", html)
