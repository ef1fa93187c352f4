"""What stands in a list of attendees to a name and what is said beside it.

`Name (Org)`, `Name, Org`, `Name from Org`, `Name @login (role)`, `[Name](url) (pronouns) ([Org](url)) - 10' late`,
first names only, nicknames. What is no person ("TBD", "3 others", "your name here") gives nothing. What stands behind a
dash, a colon or a bar may be anything: it is an affiliation only where a label, "from" or the head of the list says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from socml_site.minutes.evidence import Entry
from socml_site.minutes.letters import CAPITAL, TITLE, TITLE_BEHIND, abbreviates, key
from socml_site.minutes.lines import unescape
from socml_site.minutes.people.affiliations import (
    is_evident,
    is_nobody,
    is_role,
    without_remark,
)
from socml_site.minutes.people.remarks import OF, How, cut, described
from socml_site.model import Role
from socml_site.text.links import LOGIN
from socml_site.text.markdown import plain
from socml_site.words.names import (
    ALSO_WORDS,
    AND,
    GIVEN_NAMES,
    NO_NAMES,
    PARTICLES,
    SERVICES,
    SHORT_AND,
    WHOLE_NAMES,
    is_body,
    is_placeholder,
)
from socml_site.words.table import role_of

_LINK = re.compile(
    r"!?\[([^\[\]]{0,200})\]\(\s*<?([^()\s<>]{0,500}(?:\([^()\s]{0,100}\)[^()\s]{0,200})?)>?[^()]{0,200}\)"
)
_ANCHOR = re.compile(r"<a\s[^<>]{0,300}?href\s*=\s*[\"']?([^\"'<>\s]{1,300})[\"']?[^<>]{0,200}>(.{0,200}?)</a>", re.I)
_URL = re.compile(r"<?\bhttps?://[^\s<>()]{1,400}>?")
_MAIL = re.compile(r"<?\(?\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}\)?>?")
_TAG = re.compile(r"<(/?)(?:[a-z][^<>]{0,200})>", re.I)
_AT = re.compile(r"\s@\s+(?=\w)|\s@([A-Z][a-z]+ [A-Z])")
"""`Ada King @ Acme`, `Ada King @Red Barn`: an organisation, for no handle has a space."""
_SERVICE = re.compile(
    r"\b(?:github|gh|twitter|mastodon|matrix|slack|discord|irc|irc nick|nick|handle|login|gitlab)\b\s*(?::\s*|(?=@))",
    re.I,
)
_REMARK = re.compile(r"\(([^()]{0,200})\)|\[([^\[\]]{0,200})\]|（([^（）]{0,100})）|\{([^{}]{0,100})\}|<([^<>]{1,60})>")
_INNER = re.compile(r"(?:(?<!\s)\s++)?[;,|]\s*+|(?<!\s)\s++[-–—]\s++")
_CAPITAL = rf"(?=\s+[\[@*_]*{CAPITAL})"
_AND = rf"(?:(?<![^\W_])(?:{'|'.join(AND)})(?![^\W_])|(?<![^\W_])(?:{'|'.join(SHORT_AND)})(?![^\W_]){_CAPITAL})"
"""What joins names: of one letter, which is another word in other languages, only before a capital."""
_SPLIT = re.compile(
    rf"(?:(?<!\s)\s++)?[,;、，·•]\s*+(?:(?:{_AND}|&)\s++)?|(?:(?<!\s)\s++)?&\s*+|(?<!\s)\s++(?:{_AND}|\+)\s++"
)
_LAST_AND = re.compile(rf"\s(?:{'|'.join(AND)})\W*$", re.IGNORECASE)
"""What joins an entry to the one on the next line."""
BETWEEN = re.compile(rf"\s(?:{_AND}|&|\+)\s")
_HANDLES = re.compile(r"@[\w-]++(?:\s++@[\w-]++)++(?![\w.])")
"""`@ada @bob`"""
_BESIDE = re.compile(r"\)\s+\[")
_TURNED = re.compile(r"([^\W\d_][\w'’-]+),\s+([^\W\d_][\w'’-]+)")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|#\d{1,3}\b|[-*+•])\s*")
_WORD = re.compile(r"(?:[^\W\d_]{1,2}\.(?=[^\W\d_]))*[^\W\d_](?:[^\W_]|['’`·_-](?=[^\W_]))*\.?")
_UNPARTED = re.compile(r"[\u3400-\u9fff々\s]+")
"""Words in a script that parts none."""
_NICK = re.compile(r"[A-Za-z][\w.-]{1,38}")
_STRUCK = re.compile(r"~~([^~]{1,300})~~\W*$|<(?:s|del|strike)>(.{1,300}?)</(?:s|del|strike)>\W*$", re.I)
_SAME = re.compile(r"\[\[([^\[\]|]{1,80})\]\]\s*={1,2}\s*\[\[([^\[\]|]{1,80})\]\]")
"""`[[ada]] == [[Ada King]]`: two names of one."""
_EITHER = re.compile(r"\s+/\s+|(?<=[^\W\d_]{2})/(?=[^\W\d_])")
_DEFINED = re.compile(r"\[([^\[\]]{1,100})\]\[[^\[\]]{0,100}\]")
"""`[Ada King][ada]`, a link whose target stands elsewhere"""
_WIKI = re.compile(r"\[?\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]\]?")
"""`[[Ada King]]`, `[[people/ada-king|Ada]]`"""
_FILE = re.compile(r"(?!https?:|mailto:|//)[^\s#]{0,200}(?:\.(?:md|html?)(?:#|$)|\d{4}-?\d\d-?\d\d)|#")
"""The target of a link to another file of the folder, or to a heading."""
_SPACE = re.compile(r"^[^\W\d_]{3,15}:\s?(?=[^\W\d_])")
"""The part of a wiki that holds pages of people: `[[User:Ada]]`."""
_CODE = re.compile(r"[A-Z]{2,4}")
_NICKNAMES = 6
"""So many different words beside names, and none twice, are nicknames."""
_FEW = 4
"""Where more than one in so many says where they belong, whoever stands beside them does."""


def is_name(text: str, listed: bool = False) -> bool:
    """Whether a text could be a person's name. In a list of people nicknames and first names in small letters count."""
    text = TITLE.sub("", text.strip())
    if not 1 <= len(text) <= 60 or is_placeholder(text) or text.casefold() in SERVICES or is_body(text):
        return False
    words = text.split()
    if len(words) == 1 and _NICK.fullmatch(text) and any(c.isdigit() for c in text):
        return listed and len(re.findall(r"\d", text)) <= 5 and len(text) > 2
    if len([word for word in words if word not in PARTICLES]) > 4 or not all(_WORD.fullmatch(word) for word in words):
        return False
    if len(words) == 1:
        return _is_single(text, listed)
    small = [word for word in words if word[0].islower() and word not in PARTICLES]
    doubtful = [word.casefold().strip(".") for word in (small if len(words) < 4 else words)]
    if any(word in NO_NAMES and word not in ALSO_WORDS for word in doubtful):
        return False
    first = words[0].casefold().strip(".")
    if _tells(words, first, small):
        return False
    known = [word for word in words if word.casefold() in NO_NAMES and word.casefold() not in ALSO_WORDS]
    # "Even Stensberg" stands in a list of people; elsewhere "Even Foo" is no name.
    if listed and (first in GIVEN_NAMES or len(first) == 1) and words[-1][0].isupper() and len(words) == 2:
        return True
    if words[-1] in known or (not listed and first in NO_NAMES and first not in ALSO_WORDS) or len(known) > 1:
        return False
    if not listed:
        return len(small) <= (1 if len(words) > 1 else 0) and words[-1][0].isupper()
    return len(small) <= max(1, 2 if len(words) == 2 else 0)


