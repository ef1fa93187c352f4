"""What a key and its values mean: a policy, a draft, nothing, or what nobody can know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from socml_site.front.privacy.asked import Said
from socml_site.front.privacy.keys import (
    A_DAY,
    CHATHAM,
    DRAFT,
    KEYS,
    LOOSE,
    NAMED,
    NAMELESS,
    NO,
    NOTHING_SAID,
    PRIVATE,
    PUBLIC,
    SURE,
    TAGS,
    YES,
    Kind,
    kind_of,
)
from socml_site.front.schema import NEAR
from socml_site.model import Policy

_WORDS = 5
"""A value of more words than this is a sentence, not an answer."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What one key asks for; `doubtful` if it cannot be understood."""

    policy: Policy = Policy.NAMED
    draft: bool = False
    doubtful: bool = False

    @property
    def hides(self) -> bool:
        """Whether the page is not published for it."""
        return self.draft or self.policy is Policy.PRIVATE


NOTHING = Meant()
CLOSED = Meant(Policy.PRIVATE)
DOUBTFUL = Meant(Policy.PRIVATE, doubtful=True)


def meaning_of(one: Said) -> Meant:
    """What one key asks for."""
    kind, exact = kind_of(one.key) if one.strict else (KEYS.get(one.key), True)
    values = tuple(value for value in one.values if value not in NOTHING_SAID)
    if not values:
        return NOTHING
    if any(CHATHAM.search(value) for value in values):
        return Meant(Policy.CHATHAM_HOUSE)
    if kind is None:
        return _hiding(values) if one.key in TAGS and any(value in SURE for value in values) else NOTHING
    if kind is Kind.CHATHAM:
        return NOTHING if all(value in NO for value in values) else Meant(Policy.CHATHAM_HOUSE)
    if kind in (Kind.POLICY, Kind.RIGHTS):
        return _policy(values, closes=one.strict and kind is Kind.POLICY)
    if kind in (Kind.STATE, Kind.SEEN_BY):
        return _words(values, kind, one, exact)
    if not one.strict and not all(value in LOOSE or value in PRIVATE - {"nobody", "noone"} for value in values):
        return NOTHING
    closed = PRIVATE | DRAFT
    if kind is Kind.HIDES:
        meant = answered(values, YES | closed, NO | PUBLIC, one.key)
    else:
        meant = answered(values, NO | closed, YES | PUBLIC, one.key)
    return NOTHING if meant.doubtful and not (one.strict and exact) else meant


def answered(values: Sequence[str], hides: frozenset[str], shows: frozenset[str], key: str) -> Meant:
    """What the values answer: to hide, to show, or neither, which is doubtful unless it speaks of something else."""
    if any(value in hides or _near(value, PRIVATE) or value.startswith(("not-", "never")) for value in values):
        return Meant(draft=True) if key.startswith(("draft", "entwurf", "brouillon")) else _hiding(values)
    others = [value for value in values if value not in shows and value != A_DAY]
    # A day, an address, by whom: published is more than a yes or a no.
    speaks = [value for value in others if value.count("-") or "." in value or ":" in value or value[:1].isdigit()]
    return NOTHING if len(speaks) == len(others) else DOUBTFUL


def _words(values: Sequence[str], kind: Kind, one: Said, exact: bool) -> Meant:
    """Who sees a page, or how far it has come, where a word of the answer says it: `draft (do not share)`.

    Minutes that call themselves a draft in their text are for readers.
    """
    for value in values:
        parts = {value, *re.split(r"\W+|-", value)} if value.count("-") < _WORDS else {value}
        strong = parts & (PRIVATE - {"members", "team", "nobody"}) or value in PRIVATE
        if strong and (one.strict or kind is Kind.STATE or one.key == "visibility"):
            return CLOSED
        near = any(len(part) > 3 and fuzz.ratio(part, "draft") >= NEAR for part in parts)
        if one.strict and kind is Kind.STATE and (parts & DRAFT or near):
            return Meant(draft=True)
    answered = all(value in PUBLIC for value in values)
    return DOUBTFUL if one.strict and exact and one.key == "visibility" and not answered else NOTHING


def _hiding(values: Sequence[str]) -> Meant:
    drafts = all(value in DRAFT for value in values)
    return Meant(draft=True) if drafts else CLOSED


def _near(word: str, words: frozenset[str]) -> bool:
    return len(word) > 4 and process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=NEAR + 5) is not None


def _policy(values: Sequence[str], closes: bool) -> Meant:
    found = [_policy_of(value) for value in values]
    if None in found:
        return DOUBTFUL if closes else NOTHING
    return Meant(max((one for one in found if one), key=list(Policy).index))


def _policy_of(value: str) -> Policy | None:
    """The policy a word means, misspelt or in other words."""
    if NAMELESS.search(value):
        return Policy.CHATHAM_HOUSE
    if value in PRIVATE - {"nobody", "noone"} or value in DRAFT:
        return Policy.PRIVATE
    if value in PUBLIC or value in NAMED:
        return Policy.NAMED
    if value.startswith(("un", "no")):
        return None
    best = process.extractOne(value, list(Policy), scorer=fuzz.ratio, score_cutoff=NEAR)
    return Policy(best[0]) if best else None
