"""Items below a heading or label that says what they are: "Action items", "Syn conclusions:"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import Evidence, Found, What
from socml_site.minutes.lines import BOLD, Line, children
from socml_site.minutes.outcomes.asides import decided_part, is_beside, without_introduction, without_verdicts
from socml_site.minutes.outcomes.found import is_empty, is_gap, made
from socml_site.minutes.outcomes.owners import (
    falls_to_somebody,
    is_group,
    is_known,
    is_owned,
    names_somebody,
    owners_of,
)
from socml_site.minutes.outcomes.tabled import tabled
from socml_site.minutes.outcomes.told import is_undecided
from socml_site.minutes.outcomes.within import of_list
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.labels import Label
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_KIND = {
    Label.ACTIONS: OutcomeKind.ACTION,
    Label.DECISIONS: OutcomeKind.DECISION,
}
_LINK_ONLY = re.compile(r"\s*+\W{0,40}(?:\[[^\]]*\]\([^)]*\)|https?://\S++)\W*+$", re.I)
_ASIDE = Pattern(r"«asides»[^:]{0,20}:")
_POINTING = Pattern(r"(?:(?<!\W)\W++)?«pointing»[\s:]{1,3}")
_TRACKED = re.compile(r"#\d{2,}\W*$")
"""The number of an issue, which is talked about."""
_SIGN = re.compile(r"[:：]|[\u3040-\u30ff\u3400-\u9fff]{5}")
"""What says that a text is more than a name."""
_LONGEST_MARK = 60
_WEIGHT, _FAINT = 3.0, 1.5
_FEW = 3
"""Paragraphs below a bare "Consensus" that are decisions; more of them are talk about it, or how it is reached."""


def listed(page: Reading, known: Known, day: date | None) -> Iterator[Evidence]:
    """The items below headings and labels that say what they are."""
    marked = known.marked
    filled = {_label_of(page.lines[number]) for number in marked} - {""}
    seen: set[int] = set()
    for line in page.lines:
        # A label that says something elsewhere in the file is a field left empty here.
        if line.number in known.taken or line.blank or line.code:
            continue
        if filled and _label_of(line) in filled and not _holds_items(page.lines, line):
            continue
        for one, why in _of_label(page, line.number, known, marked, day):
            if one.line not in seen:
                seen.add(one.line)
                yield Evidence(What.OUTCOME, one.line, one.line, one, *why)


def _holds_items(lines: Sequence[Line], line: Line) -> bool:
    """Whether an item has items of its own."""
    after = lines[line.number + 1] if line.number + 1 < len(lines) else None
    return bool(line.bullet and after and after.bullet and after.indent > line.indent)


def _label_of(line: Line) -> str:
    """A label with the mark of its line, to tell "Action item: …" apart from a heading of that name."""
    head, colon, _ = line.words.partition(":")
    return f"{line.level} {head.casefold()}" if colon else ""


def _of_label(
    page: Reading, number: int, known: Known, marked: Mapping[int, Found], day: date | None
) -> Iterator[tuple[Found, tuple[str, float, str]]]:
    """The items below one heading or label, with the reason."""
    lines, words, cast = page.lines, page.words, known.cast
    line = lines[number]
    if line.cells:
        for row in tabled(lines, number, cast, day, words):
            yield row, ("table of outcomes", _WEIGHT, "it is a row of a table of such")
        return
    label = line.words
    if line.goes_on or (line.level == 0 and not label.rstrip().endswith((":", "：")) and not is_label(lines, number)):
        return
    if number in marked and not label.rstrip().endswith((":", "：")):
        return
    alone, whose = _mark_alone(lines, line, words, cast)
    what = Label.ACTIONS if alone else words.list_of(label)
    kind = _KIND.get(what) if what else None
    if kind is None or (kind is OutcomeKind.DECISION and _TRACKED.search(label)):
        return
    why = (f"list of {what}", _WEIGHT, f'it stands below "{label.strip(" :：*_")[:60]}"')
    faint = words.label_in("faint_actions", label)
    below = [one for one in held_by(lines, number, words) if one.number not in known.taken]
    marks = [one for one in below if one.number in known.with_marks and marked[one.number].kind is kind]
    if marks and kind is not OutcomeKind.ACTION:
        return
    if kind is OutcomeKind.ACTION:
        below = of_list(lines, below, known, words, faint)
    if below and below[0].cells:
        for row in tabled(lines, below[0].number, cast, day, words, kind):
            yield row, why
        return
    if kind is OutcomeKind.DECISION:
        below = without_introduction(decided_part(below, known.spoken, words), words)
    items = [
        one
        for one in items_of(below, kind, cast, words)
        if one.number not in marked and _may_be(kind, one, known, words)
    ]
    if kind is OutcomeKind.DECISION:
        told = sum(not one.bullet for one in items)
        if told > _FEW and words.label_in("faint_decisions", label.strip(" *_:：").split()[-1]):
            why = (why[0], _FAINT, f"{why[2]}, which may be about how decisions are made")
        yield from ((made(kind, page, one, one.words, cast), why) for one in without_verdicts(items, words))
        return
    actions = [made(kind, page, one, one.words, cast) for one in items]
    if marks and (faint or not _is_list_beside(marks, items, actions)):
        # Where some are marked, what is not marked is talk about them.
        return
    names = {name.casefold(): name for one in actions for name in one.owners if " " not in name}
    for item, found in zip(items, actions, strict=True):
        owners = found.owners or _owner_above(item, below, cast, words) or whose
        # Who is an owner beside it may open an item without a verb that says so: "Ada order worms".
        first = names.get(item.words.split()[0].casefold(), "") if not owners else ""
        done = True if found.done is None and _is_done(_head_of(item, line, below), words) else found.done
        action = replace(found, owners=owners or ((first,) if first else ()), done=done, listed=True)
        if faint and not _is_promised(action, item, line, below, cast, words):
            continue
        yield action, _of_action(action, item, label, faint)


def _mark_alone(lines: Sequence[Line], line: Line, words: Words, cast: Cast) -> tuple[bool, tuple[str, ...]]:
    """Whether an item is but a mark of actions, whose items stand below it, and whose they are: "AI:", "AI: Ada:"."""
    label = line.words.rstrip()
    if (
        not line.bullet
        or line.level
        or len(label) > _LONGEST_MARK
        or (not label.startswith("#") and label[-1:] not in ":：")
    ):
        return False, ()
    bare = label.rstrip(" :：")
    if bare in words.entries("short_marks"):
        return not _is_one_of_topics(lines, line, words), ()
    if bare[:1] == "#":
        return bare[1:] in words.phrases("bot_marks.action"), ()
    mark, _, name = bare.partition(":")
    if not name or not (mark in words.entries("short_marks") or words.is_mark("action", mark)):
        return False, ()
    return names_somebody(name.strip(), cast, words), owners_of(name, cast, words, name)


def _is_one_of_topics(lines: Sequence[Line], line: Line, words: Words) -> bool:
    """Whether items beside it announce others too: "AI:" beside "Data:" is a topic."""
    for step in (-1, 1):
        at = line.number + step
        while 0 <= at < len(lines) and (lines[at].blank or lines[at].indent > line.indent):
            at += step
        one = lines[at] if 0 <= at < len(lines) else None
        beside = one.words if one and one.bullet and one.indent == line.indent else ""
        mark = beside.partition(":")[0]
        if beside.endswith(":") and len(beside.split()) < 3 and mark not in words.entries("short_marks"):
            return True
    return False


def _is_list_beside(marks: Sequence[Line], items: Sequence[Line], actions: Sequence[Found]) -> bool:
    """Whether items stand in a list of their own beside lines with marks, and most fall to somebody."""
    bullets = bool(items) and all(one.bullet for one in items) and not any(one.bullet for one in marks)
    owned = sum(bool(found.owners) or item.box is not None for item, found in zip(items, actions, strict=True))
    return bullets and owned * 2 > len(items)


def _head_of(item: Line, line: Line, below: Sequence[Line]) -> str:
    """The heading right above an item, within a list of actions or that of the list itself."""
    return next((one.words for one in reversed(below) if one.level and one.number < item.number), line.words)


def _is_done(head: str, words: Words) -> bool:
    """Whether a heading says that what stands below it is done: "Completed actions"."""
    return words.label_in("done", head)


def _is_promised(found: Found, item: Line, line: Line, below: Sequence[Line], cast: Cast, words: Words) -> bool:
    """Whether an item of talk about actions is one: it begins or ends with somebody, or says what falls to whom."""
    if item.box is not None or found.done is not None or falls_to_somebody(item.words, cast, words, colon=False):
        return True
    head = _head_of(item, line, below)
    if not (head == line.words or words.list_of(head) or _is_person(head.rstrip(":"), cast, words)):
        return False
    return not found.owners or any(_stands_at(name, item.words, cast, words) for name in found.owners)


def _stands_at(name: str, text: str, cast: Cast, words: Words) -> bool:
    """Whether an owner is named at the beginning or the end of an item, or above it."""
    if is_owned(text, cast, words) or name.split()[0] not in text:
        return True
    member = cast.find(name)
    short = [name.lstrip("@"), *(one.lstrip("@") for one in (member.also if member else ()))]
    bare, name = text.lstrip(" @*[("), name.lstrip("@")
    # "CSP: no news" names no one whom nobody knows; "PAC Look for a room" does.
    known = member or not name.isupper() or bare[len(name) + 1 : len(name) + 2].isupper()
    return bool(known) and bare.startswith((name.split()[0], *short))


def _of_action(found: Found, item: Line, label: str, faint: bool) -> tuple[str, float, str]:
    """Why an item is an action: below "Follow-ups" it must fall to somebody or have a box."""
    shown = label.strip(" :：*_")[:60]
    owned = bool(found.owners)
    boxed = item.box is not None
    weight = _WEIGHT - 1.5 * faint + owned + 1.5 * boxed
    because = (
        f'it stands below "{shown}"' + (" and falls to somebody" if owned else "") + (" and has a box" if boxed else "")
    )
    return "list of actions", weight, because


def _may_be(kind: OutcomeKind, item: Line, known: Known, words: Words) -> bool:
    """Whether an item of a list can be what the list is of."""
    text = item.words
    if is_empty(text, words) or points_away(item.text, words):
        return False
    question = text.endswith(("?", "？"))
    if kind is OutcomeKind.ACTION:
        named = len(text.split()) < 4 and not _SIGN.search(text) and is_known(text, known.cast, words)
        return not (question or named or _is_aside(text, words) or is_gap(text, words))
    return (
        item.number not in known.spoken
        and not question
        and not is_beside(text, known.cast, words)
        and not (
            (words.pattern("agree").search(text) or words.pattern("nothing_begins").match(text))
            and is_undecided(text, words)
        )
    )


def _is_aside(text: str, words: Words) -> bool:
    """`Note: …`, `Deadline: …`, or but the name of such a field."""
    label = re.split("[:：]", text, maxsplit=1)[0]
    return label in words.phrases("columns.due") or bool(":" in text[:50] and _ASIDE.of(words).match(text))


def points_away(text: str, words: Words) -> bool:
    """`See https://…`"""
    if "](" not in text and "://" not in text:
        return False
    bare = _POINTING.of(words).sub("", text, count=1)
    return bool(_LINK_ONLY.match(text) or _LINK_ONLY.match(bare))


def is_label(lines: Sequence[Line], number: int) -> bool:
    """Whether a line without a colon announces the list below it: "* Actions" with deeper items."""
    line = lines[number]
    if len(line.words) > 40:
        return False
    after = next((one for one in lines[number + 1 : number + 3] if not one.blank), None)
    return bool(after and after.bullet and after.level == 0 and (after.indent > line.indent if line.bullet else True))


def held_by(lines: Sequence[Line], number: int, words: Words) -> list[Line]:
    """What belongs to a heading, deeper headings included, or to a label."""
    line = lines[number]
    if not line.level or line.level == BOLD:
        return children(lines, number)
    found: list[Line] = []
    for other in lines[number + 1 : number + 2000]:
        if other.level and other.level <= line.level:
            break
        if (other.level and words.list_of(other.words)) or other.rule:
            break
        if not other.blank:
            found.append(other)
    return found


def items_of(below: Sequence[Line], kind: OutcomeKind, cast: Cast, words: Words) -> Iterator[Line]:
    """The items of a list: its outermost bullets, those below a group's name, else the first line of each paragraph."""
    bullets = [one for one in below if one.bullet and not one.level]
    if bullets and (kind is OutcomeKind.ACTION or not _prose_first(below)):
        outer = min(one.indent for one in bullets)
        open_group: int | None = None
        parts = _ticked_off(bullets)
        for index, one in enumerate(bullets):
            deeper = index + 1 < len(bullets) and bullets[index + 1].indent > one.indent + 1
            if open_group is not None and one.indent > open_group:
                yield one
            elif one.indent <= outer + 1:
                groups = deeper and len(one.words) < 40 and _is_group(one.words.rstrip(), cast, words)
                open_group = one.indent if groups else None
                if open_group is None:
                    yield one
            elif index in parts and kind is OutcomeKind.ACTION:
                yield one
        return
    for one, after in zip_longest(below, below[1:]):
        if one.words.endswith((":", "：")) and after is not None and after.bullet and not one.level:
            continue
        if not one.level and not one.cells and (one.after_blank or (one.bullet and one.indent < 2)):
            yield one
    if below and not below[0].after_blank and not below[0].level:
        yield below[0]


