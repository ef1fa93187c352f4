"""Lists and lines behind a label that says who was there or who did what.

A label decides (see `words.table`); a weak one ("Members") only if what follows looks like names. Lines that such a
list takes up without naming anybody are its form, so that no other recogniser takes them for something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from socml_site.minutes.evidence import Entry, Evidence, form, person
from socml_site.minutes.letters import CAPITAL
from socml_site.minutes.lines import Line, children
from socml_site.minutes.people.affiliations import announces, is_role
from socml_site.minutes.people.behind import in_line
from socml_site.minutes.people.entry import BETWEEN, doubtless, entries, entry_of, is_name, lettered
from socml_site.minutes.people.introduced import going_round, introduced, row_of
from socml_site.minutes.people.tabled import rows_below, table
from socml_site.minutes.people.told import told_people
from socml_site.minutes.reading import Reading
from socml_site.model import Role
from socml_site.words.labels import Announced
from socml_site.words.names import AND, PARTICLES, SHORT_AND, WHOLE_NAMES, is_placeholder
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words

MOST = 2000
"""Lines of one list that are read: a longer one is no list of attendees."""
_LONGEST_LABEL = 130
_LABEL = re.compile(
    r"((?:[^:：]|:(?=(?:in|innen|r)(?![^\W_]))){2,130}?)\s*(?:[:：]+(?!(?:in|innen|r)(?![^\W_]))|】\s*[:：]?|\s[-–—]\s)\s*(.*)$"
)
_NEXT = re.compile(
    r"(?:(?<=[;|,.])\s*+|(?<!\s)(?:\s{2,}+|\s++/\s++|\s++(?=\*\*))|(?<=\*\*)\s++|<br ?/?>)(?=(?:\*\*"
    r"|__)?[A-Z][A-Za-z -]{2,24}(?:\*\*|__)?\s?:)"
)
_BOLD = re.compile(r"(?:\*\*|__)([^*_:：]{2,40})(?:\*\*|__)[ \t]+([^\W_@\[].{0,300}|[@\[].{1,300})$")
"""`**Moderator** Ada King`: bold letters in place of a colon."""
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+[.!?]$")
_DOES = re.compile(rf"[^\W\d_][^\W_.'’-]*+\s(?!{CAPITAL})[^\W\d_]\w*\s\w")
"""`Ada makes lamps`"""
_PLUS = re.compile(r"(present|regrets|chair|scribe|agenda|queue)\+\s+(.+)$", re.I)
"""What a bot of W3C's channels is told: `present+ Ada_King`."""
_IN_HEADING = re.compile(r"[(\[]([^()\[\]:：]{2,30})\s?[:：]\s?([^()\[\]]{2,80})[)\]]\W*$")
_SIGNED = re.compile(r"([^\W\d_][^\W\d_.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,3})\s?\(([^()]{4,40})\)$")
_LAST = 14
"""Lines at the end of a file in which minutes are signed."""
_QUEUED = re.compile(r"\s*(?::[a-z_]{4,30}:|[✋🙋])")
"""`Ada :raising_hand: Bo, Cleo`: those behind it wait for their turn."""
_CROSSED = re.compile(r"\W{0,3}[❌✗✘🚫❎]")
_LETTER = re.compile(r"[A-Z]")
_COLON = re.compile(r"[:：](?:\s|$)")
_WRAPPED = 20
"""Lines that a list of names in running text may go on over."""
_PARTS = re.compile(rf"[,;、，]|{BETWEEN.pattern}")
_PLURAL = re.compile(r"\W*+[\w -]*(?:[a-z]s|\(s\)|and \w++)[^\w:]*+:", re.I)
_THERE = (Role.ATTENDED, Role.ABSENT)
_LEADING_ROLES = (Role.MODERATED, Role.NOTED)
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
_STRONG, _WEAK, _DOUBTFUL = 4.0, 2.5, 1.0


@dataclass(frozen=True, slots=True)
class _List:
    """Evidence of a list, the lines it takes up, and the role of those in it."""

    evidence: tuple[Evidence, ...]
    lines: frozenset[int]
    role: Role


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
            if line.level and one.role in _THERE:
                open_list = (line.level, one.role)
        elif line.level and open_list and len(line.words) < 60:
            # "### Acme" or "**Remote:**" below "## Attendees".
            found = _all(_below(lines, number, Announced(open_list[1], False), words))
        else:
            found = introduced(lines, number)
        for one_found in found:
            used.update(range(one_found.line, one_found.end + 1))
            yield one_found


