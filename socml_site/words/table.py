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

from rapidfuzz.distance import OSA

from socml_site.model import Role
from socml_site.words.forms import as_regex, expand, fold, joined, tokens, without_accents
from socml_site.words.languages import ENGLISH, LANGUAGES, Entries, entries_of

_LONGEST_ROLE = 90
_ENDING = re.compile(r"(?<=[^\W\d_])\([^\W\d_]{1,4}\)")
"""Another ending of a word: "owner(s)"."""
_LONGEST_LIST = 80
_MOST_BEFORE = 3
"""Qualifiers before a label: "remote voting board members"."""
_MOST_BEHIND = 2
_COLUMNS = (
    "person",
    "short",
    "handle",
    "organisation",
    "there",
    "role",
    "owner",
    "due",
    "state",
    "action",
    "decision",
    "motion",
    "result",
    "favour",
    "against",
    "text",
    "elsewhere",
)
_WHOLE = frozenset(("person", "owner", "due", "action", "decision", "text", "motion", "result", "favour", "against"))
"""Columns that are called by a whole label; "Ada's role" speaks of a role, "name of the project" of no person."""
_SHORTEST, _LONGEST = 8, 20
"""Letters of a word that may be misspelt."""
_DOTTED = frozenset(("sv", "no", "da", "fi", "nl"))
_SAME = {"nb": "no", "nn": "no"}
_NEAR = {"no": ("da",), "da": ("no",)}
"""Languages so alike in writing that a text is easily taken for the other."""
_SIGNS = frozenset("&/,+|、・")
HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script whose words are not parted by spaces."""
LETTERS = re.compile(r"[^\W\d_]+")
"""A word."""
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
        self._sources: dict[tuple[str, ...], str] = {}
        self._patterns: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._phrases: dict[tuple[str, ...], Phrases] = {}
        self._tells: dict[tuple[str, ...], frozenset[str]] = {}
        self._held: dict[tuple[str, ...], frozenset[str]] = {}
        self._begins: frozenset[str] | None = None
        self.role_of = functools.lru_cache(maxsize=1 << 14)(self._role_of)
        self.list_of = functools.lru_cache(maxsize=1 << 14)(self._list_of)
        self._is_mark = functools.lru_cache(maxsize=1 << 12)(self._marks)
        self.columns_of = functools.lru_cache(maxsize=1 << 12)(self._columns_of)

    @functools.cached_property
    def _rows(self) -> _Rows:
        """What labels are made of, when the first is asked for: many lines of a file hold none."""
        get = self.phrases
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
                spelling
                for language, entries in zip(self.languages, self._entries, strict=True)
                for name in names
                for one in entries.get(name, ())
                for spelling in _spellings(one, language)
            )
        return self._sources[names]

    def pattern(self, *names: str) -> re.Pattern[str]:
        """`source`, compiled."""
        if names not in self._patterns:
            self._patterns[names] = re.compile(self.source(*names), re.IGNORECASE)
        return self._patterns[names]

    def _columns_of(self, cell: str) -> frozenset[str]:
        """What the head of a column says of what stands below it: "person", "owner", "due" …

        A person's column is called that and nothing else; of the others a word is enough.
        """
        words = _label(_ENDING.sub("", cell).rstrip(" ?？"))
        if not words:
            return frozenset()
        return frozenset(
            name
            for name in _COLUMNS
            if (phrases := self.phrases(f"columns.{name}"))
            and any(
                end == len(words) or name not in _WHOLE
                for at in range(len(words) if name not in _WHOLE else 1)
                for end in phrases.ends(words, at)
            )
        )

    def own(self, *names: str) -> set[str]:
        """The forms of these names in the first of its languages alone."""
        held = (one for name in names for one in self._entries[0].get(name, ()))
        return {form.casefold() for one in held for form in expand(one)}

    def forms(self, name: str) -> frozenset[str]:
        """All forms that the entries of a name allow."""
        return frozenset(form for one in self.entries(name) for form in expand(one))

    def tells(self, names: tuple[str, ...]) -> frozenset[str]:
        """The words of which a phrase of these names holds at least one: where none is seen, no phrase is."""
        if names not in self._tells:
            held = {form.casefold() for name in names for form in self.forms(name)}
            held |= {fold(form) for form in held}
            rows = sorted({tuple(LETTERS.findall(one)) for one in held}, key=lambda row: (len(row), row))
            told: set[str] = set()
            for row in rows:
                if row and told.isdisjoint(row):
                    told.add(max(row, key=lambda word: (word not in self._usual, len(word))))
            self._tells[names] = frozenset(told)
        return self._tells[names]

    @functools.cached_property
    def _usual(self) -> frozenset[str]:
        """Words that stand on so many lines that they tell little."""
        return frozenset(form for name in ("common", "meetings") for form in self.forms(name))

    def words_in(self, names: tuple[str, ...]) -> frozenset[str]:
        """All words of the phrases of these names: a text that holds another word is not made of them."""
        if names not in self._held:
            forms = {form.casefold() for name in names for form in self.forms(name)}
            forms |= set(map(fold, forms))
            self._held[names] = frozenset(word for one in forms for word in LETTERS.findall(one))
        return self._held[names]

    def entries(self, name: str) -> frozenset[str]:
        """The entries of a name as they are written."""
        return frozenset(one for entries in self._entries for one in entries.get(name, ()))

    def begins_mark(self, letters: str) -> bool:
        """Whether a mark, or a word that may stand before one, begins with these letters, three at most."""
        if self._begins is None:
            kinds = ("action", "decision", "question", "open", "information")
            marks = ("mark_qualifiers", *(f"marks.{kind}" for kind in kinds))
            keys = self.phrases(*marks, "bare_marks.action", "bare_marks.decision").keys | {
                one.casefold() for one in self.entries("short_marks")
            }
            # A first word of one or two letters shows no more of a mark: "À définir".
            self._begins = frozenset(one[:count] for one in keys for count in (1, 2, 3))
        return fold(letters)[:3] in self._begins

    def label_in(self, name: str, label: str) -> bool:
        """Whether a label begins with an entry of this name, perhaps behind words that may stand before one."""
        words = _label(re.sub(r"^[\W\d_]+", "", label.strip()).rstrip(" :："))
        phrases, lead = self.phrases(name), _counts(words, self._rows.ours)
        return any(
            lead[at] <= _MOST_BEHIND and any(True for _ in phrases.ends(words, at)) for at in range(min(3, len(words)))
        )

    def is_mark(self, name: str, label: str) -> bool:
        """Whether a label is such a mark, perhaps behind a word that may stand before one: "New action"."""
        return self._is_mark(name, label)

    def _marks(self, name: str, label: str) -> bool:
        words = _label(label)
        if label.isalpha() and label in self.phrases("everybody") and not label.isupper():
            # "Todos" are everybody in Spanish and Portuguese, and no to-dos.
            return False
        phrases, before = self.phrases(f"marks.{name}"), self.phrases("mark_qualifiers")
        starts = (0, *before.ends(words, 0)) if words else ()
        return any(end == len(words) for start in starts for end in phrases.ends(words, start))

    def cell_says(self, name: str, cell: str) -> bool:
        """Whether a cell says "there", "gone", "done" or "undone", and nothing else."""
        return cell in self.phrases(f"cells.{name}")

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
            whole = len(words) in phrases.ends(words, 0)
            if kind is not Label.ACTIONS and not whole and any(True for _ in rows.not_yet.ends(words, 0)):
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
                few = kind is Label.ACTIONS and 0 < len(words) - after <= 2 and not self._speaks_of(words, after)
                ends = list(rows.outcomes.ends(words, after))
                if few or any(end == len(words) or len(words) in rows.made.ends(words, end) for end in ends):
                    return True
            if kind is Label.ACTIONS and any(end < len(words) for end in rows.of.ends(words, one)):
                return True
        return False

    def _speaks_of(self, words: Sequence[str], at: int) -> bool:
        """Whether the word `at` announces actions, but with another behind it: "tasks and task queues"."""
        return at + 1 < len(words) and 1 in {end - at for end in self.phrases("actions").ends(words, at)}


def _spellings(entry: str, language: str) -> set[str]:
    """An entry in small letters, and as it is written where a keyboard has no accents.

    Where a letter with dots is another letter, leaving out the dots makes another word: "würde", "wurde".
    """
    low = {entry.lower(), entry.casefold()}
    if language == "de":
        return low | {one.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue") for one in low}
    return low if language in _DOTTED else low | {without_accents(one) for one in low}


def _source(entries: Iterable[str]) -> str:
    # The longest first, for of alternatives the first that fits is taken.
    spelt = set(entries)
    ordered = sorted(spelt, key=lambda one: (-len(one), one))
    apart = [as_regex(one) for one in ordered if not HAN.search(one)]
    whole = [as_regex(one) for one in ordered if HAN.search(one)]
    # Most words begin with another letter, which is seen at once; one entry after the other is tried slowly.
    begins = "".join(sorted({re.escape(form[0]) for one in spelt for form in expand(one) if form}))
    found = [rf"(?<![^\W_])(?=[{begins}])(?:{'|'.join(apart)})(?![^\W_])"] if apart else []
    return f"(?:{'|'.join(found + whole)})" if found or whole else r"(?!)"


def _label(text: str) -> tuple[str, ...]:
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


@functools.cache
def words_of(*languages: str) -> Words:
    """The words that hold in a text of these languages (BCP 47): their own and those of English; of none, of all."""
    bases = (language.split("-")[0].lower() for language in languages)
    known = tuple(one for one in (_SAME.get(base, base) for base in bases) if one in LANGUAGES)
    if not languages:
        return Words(LANGUAGES)
    near = (other for one in known for other in _NEAR.get(one, ()) if other in LANGUAGES)
    return Words(tuple(dict.fromkeys((*known, *near, ENGLISH))))


def role_of(label: str) -> Announced | None:
    """The role a label says in any language."""
    return words_of().role_of(label)


def list_of(label: str) -> Label | None:
    """What a label says of the items below it, in any language."""
    return words_of().list_of(label)
