"""Regular expressions that are made of words, each compiled once for the words that hold in a text."""

from __future__ import annotations

import re
from collections.abc import Callable

from socml_site.words.forms import as_regex, expand, fold
from socml_site.words.languages import entries_of
from socml_site.words.table import Words

_NAMED = re.compile(r"«([\w.]+)»")
_UPPER = re.compile(r"‹([\w.]+)›")


class Pattern:
    """A regular expression that `build` writes of words; case does not count in it.

    In a text, `«name»` stands for the entries of a name and `‹name›` for them in capitals; there case counts elsewhere.
    It is made at the top of a module as any other, so that the bench of hostile texts finds it; `of` is what to use.
    """

    def __init__(self, build: Callable[[Words], str] | str) -> None:
        self._build = build
        # By the words themselves, which are made once for each set of languages: it is asked for on every line.
        self._made: dict[Words, re.Pattern[str]] = {}

    def of(self, words: Words) -> re.Pattern[str]:
        """The expression with these words."""
        found = self._made.get(words)
        if found is None:
            found = self._made[words] = self._compiled(words)
        return found

    def _compiled(self, words: Words) -> re.Pattern[str]:
        if callable(self._build):
            return re.compile(self._build(words), re.IGNORECASE)
        filled = _NAMED.sub(lambda match: f"(?i:{words.source(match[1])})", self._build)
        return re.compile(_UPPER.sub(lambda match: _in_capitals(words, match[1]), filled))


def _in_capitals(words: Words, name: str) -> str:
    """The entries of a name as they stand in capitals: "DONE"."""
    forms = sorted({form.upper() for form in forms_of(words, name)}, key=lambda one: (-len(one), one))
    return f"(?:{'|'.join(map(as_regex, forms)) or '(?!)'})"


def forms_of(words: Words, *names: str) -> dict[str, None]:
    """The forms that the entries of these names allow, without capitals."""
    held = (one for language in words.languages for name in names for one in entries_of(language).get(name, ()))
    return {form.casefold(): None for entry in held for form in expand(entry)}


def bare(words: Words, *names: str) -> str:
    """The entries of these names as `Words.source` gives them, but what stands before one does not count: "4th"."""
    return either({one for form in forms_of(words, *names) for one in (form, fold(form))})


def either(forms: set[str]) -> str:
    """One of these texts, the longest first."""
    ranked = sorted(forms - {""}, key=lambda one: (-len(one), one))
    if not ranked:
        return "(?!)"
    # Most words begin with another letter, which is seen at once; one form after the other is tried slowly.
    begins = "".join(sorted({re.escape(one[0]) for one in ranked}))
    return f"(?=[{begins}])(?:{'|'.join(map(re.escape, ranked))})"
