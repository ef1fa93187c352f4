"""What machines read in the head of each page: read back as reference managers and search engines do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import schema_org
import schema_org.enums
from pydantic import ValidationError
from pyld import jsonld

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.model import Artifact
from socml_site.pipeline import Understood
from socml_site.render import head_html
from tests.conftest import Files

SITE = "https://wiki.example/some/"
OPTIONS = Options(site_name="Our minutes", description="What was said.", site_url=SITE)
HOSTILE = "\"><script>alert(1)</script> --> & ' <!-- \\u003c"
FAIR = (
    "---\ntitle: The Fair\nstart: 2020-02-01\nend: 2020-02-02\ncity: Graz\ncountry: Austria\nvenue: Hall\n"
    "online: true\nhost: A club\nseries: Fairs\n---\n\nTalk.\n"
)
_ENUMERATED = {
    f"https://schema.org/{member.value.removeprefix('https://schema.org/')}": member
    for found in (schema_org.enums.EventStatusType, schema_org.enums.EventAttendanceModeEnumeration)
    for member in found
}

Understand = Callable[[Files], Understood]


class _Reader(HTMLParser):
    """The tags of a head, as a reference manager reads them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.metas: list[tuple[str, str]] = []
        self.data: list[str] = []
        self.others: list[str] = []
        self._in_data = False
        self.feed(f"<!doctype html><html><head>{html}</head></html>")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta":
            self.metas.append((values.get("name") or values.get("property") or "", values.get("content") or ""))
        elif tag == "script":
            self._in_data = values.get("type") == "application/ld+json"
            self.others += [] if self._in_data else ["script"]
        elif tag not in ("html", "head", "link"):
            self.others.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)
        elif data.strip():
            self.others.append(data)

    def all(self, name: str) -> list[str]:
        return [content for one, content in self.metas if one == name]


def _session(front: str = "", title: str = "Arms") -> dict[str, str]:
    text = f"---\ntitle: {json.dumps(title)}\ndate: 2020-02-01\ntopics: [robots]\n{front}---\n\nWords said.\n"
    return {"events/fair/index.md": FAIR, "events/fair/sessions/arms.md": text}


def _pages(understood: Understood, options: Options = OPTIONS) -> dict[str, Artifact]:
    return {one.path: one for one in pipeline.emit(understood, options)[1] if one.template}


def _read(page: Artifact) -> _Reader:
    return _Reader(head_html(page.head))


def _graph(page: Artifact) -> list[dict[str, Any]]:
    return json.loads(page.head.data)["@graph"] if page.head.data else []


ARMS = "events/fair/sessions/arms/"


def test_a_reference_manager_reads_a_session(understand: Understand) -> None:
    files = _session("note_takers: [Ada Lovelace, Bo van den Berg]\nlang: en-GB\n")
    head = _read(_pages(understand(files))[ARMS])
    assert head.all("citation_title") == head.all("DC.title") == ["Arms"]
    assert head.all("citation_author") == ["Lovelace, Ada", "van den Berg, Bo"]
    assert head.all("DC.creator") == ["Ada Lovelace", "Bo van den Berg"]
    assert head.all("citation_publication_date") == ["2020/02/01"]
    assert head.all("DC.date") == ["2020-02-01"]
    assert head.all("citation_conference_title") == ["The Fair"]
    assert head.all("citation_public_url") == head.all("og:url") == [f"{SITE}{ARMS}"]
    assert head.all("DC.language") == ["en-GB"]
    assert head.all("og:locale") == ["en_GB"]


def test_a_report_names_its_publisher(understand: Understand) -> None:
    head = _read(
        _pages(understand({"reports/r.md": "---\ntitle: R\nauthors: [Ada Lovelace]\n---\n\nText.\n"}))["reports/r/"]
    )
    assert head.all("citation_technical_report_institution") == ["Our minutes"]
    assert head.all("citation_conference_title") == []


def test_previews(understand: Understand) -> None:
    pages = _pages(understand(_session("attendees: [Ada Lovelace]\n")))
    types = {path: _read(pages[path]).all("og:type") for path in ("", ARMS, "people/ada-lovelace/", "sessions/")}
    assert types == {"": ["website"], ARMS: ["article"], "people/ada-lovelace/": ["profile"], "sessions/": ["website"]}
    for page in pages.values():
        head = _read(page)
        for name in ("og:title", "og:type", "og:url", "og:site_name", "og:locale", "og:image", "twitter:card"):
            assert len(head.all(name)) == 1, (page.path, name)
        assert head.all("og:image:width") == ["1200"]
        assert head.all("og:image")[0].startswith(f"{SITE}assets/cards/")
        assert head.all("og:image:alt")[0]


def test_without_an_address_no_address_is_told(understand: Understand) -> None:
    for page in _pages(understand(_session()), Options()).values():
        text = head_html(page.head).replace("https://schema.org", "").replace("http://purl.org", "")
        assert "http" not in text, page.path
        assert "og:image" not in text


@pytest.mark.parametrize("title", [HOSTILE, "</script>", "a --> b", "'\"`", "<!--<script>"])
def test_titles_do_not_break_out(understand: Understand, title: str) -> None:
    pages = _pages(
        understand(_session("", title) | {"topics.yml": f"- label: {json.dumps(title)}\n  description: x\n"})
    )
    for page in pages.values():
        head = _read(page)
        assert head.others == [], page.path
        assert all("<" not in one and ">" not in one for one in head.data)
    head = _read(pages[ARMS])
    assert head.all("citation_title") == head.all("og:title") == [title]
    assert _graph(pages[ARMS])[0]["headline"] == title


