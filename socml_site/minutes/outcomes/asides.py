"""What stands among decisions and is none: who reviews it, voices, matters of form, the verdict of the item above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.cast import Cast
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.owners import is_known
from socml_site.minutes.outcomes.verdicts import verdict
from socml_site.minutes.people.entry import is_name
from socml_site.words.forms import tokens
from socml_site.words.names import GIVEN_NAMES
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_TAIL = 80
"""Characters at the end of an item in which it may be said that it was not carried."""
_MOST = 6
"""Words of a label."""
_REMARK = re.compile(r"[(\[（][^()\[\]（）]{0,80}[)\]）]")
_JOINED = re.compile(r"[,/&+]|\s\w{1,3}\s")
_MAIL = re.compile(r"<?[\w.+-]{1,60}@[\w.-]{1,80}>?")
_TABLE = Pattern(r"«tables»\s\d")
"""`table 2`"""
_UNKNOWN = re.compile(r"\?{1,3}\s?[:：]")
_OF_FORM = Pattern(r"(?<!\d\s)(?:«accepted_minutes».{0,60}«accepted»|«accepted».{0,30}«accepted_minutes»)")
_BRACKETED = re.compile(r"[\s*_']*[(（][^()（）]{15,}[)）][\s*_']*")
"""`(Add what was decided here)`, a remark of whoever made the form or took the notes"""
_LOST = Pattern(r"(?:[:：]\s|\s[-–—]+\s|[(\[（])\s?«lost»(?:\s[^()\[\]:：]{0,40})?[)\]）]?\W*$")
"""`Sell the shed (blocked by Ada)`"""


def is_of_form(text: str, of: Words) -> bool:
    """Whether a text tells that minutes or an agenda were accepted, which decides nothing."""
    return bool(of.pattern("accepted_minutes").search(text) and _OF_FORM.of(of).search(text))


def is_beside(text: str, cast: Cast, of: Words) -> bool:
    """Whether an item of a list of decisions is none: but names, an address, what people say, a matter of form."""
    bare = _REMARK.sub("", text).strip(" .,;:*_")
    head, colon, _ = text.partition(":")
    if colon and len(head) < 60 and (is_label_beside(head, of) or _is_voice(head, cast, of)):
        return True
    short = len(bare) < 60
    may = not text.isascii() or any(sign in text for sign in ":([-–—")
    return bool(
        (may and _LOST.of(of).search(text[-_TAIL:]))
        or _UNKNOWN.match(text)
        or _BRACKETED.fullmatch(text)
        or (short and _MAIL.fullmatch(bare))
        or (short and bare and _is_somebody(bare, cast, of))
        or is_of_form(text, of)
    )


def is_label_beside(label: str, of: Words) -> bool:
    """Whether a label begins or ends with a word for what is no decision: "Stage 3 reviewers", "Reviewers (later)"."""
    said = tokens(_REMARK.sub("", label))
    phrases = of.phrases("beside_decisions")
    return 0 < len(said) <= _MOST and any(
        end == len(said) or not start for start in range(len(said)) for end in phrases.ends(said, start)
    )


def _is_voice(head: str, cast: Cast, of: Words) -> bool:
    """Whether several people speak: "Ada, Bob: it is old"."""
    return bool(_JOINED.search(head)) and is_known(head, cast, of)


def _is_somebody(text: str, cast: Cast, of: Words) -> bool:
    """Whether a text is but the names of people."""
    if text[:1].islower() or len(text.split()) > _MOST:
        return False
    named = is_name(text) and " " in text and text.split()[0].casefold() in GIVEN_NAMES
    return named or (is_known(text, cast, of) and text not in of.phrases("everybody"))


def decided_part(below: Sequence[Line], spoken: frozenset[int], of: Words) -> list[Line]:
    """What belongs to a heading of decisions without what people say behind them, and what labels set apart."""
    found: list[Line] = []
    label: Line | None = None
    for one in below:
        if found and one.number in spoken:
            break
        if label is not None and _is_held(one, label):
            continue
        label = one if _sets_apart(one, of) else None
        if label is None:
            found.append(one)
    return found


def without_introduction(below: Sequence[Line], of: Words) -> list[Line]:
    """What belongs to a heading of decisions without the prose that introduces its tables: "Table 2 shows …"."""
    first = next((at for at, one in enumerate(below) if one.cells), 0)
    before = [one for one in below[:first] if not (one.bullet or one.level)]
    if not any(_TABLE.of(of).search(one.words) for one in before):
        return list(below)
    return [one for one in below if one not in before]


def _sets_apart(line: Line, of: Words) -> bool:
    """Whether a line is the label or heading of what is no decision."""
    text = line.words
    return bool(line.level or text.endswith((":", "："))) and is_label_beside(text.rstrip(" :："), of)


def _is_held(line: Line, label: Line) -> bool:
    """Whether a line belongs to the label above it."""
    if label.level and label.level != BOLD:
        return not line.level or line.level > label.level
    if label.bullet:
        return line.indent > label.indent or (line.indent == label.indent and is_name(_REMARK.sub("", line.words)))
    return bool(line.bullet) and not line.level


def without_verdicts(items: Sequence[Line], of: Words) -> Iterator[Line]:
    """The items without those that tell but what became of the item above."""
    above: Line | None = None
    for one in items:
        if above is None or above.indent != one.indent or not verdict(one.words, of):
            yield one
        above = one
