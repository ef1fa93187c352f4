"""What a reader does: search, narrow, follow links, read without JavaScript, on a phone, by keyboard, on paper."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Served, Visit

pytestmark = pytest.mark.browser

WORD = "robot"
"""Said in sessions of several events."""


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="Results").get_by_role("heading", level=2).get_by_role("link")


def found(page: Page, words: str) -> int:
    """How many results the page says it found, once it does."""
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(rf"^[\d,]+ results? for “{re.escape(words)}”$"))
    searched(page)
    return int(re.sub(r"\D.*", "", status.inner_text().replace(",", "")))


def searched(page: Page) -> None:
    """Wait for what comes after the results: the facets with their numbers."""
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def counted(choice: Locator) -> tuple[str, int]:
    """A facet's value and the number beside it."""
    value, _, count = choice.locator("xpath=ancestor::label").inner_text().rpartition("\n")
    return value.strip(), int(count.replace(",", ""))


def test_a_reader_searches_narrows_opens_and_follows_a_topic_to_a_person_and_back(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    header = page.get_by_role("banner").get_by_role("searchbox")
    header.fill(WORD)
    header.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    everything = found(page, WORD)
    choice = facet(page, "Kind").get_by_role("checkbox", name=re.compile("^Session"))
    _, sessions = counted(choice)
    assert 0 < sessions < everything

    choice.check()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{sessions} results? for"))
    searched(page)
    event, at_event = counted(facet(page, "Event").get_by_role("checkbox").first)
    facet(page, "Event").get_by_role("checkbox").first.check()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{at_event} results? for"))
    assert parse_qs(urlsplit(page.url).query) == {"q": [WORD], "kind": ["Session"], "event": [event]}
    shown = page.get_by_role("region", name="Results").locator("#results > li")
    expect(shown).to_have_count(min(at_event, 5))
    for facts in shown.all_inner_texts():
        assert event in facts

    title = results(page).first.inner_text()
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("article")).to_contain_text(re.compile(WORD, re.IGNORECASE))
    expect(page.get_by_role("navigation", name="Where this page belongs")).to_contain_text(event)

    topic = page.get_by_role("list", name="Topics").get_by_role("link").first
    label = topic.inner_text()
    topic.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    expect(page.get_by_role("article").get_by_role("link", name=title).first).to_be_visible()

    person = page.get_by_role("list", name=re.compile("^People")).get_by_role("link").first
    name = person.inner_text()
    person.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)

    session = page.get_by_role("article").locator(".listing .entry-title").first
    title = session.inner_text()
    session.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert name in page.get_by_role("article").locator("header dl").first.text_content()


def test_a_topic_leads_to_its_people_and_each_of_them_back_to_a_session_on_it(wiki: Served, visit: Visit) -> None:
    with_people = [
        path for path in wiki.pages() if path.startswith("topics/") and "Who talks about it" in wiki.html(path)
    ]
    page = visit(wiki, max(with_people, key=lambda path: len(wiki.html(path))))
    label = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("list", name=re.compile("^People")).get_by_role("link").first.click()
    titles = page.get_by_role("article").locator(".listing .entry-title").all()
    addresses = [page.evaluate("(link) => link.href", title.element_handle()) for title in titles]
    tagged = 0
    for address in addresses:
        page.goto(address)
        tagged += label in page.get_by_role("list", name="Topics").get_by_role("link").all_inner_texts()
    assert tagged


