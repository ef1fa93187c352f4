"""What prose says, and the document it makes together with its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import time as Time
from enum import StrEnum

from socml_site.model.base import Kind, Place, Role, SitePath, SourcePath, Status
from socml_site.model.facts import Facts


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
class Ground:
    """On what something was understood: the rule, its weight as log odds of being right, and the reason in words."""

    rule: str = ""
    weight: float = 0.0
    because: str = ""


class OutcomeKind(StrEnum):
    """What minutes mark: what was decided, promised, left open, worth knowing, or missed by the note-taker."""

    DECISION = "decision"
    ACTION = "action"
    QUESTION = "question"
    INFO = "info"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision, an action item, an open question, a piece of information or a gap (`???`) in the minutes.

    `text` is without marks; `anchor` is its id on the published page, and `section` with `section_anchor` the heading
    it stands under. Of an action item `owners` are names as written, or as the list of attendees has them if one of
    those is meant; `done` is None where nothing is said, and of a question it says that it was answered. What was
    struck through is `withdrawn`.
    """

    kind: OutcomeKind
    text: str
    place: Place
    anchor: str = ""
    section: str = ""
    section_anchor: str = ""
    owners: tuple[str, ...] = ()
    done: bool | None = None
    due: Date | None = None
    withdrawn: bool = False
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Named:
    """A person as one file's prose names them.

    `also` are other spellings used there: initials, handle (with @), first name. `roles` are in the order met.
    """

    name: str
    roles: tuple[Role, ...]
    place: Place = Place()
    also: tuple[str, ...] = ()
    affiliation: str = ""
    url: str = ""
    pronouns: str = ""
    note: str = ""
    """A remark beside the name: joined late, left early, vegan. `inspect` shows it; it is published nowhere."""
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said, from `place` to the line `end`; `label` is the speaker as written there ("SC").

    `speaker` is the `name` of somebody in the minutes' people; `time` is the time stamp as written; `words` counts
    what was said.
    """

    speaker: str
    label: str
    place: Place
    end: int
    anchor: str = ""
    time: str = ""
    words: int = 0
    ground: Ground = Ground()


@dataclass(frozen=True, slots=True)
class Citation:
    """A web address the minutes name, with the words it stands behind.

    `key` is what all addresses of one work have in common (`arxiv:1706.03762`, `doi:10.1000/1`, `github:owner/repo#12`,
    `youtube:...`), or the address itself; `kind` is `paper`, `issue`, `video`, `slides`, `code` or empty.
    """

    url: str
    title: str
    place: Place
    key: str = ""
    kind: str = ""
    section: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was understood from the prose of one file."""

    title: str = ""
    title_line: int = 0
    date: Date | None = None
    date_is_certain: bool = False
    """Whether the day may be written down for good: the file's name, a label or the title says it."""
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()
    """Ids the text gives to other things than headings."""
    words: int = 0
    language: str = ""
    """The language of the prose (a BCP 47 tag), where it can be told."""
    lead: str = ""
    start: Time | None = None
    end: Time | None = None
    timezone: str = ""
    cancelled: bool = False
    planned: bool = False
    """There is an agenda, and a place for notes that nobody has filled."""
    people: tuple[Named, ...] = ()
    turns: tuple[Turn, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    citations: tuple[Citation, ...] = ()
    maybe: tuple[Named | Outcome, ...] = ()
    """What may be somebody or an outcome, and is not sure enough to be told to readers."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source file, or one session of a file that holds several, read and understood; `title` is never empty.

    `text` is the Markdown below the front matter and begins on line `body_line` of the file as stored. A file of
    several sessions is a page of its own (`parts` are their addresses) and each of its sessions has it as its `whole`.
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
    parts: tuple[SitePath, ...] = ()
    whole: SitePath | None = None
    unread: bool = False
    """Whether the file cannot be read, so that nobody knows what it says, or keeps back."""

    @property
    def language(self) -> str:
        """The language it is written in (a BCP 47 tag), empty where nobody says and it cannot be told."""
        return self.facts.lang or self.minutes.language

    @property
    def date(self) -> Date | None:
        """The day it happened: the front matter's word before the prose's."""
        return self.facts.date or self.minutes.date

    @property
    def awaits_notes(self) -> bool:
        """Whether notes are still to come: the session was not cancelled, and not held with another."""
        return self.without_notes and self.facts.status not in (Status.CANCELLED, Status.MERGED)

    @property
    def without_notes(self) -> bool:
        """Whether the session is known but nobody has written down what was said."""
        return (
            self.kind is Kind.SESSION
            and not self.minutes.cancelled
            and (
                self.facts.status in (Status.NOTES_MISSING, Status.PROPOSED, Status.HELD)
                or self.minutes.planned
                or not self.minutes.words
            )
        )
