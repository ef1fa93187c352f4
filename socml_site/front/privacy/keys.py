"""The keys that say who may see a page, in the words of socml and of other tools, and the answers they get."""

from __future__ import annotations

import functools
import re
from enum import Enum, auto

from rapidfuzz import fuzz, process

from socml_site.front.schema import NEAR
from socml_site.model import Policy


class Kind(Enum):
    """What a key asks: for a policy, for a yes to hide or to show, who sees it, or how far it has come."""

    POLICY = auto()
    RIGHTS = auto()
    HIDES = auto()
    SHOWS = auto()
    SEEN_BY = auto()
    STATE = auto()
    CHATHAM = auto()


DRAFT = frozenset(
    "draft drafts wip unfinished entwurf brouillon borrador rascunho bozza utkast udkast koncept szkic".split()
)
PRIVATE = frozenset(
    "private hidden secret confidential internal unlisted unpublished restricted embargoed members members-only team "
    "team-only do-not-publish not-for-publication off-the-record not-public non-public nobody noone privat privé prive "
    "privado privada privato vertraulich intern interne interno confidentiel confidencial riservato prywatne "
    "soukromé".split()
)
KEYS: dict[str, Kind] = {
    **dict.fromkeys("policy policies".split(), Kind.POLICY),
    **dict.fromkeys("privacy attribution rule rules".split(), Kind.RIGHTS),
    **dict.fromkeys(
        "private hidden secret confidential internal unlisted unpublished unpublish nopublish nonpublic draft drafts "
        "entwurf brouillon borrador rascunho bozza utkast udkast privat privé privado vertraulich confidentiel".split(),
        Kind.HIDES,
    ),
    **dict.fromkeys("publish published public publishable listed".split(), Kind.SHOWS),
    **dict.fromkeys(
        "visibility access audience permissions classification confidentiality sensitivity".split(), Kind.SEEN_BY
    ),
    **dict.fromkeys("status state stage".split(), Kind.STATE),
}
OF_TEXT = frozenset("policy private confidential draft publish published public visibility status".split())
"""Keys that count in the first lines of the text."""
AT_WHOM = ("dg", "is", "page", "note", "notes", "meeting", "minutes", "session", "socml", "obsidian", "x")
"""What may stand before a key and still speak of the page: `dg-publish`, `is_private`; not `comments_public`."""
NEGATIONS = ("no", "not", "non", "dont", "don't", "don’t", "do-not", "never", "without")
AROUND = frozenset("socml meta metadata page params frontmatter front-matter obsidian publishing options".split())
"""Keys within which others speak of the page too."""
NEVER = frozenset("police polity publisher publication".split())
"""Words that only look like one of these keys."""
TAGS = frozenset("tags tag type scope sharing share labels keywords".split())
"""Keys of which `private` or `draft` as a value is enough."""
SURE = DRAFT - {"wip", "unfinished"} | {"private", "confidential", "unpublished", "do-not-publish"}
PUBLIC = frozenset("public open everyone everybody all anyone world published full öffentlich offen publico".split())
NAMED = frozenset("named names name attributed on-the-record".split())
CHATHAM = re.compile(r"chatham")
NAMELESS = re.compile(r"chatham|anonym|unattribut|unnamed|(?:no|not|without|non)-(?:names?|named|attribution)\b")
YES = frozenset("true yes y 1 on t x ja oui sí si sim tak ano".split())
NO = frozenset("false no n 0 off f nein non não nej nie ne none nicht".split())
LOOSE = frozenset("true yes ja oui sí sim false no nein non não nej nie".split())
"""Answers that count in text, where numbers and letters count other things."""
ANSWERS = frozenset({*YES, *NO, *PRIVATE, *DRAFT, *PUBLIC, *Policy})
NOTHING_SAID = frozenset({"", "~", "null"})
A_DAY = "a-day"
NO_ANSWER = "?"


def says_who(key: str) -> bool:
    """Whether a key of front matter says who may see the page, in the words of socml or of other tools."""
    kind, exact = kind_of(key)
    return kind is not None and exact


@functools.lru_cache(maxsize=4096)
def kind_of(key: str) -> tuple[Kind | None, bool]:
    """Which kind of key it is, and whether it is one as it stands and no misspelling (`privte`).

    `dg-publish` and `is_private` are; a negation turns `no-publish` and `not_public` round.
    """
    if key in KEYS:
        return KEYS[key], True
    if CHATHAM.search(key):
        return Kind.CHATHAM, True
    before, _, last = key.rpartition("-")
    if last in KEYS and before in NEGATIONS:
        turned = {Kind.SHOWS: Kind.HIDES, Kind.HIDES: Kind.SHOWS}
        return turned.get(KEYS[last]), True
    if last in KEYS and all(part in AT_WHOM for part in before.split("-")):
        return KEYS[last], True
    if "-" in key or key in NEVER or len(key) < 5:
        return None, False
    near = process.extractOne(key, list(KEYS), scorer=fuzz.ratio, score_cutoff=NEAR)
    return (KEYS[near[0]] if near else None), False
