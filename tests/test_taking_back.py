"""A vote can be taken back until it is shown, by either door, and never comes back by itself."""

from __future__ import annotations

import re
from threading import Thread

import pytest
from conftest import open_in, wait_for
from seeing import file_bytes, rows

from tests.test_two_doors import plain
from workshop.live import attendance, broadcast


def take_back(room, phone, fields, *, fragment=True, **changes):
    """The button of a ballot."""
    headers = {"HX-Request": "true"} if fragment else {}
    return phone.post(room.at("/withdraw"), data={**fields, **changes}, headers=headers)


def voted(room):
    """ "k of n voted", as the wall says it."""
    return re.search(r"<strong>(\d+)</strong>\s+of \d+ voted", room.desk.get(room.at("/screen")).text)[1]


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


def test_a_vote_that_is_taken_back_leaves_the_count_and_the_database(room):
    phone = room.phones[0]
    room.vote(*["rung_3"] * 6)
    assert voted(room) == "6"

    answer = take_back(room, phone, room.ballot(phone))

    assert answer.status_code == 200
    assert "You have taken your vote back. It does not count." in answer.text
    assert "Saved" not in answer.text
    assert "checked" not in answer.text
    assert voted(room) == "5"
    assert room.votes() == 5


class Meanwhile:
    """One vote, which its person takes back while the server is in the middle of something else."""

    def __init__(self, room):
        self.room, self.phone, self.answers = room, room.phones[0], []
        room.send(self.phone, room.ballot(self.phone), "rung_3")
        ((tag, bloc),) = rows(room.app, "select tag, bloc from vote")
        self.row, self.fields = tag + f"{bloc}rung_3".encode(), room.ballot(self.phone)

    def take_back(self, *_):
        """Once, in a thread of its own, as somebody else's turn."""
        if not self.answers:
            turn = Thread(target=lambda: self.answers.append(take_back(self.room, self.phone, self.fields).status_code))
            turn.start()
            turn.join()

    def is_off_the_disk(self):
        assert self.answers == [200]
        return self.row not in file_bytes(self.room)


def test_its_choice_is_off_the_disk_and_out_of_the_journal_too(room):
    vote = Meanwhile(room)
    assert vote.row in file_bytes(room)

    vote.take_back()

    assert vote.is_off_the_disk()


def test_it_is_off_the_disk_too_when_a_push_was_being_drawn_meanwhile(make_app, monkeypatch):
    room = open_in(make_app(BROADCASTS_PER_SECOND=50), uses=3, works=3)
    room.open_ladder()
    vote, other = Meanwhile(room), room.phones[1]

    with room.listening("screen", room.desk):
        wait_for(lambda: not room.app.extensions["broadcaster"].awake)
        monkeypatch.setattr(broadcast, "let_others_on", vote.take_back)
        room.send(other, room.ballot(other), "rung_5")
        wait_for(lambda: vote.answers and not room.app.extensions["broadcaster"].awake)

    assert vote.is_off_the_disk()


def test_it_is_off_the_disk_too_when_the_server_was_looking_round_meanwhile(room, monkeypatch):
    vote = Meanwhile(room)

    with room.listening("desk", room.desk), room.app.app_context():
        monkeypatch.setattr(attendance, "let_others_on", vote.take_back)
        room.app.extensions["attendance"].look_round()

        assert vote.is_off_the_disk()


def test_it_is_off_the_disk_too_when_a_file_was_being_made_meanwhile(room):
    vote = Meanwhile(room)

    def make(function, errand):
        vote.take_back()
        return function(errand)

    room.app.config["OFF_LOOP"] = make

    assert room.desk.get(room.at("/outcome.csv")).status_code == 200
    assert vote.is_off_the_disk()


def test_it_is_not_in_what_is_shown(room):
    room.vote(*["rung_3"] * 5, "rung_7")
    take_back(room, room.phones[5], room.ballot(room.phones[5]))
    room.must("show", sure="yes")

    assert "5 of 6 people voted." in room.phones[0].get(room.at("/outcome")).text
    assert "rung_7" not in {choice for (choice,) in rows(room.app, "select choice from vote")}


