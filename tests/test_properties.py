"""What must hold for any text at all, tried on many."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socml_site import urls
from socml_site.emit.parts import lists
from socml_site.emit.parts.views import Entry, Group
from socml_site.front import facts, schema
from socml_site.link import know, relate
from socml_site.model import Document, Kind, SitePath, SourcePath
from socml_site.read.files import Folder
from socml_site.read.source import FrontMatter, read_source
from socml_site.read.yaml import Parsed, parse_yaml
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text import markdown, safety
from socml_site.withhold import policy
from tests.conftest import first_document, source_of

_CONVERTER = Converter()
_PIECES = [
    *"# ## --- === ``` ~~~ ` * ** _ __ ~~ - + 1. 2016. > | |---| [ ] ( ) [[ ]] [[# @ # ! ![ ](x) ]( {: {#x}".split(),
    *"< > </ <!-- --> <script> </script> <script <img src=x onerror=x> <a href= javascript:x data:text/html,".split(),
    *"<svg/onload=x> <b <details> </details> <div onclick= style= title: date: 2016-10-07 ??? ACTION !!! === ^".split(),
    *"é 機 😀 word another https://x.org/a_b //x.org a.md #x [^1] [^1]: *[x]: \\ & &lt; &#x6a; : :: ' = on".split(),
    *(" ", "\t", "\n", "\r\n", "\u00a0", "\u2028", "    ", '"', "---\n", "\n\n", "\n- ", "\n  - ", "\n# ", "\n> "),
    *("\n```\n", "\n    ", "<div markdown>", " ", " ", " "),
]
# A NUL makes a file none of text.
letters = st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")
texts = st.one_of(st.text(letters, max_size=200), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
words = st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=40)
HOSTILE = (
    "[" * 1500,
    "![" * 800,
    "<" * 3000,
    "<a " * 2000,
    "`" * 5001,
    "> " * 1500 + "deep",
    "*a " * 1500,
    "- " * 1500 + "deep",
    "\n".join("  " * depth + "- a" for depth in range(300)),
    "<div>" * 1500,
    "[[" * 800,
    "[a](" * 1000,
    "| a " * 2000 + "\n" + "|---" * 2000,
    "<!--" * 2000,
    "!!! note\n" + "\n".join("    " * depth + "!!! note" for depth in range(1, 120)),
)


def _document(text: str) -> Document:
    return first_document(source_of(text), frozenset({"notes/a.md"}))[0]


def _published(found: Document) -> str:
    page = Page(found.url, {})
    return published(found, page, _CONVERTER, {})


class _Seen(HTMLParser):
    """Elements, attributes and words as a browser would see them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _seen(markup_: str) -> _Seen:
    seen = _Seen()
    seen.feed(markup_)
    seen.close()
    return seen


@given(st.one_of(st.binary(max_size=300), texts.map(str.encode)))
@example(b"---\n- a\n? [b]\n---\n")
@example(b"\xff\xfe\x00")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    source, issues = read_source(SourcePath("a.md"), data)
    assert source is not None or [one.code for one in issues] == ["binary"]


@given(texts)
@example("? [a, b]\n: c")
@example("? {a: b}\n: c")
@example("a: !!float x\nb: !!int y\nc: !!binary z\nd: !!set [a]\ne: !!omap {a: b}")
@example("<<: [1, 2]")
@example("<<: *a")
@example("date: 0000-00-00")
@example("a: !!bool x")
@example("a: 1\n? !!timestamp 2016\n: x")
def test_any_yaml_is_read_or_reported(text: str) -> None:
    parsed = parse_yaml(text, "a.yml")
    lines = text.replace("\r\n", "\n").split("\n")
    assert all(1 <= one.line <= len(re.split(r"[\n\r\x85\u2028\u2029]", text)) + 1 for one in parsed.issues), lines
    assert parsed.place(("x", 1, "y")).line >= 1


