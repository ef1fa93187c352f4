"""On paper: what a host hands out is the words, who, when and where from, and nothing that is there to be pressed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PUBLISHED, Served, Visit
from tests.browser.test_reading import paper

pytestmark = pytest.mark.browser

PRINTED = ("session", "event", "report", "tip", "guide chapter", "topic", "person", "list of sessions")


@pytest.mark.parametrize("kind", PRINTED)
def test_a_page_on_paper_says_what_it_is_and_where_it_stands(wiki: Served, visit: Visit, kind: str) -> None:
    path = wiki.every_kind()[kind]
    page = visit(wiki, path, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".site-name")).to_be_visible()
    expect(page.get_by_text(f"{PUBLISHED}{path}", exact=True)).to_be_visible()
    for what in ("nav:not(.crumbs)", "form", "button", "input:not([type=checkbox])", "a.skip"):
        expect(page.locator(what).filter(visible=True)).to_have_count(0)
    assert paper(page) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    ink = page.locator("h1").evaluate("(it) => getComputedStyle(it).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 60


def test_links_and_folded_names_are_printed(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "reading/")
    page.emulate_media(media="print")
    after = "(it) => getComputedStyle(it, '::after').content"
    outside = page.locator(".work a[href^=http]").first
    # Chromium says `attr(href)` with its value filled in.
    assert outside.get_attribute("href") in outside.evaluate(after)
    folded = [path for path in wiki.pages() if '<ul class="names">' in wiki.html(path)]
    page.goto(wiki.at(folded[0]))
    expect(page.locator(".names li").first).to_be_visible()


def test_on_the_screen_there_is_no_address(wiki: Served, visit: Visit) -> None:
    expect(visit(wiki).locator(".address")).to_be_hidden()
