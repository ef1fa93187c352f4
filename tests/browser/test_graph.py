"""The graph in a browser: filtered, searched, walked by keyboard, shared by its address, and as a table."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Served, Visit
from tests.browser.test_axe import violations

pytestmark = pytest.mark.browser

TINTS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add((data[at] << 16) + (data[at + 1] << 8) + data[at + 2]);
  return found.size;
}"""


def canvas(page: Page) -> Locator:
    return page.get_by_role("application", name="Drawing of the graph")


def drawn(page: Page) -> int:
    """Wait until the drawing rests, and say how many places it has."""
    expect(canvas(page)).to_have_attribute("data-drawn", re.compile(r"\d"))
    return int(canvas(page).get_attribute("data-nodes") or 0)


def rows(page: Page) -> Locator:
    return page.locator(".graph-table tbody tr")


def kind(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Show").get_by_role("checkbox", name=name)


def chosen(page: Page) -> Locator:
    return page.locator("#on\\:graph-chosen")


def test_the_whole_graph_is_drawn_and_the_table_has_the_same(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    count = drawn(page)
    assert count > 50
    assert canvas(page).evaluate(TINTS) > 20
    expect(rows(page)).to_have_count(count)
    for name in ("sessions", "topics", "people"):
        assert rows(page).locator(f"a[href*='{name}/']").count() > 5


def test_filtering_by_kind_changes_drawing_table_and_address(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    before = drawn(page)
    people = rows(page).locator(".kind-person").count()
    assert people > 5
    kind(page, "People").uncheck()
    expect(canvas(page)).to_have_attribute("data-nodes", str(before - people))
    expect(rows(page)).to_have_count(before - people)
    assert parse_qs(urlsplit(page.url).query) == {"kinds": ["session,topic,event"]}
    page.reload()
    expect(canvas(page)).to_have_attribute("data-nodes", str(before - people))
    expect(kind(page, "People")).not_to_be_checked()
    expect(kind(page, "Topics")).to_be_checked()


def test_filtering_by_year_leaves_its_sessions_and_their_topics(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    page.get_by_label("Year").select_option("2017")
    expect(rows(page).filter(has_text="Session").first).to_contain_text("2017")
    for line in rows(page).filter(has=page.locator(".kind-session, .kind-event")).all_inner_texts():
        assert "2017" in line or not re.search(r"\b20\d\d\s*\t", line)
    assert parse_qs(urlsplit(page.url).query) == {"year": ["2017"]}


def test_the_keyboard_finds_a_place_walks_to_a_neighbour_and_opens_its_page(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    page.get_by_label("Find in the graph").focus()
    page.keyboard.type("interpretab")
    expect(page.get_by_role("list", name="Found").get_by_role("button").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("list", name="Found").get_by_role("button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_text(re.compile("interpretability", re.IGNORECASE))
    expect(chosen(page)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text(re.compile("^Chosen: interpretability", re.IGNORECASE))

    neighbour = page.locator(".graph-list button").first
    title = neighbour.inner_text()
    for _ in range(8):
        page.keyboard.press("Tab")
        if neighbour.evaluate("(it) => it === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(chosen(page)).to_have_text(title)
    expect(page.get_by_role("status")).to_contain_text(f"Chosen: {title}")
    expect(rows(page).and_(page.locator(".graph-row"))).to_contain_text(title)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Open the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_enter_takes_the_first_that_is_found_accents_aside(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    page.get_by_label("Find in the graph").fill("Róbotics")
    page.get_by_label("Find in the graph").press("Enter")
    expect(chosen(page)).to_have_text("robotics")
    page.get_by_label("Find in the graph").fill("xyzzy")
    expect(page.get_by_role("status")).to_have_text("Nothing in the graph has these words.")


def test_arrows_plus_and_minus_move_the_drawing(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    canvas(page).focus()
    pictures = {canvas(page).evaluate("(it) => it.toDataURL()")}
    for key in ("ArrowLeft", "ArrowDown", "+", "-", "-", "0"):
        times = int(canvas(page).get_attribute("data-drawn") or 0)
        page.keyboard.press(key)
        page.wait_for_function("([it, n]) => Number(it.dataset.drawn) > n", arg=[canvas(page).element_handle(), times])
        pictures.add(canvas(page).evaluate("(it) => it.toDataURL()"))
    # The first minus undoes the plus, and 0 shows all of it again, as at first.
    assert len(pictures) == 5


def test_a_click_chooses_and_escape_lets_go(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/?around=topics/interpretability/&kinds=topic")
    drawn(page)
    page.keyboard.press("Escape")
    page.locator(".graph-list button").first.focus()
    page.keyboard.press("Escape")
    expect(chosen(page)).to_have_text("Most linked")
    box = canvas(page).bounding_box()
    assert box
    # What the graph is around stands at the origin; a click there finds it.
    place = canvas(page).evaluate("(it) => [it.__zoom.x, it.__zoom.y]")
    page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    expect(chosen(page)).to_have_text("interpretability")


@pytest.mark.parametrize("kind_of_page", ["session", "event", "topic", "person"])
def test_each_page_leads_to_what_is_around_it(wiki: Served, visit: Visit, kind_of_page: str) -> None:
    page = visit(wiki, wiki.longest(kind_of_page))
    page.get_by_role("link", name="In the graph").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Graph")
    around = drawn(page)
    assert parse_qs(urlsplit(page.url).query) == {"around": [wiki.longest(kind_of_page)]}
    expect(page.get_by_role("link", name="Open the page")).to_have_attribute("href", f"../{wiki.longest(kind_of_page)}")
    expect(rows(page)).to_have_count(around)
    page.get_by_role("button", name="Show the whole graph").click()
    page.wait_for_function("([it, n]) => Number(it.dataset.nodes) > n", arg=[canvas(page).element_handle(), around])
    page.go_back()
    expect(canvas(page)).to_have_attribute("data-nodes", str(around))


def test_back_leads_on_from_what_the_kinds_shown_leave_out(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "")
    page.goto(wiki.at("graph/?at=topics/interpretability/&kinds=session,person"))
    drawn(page)
    expect(chosen(page)).to_have_text("interpretability")
    assert parse_qs(urlsplit(page.url).query) == {"at": ["topics/interpretability/"], "kinds": ["session,person"]}
    page.go_back()
    expect(page).to_have_url(wiki.url)


def test_without_any_kind_nothing_is_drawn(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    for name in ("Sessions", "Topics", "People", "Events"):
        kind(page, name).uncheck()
    expect(page.get_by_role("status")).to_contain_text("0 places")
    page.wait_for_function(f"(it) => ({TINTS})(it) === 1", arg=canvas(page).element_handle())
    kind(page, "Topics").check()
    page.wait_for_function(f"(it) => ({TINTS})(it) > 5", arg=canvas(page).element_handle())


def test_what_was_found_is_put_away_when_the_box_is_left(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    box, found = page.get_by_label("Find in the graph"), page.get_by_role("list", name="Found")
    box.fill("e")
    expect(found).to_be_visible()
    kind(page, "Sessions").focus()
    expect(found).to_be_hidden()
    box.focus()
    expect(found).to_be_visible()
    page.get_by_role("heading", level=1).click()
    expect(found).to_be_hidden()


def test_an_address_of_what_is_not_there_shows_the_whole_graph_and_says_so(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/?around=people/nobody/&year=1066&kinds=session,nonsense")
    drawn(page)
    expect(page.get_by_role("status")).to_have_text("The page that was asked for is not in the graph.")
    expect(kind(page, "Sessions")).to_be_checked()
    expect(kind(page, "Topics")).not_to_be_checked()


def test_the_table_is_sorted_and_chooses(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/")
    drawn(page)
    page.get_by_role("columnheader", name="Title").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="Title")).to_have_attribute("aria-sort", "ascending")
    titles = [it.casefold() for it in rows(page).locator("th").all_inner_texts()]
    assert titles[:1] < titles[-1:]
    title = rows(page).first.locator("th").inner_text()
    rows(page).first.get_by_role("button").click()
    expect(chosen(page)).to_have_text(title)
    expect(rows(page).first).to_have_class(re.compile("graph-row"))


def test_it_is_drawn_without_webgl(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "")
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return /webgl/.test(kind) ? null : get.call(this, kind, ...more); };"
    )
    page.goto(wiki.at("graph/"))
    assert drawn(page) > 50
    assert canvas(page).evaluate(TINTS) > 20


def test_without_any_canvas_the_page_says_so_and_keeps_the_table(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(wiki.at("graph/"))
    expect(page.get_by_text("This browser cannot draw the graph.")).to_be_visible()
    expect(canvas(page)).to_be_hidden()
    assert rows(page).count() > 50


def test_without_javascript_there_are_the_table_and_the_lists(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "graph/", java_script_enabled=False)
    assert "The drawing needs JavaScript." in page.get_by_role("main").inner_text()
    expect(canvas(page)).to_be_hidden()
    assert rows(page).count() > 50
    page.locator(".graph-rows").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Topics")


def test_opened_as_a_file_the_page_says_so(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "").context.browser.new_page()  # type: ignore[union-attr]
    page.goto((wiki.folder / "graph/index.html").as_uri())
    expect(page.get_by_text("this page was opened as a file")).to_be_visible()
    assert rows(page).count() > 50
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_something_is_chosen_and_searched(wiki: Served, visit: Visit, scheme: str) -> None:
    page = visit(wiki, "graph/?around=topics/interpretability/", color_scheme=scheme)
    drawn(page)
    page.get_by_label("Find in the graph").fill("e")
    expect(page.get_by_role("list", name="Found")).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []


def test_nothing_of_the_graph_is_loaded_elsewhere(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", wiki.longest("session"), wiki.longest("topic")):
        page.goto(wiki.at(path))
    assert asked
    assert [url for url in asked if "graph" in url or "d3" in url] == []
