"""People without a phone: sharing somebody else's, or voting on paper."""

from __future__ import annotations

import csv
import io

import pytest
from seeing import plain
from sqlalchemy import select

from workshop.db import db
from workshop.domain.hands import MOST_ON_A_PHONE, all_hands, secret_of
from workshop.models import Participant
from workshop.usecases.lookup import require_workshop


def pass_on(room, phone, **fields):
    return phone.post(room.at("/people"), data=fields)


def share(room, phone, group, way="shared"):
    """One more person takes part with this phone."""
    assert pass_on(room, phone, way=way).status_code == 303
    answer = phone.post(f"/join/{room.code}", data={"group": group})
    assert answer.status_code == 303, answer.text


def ways(room):
    with room.app.app_context():
        return sorted(db.session.scalars(select(Participant.way)))


def test_two_people_on_one_phone_have_a_vote_each(open_room):
    room = open_room(uses=3, works=3)
    ann = room.phones[0]
    share(room, ann, "uses")
    room.open_ladder()

    for hand, choice in (("phone-1", "rung_2"), ("shared-2", "rung_6")):
        pass_on(room, ann, hand=hand)
        assert room.send(ann, room.ballot(ann), choice).status_code == 200

    assert room.votes() == 2
    assert "2 of 7 voted" in plain(room.desk.get(room.at("/desk")).text)


def test_nobody_on_a_shared_phone_sees_what_another_chose(open_room):
    room = open_room(uses=3, works=3)
    ann = room.phones[0]
    room.open_ladder()
    room.send(ann, room.ballot(ann), "rung_2")
    assert "checked" in ann.get(room.at()).text

    share(room, ann, "uses")

    assert "checked" not in ann.get(room.at()).text
    assert "rung_2" not in ann.get(room.at("/people/handed")).text
    assert ann.get(room.at()).headers["Cache-Control"] == "no-store"


def test_a_phone_takes_four_people_and_no_more(open_room):
    room = open_room(uses=1)
    ann = room.phones[0]
    for _ in range(MOST_ON_A_PHONE - 1):
        share(room, ann, "uses")

    answer = pass_on(room, ann, way="shared")

    assert answer.status_code == 422
    assert "as many people as it can take" in answer.text
    assert ways(room) == ["phone", "shared", "shared", "shared"]


def test_nobody_comes_into_the_place_of_somebody_who_left(open_room):
    room = open_room(uses=3, works=3)
    ann = room.phones[0]
    share(room, ann, "works")
    room.open_ladder()
    room.send(ann, room.ballot(ann), "rung_6")
    ann.post(room.at("/leave"))

    share(room, ann, "uses")

    assert "checked" not in ann.get(room.at()).text
    assert ways(room).count("shared") == 2


def test_a_paper_vote_waits_for_the_facilitator_to_allow_it_and_the_log_says_so(open_room):
    room = open_room(uses=3, works=3)
    ann = room.phones[0]

    refused = pass_on(room, ann, way="paper")
    pass_on(room, ann, hand="paper-1")
    sneaked = ann.post(f"/join/{room.code}", data={"group": "uses"})
    room.must("paper", taken="yes")
    share(room, ann, "uses", way="paper")

    assert (refused.status_code, sneaked.status_code) == (409, 409)
    assert ways(room).count("paper") == 1
    assert "Votes on paper were allowed." in plain(room.desk.get(room.at("/outcome")).text)


def test_a_slip_that_was_typed_in_counts_in_its_group_and_the_helper_sees_what_is_left(open_room):
    room = open_room(uses=2, works=3)
    room.must("paper", taken="yes")
    helper = room.phones[0]
    share(room, helper, "uses", way="paper")
    room.open_ladder()
    assert "Slip 1 · People who use the service · not typed in yet" in plain(helper.get(room.at("/people")).text)

    room.send(helper, room.ballot(helper), "rung_3")
    assert "Slip 1 · People who use the service · typed in" in plain(helper.get(room.at("/people")).text)
    pass_on(room, helper, hand="phone-1")
    room.vote(*["rung_3"] * 5)
    room.must("show")

    table = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    threes = {row["group"]: row["votes"] for row in table if row["choice_key"] == "rung_3"}
    assert threes == {"uses": "3", "works": "3", "room": "6"}


