"""The keys of front matter and vocabularies, typed: one model for each kind of page and of entry.

The keys are those of the content convention; all are optional. What was written is made of them where it can be: a text
of a list, `2pm` of a time, `lightning talk` of a format.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated, LiteralString

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from socml_site.model import Format, Kind, Policy, Status

NEAR = 75
"""How alike, of 100, a key or value must be to a known one to be called its misspelling."""
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?$", re.IGNORECASE)
_TAG = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z\d]{5,8}|\d[a-z\d]{3}))*", re.IGNORECASE)
"""A language, perhaps with a script, a region and variants (BCP 47: https://www.rfc-editor.org/info/bcp47)."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d:?\d\d)?$")
"""A day with its hour, as other tools write it."""
_SEPARATORS = re.compile(r"[,;\n]")


def _text(value: object) -> object:
    # YAML makes numbers and dates of titles such as 2016; as text they are what was written.
    return str(value) if isinstance(value, int | float | date) and not isinstance(value, bool) else value


def _texts(value: object) -> object:
    """A list of texts; one text is split at commas, as people write lists."""
    if isinstance(value, str):
        return [part for piece in _SEPARATORS.split(value) if (part := piece.strip())]
    if not isinstance(value, list):
        raise _error("no_texts", repr(value))
    return value


def _sentences(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _error(kind: LiteralString, value: str) -> PydanticCustomError:
    """An error of ours, which `faults` has the words for."""
    return PydanticCustomError(kind, kind, {"value": value[:60]})


def _date(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        text = value.strip()
        moment = _MOMENT.match(text)
        try:
            return date.fromisoformat(moment[1] if moment else text)
        except ValueError:
            pass
    raise _error("no_day", str(value))


def _clock(value: object) -> object:
    match = _CLOCK.match(str(value).strip()) if isinstance(value, str | int) else None
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise _error("no_time", str(value))


def _one_of(*allowed: str) -> BeforeValidator:
    """Only these words, however they are spaced and capitalised."""

    def check(value: object) -> object:
        word = re.sub(r"[\s_]+", "-", value.strip().lower()) if isinstance(value, str) else value
        if word not in allowed:
            raise PydanticCustomError("no_choice", "no_choice", {"value": word, "allowed": allowed})
        return word

    return BeforeValidator(check)


def _tag(value: object) -> object:
    """A language tag as it is usually written: `pt-BR`, `zh-Hant`; `pt_br` is taken for one."""
    text = str(value).strip().replace("_", "-")
    if not isinstance(value, str) or not _TAG.fullmatch(text):
        raise _error("no_language", str(value))
    first, *others = text.split("-")
    cased = (one.title() if len(one) == 4 else one.upper() if len(one) == 2 else one.lower() for one in others)
    return "-".join((first.lower(), *cased))


Text = Annotated[str, BeforeValidator(_text)]
Line = Annotated[Text, Field(max_length=2000)]
Texts = Annotated[tuple[Line, ...], BeforeValidator(_texts)]
Sentences = Annotated[tuple[Text, ...], BeforeValidator(_sentences)]
Day = Annotated[date, BeforeValidator(_date)]
Clock = Annotated[time, BeforeValidator(_clock)]
Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class LinkItem(_Model):
    """A link that belongs to the page: an address alone, or with a title and a kind."""

    url: Text
    title: Text = ""
    kind: Text = ""


def _link(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Links = Annotated[tuple[Annotated[LinkItem, BeforeValidator(_link)], ...], BeforeValidator(_sentences)]


class SlotItem(_Model):
    """A time slot of the board."""

    label: Text = ""
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None


class AttendanceItem(_Model):
    """How many took part, in person and online, and how many had applied."""

    in_person: Count | None = None
    online: Count | None = None
    applied: Count | None = None


def _slot(value: object) -> object:
    return {"label": value} if isinstance(value, str) else value


class PageFront(_Model):
    """Keys that every page may have."""

    kind: Annotated[Kind, _one_of(*Kind)] | None = None
    title: Line = ""
    lang: Annotated[str, BeforeValidator(_tag)] = ""
    summary: Text = ""
    topics: Texts = ()
    links: Links = ()
    sources: Links = ()
    license: Line = ""
    redirect_from: Sentences = ()
    order: int | None = None
    status: Annotated[Status, _one_of(*Status)] = Status.PUBLISHED
    policy: Annotated[Policy, _one_of(*Policy)] = Policy.NAMED


class SessionFront(PageFront):
    """Keys of the minutes of a session."""

    event: Line = ""
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None
    room: Line = ""
    format: Annotated[Format, _one_of(*Format)] | None = None
    merged_from: Sentences = ()
    moderators: Texts = ()
    note_takers: Texts = ()
    speakers: Texts = ()
    attendees: Texts = ()
    notes_by: Annotated[str, _one_of("human", "ai", "mixed")] | None = None
    consent: Annotated[str, BeforeValidator(lambda value: str(value).lower())] = ""


class EventFront(PageFront):
    """Keys of an event; `start` and `end` are days."""

    start: Day | None = None
    end: Day | None = None
    timezone: Line = ""
    venue: Line = ""
    city: Line = ""
    country: Line = ""
    online: bool = False
    host: Line = ""
    series: Line = ""
    rooms: Texts = ()
    slots: tuple[Annotated[SlotItem, BeforeValidator(_slot)], ...] = ()
    attendance: AttendanceItem = AttendanceItem()


class ReportFront(SessionFront):
    """Keys of an event report."""

    authors: Texts = ()
    attendance: AttendanceItem = AttendanceItem()
    worked: Sentences = ()
    improve: Sentences = ()
    quotes: Sentences = ()
    next: Sentences = ()


class TipFront(PageFront):
    """Keys of a tip for hosts; `role` is whom it is for."""

    phase: Annotated[str, _one_of("before", "during", "after")] | None = None
    role: Annotated[str, _one_of("host", "moderator", "note-taker", "attendee")] | None = None
    effort: Line = ""
    evidence: Sentences = ()


class PersonEntry(_Model):
    """An entry of people.yml; `as` is the pseudonym or the initials to show instead of the name."""

    name: Line
    aliases: Texts = ()
    handle: Line = ""
    url: Line = ""
    affiliation: Line = ""
    listed: bool = True
    shown_as: Annotated[Line, Field(alias="as")] = ""


class TopicEntry(_Model):
    """An entry of topics.yml."""

    label: Line
    aliases: Texts = ()
    broader: Texts = ()
    description: Text = ""


class BoardRow(_Model):
    """A row of schedule.csv: a session as the board has it. `slot` is a slot's label or when it begins."""

    title: Line = ""
    slot: Line = ""
    room: Line = ""
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None
    moderators: Texts = ()


FRONTS: dict[Kind, type[PageFront]] = {
    Kind.HOME: PageFront,
    Kind.PAGE: PageFront,
    Kind.SESSION: SessionFront,
    Kind.EVENT: EventFront,
    Kind.REPORT: ReportFront,
    Kind.TIP: TipFront,
    Kind.GUIDE: PageFront,
}
NESTED: dict[str, type[BaseModel]] = {
    "links": LinkItem,
    "sources": LinkItem,
    "slots": SlotItem,
    "attendance": AttendanceItem,
}
"""Keys whose values have keys of their own."""
