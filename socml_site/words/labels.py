"""What a label says of the people or items that follow it: "Remote attendees (12)", "Action items (new)"."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA

from socml_site.model import Role
from socml_site.words.forms import fold, tokens
from socml_site.words.phrases import SIGNS, Phrases

_LONGEST_ROLE = 90
_LONGEST_LIST = 80
_MOST_BEFORE = 3
"""Qualifiers before a label: "remote voting board members"."""
_MOST_BEHIND = 2
_SHORTEST, _LONGEST = 8, 20
"""Letters of a word that may be misspelt."""
_LEADING = re.compile(r"^[\W\d_]+(?=[^\W\d_])")
_REMARK = re.compile(r"(?:(?<!\s)\s++)?[(\[（][^()\[\]（）]{0,80}[)\]）]")
_NUMBER = re.compile(r"(?:(?<![\d.\s])\s++|(?<![\d.]))[-–#]?\d{1,4}\W*+$")
"""A remark within a label or a number behind it: "Attendees (12)", "Action items 3"."""
_YEAR = re.compile(r"\s(?:19|20)\d\d$")
_NO_LABEL = re.compile(r"[:|\"“”=<>{}()\[\]?!;#@]")
"""What stands within no label."""


class Label(StrEnum):
    """What the items below a label are, beside people."""

    DECISIONS = "decisions"
    ACTIONS = "actions"
    QUESTIONS = "questions"
    INFO = "info"


class Announced(NamedTuple):
    """The role of those listed behind a label, and whether it says so beyond doubt."""

    role: Role
    strong: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The sets of phrases that make labels."""

    roles: tuple[tuple[Role, bool, Phrases], ...]
    people: Phrases
    qualifiers: Phrases
    faint: Phrases
    nobody: Phrases
    lists: tuple[tuple[Label, Phrases], ...]
    any_decisions: Phrases
    outcomes: Phrases
    ours: Phrases
    made: Phrases
    left_open: Phrases
    no_list: Phrases
    not_yet: Phrases
    no_list_within: Phrases
    plain: Phrases
    joins: Phrases
    of: Phrases
    for_today: Phrases
    some: Phrases


