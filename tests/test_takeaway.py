"""What readers take away is valid by the tools of each format, and says what the wiki may say and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import feedparser
import icalendar
import jsonschema
import pytest
import yaml
from lxml import etree

from socml_site import layout, pipeline
from socml_site.emit import Options
from socml_site.emit.files import promise
from socml_site.link.secrecy import secrecy
from socml_site.model import Policy
from tests.bench.generate import generate
from tests.conftest import ROOT, Files, Pages, text_of
from tests.takeaway import HOSTILE, SITE, files_of, hostile, wikis

SCHEMAS = ROOT / "tests/schemas"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"

Taken = dict[str, str]


@pytest.fixture(scope="module", params=["whole", "rootless"])
def taken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Taken]:
    """The files of every wiki, with the address of the site and without."""
    folder = tmp_path_factory.mktemp("wikis")
    for name, text in hostile().items():
        (folder / "hostile" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "hostile" / name).write_text(text, encoding="utf-8")
    generate(folder / "generated", 60)
    site_url = SITE if request.param == "whole" else ""
    roots = [*wikis(), folder / "hostile", folder / "generated"]
    return {root.name: files_of(root, site_url) for root in roots}


def _all(taken: dict[str, Taken], ending: str) -> Iterator[tuple[str, str]]:
    found = [(f"{name}: {path}", text) for name, files in taken.items() for path, text in files.items()]
    found = [one for one in found if one[0].endswith(ending)]
    assert len(found) > 4, f"there are no files {ending}"
    yield from found


def _files(pages: Pages) -> Taken:
    return pages.files


# Feeds


def test_every_atom_feed_keeps_to_the_rfc(taken: dict[str, Taken]) -> None:
    rules = etree.RelaxNG.from_rnc_string((SCHEMAS / "atom.rnc").read_text(encoding="utf-8"))
    for path, text in _all(taken, "feed.xml"):
        assert rules.validate(etree.fromstring(text.encode())), (path, rules.error_log)
        found = feedparser.parse(text.encode())
        assert not found.bozo, (path, found.get("bozo_exception"))
        assert found.version == "atom10"
        ids = [one.id for one in found.entries]
        assert len(ids) == len(set(ids)) <= 30, path
        days = [one.published for one in found.entries]
        assert days == sorted(days, reverse=True), path


def test_the_rules_for_atom_find_faults(taken: dict[str, Taken]) -> None:
    rules = etree.RelaxNG.from_rnc_string((SCHEMAS / "atom.rnc").read_text(encoding="utf-8"))
    good = taken["good"]["feed.xml"]
    for wrong in ("<id>.*?</id>", "<updated>.*?</updated>", "<summary>.*?</summary>", "<title>.*?</title>"):
        assert not rules.validate(etree.fromstring(re.sub(wrong, "", good, flags=re.DOTALL).encode())), wrong
    assert not rules.validate(etree.fromstring(good.replace("T00:00:00Z", "").encode()))


def test_every_json_feed_keeps_to_its_specification(taken: dict[str, Taken]) -> None:
    rules = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "jsonfeed-1.1.json").read_text(encoding="utf-8")))
    for path, text in _all(taken, "feed.json"):
        found = json.loads(text)
        assert [error.message for error in rules.iter_errors(found)] == [], path


def test_both_feeds_tell_the_same(taken: dict[str, Taken]) -> None:
    for name, files in taken.items():
        for path in (one for one in files if one.endswith("feed.xml")):
            atom = ElementTree.fromstring(files[path])
            feed = json.loads(files[path.removesuffix("xml") + "json"])
            assert [one.findtext(f"{ATOM}id") for one in atom.iter(f"{ATOM}entry")] == [
                one["id"] for one in feed["items"]
            ], (name, path)


def test_entries_lead_to_their_pages_also_without_the_sites_address(taken: dict[str, Taken]) -> None:
    for name, files in taken.items():
        for path in (one for one in files if one.endswith("feed.xml")):
            feed = ElementTree.fromstring(files[path])
            base = urljoin(f"{SITE}{path}", feed.attrib[XML_BASE])
            for link in feed.iter(f"{ATOM}link"):
                page = unquote(urljoin(base, link.attrib["href"])).removeprefix(SITE)
                own = page if page.endswith((".xml", ".json")) else f"{page}index.md"
                assert own in files, (name, path, page)


def test_a_question_with_its_answer_is_asked_and_not_open(pages: Callable[[Files], Pages]) -> None:
    text = (
        "---\ntitle: Arms\ndate: 2020-02-01\ntopics: [robots]\n---\n\n"
        "- Q: How many arms?\n  - A: Two.\n- Q: Whose legs?\n"
    )
    made = pages({"events/fair/sessions/arms.md": text})
    page = made["events/fair/sessions/arms/"].html
    words = re.findall(r'class="mark mark-(\w+)"[^<>]*>(?:<a [^<>]*>)?(\w+)', page)
    assert words == [("asked", "Asked"), ("question", "Open")]
    assert "1 open question</summary>" in page
    states = {one["text"]: one["state"] for one in json.loads(made.files["api/v1/questions.json"])}
    assert states == {"How many arms?": "answered", "Whose legs?": "open"}
    entry = feedparser.parse(made.files["topics/robots/feed.xml"]).entries[0]
    assert entry.summary == "Open questions: Whose legs?"


def test_an_entry_says_what_came_of_a_session_and_who_wrote_it_down(pages: Callable[[Files], Pages]) -> None:
    text = (
        "---\ntitle: Arms & legs\ndate: 2020-02-01\nsummary: About both.\nmoderators: [Ada Lovelace]\n"
        "note_takers: [Grace Hopper]\nattendees: [Bo Mann]\ntopics: [robots]\n---\n\n"
        "DECISION: Buy two.\n\nACTION: Ada to pay.\n\nQUESTION: Why not three?\n"
    )
    made = pages({"events/fair/sessions/arms.md": text})
    entry = feedparser.parse(made.files["topics/robots/feed.xml"]).entries[0]
    assert entry.title == "Arms & legs"
    assert entry.summary == "About both.\n\nDecided: Buy two.\nTo do: Ada to pay.\nOpen questions: Why not three?"
    assert [one.name for one in entry.authors] == ["Grace Hopper"]
    assert [one.name for one in entry.contributors] == ["Ada Lovelace"]
    assert [one.term for one in entry.tags] == ["robots"]
    assert entry.published == entry.updated == "2020-02-01T00:00:00Z"
    assert "Bo Mann" not in made.files["feed.xml"]
    item = json.loads(made.files["feed.json"])["items"][0]
    assert item["authors"] == [{"name": "Grace Hopper"}]
    assert item["tags"] == ["robots"]
    assert "url" not in item


def test_feeds_tell_what_was_written_down_newest_first(pages: Callable[[Files], Pages]) -> None:
    front = "---\ntitle: {}\ndate: {}\nattendees: [Ada Lovelace]\n{}---\n\n{}\n"
    made = pages(
        {
            "events/fair-2019/sessions/old.md": front.format("Old", "2019-01-01", "", "Words."),
            "events/fair-2019/sessions/undated.md": "# Year known\n\nWords.\n",
            "events/fair/sessions/new.md": front.format("New", "2020-01-01", "", "Words."),
            "events/fair/sessions/missing.md": front.format("Missing", "2021-01-01", "status: notes-missing\n", ""),
            "events/fair/sessions/cancelled.md": front.format("Off", "2021-01-01", "status: cancelled\n", "Words."),
            "events/fair/sessions/never.md": "# Never known\n\nWords.\n",
            "reports/r.md": front.format("Report", "2019-06-01", "event: fair\n", "Words."),
        }
    )
    titles = {
        path: [one.title for one in feedparser.parse(text).entries]
        for path, text in made.files.items()
        if path.endswith("feed.xml")
    }
    assert titles["feed.xml"] == ["New", "Report", "Old", "Year known"]
    assert titles["events/fair/feed.xml"] == ["New", "Report"]
    assert titles["people/ada-lovelace/feed.xml"] == ["New", "Report", "Old"]


def test_a_feed_has_its_newest_entries_only(taken: dict[str, Taken]) -> None:
    counts = {path: len(json.loads(text)["items"]) for path, text in taken["generated"].items() if "feed.json" in path}
    assert counts["feed.json"] == 30
    assert max(count for path, count in counts.items() if path.startswith(("topics/", "people/"))) == 15


def test_a_feed_without_entries_is_valid_and_says_the_day_of_the_build(tmp_path: Path) -> None:
    _, artifacts = pipeline.emit(pipeline.understand(tmp_path), Options(today=date(2024, 5, 6)))
    text = next(text_of(one) for one in artifacts if one.path == "feed.xml")
    assert ElementTree.fromstring(text).findtext(f"{ATOM}updated") == "2024-05-06T00:00:00Z"


def test_ids_last_and_no_two_wikis_share_them(tmp_path: Path) -> None:
    root = ROOT / "tests/sites/good"

    def ids(options: Options) -> list[str]:
        _, artifacts = pipeline.emit(pipeline.understand(root), options)
        feed = next(text_of(one) for one in artifacts if one.path == "feed.json")
        return [one["id"] for one in json.loads(feed)["items"]]

    assert ids(Options("A")) == ids(Options("A", today=date(2031, 1, 1)))
    assert not set(ids(Options("A"))) & set(ids(Options("B")))
    assert ids(Options("A", site_url=SITE)) == ids(Options("B", site_url=SITE))


# Calendars


def test_every_calendar_keeps_to_the_rfc(taken: dict[str, Taken]) -> None:
    seen = 0
    for path, text in _all(taken, "calendar.ics"):
        data = text.encode()
        assert data.endswith(b"END:VCALENDAR\r\n"), path
        for line in data.split(b"\r\n"):
            assert len(line) <= 75, (path, line)
            assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), (path, line)
            line.decode()
        calendar = icalendar.Calendar.from_ical(data)
        again = icalendar.Calendar.from_ical(calendar.to_ical())
        assert again == calendar
        assert [one.errors for one in calendar.walk()] == [[] for _ in calendar.walk()]
        uids = [str(one["UID"]) for one in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids)) > 0, path
        for one in calendar.walk("VEVENT"):
            seen += 1
            assert one["DTSTAMP"].dt.tzinfo is UTC or one["DTSTAMP"].dt.utcoffset().total_seconds() == 0
            assert "DTEND" not in one or one["DTEND"].dt > one["DTSTART"].dt
            assert "ATTENDEE" not in one
    assert seen > 100


def test_hostile_texts_come_through_a_calendar_whole(taken: dict[str, Taken]) -> None:
    calendar = icalendar.Calendar.from_ical(taken["hostile"]["calendar.ics"])
    found = {str(one["SUMMARY"]) for one in calendar.walk("VEVENT")}
    assert {HOSTILE["emoji"], HOSTILE["rtl"], HOSTILE["long"], HOSTILE["calendar"], HOSTILE["yaml"]} <= found


def _entries(pages: Pages, path: str = "calendar.ics") -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical(pages.files[path])
    return {str(one["SUMMARY"]): one for one in calendar.walk("VEVENT")}


def test_sessions_stand_in_the_calendar_at_their_hours(pages: Callable[[Files], Pages]) -> None:
    front = "---\ntitle: {}\ndate: 2020-07-01\n{}---\n\nWords.\n"
    made = pages(
        {
            "events/fair/index.md": "---\ntitle: Fair\nstart: 2020-07-01\nend: 2020-07-02\n"
            "timezone: Europe/Stockholm\nvenue: Town hall\ncity: Lund\n---\n\nText.\n",
            "events/fair/sessions/a.md": front.format("Timed", "start: '10:00'\nend: '11:30'\nroom: Room B\n"),
            "events/fair/sessions/b.md": front.format("All day", "status: cancelled\n"),
            "events/fair/sessions/c.md": front.format("Open end", "start: '10:00'\nstatus: proposed\n"),
            "events/odd/index.md": "---\ntitle: Odd\ntimezone: Middle/Earth\n---\n\nText.\n",
            "events/odd/sessions/d.md": front.format("Floating", "start: '10:00'\nend: '09:00'\n"),
            "events/none/sessions/e.md": "# No day\n\nWords.\n",
        }
    )
    found = _entries(made)
    assert found["Fair"]["DTSTART"].dt == date(2020, 7, 1)
    assert found["Fair"]["DTEND"].dt == date(2020, 7, 3)
    assert found["Timed"]["DTSTART"].dt == datetime(2020, 7, 1, 8, 0, tzinfo=UTC)
    assert found["Timed"]["DTEND"].dt == datetime(2020, 7, 1, 9, 30, tzinfo=UTC)
    assert found["Timed"]["LOCATION"] == "Room B, Town hall, Lund"
    assert found["Timed"]["STATUS"] == "CONFIRMED"
    assert found["All day"]["DTSTART"].dt == date(2020, 7, 1)
    assert found["All day"]["STATUS"] == "CANCELLED"
    assert "DTEND" not in found["Open end"]
    assert found["Open end"]["STATUS"] == "TENTATIVE"
    assert found["Floating"]["DTSTART"].dt == datetime(2020, 7, 1, 10, 0)
    assert "DTEND" not in found["Floating"]
    assert "No day" not in found
    assert _entries(made, "events/fair/calendar.ics").keys() == {"Fair", "Timed", "All day", "Open end"}
    assert "events/none/calendar.ics" not in made.files


def test_a_site_without_days_has_no_calendar(pages: Callable[[Files], Pages]) -> None:
    made = pages({"a/x.md": "# X\n\nText.\n", "reports/r.md": "---\ndate: 2020-01-01\n---\n# R\n\nText.\n"})
    assert not [path for path in made.files if path.endswith(".ics")]
    assert "calendar.ics" not in made.files["llms.txt"]


# The API


def _strict(schema: Any) -> Any:
    """The schema, with no field allowed that it does not name."""
    if isinstance(schema, dict):
        more = {"additionalProperties": False} if "properties" in schema else {}
        return {key: _strict(value) for key, value in schema.items()} | more
    return [_strict(one) for one in schema] if isinstance(schema, list) else schema


def test_every_entry_of_the_api_keeps_to_its_schema(taken: dict[str, Taken]) -> None:
    counted = dict.fromkeys(promise.FILES, 0)
    for files in taken.values():
        schema = json.loads(files["api/v1/schema.json"])
        jsonschema.Draft202012Validator.check_schema(schema)
        for name in promise.FILES:
            rules = {"$ref": f"#/$defs/{name}", "$defs": _strict(schema["$defs"])}
            entries = json.loads(files[f"api/v1/{name}.json"])
            checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
            found = jsonschema.Draft202012Validator(rules, format_checker=checker).iter_errors(entries)
            assert [f"{name} {error.json_path}: {error.message}" for error in found] == []
            assert list(jsonschema.Draft202012Validator(schema).iter_errors(entries)) == []
            counted[name] += len(entries)
    assert all(counted.values()), counted


def test_ids_of_the_api_are_unique_and_lead_somewhere(taken: dict[str, Taken]) -> None:
    for name, files in taken.items():
        data = {one: json.loads(files[f"api/v1/{one}.json"]) for one in promise.FILES}
        ids = {one: [entry["id"] for entry in entries] for one, entries in data.items()}
        for one, found in ids.items():
            assert len(found) == len(set(found)), (name, one)
        pages = {path.removesuffix("index.md") for path in files if path.endswith("index.md")}
        for session in data["sessions"]:
            for key in ("decisions", "actions", "questions", "references"):
                assert set(session[key]) <= set(ids[key])
            assert {one["id"] for one in session["topics"]} <= set(ids["topics"])
            assert {one["id"] for one in session["people"]} <= {*ids["people"], None}
            assert session["event"] is None or session["event"]["id"] in ids["events"]
        for one in ("sessions", "events", "reports", "tips", "people", "topics"):
            assert set(ids[one]) <= pages, (name, one)
        for person in data["people"]:
            assert {one["id"] for one in person["sessions"]} <= set(ids["sessions"])
            assert set(person["actions"]) <= set(ids["actions"])
        for topic in data["topics"]:
            assert {*topic["broader"], *topic["narrower"]} <= set(ids["topics"])
            assert set(topic["sessions"]) <= set(ids["sessions"])
        for event in data["events"]:
            assert set(event["sessions"]) <= set(ids["sessions"])
            assert set(event["reports"]) <= set(ids["reports"])


def test_addresses_of_the_api_are_whole_where_the_site_knows_its_own() -> None:
    for site_url, begin in ((SITE, SITE), ("", "/")):
        files = files_of(ROOT / "content", site_url)
        for name in set(promise.FILES) - {"references"}:
            assert all(one["url"].startswith(begin) for one in json.loads(files[f"api/v1/{name}.json"])), name


def test_what_was_read_from_a_file_says_from_which_line() -> None:
    root = ROOT / "content"
    files = files_of(root)
    for entry in json.loads(files["api/v1/questions.json"]):
        lines = (root / entry["source"]["path"]).read_text(encoding="utf-8").split("\n")
        assert entry["text"][:20] in re.sub(r"[*_`]", "", lines[entry["source"]["line"] - 1]), entry["id"]
    for entry in json.loads(files["api/v1/references.json"]):
        lines = (root / entry["source"]["path"]).read_text(encoding="utf-8").split("\n")
        assert entry["url"].split("://")[1].rstrip("/") in lines[entry["source"]["line"] - 1], entry["id"]


def test_a_session_in_the_api(pages: Callable[[Files], Pages]) -> None:
    text = (
        "---\ntitle: Arms\ndate: 2020-02-01\nstart: '10:00'\nmoderators: [Ada Lovelace]\nattendees: [Bo Mann]\n"
        "topics: [robots]\nlinks: [{url: 'https://example.org/s', title: Slides, kind: slides}]\n---\n\n"
        "# Arms\n\nACTION: Ada Lovelace to buy [new ones](https://doi.org/10.1000/182) by 2020-03-01.\n"
    )
    made = pages({"events/fair/index.md": "# The fair\n\nText.\n", "events/fair/sessions/arms.md": text})
    session = json.loads(made.files["api/v1/sessions.json"])[0]
    assert session["people"] == [
        {"id": "people/ada-lovelace/", "name": "Ada Lovelace", "roles": ["moderated"]},
        {"id": "people/bo-mann/", "name": "Bo Mann", "roles": ["attended"]},
    ]
    assert session["event"] == {"id": "events/fair/", "title": "The fair", "url": "/events/fair/"}
    assert (session["date"], session["start"], session["end"]) == ("2020-02-01", "10:00", None)
    assert session["source"] == {"path": "events/fair/sessions/arms.md", "line": 11}
    assert session["references"] == ["doi:10.1000/182"]
    action = json.loads(made.files["api/v1/actions.json"])[0]
    assert session["actions"] == [action["id"]]
    assert action["owners"] == [{"id": "people/ada-lovelace/", "name": "Ada Lovelace"}]
    assert (action["due"], action["state"], action["source"]["line"]) == ("2020-03-01", "overdue", 13)
    assert action["url"].startswith("/events/fair/sessions/arms/#action-")


def _tables() -> dict[str, dict[str, str]]:
    """The tables of docs/api.md: by heading the words on each field."""
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    tables = {}
    for heading, body in re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL):
        tables[heading] = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|$", body, re.MULTILINE))
    return tables


def test_the_promise_names_every_field_and_no_other() -> None:
    schema = promise.schema()
    types = {name: one for name, one in schema["$defs"].items() if name not in promise.FILES}
    wanted = {
        name: {field: str(rule["description"]) for field, rule in one["properties"].items()}
        for name, one in types.items()
    }
    assert _tables() == wanted


def test_the_promise_names_every_file() -> None:
    text = (ROOT / "docs/api.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `/api/v1/(\w+)\.json` \|", text, re.MULTILINE) == [*promise.FILES, "schema"]


# Markdown


def _front(text: str) -> dict[str, Any]:
    head = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    assert head, text[:80]
    return dict(yaml.safe_load(head[1]))


def test_the_markdown_of_a_page_builds_the_same_page_again(tmp_path: Path, write: Callable[[Files], Path]) -> None:
    """Of every wiki, at the paths of its files: no fault that was not there, and the same people, topics and words."""
    for number, root in enumerate((*wikis(), write(hostile()))):
        before = pipeline.understand(root)
        _, artifacts = pipeline.emit(before, Options("W"))
        made = tmp_path / str(number)
        for one in artifacts:
            page = one.path.removesuffix("index.md")
            document = before.relations.documents.get(page)  # type: ignore[call-overload]
            if not one.template and one.path.endswith("index.md") and document and page not in layout.GENERATED:
                file = made / one.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text_of(one), encoding="utf-8")
        for name in ("people.yml", "topics.yml"):
            if (root / name).is_file():
                (made / name).write_bytes((root / name).read_bytes())
        for name in before.relations.attachments:
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_bytes((root / name).read_bytes())
        after = pipeline.understand(made)
        codes = sorted(one.code for one in after.issues)
        had = sorted(one.code for one in before.issues)
        assert [code for code in codes if codes.count(code) > had.count(code)] == [], (root, after.issues)
        told = [secrecy(one.documents, one.events, one.event_of) for one in (before.relations, after.relations)]
        written = before.relations.documents.keys() - layout.GENERATED
        assert after.relations.documents.keys() == written
        for url in written:
            document = before.relations.documents[url]
            again = after.relations.documents[url]
            assert (again.title, again.kind, again.date) == (document.title, document.kind, document.date), url
            assert again.facts.summary == document.facts.summary
            assert set(after.relations.tagged.get(url, ())) >= set(before.relations.tagged.get(url, ())), url
            assert told[1].policies[url] is told[0].policies[url], url


def test_markdown_has_no_way_to_what_is_withheld(pages: Callable[[Files], Pages]) -> None:
    text = (
        "---\ntitle: Arms\ndate: 2020-02-01\nlinks: [zither.md, legs.md]\nattendees: [Zorba Quux]\n---\n\n"
        '<!-- Quux was late -->\nSee [the others](zither.md), [[Xylophones|those]], [legs](legs.md#knees "Legs"),\n'
        '[![photo](zither.md)](https://example.org), <a href="zither.md">it</a>, [ref][z] and `[code](zither.md)`,\n'
        "[home](../../../index.md), [[#robots]] and [out](https://example.org/zither).\n\n[z]: zither.md\n"
    )
    made = pages(
        {
            "index.md": "# Home\n\nText.\n",
            "people.yml": "- {name: Zorba Quux, listed: false}\n",
            "events/fair/sessions/arms.md": text,
            "events/fair/sessions/legs.md": "---\ntopics: [robots]\n---\n# Legs\n\n## Knees\n\nText.\n",
            "events/fair/sessions/zither.md": "---\nstatus: draft\n---\n# Xylophones\n\nText.\n",
        }
    )
    found = made.files["events/fair/sessions/arms/index.md"]
    assert _front(found) == {
        "kind": "session",
        "title": "Arms",
        "event": "fair",
        "date": date(2020, 2, 1),
        "links": [{"url": "../legs/index.md", "title": "legs.md"}],
    }
    assert found.partition("---\n\n")[2] == (
        'See the others, those, [legs](../legs/index.md#knees "Legs"),\n'
        '[photo](https://example.org), <a href="#">it</a>, [ref][z] and `[code](zither.md)`,\n'
        "[home](../../../../index.md), [[#robots]] and [out](https://example.org/zither).\n\n[z]: #\n"
    )


@pytest.mark.parametrize("policy", [Policy.INITIALS, Policy.CHATHAM_HOUSE])
def test_markdown_says_who_took_part_as_the_page_does(pages: Callable[[Files], Pages], policy: Policy) -> None:
    text = f"---\ntitle: Arms\npolicy: {policy}\nmoderators: [Ada Lovelace]\nattendees: [Bo Mann]\n---\n\nText.\n"
    front = _front(pages({"events/fair/sessions/arms.md": text}).files["events/fair/sessions/arms/index.md"])
    named = {"moderators": ["A. L."], "attendees": ["B. M."]} if policy is Policy.INITIALS else {}
    assert {key: front[key] for key in front if key in ("moderators", "attendees")} == named
    assert front["policy"] == policy.value


def test_links_of_all_markdown_lead_to_files_or_pages(taken: dict[str, Taken]) -> None:
    """Those that the lists make; what people wrote is theirs."""
    for name, files in taken.items():
        made = {path: text for path, text in files.items() if path.endswith("index.md") and text.startswith("# ")}
        assert "people/index.md" in made, name
        for path, text in made.items():
            for address in re.findall(r"(?<!\\)\]\((\S+?)\)", text):
                if address.startswith(("http", "mailto")):
                    continue
                target = unquote(urljoin(f"{SITE}{path}", address)).removeprefix(SITE).partition("#")[0]
                assert target in files or f"{target}index.md" in files, (name, path, address)


@pytest.mark.parametrize(
    ("title", "shown"),
    [("- a [b](c)", r"\- a \[b\](c)"), ("1. a", r"1\. a"), ("-a 1.", "-a 1."), ("*a* <b>", r"\*a\* \<b\>")],
)
def test_titles_are_no_marks_in_lists(pages: Callable[[Files], Pages], title: str, shown: str) -> None:
    made = pages({"a/x.md": f"---\ntitle: '{title}'\n---\n\nText.\n"})
    assert f"- [{shown}](../a/x/index.md)" in made.files["sessions/index.md"]


def test_lists_as_markdown(pages: Callable[[Files], Pages]) -> None:
    session = "---\ntitle: Arms [1]\ndate: 2020-02-01\nmoderators: [Ada Lovelace]\ntopics: [robots]\n---\n\n"
    made = pages(
        {
            "topics.yml": "- {label: robots, description: Machines., aliases: [bots]}\n",
            "events/fair/index.md": "# The fair\n\nText.\n",
            "events/fair/sessions/arms.md": session + "ACTION: Ada to [pay](https://doi.org/10.1000/182).\n",
        }
    )
    line = "[Arms \\[1\\]]({}events/fair/sessions/arms/index.md), The fair, 1 Feb 2020"
    assert made.files["topics/robots/index.md"] == (
        f"# robots\n\nMachines.\n\nAlso called bots.\n\n## Sessions\n\n- {line.format('../../')}\n"
    )
    assert made.files["people/ada-lovelace/index.md"] == (
        f"# Ada Lovelace\n\n## Sessions\n\n- {line.format('../../')}, moderated\n"
    )
    assert made.files["sessions/index.md"] == f"# Sessions\n\n- {line.format('../')}\n"
    assert made.files["reports/index.md"] == "# Reports\n\nNothing yet.\n"
    assert made.files["topics/index.md"] == "# Topics\n\n- [robots](robots/index.md)\n"
    assert made.files["actions/index.md"].startswith(
        "# Actions\n\n- Ada to pay. (Ada Lovelace, open, [Arms \\[1\\]](../events/fair/sessions/arms/#action-"
    )
    assert "Cited in [Arms \\[1\\]](../events/fair/sessions/arms/index.md)" in made.files["reading/index.md"]


# llms.txt


def test_llms_txt_keeps_to_its_convention_and_leads_to_files(taken: dict[str, Taken]) -> None:
    for name, files in taken.items():
        text = files["llms.txt"]
        lines = text.splitlines()
        assert lines[0] == "# A & B"
        assert lines[2] == "> Minutes"
        assert [one for one in lines if one.startswith("#")][1:] == ["## Lists", "## Events", "## Topics", "## Data"]
        below = text.partition("## Lists")[2].splitlines()
        assert all(re.fullmatch(r"(- \[.+\]\(\S+\)|## \w+|)", one) for one in below)
        for address in re.findall(r"\]\((\S+)\)$", text, re.MULTILINE):
            assert unquote(address).removeprefix(SITE) in files, (name, address)
        assert len(lines) < 130


# Pages


def test_pages_name_their_other_forms(pages: Callable[[Files], Pages]) -> None:
    text = "---\ntitle: Arms\ndate: 2020-02-01\nattendees: [Ada Lovelace]\ntopics: [robots]\n---\n\nText.\n"
    made = pages({"events/fair/sessions/arms.md": text, "events/bare/sessions/x.md": "# X\n\nText.\n"})
    forms = {path: [form.name for form in page.artifact.forms] for path, page in made.items()}
    feeds = ["feed.xml", "feed.json"]
    assert forms[""] == [*feeds, "calendar.ics", "index.md"]
    assert forms["events/fair/"] == [*feeds, "calendar.ics", "index.md"]
    assert forms["events/bare/"] == [*feeds, "index.md"]
    assert forms["topics/robots/"] == forms["people/ada-lovelace/"] == [*feeds, "index.md"]
    assert forms["events/fair/sessions/arms/"] == forms["sessions/"] == forms["reading/"] == ["index.md"]
    assert forms["search/"] == []
    assert '<a href="feed.xml" type="application/atom+xml">Feed</a>' in made["topics/robots/"].html
    assert 'href="calendar.ics">Add to your calendar</a>' in made["events/fair/"].html
    assert "Add to your calendar" not in made["events/bare/"].html


def test_built_pages_lead_feed_readers_to_the_feed(site: Path) -> None:
    for page in ("", "topics/robotics/", "events/socml-2016/"):
        head = (site / page / "index.html").read_text(encoding="utf-8").partition("</head>")[0]
        found = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', head)
        assert ("application/atom+xml", "feed.xml") in found
        assert ("application/feed+json", "feed.json") in found
        for _, name in found:
            assert (site / page / name).is_file()
    assert 'rel="alternate"' not in (site / "404.html").read_text(encoding="utf-8")


def test_the_sitemap_lists_the_pages_and_no_day_of_the_build(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    found = [one.text or "" for one in ElementTree.fromstring(text).iter() if one.tag.endswith("}loc")]
    pages = {
        f"https://socml.github.io/socml/{file.parent.relative_to(site).as_posix()}/".replace("/./", "/")
        for file in site.rglob("index.html")
    }
    kept_out = {f"https://socml.github.io/socml/{name}/" for name in ("search", "offline")}
    assert {unquote(one) for one in found} == pages - kept_out
    assert len(found) == len(set(found))
    # Lists change with everything: no day of theirs would be worth telling.
    generated = re.findall(r"<url><loc>[^<]*/(?:topics|people|graph|actions)/[^<]*</loc><lastmod>", text)
    assert generated == []
