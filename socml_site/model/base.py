"""Small values that all other nouns are made of: paths, places, kinds, roles, names as written."""

from __future__ import annotations

from dataclasses import dataclass
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
