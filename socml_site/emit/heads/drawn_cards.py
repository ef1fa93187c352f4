"""How a card looks: ink on paper, a title set in balanced lines, one accent.

Every pixel is one of sixteen colours, eight from paper to ink and eight from paper to the accent, so that a card is a
small PNG and is drawn without searching for its colours.
"""

from __future__ import annotations

import functools
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
"""What Open Graph's readers crop least."""
VERSION = 1
"""Part of what a drawn card is kept by: count it up when cards come to look different."""
_FONTS = Path(__file__).parent / "fonts"
_TITLE, _TEXT = "SourceSerif4-SemiBold.ttf", "SourceSerif4-Regular.ttf"
_PAPER, _INK, _ACCENT = (252, 251, 248), (28, 27, 26), (15, 92, 77)
_SHADES = 8
_EDGE = 88
_SIZES = (100, 84, 72, 60)
_LINES = 4
_LONGEST = 300
"""Characters of a title or note that are looked at: no card has room for more."""
_LONGEST_LINE = 120
"""Characters no line has more of."""
_LEADING = 1.16
_NOTE = 34

Font = ImageFont.FreeTypeFont


@functools.cache
def _font(name: str, size: int) -> Font:
    # The plain layout needs no further library, so that every machine draws the same.
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def _has(letter: str) -> bool:
    """Whether both fonts have a glyph: a missing one is drawn as the box for missing ones."""
    if letter == " ":
        return True
    fonts = (_font(_TITLE, 24), _font(_TEXT, 24))
    return all(bytes(font.getmask(letter)) != bytes(font.getmask("\U0010fffe")) for font in fonts)


@functools.lru_cache(maxsize=4096)
def has_letters(text: str) -> bool:
    """Whether the fonts can write a text."""
    return all(map(_has, set(_plain(text))))


def _plain(text: str) -> str:
    """Composed letters, and without what is not seen: joiners, marks of direction, line breaks."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf"))


def draw(title: str, note: str, site: str) -> bytes:
    """A card as a PNG."""
    title, note = title[:_LONGEST], note[:_LONGEST]
    ink, accent = Image.new("L", (WIDTH, HEIGHT)), Image.new("L", (WIDTH, HEIGHT))
    font, lines = set_title(_plain(title))
    pen, tint = ImageDraw.Draw(ink), ImageDraw.Draw(accent)
    leading = round(font.size * _LEADING)
    tint.rectangle((0, 0, WIDTH, 11), fill=255)
    top = _EDGE + 6
    for at, line in enumerate(lines):
        pen.text((_EDGE, top + at * leading), line, font=font, fill=255)
    if note:
        quiet = _font(_TEXT, _NOTE)
        below = top + len(lines) * leading + 26
        first, *rest = _wrapped(_plain(note), quiet, WIDTH - 2 * _EDGE)
        # Beside a title of four lines there is room for one.
        told = [first, _cut(" ".join(rest), quiet)] if rest and len(lines) < _LINES else [_cut(_plain(note), quiet)]
        for at, line in enumerate(told):
            pen.text((_EDGE, below + at * round(_NOTE * _LEADING)), line, font=quiet, fill=200)
    if site:
        name = _font(_TITLE, _NOTE)
        tint.text((_EDGE, HEIGHT - _EDGE - 20), _cut(_plain(site), name), font=name, fill=255)
    return _png(ink, accent)


@functools.lru_cache(maxsize=4096)
def _length(font: Font, text: str) -> float:
    """How long a text is, in pixels; setting a title asks for the same lines again and again."""
    return font.getlength(text)


def set_title(title: str) -> tuple[Font, list[str]]:
    """The largest size at which a title fills few lines, and those lines, about equally long."""
    for size in _SIZES:
        font = _font(_TITLE, size)
        lines = _wrapped(title, font, WIDTH - 2 * _EDGE)
        if len(lines) <= (_LINES if size == _SIZES[-1] else _LINES - 1):
            return font, _balanced(title, font, len(lines))
    return font, [*lines[: _LINES - 1], _cut(" ".join(lines[_LINES - 1 :]), font)]


def _wrapped(text: str, font: Font, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in (part for whole in text.split() for part in _broken(whole, font)):
        longer = f"{line} {word}".lstrip()
        if line and _length(font, longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _broken(word: str, font: Font) -> Sequence[str]:
    """A word in pieces that fit a line."""
    pieces = []
    while word and _length(font, word) > WIDTH - 2 * _EDGE:
        at = next(n for n in range(min(len(word), _LONGEST_LINE), 0, -1) if n == 1 or _fits(font, word[:n]))
        pieces.append(word[:at])
        word = word[at:]
    return (*pieces, word) if word else tuple(pieces)


def _fits(font: Font, text: str) -> bool:
    return _length(font, text) <= WIDTH - 2 * _EDGE


def _balanced(text: str, font: Font, count: int) -> list[str]:
    """As many lines, in the narrowest column that holds them."""
    low, high = 0.0, float(WIDTH - 2 * _EDGE)
    while high - low > 4:
        middle = (low + high) / 2
        if len(_wrapped(text, font, middle)) <= count:
            high = middle
        else:
            low = middle
    return _wrapped(text, font, high)


def _cut(text: str, font: Font) -> str:
    """A text in one line, with an ellipsis where it is too long."""
    if _length(font, text) <= WIDTH - 2 * _EDGE:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _length(font, f"{text[:middle].rstrip()}…") <= WIDTH - 2 * _EDGE:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def _png(ink: Image.Image, accent: Image.Image) -> bytes:
    """Both layers on paper; where they do not touch, the higher index is the colour."""
    step = 256 // _SHADES
    indices = ImageChops.lighter(
        ink.point([value // step for value in range(256)]),
        accent.point([_SHADES + value // step if value >= step else 0 for value in range(256)]),
    )
    card = Image.frombytes("P", indices.size, indices.tobytes())
    card.putpalette([part for colour in (_INK, _ACCENT) for shade in range(_SHADES) for part in _mixed(colour, shade)])
    out = io.BytesIO()
    card.save(out, "PNG", bits=4, compress_level=4)
    return out.getvalue()


def _mixed(colour: tuple[int, int, int], shade: int) -> tuple[int, ...]:
    share = shade / (_SHADES - 1)
    return tuple(round(paper + (full - paper) * share) for paper, full in zip(_PAPER, colour, strict=True))
