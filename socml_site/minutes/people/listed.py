"""Lists and lines behind a label that says who was there or who did what.

A label decides (see `words.table`); a weak one ("Members") only if what follows looks like names. Lines that such a
list takes up without naming anybody are its form, so that no other recogniser takes them for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from socml_site.minutes.evidence import Entry, Evidence, form, person
from socml_site.minutes.lines import Line
from socml_site.minutes.people.behind import in_line
from socml_site.minutes.people.below import (
    DOUBTFUL,
    LABEL,
    LEADING_ROLES,
    PARTS,
    STRONG,
    THERE,
    WEAK,
    Listed,
    is_telling,
    names_below,
    shown,
)
from socml_site.minutes.people.entry import doubtless, entries, entry_of, is_name, lettered
from socml_site.minutes.people.introduced import introduced, row_of
from socml_site.minutes.people.tabled import rows_below, table
from socml_site.minutes.people.told import told_people
from socml_site.minutes.reading import Reading
from socml_site.model import Role
from socml_site.words.labels import Announced
from socml_site.words.names import AND, PARTICLES, SHORT_AND, WHOLE_NAMES, is_placeholder
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_LONGEST_LABEL = 130
_NEXT = re.compile(
    r"(?:(?<=[;|,.])\s*+|(?<!\s)(?:\s{2,}+|\s++/\s++|\s++(?=\*\*))|(?<=\*\*)\s++|<br ?/?>)(?=(?:\*\*"
    r"|__)?[A-Z][A-Za-z -]{2,24}(?:\*\*|__)?\s?:)"
)
_BOLD = re.compile(r"(?:\*\*|__)([^*_:：]{2,40})(?:\*\*|__)[ \t]+([^\W_@\[].{0,300}|[@\[].{1,300})$")
"""`**Moderator** Ada King`: bold letters in place of a colon."""
_PLUS = re.compile(r"(present|regrets|chair|scribe|agenda|queue)\+\s+(.+)$", re.I)
"""What a bot of W3C's channels is told: `present+ Ada_King`."""
_IN_HEADING = re.compile(r"[(\[]([^()\[\]:：]{2,30})\s?[:：]\s?([^()\[\]]{2,80})[)\]]\W*$")
_SIGNED = re.compile(r"([^\W\d_][^\W\d_.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,3})\s?\(([^()]{4,40})\)$")
_LAST = 14
"""Lines at the end of a file in which minutes are signed."""
_QUEUED = re.compile(r"\s*(?::[a-z_]{4,30}:|[✋🙋])")
"""`Ada :raising_hand: Bo, Cleo`: those behind it wait for their turn."""
_COLON = re.compile(r"[:：](?:\s|$)")
_WRAPPED = 20
"""Lines that a list of names in running text may go on over."""
_PLURAL = re.compile(r"\W*+[\w -]*(?:[a-z]s|\(s\)|and \w++)[^\w:]*+:", re.I)
_BESIDE = re.compile(rf"\s*[/&+]\s*|\s(?:{'|'.join((*AND, *SHORT_AND))})\s", re.I)
_COUNT = Pattern(
    r"\W{0,3}\d{1,3}(?:\s?[/+]\s?\d{0,3}|\s[^\W\d_]{2,4}\s\d{1,3})?(?:\s[^\W\d_]{2,15}){0,2}\W{1,3}"
    r"(?:(?<=\()(?P<within>[^()]{3,600}?)[,\s….]*\)\W*$|«including»\W{1,2}(?P<behind>.{3,600})$)"
)
"""`5/7 (Ada, Bo)`, `14 people, including Ada and Bo`"""
_ABOVE = 40
"""Characters of a label without a colon."""
_FAR = 20
"""Lines above an item in which what announces it may stand."""


