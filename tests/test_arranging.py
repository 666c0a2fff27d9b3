"""The agenda during a session: a topic more, and another order of those that have not begun."""

from __future__ import annotations

import html
import re

import pytest
from seeing import log_of, plain

from workshop import frameworks

SHORT = ["why", "now", "tried", "right", "climb", "do", "record"]
LOCATED = re.compile(r'name="position" value="(\d+)">\s*<input type="hidden" name="topic" value="(\w+)"')


def order_of(room):
    """The titles of today's topics, from first to last."""
    agenda = room.desk.get(room.at("/desk")).text.partition('<nav id="agenda"')[2].partition("</ol>")[0]
    titles = re.findall(r'(?:class="agenda-title">|class="link-button" type="submit">)([^<]+)<', agenda)
    return [html.unescape(title) for title in titles]


def titles(*keys):
    """What these topics are called."""
    found = {topic.key: topic.title for topic in frameworks.load_template("full").topics}
    return [found[key] for key in keys]


@pytest.fixture
def room(open_room):
    return open_room(uses=3, works=3)


def test_the_full_plan_holds_every_topic_that_there_is():
    """So that whatever is added has its minutes and all of its questions."""
    every = set(re.findall(r'^key = "(\w+)"', (frameworks.FOLDER / "topics.toml").read_text(), re.MULTILINE))
    asked = {question.key for topic in frameworks.load_template("full").topics for question in topic.questions}
    topics = {topic.key for topic in frameworks.load_template("full").topics}

    assert {key for key in every if key not in asked} == topics
    assert all(topic.minutes > 0 for topic in frameworks.load_template("full").topics)


def test_a_topic_that_the_plan_left_out_is_added_before_the_record(room):
    room.must("add-topic", topic="check")

    assert order_of(room) == titles("why", "now", "tried", "right", "climb", "do", "check", "record")
    assert "We added “How do we work together?” to today’s topics, as number 7." in log_of(room)


def test_an_added_topic_can_be_voted_on_and_is_in_the_outcome_with_its_credit(room):
    before = room.phones[0].get(room.at()).text
    room.must("add-topic", topic="check")
    after = room.phones[0].get(room.at()).text

    room.must("topic", position=7)
    room.must("open")

    assert "New Economics Foundation" not in before
    assert "New Economics Foundation" in after
    assert "We ask what people are good at" in room.phones[0].get(room.at()).text
    assert "7. How do we work together?" in plain(room.desk.get(room.at("/outcome")).text)


def test_a_ladder_topic_that_is_added_has_the_rungs_that_the_group_made(open_room):
    room = open_room(template="six_parts", uses=1)
    assert "Ladder" not in plain(room.phones[0].get(room.at()).text)
    room.must("add-topic", topic="now")
    room.must("topic", position=4)
    room.must("rename", rung=3, name="Kept posted")
    room.must("hide-rung", rung=2, hidden="yes")

    room.must("add-topic", topic="climb")
    room.must("topic", position=5)
    room.must("open")

    page = room.phones[0].get(room.at()).text
    assert "Kept posted" in page
    assert "rung_2" not in page
    assert "National Co-production Advisory Group and Think Local Act Personal" in plain(page)


def test_a_topic_is_added_last_once_the_record_is_in_hand(room):
    room.must("topic", position=7)

    room.must("add-topic", topic="check")

    assert order_of(room)[-2:] == titles("record", "check")
    room.must("skip")
    assert "Topic 8 of 8" in plain(room.desk.get(room.at("/screen")).text)


def test_nothing_is_offered_that_is_here_already(room):
    assert 'aria-label="Add “How do we work together?”"' in room.desk.get(room.at("/desk")).text
    room.must("add-topic", topic="check")

    again = room.act("add-topic", topic="check")

    assert again.status_code == 422
    assert len(order_of(room)) == 8
    assert 'aria-label="Add “' not in room.desk.get(room.at("/desk")).text


def test_a_topic_goes_up_and_down_by_one(room):
    room.must("topic", position=1)

    room.must("move-topic", topic="do", position=6, to="up")
    room.must("move-topic", topic="do", position=5, to="up")
    room.must("move-topic", topic="now", position=2, to="down")

    assert order_of(room) == titles("why", "tried", "now", "do", "right", "climb", "record")
    log = log_of(room)
    assert "We moved “What will we do?” to number 5 of today’s topics." in log
    assert "We moved “Where are we now?” to number 3 of today’s topics." in log


def test_the_session_goes_on_in_the_new_order(room):
    room.must("topic", position=1)
    room.must("move-topic", topic="tried", position=3, to="up")

    room.must("skip")

    assert "Topic 2 of 7" in plain(room.desk.get(room.at("/screen")).text)
    assert "What have we tried?" in room.desk.get(room.at("/screen")).text


