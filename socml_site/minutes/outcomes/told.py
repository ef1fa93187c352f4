"""Set phrases that tell a decision or an action without a marker: "agreed to merge", "takes an action to"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from socml_site.minutes.evidence import Evidence, What
from socml_site.minutes.lines import BOLD, Line
from socml_site.minutes.outcomes.asides import is_of_form
from socml_site.minutes.outcomes.found import made, wrapped
from socml_site.minutes.outcomes.marked import SPEAKER
from socml_site.minutes.outcomes.verdicts import verdict
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import Words

_LAST = 240
"""Characters at the end of a line in which it may be said to be agreed."""
_WORDS = re.compile(r"[^\W\d_]+")
_SENTENCES = re.compile(r"(?<=[.;!?])\s+|(?<=[。！？])")
_TIMED = re.compile(r"[(\[][^()\[\]]{0,30}\b\d{1,3}\s?m(?:in(?:ute)?s?)?\b[^()\[\]]{0,30}[)\]]\W*$", re.I)
"""An item of an agenda with its time is no decision yet."""
_REMARK = r"(?:\s*[(\[][^()\[\]]{0,160}[)\]])?"
_AT_THE_END = Pattern(
    rf"(?:\s[-–—=>]+\s*|[\[(]\s*|\.\s+|,\s+|;\s+)(?:ALL )?‹at_the_end›[)\]]?{_REMARK}\W*$"
    r"|\s[-–—]+\s*(?:[^\W\d_]{3,5}\s)?«at_the_end»\W*(?:\([^()]{0,160}\))?\W*$"
)
"""`… - AGREED`, `… (AGREED)`, `…. RESOLVED (unanimously)`, `… - agreed`"""
_CARRIED = Pattern(r"(?:^|; )«motions»\s(?:[^\W\d_]{2,5}\s)?«carried»")
"""`the motion was carried`"""
_MEETING = Pattern(
    r"^(?:«it_is»\s|«groups»\s(?:«auxiliaries»\s)?)?(?:«adverbs»\s){0,2}«decide»(?:\s«adverbs»)?[,:]?(?:\s«whereby»)?"
    r"(?::|\s«decided_what»)"
)
"""Phrases without a subject, or that begin with the group: of a single speaker they would tell an opinion."""
_AGREEMENT = Pattern(
    r"^[\[(]?(?:«there_is»\s)?(?:(?!«not_ours»\s)[^\W\d_]{1,12}\s){0,2}"
    r"«agreements»(?:\s\([^)]{0,60}\))?(?:\s«among»(?:\s\w+){1,4})?\s«reached»"
)
"""`There was rough consensus among the editors to …`"""
_ON = Pattern(r"«agreement_on»$")
_NOT_OURS = Pattern(r"«not_ours»\s$")
_BEFORE = 20
"""Characters before a phrase that hold the word before it."""
_VOICE = re.compile(r"\[[^\[\]]{1,40}\][:,]?\s+")
"""`[ada] we agreed`"""
_GROUPS = Pattern(
    r"(?:^|[.;,] |«and_so»\s)«groups»\s(?:«auxiliaries»\s)?(?:«adverbs»\s)?«agree»(?:\s«adverbs»)?"
    r"(?:\s\d{1,3}(?:\s?[-–:/]\s?\d{1,3}){1,2})?(?::|\s«decided_what»)"
)
"""`…, and the group agreed to …`, `The board voted 5-0 to …`"""
_APPROVES = Pattern(r"^(?!«us»\s)«groups»\s(?:«auxiliaries»\s)?(?:«adverbs»\s)?«approves»\s(?=\w)")
"""`The committee approved 40 euros`"""
_UNDECIDED = Pattern(
    r"«undecided_before»\s(?:\w+ ){0,4}?«deciding»|«deciding»\s(?:\w+ ){0,3}?«undecided_after»"
    r"|«agreements»\s[^.;:!?]{0,60}?«not_reached»"
)
_UNPARTED = Pattern(r"«undecided_before»\w{0,2}?«deciding»|«deciding»\w{0,6}?«undecided_after»")
"""The same in a script that parts no words."""
_ANYWHERE = (
    *("decide", "agree", "approves", "agreements", "decided_anywhere", "carried"),
    *("at_the_end", "noted_agreement"),
)
_TELLING = (*_ANYWHERE, "decide_now")
_NOW = Pattern(r"(?:^|[.!?;:)\]]\s{1,3})\W{0,4}«decide_now»")
"""`Decide to …`, which tells a decision only at the head of a sentence"""
_STAGE = r"(?:«stages»|(?-i:[A-Z]{3,8}))[ -]?[0-5]"
_ADVANCED = Pattern(rf"\W{{0,4}}«advances»(?:\s«stage_from»\s{_STAGE})?\s«stage_to»\s{_STAGE}\W*$")
"""`Moved from RFC0 to RFC1`, `Advances to stage 2`"""
_WEIGHT = 2.5


def told(page: Reading, known: Known) -> Iterator[Evidence]:
    """The decisions and actions that set phrases tell."""
    marked = known.marked
    talk = _talk(page, known)
    reports = _in_reports(page)
    for line in page.lines:
        if line.blank or line.code or line.level or line.number in known.taken or line.number in marked:
            continue
        found = _told(line, page.lines, page.words, known, talk)
        if found and _going_on(line, page.lines) and _TIMED.search(wrapped(page.lines, line, line.words)[-60:]):
            found = None
        if found and found[0] is OutcomeKind.DECISION and line.number in reports:
            continue
        if found:
            kind, phrase = found
            one = made(kind, page, line, line.words, known.cast)
            yield Evidence(
                What.OUTCOME,
                line.number,
                line.number,
                one,
                f"{kind} in a sentence",
                _WEIGHT,
                f'it says "{phrase.strip()[:60]}"',
            )


def _talk(page: Reading, known: Known) -> frozenset[int]:
    """The lines of a transcript on which somebody goes on to speak; elsewhere a paragraph below a turn tells of all."""
    said = sum(not (line.blank or line.code or line.level) for line in page.lines)
    if 2 * len(known.speeches) < said:
        return frozenset()
    return frozenset(at for one in known.speeches for at in range(one.line + 1, one.end + 1))


def _in_reports(page: Reading) -> frozenset[int]:
    """The lines below headings of reports: what is said there to be decided others have decided."""
    found: set[int] = set()
    level = 0
    for line in page.lines:
        if line.level and line.level != BOLD and (not level or line.level <= level):
            level = line.level if page.words.label_in("reports", line.words) else 0
        elif level:
            found.add(line.number)
    return frozenset(found)


def _told(
    line: Line, lines: Sequence[Line], of: Words, known: Known, talk: frozenset[int]
) -> tuple[OutcomeKind, str] | None:
    """What a line tells, and the words that say so."""
    words = line.words
    after = _going_on(line, lines)
    said = f"{words} {after.words}" if after else words
    promise = of.tells(("takes_action",))
    promises = not (line.seen.isdisjoint(promise) and (after is None or after.seen.isdisjoint(promise)))
    han = bool(HAN.search(words))
    if _advances(line, of) and line.number not in known.spoken:
        return OutcomeKind.DECISION, words
    if not (han or promises or _may_tell(line, of)) or _TIMED.search(words[-60:]):
        return None
    takes = of.pattern("takes_action").search(said) if promises else None
    if (
        takes
        and takes.start() < len(words)
        and not words.endswith("?")
        and _to_do(takes, said)
        and not _called_to(takes, said, of)
    ):
        return OutcomeKind.ACTION, takes[0]
    ends = han or not line.seen.isdisjoint(of.tells(("at_the_end",)))
    end = _AT_THE_END.of(of).search(words[-_LAST:]) if ends else None
    if end:
        return OutcomeKind.DECISION, end[0]
    phrase = _decision(line, known, talk, of)
    return (OutcomeKind.DECISION, phrase) if phrase else None


def _advances(line: Line, of: Words) -> bool:
    """Whether a line tells but that a proposal goes on to another stage."""
    return not line.seen.isdisjoint(of.tells(("advances",))) and bool(_ADVANCED.of(of).match(line.words))


def _going_on(line: Line, lines: Sequence[Line]) -> Line | None:
    """The line that a line goes on over, in which a promise may end."""
    after = lines[line.number + 1] if line.number + 1 < len(lines) else None
    return after if after is not None and after.goes_on else None


def _may_tell(line: Line, of: Words) -> bool:
    """Whether a line holds a word of a phrase that tells a decision, where that may stand."""
    if not line.seen.isdisjoint(of.tells(_ANYWHERE)):
        return True
    return not line.seen.isdisjoint(of.tells(("decide_now",))) and bool(_NOW.of(of).search(line.words))


def _to_do(match: re.Match[str], words: str) -> bool:
    """`takes action to …`, `took an action item`; not "takes action against"."""
    behind = words[match.end() : match.end() + 6]
    return "item" in match[0].casefold() or match[0].casefold().endswith(" to") or not re.match(r"\s+\w", behind)


def _called_to(match: re.Match[str], words: str, of: Words) -> bool:
    """Whether "action to" is part of another phrase, such as "a call to action to"; alone it begins a sentence."""
    bare = of.is_mark("action", match[0].rpartition(" ")[0])
    return bare and not re.search(r"(?:^|[.;:)\]>–-]\s*)$", words[: match.start()])


def _decision(line: Line, known: Known, talk: frozenset[int], of: Words) -> str:
    """The words of a line that tell a decision, if any do."""
    words = line.words
    if words.endswith((":", "：")) and of.list_of(words):
        # It announces a list of decisions.
        return ""
    speaking, said = _said(line, known, of)
    before = ""
    sentences = _SENTENCES.split(said)
    for sentence in sentences:
        phrase = ""
        if not sentence.endswith(("?", "？")) and (len(sentences) == 1 or _tells(sentence, of)):
            phrase = _phrase(sentence, before, speaking, line.seen, of)
        if phrase and not (line.number in talk and of.pattern("us").search(phrase)):
            return phrase
        before = sentence
    if line.seen.isdisjoint(of.tells(("noted_agreement",))) and not HAN.search(said):
        return ""
    noted = of.pattern("noted_agreement").search(said)
    return noted[0] if noted else ""


def _said(line: Line, known: Known, of: Words) -> tuple[bool, str]:
    """Whether one speaks on a line, and what is said there; "The group agrees: …" is no speaker."""
    words = line.words
    speaker = SPEAKER.match(words) or (_VOICE.match(words) if line.number in known.spoken else None)
    head = words[: speaker.end()].rstrip() if speaker else ""
    if speaker and not (_tells(head, of) and _decided(head, False, line.seen, of)):
        return True, words[speaker.end() :]
    # What continues a sentence begins with its rest.
    return False, words.partition(". ")[2] if line.goes_on else words


def _phrase(sentence: str, before: str, speaking: bool, seen: frozenset[str], of: Words) -> str:
    """The words with which a sentence tells a decision of this meeting."""
    match = _decided(sentence, speaking, seen, of)
    if not match or is_undecided(sentence, of):
        return ""
    earlier = of.pattern("earlier")
    if earlier.search(sentence[: match.end()]) or (speaking and earlier.search(before)):
        return ""
    return "" if _accepts(before, sentence, of) else match[0]


def _accepts(before: str, sentence: str, of: Words) -> bool:
    """Whether a sentence tells what became of the minutes of which the one before speaks: that is a matter of form."""
    return bool(before and of.pattern("accepted_minutes").search(before) and verdict(sentence, of))


def _tells(sentence: str, of: Words) -> bool:
    """Whether a sentence holds a word of a phrase that tells a decision; patterns are tried but then."""
    words = of.tells(_TELLING)
    return any(word in words for word in _WORDS.findall(sentence.casefold())) or bool(HAN.search(sentence))


def _decided(sentence: str, speaking: bool, seen: frozenset[str], of: Words) -> re.Match[str] | None:
    """The words with which a sentence tells a decision of the meeting; `seen` are the words of its line.

    What one says who is `speaking` may be but a memory of one: there a group must decide, and not "we".
    """
    # A pattern is tried only where a word of it is seen.
    han = bool(HAN.search(sentence))
    may = {name: han or not seen.isdisjoint(of.tells((name,))) for name in _TELLING}
    match = of.pattern("decided_anywhere").search(sentence) if may["decided_anywhere"] else None
    if not match and may["carried"]:
        match = _CARRIED.of(of).search(sentence)
    if match:
        return None if _NOT_OURS.of(of).search(sentence[max(0, match.start() - _BEFORE) : match.start()]) else match
    if may["agreements"] and (match := _AGREEMENT.of(of).match(sentence)):
        opinion = (
            speaking
            and not of.pattern("there_is").match(sentence)
            and (of.pattern("auxiliaries").search(match[0]) or _ON.of(of).search(match[0]))
        )
        return None if opinion else match
    if may["agree"] and (match := _GROUPS.of(of).search(sentence)):
        return None if speaking and of.pattern("us").search(match[0]) else match
    if may["approves"] and (match := _APPROVES.of(of).match(sentence)):
        return match
    if speaking:
        return None
    match = _MEETING.of(of).match(sentence) if may["decide"] else None
    return match or (of.pattern("decide_now").match(sentence) if may["decide_now"] else None)


def is_undecided(sentence: str, of: Words) -> bool:
    """Whether a sentence says that nothing is decided yet, or that but minutes were accepted."""
    if not of.pattern("deciding").search(sentence):
        return False
    if _UNDECIDED.of(of).search(sentence) or is_of_form(sentence, of):
        return True
    return bool(HAN.search(sentence) and _UNPARTED.of(of).search(sentence))
