"""A page that was left open for somebody else stores nothing for whoever has the phone now, by either door."""

from __future__ import annotations

import re

import pytest
from justhtml import JustHTML
from sqlalchemy import select
from test_sharing import pass_on, plain, share
from walking import DRAFT, walk

from workshop.db import Base, db

NOT_SAVED = "This was not saved. It came from somebody else’s page, and Person 2 has this phone now."
HTMX, JSON = {"HX-Request": "true"}, {"Accept": "application/json"}


@pytest.fixture
def room(open_room):
    """Three who use the service and three who work there; Ben shares the phone of Ann, who has it."""
    room = open_room(uses=3, works=3)
    share(room, room.phones[0], "uses")
    pass_on(room, room.phones[0], hand="phone-1")
    room.open_ladder()
    return room


@pytest.fixture
def ann(room):
    return room.phones[0]


def stored(room):
    """Every row of the database but when the desk was heard of."""
    with room.app.app_context():
        rows = {table.name: db.session.execute(select(table)).all() for table in Base.metadata.sorted_tables}
    return {name: sorted(map(repr, found)) for name, found in rows.items() if name != "facilitator"}


def hand_shown(html):
    return re.findall(r'id="hand"[^>]* data-hand="([^"]*)"', html)


def chosen(room, phone, hand):
    """What is chosen on the phone of that person."""
    pass_on(room, phone, hand=hand)
    return re.findall(r'value="(\w+)" checked', phone.get(room.at()).text)


# A vote from the tab of the person before


@pytest.mark.parametrize("headers", [{}, HTMX, JSON])
def test_a_vote_by_post_from_the_tab_of_the_person_before_is_nobodys(room, ann, headers):
    left_open = room.ballot(ann)
    pass_on(room, ann, hand="shared-2")

    answer = ann.post(room.at("/vote"), data={**left_open, "choice": "rung_2"}, headers=headers)

    assert answer.status_code == 409
    assert NOT_SAVED in (answer.json["notice"] if headers is JSON else plain(answer.text))
    assert room.votes() == 0


def test_a_vote_over_the_socket_of_the_tab_of_the_person_before_is_nobodys(room, ann):
    left_open = room.ballot(ann)
    with room.listening("phone", ann) as socket:
        pass_on(room, ann, hand="shared-2")

        answer = socket.emit("vote", {**left_open, "choice": "rung_2"}, callback=True)

    assert (answer["ok"], answer["code"], answer["op"]) == (False, "handed_on", left_open["op"])
    assert answer["notice"].startswith(NOT_SAVED)
    assert "html" not in answer
    assert room.votes() == 0


def test_both_doors_say_the_same_to_a_program(room, ann):
    left_open = {**room.ballot(ann), "choice": "rung_2"}
    with room.listening("phone", ann) as socket:
        pass_on(room, ann, hand="shared-2")
        by_socket = socket.emit("vote", left_open, callback=True)

    assert ann.post(room.at("/vote"), data=left_open, headers=JSON).json == by_socket


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_page_shows_then_what_is_theirs_who_has_the_phone(room, ann, headers):
    left_open = room.ballot(ann)
    assert room.send(ann, left_open, "rung_2").status_code == 200
    pass_on(room, ann, hand="shared-2")

    answer = ann.post(room.at("/vote"), data={**left_open, "choice": "rung_6"}, headers=headers)

    assert hand_shown(answer.text) == ["shared-2"]
    assert set(re.findall(r'name="hand" value="([^"]*)"', answer.text)) == {"shared-2"}
    assert "You are Person 2 on this phone." in plain(answer.text)
    assert "checked" not in answer.text
    assert answer.headers.get("HX-Reswap") == ("none" if headers else None)
    assert chosen(room, ann, "phone-1") == ["rung_2"]


@pytest.mark.parametrize("by_socket", [True, False])
def test_nobody_takes_back_the_vote_of_who_has_the_phone_now(room, ann, by_socket):
    for hand, choice in (("phone-1", "rung_2"), ("shared-2", "rung_6")):
        pass_on(room, ann, hand=hand)
        room.send(ann, room.ballot(ann), choice)
    pass_on(room, ann, hand="phone-1")
    left_open = room.ballot(ann)

    with room.listening("phone", ann) as socket:
        pass_on(room, ann, hand="shared-2")
        if by_socket:
            assert socket.emit("withdraw", left_open, callback=True)["code"] == "handed_on"
        else:
            assert ann.post(room.at("/withdraw"), data=left_open).status_code == 409

    assert room.votes() == 2