def test_how_people_took_part_is_said_of_the_whole_room_and_only_when_somebody_had_no_phone(open_room):
    room = open_room(uses=3, works=3)
    before = plain(room.desk.get(room.at("/outcome")).text)
    room.must("paper", taken="yes")
    share(room, room.phones[0], "uses")
    share(room, room.phones[1], "works", way="paper")

    said = plain(room.desk.get(room.at("/outcome")).text)

    assert "With a phone of their own" not in before
    assert "With a phone of their own: 6 On somebody else’s phone: 1 On paper: 1" in said


def test_a_session_that_takes_no_new_people_takes_none_on_a_shared_phone_either(open_room):
    room = open_room(uses=1)
    room.must("lock", locked="yes")

    answer = pass_on(room, room.phones[0], way="shared")

    assert answer.status_code == 409
    assert ways(room) == ["phone"]


@pytest.mark.parametrize("fields", [{}, {"hand": "shared-1"}, {"hand": "paper-41"}, {"way": "phone"}, {"way": "x"}])
def test_a_phone_is_passed_to_nobody_that_it_does_not_know(open_room, fields):
    room = open_room(uses=1)

    answer = pass_on(room, room.phones[0], **fields)

    assert answer.status_code == 422
    assert "Choose who votes next." in answer.text


def joined_as(room):
    with room.app.app_context():
        workshop = require_workshop(room.code)
        return sorted(db.session.scalars(select(Participant.way).where(Participant.workshop_id == workshop.id)))


def test_a_phone_that_was_passed_on_in_one_session_is_its_owners_in_the_next(open_room):
    today = open_room(uses=1)
    ann = today.phones[0]
    share(today, ann, "uses")

    tomorrow = open_room()
    ann.post(f"/join/{tomorrow.code}", data={"group": "uses"})

    assert joined_as(tomorrow) == ["phone"]
    assert "on this phone" not in plain(ann.get(tomorrow.at()).text)
    assert "You are Person 2 on this phone." in plain(ann.get(today.at()).text)


def test_who_has_the_phone_is_known_by_the_first_code_also_when_the_join_code_has_changed(open_room):
    room = open_room(uses=1)
    ann = room.phones[0]
    with room.app.app_context():
        require_workshop(room.code).join_code = "ABC234"
        db.session.commit()

    pass_on(room, ann, way="shared")
    ann.post("/join/ABC234", data={"group": "works"})

    assert joined_as(room) == ["phone", "shared"]


def test_a_cookie_holds_the_hands_of_the_newest_sessions_and_no_more(open_room):
    rooms = [open_room() for _ in range(14)]
    phone = rooms[0].app.test_client()
    for room in rooms:
        phone.post(f"/join/{room.code}", data={"group": "uses"})
        share(room, phone, "works")

    with phone.session_transaction() as cookie:
        assert [code for code, _hand in cookie["hands"]] == [room.code for room in rooms[-12:]]


@pytest.mark.parametrize("held", ["shared-2", None, ["shared-2"], {"hands": 1}])
def test_a_cookie_that_holds_something_odd_is_the_owners(open_room, held):
    room = open_room(uses=1)
    with room.phones[0].session_transaction() as cookie:
        cookie["hands"] = held

    assert "on this phone" not in plain(room.phones[0].get(room.at()).text)


def test_every_hand_has_a_secret_of_its_own():
    device = b"d" * 32

    secrets = {secret_of(device, hand) for hand in all_hands()}

    assert len(secrets) == len(all_hands())
    assert {len(secret) for secret in secrets} == {32}


def test_the_slips_hold_every_question_of_the_session_with_all_its_answers(open_room):
    room = open_room(uses=1)

    page = plain(room.phones[0].get(room.at("/slips")).text)

    assert "Slip number" in page
    assert "Which step of the ladder are we on today?" in page
    assert "Surveys and feedback forms" in page
    assert "The helper who types in your paper vote may see it." in page


def test_when_the_session_has_ended_the_page_for_sharing_says_so_and_asks_nobody(open_room):
    room = open_room(uses=3, works=3)
    room.must("end", sure="yes")

    page = plain(room.phones[0].get(room.at("/people")).text)

    assert "This session has ended: nobody votes any more." in page
    assert "Whose turn is it?" not in page
    assert "Back to the vote" not in page
