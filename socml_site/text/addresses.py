"""The web addresses that minutes name, each at its place and with the words it stands behind.

Every `http://` or `https://` in the text that is no code and no comment is looked at once, from left to right; what
stands before it tells how it was written: a Markdown link, `<address>`, an attribute of an HTML tag, the definition of
a reference, or the bare address. So the work grows with the number of characters, whatever brackets surround them.

A picture shown from elsewhere is no citation; the page a picture links to is. Nor are addresses that only their own
machine or network knows (`localhost`, `10.0.0.1`, hosts without a dot), examples in code, and paths. Where a bare
address ends is as in GitHub's extension of CommonMark (github.github.com/gfm/#autolinks-extension-), and before any
bracket that has no partner within it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from socml_site.model import Citation, Place, Section
from socml_site.text.links import DEFINES, USE, folded
from socml_site.text.markdown import plain
from socml_site.text.works import LONGEST, work_of

__all__ = ["citations", "work_of"]

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_STOP = re.compile(
    r"[\s<>\"`|\u0000-\u0020\u007f\u00ab\u00bb\u200b-\u200f\u201c-\u201f\u2028-\u202e\u3000-\u3011\uff08-\uff0c\ufeff]"
    r"|\\?[()\[\]{}]|\*\*|~~|&(?:gt|lt|quot|apos|nbsp|#0*39|#0*34);"
)
"""What may end a bare address: space, quotes and signs that stand in none, brackets, marks of Markdown, entities."""
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_MARKS = ("**", "~~", "&")
_TRAILING = ".,;:!?'\"*…’"
_ANGLED = re.compile(r"[^\s<>]{1,4000}(?=>)")
_QUOTED = {'"': re.compile(r"[^\s\"<>]{1,4000}"), "'": re.compile(r"[^\s'<>]{1,4000}")}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)

_DESTINATION = re.compile(r"\]([ \t\n]?)\([ \t]*\n?[ \t]*(<?)\Z")
_DEFINES = re.compile(rf"\n{DEFINES}(?:\n[ \t>]*+)?<?\Z")
_ATTRIBUTE = re.compile(r"<[A-Za-z][^<>]{0,280}?\s(href|src|cite|action|data|poster)\s*=\s*([\"']?)\Z", re.IGNORECASE)
_TITLE = re.compile(r"[ \t]+(?:\"([^\"\n]{0,500})\"|'([^'\n]{0,500})')[ \t]*(?=\)|\n|\Z)")
_WORDS_BEHIND = re.compile(r"[ \t]+([^\[\]\n]{1,200})\](?!\()")
_WORDS_IN_TAG = re.compile(r"[^<>\n]{0,200}>([^<\n]{1,300})</a", re.IGNORECASE)

_BEHIND = 300
"""How far before an address its attribute or definition may begin."""
_WORDS = 600
"""Characters of a link's words; what is longer is no link."""
_NESTED = 4
"""Brackets within a link's words."""
_HOST = re.compile(r"[^\W_](?:[\w-]{0,62}\.(?!\.))+(?:[^\W\d_]{2,63}|xn--[\w-]{1,59})\.?")
_AT_HOME = (".localhost", ".local", ".internal", ".lan", ".home", ".invalid", ".test")


@dataclass(frozen=True, slots=True)
class _Named:
    """An address in the text: `start` is where its link begins, `end` where reading goes on.

    `words`, in Markdown, are what it stands behind, and `within` is their span where they are a link's own. `label` is
    that of a reference it defines.
    """

    url: str
    start: int
    end: int
    words: str = ""
    within: tuple[int, int] = (0, 0)
    label: str = ""
    image: bool = False


def citations(text: str, masked: str, sections: Sequence[Section], body_line: int) -> tuple[Citation, ...]:
    """Every external address of `text`, in its order; `masked` is the same text without its code and comments.

    Of one address that stands twice on a line the first with words is kept. `body_line` is the line of the file on
    which `text` begins; `sections` have their lines in the file too.
    """
    found = tuple(_addresses(text, masked))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    lines = [section.place.line for section in sections]
    kept: dict[tuple[int, str], Citation] = {}
    for one in sorted((*_in_place(found), *_by_reference(text, masked, found)), key=lambda one: one.start):
        row = bisect_right(starts, one.start)
        line = row + body_line - 1
        words = _words(one)
        before = kept.get((line, one.url))
        if before and (before.title or not words):
            continue
        held = sections[index] if (index := bisect_right(lines, line) - 1) >= 0 else None
        title, anchor = (held.title, held.anchor) if held else ("", "")
        place = Place(line, one.start - starts[row - 1] + 1)
        kept[line, one.url] = Citation(one.url, words, place, *work_of(one.url), title, anchor)
    return tuple(sorted(kept.values(), key=lambda one: (one.place.line, one.place.col)))


def _words(named: _Named) -> str:
    """The words of a link; an address is none."""
    words = plain(named.words)
    return "" if _SCHEME.match(words) else words


def _in_place(found: Sequence[_Named]) -> Iterator[_Named]:
    """The addresses that are cited where they stand: no picture, no definition, no words of another link."""
    spans = sorted(one.within for one in found if one.within[1] and not one.image)
    starts = [start for start, _ in spans]
    for one in found:
        index = bisect_right(starts, one.start) - 1
        inside = index >= 0 and one.start < spans[index][1] and not one.words
        if not (one.image or one.label or inside):
            yield one


