"""The schedule of each event: slots by rooms, on a phone a list in the order of time, on paper a sheet to hang up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote

from socml_site import layout, urls
from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists
from socml_site.emit.parts.timetable import Day, Seat, days
from socml_site.emit.parts.views import Listing, Placed, Ref
from socml_site.model import Artifact, Document, Event, Facts, Planned, Role, SitePath, Wiki

SHEET = 150
"""More sessions than this begin a new page, with the next day."""
SERIES = 7
"""An event of more days than this, few with two sessions, is a series of meetings and no board."""
_EDITED = re.compile(r"(https?://[^/]+/(?=[^?#]++(?<=/)\Z)[^?#]+?)/(-/)?edit/([^?#]+/)")
"""Where a host shows a folder for editing."""
_NOTHING = Listing((), 0)


@dataclass(frozen=True, slots=True)
class Titled:
    """A day's board under the words for its day, with the anchor a jump row leads to."""

    label: str
    anchor: str
    day: Day
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchedulePage(Placed):
    """A page of the boards of an event's `days`, or of the `listing` of its sessions where they make no board.

    `jumps` and `pages` are listings of nothing but the ways to days and to other pages; `missing` says what a schedule
    lacks, and `sheet_url` is the address of the page, for those who have it on paper.
    """

    template: ClassVar[str] = "schedule.html"

    timezone: str
    sheet_url: str
    days: Sequence[Titled] = ()
    jumps: Listing = _NOTHING
    pages: Listing = _NOTHING
    listing: Listing | None = None
    missing: str = ""


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The schedule of every event, save where somebody has written a page of their own for it."""
    for event in wiki.relations.events.values():
        if layout.schedule_url(event.url) not in wiki.relations.documents:
            yield from _pages(wiki, options, event)


def _facts(wiki: Wiki, event: Event) -> Facts:
    return wiki.relations.documents[event.document].facts if event.document is not None else Facts()


def _pages(wiki: Wiki, options: Options, event: Event) -> Iterator[Artifact]:
    own = _facts(wiki, event)
    held = [one for one in ask.sessions(wiki, event) if not one.parts]
    seats = [_seat(wiki, one, own) for one in held]
    seats += [_planned(options, event, row) for row in wiki.relations.planned.get(event.key, ())]
    board = days(own, seats)
    url = layout.schedule_url(event.url)
    if len(board) > SERIES and len(seats) < 2 * len(board):
        for address, listing in lists.listings(lists.by_year(wiki, options, (one.url for one in held)), url):
            view = replace(_view(options, event, own, address), listing=listing)
            yield _page(options, event, address, listing.number, view)
        return
    titled = [_titled(options, day, len(board)) for day in board]
    sheets = list(_sheets(titled))
    addresses = [url if number == 1 else SitePath(f"{url}page/{number}/") for number in range(1, len(sheets) + 1)]
    placed = zip(addresses, sheets, strict=True)
    jumps = tuple(Ref(one.label, f"{address}#{one.anchor}") for address, sheet in placed for one in sheet)
    missing = _missing(options, own, seats)
    for number, (address, sheet) in enumerate(zip(addresses, sheets, strict=True), 1):
        pages = tuple(Ref(str(n), None if n == number else other) for n, other in enumerate(addresses, 1))
        view = replace(
            _view(options, event, own, address),
            days=sheet,
            jumps=Listing((), 0, jumps if len(jumps) > 1 else ()),
            pages=Listing((), len(seats), pages=pages if len(pages) > 1 else ()),
            missing=missing,
        )
        yield _page(options, event, address, number, view)


def _view(options: Options, event: Event, own: Facts, address: SitePath) -> SchedulePage:
    """What all pages of a schedule show."""
    return SchedulePage(
        crumbs=(Ref(options.words.t("Events"), "events/"), Ref(event.title, event.url)),
        timezone=own.timezone,
        sheet_url=options.absolute(address) if options.site_url else "",
    )


def _page(options: Options, event: Event, address: SitePath, number: int, view: SchedulePage) -> Artifact:
    t = options.words.t
    title = t("Schedule of {event}", event=event.title)
    return Artifact(
        path=address,
        title=lists.sheet_title(options, title, number),
        view=view,
        description=t("Which session is when and where at {event}.", event=event.title),
    )


def _seat(wiki: Wiki, document: Document, own: Facts) -> Seat:
    facts, said = document.facts, document.minutes
    timed = facts if facts.start is not None else said
    people = common.participants(wiki.by_document.get(document.url, ()), Role.MODERATED)
    state = ask.standing(document)
    return Seat(
        title=document.title,
        url=document.url,
        date=document.date,
        start=timed.start,
        end=timed.end,
        zone=said.timezone if timed.start is not None and said.timezone != own.timezone else "",
        room=" ".join(facts.room.split()),
        slot=facts.slot,
        state=state,
        invites=document.awaits_notes and not state,
        format=common.FORMAT_NAMES[facts.format] if facts.format else "",
        moderators=people,
        lang=document.language,
    )


def _planned(options: Options, event: Event, row: Planned) -> Seat:
    return Seat(
        title=row.title,
        date=row.date,
        start=row.start,
        end=row.end,
        room=row.room,
        slot=row.slot,
        invites=True,
        moderators=tuple(Ref(owner.name, owner.person) for owner in row.moderators),
        write=new_file(options, f"events/{event.key}/sessions/{urls.slugify(row.title)}.md", row.title),
    )


def new_file(options: Options, path: str, title: str) -> str:
    """Where a file that does not exist yet can be begun with its title, or the empty string.

    GitHub and Gitea take the name and the text of a new file from the address, GitLab the name; see "Querying the
    creation form" in GitHub's documentation of URL parameters, and "Create a file" in GitLab's. Other hosts are not
    known to have such an address.
    """
    base = _EDITED.fullmatch(options.edit_base)
    if base is None:
        return ""
    folder, _, name = path.rpartition("/")
    where = f"{base[1]}/{base[2] or ''}new/{base[3]}{quote(folder)}"
    if base[2]:
        return f"{where}?file_name={quote(name)}"
    begin = '---\ntitle: "{}"\n---\n\n'.format(title.replace("\\", "\\\\").replace('"', '\\"'))
    return f"{where}?filename={quote(name)}&value={quote(begin)}"


def _titled(options: Options, day: Day, number: int) -> Titled:
    t = options.words.t
    words = options.words.day(day.date) if day.date else t("Sessions") if number == 1 else t("Day not known")
    anchor = f"day-{day.date.isoformat()}" if day.date else "day-not-known"
    alone = day.rooms == ("",)
    rooms = tuple(room or (t("Sessions") if alone else t("No room given")) for room in day.rooms)
    return Titled(words, anchor, day, rooms)


def _sheets(titled: list[Titled]) -> Iterator[list[Titled]]:
    """Days that share a page: as many as have no more than SHEET sessions together."""
    sheet: list[Titled] = []
    for one in titled:
        if sheet and sum(other.day.size for other in sheet) + one.day.size > SHEET:
            yield sheet
            sheet = []
        sheet.append(one)
    yield sheet


def _missing(options: Options, own: Facts, seats: list[Seat]) -> str:
    """What a schedule lacks to be one, as a sentence for those who can mend it."""
    t = options.words.t
    timed = any(one.start or one.slot for one in seats) or bool(own.slots)
    roomy = any(one.room for one in seats) or bool(own.rooms)
    if not seats and not own.slots:
        return t("No session of this event is known yet.")
    if not timed and not roomy:
        return t("Neither hours nor rooms are known, so this is a plain list.")
    if not timed:
        return t("The hours are not known, so this is a plain list.")
    return ""
