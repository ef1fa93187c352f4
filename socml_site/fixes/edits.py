"""Fixes with their proofs, and how they are made in the text of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from socml_site.issues import Fix, Issue

Proof = Callable[[Any, Any], bool]
"""Whether the values of a file's YAML before and after are what a fix is for."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A fix, and what proves that it was made as it was meant."""

    fix: Fix
    proof: Proof


def applied(text: str, fix: Fix) -> str:
    """The text with the fix made; as it was if the place does not hold what is to be replaced."""
    lines = text.split("\n")
    if fix.line > len(lines):
        return text
    line = lines[fix.line - 1]
    head, tail = line[: fix.col - 1], line[fix.col - 1 :]
    if not tail.startswith(fix.old):
        return text
    lines[fix.line - 1] = f"{head}{fix.new}{tail[len(fix.old) :]}"
    return "\n".join(lines)


def proved(
    text: str, edits: Iterable[Edit], read: Callable[[str, str], tuple[Any, Any] | None]
) -> tuple[str, tuple[Fix, ...]]:
    """The text with all edits that prove right, and their fixes.

    `read` gives the YAML values of two texts, the one before and the one after, or None where they must not differ so.
    """
    made: list[Fix] = []
    # From the last to the first, so that the places of the others stay what they are.
    for edit in sorted(edits, key=lambda one: (one.fix.line, one.fix.col), reverse=True):
        new = applied(text, edit.fix)
        values = read(text, new)
        if values is not None and edit.proof(*values):
            text = new
            made.append(edit.fix)
    return text, tuple(made)


def edits_of(text: str, issues: Iterable[Issue]) -> Iterator[Edit]:
    """The fixes that issues carry, each of a word, unless two of them want the same word in one entry of a list."""
    found = [issue.fix for issue in issues if issue.fix is not None]
    counted = Counter((_entry(text, fix.line), fix.new) for fix in found)
    for fix in found:
        if counted[_entry(text, fix.line), fix.new] == 1:
            yield Edit(fix, rewords(fix.old, fix.new))


def _entry(text: str, line: int) -> int:
    """The line on which the entry of a list begins that a line belongs to."""
    lines = text.split("\n")
    return next((at for at in range(min(line, len(lines)), 0, -1) if lines[at - 1].startswith("-")), 0)


def rewords(old: str, new: str) -> Proof:
    """A proof that two values differ in nothing but a word, be it a key or a value."""

    def proof(before: Any, after: Any) -> bool:
        changes = list(_changes(before, after))
        return bool(changes) and all(change == (old, new) for change in changes)

    return proof


def _changes(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    """What differs, as small as it can be told."""
    if isinstance(before, dict) and isinstance(after, dict) and len(before) == len(after):
        for pair in zip(before.items(), after.items(), strict=True):
            yield from _changes(*map(list, pair))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from _changes(one, other)
    elif before != after:
        yield before, after
