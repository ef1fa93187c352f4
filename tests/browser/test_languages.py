"""Languages as a reader meets them: a German site, and a page in Hebrew on an English one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Build, Served, Visit

HEBREW = "garden/2026-10-14-pump/"
CONTENT = {
    "garden/2026-10-07-hoses.md": "# Hoses\n\nWe checked the pump and turned the water off. Nobody knows when it is on."
    "\n\nDECISION: Buy new hoses.\n\nACTION: Ada Example to ask three shops by 2026-10-20\n\n"
    "## Action items\n\n- [x] Ada Example: done it\n",
    f"{HEBREW[:-1]}.md": "---\ntitle: פגישת הגינה\nsummary: המשאבה נבדקה, והמים נסגרו עד לשבוע הבא.\n---\n"
    "בדקנו את המשאבה וסגרנו את המים.\n\nDECISION: נקנה צינורות חדשים\n\n| שם | מספר |\n|---|---|\n| צינור | 3 |\n",
}


def _project(folder: Path, language: str) -> Path:
    for name, text in CONTENT.items():
        file = folder / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    theme = {"name": "material", "font": False, "language": language}
    settings = {"site_name": "Garden", "docs_dir": "content", "theme": theme, "plugins": ["socml"]}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def german(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return build(_project(tmp_path_factory.mktemp("german"), "de"), {0}, configured=False)


@pytest.fixture(scope="module")
def english(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    return build(_project(tmp_path_factory.mktemp("english"), "en"), {0}, configured=False)


def test_a_german_site_searches_in_german(visit: Visit, german: Served) -> None:
    page = visit(german, "search/?q=pump")
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.locator("#status")).to_have_text("1 Treffer für „pump“")
    expect(page.locator("label[for=q]")).to_have_text("Wörter, Namen oder Themen")
    page.goto(german.at("search/?kind=Session"))
    chip = page.get_by_role("button", name="Filter entfernen: Art, Sitzung")
    expect(chip).to_be_visible()
    expect(page.locator("#status")).to_have_text("2 Treffer")
    expect(page.locator(".facets legend").first).to_have_text("Art")


def test_a_german_register_filters_in_german_under_the_same_address(visit: Visit, german: Served) -> None:
    page = visit(german, "actions/?state=Done")
    states = page.locator("select[name=state]")
    expect(states.locator("option")).to_have_text(["Alle", "Erledigt (1)", "Überfällig (1)"])
    expect(page.locator(".filter-count")).to_have_text("1 angezeigt")
    assert page.locator("body").inner_text().count("Done") == 0


def test_dates_are_german(visit: Visit, german: Served) -> None:
    page = visit(german, "garden/2026-10-07-hoses/")
    expect(page.locator(".when time").first).to_have_text("Mittwoch, 7. Oktober 2026")
    # The minutes are in English, and what the interface says in them is not.
    expect(page.locator(".prose")).to_have_attribute("lang", "en")
    expect(page.locator(".mark-decision")).to_have_attribute("lang", "de")
    expect(page.locator(".mark-decision")).to_have_text("Beschlossen")


def test_english_costs_no_table(visit: Visit, english: Served, german: Served) -> None:
    asked: list[str] = []
    for site in (english, german):
        page = visit(site)
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith("words.js")] == [german.at("assets/words.js")]
    assert not (english.folder / "assets" / "words.js").exists()


def test_a_hebrew_page_on_an_english_site(visit: Visit, english: Served) -> None:
    page = visit(english, HEBREW)
    assert page.locator("html").get_attribute("lang") == "en"
    for place in ("h1", ".lead", ".prose"):
        expect(page.locator(place)).to_have_attribute("lang", "he")
        expect(page.locator(place)).to_have_attribute("dir", "rtl")
    # A title keeps the side of the page; the minutes run from right to left, also where they begin with a mark.
    assert page.locator("h1").evaluate("it => getComputedStyle(it).textAlign") == "left"
    assert page.locator(".prose td").first.evaluate("it => getComputedStyle(it).direction") == "rtl"
    cells = [cell.bounding_box() for cell in page.locator(".prose tbody td").all()]
    assert cells[0] and cells[1]
    assert cells[0]["x"] > cells[1]["x"]
    expect(page.locator(".mark-decision")).to_have_attribute("lang", "en")
    # The mark stands in the margin, which is on the right.
    mark, text = page.locator(".mark-decision a").bounding_box(), page.locator(".prose p").first.bounding_box()
    assert mark
    assert text
    assert mark["x"] > text["x"] + text["width"] / 2


def test_what_is_written_in_hebrew_is_found_and_listed_as_such(visit: Visit, english: Served) -> None:
    page = visit(english, "search/?q=המשאבה")
    title = page.locator(".result h2 a")
    expect(title).to_have_text("פגישת הגינה")
    expect(title).to_have_attribute("lang", "he")
    page.goto(english.at("sessions/"))
    expect(page.locator(".entry-title[lang=he]")).to_have_text("פגישת הגינה")
    assert page.locator(".entry-title:not([lang])").all_inner_texts() == ["Hoses"]


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_site_from_right_to_left(build: Build, visit: Visit, tmp_path: Path, language: str) -> None:
    site = build(_project(tmp_path, language), {0}, configured=False)
    for width in (390, 1280):
        page = visit(site, HEBREW, viewport={"width": width, "height": 800})
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        name = page.locator(".site-name").bounding_box()
        assert name
        assert name["x"] + name["width"] > width / 2
        # There are no words of the interface in this language: they are English, and say so.
        assert page.locator("html").get_attribute("lang") == "en"
        expect(page.locator("h1")).to_have_attribute("lang", "he")
