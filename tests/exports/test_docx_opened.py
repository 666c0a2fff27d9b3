"""The document as another program opens it: LibreOffice, without a window, which lays it out on paper.

What it says, that its headings, heads and pictures are such for that program too, and that nothing leaves the paper.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from goldens import SESSIONS
from outcomes import said
from pypdf import PdfReader
from tagged import tags_of

from workshop.exports import FORMATS

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.timeout(300)]  # seconds; its first start takes ten
FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
DPI = 40
MARGIN = 12  # millimetres at each side on which nothing stands
AS_TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'


@pytest.fixture(scope="module")
def opened(tmp_path_factory) -> dict[str, tuple[bytes, Path]]:
    """Each session's document, and the PDF that LibreOffice makes of it."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None and not os.environ.get("CI"):
        pytest.skip("no LibreOffice here; `./run test` says how to get it")
    folder = tmp_path_factory.mktemp("office")
    written = {name: FORMATS["docx"].write(session(), said) for name, session in SESSIONS.items()}
    for name, body in written.items():
        (folder / f"{name}.docx").write_bytes(body)
    lay_out(str(office), folder)
    return {name: (body, folder / f"{name}.pdf") for name, body in written.items()}


def lay_out(office: str, folder: Path) -> None:
    """Our letters are there, as they are where people write Bengali; its profile is new, so that it asks nothing."""
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{FONTS}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"
    )
    command = [office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", AS_TAGGED]
    environ = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(folder), *files], env=environ, check=True, capture_output=True, timeout=240)


def close(text: str) -> str:
    """The text without what depends on where lines break: blanks, and hyphens at the end of a line."""
    return "".join(text.replace("-", "").split())


def text_of(path: Path) -> str:
    """What stands on the pages, as poppler reads it."""
    return subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True).stdout.decode()


@pytest.mark.parametrize("session", SESSIONS)
def test_every_heading_and_every_cell_stands_on_its_pages(opened, session):
    body, pdf = opened[session]
    document, there = Document(BytesIO(body)), close(text_of(pdf))

    headings = [p.text for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    # Letters that are drawn together are read back in another order, by every reader of PDFs.
    lost = [text for text in (*headings, *cells) if text.isascii() and close(text) not in there]

    assert len(headings) > 20
    assert len(cells) > 200
    assert lost == []


@pytest.mark.parametrize("session", SESSIONS)
def test_that_program_too_knows_headings_heads_of_tables_and_what_pictures_say(opened, session):
    body, pdf = opened[session]
    document, reader = Document(BytesIO(body)), PdfReader(pdf)
    tags = tags_of(reader)

    ours = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert [alt for tag, alt in tags if tag == "/Figure"] == ours
    assert all(ours)
    named = {tag for tag, _ in tags}
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/L", "/LI"} <= named
    assert sum(tag == "/Table" for tag, _ in tags) == len(document.tables)


@pytest.mark.parametrize("session", SESSIONS)
def test_nothing_leaves_the_paper_and_no_page_is_empty(opened, session, tmp_path):
    _, pdf = opened[session]
    subprocess.run(["pdftoppm", "-gray", "-r", str(DPI), str(pdf), str(tmp_path / "page")], check=True)

    pages = [grey(path.read_bytes()) for path in sorted(tmp_path.glob("*.pgm"))]

    assert 10 < len(pages) < 30
    edge = round(MARGIN / 25.4 * DPI)
    for number, rows in enumerate(pages, 1):
        inked = [x for row in rows for x, grey_ in enumerate(row) if grey_ < 200]
        assert len(inked) > 100, f"page {number} is empty"
        assert edge <= min(inked), f"something leaves page {number} at the left"
        assert max(inked) < len(rows[0]) - edge, f"something leaves page {number} at the right"


def grey(file: bytes) -> list[bytes]:
    """The rows of a picture (PGM): a byte for each point, 0 for black."""
    _, size, _, points = file.split(b"\n", 3)
    width, height = map(int, size.split())
    return [points[row * width : (row + 1) * width] for row in range(height)]
