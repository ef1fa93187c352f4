"""Previews of links: shown for a mouse and for the keyboard, in nobody's way, and never for a finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Build, Served, Visit
from tests.browser.test_reading import PHONE
from tests.browser.test_safety import ATTACKS, JUDGE

pytestmark = pytest.mark.browser


def card(page: Page) -> Locator:
    return page.locator(".preview")


def a_link(page: Page, wiki: Served) -> tuple[Locator, str]:
    """A link of the page's own words to another session, and the title it says."""
    link = page.get_by_role("main").locator(".entry-title").first
    return link, link.inner_text()


def asked(page: Page) -> list[str]:
    """The addresses the page asks for from now on."""
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def test_a_pointer_that_rests_on_a_link_shows_what_is_behind_it(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    link, title = a_link(page, wiki)
    before = page.evaluate("() => document.documentElement.scrollHeight")
    place = link.bounding_box()
    link.hover()
    expect(card(page).locator(".preview-title")).to_have_text(title)
    page.goto(wiki.at("sessions/"))
    link.hover()
    expect(card(page).locator(".preview-facts")).to_have_text(re.compile(r"\d{4}"))
    expect(card(page).locator(".preview-text")).not_to_be_empty()
    assert link.bounding_box() == place
    assert page.evaluate("() => document.documentElement.scrollHeight") == before
    # The words are those of the page.
    text = card(page).locator(".preview-text").inner_text().removesuffix(" …")
    link.click()
    assert text in " ".join(page.get_by_role("main").inner_text().split())


def test_the_keyboard_shows_it_too(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    link, title = a_link(page, wiki)
    page.get_by_label("Show only those with").focus()
    while not link.evaluate("(it) => it === document.activeElement"):
        page.keyboard.press("Tab")
    expect(card(page).locator(".preview-title")).to_have_text(title)
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(card(page).locator(".preview-title")).to_have_text(title)
    page.keyboard.press("Tab")
    expect(card(page).locator(".preview-title").filter(has_text=title)).to_have_count(0)


def test_it_stays_under_the_pointer_and_goes_with_escape_or_when_left(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    link, _ = a_link(page, wiki)
    link.hover()
    expect(card(page)).to_be_visible()
    card(page).hover()
    page.wait_for_timeout(500)
    expect(card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    link.hover()
    expect(card(page)).to_be_visible()
    page.mouse.move(5, 5)
    expect(card(page)).to_have_count(0)


def test_a_finger_gets_none(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/", **PHONE)
    page.wait_for_load_state("networkidle")
    urls = asked(page)
    link, _ = a_link(page, wiki)
    page.evaluate("() => addEventListener('click', (event) => event.preventDefault())")
    link.tap()
    page.wait_for_timeout(600)
    expect(card(page)).to_have_count(0)
    assert urls == []


def test_nothing_is_asked_for_before_a_link_is_pointed_at_and_nothing_twice(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    page.wait_for_load_state("networkidle")
    urls = asked(page)
    page.get_by_role("heading", level=1).hover()
    page.wait_for_timeout(400)
    assert urls == []
    link, _ = a_link(page, wiki)
    for _ in range(2):
        link.hover()
        expect(card(page)).to_be_visible()
        page.mouse.move(5, 5)
        expect(card(page)).to_have_count(0)
    assert sorted(url.removeprefix(wiki.url) for url in urls)[:2] == ["assets/preview.css", "assets/preview.js"]
    assert len(urls) == 3


def test_menus_contents_and_what_is_in_sight_have_none(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, wiki.longest("session"))
    crumb = page.get_by_role("navigation", name="Where this page belongs").get_by_role("link").first
    for link in (page.get_by_role("banner").get_by_role("link", name="Topics"), crumb, page.locator(".toc a").first):
        link.hover()
        page.wait_for_timeout(450)
        expect(card(page)).to_have_count(0)


@pytest.fixture
def places(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A wiki of links to places: a heading, a line that was marked, a far and a near place of one page, attacks."""
    content = tmp_path_factory.mktemp("places") / "content"
    content.mkdir()
    attacks = "\n\n".join(ATTACKS.values())
    filler = "Words. " * 1500
    files = {
        "there.md": "# There\n\nThe beginning.\n\n## A part\n\nWhat the part says.\n\n### Deeper\n\nNot this.\n",
        "here.md": "# Here\n\n[part](there.md#a-part) [far](#far) [near](#near) [attack](attack.md) "
        "[gone](there.md) [odd](there.md)\n\n"
        f"## Near\n\nSo near.\n\n{filler}\n\n## Far\n\nSo far away.\n",
        "attack.md": f"# An attack\n\nbefore\n\n{attacks}\n",
    }
    for name, text in files.items():
        (content / name).write_text(text)
    return build(content, {0, 1}, own=True)


def test_a_fragment_shows_the_section_it_means(places: Served, visit: Visit) -> None:
    page = visit(places, "here/")
    main = page.locator(".prose")
    main.get_by_role("link", name="part", exact=True).hover()
    expect(card(page).locator(".preview-title")).to_have_text(["There", "A part"])
    expect(card(page).locator(".preview-text")).to_have_text("What the part says.")
    page.mouse.move(5, 5)
    main.get_by_role("link", name="far", exact=True).hover()
    expect(card(page).locator(".preview-text")).to_have_text("So far away.")
    page.mouse.move(5, 5)
    main.get_by_role("link", name="near", exact=True).hover()
    page.wait_for_timeout(450)
    expect(card(page)).to_have_count(0)


def test_a_fragment_with_a_wrong_escape_shows_the_page(places: Served, visit: Visit) -> None:
    page = visit(places, "here/")
    link = page.locator(".prose").get_by_role("link", name="odd")
    link.evaluate("(it) => it.setAttribute('href', '../there/#100%')")
    link.hover()
    expect(card(page).locator(".preview-text")).to_have_text("The beginning.")


def test_what_cannot_be_fetched_shows_nothing(places: Served, visit: Visit) -> None:
    there, away = places.folder / "there", places.folder.parent / "there"
    there.rename(away)
    try:
        page = visit(places, "here/", lost=("there/",))
        with page.expect_response(places.at("there/")):
            page.locator(".prose").get_by_role("link", name="gone").hover()
        page.wait_for_timeout(300)
        expect(card(page)).to_have_count(0)
    finally:
        away.rename(there)


def test_nothing_of_an_attack_runs_in_a_preview(places: Served, visit: Visit) -> None:
    page = visit(places, "here/")
    page.locator(".prose").get_by_role("link", name="attack").hover()
    expect(card(page).locator(".preview-title")).to_have_text("An attack")
    assert card(page).locator(":not(p)").count() == 0
    assert not page.evaluate(JUDGE)["ran"]


def test_it_is_not_read_out_and_does_not_move(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    link, _ = a_link(page, wiki)
    link.hover()
    expect(card(page)).to_have_attribute("aria-hidden", "true")
    assert page.evaluate("() => document.querySelector('.preview').getAnimations().length") == 0


def test_it_stays_within_the_window(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/", viewport={"width": 640, "height": 450})
    for link in page.get_by_role("main").locator(".entry-title").all()[:6]:
        link.scroll_into_view_if_needed()
        link.hover()
        expect(card(page)).to_be_visible()
        box = card(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 640
        page.mouse.move(2, 2)
        expect(card(page)).to_have_count(0)
