"""What a PDF says to those who have it read out, and whether it keeps to PDF/UA-1 (ISO 14289-1).

Typst refuses to write a file that breaks what it knows of the standard. `complaints` asks others: pdfua, which reads the
file with another library, and rules of our own for what pdfua does not look at. None of them is a person who listens.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pdfua
from pypdf import PdfReader

CANNOT = {"UA-14-001"}  # pdfua 0.1.3 stumbles over the way in which Typst writes headings: `_headings` looks at them
SCOPES = {"/Row", "/Column", "/Both"}
BENGALI, ARABIC = re.compile("[\u0980-\u09ff]"), re.compile("[\u0600-\u06ff]")


def tags_of(reader: PdfReader) -> list[tuple[str, str]]:
    """Every tag of the file with its description."""
    return [(str(item["/S"]), str(item.get("/Alt", ""))) for item in elements(reader)]


def elements(reader: PdfReader) -> list:
    """Every element of the structure tree, in reading order."""
    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]))


def complaints(body: bytes) -> list[str]:
    """What is wrong with the file for those who cannot see it; empty when nothing was found."""
    reader = PdfReader(BytesIO(body))
    if "/StructTreeRoot" not in reader.trailer["/Root"]:
        return ["it has no tags"]
    looks = (_headings, _tables, _lists, _nesting, _languages, _fonts, _links, _nothing_that_runs)
    return [*_by_pdfua(body), *(said for look in looks for said in look(reader))]


def _by_pdfua(body: bytes) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(body)
        report = pdfua.validate(str(path))
    yield from (f"{found.rule_id}: {found.message}" for found in report.findings)
    yield from (f"{one.rule_id} was not looked at" for one in report.skipped if one.rule_id not in CANNOT)


def _headings(reader: PdfReader) -> Iterator[str]:
    """One title; no level left out; none without words (ISO 14289-1, 7.4.2)."""
    found = [item for item in elements(reader) if re.fullmatch("/H[1-6]", str(item["/S"]))]
    levels = [int(str(item["/S"])[2:]) for item in found]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"its headings begin with {levels[:1]} and have {levels.count(1)} titles"
    yield from (f"a heading goes from level {one} to {next_}" for one, next_ in pairwise(levels) if next_ > one + 1)
    yield from ("a heading has no words" for item in found if "/K" not in item)


def _tables(reader: PdfReader) -> Iterator[str]:
    """Rows of one length; each head says what it is the head of, and each cell which heads it has (7.5)."""
    for table in _of(reader, "/Table"):
        rows = [list(_kids(row)) for row in walk(table) if str(row["/S"]) == "/TR"]
        heads = [cell for row in rows for cell in row if str(cell["/S"]) == "/TH"]
        if not heads:
            yield "a table has no head"
        yield from ("the head of a column does not say so" for head in heads if not SCOPES & _said(head, "/Scope"))
        names = {str(head.get("/ID")) for head in heads}
        cells = [cell for row in rows for cell in row if str(cell["/S"]) == "/TD"]
        yield from ("a cell has no head" for cell in cells if not names & _said(cell, "/Headers"))
        if not all(_width(row) <= _width(rows[0]) for row in rows):
            yield "a row is longer than the head"


def _lists(reader: PdfReader) -> Iterator[str]:
    for item in _of(reader, "/LI"):
        if [str(kid["/S"]) for kid in _kids(item)] != ["/Lbl", "/LBody"]:
            yield "a line of a list is not a mark and its words"


def _nesting(reader: PdfReader) -> Iterator[str]:
    """A block of words is a paragraph, and not a piece of one that stands nowhere."""
    for item in _of(reader, "/Document"):
        yield from (
            f"{kid['/S']} stands in no paragraph" for kid in _kids(item) if str(kid["/S"]) in ("/Span", "/Strong")
        )


def _languages(reader: PdfReader) -> Iterator[str]:
    """The language of the whole, and of passages whose letters tell that they are in another (7.2)."""
    contents = b"".join(page.get_contents().get_data() for page in reader.pages if page.get_contents() is not None)
    said = {lang.decode() for lang in re.findall(rb"/Lang\((\w+)\)", contents)}
    said |= {str(item["/Lang"])[:2] for item in elements(reader) if "/Lang" in item}
    words = "".join(page.extract_text() for page in reader.pages)
    if BENGALI.search(words) and "bn" not in said:
        yield "Bengali is not said to be Bengali"
    if ARABIC.search(words) and not said & {"ar", "ur"}:
        yield "Arabic letters are not said to be Arabic or Urdu"


def _fonts(reader: PdfReader) -> Iterator[str]:
    """Every letter comes along, and can be told from its shape (7.21)."""
    for number in range(1, int(str(reader.trailer["/Size"]))):
        item = reader.get_object(number)
        if not isinstance(item, dict) or item.get("/Type") not in ("/Font", "/FontDescriptor"):
            continue
        if item["/Type"] == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(item):
            yield f"the font {item.get('/FontName')} is not in the file"
        if item.get("/Subtype") in ("/Type0", "/Type1", "/TrueType", "/Type3") and "/ToUnicode" not in item:
            yield f"the letters of {item.get('/BaseFont')} have no meaning"


def _links(reader: PdfReader) -> Iterator[str]:
    for page in reader.pages:
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield "the tab key does not follow the reading order"


def _nothing_that_runs(reader: PdfReader) -> Iterator[str]:
    root = reader.trailer["/Root"]
    if reader.is_encrypted or {"/OpenAction", "/AA", "/AcroForm"} & set(root) or "/JavaScript" in root.get("/Names", {}):
        yield "it is locked, or something in it runs"


def _of(reader: PdfReader, kind: str) -> Iterator:
    return (item for item in elements(reader) if str(item["/S"]) == kind)


def _said(item, name: str) -> set[str]:
    """What the attributes of an element say under that name."""
    attributes = item.get("/A", [])
    attributes = attributes.get_object() if hasattr(attributes, "get_object") else attributes
    found = [one.get_object().get(name, []) for one in (attributes if isinstance(attributes, list) else [attributes])]
    return {str(value) for values in found for value in (values if isinstance(values, list) else [values])}


def _width(row: list) -> int:
    return sum(max([int(span) for span in _said(cell, "/ColSpan")] or [1]) for cell in row)


def _kids(item) -> Iterator:
    """The elements right under one."""
    kids = item.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    for one in kids if isinstance(kids, list) else [kids]:
        kid = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(kid, dict) and "/S" in kid:
            yield kid


def walk(item) -> Iterator:
    """An element and all under it."""
    item = item.get_object()
    if isinstance(item, dict):
        if "/S" in item:
            yield item
        for kid in _kids(item):
            yield from walk(kid)
