"""Front matter and vocabularies to facts, and what is wrong with them.

A wrong value costs only itself, never the rest of the page; what was meant to keep a page private keeps it private even
where it is misspelt.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import time
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from socml_site import model
from socml_site.front.faults import fault_of
from socml_site.front.privacy import reserve_of, says_who, word_of
from socml_site.front.schema import FRONTS, NEAR, NESTED, LinkItem, PageFront, SlotItem
from socml_site.issues import Fix, Issue
from socml_site.model import Facts, Kind, Mention, Place, Policy, Role, Status, Term
from socml_site.read.source import FrontMatter
from socml_site.read.yaml import Parsed
from socml_site.text.links import WIKI
from socml_site.urls import safe_url
from socml_site.words.names import AND, WHOLE_NAMES, is_placeholder

SYNONYMS = {
    "facilitators": "moderators",
    "chairs": "moderators",
    "conveners": "moderators",
    "scribes": "note_takers",
    "language": "lang",
}
_MEANT = {"tags": "topics", "tag": "topics", "participants": "attendees", "present": "attendees"}
"""What those mean who bring a key from elsewhere."""
FOREIGN = frozenset(
    "layout permalink slug url categories category tags tag keywords weight toc comments image cover thumbnail banner "
    "excerpt description template hide icon created updated modified lastmod last_modified_at date_created "
    "date_modified created_at updated_at publishdate pubdate cssclass cssclasses aliases id uid uuid type nav_order "
    "nav_exclude parent grand_parent has_children has_toc sidebar sidebar_label sidebar_position pagination_next "
    "pagination_prev menu math mathjax mermaid robots ga breaks slideoptions disqus markmap".split()
)
"""Keys that Jekyll, Hugo, Docusaurus, Obsidian, HedgeDoc and others read, and socml does not."""
ROLE_KEYS = {
    "moderators": Role.MODERATED,
    "note_takers": Role.NOTED,
    "speakers": Role.SPOKE,
    "attendees": Role.ATTENDED,
    "authors": Role.WROTE,
}
EVENING, MORNING = time(18), time(6)
"""What begins at or after the first and ends until the second goes on past midnight."""

_JOINED = re.compile(rf"(?<!\s)\s++(?:{'|'.join(AND)}|&|/)\s+", re.I)
"""What joins two names in one value."""

M = TypeVar("M", bound=BaseModel)


def facts_of(front: FrontMatter, kind: Kind, path: str) -> tuple[Facts, tuple[Issue, ...]]:
    """What the front matter of a page of this kind says, and what is wrong with it."""
    issues: list[Issue] = []
    values = dict(_renamed(front, path, issues))
    issues += _unknown_keys(values, FRONTS[kind], front.parsed, path)
    checked, faults = validate(FRONTS[kind], values, front.parsed, path)
    found = _facts(checked, front, kind) if checked else Facts()
    issues += [*faults, *_orders(found, front, path), *_slot_orders(found, front, path), *_schemes(found, front, path)]
    reserve = reserve_of(front, _keys_of(kind), path)
    policy = max(found.policy, reserve.policy, key=list(Policy).index)
    status = Status.DRAFT if reserve.draft else found.status
    found = replace(found, policy=policy, status=status, kept_back_at=reserve.line)
    told = {issue.line for issue in reserve.issues}
    # Broken YAML is one fault; what was saved of it must not be complained of again.
    other = tuple(issue for issue in issues if issue.line not in told) if front.whole else ()
    return found, (*other, *reserve.issues)


@functools.cache
def _keys_of(kind: Kind) -> frozenset[str]:
    """Every key that front matter of this kind knows, also within others."""
    nested = (key for model_ in NESTED.values() for key in _known(model_))
    return frozenset({*_known(FRONTS[kind]), *SYNONYMS, *nested})


def validate(
    kind: type[M], values: Mapping[str, Any], parsed: Parsed, path: str, at: tuple[str | int, ...] = ()
) -> tuple[M | None, tuple[Issue, ...]]:
    """`values` as a model, without the values that are wrong; None if a value that must be there is missing."""
    kept: dict[str, Any] = dict(values)
    issues: list[Issue] = []
    for _ in range(len(values) + 1):
        try:
            return kind.model_validate(kept), tuple(issues)
        except ValidationError as error:
            wrong = error.errors(include_url=False)
            issues += [_issue(one, parsed, path, at) for one in wrong]
            if not any(str(one["loc"][0]) in kept for one in wrong):
                break
            for one in wrong:
                _take_out(kept, one["loc"])
    return None, tuple(issues)


def _take_out(values: dict[str, Any], loc: tuple[int | str, ...]) -> None:
    """Take the value at `loc` out; an item of a list leaves a blank, so that the others keep their places."""
    name = str(loc[0])
    blank: object = {"links": {"url": ""}, "sources": {"url": ""}, "slots": {}}.get(name, "")
    items = values.get(name)
    if len(loc) > 1 and isinstance(loc[1], int) and isinstance(items, list) and items[loc[1]] != blank:
        values[name] = [blank if index == loc[1] else item for index, item in enumerate(items)]
    else:
        values.pop(name, None)


def _renamed(front: FrontMatter, path: str, issues: list[Issue]) -> Iterator[tuple[str, Any]]:
    """Keys by their usual names; an empty value is as good as none."""
    seen = set()
    for key, value in front.values.items():
        name = SYNONYMS.get(key, key)
        if name in seen:
            place = front.place(key)
            issues.append(Issue(path, place.line, place.col, "key", f"`{key}` says the same as `{name}`", "Keep one."))
        elif value is not None:
            yield name, value
        seen.add(name)


def _known(kind: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in kind.model_fields.items()]


def _unknown_keys(
    values: Mapping[str, Any], kind: type[BaseModel], parsed: Parsed, path: str, at: tuple[str | int, ...] = ()
) -> Iterator[Issue]:
    known = _known(kind)
    for key, value in values.items():
        if key not in known and not at and says_who(word_of(key)):
            continue
        if key not in known:
            yield _unknown_key(key, known, parsed.place((*at, key)), path)
        elif key in NESTED and not at:
            items = value if isinstance(value, list) else [value]
            for index, item in enumerate(items):
                if isinstance(item, dict):
                    where: tuple[str | int, ...] = (key, index) if isinstance(value, list) else (key,)
                    yield from _unknown_keys(item, NESTED[key], parsed, path, where)


def _unknown_key(key: str, known: list[str], place: Place, path: str) -> Issue:
    choices = [*known, *(word for word, meant in SYNONYMS.items() if meant in known)]
    wanted = str(key).lower().replace("-", "_")
    best = process.extractOne(wanted, choices, scorer=fuzz.ratio, score_cutoff=NEAR)
    if wanted in FOREIGN:
        return _foreign_key(key, _MEANT.get(wanted, ""), place, path)
    meant = _MEANT.get(wanted) if _MEANT.get(wanted) in known else best[0] if best else None
    if meant:
        fix = Fix(path, place.line, place.col, key, meant, f"`{key}` is now `{meant}`")
        return Issue(path, place.line, place.col, "key", f"`{key}` is not known", f"Did you mean `{meant}`?", fix)
    hint = f"Known here are: {', '.join(known)}."
    return Issue(path, place.line, place.col, "unknown-key", f"`{key}` is not known", hint)


def _foreign_key(key: str, meant: str, place: Place, path: str) -> Issue:
    hint = f"If `{key}` are your `{meant}`, call them so." if meant else ""
    fix = Fix(path, place.line, place.col, key, meant, f"`{key}` is now `{meant}`") if meant else None
    return Issue(
        path, place.line, place.col, "foreign-key", f"`{key}` is a key of other programs and not read", hint, fix
    )


def _issue(error: ErrorDetails, parsed: Parsed, path: str, at: tuple[str | int, ...]) -> Issue:
    loc = (*at, *error["loc"])
    place = parsed.place(loc)
    key = next((part for part in reversed(loc) if isinstance(part, str)), "value")
    return Issue(path, place.line, place.col, *fault_of(error, key))


def _orders(found: Facts, front: FrontMatter, path: str) -> Iterator[Issue]:
    backwards = (
        (found.date is not None and found.end_date is not None and found.end_date < found.date, "event"),
        (_ends_early(found.start, found.end), "session"),
    )
    for wrong, what in backwards:
        if wrong:
            place = front.place("end")
            yield Issue(path, place.line, place.col, "order", f"This {what} ends before it starts", "Swap the two.")


def _ends_early(start: time | None, end: time | None) -> bool:
    """Whether hours are the wrong way round; what begins in the evening may go on past midnight."""
    return start is not None and end is not None and end < start and not (start >= EVENING and end <= MORNING)


def _slot_orders(found: Facts, front: FrontMatter, path: str) -> Iterator[Issue]:
    for index, slot in enumerate(found.slots):
        if _ends_early(slot.start, slot.end):
            place = front.place("slots", index, "end")
            yield Issue(path, place.line, place.col, "order", "This slot ends before it starts", "Swap the two.")


def _schemes(found: Facts, front: FrontMatter, path: str) -> Iterator[Issue]:
    for key, links in (("links", found.links), ("sources", found.sources)):
        for index, link in enumerate(links):
            if not safe_url(link.url):
                place = front.place(key, index, "url")
                hint = "Give an address that begins with https://."
                yield Issue(path, place.line, place.col, "unsafe", f"This address is not published: {link.url}", hint)


def _facts(front: PageFront, source: FrontMatter, kind: Kind) -> Facts:
    given = {name: getattr(front, name) for name in type(front).model_fields}
    fields = {name: _without_blanks(given[name]) for name in given if name in Facts.__dataclass_fields__}
    fields |= {
        "people": tuple(_people(given, source)),
        "topics": tuple(_terms("topics", front.topics, source)),
        **{key: tuple(_terms(key, given.get(key, ()), source)) for key in ("evidence", "redirect_from", "merged_from")},
        "links": tuple(_weblinks("links", front.links, source)),
        "sources": tuple(_weblinks("sources", front.sources, source)),
        "slots": tuple(model.Slot(s.label, s.date, s.start, s.end) for s in _without_blanks(given.get("slots", ()))),
        "event": Term(given["event"], source.place("event")) if given.get("event") else None,
        "notes_by": given.get("notes_by") or "",
        "phase": given.get("phase") or "",
        "audience": given.get("role") or "",
    }
    if "attendance" in given:
        fields["attendance"] = model.Attendance(**given["attendance"].model_dump())
    if kind is Kind.EVENT:
        fields |= {"date": given["start"], "end_date": given["end"], "start": None, "end": None}
    return Facts(**fields)


def _without_blanks(value: Any) -> Any:
    return tuple(item for item in value if item not in ("", SlotItem())) if isinstance(value, tuple) else value


def _terms(key: str, texts: tuple[str, ...], source: FrontMatter) -> Iterator[Term]:
    for index, text in enumerate(texts):
        if text.strip():
            yield Term(text.strip(), source.place(key, index))


def _people(given: Mapping[str, Any], source: FrontMatter) -> Iterator[Mention]:
    written: dict[str, str] = {}
    for name in source.values:
        written.setdefault(SYNONYMS.get(name, name), name)
    for key, role in ROLE_KEYS.items():
        for term in _terms(written.get(key, key), given.get(key, ()), source):
            for name in _names(term.text):
                yield Mention(name, role, term.place)


def _names(text: str) -> Iterator[str]:
    """Whom a text names: brackets of a wiki link are no part of a name, and a form not filled in is nobody."""
    bare = WIKI.sub(lambda link: link[2] or link[1].rsplit("/", 1)[-1], text) if "[[" in text else text
    parts = [part.strip() for part in _JOINED.split(bare)]
    joined = len(parts) > 1 and all(1 <= len(part.split()) <= 4 and part[:1].isupper() for part in parts)
    for name in parts if joined else (bare.strip(),):
        if name and (name.casefold() in WHOLE_NAMES or not is_placeholder(name)):
            yield name


def _weblinks(key: str, items: tuple[LinkItem, ...], source: FrontMatter) -> Iterator[model.WebLink]:
    for index, item in enumerate(items):
        if item.url:
            yield model.WebLink(item.url, item.title or item.url, item.kind, source.place(key, index, "url"))


def entries(parsed: Parsed, kind: type[M], path: str) -> tuple[tuple[tuple[int, M], ...], tuple[Issue, ...]]:
    """The entries of people.yml or topics.yml with their index in the list, and what is wrong with them."""
    if parsed.value is None:
        return (), ()
    if not isinstance(parsed.value, list):
        place = parsed.place(())
        message, hint = "This file is a list of entries", "Begin each entry with a dash: - name: ..."
        return (), (Issue(path, place.line, place.col, "type", message, hint),)
    found: list[tuple[int, M]] = []
    issues: list[Issue] = []
    for index, value in enumerate(parsed.value):
        place = parsed.place((index,))
        if not isinstance(value, dict):
            issues.append(Issue(path, place.line, place.col, "type", f"This entry has no keys: {str(value)[:60]}"))
            continue
        values = {str(key): item for key, item in value.items() if item is not None}
        issues += _unknown_keys(values, kind, parsed, path, (index,))
        entry, faults = validate(kind, values, parsed, path, (index,))
        issues += faults
        if entry:
            found.append((index, entry))
    return tuple(found), tuple(issues)
