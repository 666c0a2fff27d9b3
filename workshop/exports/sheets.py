"""A workbook that holds words as words: no cell of it is a formula, a link or a number in disguise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workshop.exports.blocks import Block, Finding, Heading, Link, Points, Table, Text

Cell = str | int | float | None

_AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST = 32_767  # letters in a cell; Excel repairs a file with more, and drops the cell
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_PROPERTY = 255
_LONGEST_NAME = 31
_NARROWEST, _WIDEST = 10, 60  # of a column, in letters
_PIXELS_IN_A_PICTURE = 520


class Book:
    """Sheets with real tables; the looks that all of them share."""

    def __init__(self, title: str, made: datetime) -> None:
        self._file = BytesIO()
        self._book = Workbook(self._file, _AS_WRITTEN)
        self._book.set_properties({"title": title[:_LONGEST_PROPERTY], "created": made})
        self._names: set[str] = set()
        self.tables = 0
        self.text = self._look()
        self.soft = self._look(font_color="#57534e")
        self.strong = self._look(bold=True)
        self.head = self._look(bold=True, bg_color="#e3efe6", bottom=1, bottom_color="#14532d")
        self.titles = {
            size: self._look(bold=True, font_color="#14532d", font_size=points, text_wrap=False)
            for size, points in ((1, 18), (2, 15), (3, 12.5), (4, 11))
        }

    def sheet(self, name: str) -> Sheet:
        """A new sheet at the end; its name is shortened, and made unlike the others, where Excel wants so."""
        return Sheet(self, self._book.add_worksheet(self._name(name)))

    def lines(self, block: Block) -> Iterator[tuple[str, Format]]:
        """A block that is no table, line by line, each with its look."""
        if isinstance(block, Heading):
            yield block.text, self.titles[block.level]
        elif isinstance(block, Finding):
            yield block.headline, self.strong
            yield from ((text, self.text) for text in (*block.sentences, block.why) if text)
        elif isinstance(block, Points):
            yield from ((f"• {point}", self.text) for point in block.points)
        elif isinstance(block, Text):
            yield block.text, self.soft if block.soft else self.text
        elif isinstance(block, Link):
            yield block.text, self.text

    def whole(self) -> bytes:
        """The file; nothing can be added after."""
        self._book.close()
        return self._file.getvalue()

    def _look(self, **more: object) -> Format:
        return self._book.add_format({"text_wrap": True, "valign": "top", "font_size": 11} | more)

    def _name(self, wanted: str) -> str:
        wanted = " ".join(_NOT_IN_A_NAME.sub(" ", wanted).split()).strip("'") or "-"
        ends = ("", *(f" {number}" for number in range(2, len(self._names) + 3)))
        names = (wanted[: _LONGEST_NAME - len(end)].strip(" '") + end for end in ends)
        name = next(name for name in names if name.lower() not in self._names)
        self._names.add(name.lower())
        return name


class Sheet:
    """One sheet, filled from the top."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        self._row = 0
        self._widths: dict[int, int] = {}
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)

    def table(self, table: Table) -> None:
        """A real table, which can be sorted and filtered; figures are numbers."""
        first, heads = self._row, _unlike(table.head)
        for row in (heads, *table.rows):
            for column, text in enumerate(row):
                figure = column >= len(row) - table.figures and text.isdecimal()
                self._put(column, int(text) if figure else text, self._book.text)
            self._row += 1
        self._frame(first, heads, len(table.rows))

    def rows(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """The same for cells that already are numbers or words."""
        first = self._row
        for row in (heads, *rows):
            for column, cell in enumerate(row):
                self._put(column, cell, self._book.text)
            self._row += 1
        self._frame(first, list(heads), len(rows))

    def block(self, block: Block) -> None:
        """Any block of the story; pictures and page breaks are for other files."""
        if isinstance(block, Table):
            self.table(block)
            self._row += 1
            return
        if isinstance(block, Heading):
            self._row += self._row > 0
        if isinstance(block, Link):
            self._put(1, block.url, self._book.soft)
        for text, look in self._book.lines(block):
            self._line(text, look)

    def title(self, text: str) -> None:
        """What the sheet is about, above everything else."""
        self._line(text, self._book.titles[1])

    def picture(self, png: bytes, alt: str, pixels: int) -> None:
        """A picture in the rows that come next; `pixels` is its width as it is."""
        scale = _PIXELS_IN_A_PICTURE / pixels
        how = {"image_data": BytesIO(png), "description": alt, "x_scale": scale, "y_scale": scale}
        self._sheet.insert_image(self._row, 0, "picture.png", how | {"object_position": 2})
        self._row += 20

    def done(self, *, frozen: bool = True) -> None:
        """Sets how wide the columns are, and keeps the first row in sight."""
        for column, letters in self._widths.items():
            self._sheet.set_column(column, column, max(_NARROWEST, min(_WIDEST, letters + 2)))
        if frozen:
            self._sheet.freeze_panes(1, 0)
            self._sheet.repeat_rows(0)

    def _line(self, text: str, look: Format) -> None:
        self._put(0, text, look)
        self._row += 1

    def _put(self, column: int, cell: Cell, look: Format) -> None:
        if cell is None or cell == "":
            self._sheet.write_blank(self._row, column, None, look)
        elif isinstance(cell, str):
            text = cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…"
            self._sheet.write_string(self._row, column, text, look)
            if look.text_wrap:
                self._widths[column] = max(self._widths.get(column, 0), *map(len, text.split("\n")))
        else:
            self._sheet.write_number(self._row, column, cell, look)

    def _frame(self, first: int, heads: Sequence[str], rows: int) -> None:
        if not rows:
            return
        self._book.tables += 1
        columns = [{"header": head, "header_format": self._book.head} for head in heads]
        self._sheet.add_table(
            first, 0, first + rows, len(heads) - 1,
            {"columns": columns, "style": "Table Style Light 1", "name": f"Table_{self._book.tables}"},
        )  # fmt: skip


def _unlike(heads: Sequence[str]) -> list[str]:
    """Heads of columns that differ from each other, as Excel wants them in a table."""
    seen: dict[str, int] = {}
    unlike = []
    for head in heads:
        text = " ".join(head.split())[:200] or "-"
        seen[text.lower()] = seen.get(text.lower(), 0) + 1
        unlike.append(text if seen[text.lower()] == 1 else f"{text} ({seen[text.lower()]})")
    return unlike
