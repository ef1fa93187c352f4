"""What a reader finds: by another name, another spelling, a name, a role, inside one topic, by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Build, Served, Visit

pytestmark = pytest.mark.browser

TOPICS = """\
- label: generative adversarial networks
  aliases: [GAN]
  broader: generative models
- label: generative models
  aliases: [generators]
  description: Programs that make more of what they have seen.
"""
PEOPLE = """\
- name: Zoë Ångström
  aliases: [Zoe A.]
  handle: zangstrom
- name: Hidden Harriet
  listed: false
"""


def minutes(title: str, people: str, text: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2020-05-04\n{more}{people}---\n\n{text}\n"


SHORT_ROLES = "moderators: [Zoë Ångström]\nnote_takers: [Ada Lovelace]\nattendees: [Hidden Harriet]\n"
FILES = {
    "index.md": "# Small wiki\n",
    "topics.yml": TOPICS,
    "people.yml": PEOPLE,
    "events/fair/index.md": "---\ntitle: The fair\nstart: 2020-05-04\n---\n\nA fair of quinces.\n",
    "events/fair/sessions/short.md": minutes("Short names", SHORT_ROLES, "Somebody trained a GAN on quinces."),
    "events/fair/sessions/long.md": minutes(
        "Long names",
        "moderators: [Ada Lovelace]\nattendees: [Zoë Ångström]\n",
        "A generative adversarial network drew quinces.",
    ),
    "events/fair/sessions/several.md": minutes("Several short", "", "GANs were tried on medlars."),
    "events/fair/sessions/many.md": minutes(
        "Many parts",
        "moderators: [Ada Lovelace]\nnote_takers: [Zoë Ångström]\n",
        "\n\n".join(f"## Part {part}\n\nWe spoke of marmalade again." for part in range(5)),
        "topics: [preserves]\n",
    ),
    "events/fair/sessions/made.md": minutes(
        "Made things", "attendees: [Ada Lovelace]\n", "Nothing of note.", "topics: [generative models]\n"
    ),
    "events/fair/sessions/tagged.md": minutes(
        "Tagged things", "attendees: [Ada Lovelace]\n", "Bakers met.", "topics: [generative adversarial networks]\n"
    ),
    "events/fair/sessions/secret.md": minutes("Secret", "", "The xanthophyll plan. Xanthophyll.", "status: draft\n"),
    "events/fair/sessions/secret-too.md": minutes("Also secret", "", "More xanthophyll.", "status: draft\n"),
}


@pytest.fixture(scope="module")
def small(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A wiki with a case of each kind."""
    root: Path = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(root, {0})


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def titles(page: Page) -> Locator:
    return page.locator("#results h2 a")


def ready(page: Page) -> None:
    """Wait until a search has ended, its facets counted."""
    expect(status(page)).to_have_text(re.compile(r"result|Nothing"))
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


def search(small: Served, visit: Visit, query: str) -> Page:
    page = visit(small, f"search/?{query}")
    ready(page)
    return page


@pytest.mark.parametrize("words", ["GAN", "GANs", "generative adversarial network", "generative adversarial networks"])
def test_any_name_of_a_topic_finds_what_is_said_under_another(small: Served, visit: Visit, words: str) -> None:
    page = search(small, visit, f"q={words}")
    more = page.get_by_role("button", name=re.compile("^Show more"))
    if more.is_visible():
        more.click()
        expect(titles(page).nth(5)).to_be_visible()
    shown = titles(page).all_inner_texts()
    assert shown[0] == "generative adversarial networks"
    assert {"Short names", "Several short", "Long names", "Tagged things"} <= set(shown)


def test_a_page_found_by_another_name_says_which_and_links_to_no_anchor_of_the_index(
    small: Served, visit: Visit
) -> None:
    page = search(small, visit, "q=GAN")
    found = page.locator("#results > li", has_text="Long names")
    expect(found).to_contain_text("Topic: generative adversarial networks, also GAN")
    expect(page.locator("#results a[href*='socml-also']")).to_have_count(0)


def test_naming_a_topic_once_is_not_being_about_it(small: Served, visit: Visit) -> None:
    page = search(small, visit, "topic=generative adversarial networks")
    assert set(titles(page).all_inner_texts()) == {"generative adversarial networks", "Tagged things"}


