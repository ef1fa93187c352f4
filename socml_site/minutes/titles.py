"""What the minutes are called: their first heading, or their file's name, without what only says when."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from socml_site.interface import ENGLISH, long_day, spoken
from socml_site.minutes.dates import apart, days
from socml_site.minutes.lines import BOLD, Line
from socml_site.text.markdown import Heading, plain, said
from socml_site.words.patterns import Pattern, bare
from socml_site.words.table import Phrases, Words, words_of

_INDEX = ("index", "readme")
_TIMING = Pattern(
    lambda words: (
        r"(?:(?<!\s)\s++)?[(\[（](?:\s*+(?:~\s*+)?\d{1,3}\+?\s*+"
        rf"(?:m|h|{bare(words, 'durations')})(?![^\W_])[^()\[\]]{{0,40}}"
        rf"|[^()\[\]]{{2,40}},\s*+\d{{1,3}}\s*+(?:m|{bare(words, 'durations')}))[)\]）]\s*+$"
    )
)
_LEADING_TO = Pattern(
    lambda words: rf"(?:(?<!\s)\s++)?{words.source('leading_to')}\s*+(?:{words.source('on_day')}\s*+)?$"
)


def title_of(
    headings: Sequence[Heading],
    path: str,
    words: Words,
    written: str = "",
    day: date | None = None,
    language: str = ENGLISH,
) -> tuple[str, Heading | None]:
    """The title and the heading that is it, if one is; a title `written` in front matter comes first.

    A heading further down may give the title, but stays a heading of the text. The day of the meeting is taken out of
    the title, since every page shows it, unless nothing else would be left. Of a file that has none it is made of its
    name, in `language`.
    """
    first = next((heading for heading in headings if plain(heading.text)), None)
    opening = first if first and first.opens else None
    if written:
        return written, opening if opening and _same(plain(opening.text), written) else None
    named = next((heading for heading in headings if _is_title(plain(heading.text), words)), None)
    if opening and opening.level == 1 and sum(heading.level == 1 for heading in headings) == 1:
        # "# Meeting notes" is poor, but it is what the minutes are called; a list of attendees calls them nothing.
        called = plain(opening.text)
        named = opening if called in words.phrases("parts") or _is_title(called, words) else named
    if named is None or (named is not first and named.level > min(heading.level for heading in headings)):
        named = None
    if named and not named.opens and sum(heading.level <= named.level for heading in headings) > 1 < named.level:
        # One of several parts, and no title of the whole; that may still come, if there is but one such heading.
        top = [heading for heading in headings if heading.level == 1]
        named = top[0] if len(top) == 1 and _is_title(plain(top[0].text), words) else None
    if named is None:
        return title_from_path(path, language), None
    title = clean(said(named.text), words, day)
    return title, opening if opening is named else None


def bold_title(lines: Sequence[Line], day: date | None, words: Words) -> str:
    """The bold line that opens minutes without headings, as documents exported from word processors have it."""
    first = next((line for line in lines if not line.blank), None)
    return clean(first.words, words, day) if first and first.level == BOLD and _is_title(first.words, words) else ""


def _is_title(said: str, words: Words) -> bool:
    """Whether words may be a title: no part of the meeting, and no list of people or of what came of it."""
    if not said.strip(" :*_") or said in words.phrases("parts"):
        return False
    return words.role_of(said) is None and words.list_of(said) is None


def clean(title: str, words: Words, day: date | None = None) -> str:
    """A title without emoji, timing, colon at its end and, if it is `day`, its date."""
    kept = "".join(c for c in title if unicodedata.category(c) not in ("So", "Cf") and c != "\ufe0f")
    kept = _TIMING.of(words).sub("", kept)
    if day:
        kept = without_day(kept, day, words)
    kept = re.sub(r"\s+", " ", kept).strip(" \t:;,-–—|/·")
    if day and kept in words.phrases("bland"):
        # "Meeting" alone would be the title of every page.
        kept = re.sub(r"\s+", " ", title).strip(" :")
    return kept if re.search(r"[^\W\d_]", kept) else re.sub(r"\s+", " ", title).strip(" :")


def without_day(title: str, day: date, words: Words) -> str:
    """A title without the words that say this day."""
    for found in days(title):
        if found.day != day and day not in found.readings:
            continue
        before, after = apart(title, found)
        before = _LEADING_TO.of(words).sub("", before.rstrip(" ([,:;-–—|@"))
        after = re.sub(r"^[T ]\d\d:\d\d\S*", "", after)
        after = after.lstrip(" )]")
        joint = " " if not re.match(r"[:;,–—-]", after) else ""
        return f"{before.rstrip(' ([,:;-–—|')}{joint}{after}".strip()
    return title


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


@functools.cache
def _folders() -> Phrases:
    """Folders whose names say nothing about whose minutes they hold."""
    return words_of().phrases("folders")


def title_from_path(path: str, language: str = ENGLISH) -> str:
    """`notes/ml_to_prod.md` -> `Ml to prod`; of an index file, its folder's name; `legal/2024-04-08.md`
    -> `Legal, 8 April 2024`, the day as `language` writes it.
    """
    pure = PurePosixPath(path)
    name = pure.stem
    if name.lower() in _INDEX:
        name = pure.parent.name or "Home"
    dated = next((one for one in days(name) if one.day), None)
    if dated and dated.day and not re.search(r"[^\W\d_]", name[: dated.start] + name[dated.end :]):
        folders = [part for part in pure.parts[:-1] if re.search(r"[^\W\d_]", part) and part not in _folders()]
        interface = spoken(language)
        whose = title_from_path(folders[-1]) if folders else interface.t("Minutes")
        return f"{whose}, {long_day(dated.day, interface.language)}"
    words = re.sub(r"[-_\s]+", " ", name) if re.search(r"[A-Za-z]", name) else name
    words = words.strip() or name
    return words[0].upper() + words[1:]
