"""A source to its documents: their addresses, their kinds, their facts and what their prose says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePosixPath

from socml_site import layout, urls
from socml_site.front.facts import facts_of
from socml_site.interface import ENGLISH
from socml_site.issues import Issue
from socml_site.minutes.days.named import day_in_path
from socml_site.minutes.days.written import Day, days, whole_day
from socml_site.minutes.habits import NONE, Clues, Habits, clues_of
from socml_site.minutes.limits import within
from socml_site.minutes.reading import Reading, read
from socml_site.minutes.splitting import Part
from socml_site.minutes.status import is_no_minutes
from socml_site.minutes.titles import title_of
from socml_site.minutes.understand import minutes_of, sessions_in
from socml_site.model import Document, Facts, Kind, Role, SitePath
from socml_site.read.source import FrontMatter, Source
from socml_site.text.anchors import unique
from socml_site.text.comments import without_comments

_SAYING = (Kind.SESSION, Kind.REPORT, Kind.EVENT)
"""Pages that tell what was said; a guide that shows how to write an action item promises nothing."""
_OF_ALL = (Role.MODERATED, Role.NOTED)
"""What somebody does in all sessions of a file whose front matter says so."""
_PUBLISHED = 60
"""Days after a meeting until which its minutes are published; the day of that is not the meeting's."""
_SURELY = "sessions"
"""The folder whose files are sessions, whatever they are called."""
_NO_DAY = Day(None, 0, 0)
_DAYS = ("date", "start", "end")
"""Keys of front matter whose values are days, the last two on the page of an event."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What was read of one source: its documents, what is wrong with it, and its clues to the habits of its series."""

    documents: tuple[Document, ...]
    issues: tuple[Issue, ...]
    clues: Clues


def read_documents(
    source: Source, files: frozenset[str], language: str = ENGLISH, habits: Habits = NONE
) -> tuple[tuple[Document, ...], tuple[Issue, ...]]:
    """The documents a source is: one, or the whole file followed by each session it holds; and its issues.

    `files` are all paths of its folder. A title made of the file's name is in `language`, that of the site. `habits`
    are those of the series it belongs to.
    """
    kind = _kind(source, files)
    source, left_out = _shown(source)
    facts, issues = facts_of(_with_days(source.front), kind, source.path)
    issues += left_out
    url = layout.url_of(source.path, files)
    reading = read(source, facts.lang, habits)
    if kind is Kind.SESSION and _is_page(reading, facts, language):
        kind = Kind.PAGE
        facts, issues = facts_of(_with_days(source.front), kind, source.path)
        issues += left_out
    parts = sessions_in(reading, facts.title, language) if kind in (Kind.SESSION, Kind.EVENT, Kind.HOME) else ()
    if not parts:
        found, unsure = _document(reading, kind, facts, url, language)
        return (found,), (*issues, *unsure)
    lines = source.text.split("\n")
    own = reading.words.languages[0]
    head = replace(source, text="\n".join(lines[: parts[0].start]))
    whole, unsure = _document(
        read(head, own, habits), Kind.PAGE if kind is Kind.SESSION else kind, facts, url, language
    )
    faults = [*issues, *unsure]
    inner = []
    one_day = not any(part.day for part in parts) and whole.facts.end_date in (None, whole.date)
    for part, address in zip(parts, _addresses(parts, url), strict=True):
        text = "\n".join(lines[part.start : part.end])
        piece = read(replace(source, text=text, body_line=source.body_line + part.start), own, habits)
        found, unsure = _document(piece, Kind.SESSION, _inherited(facts, part), address, language, part)
        inner.append(replace(_of_whole(found, whole, one_day), whole=url))
        faults += unsure
    return (replace(whole, parts=tuple(one.url for one in inner)), *inner), tuple(faults)


def read_file(source: Source, files: frozenset[str], language: str = ENGLISH) -> FileRead:
    """A source read for itself, with its clues."""
    documents, issues = read_documents(source, files, language)
    unclear = any(one.code == "unclear-date" for one in issues)
    return FileRead(documents, issues, clues_of(source.path, source.text, documents, unclear))


