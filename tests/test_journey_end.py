"""The end of a journey: whoever holds its key can delete it, and one in which nothing is left goes by itself."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from conftest import open_in
from seeing import file_bytes
from test_journey import begin, open_journey
from test_journey_course import HIGH, LOW, device_of, hold, read

from workshop.clock import now
from workshop.domain import codes
from workshop.usecases.journey.ending import EMPTY_DAYS, delete_empty_journeys

NAME = "Bow lunch club"
SURE = {"sure": "yes", "typed": NAME}


def delete(app, key, **fields):
    """Presses the button, on a device on which the journey is open."""
    return device_of(app, key).post("/journey/delete", data=fields)


def hash_of(key):
    """What is stored of a key."""
    return hashlib.sha256(codes.tidy(key, codes.JOURNEY_LENGTH).encode()).hexdigest()


def sweep(app, *, days=0):
    """What the server does now and then, so many days from now."""
    with app.app_context():
        return delete_empty_journeys(now=now() + timedelta(days=days))


def test_the_page_says_first_what_goes_and_what_stays(app, open_room):
    page = read(device_of(app, begin(open_room())))

    for said in ("Delete this journey", "Its sessions stay.", "Their logs go on saying the name", "Nobody can bring it"):
        assert said in page


def test_it_is_gone_for_everybody_who_holds_the_key_and_the_key_opens_nothing(app):
    key = hold(app, "", LOW, HIGH, title="It stays")
    other = device_of(app, key)
    name = read(other).partition("The sessions")[0]
    assert "It stays" in read(other)

    gone = delete(app, key, sure="yes", typed="Bow lunch club")

    assert (gone.status_code, "Bow lunch club" in name) == (200, True)
    assert "The journey is deleted." in gone.text
    assert "It stays" not in read(other)
    assert app.test_client().post("/journey", data={"journey_key": key}).status_code == 404
    assert other.get("/journey.csv").status_code == 403


def test_its_sessions_stay_with_their_results_and_what_was_signed_off_is_unchanged(open_room, app):
    room = open_room()
    key = begin(room)
    room.must("end", sure="yes")
    before = room.desk.get(room.at("/outcome.json")).data

    delete(app, key, **SURE)

    assert room.desk.get(room.at("/outcome.json")).data == before
    assert "This session is in no journey." in read(room.desk, room.at("/desk"))


def test_a_session_that_goes_on_says_so_in_its_log_and_loses_the_last_plan_only_before_it_starts(app, open_room):
    first = open_room(uses=3, works=3)
    key = begin(first)
    first.must("topic", position=6)
    first.phones[0].post(first.at("/action"), data={"what": "Paint the hall", "op": "one"})
    first.must("end", sure="yes")
    waiting, running = (open_in(app, journey_key=key) for _ in range(2))
    running.must("topic", position=1)
    before = [room.desk.get(room.at("/desk")).text.count("Paint the hall") for room in (waiting, running)]

    delete(app, key, **SURE)

    said = "The journey that this session was in was deleted, by somebody who holds its key."
    assert [said in read(room.desk, room.at("/outcome")) for room in (first, waiting, running)] == [False, True, True]
    assert "What we said last time" not in waiting.desk.get(waiting.at("/desk")).text
    assert running.desk.get(running.at("/desk")).text.count("Paint the hall") == before[1] > 0
    waiting.must("begin-journey", journey_name="Another one")


def test_nothing_of_it_is_left_on_the_disk_once_its_sessions_are_gone_too(app, open_room):
    room = open_room(uses=9, works=5, floor="5")
    key = begin(room)
    room.open_ladder()
    room.vote(*LOW, *HIGH)
    room.must("show")
    room.must("end", sure="yes")
    room.must("delete", sure="yes", typed=room.code)
    traces = [NAME.encode(), hash_of(key).encode(), b'"readings"']
    assert [trace in file_bytes(room) for trace in traces] == [True] * 3

    delete(app, key, **SURE)

    assert [trace in file_bytes(room) for trace in traces] == [False] * 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"typed": NAME}, "Tick the box"),
        ({"sure": "yes"}, "Type the name of the journey"),
        ({"sure": "yes", "typed": "Bow lunch"}, "Type the name of the journey"),
        ({"sure": "yes", "typed": "x" * 5000}, "That is too long."),
    ],
)
def test_it_is_not_deleted_by_one_press(app, open_room, fields, said):
    key = begin(open_room(), NAME)

    refused = delete(app, key, **fields)

    assert (refused.status_code, said in refused.text) == (422, True)
    assert NAME in open_journey(app, key).text
    assert said not in open_journey(app, key).text


def test_a_name_typed_in_other_letters_of_the_same_is_the_same(app, open_room):
    assert delete(app, begin(open_room(), NAME), sure="yes", typed=" bow  LUNCH club ").status_code == 200


def test_who_does_not_hold_the_key_deletes_nothing(app, open_room):
    room = open_room(uses=1)
    key = begin(room)
    device_of(app, key).post("/journey/close")

    for client in (app.test_client(), room.phones[0]):
        assert client.post("/journey/delete", data=SURE).status_code == 403

    assert NAME in open_journey(app, key).text


def test_another_journey_is_left_as_it_was(app, open_room):
    mine, theirs = begin(open_room()), hold(app, "", LOW, HIGH, title="Theirs")
    before = read(device_of(app, theirs))

    delete(app, mine, **SURE)

    assert read(device_of(app, theirs)) == before


def test_one_with_nothing_in_it_goes_after_thirty_days_and_till_then_its_key_still_works(app, open_room):
    room = open_room()
    key = begin(room)
    room.must("leave-journey")

    assert sweep(app, days=EMPTY_DAYS) == 0
    assert NAME in open_journey(app, key).text
    assert sweep(app, days=EMPTY_DAYS + 1) == 1
    assert app.test_client().post("/journey", data={"journey_key": key}).status_code == 404
    assert hash_of(key).encode() not in file_bytes(room)


def test_one_that_holds_a_session_or_counts_is_never_swept(app, open_room):
    back = open_room()
    key = begin(back)
    back.must("leave-journey")
    back.must("join-journey", journey_key=key)
    counted = open_room(title="Counted")
    other = begin(counted)
    counted.must("end", sure="yes")
    counted.must("delete", sure="yes", typed=counted.code)

    assert sweep(app, days=4000) == 0

    assert [NAME in open_journey(app, each).text for each in (key, other)] == [True, True]


def test_the_command_that_deletes_what_is_due_says_how_many_journeys(app, open_room):
    room = open_room()
    begin(room)
    room.must("leave-journey")

    said = app.test_cli_runner().invoke(args=["workshop", "purge"]).output

    assert "Journeys with nothing in them that were deleted: 0." in said
