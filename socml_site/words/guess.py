"""Which language's words hold in a text that is too short to show its language for certain.

Minutes that are but labels and names have few common words; their labels tell. English wins where nothing does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from socml_site.words.forms import expand, joined
from socml_site.words.languages import ENGLISH, LANGUAGES, entries_of

_LOOKED_AT = 1500
_MOST_LABELS = 30
_ENOUGH = 8
"""Counts from which on a language is preferred to another that has less."""
_AS_GOOD = 0.8
_MOST = 3
"""Languages that may hold together: the patterns of each such set are made anew, which takes a fifth of a second."""
_LABEL_COUNTS = 3
"""A label tells as much as so many common words."""
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30fa]")
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(r"(?:^|\|)[^\w\n|]*(?:\d[^\w\n]{0,3})?([^\W\d_][^:：|\n]{1,60}?)[\s*_]*(?:[:：|]|$)", re.MULTILINE)
_NUMBER = re.compile(r"\s(?:[^\W\d_]{1,6}\W{0,2})?\d[\d/.-]*$")
"""What numbers a label: "Usnesení č. 3/2024"."""
_NAMES = (
    *("attended", "members", "absent", "moderated", "noted", "presented", "decisions", "actions", "questions", "parts"),
    *("introductions", "date_labels", "meeting_names", "marks.action", "marks.decision", "marks.question"),
    *("columns.person", "columns.owner", "columns.due", "columns.action", "columns.decision"),
)


def likely_languages(text: str) -> tuple[str, ...]:
    """The language whose common words and labels a text holds most, first; with it those that are as good as it.

    Where little tells, neighbours such as Danish and Norwegian hold together, and of a text that tells nothing English.
    """
    text = text[:_LOOKED_AT]
    counts: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    languages = _languages_of_words()
    words = Counter(_WORD.findall(text.casefold()))
    for word, times in words.items():
        for language in languages.get(word, ()):
            counts[language] += times
            alone[language] += times * (len(languages[word]) == 1)
    labels: Counter[str] = Counter()
    for match, _ in zip(_LABEL.finditer(text), range(_MOST_LABELS), strict=False):
        held = _languages_of_labels().get(joined(_NUMBER.sub("", match[1])), ())
        labels.update(held if ENGLISH not in held else (ENGLISH,))
        for language in held:
            counts[language] += _LABEL_COUNTS
    if written := _by_script(text):
        return tuple(one for one in written if counts[one] == max(counts[other] for other in written))
    best = max(counts.values(), default=0)
    if counts[ENGLISH] == best:
        # Labels of another language hold beside English: notes on programming have few common words of their own.
        other = max(labels, key=lambda one: (labels[one], counts[one], one), default=ENGLISH)
        return tuple(dict.fromkeys((ENGLISH, other)))
    ranked = sorted(counts, key=lambda one: (-counts[one], -alone[one], LANGUAGES.index(one)))
    least = best * _AS_GOOD if best >= _ENOUGH else 1
    return tuple(one for one in ranked if counts[one] >= least)[:_MOST]


def _by_script(text: str) -> tuple[str, ...]:
    """The languages that write as a text does, where their script tells."""
    if text.isascii():
        return ()
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    if not (han or kana) or 2 * (han + kana) <= sum(map(str.isalpha, text)):
        return ()
    return ("ja",) if kana else ("zh", "ja")


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    names = (
        *("common", "carried", "at_the_end", "decide", "leads_it", "writes_it", "attended_it", "officers", "groups"),
        *("led_by", "written_by", "opened_by", "meetings", "attended", "absent"),
    )
    return _by_form({language: {form.casefold() for form in _forms(language, names)} for language in LANGUAGES})


@cache
def _languages_of_labels() -> dict[str, tuple[str, ...]]:
    return _by_form({language: {joined(form) for form in _forms(language, _NAMES)} for language in LANGUAGES})


def _forms(language: str, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for entry in entries_of(language).get(name, ()):
            yield from expand(entry)


def _by_form(forms: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, own in forms.items():
        # Most forms are of one language alone.
        alone = (language,)
        for one in own:
            found[one] = (*found[one], language) if one in found else alone
    return found
