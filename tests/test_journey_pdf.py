"""The journey as a PDF: all that its page says, tagged, for who prints it and for who has it read out."""

from __future__ import annotations

from io import BytesIO

import pytest
from conftest import open_in
from pypdf import PdfReader
from tagged import complaints, tags_of
from test_journey import begin
from test_journey_course import HIGH, LOW, device_of, hold


def reader(app, key):
    """The PDF of a journey."""
    answer = device_of(app, key).get("/journey.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return PdfReader(BytesIO(answer.data))


def words(found):
    """All pages in one line."""
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def test_it_has_the_ladder_and_the_gap_by_group_and_the_plan(app):
    key = hold(app, "", LOW, HIGH, title="The first year")
    hold(app, key, ["rung_3"] * 6, ["rung_5"] * 8, title="The second year")

    said = words(reader(app, key))

    assert "Our journey · Sessions: 2 · " in said
    assert "Before you compare Then and now stand side by side." in said.replace("• ", "")
    for voted in ("9 Taught", "6 Told"):
        assert f"People who use the service {voted}" in said
    for voted in ("5 Heard", "8 Heard"):
        assert f"Staff and volunteers {voted}" in said
    assert said.index("three steps apart") < said.index("two steps apart")
    assert "Ladder steps based on the Ladder of Co-production" in said


def test_it_has_what_was_done_and_what_came_of_the_plan(app):
    room = open_in(app, 6, 6, floor="5")
    key = begin(room)
    room.must("topic", position=6)
    room.phones[0].post(room.at("/action"), data={"what": "Paint the hall", "when": "May", "op": "one"})
    room.must("end", sure="yes")
    after = open_in(app, journey_key=key)
    after.must("end", sure="yes")

    said = words(reader(app, key))

    assert "Our plans, and what came of them" in said
    assert "Paint the hall (May): Not said yet" in said


def test_who_cannot_see_it_is_told_the_same(app):
    key = hold(app, "", LOW, HIGH)
    found = reader(app, key)
    assert complaints(device_of(app, key).get("/journey.pdf").data) == []
    root, tags = found.trailer["/Root"], tags_of(found)

    assert (root["/MarkInfo"]["/Marked"].value, str(root["/Lang"])[:2]) == (True, "en")
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert found.metadata.title == "Bow lunch club"
    (alt,) = [alt for tag, alt in tags if tag == "/Figure"]
    assert "People who use the service: Taught. Staff and volunteers: Heard." in alt
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD"} <= {tag for tag, _ in tags}


@pytest.mark.parametrize("name", ["#strong[x] *bold* $x^2$", "আমি রান্নাঘর চাই", "شكرا جزيلا", "漢字 👍🏽", "W" * 100])
def test_no_name_of_a_journey_can_break_it(app, open_room, name):
    room = open_room(title=name)
    key = begin(room, name)
    room.must("end", sure="yes")

    assert len(reader(app, key).pages) == 1
    assert complaints(device_of(app, key).get("/journey.pdf").data) == []


def test_a_journey_of_which_no_session_has_ended_says_so(app, open_room):
    assert "No session of this journey has ended yet." in words(reader(app, begin(open_room())))
