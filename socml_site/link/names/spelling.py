"""What the spelling of a name tells: which spellings are one name, and what kind of name it is.

Case, accents, spaces, hyphens and apostrophes distinguish nobody: "Renée O’Neil" and "renee o'neil" are one name.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from enum import StrEnum
from urllib.parse import urlsplit

from rapidfuzz.distance import OSA

from socml_site.minutes.cast import same_first_name

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
"""Letters with a stroke of their own, which Unicode does not take for an accent."""
_BREAK = re.compile(r"[\s.,·]+")
_TITLES = frozenset("dr prof professor mr mrs ms mx sir".split())
_SUFFIXES = frozenset("jr sr ii iii iv phd md".split())
_HOSTS_OF_HANDLES = re.compile(r"(?:www\.)?(?:github\.com|gitlab\.com|codeberg\.org)$")
_NO_HANDLES = frozenset("orgs apps sponsors issues pulls features about marketplace".split())
_EVERYBODY = frozenset("@all @everyone @here @channel @team @group".split())
_SHORT = 5
"""Short forms of first names have at most so many letters."""
_SLIP = 8
"""Names of fewer letters that differ by one are as likely to be two names."""
_SELF = frozenset({"i", "me", "this", "it", "id", "card", ""})
"""Fragments by which a page names the person it is about (solidproject.org WebIDs: `https://example.org/#i`)."""


class Shape(StrEnum):
    """What kind of name a spelling is; only the first three mean one person wherever they stand."""

    FULL = "full"
    HANDLE = "handle"
    NICK = "nick"
    PARTIAL = "partial"
    FIRST = "first"
    INITIALS = "initials"


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """What spellings of a name have in common: its letters and digits, without case and accents."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in decomposed if c.isalnum()) or name.casefold().strip()


