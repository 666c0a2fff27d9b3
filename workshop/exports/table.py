"""A table of rows as CSV, which any spreadsheet opens and none runs."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

from workshop.exports.telling import plain

# A spreadsheet takes a cell that begins so for a formula, a command or an import of another one.
_DANGEROUS = frozenset("=+-@|%＝＋－＠\t\r\n")
_BOM = "\ufeff"  # Without it Excel does not read the file as UTF-8.

Cell = str | int | float | None
Row = dict[str, Cell]


def table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """The rows as UTF-8 with a byte order mark, CRLF line ends, and no cell that a spreadsheet would run."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: safe(cell) for column, cell in row.items()})
    return (_BOM + text.getvalue()).encode()


def safe(cell: Cell) -> Cell:
    """Numbers as they are; a text on one line, with ' before it where a spreadsheet would run it."""
    if not isinstance(cell, str):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = " ".join(plain(cell).split())
    first = next((letter for letter in text if unicodedata.category(letter) != "Cf"), "")
    return f"'{text}" if first in _DANGEROUS else text
