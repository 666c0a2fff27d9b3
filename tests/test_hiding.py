"""Words that name a person are hidden by both facilitators together, leave a trace on record, and no words in it."""

from __future__ import annotations

import re

import pytest
from seeing import file_bytes
from test_desk_log import log
from test_two_facilitators import agree, agreement, invitation, pending, sit_down

WORDS = "Bob shouts at us"
FILES = ("/outcome", "/outcome.json", "/outcome.csv", "/outcome.html")


@pytest.fixture
def faye(open_room):
    return open_room(uses=3, works=3)


@pytest.fixture
def sam(faye):
    faye.must("invite")
    return sit_down(faye, invitation(faye)[0])


def a_remark(room):
    room.open_ladder()
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": WORDS})
    room.vote(*["rung_2"] * 6)
    room.must("show")
    return "hide", {"remark": re.search(r'name="remark" value="(\d+)"', room.desk.get(room.at("/desk")).text)[1]}


def a_suggestion(room):
    room.must("topic", position=1)
    room.phones[0].post(room.at("/propose"), data={"change": "add", "text": WORDS})
    found = re.search(r'name="proposal" value="(\d+)"', room.desk.get(room.at("/desk")).text)
    return "hide-proposal", {"proposal": found[1]}


def an_action(room):
    room.must("topic", position=5)
    room.phones[0].post(room.at("/action"), data={"what": WORDS, "op": "one"})
    return "hide-action", {"action": "1"}


KINDS = {"remark": a_remark, "suggestion": a_suggestion, "action": an_action}


def read_by_everybody(room):
    """What stands on phones, screen and in files."""
    pages = [
        room.phones[1].get(room.at()).text,
        *(room.phones[1].get(room.at(path)).text for path in ("/screen", *FILES)),
    ]
    return "\n".join(pages)


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_two_facilitators_takes_nothing_away_alone(faye, sam, kind):
    deed, fields = KINDS[kind](faye)

    faye.must(deed, **fields)

    assert WORDS in read_by_everybody(faye)
    assert f"hide a{'n' if kind == 'action' else ''} {kind}" in pending(sam)
    assert WORDS in pending(sam)
    assert not any(WORDS in entry for entry in log(faye))


@pytest.mark.parametrize("kind", KINDS)
def test_both_together_hide_it_and_the_record_says_that_one_was_hidden(faye, sam, kind):
    deed, fields = KINDS[kind](faye)
    faye.must(deed, **fields)

    assert agree(sam, deed).status_code == 303

    assert WORDS not in read_by_everybody(faye)
    assert WORDS not in faye.desk.get(faye.at("/desk")).text
    assert (
        log(faye)[-1]
        == f"Second facilitator: A{'n' if kind == 'action' else ''} {kind} was hidden, as it named a person."
    )


@pytest.mark.parametrize("kind", ["remark", "suggestion"])
def test_phones_and_outcome_say_how_many_were_hidden(faye, kind):
    deed, fields = KINDS[kind](faye)
    faye.must(deed, **fields)

    assert f"1 {kind} is hidden: it names a person." in faye.phones[1].get(faye.at()).text
    assert (
        f"A {kind} was hidden, as it named a person."
        in faye.phones[1].get(faye.at("/outcome")).text.partition("log-list")[0]
    )
    assert '"hidden":true' in faye.phones[1].get(faye.at("/outcome.json")).text.replace(" ", "")


def test_what_was_asked_and_turned_down_leaves_the_words_in_no_log_once_they_are_hidden(faye, sam):
    _, fields = a_suggestion(faye)
    faye.must("park", **fields, reason="Not kind")
    assert any(WORDS in entry for entry in log(faye))
    sam.must("turn-down", pending=agreement(sam)["agrees_to"])

    faye.must("hide-proposal", **fields)
    agree(sam, "hide-proposal")

    assert not any(WORDS in entry for entry in log(faye))
    assert "First facilitator: Asked the other facilitator: Park “…”?" in log(faye)


def test_who_turns_it_down_keeps_it_on_record_and_the_log_does_not_repeat_it(faye, sam):
    deed, fields = a_remark(faye)
    faye.must(deed, **fields)

    sam.must("turn-down", pending=agreement(sam)["agrees_to"])

    assert WORDS in read_by_everybody(faye)
    assert log(faye)[-1] == "Second facilitator: Said “not now”: Hide a remark that names a person."


@pytest.mark.parametrize("kind", KINDS)
def test_hidden_words_leave_the_database_byte_by_byte(faye, sam, kind):
    deed, fields = KINDS[kind](faye)
    faye.must(deed, **fields)
    assert WORDS.encode() in file_bytes(faye)

    agree(sam, deed)

    assert WORDS.encode() not in file_bytes(faye)


def test_what_a_hidden_action_said_before_and_beside_leaves_the_database_too(faye):
    _, fields = an_action(faye)
    better = {"what": "Talk to Bob Hill", "lead_uses": "Ann Reed", "needs": "Time with Bob Hill"}
    faye.phones[1].post(faye.at("/reword"), data={**fields, **better})
    faye.must("reword", **fields, what="Talk to Bob Mill about it")
    said = [WORDS, "Bob Hill", "Ann Reed", "Bob Mill"]
    assert [text.encode() in file_bytes(faye) for text in said] == [True] * 4

    faye.must("hide-action", **fields)

    assert [text.encode() in file_bytes(faye) for text in said] == [False] * 4
    assert not any("Bob" in entry for entry in log(faye))


def test_a_suggestion_that_was_hidden_is_still_named_among_ones_own_answers_without_its_words(faye):
    deed, fields = a_suggestion(faye)

    faye.must(deed, **fields)

    mine = faye.phones[0].get(faye.at("/mine")).text
    assert "Something that you suggested was hidden, as it named a person." in mine
    assert WORDS not in mine


def test_whoever_wrote_a_hidden_remark_finds_an_empty_box_and_may_write_other_words(faye):
    deed, fields = a_remark(faye)
    faye.must(deed, **fields)
    page = faye.phones[0].get(faye.at()).text
    question = re.search(r'name="question" value="(\d+)"', page)[1]

    faye.phones[0].post(faye.at("/remark"), data={"question": question, "prompt": "why", "text": "We feel shouted at"})

    assert WORDS not in page
    assert "We feel shouted at" in faye.phones[1].get(faye.at()).text


def test_a_suggestion_that_was_taken_back_leaves_the_database_byte_by_byte(faye):
    a_suggestion(faye)
    found = re.search(r'/take-back.*?name="proposal" value="(\d+)"', faye.phones[0].get(faye.at()).text, re.DOTALL)
    assert WORDS.encode() in file_bytes(faye)

    assert faye.phones[0].post(faye.at("/take-back"), data={"proposal": found[1]}).status_code == 303

    assert WORDS.encode() not in file_bytes(faye)


@pytest.mark.parametrize("instead", ["", "I would rather say it so."])
def test_what_its_writer_took_back_leaves_the_database_byte_by_byte(faye, instead):
    faye.open_ladder()
    question = faye.ballot(faye.phones[0])["question"]

    for text in (WORDS, instead):
        assert faye.phones[0].post(faye.at("/remark"), data={"question": question, "text": text}).status_code == 303

    assert WORDS.encode() not in file_bytes(faye)
