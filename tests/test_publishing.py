"""The publication copy at its address, and where it is offered."""

from __future__ import annotations

import pytest
from justhtml import JustHTML

from workshop.exports.publication import PUBLISHED


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_3"] * 6)
    room.must("show")
    return room


def links(room):
    page = JustHTML(room.desk.get(room.at("/outcome")).text, sanitize=False)
    return [link.attrs["href"] for link in page.query(".publication a")]


def test_it_is_offered_when_the_session_has_ended_and_everybody_with_the_code_gets_it(app, room):
    assert links(room) == []
    room.must("end", sure="yes")

    assert links(room) == [room.at(f"/outcome.{suffix}?copy=publication") for suffix in PUBLISHED]
    for link in links(room):
        answer = app.test_client().get(link)
        assert answer.status_code == 200
        assert room.code not in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="publication-copy-')
        assert answer.headers["Cache-Control"] == "no-store"
        assert room.code.encode() not in answer.data


def test_before_the_end_it_is_refused_with_a_sentence(room):
    answer = room.desk.get(room.at("/outcome.csv?copy=publication"))

    assert answer.status_code == 409
    assert "can be made when the session has ended" in answer.text


@pytest.mark.parametrize("wanted", ["svg?copy=publication", "png?copy=publication", "csv?copy=publish", "csv?copy=x"])
def test_what_has_no_such_copy_is_not_found_and_never_given_whole(room, wanted):
    room.must("end", sure="yes")

    assert room.desk.get(room.at(f"/outcome.{wanted}")).status_code == 404


def test_the_copy_is_not_mistaken_for_the_whole_file(room):
    room.must("end", sure="yes")

    whole = room.desk.get(room.at("/outcome.csv"))
    copy = room.desk.get(room.at("/outcome.csv?copy=publication"))

    assert room.desk.get(room.at("/outcome.csv")).data == whole.data
    assert whole.data != copy.data
