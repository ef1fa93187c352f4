"""Whether a text says that a motion was carried: "Passed", "Vote: 5-0-1", "carried with 7 in favour, 1 against".

Such a text holds nothing but words of results, numbers and small words, so that "Approved by Ada" says nothing of a
motion. Where it counts votes, those in favour must be more than those against.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from socml_site.words.patterns import Pattern
from socml_site.words.phrases import HAN
from socml_site.words.table import LETTERS, Words

_LONGEST = 200
_TAIL = 60
"""Characters at the end of a text that hold its last word."""
_REMARK = re.compile(r"[(\[（][^()\[\]（）]{0,100}[)\]）]")
_NAMES = (
    *("consents", "consents_alone", "motions", "carried", "votes", "results", "lost", "in_favour", "against"),
    *("abstained", "adverbs", "whereby", "beside_result"),
)
_OF_RESULT = Pattern(
    r"«consents»|«consents_alone»|«motions»(?:\s«carried»)?|«carried»|«votes»|«results»|«lost»|«in_favour»|«against»"
    r"|«abstained»|«adverbs»|«whereby»|«beside_result»"
)
_COUNTED = Pattern(
    r"(?P<skip>«consents»)|(?P<number>(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{1,5}(?![\d%]))|(?P<abstained>«abstained»)|(?P<against>«against»)"
    r"|(?P<favour>«in_favour»)"
)
_SCORE = re.compile(r"(?<![\d/:.-])(\d{1,3})(\s?[-–/:]\s?)(\d{1,3})(?:\s?[-–/:]\s?(\d{1,3}))?(?![\d/:%-])")
"""`5-0-1`, `12/0/1`"""
_TO = Pattern(r"(?<![\d.,])(?P<for>\d{1,4})\s(?:«voices»\s)?«versus»\s(?P<against>\d{1,4})(?![\d%])(?:\s«voices»)?")
"""`7 votes to 2`"""
_ANNOUNCED = Pattern(r"\W*(?:«votes»|«results»|«consents»|«motions»|«carried»)")
_CARRIED = Pattern(r"«consents»|«consents_alone»|(?:^|«motions»\s(?:[^.;]{0,30}\s)?)«carried»")
_TELLING = ("consents", "consents_alone", "carried", "in_favour", "votes", "results")


class Verdict(NamedTuple):
    """What became of a motion; `counted` is whether votes are counted, `phrase` the words that say so."""

    carried: bool
    phrase: str
    counted: bool = False


def tells_verdict(seen: frozenset[str], text: str, of: Words) -> bool:
    """Whether a line holds a word of a verdict; nothing else is tried on others."""
    return not seen.isdisjoint(of.tells(_TELLING)) or bool(HAN.search(text))


def may_end(text: str, of: Words) -> bool:
    """Whether a verdict may end a text: its last word is one of those, or it ends with a bracket or a number."""
    last = next(iter(text[-_TAIL:].rsplit(maxsplit=1)[-1:]), "").rstrip("*_.:;!")
    words = LETTERS.findall(last)
    if not words or not last.endswith(words[-1]):
        return True
    return words[-1].casefold() in of.words_in(_NAMES) or bool(HAN.search(last))


def verdict(text: str, of: Words) -> Verdict | None:
    """What a text says became of a motion, if it says nothing else."""
    text = text.strip(" *_")
    if not text or len(text) > _LONGEST or text.endswith(("?", "？")):
        return None
    if text[0].isalpha() and not _may_be(text.split(maxsplit=1)[0].partition("(")[0], of):
        return None
    bare = _REMARK.sub(" ", text)
    bare = bare if LETTERS.search(bare) else text
    if not _may_be(bare, of) or LETTERS.search(_OF_RESULT.of(of).sub("", bare)):
        return None
    phrase = text.strip(" *_.:;!()[]")
    counts = counted(text, of, alone=bool(_ANNOUNCED.of(of).match(text)))
    if of.pattern("lost").search(bare):
        return Verdict(False, phrase, counts is not None)
    if counts is not None:
        return Verdict(counts[0] > counts[1], phrase, True)
    return Verdict(True, phrase) if _CARRIED.of(of).search(bare) else None


def _may_be(text: str, of: Words) -> bool:
    """Whether each word of a text is one of a verdict, which tells most texts apart at their first word."""
    known = of.words_in(_NAMES)
    return all(match[0].casefold() in known or HAN.search(match[0]) for match in LETTERS.finditer(text))


def counted(text: str, of: Words, alone: bool = False) -> tuple[int, int] | None:
    """The votes in favour and against that a text counts: "5 yes, 1 no", "For: 5, against: 1", "vote: 5-1".

    One number counts votes only if it may stand `alone`, where something announces them: "for 40 euros" counts none.
    """
    if not any(char.isdigit() for char in text):
        return None
    said = [(str(match.lastgroup), match[0]) for match in _COUNTED.of(of).finditer(text) if match.lastgroup != "skip"]
    kinds = [kind for kind, _ in said]
    if "number" in kinds and "favour" in kinds:
        # No count begins with those against whose number stands before them: "con" is Italian for "with".
        step = -1 if kinds[0] == "number" or (kinds[0] == "against" and kinds[-1] != "number") else 1
        votes = {
            kind: int(said[at + step][1])
            for at, (kind, _) in enumerate(said)
            if kind != "number" and 0 <= at + step < len(said) and kinds[at + step] == "number"
        }
        if "favour" in votes and (len(votes) > 1 or alone):
            return votes["favour"], votes.get("against", 0)
    # "2 to 3 hoses" counts votes only where they are announced, "7 votes to 2" anywhere.
    pair = _TO.of(of).search(text)
    if pair and (alone or of.pattern("voices").search(pair[0])):
        return int(pair["for"]), int(pair["against"])
    score = _SCORE.search(text) if alone else None
    if score and (":" not in score[2] or score[4] is not None):
        return int(score[1]), int(score[3])
    return None
