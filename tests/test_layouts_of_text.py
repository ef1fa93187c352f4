"""How a text is laid out: what is code, which heading opens it, and how many words it has."""

from __future__ import annotations

import pytest

from socml_site.minutes.reading import read
from socml_site.minutes.understand import minutes_of
from socml_site.text.markdown import Fence, blank_code, fences
from tests.conftest import source_of


@pytest.mark.parametrize("box", ["!!! note", "??? note", "???+ note", '=== "Tab"', "[^1]: words"])
def test_a_box_holds_text_until_an_unindented_line_after_a_blank_one(box: str) -> None:
    text = f"{box}\n\n    held\n\n        code\n\nbehind\n\n    code\n"
    assert blank_code(text) == text.replace("code", "    ")


@pytest.mark.parametrize(
    "text", ["1. a\n\n        code", "- a\n\n      code", "- a\n  - b\n\n        code", "\n\tcode"]
)
def test_deep_lines_of_an_item_are_code(text: str) -> None:
    assert "code" not in blank_code(text)


@pytest.mark.parametrize(
    "text", ["1. a\n\n      text", "- a\n        text", "- a\n  - b\n\n      text", "- a\n    - b\n\n        text"]
)
def test_other_lines_of_an_item_are_text(text: str) -> None:
    assert "text" in blank_code(text)


def test_fences_begin_and_end() -> None:
    assert fences("```\na\n```\n\n- b\n\n    ~~~x=\n    ```\n    ~~~\n```") == [Fence(0, 2), Fence(6, 8), Fence(9)]


def test_a_heading_that_opens_the_text_is_its_title_and_not_counted() -> None:
    found = minutes_of(read(source_of("# The title\n\nTwo words.\n\n## B\n")))[0]
    assert (found.title, found.title_line, found.words) == ("The title", 1, 4)
    assert [section.level for section in found.sections] == [1, 2]


@pytest.mark.parametrize("written", ["", "The title"])
def test_a_heading_further_down_stays_in_the_text(written: str) -> None:
    found = minutes_of(read(source_of("Two words.\n\n# The title\n\n## B\n")), written)[0]
    assert (found.title, found.title_line, found.words) == ("The title", 0, 7)
    assert [section.level for section in found.sections] == [2, 3]
