"""Hostile input hangs nothing: every text is published, and what is past a bound is shown as written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import product

import pytest

from socml_site.importing.archive import open_archive
from socml_site.link.names.seen import group_of
from socml_site.minutes import limits
from socml_site.model import SourcePath
from socml_site.pipeline import Understood
from socml_site.render import bounds
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text import markdown
from tests.bench import patterns
from tests.bench.hostile import Seen
from tests.bench.shapes import ANNOTATED, PUBLISHED
from tests.conftest import Files, first_document, source_of

_CONVERTER = Converter()

CHARACTERS = 16_000


@pytest.mark.usefixtures("never_hangs")
@pytest.mark.parametrize("name", PUBLISHED)
def test_any_shape_is_published(name: str) -> None:
    text = PUBLISHED[name](CHARACTERS)
    found, _ = first_document(source_of(f"# A\n\nBefore.\n\n{text}\n\nBehind.\n"), frozenset())
    html = published(found, Page(found.url, {}), _CONVERTER, {})
    assert "Before." in html
    assert "Behind." in html


CROWDED = {
    "brackets": "[" * 201,
    "brackets among words": "word [ " * 250,
    "pictures": "![" * 300,
    "brackets in an item": "- " + "[[" * 200,
    "stars": "*a " * 3001,
    "tags": "a <b " * 3001,
    "references": "&a " * 3001,
    "backslashes": "\\a " * 3001,
}


@pytest.mark.parametrize("name", CROWDED)
def test_what_is_past_a_bound_is_shown_as_written_and_said(
    understand: Callable[[Files], Understood], name: str
) -> None:
    text = f"# A\n\n**Before.**\n\n{CROWDED[name]} end\nof *it*\n\n**Behind.**\n"
    issues = understand({"a.md": text}).issues
    assert [(one.line, one.message) for one in issues if one.code == "bound"] == [
        (5, "There is too much of one mark in one place to be read as Markdown")
    ]
    found, _ = first_document(source_of(text), frozenset())
    html = published(found, Page(found.url, {}), _CONVERTER, {})
    assert "<strong>Before.</strong>" in html
    assert "<strong>Behind.</strong>" in html
    shown = "".join(Seen(html).words)
    assert " ".join(CROWDED[name].removeprefix("- ").split()) in " ".join(shown.split())
    assert "end\nof *it*" in shown


@pytest.mark.parametrize(
    "text", ["[" * 200, "[a](b.md) " * 900, "*a* " * 1400, "[[" * 90 + "\n\n" + "[[" * 90, "`[`" * 900]
)
def test_what_is_within_its_bounds_is_markdown(text: str) -> None:
    assert bounds.crowded(markdown.blank_code(f"{text}\n")) == []


def test_a_heading_that_is_crowded_keeps_its_anchor() -> None:
    text = f"# A\n\n## One\n\n## Two {'[' * 300}\n\nTwo {'[' * 300}\n---\n\n## Three\n\nText.\n"
    found, _ = first_document(source_of(text), frozenset())
    html = published(found, Page(found.url, {}), _CONVERTER, {})
    for section in found.minutes.sections[1:]:
        assert f'id="{section.anchor}"' in html


def test_notes_past_their_bound_are_text() -> None:
    count = bounds.MOST_NOTES + 2
    text = "\n".join(f"[^n{number}]: note" for number in range(count))
    assert [part.start for part in bounds.crowded(text)] == [count - 2, count - 1]


@pytest.mark.usefixtures("never_hangs")
@pytest.mark.parametrize("name", ANNOTATED)
def test_the_comments_of_any_archive_are_read(name: str) -> None:
    content = f"<office:text>Before.{ANNOTATED[name](40_000)}Behind.</office:text>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", content)
    opened = open_archive(data.getvalue(), "odt")
    with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
        kept = archive.read("content.xml").decode()
    assert "Before." in kept
    assert "Behind." in kept


def test_comments_of_an_archive_become_footnotes() -> None:
    comment = (
        '<office:annotation office:name="1"><dc:creator>Ada</dc:creator><text:p>One</text:p><text:p/>'
        "<text:list><text:list-item><text:p>Two</text:p></text:list-item></text:list></office:annotation>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("content.xml", f"<text:p>a{comment}b<office:annotation-end/></text:p><office:annotation/>")
    opened = open_archive(data.getvalue(), "odt")
    with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
        kept = archive.read("content.xml").decode()
    assert opened.comments == 1
    assert "<text:p>Comment by Ada: One</text:p><text:p/><text:list><text:list-item><text:p>Two</text:p>" in kept
    assert kept.endswith("</text:note>b</text:p><office:annotation/>")


MANY = limits.MOST + 5
NAMES = [f"Ada{chr(97 + n // 676)}{chr(97 + n // 26 % 26)}{chr(97 + n % 26)} Kingson" for n in range(MANY)]
PEOPLED = {
    "front matter": ("---\nattendees:\n" + "".join(f"- {name}\n" for name in NAMES) + "---\n# A\n\nText.\n", 1003),
    "a list": ("# A\n\n## Attendees\n\n" + "".join(f"- {name}\n" for name in NAMES), 1005),
    "a table": ("# A\n\n| Name | Org |\n|---|---|\n" + "".join(f"| {name} | Acme |\n" for name in NAMES), 1005),
    "actions": ("# A\n\n" + "".join(f"- ACTION: {name} to mend the hose\n" for name in NAMES), 1003),
    "topics": ("---\ntopics:\n" + "".join(f"- topic {n}\n" for n in range(MANY)) + "---\n# A\n\nText.\n", 1003),
}


@pytest.mark.parametrize("name", PEOPLED)
def test_no_document_gives_more_than_a_bound_of_people_or_topics(
    understand: Callable[[Files], Understood], name: str
) -> None:
    text, line = PEOPLED[name]
    understood = understand({"a.md": text})
    assert [(one.code, one.line) for one in understood.issues if one.code == "bound"] == [("bound", line)]
    assert len(understood.relations.people) <= limits.MOST
    found, _ = first_document(source_of(text), frozenset())
    assert len(found.facts.topics) <= limits.MOST


def test_of_those_who_are_withheld_everybody_is_known() -> None:
    text = PEOPLED["front matter"][0].replace("---\n", "---\npolicy: initials\n", 1)
    found, issues = first_document(source_of(text), frozenset())
    assert len(found.facts.people) == MANY
    assert issues == ()


MENDED = (
    *("render.prepare._ROW", "render.sanitise._IMAGE", "render.marks._TAGS", "text.markdown._ATTRIBUTES_BEHIND"),
    *("importing.archive._ANNOTATION", "importing.archive._SAID", "importing.markdown._ATTRIBUTE"),
    *("importing.convert._OF_GOOGLE", "render.inline.TARGET", "text.safety._WHOLE", "render.sanitise._STRAY"),
    *(
        "front.facts.WIKI",
        "front.facts._JOINED",
        "importing.markdown.DEFINITION",
        "text.links.HANDLE",
        "text.links._BRACKET",
    ),
    *("emit.files.scripts._COUNTED", "link.register._ADDRESS", "link.register._NUMBER"),
    *("minutes.people.affiliations._SAYING", "minutes.people.affiliations._NAMED", "minutes.days.written._COUNTED"),
    *(
        "minutes.outcomes.listed._LINK_ONLY",
        "minutes.people.remarks._PREPOSITION",
        "minutes.people.entry._INNER",
        "minutes.people.entry._SPLIT",
    ),
    *(
        "minutes.outcomes.owners._SUBJECT",
        "minutes.outcomes.owners._COLON",
        "minutes.outcomes.owners._SEVERAL",
        "minutes.people.listed._NEXT",
    ),
    *(
        "minutes.people.introduced._LEADING",
        "minutes.people.listed._PLURAL",
        "minutes.titles._TIMING",
        "text.works._DOI_BEHIND",
    ),
    *(
        "link.names.seen._SEVERAL",
        "minutes.people.remarks._ROLES",
        "minutes.outcomes.owners._ASIDE",
        "minutes.outcomes.owners._END",
    ),
    *(
        "minutes.days.written._BETWEEN",
        "site.offline._TAG",
        "render.sanitise._HEADING",
        "front.schema._SEPARATORS",
        "site.search._TAG",
    ),
    *("minutes.titles._LEADING_TO", "emit.pages.schedule._EDITED"),
    *("minutes.outcomes.listed._POINTING", "minutes.outcomes.marked.WHO", "minutes.outcomes.owners._NUMBERED"),
    *("words.labels._REMARK", "words.labels._NUMBER"),
)


LENGTH = 600_000
"""Signs on which each of these patterns went on for more than a minute before it was mended."""
SLOWING = (
    *(" ", "a", "A", "-", "_", "\n", "a ", "<a ", "<img", "<h1>", "plural(", "aaaa/aaa/aaa"),
    "</AAAA aaa/>   </AAAA aaa/>   ",
)
"""Of what `tests.bench.growth patterns` makes its texts, the few that all of these were slow on."""


@pytest.mark.usefixtures("never_hangs")
@pytest.mark.parametrize("name", MENDED)
def test_a_pattern_that_was_mended_hangs_no_more(name: str) -> None:
    pattern = patterns.patterns()[name]
    for unit, end, method in product(SLOWING, ("", " \0"), patterns.methods(name)):
        # One after the other, so that a hang is seen where it is.
        patterns.run(pattern, method, unit * (LENGTH // len(unit)) + end)


@pytest.mark.usefixtures("never_hangs")
def test_the_folders_of_years_are_looked_at_once() -> None:
    folders = "garden" + "/2016" * CHARACTERS
    assert group_of(SourcePath(f"{folders}/a.md")) == "garden"
    assert group_of(SourcePath(f"{folders}/soil/a.md")) == f"{folders}/soil"
