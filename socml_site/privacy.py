"""What the head of a file says about who may see its page: the one reader of policies, and it fails closed.

Who wants a page to stay in the house writes it in many ways: in the words of other tools (`publish: false` of Obsidian,
`draft: true` of Jekyll and Hugo, `visibility: private`), above the place where front matter belongs, with a tab or a
wide colon, in YAML that cannot be read. Whatever looks like such a wish and cannot be understood keeps the page back,
with an issue that names the line: it is better to ask once than to publish once.

A block of front matter is read strictly: a key of this kind with a value that is no answer closes the page. The first
lines of the text are read loosely: only a whole line such as `Policy: Chatham House Rule` counts there.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from socml_site.issues import Issue
from socml_site.model import Place, Policy
from socml_site.read.source import Block, FrontMatter
from socml_site.read.yaml import Parsed
from socml_site.schema import NEAR

_POLICY = frozenset("policy policies privacy attribution".split())
_HIDES = frozenset("private draft drafts hidden secret confidential internal unlisted unpublished nopublish".split())
"""Keys whose yes keeps a page back."""
_SHOWS = frozenset("publish published public publishable listed".split())
"""Keys whose no keeps a page back."""
_SEEN_BY = frozenset("visibility access audience permissions classification confidentiality sensitivity".split())
"""Keys that say who may see a page."""
_STATES = frozenset("status state stage".split())
_KINDS = (_POLICY, _HIDES, _SHOWS, _SEEN_BY, _STATES)
_OF_PEOPLE = frozenset("name aliases handle url affiliation".split())
_OTHERS = frozenset("police polity publisher publication".split())
"""Words that only look like one of these keys."""
_DRAFT = frozenset(
    "draft drafts wip unfinished entwurf brouillon borrador rascunho bozza utkast udkast koncept szkic".split()
)
_PRIVATE = frozenset(
    "private hidden secret confidential internal unlisted unpublished restricted members members-only team team-only "
    "do-not-publish not-for-publication off-the-record not-public non-public nobody noone privat privé prive privado "
    "privada privato vertraulich intern interne interno confidentiel confidencial riservato prywatne soukromé".split()
)
_SURE = _DRAFT - {"wip", "unfinished"} | {"private", "confidential", "unpublished", "do-not-publish"}
"""What keeps a page back as the value of any key that is not known: `tags: [private]`."""
_PUBLIC = frozenset("public open everyone everybody all anyone world published full öffentlich offen publico".split())
_NAMED = frozenset("named names name attributed on-the-record".split())
_NAMELESS = re.compile(r"chatham|anonym|unattribut|unnamed|(?:no|not|without|non)-(?:names?|named|attribution)\b")
_YES = frozenset("true yes y 1 on t x ja oui sí si sim tak ano".split())
_NO = frozenset("false no n 0 off f nein non não nej nie ne null none".split())
_KEY = re.compile(
    r"[\s>*_`\"'“”{,\[(•·-]*(?P<key>[^\W\d_](?:[\w .-]{0,40}[\w.-])?)[\"'“”`*_]*\s*(?:::?|=>?)\s*(?P<value>.*)"
)
_ITEM = re.compile(r"\s*[-*]\s+(?P<value>.+)")
_COMMENT = re.compile(r"(?:^|\s)(?:#|//|<!--).*$")
_AROUND = " \t\"'“”‘’`*_[](){},;.!|>&"
_TAG = re.compile(r"^(?:!\S*|&\S+)\s*")
_BELOW = 40
"""So many lines below a key its value is looked for."""
_WORDS = 5
"""A value of more words than this is a sentence, not an answer."""


@dataclass(frozen=True, slots=True)
class Reserve:
    """What a head asks for: the strictest policy it names, and whether it is no more than a draft."""

    policy: Policy = Policy.NAMED
    draft: bool = False
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class _Said:
    """A key with its values, as words; `strict` where it stands in a block of front matter."""

    key: str
    values: tuple[str, ...]
    place: Place
    strict: bool = True


@dataclass(frozen=True, slots=True)
class _Meant:
    """What one key asks for; `doubtful` if it cannot be understood."""

    policy: Policy = Policy.NAMED
    draft: bool = False
    doubtful: bool = False


_NOTHING = _Meant()
_CLOSED = _Meant(Policy.PRIVATE)
_DOUBTFUL = _Meant(Policy.PRIVATE, doubtful=True)


def reserve_of(front: FrontMatter, known: Iterable[str], path: str) -> Reserve:
    """What the head of the file `path` asks for; `known` are the keys that mean something else."""
    others = frozenset(_word(key) for key in known)
    said = (*_in_values(front.values, front, others), *_in_lines(front.head, others), *_in_text(front.opening))
    policies, draft, issues = [Policy.NAMED], False, {}
    for one in said:
        meant = _meant(one, others)
        policies.append(meant.policy)
        draft |= meant.draft
        if meant.doubtful:
            issues[one.place.line] = _issue(one, path)
    return Reserve(max(policies, key=list(Policy).index), draft, tuple(issues.values()))


def says_who(key: object) -> bool:
    """Whether a key of front matter says who may see the page, in the words of socml or of other tools."""
    word = _word(key)
    return any(word in kind or word.rpartition("-")[2] in kind for kind in _KINDS)


def of_person(entry: Mapping[str, object], parsed: Parsed, at: int, path: str) -> Reserve:
    """What an entry of people.yml, item `at` of the list, asks for: private for whom must not be shown by this name.

    `listed: nein`, `listd: false`, `private: true` and an `as` without a name ask for it, too.
    """
    issues = []
    hidden = False
    for key, value in entry.items():
        word, values = _word(key), tuple(_scalars(value))
        meant = _NOTHING
        if word == "as":
            meant = _NOTHING if isinstance(value, str | int | float) and any(values) else _DOUBTFUL
        elif word not in _OF_PEOPLE:
            meant = _meant(_Said(word, values or ("?",), Place()), frozenset())
        hidden |= meant.draft or meant.policy is Policy.PRIVATE
        if meant.doubtful:
            place = parsed.place((at, key))
            message = f"Whether this person may be named cannot be understood, so they are not: `{key}`"
            issues.append(
                Issue(path, place.line, place.col, "policy", message, "Write `listed: false`, or `as: B. E.`.")
            )
    return Reserve(Policy.PRIVATE if hidden else Policy.NAMED, issues=tuple(issues))


def _issue(one: _Said, path: str) -> Issue:
    message = f"Whether this page may be seen cannot be understood, so it is not published: `{one.key[:40]}`"
    hint = "Write `policy: named`, `policy: private` or `status: draft` at the top, between lines of three dashes."
    return Issue(path, one.place.line, one.place.col, "policy", message, hint)


def _word(text: object) -> str:
    """A key or a value as it counts: whatever its letters, spaces, quotes and comments."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", str(text)) if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s_-]+", "-", _COMMENT.sub("", bare).strip(_AROUND).casefold()).strip("-")


