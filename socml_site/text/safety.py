"""Which HTML may be published, and what in a text may not: found in the source, so that it has a line.

The same lists steer the sanitiser. What is not allowed is shown as the text it is, so that no word is lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from socml_site.issues import Issue
from socml_site.model import Document
from socml_site.text.links import angled
from socml_site.text.markdown import ATTRIBUTES as ATTRIBUTE_LIST
from socml_site.text.markdown import ATTRIBUTES_OF_TAG, ELEMENTS, attributes_of, comments, edited, fences, headings
from socml_site.urls import safe_url

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark ol p pre q rp rt ruby s samp small span strike "
    "strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr input".split()
)
"""Elements that Material's Markdown makes, or that people write by hand in minutes."""
ATTRIBUTES = {
    "*": {"class", "id", "title", "lang", "dir", "align", "role", "aria-label", "aria-hidden", "tabindex"},
    "a": {"href", "name", "rel", "target"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "style", "width", "valign"},
    "th": {"colspan", "rowspan", "scope", "style", "width", "valign"},
    "table": {"width", "border"},
    "col": {"span", "width"},
    "colgroup": {"span"},
    "details": {"open"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "div": {"data-tabs"},
    "time": {"datetime"},
    "del": {"datetime", "cite"},
    "ins": {"datetime", "cite"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "font": {"color"},
    "hr": {"size", "width"},
    "p": {"markdown"},
}
_REL = frozenset(
    "author bookmark external help license next nofollow noopener noreferrer prev search sponsored tag ugc".split()
)
"""What a link may say of where it leads; `opener` would let that page steer this one, `me` claim it."""
_HTML = ELEMENTS - TAGS
"""Elements of HTML that are never published; any other word in angle brackets is just text."""
_HARMLESS = frozenset({"style", "color", "bgcolor", "border", "markdown", "data-tabs", "nowrap"})

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"'`]|\"[^\"<>]*\"|'[^'<>]*'|[\"'`])*)(>?)")
_WHOLE = re.compile(rf"</?[A-Za-z][A-Za-z0-9:-]*+{ATTRIBUTES_OF_TAG}", re.IGNORECASE)
_OPEN = re.compile(r"<(?=[!?]|/(?![A-Za-z]))")
"""What a parser of HTML takes for a comment, a declaration or the like, and hides."""
_NO_REFERENCE = re.compile(r"&#(?![0-9]{1,7};|[xX][0-9a-fA-F]{1,6};)")
"""Behind this Python-Markdown no longer knows where it is."""
SIGNS = {sign: chr(0x10FE00 + ord(sign)) for sign in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"}
"""What stands for a sign that is no mark until it is converted."""
_SIGN = re.compile("[<&{]")
_MAIL = re.compile(r"<[\w.+-]+@[\w-]+(?:\.[\w-]+)*>")
_KNOWN = frozenset().union(*ATTRIBUTES.values()) - {"style"}
_INLINE_END = re.compile(
    r"(?:\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\]\[[^\[\]\n]*\]|<[^<>\n]+>|`"
    r"|(?<![\w\\*])(\*{1,3}|_{1,3}|~~|==)(?=[^\s*])[^\n]*?[^\s\\]\1)$"
)
"""The end of an element in a line, where an attribute list is one."""
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")


@dataclass(frozen=True, slots=True)
class Finding:
    """A tag at `start` of the text that is shown as text, or loses the attributes named in `message`."""

    start: int
    code: str
    message: str
    as_text: bool


def kept(attribute: str, value: str) -> str:
    """What of an attribute's value is published: of a window only that it is a new one."""
    if attribute == "rel":
        return " ".join(word for word in value.lower().split() if word in _REL)
    if attribute == "target":
        return value if value.lower() == "_blank" else ""
    return value


def _loses(attribute: str, value: str) -> bool:
    """Whether leaving a part of an attribute out is worth a word; of rel most is said to machines alone."""
    if attribute == "rel":
        return "opener" in value.lower().split()
    return attribute == "target" and kept(attribute, value).split() != value.lower().split()


def find(masked: str) -> Iterator[Finding]:
    """Tags that may not be published as they are; `masked` is a text without its code."""
    if "<" not in masked:
        return
    opened: set[str] = set()
    for match in _TAG.finditer(masked):
        if _MAIL.match(match[0]):
            continue
        name, rest = match[2].lower(), match[3]
        if name not in TAGS:
            if match[1] and name in opened:
                # One element is one fault, not two.
                opened.discard(name)
                yield Finding(match.start(), "", "", True)
            elif name in _HTML:
                opened.add(name)
                yield Finding(match.start(), "unsafe", f"<{match[1]}{name}> is not published", True)
            else:
                yield Finding(match.start(), "", "", not rest.startswith((":", "@")) and not _address(match[0]))
            continue
        written = [(one[1].lower(), one[2]) for one in _ATTRIBUTE.finditer(rest)]
        if not _WHOLE.fullmatch(match[0]):
            # `a <b and c` or `<b and c>`: less-than signs, not a tag.
            yield Finding(match.start(), "", "", True)
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
        for word, value in ((word, (value or "").strip("\"'")) for word, value in written):
            if word.startswith("on") or (word not in allowed and word not in _HARMLESS):
                yield Finding(match.start(), "unsafe", f"The attribute {word} of <{name}> is not published", False)
            elif word not in allowed:
                yield Finding(match.start(), "markup", f"The attribute {word} of <{name}> is not published", False)
            elif _loses(word, value):
                yield Finding(match.start(), "markup", f"This {word} is not published: {value[:60]}", False)
            elif word == "cite" and not safe_url(value):
                # Those in href and src are judged with all links.
                yield Finding(match.start(), "unsafe", f"This address is not published: {value[:60]}", False)


def _address(tag: str) -> bool:
    """`<https://...>` and `<name@host>` are links in Markdown."""
    return "://" in tag or tag.startswith("<mailto:") or ("@" in tag and " " not in tag)


def find_in_lists(text: str, masked: str) -> Iterator[Finding]:
    """Attributes in Markdown's own attribute lists that are not published; no such list is shown as text."""
    if "{" not in masked or ("=" not in masked and "{:" not in masked):
        return
    heads = {heading.line for heading in headings(text, masked)}
    for match in ATTRIBUTE_LIST.finditer(masked):
        begin = masked.rfind("\n", 0, match.start()) + 1
        end = masked.find("\n", match.end())
        before, behind = masked[begin : match.start()], masked[match.end() : end if end >= 0 else len(masked)]
        closing = not behind.strip(" \t#")
        heads_it = closing and masked.count("\n", 0, begin) in heads
        above = masked[masked.rfind("\n", 0, max(0, begin - 1)) + 1 : max(0, begin - 1)]
        block = not before.strip() and not behind.strip() and bool(above.strip())
        cell = "|" in before and behind.lstrip().startswith("|") and before.endswith(" ")
        if not (heads_it or block or cell or _INLINE_END.search(before[-300:])):
            continue
        for name, value in attributes_of(match[0]):
            word = name.lower()
            if word.startswith("on"):
                yield Finding(match.start(), "unsafe", f"The attribute {word} is not published", False)
            elif word in ("href", "src", "cite") and not safe_url(value):
                yield Finding(match.start(), "unsafe", f"This address is not published: {value[:60]}", False)
            elif not word.startswith(("#", ".")) and (heads_it or word not in _KNOWN):
                yield Finding(match.start(), "markup", f"The attribute {word} is not published", False)
            elif _loses(word, value):
                yield Finding(match.start(), "markup", f"This {word} is not published: {value[:60]}", False)


def issues(document: Document, masked: str) -> Iterator[Issue]:
    """What of the document's HTML is not published, with its place."""
    hints = {"unsafe": "It is shown as text. Write it in Markdown instead.", "markup": "Take it out; it has no effect."}
    for finding in (*find(masked), *find_in_lists(document.text, masked)):
        if finding.code:
            line = masked.count("\n", 0, finding.start) + document.body_line
            col = finding.start - masked.rfind("\n", 0, finding.start)
            hint = hints[finding.code] if finding.as_text or finding.code == "markup" else "Take it out."
            yield Issue(document.path, line, col, finding.code, finding.message, hint)
    if (start := masked.find("<!--")) >= 0:
        # Of several only the first: all of them want the same end.
        line, col = masked.count("\n", 0, start) + document.body_line, start - masked.rfind("\n", 0, start)
        hint = "It is shown as text. Write `-->` where it ends."
        yield Issue(document.path, line, col, "markup", "This comment has no end", hint)


def without_words_of_comments(text: str) -> str:
    """`text` with empty comments, their lines behind them: they stay blocks of their own, and show nothing."""
    found = comments(text)
    return edited(text, [(start, end, "<!---->" + "\n" * text.count("\n", start, end)) for start, end in found])


def without_html_in_code(text: str, masked: str) -> str:
    """`text` with other signs for those of HTML in its code, since Python-Markdown looks for HTML before code."""
    lines, shown = text.split("\n"), masked.split("\n")
    for fence in fences(text):
        shown[fence.line] = lines[fence.line]
    for number, line in enumerate(lines):
        if "`#!" in line:
            # Code within a line that names its language, by which it is coloured.
            shown[number] = line
    seen = "\n".join(shown)
    ours = {start for start, _ in comments(text)}
    found = [match for match in _SIGN.finditer(text) if seen[match.start()] == " " and match.start() not in ours]
    return edited(text, [(*match.span(), SIGNS[match[0]]) for match in found])


def as_text(text: str, masked: str) -> str:
    """`text` with the angle brackets of what is not allowed escaped, so that it is read as the words it is."""
    targets = angled(masked) if "<" in masked else frozenset()
    found = {one.start: "&lt;" for one in find(masked) if one.as_text and one.start not in targets}
    found |= {match.start(): "&lt;" for match in _OPEN.finditer(masked)}
    found |= {match.start(): "&amp;" for match in _NO_REFERENCE.finditer(masked)}
    return edited(text, [(start, start + 1, found[start]) for start in sorted(found)])
