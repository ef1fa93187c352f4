"""Comments of note-takers are published nowhere; what only looks like one is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socml_site.text.comments import without_comments
from tests.conftest import Files, Pages
from tests.test_policy import _everything

HIDDEN = {
    "in a line": "We chose red. %%SECRET%% End.",
    "a line of its own": "One.\n\n%% SECRET %%\n\nEnd.",
    "over lines": "One.\n\n%%\nSECRET\n\nSECRET more\n%%\n\nEnd.",
    "over lines, from the middle of one": "One %%SECRET\nSECRET%% End.",
    "in a list": "- one %%SECRET%%\n- End.",
    "an item": "- %%SECRET%%\n- End.",
    "in a heading": "## Roof %%SECRET%%\n\nEnd.",
    "two": "%%SECRET%% End. %%SECRET%%",
    "around marks": "%%**SECRET** and [SECRET](a.md)%%\n\nEnd.",
    "an action": "%%ACTION: Ada SECRET%%\n\nEnd.",
    "right before a word": "One %%SECRET%%two. End.",
    "from the end of a line on": "One %%\nSECRET\n\nmore %% End.",
    "no end, with words": "End.\n\n%% SECRET",
    "in an item, over lines": "- one\n\n    %%\n    SECRET\n    %%\n\nEnd.",
    "no end": "End.\n\n%%\nSECRET\n\nSECRET",
}
SHOWN = {
    "a number": "It is 100%% sure and 50%% SHOWN.",
    "in code": "Write `%%SHOWN%%`.",
    "in a fence": "```\n%% SHOWN %%\n```",
    "one sign": "%%SHOWN",
    "shares in two items": "- 50 %% of\n- 20 %% of SHOWN",
    "shares in two headings": "## 50 %% of\n\n## 20 %% of SHOWN",
    "an indented fence": "- one\n\n    ```\n    %%\n    SHOWN\n    %%\n    ```\n",
    "three signs": "%%% SHOWN %%%",
    "a magic word": "%%time\n\nSHOWN",
    "in two paragraphs": "one %%first\n\nSHOWN second%% three",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_comment_is_nowhere(pages: Callable[[Files], Pages], text: str) -> None:
    told = _everything(pages({"m/2024-01-01.md": f"# A\n\n{text}\n"}))
    assert "secret" not in told
    assert "end." in told


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN)
def test_what_is_no_comment_is_shown(pages: Callable[[Files], Pages], text: str) -> None:
    assert "SHOWN" in pages({"m/2024-01-01.md": f"# A\n\n{text}\n"})["m/2024-01-01/"].html


@given(st.text(alphabet="%a \n`-", max_size=80))
def test_lines_keep_their_places_and_nothing_else_is_lost(text: str) -> None:
    shown, _ = without_comments(text, "a.md", 1)
    assert shown.count("\n") == text.count("\n")
    if "%%" not in text:
        assert shown == text
