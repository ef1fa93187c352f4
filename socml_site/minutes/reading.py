"""A source as the recognisers read it."""

from __future__ import annotations

from dataclasses import dataclass

from socml_site.minutes.habits import NONE, Habits
from socml_site.minutes.lines import Line, scan
from socml_site.read.source import Source
from socml_site.text.language import language_of
from socml_site.text.markdown import Heading, blank_code, headings
from socml_site.words.guess import likely_languages
from socml_site.words.table import Words, words_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A source cut into lines, with its headings and the words that hold in it; `masked` is its text without code.

    `habits` are those of the series that the file belongs to.
    """

    source: Source
    masked: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    words: Words
    habits: Habits = NONE


def read(source: Source, language: str = "", habits: Habits = NONE) -> Reading:
    """Cut a source into lines; `language` is that of the file it is a part of, if it is one."""
    masked = blank_code(source.text)
    found = tuple(headings(source.text, masked))
    known = language or language_of(source.text)
    words = words_of(*((known,) if known else likely_languages(source.text)))
    return Reading(source, masked, found, scan(source.text, masked, found, words), words, habits)