def _by_reference(text: str, masked: str, found: Sequence[_Named]) -> Iterator[_Named]:
    """Each use of a reference, and each definition that nothing uses."""
    defined: dict[str, _Named] = {}
    for one in found:
        if one.label:
            defined.setdefault(folded(one.label), one)
    used = set()
    for match in USE.finditer(masked) if defined else ():
        label = folded(match[3] or match[2])
        if label in defined:
            used.add(label)
            if not match[1]:
                words = text[match.start(2) : match.end(2)]
                yield _Named(defined[label].url, match.start(), match.end(), words)
    yield from (one for one in found if one.label and folded(one.label) not in used)


def _addresses(text: str, masked: str) -> Iterator[_Named]:
    """All addresses of the text, in whatever form, from left to right."""
    at = 0
    while scheme := _SCHEME.search(masked, at):
        named = _address(text, masked, scheme.start())
        at = max(named.end, scheme.end())
        if _external(named.url):
            yield named


def _address(text: str, masked: str, start: int) -> _Named:
    """The address that begins at `start`, read as what stands before it asks for."""
    before = masked[max(0, start - _BEHIND) : start]
    last = before[-1:]
    if last in ("(", "<", " ", "\t", "\n") and (link := _DESTINATION.search(before[-12:])):
        return _of_link(text, masked, start, start - len(link[0]), link)
    if last in (":", "<", " ", "\t", "\n") and (found := _DEFINES.search("\n" * (start <= _BEHIND) + before)):
        url, end = _ending(masked, start)
        title = _TITLE.match(masked, end)
        return _Named(url, start, end, (title[1] or title[2]) if title else "", label=found[1])
    if last in ("=", '"', "'") and (attribute := _ATTRIBUTE.search(before)):
        return _of_tag(text, masked, start, attribute)
    if last == "<" and (angled := _ANGLED.match(masked, start)):
        return _Named(_clean(angled[0]), start, angled.end())
    url, end = _ending(masked, start)
    behind = _WORDS_BEHIND.match(masked, end) if last == "[" else None
    return _Named(url, start, end, text[behind.start(1) : behind.end(1)] if behind else "")


def _of_link(text: str, masked: str, start: int, closing: int, link: re.Match[str]) -> _Named:
    """The address of `[words](address "title")`; with a space before the bracket it is no link, but means the same."""
    angled = _ANGLED.match(masked, start) if link[2] else None
    url, end = (_clean(angled[0]), angled.end()) if angled else _ending(masked, start, bare=False)
    title = _TITLE.match(masked, end)
    end = title.end() if title else end
    opening = _opening(masked, closing)
    if opening is None:
        return _Named(url, start, end)
    image = masked[max(0, opening - 1)] == "!" and not link[1]
    return _Named(url, opening, end, text[opening + 1 : closing], (opening + 1, closing), image=image)


def _opening(masked: str, closing: int) -> int | None:
    """The bracket that the one at `closing` closes, if it is near enough."""
    low = max(0, closing - _WORDS)
    depth, at = 1, closing
    for _ in range(2 * _NESTED):
        at = max(masked.rfind("[", low, at), masked.rfind("]", low, at))
        if at < 0:
            return None
        if masked[at - 1 : at] != "\\":
            depth += 1 if masked[at] == "]" else -1
        if not depth:
            return at
    return None


def _of_tag(text: str, masked: str, start: int, attribute: re.Match[str]) -> _Named:
    """The address of an HTML attribute; only where a tag leads to is a citation, not what it shows."""
    quoted = _QUOTED[attribute[2]].match(masked, start) if attribute[2] else None
    url, end = (_clean(quoted[0]), quoted.end()) if quoted else _ending(masked, start)
    image = attribute[1].lower() != "href"
    inner = None if image else _WORDS_IN_TAG.match(masked, end)
    words, within = (text[inner.start(1) : inner.end(1)], inner.span(1)) if inner else ("", (0, 0))
    return _Named(url, start, end, words, within, image=image)


def _ending(masked: str, start: int, bare: bool = True) -> tuple[str, int]:
    """The address at `start`, and where to read on.

    One that is not `bare` but has a closing bracket of its own may hold and end with signs that otherwise end it.
    """
    limit = min(len(masked), start + 2 * LONGEST)
    end = limit
    opened: list[int] = []
    for match in _STOP.finditer(masked, start, limit):
        sign = match[0][-1]
        escaped = len(match[0]) == 2 and match[0][0] == "\\"
        if not bare and (escaped or match[0].startswith(_MARKS)):
            continue
        if sign in "([{" and not _SCHEME.match(masked, match.end()):
            opened.append(match.end() - 1)
        elif sign in _CLOSERS and opened and masked[opened[-1]] == _CLOSERS[sign]:
            opened.pop()
        else:
            end = match.start()
            break
    if end - start > LONGEST:
        return "", end
    url = masked[start : opened[0] if opened else end]
    if bare:
        before = masked[start - 1 : start] if start else ""
        url = url.rstrip(_TRAILING + "\\" + (before if before in ("_", "~") else ""))
    # What follows a bracket without partner is not read again, or many of them would cost the square.
    return _clean(url), end if opened else start + len(url)


def _clean(raw: str) -> str:
    """An address without the escapes of Markdown and HTML."""
    url = _ESCAPE.sub(r"\1", raw) if "\\" in raw else raw
    return _AMPERSAND.sub("&", url) if "&" in url else url


def _external(url: str) -> bool:
    """Whether anybody elsewhere could follow the address."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower() if parts.port != 0 else ""
    except ValueError:
        return False
    if _HOST.fullmatch(host):
        return not host.rstrip(".").endswith(_AT_HOME)
    try:
        return ip_address(host).is_global
    except ValueError:
        return False
