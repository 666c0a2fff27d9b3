"""A receipt says *counted*, never which: for the phone, for a coerced voter, for who holds the database."""

from __future__ import annotations

import re

import pytest
from justhtml import JustHTML
from seeing import rows

from workshop.domain import codes
from workshop.domain.receipts import receipt_code

CODE = re.compile(r"Your receipt:\s*<strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>")


def vote(room, number, choice):
    """A vote; gives its receipt."""
    phone = room.phones[number]
    return CODE.search(room.send(phone, room.ballot(phone), choice).text)[1]


def listed(room, client=None):
    """The receipts on the page, a list for each round that was shown."""
    page = JustHTML((client or room.app.test_client()).get(room.at("/receipts")).text, sanitize=False)
    return [[item.to_text() for item in each.query("li")] for each in page.query(".receipt-list")]


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


def test_a_vote_gives_a_receipt_and_after_the_results_everybody_finds_it_among_the_counted(room):
    given = [vote(room, number, "rung_3") for number in range(6)]
    assert listed(room) == []

    room.must("show")

    assert listed(room) == [sorted(given)]
    assert f"Yours, {given[0]}, is counted." in room.phones[0].get(room.at("/receipts")).text


def test_a_receipt_is_the_same_whatever_is_chosen_and_whatever_the_door(room):
    first = vote(room, 0, "rung_3")
    changed = vote(room, 0, "rung_7")
    with room.listening("phone", room.phones[0]) as socket:
        answer = socket.emit("vote", {**room.ballot(room.phones[0]), "choice": "pass"}, callback=True)

    assert first == changed == CODE.search(answer["html"])[1]
    assert CODE.search(room.phones[0].get(room.at()).text)[1] == first


def test_it_is_another_for_each_person_question_and_round(room):
    key, secrets = b"k" * 32, (b"a" * 32, b"b" * 32)
    made = {
        receipt_code(key, secret, question=question, round_number=number)
        for secret in secrets
        for question in range(200)
        for number in (1, 2)
    }

    assert len(made) == 800
    assert all(len(code) == 8 and set(code) <= set(codes.ALPHABET) and not codes.is_rude(code) for code in made)


def test_the_list_tells_neither_group_nor_order_nor_choice(room):
    page = []
    for choices in (("rung_1",) * 6, ("rung_7",) * 3 + ("pass",) * 3):
        room.vote(*choices)
        page.append(rows(room.app, "select * from receipt"))

    assert page[0] == page[1]  # nothing in the table moves with a choice
    assert [name for _, name, *_ in rows(room.app, "pragma table_info(receipt)")] == ["question_id", "round", "code"]
    room.must("show")
    text = room.desk.get(room.at("/receipts")).text
    assert listed(room)[0] == sorted(listed(room)[0])
    assert not re.search("Staff and volunteers|People who use the service|Done to us|All together", text)


def test_with_the_database_and_its_key_a_receipt_does_not_lead_to_its_vote(room):
    """The tag of a vote is not what its receipt is made from: that takes the secret, which only the phone has."""
    given = vote(room, 0, "rung_7").replace("-", "")
    key = rows(room.app, "select key from workshop")[0][0]
    question, tag = rows(room.app, "select question_id, tag from vote")[0]

    made_from_the_tag = {
        receipt_code(key, each, question=question, round_number=1) for each in (tag, key, tag + key, b"")
    }

    assert given not in made_from_the_tag
    assert rows(room.app, "select count(*) from receipt") == [(1,)]


def test_there_are_as_many_receipts_as_votes_whatever_people_do(room):
    for number in range(6):
        vote(room, number, "rung_3")
    vote(room, 0, "rung_4")
    for phone in room.phones[1:3]:
        phone.post(room.at("/withdraw"), data=room.ballot(phone), headers={"HX-Request": "true"})
    again = vote(room, 2, "rung_2")
    room.phones[3].post(room.at("/leave"))
    room.must("show", sure="yes")

    assert room.votes() == 5
    assert len(listed(room)[0]) == 5
    assert again in listed(room)[0]
    assert "Yours, " not in room.phones[1].get(room.at("/receipts")).text


def test_a_pick_that_was_left_alone_is_counted_and_has_a_receipt(open_room):
    room = open_room(uses=3)
    room.must("topic", position=5)
    for text in ("A lift", "Tea"):
        room.phones[0].post(room.at("/propose"), data={"change": "support", "text": text})
    room.must("decide")
    for phone in room.phones:
        phone.post(room.at("/finish"))
    room.must("show")

    assert [len(each) for each in listed(room)] == [3, 3]


@pytest.mark.parametrize("stage", ["open", "aside", "again"])
def test_no_receipt_is_listed_before_its_round_is_shown(room, stage):
    given = [vote(room, number, "rung_3") for number in range(6)]
    if stage == "aside":
        room.must("aside")
    if stage == "again":
        room.must("show")
        room.must("again")
        given = [vote(room, number, "rung_3") for number in range(6)]

    for client in (room.desk, room.phones[0], room.app.test_client()):
        text = client.get(room.at("/receipts")).text
        assert not any(code in text for code in given)


def test_a_stranger_sees_no_receipt_marked_and_a_phone_only_its_own(room):
    given = [vote(room, number, "rung_3") for number in range(6)]
    room.must("show")

    assert "Yours, " not in room.app.test_client().get(room.at("/receipts")).text
    assert "Yours, " not in room.desk.get(room.at("/receipts")).text
    for number, phone in enumerate(room.phones):
        marked = re.findall(r"Yours, ([\w-]+), is counted", phone.get(room.at("/receipts")).text)
        assert marked == [given[number]]


def test_a_phone_that_people_share_marks_nobodys_receipt_whoever_has_it(room):
    ann = room.phones[0]
    receipt = vote(room, 0, "rung_3")
    ann.post(room.at("/people"), data={"way": "shared"})
    ann.post(f"/join/{room.code}", data={"group": "uses"})
    room.must("show", sure="yes")

    for hand in ("shared-2", "phone-1"):
        ann.post(room.at("/people"), data={"hand": hand})
        page = ann.get(room.at("/receipts")).text
        assert receipt in page
        assert "Yours, " not in page


def test_no_file_and_no_other_page_lists_them_and_the_end_deletes_them(room):
    given = vote(room, 0, "rung_3")
    for number in range(1, 6):
        vote(room, number, "rung_3")
    room.must("show")
    for path in ("/outcome", "/outcome.csv", "/outcome.json", "/outcome.html", "/screen", "/desk", "/mine.txt"):
        assert given not in room.phones[0].get(room.at(path)).text
    room.must("end", sure="yes")

    assert rows(room.app, "select count(*) from receipt") == [(0,)]
    assert "its receipts were deleted" in room.phones[0].get(room.at("/receipts")).text


def test_a_push_holds_no_receipt(room):
    with room.listening("phone", room.phones[1]) as socket:
        given = vote(room, 0, "rung_3")
        room.must("show", sure="yes")
        pushed = str(socket.get_received())

    assert "partial" in pushed
    assert given not in pushed
    assert "Your receipt" not in pushed