def test_the_slash_key_goes_to_the_search_box(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, wiki.longest("session"))
    page.keyboard.press("/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type(f"{WORD}/hand")
    expect(box).to_have_value(f"{WORD}/hand")
    box.fill(WORD)
    page.keyboard.press("Enter")
    assert found(page, WORD)
    expect(results(page).first).to_be_visible()


def test_the_slash_key_on_a_phone_opens_the_search_page(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, wiki.longest("session"), **PHONE)
    page.keyboard.press("/")
    page.wait_for_url(wiki.at("search/"))
    expect(page.get_by_role("main").get_by_role("searchbox").first).to_be_focused()


def test_every_address_stays_below_the_path_of_the_site(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, f"search/?q={WORD}")
    assert found(page, WORD)
    links = page.eval_on_selector_all("a[href]", "(links) => links.map((link) => link.href)")
    outside = [link for link in links if not link.startswith(wiki.url)]
    assert len(links) > 10
    assert outside == []


def test_a_search_can_be_shared_by_its_address(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, f"search/?q={WORD}")
    found(page, WORD)
    choice = facet(page, "Year").get_by_role("checkbox").first
    _, count = counted(choice)
    choice.check()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{count} results? for"))
    page.get_by_label("Order").select_option(label="Oldest first")
    page.wait_for_url(re.compile("sort=old"))
    fresh = visit(wiki, page.url.removeprefix(wiki.url))
    assert found(fresh, WORD) == count
    expect(results(fresh)).to_have_count(min(count, 5))
    # The first page may still show the order from before: waiting for the same words is waiting for its own.
    expect(results(page)).to_have_text(results(fresh).all_inner_texts())
    expect(facet(fresh, "Year").get_by_role("checkbox").first).to_be_checked()
    expect(fresh.get_by_role("main").get_by_role("searchbox").first).to_have_value(WORD)

    fresh.get_by_role("list", name="Chosen filters").get_by_role("button").first.click()
    expect(fresh.get_by_role("status")).not_to_have_text(re.compile(rf"^{count} results? for"))
    fresh.go_back()
    expect(fresh.get_by_role("status")).to_have_text(re.compile(rf"^{count} results? for"))


def test_further_results_come_when_asked_for(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "search/?q=the")
    total = found(page, "the")
    assert total > 10
    expect(results(page)).to_have_count(5)
    page.get_by_role("button", name=re.compile("^Show more")).click()
    expect(results(page)).to_have_count(min(total, 15))
    expect(results(page).nth(5)).to_be_focused()


@pytest.mark.parametrize("words", ["съешьжещё", "xylophonequartzwhisk", f"{WORD} xylophonequartzwhisk"])
def test_a_search_that_finds_nothing_says_so_and_gives_advice(wiki: Served, visit: Visit, words: str) -> None:
    page = visit(wiki, f"search/?q={words}")
    expect(page.get_by_role("status")).to_have_text(re.compile(f"^Nothing found for “{words}”"))
    expect(page.get_by_role("region", name="Results").get_by_role("listitem").first).to_be_visible()


def test_results_link_to_the_passage(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, f"search/?q={WORD}")
    found(page, WORD)
    passage = page.locator("#results a[href*='#']").first
    expect(passage).to_be_visible()
    expect(page.locator("#results mark").first).to_have_text(re.compile(WORD, re.IGNORECASE))
    heading = passage.inner_text()
    passage.click()
    expect(page.locator(":target")).to_have_text(re.compile(re.escape(heading)))
    expect(page.locator(":target")).to_be_in_viewport()


def test_nothing_of_the_search_index_is_loaded_before_it_is_needed(wiki: Served, visit: Visit) -> None:
    page = visit(wiki)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(wiki.at(wiki.longest("session")))
    page.goto(wiki.at("sessions/"))
    page.wait_for_load_state("networkidle")
    assert asked
    assert [url for url in asked if "/pagefind/" in url] == []


@pytest.mark.parametrize("kind", ["session", "topic", "person", "report", "tip"])
def test_a_lost_address_offers_the_page_it_used_to_have(wiki: Served, visit: Visit, kind: str) -> None:
    path = wiki.longest(kind)
    moved = f"2019/archive/{path.rstrip('/').rpartition('/')[2]}.html"
    page = visit(wiki, path, lost=(moved,))
    title = page.get_by_role("heading", level=1).inner_text()
    page.goto(wiki.at(moved))
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    page.get_by_role("main").get_by_role("link", name=title, exact=True).click()
    assert page.url == wiki.at(path)


READ = """() => {
  const shown = (node) => node.checkVisibility({ visibilityProperty: true });
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const words = new Set();
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    const read = shown(parentElement) && !parentElement.closest("button, .filter, [role=status]");
    if (read) data.split(/\\s+/).forEach((it) => words.add(it));
  }
  return [...words];
}"""
# What a script folds or unfolds is no loss, nor what a phone folds: all is unfolded before pages are judged.
UNFOLD = "() => document.querySelectorAll('details').forEach((it) => { it.open = true })"


def test_without_javascript_every_word_can_be_read(wiki: Served, visit: Visit) -> None:
    full, bare = visit(wiki), visit(wiki, java_script_enabled=False)
    lost = {}
    for kind, path in wiki.every_kind().items():
        if kind in ("search", "search with results", "graph", "offline", "404"):
            continue
        for page in (full, bare):
            page.goto(wiki.at(path))
            page.evaluate(UNFOLD)
        words, without = set(full.evaluate(READ)), set(bare.evaluate(READ))
        assert len(without) > 8
        if missing := words - without:
            lost[kind] = missing
        expect(bare.get_by_role("heading", level=1)).to_be_visible()
        expect(bare.get_by_role("banner").get_by_role("link", name="Sessions")).to_be_visible()
        # What cannot work without a script is not offered.
        expect(bare.get_by_role("banner").get_by_role("button")).to_have_count(0)
        expect(bare.get_by_label("Show only those with").filter(visible=True)).to_have_count(0)
    assert lost == {}


@pytest.mark.parametrize("path", ["search/", "no/such/page/"])
def test_without_javascript_search_offers_the_lists(wiki: Served, visit: Visit, path: str) -> None:
    page = visit(wiki, path, java_script_enabled=False)
    main = page.get_by_role("main")
    for name in ("Sessions", "Topics", "People", "Events", "Reports", "Tips", "Guide"):
        expect(main.get_by_role("link", name=name, exact=True)).to_be_visible()
    if path == "search/":
        assert "needs JavaScript" in main.inner_text()
    main.get_by_role("link", name="Sessions", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Sessions"))


def paper(page: Page) -> str:
    return str(page.evaluate("() => getComputedStyle(document.body).backgroundColor"))


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_switch_is_remembered(wiki: Served, visit: Visit, system: str) -> None:
    page = visit(wiki, color_scheme=system)
    switch = page.get_by_role("button", name="Dark theme")
    expect(switch).to_have_attribute("aria-pressed", str(system == "dark").lower())
    before = paper(page)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", str(system != "dark").lower())
    chosen = paper(page)
    assert chosen != before
    page.get_by_role("banner").get_by_role("link", name="Topics").click()
    page.wait_for_url(wiki.at("topics/"))
    assert paper(page) == chosen
    again = page.context.new_page()
    again.goto(wiki.at(wiki.longest("session")))
    assert paper(again) == chosen
    again.get_by_role("button", name="Dark theme").click()
    assert paper(again) == before
    # Back at what the system shows, the page follows the system again.
    again.emulate_media(color_scheme="dark" if system == "light" else "light")
    assert paper(again) == chosen


def test_a_chosen_theme_has_the_colours_of_the_systems(wiki: Served, visit: Visit) -> None:
    tokens = """() => Object.fromEntries([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.selectorText?.includes(":root")).flatMap((rule) => [...rule.style])
      .filter((name) => name.startsWith("--"))
      .map((name) => [name, getComputedStyle(document.documentElement).getPropertyValue(name)]))"""
    for chosen, other in (("dark", "light"), ("light", "dark")):
        by_system = visit(wiki, color_scheme=chosen).evaluate(tokens)
        page = visit(wiki, color_scheme=other)
        page.get_by_role("button", name="Dark theme").click()
        assert by_system
        assert page.evaluate(tokens) == by_system


def test_a_list_is_filtered_by_what_is_typed(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "sessions/")
    box = page.get_by_label("Show only those with")
    lines = page.get_by_role("main").locator(".entry:visible")
    everything = lines.count()
    texts = lines.all_inner_texts()
    fitting = sum(WORD in text.lower() for text in texts)
    assert 0 < fitting < everything
    box.fill(WORD.upper())
    expect(lines).to_have_count(fitting)
    expect(page.get_by_role("status")).to_have_text(f"{fitting} shown")
    for heading in page.get_by_role("main").locator("section:visible").all():
        assert heading.locator(".entry:visible").count()
    box.fill("xylophonequartzwhisk")
    expect(lines).to_have_count(0)
    expect(page.get_by_role("status")).not_to_be_empty()
    box.press("Escape")
    expect(lines).to_have_count(everything)
    expect(box).to_have_value("")


FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    what: `${it.tagName} ${it.textContent.trim().slice(0, 40) || it.name}`,
    body: it === document.body,
    inside: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor,
  };
}"""


def test_the_keyboard_meets_the_skip_link_first(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, wiki.longest("session"))
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name=re.compile("^Skip"))
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")


OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  const flow = (it) => getComputedStyle(it).overflowX;
  const clipped = [document.documentElement, document.body].some((it) => /hidden|clip/.test(flow(it)));
  const scrolls = (it) => it !== document.body && (/auto|scroll|hidden/.test(flow(it)) || scrolls(it.parentElement));
  const out = [...document.body.querySelectorAll("*")].filter((it) => {
    const box = it.getBoundingClientRect(), beyond = box.right > wide + 1 || box.left < -1;
    return beyond && box.width > 1 && box.height > 1 && !scrolls(it.parentElement) && it.checkVisibility();
  });
  return {
    over: document.documentElement.scrollWidth - wide,
    clipped,
    out: out.slice(0, 5).map((it) => `${it.tagName}.${it.className}: ${it.textContent.trim().slice(0, 60)}`),
  };
}"""
FITS = {"over": 0, "clipped": False, "out": []}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL_PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True}
ZOOMED = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}
"""A window of 1280 by 900 zoomed to 200 %."""