def _ticked_off(bullets: Sequence[Line]) -> frozenset[int]:
    """The bullets with a box below bullets with boxes, by number: parts of a task that are ticked off one by one."""
    found: set[int] = set()
    above: list[tuple[int, bool]] = []
    for index, one in enumerate(bullets):
        while above and above[-1][0] >= one.indent:
            above.pop()
        boxed = one.box is not None and (not above or above[-1][1])
        if boxed and above:
            found.add(index)
        above.append((one.indent, boxed))
    return frozenset(found)


def _is_group(text: str, cast: Cast, words: Words) -> bool:
    """Whether an item but announces those below it: "Ada", "Garden:", "What"."""
    return text.endswith(":") or _is_person(text, cast, words) or text in words.phrases("columns.text")


def _is_person(text: str, cast: Cast, words: Words) -> bool:
    """Whether an item is but the name of somebody or of a group, whose own items follow."""
    return len(text.split()) < 4 and ((is_name(text) and " " in text) or names_somebody(text, cast, words))


def _prose_first(below: Sequence[Line]) -> bool:
    return not below[0].bullet and not below[0].level and not below[0].words.rstrip().endswith(":")


def _owner_above(item: Line, below: Sequence[Line], cast: Cast, words: Words) -> tuple[str, ...]:
    """The person whose name stands above an item, as a heading, as a line of its own or as an item of higher rank."""
    for one in reversed([one for one in below if one.number < item.number]):
        plain = bool(item.bullet) and not one.bullet and not one.level
        if not (one.level or one.indent < item.indent or plain):
            continue
        label = one.words.rstrip(": ")
        member = cast.find(label) if len(label) < 50 else None
        if member:
            return (member.name,)
        named = (is_name(label) or is_group(label, words)) and len(label.split()) < 4
        return (label,) if named and (not plain or one.words.endswith(":")) else ()
    return ()
