"""`socml inspect`: what was understood of one file."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath

import click

from socml_site.cli import console, inspected, why
from socml_site.cli.enclosing import Enclosing, enclosing
from socml_site.cli.inspected import Inspected, Said, Session, Tag
from socml_site.issues import Issue
from socml_site.link import topics, vocabulary
from socml_site.link.vocabulary import Learner, Vocabulary
from socml_site.minutes import Habits, habits_of, read_documents, read_file, series_of
from socml_site.model import Document, Named, Outcome, OutcomeKind, SourcePath
from socml_site.read.decode import decode
from socml_site.read.source import FrontMatter, read_source
from socml_site.read.walk import load

UNREADABLE = 2
_NEIGHBOURS = 12
"""Files of the same series before and behind one that are read to understand it."""


@click.command("inspect", epilog="Example: socml inspect notes/2024-04-08.md --format json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text to read, json for programs.",
)
@click.option("--why", "name", metavar="NAME", help="Say who NAME is in the content around FILE, and on what evidence.")
def command(file: Path, form: str, name: str | None) -> None:
    """Say what was understood from the minutes in FILE, and from which line.

    A file of a project is understood as a part of it: its path there, people.yml and topics.yml count.
    """
    try:
        around = enclosing(file)
        found = inspection(file, around)
    except OSError as error:
        console.say(f"{error.filename or file} cannot be read: {error.strerror}.", error=True)
        sys.exit(UNREADABLE)
    if found is None:
        console.say(f"{file} is not text. Name a file of minutes.", error=True)
        sys.exit(UNREADABLE)
    if name is not None:
        why.show(why.answer(around, name), form)
    elif form == "json":
        console.dump(_record(found))
    else:
        inspected.show(found)


def inspection(file: Path, around: Enclosing) -> Inspected | None:
    """What was understood; None if the file is no text. Raises OSError if it cannot be read."""
    data = load(file)
    source, faults = read_source(around.path, data)
    text, _ = decode(data, around.path)
    if text is None:
        return None
    found, unsure = read_documents(source, around.files, around.scope.language, _habits(file, around))
    people, _, _ = vocabulary.people(around.people)
    words, entries, _ = vocabulary.topics(around.topics)
    known, learner = topics.lexicon(words, entries), Learner(words)
    sessions = tuple(
        Session(_as_listed(one, people), tuple(_tags(one, learner, known))) for one in found if not one.parts
    )
    front = tuple(_said(source.front))
    return Inspected(str(file), sessions, tuple(sorted({*faults, *unsure})), tuple(text.split("\n")), front)


def _said(front: FrontMatter) -> Iterator[Said]:
    """What front matter says, key by key."""
    for key, value in front.values.items():
        parts = value if isinstance(value, list) else [value]
        written = "; ".join(str(one) for one in parts if one is not None)
        yield Said(str(key), front.place(key).line, written)


def _habits(file: Path, around: Enclosing) -> Habits:
    """The habits of the series of a file, by those files of it that lie beside it."""
    own = series_of(around.path)
    parent = PurePosixPath(around.path).parent
    names = sorted(one.name for one in file.absolute().parent.iterdir() if one.suffix == file.suffix and one.is_file())
    series = [name for name in names if series_of((parent / name).as_posix()) == own and name != file.name]
    at = bisect_left(series, file.name)
    clues = []
    for name in series[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
        path = SourcePath((parent / name).as_posix())
        if not around.scope.excluded(path):
            source, _ = read_source(path, load(file.absolute().parent / name))
            clues.append(read_file(source, around.files, around.scope.language).clues)
    return habits_of(clues).get(own, Habits())


def _as_listed(document: Document, people: Vocabulary) -> Document:
    """The document with the names that people.yml has for those whom it names otherwise."""
    named = tuple(_named(one, people) for one in document.minutes.people)
    return replace(document, minutes=replace(document.minutes, people=named)) if people.listed else document


def _named(one: Named, people: Vocabulary) -> Named:
    url = next((url for name in (one.name, *one.also) if (url := people.find(name))), None)
    if url is None or people.names[url] == one.name:
        return one
    listed = people.names[url]
    also = tuple(name for name in (one.name, *one.also) if name != listed)
    return replace(one, name=listed, also=also)


def _tags(document: Document, learner: Learner, known: topics.Lexicon) -> Iterator[Tag]:
    """The topics that front matter names, then those of topics.yml that the text speaks of."""
    seen = set()
    for term in document.facts.topics:
        url = learner.add(term.text)
        if url not in seen:
            seen.add(url)
            yield Tag(learner.name(url), term.place.line, "in front matter")
    for spot in topics.spots(document, known):
        if spot.topic not in seen:
            times = "in a heading" if spot.headed else f"{spot.count} times"
            yield Tag(learner.name(spot.topic), spot.line, times)


def _record(found: Inspected) -> dict[str, object]:
    return {
        "path": found.name,
        "front_matter": [{"key": one.key, "line": one.line, "value": one.value} for one in found.front],
        "sessions": [_session(one) for one in found.sessions],
        "issues": [_issue(one) for one in found.issues],
    }


def _session(session: Session) -> dict[str, object]:
    document = session.document
    said = document.minutes
    return {
        "title": document.title,
        "date": document.date.isoformat() if document.date else None,
        "line": said.title_line or document.body_line,
        "people": [_person(one) for one in said.people],
        "topics": [tag.label for tag in session.tags],
        "turns": len(said.turns),
        **_outcomes(said.outcomes),
        "references": [{"line": one.place.line, "url": one.url, "title": one.title or None} for one in said.citations],
        "maybe": {
            "people": [_person(one) for one in said.maybe if isinstance(one, Named)],
            **_outcomes(tuple(one for one in said.maybe if isinstance(one, Outcome))),
        },
    }


def _of(outcomes: tuple[Outcome, ...], kind: OutcomeKind) -> list[Outcome]:
    return [one for one in outcomes if one.kind is kind and not one.withdrawn]


def _outcomes(outcomes: tuple[Outcome, ...]) -> dict[str, object]:
    """Decisions, actions and questions; what was withdrawn is none."""
    return {
        "decisions": [_outcome(one) for one in _of(outcomes, OutcomeKind.DECISION)],
        "actions": [
            {
                **_outcome(one),
                "owner": ", ".join(one.owners) or None,
                "done": one.done,
                "due": one.due.isoformat() if one.due else None,
            }
            for one in _of(outcomes, OutcomeKind.ACTION)
        ],
        "questions": [{**_outcome(one), "answered": bool(one.done)} for one in _of(outcomes, OutcomeKind.QUESTION)],
    }


def _person(person: Named) -> dict[str, object]:
    return {
        "name": person.name,
        "also": list(person.also),
        "roles": list(person.roles),
        "line": person.place.line,
        **asdict(person.ground),
    }


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {"line": outcome.place.line, "text": outcome.text, **asdict(outcome.ground)}


def _issue(issue: Issue) -> dict[str, object]:
    names = ("line", "col", "code", "severity", "message", "hint")
    return {name: getattr(issue, name) for name in names}
