"""What a label, a mark or the head of a column says, by the words of one language and of English.

Labels are looked up word by word, so that a word that stands in a word file is found: nothing else decides first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from socml_site.model import Role
from socml_site.words.files import ENGLISH, LANGUAGES, Entries, entries_of
from socml_site.words.forms import expand, fold, joined, tokens

_LONGEST_ROLE = 90
_LONGEST_LIST = 80
_MOST_BEFORE = 3
"""Qualifiers before a label: "remote voting board members"."""
_MOST_BEHIND = 2
_SIGNS = frozenset("&/,+|、・")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script whose words are not parted by spaces."""
_LEADING = re.compile(r"^[\W\d_]+(?=[^\W\d_])")
_REMARK = re.compile(r"\s*[(\[（][^()\[\]（）]{0,80}[)\]）]")
_NUMBER = re.compile(r"(?<![\d.])\s*[-–#]?\d{1,4}\W*$")
"""A remark within a label or a number behind it: "Attendees (12)", "Action items 3"."""
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


class Phrases:
    """Phrases that are found at a place of a row of words, however they are written apart."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.keys = frozenset(joined(form) for phrase in phrases for form in expand(phrase)) - {""}
        self._longest = max(map(len, self.keys), default=0)

    def __contains__(self, text: str) -> bool:
        return joined(text) in self.keys

    def __bool__(self) -> bool:
        return bool(self.keys)

    def ends(self, words: Sequence[str], start: int) -> Iterator[int]:
        """Where a phrase that begins with the word `start` ends, the longest first."""
        found = []
        text = ""
        for at in range(start, len(words)):
            if words[at] in _SIGNS:
                break
            text += words[at]
            if len(text) > self._longest:
                break
            if text in self.keys:
                found.append(at + 1)
        return reversed(found)


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


class Words:
    """The words of some languages together; `of` gives those that hold for a text."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = tuple(languages)
        self._entries: tuple[Entries, ...] = tuple(map(entries_of, self.languages))
        self._phrases: dict[tuple[str, ...], Phrases] = {}
        get = self.phrases
        self._rows = _Rows(
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
        self._sources: dict[tuple[str, ...], str] = {}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self.role_of = functools.lru_cache(maxsize=1 << 14)(self._role_of)
        self.list_of = functools.lru_cache(maxsize=1 << 14)(self._list_of)

    def phrases(self, *names: str) -> Phrases:
        """All entries of these names: "attended", "columns.person"."""
        if names not in self._phrases:
            held = (one for entries in self._entries for name in names for one in entries.get(name, ()))
            self._phrases[names] = Phrases(held)
        return self._phrases[names]

    def source(self, *names: str) -> str:
        """The entries of these names as a regular expression, the longest first; it knows no capitals and no groups.

        Words of scripts that part words by spaces stand alone: "acta" is not found in "actas".
        """
        if names not in self._sources:
            self._sources[names] = _source(
                one for entries in self._entries for name in names for one in entries.get(name, ())
            )
        return self._sources[names]

    def pattern(self, *names: str) -> re.Pattern[str]:
        """`source`, compiled."""
        if names not in self._patterns:
            self._patterns[names] = re.compile(self.source(*names), re.IGNORECASE)
        return self._patterns[names]

    def _role_of(self, label: str) -> Announced | None:
        """The role of those listed behind a label such as "Remote attendees (12)".

        "Members" or "Others" may announce people or anything else: what follows must look like names.
        """
        label = label.strip().strip(":：").strip()
        if len(label) > _LONGEST_ROLE or "?" in label:
            return None
        words = _label(_LEADING.sub("", label))
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
                        return Announced(role, strong and "".join(words) not in rows.faint.keys)
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
        if words[at] in _SIGNS:
            yield at + 1
        yield from self._rows.joins.ends(words, at)

    def _list_of(self, label: str) -> Label | None:
        """What the items below a heading or label are, if it says: "Action items (new)", "Open questions".

        A bare "Questions" announces a part of the meeting more often than questions that stayed open.
        """
        bare = re.sub(r"^[\W\d_]+", "", label.strip()).rstrip(" :：")
        if not bare or len(bare) > _LONGEST_LIST or bare.endswith(("?", "？")):
            return None
        words = _label(bare)
        rows = self._rows
        if not words or bare in rows.plain or any(True for _ in rows.no_list.ends(words, 0)):
            return None
        if any(True for at in range(len(words)) for _ in rows.no_list_within.ends(words, at)):
            return None
        lead, some = _counts(words, rows.ours), _counts(words, rows.some)
        for kind, phrases in rows.lists:
            if kind is not Label.ACTIONS and any(True for _ in rows.not_yet.ends(words, 0)):
                continue
            for start in range(min(len(words), 5)):
                if words[start - 1] in _SIGNS and start:
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
                few = kind is Label.ACTIONS and len(words) - after <= 2 and after < len(words)
                ends = list(rows.outcomes.ends(words, after))
                if few or any(end == len(words) or len(words) in rows.made.ends(words, end) for end in ends):
                    return True
            if kind is Label.ACTIONS and any(end < len(words) for end in rows.of.ends(words, one)):
                return True
        return False


def _source(entries: Iterable[str]) -> str:
    forms = {form for entry in entries for one in expand(entry) for form in (one.casefold(), fold(one))}
    apart = sorted((one for one in forms if not _HAN.search(one)), key=lambda one: (-len(one), one))
    whole = sorted((one for one in forms if _HAN.search(one)), key=lambda one: (-len(one), one))
    # Most words begin with another letter, which is seen at once; one form after the other is tried slowly.
    begins = "".join(sorted({re.escape(one[0]) for one in apart}))
    found = [rf"(?<![^\W_])(?=[{begins}])(?:{'|'.join(map(_spelt, apart))})(?![^\W_])"] if apart else []
    found += ["|".join(map(re.escape, whole))] if whole else []
    return f"(?:{'|'.join(found)})" if found else r"(?!)"


def _spelt(form: str) -> str:
    """A phrase with whatever parts its words: "note-taker", "couldn't"."""
    return r"[\s'’-]{1,2}".join(map(re.escape, form.split()))


def _label(text: str) -> tuple[str, ...]:
    """The words of a label without remarks and a number behind it; none if a text can be no label."""
    without = _REMARK.sub("", fold(text)) or text
    if without.rstrip().endswith(":") and not text.rstrip().endswith(":"):
        # What stands behind a colon in brackets is what the label announces.
        return ()
    bare = _NUMBER.sub("", without).strip(" \t*_.,;:：–—-")
    return () if _NO_LABEL.search(bare) else tokens(bare)


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


@functools.cache
def words_of(language: str = "") -> Words:
    """The words that hold in a text of this language (BCP 47): its own and those of English.

    Where a text does not show its language, the words of all languages hold.
    """
    base = language.split("-")[0].lower()
    base = {"nb": "no", "nn": "no"}.get(base, base)
    if not base:
        return Words(LANGUAGES)
    return Words(tuple(dict.fromkeys((base, ENGLISH)))) if base in LANGUAGES else Words((ENGLISH,))


def role_of(label: str) -> Announced | None:
    """The role a label says in any language."""
    return words_of().role_of(label)


def list_of(label: str) -> Label | None:
    """What a label says of the items below it, in any language."""
    return words_of().list_of(label)
