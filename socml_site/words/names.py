"""Words beside names, and words that are no names: those of all languages at once, for people carry names of any.

They stand in the word files; names of people, which belong to no language, in `names.yml`.
"""

from __future__ import annotations

import re

from socml_site.words.forms import joined
from socml_site.words.languages import ENGLISH, entries_of
from socml_site.words.patterns import either, forms_of
from socml_site.words.phrases import HAN
from socml_site.words.table import words_of

_ALL = words_of()
_NAMES = entries_of("names")


def _held(name: str) -> frozenset[str]:
    return frozenset(forms_of(_ALL, name))


PLACEHOLDERS = _held("placeholders")
"""What stands where a name should be."""
_RUN_TOGETHER = frozenset(map(joined, (one for one in PLACEHOLDERS if " " in one)))
"""The same as a handle: "@AddYourNameHere"."""

SERVICES = _held("services")
"""Where people meet from afar, which is nobody: "Google Meet"."""

GIVEN_NAMES = frozenset(_NAMES["given_names"])
"""Common first names of several languages: they speak for a label that stands only once."""

WHOLE_NAMES = GIVEN_NAMES | frozenset(_NAMES["whole_names"])
"""The same and shorter ones: such a word is somebody's name, and neither initials nor the beginning of another name."""

PARTICLES = _held("particles")
"""Words that are written small within a person's name: "van", "de la"."""

_OWN = frozenset(forms_of(words_of(ENGLISH), "no_names"))
NO_NAMES = _OWN | (_held("no_names") - WHOLE_NAMES - PARTICLES)
"""Words that stand before a colon or in a list of attendees and are nobody's name.

A word of another language than English that is a first name or a particle of names as well is not held against one.
"""

ALSO_WORDS = frozenset(_NAMES["also_words"])
"""Names that are also words: in a list of attendees they are names."""

NO_INITIALS = frozenset(one.upper() for one in _NAMES["no_initials"])
"""Two or three letters that stand before a colon or a dash for something else than a person, in capitals."""

NICKNAMES = tuple(frozenset(group.split()) for group in _NAMES["nicknames"])
"""First names that may be one person's."""


NAME_TITLES = _ALL.source("name_titles")
"""What stands before a person's name, as a regular expression: "Dr"."""

NAME_TITLES_BEHIND = either({form for form in forms_of(_ALL, "name_titles") if HAN.match(form)})
"""What stands behind one in scripts that part no words, as a regular expression: "さん"."""

NAME_LABELS = _ALL.source("name_labels")
"""What a column of names is called, as a regular expression."""

SMALL_WORDS = _held("small_words")
"""Words that are written small within an organisation's name."""

REMARKS = _held("remarks")
"""Words that stand beside a name as a remark and no organisation's name: food, health, travel, coming and going."""

REMARK_LETTERS = _held("remark_letters")
"""Such words of a few letters, which are acronyms of it also in capitals."""

REMARK_STEMS = tuple(_held("remark_stems"))
"""Beginnings of such words, without accents."""

SURE_REMARK_STEMS = tuple(_held("sure_remark_stems"))
"""Those that begin no name: such a word is nobody, also where it stands alone in a list of people."""

ROLE_WORDS = _held("role_words")
"""Words that say what somebody is or does: alone they name no organisation."""

ORGANISATION_WORDS = _held("organisation_words")
"""Words of which an organisation's name is made: with one of them a text names one."""

ORGANISATION_LABELS = _held("organisation_labels")
"""Words that announce where somebody belongs."""

_BODIES = tuple(_held("body_endings"))
_BODY = 2
"""Letters that stand at least before such an ending."""

_JOINING = sorted(map(re.escape, _held("and")), key=lambda one: (-len(one), one))
AND = tuple(one for one in _JOINING if len(one) > 1)
SHORT_AND = tuple(one for one in _JOINING if len(one) == 1)
"""Words that join two names, as patterns: "and", "och"; "y", "e"."""

_COUNTED = re.compile(
    rf"[+\d].*{_ALL.source('others')}|\+\s*\d|\d+\b|{_ALL.source('several')}|{_ALL.source('about')}\s\d", re.IGNORECASE
)
"""How many stand where names should be: "3 others", "+1", "several people", "about 5"."""


def is_placeholder(name: str) -> bool:
    """Whether a text stands where a name should be: "TBD", "everyone", "your name here", "3 others", "+1"."""
    bare = re.sub(r"\s+", " ", name).strip(" .:;,*_-–—<>[](){}@").casefold()
    return (
        bare in PLACEHOLDERS
        or name.strip().casefold() in PLACEHOLDERS
        or ("@" in name and joined(name) in _RUN_TOGETHER)
        or not any(c.isalpha() for c in bare)
        or bool(_COUNTED.match(bare))
    )


def is_body(name: str) -> bool:
    """Whether a name is that of a committee, by how it ends: "Festkomité", "Bauausschuss"."""
    last = name.casefold().rsplit(maxsplit=1)[-1] if name.strip() else ""
    return last.endswith(_BODIES) and any(last.endswith(one) and len(last) >= len(one) + _BODY for one in _BODIES)
