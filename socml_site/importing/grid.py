"""Tables of any shape as plain grids, which is all that Markdown has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

Node = dict[str, Any]

_WIDEST = 200
"""Columns of a table; more are cut off, for a span can claim any number."""
_BREAK: Node = {"t": "RawInline", "c": ["html", "<br>"]}
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def cells(content: Any) -> list[list[Node]]:
    """The blocks of each cell of a table, row by row."""
    return [cell[4] for row in _rows(content) for cell in row[1]]


def table(filled: Sequence[list[Node]], content: Any) -> Iterator[Node]:
    """The table with the cells `filled`, in the order of `cells`, as a grid; a table of one cell is what is in it."""
    if len(filled) == 1:
        yield from filled[0]
        return
    rows = list(_spread(iter(filled), content))
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if not width:
        return
    rows = [row + [[] for _ in range(width - len(row))] for row in rows]
    headed = bool(content[3][1]) or (len(rows) > 1 and all(rows[0]))
    head, body = (rows[:1], rows[1:]) if headed else ([], rows)
    columns = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in range(width)]
    yield {
        "t": "Table",
        "c": [
            _NO_ATTRIBUTES,
            [None, []],
            columns,
            [_NO_ATTRIBUTES, [_row(row) for row in head]],
            [[_NO_ATTRIBUTES, 0, [], [_row(row) for row in body]]],
            [_NO_ATTRIBUTES, []],
        ],
    }


def _rows(content: Any) -> list[Any]:
    bodies = [row for body in content[4] for row in (*body[2], *body[3])]
    return [*content[3][1], *bodies, *content[5][1]]


def _spread(filled: Iterator[list[Node]], content: Any) -> Iterator[list[list[Node]]]:
    """Rows of inline cells; what a cell spans beside its own place is empty."""
    below: dict[int, int] = {}
    for row in _rows(content):
        line: list[list[Node]] = []
        for cell in row[1]:
            _fill(line, below)
            span, start = min(cell[3], _WIDEST), len(line)
            line += [_one_line(next(filled)), *([] for _ in range(span - 1))]
            if cell[2] > 1:
                below |= dict.fromkeys(range(start, start + span), cell[2] - 1)
        _fill(line, below)
        yield line[:_WIDEST]


def _fill(line: list[list[Node]], below: dict[int, int]) -> None:
    while below.get(len(line), 0) > 0:
        below[len(line)] -= 1
        line.append([])


def _one_line(blocks: Sequence[Node], bullet: str = "") -> list[Node]:
    """Blocks as one line: Markdown's cells have no other."""
    line: list[Node] = []
    for block in blocks:
        for part in _parts(block):
            mark = [{"t": "Str", "c": bullet}, {"t": "Space"}] if bullet and not line else []
            line += [*([_BREAK] if line else []), *mark, *part]
    return [_BREAK if node["t"] == "LineBreak" else node for node in line]


def _parts(block: Node) -> Iterator[list[Node]]:
    kind, content = block["t"], block.get("c")
    if kind in ("Para", "Plain"):
        yield content or []
    elif kind == "Header" and content:
        yield [{"t": "Strong", "c": content[2]}]
    elif kind == "BulletList":
        yield from (_one_line(item, "•") for item in content or [])
    elif kind == "OrderedList" and content:
        first = content[0][0]
        yield from (_one_line(item, f"{number}.") for number, item in enumerate(content[1], first))
    elif kind == "CodeBlock" and content:
        yield [{"t": "Code", "c": [_NO_ATTRIBUTES, " ".join(content[1].split())]}]
    elif kind == "Table" and content:
        yield from (_one_line(cell) for cell in cells(content))
    elif kind == "BlockQuote":
        yield _one_line(content or [])


def _row(row: Sequence[list[Node]]) -> Any:
    return [
        _NO_ATTRIBUTES,
        [[_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": cell}] if cell else []] for cell in row],
    ]
