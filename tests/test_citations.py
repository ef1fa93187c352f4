"""Citations in any text at all: what is found stands there, and hostile text hangs nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socml_site.model import Citation, Place, Section
from socml_site.text.addresses import citations
from socml_site.text.markdown import blank_code
from socml_site.text.works import work_of
from tests.bench.shapes import CITED

PIECES = st.sampled_from(
    "https://x.org/a http://y.org https:// ( ) [ ] ]( < > ** _ ~~ \\ | \" ' ` ! # & &amp; {} : a b . , \n \n\n "
    '<a href=" <!-- --> ``` [1] [1]: src= é 、 \u200b'.split(" ")
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def found_in(text: str) -> tuple[Citation, ...]:
    return citations(text, blank_code(text), (), 1)


@given(TEXTS)
def test_what_is_found_stands_there(text: str) -> None:
    lines = text.split("\n")
    for one in found_in(text):
        assert one.url.lower().startswith(("http://", "https://"))
        assert not set(one.url) & set(" \n<>")
        assert 1 <= one.place.col <= len(lines[one.place.line - 1]) + 1
        assert one.key
        assert not one.title.startswith("http")


@given(TEXTS)
def test_they_are_in_order_and_no_two_of_a_line_are_one(text: str) -> None:
    found = found_in(text)
    assert [one.place.line for one in found] == sorted(one.place.line for one in found)
    assert len({(one.place.line, one.url) for one in found}) == len(found)


@given(TEXTS)
def test_an_address_of_its_own_line_is_found_whatever_stands_above(text: str) -> None:
    above = re.sub("[`~<]", "", text)
    whole = f"{above}\n\nhttps://z.org/own\n"
    last = whole.count("\n")
    assert [one.url for one in found_in(whole) if one.place.line == last] == ["https://z.org/own"]


@given(st.text(max_size=80))
def test_any_address_has_a_key(rest: str) -> None:
    for address in (rest, f"https://{rest}", f"https://x.org/{rest}", f"https://github.com/{rest}"):
        key, kind = work_of(address)
        assert kind in ("", "paper", "issue", "video", "slides", "code", "doc")
        assert isinstance(key, str)


@given(st.sampled_from(["x.org/a", "youtu.be/dQw4w9WgXcQ", "github.com/ada/engine/issues/1", "x.org/a/?b=1"]))
def test_a_key_that_is_an_address_is_its_own(address: str) -> None:
    key, _ = work_of(f"http://www.{address}")
    assert work_of(key)[0] == key or not key.startswith("https://")


def test_each_knows_its_section() -> None:
    text = "https://x.org/a\n\n## One\n\nhttps://x.org/b\n\n## Two\n\nhttps://x.org/c\n"
    sections = (Section(Place(13), 2, "One", "one"), Section(Place(17), 2, "Two", "two"))
    found = citations(text, text, sections, 11)
    assert [(one.place.line, one.section, one.anchor) for one in found] == [
        (11, "", ""),
        (15, "One", "one"),
        (19, "Two", "two"),
    ]


@pytest.mark.usefixtures("never_hangs")
@pytest.mark.parametrize("name", CITED)
def test_hostile_text_is_searched(name: str) -> None:
    text = f"{CITED[name](400_000)}\n\nSee https://y.org/last for more.\n"
    assert citations(text, text, (), 1)[-1].url == "https://y.org/last"


def test_an_address_without_end_is_none() -> None:
    assert found_in("https://x.org/" + "a" * 100_000) == ()
