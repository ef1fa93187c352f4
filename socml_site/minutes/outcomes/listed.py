"""Items below a heading or label that says what they are: "Action items", "Syn conclusions:", "Open questions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from socml_site.minutes.lines import BOLD, Line, children
from socml_site.minutes.outcomes.found import EMPTY, WANTED, Found, made
from socml_site.minutes.outcomes.tabled import tabled
from socml_site.minutes.outcomes.told import UNDECIDED
from socml_site.minutes.people.cast import Cast
from socml_site.minutes.people.entry import is_name
from socml_site.model import OutcomeKind
from socml_site.words.table import Label, list_of

_KIND = {
    Label.ACTIONS: OutcomeKind.ACTION,
    Label.DECISIONS: OutcomeKind.DECISION,
    Label.QUESTIONS: OutcomeKind.QUESTION,
}
_NO_ITEM = re.compile(
    r"(?:see|note|link|context|background|deadline|status|update|url|owner|due|assignee|rationale|reason"
    r"|notes?)\b[^:]{0,20}:",
    re.I,
)
_OPEN = re.compile(r"\b(?:open|unresolved|outstanding|remaining|unanswered|left)\b", re.I)
_LINK_ONLY = re.compile(
    r"\s*+\W{0,40}(?:(?:see|see also|tracked (?:in|on|at)|moved to|in|links?|full list|list)\W{1,40})?"
    r"(?:\[[^\]]*\]\([^)]*\)|https?://\S++)\W*+$",
    re.I,
)


def listed(
    lines: Sequence[Line],
    number: int,
    used: set[int],
    found: dict[int, Found],
    cast: Cast,
    spoken: frozenset[int],
    day: date | None,
) -> Iterator[Found]:
    """The items below a heading or label that says what they are."""
    line = lines[number]
    if line.cells:
        yield from tabled(lines, number, cast, day)
        return
    label = line.words
    if line.goes_on or (line.level == 0 and not label.rstrip().endswith(":") and not _is_label(lines, number)):
        return
    if number in found and not _bare_marker(label):
        return
    what = list_of(label)
    if what is None:
        return
    kind = _KIND[what]
    below = [one for one in _held(lines, number) if one.number not in used]
    if any(one.number in found and found[one.number].kind is kind for one in below):
        # Where some are marked, what is not marked is talk about them.
        return
    if below and below[0].cells and kind is not OutcomeKind.QUESTION:
        yield from tabled(lines, below[0].number, cast, day, kind)
        return
    for one in _items(below, kind, cast):
        text = one.words
        if one.number in found or EMPTY.fullmatch(text) or WANTED.match(text) or _LINK_ONLY.match(one.text):
            continue
        if kind is OutcomeKind.ACTION and (_NO_ITEM.match(text) or text.endswith("?")):
            continue
        if kind is OutcomeKind.QUESTION and "?" not in text and (one.number in spoken or not _OPEN.search(label)):
            continue
        if kind is OutcomeKind.DECISION and one.number in spoken:
            continue
        if kind is OutcomeKind.DECISION and (
            text.endswith("?") or ("agree" in text.lower() and UNDECIDED.search(text))
        ):
            continue
        owner = _owner_above(one, below, cast)
        found_one = made(kind, one, text, cast)
        yield (
            replace(found_one, owners=found_one.owners or owner, listed=True)
            if kind is OutcomeKind.ACTION
            else found_one
        )


def _bare_marker(words: str) -> bool:
    return words.rstrip().endswith(":")


def _is_label(lines: Sequence[Line], number: int) -> bool:
    """Whether a line without a colon announces the list below it: "* Actions" with deeper items."""
    line = lines[number]
    if len(line.words) > 40:
        return False
    after = next((one for one in lines[number + 1 : number + 3] if not one.blank), None)
    return bool(after and after.bullet and after.level == 0 and (after.indent > line.indent if line.bullet else True))


def _held(lines: Sequence[Line], number: int) -> list[Line]:
    """What belongs to a heading, deeper headings included, or to a label."""
    line = lines[number]
    if not line.level or line.level == BOLD:
        return children(lines, number)
    found: list[Line] = []
    for other in lines[number + 1 : number + 2000]:
        if other.level and other.level <= line.level:
            break
        if (other.level and list_of(other.words)) or (other.rule and found):
            break
        if not other.blank:
            found.append(other)
    return found


def _items(below: Sequence[Line], kind: OutcomeKind, cast: Cast) -> Iterator[Line]:
    """The items of a list: its outermost bullets, those below a group's name, else the first line of each paragraph."""
    bullets = [one for one in below if one.bullet and not one.level]
    if bullets and (kind is OutcomeKind.ACTION or not _prose_first(below)):
        outer = min(one.indent for one in bullets)
        open_group: int | None = None
        for index, one in enumerate(bullets):
            deeper = index + 1 < len(bullets) and bullets[index + 1].indent > one.indent + 1
            if open_group is not None and one.indent > open_group:
                yield one
            elif one.indent <= outer + 1:
                groups = (
                    deeper and len(one.words) < 40 and (one.words.rstrip().endswith(":") or _is_person(one.words, cast))
                )
                open_group = one.indent if groups else None
                if open_group is None:
                    yield one
        return
    for one in below:
        if not one.level and not one.cells and (one.after_blank or (one.bullet and one.indent < 2)):
            yield one
    if below and not below[0].after_blank and not below[0].level:
        yield below[0]


def _is_person(words: str, cast: Cast) -> bool:
    """Whether an item is but the name of somebody, whose own items follow."""
    return len(words.split()) < 4 and ((is_name(words) and " " in words) or cast.find(words) is not None)


def _prose_first(below: Sequence[Line]) -> bool:
    return not below[0].bullet and not below[0].level and not below[0].words.rstrip().endswith(":")


def _owner_above(item: Line, below: Sequence[Line], cast: Cast) -> tuple[str, ...]:
    """The person whose name stands above an item, as a heading or as an item that ends with a colon."""
    above = [one for one in below if one.number < item.number and (one.level or one.indent < item.indent)]
    if not above:
        return ()
    label = above[-1].words.rstrip(": ")
    member = cast.find(label) if len(label) < 50 else None
    return (member.name,) if member else (label,) if is_name(label) and len(label.split()) < 4 else ()
