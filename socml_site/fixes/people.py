"""Aliases for people.yml: spellings that one handle or one link shows to be the same person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from socml_site.fixes.edits import Edit, Proof
from socml_site.issues import Fix
from socml_site.link import Who
from socml_site.link.names.doubts import line_of
from socml_site.link.names.spelling import Shape, fold, shape
from socml_site.link.vocabulary import Vocabulary
from socml_site.model import SitePath
from socml_site.read import parse_yaml


def people_edits(path: str, text: str, who: Who, listed: Vocabulary) -> Iterator[Edit]:
    """An edit for each entry of people.yml that lacks names joined to it for certain; `listed` are its names."""
    plain = text.replace("\r\n", "\n")
    parsed = parse_yaml(plain, path)
    for index, entry in enumerate(parsed.value if isinstance(parsed.value, list) else ()):
        name = entry.get("name") if isinstance(entry, dict) else None
        url = listed.find(str(name)) if name else None
        names = _lacking(who, url, listed) if url is not None else []
        if not names or not isinstance(entry, dict) or entry.get("name") != name:
            continue
        aliases = entry.get("aliases")
        place = parsed.place((index, "aliases" if aliases else "name"))
        line = plain.split("\n")[place.line - 1]
        edit = _inserted(line, place.col, names, bool(aliases)) if "aliases" in entry or not aliases else None
        if edit and ("aliases" not in entry or isinstance(aliases, list)):
            old, new = edit
            what = f"`{name}` is also written {', '.join(f'`{one}`' for one in names)}"
            end = "\r" if text.split("\n")[place.line - 1].endswith("\r") else ""
            new = new.replace("\n", f"{end}\n")
            yield Edit(Fix(path, place.line, place.col, old, new, what), _adds(index, names))


def _lacking(who: Who, url: SitePath, listed: Vocabulary) -> list[str]:
    """Full names certainly of this person under which people.yml does not know them."""
    joins = (join for join in who.joins.get(url, ()) if join.certain)
    names = dict.fromkeys(name for join in joins for name in (join.name, join.into) if shape(name) is Shape.FULL)
    known = {fold(name) for name in listed.listed}
    return [name for name in names if fold(name) not in known]


def _inserted(line: str, col: int, names: list[str], has: bool) -> tuple[str, str] | None:
    """What to replace in the line from `col` on and by what, for the usual ways to write an entry; else None."""
    tail = line[col - 1 :].rstrip("\r")
    listed = line_of(names)
    if has:
        flow = re.match(r"aliases:\s*\[[^\[\]#]*[^\[\]#,\s]\s*(?=\])", tail)
        return (flow[0], f"{flow[0].rstrip()}, {listed[1:-1]}") if flow else None
    whole = re.match(r"name:\s+[^#{}\[\]]+?(?=\s*(?:#.*)?$)", tail)
    if whole and "{" not in line[: col - 1]:
        rest = tail[len(whole[0]) :]
        return tail, f"{whole[0]}{rest}\n{' ' * (col - 1)}aliases: {listed}"
    within = re.match(r"name:\s+[^#{}\[\],]+?(?=\s*[,}])", tail)
    return (within[0], f"{within[0]}, aliases: {listed}") if within and "{" in line[: col - 1] else None


def _adds(index: int, names: list[str]) -> Proof:
    def proof(before: Any, after: Any) -> bool:
        if not isinstance(after, list) or len(after) != len(before):
            return False
        wanted = [dict(entry) if isinstance(entry, dict) else entry for entry in before]
        wanted[index]["aliases"] = [*(wanted[index].get("aliases") or []), *names]
        return bool(wanted == after)

    return proof
