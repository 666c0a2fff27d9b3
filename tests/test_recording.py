"""Is this a fair record? Everybody reads it, anybody would change it, the group decides, and no vote is edited."""

from __future__ import annotations

import re

import pytest
from conftest import BALLOT, FIELDS, Room
from justhtml import JustHTML

RECORD = 4  # where the plan with the ladder only has the record
USES, WORKS = "People who use the service", "Staff and volunteers"
LATE = "The meetings are too late for parents"


def region(room: Room, path: str = "", selector: str = "#record") -> str:
    """The words of one region, blanks made single."""
    client = room.phones[0] if path == "" else room.desk
    (found,) = JustHTML(client.get(room.at(path)).text, sanitize=False).query(selector)
    return " ".join(found.to_text().split())


def suggest(room: Room, person: int, text: str = LATE, *, about: str = "now") -> int:
    sent = {"change": "correct", "target": about, "text": text}
    return room.phones[person].post(room.at("/propose"), data=sent).status_code


def everybody(room: Room, *choices: str) -> None:
    """Votes on every ballot in hand, or yes where there is no such choice, and shows the page."""
    for phone, choice in zip(room.phones, choices, strict=True):
        for form in BALLOT.findall(phone.get(room.at()).text):
            fits = choice if f'value="{choice}"' in form else "yes"
            assert room.send(phone, dict(FIELDS.findall(form)), fits).status_code == 200
        phone.post(room.at("/finish"))
    room.must("show", sure="yes")


@pytest.fixture
def room(open_room) -> Room:
    """The ladder voted on, and the record in hand."""
    room = open_room(uses=5, works=5, floor="5", template="ladder")
    room.must("topic", position=2)
    room.must("open")
    everybody(room, *["rung_2"] * 5, *["rung_5"] * 5)
    room.must("topic", position=RECORD)
    return room


@pytest.mark.parametrize("path", ["", "/desk"])
def test_the_record_is_read_on_every_phone_and_at_the_desk(room, path):
    text = region(room, path)

    assert "What we looked at: “the lunch club”" in text
    assert "Which step of the ladder are we on today? We see this differently: three steps apart." in text
    assert f"{USES}: half or more say Taught, or lower." in text
    assert "Nothing has been shown of this." in text  # where we should be


def test_the_wall_says_that_it_is_on_every_phone_with_the_short_form(room):
    text = region(room, "/screen")

    assert "All of it is on every phone." in text
    assert "Which step of the ladder are we on today? We see this differently: three steps apart." in text


def test_the_record_is_there_in_the_last_topic_only(room):
    room.must("topic", position=2)

    assert [region(room, path) for path in ("", "/desk", "/screen")] == ["", "", ""]


def test_the_record_says_nothing_of_votes_that_were_not_shown(room):
    """Nor may it change with how people vote on the record itself."""
    room.must("open")
    before = region(room)
    form = BALLOT.search(room.phones[1].get(room.at()).text)
    assert form
    room.send(room.phones[1], dict(FIELDS.findall(form[0])), "no")

    assert region(room) == before


def test_a_small_group_is_in_no_sentence_of_the_record(open_room):
    room = open_room(uses=3, works=5, floor="5", template="ladder")
    room.must("topic", position=2)
    room.must("open")
    everybody(room, *["rung_1"] * 3, *["rung_5"] * 5)
    room.must("topic", position=RECORD)

    assert f"{USES}:" not in region(room)
    assert "The middle of the whole room is" in region(room)


@pytest.mark.parametrize(
    ("choices", "answer"),
    [
        (["yes"] * 10, "Put in, in these words."),
        ([*["note"] * 5, *["yes"] * 5], "Kept as a note beside the record."),
        (
            [*["no"] * 5, *["yes"] * 5],
            "Left out: not over half of the room, or of one group, wanted it. It stays on record.",
        ),
    ],
)
def test_each_change_gets_its_answer_by_the_vote_of_both_groups(room, choices, answer):
    assert suggest(room, 0) == 303
    room.must("decide")
    assert "Put it in, in these words" in room.phones[0].get(room.at()).text
    everybody(room, *choices)

    for page in (room.phones[3].get(room.at()), room.desk.get(room.at("/outcome"))):
        assert LATE in page.text
        assert answer in page.text
    assert "What we changed in this record" in room.desk.get(room.at("/outcome")).text


def test_what_is_put_in_stands_beside_its_passage_and_changes_no_vote(room):
    before = room.desk.get(room.at("/outcome.json")).json["outcome"]["topics"][1]
    suggest(room, 0)
    room.must("decide")
    everybody(room, *["yes"] * 10)
    outcome = room.desk.get(room.at("/outcome")).text

    # The list at the top of the page names every topic too.
    passage = outcome[outcome.rindex("2. Where are we now?") : outcome.rindex("3. How do we climb?")]
    assert "We agreed to put this right:" in passage
    assert LATE in passage
    assert f"We agreed to put this right: {LATE}" in region(room)
    assert room.desk.get(room.at("/outcome.json")).json["outcome"]["topics"][1] == before
    for kind in ("html", "csv", "json"):
        assert LATE in room.desk.get(room.at(f"/outcome.{kind}")).text


def test_a_change_that_is_left_out_by_hand_keeps_its_reason(room):
    suggest(room, 0, about="")
    number = re.search(r'name="proposal" value="(\d+)"', room.desk.get(room.at("/desk")).text)
    assert number
    room.must("park", proposal=number[1], reason="It is in the plan already.")

    assert "Left out, because: It is in the plan already." in region(room, "", "#proposals")
    assert "About all of it:" in region(room, "", "#proposals")


def test_the_record_is_not_voted_on_over_the_heads_of_those_who_would_change_it(room):
    suggest(room, 0)

    refused = room.act("open")

    assert refused.status_code == 422
    assert "Some changes to the record wait." in refused.text


def test_after_the_vote_on_it_there_is_still_time_to_say_what_should_change(room):
    room.must("open")
    everybody(room, *["yes_but"] * 10)

    assert suggest(room, 0) == 303
    room.must("decide")
    everybody(room, *["yes"] * 10)

    assert f"We agreed to put this right: {LATE}" in region(room)
    assert region(room, "/screen") == "Agreed: over half of each group say that this is a fair record."
    assert "Agreed: over half of each group say that this is a fair record." in region(room)


@pytest.mark.parametrize(("about", "text"), [("nothing", "x"), ("record", "x"), ("now", ""), ("now", "x" * 281)])
def test_a_change_that_makes_no_sense_is_refused(room, about, text):
    assert suggest(room, 0, text, about=about) == 422


def test_only_changes_are_suggested_there(room):
    sent = {"change": "add", "target": "now", "text": "x"}

    assert room.phones[0].post(room.at("/propose"), data=sent).status_code == 422


def test_all_three_questions_at_the_end_are_told_for_each_group(open_room):
    room = open_room(uses=5, works=5, floor="5", template="full")
    room.must("topic", position=7)
    room.must("open")
    everybody(room, *["no"] * 5, *["yes"] * 5)

    asked = room.desk.get(room.at("/outcome.json")).json["outcome"]["topics"][6]["questions"]
    told = {
        q["key"]: (q["rounds"][0]["tally"]["uses"]["counts"], q["rounds"][0]["tally"]["works"]["counts"]) for q in asked
    }
    assert told == dict.fromkeys(("fair_record", "was_it_fair", "could_speak"), ([0, 0, 5], [5, 0, 0]))
    assert f"Not agreed by “{USES}”." in room.desk.get(room.at("/outcome")).text
