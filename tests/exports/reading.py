"""What can be read in each kind of file: one reader for each, by another hand than the writer's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from xml.etree import ElementTree as Xml

from docx import Document
from docx.oxml.ns import qn
from justhtml import JustHTML
from openpyxl import load_workbook
from outcomes import said
from pypdf import PdfReader

from workshop.domain.outcome import Outcome
from workshop.exports import FORMATS


def text_of(suffix: str, outcome: Outcome) -> str:
    """Everything that can be read in the file, in one line; descriptions of pictures included."""
    return plain_text_of(suffix, FORMATS[suffix].write(outcome, said))


def plain_text_of(suffix: str, body: bytes) -> str:
    """The same of a file that is there."""
    return " ".join(_READERS[suffix](body).split())


def _plain(body: bytes) -> str:
    return body.decode("utf-8-sig")


def _pdf(body: bytes) -> str:
    reader = PdfReader(BytesIO(body))
    return " ".join([*(page.extract_text() for page in reader.pages), *_descriptions(reader)])


def _descriptions(reader: PdfReader) -> Iterator[str]:
    """What the pictures of a PDF say to those who do not see them."""
    objects = (reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"]))))
    return (str(item["/Alt"]) for item in objects if isinstance(item, dict) and "/Alt" in item)


def _svg(body: bytes) -> str:
    return " ".join(Xml.fromstring(body).itertext())


def _xlsx(body: bytes) -> str:
    book = load_workbook(BytesIO(body))
    return " ".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell is not None)


def _docx(body: bytes) -> str:
    document = Document(BytesIO(body))
    # Tables too, in their place; and what pictures say.
    words = [element.text for element in document.element.iter(qn("w:t"), qn("w:br")) if element.text]
    return " ".join([" ".join(words), *(shape._inline.docPr.get("descr") for shape in document.inline_shapes)])


def _html(body: bytes) -> str:
    return JustHTML(body.decode(), sanitize=False).to_text()


def _calendar(body: bytes) -> str:
    return body.decode().replace("\r\n ", "")  # a long line goes on in the next, after a blank


_READERS: dict[str, Callable[[bytes], str]] = {
    "csv": _plain,
    "did.pdf": _pdf,
    "docx": _docx,
    "html": _html,
    "ics": _calendar,
    "json": _plain,
    "pdf": _pdf,
    "plain.pdf": _pdf,
    "svg": _svg,
    "xlsx": _xlsx,
}