ACTS = [
    ("vote", {"choice": "rung_2", "op": "a", "seq": "1"}),
    ("withdraw", {"op": "a", "seq": "1"}),
    ("finish", {}),
    ("need", {"need": "time"}),
    ("remark", {"text": "The kitchen"}),
    ("propose", {"change": "add", "text": "Tea first"}),
    ("take-back", {"proposal": "1"}),
    ("action", {"what": "Meet again", "op": "a"}),
    ("word", {"word": "Panel", "meaning": "A few who decide"}),
    ("leave", {}),
]


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(("act", "fields"), ACTS)
def test_whatever_is_sent_from_the_tab_of_the_person_before_changes_nothing(room, ann, act, fields, headers):
    about = {"question": room.ballot(ann)["question"], "round": "1", "hand": "phone-1"}
    pass_on(room, ann, hand="shared-2")
    before = stored(room)

    answer = ann.post(room.at(f"/{act}"), data={**about, **fields}, headers=headers)

    assert answer.status_code == 409
    assert NOT_SAVED in plain(answer.text)
    assert stored(room) == before


@pytest.mark.parametrize(("act", "fields"), ACTS)
def test_the_same_from_the_page_of_who_has_the_phone_is_looked_at(room, ann, act, fields):
    pass_on(room, ann, hand="shared-2")
    about = {"question": room.ballot(ann)["question"], "round": "1", "hand": "shared-2"}

    assert "not saved" not in plain(ann.post(room.at(f"/{act}"), data={**about, **fields}).text)


def test_a_draft_of_the_plan_is_changed_from_the_page_of_who_has_the_phone_alone(room, ann):
    room.must("show", sure="yes")
    room.must("topic", position=6)
    ann.post(room.at("/action"), data={"what": "Meet again", "op": "one"})
    draft = DRAFT.search(ann.get(room.at()).text)[1]
    page = ann.get(room.at(f"/reword?action={draft}")).text
    form = {"action": draft, "what": "Meet twice", "hand": re.search(r'name="hand" value="([^"]*)"', page)[1]}
    pass_on(room, ann, hand="shared-2")
    before = stored(room)

    refused = ann.post(room.at("/reword"), data=form)

    assert (form["hand"], refused.status_code) == ("phone-1", 409)
    assert NOT_SAVED in plain(refused.text)
    assert stored(room) == before
    assert ann.post(room.at("/reword"), data={**form, "hand": "shared-2"}).status_code == 303
    assert stored(room) != before


def test_a_form_to_join_that_was_drawn_for_another_lets_nobody_in(open_room):
    room = open_room(uses=1)
    ann = room.phones[0]
    pass_on(room, ann, way="shared")
    form = {"group": "works", "hand": re.search(r'name="hand" value="([^"]*)"', ann.get(f"/join/{room.code}").text)[1]}
    pass_on(room, ann, hand="shared-3")

    answer = ann.post(f"/join/{room.code}", data=form)

    assert (form["hand"], answer.status_code) == ("shared-2", 409)
    assert "Person 3 has this phone now" in plain(answer.text)
    assert len(stored(room)["participant"]) == 1


@pytest.mark.parametrize("hand", ["", "phone-2", "shared-9", "x" * 5000, "paper-1"])
def test_a_hand_that_nobody_has_is_refused_by_both_doors(room, ann, hand):
    vote = {**room.ballot(ann), "hand": hand, "choice": "rung_2"}
    with room.listening("phone", ann) as socket:
        assert socket.emit("vote", vote, callback=True)["code"] == "handed_on"

    assert ann.post(room.at("/vote"), data=vote, headers=JSON).json["code"] == "handed_on"
    assert room.votes() == 0


@pytest.mark.parametrize("hand", [1, True, ["phone-1"], {"phone-1": 1}])
def test_a_socket_takes_no_hand_that_is_no_text(room, ann, hand):
    with room.listening("phone", ann) as socket:
        answer = socket.emit("vote", {**room.ballot(ann), "hand": hand, "choice": "rung_2"}, callback=True)

    assert (answer["code"], room.votes()) == ("handed_on", 0)


def test_a_program_that_knows_nothing_of_hands_votes_as_before(room, ann):
    vote = {**room.ballot(ann), "choice": "rung_2"}
    del vote["hand"]
    with room.listening("phone", ann) as socket:
        assert socket.emit("vote", vote, callback=True)["ok"]

    assert room.send(ann, {**vote, "seq": "2"}, "rung_3").status_code == 200


# Which socket is whose


