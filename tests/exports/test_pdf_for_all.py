"""Every PDF that we make keeps to PDF/UA-1, says another checker than the maker; and that checker can say no."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import typst
from goldens import SESSIONS
from outcomes import said
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject
from tagged import complaints, walk

from workshop.domain.outcome import Outcome
from workshop.domain.planning.going import Followed, FollowUp, Going, Line
from workshop.exports import FORMATS, typeset
from workshop.exports.blocks import Picture
from workshop.exports.publication import PUBLISHED, publish
from workshop.exports.telling import Telling

WHOLE = [suffix for suffix in FORMATS if suffix.endswith("pdf")]
COPIES = [suffix for suffix in PUBLISHED if suffix.endswith("pdf")]


def later(outcome: Outcome) -> Outcome:
    """The same a month on, when something was said of its plan."""
    line = Line(on=date(2027, 1, 5), going=Going.GOING_ON, said="Two of us come, آہستہ آہستہ", next="")
    return replace(outcome, since=FollowUp(actions=(Followed(action=1, lines=(line, line)),)))


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("suffix", WHOLE)
def test_every_pdf_of_a_session_is_for_all(suffix, session):
    assert complaints(FORMATS[suffix].write(later(SESSIONS[session]()), said)) == []


@pytest.mark.parametrize("session", SESSIONS)
@pytest.mark.parametrize("suffix", COPIES)
def test_so_is_every_copy_that_leaves_the_room(suffix, session):
    assert complaints(publish(suffix, SESSIONS[session](), said)) == []


def test_a_draft_of_which_nothing_is_shown_is_too():
    nothing = replace(SESSIONS["six"](), topics=(), actions=(), ended=False)

    assert [suffix for suffix in WHOLE if complaints(FORMATS[suffix].write(nothing, said))] == []


# The checkers can say no: each of these is a file of ours with one thing broken.


@pytest.fixture(scope="module")
def whole():
    """A file in which nothing is wrong."""
    return FORMATS["plain.pdf"].write(SESSIONS["sixty"](), said)


def first(writer, kind):
    """The first element of a kind."""
    return next(item for item in walk(writer.root_object["/StructTreeRoot"]) if item["/S"] == kind)


def no_tags(writer):
    del writer.root_object["/StructTreeRoot"]


def no_language(writer):
    del writer.root_object["/Lang"]


def no_title_shown(writer):
    del writer.root_object["/ViewerPreferences"]


def a_picture_that_says_nothing(writer):
    del first(writer, "/Figure")["/Alt"]


def a_heading_left_out(writer):
    first(writer, "/H2")[NameObject("/S")] = NameObject("/H4")


def two_titles(writer):
    first(writer, "/H3")[NameObject("/S")] = NameObject("/H1")


def a_column_without_a_head(writer):
    del first(writer, "/TH")["/A"]


def a_cell_without_a_head(writer):
    del first(writer, "/TD")["/A"]


def words_in_no_paragraph(writer):
    first(writer, "/P")[NameObject("/S")] = NameObject("/Span")


def a_list_without_marks(writer):
    first(writer, "/Lbl")[NameObject("/S")] = NameObject("/Span")


def something_that_runs(writer):
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject()


def a_font_left_out(writer):
    font = next(one for one in writer._objects if isinstance(one, dict) and one.get("/Type") == "/FontDescriptor")
    for kind in ("/FontFile", "/FontFile2", "/FontFile3"):
        font.pop(kind, None)


def words_that_are_not_tagged(writer):
    page = writer.pages[0]
    page.merge_page(untagged().pages[0])


def bengali_read_out_as_english(writer):
    for page in writer.pages:
        content = page["/Contents"].get_object()
        content.set_data(content.get_data().replace(b"/Lang(bn)", b"/Lang(en)"))
    for item in walk(writer.root_object["/StructTreeRoot"]):
        item.pop("/Lang", None)


def untagged():
    """A page with a word of which nobody says what it is."""
    made = typst.compile(b"Hello", pdf_standards="1.7", pdf_tags=False)
    return PdfReader(BytesIO(made))


BROKEN = (
    no_tags,
    no_language,
    no_title_shown,
    a_picture_that_says_nothing,
    a_heading_left_out,
    two_titles,
    a_column_without_a_head,
    a_cell_without_a_head,
    words_in_no_paragraph,
    a_list_without_marks,
    something_that_runs,
    a_font_left_out,
    words_that_are_not_tagged,
    bengali_read_out_as_english,
)


@pytest.mark.parametrize("breaks", BROKEN, ids=lambda breaks: breaks.__name__)
def test_a_file_that_is_not_for_all_is_found(whole, breaks):
    writer = PdfWriter(clone_from=BytesIO(whole))
    body = BytesIO()

    breaks(writer)
    writer.write(body)

    assert complaints(body.getvalue())


def test_copying_a_file_alone_breaks_nothing(whole):
    body = BytesIO()

    PdfWriter(clone_from=BytesIO(whole)).write(body)

    assert complaints(body.getvalue()) == []


def test_typst_itself_refuses_a_picture_without_words():
    front = typeset.Front(title="T", under="", on=date(2026, 1, 1), lacking="")
    silent = Picture('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', alt="")

    with pytest.raises(typst.TypstError, match="alt"):
        typeset.typeset(Telling(SESSIONS["six"](), said), front, [silent], size=12)
