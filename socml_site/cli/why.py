"""`socml inspect --why`: who a name means across a collection, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from socml_site import link, pipeline
from socml_site.cli import console
from socml_site.cli.enclosing import Enclosing
from socml_site.interface import plural


@dataclass(frozen=True, slots=True)
class Answer:
    """What `name` was joined with, each with the evidence, and the people it may mean as their pages call them."""

    name: str
    joins: tuple[link.Join, ...]
    people: tuple[str, ...]


def answer(around: Enclosing, name: str) -> Answer:
    """Read the whole content around a file and ask it for a name.

    Whoever may read the minutes is told also of those whom the site does not name: under which spellings they are kept
    back is what a host must be able to see.
    """
    found = pipeline.read(around.root, around.scope, progress=_reading)
    who = link.know(found.documents, found.folder).who
    joined = link.evidence(who, name)
    known, wanted = who.words.find(name), name.casefold()
    called = (url for url, person in who.people.items() if url == known or person.name.casefold() == wanted)
    people = {who.people[url].name for url in joined or called}
    return Answer(name, tuple(join for joins in joined.values() for join in joins), tuple(sorted(people)))


def _reading(sources: Iterable[Any]) -> Iterator[Any]:
    return console.progress(sources, "Reading minutes")


def _alone(found: Answer) -> str:
    """What is said of a name that was joined with no other."""
    if not found.people:
        return "Nobody was joined with this name."
    person = found.people[0]
    same = person.casefold() == found.name.casefold()
    return f"{person} is written in one way only." if same else f"{found.name} is {person}."


def show(found: Answer, form: str) -> None:
    """Print it."""
    if form == "json":
        record = {"name": found.name, "people": list(found.people), "joins": [asdict(join) for join in found.joins]}
        console.dump(record)
        return
    if not found.joins:
        console.say(f"{_alone(found)} A name is joined with another on evidence alone; people.yml can give it.")
        return
    for join in found.joins:
        sure = "" if join.certain else ", likely"
        console.say(f"{join.path}:{join.line}: {join.name} is {join.into}{sure}: {join.reason}")
    console.say(f"{plural(len(found.joins), 'spelling', 'spellings')} joined.")
