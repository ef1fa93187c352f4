"""One grammar of links: whoever collects them, shows them, imports them or reads names sees the same ones."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socml_site.link import know, relate
from socml_site.link.names.seen import described
from socml_site.minutes.lines import scan
from socml_site.model import Document, Mention, Role, SourcePath
from socml_site.read.files import Folder
from socml_site.read.yaml import Parsed, parse_yaml
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text.markdown import blank_code
from socml_site.words.table import words_of
from tests.conftest import first_document, source_of

_CONVERTER = Converter()
_PEOPLE = parse_yaml("- {name: Ada Example, handle: ada-example}\n", "people.yml")
_FILES = {"b.md": "# The B\n\n## Next steps\n", "d.md": "# The D\n", "e.md": "# The E\n"}
_LINKS = (
    "[[The B]]",
    "[[The B|them]]",
    "[[The B\\|them]]",
    "[[The B#Next steps|*there*]]",
    "[[ the b ]]",
    "![[The B]]",
    "\\[[The B]]",
    "[[The B\\]]",
    "[[Nothing]]",
    "[[TOC]]",
    "@ada-example",
    "(@ada-example)",
    "[@ada-example]",
    "[[@ada-example]]",
    "@ada-example/team",
    "@ada-example.org",
    "x@ada-example.org",
    "\\@ada-example",
    "[d](d.md)",
    "[d](<d.md> 'by @ada-example')",
    "[by @ada-example](d.md)",
    "[the [[The B]]](d.md)",
    "![@ada-example [[The B]]](d.md)",
    "\\[d](d.md)",
    "[see [d](d.md)](e.md)",
    "[e][1]",
    "[@ada-example][1]",
    "![[[The B]]][1]",
    "[1]",
    "https://x.org/@ada-example",
    "<https://x.org/?@ada-example>",
    "www.x.org/?by=@ada-example",
    "`@ada-example [[The B]]`",
    "<code>@ada-example [[The B]]</code>",
    "<b title='@ada-example [[The B]]'>x</b>",
    "<b>@ada-example</b>",
    "<a href='d.md'>@ada-example [[The B]]</a>",
    "<!-- @ada-example [[The B]] -->",
    "**@ada-example**",
    "_[[The B]]_",
    "~~@ada-example~~",
)
_BLOCKS = (
    "[1]: e.md '@ada-example'",
    "*[B]: [[The B]] @ada-example",
    "```\n@ada-example [[The B]]\n```",
    "    @ada-example [[The B]]",
    "<div>@ada-example [[The B]]</div>",
    "<pre>@ada-example [[The B]]</pre>",
    "| a | b |\n|---|---|\n| [[The B|them]] | @ada-example |",
    "!!! note\n    @ada-example [[The B|them]]",
    "> [1]: e.md",
)
_HEADS = ("", "", "- ", "> ", "## ", "1. ", "Ada: ", "ACTION: ", "DECISION: ")
lines = st.tuples(st.sampled_from(_HEADS), st.lists(st.sampled_from((*_LINKS, "word", "and")), min_size=1, max_size=5))
paragraphs = st.one_of(lines.map(lambda line: line[0] + " ".join(line[1])), st.sampled_from(_BLOCKS))
texts = st.lists(paragraphs, max_size=6).map("\n\n".join)


class _Anchors(HTMLParser):
    """How often a page links to each address."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found[dict(attrs).get("href") or ""] += 1


def _linked(text: str) -> tuple[Document, dict[str, str], Counter[str]]:
    """A document with what its links lead to, and how often its page links to each address."""
    files = {"a.md": f"---\ntitle: A\n---\n\n{text}\n", **_FILES}
    found = [first_document(source_of(said, path), frozenset(files))[0] for path, said in files.items()]
    relations, _ = relate(know(found, Folder((), _PEOPLE, Parsed(), frozenset(files), frozenset(), ())))
    page = next(one for one in found if one.path == SourcePath("a.md"))
    leads = dict(relations.targets[page.url])
    anchors = _Anchors()
    anchors.feed(published(page, Page(page.url, {**leads, "[[@ada-example]]": "people/ada-example/"}), _CONVERTER, {}))
    return page, leads, anchors.found