def _tells(words: list[str], first: str, small: list[str]) -> bool:
    """Whether words are rather a sentence than a name: "Some individuals", "Andrew created Satan"."""
    if small and first in NO_NAMES and first not in ALSO_WORDS and first not in GIVEN_NAMES:
        return words[0] not in small
    return words[0][0].isupper() and words[-1][0].isupper() and any(len(word) > 3 for word in small)


def _is_single(text: str, listed: bool) -> bool:
    bare = text.casefold().strip(".")
    if bare in NO_NAMES and not (listed and bare in ALSO_WORDS and text[0].isupper()):
        return False
    if (
        re.search(r"[a-z][A-Z]", text)
        and not listed
        and len(text) > 4
        and not re.match(r"(?:Mc|Mac|De|Di|Le|La|Van|O['’])[A-Z]", text)
    ):
        return False
    if not text.isascii() and not text[0].islower() and not text[0].isupper():
        return len(text) >= 2
    return (listed and len(bare) >= 2) or (text[0].isupper() and len(bare) >= 2)


def entries(text: str, several: bool = False, belonging: bool = False) -> Iterator[Entry]:
    """The people an item or a line names; `several` says that commas stand between people and not behind a name.

    With `belonging` what stands behind a name is where they belong, as the head of the list says.
    """
    if several and ";" in text:
        for part in text.split(";"):
            turned = _TURNED.fullmatch(part.strip())
            entry = entry_of(f"{turned[2]} {turned[1]}" if turned else part, belonging)
            if entry:
                yield entry
        return
    if several and "," not in text and (text.count(" / ") > 1 or ("/" in text and _either(text))):
        text = _EITHER.sub(", ", text)
    if handles := _HANDLES.match(text.strip()):
        rest = text.strip()[handles.end() :].strip(" ,")
        text, several = ", ".join((*handles[0].split(), *([rest] if rest else []))), True
    if several and _parted(text):
        text = ", ".join(text.split())
    if several:
        text = _BESIDE.sub("), [", text)
    for part in _parts(text) if several else [text]:
        entry = entry_of(part, belonging)
        if entry:
            yield entry
            continue
        pieces = _capitals(_SPLIT.split(part)) if BETWEEN.search(part) else ()
        for piece in pieces:
            entry = entry_of(piece, belonging)
            if entry:
                yield entry


