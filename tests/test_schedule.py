"""The schedule: slots by rooms from what is known, rows of schedule.csv, and nobody on it who may not be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.emit.pages.schedule import new_file
from socml_site.emit.parts.timetable import Day, Seat, days
from socml_site.model import Facts, Place, Slot, SourcePath, Wiki
from socml_site.pipeline import Understood
from socml_site.read.table import read_table
from tests.conftest import Files, Page

Pages = Callable[[Files], dict[str, Page]]
Understand = Callable[[Files], Understood]
WikiOf = Callable[[Files], Wiki]

MAY, JUNE = date(2024, 5, 4), date(2024, 5, 5)
NINE, TEN, ELEVEN, NOON = time(9), time(10), time(11), time(12)


def shown(day: Day) -> list[str]:
    """A day's board as lines: hours, label, then each room with its sessions; `*n` goes on over n rows."""
    lines = []
    for row in day.rows:
        hours = "-".join(f"{moment:%H:%M}" for moment in (row.start, row.end) if moment)
        cells = []
        for cell in () if row.pause else row.cells:
            names = " + ".join(_named(seat) for seat in cell.seats)
            cells.append(f"{cell.room}: {names}" + (f" *{cell.span}" if cell.span > 1 else ""))
        lines.append(" | ".join(part for part in (hours, row.label, "pause" if row.pause else "", *cells) if part))
    return [*lines, *(f"loose {seat.title}" for seat in day.loose)]


def _named(seat: Seat) -> str:
    hours = "-".join(f"{moment:%H:%M}" for moment in (seat.start, seat.end) if moment)
    return f"{seat.title} ({hours})" if hours else seat.title


def seat(title: str, start: time | None = None, end: time | None = None, room: str = "", day: date = MAY) -> Seat:
    return Seat(title, f"{title}/", day, start, end, room=room)