def test_both_doors_answer_with_the_same_html(room):
    one, other = room.phones[:2]
    for phone in (one, other):
        room.send(phone, room.ballot(phone), "rung_3")

    with room.listening("phone", one) as socket:
        answer = socket.emit("withdraw", room.ballot(one), callback=True)
    by_post = take_back(room, other, room.ballot(other))

    assert (answer["ok"], answer["seq"], room.votes()) == (True, 2, 0)
    assert plain(answer["html"]) == plain(by_post.text)


def test_without_a_script_it_is_a_plain_button_that_leads_back_to_the_ballot(room):
    phone = room.phones[0]
    room.send(phone, room.ballot(phone), "rung_3")
    assert f'formaction="{room.at("/withdraw")}"' in phone.get(room.at()).text

    answer = take_back(room, phone, room.ballot(phone), fragment=False, choice="rung_3")

    assert answer.status_code == 303
    assert "You have taken your vote back." in phone.get(answer.location).text
    assert room.votes() == 0


def test_an_older_vote_that_comes_late_does_not_bring_it_back(room):
    phone = room.phones[0]
    late = room.ballot(phone)
    room.send(phone, late, "rung_3")
    take_back(room, phone, room.ballot(phone))

    answers = [room.send(phone, {**late, "op": op}, "rung_3") for op in (late["op"], "another-tab")]

    for answer in answers:
        assert answer.status_code == 409
        assert "You have taken this vote back." in answer.text
        assert "Saved" not in answer.text
    assert room.votes() == 0


def test_a_vote_that_comes_after_the_act_that_overtook_it_stays_away_too(room):
    phone = room.phones[0]
    first = room.ballot(phone)
    take_back(room, phone, first, seq="2")

    assert room.send(phone, first, "rung_3").status_code == 409
    assert room.votes() == 0


def test_taking_back_twice_is_taking_back_once(room):
    phone = room.phones[0]
    room.send(phone, room.ballot(phone), "rung_3")
    fields = room.ballot(phone)
    first = take_back(room, phone, fields)
    stored = rows(room.app, "select * from withdrawal")

    again = take_back(room, phone, fields)

    assert plain(again.text) == plain(first.text)
    assert rows(room.app, "select * from withdrawal") == stored


def test_who_took_a_vote_back_can_vote_again(room):
    phone = room.phones[0]
    room.send(phone, room.ballot(phone), "rung_3")
    fields = room.ballot(phone)
    take_back(room, phone, fields)

    answer = room.send(phone, room.ballot(phone), "rung_5")

    assert "Saved" in answer.text
    assert rows(room.app, "select choice from vote") == [("rung_5",)]
    assert rows(room.app, "select * from withdrawal") == []
    assert take_back(room, phone, fields).status_code == 409  # a replay of the act, overtaken by the vote
    assert room.votes() == 1


def test_a_vote_is_taken_back_by_its_own_phone_alone(room):
    ann, ben = room.phones[:2]
    room.send(ann, room.ballot(ann), "rung_3")

    take_back(room, ben, room.ballot(ben), seq="99")

    assert room.votes() == 1
    assert take_back(room, room.desk, room.ballot(ann)).status_code == 403
    assert take_back(room, room.app.test_client(), room.ballot(ann)).status_code == 403


def test_after_it_was_shown_both_doors_refuse_alike_with_a_sentence(room):
    phone = room.phones[0]
    room.vote(*["rung_3"] * 6)
    fields = room.ballot(phone)
    room.must("show")

    with room.listening("phone", phone) as socket:
        answer = socket.emit("withdraw", fields, callback=True)
    by_post = take_back(room, phone, fields)

    assert (answer["ok"], answer["code"], by_post.status_code) == (False, "closed", 409)
    assert answer["notice"] == "The results have been shown. A vote cannot be taken back now."
    assert plain(answer["html"]) == plain(by_post.text)
    assert room.votes() == 6


def test_the_first_vote_cannot_be_taken_back_in_the_second(room):
    phone = room.phones[0]
    room.vote(*["rung_3"] * 6)
    first = room.ballot(phone)
    room.must("show")
    room.must("again")

    assert take_back(room, phone, first, seq="9").status_code == 409
    assert rows(room.app, "select count(*) from vote where round = 1") == [(6,)]


