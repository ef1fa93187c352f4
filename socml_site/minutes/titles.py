"""What the minutes are called: their first heading, or their file's name, without what only says when."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from socml_site.interface import ENGLISH, long_day, spoken
from socml_site.minutes.days.clock import without_hours
from socml_site.minutes.days.written import apart, beside, days, days_of, short_day
from socml_site.minutes.lines import BOLD, Line
from socml_site.model import Role
from socml_site.text.markdown import Heading, plain, said
from socml_site.words.patterns import Pattern, bare
from socml_site.words.phrases import Phrases
from socml_site.words.table import Words, words_of

_IMAGE = re.compile(r"\[?!\[[^\[\]]{0,300}\]\([^()]{0,500}\)(?:\]\([^()]{0,500}\))?")
"""A picture, perhaps one that is a link, such as a badge."""
_INDEX = ("index", "readme")
_RECORDED = (
    (
        re.compile(
            r"^gmt((?:19|20)\d{6})-\d{6}(?:[-_ .](?:recording|transcript|audio|only|gallery|chat|newchat|[\dx]+))*+",
            re.I,
        ),
        r"\1",
    ),
    (
        re.compile(r"[-_ ]((?:19|20)\d{6})[-_]\d{6}[-_ ](?:meeting[-_ ])?(?:recording|transcript)$", re.IGNORECASE),
        r" \1",
    ),
)
"""How Zoom ("GMT20270613-090000_Recording") and Teams call the recording of a meeting, and what of it is its day."""
_TIMING = Pattern(
    lambda words: (
        r"(?:(?<!\s)\s++)?[(\[（](?:\s*+(?:~\s*+)?\d{1,3}\+?\s*+"
        rf"(?:m|h|{bare(words, 'durations')})(?![^\W_])[^()\[\]]{{0,40}}"
        rf"|[^()\[\]]{{2,40}},\s*+\d{{1,3}}\s*+(?:m|{bare(words, 'durations')}))[)\]）]\s*+$"
    )
)
_ANY_YEAR = 2000
_MOST_WORDS = 14
"""Words that a title on a plain line may have."""
_INDENTED = 60
"""Columns by which a title that stands in the middle may be indented."""
_SENTENCE = re.compile(r"[.!?;,。！？](?:\s+[^\W\d_a-zß-ÿ]|\s*$)")
_SIGNS = re.compile(r"https?://|^//|[<>{}]")
"""What stands in no title: the end of a sentence, an address, a comment, what is left to fill in."""
_BRACKETS = re.compile(r"(?:(?<!\s)\s++)?[(（][^()（）]{1,40}[)）]\s*+$")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff\u200d\ufe0f]")
_LABELLED = re.compile(r"[^\W\d_][^:：\d]{0,40}[:：]")
_PLAIN = Pattern(
    lambda words: (
        rf"{words.source('beside_day')}|\b(?:[ap]\.?m|{bare(words, 'day_endings', 'oclock')}|h|utc|gmt|est|edt|pst"
        r"|pdt|pt|et|ct|mt|cet|cest|\d{0,2}[ap]m|z|t)\b|[\W\d_]"
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
    lines: Sequence[Line] = (),
) -> tuple[str, Heading | None]:
    """The title and the heading that is it, if one is; a title `written` in front matter comes first.

    A heading further down may give the title, but stays a heading of the text. The day of the meeting is taken out of
    the title, since every page shows it, unless nothing else would be left. Where no heading is the title, the first of
    the `lines` may be; else it is made of the file's name, in `language`.
    """
    first = next((heading for heading in headings if plain(heading.text)), None)
    opening = first if first and first.opens else None
    if written:
        return written, opening if opening and _same(plain(opening.text), written) else None
    named = next((heading for heading in headings if _is_title(plain(heading.text), words)), None)
    if opening and opening.level == 1 and sum(heading.level == 1 for heading in headings) == 1:
        # "# Meeting notes" is poor, but it is what the minutes are called; a list of attendees calls them nothing.
        called = plain(opening.text)
        form = _BRACKETS.sub("", called) in words.phrases("parts") or _calls_them(called, words)
        named = opening if form or _is_title(called, words) else named
    if named is None or (named is not first and named.level > min(heading.level for heading in headings)):
        named = None
    if named and _is_part(named, headings, path, words):
        # It is no title of the whole; that may still come, if there is but one such heading.
        top = [heading for heading in headings if heading.level == 1]
        named = top[0] if len(top) == 1 and _is_title(plain(top[0].text), words) else None
    if named is None:
        return _line_title(lines, day, words, bool(headings)) or title_from_path(path, language, day), None
    heading = opening if opening is named else None
    text = said(_IMAGE.sub(" ", named.text)) if "![" in named.text else said(named.text)
    if re.search(r"\d", text) and not re.search(r"[^\W\d_]", text) and not next(days(text), None):
        # A number calls minutes nothing, and a day calls them so in their series.
        return title_from_path(path, language, day), heading
    return clean(text or said(named.text), words, day), heading


def _calls_them(called: str, words: Words) -> bool:
    """Whether a heading could announce people, as "Board call notes", but calls minutes so above all else."""
    announced = words.role_of(called) if not called.endswith(":") and len(called.split()) > 1 else None
    return announced is not None and (announced.role is Role.NOTED or not announced.strong)


def _is_part(named: Heading, headings: Sequence[Heading], path: str, words: Words) -> bool:
    """Whether a heading is one of several parts, and not what all of them are called.

    What stands above all else is the title if it tells of a meeting, or if only parts of the form follow. The very
    first thing in a text is so as well, unless the file's name says which meeting it is.
    """
    others = [plain(one.text) for one in headings if one.level <= named.level and one is not named]
    if not others or (named.level == 1 and not named.opens):
        return False
    if not named.leads:
        return True
    topics = sum(_is_title(one, words) for one in others)
    if not topics or _tells_meeting(plain(named.text), words):
        return False
    return not named.opens or (topics > 1 and _names_meeting(path, words))


def _names_meeting(path: str, words: Words) -> bool:
    """Whether a file's name says which meeting it is, and not only when it was."""
    return bool(words.pattern("meeting_names").search(re.sub(r"[\W_]+", " ", PurePosixPath(path).stem)))


