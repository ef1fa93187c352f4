"""Minutes nobody writes: shapes of text that make careless readers slow, each to be had in any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import isqrt

Shape = Callable[[int], str]
"""A number of lines, signs or levels to the text that has so many of them."""


def _name(number: int) -> str:
    """A name of two words that no other number has."""
    letters = ""
    while True:
        number, rest = divmod(number, 26)
        letters += chr(97 + rest)
        if not number:
            return f"Ada{letters[:4]} Kin{letters}"


def _lines(line: Callable[[int], str], head: str = "") -> Shape:
    return lambda size: head + "\n".join(line(number) for number in range(size)) + "\n"


def _signs(sign: str) -> Shape:
    return lambda size: (sign * (size // len(sign) + 1))[:size] + "\n"


def _dated(number: int) -> str:
    day = date(1900, 1, 1) + timedelta(days=number)
    return f"## {day.isoformat()}\n\nThe hose leaks and has to be mended soon.\n"


def _long(sign: str, start: str, after: str, head: str) -> Shape:
    line = start + _signs(sign)(LINE).rstrip("\n") + after
    return _lines(lambda _: line, head)


_SIGNS = (
    *("a", "a ", "[", "]", "(", "*", "**", "_", "|", ">", "`", "~", "<", "\\", "#", "-", "=", ":", "@", "!", "{", "é"),
    *("?", "a:", "a, ", "Ada King, ", "Ada: hello. ", "ACTION: ", "[a](", "[[", "](", "![", "<a ", "<!--", "&amp;"),
    *("{{<", "1 ", "2024-04-08 ", "Apr 8, ", "agreed to ", "~~a~~ ", "https://a.example/b ", "???", "**a** ", "`a` "),
    *("to ", "and ", "(a) ", "- ", "* ", "| a ", "> ", "[x] ", " ", "\t", "\u202e", "\x01", "12:00 - ", "Q: ", "- x"),
    *("by May 3 ", "A. ", "Ada ", "Ada and ", "the group ", "no ", "Ada (", "Ada [", "~~a", "<b>", "data:", "a@b."),
    *("1-", "9am-", "a' ", ". "),
)

ONE_LINE: Mapping[str, Shape] = {f"one line of {sign!r}": _signs(sign) for sign in _SIGNS}
"""A size is the number of signs, all of them in one line."""

LINE = 3_900
"""Signs of a long line that recognisers still look at as a whole."""
LONG_LINES: Mapping[str, Shape] = {
    f"{name} of {sign!r}": _long(sign, start, after, head)
    for name, start, after, head in (
        ("long lines", "", "", ""),
        ("long lines that end otherwise", "", " x!", ""),
        ("long attendees", "- ", " x!", "## Attendees\n\n"),
        ("long actions", "- ACTION: ", " x!", ""),
        ("long items of actions", "- ", " x!", "## Action items\n\n"),
        ("long labels", "Present: ", " x!", ""),
        ("long headings", "## ", " x!", ""),
    )
    for sign in _SIGNS
}
"""A size is the number of lines."""

NESTED: Mapping[str, Shape] = {
    "nested quotes": lambda size: "\n".join(f"{'>' * level} a" for level in range(1, size + 1)) + "\n",
    "nested quotes in one line": lambda size: f"{'> ' * size}Ada: hello\n",
    "nested lists": lambda size: "\n".join(f"{'  ' * level}- a" for level in range(size)) + "\n",
    "nested lists in one line": lambda size: f"{'- ' * size}Ada: hello\n",
    "nested attendees": lambda size: (
        "## Attendees\n\n" + "\n".join(f"{' ' * level}- {_name(level)}:" for level in range(size)) + "\n"
    ),
    "nested actions": lambda size: (
        "## Action items\n\n" + "\n".join(f"{' ' * level}- {_name(level)}" for level in range(size)) + "\n"
    ),
    "nested brackets": lambda size: f"{'[' * size}a{']' * size}\n",
}
"""A size is the depth."""

MANY: Mapping[str, Shape] = {
    "attendees": _lines(lambda n: f"- {_name(n)}", "## Attendees\n\n"),
    "attendees with one first name": _lines(lambda n: f"- Ada {_name(n).split()[1]}", "## Attendees\n\n"),
    "attendees with one family name": _lines(lambda n: f"- {_name(n).split()[1]} King", "## Attendees\n\n"),
    "attendees with everything": _lines(
        lambda n: f"- [{_name(n)}](https://a.example/{n}) (she/her) - Acme (AK{n}) @ada{n} - late", "## Attendees\n\n"
    ),
    "labels of attendees": _lines(lambda n: f"Present: {_name(n)}\n"),
    "lists of attendees": _lines(lambda n: f"## Attendees\n\n- {_name(n)}\n"),
    "attendees in one paragraph": _lines(_name, "## Attendees\n"),
    "labels without anybody": _lines(lambda n: "Attendees:"),
    "headings": _lines(lambda n: f"## Part {n}"),
    "headings alike": _lines(lambda n: "## Part"),
    "headings of each level": _lines(lambda n: f"{'#' * (n % 6 + 1)} Part {n}"),
    "headings of attendees": _lines(lambda n: "## Attendees"),
    "headings of actions": _lines(lambda n: "## Action items"),
    "headings of actions that go deeper": _lines(lambda n: f"{'#' * (n % 6 + 1)} Action items\n\n- mend {n}\n"),
    "bold lines": _lines(lambda n: f"**Part {n}**\n"),
    "bold lines of actions": _lines(lambda n: "**Action items:**\n"),
    "underlined headings": _lines(lambda n: f"Part {n}\n==="),
    "dated headings": _lines(_dated),
    "dates": _lines(lambda n: f"Date: 0{n % 9 + 1}/04/2024"),
    "sessions": _lines(lambda n: f'## Session "Rain {n}" by {_name(n)}\n\nIt rained a lot.\n'),
    "turns of many": _lines(lambda n: f"{_name(n)}: the hose leaks"),
    "turns of many in paragraphs": _lines(lambda n: f"{_name(n)}: the hose leaks\n"),
    "turns of few": _lines(lambda n: f"{('Ada', 'Bob')[n % 2]}: the hose leaks"),
    "turns of one, far apart": _lines(lambda n: "Ada: a" if n % 1000 == 0 else "and it drips"),
    "turns of initials": _lines(lambda n: f"{_name(n)[3:5].upper()}: the hose leaks"),
    "turns with times": _lines(lambda n: f"[00:{n % 60:02}:01] {_name(n)}: the hose leaks"),
    "actions": _lines(lambda n: f"ACTION: {_name(n)} to mend the hose"),
    "actions alike": _lines(lambda n: "ACTION: x to y"),
    "actions in a list": _lines(lambda n: f"- [ ] {_name(n)}: mend the hose", "## Action items\n\n"),
    "actions by person": _lines(lambda n: f"- {_name(n)}:\n  - mend the hose", "## Action items\n\n"),
    "actions of those present": lambda size: (
        "## Attendees\n\n"
        + "".join(f"- {_name(number)}\n" for number in range(size))
        + "\n## Action items\n\n"
        + "".join(f"- {_name(number).split()[0]} to mend the hose\n" for number in range(size))
    ),
    "decisions": _lines(lambda n: f"DECISION: paint shed {n}"),
    "decisions in prose": _lines(lambda n: f"The group agreed to paint shed {n}."),
    "questions": _lines(lambda n: f"- Q: who owns hose {n}?"),
    "gaps": _lines(lambda n: "Ada said ??? of it"),
    "labels and items": _lines(lambda n: f"Actions:\n- mend {n}"),
    "items that are labels": _lines(lambda n: f"- Actions:\n  - mend {n}"),
    "links": _lines(lambda n: f"- [a](https://a.example/{n}) and https://b.example/{n}"),
    "links in one line": lambda size: " ".join(f"[a](https://a.example/{n})" for n in range(size)) + "\n",
    "definitions of links": _lines(lambda n: f"[a{n}]: https://a.example/{n}"),
    "rows of people": _lines(
        lambda n: f"| {_name(n)} | AK{n} | Acme |", "| Name | Abbreviation | Org |\n|---|---|---|\n"
    ),
    "rows of actions": _lines(
        lambda n: f"| mend {n} | {_name(n)} | open |", "| Action | Owner | Status |\n|---|---|---|\n"
    ),
    "tables": _lines(lambda n: "| a | b |\n|---|---|\n| c | d |\n"),
    "tables of people": _lines(lambda n: f"| Name | Org |\n|---|---|\n| {_name(n)} | Acme |\n"),
    "columns": lambda size: f"|{' a |' * size}\n|{'---|' * size}\n|{' b |' * size}\n",
    "empty lines": _lines(lambda n: ""),
    "empty bullets": _lines(lambda n: "* "),
    "wrapped prose": _lines(lambda n: "and then we spoke of the hose at great length because it leaks and"),
    "comments": _lines(lambda n: "<!-- a -->"),
    "comments left open": _lines(lambda n: "<!-- a"),
    "fences": _lines(lambda n: "```"),
    "tags": _lines(lambda n: "<div>"),
    "quotes": _lines(lambda n: f"> {_name(n)}: hello"),
}
"""A size is the number of things, most of them a line each."""

SHAPES: Mapping[str, Shape] = {**ONE_LINE, **LONG_LINES, **NESTED, **MANY}

_MARKS = (
    *("[", "![", "[^", "[[", "*[", "[\n", "[[a|", "[a][", "[a](", "[a](b", "](", "[[a](b)", "[a] ", "[a](b)", "[^1] "),
    *(
        "*",
        "**a ",
        "_a ",
        "*a _b ",
        "***a** ",
        "`",
        "``a ",
        "<",
        "<a",
        "<a b=",
        "<b>",
        "<!--",
        "<!-- -->",
        "</",
        "&",
        "&#",
    ),
    *(
        "(",
        "~~a",
        "==a",
        "\\",
        "|",
        "-|",
        "{",
        "{a",
        "{: ",
        "://a",
        "www.a ",
        "a@b",
        "@a ",
        " ",
        "\t",
        "  \n",
        '"',
        "=",
        "^a",
    ),
    *(
        "> ",
        "- ",
        "1. ",
        "# ",
        "> a\n",
        "- a\n",
        "| a |\n",
        "a\n: b\n",
        "!!! a\n",
        "??? a\n    b\n",
        "```\n",
        "<div>\n",
    ),
    *(
        "[a]: b.md\n",
        "*[a]: b\n",
        "[^a]: b\n",
        "[a]: b c\n",
        "<div markdown>\n",
        "<details><summary>",
        "<ul><li>",
        "~~~ a\n",
    ),
)


def _again(unit: str) -> Shape:
    return lambda size: unit * (size // len(unit))


PUBLISHED: Mapping[str, Shape] = {
    **{f"{unit!r} again and again": _again(unit) for unit in _MARKS},
    "rows": lambda size: "a | b\n" + "-|" * (size // 2),
    "rows that are none": lambda size: "a | b\n" + "-|" * (size // 2) + "x",
    "many rows that are none": lambda size: ("a | b\n" + "-|" * 500 + "x\n\n") * (size // 1000),
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "brackets and parentheses": lambda size: "[" * (size // 3) + "](" * (size // 3),
    "backticks of every length": lambda size: " ".join("`" * number for number in range(1, isqrt(size * 2))),
    "abbreviations": lambda size: (
        "\n".join(f"*[a{n}]: b" for n in range(size // 12)) + "\n\n" + " ".join(f"a{n}" for n in range(size // 12))
    ),
    "footnotes": lambda size: (
        "\n".join(f"[^{n}]: b" for n in range(size // 16)) + "\n\n" + " ".join(f"[^{n}]" for n in range(size // 16))
    ),
    "a footnote many times": lambda size: "[^1]: b\n\n" * (size // 16) + "[^1] " * (size // 16),
    "references": lambda size: (
        "\n".join(f"[a{n}]: b.md" for n in range(size // 23))
        + "\n\n"
        + " ".join(f"[x][a{n}]" for n in range(size // 23))
    ),
    "quotes": lambda size: "\n".join(">" * level + " a" for level in range(isqrt(size * 2))),
    "lists": lambda size: "\n".join("  " * level + "- a" for level in range(isqrt(size))),
    "boxes": lambda size: "\n".join("    " * level + "!!! note" for level in range(isqrt(size // 2))),
}
"""What the rendering of Markdown has been slow on; a size is about the number of signs."""

CITED: Mapping[str, Shape] = {
    f"{piece!r} again and again": _again(piece)
    for piece in (
        *("[", "[http://", "](http://a.bc ", "http://a.bc(", "http://a.bc(x", "http://a.bc/[[(", "http://", "a"),
        *("[x]: http://a.bc\n", "[a][b]", '<a href="http://a.bc', "![](http://a.bc)", "http://a.bc**", "\\["),
        *("<http://a.bc", "http://[::1]/ "),
    )
}
"""What the search for citations has been slow on; a size is about the number of signs."""

TOPICAL: Mapping[str, Shape] = {
    f"{piece!r} again and again": _again(piece)
    for piece in ("machine ", "road map ", "](", "<a", "[[", "[", "C+", "a\n", "## road map\n")
}
"""The same for topics whose labels are `machine learning`, `road map`, `C++` and the like."""

ANNOTATED: Mapping[str, Shape] = {
    "comments without an end": lambda size: "<office:annotation>" * size,
    "comments that hold comments": lambda size: "<office:annotation>" * size + "</office:annotation>" * size,
    "paragraphs without an end": lambda size: f"<office:annotation>{'<text:p>' * size}</office:annotation>",
    "lists without an end": lambda size: f"<office:annotation>{'<text:list>' * size}</office:annotation>",
    "tags without an end": lambda size: "<office:annotation " * size,
    "creators without an end": lambda size: f"<office:annotation>{'<dc:creator>' * size}</office:annotation>",
}
"""What the search for the comments of an .odt has been slow on; a size is the number of tags."""