def listed(page: Reading) -> Iterator[Evidence]:
    """Those whom lists, tables and lines with a label name."""
    lines, words = page.lines, page.words
    used: set[int] = set()
    open_list: tuple[int, Role] | None = None
    past_table = 0
    for number, line in enumerate(lines):
        if line.blank:
            continue
        if line.level and open_list and line.level <= open_list[0]:
            open_list = None
        if number in used:
            continue
        found: Iterable[Evidence] = ()
        if line.cells:
            if number >= past_table:
                rows = rows_below(lines, number)
                parts = [] if rows else _barred(line, words)
                found = table(line, rows, open_list is not None, words)
                if parts:
                    found = _all(_behind(lines, number, parts, [_split(part, words) for part in parts], words))
                past_table = number + len(rows) + 1
        elif one := _labelled(lines, number, words):
            found = _all(one)
            if line.level and one.role in THERE:
                open_list = (line.level, one.role)
        elif line.level and open_list and len(line.words) < 60:
            # "### Acme" or "**Remote:**" below "## Attendees".
            found = _all(names_below(lines, number, Announced(open_list[1], False), words))
        else:
            found = introduced(lines, number)
        for one_found in found:
            used.update(range(one_found.line, one_found.end + 1))
            yield one_found


def _all(one: Listed | None) -> Iterator[Evidence]:
    """All evidence of a list, with that of the lines that name nobody."""
    if one is None:
        return
    yield from one.evidence
    named = {found.line for found in one.evidence}
    for line in sorted(one.lines - named):
        yield form(line, ("list of people", STRONG, "it belongs to a list of people"))


def _labelled(lines: Sequence[Line], number: int, words: Words) -> Listed | None:
    """The list behind or below a line that is a label of one."""
    line = lines[number]
    whole = words.role_of(line.words) if len(line.words) < 90 and (line.level or _holds(lines, number)) else None
    whole = whole or _above_row(lines, number, words)
    if whole and not (whole.role is Role.NOTED and _is_of_notes(line, whole, words)):
        return names_below(lines, number, whole, words)
    if plus := _PLUS.match(line.words):
        return _plus(number, plus, words)
    if line.level and (aside := _IN_HEADING.search(line.text)):
        return _in_heading(number, aside, words)
    colon = ":" in line.text or "：" in line.text or line.text.startswith(("【", "**", "__"))
    parts = _NEXT.split(line.text) if colon and len(line.text) < 1500 else [line.text]
    read = [_split(part, words) for part in parts] if colon or " - " in line.text[:80] else []
    if any(read):
        done = _behind(lines, number, parts, read, words)
        if done:
            return done
    return _told(line, words) or (_signed(lines, number, words) if number >= len(lines) - _LAST else None)


def _signed(lines: Sequence[Line], number: int, words: Words) -> Listed | None:
    """Who signs at the end of minutes, with what they did: "Ada King (Chair)"."""
    line = lines[number]
    signed = None if line.bullet or line.level or len(line.words) > _LONGEST_LABEL else _SIGNED.match(line.words)
    said = words.role_of(signed[2]) if signed else None
    if not signed or not said or said.role not in LEADING_ROLES or not is_name(signed[1]):
        return None
    if _elects(lines, number, words):
        return None
    entry = entry_of(signed[1])
    why = ("signature", WEAK, f'it stands before "{signed[2]}" at the end')
    return Listed((person(entry, (said.role,), number, why),), frozenset((number,)), said.role) if entry else None


def _in_heading(number: int, aside: re.Match[str], words: Words) -> Listed | None:
    """Who led or wrote, in brackets behind a heading: "## Call of 4 May (notes: Ada)"."""
    said = words.role_of(aside[1])
    if not said or said.role not in LEADING_ROLES:
        return None
    why = ("names in a heading", STRONG, f'it stands behind "{aside[1]}" in a heading')
    found = tuple(person(one, (said.role,), number, why) for one in in_line(aside[2], strong=False, many=False))
    return Listed(found, frozenset((number,)), said.role) if found else None


def _barred(line: Line, words: Words) -> list[str]:
    """The labels of a line with bars between them, which is no row of a table: "Chair: Ada | Notes: Bo"."""
    parts = [cell for cell in line.cells if cell]
    labelled = [part for part in parts if (match := LABEL.match(part)) and words.role_of(match[1].strip(" *_"))]
    return parts if labelled and all(":" in part for part in parts) else []


def _is_of_notes(line: Line, said: Announced, words: Words) -> bool:
    """Whether a label stands above notes and not above who took them: "Notes", "Meeting notes 2012-04-10"."""
    dated = bool(line.level) and not said.strong and any(char.isdigit() for char in line.words)
    return dated or bool(words.pattern("notes_headings").fullmatch(line.words.strip(" :*")))


