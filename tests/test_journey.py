"""A journey: sessions of one organisation, found together by a key that it keeps. No account, no e-mail."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from conftest import OPENING, open_in
from seeing import path_of

from workshop.domain import codes
from workshop.knocks import BY_DEVICE

KEY = re.compile(r'id="journey-key".*?class="code">([0-9A-Z-]+)<', re.DOTALL)
WRONG = "That key does not fit any journey here."


def begin(room, name="Bow lunch club"):
    """Begins a journey at the desk; its key, as the desk shows it."""
    room.must("begin-journey", journey_name=name)
    return KEY.search(room.desk.get(room.at("/desk")).text)[1]


def open_journey(app, key):
    """A device on which the key was typed, and the page that it then gets."""
    device = app.test_client()
    assert device.post("/journey", data={"journey_key": key}).status_code == 303
    return device.get("/journey")


def everything_stored(room):
    """The bytes of the database and what stands beside it."""
    with closing(sqlite3.connect(path_of(room.app))) as connection:
        return "\n".join(connection.iterdump())


def test_the_desk_shows_the_key_until_it_was_noted_and_never_again(open_room):
    room = open_room()
    key = begin(room)
    assert codes.tidy(key, codes.JOURNEY_LENGTH) is not None
    assert key in room.desk.get(room.at("/desk")).text

    room.must("journey-noted")

    assert key not in room.desk.get(room.at("/desk")).text
    assert room.app.test_client().get(room.at("/outcome")).text.count(key) == 0


def test_only_a_hash_of_the_key_is_stored(open_room):
    room = open_room()
    key = begin(room)

    stored = everything_stored(room)

    assert "Bow lunch club" in stored
    assert key not in stored
    assert codes.tidy(key, codes.JOURNEY_LENGTH) not in stored


def test_sessions_opened_with_the_key_are_found_together_and_others_are_not(app, open_room):
    first = open_room(title="The first year")
    key = begin(first)
    other = open_room(title="Somebody else's")
    second = open_in(app, title="The second year", journey_key=f" {key.lower()} ")
    for room in (first, other, second):
        room.must("end", sure="yes")

    page = open_journey(app, key).text

    assert page.index("The first year") < page.index("The second year")
    assert "Somebody else" not in page


def test_a_session_may_be_put_in_at_the_desk_and_taken_out_again_and_the_log_says_so(app, open_room):
    key = begin(open_room())
    room = open_room(title="Put in later")

    room.must("join-journey", journey_key=key)
    assert "2 sessions are still going on." in open_journey(app, key).text
    room.must("leave-journey")

    assert "1 session is still going on." in open_journey(app, key).text
    log = room.desk.get(room.at("/outcome")).text
    assert "This session was put into a journey: “Bow lunch club”." in log
    assert "This session was taken out of its journey." in log


def test_people_are_told_before_they_join(open_room):
    room = open_room()
    begin(room)

    page = room.app.test_client().get(f"/join/{room.code}").text

    assert "This session is part of a journey." in page


def test_a_session_is_in_one_journey_at_most_and_in_none_anew_once_it_has_ended(open_room):
    key, room = begin(open_room()), open_room()
    begin(room, "Another one")

    assert room.act("join-journey", journey_key=key).status_code == 422
    assert room.act("begin-journey", journey_name="A third").status_code == 422
    room.must("end", sure="yes")
    assert room.act("leave-journey").status_code == 409


def test_a_journey_needs_a_name(open_room):
    room = open_room()

    assert room.act("begin-journey", journey_name=" ").status_code == 422
    assert 'id="journey-key"' not in room.desk.get(room.at("/desk")).text


@pytest.mark.parametrize("typed", ["", "K7M-4QX", "2" * 24, "'; drop", "x" * 5000])
def test_a_key_that_fits_nothing_opens_nothing_and_makes_no_session(app, open_room, typed):
    begin(open_room())
    device = app.test_client()

    answer = device.post("/journey", data={"journey_key": typed})

    assert (answer.status_code, WRONG in answer.text) == (404, True)
    assert "Bow lunch club" not in device.get("/journey").text
    if typed:
        refused = device.post("/open", data={**OPENING, "title": "Not opened", "journey_key": typed})
        assert (refused.status_code, WRONG in refused.text, "Not opened" in refused.text) == (404, True, True)


def test_keys_cannot_be_guessed_at_any_of_the_three_doors(app, open_room):
    key = begin(open_room())
    room = open_room()
    doors = {
        "/journey": lambda device, typed: device.post("/journey", data={"journey_key": typed}),
        "/open": lambda device, typed: device.post("/open", data={**OPENING, "journey_key": typed}),
        "the desk": lambda device, typed: device.post(room.at("/desk/join-journey"), data={"journey_key": typed}),
    }

    for name, door in doors.items():
        guesser = room.desk if name == "the desk" else app.test_client()
        tries = [door(guesser, "2" * 24).status_code for _ in range(BY_DEVICE.amount)]
        assert (name, set(tries), door(guesser, key).status_code) == (name, {404}, 429)


def test_a_spent_device_may_still_open_a_session_without_a_key(app):
    device = app.test_client()
    for _ in range(BY_DEVICE.amount + 1):
        device.post("/journey", data={"journey_key": "2" * 24})

    assert device.post("/open", data=OPENING).status_code == 303


def test_the_key_stands_in_no_address_and_in_no_page(app, open_room):
    key = begin(open_room())
    device = app.test_client()

    opened = device.post("/journey", data={"journey_key": key})

    assert (opened.status_code, opened.location) == (303, "/journey")
    page = device.get("/journey").text
    assert "Bow lunch club" in page
    assert key not in page
    assert codes.tidy(key, codes.JOURNEY_LENGTH) not in page


def test_a_journey_can_be_closed_on_a_device(app, open_room):
    key = begin(open_room())
    device = app.test_client()
    device.post("/journey", data={"journey_key": key})

    device.post("/journey/close")

    assert "Bow lunch club" not in device.get("/journey").text
