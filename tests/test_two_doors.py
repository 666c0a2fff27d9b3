"""A vote is the same vote by either door, and nothing that is pushed holds a choice."""

from __future__ import annotations

import re

import pytest

GOOD = {"choice": "rung_3", "op": "op-1", "seq": 1, "round": 1}


def plain(html):
    """HTML without what is different each time it is made."""
    html = re.sub(r"<strong>[A-Z0-9]{4}-[A-Z0-9]{4}</strong>", "", html)  # each phone has its own receipt
    return re.sub(r'name="(op|seq)" value="[^"]*"', r'name="\1"', html)


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


def test_both_doors_answer_a_vote_with_the_same_html(room):
    one, other = room.phones[:2]
    with room.listening("phone", one) as socket:
        answer = socket.emit("vote", {**room.ballot(one), "choice": "rung_3"}, callback=True)

    by_post = room.send(other, room.ballot(other), "rung_3")

    assert answer["ok"] is True
    assert "Saved" in by_post.text
    assert plain(answer["html"]) == plain(by_post.text)


def test_a_vote_sent_through_both_doors_is_one_vote(room):
    phone = room.phones[0]
    fields = room.ballot(phone)
    with room.listening("phone", phone) as socket:
        assert socket.emit("vote", {**fields, "choice": "rung_3"}, callback=True)["ok"]

    assert room.send(phone, fields, "rung_3").status_code == 200
    assert room.votes() == 1


@pytest.mark.parametrize(
    "sent",
    [
        (),
        ({}, {}),
        ("vote",),
        (None,),
        ([1, 2],),
        ({**GOOD},),
        ({**GOOD, "question": "x"},),
        ({**GOOD, "question": True},),
        ({**GOOD, "question": 1, "choice": "<b>"},),
        ({**GOOD, "question": 1, "choice": 3},),
        ({**GOOD, "question": 1, "op": ""},),
        ({**GOOD, "question": 1, "op": {"a": 1}},),
        ({**GOOD, "question": 1, "seq": -1},),
        ({**GOOD, "question": 1, "round": 10**12},),
        ({**GOOD, "question": 999_999},),
    ],
)
def test_a_vote_that_cannot_be_read_is_answered_with_a_sentence(room, sent):
    with room.listening("phone", room.phones[0]) as socket:
        answer = socket.emit("vote", *sent, callback=True)

    assert answer["ok"] is False
    assert answer["notice"]
    assert room.votes() == 0


def test_a_late_vote_is_refused_alike_by_both_doors(room):
    phone = room.phones[0]
    fields = room.ballot(phone)
    room.vote(*["rung_3"] * 6)
    room.must("show")

    with room.listening("phone", phone) as socket:
        answer = socket.emit("vote", {**fields, "choice": "rung_5"}, callback=True)
    by_post = room.send(phone, fields, "rung_5")

    assert (answer["ok"], by_post.status_code) == (False, 409)
    assert answer["notice"] in by_post.text
    assert plain(answer["html"]) == plain(by_post.text)
    assert "Saved" not in by_post.text


@pytest.mark.parametrize("view", ["phone", "screen", "desk"])
def test_a_push_never_holds_a_choice_before_it_is_shown(open_room, view):
    def pushed_while_voting(*choices):
        room = open_room(uses=3, works=3)
        room.open_ladder()
        with room.listening(view, room.desk if view == "desk" else room.phones[5]) as socket:
            socket.get_received()
            room.vote(*choices)
            return [(each["name"], each["args"][0]["html"].replace(room.code, "")) for each in socket.get_received()]

    low = pushed_while_voting("rung_2", "rung_2", "rung_2", "rung_3", "rung_3", "rung_3")
    high = pushed_while_voting("rung_7", "rung_6", "rung_5", "rung_6", "rung_7", "pass")

    assert low == high
    assert len(low) == 6
    assert not re.search(r"rung_\d|checked", str(low))


def test_a_pushed_ballot_is_empty(open_room):
    room = open_room(uses=3, works=3)
    with room.listening("phone", room.phones[0]) as socket:
        room.open_ladder()
        pushed = [message["args"][0]["html"] for message in socket.get_received()]

    assert any('name="choice"' in html for html in pushed)
    assert not any(re.search(r"<input[^>]*\bchecked\b", html) for html in pushed)


def test_a_socket_without_the_key_cannot_sit_at_the_desk(room):
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "desk"}
    )

    assert not socket.is_connected()
