"""Codes cannot be guessed, and nobody in the room pays for somebody else's tries."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import FIELDS, OPENING, open_in, wait_for

from workshop import knocks
from workshop.knocks import BY_ADDRESS, BY_DEVICE, Knocks

NEVER = "222222"
NOT_OPEN = "That code is not open. Check it on the big screen."
DOORS = {
    "the QR picture": lambda phone, code: phone.get(f"/join/{code}"),
    "the form behind it": lambda phone, code: phone.post(f"/join/{code}", data={"group": "uses"}),
    "a typed code": lambda phone, code: phone.get(f"/join?code={code}"),
}
ADDRESSES = ["/join?code={}", "/join/{}", "/session/{}", "/session/{}/screen", "/session/{}/outcome", "/session/{}/state"]


def spend(app, times=BY_ADDRESS.amount):
    """Wrong codes from this address, each by another device."""
    with app.test_request_context(environ_base={"REMOTE_ADDR": "127.0.0.1"}):
        for _ in range(times):
            knocks.wrong_code(None)


def seconds(act):
    began = time.monotonic()
    act()
    return time.monotonic() - began


def test_who_types_the_address_without_a_code_is_asked_for_it_and_not_told_that_it_is_wrong(app):
    answer = app.test_client().get("/join")

    assert (answer.status_code, answer.location) == (303, "/")


@pytest.mark.parametrize("door", DOORS)
def test_a_wrong_a_locked_and_an_ended_code_get_one_answer(app, open_room, door):
    locked, ended = open_room(), open_room()
    locked.must("lock", locked="yes")
    ended.must("end", sure="yes")

    answers = [(code, DOORS[door](app.test_client(), code)) for code in (NEVER, locked.code, ended.code)]

    assert {answer.status_code for _, answer in answers} == {404}
    assert len({answer.text.replace(code, "") for code, answer in answers}) == 1
    assert all(NOT_OPEN in answer.text for _, answer in answers)


@pytest.mark.parametrize("typed", ["", "K7M", "K7M4QXX", "OOOOOO", "'; drop", "\u202e22\x002222", "x" * 10_000])
def test_what_cannot_be_a_code_is_answered_like_a_wrong_one(app, typed):
    answer = app.test_client().get("/join", query_string={"code": typed})

    assert answer.status_code == 404
    assert NOT_OPEN in answer.text


def test_a_code_may_be_typed_with_blanks_and_dashes_and_in_lower_case(app, open_room):
    code = open_room().code

    for typed in (code.lower(), f"{code[:3]}-{code[3:]}", f" {code[:3]} {code[3:]} "):
        answer = app.test_client().get("/join", query_string={"code": typed})
        assert (answer.status_code, answer.location) == (303, f"/join/{code}")


def test_a_device_has_ten_tries_and_another_one_beside_it_still_has_its_own(app):
    guesser, ann = app.test_client(), app.test_client()

    answers = [guesser.get(f"/join/{NEVER}").status_code for _ in range(BY_DEVICE.amount + 1)]

    assert answers == [404] * BY_DEVICE.amount + [429]
    assert "ask for help with the code" in guesser.get(f"/join/{NEVER}").text
    assert ann.get(f"/join/{NEVER}").status_code == 404


def test_a_spent_device_learns_nothing_of_a_right_code(app, open_room):
    guesser, room = app.test_client(), open_room()
    for _ in range(BY_DEVICE.amount):
        guesser.get(f"/join/{NEVER}")

    right, wrong = guesser.get(f"/join/{room.code}"), guesser.get(f"/join/{NEVER}")

    assert (right.status_code, right.text) == (wrong.status_code, wrong.text)


def test_somebody_who_is_in_takes_part_whatever_codes_they_tried(open_room):
    room = open_room(uses=1)
    room.open_ladder()
    for _ in range(BY_DEVICE.amount + 1):
        room.phones[0].get(f"/join/{NEVER}")

    room.vote("rung_3")

    assert room.votes() == 1


def test_right_codes_never_count(app, open_room):
    room = open_room()

    answers = {app.test_client().get(f"/join/{room.code}").status_code for _ in range(BY_ADDRESS.amount + 5)}

    assert answers == {200}
    assert seconds(lambda: app.test_client().get(f"/join/{NEVER}")) < app.extensions["knocks"].between


@pytest.mark.parametrize("address", ADDRESSES)
def test_wherever_a_code_stands_a_busy_address_waits_and_is_never_refused(app, address):
    app.extensions["knocks"] = Knocks(between=0.3)
    spend(app, BY_ADDRESS.amount - 1)
    guesser = app.test_client()
    first = guesser.get(address.format(NEVER))

    answers = []
    waited = seconds(lambda: answers.append(guesser.get(address.format(NEVER))))

    assert waited >= 0.3
    assert (answers[0].status_code, answers[0].text) == (first.status_code, first.text)
    assert first.status_code == 404


def test_a_socket_is_no_way_around(app, open_room):
    app.extensions["knocks"] = Knocks(between=0.3)
    spend(app, BY_ADDRESS.amount - 1)

    def guess(code=NEVER):
        socket = app.extensions["socketio"].test_client(
            app, flask_test_client=app.test_client(), auth={"code": code, "view": "screen"}
        )
        return socket.is_connected()

    assert not guess()
    assert seconds(guess) >= 0.3
    assert guess(open_room().code)


def test_a_right_code_is_not_slowed_while_the_same_address_guesses(make_app):
    """With one connection to the database, which whoever waits must have given back."""
    app = make_app(SQLALCHEMY_ENGINE_OPTIONS={"pool_size": 1, "max_overflow": 0, "pool_timeout": 2})
    room = open_in(app)
    app.extensions["knocks"] = guarded = Knocks(between=3)
    spend(app)

    with ThreadPoolExecutor(1) as guesser:
        wrong = guesser.submit(lambda: app.test_client().get(f"/join/{NEVER}").status_code)
        wait_for(lambda: guarded.next_answer)
        room.join("uses")
        assert not wrong.done()

    assert wrong.result() == 404


# The recovery code of a desk


@pytest.fixture
def desk(open_room):
    """A room, and the recovery code that its desk shows once."""
    room = open_room()
    with room.desk.session_transaction() as cookie:
        return room, cookie["fresh"][room.code]


def recover(room, device, code):
    return device.post(room.at("/desk/recover"), data={"recovery_code": code})


def other(code):
    """A code of the right shape that is not this one."""
    return ("3" if code[0] == "2" else "2") + code[1:]


@pytest.mark.parametrize("typed", [str, str.lower, lambda code: f" {code[:5]} - {code[5:]} "])
def test_the_recovery_code_opens_the_desk_on_another_device(desk, typed):
    room, code = desk
    tablet = room.app.test_client()

    answer = recover(room, tablet, typed(code))

    assert (answer.status_code, answer.location) == (303, room.at("/desk"))
    assert tablet.get(room.at("/desk")).status_code == 200


def test_the_older_link_is_dead_once_the_desk_is_recovered(desk):
    room, code = desk
    with room.desk.session_transaction() as cookie:
        key = dict(cookie["desks"])[room.code]

    recover(room, room.app.test_client(), code)

    assert room.desk.get(room.at("/desk")).status_code == 403
    assert room.desk.post(room.at("/desk/open")).status_code == 403
    by_link = room.app.test_client().post(room.at("/desk/key"), data={"key": key})
    assert by_link.status_code == 403
    assert "That link does not open this desk. Use the newest link" in by_link.text


def test_a_device_keeps_its_newest_desks_whatever_their_codes_are(app):
    faye = app.test_client()
    codes = [faye.post("/open", data=OPENING).location.split("/")[2] for _ in range(14)]

    assert [faye.get(f"/session/{code}/desk").status_code for code in codes] == [403, 403, *[200] * 12]


def test_a_recovery_is_in_the_log_that_everybody_reads(desk):
    room, code = desk

    recover(room, room.app.test_client(), code)

    sentence = "The desk was opened on another device, with the recovery code."
    assert sentence in room.app.test_client().get(room.at("/outcome")).text


@pytest.mark.parametrize("typed", [other, lambda code: code[:-1], lambda _: "", lambda _: "x" * 10_000])
def test_a_wrong_recovery_code_changes_nothing(desk, typed):
    room, code = desk
    before = room.desk.get(room.at("/outcome")).text

    answer = recover(room, room.app.test_client(), typed(code))

    assert answer.status_code == 403
    assert "That recovery code does not fit. Check each letter and try again." in answer.text
    assert room.desk.get(room.at("/desk")).status_code == 200
    assert room.desk.get(room.at("/outcome")).text == before


def test_five_wrong_recovery_codes_are_enough_for_one_device_and_no_other(desk):
    room, code = desk
    prankster, faye = room.app.test_client(), room.app.test_client()

    tries = [recover(room, prankster, other(code)).status_code for _ in range(6)]
    right = recover(room, prankster, code)

    assert tries == [403] * 5 + [429]
    assert right.status_code == 429
    assert "Wait a quarter of an hour" in right.text
    assert recover(room, faye, code).status_code == 303


def test_the_desk_of_an_ended_session_is_recovered_too_to_say_what_came_of_the_plan(desk):
    room, code = desk
    room.must("end", sure="yes")

    answer = recover(room, room.app.test_client(), code)

    assert answer.status_code == 303
    assert answer.location == room.at("/desk")


# A session that takes no new people


@pytest.fixture
def locked(open_room):
    room = open_room(uses=1, works=1)
    room.must("lock", locked="yes")
    return room


def test_a_locked_session_refuses_new_people_kindly(locked):
    zoe = locked.app.test_client()

    answer = zoe.post(f"/join/{locked.code}", data={"group": "uses"})

    assert answer.status_code == 404
    assert NOT_OPEN in answer.text
    assert zoe.get(locked.at(), follow_redirects=True).status_code == 404


def test_those_inside_a_locked_session_come_back_and_vote(locked):
    ann, ben = locked.phones
    ben.post(locked.at("/leave"))

    assert ann.get(f"/join/{locked.code}").location == locked.at()
    assert ben.post(f"/join/{locked.code}", data={"group": "works"}).location == locked.at()

    locked.open_ladder()
    locked.vote("rung_2", "rung_5")
    assert locked.votes() == 2


def test_a_session_that_is_unlocked_takes_new_people_again(locked):
    locked.must("lock", locked="no")

    zoe = locked.join("uses")

    locked.open_ladder()
    assert dict(FIELDS.findall(zoe.get(locked.at()).text))["round"] == "1"


def test_locking_is_in_the_log_once_however_often_it_is_pressed(open_room):
    room = open_room()
    for _ in range(2):
        room.must("lock", locked="yes")

    assert room.desk.get(room.at("/outcome")).text.count("The session was closed to new people.") == 1