@given(texts)
@example("--- \n<<: {title: x}\n---\n")
def test_any_text_is_understood_and_its_places_lie_within_it(text: str) -> None:
    source, found_issues = read_source(SourcePath("notes/a.md"), text.encode("utf-8", "replace"))
    if source.unread:
        return
    found, issues = first_document(source, frozenset({"notes/a.md"}))
    folder = Folder((), Parsed(), Parsed(), frozenset({"notes/a.md"}), frozenset(), ())
    relations, more = relate(know([found], folder))
    unsafe = safety.issues(found, markdown.blank_code(found.text))
    _, withheld = policy.withhold(relations)
    stored = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [one.place for one in (*found.minutes.links, *found.minutes.sections)]
    places += [one.place for one in (*found.facts.people, *found.facts.topics, *found.facts.evidence)]
    for one in (*places, *found_issues, *issues, *more, *unsafe, *withheld):
        assert 1 <= one.line <= len(stored)
        assert 1 <= one.col <= len(stored[one.line - 1]) + 1
    assert found.title


@given(texts)
def test_blanking_code_keeps_every_place(text: str) -> None:
    masked = markdown.blank_code(text)
    assert len(masked) == len(text)
    assert [at for at, sign in enumerate(masked) if sign == "\n"] == [
        at for at, sign in enumerate(text) if sign == "\n"
    ]


@given(texts.filter(lambda text: chr(0) not in text))
@example("<svg><style><img src=x onerror=x></style></svg>")
@example('<a title="</a><script>x</script>">')
@example("[a](java\nscript:x)")
@example("[a](&#106;avascript:x)")
@example("<a href=&#106;avascript:x>a</a>")
@example("[a]: javascript:x\n\n[a]")
@example('<https://x" onclick=x>')
@example('![a](x"onerror=x)')
@example("[a](x){: onclick=x href=javascript:x }")
@example('*[x]: "><script>y</script>\n\nx')
@example("[[<script>x</script>]]")
@example('x\n{: style="background:url(//x.org)" }')
def test_nothing_runs_and_nothing_calls_out(text: str) -> None:
    for tag, attributes in _seen(_published(_document(text))).tags:
        assert tag in safety.TAGS
        assert not [name for name in attributes if name.startswith("on") or name in ("srcdoc", "formaction")]
        assert urls.safe_url(attributes.get("href", ""))
        source = attributes.get("src", "")
        assert source.startswith("data:image/") or not (urlsplit(source).scheme or source.startswith("//"))
        assert "url" not in attributes.get("style", "")


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:12]) for text in HOSTILE])
def test_hostile_text_is_published(text: str) -> None:
    found = _document(f"Before.\n\n{text}\n")
    assert "Before." in _published(found)


@given(
    words,
    st.sampled_from(["{}", "- {}", "> {}", "# T\n\n{}", "1. {}", "Text:\n- {}", "| a |\n|---|\n| {} |", "a <b {}"]),
)
def test_no_word_is_lost(said: list[str], around: str) -> None:
    text = around.format(" ".join(said))
    shown = " ".join("".join(_seen(_published(_document(f"---\ntitle: Other\n---\n{text}\n"))).text).split())
    assert " ".join(said) in shown


@given(words, st.sampled_from([*sorted(safety._HTML), "nonsense", "your-name", "x:y"]))
def test_no_word_is_lost_in_html_that_is_not_published(said: list[str], tag: str) -> None:
    shown = "".join(_seen(_published(_document(f"Before <{tag}>{' '.join(said)}</{tag}> after.\n"))).text)
    assert " ".join(said) in shown
    assert shown.startswith("Before") and shown.strip().endswith("after.")


names = st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="/#?"), min_size=1, max_size=8)
folders = st.lists(names.filter(lambda name: name not in (".", "..")), max_size=4)
pages = folders.map(lambda parts: SitePath("".join(f"{part}/" for part in parts)))


