"""How a word file writes several forms of a word in one entry, and what spellings of a label have in common.

`protokoll(ant(in|innen)?|führ(er(in)?|ung))`: of `(a|b)` one stands there, of `(a|b)?` one or none. An entry allows
finitely many forms, so that a test can try each.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

MOST = 4000
"""Forms that one entry may allow: more of them are no word any more."""
_APART = r"[\s'’-]{1,2}"
"""What parts the words of a phrase: "note-taker", "couldn't"."""
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d"})
_COMBINING = re.compile("[\u0300-\u036f]")
_SUFFIX = (
    r"(?:[st]|es|er?|en|in|inn?en|n|r|rinn?en|frau|frauen|ne|nes|[ao]s?|xs?|ora|oras|ores|rices?|trices?|euses?|ères?"
    r"|i|ti|te|ta|ka|ky|ni|nie)"
)
_GENDER = re.compile(
    rf"(?<=[^\W\d_])(?:[(\[]-?({_SUFFIX})[)\]]|[:*_·•∙⋅.'’/-]-?({_SUFFIX})(?![^\W_]))(?:[·•∙⋅.-](s)(?![^\W_]))?", re.I
)
"""How an ending is set off that says that a word means everybody: `Teilnehmer:innen`, `présent·e·s`, `asistente(s)`."""
_BOTH = re.compile(r"(?<=[^\W\d_])([oa]s)/-?[oa]s(?![^\W_])", re.I)
"""`invitados/as`"""
_AT = re.compile(r"(?<=[^\W\d_])@(?=s?(?![^\W_]))")
"""`invitad@s`"""
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[^()|]+")
_TOKEN = re.compile(r"[^\W_]+|[&/,+|、・]")


def expand(entry: str) -> Iterator[str]:
    """The forms an entry allows. Raises ValueError where its brackets do not pair."""
    if "(" not in entry and ")" not in entry and "|" not in entry:
        yield " ".join(entry.split())
        return
    forms, end = _alternatives(entry, 0, "")
    if end != len(entry):
        raise ValueError(f"brackets of {entry!r} do not pair")
    yield from dict.fromkeys(" ".join(form.split()) for form in forms)


def _alternatives(entry: str, at: int, closing: str) -> tuple[list[str], int]:
    """The forms from `at` to the bracket that closes them, and where that stands."""
    found: list[str] = []
    forms = [""]
    while at < len(entry) and entry[at] != ")":
        char = entry[at]
        if run := _PLAIN.match(entry, at):
            forms = [form + run[0] for form in forms]
            at = run.end() - 1
        elif char == "(":
            inner, at = _alternatives(entry, at + 1, ")")
            if entry[at + 1 : at + 2] == "?":
                inner, at = ["", *inner], at + 1
            forms = [form + one for form in forms for one in inner]
        elif char == "|":
            found, forms = found + forms, [""]
        if len(forms) + len(found) > MOST:
            raise ValueError(f"{entry!r} allows more than {MOST} forms")
        at += 1
    if bool(closing) != (at < len(entry)):
        raise ValueError(f"brackets of {entry!r} do not pair")
    return found + forms, at


def as_regex(entry: str) -> str:
    """A regular expression of an entry, without groups that capture; its words may be parted by a hyphen as well."""
    found = ""
    required = False
    for word in _split(entry, " "):
        part, optional = _word(word)
        if optional:
            found += f"(?:{_APART}{part})?" if required else f"(?:{part}{_APART})?"
        else:
            found += f"{_APART}{part}" if required else part
            required = True
    return found


def _word(word: str) -> tuple[str, bool]:
    """A word as a regular expression, and whether it may be missing."""
    if word.startswith("(") and word.endswith(")?") and _closing(word, 0) == len(word) - 2:
        return f"(?:{'|'.join(map(as_regex, _split(word[1:-2], '|')))})", True
    found, at = "", 0
    while at < len(word):
        if word[at] != "(":
            found += re.escape(word[at])
            at += 1
            continue
        end = _closing(word, at)
        found += f"(?:{'|'.join(map(as_regex, _split(word[at + 1 : end], '|')))})"
        at = end + 1
        if word[at : at + 1] == "?":
            found, at = f"{found}?", at + 1
    return found, False


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` closes. Raises ValueError if it does not."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    raise ValueError(f"brackets of {text!r} do not pair")


def _split(text: str, sign: str) -> Iterator[str]:
    """A text cut at a sign outside of brackets, without empty parts at spaces."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if char == sign and depth == 0:
            if sign == "|" or at > start:
                yield text[start:at]
            start = at + 1
    if sign == "|" or start < len(text):
        yield text[start:]


def without_accents(text: str) -> str:
    """A text whose letters bear no accents; marks that make another sound in other scripts stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _COMBINING.sub("", unicodedata.normalize("NFKD", text))).translate(_LETTERS)


@functools.lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """A text without case and accents; the signs that set off an ending go too: "Présent·e·s" is "presentes"."""
    text = without_accents(text)
    if any(sign in text for sign in "(:*_·•∙⋅./-[@'’"):
        text = _BOTH.sub(r"\1", text) if "/" in text else text
        text = _AT.sub("o", _GENDER.sub(lambda match: (match[1] or match[2]) + (match[3] or ""), text))
    return text.casefold().translate(_LETTERS)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a label, and the signs that join words."""
    return tuple(_TOKEN.findall(fold(text)))


@functools.lru_cache(maxsize=1 << 15)
def joined(text: str) -> str:
    """What "note-taker", "Note taker" and "notetaker" have in common."""
    if text.isascii() and (bare := text.replace(" ", "")).isalnum():
        return bare.casefold()
    return "".join(_WORD.findall(fold(text)))