def _in_values(
    value: object, front: FrontMatter, others: frozenset[str], at: tuple[str | int, ...] = ()
) -> Iterator[_Said]:
    """Every key of the front matter that may count, as YAML understands it, however deep."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            word, where = _word(key), (*at, str(key))
            if _counts(word, others):
                yield _Said(word, tuple(_scalars(inner)), front.place(*where))
            yield from _in_values(inner, front, others, where)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _in_values(inner, front, others, (*at, index))


def _scalars(value: object) -> Iterator[str]:
    """The words of a value or of a list of values; what is neither answers nothing."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, date):
            yield "a-day"
        elif isinstance(one, Mapping | list):
            yield "?"
        elif one is not None:
            yield _word(one)


def _counts(key: str, others: frozenset[str]) -> bool:
    """Whether a key may say who sees the page: none that means something else, and each that nobody knows."""
    return key not in others or any(key in kind for kind in _KINDS)


def _in_lines(block: Block, others: frozenset[str]) -> Iterator[_Said]:
    """The keys of a block that may count as its lines show them, whatever YAML makes of it."""
    lines = [unicodedata.normalize("NFKC", line) for line in block.text.split("\n")]
    pieces = [(number, piece) for number, line in enumerate(lines) for piece in _pieces(line)]
    for at, (number, line) in enumerate(pieces):
        match = _KEY.match(line)
        place = Place(block.line + number, len(line) - len(line.lstrip()) + 1)
        if match and _counts(key := _word(match["key"]), others):
            below = (other for _, other in pieces[at + 1 : at + _BELOW])
            yield _Said(key, tuple(_values(match["value"], below, line)), place)
        elif not match and (word := _word(line)) and (word in _HIDES or word in _POLICY):
            # A key without a colon, or a flag.
            yield _Said(word, ("?",), place)


def _pieces(line: str) -> list[str]:
    """A line, or the pairs of a mapping in braces or of JSON that stand on it."""
    braces = line.lstrip().startswith("{")
    return re.split(r",(?=\s*[\"']?\w)" if braces else r",(?=\s*[\"']\w[^\"']*[\"']\s*:)", line)