SLOTS = (Slot("First", MAY, NINE, TEN), Slot("Tea", MAY, TEN, ELEVEN), Slot("Last", MAY, ELEVEN, NOON))
BOARDS: dict[str, tuple[Facts, list[Seat], list[str]]] = {
    "slots and rooms of the event, a break, and a free room": (
        Facts(rooms=("A", "B"), slots=SLOTS, date=MAY),
        [seat("x", NINE, TEN, "a"), seat("y", time(11, 15), NOON, "B")],
        [
            "09:00-10:00 | First | A: x | B: ",
            "10:00-11:00 | Tea | pause",
            "11:00-12:00 | Last | A:  | B: y (11:15-12:00)",
        ],
    ),
    "a silent event: the sessions say hours and rooms, which are ordered as people count": (
        Facts(),
        [seat("z", TEN, None, "Room 10"), seat("x", NINE, TEN, "Room 9"), seat("y", NINE, TEN, "Room 10")],
        ["09:00-10:00 | Room 9: x | Room 10: y", "10:00 | Room 9:  | Room 10: z"],
    ),
    "two sessions at once in one room stand in one place": (
        Facts(),
        [seat("x", NINE, TEN, "A"), seat("y", NINE, TEN, "A")],
        ["09:00-10:00 | A: x + y"],
    ),
    "a long session goes on over the slots in which its room is free": (
        Facts(rooms=("A", "B")),
        [seat("long", NINE, ELEVEN, "A"), seat("x", NINE, TEN, "B"), seat("y", TEN, ELEVEN, "B")],
        ["09:00 | A: long (09:00-11:00) *2 | B: x (09:00-10:00)", "10:00-11:00 | B: y"],
    ),
    "but over no other session and no break": (
        Facts(rooms=("A",), slots=SLOTS, date=MAY),
        [seat("long", NINE, NOON, "A"), seat("y", ELEVEN, NOON, "A")],
        ["09:00-10:00 | First | A: long (09:00-12:00)", "10:00-11:00 | Tea | pause", "11:00-12:00 | Last | A: y"],
    ),
    "no rooms: one column without a name": (
        Facts(),
        [seat("x", NINE, TEN), seat("y", NINE, TEN)],
        ["09:00-10:00 | : x + y"],
    ),
    "without a room a column of its own, without hours a place of its own": (
        Facts(rooms=("A",)),
        [seat("x", NINE, TEN, "A"), seat("y", NINE, TEN), seat("z", room="A")],
        ["09:00-10:00 | A: x | : y", "loose z"],
    ),
    "neither rooms nor hours: a plain list": (Facts(), [seat("x"), seat("y")], ["loose x", "loose y"]),
    "slots known by their labels alone keep their order": (
        Facts(slots=(Slot("Morning"), Slot("Evening")), date=MAY),
        [Seat("y", slot="evening"), Seat("x", slot="Morning"), Seat("z", slot="Night")],
        ["Morning | : x", "Evening | : y", "Night | : z"],
    ),
    "what follows the evening in the small hours is past midnight": (
        Facts(slots=tuple(Slot("", MAY, time(start), time(end)) for start, end in ((22, 23), (23, 1), (1, 2)))),
        [seat("x", time(0, 30), None, "A"), seat("late", time(22), time(0, 30), "B"), seat("y", time(1), time(2), "A")],
        [
            "22:00-23:00 | A:  | B: late (22:00-00:30) *2",
            "23:00-01:00 | A: x (00:30)",
            "01:00-02:00 | A: y | B: ",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOARDS)
def test_a_board(name: str) -> None:
    facts, seats, expected = BOARDS[name]
    (day,) = days(facts, seats)
    assert shown(day) == expected
    assert day.size == len(seats)


def test_each_day_has_its_own_slots_and_what_has_no_day_comes_last() -> None:
    facts = Facts(
        slots=(*SLOTS, Slot("Sunday", JUNE, NINE, TEN), Slot("Always", None, NOON, None)), date=MAY, end_date=JUNE
    )
    found = days(facts, [seat("x", NINE, TEN), seat("y", NINE, TEN, day=JUNE), Seat("z", start=NINE)])
    assert [day.date for day in found] == [MAY, JUNE, None]
    labels = [[row.label for row in day.rows] for day in found]
    assert labels == [["First", "Tea", "Last", "Always"], ["Sunday", "Always"], [""]]
    assert [one.title for row in found[2].rows for cell in row.cells for one in cell.seats] == ["z"]


EVENT = """---
title: Fair
start: 2024-05-04
timezone: Europe/Berlin
rooms: [Hall, Shed]
slots:
  - {label: Morning, start: "9:00", end: "10:00"}
  - {label: Lunch, start: "12:00", end: "13:00"}
  - {label: Night, start: "23:00", end: "1:00"}
---

A fair.
"""


def fair(csv: str = "", event: str = EVENT, **sessions: str) -> dict[str, str]:
    files = {f"events/fair/sessions/{name}.md": text for name, text in sessions.items()}
    return {"events/fair/index.md": event, **files, **({"events/fair/schedule.csv": csv} if csv else {})}


def test_the_page_says_when_where_and_what_has_become_of_each(pages: Pages) -> None:
    found = pages(
        fair(
            arms='---\ntitle: Arms\nstart: "9:00"\nroom: Hall\nmoderators: [Ada King]\n---\nWords.',
            legs='---\ntitle: Legs\nstart: "9:00"\nroom: Shed\nstatus: notes-missing\n---\n',
            feet="---\ntitle: Feet\nstatus: cancelled\n---\nWords.",
            toes='---\ntitle: Toes\nstart: "9:30"\nstatus: merged\n---\nWords.',
        )
    )
    html = found["events/fair/schedule/"].html
    assert "All hours are in the time zone Europe/Berlin." in html
    assert html.count('<th scope="col">') == 4  # The time, two rooms and one for what has none.
    assert '<td colspan="3">Lunch</td>' in html
    assert 'class="seat seat-open"><a href="../sessions/legs/">Legs</a>' in html
    assert 'class="seat seat-off seat-cancelled"><a href="../sessions/feet/">Feet</a>' in html
    assert "merged with another session" in html
    assert 'class="seat"><a href="../sessions/arms/">Arms</a>' in html
    assert "Hours not known" in html
    assert '<a href="schedule/">Schedule by slot and room</a>' in found["events/fair/"].html
    assert found["events/fair/schedule/"].record == ""


def test_only_what_was_held_waits_for_its_notes(pages: Pages) -> None:
    front = "---\ntitle: {}\nstatus: {}\n---\n"
    states = ("cancelled", "merged", "proposed", "held")
    found = pages(fair(**{state: front.format(state.title(), state) for state in states}))
    html = found["events/fair/"].html
    asked = html[html.index('class="invites"') :].partition("</aside>")[0]
    assert [state for state in states if f"sessions/{state}/" in asked] == ["held"]
    coming = pages(fair(event="---\ntitle: Fair\nstart: 2999-01-01\n---\n\nA fair.", arms=front.format("A", "held")))
    assert 'class="invites"' not in coming["events/fair/"].html


def test_an_event_of_which_nothing_is_known_says_what_is_missing(pages: Pages) -> None:
    bare = "---\ntitle: Fair\n---\n\nA fair."
    html = pages(fair(event=bare, arms="# Arms\n\nWords.", legs="# Legs\n\nWords."))["events/fair/schedule/"].html
    assert "<table" not in html
    assert "Neither hours nor rooms are known, so this is a plain list." in html
    assert html.index("Arms") < html.index("Legs")


def test_rooms_of_any_digits_are_ordered(pages: Pages) -> None:
    text = "---\ntitle: {0}\ndate: 2026-05-01\nstart: '10:00'\nroom: {0}\n---\nWords."
    rooms = ["1²", "Room 10", "Room 9", "٣"]
    files: dict[str, str | bytes] = {f"events/f/sessions/{n}.md": text.format(room) for n, room in enumerate(rooms)}
    html = pages(files)["events/f/schedule/"].html
    assert html.index("Room 9") < html.index("Room 10")
    assert "1²" in html and "٣" in html


def test_a_page_of_ones_own_stands_in_the_place_of_the_schedule(pages: Pages) -> None:
    found = pages({**fair(arms="# Arms\n\nWords."), "events/fair/schedule.md": "# Our plan\n\nBy hand."})
    assert "By hand." in found["events/fair/schedule/"].html


def test_a_long_event_is_cut_by_day(pages: Pages) -> None:
    many = {f"s{n}": f'---\ntitle: T{n}\ndate: 2024-05-0{4 + n // 100}\nstart: "9:00"\n---\nWords.' for n in range(200)}
    found = pages(fair(event="---\ntitle: Fair\n---\nA fair.", **many))
    assert found["events/fair/schedule/"].html.count('class="seat"') == 100
    assert found["events/fair/schedule/page/2/"].html.count('class="seat"') == 100
    assert 'href="page/2/#day-2024-05-05"' in found["events/fair/schedule/"].html


def test_a_series_of_meetings_is_a_list(pages: Pages) -> None:
    weekly = {f"s{n}": f'---\ntitle: T{n}\ndate: 2024-05-{4 + n:02}\nstart: "9:00"\n---\nWords.' for n in range(9)}
    html = pages(fair(event="---\ntitle: Weekly\n---\nA call.", **weekly))["events/fair/schedule/"].html
    assert "<table" not in html
    assert html.count('class="entry-title"') == 9


CSV = "slot,room,title,moderator\n"


def test_a_row_gives_a_session_what_its_file_does_not_say(wiki_of: WikiOf) -> None:
    rows = CSV + "Morning,Shed,Arms,\n14:00-15:30,Hall,legs,\n"
    wiki = wiki_of(fair(rows, arms="---\ntitle: Arms\nroom: Hall\n---\nWords.", legs="# Legs\n\nWords."))
    told = {one.title: one.facts for one in wiki.relations.documents.values()}
    assert (told["Arms"].room, told["Arms"].start, told["Arms"].end) == ("Hall", NINE, TEN)
    assert (told["Legs"].room, told["Legs"].start, told["Legs"].end) == ("Hall", time(14), time(15, 30))
    assert wiki.relations.planned == {}


def test_a_row_without_a_page_invites_to_write_it(understand: Understand) -> None:
    understood = understand(
        {"events/fair/index.md": EVENT, "events/fair/schedule.csv": CSV + 'Morning,Shed,"A ""B""",\n'}
    )
    assert understood.issues == ()
    options = Options(edit_base="https://github.com/e/m/edit/main/content/")
    (made,) = [one for one in pipeline.emit(understood, options)[1] if one.path == "events/fair/schedule/"]
    seats = [
        one for shown_day in made.view.days for row in shown_day.day.rows for cell in row.cells for one in cell.seats
    ]  # type: ignore[attr-defined]
    assert [(one.title, one.room, one.url, one.invites) for one in seats] == [('A "B"', "Shed", None, True)]
    assert seats[0].write.startswith(
        "https://github.com/e/m/new/main/content/events/fair/sessions?filename=a-b.md&value="
    )
    assert "events/fair/schedule.csv" not in understood.relations.attachments


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("https://git.example/e/m/-/edit/main/c/", "https://git.example/e/m/-/new/main/c/a?file_name=b.md"),
        ("https://git.example/e/m/src/main/", ""),
        ("", ""),
    ],
)
def test_where_a_new_file_is_begun(base: str, expected: str) -> None:
    assert new_file(Options(edit_base=base), "a/b.md", "B") == expected


