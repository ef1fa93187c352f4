"""Without a network: the wiki kept by a browser, and the wiki as a file opened from a disk, both searched."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from socml_site.site import offline
from tests.browser.conftest import Build, Served, Visit
from tests.browser.test_reading import WORD, found, results

pytestmark = pytest.mark.browser

READERS_OWN = {"locale": "en-GB"}
"""A profile that other tests do not use: what it keeps is no business of theirs."""
KEEP = "Keep this wiki on this device"
FORGET = """async () => {
  for (const it of await navigator.serviceWorker.getRegistrations()) await it.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}"""
Keep = Callable[..., Page]


def keep_at(page: Page) -> None:
    """Press the button, and wait until all is kept."""
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("status")).to_contain_text("The wiki is kept on this device", timeout=60_000)


@pytest.fixture
def keep(visit: Visit) -> Iterator[Keep]:
    """A reader's page at a site that is kept by the browser until the test ends."""
    pages: list[Page] = []

    def kept(site: Served, *lost: str) -> Page:
        page = visit(site, "offline/", lost=lost, **READERS_OWN)
        pages.append(page)
        keep_at(page)
        return page

    yield kept
    for page in pages:
        page.context.set_offline(False)
        page.evaluate(FORGET)


def test_search_works_after_the_network_is_cut(wiki: Served, keep: Keep) -> None:
    page = keep(wiki)
    page.context.set_offline(True)
    page.goto(wiki.at(f"search/?q={WORD}"))
    assert found(page, WORD)
    title = results(page).first.inner_text()
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    # It looks as it always does.
    assert page.evaluate("() => getComputedStyle(document.body).borderTopWidth") == "4px"
    page.goto(wiki.at(f"search/?q={WORD}"))
    assert found(page, WORD)
    lost = page.evaluate(
        """async (pages) => {
          const answers = await Promise.all(pages.map(async (it) => [it, (await fetch(it)).status]));
          return answers.filter(([, status]) => status !== 200);
        }""",
        [wiki.at(path) for path in wiki.pages()],
    )
    assert lost == []