class Labels:
    """Labels in the words of some languages; `phrases` gives the entries of their names."""

    def __init__(self, phrases: Callable[..., Phrases]) -> None:
        self._phrases = phrases

    @functools.cached_property
    def _rows(self) -> _Rows:
        """What labels are made of, when the first is asked for: many lines of a file hold none."""
        get = self._phrases
        return _Rows(
            roles=(
                (Role.ABSENT, True, get("absent")),
                (Role.ATTENDED, True, get("attended")),
                (Role.MODERATED, True, get("moderated")),
                (Role.NOTED, True, get("noted")),
                (Role.PRESENTED, True, get("presented")),
                (Role.ATTENDED, False, get("members", "timekept")),
            ),
            people=get("absent", "attended", "moderated", "noted", "presented", "members", "beside_people"),
            qualifiers=get("qualifiers"),
            faint=get("faint"),
            nobody=get("nobody"),
            lists=(
                (Label.ACTIONS, get("actions")),
                (Label.DECISIONS, get("decisions")),
                (Label.QUESTIONS, get("questions")),
            ),
            any_decisions=get("any_decisions"),
            outcomes=get("decisions", "actions", "beside_outcomes"),
            ours=get("ours"),
            made=get("made"),
            left_open=get("left_open"),
            no_list=get("no_list"),
            not_yet=get("not_yet"),
            no_list_within=get("no_list_within"),
            plain=get("plain"),
            joins=get("joins"),
            of=get("of"),
            for_today=get("for_today"),
            some=get("some"),
        )

    def begins(self, name: str, label: str) -> bool:
        """Whether a label begins with an entry of this name, perhaps behind words that may stand before one."""
        words = words_in_label(re.sub(r"^[\W\d_]+", "", label.strip()).rstrip(" :："))
        phrases, lead = self._phrases(name), _counts(words, self._rows.ours)
        return any(
            lead[at] <= _MOST_BEHIND and any(True for _ in phrases.ends(words, at)) for at in range(min(3, len(words)))
        )

    def role_of(self, label: str) -> Announced | None:
        """The role of those listed behind a label such as "Remote attendees (12)".

        "Members" or "Others" may announce people or anything else: what follows must look like names.
        """
        label = label.strip().strip(":：").strip()
        if len(label) > _LONGEST_ROLE or "?" in label:
            return None
        words = words_in_label(_LEADING.sub("", label))
        rows = self._rows
        if not words or any(True for at in range(len(words)) for _ in rows.nobody.ends(words, at)):
            return None
        lead = _counts(words, rows.qualifiers)
        for role, strong, phrases in rows.roles:
            for start in range(min(len(words), _MOST_BEFORE * 3)):
                if not self._may_stand_before(lead, start, strong and role in (Role.ATTENDED, Role.ABSENT)):
                    continue
                for end in phrases.ends(words, start):
                    if self._goes_with(words, end, role):
                        strong = strong and "".join(words) not in rows.faint.keys
                        # "Høst 2024", which is autumn, names no hosts.
                        return Announced(role, strong) if strong or not _YEAR.search(label) else None
        return self._misspelt(words)

    def _misspelt(self, words: Sequence[str]) -> Announced | None:
        """`Atendees`: one long word with one letter wrong."""
        if len(words) != 1 or not _SHORTEST <= len(words[0]) <= _LONGEST:
            return None
        for role, strong, phrases in self._rows.roles:
            long = (key for key in phrases.keys if abs(len(key) - len(words[0])) < 2 and key[:1] == words[0][:1])
            if (
                role in (Role.ATTENDED, Role.ABSENT)
                and strong
                and any(len(key) >= _SHORTEST and OSA.distance(key, words[0]) == 1 for key in long)
            ):
                return Announced(role, False)
        return None

    @staticmethod
    def _may_stand_before(lead: Sequence[int], start: int, any_word: bool) -> bool:
        if lead[start] <= _MOST_BEFORE:
            return True
        return any_word and start > 0 and lead[start - 1] < _MOST_BEFORE

    def _goes_with(self, words: Sequence[str], at: int, role: Role) -> bool:
        """Whether what stands behind a label from the word `at` on may stand there: "… today", "… and guests"."""
        rows = self._rows
        behind = {at}
        for _ in range(_MOST_BEHIND if role in (Role.ATTENDED, Role.ABSENT) else 0):
            behind |= {end for one in behind for end in rows.qualifiers.ends(words, one)}
        for one in sorted(behind):
            if one == len(words):
                return True
            for after in self._joins(words, one):
                if any(end == len(words) for end in _through(rows.people, rows.qualifiers, words, after)):
                    return True
            leads = role in (Role.NOTED, Role.MODERATED)
            if leads and any(len(words) - end <= 1 for end in rows.for_today.ends(words, one)):
                return True
        return False

    def _joins(self, words: Sequence[str], at: int) -> Iterator[int]:
        if words[at] in SIGNS:
            yield at + 1
        yield from self._rows.joins.ends(words, at)

    def list_of(self, label: str) -> Label | None:
        """What the items below a heading or label are, if it says: "Action items (new)", "Open questions".

        A bare "Questions" announces a part of the meeting more often than questions that stayed open.
        """
        bare = re.sub(r"^[\W\d_]+", "", label.strip()).rstrip(" :：")
        if not bare or len(bare) > _LONGEST_LIST or bare.endswith(("?", "？")):
            return None
        words = words_in_label(bare)
        rows = self._rows
        if not words or bare in rows.plain or any(True for _ in rows.no_list.ends(words, 0)):
            return None
        if any(True for at in range(len(words)) for _ in rows.no_list_within.ends(words, at)):
            return None
        lead, some = _counts(words, rows.ours), _counts(words, rows.some)
        for kind, phrases in rows.lists:
            whole = len(words) in phrases.ends(words, 0)
            if kind is not Label.ACTIONS and not whole and any(True for _ in rows.not_yet.ends(words, 0)):
                continue
            for start in range(min(len(words), 5)):
                if words[start - 1] in SIGNS and start:
                    break
                before = lead if kind is not Label.QUESTIONS else some
                for end in phrases.ends(words, start) if before[start] <= _MOST_BEHIND else ():
                    if self._goes_on(words, end, kind):
                        return kind
                for end in rows.any_decisions.ends(words, start) if kind is Label.DECISIONS else ():
                    if self._goes_on(words, end, kind):
                        return kind
        return None

    def _goes_on(self, words: Sequence[str], at: int, kind: Label) -> bool:
        """Whether what stands behind the word `at` may stand behind the label of such a list."""
        rows = self._rows
        behind = {at, *rows.made.ends(words, at)} if kind is not Label.QUESTIONS else {at}
        for one in sorted(behind):
            if one == len(words):
                return True
            if kind is Label.QUESTIONS:
                if any(True for _ in rows.left_open.ends(words, one)):
                    return True
                continue
            for after in self._joins(words, one):
                few = kind is Label.ACTIONS and 0 < len(words) - after <= 2 and not self._speaks_of(words, after)
                ends = list(rows.outcomes.ends(words, after))
                if few or any(end == len(words) or len(words) in rows.made.ends(words, end) for end in ends):
                    return True
            if kind is Label.ACTIONS and any(end < len(words) for end in rows.of.ends(words, one)):
                return True
        return False

    def _speaks_of(self, words: Sequence[str], at: int) -> bool:
        """Whether the word `at` announces actions, but with another behind it: "tasks and task queues"."""
        return at + 1 < len(words) and 1 in {end - at for end in self._phrases("actions").ends(words, at)}


def words_in_label(text: str) -> tuple[str, ...]:
    """The words of a label without remarks and a number behind it; none if a text can be no label."""
    without = _REMARK.sub("", fold(text)) or text
    if without.rstrip().endswith(":") and not text.rstrip().endswith(":"):
        # What stands behind a colon in brackets is what the label announces.
        return ()
    bare = _NUMBER.sub("", without).strip(" \t*_.,;:：–—-")
    return () if _NO_LABEL.search(bare) else tuple(one for one in tokens(bare) if not one.isdigit())


def _counts(words: Sequence[str], qualifiers: Phrases) -> list[int]:
    """For each place how many qualifiers fill what stands before it, a large number where they do not."""
    found = [0] + [len(words) + _MOST_BEFORE + 1] * len(words)
    for at in range(len(words)):
        for end in qualifiers.ends(words, at):
            found[end] = min(found[end], found[at] + 1)
    return found


def _through(people: Phrases, qualifiers: Phrases, words: Sequence[str], start: int) -> Iterator[int]:
    """Where a label that begins with the word `start`, perhaps behind a qualifier, ends."""
    starts = {start, *qualifiers.ends(words, start)}
    for one in starts:
        for end in people.ends(words, one):
            yield end
            yield from qualifiers.ends(words, end)
