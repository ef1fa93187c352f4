"""What came of it: decisions, action items with owner, due day and state, open questions, information, missed words.

Three ways of writing are known for each: a marker at the head of a line ("ACTION:", "Decision -", "Q:"), a heading or
label whose items follow ("Action items", "Syn conclusions:"), and, for decisions and actions, set phrases ("agreed to
merge", "takes action to"). A template's own lines ("ACTION: text") say nothing, and what is struck through is withdrawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from socml_site.minutes.cast import Cast
from socml_site.minutes.lexicon import Label, list_of
from socml_site.minutes.lines import BOLD, Line, children
from socml_site.minutes.markup import plain
from socml_site.minutes.owners import due_of, owners_of, state_of
from socml_site.model import OutcomeKind

_KIND = {
    Label.ACTIONS: OutcomeKind.ACTION,
    Label.DECISIONS: OutcomeKind.DECISION,
    Label.QUESTIONS: OutcomeKind.QUESTION,
}
_HEAD = (
    r"^\W*(?:(?:new|group|team|final|open|overall|pending|formal|unanimous|meeting|board|tsc|wg|old|carry-?over)\s+)?"
)
_NUM = r"(?:\s*#?\d[\d.]*|\s*[(\[][^()\[\]]{0,40}[)\]])*"
_END = r"\s*(?:[:：]+|\s[-–—]+\s|[-–—]\s|\]:?\s*|=>|→)\s*"
_MARKERS = (
    (
        OutcomeKind.ACTION,
        re.compile(rf"{_HEAD}(?P<mark>actions?[ -]?items?|action[ -]?points?|actions?|to[ -]?do)(?P<who>{_NUM}){_END}(?P<text>.*)$", re.I),
    ),
    (OutcomeKind.ACTION, re.compile(rf"^\W*(?P<mark>AI|AR|AP)(?P<who>{_NUM})\s*(?::|\]|\s-\s(?=@?[A-Z]))\s*(?P<text>.*)$")),
    (OutcomeKind.ACTION, re.compile(r"^\W*(?P<mark>AI|AP)(?P<who>)\s+(?P<text>@?[A-Z][\w-]+(?: [A-Z]\w+)?(?:(?:,| and| &) @?[A-Z][\w-]+)* (?:to|will)\b.*)$")),
    (OutcomeKind.ACTION, re.compile(r"^\W*(?P<mark>ACTION(?:[ -]?ITEM|[ -]?POINT)?)(?P<who>)\s+(?P<text>@?\w.*)$")),
    (
        OutcomeKind.DECISION,
        re.compile(
            rf"{_HEAD}(?P<mark>decisions?|decided|resolved|resolutions?|agreed|agreements?|conclusions?|consensus|concluded"
            rf"|summary of conclusions?|outcome|resolved unanimously|motion carried|agreed unanimously)(?P<who>{_NUM}){_END}(?P<text>.*)$",
            re.I,
        ),
    ),
    (OutcomeKind.DECISION, re.compile(r"^\W*(?P<mark>RESOLVED|RESOLUTION|DECISION|AGREED|DECIDED|CONSENSUS)(?P<who>)\s+(?P<text>(?!may|was not|could).{4,})$")),
    (OutcomeKind.QUESTION, re.compile(rf"^\W*(?:(?:open|unresolved|outstanding|remaining)\s+)?(?P<mark>questions?|q)(?P<who>\s*#?\d{{0,2}})\s*(?:[:：]+|\s-\s)\s*(?P<text>\S.*)$", re.I)),
    (OutcomeKind.INFO, re.compile(r"^\W*(?P<mark>INFO)(?P<who>)\s*[:：]\s*(?P<text>\S.*)$")),
)  # fmt: skip
_WITHIN = re.compile(
    r"(?:^|[.;)!?]\s+|\s(?:=>|->|→|--)\s*)(?=(?:ACTION(?: ITEM)?|RESOLUTION|RESOLVED|DECISION|QUESTION)S?\s*:)"
)
_HINT = re.compile(
    r"\b(?:actions?|ai|ar|ap|to[ -]?do|decisions?|decided|resol|agree|conclu|consensus|outcome|motion|summary|questions?|q|info)",
    re.I,
)
"""What a line must hold to be marked as anything."""
_TOLD = re.compile(r"agree|consensus|deci|resol|carrie|pass|adopt|approved|accepted|action", re.I)
"""What a line must hold for a set phrase to be in it."""
_SPEAKER = re.compile(r"^[^\W\d_][\w .'()-]{0,40}?:\s+")
_GROUP = r"(?:the )?(?:group|team|meeting|committee|board|council|tsc|wg|working group|editors?(?:'s)?(?: meeting)?|everyone|everybody|all|we|they|attendees|participants|members|community|chairs|room|panel|cg|sig|tc|people|folks)(?: (?:members|present|meeting|here|in attendance))?"
_PHRASES = (
    re.compile(rf"^(?:it (?:was|is|has been) |{_GROUP} (?:(?:has|have|had|was|were) )?(?:all |unanimously |generally |mostly )?)?(?:unanimously |generally |collectively |tentatively |provisionally |mutually )?(?:agreed|agrees|decided|decides|resolved|resolves)(?: unanimously)?[,:]?(?: upon| by consensus| in principle| as a group)?(?::| (?:to|that|on|not to|we|upon)\b)", re.I),
    re.compile(rf"(?:^|[.;,] |\b(?:and|so|but) )(?:{_GROUP}) (?:(?:has|have|had) )?(?:all |unanimously )?(?:agreed|agrees|decided|resolved)(?: unanimously)?(?: to| that| on| upon| not to|:)", re.I),
    re.compile(r"(?:^|[.;] )it (?:was|is|has been) (?:unanimously |generally |collectively )?(?:agreed|decided|resolved)\b", re.I),
    re.compile(r"^(?:an? |the |our )?(?:final |group |team |joint )?decision (?:made|taken|reached|was|is|has been)?\s*(?:made |taken )?(?:to|that|on)\b", re.I),
    re.compile(r"^(?:decide|agree) to\b", re.I),
    re.compile(r"^(?:there (?:is|was|seems to be) )?(?:an? |the )?(?:general|group|broad|rough|strong|unanimous|team|clear|full|overall|emerging|loose|wide)?\s?(?:agreement|consensus)(?: \([^)]*\))?(?: (?:among|from|in|of|within|between)(?: \w+){1,4})?(?: reached| found| made)?\s+(?:is|was|that|to|on|we|for|around)\b", re.I),
    re.compile(r"\b(?:team|group|meeting|general|rough|broad|committee) (?:consensus|agreement) (?:\([^)]*\) )?(?:is|was|to|that|on)\b", re.I),
    re.compile(r"\b(?:consensus|agreement) (?:was|is|has been) (?:reached|that|to)\b", re.I),
    re.compile(r"(?:^|; )(?:motion|proposal|pr|resolution|vote) (?:was |is |has been )?(?:carried|carries|passed|passes|approved unanimously|adopted|accepted unanimously)\b", re.I),
)  # fmt: skip
_SUFFIX = re.compile(
    r"(?:\s[-–—=>]+\s*|[\[(]\s*|\.\s+|,\s+|;\s+)(?:ALL )?(?:AGREED|RESOLVED|DECIDED|APPROVED)\b[)\]]?(?:\s*[(\[][^()\[\]]{0,160}[)\]])?\W*$"
)
_SUFFIX_ANY = re.compile(r"\s[-–—]+\s*(?:all )?(?:agreed|resolved|decided)\W*(?:\([^()]{0,160}\))?\W*$", re.I)
_UNDECIDED = re.compile(
    r"\b(?:no|not|n't|never|without|lack of|need(?:s|ed)?|if|once|until|unless|may|might|could|should|would|whether|seek(?:ing)?|towards?|try(?:ing)?|want|call for"
    r"|reach|pending|before|what|how|when|hope|looking for|can we|do we|wait(?:ing)?|proposed|propose|i|he|she|him|her|ask(?:ed|s)?|far from) (?:\w+ ){0,4}?(?:consensus|agree|agreed|agreement|decision|decided?|decide|resolved)\b"
    r"|\b(?:consensus|agreement|decision|agreed|decided) (?:\w+ ){0,3}?(?:not reached|n't|not (?:yet|been|clear)|pending|needed|required|later|tbd|will be made|next (?:week|meeting|time)|deferred|postponed)\b"
    r"|\bagree(?:d|s)? (?:that )?(?:i|with (?!the proposal))\b|\bminutes\b.{0,30}\bapproved|\bapproved? (?:the )?(?:previous |last )?minutes",
    re.I,
)
_TAKES = re.compile(
    r"\b(?:takes?|took|taking|taken|gets?|has|have) (?:on )?(?:that |this |it )?(?:as )?(?:an? |the |this as an? )?action item\b"
    r"|\b(?:takes?|took|taking) (?:on )?(?:that |this |it )?(?:as )?(?:an? )?action(?: to\b|:|\W*$)|^action to\b"
    r"|\bhas (?:an |the )?action(?: item)? to\b",
    re.I,
)
_EMPTY = re.compile(
    r"(?:\W*|(?:text|name|tbd|tba|none|no|n/?a|nil|nothing|description|details|item|owner|action|decision|question|your \w+|some \w+|xxx|todo|who|what|when|link|see above|\w+ here|add \w+ here"
    r"|none (?:yet|today|this week|recorded|identified)|no (?:new )?(?:action(?: item)?s?|decisions?|questions?|resolutions?)(?: \w+){0,3}|nothing (?:new|to report|recorded)|name ?[:-] ?(?:text|action|task|item)|who ?[:-] ?what|owner ?[:-] ?\w+|<[^<>]*>|\[[^\[\]]*\]|\{[^{}]*\}|\(none\))\W*)",
    re.I,
)
_WANTED = re.compile(r"(?:volunteers?|owner|someone|help) (?:is |are )?(?:needed|wanted|required)\W*$", re.I)
_NO_ITEM = re.compile(
    r"(?:see|note|link|context|background|deadline|status|update|url|owner|due|assignee|rationale|reason|notes?)\b[^:]{0,20}:",
    re.I,
)
_OPEN = re.compile(r"\b(?:open|unresolved|outstanding|remaining|unanswered|left)\b", re.I)
_TIMED = re.compile(r"[(\[][^()\[\]]{0,30}\b\d{1,3}\s?m(?:in(?:ute)?s?)?\b[^()\[\]]{0,30}[)\]]\W*$", re.I)
"""An item of an agenda with its time is no decision yet."""
_ANSWER = re.compile(r"^\W*(?:a|answers?)\s*\d*\s*[:：]\s*\S", re.I)
_LINK_ONLY = re.compile(r"\W*(?:\[[^\]]*\]\([^)]*\)|<?https?://\S+>?)\W*$")
_STRUCK_ALL = re.compile(r"(?:^|[:–—-][*_]*\s+)(?:~~.*~~|<(s|del|strike)>.*</\1>)\W*$", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """An outcome by its line from 0."""

    kind: OutcomeKind
    text: str
    line: int
    owners: tuple[str, ...] = ()
    done: bool | None = None
    due: date | None = None
    withdrawn: bool = False
    listed: bool = False
    """It is an item of a list of its kind, without a mark of its own."""


def outcomes(
    lines: Sequence[Line], used: set[int], cast: Cast, day: date | None, spoken: frozenset[int] = frozenset()
) -> list[Found]:
    """The outcomes of all lines not in `used`, in order.

    `day` is the meeting's, for due days without a year; `spoken` are the lines on which somebody begins to speak.
    """
    found: dict[int, Found] = {}
    interview = _interview(lines)
    for number, line in enumerate(lines):
        if line.code or line.blank or number in used:
            continue
        for one in _marked(line, cast, interview):
            found.setdefault(number, one)
    filled = {_label_of(lines[number]) for number in found} - {""}
    for number in range(len(lines)):
        # A label that says something elsewhere in the file is a field left empty here.
        if number not in used and not lines[number].blank and _label_of(lines[number]) not in filled:
            for one in _listed(lines, number, used, found, cast, spoken):
                found.setdefault(one.line, one)
    for line in lines:
        if line.number not in found and line.number not in used and not line.blank:
            told = _phrase(line, cast)
            if told:
                found[line.number] = told
    gaps = [
        Found(OutcomeKind.GAP, line.words, line.number)
        for line in lines
        if "???" in line.words and line.number not in found and not line.code
    ]
    dated = [
        replace(one, due=due_of(_whole(lines, one.line), day)) if one.kind is OutcomeKind.ACTION else one
        for one in (*found.values(), *gaps)
    ]
    return sorted(dated, key=lambda one: one.line)


def _label_of(line: Line) -> str:
    """A label with the mark of its line, to tell "Action item: …" apart from a heading of that name."""
    head, colon, _ = line.words.partition(":")
    return f"{line.level} {head.casefold()}" if colon else ""


def _whole(lines: Sequence[Line], number: int) -> str:
    """A line with the lines of the same paragraph or item that it runs on over."""
    words = [lines[number].words]
    for line in lines[number + 1 : number + 6]:
        if line.blank or line.bullet or line.level or line.cells or line.quoted != lines[number].quoted:
            break
        words.append(line.words)
    return " ".join(words)


def _interview(lines: Sequence[Line]) -> set[int]:
    """Lines with a question that is answered at once behind "A:"."""
    found = set()
    last: int | None = None
    for line in lines:
        if line.blank:
            continue
        if _ANSWER.match(line.words) and last is not None:
            found.add(last)
        last = line.number if not line.level else line.number
    return found


def _marked(line: Line, cast: Cast, interview: set[int]) -> Iterator[Found]:
    """The outcome a line is marked as, also behind a speaker or behind a sentence."""
    words = line.words
    if not _HINT.search(words):
        return
    heads = [plain(cell) for cell in line.cells] if line.cells else [words]
    words = heads[0]
    if speaker := _SPEAKER.match(words):
        heads.append(words[speaker.end() :])
    heads += [words[match.end() :] for match in _WITHIN.finditer(words) if match.end()]
    for head in heads:
        for kind, pattern in _MARKERS:
            match = pattern.match(head)
            if not match:
                continue
            mark, text = match["mark"], match["text"].strip()
            if mark in ("AR", "AP", "AI") and cast.find(mark) is not None and head is words:
                continue
            if line.level and line.level != BOLD and kind is not OutcomeKind.QUESTION and not text:
                continue
            if kind is OutcomeKind.QUESTION and (line.number in interview or not text):
                continue
            if _EMPTY.fullmatch(text) or _WANTED.match(text):
                return
            if kind is OutcomeKind.DECISION and not _decides(mark, text, head is words):
                continue
            if (
                mark.isalpha()
                and mark[0].islower()
                and mark.lower().startswith("action")
                and head is words
                and not line.bullet
                and line.level == 0
                and not re.match(r"actions?[ -]?items?", mark, re.I)
            ):
                continue
            yield _found(kind, line, text, cast, match["who"].strip())
            return


def _decides(mark: str, text: str, first: bool) -> bool:
    """Whether "Agreed: …" or "Outcome - …" is a decision and not a remark of one speaker or a question."""
    if text.endswith("?") and not mark.isupper():
        return False
    if re.fullmatch(r"agreed|resolved|concluded", mark, re.I) and not first and not mark.isupper():
        return False
    return not re.match(r"(?:tbd|pending|none|deferred|postponed|not reached|no )\b", text, re.I)


def _found(kind: OutcomeKind, line: Line, text: str, cast: Cast, who: str = "") -> Found:
    withdrawn = line.struck or bool(_STRUCK_ALL.search(line.text))
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text or line.words, line.number, withdrawn=withdrawn)
    done = line.box if line.box is not None else state_of(line.words)
    return Found(kind, text or line.words, line.number, owners_of(text or line.words, cast, who), done, None, withdrawn)


def _listed(
    lines: Sequence[Line], number: int, used: set[int], found: dict[int, Found], cast: Cast, spoken: frozenset[int]
) -> Iterator[Found]:
    """The items below a heading or label that says what they are."""
    line = lines[number]
    if line.cells:
        yield from _tabled(lines, number, cast)
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
    for one in _items(below, kind):
        text = one.words
        if one.number in found or _EMPTY.fullmatch(text) or _WANTED.match(text) or _LINK_ONLY.match(one.text):
            continue
        if kind is OutcomeKind.ACTION and (_NO_ITEM.match(text) or text.endswith("?")):
            continue
        if kind is OutcomeKind.QUESTION and "?" not in text and (one.number in spoken or not _OPEN.search(label)):
            continue
        if kind is OutcomeKind.DECISION and one.number in spoken:
            continue
        if kind is OutcomeKind.DECISION and (text.endswith("?") or _UNDECIDED.search(text) and "agree" in text.lower()):
            continue
        owner = _owner_above(one, below, cast)
        made = _found(kind, one, text, cast)
        yield replace(made, owners=made.owners or owner, listed=True) if kind is OutcomeKind.ACTION else made


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


def _items(below: Sequence[Line], kind: OutcomeKind) -> Iterator[Line]:
    """The items of a list: its outermost bullets, those below a group's name, else the first line of each paragraph."""
    bullets = [one for one in below if one.bullet and not one.level]
    if bullets and (kind is OutcomeKind.ACTION or not _prose_first(below)):
        outer = min(one.indent for one in bullets)
        open_group: int | None = None
        for index, one in enumerate(bullets):
            deeper = index + 1 < len(bullets) and bullets[index + 1].indent > one.indent
            if open_group is not None and one.indent > open_group:
                yield one
            elif one.indent <= outer + 1:
                open_group = one.indent if deeper and one.words.rstrip().endswith(":") and len(one.words) < 40 else None
                if open_group is None:
                    yield one
        return
    for one in below:
        if not one.level and not one.cells and (one.after_blank or (one.bullet and one.indent < 2)):
            yield one
    if below and not below[0].after_blank and not below[0].level:
        yield below[0]


