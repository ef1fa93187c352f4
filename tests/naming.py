"""Collections of minutes written as lists of names, to see who is taken for whom."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from socml_site.link import Who, know
from socml_site.link.names.seen import group_of
from socml_site.model import Document, Facts, Kind, Mention, Minutes, Named, Place, Policy, Role, SitePath, SourcePath
from socml_site.read.files import Folder
from socml_site.read.yaml import Parsed, parse_yaml


def named(text: str, line: int) -> Named:
    """`Ada Lovelace; @ada; AL; (MIT); https://ada.example; spoke` as somebody in a list of people."""
    name, *rest = [part.strip(' "') for part in text.split(";")]
    roles = tuple(Role(part) for part in rest if part in set(Role))
    also = tuple(part for part in rest if not part.startswith(("(", "http")) and part not in set(Role))
    url = next((part for part in rest if part.startswith("http")), "")
    work = next((part.strip("()") for part in rest if part.startswith("(")), "")
    return Named(name, roles or (Role.ATTENDED,), Place(line, 1), also, work, url)


def document(path: str, people: list[str], front: list[str] | None = None, policy: str = "named") -> Document:
    """Minutes of the day in their name, with these people in the prose and in the front matter."""
    day = re.search(r"\d{4}-\d{2}-\d{2}", path)
    facts = Facts(
        people=tuple(Mention(name, Role.ATTENDED, Place(2, 1)) for name in front or ()), policy=Policy(policy)
    )
    said = Minutes(
        date=date.fromisoformat(day[0]) if day else None,
        people=tuple(named(text, line) for line, text in enumerate(people, 5)),
    )
    return Document(SourcePath(f"{path}.md"), SitePath(f"{path}/"), Kind.SESSION, "Minutes", facts, said, "x")


def documents(case: dict[str, Any]) -> list[Document]:
    """The minutes of a case: a path with a list of people, or with `people`, `front` and `policy`."""
    made = []
    for path, people in case["minutes"].items():
        given = people if isinstance(people, dict) else {"people": people}
        made.append(document(path, given.get("people", []), given.get("front"), given.get("policy", "named")))
    return made


def folder(found: list[Document], people: str = "") -> Folder:
    """A content folder of these documents, with a people.yml."""
    files = frozenset(one.path for one in found)
    return Folder((), parse_yaml(people, "people.yml"), Parsed(), files, frozenset(), ())


def settle(case: dict[str, Any]) -> Who:
    """Who is who in a case."""
    found = documents(case)
    return know(found, folder(found, case.get("people", ""))).who


def who(case: dict[str, Any]) -> object:
    """The people of a case, or whom `find` means; `none` stands for no page, `withheld` for not to be shown."""
    if "group" in case:
        return group_of(SourcePath(case["group"]))
    settled = settle(case)
    told: dict[str, object] = {}
    if "people" in case["expect"]:
        seen = {owner.person for owner in settled.of.values() if owner}
        told["people"] = sorted(one.name for url, one in settled.people.items() if url in seen)
    if "find" in case["expect"]:
        told["find"] = {}
        for place in case["expect"]["find"]:
            path, _, name = place.partition(" ")
            owner = settled.find(SitePath(f"{path}/"), name)
            shown = "withheld" if owner is None else "none" if owner.person is None else owner.name
            told["find"][place] = shown  # type: ignore[index]
    if "aliases" in case["expect"]:
        told["aliases"] = {one.name: list(one.aliases) for one in settled.people.values()}
    if "doubts" in case["expect"]:
        told["doubts"] = [f"{one.name} = {one.other}" for one in settled.doubts]
    return told