FAULTS = {
    "zebra,title\n1,Arms\n": [(1, 1, "The column `zebra` is not known")],
    "title,sesion,room\nArms,x,Hall\n": [(1, 7, "The column `sesion` is not known")],
    "title,room,,room,\nArms,Hall,,,\n": [(1, 7, "The column `room` says the same as another")],
    "title,session\nArms,x\n": [(1, 7, "The column `session` says the same as another")],
    "slot,room\nMorning,Hall\n": [(1, 1, "This schedule has no column `title`")],
    CSV + "Morning,Hall,,\n": [(2, 1, "This row has no title")],
    CSV + '\n"Morning",Hall,"Two\nlines",\nMoning,Shet,Legs,\n': [
        (5, 1, "The event has no room 'Shet'"),
        (5, 1, "The event has no slot 'Moning'"),
    ],
    CSV + "25:99,Hall,Arms,\n": [(2, 1, "`start` is no time of day: 25:99")],
}


@pytest.mark.parametrize("text", FAULTS, ids=range(len(FAULTS)))
def test_what_is_wrong_with_a_schedule_has_its_line(understand: Understand, text: str) -> None:
    found = understand(fair(text)).issues
    assert [(one.line, one.col, one.message) for one in found if one.path.endswith(".csv")] == FAULTS[text]
    assert {one.path for one in found} == {"events/fair/schedule.csv"}


