"""Comma-separated text to rows with their lines, however a spreadsheet has written it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from socml_site.model import Place, SourcePath

_SIGNS = (",", ";", "\t")
AGAIN = "\0"
"""Behind a head that another column has already: no file of text holds it."""
_ROWS = 5_000
"""More rows than this are no board."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells by the head of their column, as written, and the line it begins on."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a file; `columns` are its heads in small letters with the place of each.

    `unread` is the line from which on it could not be read, 0 if all of it was.
    """

    path: SourcePath
    columns: Mapping[str, Place]
    rows: tuple[Row, ...]
    unread: int = 0


def read_table(text: str, path: SourcePath) -> Table:
    """Read a table whose first row has the heads of its columns.

    Cells are separated by whichever of comma, semicolon and tab the first row has most of, and quoted as in RFC 4180.
    Empty rows are left out; cells beyond the last head are not read. A head that stands there twice is the second time
    told from the first by AGAIN behind it.
    """
    first = text.partition("\n")[0]
    sign = max(_SIGNS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    heads: list[str] = []
    columns: dict[str, Place] = {}
    rows: list[Row] = []
    line, unread = 1, 0
    try:
        for cells in reader:
            bare = [" ".join(cell.split()) for cell in cells]
            if not heads:
                for head in (head.casefold().replace(" ", "_") for head in bare):
                    heads.append(f"{head}{AGAIN * heads.count(head)}")
                columns = {head: Place(line, _column(first, cell)) for head, cell in zip(heads, cells, strict=True)}
            elif any(bare):
                rows.append(Row(line, dict(zip(heads, bare, strict=False))))
            line = reader.line_num + 1
            if len(rows) == _ROWS:
                unread = line
                break
    except csv.Error:  # A cell of more than 131,072 letters.
        unread = line
    return Table(path, {head: place for head, place in columns.items() if head.strip(AGAIN)}, tuple(rows), unread)


def _column(line: str, cell: str) -> int:
    return max(line.find(cell), 0) + 1
