"""A gentle hint of time: one line for the room, on when the desk shows it. Nothing counts down or closes."""

from __future__ import annotations

import re

import pytest
from seeing import plain

HINT = "We thought of about 15 minutes for this. There is no rush."


def views(room):
    """Phone, screen and desk, as they can be read."""
    pages = (room.phones[0].get(room.at()), room.desk.get(room.at("/screen")), room.desk.get(room.at("/desk")))
    return [plain(page.text) for page in pages]


def hinted(room):
    """Which of the three views show the hint."""
    return [HINT in page for page in views(room)]


@pytest.fixture
def room(open_room):
    room = open_room(uses=2, works=2)
    room.must("topic", position=2)
    return room


def test_the_room_is_told_when_the_desk_says_so_and_no_sooner(room):
    assert hinted(room) == [False] * 3

    room.must("hint", shown="yes")

    assert hinted(room) == [True] * 3


def test_it_can_be_taken_off(room):
    room.must("hint", shown="yes")
    room.must("hint", shown="no")

    assert hinted(room) == [False] * 3


@pytest.mark.parametrize("deed", [("topic", {"position": 3}), ("topic", {"position": 1}), ("skip", {})])
def test_it_goes_with_its_topic_and_does_not_come_back(room, deed):
    act, fields = deed
    room.must("hint", shown="yes")

    room.must(act, **fields)

    assert not any("We thought of about" in page for page in views(room))
    room.must("topic", position=2)
    assert hinted(room) == [False] * 3


def test_it_stays_while_the_topic_is_voted_on_and_nothing_closes_by_itself(room):
    room.must("hint", shown="yes")
    room.must("open")
    room.vote(*["rung_3"] * 4)

    assert hinted(room) == [True] * 3
    answer = room.send(room.phones[0], room.ballot(room.phones[0]), "rung_5")
    assert "Saved." in answer.text


def test_it_is_pushed_and_leaves_everybodys_ballot_alone(room):
    room.must("open")
    phone = room.phones[0]
    room.send(phone, room.ballot(phone), "rung_3")
    with room.listening("phone", phone) as socket:
        socket.get_received()
        room.must("hint", shown="yes")
        pushed = socket.get_received()[0]["args"][0]["html"]

    key = re.search(r'<section id="ballots"[^>]*data-key="([^"]+)"', phone.get(room.at()).text)[1]
    assert HINT in pushed
    assert f'data-key="{key}" data-unless="{key}"' in pushed  # a page with that key keeps what it has


def test_it_is_logged_once_however_often_it_is_pressed(room):
    for _ in range(3):
        room.must("hint", shown="yes")

    page = plain(room.desk.get(room.at("/outcome")).text)

    assert page.count("The room was told that we thought of about 15 minutes for “Where are we now?”.") == 1


def test_in_the_lobby_there_is_nothing_to_hint_at(open_room):
    room = open_room(uses=1)

    assert room.act("hint", shown="yes").status_code == 422
    assert "Show how long we thought of for this" not in room.desk.get(room.at("/desk")).text


def test_a_press_from_a_page_that_is_over_is_refused(room):
    answer = room.desk.post(room.at("/desk/hint"), data={"shown": "yes", "place": "1.0.none"})

    assert answer.status_code == 409
    assert hinted(room) == [False] * 3


def test_without_the_desks_key_and_after_the_end_it_is_refused(room):
    assert room.phones[0].post(room.at("/desk/hint"), data={"shown": "yes"}).status_code == 403
    room.must("hint", shown="yes")
    room.must("end", sure="yes")

    assert room.act("hint", shown="yes").status_code == 409
    assert hinted(room) == [False] * 3