def _all(one: _List | None) -> Iterator[Evidence]:
    """All evidence of a list, with that of the lines that name nobody."""
    if one is None:
        return
    yield from one.evidence
    named = {found.line for found in one.evidence}
    for line in sorted(one.lines - named):
        yield form(line, ("list of people", _STRONG, "it belongs to a list of people"))


def _labelled(lines: Sequence[Line], number: int, words: Words) -> _List | None:
    """The list behind or below a line that is a label of one."""
    line = lines[number]
    whole = words.role_of(line.words) if len(line.words) < 90 and (line.level or _holds(lines, number)) else None
    whole = whole or _above_row(lines, number, words)
    if whole and not (whole.role is Role.NOTED and _is_of_notes(line, whole, words)):
        return _below(lines, number, whole, words)
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


def _signed(lines: Sequence[Line], number: int, words: Words) -> _List | None:
    """Who signs at the end of minutes, with what they did: "Ada King (Chair)"."""
    line = lines[number]
    signed = None if line.bullet or line.level or len(line.words) > _LONGEST_LABEL else _SIGNED.match(line.words)
    said = words.role_of(signed[2]) if signed else None
    if not signed or not said or said.role not in _LEADING_ROLES or not is_name(signed[1]):
        return None
    if _elects(lines, number, words):
        return None
    entry = entry_of(signed[1])
    why = ("signature", _WEAK, f'it stands before "{signed[2]}" at the end')
    return _List((person(entry, (said.role,), number, why),), frozenset((number,)), said.role) if entry else None


def _in_heading(number: int, aside: re.Match[str], words: Words) -> _List | None:
    """Who led or wrote, in brackets behind a heading: "## Call of 4 May (notes: Ada)"."""
    said = words.role_of(aside[1])
    if not said or said.role not in _LEADING_ROLES:
        return None
    why = ("names in a heading", _STRONG, f'it stands behind "{aside[1]}" in a heading')
    found = tuple(person(one, (said.role,), number, why) for one in in_line(aside[2], strong=False, many=False))
    return _List(found, frozenset((number,)), said.role) if found else None


def _barred(line: Line, words: Words) -> list[str]:
    """The labels of a line with bars between them, which is no row of a table: "Chair: Ada | Notes: Bo"."""
    parts = [cell for cell in line.cells if cell]
    labelled = [part for part in parts if (match := _LABEL.match(part)) and words.role_of(match[1].strip(" *_"))]
    return parts if labelled and all(":" in part for part in parts) else []


def _is_of_notes(line: Line, said: Announced, words: Words) -> bool:
    """Whether a label stands above notes and not above who took them: "Notes", "Meeting notes 2012-04-10"."""
    dated = bool(line.level) and not said.strong and any(char.isdigit() for char in line.words)
    return dated or bool(words.pattern("notes_headings").fullmatch(line.words.strip(" :*")))


def _told(line: Line, words: Words) -> _List | None:
    found = tuple(told_people(line, words))
    if not found:
        return None
    value = found[0].value
    role = next(iter(getattr(value, "roles", ())), Role.ATTENDED)
    return _List(found, frozenset((line.number,)), role)


def _plus(number: int, plus: re.Match[str], words: Words) -> _List | None:
    role = words.role_of(plus[1])
    if not role:
        return None
    why = ("bot", _STRONG, f'a bot was told "{plus[1]}+"')
    found = tuple(person(entry, (role.role,), number, why) for entry in entries(plus[2], several=True))
    return _List(found, frozenset((number,)), role.role)


