"""The document to go on writing in, opened again: real headings, lists, tables, and pictures with their words."""

from io import BytesIO
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn
from outcomes import HOSTILE, a_session, a_small_group, hostile, said

from workshop.exports import FORMATS
from workshop.exports.passages import Passage, passages


def read(outcome, lang="en"):
    return Document(BytesIO(FORMATS["docx"].write(outcome, said, lang=lang)))


def headings(document):
    return [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]


def test_headings_are_headings_and_never_skip_a_level():
    found = headings(read(a_session(template="short")))

    assert found[:2] == [("Title", "Riverside Advice: who decides?"), ("Heading 1", "In short")]
    levels = [int(style[-1]) for style, _ in found[1:]]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_picture_says_what_it_shows():
    document = read(a_session(template="ladder"))

    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(alts) > 3
    assert all("votes:" in alt or ", wanted " in alt for alt in alts)


def test_the_head_of_each_table_is_repeated_on_the_next_page():
    document = read(a_session(template="short"))

    assert [table for table in document.tables if table.rows[0]._tr.find(".//" + qn("w:tblHeader")) is None] == []


def test_the_plan_is_a_table_to_go_on_with():
    document = read(a_session(template="short"))

    plan, drafts = [table for table in document.tables if table.rows[0].cells[-1].text == "By when"]
    assert [cell.text for cell in plan.rows[1].cells] == [
        "Ask two service users to join the board",
        "Ann (uses the service)\nBen (works or volunteers here)",
        "By 1 March",
    ]
    (other,) = plan.rows[2:]
    assert other.cells[1].text == "Rosa (works or volunteers here)\nStill needed: somebody who uses the service"
    assert [row.cells[1].text for row in drafts.rows[1:]] == ["Still needed: a pair, one from each side"]


def test_lines_of_one_activity_share_their_first_cell():
    document = read(a_session())

    (table, *_) = [table for table in document.tables if table.cell(0, 1).text == "Who" and len(table.columns) == 5]
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc
    assert table.cell(1, 0).text == "Surveys and feedback forms"
    assert [table.cell(row, 1).text for row in (1, 2)] == ["People who use the service", "Staff and volunteers"]


def test_lines_of_one_activity_stay_on_one_page():
    document = read(a_session())

    (table, *_) = [table for table in document.tables if table.cell(0, 1).text == "Who" and len(table.columns) == 5]
    kept = [table.cell(row, 1).paragraphs[0].paragraph_format.keep_with_next for row in (1, 2, 3, 4)]
    assert kept == [True, None, True, None]


def test_what_leads_to_a_list_stays_on_its_page():
    leads = [p for p in read(a_session()).paragraphs if p.text.startswith("In our own words:")]

    assert leads
    assert {p.paragraph_format.keep_with_next for p in leads} == {True}


def test_lists_are_lists():
    document = read(a_session(template="short"))

    points = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert any(point.startswith("One person, one vote.") for point in points)


@pytest.mark.parametrize(("ended", "says"), [(False, "Draft 41"), (True, "Version 1")])
def test_each_page_says_whether_it_is_a_draft_and_which_version(ended, says):
    outcome = a_session(template="ladder", ended=ended)
    (section,) = read(outcome).sections

    assert section.header.paragraphs[0].text == ("" if ended else "Draft")
    assert section.footer.paragraphs[0].text.startswith(
        f"Session K7M-4QX · 22 November 2026 · {says} · Fingerprint {outcome.sha256[:12]} · Page "
    )


def test_its_properties_name_the_session_and_no_maker():
    outcome = a_session(template="ladder")
    properties = read(outcome, lang="cy").core_properties

    assert (properties.title, properties.author, properties.language) == (outcome.title, "", "cy")
    assert properties.identifier == outcome.sha256


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_words_of_people_stay_words(typed):
    document = read(hostile(typed))

    assert not document.element.xpath(".//w:object | .//w:instrText[not(.='PAGE' or .='NUMPAGES')]")
    addresses = {r.target_ref for r in document.part.rels.values() if r.is_external}
    assert all(address.startswith("https://") for address in addresses)
    assert "evil" not in " ".join(addresses)


def test_a_small_group_is_shown_as_the_whole_room_only():
    text = " ".join(p.text for p in read(a_small_group()).paragraphs)

    assert "The middle of the whole room is Asked." in text


def test_a_passage_says_its_language_where_its_letters_do():
    runs = [run for p in read(hostile("We want: শুক্রবার! and شكرا.")).paragraphs for run in p.runs]

    langs = {run.text: lang.get(qn("w:bidi")) for run in runs for lang in run._r.iterfind(".//" + qn("w:lang"))}
    assert langs["শুক্রবার"] == "bn-BD"
    assert {langs[text] for text in langs if text.startswith("شكرا")} == {"ar-SA"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Told", [Passage("Told")]),
        ("", []),
        ("আমি চাই। Yes", [Passage("আমি চাই।", "bn"), Passage(" Yes")]),
        ("A شكرا جزيلا! B", [Passage("A "), Passage("شكرا جزيلا!", "ar"), Passage(" B")]),
        ("ہم چاہتے ہیں", [Passage("ہم چاہتے ہیں", "ur")]),
    ],
)
def test_a_text_falls_into_its_passages(text, found):
    assert list(passages(text)) == found
    assert "".join(passage.text for passage in passages(text)) == text