@pytest.mark.parametrize(
    "changes", [{"op": ""}, {"op": "a b"}, {"seq": "-1"}, {"round": ""}, {"question": "one"}, {"question": "999999"}]
)
def test_what_cannot_be_read_takes_nothing_back(room, changes):
    phone = room.phones[0]
    room.send(phone, room.ballot(phone), "rung_3")

    assert take_back(room, phone, room.ballot(phone), **changes).status_code in (404, 422)
    assert room.votes() == 1


def test_showing_wipes_who_took_a_vote_back_and_so_does_the_end(room):
    for number in range(2):
        room.send(room.phones[number], room.ballot(room.phones[number]), "rung_3")
        take_back(room, room.phones[number], room.ballot(room.phones[number]))
    assert rows(room.app, "select count(*) from withdrawal") == [(2,)]

    room.must("show", sure="yes")
    assert rows(room.app, "select count(*) from withdrawal") == [(0,)]

    room.must("again")
    take_back(room, room.phones[0], room.ballot(room.phones[0]))
    room.must("end", sure="yes")
    assert rows(room.app, "select count(*) from withdrawal") == [(0,)]


def test_nobody_else_is_told_which_vote_was_taken_back(open_room):
    told = []
    for choice in ("rung_1", "rung_7"):
        room = open_room(uses=3, works=3)
        room.open_ladder()
        room.vote(choice, *["rung_3"] * 5)
        with room.listening("phone", room.phones[1]) as socket:
            take_back(room, room.phones[0], room.ballot(room.phones[0]))
            pushed = socket.get_received()
        page = room.phones[1].get(room.at()).text
        assert len(pushed) == 1
        told.append(re.sub(r"[0-9a-f]{32}|\d+", "", plain(f"{pushed} {page}").replace(room.code, "")))  # ids differ

    assert told[0] == told[1]


# Where results show live


@pytest.fixture
def practice(open_room):
    room = open_room(uses=5, works=5)
    room.must("topic", position=1)
    room.must("open")
    return room


def tap(room, number, choice="tea"):
    phone = room.phones[number]
    assert room.send(phone, room.ballot(phone), choice).status_code == 200


def test_a_live_vote_can_be_taken_back_before_the_first_figures(practice):
    for number in range(4):
        tap(practice, number)

    answer = take_back(practice, practice.phones[0], practice.ballot(practice.phones[0]))

    assert answer.status_code == 200
    assert practice.votes() == 3
    assert 'class="finding' not in practice.desk.get(practice.at("/screen")).text


def test_from_the_first_figures_on_it_is_changed_instead_so_that_no_figure_falls_by_one(practice):
    for number in range(6):
        tap(practice, number)
    before = practice.desk.get(practice.at("/outcome.csv")).text

    for number in (0, 5):  # one that is in the figures, one that is not
        answer = take_back(practice, practice.phones[number], practice.ballot(practice.phones[number]))
        assert answer.status_code == 409
        assert "Everybody has seen the first votes by now, so yours stays in." in answer.text

    assert practice.votes() == 6
    assert practice.desk.get(practice.at("/outcome.csv")).text == before
    tap(practice, 0, "pass")


def test_finishing_a_page_after_taking_back_a_pick_keeps_one_vote(open_room):
    room = open_room(uses=3)
    room.must("topic", position=5)
    ann = room.phones[0]
    for text in ("A lift", "Tea"):
        room.phones[0].post(room.at("/propose"), data={"change": "support", "text": text})
    if room.act("decide").status_code != 303:
        pytest.fail("the ideas could not be voted on")
    fields = room.ballot(ann)
    room.send(ann, fields, "yes")
    take_back(room, ann, {**fields, "seq": "5"})

    ann.post(room.at("/finish"))

    assert rows(room.app, "select count(*), max(seq) from vote") == [(2, 5)]
    assert rows(room.app, "select count(*) from withdrawal") == [(0,)]
    assert room.send(ann, fields, "yes").status_code == 409