def _either(text: str) -> bool:
    """Whether a stroke parts two people, and not one from where they belong: "Ada Marsh / Bo Rao"."""
    parts = [part.split() for part in _EITHER.split(text.strip(" *_"))]
    return len(parts) > 1 and all(
        len(part) == len(parts[0]) and is_name(" ".join(part)) and part[0].casefold() in WHOLE_NAMES for part in parts
    )


def _parted(text: str) -> bool:
    """Whether spaces part people: `欧阳青 陆远 沈岚`. In a row of two by two each first word may be a family's name."""
    lengths = [len(word) for word in text.split()]
    return (
        len(lengths) > 2
        and bool(_UNPARTED.fullmatch(text.strip()))
        and all(2 <= one <= 4 for one in lengths)
        and (len(lengths) % 2 == 1 or max(lengths) > 2)
    )


def _capitals(pieces: list[str]) -> list[str]:
    """Of pieces between "and" those with capitals, if any has one: "Bob Stone + dog" is one person."""
    large = [piece for piece in pieces if piece.strip(" *_[@")[:1].isupper()]
    return large or pieces


def _parts(text: str) -> Iterator[str]:
    """A line cut where people end: at commas, semicolons and "and" outside of brackets."""
    text = _LINK.sub(lambda match: match[0].replace(",", "\u0001").replace("&", "\u0002"), text)
    depth, start = 0, 0
    position = 0
    while position < len(text):
        char = text[position]
        depth += (char in "([{（") - (char in ")]}）")
        if depth <= 0:
            depth = 0
            match = _SPLIT.match(text, position)
            if match and match.end() > position:
                yield text[start:position].replace("\u0001", ",").replace("\u0002", "&")
                position = start = match.end()
                continue
        position += 1
    yield text[start:].replace("\u0001", ",").replace("\u0002", "&")


def entry_of(text: str, belonging: bool = False) -> Entry | None:
    """One entry of a list to the person it names, or None if it names none."""
    text = unescape(_NUMBERED.sub("", text.strip()))[:500]
    struck = _STRUCK.match(text)
    if struck:
        entry = entry_of(struck[2] or struck[1], belonging)
        return replace(entry, struck=True) if entry else None
    text = unlinked(text)
    text = _ANCHOR.sub(r"[\2](\1)", text)
    links: list[tuple[str, str]] = []

    def without(match: re.Match[str]) -> str:
        if match[0].startswith("!"):
            return ""
        links.append((match[1].strip(), match[2]))
        return match[1]

    text = _LINK.sub(without, text)
    urls = [match[0].strip("<>") for match in _URL.finditer(text)]
    text = _MAIL.sub(" ", _URL.sub(" ", text))
    text = _TAG.sub(lambda match: match[0] if " " not in match[0] and match[0].lower() not in _TAGS else " ", text)
    text = re.sub(r"[*`]|(?<!\w)_+|_+(?!\w)", "", text)
    text = "".join(c for c in text if unicodedata.category(c) not in ("So", "Sk", "Cf") and c != "\ufe0f")
    text = _LAST_AND.sub("", text)
    text = _AT.sub(lambda match: f" {OF} {match[1] or ''}", text)
    handles = [match[1] for match in LOGIN.finditer(text)]
    text = LOGIN.sub(" ", _SERVICE.sub(" ", text)) if handles else text
    said = [next(part for part in match.groups() if part is not None) for match in _REMARK.finditer(text)]
    text = _REMARK.sub(" ", text)
    text = _REMARK.sub(" ", text)
    name, pieces = cut(text.strip())
    name = plain(name).strip(' .,:;-–—|/"“”')
    if re.search(r"(?<!\w)[A-Z]\.?$", text.strip()) and re.search(r"\b[A-Z]\.$", text.strip()) and not pieces:
        name = f"{name}."
    if not name and handles:
        name = f"@{handles[0]}"
        handles = handles[1:] if f"@{handles[0]}" == name else handles
    elif not name and pieces:
        (name, _), *pieces = pieces
    if pieces and abbreviates(name, pieces[0][0]):
        # "AK: Ada King"
        name, pieces[0] = pieces[0][0], (name, How.FREE)
    if not name or is_nobody(name) or is_role(name) or _lead_to_files(links, name):
        return None
    name, remark = without_remark(name)
    name, office = _without_office(TITLE_BEHIND.sub("", name))
    if is_placeholder(name) or not (name.startswith("@") or is_name(name, listed=True)):
        return None
    groups = [[(part, How.SHOWN) for part in _INNER.split(one.replace(OF, "@"))] for one in said]
    groups += [[(part, How.SAID if belonging else how) for part, how in pieces], [(remark, How.FREE)]]
    entry = described(name, handles, groups, links, urls)
    return replace(entry, roles=tuple(dict.fromkeys((*office, *entry.roles)))) if office else entry


