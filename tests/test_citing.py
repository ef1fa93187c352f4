"""How pages are cited: golden forms, hostile titles, names, and that the field's own parsers read what was meant."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string

from socml_site import pipeline
from socml_site.emit import Options
from socml_site.emit.heads import citing
from socml_site.emit.heads.citing import Author, Citation
from socml_site.interface import Words
from socml_site.model import Kind, SitePath
from socml_site.pipeline import Understood
from tests.conftest import Files

SITE = "https://wiki.example/some/"
OPTIONS = Options(site_name="Our minutes", site_url=SITE)
CSL_SCHEMA = {
    # Written from the CSL 1.0.2 specification (appendices III and IV) and its JSON schema for what socml uses: a list
    # of items, each of a known type, with no other fields than these.
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["paper-conference", "report", "webpage"]},
            "id": {"type": "string", "minLength": 1},
            "title": {"type": "string"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {name: {"type": "string"} for name in ("family", "given", "literal")},
                },
            },
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
                    }
                },
            },
            **{name: {"type": "string"} for name in ("container-title", "event-title", "publisher", "URL", "language")},
        },
    },
}
HOSTILE = r'50 % of "R&D" costs $5_000 #1 {really} \cite ~ ^ </script> --> { unbalanced'
FAIR = "---\ntitle: The Fair\nstart: 2020-02-01\n---\n\nTalk.\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title><id>t</id>
<updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><names variable="author"><name/></names><text variable="title" prefix=": "/>
<text variable="container-title" prefix=". "/><date variable="issued" prefix=", "><date-part name="year"/></date>
</layout></bibliography></style>"""

Understand = Callable[[Files], Understood]


def _files(front: str = "", title: str = "Arms") -> dict[str, str]:
    head = f"---\ntitle: {json.dumps(title)}\ndate: 2020-02-01\n{front}---\n\nWords said.\n"
    return {"events/fair/index.md": FAIR, "events/fair/sessions/arms.md": head}


def _written(understood: Understood, options: Options = OPTIONS) -> dict[str, str]:
    _, artifacts = pipeline.emit(understood, options)
    return {one.path: str(one.body) for one in artifacts if "/cite." in one.path}


def test_a_session_is_cited(understand: Understand) -> None:
    written = _written(understand(_files("note_takers: [Ada Lovelace, Bo van den Berg]\n", "Où va l’IA?")))
    assert written["events/fair/sessions/arms/cite.bib"] == (
        "@inproceedings{events:fair:sessions:arms,\n"
        "  title = {{Où va l’IA?}},\n"
        "  author = {Lovelace, Ada and van den Berg, Bo},\n"
        "  booktitle = {{The Fair}},\n"
        "  organization = {Our minutes},\n"
        "  year = {2020},\n"
        "  month = feb,\n"
        "  day = {1},\n"
        "  url = {https://wiki.example/some/events/fair/sessions/arms/},\n"
        "}\n"
    )
    assert json.loads(written["events/fair/sessions/arms/cite.json"]) == [
        {
            "id": "events:fair:sessions:arms",
            "type": "paper-conference",
            "title": "Où va l’IA?",
            "author": [{"family": "Lovelace", "given": "Ada"}, {"family": "van den Berg", "given": "Bo"}],
            "issued": {"date-parts": [[2020, 2, 1]]},
            "container-title": "The Fair",
            "event-title": "The Fair",
            "publisher": "Our minutes",
            "URL": "https://wiki.example/some/events/fair/sessions/arms/",
        }
    ]


@pytest.mark.parametrize(
    ("path", "front", "begin", "author"),
    [
        ("reports/r.md", "authors: [Ada Lovelace]\n", "@techreport{reports:r,", "Ada Lovelace"),
        ("reports/r.md", "event: fair\n", "@techreport{reports:r,", "The Fair"),
        ("tips/t.md", "", "@misc{tips:t,", "Our minutes"),
        ("guide/01-begin.md", "", "@misc{guide:01-begin,", "Our minutes"),
        ("about/us.md", "kind: page\n", "@misc{about:us,", "Our minutes"),
        ("events/fair/index.md", "", "@misc{events:fair,", "Our minutes"),
    ],
)
def test_each_kind_of_page_is_cited(understand: Understand, path: str, front: str, begin: str, author: str) -> None:
    text = f"---\ntitle: T\n{front}---\n\nWords.\n"
    written = _written(understand({"events/fair/index.md": FAIR, path: text}))
    page = path.removesuffix(".md").removesuffix("index").rstrip("/")
    assert written[f"{page}/cite.bib"].startswith(begin)
    item = json.loads(written[f"{page}/cite.json"])[0]
    (one,) = item["author"]
    assert (one.get("literal") or f"{one['given']} {one['family']}") == author


def test_lists_and_the_front_page_are_not_cited(understand: Understand) -> None:
    files = {
        "index.md": "# Us\n\nText.\n",
        "sessions/index.md": "# All\n\nText.\n",
        "topics/index.md": "# T\n\nText.\n",
    }
    assert _written(understand(files)) == {}


def test_hostile_titles_are_read_back_by_parsers(understand: Understand) -> None:
    files = _files("note_takers: [Ada Lovelace]\n", HOSTILE)
    written = _written(understand(files))
    bib = written["events/fair/sessions/arms/cite.bib"]
    strict = bibtexparser.parse_string(bib)
    assert not strict.failed_blocks
    assert len(strict.entries) == 1
    (entry,) = parse_string(bib, "bibtex").entries.values()
    assert [str(person) for person in entry.persons["author"]] == ["Lovelace, Ada"]
    assert entry.fields["year"] == "2020"
    plain = entry.fields["title"].strip("{}")
    for name, sign in (("textbackslash", "\\"), ("textbraceleft", "{"), ("textbraceright", "}")):
        plain = plain.replace(f"\\{name}{{}}", {"{": "<<", "}": ">>"}.get(sign, "||"))
    plain = plain.replace(r"\textasciitilde{}", "~").replace(r"\textasciicircum{}", "^")
    plain = re.sub(r"\\([&%$#_])", r"\1", plain).replace("<<", "{").replace(">>", "}").replace("||", "\\")
    assert plain == HOSTILE
    assert json.loads(written["events/fair/sessions/arms/cite.json"])[0]["title"] == HOSTILE