def _behind(
    lines: Sequence[Line], number: int, parts: Sequence[str], read: Sequence[tuple[Announced, str] | None], words: Words
) -> _List | None:
    """Those named on one line behind one label or several."""
    done: set[int] = set()
    evidence: list[Evidence] = []
    last: Role | None = None
    for part, one in zip(parts, read, strict=False):
        if not one:
            continue
        said, rest = one[0], _counted(one[1], words)
        if not rest or (part is parts[-1] and _is_aside(rest)):
            below = _below(lines, number, said, words)
            if below:
                evidence += below.evidence
                done |= below.lines
            last = said.role
            continue
        stacked = _stacked(lines, number) if part is parts[-1] and said.role in _THERE else []
        done.update(line.number for line in stacked)
        rest += _wrapped(lines, number) if part is parts[-1] and not stacked else ""
        rest = ", ".join((rest, *(line.text for line in stacked)))
        if said.role in _LEADING_ROLES and _elects(lines, number, words):
            continue
        if said.role in _LEADING_ROLES and (queue := _QUEUED.search(rest)):
            rest = rest[: queue.start()]
        pairs = _paired(part, rest, words)
        many = said.role in _THERE or bool(_PLURAL.match(part))
        named = lettered(doubtless(list(in_line(rest, said.strong, many))))
        if not said.strong:
            named = [entry for entry in named if _is_telling(entry.name) or is_name(entry.name)]
        if said.role in _LEADING_ROLES:
            named = [] if words.pattern("or").search(rest) else [entry for entry in named if _may_lead(entry)]
        rule, weight = "names behind a label", _STRONG if said.strong else _WEAK
        one_word = len(named) == 1 and " " not in named[0].name
        several = said.role in _LEADING_ROLES and len(_PARTS.split(rest.strip(" ,;"))) > 1
        if not said.strong and (one_word or several) and not any(_is_telling(one.name) for one in named):
            # A place may stand there as well; it is somebody if another line says so.
            rule, weight = "a word behind a label", _DOUBTFUL
        why = (rule, weight, f'it stands behind "{_shown(part)}"')
        group = number if said.role in _THERE else -1
        for entry in named:
            if entry.struck and said.role not in _THERE:
                continue
            roles = pairs.get(entry.name, (said.role,))
            gone = entry.struck or Role.ABSENT in entry.roles
            evidence.append(person(entry, (Role.ABSENT,) if gone else roles, number, why, group))
        if named or said.strong:
            done.add(number)
            last = said.role
    return _List(tuple(evidence), frozenset(done), last) if last else None


def _is_telling(name: str) -> bool:
    """Whether a name shows that it is somebody's: a common first name, a handle, or letters without capitals."""
    return name.startswith("@") or name.split()[0].casefold() in WHOLE_NAMES or bool(HAN.match(name))


def _may_lead(entry: Entry) -> bool:
    """Whether a name is none of a few words of a sentence: "Minutes: sent out"."""
    first, *rest = entry.name.split()
    return not rest or rest[-1][0].isupper() or rest[-1] in PARTICLES or not rest[-1].isalpha() or _is_telling(first)


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
    roles = tuple(one.role for one in said if one and one.role not in _THERE)
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


def _shown(text: str) -> str:
    """A label as a reason quotes it."""
    return re.split(r"[:：]", text)[0].strip(" *_#-")[:60]


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
    return said if said and said.role in _THERE and row_of(below.text) else None


def _split(part: str, words: Words) -> tuple[Announced, str] | None:
    """What a label announces, and what follows it, of "**Scribe:** Ada"."""
    bold = _BOLD.match(part)
    bare = part.replace("**", "").replace("__", "").strip()
    match = _LABEL.match(bare)
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


def _below(lines: Sequence[Line], number: int, said: Announced, words: Words) -> _List | None:
    """The people listed below a label; None if these are no people and the label is weak."""
    role, strong = said
    alone = _List((), frozenset((number,)), role) if strong else None
    nobody = _List((), frozenset(), role) if strong else None
    below = children(lines, number)[:MOST]
    if below and below[0].cells:
        found = tuple(table(below[0], rows_below(lines, below[0].number), True, words, role))
        return _List(found, frozenset({number} | {one.line for one in found}), role)
    items = [line for line in below if not line.cells]
    if not items or any(line.words.endswith(":") and words.role_of(line.words) for line in items):
        # "Roll call" above "Directors present:" and "Directors absent:".
        return alone
    bullets = [line for line in items if line.bullet]
    if bullets and not items[0].bullet and not _one_line(items[0]):
        bullets = []
    tops = [line for line in bullets if line.indent <= bullets[0].indent + 1] if bullets else _paragraph(items)
    if role is Role.ATTENDED and lines[number].level and (round_ := _round(lines[number], (bullets and tops) or items)):
        return round_
    if _SENTENCE.match(items[0].words):
        # Below a sentence about people only full names are people.
        tops = [line for line in tops if is_name(line.words) and " " in line.words]
    if not tops:
        return alone
    empty = all(is_placeholder(line.words) for line in tops)
    return _named(lines[number], tops, bullets, said, words) or (alone if empty else nobody)


