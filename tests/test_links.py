"""One grammar of links: whoever collects them, shows them, imports them or reads names sees the same ones."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from socml_site.link import relate
from socml_site.minutes import read_document
from socml_site.model import Document, SourcePath
from socml_site.read.files import Folder
from socml_site.read.yaml import Parsed, parse_yaml
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from tests.conftest import source_of

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
    """Where the links of a page lead; `hidden` are those without a word."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found[dict(attrs).get("href") or ""] += 1


def _linked(text: str) -> tuple[Document, dict[str, str], Counter[str]]:
    """A document with what its links lead to, and how often its page links to each address."""
    files = {"a.md": f"---\ntitle: A\n---\n\n{text}\n", **_FILES}
    found = [read_document(source_of(said, path), frozenset(files))[0] for path, said in files.items()]
    relations, _ = relate(found, Folder((), _PEOPLE, Parsed(), frozenset(files), frozenset(), ()))
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
    for address, lead in (("../b/", "b/"), ("../b/#next-steps", "b/#next-steps"), ("../people/ada-example/",) * 2):
        assert shown[address] == wiki[lead.removeprefix("../")], (address, text)
    inline = {leads.get(one.target) for one in page.minutes.links if not one.wiki and not one.image and one.text != "1"}
    for lead in inline - {None}:
        assert shown[f"../{lead}"], (lead, text)
