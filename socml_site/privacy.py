"""What the head of a file says about who may see its page: the one reader of policies, and it fails closed.

Who wants a page to stay in the house writes it in many ways: in the words of other tools (`publish: false` of Obsidian,
`draft: true` of Jekyll and Hugo, `visibility: private`), above the place where front matter belongs, with a tab or a
wide colon, in YAML that cannot be read. Whatever looks like such a wish and cannot be understood keeps the page back,
with an issue that names the line: it is better to ask once than to publish once.

A block of front matter is read strictly: a key of this kind with a value that is no answer closes the page. The first
lines of the text are read loosely, for minutes speak of private rooms and the public: there only a whole line counts
that has the very key and a plain answer, such as `Policy: Chatham House Rule`.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from rapidfuzz import fuzz, process

from socml_site.issues import Issue
from socml_site.model import Place, Policy
from socml_site.read.source import Block, FrontMatter
from socml_site.read.yaml import Parsed
from socml_site.schema import NEAR


class _Kind(Enum):
    """What a key asks: for a policy, for a yes to hide or to show, who sees it, or how far it has come."""

    POLICY = auto()
    RIGHTS = auto()
    HIDES = auto()
    SHOWS = auto()
    SEEN_BY = auto()
    STATE = auto()
    CHATHAM = auto()


_DRAFT = frozenset(
    "draft drafts wip unfinished entwurf brouillon borrador rascunho bozza utkast udkast koncept szkic".split()
)
_PRIVATE = frozenset(
    "private hidden secret confidential internal unlisted unpublished restricted embargoed members members-only team "
    "team-only do-not-publish not-for-publication off-the-record not-public non-public nobody noone privat privé prive "
    "privado privada privato vertraulich intern interne interno confidentiel confidencial riservato prywatne "
    "soukromé".split()
)
_KEYS: dict[str, _Kind] = {
    **dict.fromkeys("policy policies".split(), _Kind.POLICY),
    **dict.fromkeys("privacy attribution rule rules".split(), _Kind.RIGHTS),
    **dict.fromkeys(
        "private hidden secret confidential internal unlisted unpublished unpublish nopublish nonpublic draft drafts "
        "entwurf brouillon borrador rascunho bozza utkast udkast privat privé privado vertraulich confidentiel".split(),
        _Kind.HIDES,
    ),
    **dict.fromkeys("publish published public publishable listed".split(), _Kind.SHOWS),
    **dict.fromkeys(
        "visibility access audience permissions classification confidentiality sensitivity".split(), _Kind.SEEN_BY
    ),
    **dict.fromkeys("status state stage".split(), _Kind.STATE),
}
_OF_TEXT = frozenset("policy private confidential draft publish published public visibility status".split())
"""Keys that count in the first lines of the text."""
_AT_WHOM = ("dg", "is", "page", "note", "notes", "meeting", "minutes", "session", "socml", "obsidian", "x")
"""What may stand before a key and still speak of the page: `dg-publish`, `is_private`; not `comments_public`."""
_NEGATIONS = ("no", "not", "non", "dont", "don't", "don’t", "do-not", "never", "without")
_AROUND_KEYS = frozenset("socml meta metadata page params frontmatter front-matter obsidian publishing options".split())
"""Keys within which others speak of the page too."""
_NEVER = frozenset("police polity publisher publication".split())
"""Words that only look like one of these keys."""
_TAGS = frozenset("tags tag type scope sharing share labels keywords".split())
"""Keys of which `private` or `draft` as a value is enough."""
_SURE = _DRAFT - {"wip", "unfinished"} | {"private", "confidential", "unpublished", "do-not-publish"}
_PUBLIC = frozenset("public open everyone everybody all anyone world published full öffentlich offen publico".split())
_NAMED = frozenset("named names name attributed on-the-record".split())
_CHATHAM = re.compile(r"chatham")
_NAMELESS = re.compile(r"chatham|anonym|unattribut|unnamed|(?:no|not|without|non)-(?:names?|named|attribution)\b")
_YES = frozenset("true yes y 1 on t x ja oui sí si sim tak ano".split())
_NO = frozenset("false no n 0 off f nein non não nej nie ne none nicht".split())
_LOOSE = frozenset("true yes ja oui sí sim false no nein non não nej nie".split())
"""Answers that count in text, where numbers and letters count other things."""
_ANSWERS = frozenset({*_YES, *_NO, *_PRIVATE, *_DRAFT, *_PUBLIC, *Policy})
_NOTHING_SAID = frozenset({"", "~", "null"})
_A_DAY = "a-day"
_NO_ANSWER = "?"

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
class Reserve:
    """What a head asks for: the strictest policy it names, whether it is no more than a draft, and on which line."""

    policy: Policy = Policy.NAMED
    draft: bool = False
    line: int = 0
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

    @property
    def hides(self) -> bool:
        """Whether the page is not published for it."""
        return self.draft or self.policy is Policy.PRIVATE


_NOTHING = _Meant()
_CLOSED = _Meant(Policy.PRIVATE)
_DOUBTFUL = _Meant(Policy.PRIVATE, doubtful=True)


def reserve_of(front: FrontMatter, known: Iterable[str], path: str) -> Reserve:
    """What the head of the file `path` asks for; `known` are the keys that mean something else."""
    others = frozenset(_word(key) for key in known) - _KEYS.keys()
    said = (
        *_in_values(front.values, front, others),
        *_in_lines(front.head, others, bool(front.values) and front.whole),
        *_in_text(front.opening),
    )
    policies, draft, line, issues = [Policy.NAMED], False, 0, {}
    for one in said:
        meant = _meant(one)
        policies.append(meant.policy)
        draft |= meant.draft
        line = line or (one.place.line if meant.hides else 0)
        if meant.doubtful:
            issues[one.place.line] = _issue(one, path)
    return Reserve(max(policies, key=list(Policy).index), draft, line, tuple(issues.values()))


def says_who(key: object) -> bool:
    """Whether a key of front matter says who may see the page, in the words of socml or of other tools."""
    kind, exact = _kind(_word(key))
    return kind is not None and exact


_OF_PEOPLE = frozenset("name aliases handle url affiliation".split())
_PSEUDONYMS = frozenset("as shown-as show-as display-as pseudonym".split())
_OPT_OUTS = frozenset("anonymous anonymized anonymised anon hide opt-out optout".split())
_OPT_INS = frozenset("visible show shown display".split())


def of_person(entry: Mapping[str, object], parsed: Parsed, at: int, path: str) -> Reserve:
    """What an entry of people.yml, item `at` of the list, asks for: private for whom must not be shown by this name.

    `listed: nein`, `listd: false`, `private: true`, `pseudonym: B. E.` and an `as` without a name ask for it, too.
    """
    issues, hidden = [], False
    for key, value in entry.items():
        meant = _of_key(key, value)
        hidden |= meant.hides
        if meant.doubtful:
            place = parsed.place((at, key))
            message = f"Whether this person may be named cannot be understood, so they are not: `{key}`"
            hint = "Write `listed: false`, or `as: B. E.`."
            issues.append(Issue(path, place.line, place.col, "policy", message, hint))
    return Reserve(Policy.PRIVATE if hidden else Policy.NAMED, issues=tuple(issues))


def _of_key(key: str, value: object) -> _Meant:
    """What one key of an entry of people.yml asks for."""
    word, values = _word(key), tuple(_scalars(value))
    if word in _PSEUDONYMS:
        # Another name counts only where it is read as one.
        return _NOTHING if key == "as" and isinstance(value, str | int | float) and any(values) else _DOUBTFUL
    if word in _OF_PEOPLE:
        return _NOTHING
    if word in _OPT_OUTS:
        return _answered(values, _YES, _NO, "")
    if word in _OPT_INS:
        return _answered(values, _NO, _YES, "")
    return _meant(_Said(word, values or (_NO_ANSWER,), Place()))


def _issue(one: _Said, path: str) -> Issue:
    message = f"Whether this page may be seen cannot be understood, so it is not published: `{one.key[:40]}`"
    hint = "Write `policy: named`, `policy: private` or `status: draft` at the top, between lines of three dashes."
    return Issue(path, one.place.line, one.place.col, "policy", message, hint)


def _word(text: object) -> str:
    """A key or a value as it counts: whatever its letters, spaces, quotes and comments."""
    bare = "".join(c for c in unicodedata.normalize("NFKC", str(text)) if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s_/-]+", "-", _COMMENT.sub("", bare).strip(_AROUND).casefold()).strip("-")


def _in_values(
    value: object, front: FrontMatter, others: frozenset[str], at: tuple[str | int, ...] = ()
) -> Iterator[_Said]:
    """Every key that may speak of the page, as YAML understands it."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        word, where = _word(key), (*at, str(key))
        if word in _AROUND_KEYS:
            yield from _in_values(inner, front, others, where)
        elif word not in others:
            yield _Said(word, tuple(_scalars(inner)), front.place(*where))


