"""People whom minutes in prose report as speaking: "Ada suggested a second shed. Bo pointed out that there is one."

One such sentence may tell of anybody; where several people are reported so, that is how the file tells who spoke.
"""

from __future__ import annotations

from collections.abc import Iterator

from socml_site.minutes.evidence import Entry, Evidence, person
from socml_site.minutes.letters import CAPITAL, key
from socml_site.minutes.people.entry import is_name
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import Role
from socml_site.words.names import NO_NAMES, WHOLE_NAMES
from socml_site.words.patterns import Pattern

_FEWEST = 3
"""People who must be reported as speaking before a file is taken to report so."""
_SAYS = Pattern(
    rf"(?:^|(?<=[.!?;] ))({CAPITAL}[^\W\d_]+(?: {CAPITAL}[^\W\d_]*)?|@[A-Za-z][\w-]{{1,38}}|[^\W\d_]{{2,15}})"
    r" (?:[^\W\d_]{2,6}ly )?«says»"
)


def reported(page: Reading, known: Known) -> Iterator[Evidence]:
    """Those whom sentences report as speaking and whom nothing else names."""
    yield from _rounds(page, known)
    hints = page.words.tells(("says",))
    found: dict[str, int] = {}
    count = 0
    for line in page.lines:
        if line.blank or line.level or line.cells or line.number in known.taken or line.number in known.spoken:
            continue
        if line.seen.isdisjoint(hints):
            continue
        for match in _SAYS.of(page.words).finditer(line.words):
            name = match[1]
            if _is_somebody(name):
                count += 1
                if not known.cast.find(name):
                    found.setdefault(name, line.number)
    usual = count >= _FEWEST and len(found) > 1 and not any(one.listed for one in known.cast.members)
    for name, number in found.items():
        sure = usual and (" " in name or name.startswith("@") or name.casefold() in WHOLE_NAMES)
        why = ("reported speech", 2.2 if sure else 1.0, f"a sentence tells what {name} said")
        at = person(Entry(name), (Role.SPOKE,), number, why)
        yield Evidence(at.what, number, number - 1, at.value, at.rule, at.weight, at.because)


def _is_somebody(name: str) -> bool:
    """Whether the subject of a sentence is somebody: a handle, a name, or a common first name in small letters."""
    if name[0].islower():
        return name in WHOLE_NAMES and name not in NO_NAMES
    return name.startswith("@") or (is_name(name) and name.split()[0].casefold() not in NO_NAMES)


def _rounds(page: Reading, known: Known) -> Iterator[Evidence]:
    """Those below whose name as a heading stands what they told in a round: "### Ada:", "### Bo:"."""
    heads = [line for line in page.lines if line.level and line.words.rstrip().endswith((":", "："))]
    names = {line.number: line.words.rstrip(" :：") for line in heads}
    named = [(number, name) for number, name in names.items() if key(name.split()[0] if name else "") in WHOLE_NAMES]
    if len(named) < 2:
        return
    levels = {page.lines[number].level for number, _ in named}
    for line in heads:
        name = names[line.number]
        if line.level in levels and is_name(name) and not page.words.role_of(name) and not page.words.list_of(name):
            why = ("heading of a round", 2.2, f'"{name}" stands as a heading among names')
            at = person(Entry(name), (Role.SPOKE,), line.number, why)
            yield Evidence(at.what, line.number, line.number - 1, at.value, at.rule, at.weight, at.because)
