"""Lines that say what they are: "ACTION: …", "Decision - …", "#agreed …"; questions have a module of their own.

Marks stand in the word files; beside those of languages there are the words of W3C's scribes and of the bots that take
minutes in chats.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from socml_site.minutes.cast import Cast
from socml_site.minutes.evidence import Evidence, Found, What
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.found import is_empty, is_gap, made
from socml_site.minutes.outcomes.initials import promises, speaking_marks
from socml_site.minutes.outcomes.owners import is_known, is_owned, names_somebody, owners_of
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.text.markdown import plain
from socml_site.words.patterns import Pattern
from socml_site.words.table import Words

_KINDS = {
    "action": OutcomeKind.ACTION,
    "decision": OutcomeKind.DECISION,
    "information": OutcomeKind.INFO,
}
_NEAR = 90
LABELLED = re.compile(
    r"^\W*+(?P<label>[^\W_][^:：→]{0,88}?)(?:\s*(?:[:：]+|\s[-–—]+\s|[-–—]\s|\]:?(?=\s|$)|】\s*[:：]?|=>|→)\s*)(?P<text>.*)$"
)
WHO = Pattern(
    r"(?:(?:(?<!\s)\s++)?(?:(?:«numbered»\.?\s?|(?<![\d./-]))-?#?\d[\d./-]*+|[(\[（][^()\[\]（）]{0,60}[)\]）]?)){1,4}+$"
)
"""A number or a remark behind a mark: "ACTION 3", "Resolution no. 3/2024", "Decision (Ada)"."""
_SHORT = re.compile(
    r"^\W*(?P<mark>[A-Z]{2,3})(?P<who>(?:\s*-?#?\d[\d.-]*|\s*[(\[][^()\[\]]{0,40}[)\]])*)\s*"
    r"(?::|\]|\s-\s(?=@?[A-Z]))\s*(?P<text>.*)$"
)
_SHORT_TO = re.compile(
    r"^\W*(?P<mark>[A-Z]{2,3})\s+(?P<text>@?[^\W\d_a-z][\w-]+(?: [A-Z]\w+)?(?:(?:,| and| &) @?[A-Z][\w-]+)* .*)$"
)
_TO = Pattern(r"«takes_on»\s")
_FALLS_TO = Pattern(r"@?\S+(?:\s\S+){0,4}?\s«takes_on»\s")
"""`Ada to order worms`"""
_CAPITALS = re.compile(r"^\W*(?P<mark>[^\W\d_a-z]{4,}(?:[ -][^\W\d_a-z]{4,})?),?\s+(?P<text>\S.{3,})$")
_BOT = re.compile(r"^#(?P<mark>[a-z]{3,12})(?::(?P<who>[^\W\d_][\w.-]{0,20}))?\s+(?P<text>\S.*)$", re.I)
_TAG = re.compile(r"\s#(?P<mark>[^\W\d_]{2,12})(?::(?P<who>[^\W\d_][\w.-]{0,20}))?(?=[\s:]|$):?")
"""`… #todo` and `… #todo:ada …`, within a line or at its end"""
_CODE = re.compile(r"`[^`]*`")
_IN_BRACKETS = re.compile(r"\s[(\[](?P<mark>[^\W\d_][^\W\d_ ]{1,12}):\s(?P<text>[^()\[\]]{3,120})[)\]]\W*$")
_WITHIN = re.compile(r"(?:^|[.;)!?]\s+|\s(?:=>|->|→|--)\s*)(?=[^\W\d_a-z]{4,}(?: [^\W\d_a-z]{3,})?s?\s*:)")
SPEAKER = re.compile(r"^[^\W\d_][\w .'()-]{0,40}?(?::\s+|：)")
_BOLD_MARK = re.compile(r"\W{0,3}(\*\*|__|\*|_)([^\W\d_][^*_:]{1,24})\1\s+(?=[^\s:–—-])(\S.*)$")
_NAME_BEHIND = r"\s+(?P<text>(?P<who>@?[^\W\d_][\w.'’-]*(?:\s[^\W\d_a-z][\w.'’-]*)?)\s?(?P<sign>[:：]|[-–—]\s)?.*)$"
_MARK_AND_NAME = re.compile(rf"\W*(?P<mark>[^\W\d_]{{2,15}}){_NAME_BEHIND}")
_MARKS_AND_NAME = re.compile(rf"\W*(?P<mark>[^\W\d_]{{2,15}}[ -][^\W\d_]{{2,15}}){_NAME_BEHIND}")
_MARK_WITH_WHO = re.compile(
    r"\W*(?P<mark>[^\W\d_]{2,12})\s?[(\[](?P<who>@?[^\W\d_][^()\[\]]{1,40})[)\]]\s+(?P<text>[^\s:].*)$"
)
"""`TODO(ada) order worms`"""
_ARROW = re.compile(r"(.{3,400}?)\s(?:→|[-=]>)\s*([^→>]{2,60})$")
_SIZE = re.compile(r"\d+ ?[x×] ?\d+|\d+ ?(?:k|dpi|px)\b", re.I)
HEAD = re.compile(r"\W*([^\W\d_]{1,3})")
_WEIGHT = 4.0


class _Mark(NamedTuple):
    """A mark and what stands behind it; `who` is what stands in brackets within the mark."""

    kind: OutcomeKind
    mark: str
    who: str
    text: str


def marked(page: Reading, known: Known) -> Iterator[Evidence]:
    """The outcomes that lines are marked as, also behind a speaker or behind a sentence."""
    agenda, speaking = _below_agenda(page), speaking_marks(page, known)
    for line in page.lines:
        if line.code or line.blank or line.number in known.taken:
            continue
        found = _of_line(page, line, known.cast, speaking)
        if found:
            one, mark = found
            yield Evidence(
                What.OUTCOME, line.number, line.number, one, f"marked {one.kind}", _WEIGHT, f'it is marked "{mark}"'
            )
        elif (
            (line.bullet or line.box is not None)
            and not line.level
            and line.number not in agenda
            and (owned := _falls(page, line, known))
        ):
            yield Evidence(What.OUTCOME, line.number, line.number, owned[0], *owned[1])
        if "???" in line.words and "???" in re.sub(r"`[^`]*`", "", line.text) and not found:
            gap = Found(OutcomeKind.GAP, line.words, line.number)
            yield Evidence(What.OUTCOME, line.number, line.number, gap, "gap", _WEIGHT, 'it holds "???"')


def _below_agenda(page: Reading) -> frozenset[int]:
    """The lines below a heading that says that they are what was to be talked about."""
    found: set[int] = set()
    under = False
    for line in page.lines:
        if line.level:
            under = page.words.label_in("agenda", line.words)
        elif under:
            found.add(line.number)
    return frozenset(found)


def _falls(page: Reading, line: Line, known: Known) -> tuple[Found, tuple[str, float, str]] | None:
    """An item that falls to somebody and has a box, or leads to them by an arrow: "The hose leaks → Ada"."""
    if line.box is not None and _boxed(page, line, known.cast):
        why = ("box with somebody", 2.2, "it has a box and falls to somebody")
    elif line.box is None and line.number not in known.spoken and _leads_to(page, line, known.cast):
        why = ("arrow to somebody", 2.0, "an arrow leads to somebody")
    else:
        return None
    return replace(made(OutcomeKind.ACTION, page, line, line.words, known.cast), listed=True), why


def _boxed(page: Reading, line: Line, cast: Cast) -> bool:
    """`- [ ] Ada: order worms`, `- [ ] order worms (@ada)`: somebody of this meeting or a handle begins or ends it."""
    of = page.words
    if len(line.words.split()) > 2 and is_owned(line.words, cast, of):
        return True
    head = re.match(r"[^\w@]*(@?[^\W\d_][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*)?)\s*(?:[:：]|\s[-–—]\s|(?=\s))", line.words)
    if not head:
        return False
    to = _TO.of(of).match(line.words[head.end() :].lstrip())
    parted = head[0].rstrip() != head[1] and not head[0].rstrip().endswith(head[1])
    bold = line.text.startswith((f"**{head[1]}", f"__{head[1]}"))
    somebody = cast.find(head[1]) is not None or head[1] in of.phrases("everybody") or head[1].startswith("@")
    return bool(somebody and (to or parted or bold or head[1].startswith("@")))


def _leads_to(page: Reading, line: Line, cast: Cast) -> bool:
    """Whether an arrow at the end of an item leads to somebody of this meeting."""
    match = _ARROW.match(line.words) if any(sign in line.words for sign in ("→", "->", "=>")) else None
    return bool(match and is_known(match[2], cast, page.words) and not is_known(match[1], cast, page.words))


def heads_of(line: Line) -> list[str]:
    """Where a mark may stand in a line: at its head, in a cell, behind a speaker, behind a sentence if in capitals."""
    heads = [plain(cell) for cell in line.cells] if line.cells else [line.words]
    first = heads[0]
    if (colon := ":" in first[:_NEAR]) and (speaker := SPEAKER.match(first)):
        heads.append(first[speaker.end() :])
    if colon or ":" in first:
        heads += [first[match.end() :] for match in _WITHIN.finditer(first) if match.end()]
    return heads


def _of_line(page: Reading, line: Line, cast: Cast, speaking: frozenset[str]) -> tuple[Found, str] | None:
    """The outcome a line is marked as, and its mark; the short marks that are `speaking` here are people."""
    of = page.words
    heads = heads_of(line)
    for head in heads:
        for found in _marks(head, of):
            if found.mark in speaking and not promises(found.who, found.text, cast, of):
                continue
            if _is_outcome(found, line, cast, of, first=head is heads[0]):
                if found.kind is OutcomeKind.ACTION and _announces(page.lines, line, found.text, cast, of):
                    return None
                if is_empty(found.text, of) or (found.kind is OutcomeKind.ACTION and is_gap(found.text, of)):
                    return None
                # "(TODO: order worms)" closes behind what is to be done.
                text = found.text[:-1] if found.text[-1:] == "]" and "[" not in found.text else found.text
                return made(found.kind, page, line, text, cast, found.who), found.mark
    named = _without_colon(line, cast, of) if not line.level and not line.cells else None
    if named and not is_empty(named.text, of):
        return made(named.kind, page, line, named.text, cast, named.who), named.mark
    return None if line.level else _within(page, line, cast)


def _within(page: Reading, line: Line, cast: Cast) -> tuple[Found, str] | None:
    """An action that is marked behind what it is about: "Ada: can do #todo", "The hose leaks (AI: Ada, mend it)"."""
    of, words = page.words, line.words
    if " #" in words and (tag := _TAG.search(words)) and tag["mark"] in of.phrases("bot_marks.action"):
        text = f"{words[: tag.start()]} {words[tag.end() :].strip()}".strip()
        # What stands in code is talked about.
        tagged = f"#{tag['mark']}" in _CODE.sub("", line.text)
        if tagged and len(text.split()) > 1 and not is_empty(text, of):
            return made(OutcomeKind.ACTION, page, line, text, cast, tag["who"] or ""), f"#{tag['mark']}"
    inner = _IN_BRACKETS.search(words) if words[-1:] in ")]." and ":" in words[-120:] else None
    if not inner or is_empty(inner["text"], of) or is_gap(inner["text"], of) or inner["text"].endswith("?"):
        return None
    short = inner["mark"] in of.entries("short_marks")
    if not (short or of.is_mark("action", inner["mark"])):
        return None
    owners = owners_of(inner["text"], cast, of)
    if not owners and not short:
        return None
    return made(OutcomeKind.ACTION, page, line, words, cast, ", ".join(owners)), inner["mark"]


def _announces(lines: Sequence[Line], line: Line, text: str, cast: Cast, of: Words) -> bool:
    """Whether what stands behind a mark is but whose the items below are: "AI: Ada:"."""
    if not line.bullet or not text.endswith((":", "：")) or not names_somebody(text.rstrip(" :："), cast, of):
        return False
    after = next((one for one in lines[line.number + 1 : line.number + 3] if not one.blank), None)
    return bool(after and after.bullet and after.indent > line.indent)


def _without_colon(line: Line, cast: Cast, of: Words) -> _Mark | None:
    """`AP Ada: order worms`, `**Action** order worms`: a mark that a name follows, or that bold type sets off."""
    begins = HEAD.match(line.words)
    if not begins or not of.begins_mark(begins[1]):
        return None
    if bold := _BOLD_MARK.match(line.text):
        for name in ("action", "decision"):
            if of.is_mark(name, bold[2]):
                return _Mark(_KINDS[name], bold[2], "", plain(bold[3]))
    owned = _MARK_WITH_WHO.match(line.words)
    if (
        owned
        and (of.is_mark("action", owned["mark"]) or owned["mark"] in of.entries("short_marks"))
        and names_somebody(owned["who"], cast, of)
    ):
        return _Mark(OutcomeKind.ACTION, owned["mark"], owned["who"], owned["text"])
    for match in (_MARK_AND_NAME.match(line.words), _MARKS_AND_NAME.match(line.words)):
        if not match or not (line.bullet or match["mark"][0].isupper()):
            continue
        if of.is_mark("action", match["mark"]) or match["mark"] in of.entries("short_marks"):
            to = _FALLS_TO.of(of).match(match["text"])
            named = is_known(match["who"], cast, of) or (match["sign"] and names_somebody(match["who"], cast, of))
            if named and (to or match["sign"]):
                return _Mark(OutcomeKind.ACTION, match["mark"], "", match["text"])
    return None


def _marks(head: str, of: Words) -> Iterator[_Mark]:
    """The marks that a text may begin with."""
    if head.startswith("("):
        # `(decision) sell the hose`
        head = f"[{head[1:].replace(')', ']', 1)}"
    begins = HEAD.match(head)
    if head[:1] == "#" and (bot := _BOT.match(head)):
        for name, kind in _KINDS.items():
            if bot["mark"] in of.phrases(f"bot_marks.{name}"):
                yield _Mark(kind, f"#{bot['mark']}", bot["who"] or "", bot["text"])
    if not begins or not of.begins_mark(begins[1]):
        return
    if short := _SHORT.match(head) or _SHORT_TO.match(head):
        groups = short.groupdict()
        if short["mark"] in of.entries("short_marks") and (
            groups.get("who") is not None or _falls_to(short["text"], of)
        ):
            yield _Mark(OutcomeKind.ACTION, short["mark"], (groups.get("who") or "").strip(), short["text"])
    if match := LABELLED.match(head):
        who = WHO.of(of).search(match["label"])
        bare = match["label"][: who.start()] if who else match["label"]
        for name, kind in _KINDS.items():
            if of.is_mark(name, bare):
                yield _Mark(kind, bare.strip(), who[0].strip() if who else "", match["text"].strip())
    if capitals := _CAPITALS.match(head):
        for name, kind in (("action", OutcomeKind.ACTION), ("decision", OutcomeKind.DECISION)):
            phrases, mark = of.phrases(f"bare_marks.{name}"), capitals["mark"]
            whole, one = mark in phrases, mark.split()[0] in phrases
            # "DECISION is a word of the draft" decides nothing.
            if (whole or one) and not of.pattern("auxiliaries").match(capitals["text"]):
                rest = "" if whole else f"{mark.partition(' ')[2]} "
                yield _Mark(kind, mark if whole else mark.split()[0], "", rest + capitals["text"])


def _falls_to(text: str, of: Words) -> bool:
    """Whether a text says what somebody is to do: "Ada to order worms"."""
    return bool(_FALLS_TO.of(of).match(text))


def _is_outcome(found: _Mark, line: Line, cast: Cast, of: Words, *, first: bool) -> bool:
    """Whether a mark makes an outcome of its line; `first` is that it begins it."""
    kind, mark, _, text = found
    if mark in of.entries("short_marks") and (
        (cast.find(mark) is not None and first and not promises(found.who, found.text, cast, of)) or text.endswith("?")
    ):
        return False
    if line.level and line.level != BOLD and not text:
        return False
    if kind is OutcomeKind.INFO:
        return bool(text) and (mark.isupper() or mark.startswith("#"))
    if kind is OutcomeKind.DECISION:
        return _decides(mark, text, first, of)
    plain_word = mark[0].islower() and first and not mark.startswith("#") and not line.bullet and line.level == 0
    # "action: …" within a paragraph may be any word; "action item: …" is none.
    return not plain_word or " " in mark or "-" in mark


def _decides(mark: str, text: str, first: bool, of: Words) -> bool:
    """Whether "Agreed: …" or "Outcome - …" is a decision and not a remark of one speaker or a question."""
    if (text.endswith(("?", "？")) and not mark.isupper()) or _SIZE.match(text):
        return False
    if mark in of.phrases("opinions") and not first and not mark.isupper():
        return False
    return not of.pattern("undecided_yet").match(text)
