"""Edits of single lines of a file as stored, and those that put keys and labels right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from socml_site.issues import Issue
from socml_site.link.names.doubts import line_of
from socml_site.link.vocabulary import Vocabulary, key
from socml_site.model import Term

_MISSPELT = re.compile(r"`(.+)` is not known$")
_MEANT = re.compile(r"Did you mean `(.+)`\?$")


@dataclass(frozen=True, slots=True)
class Edit:
    """On `line`, from `col` on, both from 1, `old` becomes `new`; `what` tells it in words.

    `meant` says of the YAML values before and after whether they are what the edit is for.
    """

    line: int
    col: int
    old: str
    new: str
    what: str
    meant: Callable[[Any, Any], bool]


def applied(text: str, edit: Edit) -> str:
    """The text with the edit made; as it was if the place does not hold what is to be replaced."""
    lines = text.split("\n")
    line = lines[edit.line - 1] if edit.line <= len(lines) else ""
    head, tail = line[: edit.col - 1], line[edit.col - 1 :]
    if edit.line > len(lines) or not tail.startswith(edit.old):
        return text
    lines[edit.line - 1] = f"{head}{edit.new}{tail[len(edit.old) :]}"
    return "\n".join(lines)


def key_edits(text: str, issues: Iterable[Issue]) -> Iterator[Edit]:
    """A misspelt key to the one it means, unless two keys mean the same one."""
    found = [
        (issue, unknown[1], known[1])
        for issue in issues
        if issue.code == "key" and (unknown := _MISSPELT.match(issue.message)) and (known := _MEANT.match(issue.hint))
    ]
    counted = Counter((_entry(text, issue.line), meant) for issue, _, meant in found)
    for issue, wrong, meant in found:
        if counted[_entry(text, issue.line), meant] == 1:
            what = f"`{wrong}` is now `{meant}`"
            yield Edit(issue.line, issue.col, wrong, meant, what, _renames(wrong, meant))


def _entry(text: str, line: int) -> int:
    """The line on which the entry of a list begins that a line belongs to."""
    lines = text.split("\n")
    return next((at for at in range(min(line, len(lines)), 0, -1) if lines[at - 1].startswith("-")), 0)


def _renames(wrong: str, meant: str) -> Callable[[Any, Any], bool]:
    def check(before: Any, after: Any) -> bool:
        return _count(after) == _count(before) and after != before and _renamed(before, after, wrong, meant)

    return check


def _renamed(before: Any, after: Any, wrong: str, meant: str) -> bool:
    """Whether two values differ in nothing but this key."""
    if isinstance(before, dict) and isinstance(after, dict):
        if len(before) != len(after):
            return False
        pairs = zip(before.items(), after.items(), strict=True)
        return all(
            (one == other or (str(one) == wrong and str(other) == meant)) and _renamed(mine, theirs, wrong, meant)
            for (one, mine), (other, theirs) in pairs
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(
            _renamed(one, other, wrong, meant) for one, other in zip(before, after, strict=True)
        )
    return bool(before == after)


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(1 + _count(item) for item in value.values())
    return sum(_count(item) for item in value) if isinstance(value, list) else 0


def label_edits(text: str, topics: Iterable[Term], known: Vocabulary) -> Iterator[Edit]:
    """A topic of front matter that topics.yml writes with other capitals or spaces, as that writes it."""
    lines = text.split("\n")
    for term in topics:
        label = known.listed.get(key(term.text))
        if label is None or label == term.text or key(label) != key(term.text) or term.place.line > len(lines):
            continue
        tail = lines[term.place.line - 1][term.place.col - 1 :]
        mark = tail[:1] if tail[:1] in ("'", '"') else ""
        old = f"{mark}{term.text}{mark}"
        if tail.startswith(old) and re.match(r"\s*(?:$|[,\]#])", tail[len(old) :]):
            new = f"{mark}{label}{mark}" if mark else line_of([label])[1:-1]
            what = f"`{term.text}` is now `{label}`, as in topics.yml"
            yield Edit(term.place.line, term.place.col, old, new, what, _relabels(term.text, label))


def _relabels(old: str, new: str) -> Callable[[Any, Any], bool]:
    def check(before: Any, after: Any) -> bool:
        if {*before} != {*after}:
            return False
        changed = [name for name in before if before[name] != after[name]]
        if len(changed) != 1:
            return False
        one, other = before[changed[0]], after[changed[0]]
        if not isinstance(one, list) or not isinstance(other, list):
            return bool(one == old and other == new)
        pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
        return len(one) == len(other) and pairs == [(old, new)]

    return check
