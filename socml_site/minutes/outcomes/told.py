"""Set phrases that tell a decision or an action without a marker: "agreed to merge", "takes an action to"."""

from __future__ import annotations

import re

from socml_site.minutes.lines import Line
from socml_site.minutes.outcomes.found import Found, made
from socml_site.minutes.outcomes.marked import SPEAKER
from socml_site.minutes.people.cast import Cast
from socml_site.model import OutcomeKind

_LAST = 240
"""Characters at the end of a line in which it may be said to be agreed."""
_GROUP = (
    r"(?:the )?(?:group|team|meeting|committee|board|council|tsc|wg|working group|editors?(?:'s)?(?: meeting)?"
    r"|everyone|everybody|all|we|they|attendees|participants|members|community|chairs|room|panel|cg|sig|tc"
    r"|people|folks)(?: (?:members|present|meeting|here|in attendance))?"
)
_MEETING = (
    re.compile(
        rf"^(?:it (?:was|is|has been) |{_GROUP} (?:(?:has|have|had|was|were) )?(?:all |unanimously |generally "
        rf"|mostly )?)?(?:unanimously |generally |collectively |tentatively |provisionally "
        rf"|mutually )?(?:agreed|agrees|decided|decides|resolved|resolves)(?: unanimously)?[,:]?(?: upon"
        rf"| by consensus| in principle| as a group)?(?::| (?:to|that|on|not to|we|upon)\b)",
        re.I,
    ),
    re.compile(r"^(?:decide|agree) to\b", re.I),
)
"""Phrases without a subject, or that begin with the group: of a single speaker they would tell an opinion."""
_GROUPS = re.compile(
    rf"(?:^|[.;,] |\b(?:and|so|but) )(?:{_GROUP}) (?:(?:has|have|had) )?(?:all |unanimously )?(?:agreed"
    rf"|agrees|decided|resolved)(?: unanimously)?(?: to| that| on| upon| not to|:)",
    re.I,
)
_ALWAYS = (
    re.compile(r"\bunanimously (?:approved|adopted|accepted|agreed|decided|voted)\b", re.I),
    re.compile(
        r"(?:^|[.;] )it (?:was|is|has been) (?:unanimously |generally |collectively )?(?:agreed|decided"
        r"|resolved)\b",
        re.I,
    ),
    re.compile(
        r"^(?:an? |the |our )?(?:final |group |team |joint )?decision (?:made|taken|reached|was|is"
        r"|has been)?\s*(?:made |taken )?(?:to|that|on)\b",
        re.I,
    ),
    re.compile(
        r"^(?:there (?:is|was|seems to be) )?(?:an? |the )?(?:general|group|broad|rough|strong|unanimous|team"
        r"|clear|full|overall|emerging|loose|wide)?\s?(?:agreement|consensus)(?: \([^)]*\))?(?: (?:among|from"
        r"|in|of|within|between)(?: \w+){1,4})?(?: reached| found| made)?\s+(?:is|was|that|to|on|we|for"
        r"|around)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:team|group|meeting|general|rough|broad|committee) (?:consensus|agreement) (?:\([^)]*\) )?(?:is"
        r"|was|to|that|on)\b",
        re.I,
    ),
    re.compile(r"\b(?:consensus|agreement) (?:was|is|has been) (?:reached|that|to)\b", re.I),
    re.compile(
        r"(?:^|; )(?:the )?(?:motion|proposal|pr|resolution|vote) (?:was |is |has been )?(?:carried|carries"
        r"|passed|passes|approved unanimously|adopted|accepted unanimously)\b",
        re.I,
    ),
)
_WE = re.compile(r"\b(?:we|they|all)\b", re.I)
_NOTED = re.compile(r"\b(?:noting|note|record(?:ing)?|have|is) (?:the )?group (?:agreement|consensus)\b", re.I)
_SENTENCES = re.compile(r"(?<=[.;!?])\s+")
_SUFFIX = re.compile(
    r"(?:\s[-–—=>]+\s*|[\[(]\s*|\.\s+|,\s+|;\s+)(?:ALL )?(?:AGREED|RESOLVED|DECIDED"
    r"|APPROVED)\b[)\]]?(?:\s*[(\[][^()\[\]]{0,160}[)\]])?\W*$"
)
_SUFFIX_ANY = re.compile(r"\s[-–—]+\s*(?:all )?(?:agreed|resolved|decided)\W*(?:\([^()]{0,160}\))?\W*$", re.I)
UNDECIDED = re.compile(
    r"\b(?:no|not|n't|never|without|lack of|need(?:s|ed)?|if|once|until|unless|may|might|could|should|would"
    r"|whether|seek(?:ing)?|towards?|try(?:ing)?|want|call for"
    r"|reach|pending|before|what|how|when|hope|looking for|can we|do we|wait(?:ing)?|proposed|propose|i|he"
    r"|she|him|her|ask(?:ed|s)?|far from) (?:\w+ ){0,4}?(?:consensus|agree|agreed|agreement|decision"
    r"|decided?|decide|resolved)\b"
    r"|\b(?:consensus|agreement|decision|agreed|decided) (?:\w+ ){0,3}?(?:not reached|n't|not (?:yet|been"
    r"|clear)|pending|needed|required|later|tbd|will be made|next (?:week|meeting|time)|deferred"
    r"|postponed)\b"
    r"|\bagree(?:d|s)? (?:that )?(?:i|with (?!the proposal))\b|\bminutes\b.{0,30}\bapproved"
    r"|\bapproved? (?:the )?(?:previous |last )?minutes",
    re.I,
)
_TAKES = re.compile(
    r"\b(?:takes?|took|taking|taken|gets?|has|have) (?:on )?(?:that |this |it )?(?:as )?(?:an? |the "
    r"|this as an? )?action item\b"
    r"|\b(?:takes?|took|taking) (?:on )?(?:that |this |it )?(?:as )?(?:an? )?action(?: to\b|:|\W*$)|^action to\b"
    r"|\bhas (?:an |the )?action(?: item)? to\b",
    re.I,
)
_TIMED = re.compile(r"[(\[][^()\[\]]{0,30}\b\d{1,3}\s?m(?:in(?:ute)?s?)?\b[^()\[\]]{0,30}[)\]]\W*$", re.I)
"""An item of an agenda with its time is no decision yet."""


