"""Which short marks of actions are somebody's initials in a file: "AR: I think so." beside "BW: Yes."."""

from __future__ import annotations

import re
from collections import Counter

from socml_site.minutes.cast import Cast
from socml_site.minutes.letters import initials, key
from socml_site.minutes.outcomes.owners import falls_to_somebody, is_group, is_known
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.words.names import NO_INITIALS
from socml_site.words.table import Words

_LABEL = re.compile(r"\W{0,4}([A-Z]{2,3})(?!\w)(\s?[(\[][^()\[\]]{0,40}[)\]])?\s{0,3}:\s*(.*)$")


def speaking_marks(page: Reading, known: Known) -> frozenset[str]:
    """The short marks that are people here: of the cast, of the series, or among other initials before colons.

    Where most of what stands behind such letters falls to somebody, it is promised and not said.
    """
    of = page.words
    marks = of.entries("short_marks")
    promised, said, others = Counter[str](), Counter[str](), Counter[str]()
    for line in page.lines:
        label = _LABEL.match(line.words) if ":" in line.words[:60] else None
        if label is None or line.number in known.taken:
            continue
        if label[1] not in marks:
            others[label[1]] += label[1] not in NO_INITIALS and bool(label[3])
        elif promises(label[2] or "", label[3], known.cast, of):
            promised[label[1]] += 1
        else:
            said[label[1]] += 1
    borne = {initials(one.name) for one in known.cast.members}
    return frozenset(
        mark
        for mark in marks
        if key(mark) in page.habits.people
        or (said[mark] > promised[mark] and (key(mark) in borne or _among(others, said[mark])))
    )


def promises(bracket: str, text: str, cast: Cast, of: Words) -> bool:
    """Whether a mark names an owner, or what stands behind it does."""
    name = bracket.strip(" ()[]")
    return (is_known(name, cast, of) and not is_group(name, of)) or falls_to_somebody(text, cast, of)


def _among(others: Counter[str], said: int) -> bool:
    """Whether so many other initials stand before colons that these letters are another's."""
    return len(+others) > 1 or others.total() >= said > 0
