"""The nouns of socml: values that flow from stage to stage, all of them frozen.

Nothing here imports another module of the package. Pages are referred to by `SitePath`, never by pointer, so that every
value can be pickled, compared and cached on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import time as Time
from enum import StrEnum
from typing import NewType

SourcePath = NewType("SourcePath", str)
"""A file of the content folder, relative to it, with forward slashes: `events/x/index.md`."""

SitePath = NewType("SitePath", str)
"""A page of the site, relative to its root, with a trailing slash: `events/x/`; the front page is the empty string."""


class Kind(StrEnum):
    """What a page is about; decides its template, its lists and its facet in search."""

    HOME = "home"
    PAGE = "page"
    SESSION = "session"
    EVENT = "event"
    REPORT = "report"
    TIP = "tip"
    GUIDE = "guide"


class Role(StrEnum):
    """How somebody took part in a session, or in writing a report."""

    MODERATED = "moderated"
    NOTED = "noted"
    SPOKE = "spoke"
    PRESENTED = "presented"
    ATTENDED = "attended"
    ABSENT = "absent"
    WROTE = "wrote"


class Format(StrEnum):
    """How a session was run."""

    DISCUSSION = "discussion"
    LECTURE = "lecture"
    TUTORIAL = "tutorial"
    POSTER = "poster"
    LIGHTNING_TALK = "lightning-talk"
    PANEL = "panel"
    BREAKOUT = "breakout"
    DEBUGGING = "debugging"
    LEARNING_LOG = "learning-log"


class Status(StrEnum):
    """How far a session and its minutes have come."""

    PROPOSED = "proposed"
    HELD = "held"
    NOTES_MISSING = "notes-missing"
    DRAFT = "draft"
    PUBLISHED = "published"
    MERGED = "merged"
    CANCELLED = "cancelled"


class Policy(StrEnum):
    """Who of a session may be named on the site."""

    NAMED = "named"
    INITIALS = "initials"
    CHATHAM_HOUSE = "chatham-house"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a file as stored, both counted from 1."""

    line: int = 1
    col: int = 1