def _values(value: str, below: Iterable[str], line: str) -> Iterator[str]:
    """The words of a value: those behind the colon, else the deeper lines and the items below it."""
    words = [_word(part) for part in re.split(r"[,;]", _TAG.sub("", _COMMENT.sub("", value).strip()))]
    if any(words):
        yield from (word for word in words if word)
        return
    indent = len(line) - len(line.lstrip())
    for other in below:
        item = _ITEM.match(other)
        if not other.strip() or not (item or len(other) - len(other.lstrip()) > indent):
            return
        if not _KEY.match(other):
            yield _word(item["value"] if item else other)


def _in_text(block: Block) -> Iterator[_Said]:
    """What the first lines of the text say in a whole line."""
    for number, line in enumerate(block.text.split("\n")):
        match = _KEY.fullmatch(unicodedata.normalize("NFKC", line).strip())
        value = _word(match["value"]) if match else ""
        if match and ":" in match[0] and value and value.count("-") < _WORDS:
            place = Place(block.line + number, len(line) - len(line.lstrip()) + 1)
            yield _Said(_word(match["key"]), (value,), place, strict=False)


def _meant(one: _Said, others: frozenset[str]) -> _Meant:
    """What one key asks for."""
    kind, closes = _kind(one.key, others)
    values = tuple(value for value in one.values if value)
    if kind is None or not values:
        sure = one.strict and one.key not in others and any(value in _SURE for value in values)
        return _hiding(values) if sure else _NOTHING
    if kind is _POLICY:
        return _policy(values, one.strict and closes)
    if kind is _STATES:
        return _state(values, one.strict)
    closed = _PRIVATE | _DRAFT
    if kind is _HIDES:
        hides, shows = _YES | closed, _NO | _PUBLIC
    elif kind is _SHOWS:
        hides, shows = _NO | closed, _YES | _PUBLIC | {"a-day"}
    else:
        if not one.strict and one.key != "visibility":
            # Rooms and doors have an access, too.
            return _NOTHING
        hides, shows = closed, _PUBLIC
    if any(value in hides or _near(value, _PRIVATE) for value in values):
        return _Meant(draft=True) if one.key.startswith("draft") else _hiding(values)
    answered = all(value in shows or re.fullmatch(r"\d{4}-\d.*", value) for value in values)
    closes &= one.strict and (kind is not _SEEN_BY or one.key == "visibility")
    return _DOUBTFUL if closes and not answered else _NOTHING


def _hiding(values: Sequence[str]) -> _Meant:
    drafts = all(value in _DRAFT for value in values)
    return _Meant(draft=True) if drafts else _CLOSED


@functools.lru_cache(maxsize=4096)
def _kind(key: str, others: frozenset[str]) -> tuple[frozenset[str] | None, bool]:
    """Which kind of key it is (`dg-publish`, `is_private`, `privte`), and whether any value must be understood."""
    for kind in _KINDS:
        if key in kind:
            return kind, True
    last = key.rpartition("-")[2]
    for kind in _KINDS:
        if last in kind and key not in others:
            return kind, False
    if key in others or key in _OTHERS or len(key) < 5:
        return None, False
    near = process.extractOne(key, [word for kind in _KINDS for word in kind], scorer=fuzz.ratio, score_cutoff=NEAR)
    found = next((kind for kind in _KINDS if near and near[0] in kind), None)
    return found, found is _POLICY


def _near(word: str, words: frozenset[str]) -> bool:
    return len(word) > 4 and process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=NEAR + 5) is not None


def _policy(values: Sequence[str], closes: bool) -> _Meant:
    found = [_policy_of(value) for value in values]
    if None in found:
        return _DOUBTFUL if closes else _NOTHING
    return _Meant(max((one for one in found if one), key=list(Policy).index))


def _policy_of(value: str) -> Policy | None:
    """The policy a word means, misspelt or in other words."""
    if _NAMELESS.search(value):
        return Policy.CHATHAM_HOUSE
    if value in _PRIVATE or value in _DRAFT:
        return Policy.PRIVATE
    if value in _PUBLIC or value in _NAMED:
        return Policy.NAMED
    if value.startswith(("un", "no")):
        return None
    best = process.extractOne(value, list(Policy), scorer=fuzz.ratio, score_cutoff=NEAR)
    return Policy(best[0]) if best else None


def _state(values: Sequence[str], strict: bool) -> _Meant:
    """A status keeps a page back if it says so; minutes that call themselves a draft in their text are for readers."""
    if any(value in _PRIVATE for value in values):
        return _CLOSED
    draft = strict and any(
        value in _DRAFT or (len(value) > 3 and fuzz.ratio(value, "draft") >= NEAR) for value in values
    )
    return _Meant(draft=draft)