def _tells(low: str) -> bool:
    """Whether a text in small letters can tell a decision; looking for words is much faster than for patterns."""
    return (
        "agree" in low
        or "consensus" in low
        or "decide" in low
        or "decision" in low
        or "resol" in low
        or "carrie" in low
        or "passed" in low
        or "passes" in low
        or "adopt" in low
        or "approved" in low
        or "accepted" in low
    )


def _decided(sentence: str, speaking: bool) -> bool:
    """Whether a sentence tells a decision of the meeting; what one says who is `speaking` may be but a memory of it."""
    if any(pattern.search(sentence) for pattern in _ALWAYS):
        return True
    if not speaking:
        return bool(_GROUPS.search(sentence)) or any(pattern.match(sentence) for pattern in _MEETING)
    return bool(_GROUPS.search(sentence)) and not _WE.search(sentence)


def told(line: Line, cast: Cast) -> Found | None:
    """A decision or an action that a set phrase tells."""
    words = line.words
    low = words.lower()
    telling = _tells(low)
    if line.level or not (telling or "action" in low) or _TIMED.search(words[-60:]):
        return None
    if "action" in low and _TAKES.search(words) and not words.endswith("?"):
        return made(OutcomeKind.ACTION, line, words, cast)
    tail = words[-_LAST:]
    if telling and _tells(low[-_LAST:]) and (_SUFFIX.search(tail) or _SUFFIX_ANY.search(tail)):
        return made(OutcomeKind.DECISION, line, words, cast)
    if not telling:
        return None
    speaker = SPEAKER.match(words)
    if speaker and _decided(words, False):
        # "The group agrees: …" is no speaker.
        speaker = None
    said = words[speaker.end() :] if speaker else words
    if line.goes_on:
        said = said.partition(". ")[2]
    for sentence in _SENTENCES.split(said):
        if sentence.endswith("?") or not _tells(sentence.lower()):
            continue
        if _decided(sentence, bool(speaker)) and not UNDECIDED.search(sentence):
            return made(OutcomeKind.DECISION, line, words, cast)
    if "group " in low and _NOTED.search(said):
        return made(OutcomeKind.DECISION, line, words, cast)
    return None