def _prose_first(below: Sequence[Line]) -> bool:
    return not below[0].bullet and not below[0].level and not below[0].words.rstrip().endswith(":")


def _owner_above(item: Line, below: Sequence[Line], cast: Cast) -> tuple[str, ...]:
    """The person whose name stands above an item, as a heading or as an item that ends with a colon."""
    above = [one for one in below if one.number < item.number and (one.level or one.indent < item.indent)]
    if not above:
        return ()
    label = above[-1].words.rstrip(": ")
    member = cast.find(label) if len(label) < 50 else None
    return (member.name,) if member else ()


_COLUMNS = {
    "owner": re.compile(r"owners?$|who$|assignees?$|assigned|responsible|person|champion|lead$|by whom", re.I),
    "due": re.compile(r"due|deadline|when$|target|by$|date", re.I),
    "state": re.compile(r"status|state|done|complete", re.I),
}
_ACTION_COLUMN = re.compile(r"(?:action|task|to ?do)s?(?: items?| points?| description)?(?: \w+)?$", re.I)
_DECISION_COLUMN = re.compile(r"(?:decision|resolution|conclusion)s?(?: \w+)?$", re.I)
_WORDS_COLUMN = re.compile(r"description|details?|what|text|item$|summary", re.I)
_CODE = re.compile(r"\W*[\w.-]{0,12}\d[\d.]*\W*$")