def test_two_presses_of_one_button_move_a_topic_once(room):
    room.must("move-topic", topic="do", position=6, to="up")

    again = room.act("move-topic", topic="do", position=6, to="up")

    assert again.status_code == 409
    assert "have moved in the meantime" in again.text
    assert order_of(room) == titles("why", "now", "tried", "right", "do", "climb", "record")


def test_a_page_that_shows_the_old_order_does_not_lead_to_another_topic(room):
    old = dict(LOCATED.findall(room.desk.get(room.at("/desk")).text))
    assert old["6"] == "do"
    room.must("move-topic", topic="do", position=6, to="up")

    answer = room.act("topic", position=6, topic="do")

    assert answer.status_code == 409
    assert "You are in." in room.phones[0].get(room.at()).text
    room.must("topic", position=5, topic="do")


def test_no_topic_in_hand_or_behind_and_none_that_was_voted_on_moves_or_makes_way(room):
    room.must("topic", position=4)
    room.must("open")
    room.must("show", sure="yes")
    room.must("topic", position=2)

    tries = [
        room.act("move-topic", topic="why", position=1, to="down"),  # behind
        room.act("move-topic", topic="now", position=2, to="down"),  # in hand
        room.act("move-topic", topic="tried", position=3, to="up"),  # would push the one in hand
        room.act("move-topic", topic="right", position=4, to="up"),  # voted on
        room.act("move-topic", topic="tried", position=3, to="down"),  # would push the one voted on
        room.act("move-topic", topic="record", position=7, to="down"),  # the last
    ]

    assert {answer.status_code for answer in tries} == {422}
    assert order_of(room) == titles(*SHORT)
    assert "We moved" not in log_of(room)
    desk = room.desk.get(room.at("/desk")).text
    assert re.findall(r'aria-label="Move “([^”]+)” (up|down)"', desk) == [
        ("How do we climb?", "down"),
        ("What will we do?", "up"),
        ("What will we do?", "down"),
        ("Is this a fair record?", "up"),
    ]


def test_the_first_topic_does_not_go_up_to_the_end(room):
    assert room.act("move-topic", topic="why", position=1, to="up").status_code == 422
    assert order_of(room) == titles(*SHORT)


@pytest.mark.parametrize(
    ("deed", "fields", "status"),
    [
        ("add-topic", {}, 422),
        ("add-topic", {"topic": "../why"}, 422),
        ("add-topic", {"topic": "check", "place": "9.9.open.1"}, 409),
        ("move-topic", {"topic": "do"}, 422),
        ("move-topic", {"topic": "do", "position": "6"}, 422),
        ("move-topic", {"topic": "do", "position": "6", "to": "top"}, 422),
        ("move-topic", {"topic": "nothing", "position": "6", "to": "up"}, 422),
        ("move-topic", {"topic": "do", "position": "six", "to": "up"}, 422),
        ("move-topic", {"topic": "do", "position": "6", "to": "up", "place": "1.1.open.1"}, 409),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(room, deed, fields, status):
    answer = room.desk.post(room.at(f"/desk/{deed}"), data=fields)

    assert answer.status_code == status
    assert order_of(room) == titles(*SHORT)


def test_without_the_desks_key_nobody_changes_the_agenda(room):
    sent = {"topic": "do", "position": "6", "to": "up"}

    assert room.phones[0].post(room.at("/desk/move-topic"), data=sent).status_code == 403
    assert room.phones[0].post(room.at("/desk/add-topic"), data={"topic": "check"}).status_code == 403
    assert order_of(room) == titles(*SHORT)


def test_after_the_end_the_agenda_stays(room):
    room.must("end", sure="yes")

    assert room.act("add-topic", topic="check").status_code == 409
    assert room.act("move-topic", topic="do", position=6, to="up").status_code == 409
    assert "Change today’s topics" not in room.desk.get(room.at("/desk")).text


def test_after_the_end_the_topic_that_was_in_hand_counts_as_done_and_none_after_it(room):
    room.must("topic", position=2)
    room.must("end", sure="yes")

    agenda = room.desk.get(room.at("/desk")).text.partition('<nav id="agenda"')[2].partition("</ol>")[0]
    assert re.findall(r'<li class="(\w+)"', agenda) == ["done"] * 2 + ["ahead"] * (len(SHORT) - 2)


def test_votes_stay_with_their_topic_when_others_move(room):
    room.open_ladder()
    room.vote(*["rung_2"] * 3, *["rung_5"] * 3)
    room.must("move-topic", topic="do", position=6, to="up")
    assert [room.ballot(phone)["seq"] for phone in room.phones] == ["2"] * 6
    room.must("add-topic", topic="check")
    room.must("show")

    assert "We see this differently: three steps apart." in plain(room.desk.get(room.at("/screen")).text)