@given(pages, pages, st.sampled_from(["", "#x", "#é ü", "?q=1", "?q=1#x"]))
@example("javascript:x/", "", "")
@example("a/b:c/", "a/", "")
@example("a%2Fb/", "", "#x")
def test_a_relative_address_leads_to_its_target(target: str, page: str, behind: str) -> None:
    base = f"https://x.org/some/repo/{''.join(quote(part) + '/' for part in page.split('/') if part)}"
    found = urlsplit(urljoin(base, urls.relative_url(target + behind, page)))
    assert found.netloc == "x.org"
    assert unquote(found.path) == f"/some/repo/{target}"
    assert unquote(found.fragment) == behind.partition("#")[2]


@given(st.lists(st.integers(0, 23), max_size=12), st.integers(1, 10))
def test_a_long_list_holds_every_entry_once_and_in_order(sizes: list[int], size: int) -> None:
    groups = [
        Group(f"g{n}", f"in-{n}", tuple(Entry(f"{n}-{at}", "x/") for at in range(count)))
        for n, count in enumerate(sizes)
        if count
    ]
    found = dict(lists.listings(groups, SitePath("sessions/"), size))
    held = [entry for listing in found.values() for group in listing.groups for entry in group.entries]
    assert held == [entry for group in groups for entry in group.entries]
    assert all(sum(len(group.entries) for group in listing.groups) <= size for listing in found.values())
    assert all(listing.groups for listing in found.values()) or not groups
    anchors = {f"{at}#{group.anchor}" for at, listing in found.items() for group in listing.groups}
    for at, listing in found.items():
        assert len({group.anchor for group in listing.groups}) == len(listing.groups)
        assert {jump.url for jump in listing.jumps} <= anchors
        assert len(listing.jumps) == (len(groups) if len(groups) > 1 else 0)
        others = [one.url for one in listing.pages]
        assert others == ([None if url == at else url for url in found] if len(found) > 1 else [])


@given(st.text(max_size=40))
def test_initials_hold_no_name(name: str) -> None:
    short = policy.initials(name)
    assert short
    assert all(len(part.rstrip(".")) <= 3 and part.endswith(".") for part in short.split(" "))


@given(texts)
def test_plain_words_are_one_line(text: str) -> None:
    assert markdown.plain(text) == " ".join(markdown.plain(text).split())


@given(st.text(max_size=30))
def test_a_slug_is_one_folder(text: str) -> None:
    slug = urls.slugify(text)
    assert slug and not set(slug) & set("/#?%. \\:") and slug == html.escape(slug)


KEYS = sorted({name for model in schema.FRONTS.values() for name in model.model_fields})
scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.dates()
nested = st.sampled_from(["url", "title", "label", "start", "in_person", "x"])
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(nested, inner, max_size=3), max_leaves=6
)


@given(st.sampled_from(list(Kind)), st.dictionaries(st.sampled_from(KEYS), values, max_size=5))
def test_any_front_matter_gives_facts(kind: Kind, written: dict[str, object]) -> None:
    found, issues = facts.facts_of(FrontMatter(written), kind, "a.md")
    assert isinstance(found.title, str)
    assert all(one.path == "a.md" for one in issues)


@pytest.mark.parametrize("opened", ["[", "{", "- ", "? ", "[{", "-\t"])
def test_deep_nesting_does_not_end_the_process(opened: str) -> None:
    assert [one.code for one in parse_yaml("a:\n  " + opened * 100_000, "a.yml").issues] == ["yaml"]
    indented = "\n".join(" " * depth + "a:" for depth in range(2_000))
    assert [one.code for one in parse_yaml(indented, "a.yml").issues] == ["yaml"]


def test_nesting_that_people_write_is_read() -> None:
    indented = "\n".join(" " * depth + "a:" for depth in range(40))
    assert parse_yaml(indented, "a.yml").issues == ()
    assert parse_yaml(f"a: [{'[x], ' * 500}]", "a.yml").issues == ()
