"""The words of some languages together, as they are looked up: phrases, patterns, labels, marks, heads of columns."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from socml_site.words.forms import expand, fold
from socml_site.words.labels import Announced, Label, Labels, words_in_label
from socml_site.words.languages import ENGLISH, LANGUAGES, Entries, entries_of
from socml_site.words.phrases import Phrases, regex_of, spellings

_ENDING = re.compile(r"(?<=[^\W\d_])\([^\W\d_]{1,4}\)")
"""Another ending of a word: "owner(s)"."""
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
_SAME = {"nb": "no", "nn": "no"}
_NEAR = {"no": ("da",), "da": ("no",)}
"""Languages so alike in writing that a text is easily taken for the other."""
LETTERS = re.compile(r"[^\W\d_]+")
"""A word."""


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
        self._labels = Labels(self.phrases)
        self.role_of = functools.lru_cache(maxsize=1 << 14)(self._labels.role_of)
        self.list_of = functools.lru_cache(maxsize=1 << 14)(self._labels.list_of)
        self.label_in = self._labels.begins
        self._is_mark = functools.lru_cache(maxsize=1 << 12)(self._marks)
        self.columns_of = functools.lru_cache(maxsize=1 << 12)(self._columns_of)

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
            self._sources[names] = regex_of(
                spelling
                for language, entries in zip(self.languages, self._entries, strict=True)
                for name in names
                for one in entries.get(name, ())
                for spelling in spellings(one, language)
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
        words = words_in_label(_ENDING.sub("", cell).rstrip(" ?？"))
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

    def is_mark(self, name: str, label: str) -> bool:
        """Whether a label is such a mark, perhaps behind a word that may stand before one: "New action"."""
        return self._is_mark(name, label)

    def _marks(self, name: str, label: str) -> bool:
        words = words_in_label(label)
        if label.isalpha() and label in self.phrases("everybody") and not label.isupper():
            # "Todos" are everybody in Spanish and Portuguese, and no to-dos.
            return False
        phrases, before = self.phrases(f"marks.{name}"), self.phrases("mark_qualifiers")
        starts = (0, *before.ends(words, 0)) if words else ()
        return any(end == len(words) for start in starts for end in phrases.ends(words, start))

    def cell_says(self, name: str, cell: str) -> bool:
        """Whether a cell says "there", "gone", "done" or "undone", and nothing else."""
        return cell in self.phrases(f"cells.{name}")


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
