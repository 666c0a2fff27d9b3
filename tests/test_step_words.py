"""Anybody finds plainer words for a step of the ladder, and the group takes them up by a quick vote before it votes."""

import pytest
from conftest import LADDER
from seeing import log_of, plain
from test_laddering import steps_on
from test_proposing import suggest, vote_page

CLIMB = 5  # where the short template asks for the step that is wanted


@pytest.fixture
def room(open_room):
    room = open_room(uses=5, works=5, floor="5")
    room.must("topic", position=LADDER)
    return room


def reword(room, text, *, person=0, target="rung_3", change="reword"):
    return suggest(room, room.phones[person], text, change=change, target=target)


def decide(room, *choices):
    """A quick vote on one suggestion, in which people choose in turn."""
    room.must("decide")
    for phone, choice in zip(room.phones, choices, strict=True):
        vote_page(room, phone, choice)
    room.must("show")


def name_of(room, number=3):
    """What a step is called on every ballot about the ladder."""
    names = set()
    for position in (LADDER, CLIMB):
        room.must("topic", position=position)
        room.must("open")
        names |= {name for found, name, _term in steps_on(room.phones[0].get(room.at()).text) if found == number}
        room.must("aside")
    return names


def test_words_that_both_groups_want_stand_on_the_step_in_every_vote_and_in_the_log(room):
    assert "Find plainer words for a step" in plain(room.phones[0].get(room.at()).text)
    assert reword(room, "Kept posted") == 303

    decide(room, *["yes"] * 10)

    assert "“Kept posted”" in log_of(room)
    assert name_of(room) == {"Kept posted"}


def test_words_that_one_group_does_not_want_are_parked_and_stay_on_record(room):
    reword(room, "Kept posted")

    decide(room, *["no"] * 5, *["yes"] * 5)

    outcome = plain(room.desk.get(room.at("/outcome")).text)
    assert "Kept posted" in outcome
    assert "Parked: not over half of the room, or of one group, wanted it." in outcome
    assert name_of(room) == {"Told"}


def test_the_ladder_is_not_voted_on_over_the_heads_of_those_who_suggested(room):
    reword(room, "Kept posted")

    answer = room.act("open")

    assert answer.status_code == 422
    assert "Some suggestions for the steps wait." in answer.text


@pytest.mark.parametrize(
    "odd",
    [
        {"text": ""},
        {"text": "x" * 25},
        {"text": "asked"},  # as another step is called
        {"text": "Kept posted", "target": "rung_9"},
        {"text": "Kept posted", "target": ""},
        {"text": "Kept posted", "change": "add"},
        {"text": "Kept posted", "change": "remove"},
        {"text": "Kept posted", "change": "correct"},
    ],
)
def test_odd_words_for_a_step_are_refused(room, odd):
    assert reword(room, **odd) == 422
    assert "wait" not in plain(room.desk.get(room.at("/desk")).text).partition("Open the vote")[0]


def test_nothing_can_be_suggested_once_any_vote_on_the_ladder_was_opened(room):
    reword(room, "Kept posted")
    room.must("topic", position=CLIMB)
    room.must("open")
    room.must("aside")
    room.must("topic", position=LADDER)

    assert reword(room, "In the know", person=1) == 409
    assert "Find plainer words" not in plain(room.phones[0].get(room.at()).text)
    answer = room.act("decide")
    assert answer.status_code == 409
    assert "Its steps stay as they are now." in answer.text


def test_of_two_new_names_for_one_step_the_first_that_is_agreed_stands(room):
    reword(room, "Kept posted")
    reword(room, "In the know", person=1)
    room.must("decide")
    for phone in room.phones:
        vote_page(room, phone, "yes", "yes")
    room.must("show")

    assert len(name_of(room)) == 1
    assert name_of(room) <= {"Kept posted", "In the know"}


def test_a_vote_that_was_put_aside_changes_no_step_after_the_ladder_was_voted_on(room):
    reword(room, "Kept posted")
    room.must("decide")
    for phone in room.phones:
        vote_page(room, phone, "yes")
    room.must("aside")
    room.must("topic", position=CLIMB)
    room.must("open")
    room.must("aside")
    room.must("topic", position=LADDER)
    room.must("open")
    room.must("show", sure="yes")

    assert "Its steps stay as they are now." in plain(room.desk.get(room.at("/outcome")).text)
    assert name_of(room) == {"Told"}