@given(texts)
@example("(@ada-example)")
@example("[[@ada-example]] **@ada-example**")
@example("<div>@ada-example [[The B]]</div>")
@example("| a | b |\n|---|---|\n| [[The B|them]] | @ada-example |")
def test_a_page_links_exactly_what_was_collected(text: str) -> None:
    page, leads, shown = _linked(text)
    wiki = Counter(leads.get(f"[[{one.target}]]") for one in page.minutes.links if one.wiki)
    for lead in ("b/", "b/#next-steps", "people/ada-example/"):
        assert shown[f"../{lead}"] == wiki[lead], (lead, text)
    others = (one for one in page.minutes.links if not (one.wiki or one.image or one.text == "1"))
    for address in {f"../{leads[one.target]}" for one in others if one.target in leads}:
        assert shown[address], (address, text)
    collected = {f"../{leads[one.target]}" for one in page.minutes.links if one.target in leads and not one.image}
    assert not shown["../d/"] or "../d/" in collected, text


@pytest.mark.parametrize(
    ("written", "name", "url"),
    [
        ("[[Ada Marsh]]", "Ada Marsh", ""),
        ("[[Ada Marsh\\|Ada]]", "Ada", ""),
        ("[Ada Marsh](https://x.org/a_(b))", "Ada Marsh", "https://x.org/a_(b)"),
        ("[Ada Marsh](<https://x.org/a> 'Ada')", "Ada Marsh", "https://x.org/a"),
    ],
)
def test_a_name_that_is_a_link_is_read_as_one(written: str, name: str, url: str) -> None:
    found = described(Mention(written, Role.ATTENDED))
    assert (found.name, found.url) == (name, url)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("[Ada]: we train GANs\n\n[Bo]: a GAN needs data\n", ["topics/gan/"]),
        ("[x][1] [y][2]\n\n[1]: <gan.md> 'a GAN'\n\n> [2]: gan.md 'GANs'\n", []),
        ("[[The GAN|x]] [[On GANs|y]]\n", []),
    ],
)
def test_topics_are_heard_in_what_is_said_and_not_in_addresses(text: str, topics: list[str]) -> None:
    found = first_document(source_of(text, "a.md"), frozenset({"a.md"}))[0]
    known = parse_yaml("- {label: GAN, aliases: [GANs]}\n", "topics.yml")
    relations, _ = relate(know([found], Folder((), Parsed(), known, frozenset({"a.md"}), frozenset(), ())))
    assert [*relations.tagged.get(found.url, ())] == topics


def test_lines_of_addresses_say_nothing_in_minutes() -> None:
    text = "# Notes\n\n> [1]: https://x.org/a 'Ada agreed'\n\n[2]:\n  https://x.org/b\n\n[Ada]: we agreed.\n"
    said = scan(text, blank_code(text), (), words_of())
    assert [line.text for line in said if line.text][1:] == ["[2]:", "https://x.org/b", "[Ada]: we agreed."]


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("![`a`](https://x.org/a.png)", '<p><a href="https://x.org/a.png"><code>a</code></a></p>'),
        ("![a [b]](https://x.org/a.png)", '<p><a href="https://x.org/a.png">a [b]</a></p>'),
        ("![a]\n\n[A]: https://x.org/a.png", '<p><a href="https://x.org/a.png">a</a></p>'),
        ("\\![a][1]\n\n[1]: https://x.org/a.png", '<p>!<a href="https://x.org/a.png">a</a></p>'),
    ],
)
def test_a_picture_elsewhere_is_a_link_in_every_form(text: str, page: str) -> None:
    found = first_document(source_of(text, "a.md"), frozenset({"a.md"}))[0]
    assert published(found, Page(found.url, {}), _CONVERTER, {}).strip() == page