def test_a_page_without_its_slash_leads_to_its_own_address(small: Served, keep: Keep) -> None:
    page = keep(small)
    page.context.set_offline(True)
    page.goto(small.at("one?again"))
    expect(page).to_have_url(small.at("one/?again"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Session one")


def test_a_lost_address_says_so_without_a_network(small: Served, keep: Keep) -> None:
    page = keep(small, "no/such/page/")
    page.context.set_offline(True)
    page.goto(small.at("no/such/page/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")


def test_nothing_is_registered_before_it_is_asked_for(wiki: Served, visit: Visit) -> None:
    page = visit(wiki, "offline/")
    expect(page.get_by_text("All pages, pictures and the search index")).to_be_visible()
    page.goto(wiki.at(""))
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0


@pytest.mark.parametrize("network", [True, False])
def test_what_is_kept_can_be_removed(small: Served, keep: Keep, network: bool) -> None:
    page = keep(small)
    expect(page.get_by_role("status")).to_be_focused()
    page.context.set_offline(not network)
    page.get_by_role("button", name="Remove it from this device").click()
    expect(page.get_by_role("status")).to_have_text("The wiki is no longer kept on this device.")
    expect(page.get_by_role("button", name=KEEP)).to_be_focused()
    expect(page.get_by_role("button", name="Remove it from this device")).to_be_hidden()
    assert page.evaluate("async () => (await caches.keys()).length") == 0
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0


READ_KEPT = """async (url) => {
  const cache = await caches.open((await caches.keys())[0]);
  return (await cache.match(url))?.text() ?? null;
}"""
PLANT = """async (url) => {
  const cache = await caches.open((await caches.keys())[0]);
  await cache.put(url, new Response(
    "<link rel=icon href='data:,'><body>as it was kept", { headers: { "Content-Type": "text/html" } }));
}"""


@pytest.fixture
def small(build: Build, tmp_path: Path) -> Served:
    """A wiki of a test's own, which it may change."""
    content = tmp_path / "content"
    content.mkdir()
    for name in ("one", "two", "three"):
        (content / f"{name}.md").write_text(f"# Session {name}\n\nWords of {name}.\n")
    return build(content, {0}, own=True)


def test_a_new_build_brings_only_what_changed(small: Served, keep: Keep) -> None:
    page = keep(small)
    page.evaluate(PLANT, small.at("one/"))
    changed, gone = small.folder / "two" / "index.html", small.folder / "three" / "index.html"
    changed.write_text(changed.read_text().replace("Words of two", "Other words"))
    gone.unlink()
    offline.write(small.folder)
    page.goto(small.at(""))
    build = json.loads((small.folder / offline.MANIFEST).read_text())["build"]
    while json.loads(page.evaluate(READ_KEPT, small.at(offline.MANIFEST)))["build"] != build:
        page.wait_for_timeout(100)
    assert "Other words" in page.evaluate(READ_KEPT, small.at("two/"))
    assert page.evaluate(READ_KEPT, small.at("one/")).endswith("as it was kept")
    assert page.evaluate(READ_KEPT, small.at("three/")) is None


def test_a_large_new_build_is_kept_when_a_page_is_gone(small: Served, keep: Keep) -> None:
    page = keep(small)
    (small.folder / "three" / "index.html").unlink()
    for number in range(120):
        (small.folder / "assets" / f"{number}.txt").write_text("new")
    offline.write(small.folder)
    page.reload()
    page.get_by_role("button", name="Bring the kept wiki up to date").click()
    expect(page.get_by_role("status")).to_contain_text("The wiki is kept on this device", timeout=30_000)
    build = json.loads((small.folder / offline.MANIFEST).read_text())["build"]
    assert json.loads(page.evaluate(READ_KEPT, small.at(offline.MANIFEST)))["build"] == build
    assert page.evaluate(READ_KEPT, small.at("three/")) is None


def test_a_page_is_fresh_while_there_is_a_network(small: Served, keep: Keep) -> None:
    page = keep(small)
    page.evaluate(PLANT, small.at("one/"))
    page.goto(small.at("one/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Session one")
    page.context.set_offline(True)
    # With a query, so that the browser's own cache, which still has the page, does not answer.
    page.goto(small.at("one/?again"))
    expect(page.locator("body")).to_have_text("as it was kept")


def test_a_host_in_trouble_is_no_network(small: Served, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    page = keep(small, "four/?again")
    page.evaluate(PLANT, small.at("four/"))
    monkeypatch.setattr(SimpleHTTPRequestHandler, "do_GET", lambda host: host.send_error(503))
    page.goto(small.at("four/?again"))
    expect(page.locator("body")).to_have_text("as it was kept")


def test_what_was_fetched_stays_when_the_network_breaks_off(small: Served, visit: Visit) -> None:
    there, away = small.folder / "two", small.folder.parent / "two"
    there.rename(away)
    page = visit(small, "offline/", lost=("two/",), **READERS_OWN)
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("status")).to_contain_text("Not all of the wiki could be fetched")
    away.rename(there)
    page.evaluate(PLANT, small.at("assets/icon.svg"))
    page.reload()
    keep_at(page)
    assert "Words of two" in page.evaluate(READ_KEPT, small.at("two/"))
    assert page.evaluate(READ_KEPT, small.at("assets/icon.svg")).endswith("as it was kept")


def test_a_worker_that_cannot_be_installed_is_told_of(small: Served, visit: Visit) -> None:
    page = visit(small, "offline/", **READERS_OWN)
    (small.folder / "sw.js").write_text("oninstall = (event) => event.waitUntil(new Promise((_, fail) => fail('no')));")
    button = page.get_by_role("button", name="Bring the kept wiki up to date").or_(
        page.get_by_role("button", name=KEEP)
    )
    button.click()
    expect(page.get_by_role("status")).to_contain_text("Not all of the wiki could be fetched")
    expect(button).to_be_enabled()
    expect(button).to_be_focused()
    page.evaluate(FORGET)


@pytest.fixture(scope="module")
def unpacked(wiki: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own wiki as a reader unpacks it."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(wiki.folder / "wiki.zip") as bundle:
        bundle.extractall(folder)
    return folder


@pytest.fixture
def from_disk(browser: Browser) -> Iterator[Page]:
    """A browser that reads files, and says what went wrong on its console."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(5000)
    faults: list[str] = []
    context.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("requestfailed", lambda request: faults.append(request.url))
    yield context.new_page()
    context.close()
    assert faults == []


def test_the_file_is_searched_from_a_disk(unpacked: Path, from_disk: Page) -> None:
    page = from_disk
    page.goto((unpacked / "index.html").as_uri())
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(WORD)
    box.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    expect(page.get_by_role("status")).to_contain_text(f"results for “{WORD}”")
    expect(page.locator("#results mark").first).to_contain_text(WORD)
    expect(page.get_by_text("Searching needs a web server")).to_have_count(0)
    title = results(page).first.inner_text()
    results(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.mark.parametrize(
    ("query", "first"), [("cafés éxample", "Café example"), ("rare exam", "Café example"), ("zzz", None)]
)
def test_words_are_found_without_their_accents_and_by_their_beginnings(
    build: Build, tmp_path: Path, from_disk: Page, query: str, first: str | None
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "café.md").write_text("# Café example\n\nCafes are rarely empty, as the <b>example</b> shows.\n")
    (content / "other.md").write_text("# Other\n\nCafe, cafe, cafe: an example of rare cafes in examples.\n")
    site = build(content, {0})
    with zipfile.ZipFile(site.folder / "wiki.zip") as bundle:
        bundle.extractall(tmp_path / "stick")
    page = from_disk
    page.goto(f"{(tmp_path / 'stick/search/index.html').as_uri()}?q={query}")
    if first is None:
        expect(page.get_by_role("status")).to_have_text(f"Nothing found for “{query}”.")
        expect(page.get_by_role("link", name="Sessions").last).to_be_visible()
    else:
        expect(results(page)).to_have_text([first, "Other"])
        expect(page.locator("#results")).not_to_contain_text("<b>")


class _Links(HTMLParser):
    """The addresses and ids of a page."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.add(values.get("id") or "")
        self.links += [values[name] or "" for name in ("href", "src", "action") if name in values]


def test_every_link_of_the_file_leads_to_a_file(unpacked: Path) -> None:
    pages = {file.resolve(): _Links(file) for file in unpacked.rglob("*.html")}
    lost = []
    for file, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            known = not parts.fragment or target not in pages or unquote(parts.fragment) in pages[target].ids
            if not target.is_file() or not target.is_relative_to(unpacked.resolve()) or not known:
                lost.append((file.name, link))
    assert len(pages) > 100
    assert sum(len(page.links) for page in pages.values()) > 1000
    assert lost == []
