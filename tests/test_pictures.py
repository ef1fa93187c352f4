"""Pictures say what the data say, in numbers beside them too; topics offer what is near them; backlinks stay short."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from socml_site.emit import Options
from socml_site.emit.parts.pictures import Circle, activity, circle, sessions_of, timeline
from socml_site.model import SitePath, Wiki
from tests.conftest import Files, Page

Pages = Callable[[Files], dict[str, Page]]
WikiOf = Callable[[Files], Wiki]


def session(title: str, day: str, people: str = "", more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\nattendees: [{people}]\ntopics: [robots]\n{more}---\n\nWords.\n"


def drawings(html: str) -> list[ElementTree.Element]:
    """Every picture of a page, read as XML."""
    return [ElementTree.fromstring(one) for one in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]  # own output


def test_bars_by_year_where_years_are_many(pages: Pages, wiki_of: WikiOf) -> None:
    files = {f"e/{n}.md": session(f"T{n}", f"20{10 + 2 * (n // 2)}-05-0{n + 1}", "Ada King") for n in range(5)}
    chart = activity(wiki_of(files), Options(), [SitePath(f"e/{n}/") for n in range(5)])
    assert chart is not None
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("2010", 2), ("2011", 0), ("2012", 2), ("2013", 0), ("2014", 1),
    ]  # fmt: skip
    html = pages(files)["topics/robots/"].html
    assert "Sessions by year" in html
    heights = [float(rect.get("height", 0)) for one in drawings(html) for rect in one.iter("rect")]
    assert heights == [40, 40, 20]
    assert re.findall(r'bar-count">(\d+)<', html) == ["2", "0", "2", "0", "1"]


def test_bars_by_month_within_two_years(wiki_of: WikiOf) -> None:
    files = {
        "e/a.md": session("A", "2023-11-05"),
        "e/b.md": session("B", "2024-02-05"),
        "e/c.md": session("C", "2024-02-09"),
    }
    chart = activity(wiki_of(files), Options(), [SitePath("e/a/"), SitePath("e/b/"), SitePath("e/c/")])
    assert chart is not None
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("Nov 2023", 1), ("Dec", 0), ("Jan 2024", 0), ("Feb", 2),
    ]  # fmt: skip


def test_no_bars_where_all_was_at_one_time(wiki_of: WikiOf) -> None:
    files = {"e/a.md": session("A", "2023-11-05"), "e/b.md": session("B", "2023-11-06")}
    assert activity(wiki_of(files), Options(), [SitePath("e/a/"), SitePath("e/b/")]) is None
    assert activity(wiki_of(files), Options(), []) is None


def test_a_persons_bars_tell_roles_apart(pages: Pages) -> None:
    files = {
        "e/a.md": session("A", "2010-01-01", "", "moderators: [Ada King]\nnote_takers: [Ada King]\n"),
        "e/b.md": session("B", "2010-01-02", "Ada King"),
        "e/c.md": session("C", "2014-01-02", "", "note_takers: [Ada King]\n"),
    }
    html = pages(files)["people/ada-king/"].html
    assert re.findall(r"</svg> ([a-z ]+: \d+)</span>", html) == [
        "moderated or spoke: 1",
        "took notes: 1",
        "took part: 1",
    ]
    assert "moderated or spoke: 1, took part: 1</span>" in html
    first = next(one for one in drawings(html) if len(list(one.iter("rect"))) == 2)
    assert [(rect.get("class"), rect.get("y"), rect.get("height")) for rect in first.iter("rect")] == [
        ("side-led", "20.0", "20.0"),
        ("side-joined", "0.0", "20.0"),
    ]


MET = {
    "e/a.md": session("A", "2010-01-01", "Ada King, Bo Stone, Cy Marsh"),
    "e/b.md": session("B", "2010-01-02", "Ada King, Bo Stone, Cy Marsh"),
    "e/c.md": session("C", "2010-01-03", "Ada King, Di Brook"),
    "e/d.md": session("D", "2010-01-04", "Di Brook, Bo Stone"),
}


def _circle(wiki: Wiki, person: str) -> Circle | None:
    return circle(wiki, sessions_of(wiki), SitePath(f"people/{person}/"))


def test_who_meets_whom(wiki_of: WikiOf, pages: Pages) -> None:
    found = _circle(wiki_of(MET), "ada-king")
    assert found is not None
    assert [(one.who.label, one.who.count, one.others) for one in found.people] == [
        ("Bo Stone", 2, ("Cy Marsh", "Di Brook")),
        ("Cy Marsh", 2, ("Bo Stone",)),
        ("Di Brook", 1, ("Bo Stone",)),
    ]
    assert [(arc.upper, arc.lower, arc.count, arc.width) for arc in found.arcs] == [(0, 1, 2, 4), (0, 2, 1, 2.5)]
    html = pages(MET)["people/ada-king/"].html
    assert [len(list(one.iter("path"))) for one in drawings(html) if one.find("path") is not None] == [2]
    assert "who also met Cy Marsh, Di Brook" in html
    assert '<a href="../bo-stone/">Bo Stone</a> <span class="count">2</span>' in html


def test_fewer_than_three_are_no_picture(wiki_of: WikiOf, pages: Pages) -> None:
    files = {"e/a.md": session("A", "2010-01-01", "Ada King, Bo Stone, Cy Marsh")}
    assert _circle(wiki_of(files), "ada-king") is None
    assert "Met most often" in pages(files)["people/ada-king/"].html


@pytest.mark.parametrize("policy", ["private", "initials", "chatham-house"])
def test_pictures_show_only_meetings_that_may_be_told(wiki_of: WikiOf, policy: str) -> None:
    wiki = wiki_of({**MET, "e/x.md": session("X", "2011-01-01", "Cy Marsh, Di Brook, Ada King", f"policy: {policy}\n")})
    found = _circle(wiki, "ada-king")
    assert found is not None
    assert [(arc.upper, arc.lower, arc.count) for arc in found.arcs] == [(0, 1, 2), (0, 2, 1)]


def test_who_is_not_listed_is_in_no_picture(pages: Pages) -> None:
    files = {**MET, "people.yml": "- name: Bo Stone\n  listed: false\n"}
    found = pages(files)
    assert not any("Bo Stone" in page.html for page in found.values())
    assert 'class="met"' not in found["people/ada-king/"].html


def test_a_timeline_has_every_dated_event_once() -> None:
    given = [
        ("A", "events/a/", 2010, 4),
        ("B", "events/b/", 2010, 0),
        ("C", "events/c/", 2013, 1),
        ("D", "events/d/", None, 2),
    ]
    line = timeline(Options(), given)
    assert line is not None
    assert [(dot.title, dot.url, dot.x) for dot in line.dots] == [
        ("A, 2010: 4 sessions", "events/a/", 12.5),
        ("B, 2010: 0 sessions", "events/b/", 12.5),
        ("C, 2013: 1 session", "events/c/", 87.5),
    ]
    assert line.dots[0].r > line.dots[2].r > line.dots[1].r > 0
    assert [year for year, _ in line.years] == ["2010", "2011", "2012", "2013"]
    assert (line.undated, line.many) == (1, False)
    assert len({dot.y for dot in line.dots[:2]}) == 2


def test_a_timeline_needs_two_years_or_more_than_three_events() -> None:
    one = [(f"E{n}", f"events/{n}/", 2010, 1) for n in range(4)]
    assert timeline(Options(), one[:3]) is None
    assert timeline(Options(), one) is not None
    assert timeline(Options(), [("A", "a/", None, 1)] * 5) is None


def test_a_timeline_of_three_hundred_events_stays_small() -> None:
    line = timeline(Options(), [(f"E{n}", f"events/{n}/", 2000 + n % 20 if n % 3 else 2010, n % 7) for n in range(300)])
    assert line is not None
    assert len(line.dots) == 300
    assert line.height <= 320
    assert line.many
    assert len(line.years) <= 8
    assert all(dot.y - dot.r >= 0 and dot.y + dot.r <= line.height for dot in line.dots)


def test_the_timeline_is_drawn_above_the_list(pages: Pages) -> None:
    events = {
        f"events/e{year}/index.md": f"---\ntitle: 'E & {year}'\nstart: {year}-01-01\n---\nText."
        for year in (2010, 2012)
    }
    html = pages(
        {**events, "events/secret/index.md": "---\ntitle: Secret\nstart: 2011-01-01\npolicy: private\n---\nT."}
    )["events/"].html
    (drawing,) = drawings(html)
    links = [(one.get("aria-label"), one.findtext("title"), one.get("href")) for one in drawing.iter("a")]
    assert links == [(f"E & {year}, {year}: 0 sessions",) * 2 + (f"e{year}/",) for year in (2010, 2012)]
    assert "Secret" not in html
    assert html.index("<svg") < html.index('class="listing"')


TOPICS = """
- label: machines
- label: robots
  broader: machines
