"""Made-up minutes for measuring: as long, as full of people and topics as real ones, the same on every run."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

WORDS = (
    "model data training result question method paper time team result idea session people group work problem system "
    "learning example test error loss gradient policy reward agent robot image text label noise scale budget cluster "
    "deploy release review decide propose measure compare explain simple hard open shared common useful early late"
).split()
FIRST = "Ada Bo Carla Dmitri Eve Farid Grace Hugo Ines Jun Kofi Lena Mika Noor Olga Pavel Quinn Rosa Sven Tara".split()
LAST = "Abel Brook Costa Diaz Eriksen Fox Gomez Hale Ito Jansen Khan Lind Moreau Novak Okafor Park Ruiz Sato".split()
SESSIONS_OF_AN_EVENT = 25
SESSIONS_OF_A_PERSON = 20


def paragraph(random_: random.Random, words: int) -> str:
    """A paragraph of made-up sentences."""
    out = []
    while words > 0:
        length = random_.randint(8, 18)
        out.append(" ".join(random_.choices(WORDS, k=length)).capitalize() + ".")
        words -= length
    return " ".join(out)


def session(random_: random.Random, people: list[str], topics: list[str], day: date, number: int) -> str:
    """Minutes of about 670 words with 6 to 20 attendees and 2 to 5 topics."""
    present = random_.sample(people, random_.randint(6, 20))
    lines = [
        "---",
        f"title: Session {number} on {random_.choice(WORDS)} and {random_.choice(WORDS)}",
        f"date: {day.isoformat()}",
        f'start: "{random_.randint(9, 17):02d}:00"',
        "room: Room " + random_.choice("ABCDE"),
        "format: discussion",
        f"moderators: [{present[0]}]",
        f"note_takers: [{present[1]}]",
        f"attendees: [{', '.join(present[2:])}]",
        f"topics: [{', '.join(random_.sample(topics, random_.randint(2, 5)))}]",
        "---",
        "",
    ]
    for part in range(4):
        lines += [f"## Part {part + 1}: {random_.choice(WORDS)}", "", paragraph(random_, 70), ""]
        lines += [f"- {paragraph(random_, 12)}" for _ in range(4)]
        lines += ["", f"See [the paper](https://example.org/{number}/{part}). {paragraph(random_, 30)}", ""]
    return "\n".join(lines)


def generate(root: Path, count: int) -> None:
    """Write `count` sessions below `root`, as a content folder."""
    random_ = random.Random(2016)
    people = [
        f"{first} {last} {n}"
        for n in range(max(2, count * 13 // SESSIONS_OF_A_PERSON // 360 + 1))
        for first in FIRST
        for last in LAST
    ][: max(40, count * 13 // SESSIONS_OF_A_PERSON)]
    topics = [f"topic {number}" for number in range(60)]
    (root / "index.md").parent.mkdir(parents=True, exist_ok=True)
    (root / "index.md").write_text("# Minutes\n\nMade up for measuring.\n", encoding="utf-8")
    for number in range(count):
        event = number // SESSIONS_OF_AN_EVENT
        folder = root / "events" / f"event-{event}"
        day = date(2010, 1, 1) + timedelta(days=7 * event % 5800)
        if number % SESSIONS_OF_AN_EVENT == 0:
            (folder / "sessions").mkdir(parents=True, exist_ok=True)
            head = f"---\ntitle: Event {event}\nstart: {day}\n---\n\nAn event.\n"
            (folder / "index.md").write_text(head, encoding="utf-8")
        text = session(random_, people, topics, day, number)
        (folder / "sessions" / f"session-{number}.md").write_text(text, encoding="utf-8")
