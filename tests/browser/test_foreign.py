"""Somebody's folder of notes, as it lies there: no front matter, no configuration, names in any script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Build, Served, Visit

pytestmark = pytest.mark.browser

NOTES = {
    "Deep nets/First meeting.md": (
        "# What we argued about\n\nAda: gradients vanish, see [the second meeting](Second%20meeting.md).\n"
        "- one: marmalade\n- two\n  - nested\n\n## Open points\nWho brings the projector?\n"
    ),
    "Deep nets/Second meeting.md": (
        "Notes without any heading. We compared tangerine optimisers.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    ),
    "Встреча/Заметки.md": (
        "# Обучение с подкреплением\n\nОбсудили награды и [первую встречу](../Deep%20nets/First%20meeting.md).\n"
    ),
    "会议/机器学习.md": "# 机器学习\n\n我们讨论了梯度。\n",
    "été 2017/compte rendu.md": (
        "Compte rendu de l'été\n=====================\n\nOn a parlé d'apprentissage.\n\n1. café\n2. thé\n"
    ),
    "اجتماع.md": "# التعلم العميق\n\nناقشنا الشبكات العصبية.\n",
    "100% & more?.md": "# Everything & nothing\n\nA note whose file has a strange name, with pomegranate in it.\n",
    "C#/F# and C#.md": "# Languages\n\nWe compared quince, and said [everything](../100%25%20%26%20more%3F.md).\n",
    "README.md": "# Our notes\n\nStart with [the first meeting](Deep%20nets/First%20meeting.md).\n",
}
SOUGHT = {
    "Deep nets/First meeting.md": ("marmalade", "What we argued about"),
    "Deep nets/Second meeting.md": ("tangerine", "Second meeting"),
    "Встреча/Заметки.md": ("награды", "Обучение с подкреплением"),
    "会议/机器学习.md": ("机器学习", "机器学习"),
    "été 2017/compte rendu.md": ("apprentissage", "Compte rendu de l'été"),
    "اجتماع.md": ("العصبية", "التعلم العميق"),
    "100% & more?.md": ("pomegranate", "Everything & nothing"),
    "C#/F# and C#.md": ("quince", "Languages"),
}
"""Each note with a word that only it has, and with its title."""


@pytest.fixture(scope="module")
def notes(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    folder = tmp_path_factory.mktemp("our notes")
    for name, text in NOTES.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(folder, {0, 1}, configured=False)


@pytest.mark.parametrize("note", SOUGHT)
def test_each_note_is_found_by_its_words(notes: Served, visit: Visit, note: str) -> None:
    word, title = SOUGHT[note]
    page = visit(notes, "sessions/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.fill(word)
    box.press("Enter")
    link = page.get_by_role("region", name="Results").get_by_role("heading").get_by_role("link", name=title, exact=True)
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("main")).to_contain_text(word)
    address = re.sub(r"[?#%]", "-", note.removesuffix(".md"))
    assert page.url == notes.at(f"{address}/")


def test_every_link_between_the_pages_works(notes: Served, visit: Visit) -> None:
    page = visit(notes)
    links = """() => [...document.querySelectorAll('a[href]')]
        .map((link) => new URL(link.getAttribute('href'), document.baseURI).href.split('#')[0])"""
    todo, done = [page.url], set()
    while todo:
        address = todo.pop()
        # Files to take away are no pages; `socml check --built` follows the links to them.
        if address not in done and address.endswith("/"):
            done.add(address)
            response = page.goto(address)
            assert response is not None and response.ok, address
            todo += page.evaluate(links)
    # From the front page every page can be reached.
    assert {notes.at(path) for path in notes.pages()} <= done


def test_the_folder_is_the_event_and_the_first_heading_the_title(notes: Served, visit: Visit) -> None:
    page = visit(notes, "Deep nets/First meeting/")
    place = page.get_by_role("navigation", name="Where this page belongs")
    place.get_by_role("link", name="Deep nets").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Deep nets")
    for title in ("What we argued about", "Second meeting"):
        expect(page.get_by_role("main").get_by_role("link", name=title, exact=True).first).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="What we argued about").first.click()
    expect(page.get_by_role("heading", level=2).filter(has_text="Open points")).to_be_visible()
    expect(page.locator(".prose li li")).to_have_text("nested")
    page.get_by_role("link", name="the second meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Second meeting$"))
    expect(page.get_by_role("table")).to_be_visible()
