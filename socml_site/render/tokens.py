"""Links in double brackets and handles, carried through Markdown to the page by tokens.

What is such a link is said once, by the grammar of `text.links`, before anything else looks at the text; so the page
links what was collected, and nothing else. The words stay where they are, between signs of a private use plane that
mean nothing in Markdown and do not part the cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from socml_site.text.links import WikiLink
from socml_site.text.markdown import edited
from socml_site.text.safety import SIGNS

_OPEN, _WORDS, _CLOSE = "\U0010fe80", "\U0010fe81", "\U0010fe82"
_DIGITS = "".join(chr(0x10FE90 + number) for number in range(16))
_OURS = re.compile(f"[{_OPEN}-{_DIGITS[-1]}]")
TOKEN = rf"{_OPEN}([{_DIGITS}]{{1,8}}){_WORDS}([^{_OPEN}{_CLOSE}]*){_CLOSE}"
"""The number of a link, and its words."""
_PIECE = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>|{TOKEN}")
_CODE = frozenset({"code", "pre"})
_PIPE = re.compile(r"\\?\|")


def with_tokens(text: str, wiki: Sequence[WikiLink]) -> str:
    """`text` with tokens for these links of it."""
    if not text.isascii() and _OURS.search(text):
        # Somebody may have written them to forge a link.
        text = _OURS.sub("\ufffd", text)
    return edited(
        text, sorted((one.start, one.end, _token(at, text[slice(*one.words)])) for at, one in enumerate(wiki))
    )


def _token(number: int, words: str) -> str:
    digits = "".join(_DIGITS[int(digit, 16)] for digit in f"{number:x}")
    shown = _PIPE.sub(SIGNS["|"], words.strip().removeprefix("#"))
    return f"{_OPEN}{digits}{_WORDS}{shown}{_CLOSE}"


def number_of(digits: str) -> int:
    """The number that a token holds."""
    return int("".join(f"{_DIGITS.index(digit):x}" for digit in digits), 16)


def without_tokens(made: str, wiki: Sequence[tuple[str, str | None]], relative: Callable[[str], str]) -> str:
    """HTML with links for the tokens that Markdown did not see, since they stand in HTML of the minutes.

    `wiki` says of each link what stands in the minutes, which code shows, and where it leads, which `relative` makes an
    address. In an attribute a link is its words.
    """
    if _OPEN not in made:
        return made
    inside = 0

    def shown(piece: re.Match[str]) -> str:
        nonlocal inside
        if piece[2]:
            if piece[2].lower() in _CODE:
                inside = max(0, inside - 1) if piece[1] else inside + 1
            return _OURS.sub("", piece[0])
        written, lead = wiki[number] if (number := number_of(piece[3])) < len(wiki) else (piece[4], None)
        if inside:
            return escape(written, quote=False)
        return piece[4] if lead is None else f'<a href="{escape(relative(lead))}">{piece[4]}</a>'

    return _OURS.sub("", _PIECE.sub(shown, made))