def _tabled(lines: Sequence[Line], number: int, cast: Cast) -> Iterator[Found]:
    """The rows of a table whose head speaks of actions or decisions."""
    if number and lines[number - 1].cells:
        return
    head = [plain(cell) for cell in lines[number].cells]
    kind = None
    for index, cell in enumerate(head):
        if _ACTION_COLUMN.match(cell) or _DECISION_COLUMN.match(cell):
            kind = OutcomeKind.ACTION if _ACTION_COLUMN.match(cell) else OutcomeKind.DECISION
            text_at = index
            break
    if kind is None:
        return
    described = next((index for index, cell in enumerate(head) if _WORDS_COLUMN.match(cell)), None)
    columns = {
        name: index for index, cell in enumerate(head) for name, pattern in _COLUMNS.items() if pattern.match(cell)
    }
    for row in lines[number + 1 : number + 2000]:
        if not row.cells:
            return
        cells = [plain(cell) for cell in row.cells]
        if text_at >= len(cells):
            continue
        text = cells[text_at]
        if described is not None and described < len(cells) and (_CODE.match(text) or not text):
            text = cells[described]
        if _EMPTY.fullmatch(text) or _CODE.match(text) and len(text) < 6:
            continue
        yield _row(kind, row, text, {name: cells[at] for name, at in columns.items() if at < len(cells)}, cast)


