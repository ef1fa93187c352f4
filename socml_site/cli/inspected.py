"""What was understood of one file, for a reader at a terminal.

First each session with all that was found in it, the number of its line in the margin; then the file itself, with what
was understood of a line below it. Colours only on a terminal; lines are broken at its width, and left whole elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import click
from rich.console import Console
from rich.text import Text

from socml_site.cli.console import summary
from socml_site.interface import day_words, plural
from socml_site.issues import Issue, Severity, visible
from socml_site.model import Citation, Document, Ground, Named, Outcome, OutcomeKind, Turn

_LONGEST = 1000
"""Characters of a line of the file that are shown."""
_MARGIN = 7
"""Columns for the number of a line and the mark beside it."""
_NARROWEST = 20
_AT_ONCE = 500
"""Lines given to the terminal together."""
_UNSHOWN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Signs that would steer the terminal, or turn the order of its letters."""
_COLOURS = {
    "title": "bold",
    "topic": "magenta",
    "decision": "green",
    "action": "yellow",
    "question": "cyan",
    "reference": "blue",
    "turn": "dim",
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.HINT: "cyan",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic of a session: its label, the line that names it, and how it was found, in words."""

    label: str
    line: int
    how: str


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the file, and its topics."""

    document: Document
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One key of the front matter, its line and what it says."""

    key: str
    line: int
    value: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """All that was understood of the file called `name`; `lines` are those of the file as stored."""

    name: str
    sessions: tuple[Session, ...]
    issues: tuple[Issue, ...]
    lines: tuple[str, ...]
    front: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One thing found: its line in the file, what it is, and how it was read."""

    line: int
    what: str
    text: str
    why: str = ""
    """The rule, its weight and the reason."""


def show(found: Inspected) -> None:
    """Print it."""
    console = Console(highlight=False, markup=False, emoji=False)
    rows = _rows(found)
    if not console.is_terminal:
        # Where nothing is laid out or coloured, rich would only take its time over a long file.
        click.echo("\n".join(margin + line.plain for margin, line in rows))
        return
    while some := list(islice(rows, _AT_ONCE)):
        laid = (part for margin, line in some for part in _laid(console, margin, line))
        console.print(Text("\n").join(laid), soft_wrap=True)


def _rows(found: Inspected) -> Iterator[tuple[str, Text]]:
    """Every line to be shown, with its margin."""
    sessions = plural(len(found.sessions), "session", "sessions")
    yield "", Text(f"{visible(found.name)}: {sessions}, {summary(found.issues)}", style="bold")
    notes: list[Note] = []
    for session in found.sessions:
        own = tuple(notes_of(session))
        notes += own
        yield "", Text()
        yield "", _headline(session.document)
        for note in own:
            if note.what not in ("title", "turn"):
                yield _margin(note.line, " "), _described(note)
        if session.document.minutes.turns:
            yield _margin(None, " "), _turns(session.document.minutes.turns)
        if len(own) == 1:
            yield _margin(None, " "), Text("Nothing was found but words.", style="dim")
    if found.front:
        yield "", Text()
        yield "", Text("Front matter", style="bold")
    for said in found.front:
        yield _margin(said.line, " "), _described(Note(said.line, said.key, said.value))
    yield "", Text()
    yield "", Text("Line by line", style="bold")
    yield from _line_by_line(found, notes)


def notes_of(session: Session) -> Iterator[Note]:
    """All that was found in a session, kind by kind, each by line."""
    said, document = session.document.minutes, session.document
    yield Note(said.title_line or document.body_line, "title", document.title)
    for person in said.people:
        yield Note(person.place.line, " and ".join(person.roles), _person(person), _why(person.ground))
    for tag in session.tags:
        yield Note(tag.line, "topic", f"{tag.label} ({tag.how})")
    for kind in OutcomeKind:
        for outcome in said.outcomes:
            if outcome.kind is kind:
                yield Note(outcome.place.line, kind.value, _outcome(outcome), _why(outcome.ground))
    for citation in said.citations:
        yield Note(citation.place.line, "reference", _citation(citation))
    for turn in said.turns:
        label = f"{turn.speaker} ({turn.label})" if turn.label != turn.speaker else turn.label
        yield Note(turn.place.line, "turn", label, _why(turn.ground))
    for one in said.maybe:
        if isinstance(one, Named):
            yield Note(one.place.line, f"maybe {' and '.join(one.roles)}", _person(one), _why(one.ground))
        else:
            yield Note(one.place.line, f"maybe {one.kind.value}", _outcome(one), _why(one.ground))


def _why(ground: Ground) -> str:
    return f"{ground.rule}, weight {ground.weight:g}: {ground.because}" if ground.rule else ""


def _person(person: Named) -> str:
    also = f" ({', '.join(person.also)})" if person.also else ""
    rest = [part for part in (person.affiliation, person.pronouns, person.note, person.url) if part]
    return ", ".join((f"{person.name}{also}", *rest))


def _outcome(outcome: Outcome) -> str:
    text = outcome.text or "(nothing said)"
    if outcome.kind is OutcomeKind.ACTION:
        state = {True: "done", False: "open", None: "no state"}[outcome.done]
        due = f", due {outcome.due.isoformat()}" if outcome.due else ""
        text = f"{', '.join(outcome.owners) or 'nobody'}: {text} ({state}{due})"
    elif outcome.done:
        text = f"{text} (answered)"
    return f"{text} (withdrawn)" if outcome.withdrawn else text


def _citation(citation: Citation) -> str:
    known = citation.key if citation.key and citation.key != citation.url else ""
    about = ", ".join(part for part in (citation.kind, known if not known.startswith("https://") else "") if part)
    return " ".join(part for part in (citation.title, citation.url, f"({about})" if about else "") if part)


def _headline(document: Document) -> Text:
    said = document.minutes
    when = day_words(document.date) if document.date else "no date"
    hours = "-".join(f"{one:%H:%M}" for one in (said.start, said.end) if one)
    parts = [when, hours, said.timezone if hours else "", "cancelled" if said.cancelled else ""]
    line = Text.assemble((_safe(document.title), "bold underline"))
    line.append(f"  {', '.join(part for part in parts if part)}")
    return line


def _turns(turns: Sequence[Turn]) -> Text:
    counts = Counter(turn.speaker for turn in turns)
    spoke = ", ".join(f"{_safe(name)} {count}" for name, count in counts.most_common(12))
    more = f" and {len(counts) - 12} more" if len(counts) > 12 else ""
    return Text(f"{plural(len(turns), 'turn', 'turns')}: {spoke}{more}")


def _described(note: Note) -> Text:
    return Text.assemble((f"{note.what}  ", _COLOURS.get(note.what, "green")), _safe(note.text))


def _line_by_line(found: Inspected, notes: Sequence[Note]) -> Iterator[tuple[str, Text]]:
    """The lines of the file; below each what was understood of it, and what is wrong with it."""
    by_line: Mapping[int, list[Note]] = defaultdict(list)
    for note in notes:
        by_line[note.line].append(note)
    faults: Mapping[int, list[Issue]] = defaultdict(list)
    for issue in found.issues:
        faults[issue.line].append(issue)
    lines = found.lines[:-1] if found.lines and not found.lines[-1] else found.lines
    for number, line in enumerate(lines, 1):
        shown = _safe(line[:_LONGEST]) + ("…" if len(line) > _LONGEST else "")
        wrong = number in faults
        mark = "!" if wrong else "+" if number in by_line else " "
        style = "bold" if wrong or number in by_line else "dim"
        yield _margin(number, mark), Text(shown, style=style)
        for note in by_line.get(number, ()):
            yield _margin(None, "└"), _described(note)
            if note.why:
                yield _margin(None, " "), Text(_safe(note.why), style="dim")
        for issue in faults.get(number, ()):
            yield _margin(None, "└"), _fault(issue)


def _fault(issue: Issue) -> Text:
    said = f" [{issue.code}] {_safe(issue.message)}. {_safe(issue.hint)}"
    return Text.assemble((issue.severity, _COLOURS[issue.severity]), said.rstrip())


def _margin(number: int | None, mark: str) -> str:
    return f"{number if number is not None else '':>{_MARGIN - 3}} {mark} "


def _laid(console: Console, margin: str, line: Text) -> Iterator[Text]:
    """A line behind its margin; what does not fit goes on below, behind an empty one."""
    width = max(_NARROWEST, console.width - len(margin))
    parts = [line] if line.cell_len <= width else line.wrap(console, width)
    for index, part in enumerate(parts):
        yield Text.assemble((margin if index == 0 else " " * len(margin), "dim"), part)


def _safe(text: str) -> str:
    """Text that cannot steer a terminal, on one line."""
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", "    ").replace("\n", " "))
