"""Work other than to understand minutes, each to be had in any size: `tests.bench.growth` sees how its time grows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import yaml

from socml_site.importing.archive import open_archive
from socml_site.link import know, vocabulary
from socml_site.link.names.seen import group_of
from socml_site.link.topics import lexicon, spots, tagged
from socml_site.model import Document, SitePath, SourcePath
from socml_site.read.yaml import parse_yaml
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text.addresses import citations
from tests import naming
from tests.bench.shapes import ANNOTATED, CITED, PUBLISHED, TOPICAL, Shape
from tests.conftest import first_document, source_of

Work = Callable[[], object]
Stage = Callable[[int], Work]
"""A size to the work that is to be done of it."""

LABELS = ("machine learning", "learning", "AI", "R", "C++", "road map", "note-taking", "games")


def _document(text: str) -> Document:
    return first_document(source_of(text), frozenset())[0]


def _published(shape: Shape, size: int) -> Work:
    found, converter = _document(f"# A\n\nBefore.\n\n{shape(size)}\n\nBehind.\n"), Converter()
    return lambda: published(found, Page(found.url, {}), converter, {})


def _opened(shape: Shape, size: int) -> Work:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", f"<office:text>{shape(size)}</office:text>")
    return lambda: open_archive(data.getvalue(), "odt")


def _cited(shape: Shape, size: int) -> Work:
    text = shape(size)
    return lambda: citations(text, text, (), 1)


def _topical(shape: Shape, size: int) -> Work:
    entries = parse_yaml(yaml.safe_dump([{"label": label} for label in LABELS]), "topics.yml")
    known = lexicon(*vocabulary.topics(entries)[:2])
    found = replace(_document("# A\n"), text=shape(size))
    return lambda: spots(found, known)


def _tagged(sessions: int) -> Work:
    labels = [f"topic {number} of many" for number in range(500)]
    words, topics, _ = vocabulary.topics(parse_yaml(yaml.safe_dump([{"label": one} for one in labels]), "topics.yml"))
    parts = "\n\n".join(f"## Topic {number} of many\n\n{'words ' * 60}" for number in range(6))
    model = _document(f"# Meeting\n\n{parts}")
    found = [replace(model, url=SitePath(f"wg/{number}/"), path=f"wg/{number}.md") for number in range(sessions)]
    return lambda: tagged(found, words, topics)


def crowd(sessions: int) -> list[Document]:
    """Sessions of fifteen each, twenty to an event, who share first names within it and family names beyond it."""
    firsts, lasts = ("Ada", "Bo", "Cy", "Di", "Ed"), [f"{a}{b}{c}" for a in "BDKLM" for b in "aeiou" for c in "rstnl"]
    minutes = {
        f"events/e{at // 20}/2024-01-{at % 28 + 1:02}-{at}": [
            f"{firsts[(at + one) % 5]} {lasts[(at // 20 * 7 + one) % 125]}{lasts[at // 20 % 125].lower()}"
            for one in range(15)
        ]
        for at in range(sessions)
    }
    return naming.documents({"minutes": minutes})


def _who(sessions: int) -> Work:
    found = crowd(sessions)
    folder = naming.folder(found)
    return lambda: know(found, folder)


def _folders(count: int) -> Work:
    path = SourcePath("garden" + "/2016" * count + "/a.md")
    return lambda: group_of.__wrapped__(path)


STAGES: Mapping[str, Stage] = {
    **{f"published: {name}": partial(_published, shape) for name, shape in PUBLISHED.items()},
    **{f"citations: {name}": partial(_cited, shape) for name, shape in CITED.items()},
    **{f"topics: {name}": partial(_topical, shape) for name, shape in TOPICAL.items()},
    **{f"archives: {name}": partial(_opened, shape) for name, shape in ANNOTATED.items()},
    "topics: sessions": _tagged,
    "who is who: sessions": _who,
    "who is who: folders of years": _folders,
}