def _line_title(lines: Sequence[Line], day: date | None, words: Words, headed: bool) -> str:
    """What the line above everything else calls minutes that no heading calls anything.

    A bold line does so in documents exported from word processors. A plain one must stand apart and tell of a meeting,
    as in minutes typed as text; so must a bold one above headings (`headed`), for it may be one of them.
    """
    first = next((line for line in lines if not line.blank), None)
    if first is None or not _is_title(first.words, words):
        return ""
    if first.words.endswith((".", "。")) and len(first.words.split()) > 3:
        # "**Weekly notes of the garden group.**" is a sentence.
        return ""
    if first.level == BOLD and not (headed and not _tells_meeting(first.words, words)):
        return clean(first.words, words, day)
    return clean(first.words, words, day) if _stands_apart(first, lines, words) else ""


def _stands_apart(first: Line, lines: Sequence[Line], words: Words) -> bool:
    """Whether a plain line is set off from the text below it, and tells of a meeting as no sentence does."""
    said = first.words
    if first.level or first.bullet or first.cells or first.quoted or first.box is not None or first.indent > _INDENTED:
        return False
    if len(said.split()) > _MOST_WORDS or _SENTENCE.search(said) or _SIGNS.search(first.text) or _LABELLED.match(said):
        return False
    below = lines[first.number + 1] if first.number + 1 < len(lines) else None
    apart = below is None or below.blank or below.bullet or below.level or _LABELLED.match(below.words)
    return bool(apart) and _tells_meeting(said, words)


def _tells_meeting(said: str, words: Words) -> bool:
    """Whether a title names a meeting, or a day."""
    return bool(next(days(said), None) or words.pattern("meeting_names").search(said) or said in words.phrases("bland"))


def _is_title(said: str, words: Words) -> bool:
    """Whether words may be a title: no part of the meeting, and no list of people or of what came of it."""
    if not said.strip(" :*_") or said in words.phrases("parts"):
        return False
    if re.search(r"\d", said) and (found := next(iter((*days(said), *days_of(said, _ANY_YEAR))), None)):
        # "August 16, meeting attendees" is a list of people.
        beside_it = words.role_of(" ".join(beside(said, found)).strip(" ,:-–—"))
        if beside_it and beside_it.strong and beside_it.role is not Role.NOTED:
            return False
    return words.role_of(said) is None and words.list_of(said) is None


