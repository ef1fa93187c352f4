"""Just enough of Markdown to read minutes: what is code, what is a heading, and the words without their marks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from socml_site.text.links import AUTOLINK, PLACE_OF_CONTENTS, WIKI, is_escaped
from socml_site.words.calendar import ANY_MONTH

_FENCE = re.compile(r" {0,3}(?:[-*+] +|\d+[.)] +|> ?)*(`{3,}|~{3,})([^`]*)$")
_CLOSING = re.compile(r"([ \t>]*)(`{3,}|~{3,})[ \t]*$")
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)([^\n]*?[^`\n])\1(?!`)")
_COMMENT_OR_CODE = re.compile(r"<!--|`+")
_COMMENT_END = re.compile(r"--!?>")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t](.*)$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_LIST_ITEM = re.compile(r"(\s*(?:[-*+]|\d{1,9}[.)])\s+)")
_BOX = re.compile(r"!!! ?[\w-]|\?\?\?\+? ?[\w\"-]|===[!+]{0,2} +\"|\[\^[^\[\]\n]+\]:|: ")
"""What holds the text that is indented below it: admonition, details, tab, footnote, definition."""
_NOT_PARAGRAPH = re.compile(r"\s*(?:[-*+>|#]|\d{1,9}[.)]\s|$)")
_MARK = r"[#.][^\s{}=\"']+"
_PAIR = r"[^\s{}=\"'#.][^\s{}=\"']{0,99}=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+)"
_WORD = r"[^\s{}=\"'#.:][^\s{}=\"']*"
ATTRIBUTES = re.compile(
    rf"\{{(?:[ \t]*(?:{_MARK}|{_PAIR})(?:[ \t]+(?:{_MARK}|{_PAIR}))*"
    rf"|:[ \t]*(?:{_MARK}|{_PAIR}|{_WORD})(?:[ \t]+(?:{_MARK}|{_PAIR}|{_WORD}))*)[ \t]*\}}"
)
"""An attribute list; words without a value only behind a colon, for braces may just be braces."""
_ATTRIBUTES_BEHIND = re.compile(rf"(?<!\s)\s*+({ATTRIBUTES.pattern})\s*$")
_ONE_ATTRIBUTE = re.compile(r"([#.][^\s{}=\"']+)|([^\s{}=\"'#.][^\s{}=\"']*)(?:=(\"[^\"\n]*\"|'[^'\n]*'|[^\s{}\"']+))?")
_ID = re.compile(r"[\w:.-]+")

_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]]{0,500})\](?:\([^()]{0,2000}(?:\([^()]{0,500}\)[^()]{0,500})?\)|\[[^\[\]]{0,200}\])")
ELEMENTS = frozenset(
    "a abbr applet area article aside audio b base bdi bdo blockquote body br button canvas caption center cite "
    "code col colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font "
    "footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label "
    "legend li link main map mark marquee math menu meta meter nav noframes noscript object ol optgroup option "
    "output p param picture plaintext portal pre progress q rp rt ruby s samp script search section select slot "
    "small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time "
    "title tr track tt u ul var video wbr xmp".split()
)
"""The elements of HTML; any other word in angle brackets is text."""
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_BARE = "open|checked|disabled|reversed|controls|hidden|markdown"
_VALUED = r"[^\s\"'<>/=`]++\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=`]++)"
ATTRIBUTES_OF_TAG = rf"(?:\s++(?:{_VALUED}|(?:{_BARE})(?![^\s/>])))*+\s*+/?>"
"""The rest of a tag behind its name. Every parser reads it alike; with an open quote, or with words, it is none."""
_NO_TAG = re.compile(
    rf"<(?=/?[A-Za-z])(?!/?(?:{'|'.join(sorted(ELEMENTS))}){ATTRIBUTES_OF_TAG}|https?://|mailto:|[^<>\s@]{{1,200}}@)",
    re.I,
)
_SHOWN = re.compile(
    rf"\[?{_IMAGE.pattern}(?:\]\([^()]{{0,2000}}\))?|{_LINK.pattern}|\[\[[^\[\]]{{1,300}}\]\]|{_TAG.pattern}"
    r"|\{\{[<%][^<>%{}]{0,300}[>%]\}\}|\{%[^%{}]{0,300}%\}|(?<!\S)#[\w/-]{1,60}(?!\S)"
)
"""What a line holds that shows something or leads elsewhere, and says nothing: pictures, links, tags."""
_WORD_SIGN = re.compile(r"[^\W_]")
_MOST_SHOWN = 60
"""Lines above a heading that may show something."""
_EMPHASIS = re.compile(r"(\*{1,3}|~~|==)(?=\S)(.{1,1000}?\S|\S)\1|(?<!\w)(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\3(?!\w)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&])")
_PRIVATE = 0xE000
"""Where characters after a backslash are kept, in Unicode's private use area, while marks are taken away."""
_ESCAPED = re.compile("[\ue021-\ue07e]")
_ANY_MARK = re.compile(r"[\\*_~=`\[\]<>&#!]|^\s*(?:[-+]|\d{1,9}[.)])\s")
"""What a text must hold for a mark to be in it."""
NO_DAY = rf"(?!\d\d?\.\s(?:(?i:{ANY_MONTH})\.?|\d\d?\.)\s(?:19|20)\d\d)"
"""Before the number of an item: "31. May 2024" and "31. 5. 2024" are days."""
_MARKER = re.compile(rf"^\s*(?:>\s*)*(?:(?:[-*+]|{NO_DAY}\d{{1,9}}[.)])\s+(?:\[[ xX]\]\s+)?)?(?:#{{1,6}}\s+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on line `line` (from 0); `lines` is 2 for one that is underlined. `anchor` only if it was written.

    `opens` says that it is the first thing in its text, `leads` that above it nothing is said, but perhaps shown: a
    picture, a badge, a quotation, links to other pages.
    """

    line: int
    level: int
    text: str
    lines: int = 1
    anchor: str = ""
    opens: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code from line `line` to the one that closes it, both from 0; `end` is None if none does."""

    line: int
    end: int | None = None


def fences(text: str) -> list[Fence]:
    """The fenced code of `text`."""
    return _code(text.split("\n"))[1]


def _code(lines: Sequence[str]) -> tuple[list[int], list[Fence]]:
    """Which lines are code, and the fences among them.

    A list item, an admonition, a tab or a footnote is open until an unindented line after a blank one.
    """
    code: list[int] = []
    fenced: list[Fence] = []
    held: list[tuple[int, int]] = []
    """For each open item or box its own indent and that of its text."""
    fence, fence_indent = "", 0
    indented_code, before_blank, boxed = False, True, False
    for number, line in enumerate(lines):
        if fence:
            code.append(number)
            closes = _CLOSING.match(line)
            if closes and closes[2].startswith(fence) and len(closes[1].expandtabs(4)) < fence_indent + 4:
                fenced[-1] = Fence(fenced[-1].line, number)
                fence = ""
            continue
        bare = line.lstrip()
        if not bare:
            before_blank = True
            continue
        indent = len(line[: len(line) - len(bare)].expandtabs(4))
        within = next((text for own, text in reversed(held) if indent >= own + 2), held[0][1] if held else 0)
        indented_code = indent >= within + 4 and (before_blank or indented_code)
        if indented_code:
            code.append(number)
            before_blank = False
            continue
        item = _LIST_ITEM.match(line)
        if item or _BOX.match(bare):
            while held and indent < held[-1][0] + 2:
                held.pop()
            boxed = boxed if held else not item
            # Below a box nothing moves items, and Python-Markdown wants four spaces.
            behind = len(item[1].expandtabs(4)) - indent if item and not boxed else 4
            held.append((indent, indent + behind))
        elif before_blank and not line[0].isspace():
            held = []
        opened = _FENCE.match(bare if held else line)
        if opened:
            code.append(number)
            fenced.append(Fence(number))
            fence, fence_indent = opened[1], len(line[: line.index(opened[1])].expandtabs(4))
        before_blank = False
    return code, fenced


def blank_code(text: str) -> str:
    """`text` of the same length with the contents of code and of HTML comments as spaces."""
    lines = text.split("\n")
    for number in _code(lines)[0]:
        lines[number] = " " * len(lines[number])
    joined = "\n".join(lines)
    if "<!--" in joined:
        # Blank before code is, so that a backtick in a comment takes no code for its other end.
        joined = edited(joined, [(start, end, blank(joined[start:end])) for start, end in _comments(joined)])
    if "`" in joined:
        joined = _INLINE_CODE.sub(lambda match: match[1] + " " * len(match[2]) + match[1], joined)
    return joined


def blank(text: str) -> str:
    """The text with a space for each of its characters, on the same lines."""
    return re.sub(r"[^\n]", " ", text)


def said(text: str) -> str:
    """Like `plain`, with the words in angle brackets that are in code or are no element of HTML: `<your name>`."""
    if "<" in text:
        text = _INLINE_CODE.sub(lambda match: html.escape(match[0], quote=False), text)
        text = _NO_TAG.sub("&lt;", text)
    return plain(text)


def comments(text: str) -> list[tuple[int, int]]:
    """Where the HTML comments of `text` begin and end; one that has no end is none, and neither is one in code."""
    if "<!--" not in text:
        return []
    lines = text.split("\n")
    for number in _code(lines)[0]:
        lines[number] = " " * len(lines[number])
    return list(_comments("\n".join(lines)))


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The comments of a text whose blocks of code are blank: of a comment and code in a line the first begun holds."""
    at, endless = 0, False
    while found := _COMMENT_OR_CODE.search(text, at):
        if found[0] == "<!--":
            # As in HTML, `<!-->` is a whole comment.
            end = None if endless else _COMMENT_END.search(text, found.start() + 2)
            endless = end is None
            if end:
                yield found.start(), end.end()
        else:
            end = _INLINE_CODE.match(text, found.start())
        at = end.end() if end else found.end()


def headings(text: str, masked: str) -> Iterator[Heading]:
    """The headings of `text`, where `masked` is the same text without its code."""
    # What a comment hides must not be told by an anchor.
    told = edited(text, [(start, end, blank(text[start:end])) for start, end in comments(text)])
    lines, masked_lines = told.split("\n"), masked.split("\n")
    opening = leading = True
    after = 0
    for number, level, words, count in _found(lines, masked_lines):
        opening = opening and _says_nothing(lines[after:number])
        leading = opening or (leading and _shows(lines[after:number]))
        heading = _heading(number, level, words, count, opening)
        after = number + count
        said = bool(plain(heading.text))
        yield replace(heading, leads=True) if leading else heading
        opening, leading = opening and not said, leading and not said


def _found(lines: Sequence[str], masked_lines: Sequence[str]) -> Iterator[tuple[int, int, str, int]]:
    """Line, level, words and number of lines of each heading."""
    for number, line in enumerate(masked_lines):
        atx = _ATX.match(line)
        if atx:
            whole = _ATX.match(lines[number])
            yield number, len(atx[1]), _without_closing(whole[2] if whole else atx[2]), 1
            continue
        under = _UNDERLINE.match(line)
        above = masked_lines[number - 1] if number else ""
        # Only a paragraph of one line can be underlined in Python-Markdown.
        alone = number < 2 or not masked_lines[number - 2].strip()
        if under and alone and above.strip() and not _NOT_PARAGRAPH.match(above) and not _UNDERLINE.match(above):
            yield number - 1, 1 if under[1][0] == "=" else 2, lines[number - 1].strip(), 2


def _without_closing(words: str) -> str:
    """The words of a heading without the hashes that may close it."""
    words = words.strip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words


def _says_nothing(lines: Sequence[str]) -> bool:
    """Whether these lines are empty but for places for a table of contents."""
    return all(not line.strip() or PLACE_OF_CONTENTS.fullmatch(line.strip()) for line in lines)


def _shows(lines: Sequence[str]) -> bool:
    """Whether these lines say nothing, though they may show something or lead elsewhere."""
    if len(lines) > _MOST_SHOWN:
        return False
    return all(line.lstrip().startswith((">", ":::")) or not _WORD_SIGN.search(_SHOWN.sub("", line)) for line in lines)


def _heading(line: int, level: int, text: str, lines: int, opens: bool) -> Heading:
    attributes = _ATTRIBUTES_BEHIND.search(text) if text.endswith("}") else None
    if not attributes:
        return Heading(line, level, text, lines, opens=opens)
    anchor = next((name[1:] for name, _ in attributes_of(attributes[1]) if name.startswith("#")), "")
    anchor = anchor if _ID.fullmatch(anchor) else ""
    return Heading(line, level, text[: attributes.start()], lines, anchor, opens)


def attributes_of(written: str) -> list[tuple[str, str]]:
    """Names and values of an attribute list `{: #id .class name=value }`; ids and classes with their sign."""
    inner = written.strip()[1:-1].removeprefix(":")
    return [(match[1] or match[2], (match[3] or "").strip("\"'")) for match in _ONE_ATTRIBUTE.finditer(inner)]


def plain(text: str) -> str:
    """The words of a piece of Markdown on one line, without marks, links or tags."""
    if not _ANY_MARK.search(text):
        return " ".join(text.split())
    text = _MARKER.sub("", text, count=1)
    if "[[" in text:
        text = WIKI.sub(_words_of_wiki, text)
    text = _ESCAPE.sub(lambda match: chr(_PRIVATE + ord(match[1])), text)
    text = AUTOLINK.sub(r"\1", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", text)
    for _ in range(3):
        text, count = _EMPHASIS.subn(lambda match: match[2] or match[4], text)
        if not count:
            break
    text = text.replace("`", "")
    text = html.unescape(text)
    text = _ESCAPED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)
    return " ".join(text.split())


def _words_of_wiki(match: re.Match[str]) -> str:
    if is_escaped(match.string, match.start()):
        return match[0]
    return match[2] or match[1].removeprefix("#")


def without_html_comments(text: str) -> str:
    """`text` without its HTML comments, which no page shows; those in code are code."""
    return edited(text, [(start, end, "") for start, end in comments(text)])


def edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """`text` with each part from one place to another replaced; the edits are in order and do not overlap."""
    done, last = [], 0
    for start, end, new in edits:
        done += [text[last:start], new]
        last = end
    return "".join([*done, text[last:]])
