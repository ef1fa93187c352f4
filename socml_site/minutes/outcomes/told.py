"""Set phrases that tell a decision or an action without a marker: "agreed to merge", "takes an action to"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from socml_site.minutes.evidence import Evidence, What
from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import made
from socml_site.minutes.outcomes.marked import SPEAKER
from socml_site.minutes.outcomes.verdicts import verdict
from socml_site.minutes.reading import Reading
from socml_site.minutes.settle import Known
from socml_site.model import OutcomeKind
from socml_site.words.patterns import Pattern
from socml_site.words.table import HAN, Words

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
    r"^(?:«there_is»\s)?(?:[^\W\d_]{1,10}\s){0,2}"
    r"«agreements»(?:\s\([^)]{0,60}\))?(?:\s«among»(?:\s\w+){1,4})?\s«reached»"
)
"""`There was rough consensus among the editors to …`"""
_GROUPS = Pattern(
    r"(?:^|[.;,] |«and_so»\s)«groups»\s(?:«auxiliaries»\s)?(?:«adverbs»\s)?«agree»(?:\s«adverbs»)?"
    r"(?::|\s«decided_what»)"
)
"""`…, and the group agreed to …`"""
_UNDECIDED = Pattern(
    r"«undecided_before»\s(?:\w+ ){0,4}?«deciding»|«deciding»\s(?:\w+ ){0,3}?«undecided_after»"
    r"|«accepted_minutes».{0,60}«accepted»|«accepted».{0,30}«accepted_minutes»"
)
_UNPARTED = Pattern(r"«undecided_before»\w{0,2}?«deciding»|«deciding»\w{0,6}?«undecided_after»")
"""The same in a script that parts no words."""
_TELLING = ("decide", "agreements", "decided_anywhere", "decide_now", "carried", "at_the_end", "noted_agreement")
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


def _told(line: Line, of: Words) -> tuple[OutcomeKind, str] | None:
    """What a line tells, and the words that say so."""
    words = line.words
    promises = not line.seen.isdisjoint(of.tells(("takes_action",)))
    han = bool(HAN.search(words))
    if not (han or promises or not line.seen.isdisjoint(of.tells(_TELLING))) or _TIMED.search(words[-60:]):
        return None
    takes = of.pattern("takes_action").search(words) if promises else None
    if takes and not words.endswith("?") and _to_do(takes, words) and not _called_to(takes, words, of):
        return OutcomeKind.ACTION, takes[0]
    ends = han or not line.seen.isdisjoint(of.tells(("at_the_end",)))
    end = _AT_THE_END.of(of).search(words[-_LAST:]) if ends else None
    if end:
        return OutcomeKind.DECISION, end[0]
    phrase = _decision(line, of)
    return (OutcomeKind.DECISION, phrase) if phrase else None


def _to_do(match: re.Match[str], words: str) -> bool:
    """`takes action to …`, `took an action item`; not "takes action against"."""
    behind = words[match.end() : match.end() + 6]
    return "item" in match[0].casefold() or match[0].casefold().endswith(" to") or not re.match(r"\s+\w", behind)


def _called_to(match: re.Match[str], words: str, of: Words) -> bool:
    """Whether "action to" is part of another phrase, such as "a call to action to"; alone it begins a sentence."""
    bare = of.is_mark("action", match[0].rpartition(" ")[0])
    return bare and not re.search(r"(?:^|[.;:)\]>–-]\s*)$", words[: match.start()])


def _decision(line: Line, of: Words) -> str:
    """The words of a line that tell a decision, if any do."""
    words = line.words
    speaker = SPEAKER.match(words)
    if speaker and _decided(words[: speaker.end()].rstrip(), False, of):
        # "The group agrees: …" is no speaker.
        speaker = None
    said = words[speaker.end() :] if speaker else words
    if words.endswith((":", "：")) and of.list_of(words):
        # It announces a list of decisions.
        return ""
    if line.goes_on:
        said = said.partition(". ")[2]
    before = ""
    for sentence in _SENTENCES.split(said):
        if not sentence.endswith(("?", "？")) and _tells(sentence, of) and not _accepts(before, sentence, of):
            phrase = _decided(sentence, bool(speaker), of)
            if phrase and not is_undecided(sentence, of):
                return phrase
        before = sentence
    if line.seen.isdisjoint(of.tells(("noted_agreement",))) and not HAN.search(said):
        return ""
    noted = of.pattern("noted_agreement").search(said)
    return noted[0] if noted else ""


def _accepts(before: str, sentence: str, of: Words) -> bool:
    """Whether a sentence tells what became of the minutes of which the one before speaks: that is a matter of form."""
    return bool(before and verdict(sentence, of) and of.pattern("accepted_minutes").search(before))


def _tells(sentence: str, of: Words) -> bool:
    """Whether a sentence holds a word of a phrase that tells a decision; patterns are tried but then."""
    words = of.tells(_TELLING)
    return any(word in words for word in _WORDS.findall(sentence.casefold())) or bool(HAN.search(sentence))


def _decided(sentence: str, speaking: bool, of: Words) -> str:
    """The words with which a sentence tells a decision of the meeting.

    What one says who is `speaking` may be but a memory of one: there a group must decide, and not "we".
    """
    if match := of.pattern("decided_anywhere").search(sentence) or _CARRIED.of(of).search(sentence):
        return match[0]
    if match := _AGREEMENT.of(of).match(sentence):
        opinion = speaking and of.pattern("auxiliaries").search(match[0]) and not of.pattern("there_is").match(sentence)
        return "" if opinion else match[0]
    if match := _GROUPS.of(of).search(sentence):
        return "" if speaking and of.pattern("us").search(sentence) else match[0]
    if not speaking and (match := _MEETING.of(of).match(sentence) or of.pattern("decide_now").match(sentence)):
        return match[0]
    return ""


def is_undecided(sentence: str, of: Words) -> bool:
    """Whether a sentence says that nothing is decided yet, or that but minutes were accepted."""
    if not of.pattern("deciding").search(sentence):
        return False
    return bool(_UNDECIDED.of(of).search(sentence) or (HAN.search(sentence) and _UNPARTED.of(of).search(sentence)))
