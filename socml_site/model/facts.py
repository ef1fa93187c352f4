"""What front matter says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import time as Time

from socml_site.model.base import Format, Mention, Policy, Status, Term, WebLink


@dataclass(frozen=True, slots=True)
class Slot:
    """A time slot of an event's board; each field may be unknown."""

    label: str = ""
    date: Date | None = None
    start: Time | None = None
    end: Time | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many people, as the source counts them."""

    in_person: int | None = None
    online: int | None = None
    applied: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the front matter of any kind of page can say; what was not said has its default."""

    title: str = ""
    lang: str = ""
    """The language of the page, as a BCP 47 tag."""
    summary: str = ""
    people: tuple[Mention, ...] = ()
    topics: tuple[Term, ...] = ()
    links: tuple[WebLink, ...] = ()
    sources: tuple[WebLink, ...] = ()
    license: str = ""
    redirect_from: tuple[Term, ...] = ()
    event: Term | None = None
    date: Date | None = None
    start: Time | None = None
    end: Time | None = None
    room: str = ""
    slot: str = ""
    """The label of its slot, where the event's schedule.csv gives it one."""
    format: Format | None = None
    status: Status = Status.PUBLISHED
    policy: Policy = Policy.NAMED
    kept_back_at: int = 0
    """The line that says that the page is not to be published, 0 if none does."""
    notes_by: str = ""
    consent: str = ""
    merged_from: tuple[Term, ...] = ()
    end_date: Date | None = None
    timezone: str = ""
    venue: str = ""
    city: str = ""
    country: str = ""
    online: bool = False
    host: str = ""
    series: str = ""
    rooms: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    attendance: Attendance = Attendance()
    worked: tuple[str, ...] = ()
    improve: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    phase: str = ""
    order: int | None = None
    audience: str = ""
    effort: str = ""
    evidence: tuple[Term, ...] = ()