def _without_office(name: str) -> tuple[str, tuple[Role, ...]]:
    """A name without the office that stands before it, and the role of that: "ref Ada", "Secretary Ada King"."""
    first, _, rest = name.partition(" ")
    label = first.rstrip(".")
    if not rest or not is_role(label) or label.casefold() in WHOLE_NAMES or not is_name(rest):
        return name, ()
    said = role_of(label)
    return rest, (said.role,) if said and said.role in (Role.MODERATED, Role.NOTED) else ()


def _lead_to_files(links: Sequence[tuple[str, str]], name: str) -> bool:
    """Whether an item is a link to other minutes or to a part of them, and no link to somebody's page."""
    if not links or not _FILE.match(links[0][1]):
        return False
    words, target = links[0]
    own = key(name) == key(words) == key(target.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return not own and not (key(words) == key(name) and name.split()[0].casefold() in WHOLE_NAMES)


def unlinked(text: str) -> str:
    """A text with names in place of links of a wiki, and of those whose target stands elsewhere."""
    return _WIKI.sub(_as_link, _SAME.sub(_as_same, text)) if "[[" in text else _DEFINED.sub(r"\1", text)


def _as_link(match: re.Match[str]) -> str:
    """A wiki link as the name it stands for; a spelling behind a bar stands beside the page's own name."""
    page = _SPACE.sub("", match[1].split("#")[0].rsplit("/", 1)[-1].strip())
    shown = (match[2] or "").strip()
    if not shown or key(shown) == key(page):
        return shown or page
    return shown if "/" in match[1] or len(shown.split()) >= len(page.split()) else f"{page} ({shown})"


def _as_same(match: re.Match[str]) -> str:
    """Two names of one as the fuller one, with the other for a handle."""
    short, full = sorted((match[1], match[2]), key=lambda name: len(name.split()))
    name, other = (full, short) if " " in full else (match[1], match[2])
    return f"{name} @{other}" if " " not in other else f"{name} ({other})"


_TAGS = frozenset(
    {
        "<br>",
        "<br/>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<u>",
        "</u>",
        "<span>",
        "</span>",
        "<sup>",
        "</sup>",
        "<em>",
        "</em>",
        "<strong>",
        "</strong>",
        "<p>",
        "</p>",
        "<li>",
        "</li>",
        "<s>",
        "</s>",
        "</a>",
        "<div>",
        "</div>",
    }
)


def doubtless(named: Sequence[Entry]) -> list[Entry]:
    """The people of a list without an affiliation that may as well be a remark.

    A word or an acronym that stands beside only one of them, where few others say where they belong, is no affiliation.
    """
    held = Counter(one.affiliation for one in named if one.affiliation)
    if len(held) == held.total() >= _NICKNAMES and not any(" " in one for one in held):
        # Each with a word of their own: these are nicknames rather than where they belong.
        return [one if one.announced else _without_affiliation(one) for one in named]
    if held.total() * _FEW > len(named):
        return list(named)
    return [
        _without_affiliation(one)
        if held[one.affiliation] == 1 and not (one.announced or is_evident(one.affiliation))
        else one
        for one in named
    ]


def _without_affiliation(one: Entry) -> Entry:
    return replace(one, affiliation="", note="; ".join(filter(None, (one.affiliation, one.note))))


def lettered(named: Sequence[Entry]) -> list[Entry]:
    """The people of a list in which most have letters that stand for them: then all capitals beside a name do."""
    held = sum(any(one.isupper() for one in entry.also) for entry in named)
    if held * 2 <= len(named):
        return list(named)
    return [entry if any(one.isupper() for one in entry.also) else _with_letters(entry) for entry in named]


def _with_letters(entry: Entry) -> Entry:
    if _CODE.fullmatch(entry.affiliation):
        return replace(entry, also=(*entry.also, entry.affiliation), affiliation="")
    notes = entry.note.split("; ")
    letters = [one for one in notes if _CODE.fullmatch(one)]
    rest = "; ".join(one for one in notes if one not in letters)
    return replace(entry, also=(*entry.also, *letters), note=rest) if letters else entry