def _row(kind: OutcomeKind, row: Line, text: str, cells: dict[str, str], cast: Cast) -> Found:
    if kind is not OutcomeKind.ACTION:
        return Found(kind, text, row.number, withdrawn=row.struck)
    owner = cells.get("owner", "")
    owners = owners_of(text, cast, owner) if owner and not _EMPTY.fullmatch(owner) else owners_of(text, cast)
    state = state_of(cells.get("state", "")) if "state" in cells else state_of(row.words)
    if re.fullmatch(r"\W*(?:done|completed?|closed|finished|yes|x|✓)\W*", cells.get("state", ""), re.I):
        state = True
    if re.fullmatch(r"\W*(?:open|todo|to do|in progress|pending|not started|no)\W*", cells.get("state", ""), re.I):
        state = False
    return Found(kind, text, row.number, owners, state, withdrawn=row.struck)


def _phrase(line: Line, cast: Cast) -> Found | None:
    """A decision or an action that a set phrase tells."""
    words = line.words
    if line.level or not _TOLD.search(words) or _TIMED.search(words):
        return None
    if _TAKES.search(words) and not words.endswith("?"):
        return _found(OutcomeKind.ACTION, line, words, cast)
    if _SUFFIX.search(words) or _SUFFIX_ANY.search(words):
        return _found(OutcomeKind.DECISION, line, words, cast)
    speaker = _SPEAKER.match(words)
    if speaker and any(pattern.match(words) for pattern in _PHRASES):
        # "The group agrees: …" is no speaker.
        speaker = None
    said = words[speaker.end() :] if speaker else words
    if line.goes_on:
        said = said.partition(". ")[2]
    for sentence in re.split(r"(?<=[.;!?])\s+", said):
        if sentence.endswith("?") or _UNDECIDED.search(sentence):
            continue
        for index, pattern in enumerate(_PHRASES):
            if speaker and (index in (0, 4) or (index == 1 and re.search(r"\b(?:we|they|all)\b", sentence, re.I))):
                continue
            if pattern.search(sentence):
                return _found(OutcomeKind.DECISION, line, words, cast)
    if re.search(r"\b(?:noting|note|record(?:ing)?|have|is) (?:the )?group (?:agreement|consensus)\b", said, re.I):
        return _found(OutcomeKind.DECISION, line, words, cast)
    return None
