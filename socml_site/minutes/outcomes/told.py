"""Set phrases that tell a decision or an action without a marker: "agreed to merge", "takes an action to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.minutes.evidence import Evidence, What
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import made
from socml_site.minutes.outcomes.marked import SPEAKER
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.table import Words

_LAST = 240
"""Characters at the end of a line in which it may be said to be agreed."""
_SENTENCES = re.compile(r"(?<=[.;!?])\s+|(?<=[。！？])")
_TIMED = re.compile(r"[(\[][^()\[\]]{0,30}\b\d{1,3}\s?m(?:in(?:ute)?s?)?\b[^()\[\]]{0,30}[)\]]\W*$", re.I)
"""An item of an agenda with its time is no decision yet."""
_REMARK = r"(?:\s*[(\[][^()\[\]]{0,160}[)\]])?"
_WORD = re.compile(r"[^\W\d_]+")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_TELLING = ("decide", "deciding", "decided_anywhere", "decide_now", "carried", "at_the_end", "noted_agreement")
_WEIGHT = 2.5


def told(page: Reading, known: Known) -> Iterator[Evidence]:
    """The decisions and actions that set phrases tell."""
    marked = known.marked
    for line in page.lines:
        if line.blank or line.code or line.level or line.number in known.taken or line.number in marked:
            continue
        found = _told(line, page.words)
        if found:
            kind, phrase = found
            one = made(kind, line, line.words, known.cast, page.words)
            yield Evidence(
                What.OUTCOME,
                line.number,
                line.number,
                one,
                f"{kind} in a sentence",
                _WEIGHT,
                f'it says "{phrase.strip()[:60]}"',
            )


def _told(line: Line, of: Words) -> tuple[OutcomeKind, str] | None:
    """What a line tells, and the words that say so."""
    words = line.words
    seen = {word for word in _WORD.findall(words.casefold())}
    han = bool(_HAN.search(words))
    if not (han or seen & of.tells(_TELLING) or seen & of.tells(("takes_action",))) or _TIMED.search(words[-60:]):
        return None
    takes = of.pattern("takes_action").search(words) if seen & of.tells(("takes_action",)) else None
    if takes and not words.endswith("?") and _to_do(takes, words):
        return OutcomeKind.ACTION, takes[0]
    end = _at_the_end(of).search(words[-_LAST:])
    if end:
        return OutcomeKind.DECISION, end[0]
    phrase = _decision(line, of)
    return (OutcomeKind.DECISION, phrase) if phrase else None


def _to_do(match: re.Match[str], words: str) -> bool:
    """`takes action to …`, `took an action item`; not "takes action against"."""
    behind = words[match.end() : match.end() + 6]
    return "item" in match[0].casefold() or match[0].casefold().endswith(" to") or not re.match(r"\s+\w", behind)


def _at_the_end(of: Words) -> re.Pattern[str]:
    """`… - AGREED`, `… (agreed)`, `…. RESOLVED (unanimously)`"""
    upper = "|".join(sorted(map(str.upper, of.forms("at_the_end")))) or "(?!)"
    return of.compiled(
        "told end",
        lambda source: (
            rf"(?:\s[-–—=>]+\s*|[\[(]\s*|\.\s+|,\s+|;\s+)(?:ALL )?(?:{upper})[)\]]?{_REMARK}\W*$"
            rf"|\s[-–—]+\s*(?i:all\s)?(?i:{source('at_the_end')})\W*(?:\([^()]{{0,160}}\))?\W*$"
        ),
    )


def _decision(line: Line, of: Words) -> str:
    """The words of a line that tell a decision, if any do."""
    words = line.words
    speaker = SPEAKER.match(words)
    if speaker and _decided(words, False, of):
        # "The group agrees: …" is no speaker.
        speaker = None
    said = words[speaker.end() :] if speaker else words
    if line.goes_on:
        said = said.partition(". ")[2]
    for sentence in _SENTENCES.split(said):
        if sentence.endswith(("?", "？")):
            continue
        phrase = _decided(sentence, bool(speaker), of)
        if phrase and not is_undecided(sentence, of):
            return phrase
    noted = of.pattern("noted_agreement").search(said)
    return noted[0] if noted else ""


def _decided(sentence: str, speaking: bool, of: Words) -> str:
    """The words with which a sentence tells a decision of the meeting.

    What one says who is `speaking` may be but a memory of one: there a group must decide, and not "we".
    """
    if match := of.pattern("decided_anywhere").search(sentence) or _carried(of).search(sentence):
        return match[0]
    if match := _groups(of).search(sentence):
        return "" if speaking and of.pattern("us").search(sentence) else match[0]
    if not speaking and (match := _meeting(of).match(sentence) or of.pattern("decide_now").match(sentence)):
        return match[0]
    return ""


def _carried(of: Words) -> re.Pattern[str]:
    """`the motion was carried`"""
    return of.compiled(
        "told carried",
        lambda source: rf"(?:^|; )(?i:{source('motions')})\s(?:[^\W\d_]{{2,5}}\s)?(?i:{source('carried')})",
    )


def _meeting(of: Words) -> re.Pattern[str]:
    """Phrases without a subject, or that begin with the group: of a single speaker they would tell an opinion."""
    return of.compiled(
        "told meeting",
        lambda source: (
            rf"^(?i:(?:{source('it_is')}\s|{source('groups')}\s(?:{source('auxiliaries')}\s)?)?(?:{source('adverbs')}\s){{0,2}}"
            rf"{source('decide')}(?:\s{source('adverbs')})?[,:]?(?:\s{source('whereby')})?(?::|\s{source('decided_what')}))"
        ),
    )


def _groups(of: Words) -> re.Pattern[str]:
    """`…, and the group agreed to …`"""
    return of.compiled(
        "told groups",
        lambda source: (
            rf"(?i:(?:^|[.;,] |\b{source('and_so')}\s){source('groups')}\s(?:{source('auxiliaries')}\s)?(?:{source('adverbs')}\s)?"
            rf"{source('agree')}(?:\s{source('adverbs')})?(?::|\s{source('decided_what')}))"
        ),
    )


def is_undecided(sentence: str, of: Words) -> bool:
    """Whether a sentence says that nothing is decided yet, or that but minutes were accepted."""
    if not of.pattern("deciding").search(sentence):
        return False
    return bool(
        of.compiled(
            "told undecided",
            lambda source: (
                rf"(?i:{source('undecided_before')}\s(?:\w+ ){{0,4}}?{source('deciding')}"
                rf"|{source('deciding')}\s(?:\w+ ){{0,3}}?{source('undecided_after')}"
                rf"|{source('accepted_minutes')}.{{0,30}}{source('accepted')}|{source('accepted')}.{{0,20}}{source('accepted_minutes')})"
            ),
        ).search(sentence)
    )
