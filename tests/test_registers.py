"""The registers of all minutes, and the same on each event, topic and person: what stands there, in which order, where
it leads. Statements are made by hand here, so that a register is proved apart from the reading of minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from socml_site import link, pipeline
from socml_site.emit import Options
from socml_site.emit.options import build_day
from socml_site.emit.pages import registers
from socml_site.emit.parts import said
from socml_site.emit.parts.views import Cited, Group, Said
from socml_site.model import Citation, Kind, Outcome, OutcomeKind, Owner, Place, SitePath, Statement, Wiki
from socml_site.pipeline import Understood
from socml_site.render import Settings
from tests.conftest import Files, Page

DECISION, ACTION, QUESTION = OutcomeKind.DECISION, OutcomeKind.ACTION, OutcomeKind.QUESTION
TODAY = date(2026, 6, 15)
ADA = SitePath("people/ada-lovelace/")
FIRST, LAST = SitePath("events/fair-2024/sessions/s/"), SitePath("events/fair-2026/sessions/t/")
FILES: Files = {
    "index.md": "# Wiki\n\nText.\n",
    "events/fair-2024/index.md": "---\ntitle: Fair 2024\n---\nIt.\n",
    "events/fair-2026/index.md": "---\ntitle: Fair 2026\n---\nIt.\n",
    "events/fair-2024/sessions/s.md": "---\ndate: 2024-05-01\n"
    "attendees: [Ada Lovelace, Bo Abel]\ntopics: [robots]\n---\n# S\n\nText.\n",
    "events/fair-2026/sessions/t.md": "---\ndate: 2026-05-01\nattendees: [Ada Lovelace]\ntopics: [robots, law]\n---\n"
    "# T\n\nText.\n",
}


def says(
    url: SitePath,
    kind: OutcomeKind,
    text: str,
    *owners: Owner,
    done: bool | None = None,
    due: date | None = None,
    withdrawn: bool = False,
    anchor: str = "",
) -> Statement:
    named = tuple(owner.name for owner in owners)
    outcome = Outcome(kind, text, Place(), anchor, "", "", named, done, due, withdrawn)
    return Statement(url, outcome, owners)


def cites(url: str, title: str = "", key: str = "", kind: str = "", anchor: str = "") -> Citation:
    return Citation(url, title, Place(), key, kind, "", anchor)


Say = Callable[..., Understood]


@pytest.fixture
def say(understand: Callable[[Files], Understood]) -> Say:
    """A content folder whose documents state and cite this."""

    def made(
        *statements: Statement, cited: dict[SitePath, Iterable[Citation]] | None = None, files: Files = FILES
    ) -> Understood:
        understood = understand(files)
        documents = dict(understood.relations.documents)
        for url, ones in (cited or {}).items():
            documents[url] = replace(documents[url], minutes=replace(documents[url].minutes, citations=tuple(ones)))
        relations = replace(understood.relations, documents=documents, statements=statements)
        return replace(understood, relations=relations)

    return made


def articles(understood: Understood) -> dict[str, str]:
    built = pipeline.build(understood, Options(today=TODAY), Settings(jobs=1))
    return {page.path: html for page, html in zip(built.pages, built.articles, strict=True)}


def wiki(understood: Understood) -> Wiki:
    return link.build_index(understood.relations)


def register(understood: Understood, path: str) -> list[Group]:
    _, artifacts = pipeline.emit(understood, Options(today=TODAY))
    page = next(one for one in artifacts if one.path == path)
    return list(page.view.listing.groups)  # type: ignore[attr-defined]


def lines(understood: Understood, path: str) -> dict[str, list[str]]:
    """Of each group of a register the sentences, or the titles of works."""
    return {
        group.label: [one.work.label if isinstance(one, Cited) else one.text for one in group.entries]  # type: ignore[union-attr]
        for group in register(understood, path)
    }


# What is in the register


def test_decisions_stand_by_year_the_newest_first(say: Say) -> None:
    old, new, newer = says(FIRST, DECISION, "old"), says(LAST, DECISION, "new"), says(LAST, DECISION, "newer")
    assert lines(say(old, new, newer), "decisions/") == {"2026": ["new", "newer"], "2024": ["old"]}


def test_what_has_no_year_comes_last(say: Say) -> None:
    files = {**FILES, "notes.md": "# Notes\n\nText.\n"}
    undated = says(SitePath("notes/"), DECISION, "undated")
    assert lines(say(undated, says(FIRST, DECISION, "old"), files=files), "decisions/") == {
        "2024": ["old"],
        "Date not known": ["undated"],
    }


def test_each_kind_has_its_own_register(say: Say) -> None:
    understood = say(says(LAST, DECISION, "d"), says(LAST, ACTION, "a"), says(LAST, QUESTION, "q"))
    assert lines(understood, "decisions/") == {"2026": ["d"]}
    assert lines(understood, "actions/") == {"Open, 2026": ["a"]}
    assert lines(understood, "questions/") == {"2026": ["q"]}


def test_a_question_with_its_answer_is_no_open_one(say: Say) -> None:
    understood = say(says(LAST, QUESTION, "Zebrafish", done=True), says(LAST, QUESTION, "q"))
    assert lines(understood, "questions/") == {"2026": ["q"]}
    assert not [path for path, text in articles(understood).items() if "Zebrafish" in text]


@pytest.mark.parametrize("kind", [OutcomeKind.INFO, OutcomeKind.GAP])
def test_information_and_gaps_stay_in_their_minutes(say: Say, kind: OutcomeKind) -> None:
    html = articles(say(says(LAST, kind, "Zebrafish")))
    assert not [path for path, text in html.items() if "Zebrafish" in text]


@pytest.mark.parametrize("kind", [DECISION, ACTION, QUESTION])
def test_what_was_withdrawn_is_nowhere(say: Say, kind: OutcomeKind) -> None:
    html = articles(say(says(LAST, kind, "Zebrafish", Owner("Ada Lovelace", ADA), withdrawn=True)))
    assert not [path for path, text in html.items() if "Zebrafish" in text]


def test_actions_stand_by_state(say: Say) -> None:
    understood = say(
        says(LAST, ACTION, "late", due=date(2026, 6, 14)),
        says(LAST, ACTION, "today", due=TODAY),
        says(LAST, ACTION, "done late", due=date(2026, 6, 14), done=True),
        says(LAST, ACTION, "not done", done=False),
        says(FIRST, ACTION, "old"),
        says(FIRST, ACTION, "late too", due=date(2024, 6, 1)),
        says(FIRST, ACTION, "done", done=True),
    )
    assert lines(understood, "actions/") == {
        "Overdue": ["late", "late too"],
        "Open, 2026": ["today", "not done"],
        "Open, 2024": ["old"],
        "Done, 2026": ["done late"],
        "Done, 2024": ["done"],
    }
    html = articles(understood)["actions/"]
    assert "2 overdue, 3 open, 2 done" in html
    assert html.count(">Overdue</span>") == 2, "in words, not by colour alone"


def test_a_decision_is_never_overdue(say: Say) -> None:
    assert "Overdue" not in articles(say(says(LAST, DECISION, "d", due=date(2020, 1, 1))))["decisions/"]


def test_what_is_carried_from_meeting_to_meeting_is_one_line(say: Say) -> None:
    files = {**FILES, "events/fair-2026/sessions/u.md": "---\ndate: 2026-05-08\n---\n# U\n\nText.\n"}
    later, words = SitePath("events/fair-2026/sessions/u/"), "Write to all the hosts of last year"
    ada = Owner("Ada Lovelace", ADA)
    understood = say(
        says(LAST, ACTION, words, ada, anchor="a"),
        says(LAST, ACTION, "Merge it.", ada),
        says(later, ACTION, words.upper(), ada, done=True),
        says(later, ACTION, "Merge it.", ada),
        says(later, ACTION, words, Owner("Bo Abel")),
        says(FIRST, ACTION, words, ada),
        files=files,
    )
    assert lines(understood, "actions/") == {
        "Open, 2026": ["Merge it.", words, "Merge it."],
        "Open, 2024": [words],
        "Done, 2026": [words.upper()],
    }, "the last word counts, short words and other owners or events are something else"
    html = articles(understood)
    assert 'First said: <span><a href="../events/fair-2026/sessions/t/#a">1 May 2026</a></span>' in html["actions/"]
    assert html["events/fair-2026/"].count('class="entry outcome"') == 4
    assert html["people/ada-lovelace/"].count('class="entry outcome"') == 4


SERIES: Files = {
    f"events/fair-2026/sessions/{number}.md": f"---\ndate: 2026-05-0{number}\n---\n# Week {number}\n\nText.\n"
    for number in range(1, 10)
}


def week(number: int) -> SitePath:
    return SitePath(f"events/fair-2026/sessions/{number}/")


def test_what_is_carried_has_its_history(say: Say) -> None:
    words, ada = "Write to all the hosts of last year", Owner("Ada Lovelace", ADA)
    understood = say(
        says(week(1), ACTION, words, ada, due=date(2026, 5, 2)),
        says(week(2), ACTION, f"{words}.", ada),
        says(week(3), ACTION, f"{words} (three answered)"),
        says(week(4), ACTION, f"{words} (done)", done=True),
        files={**FILES, **SERIES},
    )
    assert lines(understood, "actions/") == {"Done, 2026": [f"{words} (done)"]}, "one action, as it was said last"
    html = articles(understood)
    register = re.sub(r"<[^>]+>", "", html["actions/"])
    assert "First said: 1 May 2026; again: 2 May 2026, 3 May 2026" in register
    assert "Ada Lovelace" in register, "who promised it, though the last place names nobody"
    first = re.sub(r"<[^>]+>", "", html[week(1)])
    assert "done, last said 4 May 2026" in first, "an old page does not call it open"
    assert "First said" not in html[week(4)], "the minutes of a day tell what was said there"


def test_a_long_history_names_its_first_place_and_the_latest(say: Say) -> None:
    words = "Write to all the hosts of last year"
    understood = say(*(says(week(n), ACTION, words) for n in range(1, 10)), files={**FILES, **SERIES})
    text = re.sub(r"<[^>]+>", "", articles(understood)["actions/"])
    assert "First said: 1 May 2026; again: 4 May 2026, 5 May 2026, 6 May 2026, 7 May 2026, 8 May 2026" in text


def test_the_same_words_of_two_people_are_two_promises(say: Say) -> None:
    words, files = "Write to all the hosts of last year", {**FILES, **SERIES}
    understood = say(
        says(week(1), ACTION, words, Owner("Ada Lovelace", ADA)),
        says(week(2), ACTION, words, Owner("Bo Abel")),
        says(week(3), ACTION, words),
        files=files,
    )
    assert lines(understood, "actions/") == {"Open, 2026": [words, words, words]}, "the third may be of either"
    assert not wiki(understood).carried


def test_a_question_that_a_later_meeting_answers_is_open_nowhere(say: Say) -> None:
    words = "Who pays for the hall in the winter?"
    understood = say(
        says(week(1), QUESTION, words), says(week(2), QUESTION, words, done=True), files={**FILES, **SERIES}
    )
    html = articles(understood)
    assert lines(understood, "questions/") == {}
    assert 'class="entry outcome"' not in html[week(1)]


# What a line says


def test_a_line_leads_to_the_place_and_names_where_from(say: Say) -> None:
    html = articles(say(says(LAST, DECISION, "We meet again.", anchor="decision-1")))["decisions/"]
    assert '<a href="../events/fair-2026/sessions/t/#decision-1">We meet again.</a>' in html
    assert '<a href="../events/fair-2026/sessions/t/">T</a>' in html
    assert '<a href="../events/fair-2026/">Fair 2026</a>' in html
    assert '<time datetime="2026-05-01">' in html


def test_without_an_anchor_it_leads_as_near_as_it_can(say: Say) -> None:
    outcome = Outcome(DECISION, "below a heading", Place(), section="Outcomes", section_anchor="outcomes")
    html = articles(say(says(LAST, DECISION, "anywhere"), Statement(LAST, outcome)))["decisions/"]
    assert '<a href="../events/fair-2026/sessions/t/">anywhere</a>' in html
    assert '<a href="../events/fair-2026/sessions/t/#outcomes">below a heading</a>' in html


def test_owners_are_linked_where_they_have_a_page(say: Say) -> None:
    html = articles(say(says(LAST, ACTION, "a", Owner("Ada Lovelace", ADA), Owner("B. C."))))["actions/"]
    assert '<a href="../people/ada-lovelace/#on:actions">Ada Lovelace</a>' in html
    assert re.search(r"<span>B\. C\.</span>", html)


def test_a_promise_of_nobody_says_so(say: Say) -> None:
    assert "Nobody named" in articles(say(says(LAST, ACTION, "a")))["actions/"]
    assert "Nobody named" not in articles(say(says(LAST, ACTION, "a", Owner("B. C."))))["actions/"]
    assert "Nobody named" not in articles(say(says(LAST, DECISION, "a")))["decisions/"]


def test_words_of_minutes_are_words(say: Say) -> None:
    bad = '<img src=x onerror="x()">'
    html = articles(say(says(LAST, ACTION, bad, Owner(bad)), cited={LAST: [cites("https://a.org/", bad)]}))
    for path in ("actions/", "reading/", "", "topics/robots/", "events/fair-2026/"):
        assert "<img" not in html[path]
    assert "&lt;img" in html["actions/"]
    assert 'data-owner="&lt;img src=x onerror=&#34;x()&#34;&gt;"' in html["actions/"]


def test_a_whole_speech_is_cut(say: Say) -> None:
    (line,) = register(say(says(LAST, DECISION, "word " * 200)), "decisions/")[0].entries
    assert isinstance(line, Said)
    assert len(line.text) <= 401
    assert line.text.endswith("word…")


def test_who_has_most_to_do_stands_first(say: Say) -> None:
    ada, bo = Owner("Ada Lovelace", ADA), Owner("Bo Abel", SitePath("people/bo-abel/"))
    html = articles(
        say(says(LAST, ACTION, "a", bo), says(LAST, ACTION, "b", bo, ada), says(LAST, ACTION, "c", ada, done=True))
    )
    owners = html["actions/"].partition("Who has something to do")[2].partition("</ul>")[0]
    assert re.findall(r">([\w ]+)</a> <span class=\"count\">(\d)", owners) == [("Bo Abel", "2"), ("Ada Lovelace", "1")]


# Reading


def test_a_work_cited_in_many_sessions_is_one_entry(say: Say) -> None:
    first = cites("http://arxiv.org/pdf/1706.03762", "here", "arxiv:1706.03762", anchor="a")
    last = cites("https://arxiv.org/abs/1706.03762", "Attention is all you need", "arxiv:1706.03762", "paper", "b")
    once = cites("https://a.org/x", "Twenty", "https://a.org/x", "paper")
    understood = say(cited={FIRST: [first], LAST: [once, last, last]})
    assert lines(understood, "reading/") == {"Papers": ["Attention is all you need", "Twenty"]}
    html = articles(understood)["reading/"]
    assert '<a href="https://arxiv.org/abs/1706.03762">Attention is all you need</a>' in html
    assert html.index('<a href="../events/fair-2026/sessions/t/#b">T</a>') < html.index(
        '<a href="../events/fair-2024/sessions/s/#a">S</a>'
    )
    assert html.count('sessions/t/#b"') == 1


def test_works_stand_by_kind_and_the_unknown_last(say: Say) -> None:
    ones = [
        cites(f"https://a.org/{kind}", f"Frogs as {kind or 'unknown'}", "", kind)
        for kind in ("", "code", "paper", "opera")
    ]
    assert lines(say(cited={LAST: ones}), "reading/") == {
        "Papers": ["Frogs as paper"],
        "Code": ["Frogs as code"],
        "Web pages": ["Frogs as unknown", "Frogs as opera"],
    }


def test_pages_about_the_wiki_cite_nothing(say: Say) -> None:
    assert lines(say(cited={SitePath(""): [cites("https://a.org/x", "X")]}), "reading/") == {}


@pytest.mark.parametrize("url", ["javascript:x()", "data:text/html,x", "vbscript:x"])
def test_a_work_leads_only_to_the_web(say: Say, url: str) -> None:
    html = articles(say(cited={LAST: [cites(url, "A title")]}))["reading/"]
    assert "A title" in html
    assert url.partition(":")[0] + ":" not in html


# Events, topics, people, the front page


def test_an_event_shows_what_came_out_of_it_alone(say: Say) -> None:
    html = articles(say(says(FIRST, DECISION, "of the first"), says(LAST, DECISION, "of the last")))
    assert "of the first" in html["events/fair-2024/"]
    assert "of the last" not in html["events/fair-2024/"]


def test_a_topic_shows_its_own_newest_first(say: Say) -> None:
    html = articles(say(says(FIRST, DECISION, "first"), says(LAST, DECISION, "last"), says(LAST, QUESTION, "asked")))
    assert html["topics/robots/"].index(">last<") < html["topics/robots/"].index(">first<")
    assert ">first<" not in html["topics/law/"]
    assert ">asked<" in html["topics/law/"]


def test_a_person_has_what_they_promised_open_before_done(say: Say) -> None:
    ada, bo = Owner("Ada Lovelace", ADA), Owner("Bo Abel", SitePath("people/bo-abel/"))
    html = articles(
        say(
            says(LAST, ACTION, "was done", ada, done=True),
            says(FIRST, ACTION, "shared", ada, bo),
            says(LAST, ACTION, "other", bo),
        )
    )["people/ada-lovelace/"]
    assert html.index("shared") < html.index("was done")
    assert ">other<" not in html
    assert '<a href="../bo-abel/">Bo Abel</a>' in html, "whom they share it with"
    assert "Nobody named" not in html


def test_without_outcomes_pages_keep_silent(say: Say) -> None:
    html = articles(say())
    assert "What came" not in html["events/fair-2026/"] + html["topics/robots/"]
    assert 'id="actions"' not in html["people/ada-lovelace/"]
    assert "Still open" not in html[""]


def test_the_front_page_shows_one_of_each_session_and_what_is_open(say: Say) -> None:
    html = articles(
        say(
            says(LAST, QUESTION, "first asked"),
            says(LAST, QUESTION, "then asked"),
            says(FIRST, QUESTION, "long ago"),
            says(LAST, ACTION, "finished", done=True),
            says(LAST, ACTION, "unfinished"),
        )
    )[""]
    shown = [
        word for word in ("first asked", "then asked", "long ago", "finished<", "unfinished") if f">{word}" in html
    ]
    assert shown == ["first asked", "long ago", "unfinished"]
    assert "Decided" not in html


def test_a_long_list_is_folded_and_then_left_to_the_register(say: Say) -> None:
    many = [says(LAST, DECISION, f"no. {number}", anchor=f"d{number}") for number in range(said.SHOWN + 7)]
    html = articles(say(*many))["events/fair-2026/"]
    assert html.count('class="entry outcome"') == said.SHOWN
    assert html.index("no. 4<") < html.index("<details>") < html.index("no. 5<")
    assert "7 others stand in" in html
    assert '<a href="../../decisions/?event=Fair%202026">' in html


def test_a_long_register_has_pages(say: Say) -> None:
    html = articles(say(*[says(LAST, DECISION, f"no. {number}") for number in range(450)]))
    assert {"decisions/", "decisions/page/2/", "decisions/page/3/"} <= html.keys()
    assert "no. 449<" in html["decisions/page/3/"]
    assert html["decisions/page/2/"].count("<li><a") > 0


# The way in


def test_an_empty_register_says_how_to_write_the_first_entry(say: Say) -> None:
    guide = {"guide/01-begin.md": "# Begin\n\nText.\n", "guide/02-notes.md": "# Take notes that last\n\nText.\n"}
    assert "The guide has more" not in articles(say())["reading/"]
    html = articles(say(files={**FILES, **guide}))
    assert "ACTION: Ada to book the room" in html["actions/"]
    assert "## Decisions\n\n- We" in html["decisions/"]
    assert '<a href="../guide/02-notes/">Take notes that last</a>' in html["reading/"]


@pytest.mark.parametrize(
    ("kind", "register"),
    [(DECISION, registers.DECISIONS), (ACTION, registers.ACTIONS), (QUESTION, registers.QUESTIONS)],
)
def test_its_examples_are_understood(
    understand: Callable[[Files], Understood], kind: OutcomeKind, register: registers.Register
) -> None:
    for example in register.examples:
        understood = understand({"a.md": f"# Talk\n\n{example}\n"})
        found = understood.relations.statements
        assert {one.outcome.kind for one in found} == {kind}
        assert len(found) == max(1, example.count("\n- "))
        assert understood.issues == ()
        assert kind is not ACTION or all(one.owners for one in found)


def test_the_example_of_a_citation_is_understood(understand: Callable[[Files], Understood]) -> None:
    found = wiki(understand({"a.md": f"# Talk\n\n{registers.READING.examples[0]}\n"}))
    assert [(one.key, one.title, one.kind) for one in found.works] == [
        ("arxiv:1706.03762", "Attention is all you need", "paper")
    ]


def test_from_minutes_to_the_registers_and_back(pages: Callable[[Files], dict[str, Page]]) -> None:
    text = (
        "---\ndate: 2026-05-01\nattendees: [Ada Lovelace]\n---\n# Talk\n\n"
        "DECISION: We keep one pad for all rooms.\n\nACTION: Ada Lovelace to write it up.\n\n~~DECISION: We stop.~~\n"
    )
    made = pages({"fair/talk.md": text})
    (anchor,) = re.findall(r'href="\.\./fair/talk/#([^"]+)">We keep one pad', made["decisions/"].html)
    assert f'id="{anchor}"' in made["fair/talk/"].html
    assert "We stop" not in made["decisions/"].html
    assert "to write it up" in made["people/ada-lovelace/"].html.partition('id="on:actions"')[2]


def test_the_filters_of_a_register_wait_for_a_script(say: Say) -> None:
    html = articles(say(says(LAST, ACTION, "a", Owner("Ada Lovelace", ADA))))["actions/"]
    assert re.search(r"<form [^>]*\bhidden>", html)
    assert 'data-owner="Ada Lovelace"' in html
    assert 'data-topic="robots\nlaw"' in html
    assert 'data-event="Fair 2026"' in html
    assert 'data-state="Open"' in html


def test_registers_are_no_results_of_a_search(say: Say) -> None:
    _, artifacts = pipeline.emit(say(says(LAST, DECISION, "d")), Options())
    assert [one.path for one in artifacts if one.template == "register.html" and one.search] == []


def test_a_text_of_the_wikis_own_stands_above_the_list(say: Say) -> None:
    files = {**FILES, "decisions/index.md": "# What we decided\n\nSince the beginning.\n"}
    html = articles(say(says(LAST, DECISION, "d"), files=files))["decisions/"]
    assert "What we decided" in html
    assert "Since the beginning." in html
    assert ">d</a>" in html


def test_minutes_in_a_folder_of_that_name_stay_minutes(understand: Callable[[Files], Understood]) -> None:
    found = understand({"reading/2024-05-01.md": "# Chapter one\n\nText.\n"}).relations
    assert found.documents[SitePath("reading/2024-05-01/")].kind is Kind.SESSION
    assert found.event_of[SitePath("reading/2024-05-01/")] == "reading"


def test_the_address_of_a_further_page_of_a_register_is_taken(understand: Callable[[Files], Understood]) -> None:
    found = understand({"actions/page/2.md": "# Two\n\nText.\n"})
    assert [(one.path, one.code) for one in found.issues] == [("actions/page/2.md", "url")]


@pytest.mark.parametrize(
    ("written", "day"),
    [("0", date(1970, 1, 1)), ("1781481600", date(2026, 6, 15)), ("soon", None), (str(10**30), None)],
)
def test_a_build_can_be_told_its_day(monkeypatch: pytest.MonkeyPatch, written: str, day: date | None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert build_day() == day if day else build_day() > date(2024, 1, 1)


def test_every_register_is_in_the_menu_of_every_page() -> None:
    shell = (Path(__file__).parent.parent / "theme" / "base.html").read_text(encoding="utf-8")
    for one in registers.REGISTERS:
        assert f'("{one.path}/", ' in shell
