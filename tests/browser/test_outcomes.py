"""What came of meetings, as a reader meets it: marks in the minutes, registers that lead there, speakers set apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Build, Served, Visit
from tests.browser.test_axe import WINDOWS, violations_anywhere

pytestmark = pytest.mark.browser

_HOSE = """# Garden call

- Present: Ada King (AK), Bob Stone, Cleo Marsh, Maximiliana Bartholomea Featherstonehaugh-Cholmondeley
- Scribe: Bob

## Hoses

{turns}

**RESOLVED:** Buy a new hose from a shop in the neighbourhood

Open question: Who pays for the hose?

## Action items

- [ ] Ada to mend the old hose by 1 March 2020
- [x] Cleo to measure the garden
- Bob to read https://doi.org/10.1000/182

| Thing | {wide} |
|---|{rule}|
| hose | {wide} |
"""
_TURNS = "\n\n".join(f"{('AK', 'Bob', 'Cleo')[n % 3]}: The hose leaks at place {n}, as I said." for n in range(24))
_WIDE = " | ".join(f"measured in month {n}" for n in range(12))
MINUTES = {
    "garden/2020-02-03.md": _HOSE.format(turns=_TURNS, wide=_WIDE, rule="|".join("---" for _ in range(12))),
    "garden/2020-02-10.md": "# Garden call\n\nPresent: Ada King, Bob Stone\n\nDECISION: Paint the shed\n\n"
    "ACTION: Bob Stone to buy paint\n",
    "garden/2019.md": "# Garden calls of 2019\n\n## 2019-11-04\n\nPresent: Ada King\n\nWe dug for an hour.\n\n"
    "## 2019-11-11\n\nPresent: Bob Stone\n\nDECISION: Stop digging for the winter\n",
    "garden/rtl.md": "# اجتماع الحديقة\n\nDECISION: شراء خرطوم جديد\n",
}
PAGES = (
    "garden/2020-02-03/",
    "garden/2019/",
    "garden/2019/2019-11-11/",
    "garden/rtl/",
    "decisions/",
    "actions/",
    "questions/",
    "reading/",
    "people/ada-king/",
)


@pytest.fixture(scope="module")
def garden(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("minutes")
    for name, text in MINUTES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(folder, {0}, configured=False)


def _leads_to(page: Page, *words: str) -> None:
    """Expect that what the address leads to has these words, and is on the screen."""
    target = page.locator(":target")
    expect(target).to_be_in_viewport()
    for one in words:
        expect(page.locator(":is(p, li, td, div):has(:target)").last).to_contain_text(one)


def _choose(page: Page, label: str, words: str) -> None:
    """Choose of a box the option with these words; a number may stand beside them."""
    box = page.get_by_label(label)
    box.select_option(value=box.locator("option", has_text=words).first.get_attribute("value"))


def test_a_register_leads_to_the_words_in_the_minutes_and_they_are_marked(garden: Served, visit: Visit) -> None:
    page = visit(garden, "decisions/")
    page.get_by_role("main").get_by_role("link", name="Buy a new hose from a shop").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Garden call, 3 February 2020")
    _leads_to(page, "Buy a new hose", "Decided")


def test_an_action_is_found_by_its_owner_and_its_state(garden: Served, visit: Visit) -> None:
    page = visit(garden, "actions/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Overdue")
    _choose(page, "Owner", "Bob Stone")
    for words, shown in (("buy paint", True), ("mend the old hose", False), ("measure the garden", False)):
        expect(main.get_by_text(words)).to_be_visible(visible=shown)
    _choose(page, "Owner", "Any")
    _choose(page, "State", "Done")
    for words, shown in (("buy paint", False), ("measure the garden", True)):
        expect(main.get_by_text(words)).to_be_visible(visible=shown)


def test_a_speaker_leads_to_a_person_and_their_actions_back(garden: Served, visit: Visit) -> None:
    page = visit(garden, "garden/2020-02-03/")
    page.get_by_role("main").get_by_role("link", name="AK", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada King")
    page.get_by_role("main").get_by_role("link", name="Ada to mend the old hose").first.click()
    _leads_to(page, "mend the old hose")


def test_the_summary_folds_open_and_leads_to_each_outcome(garden: Served, visit: Visit) -> None:
    page = visit(garden, "garden/2020-02-03/")
    summary = page.get_by_text("In short")
    link = page.get_by_role("main").locator("details").get_by_role("link", name="Buy a new hose").first
    expect(link).to_be_hidden()
    summary.click()
    link.click()
    _leads_to(page, "Buy a new hose")


def test_a_file_of_several_meetings_lists_them_and_each_leads_back(garden: Served, visit: Visit) -> None:
    page = visit(garden, "garden/2019/")
    page.get_by_role("main").locator("a[href*='2019-11-11']").first.click()
    expect(page.get_by_role("main")).to_contain_text("Stop digging")
    page.get_by_role("main").get_by_role("link", name="Garden calls of 2019").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Garden calls of 2019")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(garden: Served, visit: Visit, path: str) -> None:
    page = visit(garden, path)
    assert violations_anywhere(page) == {}
    for window, size in WINDOWS.items():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], window
