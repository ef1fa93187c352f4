"""The lines of minutes as a careful reader sees them: what is a heading, an item, a table row, and what is noise.

All recognisers read these lines, so that noise is told from text in one place: exported pads leave backslashes and
empty bullets, templates leave comments, other site generators leave shortcodes. Python's `re` is used only with
patterns that cannot backtrack over more than a line, and no more than `LONGEST` characters of a line are looked at.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from socml_site.text.links import DEFINITION, PLACE_OF_CONTENTS, WIKI, defines
from socml_site.text.markdown import NO_DAY, Heading, plain
from socml_site.words.table import Words

LONGEST = 4000
"""Characters of a line that recognisers look at: nobody writes a name or a decision behind them."""
MOST = 3000
"""Lines that one heading or item can hold for a recogniser."""
BOLD = 7
"""The level of a bold line that stands for a heading: below all that Markdown has."""

_LEAD = re.compile(r"[ \t]*")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_BULLET = re.compile(NO_DAY + r"([-*+•‣◦·–:]|\(?\d{1,4}[.)]|\(?[a-zA-Z][.)])(?:[ \t]+|$)")
_BOX = re.compile(r"(?:\\?\[([ xX✓✔~-]?)\\?\]|([☐☑☒✅✔☑️]))[ \t]*(?=\S|$)")
_BOX_ALONE = re.compile(r"\[([ xX]?)\][ \t]+")
_BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,120}?)(:?)\1(:?)[ \t]*$")
_ROW = re.compile(r"\|.*\||[^|]*\|[^|]*\|")
_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NOISE = re.compile(
    rf"\{{\{{[<%][^<>%{{}}]{{0,300}}[>%]\}}\}}|\{{%[^%{{}}]{{0,300}}%\}}|{PLACE_OF_CONTENTS.pattern}"
    r"|!\[[^\]]{0,300}\]\(data:[^)]*\)|!\[[^\]]{0,300}\]\[[^\]]{0,100}\]|<br ?/?>",
    re.IGNORECASE,
)
_CELLS = re.compile(r"</(?:td|th|li)>", re.IGNORECASE)
_DRESS = re.compile(
    r"</?(?:table|tbody|thead|tr|td|th|ul|ol|li|span|font|u|b|i|em|strong|mark|center|div|p|small|big|tt)(?:\s[^<>]{0,300})?>",
    re.IGNORECASE,
)
_ESCAPED_BULLET = re.compile(r"^\\([-*+])(?=\s)")
_CROSS = re.compile(r"(#{1,6})(?=[^\W\d_])")
_EQUALS = re.compile(r"(={2,6})[ \t]*([^=\s][^=]{0,120})\1[ \t]*$")
"""`=== Names ===`, the heading of a wiki."""
_WIKI_HEADING = re.compile(r"(={1,6})[ \t]*([^=\s][^=]{0,120})\1[ \t]*$")
_WIKI_BULLET = re.compile(r"(\*{1,6})[ \t]*(?=[^\s*])(?![^*]*\*)")
"""`*Ada`, `** Bo`: an item of a wiki, as deep as it has stars; in Markdown it is one only with a space."""
_DATA = re.compile(r"data:[\w/+.-]{3,40};base64,[A-Za-z0-9+/=]{40,}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~<&@:])")
_STRUCK = re.compile(r"~~(?=\S)[^~]+~~\W*$|<(?:s|del|strike)>[^<]*</(?:s|del|strike)>\W*$", re.IGNORECASE)
_RULE_LINE = re.compile(r"(?:\* *){3,}$|(?:- *){3,}$|(?:_ *){3,}$")
_CODE = re.compile(r"[;{}=<>$\\`|]|\(\)|^\s*(?:#|//|--|import |def |let |const |fn )|\w\(\w*\)|```|~~~")
_CELL = re.compile(r"(?<!\\)\|")
_SPACES = re.compile(r"[ \t]{4,}")
_WORDS = re.compile(r"[^\W\d_]+")
_SIGNS = 40
_RUN = re.compile(rf"[^\w]{{{_SIGNS + 1},}}")
"""A run of signs without a word says no more than its first ones, and makes patterns look at it again and again."""
_WIKI_HEADINGS = 2
"""So many headings between equals signs make a text a wiki's."""
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `number` counts from 0 within the text.

    `text` is what stands behind indentation, quote marks, bullet, check box and hashes, still Markdown; `words` is the
    same without marks. `level` is that of a heading, BOLD for a bold line that stands alone, else 0. `box` is the state
    of a check box. Of a table row `cells` holds the cells. Code, comments and empty lines have no text.
    """

    number: int
    text: str = ""
    words: str = ""
    indent: int = 0
    bullet: str = ""
    box: bool | None = None
    level: int = 0
    quoted: int = 0
    struck: bool = False
    cells: tuple[str, ...] = ()
    after_blank: bool = True
    goes_on: bool = False
    """Whether the line continues a sentence or a paragraph that began above it."""
    code: bool = False
    rule: bool = False
    """A line across the page, which ends what stands above it."""

    seen: frozenset[str] = frozenset()
    """Its words in small letters, by which recognisers tell at once that a line holds none of theirs."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.words


