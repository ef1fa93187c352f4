"""The registers of all minutes: decisions, actions, open questions, and what was cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from socml_site.emit import ask
from socml_site.emit.options import Options
from socml_site.emit.parts import common, lists, said
from socml_site.emit.parts.views import Cited, Entry, Group, Listing, Ref, Said
from socml_site.interface import Words, msg
from socml_site.model import Artifact, OutcomeKind, SitePath, View, Wiki

_OWNERS = 24
_TALLY = {"overdue": msg("{n} overdue"), "open": msg("{n} open"), "done": msg("{n} done")}
_STATES = ("overdue", "open", "done")
_SHELVES = {
    "paper": msg("Papers"),
    "doc": msg("Documents"),
    "slides": msg("Slides"),
    "video": msg("Videos"),
    "code": msg("Code"),
    "issue": msg("Issues"),
    "": msg("Web pages"),
}
"""By kind of work the heading it stands under, in this order."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its path, what it says of itself, and, for whoever finds it empty, how to make the first entry.

    `filters` are what its lines can be narrowed down by.
    """

    path: str
    title: str
    intro: str
    empty: str
    how: str
    examples: tuple[str, ...]
    filters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage(View):
    """A page of a register, and the way to the other `registers`; `advice` is the chapter on taking notes.

    Of actions `owners` and `tally` say, on the first page, who has how many to do and how many are in which state.
    """

    template: ClassVar[str] = "register.html"

    register: Register
    registers: Sequence[Ref]
    heading: str
    intro: str
    advice: Entry | None
    owners: Sequence[Ref]
    tally: str
    listing: Listing


DECISIONS = Register(
    "decisions",
    msg("Decisions"),
    msg("What was decided, and where it was said."),
    msg("No minutes say yet what was decided."),
    msg("Write a decision on a line of its own, or several below a heading:"),
    (
        "DECISION: We meet again in May.",
        "## Decisions\n\n- We meet again in May.\n- Notes are published within a week.",
    ),
    ("event", "topic"),
)
ACTIONS = Register(
    "actions",
    msg("Actions"),
    msg("What people promised to do. Open is whatever no minutes call done."),
    msg("No minutes say yet who promised to do what."),
    msg("Write an action on a line of its own, or several below a heading; a ticked box is done:"),
    (
        "ACTION: Ada to book the room by 2027-05-03.",
        "## Action items\n\n- [ ] Ada to book the room\n- [x] Grace to thank the hosts",
    ),
    ("state", "owner", "event", "topic"),
)
QUESTIONS = Register(
    "questions",
    msg("Open questions"),
    msg("What was asked and nobody could answer yet."),
    msg("No minutes name a question that stayed open."),
    msg("Write a question on a line of its own, or several below a heading:"),
    ("QUESTION: Who keeps the list up to date?", "## Open questions\n\n- Who keeps the list up to date?"),
    ("state", "event", "topic"),
)
READING = Register(
    "reading",
    msg("Reading list"),
    msg("What the minutes cite, the most cited first."),
    msg("No minutes cite anything yet."),
    msg("Every web address in minutes becomes an entry, best with the title of the work:"),
    ("We read [Attention is all you need](https://arxiv.org/abs/1706.03762).",),
    ("event", "topic"),
)
_TABS = {
    "decisions/": msg("Decisions"),
    "actions/": msg("Actions"),
    "questions/": msg("Questions"),
    "reading/": msg("Reading"),
}
REGISTERS = (DECISIONS, ACTIONS, QUESTIONS, READING)


def emit(wiki: Wiki, options: Options) -> Iterator[Artifact]:
    """The pages of all four registers."""
    yield from _pages(wiki, options, DECISIONS, _groups(wiki, options, OutcomeKind.DECISION))
    actions = _groups(wiki, options, OutcomeKind.ACTION)
    yield from _pages(wiki, options, ACTIONS, actions, _owners(actions), _tally(options.words, actions))
    yield from _pages(wiki, options, QUESTIONS, _groups(wiki, options, OutcomeKind.QUESTION))
    yield from _pages(wiki, options, READING, _shelves(wiki, options))


def _groups(wiki: Wiki, options: Options, kind: OutcomeKind) -> list[Group]:
    """All lines of a kind, newest first: by year, and actions by state before that."""
    found: dict[tuple[str, int], list[Said]] = {}
    for ones in said.stated(wiki, said.newest_first(wiki), kind):
        line = said.line(wiki, options, ones)
        part = line.state if kind is OutcomeKind.ACTION else ""
        year = 0 if part == "overdue" else wiki.year.get(ones[0].document, 0)
        found.setdefault((part, year), []).append(line)
    order = ("", *_STATES)
    return [
        _group(options.words, *key, found[key]) for key in sorted(found, key=lambda key: (order.index(key[0]), -key[1]))
    ]


def _group(words: Words, part: str, year: int, lines: list[Said]) -> Group:
    if part == "overdue":
        return Group(words.t("Overdue"), "overdue", tuple(lines))
    label = str(year) if year else words.t("Date not known")
    if part:
        label = words.t("{state}, {year}", state=words.t(part.capitalize()), year=year or words.t("no date"))
    anchor = f"{part or 'in'}-{year}" if year else f"{part}-undated".strip("-")
    return Group(label, anchor, tuple(lines))


def _owners(groups: list[Group]) -> list[Ref]:
    """Who has most to do still, each with their page."""
    refs: dict[str, Ref] = {}
    counts: Counter[str] = Counter()
    for line in _said(groups):
        for owner in line.owners if line.state != "done" else ():
            # "ALL" and "All" are the same everybody.
            name = owner.label if owner.url else owner.label.casefold()
            refs.setdefault(name, owner)
            counts[name] += 1
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_OWNERS]
    return [Ref(refs[name].label, refs[name].url, count) for name, count in most]


def _tally(words: Words, groups: list[Group]) -> str:
    """How many are in which state: `1 overdue, 4 open, 2 done`."""
    counts = Counter(line.state for line in _said(groups))
    counted = ((one, words.number(counts[one])) for one in _STATES if counts[one])
    return words.listed(words.t(_TALLY[one], n=number) for one, number in counted)


def _said(groups: list[Group]) -> Iterator[Said]:
    return (line for group in groups for line in group.entries if isinstance(line, Said))


def _shelves(wiki: Wiki, options: Options) -> list[Group]:
    """All works by kind."""
    found: dict[str, list[Cited]] = {kind: [] for kind in _SHELVES}
    for work in wiki.works:
        found[work.kind if work.kind in found else ""].append(said.cited(wiki, options, work))
    return [
        Group(options.words.t(_SHELVES[kind]), kind or "web", tuple(lines)) for kind, lines in found.items() if lines
    ]


def _pages(
    wiki: Wiki, options: Options, register: Register, groups: list[Group], owners: Sequence[Ref] = (), tally: str = ""
) -> Iterator[Artifact]:
    t = options.words.t
    document = wiki.relations.documents.get(SitePath(f"{register.path}/"))
    sheets = list(lists.listings(groups, SitePath(f"{register.path}/")))
    view = RegisterPage(
        register=replace(register, empty=t(register.empty), how=t(register.how)),
        registers=[Ref(t(label), url) for url, label in _TABS.items()],
        heading=document.title if document else t(register.title),
        intro=(document.facts.summary if document else "") or t(register.intro),
        advice=_advice(wiki),
        owners=owners,
        tally=tally,
        listing=sheets[0][1],
    )
    for address, listing in sheets:
        first = listing.number == 1
        yield Artifact(
            path=address,
            title=lists.sheet_title(options, t(register.title), listing.number),
            view=view if first else replace(view, listing=listing, owners=(), tally=""),
            description=t(register.intro),
            document=document.url if document and first else None,
            sources=(document.path,) if document else (),
        )


def _advice(wiki: Wiki) -> Entry | None:
    """The chapter of the guide that says how to take notes, if there is one."""
    found = (one for one in ask.chapters(wiki) if {"notes", "minutes"} & set(one.title.lower().split()))
    return next((common.entry(wiki, one.url) for one in found), None)
