"""A document for word processors: how its parts look, and what those who listen to it need.

What python-docx has no word for is said in the file's own XML (ISO/IEC 29500, part 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from itertools import accumulate
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from workshop.exports.blocks import Table
from workshop.exports.passages import passages

_BRAND, _INK, _SOFT = RGBColor(0x14, 0x53, 0x2D), RGBColor(0x1D, 0x1B, 0x20), RGBColor(0x57, 0x53, 0x4E)
_FINDING, _HEAD, _LINE = "FFF3D6", "E3EFE6", "B9B1A2"
_SHORT = 16  # rows of a table of figures that stays on one page
_GAP = 7  # points, under a table
_WIDTH = 170  # millimetres between the margins
_FONT = "Arial"  # on every computer; ours is not
_SIZES = {"Title": 24, "Heading 1": 17, "Heading 2": 13.5, "Heading 3": 12}
_FIELDS = re.compile(r"(\{pages?\})")
_REGIONS = {"bn": "bn-BD", "ar": "ar-SA", "ur": "ur-PK"}  # word processors want one


class Paper:
    """The document from the top down."""

    def __init__(self, document: Document, lang: str) -> None:
        self._document = document
        self._lang = "en-GB" if lang == "en" else lang
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(18), Mm(18)
        self._on_new_page = False
        self._style_ids: dict[str, str | None] = {}
        self._set_styles()

    def new_page(self) -> None:
        """The next heading starts a page."""
        self._on_new_page = True

    def paragraph(self, style: str = "Normal") -> Paragraph:
        """An empty paragraph."""
        paragraph = self._document.add_paragraph()
        paragraph._p.style = self._style_id(style)
        return paragraph

    def title(self, text: str) -> None:
        """The title of the document; there is one."""
        self._write(self.paragraph("Title"), text)

    def heading(self, text: str, level: int) -> None:
        """A heading, 1 for a section."""
        paragraph = self.paragraph(f"Heading {level}")
        paragraph.paragraph_format.page_break_before = self._on_new_page or None
        self._on_new_page = False
        self._write(paragraph, text)

    def text(self, text: str, *, soft: bool = False, strong: bool = False, leads: bool = False) -> None:
        """A paragraph, with its own line ends. `leads`: it stays on the page of what comes next."""
        paragraph = self.paragraph()
        paragraph.paragraph_format.keep_with_next = leads or None
        for run in self._write(paragraph, text):
            run.bold = strong or None
            if soft:
                run.font.color.rgb, run.font.size = _SOFT, Pt(11)

    def finding(self, headline: str, sentences: Iterable[str], why: str) -> None:
        """The result in a box of its own colour."""
        paragraph = self.paragraph()
        for run in self._write(paragraph, headline):
            run.bold = True
        self._write(paragraph, "".join(f" {sentence}" for sentence in sentences))
        if why:
            self._write(paragraph, f"\n{why}")
        paragraph.paragraph_format.keep_together = paragraph.paragraph_format.keep_with_next = True
        paragraph._p.get_or_add_pPr().append(_element("w:shd", val="clear", color="auto", fill=_FINDING))

    def point(self, text: str) -> None:
        """A line of a list."""
        self._write(self.paragraph("List Bullet"), text)

    def picture(self, png: bytes, alt: str, width: int) -> None:
        """A picture, `width` a part of the page's in %, with what it says to those who do not see it."""
        paragraph = self.paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(_WIDTH * width / 100))
        shape._inline.docPr.set("descr", alt)

    def link(self, url: str) -> None:
        """An address that can be followed."""
        if not url:
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._document.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph = self.paragraph()
        run = paragraph.add_run(url)
        run.font.color.rgb, run.font.underline = _BRAND, True
        paragraph._p.remove(run._r)
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, table: Table) -> None:
        """A table whose head is repeated on each page; rows that belong together share their first cell."""
        made = self._document.add_table(rows=len(table.rows) + 1, cols=len(table.head), style="Table Grid")
        made.autofit = False
        made._tbl.tblPr.append(_borders())
        cells = made._cells  # asked for once: each asking counts them all
        grid = [cells[at : at + len(table.head)] for at in range(0, len(cells), len(table.head))]
        for column, head in enumerate(table.head):
            self._fill(grid[0][column], head, strong=True, right=0 < len(table.head) - column <= table.figures)
            grid[0][column]._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_HEAD))
        made.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader", val="true"))
        starts = set(accumulate(table.spans, initial=0)) if table.spans else range(len(table.rows))
        for at, row in enumerate(table.rows):
            for column, text in enumerate(row):
                if column or at in starts:
                    is_figure = 0 < len(row) - column <= table.figures
                    self._fill(grid[at + 1][column], text, right=is_figure)
            made.rows[at + 1]._tr.get_or_add_trPr().append(_element("w:cantSplit", val="true"))
        weights = _weights(table)
        for column, weight in enumerate(weights):
            width = Mm(_WIDTH * weight / sum(weights))
            made.columns[column].width = width
            for row_of_cells in grid:
                row_of_cells[column].width = width
        self._join(grid, table.spans)
        if table.figures and len(table.rows) <= _SHORT:
            _keep_whole(grid)
        self._gap()

    def head(self, text: str) -> None:
        """What stands on top of every page."""
        paragraph = self._document.sections[0].header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in self._write(paragraph, text):
            run.bold = True

    def foot(self, text: str) -> None:
        """What stands under every page; {page} and {pages} in it are counted by the program that opens it."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        for piece in _FIELDS.split(text):
            if piece in ("{page}", "{pages}"):
                self._number(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
            else:
                self._write(paragraph, piece)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), _SOFT

    def _gap(self) -> None:
        """Two tables without a paragraph between them would be one; a whole line of it would be a hole."""
        paragraph = self.paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(_GAP)

    def _style_id(self, name: str) -> str | None:
        if name not in self._style_ids:  # python-docx looks through all styles for each paragraph
            self._style_ids[name] = self._document.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH)  # type: ignore[no-untyped-call]
        return self._style_ids[name]

    def _fill(self, cell: _Cell, text: str, *, strong: bool = False, right: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in self._write(paragraph, text):
            run.font.size, run.bold = Pt(10.5), strong or None

    def _join(self, grid: list[list[_Cell]], spans: tuple[int, ...]) -> None:
        at = 1
        for height in spans:
            for row in range(height if height > 1 else 0):
                merge = _element("w:vMerge", val="restart" if row == 0 else "continue")
                grid[at + row][0]._tc.get_or_add_tcPr().append(merge)
            _keep_whole(grid[at : at + height])  # else the next page begins with a line that has no name
            at += height

    def _write(self, paragraph: Paragraph, text: str) -> list[Run]:
        """The text, each passage in the language that its letters give away."""
        runs = []
        for passage in passages(text):
            run = paragraph.add_run(passage.text)
            if passage.lang:
                properties = run._r.get_or_add_rPr()
                if passage.right_to_left:
                    properties.append(_element("w:rtl", val="true"))
                properties.append(_element("w:cs", val="true"))
                properties.append(_element("w:lang", bidi=_REGIONS[passage.lang]))
            runs.append(run)
        return runs

    def _number(self, paragraph: Paragraph, field: str) -> None:
        for kind in ("begin", field, "end"):
            run = paragraph.add_run()
            if kind == field:
                instruction = _element("w:instrText")
                instruction.text = field
                run._r.append(instruction)
            else:
                run._r.append(_element("w:fldChar", fldCharType=kind))

    def _set_styles(self) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = _FONT, Pt(12), _INK
        normal.paragraph_format.space_after = Pt(6)
        properties = normal.element.get_or_add_rPr()
        properties.append(_element("w:lang", val=self._lang, eastAsia="en-US", bidi="ar-SA"))
        for name, size in _SIZES.items():
            style = self._document.styles[name]
            style.font.name, style.font.size, style.font.color.rgb, style.font.bold = _FONT, Pt(size), _BRAND, True
            fonts = style.element.rPr.rFonts
            for theme in [key for key in fonts.attrib if "Theme" in key]:
                del fonts.attrib[theme]  # the theme's font would win


def _weights(table: Table) -> list[float]:
    """How wide the columns are, beside each other."""
    columns = len(table.head)
    if table.spans and table.figures:
        return [3.0, 2.4, *[1.1] * (columns - 2)]
    if table.spans:
        return [1.3, 1.15, *[1.4] * (columns - 2)]
    if table.figures:
        return [1.5, *[1.0] * (columns - 1)]
    return {2: [1.0, 3.4], 3: [2.2, 1.4, 1.0]}.get(columns, [1.0] * columns)


def _keep_whole(grid: list[list[_Cell]]) -> None:
    """These rows are not parted by the end of a page: each keeps to the next."""
    for row in grid[:-1]:
        for cell in row:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _borders() -> BaseOxmlElement:
    """A line under each row, as in the PDF: a grid of black lines is louder than what stands in it."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        is_line = side in ("top", "bottom", "insideH")
        kind = {"val": "single", "sz": "6", "space": "0", "color": _LINE} if is_line else {"val": "nil"}
        borders.append(_element(f"w:{side}", **kind))
    return borders


def undated(file: bytes) -> bytes:
    """The same archive without the time at which it was packed. A PNG is packed already."""
    packed = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(packed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), old.read(name), ZIP_STORED if name.endswith(".png") else ZIP_DEFLATED)
    return packed.getvalue()


def _element(name: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