def scan(text: str, masked: str, headings: Sequence[Heading], words: Words) -> tuple[Line, ...]:
    """The lines of `text`; `masked` is the same text without its code, `headings` are those found in it.

    `words` tell what is meant for a heading.
    """
    levels = {heading.line: heading for heading in headings}
    under = {heading.line + 1 for heading in headings if heading.lines == 2}
    found: list[Line] = []
    blank = True
    raw_lines = text.split("\n")
    masked_lines = masked.split("\n")
    wiki = "=\n" in masked and _is_wiki(masked_lines, headings)
    prose = _prose(raw_lines, masked_lines)
    tables = _tables(masked_lines) if "|" in masked else set()
    for number, masked_line in enumerate(masked_lines):
        # Code within a line stays readable where the rest of the line is text.
        raw = raw_lines[number] if masked_line.strip() and "<!--" not in raw_lines[number] else masked_line
        raw = _of_wiki(raw) if wiki and raw[:1] in ("=", "*") else raw
        line = _line(number, raw, blank, levels.get(number), number in under, number in tables, words)
        if line.blank and not masked_line.strip() and raw_lines[number].strip():
            line = Line(number, after_blank=blank, code=True)
            if number in prose:
                line = _line(number, raw_lines[number], blank, None, False, False, words)
        if found and not blank and _goes_on(found[-1], line):
            line = replace(line, goes_on=True)
        found.append(line)
        blank = line.blank
    return tuple(found)


def _is_wiki(lines: Sequence[str], headings: Sequence[Heading]) -> bool:
    """Whether a text is a wiki's own: it has headings between equals signs, and none of Markdown's."""
    return not headings and sum(bool(line[:1] == "=" and _WIKI_HEADING.match(line)) for line in lines) >= _WIKI_HEADINGS