def test_a_socket_that_was_opened_before_votes_for_who_has_the_phone_once_its_page_is_theirs(room, ann):
    with room.listening("phone", ann) as socket:
        pass_on(room, ann, hand="shared-2")
        assert socket.emit("vote", {**room.ballot(ann), "choice": "rung_6"}, callback=True)["ok"]

    assert chosen(room, ann, "shared-2") == ["rung_6"]
    assert chosen(room, ann, "phone-1") == []


def test_the_tab_of_the_person_before_works_again_when_the_phone_has_come_back(room, ann):
    left_open = room.ballot(ann)
    with room.listening("phone", ann) as socket:
        pass_on(room, ann, hand="shared-2")
        pass_on(room, ann, hand="phone-1")
        assert socket.emit("vote", {**left_open, "choice": "rung_2"}, callback=True)["ok"]

    assert chosen(room, ann, "phone-1") == ["rung_2"]


def test_passing_one_phone_on_leaves_other_phones_and_other_sessions_alone(room, ann, open_room):
    elsewhere = open_room()
    ann.post(f"/join/{elsewhere.code}", data={"group": "uses"})
    elsewhere.open_ladder()
    zoe = room.phones[1]
    with room.listening("phone", zoe) as hers, elsewhere.listening("phone", ann) as there:
        pass_on(room, ann, hand="shared-2")

        assert hers.emit("vote", {**room.ballot(zoe), "choice": "rung_2"}, callback=True)["ok"]
        assert there.emit("vote", {**elsewhere.ballot(ann), "choice": "rung_2"}, callback=True)["ok"]


# What a page gets


def test_every_form_of_a_phone_says_whose_page_it_is_wherever_the_session_is(open_room):
    room = open_room(uses=2, works=1)
    seen = set()

    for where in walk(room):
        page = JustHTML(room.phones[1].get(room.at()).text, sanitize=False)
        for form in page.query("form[method=post]"):
            hands = [field.attrs["value"] for field in form.query("input[name=hand]")]
            assert hands == ["phone-1"], (where, form.attrs["action"])
            seen.add(form.attrs["action"].rpartition("/")[2])

    # A form that is new is tried above too. To take a vote back is a button of its ballot.
    assert seen | {"withdraw"} == {act for act, _ in ACTS}


def test_nothing_that_is_pushed_is_anybodys_own(open_room):
    room = open_room(uses=2, works=1)
    pass_on(room, room.phones[0], hand="phone-1")
    with room.listening("phone", room.phones[0]) as socket:
        for _where in walk(room):
            pass
        pushed = "".join(message["args"][0]["html"] for message in socket.get_received())

    assert 'name="choice"' in pushed
    assert 'name="text"' in pushed
    assert "phone-1" not in pushed
    assert not re.search(r'(name|id)="hand"', pushed)


def test_a_page_that_was_somebody_elses_gets_all_of_theirs_who_has_the_phone_also_when_nothing_has_moved(room, ann):
    assert room.send(ann, room.ballot(ann), "rung_2").status_code == 200
    page = ann.get(room.at()).text
    has = {
        "since": re.search(r'data-revision="(\d+)"', page)[1],
        "tick": re.search(r'data-tick="(\d+)"', page)[1],
        "hand": "phone-1",
    }
    assert ann.get(room.at("/state"), query_string=has).status_code == 204

    pass_on(room, ann, hand="shared-2")
    answer = ann.get(room.at("/state"), query_string=has)

    assert answer.status_code == 200
    assert hand_shown(answer.text) == ["shared-2"]
    assert "Person 2 has this phone now, and this is their page." in plain(answer.text)
    assert "checked" not in answer.text
    assert ann.get(room.at("/state"), query_string={**has, "hand": "shared-2"}).status_code == 204


def test_who_comes_back_when_the_phone_was_passed_on_once_more_sees_nobodys_votes(room, ann):
    assert room.send(ann, room.ballot(ann), "rung_2").status_code == 200
    pass_on(room, ann, hand="shared-2")
    handed = JustHTML(ann.get(room.at("/people/handed")).text, sanitize=False)
    i_am_person_2 = handed.query_one("main a").attrs["href"]
    assert "You are Person 2 on this phone." in plain(ann.get(i_am_person_2).text)

    pass_on(room, ann, hand="phone-1")
    answer = ann.get(i_am_person_2, follow_redirects=True)

    assert answer.request.path == room.at("/people/handed")
    assert "Please pass the phone to Person 1." in plain(answer.text)
    assert "checked" not in answer.text


def test_who_has_a_phone_is_said_only_where_it_was_passed_on(room, ann):
    assert "You are Person 1 on this phone." in plain(ann.get(room.at()).text)
    assert "You are Person" not in plain(room.phones[1].get(room.at()).text)
