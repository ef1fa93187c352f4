"""What the JSON API promises: the type of every entry, and the JSON Schema made of it.

docs/api.md says the same in words, and a test compares the two. A field may be added; none changes its meaning or goes
away within `v1`.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import Field, TypeAdapter
from typing_extensions import TypedDict

Id = Annotated[str, Field(description="What an entry is known by; it lasts as long as the page keeps its address.")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Clock = Annotated[str, Field(pattern=r"^\d\d:\d\d$")]


class Source(TypedDict):
    """Where something was read."""

    path: Annotated[str, Field(description="The file, relative to the content folder.")]
    line: Annotated[int, Field(ge=1, description="The line in the file, counted from 1.")]


class Page(TypedDict):
    """A page of the wiki, named in short."""

    id: Annotated[str, Field(description="The `id` of its entry.")]
    title: Annotated[str, Field(description="Its title.")]
    url: Annotated[str, Field(description="Its address.")]


class TopicName(TypedDict):
    """A topic, named in short."""

    id: Annotated[str, Field(description="The `id` of its entry in `topics`.")]
    label: Annotated[str, Field(description="Its label.")]


class PersonName(TypedDict):
    """Somebody as a page may show them."""

    id: Annotated[
        str | None, Field(description="The `id` of their entry in `people`; null for who has no page, as initials.")
    ]
    name: Annotated[str, Field(description="The name as it is shown there.")]


class Participant(PersonName):
    """Somebody who took part, as the page may show them."""

    roles: Annotated[
        list[str],
        Field(description="`moderated`, `noted`, `spoke`, `presented`, `attended`, `absent` or `wrote`, at least one."),
    ]


class WebLink(TypedDict):
    """A link that belongs to a page as a whole."""

    url: Annotated[str, Field(description="Where it leads.")]
    title: Annotated[str, Field(description="What it is called; its address if it has no name.")]
    kind: Annotated[str, Field(description="`slides`, `video`, `pad`, `paper`, `code` or another word, or empty.")]


class Attendance(TypedDict):
    """How many came, as the source counts them; null is unknown."""

    in_person: Annotated[int | None, Field(description="People in the room.")]
    online: Annotated[int | None, Field(description="People online.")]
    applied: Annotated[int | None, Field(description="People who had applied.")]


class Entry(TypedDict):
    """What every entry has."""

    id: Id
    url: Annotated[str, Field(description="Its address: whole if the site knows its own, else from the site's root.")]


class Document(Entry):
    """What every entry has that is a page with a file behind it."""

    title: Annotated[str, Field(description="The title.")]
    summary: Annotated[str, Field(description="The summary or, without one, the first words; may be empty.")]
    source: Annotated[Source, Field(description="The file, and the line of its title or its first.")]
    markdown: Annotated[str, Field(description="The address of the page as Markdown.")]
    topics: Annotated[list[TopicName], Field(description="Its topics, in the order written.")]
    links: Annotated[list[WebLink], Field(description="Links that belong to the page as a whole.")]
    license: Annotated[str, Field(description="The licence it is published under; empty if it names none.")]


class Dated(Document):
    """What sessions and reports have in common."""

    date: Annotated[Day | None, Field(description="The day it happened; null if that is not known.")]
    event: Annotated[Page | None, Field(description="The event it belongs to; null if there is none.")]
    people: Annotated[list[Participant], Field(description="Who took part, each once.")]


class Session(Dated):
    """A session, with notes or without."""

    year: Annotated[int | None, Field(description="Its year, also where only that of its event is known.")]
    start: Annotated[Clock | None, Field(description="When it began, on the clock of its time zone.")]
    end: Annotated[Clock | None, Field(description="When it ended, on the same clock.")]
    timezone: Annotated[str, Field(description="Its time zone as written, or that of its event; may be empty.")]
    room: Annotated[str, Field(description="The room; may be empty.")]
    format: Annotated[str, Field(description="How it was run, such as `discussion` or `lecture`; may be empty.")]
    status: Annotated[
        str, Field(description="`proposed`, `held`, `notes-missing`, `published`, `merged` or `cancelled`.")
    ]
    policy: Annotated[str, Field(description="Who may be named: `named`, `initials` or `chatham-house`.")]
    has_notes: Annotated[bool, Field(description="Whether anybody has written down what was said.")]
    notes_by: Annotated[str, Field(description="Who wrote the notes: `human`, `ai`, `mixed`, or empty if unsaid.")]
    words: Annotated[int, Field(ge=0, description="Words of its notes.")]
    part_of: Annotated[str | None, Field(description="The `id` of the page of the file that holds it among others.")]
    parts: Annotated[list[str], Field(description="The `id`s of the sessions that its file holds.")]
    decisions: Annotated[list[str], Field(description="The `id`s of what was decided in it.")]
    actions: Annotated[list[str], Field(description="The `id`s of what was promised in it.")]
    questions: Annotated[list[str], Field(description="The `id`s of what was asked in it and left open.")]
    references: Annotated[list[str], Field(description="The `id`s of the works it cites.")]


class Event(Entry):
    """An event. One that is only a folder has no file of its own."""

    title: Annotated[str, Field(description="The title.")]
    summary: Annotated[str, Field(description="The summary or, without one, the first words; may be empty.")]
    source: Annotated[Source | None, Field(description="Its file; null for a folder without one.")]
    markdown: Annotated[str, Field(description="The address of the page as Markdown.")]
    start: Annotated[Day | None, Field(description="Its first day, or that of its first session.")]
    end: Annotated[Day | None, Field(description="Its last day, if it says so.")]
    timezone: Annotated[str, Field(description="Its time zone as written; may be empty.")]
    venue: Annotated[str, Field(description="The house it is in; may be empty.")]
    city: Annotated[str, Field(description="The city; may be empty.")]
    country: Annotated[str, Field(description="The country; may be empty.")]
    online: Annotated[bool, Field(description="Whether one can take part online.")]
    host: Annotated[str, Field(description="Who invites; may be empty.")]
    series: Annotated[str, Field(description="What events of one kind are called together; may be empty.")]
    rooms: Annotated[list[str], Field(description="Its rooms.")]
    attendance: Annotated[Attendance, Field(description="How many came.")]
    topics: Annotated[list[TopicName], Field(description="The topics its own page names.")]
    links: Annotated[list[WebLink], Field(description="Links that belong to the page as a whole.")]
    sessions: Annotated[list[str], Field(description="The `id`s of its sessions, in the order of its programme.")]
    reports: Annotated[list[str], Field(description="The `id`s of the reports on it.")]


class Report(Dated):
    """A report on an event."""

    attendance: Annotated[Attendance, Field(description="How many came.")]
    worked: Annotated[list[str], Field(description="What worked.")]
    improve: Annotated[list[str], Field(description="What could be better.")]
    quotes: Annotated[list[str], Field(description="What guests said.")]
    next: Annotated[list[str], Field(description="What comes next.")]


class Tip(Document):
    """A tip for hosts."""

    phase: Annotated[str, Field(description="`before`, `during` or `after` the event, or empty for any time.")]
    role: Annotated[str, Field(description="Whom it is for, such as `host` or `moderator`; may be empty.")]
    effort: Annotated[str, Field(description="What it costs, in words; may be empty.")]
    evidence: Annotated[list[str], Field(description="The `id`s of the sessions and reports that taught it.")]


class TookPart(TypedDict):
    """A session somebody took part in."""

    id: Annotated[str, Field(description="The `id` of the session.")]
    roles: Annotated[list[str], Field(description="In which roles, as in `people` of the session.")]


class Person(Entry):
    """Somebody who may be named."""

    name: Annotated[str, Field(description="The name, or what is shown instead of it.")]
    aliases: Annotated[list[str], Field(description="Other spellings.")]
    handle: Annotated[str, Field(description="What stands behind an @ to name them; may be empty.")]
    homepage: Annotated[str, Field(description="A page of their own elsewhere; may be empty.")]
    affiliation: Annotated[str, Field(description="Where they belong; may be empty.")]
    sessions: Annotated[list[TookPart], Field(description="The sessions they took part in, oldest first.")]
    reports: Annotated[list[str], Field(description="The `id`s of the reports they wrote or are named in.")]
    actions: Annotated[list[str], Field(description="The `id`s of what they promised, newest first.")]


class Topic(Entry):
    """Something people talk about."""

    label: Annotated[str, Field(description="What it is called.")]
    aliases: Annotated[list[str], Field(description="What else it is called.")]
    description: Annotated[str, Field(description="What it is; may be empty.")]
    broader: Annotated[list[str], Field(description="The `id`s of broader topics.")]
    narrower: Annotated[list[str], Field(description="The `id`s of narrower topics.")]
    sessions: Annotated[list[str], Field(description="The `id`s of the sessions about it, oldest first.")]


class Stated(Entry):
    """What decisions, actions and questions have in common; `url` is the place where it was said."""

    text: Annotated[str, Field(description="The sentence, without its marks.")]
    source: Annotated[Source, Field(description="The file and line where it was said.")]
    document: Annotated[Page, Field(description="The page it was said on.")]
    section: Annotated[str, Field(description="The heading it stands under; may be empty.")]
    event: Annotated[Page | None, Field(description="The event the page belongs to; null if there is none.")]
    date: Annotated[Day | None, Field(description="The day it was said; null if that is not known.")]


class Decision(Stated):
    """What was decided."""


class Action(Stated):
    """What somebody promised."""

    owners: Annotated[list[PersonName], Field(description="Who promised it, as far as they may be named.")]
    state: Annotated[str, Field(description="`open`, `done`, or `overdue` on the day of the build.")]
    due: Annotated[Day | None, Field(description="The day it was promised for; null if none was named.")]
    carried: Annotated[
        list[str],
        Field(
            description="The `id`s of all places where meetings of the event said the same, this one too, newest first;"
            " the first tells how it stands. Empty if it was said once."
        ),
    ]


class Question(Stated):
    """What was asked."""

    state: Annotated[str, Field(description="`open`, or `answered` where the minutes say so.")]


class Citing(TypedDict):
    """A place that cites a work."""

    document: Annotated[Page, Field(description="The page that cites it.")]
    section: Annotated[str, Field(description="The heading it stands under; may be empty.")]
    url: Annotated[str, Field(description="The address of the place, as near as it is known.")]


class Reference(TypedDict):
    """A work that minutes cite; of its addresses `url` is the best."""

    id: Annotated[str, Field(description="What all addresses of the work have in common, such as `arxiv:1706.03762`.")]
    url: Annotated[str, Field(description="Where the work is, as the minutes wrote it.")]
    title: Annotated[str, Field(description="What it is called, or its number or address.")]
    kind: Annotated[str, Field(description="`paper`, `doc`, `slides`, `video`, `code`, `issue`, or empty.")]
    source: Annotated[Source, Field(description="The file and line of the place named first.")]
    cited: Annotated[list[Citing], Field(description="Every place that cites it, newest first.")]


class Api(TypedDict):
    """All files of the API, each a list of entries."""

    sessions: list[Session]
    events: list[Event]
    reports: list[Report]
    tips: list[Tip]
    people: list[Person]
    topics: list[Topic]
    decisions: list[Decision]
    actions: list[Action]
    questions: list[Question]
    references: list[Reference]


FILES = tuple(Api.__annotations__)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of all files; that of one is `#/$defs/<its name>`: `#/$defs/sessions`."""
    made = TypeAdapter(Api).json_schema()
    lists = {name: {"description": f"/api/v1/{name}.json", **made["properties"][name]} for name in FILES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "socml API v1",
        "description": (
            "Each file /api/v1/<name>.json is a list described by #/$defs/<name>. Addresses are whole if the site was "
            "built with site_url, else they begin at the site's root. Fields may be added; none that is here changes "
            "its meaning or goes away."
        ),
        "$defs": {**dict(sorted(made["$defs"].items())), **lists},
        "type": "array",
        "items": {"type": "object", "required": ["id", "url"]},
    }
