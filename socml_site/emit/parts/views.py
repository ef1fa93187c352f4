"""What templates are given: small frozen values with everything decided, so that a template only lays out.

Every `url` is a `SitePath` or a path with a fragment; the filter `href` makes it relative to the page being shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from socml_site.model import SitePath, View


@dataclass(frozen=True, slots=True)
class Ref:
    """A name that may lead somewhere: `url` is None where it must not. `note` is a word beside it, `count` a number.

    `lang` is the language of the label (a BCP 47 tag), empty for what minutes say without telling in which, None for
    names and words of the interface.
    """

    label: str
    url: str | None = None
    count: int = 0
    note: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: a page, when and where it belongs, and a word on why it is listed here.

    `kind` and `format` are English words that templates translate; `lang` is as in `Ref`.
    """

    title: str
    url: str
    kind: str = ""
    date: date | None = None
    start: time | None = None
    end: time | None = None
    room: str = ""
    event: Ref | None = None
    summary: str = ""
    format: str = ""
    note: str = ""
    invites: bool = False
    """The session was held but nobody has written it down: shown as an outline that invites."""
    count: int = 0
    aliases: tuple[str, ...] = ()
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a register: what minutes mark as decided, promised or asked; `url` is the place where it was said.

    `state` is `open`, `done`, `overdue` or `answered`, or empty for what has none. `nobody` says that a promise names
    nobody who should keep it. `before` are places where an earlier meeting said the same, the first of them first;
    `later` is where a later one says it last, which `state` then tells of.
    """

    text: str
    url: str
    source: Ref
    event: Ref | None = None
    owners: tuple[Ref, ...] = ()
    nobody: bool = False
    state: str = ""
    due: date | None = None
    date: date | None = None
    topics: tuple[str, ...] = ()
    before: tuple[Ref, ...] = ()
    later: Ref | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A line of the reading list: a work, the host it lives on, and the places that cite it, newest first.

    `count` is the number of pages that cite it, of which `places` are the first.
    """

    work: Ref
    host: str
    places: tuple[Ref, ...]
    count: int
    events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of the sessions of a page, of one kind: the first of `total`, and the register that has the rest."""

    label: str
    anchor: str
    entries: tuple[Said | Cited, ...]
    total: int
    register: Ref


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading (a year, a letter, a day), with the anchor a jump row leads to."""

    label: str
    anchor: str
    entries: tuple[Entry | Said | Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that stays useful at any length: one page of it, and the ways to the rest.

    `jumps` lead to every group, on whichever page it begins; `pages` to each page when there are several, the current
    one without `url`.
    """

    groups: tuple[Group, ...]
    total: int
    jumps: tuple[Ref, ...] = ()
    pages: tuple[Ref, ...] = ()
    number: int = 1


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place that points here: in which section and sentence."""

    source: Ref
    section: str = ""
    url: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """Backlinks of one relation from pages of one kind: the first of `total`, folded by the template when many.

    `rest` is a search that finds the others.
    """

    label: str
    links: tuple[Backlink, ...]
    total: int = 0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A related page and why it is worth reading next."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something wrong with a page, as its readers may be told."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of "On this page"."""

    title: str
    url: str
    level: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a page's quiet header: a word and what it is, with links where there are any."""

    label: str
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Cite:
    """How a page is cited: as a line of text, and as BibTeX."""

    text: str
    bibtex: str


@dataclass(frozen=True, slots=True)
class Changed:
    """When the file of a page was last changed, and who may be named of those who wrote it, the first first."""

    day: date
    by: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page says of the document it shows; all else of it is in the HTML of its text.

    `date` and `end_date` are those of the front matter. `turns` and `outcomes` say whether the text has any.
    """

    title: str
    url: SitePath
    language: str
    summary: str
    end_date: date | None
    date: date | None
    license: str
    turns: bool
    outcomes: bool


@dataclass(frozen=True, slots=True)
class Placed(View):
    """What a page below others shows: `crumbs` are the way to it, without the front page and itself."""

    crumbs: Sequence[Ref]


@dataclass(frozen=True, slots=True)
class Shared(Placed):
    """What all pages of documents show. `whole` is the page of a file of several sessions, `parts` are those sessions.

    `links` and `origins` are the addresses that the front matter gives as links and as sources; `reading` is the number
    of minutes that the text takes.
    """

    doc: Shown
    headings: Sequence[Heading]
    notices: Sequence[Notice]
    linked: Sequence[Linked]
    parts: Sequence[Entry]
    whole: Ref | None
    related: Sequence[Reason]
    edit_url: str
    source_path: str
    topics: Sequence[Ref]
    links: Sequence[Ref]
    origins: Sequence[Ref]
    cite: Cite | None = None
    changed: Changed | None = None
    reading: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPage(View):
    """What the page of a document shows; each kind of document adds its own."""

    shared: Shared