def _told(line: Line, words: Words) -> Listed | None:
    found = tuple(told_people(line, words))
    if not found:
        return None
    value = found[0].value
    role = next(iter(getattr(value, "roles", ())), Role.ATTENDED)
    return Listed(found, frozenset((line.number,)), role)


def _plus(number: int, plus: re.Match[str], words: Words) -> Listed | None:
    role = words.role_of(plus[1])
    if not role:
        return None
    why = ("bot", STRONG, f'a bot was told "{plus[1]}+"')
    found = tuple(person(entry, (role.role,), number, why) for entry in entries(plus[2], several=True))
    return Listed(found, frozenset((number,)), role.role)


def _behind(
    lines: Sequence[Line], number: int, parts: Sequence[str], read: Sequence[tuple[Announced, str] | None], words: Words
) -> Listed | None:
    """Those named on one line behind one label or several."""
    done: set[int] = set()
    evidence: list[Evidence] = []
    last: Role | None = None
    for part, one in zip(parts, read, strict=False):
        if not one:
            continue
        said, rest = one[0], _counted(one[1], words)
        if not rest or (part is parts[-1] and _is_aside(rest)):
            below = names_below(lines, number, said, words)
            if below:
                evidence += below.evidence
                done |= below.lines
            last = said.role
            continue
        stacked = _stacked(lines, number) if part is parts[-1] and said.role in THERE else []
        done.update(line.number for line in stacked)
        rest += _wrapped(lines, number) if part is parts[-1] and not stacked else ""
        rest = ", ".join((rest, *(line.text for line in stacked)))
        if said.role in LEADING_ROLES and _elects(lines, number, words):
            continue
        if said.role in LEADING_ROLES and (queue := _QUEUED.search(rest)):
            rest = rest[: queue.start()]
        pairs = _paired(part, rest, words)
        many = said.role in THERE or bool(_PLURAL.match(part))
        named = lettered(doubtless(list(in_line(rest, said.strong, many))))
        if not said.strong:
            named = [entry for entry in named if is_telling(entry.name) or is_name(entry.name)]
        if said.role in LEADING_ROLES:
            named = [] if words.pattern("or").search(rest) else [entry for entry in named if _may_lead(entry)]
        rule, weight = "names behind a label", STRONG if said.strong else WEAK
        one_word = len(named) == 1 and " " not in named[0].name
        several = said.role in LEADING_ROLES and len(PARTS.split(rest.strip(" ,;"))) > 1
        if not said.strong and (one_word or several) and not any(is_telling(one.name) for one in named):
            # A place may stand there as well; it is somebody if another line says so.
            rule, weight = "a word behind a label", DOUBTFUL
        why = (rule, weight, f'it stands behind "{shown(part)}"')
        group = number if said.role in THERE else -1
        for entry in named:
            if entry.struck and said.role not in THERE:
                continue
            roles = pairs.get(entry.name, (said.role,))
            gone = entry.struck or Role.ABSENT in entry.roles
            evidence.append(person(entry, (Role.ABSENT,) if gone else roles, number, why, group))
        if named or said.strong:
            done.add(number)
            last = said.role
    return Listed(tuple(evidence), frozenset(done), last) if last else None


def _may_lead(entry: Entry) -> bool:
    """Whether a name is none of a few words of a sentence: "Minutes: sent out"."""
    first, *rest = entry.name.split()
    return not rest or rest[-1][0].isupper() or rest[-1] in PARTICLES or not rest[-1].isalpha() or is_telling(first)


def _counted(rest: str, words: Words) -> str:
    """The names behind how many there were: "5/7 (Ada, Bo, …)", "14 people, including Ada and Bo"."""
    count = _COUNT.of(words).match(rest)
    if not count:
        return rest
    names = (count["within"] or count["behind"] or "").strip(" .")
    full = [one for one in in_line(names, strong=False) if " " in one.name]
    return names if len(full) > 1 or row_of(names) else rest