def clean(title: str, words: Words, day: date | None = None) -> str:
    """A title without emoji, timing, colon at its end and, if it is `day`, its date."""
    kept = "".join(_without_sign(c) for c in _SKIN.sub("", title))
    kept = _TIMING.of(words).sub("", kept)
    if day:
        kept = without_day(kept, day, words)
    kept = re.sub(r"\s+", " ", kept).strip(" \t:;,-–—|/·")
    kept = kept.strip("= ") if kept.startswith("=") and kept.endswith("=") else kept
    if day and (kept in words.phrases("bland") or says_only_day(kept, words)):
        # "Meeting" alone would be the title of every page.
        kept = re.sub(r"\s+", " ", title).strip(" :")
    return kept if re.search(r"[^\W\d_]", kept) else re.sub(r"\s+", " ", title).strip(" :")


def _without_sign(char: str) -> str:
    """A character, or nothing of a picture; a letter in a circle is that letter."""
    if char.isascii() or unicodedata.category(char) not in ("So", "Cf"):
        return char
    letter = unicodedata.normalize("NFKC", char)
    return letter if letter.isalnum() else ""


def says_only_day(text: str, words: Words) -> bool:
    """Whether what stands beside a day in a heading says nothing more: "Meeting of", "at 2pm"."""
    return not _PLAIN.of(words).sub("", text)


def without_day(title: str, day: date, words: Words) -> str:
    """A title without the words that say this day."""
    short = short_day(title)
    # A day without its year is part of a sentence: "Notes of the May 9 call of the board".
    for found in (*days(title), *((short,) if short else ())):
        if found.day != day and day not in found.readings:
            continue
        before, after = apart(title, found)
        before = _LEADING_TO.of(words).sub("", before.rstrip(" ([,:;-–—|@"))
        after = re.sub(r"^[T ]\d\d:\d\d\S*", "", after)
        after = without_hours(after.lstrip(" )]"))
        joint = " " if not re.match(r"[:;,–—-]", after) else ""
        # Some write it before and behind.
        return without_day(f"{before.rstrip(' ([,:;-–—|')}{joint}{after}".strip(), day, words)
    return title


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


@functools.cache
def _folders() -> Phrases:
    """Folders whose names say nothing about whose minutes they hold."""
    return words_of().phrases("folders")


def title_from_path(path: str, language: str = ENGLISH, day: date | None = None) -> str:
    """`notes/ml_to_prod.md` -> `Ml to prod`; of an index file, its folder's name; `legal/2024-04-08.md`
    -> `Legal, 8 April 2024`, the day as `language` writes it; `frog-walk-2024-04-08.md` -> `Frog walk`. `day` is the
    meeting's, if it is known.
    """
    pure = PurePosixPath(path)
    name = unrecorded(pure.stem)
    if name.lower() in _INDEX:
        name = pure.parent.name or "Home"
    dated = next((one for one in days(name) if one.day or day in one.readings), None)
    if not dated:
        return _spaced(name)
    if re.search(r"[^\W\d_]", own := f"{name[: dated.start]} {name[dated.end :]}"):
        return _spaced(own.strip(" -_.,()[]"))
    folders = [part for part in pure.parts[:-1] if re.search(r"[^\W\d_]", part) and part not in _folders()]
    interface = spoken(language)
    whose = title_from_path(folders[-1]) if folders else interface.t("Minutes")
    return f"{whose}, {long_day(dated.day or day or dated.readings[0], interface.language)}"


def unrecorded(name: str) -> str:
    """The name of a recording's file without what a program for calls puts there, save the day."""
    for pattern, day in _RECORDED:
        name = pattern.sub(day, name)
    return name


def _spaced(name: str) -> str:
    """A file's name as words."""
    words = re.sub(r"[-_\s]+", " ", name) if re.search(r"[A-Za-z]", name) else name
    words = words.strip() or name
    return words[:1].upper() + words[1:]
