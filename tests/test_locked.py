"""What was shown is never opened again by one person, and after the end nothing in the outcome can be changed."""

from __future__ import annotations

import pytest
from conftest import Room
from seeing import rows
from test_two_facilitators import invitation, sit_down
from walking import walk

SHOWN = "select round.question_id, number, voted, joined, shown_at from round where shown_at is not null"
# Something sensible for every field of every form: each address takes of it what it knows.
SENT = {
    "question": "1", "round": "1", "op": "late", "seq": "99", "choice": "rung_1", "prompt": "note", "text": "Too late",
    "change": "add", "target": "Meeting often", "proposal": "1", "what": "Too late", "when": "Never", "action": "1",
    "need": "time", "position": "1", "topic": "why", "to": "up", "item": "surveys", "rung": "1", "name": "Too late",
    "hidden": "yes", "reason": "Too late", "remark": "1", "on_screen": "yes", "locked": "no", "shown": "yes",
    "address": "http://localhost", "keep": "7", "side": "uses", "pending": "1", "sure": "yes", "then_open": "yes",
    "group": "works", "title": "Too late", "review_on": "2031-01-01", "lead_uses": "Too late", "paper": "yes",
}  # fmt: skip


def addresses(room: Room) -> list[str]:
    """Every address of a session that takes a form."""
    rules = [rule for rule in room.app.url_map.iter_rules() if "POST" in rule.methods and "<code>" in rule.rule]
    return sorted(rule.rule.replace("<code>", room.code) for rule in rules)


def signed(room: Room) -> tuple[object, str]:
    """The outcome, and its fingerprint."""
    file = room.desk.get(room.at("/outcome.json")).json
    return file["outcome"], file["sha256"]


def test_after_the_end_nothing_that_anybody_sends_changes_the_outcome(open_room):
    room = open_room(uses=2, works=1, template="ladder")
    for _ in walk(room):
        pass
    before = signed(room)

    for address in addresses(room):
        for device in (room.phones[0], room.desk, room.app.test_client()):
            device.post(address, data=SENT)
            assert signed(room) == before, address

    assert len(addresses(room)) > 40


def test_after_the_end_no_vote_is_taken_by_the_socket(open_room):
    room = open_room(uses=2, works=1, template="ladder")
    room.must("topic", position=2)
    room.must("open")
    ballot = room.ballot(room.phones[0])
    room.must("end", sure="yes")
    before = signed(room)

    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=room.phones[0], auth={"code": room.code, "view": "phone"}
    )
    answer = socket.emit("vote", {**ballot, "choice": "rung_1"}, callback=True) if socket.is_connected() else None

    assert answer is None or answer["ok"] is False
    assert signed(room) == before


def test_what_was_never_shown_stays_hidden_after_the_end_with_how_many_had_voted(open_room):
    room = open_room(uses=3, works=3, template="ladder")
    room.must("topic", position=2)
    room.must("open")
    room.vote(*["rung_2"] * 6)
    room.must("end", sure="yes")

    (asked,) = signed(room)[0]["topics"][1]["questions"]

    assert [(each["why"], each["voted"], each["joined"]) for each in asked["rounds"]] == [("hidden", 6, 6)]


@pytest.fixture
def pair(open_room) -> tuple[Room, Room]:
    """Two facilitators at their desks, and a vote that was shown."""
    faye = open_room(uses=3, works=3, template="ladder")
    faye.must("topic", position=2)
    faye.must("open")
    faye.vote(*["rung_2"] * 3, *["rung_5"] * 3)
    faye.must("show")
    faye.must("invite")
    return faye, sit_down(faye, invitation(faye)[0])


def test_no_act_of_one_facilitator_opens_again_what_was_shown(pair):
    faye, _ = pair
    shown = rows(faye.app, SHOWN)
    acts = [address for address in addresses(faye) if "/desk/" in address]

    for address in (*acts, *acts):  # what one act makes possible, another may do
        faye.desk.post(address, data=SENT)
        assert set(shown) <= set(rows(faye.app, SHOWN)), address
        assert rows(faye.app, "select stage, round from question where key = 'ladder_now'") == [("shown", 1)], address

    assert rows(faye.app, "select stage from workshop") == [("running",)]


def test_a_second_vote_that_was_put_aside_is_the_one_that_both_had_agreed_to(pair):
    faye, sam = pair
    faye.must("again")
    assert rows(faye.app, "select round from question where key = 'ladder_now'") == [(1,)]
    sam.must("again")
    faye.must("aside")

    faye.must("open")

    assert rows(faye.app, "select stage, round from question where key = 'ladder_now'") == [("open", 2)]
    assert rows(faye.app, SHOWN)[0][:2] == rows(faye.app, "select id, 1 from question where key = 'ladder_now'")[0]


def test_what_was_decided_by_a_quick_vote_is_not_voted_on_again(pair):
    faye, sam = pair
    faye.must("topic", position=4)
    faye.phones[0].post(faye.at("/propose"), data={"change": "correct", "target": "", "text": "We had cake"})
    faye.must("decide")
    faye.must("show", sure="yes")

    assert [desk.act("again").status_code for desk in (faye, sam)] == [422, 422]
