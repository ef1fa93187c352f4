"""The whole chain from files to pages: nothing gets lost on the way, nothing comes in that should not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.layout import GENERATED
from socml_site.model import SitePath, Wiki
from socml_site.pipeline import Understood
from socml_site.read import Scope
from socml_site.render import Settings
from tests.conftest import ROOT, Files, Page, first_document, source_of

Pages = Callable[[Files], dict[str, Page]]
Understand = Callable[[Files], Understood]
SITES = Path(__file__).parent / "sites"


@pytest.mark.parametrize("root", [ROOT / "content", SITES / "good", SITES / "bad"], ids=["content", "good", "bad"])
def test_every_file_is_on_the_site_or_in_an_issue(root: Path) -> None:
    understood = pipeline.understand(root)
    _, artifacts = pipeline.emit(understood, Options())
    shown = {path for artifact in artifacts for path in artifact.sources} | understood.folder.attachments
    reported = {issue.path for issue in understood.issues if issue.code in ("attachment", "unpublished", "url")}
    files = {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}
    assert files - {"people.yml", "topics.yml"} == shown | reported
    assert not shown & reported


def test_there_is_a_site_even_of_nothing(pages: Pages) -> None:
    assert set(pages({})) == set(GENERATED)


@pytest.mark.parametrize("name", ["a.txt", "a.JSON", "n/a.csv"])
def test_attachments_are_published(understand: Understand, name: str) -> None:
    understood = understand({"a.md": "Text", name: "x"})
    assert understood.folder.attachments == {name}
    assert understood.issues == ()


@pytest.mark.parametrize(
    "name", ["a.html", "a.js", "a.css", "a.xhtml", "a.htm", "Makefile", "a.swf", "a.png.html", "a.xml"]
)
def test_what_a_browser_would_run_is_not_published(understand: Understand, name: str) -> None:
    understood = understand({"a.md": "Text", name: "x"})
    assert understood.folder.attachments == frozenset()
    assert [(one.path, one.code) for one in understood.issues] == [(name, "attachment")]


@pytest.mark.parametrize(
    "drawing",
    [
        "<svg onload=x()></svg>",
        "<svg><a href='javascript:x'/></svg>",
        "<SVG><SCRIPT>x</SCRIPT></SVG>",
        "<svg/onload=x()>",
        "<svg><a href='java&#115;cript:x'/></svg>",
        "<svg><foreignObject/></svg>",
    ],
)
def test_a_drawing_that_runs_is_not_published(understand: Understand, drawing: str) -> None:
    understood = understand({"a.md": "Text", "a.svg": drawing})
    assert understood.folder.attachments == frozenset()
    assert [(one.path, one.code) for one in understood.issues] == [("a.svg", "unsafe")]


def test_a_drawing_that_only_draws_is_published(understand: Understand) -> None:
    understood = understand({"a.md": "Text", "a.svg": "<svg><path d='M0 0' fill='tone'/></svg>"})
    assert understood.folder.attachments == {"a.svg"}


@pytest.mark.parametrize("name", [".secret.md", ".git/config.md", "node_modules/a/README.md", "venv/x.md"])
def test_what_is_not_content_is_left_out(understand: Understand, name: str) -> None:
    understood = understand({"a.md": "Text", name: "# Secret\n"})
    assert [document.path for document in understood.relations.documents.values()] == ["a.md"]
    assert understood.issues == ()


def test_files_the_configuration_names_are_no_fault(write: Callable[[Files], Path]) -> None:
    root = write({"a.md": "Text", "own.css": "x", "drafts/b.md": "Text"})
    scope = Scope(lambda path: path.startswith("drafts/"), frozenset({"own.css"}))
    understood = pipeline.understand(root, scope)
    assert understood.issues == ()
    assert understood.folder.attachments == {"own.css"}
    assert len(understood.relations.documents) == 1


def test_a_foreign_folder_becomes_a_wiki(pages: Pages) -> None:
    found = pages(
        {
            "README.md": "Our notes. Begin with [GANs](socml-2017/gans.md).\n",
            "socml-2017/gans.md": "GANs\n====\n\n- they train\n- see [[ml to prod]]\n",
            "socml-2017/ml_to_prod.md": "Deploying.\n",
            "socml-2017/deep/er/notes.md": "# Deeper\n\nText.\n",
            "LICENSE.md": "Free.\n",
        }
    )
    assert {"", "socml-2017/gans/", "socml-2017/ml_to_prod/", "socml-2017/deep/er/notes/", "LICENSE/"} <= set(found)
    assert found["socml-2017/gans/"].artifact.title == "GANs"
    assert found["socml-2017/ml_to_prod/"].artifact.title == "Ml to prod"
    assert found["socml-2017/gans/"].artifact.view.event.label == "Socml 2017"
    assert found["events/socml-2017/"].artifact.template == "event.html"
    assert '<a href="../gans/">' in found["socml-2017/ml_to_prod/"].html, "what links here"
    assert '<a href="../ml_to_prod/">ml to prod</a>' in found["socml-2017/gans/"].html


def test_pages_by_hand_and_generated_ones_stay_apart(pages: Pages) -> None:
    found = pages(
        {
            "people/ada-lovelace.md": "# A page by hand\n",
            "a.md": "---\nattendees: [Ada Lovelace]\ntopics: [robots]\n---\nText",
            "topics/robots.md": "# Another by hand\n",
            "tips.md": "# All tips\n\nWhat we learned.\n",
            "guide/index.md": "---\nkind: guide\n---\nFor hosts.\n",
            "index.md": "---\nkind: session\n---\nWelcome.\n",
        }
    )
    assert found["people/ada-lovelace/"].artifact.title == "A page by hand"
    assert found["people/ada-lovelace-2/"].artifact.title == "Ada Lovelace"
    assert found["topics/robots/"].artifact.title == "Another by hand"
    assert found["topics/robots-2/"].artifact.title == "robots"
    assert "What we learned." in found["tips/"].html
    assert "For hosts." in found["guide/"].html
    assert "Welcome." in found[""].html


def test_the_search_pages_address_is_taken(understand: Understand) -> None:
    understood = understand({"search.md": "# Where to look\n"})
    assert [(one.path, one.code) for one in understood.issues] == [("search.md", "url")]


def test_workers_make_the_same_pages(write: Callable[[Files], Path]) -> None:
    root = write({f"e/s{n}.md": f"# S {n}\n\n- [ ] text [[S {n - 1}]]\n" for n in range(1, 150)})
    understood = pipeline.understand(root)
    alone = pipeline.build(understood, Options(), Settings(jobs=1))
    together = pipeline.build(understood, Options(), Settings(jobs=2))
    assert list(alone.articles) == list(together.articles)
    assert alone.contents == together.contents


def test_a_page_reads_the_same_whatever_came_before_it(pages: Pages) -> None:
    text = "# T\n\n## H\n\nA footnote[^1].\n\n[^1]: here\n\n*[ML]: learning\n"
    both = pages({"a/x.md": "# X\n\n## H\n\nML[^1]\n\n[^1]: other\n\n*[ML]: machines\n", "b/y.md": text})
    assert both["b/y/"].html.split("<article")[-1].count("<li") == both["b/y/"].html.split("<article")[-1].count("</li")
    assert "machines" not in both["b/y/"].html


def test_a_session_of_a_one_day_event_was_on_that_day(wiki_of: Callable[[Files], Wiki]) -> None:
    files = {"events/e/index.md": "---\nstart: 2019-02-02\n---\nIt.\n", "events/e/sessions/s.md": "# S\n\nText.\n"}
    made = wiki_of(files)
    assert made.relations.documents[SitePath("events/e/sessions/s/")].date == date(2019, 2, 2)


def test_a_session_of_a_longer_event_was_on_no_known_day_but_in_its_year(wiki_of: Callable[[Files], Wiki]) -> None:
    head = "---\nstart: 2019-02-02\nend: 2019-02-03\n---\nIt.\n"
    made = wiki_of({"events/e/index.md": head, "events/e/sessions/s.md": "# S\n\nText.\n"})
    session = SitePath("events/e/sessions/s/")
    assert made.relations.documents[session].date is None
    assert made.year[session] == 2019


@pytest.mark.parametrize(("folder", "year"), [("socml-2017", 2017), ("room-12017", None), ("talks", None)])
def test_an_event_may_tell_its_year(wiki_of: Callable[[Files], Wiki], folder: str, year: int | None) -> None:
    made = wiki_of({f"events/{folder}/sessions/s.md": "# S\n\nText.\n"})
    assert made.year.get(SitePath(f"events/{folder}/sessions/s/")) == year


def test_events_of_a_series_follow_each_other_in_time(pages: Pages) -> None:
    head = "---\ntitle: {0}\nseries: S\n---\nIt.\n"
    dated = "---\ntitle: First\nseries: S\nstart: 2016-10-07\n---\nIt.\n"
    made = pages({"events/e-2016/index.md": dated, "events/e-2017/index.md": head.format("Second")})
    assert made["events/e-2017/"].artifact.view.previous.title == "First"
    assert made["events/e-2016/"].artifact.view.next.title == "Second"


def test_slides_beside_the_minutes_are_linked(pages: Pages) -> None:
    text = "---\nlinks: [{url: s.pdf, title: The slides}, {url: gone.pdf, title: Lost}]\n---\n# S\n\nText.\n"
    page = pages({"a/s.md": text, "a/s.pdf": "%PDF"})["a/s/"]
    assert '<a href="../s.pdf">The slides</a>' in page.html
    assert "Lost" in page.html
    assert 'gone.pdf"' not in page.html


def test_a_missing_file_in_front_matter_is_an_issue(understand: Understand) -> None:
    understood = understand({"a/s.md": "---\nlinks: [gone.pdf]\n---\n# S\n\nText.\n"})
    assert [(one.line, one.col, one.code) for one in understood.issues] == [(2, 9, "link")]


def test_the_address_of_a_further_page_of_a_list_is_taken(understand: Understand) -> None:
    understood = understand({"sessions/page/2.md": "# Two\n\nText.\n"})
    assert [(one.path, one.code) for one in understood.issues] == [("sessions/page/2.md", "url")]


def test_quotes_and_consent_are_shown(pages: Pages) -> None:
    made = pages(
        {
            "reports/r.md": "---\nquotes: [It was good]\n---\nText.\n",
            "events/e/sessions/s.md": "---\nconsent: all agreed\n---\nText.\n",
        }
    )
    assert "It was good" in made["reports/r/"].html
    assert "all agreed" in made["events/e/sessions/s/"].html


def test_the_front_page_can_be_found(pages: Pages) -> None:
    made = pages({"README.md": "# Minutes\n\nZebrafish.\n", "a/s.md": "# S\n\nText.\n"})
    assert "Zebrafish" in made[""].record


def test_without_times_the_host_says_what_came_first(wiki_of: Callable[[Files], Wiki]) -> None:
    session = "---\norder: {0}\n---\n# S\n\nText.\n"
    made = wiki_of({f"e/{name}.md": session.format(order) for name, order in (("b", 1), ("c", 2), ("a", 3))})
    assert made.by_event["e"] == ("e/b/", "e/c/", "e/a/")


def test_what_has_no_date_can_still_be_sorted_by_date(pages: Pages) -> None:
    made = pages({"fair-2017/s.md": "---\ntopics: [x]\n---\n# S\n\nText.\n", "a.md": "# A\n\nText.\n"})
    sorts = {path: 'data-pagefind-sort="date[data-value]"' in page.record for path, page in made.items() if page.record}
    assert {"fair-2017/s/", "a/", "topics/x/"} <= sorts.keys()
    assert all(sorts.values())


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("# T\n\nRoom: Lagoon\nDate: 2027-06-12\n\nWe dug a pond.\n", "We dug a pond."),
        ("# T\n\nIn short: we dug a pond.\n", "In short: we dug a pond."),
    ],
)
def test_the_head_of_minutes_is_no_summary(text: str, lead: str) -> None:
    assert first_document(source_of(text), frozenset())[0].minutes.lead == lead
