"""What the search index is told: records of pages, words for those who mistype, and nothing that is withheld."""

from __future__ import annotations

from socml_site.model import Artifact, Search
from socml_site.site.search import EVERY, SYNONYMS, Spellings, record


def page(title: str, **search: object) -> Artifact:
    return Artifact(path="a/", title=title, search=Search(**search))  # type: ignore[arg-type]


def test_a_record_has_its_names_facets_and_a_word_that_every_record_has() -> None:
    html = record(
        page("Nets <1>", facets=(("moderator", 'Ada "A"'),), facts=(("date", "2020-01-02"),), synonyms=("nets, N&N",)),
        "<p>Words.</p>",
        "de",
    )
    assert '<html lang="de">' in html
    assert "Nets &lt;1&gt;</h1>" in html
    assert 'data-pagefind-filter="moderator[data-value]" data-value="Ada &quot;A&quot;"' in html
    assert f'<h6 id="{SYNONYMS}0" data-pagefind-weight="0.1">nets, N&amp;N</h6>' in html
    assert html.count(f'<h6 id="{SYNONYMS}all">{EVERY}</h6>') == 1
    assert "<p>Words.</p>" in html


def test_a_page_that_is_not_searched_has_no_record() -> None:
    assert record(Artifact(path="a/", title="A"), "<p>Words.</p>", "en") == ""


def test_spellings_are_the_words_of_records_the_usual_first() -> None:
    words = Spellings()
    for text in ("quinces and &amp; Ångström", "quinces angstrom Ångström", "Ångström x1 ab"):
        words.read(record(page("Title", facets=(("topic", "robots"), ("kind", "Session"))), f"<p>{text}</p>", "en"))
    listed = words.text().split("\n")
    assert listed == ["title", "robots", "ångström", "quinces", "and"]
    assert EVERY not in listed
