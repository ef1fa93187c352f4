"""Schedules, pictures and old addresses, as a reader meets them: on a phone, on a desktop, on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Build, Served, Visit
from tests.browser.test_axe import violations_anywhere

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}}
ROOMS = [f"Room {name} on the upper floor" for name in "ABCDEFGH"]
HOURS = [
    ("09:00", "10:00"),
    ("10:15", "11:15"),
    ("13:00", "14:00"),
    ("14:15", "15:15"),
    ("15:30", "16:30"),
    ("17:00", "18:00"),
]
LONG = "What ten years of running machine learning systems in production have taught all of us"
PEOPLE = ["Ada King", "Bo Stone", "Cy Marsh", "Maximiliana Bartholomea Featherstonehaugh-Cholmondeley", "Di Brook"]


@pytest.fixture(scope="module")
def fair(build: Build, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """An event of two days with eight rooms and six slots each, most of them taken, and one of an earlier year."""
    root = tmp_path_factory.mktemp("fair") / "content"
    slots = [(day, *hours) for day in ("2024-05-04", "2024-05-05") for hours in HOURS]
    lines = [f'  - {{label: Slot {n}, date: {day}, start: "{a}", end: "{b}"}}' for n, (day, a, b) in enumerate(slots)]
    lines.append('  - {label: Lunch, date: 2024-05-04, start: "11:30", end: "13:00"}')
    files = {
        "index.md": "# Fairs\n\nWords.\n",
        "events/old/index.md": "---\ntitle: The old fair\nstart: 2019-05-04\n---\n\nWords.\n",
        "events/fair/index.md": "---\ntitle: The fair\nstart: 2024-05-04\nend: 2024-05-05\n"
        f"rooms: [{', '.join(ROOMS)}]\nslots:\n" + "\n".join(lines) + "\n---\n\nWords.\n",
        "events/fair/schedule.csv": f"slot,room,title\nSlot 0,{ROOMS[0]},Nobody wrote this down\n",
    }
    for number, (day, start, end) in enumerate(slots):
        for place, room in enumerate(ROOMS[number == 0 :]):
            name = f"{LONG} {number}-{place}" if place % 3 else f"Robots {number}-{place}"
            status = "status: notes-missing\n" if place == 2 else ""
            files[f"events/fair/sessions/s{number}-{place}.md"] = (
                f'---\ntitle: {name}\ndate: {day}\nstart: "{start}"\nend: "{end}"\nroom: {room}\n{status}'
                f"attendees: [{', '.join(PEOPLE[place % 3 :])}]\n---\n\n{'Words.' if not status else ''}\n"
            )
    files["events/fair/sessions/moved.md"] = (
        "---\ntitle: Moved here\nredirect_from: [wiki/Old Page]\n---\n\n## One part\n\nWords.\n"
    )
    for path, text in files.items():
        file: Path = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return build(root, {0})


def sideways(page: Page) -> int:
    """How far the page can be scrolled sideways."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_on_a_phone_the_schedule_is_a_list_in_the_order_of_time(fair: Served, visit: Visit) -> None:
    page = visit(fair, "events/fair/schedule/", **PHONE)
    assert sideways(page) == 0
    seats = page.locator(".grid .seat:visible")
    boxes = [seats.nth(number).bounding_box() for number in range(12)]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 12
    assert tops == sorted(tops)
    assert len({round(box["x"]) for box in boxes if box}) == 1
    times = page.locator(".grid tbody th time:first-child").all_inner_texts()[:6]
    assert times == sorted(times)
    expect(seats.nth(1)).to_contain_text(ROOMS[1])
    expect(page.locator(".grid thead").first).to_be_hidden()


def test_on_a_desktop_the_schedule_is_a_table_of_slots_by_rooms(fair: Served, visit: Visit) -> None:
    page = visit(fair, "events/fair/schedule/")
    assert sideways(page) == 0
    table = page.get_by_role("table").first
    assert table.get_by_role("columnheader").all_inner_texts() == ["Time", *ROOMS]
    # Each session stands below the head of its room, also behind places that are free.
    for place, room in ((1, ROOMS[1]), (4, ROOMS[4]), (7, ROOMS[7])):
        head = table.get_by_role("columnheader", name=room, exact=True).bounding_box()
        link = table.get_by_role("link", name=re.compile(rf" 1-{place}$")).bounding_box()
        assert head
        assert link
        assert head["x"] <= link["x"] < head["x"] + head["width"]
    expect(table.get_by_role("row", name="Lunch")).to_contain_text("11:30")
    expect(table.locator(".seat-room").first).to_be_hidden()
    invitation = table.locator(".seat-open", has_text="Nobody wrote this down").get_by_role("link")
    expect(invitation).to_have_text("Write the notes")
    expect(invitation).to_have_attribute("href", re.compile(r"/new/[\w/]+/events/fair/sessions\?filename=nobody-wrote"))

    page.get_by_role("heading", name="Sunday 5 May 2024").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    heads = page.get_by_role("table").nth(1).get_by_role("columnheader", name=ROOMS[0], exact=True)
    expect(heads).to_be_in_viewport()


def test_the_schedule_prints_a_landscape_page_a_day(fair: Served, visit: Visit) -> None:
    page = visit(fair, "events/fair/schedule/")
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    (box,) = set(re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper))
    assert float(box[0]) > float(box[1])


def test_an_old_address_leads_to_the_page_and_keeps_the_place(fair: Served, visit: Visit) -> None:
    page = visit(fair, "wiki/Old Page/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Moved here")
    page = visit(fair, "wiki/Old Page/#one-part")
    expect(page).to_have_url(fair.at("events/fair/sessions/moved/#one-part"))


def test_an_old_address_works_without_a_script(fair: Served, visit: Visit) -> None:
    page = visit(fair, "wiki/Old Page/", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Moved here")


def test_the_timeline_leads_to_each_event_by_keyboard(fair: Served, visit: Visit) -> None:
    page = visit(fair, "events/")
    dots = page.get_by_role("group", name="Timeline of events").get_by_role("link")
    expect(dots).to_have_count(2)
    dots.first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("The fair")


@pytest.mark.parametrize(
    "size", [{"width": 1280, "height": 900}, {"width": 390, "height": 844}, {"width": 320, "height": 600}]
)
def test_pictures_of_a_person_fit_the_window(fair: Served, visit: Visit, size: dict[str, int]) -> None:
    page = visit(fair, "people/ada-king/", viewport=size)
    assert sideways(page) == 0
    names = page.locator(".met li")
    expect(names).to_have_count(4)
    arcs = page.locator(".met svg").bounding_box()
    last = names.last.bounding_box()
    assert arcs
    assert last
    # The arcs end where the list ends, however often a name is broken.
    assert abs(arcs["y"] + arcs["height"] - last["y"] - last["height"]) < 2
    assert arcs["x"] >= last["x"] + last["width"] - 1
    expect(page.get_by_role("link", name=PEOPLE[3])).to_be_visible()


@pytest.mark.parametrize("path", ["events/fair/schedule/", "events/", "people/ada-king/"])
def test_axe_finds_nothing(fair: Served, visit: Visit, path: str) -> None:
    assert violations_anywhere(visit(fair, path)) == {}
