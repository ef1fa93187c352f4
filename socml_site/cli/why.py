"""`socml inspect --why`: who a name means across a collection, and on what evidence."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from socml_site import link, minutes
from socml_site.cli import console
from socml_site.cli.enclosing import Enclosing
from socml_site.interface import plural
from socml_site.model import Document
from socml_site.read import read_folder


@dataclass(frozen=True, slots=True)
class Answer:
    """What `name` was joined with, each with the evidence, and the people it may mean as their pages call them."""

    name: str
    joins: tuple[link.Join, ...]
    people: tuple[str, ...]


def answer(around: Enclosing, name: str) -> Answer:
    """Read the whole content around a file and ask it for a name."""
    folder = read_folder(around.root, around.scope)
    found: list[Document] = []
    for source in console.progress(folder.sources, "Reading minutes"):
        found += minutes.read_documents(source, folder.files)[0]
    known = link.who_is_who(found, folder)
    joins = link.evidence(known, name)
    meant = {owner.name for (_, _), owner in known.of.items() if owner is not None and owner.person is not None}
    people = {join.into for join in joins} & meant or {one for one in meant if one.casefold() == name.casefold()}
    return Answer(name, joins, tuple(sorted(people)))


def show(found: Answer, form: str) -> None:
    """Print it."""
    if form == "json":
        record = {"name": found.name, "people": list(found.people), "joins": [asdict(join) for join in found.joins]}
        console.dump(record)
        return
    if not found.joins:
        known = (
            f"{found.people[0]} is written in one way only." if found.people else "Nobody was joined with this name."
        )
        console.say(f"{known} A name is joined with another on evidence alone; people.yml can give it.")
        return
    for join in found.joins:
        sure = "" if join.certain else ", likely"
        console.say(f"{join.path}:{join.line}: {join.name} is {join.into}{sure}: {join.reason}")
    console.say(f"{plural(len(found.joins), 'spelling', 'spellings')} joined.")