def _round(head: Line, tops: Sequence[Line]) -> _List | None:
    """Those whom sentences below a heading name one by one: "Ada makes lamps"."""
    if sum(bool(_DOES.match(line.text)) for line in tops) * 3 < len(tops) * 2:
        return None
    why = ("list below a label", _STRONG, f'they are told of below "{_shown(head.words)}"')
    found = tuple(person(entry, (Role.ATTENDED,), line.number, why, head.number) for line, entry in going_round(tops))
    return _List(found, frozenset({head.number} | {one.line for one in found}), Role.ATTENDED) if found else None


def _named(head: Line, tops: Sequence[Line], bullets: Sequence[Line], said: Announced, words: Words) -> _List | None:
    """The people that the items of a list name, if enough of them name any."""
    role, strong = said
    belonging = any(announces(line.words) for line in (head, *tops[:1]))
    grouped = any(_names_only(line.text.partition(":")[2]) for line in tops)
    named = [(line, list(_of_item(line, tops, grouped, belonging, words))) for line in tops]
    hits = sum(bool(found) for _, found in named)
    full = sum(not is_placeholder(line.words) for line in tops)
    few = 0.2 if strong and role in _THERE else 0.5 if strong else 0.7
    if not hits or hits < full * few or (not strong and role is Role.NOTED and len(tops) > 3):
        return None
    if not strong and not _are_likely([entry for _, found in named for entry, _ in found]):
        return None
    sure = iter(lettered(doubtless([entry for _, found in named for entry, _ in found])))
    named = [(line, [(next(sure), inner) for _, inner in found]) for line, found in named]
    # Of several who may do it a cross says who did; of the others no more is known than their names.
    chosen = role not in _THERE and sum(line.box is not None for line, _ in named) > 1
    checked = any(line.box for line, _ in named)
    coded = _is_coded([entry for _, found in named for entry, _ in found], words)
    why = ("list below a label", _STRONG if strong else _WEAK, f'the list stands below "{_shown(head.words)}"')
    evidence: list[Evidence] = []
    lines = {head.number}
    parted = _is_parted(tops, bullets)
    for line, found in named:
        lines.add(line.number)
        own = _group(line, bullets, parted)
        for entry, inner_role in found if not own else ():
            gone = (checked and line.box is False) or line.struck or entry.struck or bool(_CROSSED.match(line.text))
            gone = gone or (coded and words.cell_says("gone", _code(entry)))
            said_role = Role.ABSENT if Role.ABSENT in entry.roles else inner_role or role
            # "Chair: Ada" below "Attendees" came, too; below "Notes" she took none.
            both = (role, said_role) if role is Role.ATTENDED and said_role is not Role.ABSENT else (said_role,)
            roles = (Role.ABSENT,) if gone and role in _THERE else both
            if roles == (Role.ABSENT,):
                # "Ada (secretary)" is an office there: who was away took no notes.
                entry = replace(entry, roles=tuple(one for one in entry.roles if one not in _LEADING_ROLES))
            if chosen and not line.box:
                evidence.append(
                    person(entry, (), line.number, ("a name to choose from", _DOUBTFUL, why[2]), head.number)
                )
                continue
            evidence.append(person(entry, roles, line.number, why, head.number))
        for below_it in own:
            lines.add(below_it.number)
            evidence += [person(entry, (role,), below_it.number, why, head.number) for entry in entries(below_it.text)]
    lines |= set(range(head.number, max(lines) + 1))
    return _List(tuple(evidence), frozenset(lines), role)


def _are_likely(named: Sequence[Entry]) -> bool:
    """Whether entries below a label that may announce anything look like people, at least half of them."""
    full = sum(_is_telling(one.name) or (" " in one.name and is_name(one.name)) for one in named)
    return full * 2 >= len(named)


def _code(entry: Entry) -> str:
    """The letter that stands alone beside a name: "Ada Marsh - P"."""
    beside = entry.note or entry.affiliation
    return beside if _LETTER.fullmatch(beside) else ""


