"""Whatever a note-taker writes, and however it is broken, each of its words is on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from socml_site.importing.convert import convert
from socml_site.importing.values import Origin
from socml_site.model import SourcePath
from socml_site.pipeline import Understood
from socml_site.read.source import read_source
from socml_site.render.converter import Converter, Page
from socml_site.render.pages import published
from socml_site.text import markdown, safety
from tests.bench import hostile
from tests.conftest import Files, first_document, source_of

_CONVERTER = Converter()


def _html(text: str) -> str:
    found, _ = first_document(source_of(f"---\ntitle: Other\n---\n{text}"), frozenset({"notes/a.md"}))
    return published(found, Page(found.url, {}), _CONVERTER, {})


def _shown(text: str) -> str:
    words: list[str] = []

    class Seen(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    seen = Seen(convert_charrefs=True)
    seen.feed(_html(text))
    seen.close()
    return " ".join("".join(words).split())


@pytest.mark.parametrize("seed", range(6))
def test_random_texts_lose_no_word_and_hold_nothing_unsafe(seed: int) -> None:
    for text in hostile.texts(70, seed):
        verdict = hostile.judged(text, _CONVERTER)
        assert not verdict.lost, text
        assert not verdict.unsafe, text


SWALLOWING = (
    *("<!-- todo", "<div> <!-- todo", "a <!-- <script><!--\nx\n--> c <!--", "<details><summary>a</summary>\n<!-- more"),
    *(
        "> <!-- a",
        "- <!-- a",
        "| a |\n|---|\n| <!-- b |",
        "text <!-- a\n-- >",
        "# <!-- a",
        "<!--",
        "<!-- a --",
        "<!- a",
    ),
    *("<script>", "<style>", "<textarea>", "<title>", "<xmp>", "<plaintext>", "<noscript>", "<iframe>", "<template>"),
    *(
        "<select>",
        "<math>",
        "<svg>",
        "<frameset>",
        "<![CDATA[ a",
        "<?php a",
        "<!DOCTYPE a",
        "<!ELEMENT a",
        "</ a",
        "</>",
    ),
    *(
        '<a title="b',
        "<a title='b",
        '<a href="b',
        '<img src="a.png" alt="b',
        "<b class=",
        "<div",
        "<p ",
        "</p",
        "<a b c",
    ),
    *(
        "<div markdown>\n<div>a",
        "<details markdown>\n<details>",
        '<div markdown="span"><p>',
        "<div>\n<pre>",
        "<table><tr>",
    ),
    *("&#\n</b>\n", "&#\n- <div markdown>\n", '[a]("b (c', "[a](b'c (", '![a](b "c', "[a](<b", "[a]:\n", "*[a]:\n"),
)
"""Beginnings that a parser takes for the beginning of something without words, and that have no end."""


@pytest.mark.parametrize("begin", SWALLOWING)
@pytest.mark.parametrize("joint", [" ", "\n", "\n\n"], ids=["same line", "next line", "next paragraph"])
def test_nothing_is_swallowed(begin: str, joint: str) -> None:
    assert "WORDS of mine" in _shown(f"# A\n\nfirst\n\n{begin}{joint}WORDS of mine.\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[Ada]: hello", "[Ada]: hello"),
        ("[Ada]:\nhello", "[Ada]: hello"),
        ("[Ada]: <!-- for\nme -->{hello}", "[Ada]: {hello}"),
        ("[a]: https://a.example/\n(said Bob)", "(said Bob)"),
        ("*[XY]:\nnext line", "*[XY]: next line"),
        ("text\n{see appendix B}", "text {see appendix B}"),
        ("**text**{see appendix B}", "text{see appendix B}"),
        ("`<br>`{=html} text", "<br> text"),
        ("| a | b {not c} |\n|---|---|\n| c | d {or e} |", "a b {not c} c d {or e}"),
        ("| a | b |\n|---|---|\n| c | d | e | f |", "a b c d | e | f"),
        ("| a |\n|---|\n| c | `d|e` | f |", "a c | d|e | f"),
        ("[^1]: one\n\nText[^1].\n\n[^1]: two", "Text1. one two ↩"),
        ("[^1]: [^2]: inner", "[^2]: inner ↩"),
        ("!!! note read this", "Note read this"),
        ("??? tip read this\n    text", "Tip read this text"),
        ("!!! note inline end\n    text", "Note text"),
        (">```\n     ```\n<!-- a -->", "``` <!-- a -->"),
        ("<b words here>bold</b>", "<b words here>bold"),
        ("  ```\nx <b c=d>\n  ```", "x <b c=d>"),
        ("> ```\nx <b c=d>\n> ```", "x <b c=d>"),
        ("# <your name> and `<b>`", "<your name> and <b>"),
    ],
)
def test_what_looks_like_markup_and_is_none_is_text(text: str, shown: str) -> None:
    assert _shown(f"{text}\n") == shown


def test_what_stands_in_brackets_in_a_title_is_a_part_of_it() -> None:
    for written in ("# <your name> and us", "# `<your name>` and us", "<your name> and us\n==="):
        found, _ = first_document(source_of(f"{written}\n\nText.\n"), frozenset({"notes/a.md"}))
        assert found.title == "<your name> and us"


@pytest.mark.parametrize(
    "comment", ["<!-- secret -->", "<!--secret-->", "<!--\nsecret\n\n-->", "<!-- `a --> secret -->"]
)
@pytest.mark.parametrize("around", ["{}", "before {} after", "- a\n{}\n- b", "> {}", "<div>\n{}\n</div>", "# A {}\n"])
def test_what_a_comment_hides_stays_hidden(comment: str, around: str) -> None:
    hidden = comment.replace("--> secret", "") if "`" in comment else comment
    html = _html(f"first\n\n{around.format(hidden)}\n\nlast\n")
    assert "secret" not in html
    assert "<!--" not in html and "&lt;!--" not in html
    assert "first" in html and "last" in html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <!-- b --> c", ["<!-- b -->"]),
        ("<!--> a", ["<!-->"]),
        ("<!---> a", ["<!--->"]),
        ("<!-- a --!> b -->", ["<!-- a --!>"]),
        ("<!-- a", []),
        ("`<!-- a -->`", []),
        ("```\n<!-- a -->\n```", []),
        ("<!-- ` --> ` a", ["<!-- ` -->"]),
        ("` <!-- ` a -->", []),
        ("<!-- <!-- a --> b -->", ["<!-- <!-- a -->"]),
    ],
)
def test_comments_are_found_as_browsers_find_them(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in markdown.comments(text)] == found


@pytest.mark.parametrize(
    ("text", "place"),
    [("a\n\nb <!-- todo\n\nc\n", (3, 3)), ("<!-- a -->\n<!-- b\n<!-- c\n", (2, 1)), ("- x\n  <div> <!--\n", (2, 9))],
)
def test_a_comment_without_an_end_is_an_issue(
    understand: Callable[[Files], Understood], text: str, place: tuple[int, int]
) -> None:
    issues = understand({"a.md": text}).issues
    assert [(one.code, one.message) for one in issues] == [("markup", "This comment has no end")]
    assert [(one.line, one.col) for one in issues] == [place]


def test_what_stands_behind_a_comment_without_an_end_is_understood() -> None:
    found, _ = first_document(source_of("# Call\n\n<div> <!-- todo\n\nACTION: Ada to mend the hose\n"), frozenset())
    assert [one.text for one in found.minutes.outcomes] == ["Ada to mend the hose"]


def test_what_a_comment_hides_names_no_anchor() -> None:
    for written in (
        "## A <!-- secret -->",
        "## <!-- secret --> A",
        "A <!-- secret -->\n---",
        "## A `b` <!-- secret -->",
    ):
        found, _ = first_document(source_of(f"# Call\n\n{written}\n\nText.\n"), frozenset())
        assert [one.title for one in found.minutes.sections][1:] == ["A b" if "`" in written else "A"]
        assert "secret" not in "".join(one.anchor for one in found.minutes.sections)


def test_tags_of_another_name_are_never_in_the_page() -> None:
    for name in ("script", "style", "iframe", "x-y", "g", "image"):
        html = _html(f"```\n<{name}>\n\n> <{name} a=b>\n- `<{name}>`\n")
        assert f"<{name}" not in html
    assert "image" not in safety.TAGS


HEADS = (
    *(
        "---\ntitle: x\npolicy: private\n---",
        "---\n---",
        "---\n\n---",
        "---\r\ntitle: x\r\n---",
        "\ufeff---\ntitle: x\n---",
    ),
    *(
        "---\ntitle: x\n--- ",
        "---\ntitle: |\n  a\n  b\n---",
        "----\ntitle: x\n----",
        "---\ntitle: [x\n---",
        "+++\ntitle = 'x'\n+++",
    ),
    *("---\ntitle: x\n...", '{"title": "x"}', "", "---\n# a comment\n---", "---\ntitle: x\n\n---"),
)
JOINTS = ("\n", "\n\n", "\n\n\n", "\r\n", "\n \n")
BODIES = (
    "Hello",
    "Hello\n",
    "Hello\n\n---\n\nworld\n",
    "---\n\nHello\n",
    "# Hello\n\n- a\n- b",
    "Hello\n---\nworld",
    "",
)


@pytest.mark.parametrize("head", HEADS)
def test_an_import_keeps_front_matter_and_all_words(tmp_path: Path, head: str) -> None:
    for number, (joint, body) in enumerate(product(JOINTS, BODIES)):
        file = tmp_path / f"{number}.md"
        file.write_bytes(f"{head}{joint}{body}".encode())
        done = convert(Origin(file, file.name, tmp_path, "markdown"))
        if done.fault:
            assert not body and not re.search(r"\w", head)
            continue
        before, _ = read_source(SourcePath("a.md"), file.read_bytes())
        after, _ = read_source(SourcePath("a.md"), (done.head + done.text).encode())
        assert before is not None and after is not None
        assert after.front.values == before.front.values, file.read_bytes()
        assert after.front.whole == before.front.whole
        assert after.text.split() == before.text.split(), file.read_bytes()