@dataclass(frozen=True, slots=True)
class Term:
    """A name or label as it was written, and where."""

    text: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as named in one file, before names are resolved."""

    name: str
    role: Role
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to elsewhere that belongs to a page as a whole: slides, a video, a source."""

    url: str
    title: str
    kind: str = ""
    place: Place = Place()


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
    summary: str = ""
    people: tuple[Mention, ...] = ()
    topics: tuple[Term, ...] = ()
    links: tuple[WebLink, ...] = ()
    sources: tuple[WebLink, ...] = ()
    license: str = ""
    redirect_from: tuple[str, ...] = ()
    event: Term | None = None
    date: Date | None = None
    start: Time | None = None
    end: Time | None = None
    room: str = ""
    format: Format | None = None
    status: Status = Status.PUBLISHED
    policy: Policy = Policy.NAMED
    notes_by: str = ""
    consent: str = ""
    merged_from: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the minutes; `anchor` is its id on the published page."""

    place: Place
    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the prose, with the section and the sentence it stands in.

    `target` is as written; `wiki` says that it was `[[...]]`, which is a title or a `#topic` and not a path.
    """

    target: str
    text: str
    place: Place
    section: str = ""
    anchor: str = ""
    sentence: str = ""
    wiki: bool = False
    image: bool = False


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was understood from the prose of one file."""

    title: str = ""
    title_line: int = 0
    date: Date | None = None
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()
    """Ids the text gives to other things than headings."""
    words: int = 0
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, read and understood; `title` is never empty.

    `text` is the Markdown below the front matter and begins on line `body_line` of the file as stored.
    """

    path: SourcePath
    url: SitePath
    kind: Kind
    title: str
    facts: Facts
    minutes: Minutes
    text: str
    body_line: int = 1
    digest: str = ""

    @property
    def date(self) -> Date | None:
        """The day it happened: the front matter's word before the prose's."""
        return self.facts.date or self.minutes.date

    @property
    def without_notes(self) -> bool:
        """Whether the session is known but nobody has written down what was said."""
        return self.kind is Kind.SESSION and (
            self.facts.status in (Status.NOTES_MISSING, Status.PROPOSED, Status.HELD) or not self.minutes.words
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part; `url` is their page."""

    name: str
    url: SitePath
    aliases: tuple[str, ...] = ()
    handle: str = ""
    homepage: str = ""
    affiliation: str = ""
    listed: bool = True
    shown_as: str = ""
    """The pseudonym or initials that stand for the name on the site."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people talk about; `broader` are labels of topics."""

    label: str
    url: SitePath
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """An event, with the document that describes it or, for a bare folder of minutes, without one."""

    key: str
    title: str
    url: SitePath
    document: SitePath | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """A person in a document, in one role. `name` is how that document may show them; no `person`, no link."""

    document: SitePath
    role: Role
    name: str
    person: SitePath | None


@dataclass(frozen=True, slots=True)
class Reference:
    """A link from one page to another, with the section and the sentence that hold it."""

    source: SitePath
    target: SitePath
    section: str = ""
    anchor: str = ""
    sentence: str = ""
    relation: str = "mentions"


@dataclass(frozen=True)
class Relations:
    """All documents with their names, topics and links resolved: what `policy` filters.

    Only first-hand statements stand here. Whatever is counted or concluded from them is in `Wiki`, which is built after
    `policy`, so that no figure can give away what was withheld.
    """

    documents: Mapping[SitePath, Document]
    people: Mapping[SitePath, Person]
    topics: Mapping[SitePath, Topic]
    events: Mapping[str, Event]
    participations: tuple[Participation, ...] = ()
    tagged: Mapping[SitePath, tuple[SitePath, ...]] = field(default_factory=dict)
    """Document to its topics, in the order written."""
    event_of: Mapping[SitePath, str] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    targets: Mapping[SitePath, Mapping[str, str]] = field(default_factory=dict)
    """Document to what its link targets, as written, lead to: a path of the site, perhaps with a fragment."""
    attachments: frozenset[str] = frozenset()
    """Files that are published beside the pages."""


@dataclass(frozen=True, slots=True)
class Related:
    """A page worth reading next, and why, in words."""

    url: SitePath
    reason: str
    weight: float


@dataclass(frozen=True)
class Wiki:
    """The one index that every emitter reads; nothing that may not be told is in it."""

    relations: Relations
    by_document: Mapping[SitePath, tuple[Participation, ...]]
    by_person: Mapping[SitePath, tuple[Participation, ...]]
    by_topic: Mapping[SitePath, tuple[SitePath, ...]]
    sessions_on: Mapping[SitePath, tuple[SitePath, ...]]
    """Topic to the sessions about it, oldest first."""
    by_event: Mapping[str, tuple[SitePath, ...]]
    """Event to its documents, in the order of its programme."""
    backlinks: Mapping[SitePath, tuple[Reference, ...]]
    related: Mapping[SitePath, tuple[Related, ...]]
    met: Mapping[SitePath, tuple[tuple[SitePath, int], ...]]
    """Person to the people met in most sessions, with their number."""
    active: Mapping[SitePath, tuple[tuple[SitePath, int], ...]]
    """Topic to the people seen in most of its sessions, with their number."""
    together: Mapping[SitePath, tuple[tuple[SitePath, int], ...]]
    """Topic to the topics it shares most documents with, with their number."""
    narrower: Mapping[SitePath, tuple[SitePath, ...]]
    neighbours: Mapping[SitePath, tuple[SitePath | None, SitePath | None]]
    year: Mapping[SitePath, int]
    """Document to its year, also where only the year of its event is known."""
    """Session to the one before and the one after it in its event."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the search index is told of a page beside its minutes.

    Facets with their values, facts shown with a result, what to sort by, a weight, and words to be found.
    """

    facets: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    weight: float = 1.0
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output. A page has a `template` and its `data`; any other file has a `body`.

    `path` is the page's `SitePath`, or the file's path. `document` names the page whose Markdown is shown on it.
    """

    path: str
    title: str = ""
    template: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    search: Search | None = None
    description: str = ""
    document: SitePath | None = None
    sources: tuple[SourcePath, ...] = ()