- label: arms
  broader: robots
- label: engines
  broader: [machines]
"""


def test_a_topic_offers_what_is_narrower_and_what_is_beside_it(pages: Pages) -> None:
    files = {
        "topics.yml": TOPICS,
        "e/a.md": "---\ntitle: Grippers\ntopics: [arms]\n---\nWords.",
        "e/b.md": "---\ntitle: Pumps\ntopics: [engines]\n---\nWords.",
        "e/c.md": "---\ntitle: Both\ntopics: [machines, robots]\n---\nWords.",
    }
    found = pages(files)
    below = found["topics/machines/"].html.partition('id="on:narrower"')[2].partition("</section>")[0]
    assert re.findall(r'entry-title" href="[^"]+">([^<]+)<', below) == ["Grippers", "Pumps"]
    assert re.findall(r"<span>([a-z]+)</span>", below) == ["arms", "engines"]
    beside = found["topics/robots/"].html.partition("<dt>Beside it</dt>")[2].partition("</dd>")[0]
    assert ">engines<" in beside
    assert ">robots<" not in beside


def test_topics_in_a_circle_are_an_issue_and_the_site_is_built(pages: Pages) -> None:
    circle_of = (
        "- label: A\n  broader: B\n- label: B\n  broader: C\n- label: C\n  broader: [A]\n- label: D\n  broader: A\n"
    )
    found = pages({"a.md": "---\ntopics: [A, D]\n---\nText.", "topics.yml": circle_of})
    assert {"topics/a/", "topics/b/", "topics/c/", "topics/d/"} <= found.keys()
    assert "<dt>Broader</dt>" not in found["topics/c/"].html


def test_what_links_here_is_grouped_folded_and_short(pages: Pages) -> None:
    files = {f"events/e/sessions/s{n:03}.md": f"---\ntitle: S{n}\n---\nSee [[#robots]] & all." for n in range(60)}
    files |= {"tips/t.md": "See [[#robots]].", "topics.yml": "- label: robots\n  description: Machines.\n"}
    html = pages(files)["topics/robots/"].html.partition('id="on:linked-from"')[2]
    assert re.findall(r'<h3>(\w+) <span class="count">(\d+)</span>', html) == [("Sessions", "60"), ("Tips", "1")]
    assert html.count("<q>") == 41
    assert "35 more</summary>" in html
    assert '<a href="../../search/?q=robots">Search for all 60</a>' in html
