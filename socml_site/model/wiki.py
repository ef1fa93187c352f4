"""What documents say of each other: people, topics, events, and the index of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from datetime import time as Time
from typing import ClassVar

from socml_site.model.base import Policy, Role, SitePath, SourcePath
from socml_site.model.minutes import Document, Outcome


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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom an action item falls to, under the name that may be shown; no `person`, no link."""

    name: str
    person: SitePath | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An outcome with the document it stands in and, of an action item, those who promised it."""

    document: SitePath
    outcome: Outcome
    owners: tuple[Owner, ...] = ()

    @property
    def url(self) -> str:
        """The place in the minutes."""
        return f"{self.document}#{self.outcome.anchor}"


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the reading list: one work, and each place that cites it as document, anchor and section."""

    key: str
    url: str
    title: str
    kind: str
    cited: tuple[tuple[SitePath, str, str], ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of an event's schedule.csv that has no page yet; `slot` is the label of one of the event's slots."""

    title: str
    slot: str = ""
    room: str = ""
    date: Date | None = None
    start: Time | None = None
    end: Time | None = None
    moderators: tuple[Owner, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """A session that another one took in: under its name, and with its page where it still has one."""

    label: str
    url: SitePath | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a page's file as git knows it, and all who wrote it, the first first."""

    at: datetime
    by: tuple[Owner, ...] = ()


@dataclass(frozen=True)
class Relations:
    """All documents with their names, topics and links resolved: what `withhold` filters.

    Only first-hand statements stand here. Whatever is counted or concluded from them is in `Wiki`, which is built after
    `withhold`, so that no figure can give away what was withheld.
    """

    documents: Mapping[SitePath, Document]
    people: Mapping[SitePath, Person]
    topics: Mapping[SitePath, Topic]
    events: Mapping[str, Event]
    participations: tuple[Participation, ...] = ()
    tagged: Mapping[SitePath, tuple[SitePath, ...]] = field(default_factory=dict)
    """Document to its topics, in the order written."""
    named: Mapping[SitePath, tuple[Topic, ...]] = field(default_factory=dict)
    """Document to the topics of topics.yml that its text names, be it once: a search by their other names finds it."""
    event_of: Mapping[SitePath, str] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    targets: Mapping[SitePath, Mapping[str, str]] = field(default_factory=dict)
    """Document to what its link targets, as written, lead to: a path of the site, perhaps with a fragment."""
    attachments: frozenset[str] = frozenset()
    """Files that are published beside the pages."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """Those of them that are links in the file system, to the files they lead to."""
    withheld: Mapping[SitePath, frozenset[str]] = field(default_factory=dict)
    """Document to the names in it of those who must not be told."""
    statements: tuple[Statement, ...] = ()
    speakers: Mapping[SitePath, Mapping[str, Owner]] = field(default_factory=dict)
    """Document to the speakers of its turns, by the name the minutes use: how they may be shown, and their page."""
    planned: Mapping[str, tuple[Planned, ...]] = field(default_factory=dict)
    """Event to the sessions of its schedule.csv that nobody has written down, in the order of the file."""
    merged: Mapping[SitePath, tuple[Merged, ...]] = field(default_factory=dict)
    """Session to those merged into it, in the order written."""
    moved: Mapping[str, SitePath] = field(default_factory=dict)
    """Addresses that pages had before, as a path with a slash or a file ending in .html, to where they are now."""
    changes: Mapping[SitePath, Change] = field(default_factory=dict)
    """Document to its last change; empty where there is no history to trust."""
    least: Policy = Policy.NAMED
    """The policy that holds at least: where nobody knows who asked not to be named, nobody is."""


@dataclass(frozen=True, slots=True)
class Related:
    """A page worth reading next, and why: the people and topics it shares, and whether one links to the other.

    Where there is none of these, both link to the same page.
    """

    url: SitePath
    weight: float
    people: tuple[SitePath, ...] = ()
    topics: tuple[SitePath, ...] = ()
    linked: bool = False


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
    """Session to the one before and the one after it in its event."""
    year: Mapping[SitePath, int]
    """Document to its year, also where only the year of its event is known."""
    stated: Mapping[SitePath, tuple[Statement, ...]] = field(default_factory=dict)
    """Document to what was decided, promised and asked in it, in its order; nothing that was withdrawn."""
    promised: Mapping[SitePath, tuple[Statement, ...]] = field(default_factory=dict)
    """Person to their action items, newest first."""
    carried: Mapping[Statement, tuple[Statement, ...]] = field(default_factory=dict)
    """Statement to all places of several meetings that say the same, newest first; what is said once is not in it."""
    works: tuple[Work, ...] = ()
    """The reading list, most cited first."""
    works_of: Mapping[SitePath, tuple[Work, ...]] = field(default_factory=dict)
    """Document to the works it cites."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the search index is told of a page beside its minutes.

    Facets with their values, facts shown with a result, what to sort by, a weight, and words to be found. `synonyms`
    are lines of names that mean one thing: the page is found by each of them, with little weight.
    """

    facets: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    weight: float = 1.0
    text: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Another form of a page: a file beside it with this name and media type; `label` is what a link to it says."""

    name: str
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class Head:
    """What machines are told of a page in its head, unescaped.

    `metas` are the attribute that names a tag (`name` or `property`), its name and its content; `data` is JSON-LD.
    """

    metas: tuple[tuple[str, str, str], ...] = ()
    data: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What one kind of page shows: a class for each template, beside its emitter, with a field for each of its names.

    A field that is a view itself gives the template its own fields as names. What only stands in others has no
    `template`.
    """

    template: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One output. A page has a `view`; any other file has a `body`: text (UTF-8), bytes, or pieces of text that follow
    one another and that many files may share.

    `path` is the page's `SitePath`, or the file's path. `document` names the page whose Markdown is shown on it.
    """

    path: str
    title: str = ""
    view: View | None = None
    body: str | bytes | tuple[str, ...] = ""
    search: Search | None = None
    description: str = ""
    document: SitePath | None = None
    sources: tuple[SourcePath, ...] = ()
    forms: tuple[Form, ...] = ()
    """Of a page the files beside it that say the same in another form."""
    changed: Date | None = None
    """The day on which the file that a page shows was last changed, where that is known."""
    head: Head = Head()

    @property
    def template(self) -> str:
        """The template of a page, empty for any other file."""
        return self.view.template if self.view else ""