@pytest.mark.parametrize("words", ["Zoe Angstrom", "Zoë Ångström", "zoë angstrom", "zangstrom", "Zoe A.", "zoe"])
@pytest.mark.parametrize("order", ["", "&sort=old", "&sort=new"])
def test_whom_the_query_names_comes_first_whatever_the_order_and_accents(
    small: Served, visit: Visit, words: str, order: str
) -> None:
    page = search(small, visit, f"q={words}{order}")
    expect(titles(page).first).to_have_text("Zoë Ångström")


def test_a_broader_topic_offers_its_narrower_ones(small: Served, visit: Visit) -> None:
    for query in ("topic=generative models", "q=generative models"):
        page = search(small, visit, query)
        link = page.locator("#narrower").get_by_role("link", name="generative adversarial networks")
        expect(link).to_be_visible()
    link.click()
    ready(page)
    assert parse_qs(urlsplit(page.url).query) == {"topic": ["generative adversarial networks"]}
    expect(status(page)).to_have_text("2 results")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("marmelade", "marmalade"),
        ("quicnes", "quinces"),
        ("Lovelase", "lovelace"),
        ("quinces trianed", "quinces trained"),
    ],
)
def test_a_slip_is_offered_corrected_and_the_correction_finds_something(
    small: Served, visit: Visit, words: str, meant: str
) -> None:
    page = visit(small, f"search/?q={words}")
    offer = page.locator("#offers").get_by_role("link", name=meant, exact=True)
    offer.click()
    ready(page)
    expect(page.locator("#q")).to_have_value(meant)
    expect(titles(page).first).to_be_visible()


def test_the_list_of_words_is_loaded_only_when_nothing_was_found_and_tells_no_secret(
    small: Served, visit: Visit
) -> None:
    page = visit(small)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(small.at("search/?q=quinces"))
    ready(page)
    assert not [url for url in asked if "words.txt" in url or "spelling.js" in url]
    page.goto(small.at("search/?q=xanthophyl"))
    expect(status(page)).to_have_text(re.compile("Nothing"))
    ready(page)
    assert [url for url in asked if "words.txt" in url]
    words = (small.folder / "search" / "words.txt").read_text(encoding="utf-8").split("\n")
    assert "quinces" in words
    assert not {"xanthophyll", "harriet", "hidden"} & set(words)


def test_a_role_of_a_person_can_be_chosen_counted_shared_and_taken_away(small: Served, visit: Visit) -> None:
    page = search(small, visit, "person=Zoë Ångström")
    role = page.get_by_role("group", name="Role", exact=True)
    counts = {line.split("\n")[0]: line.split("\n")[-1] for line in role.locator("label").all_inner_texts()}
    assert counts == {"Any role": "Any role", "Moderator": "1", "Note-taker": "1", "Attendee": "1"}
    role.get_by_role("radio", name="Moderator").check()
    expect(titles(page)).to_have_text(["Short names"])
    assert parse_qs(urlsplit(page.url).query)["role"] == ["moderator"]
    fresh = search(small, visit, urlsplit(page.url).query)
    expect(titles(fresh)).to_have_text(["Short names"])
    fresh.get_by_role("button", name="Remove filter Role: Moderator").click()
    expect(titles(fresh)).to_have_count(4)
    page.go_back()
    expect(titles(page)).to_have_count(4)


def test_without_a_person_there_is_no_role_and_people_are_loaded_when_asked_for(small: Served, visit: Visit) -> None:
    page = search(small, visit, "q=quinces&role=moderator")
    expect(page.get_by_role("list", name="Chosen filters")).to_have_count(0)
    expect(page.get_by_role("group", name="Role", exact=True)).to_have_count(0)
    people = page.get_by_role("group", name="Person", exact=True)
    expect(people.get_by_role("checkbox")).to_have_count(0)
    people.get_by_role("button", name="Show people").click()
    expect(people.get_by_role("checkbox").first).to_be_focused()
    assert "Hidden Harriet" not in people.inner_text()
    assert "Zoë Ångström" in people.inner_text()