def _paired(part: str, rest: str, words: Words) -> dict[str, tuple[Role, ...]]:
    """The roles of each name behind a label of several: "Chair/Scribe: Ada King / Bo Rao", "Chair & scribe: Ada"."""
    label = re.split(r"[:：]", part.replace("**", ""))[0].strip(" *_")
    if len(labels := _BESIDE.split(label)) < 2:
        return {}
    said = [words.role_of(one) for one in labels]
    roles = tuple(one.role for one in said if one and one.role not in THERE)
    if len(roles) != len(labels):
        return {}
    names = [entry.name for entry in entries(re.sub(r"\s*/\s*", ", ", rest), several=True)]
    if len(names) == len(roles):
        return {name: (role,) for name, role in zip(names, roles, strict=True)}
    return {names[0]: roles} if len(names) == 1 else {}


def _elects(lines: Sequence[Line], number: int, words: Words) -> bool:
    """Whether a label of an office stands below a line or heading that tells of an election, and not of the meeting."""
    above = _above(lines, number)
    return above is not None and bool(words.pattern("elections").search(above.words[:_LONGEST_LABEL]))


def _above(lines: Sequence[Line], number: int) -> Line | None:
    """What an item stands below: the line that announces its list, or the heading."""
    head = lines[number]
    for line in reversed(lines[max(0, number - _FAR) : number]):
        if line.level:
            return line if line.level > 1 else None
        if not line.blank and head.bullet and (not line.bullet or line.indent < head.indent):
            return line
    return None


def _is_aside(rest: str) -> bool:
    """Whether what stands behind a label is a remark on it: "Attendees: (add yourself)"."""
    return is_placeholder(rest) or (
        bool(re.fullmatch(r"[*_]*[(\[][^()\[\]]{0,120}[)\]][*_]*\W*", rest)) and not entry_of(rest)
    )


def _wrapped(lines: Sequence[Line], number: int) -> str:
    """What the lines below say that a line of names runs on over: it ends with a comma, or they are indented."""
    text, words = "", lines[number].text
    for line in lines[number + 1 : number + 1 + _WRAPPED]:
        more = line.indent > lines[number].indent or words.rstrip().endswith((",", ";", " and", "、"))
        if (
            line.blank
            or line.bullet
            or line.level
            or line.cells
            or _COLON.search(line.words)
            or not (more or line.goes_on)
        ):
            break
        text, words = f"{text} {line.text}", line.text
    return text


def _stacked(lines: Sequence[Line], number: int) -> list[Line]:
    """The lines below a label and its first name that hold one name each, and nothing else up to the end."""
    found = []
    for line in lines[number + 1 : number + 1 + _WRAPPED]:
        if line.blank or line.bullet or line.level or line.cells or _COLON.search(line.words):
            break
        if not is_name(line.words) or not (" " in line.words or line.words.casefold() in WHOLE_NAMES):
            return []
        found.append(line)
    return found


def _holds(lines: Sequence[Line], number: int) -> bool:
    """Whether a list follows: a line without a colon is a label only then."""
    line = lines[number]
    if line.words.rstrip().endswith((":", "：")):
        return False
    after = next((one for one in lines[number + 1 : number + 3] if not one.blank), None)
    if after is None:
        return False
    return bool(after.bullet) and (after.indent > line.indent if line.bullet else True) and after.level == 0


def _above_row(lines: Sequence[Line], number: int, words: Words) -> Announced | None:
    """What a label without a colon says of the row of names on the line below it."""
    below = lines[number + 1] if number + 1 < len(lines) else None
    if below is None or "," not in below.text or below.bullet or below.level or len(lines[number].words) > _ABOVE:
        return None
    said = words.role_of(lines[number].words) if not lines[number].bullet else None
    return said if said and said.role in THERE and row_of(below.text) else None


def _split(part: str, words: Words) -> tuple[Announced, str] | None:
    """What a label announces, and what follows it, of "**Scribe:** Ada"."""
    bold = _BOLD.match(part)
    bare = part.replace("**", "").replace("__", "").strip()
    match = LABEL.match(bare)
    if bold and not (match and match.start(2) <= len(bold[1]) + 3):
        said = words.role_of(bold[1])
        return (said, bold[2].strip()) if said and said.strong else None
    if not match:
        return None
    said = words.role_of(match[1].strip(" *_#"))
    # A dash is no colon: "Notes - Ada" may say anything.
    if said and (said.strong or any(sign in bare[: match.start(2)] for sign in ":：】")):
        return said, match[2].strip()
    return None
