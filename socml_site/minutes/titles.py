"""What the minutes are called: their first heading, or their file's name, without what only says when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from socml_site.interface import ENGLISH, long_day, spoken
from socml_site.minutes.dates import WEEKDAY, days
from socml_site.minutes.lines import BOLD, Line
from socml_site.text.markdown import Heading, plain, said
from socml_site.words.table import list_of, role_of

_INDEX = ("index", "readme")
_GENERIC = frozenset(
    ["minutes", "notes", "meetings", "meeting", "sessions", "session", "events", "docs", "content", "archive"]
)
"""Folders whose names say nothing about whose minutes they hold."""
_BLAND = frozenset(
    [
        "meeting",
        "minutes",
        "notes",
        "call",
        "sync",
        "weekly",
        "agenda",
        "meeting notes",
        "meeting minutes",
        "notes from",
        "minutes of",
        "weekly meeting",
        "weekly call",
        "team meeting",
        "session",
        "protokoll",
        "agenda and notes",
        "call notes",
        "sync notes",
        "notes for",
        "minutes for",
    ]
)
_TIMING = re.compile(
    r"(?:(?<!\s)\s++)?[(\[](?:\s*+(?:~\s*+)?\d{1,3}\+?\s*+(?:m|mins?|minutes?|h|hours?|hrs?)\b[^()\[\]]{0,40}"
    r"|[^()\[\]]{2,40},\s*+\d{1,3}\s*+(?:m|mins?|minutes?))[)\]]\s*+$",
    re.IGNORECASE,
)
_LEADING_TO = re.compile(r"(?:(?<!\s)\s++)?\b(?:on|of|for|from|held|dated|at)\s*+(?:the\s*+)?$", re.IGNORECASE)
_PARTS = frozenset(
    [
        "agenda",
        "notes",
        "minutes",
        "discussion",
        "topics",
        "links",
        "link",
        "summary",
        "introduction",
        "introductions",
        "announcements",
        "meeting notes",
        "meeting minutes",
        "agenda and notes",
        "agenda and minutes",
        "agenda items",
        "logistics",
        "meeting info",
        "meeting information",
        "details",
        "housekeeping",
        "welcome",
        "recording",
        "recordings",
        "table of contents",
        "contents",
        "resources",
        "date",
        "time",
        "when",
        "where",
        "meeting details",
        "opening",
        "call to order",
        "administrivia",
        "administrative",
        "notes from meeting",
        "mom",
        "date and time",
    ]
)
"""Headings that open a part of any minutes and are no title."""


def title_of(
    headings: Sequence[Heading], path: str, written: str = "", day: date | None = None, language: str = ENGLISH
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
    named = next((heading for heading in headings if _is_title(plain(heading.text))), None)
    if opening and opening.level == 1 and sum(heading.level == 1 for heading in headings) == 1:
        # "# Meeting notes" is poor, but it is what the minutes are called; a list of attendees calls them nothing.
        words = plain(opening.text)
        named = opening if words.casefold() in _PARTS or _is_title(words) else named
    if named is None or (named is not first and named.level > min(heading.level for heading in headings)):
        named = None
    if named and not named.opens and sum(heading.level <= named.level for heading in headings) > 1 < named.level:
        # One of several parts, and no title of the whole; that may still come, if there is but one such heading.
        top = [heading for heading in headings if heading.level == 1]
        named = top[0] if len(top) == 1 and _is_title(plain(top[0].text)) else None
    if named is None:
        return title_from_path(path, language), None
    title = clean(said(named.text), day)
    return title, opening if opening is named else None


def bold_title(lines: Sequence[Line], day: date | None) -> str:
    """The bold line that opens minutes without headings, as documents exported from word processors have it."""
    first = next((line for line in lines if not line.blank), None)
    return clean(first.words, day) if first and first.level == BOLD and _is_title(first.words) else ""


def _is_title(words: str) -> bool:
    bare = words.strip(" :*_").casefold()
    return bool(bare) and bare not in _PARTS and role_of(words) is None and list_of(words) is None


def clean(title: str, day: date | None = None) -> str:
    """A title without emoji, timing, colon at its end and, if it is `day`, its date."""
    bare = "".join(c for c in title if unicodedata.category(c) not in ("So", "Cf") and c != "\ufe0f")
    bare = _TIMING.sub("", bare)
    if day:
        bare = without_day(bare, day)
    bare = re.sub(r"\s+", " ", bare).strip(" \t:;,-–—|/·")
    if day and bare.casefold() in _BLAND:
        # "Meeting" alone would be the title of every page.
        bare = re.sub(r"\s+", " ", title).strip(" :")
    return bare if re.search(r"[^\W\d_]", bare) else re.sub(r"\s+", " ", title).strip(" :")


def without_day(title: str, day: date) -> str:
    """A title without the words that say this day."""
    for found in days(title):
        if found.day != day and day not in found.readings:
            continue
        before, after = title[: found.start], title[found.end :]
        before = re.sub(rf"(?:{WEEKDAY.pattern})[\s,]*$", "", before, flags=re.I)
        before = _LEADING_TO.sub("", before.rstrip(" ([,:;-–—|@"))
        after = re.sub(r"^[T ]\d\d:\d\d\S*", "", after)
        after = after.lstrip(" )]")
        joint = " " if not re.match(r"[:;,–—-]", after) else ""
        return f"{before.rstrip(' ([,:;-–—|')}{joint}{after}".strip()
    return title


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


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
        folders = [part for part in pure.parts[:-1] if re.search(r"[^\W\d_]", part) and part.lower() not in _GENERIC]
        interface = spoken(language)
        whose = title_from_path(folders[-1]) if folders else interface.t("Minutes")
        return f"{whose}, {long_day(dated.day, interface.language)}"
    words = re.sub(r"[-_\s]+", " ", name) if re.search(r"[A-Za-z]", name) else name
    words = words.strip() or name
    return words[0].upper() + words[1:]