def test_a_schedule_without_an_event_is_an_issue(understand: Understand) -> None:
    found = understand({"a.md": "Text", "events/fair/schedule.csv": "title\nArms\n"}).issues
    assert [(one.code, one.path) for one in found] == [("schedule", "events/fair/schedule.csv")]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_however_a_spreadsheet_writes_it(sign: str) -> None:
    rows = f'Title {sign}Room\n"A{sign} B"{sign}Hall\n\n{sign}\nC\n'
    table = read_table(rows, SourcePath("a.csv"))
    assert next(iter(table.columns.items())) == ("title", Place(1, 1))
    assert [(row.line, dict(row.cells)) for row in table.rows] == [
        (2, {"title": f"A{sign} B" if sign != "\t" else "A B", "room": "Hall"}),
        (5, {"title": "C"}),
    ]


def test_nobody_is_on_the_board_who_may_not_be(pages: Pages) -> None:
    people = "- name: Zorba Quux\n  listed: false\n- name: Nora Noname\n  as: N. N.\n- name: Ada King\n"
    rows = (
        CSV + "Morning,Hall,Hands,Zorba Quux\nMorning,Shed,Toes,Nora Noname\nMorning,Shed,Ears,Ada King; Zorba Quuz\n"
    )
    secret = "---\ntitle: Xylophones\npolicy: private\nmoderators: [Gus Hidden]\n---\nDidgeridoos."
    found = pages({**fair(f"{rows}Morning,Hall,Xylophones,Gus Hidden\n", s=secret), "people.yml": people})
    told = " ".join(f"{path} {page.html} {page.record}" for path, page in found.items())
    assert "Hands" in told
    assert "N. N." in told
    assert "Ada King" in told
    for word in ("Zorba", "Quuz", "Nora", "Noname", "Xylophone", "Gus"):
        assert word not in told


@pytest.mark.parametrize(("policy", "there"), [("initials", "A. K."), ("chatham-house", "Hands"), ("private", "")])
def test_a_board_obeys_the_policy_of_its_event(pages: Pages, policy: str, there: str) -> None:
    event = EVENT.replace("title: Fair\n", f"title: Fair\npolicy: {policy}\n")
    found = pages({**fair(CSV + "Morning,Hall,Hands,Ada King\n", event), "a.md": "Text"})
    told = " ".join(page.html for page in found.values())
    assert there in told
    assert "King" not in told
    assert ("events/fair/schedule/" in found) == (policy != "private")