def test_a_session_shows_three_passages_and_how_many_more(small: Served, visit: Visit) -> None:
    page = search(small, visit, "q=marmalade")
    expect(titles(page)).to_have_text(["Many parts"])
    passages = page.locator("#results .passages li")
    expect(passages).to_have_count(3)
    expect(passages.first.get_by_role("link")).to_have_attribute("href", re.compile("#part-"))
    expect(passages.first.locator("mark").first).to_have_text(re.compile("marmalade"))
    expect(page.locator("#results")).to_contain_text("2 more matches in this session")


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
@pytest.mark.parametrize(
    ("path", "facet", "value"),
    [
        ("topics/preserves/", "topic", "preserves"),
        ("events/fair/", "event", "The fair"),
        ("people/zoe-angstrom/", "person", "Zoë Ångström"),
    ],
)
def test_a_page_of_a_topic_event_or_person_is_searched_from_it(
    small: Served, visit: Visit, path: str, facet: str, value: str, script: bool
) -> None:
    page = visit(small, path, java_script_enabled=script)
    box = page.get_by_role("main").get_by_role("searchbox", name=re.compile(re.escape(value)))
    box.fill("marmalade")
    box.press("Enter")
    page.wait_for_url(re.compile("search/"))
    assert parse_qs(urlsplit(page.url).query) == {facet: [value], "q": ["marmalade"]}
    if script:
        ready(page)
        expect(page.get_by_role("list", name="Chosen filters")).to_contain_text(value)
        expect(titles(page)).to_have_text(["Many parts"])


def test_the_keyboard_goes_from_the_box_into_the_results_and_back(small: Served, visit: Visit) -> None:
    page = search(small, visit, "q=quinces")
    box, links = page.locator("#q"), page.locator("#results a")
    box.focus()
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowDown")
    title = titles(page).first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    ready(page)
    box.focus()
    page.keyboard.press("Escape")
    expect(box).to_have_value("")
    expect(links).to_have_count(0)


def test_on_a_phone_the_facets_are_folded_and_say_how_many_are_chosen(small: Served, visit: Visit) -> None:
    page = visit(small, "search/?q=quinces&kind=Session&year=2020", viewport={"width": 390, "height": 844})
    ready(page)
    facets = page.locator("#facets")
    expect(facets.locator("summary")).to_have_text(re.compile(r"Narrow down\s*2"))
    expect(facets.get_by_role("group", name="Kind")).not_to_be_visible()
    facets.locator("summary").click()
    expect(facets.get_by_role("group", name="Kind")).to_be_visible()


@pytest.mark.parametrize("path", ["search/", "no/such/page/"])
def test_without_javascript_the_registers_are_offered_too(small: Served, visit: Visit, path: str) -> None:
    main = visit(small, path, java_script_enabled=False).get_by_role("main")
    for name in ("Sessions", "Decisions", "Actions", "Questions", "Reading"):
        expect(main.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_opened_as_a_file_the_page_says_so_and_offers_lists(small: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto((small.folder / "search" / "index.html").as_uri())
    main = page.get_by_role("main")
    expect(main.get_by_text("Searching needs a web server")).to_be_visible()
    for name in ("Sessions", "Topics", "Decisions"):
        expect(main.get_by_role("link", name=name, exact=True)).to_be_visible()
    page.close()


def test_nothing_of_the_index_is_loaded_before_something_is_asked_for(small: Served, visit: Visit) -> None:
    page = visit(small)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(small.at("search/"))
    box = page.get_by_role("main").get_by_role("searchbox")
    expect(box).to_be_focused()
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/pagefind/" in url] == []
    page.get_by_role("button", name="Choose by kind, event, year or topic").click()
    expect(page.get_by_role("group", name="Topic", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Choose by kind, event, year or topic")).to_be_hidden()
    page.get_by_role("checkbox", name=re.compile("^preserves")).check()
    ready(page)
    expect(titles(page)).to_contain_text(["Many parts"])


def test_facets_without_words_load_a_small_part_of_the_index(small: Served, visit: Visit) -> None:
    page = visit(small)
    queries: list[str] = []
    page.on("request", lambda request: queries.append(request.url))
    page.goto(small.at("search/?topic=preserves"))
    ready(page)
    expect(titles(page)).to_contain_text(["Many parts"])
    expect(page.locator("#results mark, #results .meaning")).to_have_count(0)
    assert len([url for url in queries if ".pf_index" in url]) <= 1


@pytest.mark.parametrize("words", ["Search what was said about", "Narrow down", "Also called", "Linked from"])
def test_words_of_the_interface_are_not_found(small: Served, visit: Visit, words: str) -> None:
    page = search(small, visit, f"q={words}")
    expect(status(page)).to_have_text(re.compile("^Nothing found"))