def _of_wiki(raw: str) -> str:
    """A line of a wiki with the heading or the bullet as Markdown writes it."""
    if raw[0] == "=":
        # A wiki's page has its title elsewhere: its first level is Markdown's second.
        heading = _WIKI_HEADING.match(raw)
        return f"={heading[0].strip()}=" if heading and len(heading[1]) < 6 else raw
    bullet = _WIKI_BULLET.match(raw)
    return f"{'    ' * (len(bullet[1]) - 1)}* {raw[bullet.end() :]}" if bullet else raw


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line is the wrapped rest of the one above: that was long, or ended within a sentence."""
    if (
        line.bullet
        or line.level
        or line.cells
        or line.blank
        or above.level
        or above.cells
        or line.quoted != above.quoted
    ):
        return False
    wrapped = len(above.words) + above.indent >= 50 or line.indent > above.indent
    return wrapped and (above.words[-1:] not in ".:;!?" or line.words[:1].islower())


def _prose(raw_lines: Sequence[str], masked_lines: Sequence[str]) -> set[int]:
    """Lines that are code only because they are indented, as in minutes typed as plain text, and hold no code."""
    found: set[int] = set()
    block: list[int] = []
    for number, masked in enumerate([*masked_lines, "."]):
        raw = raw_lines[number] if number < len(raw_lines) else "."
        if raw.startswith(("    ", "\t")) and not masked.strip():
            block.append(number)
        elif raw.strip() and block:
            if not any(_CODE.search(raw_lines[at]) for at in block):
                found.update(block)
            block = []
    return found


def _tables(lines: Sequence[str]) -> set[int]:
    """The rows of tables: the line above one of dashes and bars, that line, and those below it that hold a bar."""
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number and "|" in line and "-" in line and "|" in lines[number - 1] and _RULE.match(line.strip()[:LONGEST]):
            found |= {number - 1, number}
        elif number - 1 in found and "|" in line:
            found.add(number)
    return found


def _bars_of_cells(row: str) -> str:
    """A row of a table in which a bar in `[[Title|words]]` parts no cells."""
    return WIKI.sub(lambda link: _CELL.sub(r"\\|", link[0]), row) if "[[" in row else row


def _line(
    number: int, raw: str, after_blank: bool, heading: Heading | None, underline: bool, table: bool, words: Words
) -> Line:
    raw = raw[:LONGEST].rstrip("\r")
    if underline or not raw.strip():
        return Line(number, after_blank=after_blank)
    if "]:" in raw and (defined := DEFINITION.match(raw)) and defines(defined, frozenset()):
        return Line(number, after_blank=after_blank)
    if _RULE_LINE.match(raw.strip()) and len(raw.strip()) > 2:
        return Line(number, after_blank=after_blank, rule=True)
    if heading:
        text = _clean(heading.text)
        bare = plain(text)
        return Line(number, text, bare, level=heading.level, after_blank=after_blank, seen=_seen(bare))
    quoted = 0
    while quote := _QUOTE.match(raw):
        raw, quoted = raw[quote.end() :], quoted + 1
        if quoted > 20:
            break
    lead = _LEAD.match(raw)
    indent = len((lead[0] if lead else "").expandtabs(4))
    rest = raw[lead.end() :] if lead else raw
    marker = ""
    rest = _ESCAPED_BULLET.sub(r"\1", rest, count=1) if rest.startswith("\\") else rest
    if (cross := _CROSS.match(rest)) and (len(cross[1]) > 1 or _says_list(rest[1:], words)):
        # "##Attendees" is no heading in Markdown, yet whoever wrote it meant one.
        text = rest[cross.end() :]
        bare = plain(text)
        return Line(number, text, bare, level=len(cross[1]), after_blank=after_blank, seen=_seen(bare))
    if rest.startswith("==") and not quoted and (equal := _EQUALS.match(rest)):
        text = equal[2].strip()
        bare = plain(text)
        return Line(number, text, bare, level=len(equal[1]), after_blank=after_blank, seen=_seen(bare))
    while bullet := _BULLET.match(rest):
        # Exported pads nest bullets on one line; an initial such as "A. Turing" is no bullet.
        if bullet[1][0].isalpha() and bullet[1][0].isupper():
            break
        marker, rest = bullet[1], rest[bullet.end() :]
        if not marker[0].isdigit() and len(marker) == 1 and rest[:1] not in "-*+":
            break
        if len(marker) > 1:
            break
    box, rest = _box(rest, bool(marker))
    rest = _clean(rest)
    if not rest:
        return Line(number, after_blank=after_blank, indent=indent, bullet=marker)
    cells: tuple[str, ...] = ()
    if "|" in rest and not marker and (table or _ROW.match(rest)):
        if _RULE.match(rest):
            return Line(number, after_blank=after_blank, cells=("",))
        cells = tuple(cell.strip() for cell in _CELL.split(_bars_of_cells(rest.strip().strip("|"))))
    bold = _BOLD_LINE.match(rest) if not marker and not quoted else None
    bare = plain(rest)
    return Line(
        number,
        rest,
        bare,
        indent,
        marker,
        box,
        BOLD if bold else 0,
        quoted,
        bool(_STRUCK.match(rest)),
        cells,
        after_blank,
        seen=_seen(bare),
    )


def _seen(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))


def _says_list(text: str, words: Words) -> bool:
    """Whether a text announces people, or what came of the meeting."""
    return bool(words.role_of(text) or words.list_of(text))


def _box(rest: str, listed: bool) -> tuple[bool | None, str]:
    """The state of a check box at the head of an item, and what stands behind it."""
    match = (_BOX if listed else _BOX_ALONE).match(rest)
    if not match or rest[match.end() - 1 : match.end() + 1].startswith("]("):
        return None, rest
    mark = match[1] if match[1] is not None else match[2]
    return mark not in ("", " ", "☐", "-", "~"), rest[match.end() :]


def _clean(text: str) -> str:
    """A line without what is no part of what was said."""
    if "{" in text or "[" in text or "<" in text:
        # Two spaces, for a break ends what stands before it.
        text = _NOISE.sub("  ", text)
        text = _DRESS.sub("", _CELLS.sub(", ", text)) if "<" in text else text
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "\\*" in text or "\\_" in text:
        text = text.replace("\\*\\*", "**").replace("\\_\\_", "__")
    if "base64" in text:
        text = _DATA.sub("", text)
    if not text.isascii() or not text.isprintable():
        text = _CONTROL.sub("", text).replace("\u00a0", " ")
    if "    " in text:
        text = _SPACES.sub("   ", text)
    if _RUN.search(text):
        text = _RUN.sub(lambda match: match[0][:_SIGNS], text)
    return text.strip().strip("\\").strip()


def unescape(text: str) -> str:
    """Text without the backslashes an exported pad puts before signs."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def children(lines: Sequence[Line], start: int) -> list[Line]:
    """The items that belong to the line `start`: below a heading up to the next one, below an item those deeper.

    A plain line that ends with a colon holds the list that follows it.
    """
    head = lines[start]
    found: list[Line] = []
    gap = False
    for number in range(start + 1, min(len(lines), start + MOST)):
        line = lines[number]
        if line.blank:
            if line.rule and found:
                break
            gap = True
            continue
        if line.level and line.level != BOLD:
            break
        if head.level and head.level != BOLD:
            if line.level == BOLD:
                break
        elif line.level or (
            line.words.endswith(":") and line.indent <= head.indent and bool(line.bullet) == bool(head.bullet)
        ):
            break
        elif head.bullet:
            if line.indent <= head.indent:
                break
        elif (gap and found and not line.bullet) or (not line.bullet and not found and gap and head.level != BOLD):
            break
        found.append(line)
        gap = False
    return found