def _scalars(value: object) -> Iterator[str]:
    """The words of a value or of a list of values; what is neither answers nothing."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, date):
            yield _A_DAY
        elif isinstance(one, Mapping | list):
            yield _NO_ANSWER
        elif one is not None:
            yield _word(one)


def _in_lines(block: Block, others: frozenset[str], understood: bool) -> Iterator[_Said]:
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
        if match and (key := _word(match["key"])) not in others:
            below = (other for _, other in pieces[at + 1 : at + _BELOW])
            yield _Said(key, tuple(_values(match["value"], below, line)), place)
        elif not match:
            # A key without a colon, or a flag.
            first, _, rest = _word(line).partition("-")
            if _KEYS.get(first) in (_Kind.HIDES, _Kind.POLICY) and (not rest or rest in _ANSWERS):
                yield _Said(first, (rest or _NO_ANSWER,), place)


def _pieces(line: str) -> list[str]:
    """A line, or the pairs of a mapping in braces or of JSON that stand on it."""
    line = line.replace("<!--", "").replace("-->", "")
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
            yield _Said("policy", ("chatham",), place, strict=False)
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        match = _OPENING.fullmatch(f"{cells[0]}: {cells[1]}" if len(cells) == 2 else line)
        key = _word(match["key"]) if match else ""
        if match and (key in _OF_TEXT or _word(key) == "policy") and _word(match["value"]).count("-") < _WORDS:
            yield _Said(key, (_word(match["value"]),), place, strict=False)


def _meant(one: _Said) -> _Meant:
    """What one key asks for."""
    kind, exact = _kind(one.key) if one.strict else (_KEYS.get(one.key), True)
    values = tuple(value for value in one.values if value not in _NOTHING_SAID)
    if not values:
        return _NOTHING
    if any(_CHATHAM.search(value) for value in values):
        return _Meant(Policy.CHATHAM_HOUSE)
    if kind is None:
        return _hiding(values) if one.key in _TAGS and any(value in _SURE for value in values) else _NOTHING
    if kind is _Kind.CHATHAM:
        return _NOTHING if all(value in _NO for value in values) else _Meant(Policy.CHATHAM_HOUSE)
    if kind in (_Kind.POLICY, _Kind.RIGHTS):
        return _policy(values, closes=one.strict and kind is _Kind.POLICY)
    if kind in (_Kind.STATE, _Kind.SEEN_BY):
        return _words(values, kind, one, exact)
    if not one.strict and not all(value in _LOOSE or value in _PRIVATE - {"nobody", "noone"} for value in values):
        return _NOTHING
    closed = _PRIVATE | _DRAFT
    if kind is _Kind.HIDES:
        meant = _answered(values, _YES | closed, _NO | _PUBLIC, one.key)
    else:
        meant = _answered(values, _NO | closed, _YES | _PUBLIC, one.key)
    return _NOTHING if meant.doubtful and not (one.strict and exact) else meant


def _answered(values: Sequence[str], hides: frozenset[str], shows: frozenset[str], key: str) -> _Meant:
    """What the values answer: to hide, to show, or neither, which is doubtful unless it speaks of something else."""
    if any(value in hides or _near(value, _PRIVATE) or value.startswith(("not-", "never")) for value in values):
        return _Meant(draft=True) if key.startswith(("draft", "entwurf", "brouillon")) else _hiding(values)
    others = [value for value in values if value not in shows and value != _A_DAY]
    # A day, an address, by whom: published is more than a yes or a no.
    speaks = [value for value in others if value.count("-") or "." in value or ":" in value or value[:1].isdigit()]
    return _NOTHING if len(speaks) == len(others) else _DOUBTFUL


def _words(values: Sequence[str], kind: _Kind, one: _Said, exact: bool) -> _Meant:
    """Who sees a page, or how far it has come, where a word of the answer says it: `draft (do not share)`.

    Minutes that call themselves a draft in their text are for readers.
    """
    for value in values:
        parts = {value, *re.split(r"\W+|-", value)} if value.count("-") < _WORDS else {value}
        strong = parts & (_PRIVATE - {"members", "team", "nobody"}) or value in _PRIVATE
        if strong and (one.strict or kind is _Kind.STATE or one.key == "visibility"):
            return _CLOSED
        near = any(len(part) > 3 and fuzz.ratio(part, "draft") >= NEAR for part in parts)
        if one.strict and kind is _Kind.STATE and (parts & _DRAFT or near):
            return _Meant(draft=True)
    answered = all(value in _PUBLIC for value in values)
    return _DOUBTFUL if one.strict and exact and one.key == "visibility" and not answered else _NOTHING


def _hiding(values: Sequence[str]) -> _Meant:
    drafts = all(value in _DRAFT for value in values)
    return _Meant(draft=True) if drafts else _CLOSED


@functools.lru_cache(maxsize=4096)
def _kind(key: str) -> tuple[_Kind | None, bool]:
    """Which kind of key it is, and whether it is one as it stands and no misspelling (`privte`).

    `dg-publish` and `is_private` are; a negation turns `no-publish` and `not_public` round.
    """
    if key in _KEYS:
        return _KEYS[key], True
    if _CHATHAM.search(key):
        return _Kind.CHATHAM, True
    before, _, last = key.rpartition("-")
    if last in _KEYS and before in _NEGATIONS:
        turned = {_Kind.SHOWS: _Kind.HIDES, _Kind.HIDES: _Kind.SHOWS}
        return turned.get(_KEYS[last]), True
    if last in _KEYS and all(part in _AT_WHOM for part in before.split("-")):
        return _KEYS[last], True
    if "-" in key or key in _NEVER or len(key) < 5:
        return None, False
    near = process.extractOne(key, list(_KEYS), scorer=fuzz.ratio, score_cutoff=NEAR)
    return (_KEYS[near[0]] if near else None), False


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
    if value in _PRIVATE - {"nobody", "noone"} or value in _DRAFT:
        return Policy.PRIVATE
    if value in _PUBLIC or value in _NAMED:
        return Policy.NAMED
    if value.startswith(("un", "no")):
        return None
    best = process.extractOne(value, list(Policy), scorer=fuzz.ratio, score_cutoff=NEAR)
    return Policy(best[0]) if best else None