def _is_plain_day(front: FrontMatter) -> bool:
    """Whether front matter says a day as socml asks for it; with an hour, other tools say when a page was published."""
    value = front.values.get("date")
    return isinstance(value, date) and not isinstance(value, datetime)


def _with_days(front: FrontMatter) -> FrontMatter:
    """Front matter in which a day that is written in words is a date: `June 12, 2027`, `13.06.2027`.

    One that could be two days, `12.06.2027`, is left to whoever knows the order of day and month in the series.
    """
    said = {key: str(value) for key in _DAYS if isinstance(value := front.values.get(key), str | int)}
    found = {key: day for key, value in said.items() if (day := whole_day(value))}
    values = {**front.values, **found}
    if "date" in said and "date" not in found and len(next(days(said["date"]), _NO_DAY).readings) > 1:
        del values["date"]
    return replace(front, values=values)


def _shown(source: Source) -> tuple[Source, tuple[Issue, ...]]:
    """A source without what its note-taker has hidden."""
    text, issues = without_comments(source.text, source.path, source.body_line)
    return replace(source, text=text), issues


def _document(
    reading: Reading, kind: Kind, facts: Facts, url: SitePath, language: str, part: Part | None = None
) -> tuple[Document, tuple[Issue, ...]]:
    source = reading.source
    minutes, unsure = minutes_of(reading, facts.title, part, kind in _SAYING, language)
    if facts.date and minutes.date and minutes.date_is_certain and kind is Kind.SESSION:
        later = (facts.date - minutes.date).days
        if 0 < later <= _PUBLISHED and not _is_plain_day(source.front):
            facts = replace(facts, date=minutes.date)
    found = Document(
        path=source.path,
        url=url,
        kind=kind,
        title=facts.title or minutes.title,
        facts=facts,
        minutes=minutes,
        text=source.text,
        body_line=source.body_line,
        digest=source.digest,
        unread=source.unread,
    )
    found, over = within(found)
    return found, (*unsure, *over)


def _inherited(facts: Facts, part: Part) -> Facts:
    """What the front matter of a file says of each of its sessions: not their names and hours, nor who came."""
    return Facts(
        title=part.title,
        topics=facts.topics,
        event=facts.event,
        license=facts.license,
        sources=facts.sources,
        status=facts.status,
        policy=facts.policy,
        notes_by=facts.notes_by,
        consent=facts.consent,
        format=facts.format,
        timezone=facts.timezone,
        room=facts.room,
    )


def _of_whole(found: Document, whole: Document, one_day: bool) -> Document:
    """A session of a file with the file's day, if that is of `one_day`, and its moderators and note-takers.

    What the session says itself comes first.
    """
    minutes, named = found.minutes, {role for one in found.minutes.people for role in one.roles}
    if one_day and not found.date:
        minutes = replace(minutes, date=whole.date)
    people = tuple(one for one in whole.facts.people if one.role in _OF_ALL and one.role not in named)
    return replace(found, minutes=minutes, facts=replace(found.facts, people=people)) if people or one_day else found


def _is_page(reading: Reading, facts: Facts, language: str) -> bool:
    """Whether a file that lies where minutes do is none: a template, a licence, a charter.

    Where its name or front matter says a day, it is minutes, whatever they speak of.
    """
    source = reading.source
    if (
        source.front.values.get("kind")
        or facts.date
        or facts.people
        or day_in_path(source.path)
        or PurePosixPath(source.path).parent.name == _SURELY
    ):
        return False
    title, _ = title_of(reading.headings, source.path, reading.words, facts.title, language=language)
    return is_no_minutes(source.path, title)


def _addresses(parts: Sequence[Part], url: SitePath) -> Iterator[SitePath]:
    """An address for each session below that of its file, made of its day or its title: another session moves none."""
    taken: dict[str, int] = {}
    held = Counter(part.day for part in parts)
    for part in parts:
        name = part.day.isoformat() if part.day and held[part.day] == 1 else urls.slugify(part.title)
        yield SitePath(f"{url}{unique(name, taken)}/")


def _kind(source: Source, files: frozenset[str]) -> Kind:
    written = str(source.front.values.get("kind", "")).strip().lower()
    return Kind(written) if written in set(Kind) else layout.kind_of(source.path, files)