def settle(page: Page, kind: str) -> None:
    """Wait until a page shows what scripts add to it, and unfold all of it."""
    if kind == "search with results":
        found(page, "the")
        expect(page.get_by_role("region", name="Results").locator("mark").first).to_be_visible()
        expect(page.locator("details#facets")).to_contain_text("Topic")
    elif kind == "graph":
        expect(page.get_by_role("application")).to_have_attribute("data-drawn", re.compile(r"\d"))
    elif kind == "404":
        expect(page.get_by_role("heading", name="Were you looking for one of these?")).to_be_visible()
    page.evaluate(UNFOLD)


@pytest.mark.parametrize("window", [PHONE, SMALL_PHONE, ZOOMED], ids=["a phone", "a small phone", "200 % zoom"])
def test_no_kind_of_page_scrolls_sideways(wiki: Served, visit: Visit, window: dict[str, object]) -> None:
    kinds = wiki.every_kind()
    page = visit(wiki, lost=tuple(kinds.values()), **window)
    faults = {}
    for kind, path in kinds.items():
        page.goto(wiki.at(path))
        settle(page, kind)
        if (fit := page.evaluate(OVERFLOW)) != FITS:
            faults[kind] = fit
    assert faults == {}


NARROW_FRAMES = """async ([width, addresses]) => {
  const over = {};
  const measure = (address) => new Promise((done) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = `inline-size: ${width}px; block-size: 600px; border: 0`;
    frame.onload = () => {
      const root = frame.contentDocument.documentElement;
      if (root.scrollWidth > width || root.clientWidth < width) over[address] = [root.clientWidth, root.scrollWidth];
      frame.remove();
      done();
    };
    frame.src = address;
    document.body.append(frame);
  });
  while (addresses.length) await Promise.all(addresses.splice(0, 20).map(measure));
  return over;
}"""


def test_no_page_at_all_scrolls_sideways_on_the_smallest_phone(wiki: Served, visit: Visit) -> None:
    page = visit(wiki)
    addresses = [wiki.at(path) for path in wiki.pages()]
    assert page.evaluate(NARROW_FRAMES, [320, addresses]) == {}
    # The same pages are too wide for a frame too narrow for any word.
    assert set(page.evaluate(NARROW_FRAMES, [40, addresses[:20]])) == set(addresses[:20])


def test_a_session_on_paper_has_its_words_and_no_navigation(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, wiki.longest("session"), color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for words in page.locator(".prose p").all():
        expect(words).to_be_visible()
    # Where a session belongs is a fact about it, and stays.
    for what in ("nav:not(.crumbs)", "form", "button", "input", "a.skip"):
        expect(page.locator(what).filter(visible=True)).to_have_count(0)
    assert paper(page) in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    ink = page.locator(".prose p").first.evaluate("(it) => getComputedStyle(it).color")
    assert max(map(int, re.findall(r"\d+", ink)[:3])) < 60
