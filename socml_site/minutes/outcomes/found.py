"""An outcome as the recognisers make it of a line, and what says nothing: the empty fields of templates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import Found
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.owners import owners_of, state_of
from socml_site.minutes.reading import Reading
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_WRAPPED = 6
"""Lines that one outcome may be wrapped over."""
_SIGNS = re.compile(r"\W*")
_FIELD = re.compile(r"\W*(?:<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\})\W*")
"""A template's own words: "<what to do>"."""
_GAP = Pattern(r"«gaps»(?=$|[.;!?)\]*_])")
_LONGEST_GAP = 60
_STRUCK_ALL = re.compile(r"(?:^|[:–—-][*_]*\s+)(?:~~.*~~|<(s|del|strike)>.*</\1>)\W*$", re.I)


def is_empty(text: str, of: Words) -> bool:
    """Whether a text says nothing, as an empty field of a template does, or only asks for volunteers."""
    if _SIGNS.fullmatch(text) or _FIELD.fullmatch(text):
        return True
    bare = text.strip(" .:;,*_()-–—")
    if len(bare) > 60:
        return False
    if bare in of.phrases("nothing") or of.pattern("wanted").match(bare):
        return True
    words = bare.split()
    if len(words) < 7 and of.pattern("nothing_begins").match(bare):
        return True
    if len(words) in (2, 3) and (words[0] in of.phrases("fields_begin") or words[-1] in of.phrases("fields_end")):
        return len(words) == 2 or (words[0] in of.phrases("fields_begin") and words[-1] in of.phrases("fields_end"))
    filled = re.split(r"\s?[:–-]\s", bare, maxsplit=1)
    return len(filled) == 2 and filled[0] in of.phrases("fields") and filled[1] in of.phrases("nothing")


def is_gap(text: str, of: Words) -> bool:
    """Whether a text says what is missing from the notes themselves: "copy the slides"."""
    text = text.strip(" .:;,_*()[]")
    return bool(_GAP.of(of).match(text[:_LONGEST_GAP]))


def made(kind: OutcomeKind, page: Reading, line: Line, text: str, cast: Cast, who: str = "") -> Found:
    """The outcome a line is, with what it says behind its mark; `who` is what the mark itself says of the owner.

    Where the line goes on below, what is said there belongs to it.
    """
    of = page.words
    withdrawn = line.struck or bool(_STRUCK_ALL.search(line.text))
    text = wrapped(page.lines, line, text or line.words)
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text, line.number, withdrawn=withdrawn)
    done = line.box if line.box is not None else state_of(line.words, of)
    return Found(kind, text, line.number, owners_of(text, cast, of, who), done, None, withdrawn)


def wrapped(lines: Sequence[Line], line: Line, text: str) -> str:
    """A text that ends its line, with the lines below that it is wrapped over."""
    below = lines[line.number + 1 : line.number + 1 + _WRAPPED]
    rest = [one.words for one in takewhile(lambda one: one.goes_on, below)]
    return " ".join((text, *rest)) if rest and line.words.endswith(text) else text
