"""Markdown as other programs leave it, without what nobody wrote.

Backslashes that change nothing, spans for underlines, empty anchors, layout in HTML, redirects, pictures written out in
base64. Code stays as it is, and so does every word.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable

from socml_site.importing.counted import REDIRECT, unwrapped
from socml_site.importing.values import Converted, Media
from socml_site.interface import plural
from socml_site.text import safety
from socml_site.text.anchors import slug
from socml_site.text.links import DEFINITION, folded
from socml_site.text.markdown import blank_code, plain
from socml_site.urls import safe_url

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u00ad]")
_DATA = re.compile(r"data:(image/[\w.+-]{1,40})(?:;[\w=-]{1,60})*;base64,[A-Za-z0-9+/=_%-]*", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style|noscript|template)\b[^<>]*>", re.IGNORECASE)
_FRAGMENT = re.compile(r"\]\([^()\s#]*#([^()\s]+)\)|href=[\"']?#([^\"'\s<>]+)")
_FRAME = re.compile(
    r"<(iframe|embed|video|audio)\b[^<>]*?\ssrc\s*=\s*[\"']?([^\"'<>\s]{1,2000})[^<>]*>(?:\s*</\1\s*>)?", re.IGNORECASE
)
_LAYOUT = re.compile(
    r"(?<!\\)</?(?:span|font|u|big|center|div|section|article|main|o:p|g-emoji)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_ANCHOR = re.compile(r"(?<!\\)<a\s+(?:id|name)\s*=\s*[\"']?([^\"'<>\s]{1,200})[\"']?\s*(?:/>|>\s*</a>)", re.IGNORECASE)
_EMPTY_LINK = re.compile(r"(?<!!)\[\s*\]\(#[^()\s]*\)")
_TAG = re.compile(r"(?<!\\)<([A-Za-z][A-Za-z0-9]*)(\s[^<>]*?)(/?)>")
_ATTRIBUTE = re.compile(r"(?<![^\s\"'<>/=])([^\s\"'<>/=]++)\s*+=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
_ONE = r"(?:[.#][\w:.-]+|[\w-]+=\"[^\"\n]*\")"
_SPAN = re.compile(rf"(?<!\])\[([^\[\]\n]{{1,2000}})\]\{{{_ONE}(?:\s+{_ONE})*\s*\}}")
_HEADING_ID = re.compile(r"^( {0,3}#{1,6}[ \t].*?)[ \t]*\{#([\w:.-]+)\}[ \t]*$", re.MULTILINE)
_NO_COMMENT = re.compile(r"^[ \t]*<!-- -->[ \t]*\n\n?", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BRACKETS = re.compile(r"(?<![\\\[])\\\[(?!\\?\[|\^)([^\[\]\n]{0,500}?)\\\](?!\\?[\[\](:{])")
_AT_HEAD = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?$")
_NUMBER_AT_HEAD = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*\d{1,9}$")
_AROUND = 300
"""Characters of a line that are looked at on either side of a backslash."""


def convert(text: str) -> Converted:
    """Markdown, in any dialect near GitHub's, as socml's; its pictures in base64 apart."""
    text = _CONTROL.sub("", text.replace("\u00a0", " ").replace("\t\n", "\n"))
    text, media, broken = _pictures(text)
    text, scripts = _without_scripts(text)
    text, frames = _outside(_FRAME, _framed, text)
    text, _ = _outside(_LAYOUT, lambda match: "", text)
    named = {name for pair in _FRAGMENT.findall(text) for name in pair}
    text, _ = _outside(_ANCHOR, lambda match: match[0] if match[1] in named else "", text)
    text, _ = _outside(_EMPTY_LINK, lambda match: "", text)
    for _ in range(3):
        text, count = _outside(_SPAN, lambda match: match[1], text)
        if not count:
            break
    text = _HEADING_ID.sub(lambda match: _heading(match, named), text)
    text, _ = _outside(_TAG, _tag, text)
    text = REDIRECT.sub(lambda match: unwrapped(match[0]), text)
    text = _unescaped(text)
    text = _NO_COMMENT.sub("", text)
    text, unsafe = _as_text(text)
    remarks = [
        (broken, f"{plural(broken, 'picture', 'pictures')} inside the text cannot be read and {_is(broken)} left out"),
        (scripts, f"{plural(scripts, 'script or style', 'scripts or styles')} left out"),
        (frames, f"{plural(frames, 'embedded page is', 'embedded pages are')} a link now"),
        (unsafe, "HTML that is not published is shown as text"),
    ]
    return Converted(
        text.strip("\n") + "\n" * bool(text.strip()), media=media, remarks=tuple(r for n, r in remarks if n)
    )


def _without_scripts(text: str) -> tuple[str, int]:
    """The text without elements that hold no words for readers, and how many; one that never ends is only its tag."""
    masked = blank_code(text)
    lower = masked.lower()
    done, last, count = [], 0, 0
    endless: set[str] = set()
    for match in _SILENT.finditer(masked):
        name = match[1].lower()
        if match.start() < last or name in endless:
            continue
        close = lower.find(f"</{name}", match.end())
        end = lower.find(">", close) + 1 if close >= 0 else 0
        if not end:
            endless.add(name)
            continue
        done.append(text[last : match.start()])
        last, count = end, count + 1
    return "".join([*done, text[last:]]), count


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _outside(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> tuple[str, int]:
    """`text` with what the pattern finds outside of code changed, and how much that was."""
    masked = blank_code(text)
    done, last, count = [], 0, 0
    for found in pattern.finditer(masked):
        # Code inside of a match is blank in `masked`; the words are those of the text.
        match = pattern.match(text, found.start())
        if match is None or match.start() < last:
            continue
        done += [text[last : match.start()], change(match)]
        last, count = match.end(), count + 1
    return "".join([*done, text[last:]]), count


def _pictures(text: str) -> tuple[str, tuple[Media, ...], int]:
    """The text with addresses for its pictures in base64, these, and how many are broken."""
    media: dict[str, Media] = {}
    broken = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal broken
        try:
            code = re.sub(r"%0[AaDd]", "", match[0].partition(",")[2])
            data = base64.b64decode(code.replace("%2B", "+").replace("%2F", "/").replace("%3D", "="), validate=True)
        except (binascii.Error, ValueError):
            data = b""
        if not data:
            broken += 1
            return "embedded:broken"
        name = media.setdefault(match[0], Media(f"embedded:{len(media) + 1}", data))
        return name.address

    return _DATA.sub(kept, text), tuple(media.values()), broken


def _framed(match: re.Match[str]) -> str:
    address = html.unescape(match[2])
    return f"<{address}>" if safe_url(address) and ":" in address else ""


def _heading(match: re.Match[str], named: set[str]) -> str:
    needed = match[2] in named and slug(plain(match[1])) != match[2]
    return match[0] if needed else match[1]


def _tag(match: re.Match[str]) -> str:
    """A tag that may be published, with those attributes that may; style and class are of some other site."""
    name = match[1].lower()
    if name not in safety.TAGS:
        return match[0]
    allowed = (safety.ATTRIBUTES["*"] | safety.ATTRIBUTES.get(name, set())) - {"style", "class"}
    found = [(word.lower(), value.strip("\"'")) for word, value in _ATTRIBUTE.findall(match[2])]
    if not found:
        # Pads leave `<br \>`.
        return match[0] if match[2].strip(" \\/") else f"<{match[1]}>"
    kept = "".join(f' {word}="{value}"' for word, value in found if word in allowed)
    return f"<{match[1]}{kept}{match[3]}>"


def _as_text(text: str) -> tuple[str, int]:
    masked = blank_code(text)
    count = sum(finding.code == "unsafe" and finding.as_text for finding in safety.find(masked))
    return (safety.as_text(text, masked), count) if count else (text, 0)


def _unescaped(text: str) -> str:
    """The text without backslashes before signs that would mean nothing special there anyway."""
    if "\\" not in text:
        return text
    labels = {folded(match[1]) for match in DEFINITION.finditer(text)}

    def freed(match: re.Match[str]) -> str:
        return match[0] if folded(match[1]) in labels else f"[{match[1]}]"

    text, _ = _outside(_BRACKETS, freed, text)
    masked = blank_code(text)
    done, last = [], 0
    for match in _ESCAPE.finditer(masked):
        # An escaped backslash is a match of its own, so that it is not taken for one that escapes what follows.
        needed = "&lt;" if match[1] == "<" else match[0]
        done += [text[last : match.start()], match[1] if _needless(masked, match) else needed]
        last = match.end()
    return "".join([*done, text[last:]])


def _needless(text: str, match: re.Match[str]) -> bool:
    """Whether the sign behind a backslash is only a sign there."""
    sign = match[1]
    head = text[max(0, match.start() - _AROUND) : match.start()].rpartition("\n")[2]
    tail = text[match.end() : match.end() + _AROUND].partition("\n")[0]
    before, after = head[-1:], tail[:1]
    at_head = bool(_AT_HEAD.match(head))
    if sign in "'\",:;/?$%^@":
        return not (sign == ":" and at_head)
    if sign in "-+#>=":
        closing = sign == "#" and not tail.strip(" #\\")
        arrow = sign == ">" and bool(re.search(r"(?<!\\)<", head))
        return not (at_head or closing or arrow or before == sign or after == sign or (sign == "=" and after == "\\"))
    if sign == ".":
        return not _NUMBER_AT_HEAD.match(head)
    if sign == ")":
        return not _NUMBER_AT_HEAD.match(head) and "](" not in head
    return _needless_mark(sign, before, after, at_head, head + tail)


def _needless_mark(sign: str, before: str, after: str, at_head: bool, line: str) -> bool:
    if sign == "_":
        return before.isalnum() and after.isalnum()
    if sign == "*":
        return before == after == " " and not at_head
    if sign == "<":
        return not (after.isalpha() or after in ("/", "!", "?", "\\", ""))
    if sign == "!":
        return after != "[" and after != "\\"
    if sign == "(":
        return before not in ("]", "\\")
    if sign == "~":
        return before not in ("~", "\\") and after not in ("~", "\\")
    if sign == "|":
        return "|" not in line.replace("\\|", "")
    return sign == "&" and not re.match(r"[#\w]", after)