def test_only_what_is_shown_is_in_heads(understand: Understand) -> None:
    people = "- {name: Zorba Quux, listed: false}\n- {name: Edda Lundqvist, as: A reader}\n"
    front = "moderators: [Zorba Quux]\nnote_takers: [Edda Lundqvist, Zorba Quux]\nspeakers: [Bo Diaz]\n"
    told = "".join(
        head_html(page.head) for page in _pages(understand(_session(front) | {"people.yml": people})).values()
    )
    assert "Bo Diaz" in told
    assert "A reader" in told
    for word in ("Zorba", "Quux", "Edda", "Lundqvist"):
        assert word not in told
    for policy, shown in (("initials", "B. D."), ("chatham-house", "")):
        pages = _pages(understand(_session(f"{front}policy: {policy}\n") | {"people.yml": people}))
        told = "".join(head_html(page.head) for page in pages.values())
        assert shown in told
        for word in ("Zorba", "Quux", "Edda", "Lundqvist", "Diaz", *(("A reader",) if not shown else ())):
            assert word not in told, (policy, word)


def test_drafts_are_in_no_head(understand: Understand) -> None:
    files = _session("status: draft\n", "Xylophones")
    assert "Xylophones" not in "".join(head_html(page.head) for page in _pages(understand(files)).values())


def test_an_event_as_data(understand: Understand) -> None:
    event, crumbs = _graph(_pages(understand(_session()))["events/fair/"])
    assert event == {
        "@type": "Event",
        "name": "The Fair",
        "description": "Talk.",
        "url": f"{SITE}events/fair/",
        "startDate": "2020-02-01",
        "endDate": "2020-02-02",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "location": [
            {
                "@type": "Place",
                "name": "Hall",
                "address": {"@type": "PostalAddress", "addressLocality": "Graz", "addressCountry": "Austria"},
            },
            {"@type": "VirtualLocation", "url": f"{SITE}events/fair/", "name": "The Fair"},
        ],
        "organizer": {"@type": "Organization", "name": "A club"},
        "superEvent": {"@type": "EventSeries", "name": "Fairs"},
        "subEvent": [{"@type": "Event", "name": "Arms", "url": f"{SITE}{ARMS}", "startDate": "2020-02-01"}],
    }
    assert [item["name"] for item in crumbs["itemListElement"]] == ["Our minutes", "Events", "The Fair"]


def test_lists_have_no_data_but_the_way_to_them(understand: Understand) -> None:
    pages = _pages(understand(_session()))
    for path in ("sessions/", "topics/", "topics/robots/", "actions/", "search/"):
        assert [node["@type"] for node in _graph(pages[path])] == ["BreadcrumbList"], path
    crumbs = _graph(pages["topics/robots/"])[0]["itemListElement"]
    assert [item["item"]["@id"] for item in crumbs] == [SITE, f"{SITE}topics/", f"{SITE}topics/robots/"]


def _typed(value: object) -> object:
    """Values as the checker takes them: nodes as its models, which know each property of each type.

    Dates are dates, members of enumerations are such, and `query-input`, which annotates a property of an action
    (schema.org/docs/actions.html), is left out.
    """
    if isinstance(value, Mapping):
        values = {name: _typed(one) for name, one in value.items() if name != "query-input"}
        return getattr(schema_org, values["@type"]).model_validate(values)
    if isinstance(value, list):
        return [_typed(one) for one in value]
    if isinstance(value, str) and value in _ENUMERATED:
        return _ENUMERATED[value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value)
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
        return datetime.fromisoformat(value)
    return value


def _checked(node: Mapping[str, Any]) -> None:
    _typed(node)


def test_the_checker_finds_faults() -> None:
    for fault in ({"nmae": "x"}, {"startDate": "soon"}, {"location": {"@type": "Person", "name": "x"}}):
        with pytest.raises(ValidationError):
            _checked({"@type": "Event", "name": "x", **fault})


def _nodes(pages: Mapping[str, Artifact]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, page in pages.items():
        for node in _graph(page):
            yield path, node


@pytest.mark.parametrize("content", ["content", "tests/sites/good"])
@pytest.mark.parametrize("options", [OPTIONS, Options()], ids=["published", "unpublished"])
def test_all_data_is_valid_by_schema_org(content: str, options: Options) -> None:
    root = Path(__file__).resolve().parent.parent / content
    pages = _pages(pipeline.understand(root), options)
    seen = set()
    for path, node in _nodes(pages):
        seen.add(node["@type"])
        try:
            _checked(node)
        except ValidationError as error:
            raise AssertionError(f"{path}: {error}") from error
    assert seen >= {"WebSite", "BreadcrumbList", "Event", "Article", "Person"}


def test_data_expands_as_json_ld(sample: Understood) -> None:
    def offline(url: str, options: object) -> dict[str, object]:
        """Stands for the context of schema.org, which says of each plain name that it is one of its vocabulary."""
        assert url.startswith("https://schema.org")
        context = {"@vocab": "https://schema.org/"}
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": {"@context": context},
        }

    for page in _pages(sample).values():
        expanded = jsonld.expand(json.loads(page.head.data), {"documentLoader": offline})
        types = {kind for node in expanded for one in node.get("@graph", [node]) for kind in one.get("@type", ())}
        assert types, page.path
        assert all(kind.startswith("https://schema.org/") for kind in types)