def test_a_name_cannot_become_two() -> None:
    one = Citation("k", Kind.PAGE, "T", (Author("Rock and Roll, Inc."), citing.author("Ada Lovelace")), "S")
    (entry,) = parse_string(citing.bibtex(one), "bibtex").entries.values()
    assert len(entry.persons["author"]) == 2


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("Ada Lovelace", "Lovelace", "Ada"),
        ("Ada B. Lovelace", "Lovelace", "Ada B."),
        ("A. B. Lovelace", "Lovelace", "A. B."),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        ("Bo van den Berg", "van den Berg", "Bo"),
        ("Renée O’Neil", "O’Neil", "Renée"),
        ("Jean-Luc Öztürk", "Öztürk", "Jean-Luc"),
        ("Gabriel García Márquez", "", ""),
        ("Plato", "", ""),
        ("A. L.", "", ""),
        ("Ada Lovelace (MIT)", "", ""),
        ("Martin King Jr.", "", ""),
        ("Dr. Ada Lovelace", "", ""),
        ("ada99 Lovelace", "", ""),
        ("山田 太郎", "", ""),
        ("Лев Толстой", "", ""),
        ("the fair", "", ""),
    ],
)
def test_names_are_split_where_it_is_plain(name: str, family: str, given: str) -> None:
    assert citing.author(name) == Author(name, family, given)


def test_in_words() -> None:
    one = Citation(
        "k", Kind.SESSION, "Why?", (Author("Ada Lovelace"),), "Our minutes", "Fair", date(2020, 2, 1), 2020, f"{SITE}a/"
    )
    assert citing.in_words(one, Words()) == (
        "Ada Lovelace. Why? Fair, 1 Feb 2020. Our minutes. https://wiki.example/some/a/"
    )
    nobody = Citation("k", Kind.SESSION, "Arms", (Author("Fair 2020"),), "Our minutes", "Fair 2020", None, 2020)
    assert citing.in_words(nobody, Words()) == "Arms. Fair 2020. Our minutes."


@pytest.mark.parametrize("front", ["policy: chatham-house\n", "policy: private\n", "status: draft\n"])
def test_nobody_withheld_is_an_author(understand: Understand, front: str) -> None:
    written = _written(understand(_files(f"note_takers: [Zorba Quux]\n{front}")))
    assert "Quux" not in "".join(written.values())
    assert "policy: c" not in front or "The Fair" in written["events/fair/sessions/arms/cite.bib"]
    assert ("events/fair/sessions/arms/cite.bib" in written) == ("chatham" in front)


def test_who_is_not_listed_is_no_author_and_who_wants_another_name_has_it(understand: Understand) -> None:
    people = "- {name: Zorba Quux, listed: false}\n- {name: Edda Lundqvist, as: A reader}\n"
    files = _files("note_takers: [Zorba Quux, Edda Lundqvist, Bo Diaz]\n") | {"people.yml": people}
    written = "".join(_written(understand(files)).values())
    assert "Quux" not in written
    assert "Lundqvist" not in written
    assert "author = {{A reader} and Diaz, Bo}" in written


def test_initials_stay_initials(understand: Understand) -> None:
    written = _written(understand(_files("note_takers: [Zorba Quux]\npolicy: initials\n")))
    assert "author = {{Z. Q.}}" in written["events/fair/sessions/arms/cite.bib"]


def test_keys_are_those_of_pages_and_no_two_alike() -> None:
    paths = ["a-b/c/", "a/b-c/", "a:b/c/", "a/b/c/", "ä/b/", "a_b/", "a b/"]
    keys = [citing._key(SitePath(path)) for path in paths]
    assert len(set(keys)) == len(paths)
    assert all(re.fullmatch(r"[A-Za-z0-9_.:-]+", key) for key in keys), keys


def test_without_an_address_none_is_told(understand: Understand) -> None:
    written = _written(understand(_files()), Options())
    assert "url" not in written["events/fair/sessions/arms/cite.bib"]
    assert "URL" not in written["events/fair/sessions/arms/cite.json"]


def test_everything_in_the_sample_site_is_valid(sample: Understood) -> None:
    written = _written(sample)
    assert len(written) > 10
    items = [item for path, text in written.items() if path.endswith(".json") for item in json.loads(text)]
    jsonschema.validate(items, CSL_SCHEMA)
    library = parse_string("".join(text for path, text in written.items() if path.endswith(".bib")), "bibtex")
    assert len(library.entries) == len(items)


def test_a_citation_processor_formats_an_item(understand: Understand, tmp_path: Path) -> None:
    written = _written(understand(_files("note_takers: [Ada Lovelace]\n")))
    items = json.loads(written["events/fair/sessions/arms/cite.json"])
    style = tmp_path / "style.csl"
    style.write_text(STYLE, encoding="utf-8")
    # The processor does not know `event-title`, which CSL 1.0.2 brought.
    warnings.simplefilter("ignore", UserWarning)
    made = CitationStylesBibliography(
        CitationStylesStyle(str(style), validate=False), CiteProcJSON(items), formatter.plain
    )
    made.register(Cited([CitationItem(items[0]["id"])]))
    assert str(made.bibliography()[0]) == "Ada Lovelace: Arms. The Fair, 2020"