def _is_coded(named: Sequence[Entry], words: Words) -> bool:
    """Whether a letter beside nearly each name says who came: "P" and "A"."""
    codes = [code for one in named if (code := _code(one))]
    there = any(words.cell_says("there", code) for code in codes)
    return len(codes) > 2 and len(codes) * 5 >= len(named) * 4 and there


def _one_line(line: Line) -> bool:
    return line.words.rstrip().endswith(":") or is_placeholder(line.words) or line.words.startswith("(")


def _paragraph(items: Sequence[Line]) -> list[Line]:
    """Lines without bullets name people up to the first that has a mark of its own."""
    found = []
    for line in items:
        if line.level or len(line.words) > 400:
            break
        found.append(line)
    return found


def _of_item(
    line: Line, tops: Sequence[Line], grouped: bool, belonging: bool, words: Words
) -> Iterator[tuple[Entry, Role | None]]:
    """The people one item names, and the role it gives them if it has a label of its own: "Chair: Ada".

    In a `grouped` list a label is a group's name, also where only one person follows; with `belonging` the head of the
    list says that organisations stand behind the names.
    """
    label = _LABEL.match(line.text.replace("**", ""))
    if label and (":" in line.text or "：" in line.text) and not label[2].startswith("//"):
        inner = words.role_of(label[1])
        if not inner and is_placeholder(label[1]) and is_name(label[2]):
            # "Uno: Ada", "First: Bo"
            yield from ((entry, None) for entry in in_line(label[2], strong=True))
            return
        alone = grouped and is_name(label[2]) and len(label[1].split()) == 1
        group = "," in label[2] and not is_name(label[1].strip(), listed=True)
        if inner or alone or is_role(label[1]) or _names_only(label[2]) or group:
            for entry in in_line(label[2], strong=True):
                yield entry, inner[0] if inner else None
            return
    for entry in entries(line.text, several=not belonging and _several(line, tops), belonging=belonging):
        yield entry, None


def _names_only(text: str) -> bool:
    """Whether commas cut a text into nothing but names: "Core: Ada, Ben, Cleo"."""
    parts = [part.strip() for part in text.split(",")]
    return len(parts) > 1 and all(part[:1].isupper() and is_name(part) for part in parts)


def _several(line: Line, tops: Sequence[Line]) -> bool:
    """Whether commas in an item stand between people; in a list with one name an item an organisation follows."""
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]\([^()]*\)", lambda match: match[0].replace(",", " "), line.text)
    commas = len(re.findall(r"[,;、，]", bare))
    if not commas:
        return bool(BETWEEN.search(bare)) and len(tops) == 1
    parts = [part.strip() for part in _PARTS.split(bare) if part.strip()]
    names = [part for part in parts if (entry := entry_of(part)) and is_name(entry.name.lstrip("@"), listed=True)]
    if len(tops) == 1 or commas >= 3:
        if len(parts) == 2:
            return len(parts[0].split()) == 1 or len(parts[1].split()) > 1
        return len(names) * 3 >= len(parts) * 2
    return commas >= 2 and len(parts[0].split()) == 1 and len(names) == len(parts)


def _is_parted(tops: Sequence[Line], bullets: Sequence[Line]) -> bool:
    """Whether items are groups, and those deeper are their people: first names stand there, and none in the items."""
    numbers = {line.number for line in tops}
    inner = [line for line in bullets if line.number not in numbers]
    return (
        len(inner) > 1
        and not any(_begins_with_name(line) for line in tops)
        and sum(map(_begins_with_name, inner)) * 2 >= len(inner)
    )


def _begins_with_name(line: Line) -> bool:
    entry = entry_of(line.text)
    return bool(entry) and (entry.name if entry else "").split()[0].casefold() in WHOLE_NAMES


def _group(line: Line, listed: Sequence[Line], parted: bool = False) -> list[Line]:
    """The people below an item that is a group: "Acme:" with its own list, or any in a list that is `parted`."""
    if not line.bullet or not (parted or line.words.rstrip().endswith(":")):
        return []
    found = []
    for other in listed:
        if other.number > line.number:
            if other.indent <= line.indent:
                break
            found.append(other)
    return found
