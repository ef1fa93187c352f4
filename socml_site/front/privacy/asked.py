"""What a head says of who may see its page: in values, in lines that only look like front matter, in the text below."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from socml_site.front.privacy.keys import A_DAY, ANSWERS, AROUND, KEYS, NO_ANSWER, OF_TEXT, Kind
from socml_site.model import Place
from socml_site.read.source import Block, FrontMatter

_KEY = re.compile(
    r"[\s>*_`\"'“”{,\[(•·-]*(?P<key>[^\W\d_](?:[\w .'’-]{0,40}[\w.])?)[\"'“”`*_]*\s*(?:::?|=>?|->|→)\s*(?P<value>.*)"
)
_OPENING = re.compile(r"\s*(?:[-*+]\s+)?[*_]*(?P<key>[^\W\d_][\w -]{0,40}?)[*_]*\s*:[*_]*\s*(?P<value>.*)")
"""A line of the text that says one thing."""
_HOUSE_RULE = re.compile(r"chatham[ -]house[ -]rule", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-*]\s+(?P<value>.+)")
_COMMENT = re.compile(r"(?:^|\s)(?:#(?=\s)|//|<!--).*$")
_AROUND = " \t\"'“”‘’`*_[](){},;.!|>&#"
_TAG = re.compile(r"^(?:!\S*|&\S+)\s*")
_BELOW = 40
"""So many lines below a key its value is looked for."""
_WORDS = 5
"""A value of more words than this is a sentence, not an answer."""
_SENTENCE = 12
"""Words of a line that says under which rule a meeting was held."""


@dataclass(frozen=True, slots=True)
class Said:
    """A key with its values, as words; `strict` where it stands in a block of front matter."""

    key: str
    values: tuple[str, ...]
    place: Place
    strict: bool = True


def word_of(text: object) -> str:
    """A key or a value as it counts: whatever its letters, spaces, quotes and comments."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", str(text)) if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s_/-]+", "-", _COMMENT.sub("", bare).strip(_AROUND).casefold()).strip("-")


def in_values(
    value: object, front: FrontMatter, others: frozenset[str], at: tuple[str | int, ...] = ()
) -> Iterator[Said]:
    """Every key that may speak of the page, as YAML understands it."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        word, where = word_of(key), (*at, str(key))
        if word in AROUND:
            yield from in_values(inner, front, others, where)
        elif word not in others:
            yield Said(word, tuple(scalars(inner)), front.place(*where))


def scalars(value: object) -> Iterator[str]:
    """The words of a value or of a list of values; what is neither answers nothing."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, date):
            yield A_DAY
        elif isinstance(one, Mapping | list):
            yield NO_ANSWER
        elif one is not None:
            yield word_of(one)


def in_lines(block: Block, others: frozenset[str], understood: bool) -> Iterator[Said]:
    """The keys of a block as its lines show them, whatever YAML makes of it.

    Where it has `understood` the block, deeper keys are those of something else.
    """
    lines = [unicodedata.normalize("NFKC", line) for line in block.text.split("\n")]
    pieces = [(number, piece) for number, line in enumerate(lines) for piece in _pieces(line)]
    for at, (number, line) in enumerate(pieces):
        if understood and line[:1].isspace():
            continue
        match = _KEY.match(line)
        place = Place(block.line + number, len(line) - len(line.lstrip()) + 1)
        if match and (key := word_of(match["key"])) not in others:
            below = (other for _, other in pieces[at + 1 : at + _BELOW])
            yield Said(key, tuple(_values(match["value"], below, line)), place)
        elif not match:
            # A key without a colon, or a flag.
            first, _, rest = word_of(line).partition("-")
            if KEYS.get(first) in (Kind.HIDES, Kind.POLICY) and (not rest or rest in ANSWERS):
                yield Said(first, (rest or NO_ANSWER,), place)


def _pieces(line: str) -> list[str]:
    """A line, or the pairs of a mapping in braces or of JSON that stand on it."""
    line = line.replace("<!--", "").replace("-->", "")
    braces = line.lstrip().startswith("{")
    return re.split(r",(?=\s*[\"']?\w)" if braces else r",(?=\s*[\"']\w[^\"']*[\"']\s*:)", line)


def _values(value: str, below: Iterable[str], line: str) -> Iterator[str]:
    """The words of a value: those behind the colon, else the deeper lines and the items below it."""
    words = [word_of(part) for part in re.split(r"[,;]", _TAG.sub("", _COMMENT.sub("", value).strip()))]
    if any(words):
        yield from (word for word in words if word)
        return
    indent = len(line) - len(line.lstrip())
    for other in below:
        item = _ITEM.match(other)
        if not other.strip() or not (item or len(other) - len(other.lstrip()) > indent):
            return
        if not _KEY.match(other):
            yield word_of(item["value"] if item else other)


def in_text(block: Block) -> Iterator[Said]:
    """What the first lines of the text say in a whole line, or in a row of two cells; code shows something."""
    code = False
    for number, line in enumerate(block.text.split("\n")):
        deep = line.startswith(("  ", "\t"))
        line = unicodedata.normalize("NFKC", line).strip()
        fence = line.startswith(("```", "~~~"))
        code ^= fence
        if code or fence or deep:
            # What stands in an item of an item speaks of something else.
            continue
        place = Place(block.line + number, 1)
        if _HOUSE_RULE.search(line) and len(line.split()) <= _SENTENCE and "?" not in line and ":" not in line:
            yield Said("policy", ("chatham",), place, strict=False)
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        match = _OPENING.fullmatch(f"{cells[0]}: {cells[1]}" if len(cells) == 2 else line)
        key = word_of(match["key"]) if match else ""
        if match and (key in OF_TEXT or word_of(key) == "policy") and word_of(match["value"]).count("-") < _WORDS:
            yield Said(key, (word_of(match["value"]),), place, strict=False)