@functools.lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without titles and suffixes."""
    found = [fold(part) for part in _BREAK.split(name.lstrip("@")) if any(c.isalnum() for c in part)]
    while len(found) > 2 and found[0] in _TITLES:
        found = found[1:]
    while len(found) > 2 and found[-1] in _SUFFIXES:
        found = found[:-1]
    return tuple(found)


def is_titled(name: str) -> bool:
    """Whether a name begins with a title: `Dr. Ada Example`."""
    return fold(name.split(" ")[0]) in _TITLES and len(name.split(" ")) > 2


@functools.lru_cache(maxsize=65536)
def suffix(name: str) -> str:
    """`jr` of `Ada Example Jr.`, or the empty string."""
    found = [fold(part) for part in _BREAK.split(name) if any(c.isalnum() for c in part)]
    return found[-1] if len(found) > 2 and found[-1] in _SUFFIXES - {"phd", "md"} else ""


@functools.lru_cache(maxsize=65536)
def shape(name: str) -> Shape:
    """The kind of a name as it is written."""
    name = name.strip()
    if name.startswith("@"):
        return Shape.HANDLE
    parts = words(name)
    if len(parts) >= 2:
        whole = all(len(part) > 1 or part.isdigit() for part in (parts[0], parts[-1]))
        return Shape.FULL if whole or _no_cases(name) else _short(parts)
    bare = name.rstrip(".")
    if len(bare) > 1 and _no_cases(bare):
        # Scripts without capitals write first and last name in one.
        return Shape.FULL
    if len(bare) < 2 or _is_letters(bare):
        return Shape.INITIALS
    return Shape.NICK if re.search(r"\d|_|\w-\w*[a-z]|[a-z][A-Z]", bare) and not bare[0].isupper() else Shape.FIRST


def _is_letters(name: str) -> bool:
    """`DE`, `JHD`, `eP`: a few letters that are no word."""
    mixed = len(name) < 4 and name not in (name.lower(), name.title())
    return name.isalpha() and (mixed or (name.isupper() and len(name) < 5))


def _no_cases(name: str) -> bool:
    return not any(c.isupper() or c.islower() for c in name)


def _short(parts: tuple[str, ...]) -> Shape:
    """`Dan E.` and `D. Ehrenberg` leave one name out, `J. R.` all of them."""
    return Shape.INITIALS if all(len(part) == 1 for part in parts) else Shape.PARTIAL


@functools.lru_cache(maxsize=65536)
def handle_of(text: str) -> str:
    """The handle a text or an address names, with `@`: of `@Ada`, `https://github.com/ada`; else the empty string."""
    if text.startswith("@"):
        handle = f"@{text[1:].strip('/. ').casefold()}"
        return handle if "/" not in handle and len(handle) > 1 and handle not in _EVERYBODY else ""
    parts = urlsplit(text)
    path = parts.path.strip("/")
    if _HOSTS_OF_HANDLES.match(parts.netloc.casefold()) and path and "/" not in path and path not in _NO_HANDLES:
        return f"@{path.casefold()}"
    return ""


@functools.lru_cache(maxsize=65536)
def link_of(url: str) -> str:
    """A web address that may be somebody's own, as a key; empty if it is a handle's or of no use as one.

    Scheme, `www.`, a last slash and a fragment that only says "this person" do not distinguish.
    """
    parts = _split(url)
    if parts is None or handle_of(url):
        return ""
    host, path, fragment = parts
    own = "" if fragment.casefold() in _SELF else f"#{fragment}"
    # A file or an issue in a repository is something somebody wrote, not somebody.
    return "" if _HOSTS_OF_HANDLES.match(host) else f"{host}{path}{own}"


def _split(url: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("http", "https") or not parts.netloc:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/") + query, parts.fragment


def host_of(link: str) -> str:
    """The host of a key made by `link_of`."""
    return re.split(r"[/#?]", link, maxsplit=1)[0]


@functools.lru_cache(maxsize=65536)
def same_first(one: str, other: str) -> bool:
    """Whether two first names, folded, are one, or one is a common short form of the other.

    Two short forms of one name (Ted and Theo) are two names unless they differ by a letter (Vicki and Vicky).
    """
    if one == other:
        return True
    if not same_first_name(one, other):
        return False
    short, long = sorted((one, other), key=len)
    return len(long) > _SHORT or long.startswith(short) or OSA.distance(one, other) <= 1


def akin(one: str, other: str) -> bool:
    """Whether two names can belong to one person at all: short forms, or full names that share a word."""
    ones, others = words(one), words(other)
    if Shape.FULL not in (shape(one), shape(other)) or shape(one) is not shape(other):
        return True
    return bool({*ones} & {*others}) or same_first(ones[0], others[0])


def variant(one: str, other: str) -> bool:
    """Whether two full names differ only by a middle initial or a suffix, which the one leaves out.

    >>> variant("Joe B. Doe", "Joe Doe"), variant("Joe B. Doe", "Joe C. Doe"), variant("Joe Doe Jr", "Joe Doe Sr")
    (True, False, False)
    """
    ones, others = words(one), words(other)
    if suffix(one) and suffix(other) and suffix(one) != suffix(other):
        return False
    return ones[0] == others[0] and ones[-1] == others[-1] and _middles(ones[1:-1], others[1:-1])


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words between first and last name agree: initials may be left out, or stand for a word."""
    short, long = sorted((one, other), key=len)
    if not short:
        return all(len(word) == 1 for word in long)
    return len(short) == len(long) and all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0]) for a, b in zip(short, long, strict=True)
    )


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ by a letter at most, and are long enough for that to be a slip."""
    short = min(len(fold(one)), len(fold(other)))
    return short >= _SLIP and OSA.distance(fold(one), fold(other), score_cutoff=1) <= 1


def likeness(one: str, other: str) -> int:
    """How likely, of 100, two different full names are one person's; 0 if nothing speaks for it."""
    ones, others = words(one), words(other)
    if any(c.isdigit() for c in one + other) or len(ones) < 2 or len(others) < 2:
        return 0
    if ones[-1] == others[-1] and same_first(ones[0], others[0]):
        return 95 if len(ones) == len(others) else 90
    if sorted(ones) == sorted(others):
        return 93
    if is_slip(one, other):
        return 88
    changed = [(a, b) for a, b in zip(ones, others, strict=False) if a != b]
    if len(ones) != len(others) or len(changed) != 1:
        return 0
    shorter, longer = sorted(changed[0], key=len)
    if changed[0] == (ones[0], others[0]) and len(shorter) >= 3 and longer.startswith(shorter):
        return 80
    return 75 if len(shorter) >= 6 and OSA.distance(shorter, longer, score_cutoff=3) <= 2 else 0
