"""Links and pictures in a line, read in one step: Python-Markdown goes over the rest of a paragraph sign by sign.

An address with brackets or quotes that have no end is text here; Python-Markdown lost what stood behind it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import (
    HTML_RE,
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    HtmlInlineProcessor,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.util import INLINE_PLACEHOLDER_RE

from socml_site.text.links import TARGET, WORDS, folded

_NEAR = 20
"""Brackets that are looked at before all are."""
_BRACKET = re.compile(r"[\[\]]")
_SPACE = re.compile(r"\s")


def whole_links(md: Markdown) -> None:
    """Put the links of this module in the place of Python-Markdown's."""
    patterns = md.inlinePatterns
    patterns.register(_Reference(REFERENCE_RE, md), "reference", 170)
    patterns.register(_Link(LINK_RE, md), "link", 160)
    patterns.register(_Image(IMAGE_LINK_RE, md), "image_link", 150)
    patterns.register(_ImageReference(IMAGE_REFERENCE_RE, md), "image_reference", 140)
    patterns.register(_ShortReference(REFERENCE_RE, md), "short_reference", 130)
    patterns.register(_Html(HTML_RE, md), "html", 90)
    patterns.register(_ShortImageReference(IMAGE_REFERENCE_RE, md), "short_image_ref", 125)


class _Html(HtmlInlineProcessor):
    """HTML in a line; words that another processor has put aside come back as they are, without a backslash."""

    def unescape(self, text: str) -> str:
        """The text with what was put aside."""
        inline: Any = self.md.treeprocessors["inline"]
        aside = inline.stashed_nodes

        def word(held: re.Match[str]) -> str:
            value = aside.get(held[1])
            return value if isinstance(value, str) else held[0]

        return super().unescape(INLINE_PLACEHOLDER_RE.sub(word, text))


class _Whole(LinkInlineProcessor):
    def __init__(self, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self._closed: tuple[str, dict[int, int]] = ("", {})
        """A text with the places of its brackets that are closed, and of those that close them."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802  # the name is Python-Markdown's
        """The words in brackets, where they go on, and whether the brackets are closed."""
        end = self._end(data, index - 1)
        whole = end is not None and end - index <= WORDS
        return (data[index:end], end + 1, True) if whole and end is not None else ("", index, False)

    def _end(self, data: str, start: int) -> int | None:
        """Where the bracket at `start` is closed: most are soon, and for the others all are matched once."""
        depth = 0
        for bracket in islice(_BRACKET.finditer(data, start), _NEAR):
            depth += 1 if bracket[0] == "[" else -1
            if not depth:
                return bracket.start()
        if self._closed[0] is not data:
            opened: list[int] = []
            closed = {}
            for bracket in _BRACKET.finditer(data):
                if bracket[0] == "[":
                    opened.append(bracket.start())
                elif opened:
                    closed[opened.pop()] = bracket.start()
            self._closed = data, closed
        return self._closed[1].get(start)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """Address and title, where the text goes on, and whether there is an address."""
        match = TARGET.match(data, index)
        if not match:
            return "", None, index, False
        title = match[3] if match[3] is not None else match[4]
        address = match[1] if match[1] is not None else match[2]
        shown = None if title is None else _SPACE.sub(" ", self.unescape(title.strip()))
        return self.unescape(address).strip(), shown, match.end(), True


class _Link(_Whole):
    pass


class _Image(_Whole, ImageInlineProcessor):
    pass


class _Labelled(_Whole, ReferenceInlineProcessor):
    """A link whose address stands elsewhere, its label compared as everywhere."""

    def evalId(self, data: str, index: int, text: str) -> tuple[str | None, int, bool]:  # noqa: N802
        """The label, where the text goes on, and whether there is one."""
        label, end, found = super().evalId(data, index, text)
        return (None if label is None else folded(label)), end, found


class _Reference(_Labelled):
    pass


class _ImageReference(_Labelled, ImageReferenceInlineProcessor):
    pass


class _ShortReference(_Labelled, ShortReferenceInlineProcessor):
    pass


class _ShortImageReference(_Labelled, ShortImageReferenceInlineProcessor):
    pass
