"""Before the results are shown nobody else learns more than "k of n voted": the ways round it that were found."""

from __future__ import annotations

import re

import pytest
from conftest import BALLOT, FIELDS
from sqlalchemy.exc import OperationalError
from test_promises import told

from workshop.db import db


@pytest.fixture
def ideas(open_room):
    """Two ideas, and the page where everybody picks those that would help most."""
    room = open_room(uses=3, works=3, template="full")
    climb = re.search(r'name="position" value="(\d+)">\s*<input[^>]*value="climb"', room.desk.get(room.at("/desk")).text)
    room.must("topic", position=climb[1])
    for text, phone in zip(("A lift to the meetings", "A choir"), room.phones, strict=False):
        phone.post(room.at("/propose"), data={"change": "support", "text": text})
    room.must("decide")
    return room


def pick(room, phone, number):
    """Somebody taps one idea, and finishes the page: what they left alone is not picked."""
    form = BALLOT.findall(phone.get(room.at()).text)[number]
    assert room.send(phone, dict(FIELDS.findall(form)), "yes").status_code == 200


def test_how_many_tapped_each_idea_is_told_nowhere_before_it_is_shown(ideas):
    bystander = ideas.app.test_client()
    bystander.post(f"/join/{ideas.code}", data={"group": "uses"})
    before = told(ideas, bystander)

    for phone in ideas.phones[:4]:
        pick(ideas, phone, 1)

    assert told(ideas, bystander) == before


@pytest.mark.parametrize("view", ["phone", "screen", "desk"])
def test_a_change_of_mind_and_a_hidden_remark_are_told_to_nobody_not_even_by_a_push(open_room, view):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_2"] * 6)
    client = room.desk if view == "desk" else room.phones[5]
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=client, auth={"code": room.code, "view": view}
    )
    socket.get_received()

    room.send(room.phones[0], room.ballot(room.phones[0]), "rung_7")
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "Nobody asked"})

    assert socket.get_received() == []
    socket.disconnect()


def test_an_error_of_the_database_which_goes_into_the_log_names_no_value(app):
    with app.app_context(), pytest.raises(OperationalError) as raised:
        db.session.execute(db.text("select * from nowhere where choice = :choice"), {"choice": "rung_6"})

    assert "rung_6" not in str(raised.value)
