"""The plan: what anybody adds is on it once, and what two people add is on it twice."""

from __future__ import annotations

import re

import pytest
from justhtml import JustHTML

from workshop.clock import now

PLAN = 6  # where the short template has the plan
OP = re.compile(r'<form class="card stack" [^>]*/action".*?name="op" value="([^"]+)"', re.DOTALL)


@pytest.fixture
def room(open_room):
    return open_room(uses=2)


def add(room, phone, op, what):
    return phone.post(room.at("/action"), data={"op": op, "what": what})


def pushed_op(room):
    """The one form that is pushed to every phone when the topic comes."""
    with room.listening("phone", room.phones[0]) as socket:
        socket.get_received()
        room.must("topic", position=PLAN)
        html = "".join(message["args"][0]["html"] for message in socket.get_received())
    found = OP.search(html)
    assert found, html
    return found[1]


def test_what_two_people_send_from_the_same_pushed_form_is_on_the_plan_twice(room):
    op = pushed_op(room)

    for phone, what in zip(room.phones, ("A menu group", "A notice by the door"), strict=True):
        assert add(room, phone, op, what).status_code == 303

    seen = room.phones[0].get(room.at()).text
    assert "A menu group" in seen
    assert "A notice by the door" in seen


def test_an_action_sent_twice_is_on_the_plan_once(room):
    op = pushed_op(room)

    for _ in range(2):
        assert add(room, room.phones[0], op, "A menu group").status_code == 303

    assert room.phones[1].get(room.at()).text.count('<strong dir="auto">A menu group') == 1


EVERYTHING = {
    "what": "Start a menu group",
    "matters": "We eat here every day",
    "lead_uses": "Ann",
    "lead_works": "Ben, the cook",
    "helps": "Rosa",
    "needs": "An hour a week",
    "risks": "Too few come. Then we ask at lunch",
    "when": "May",
    "worked": "Two dishes come from us",
    "part": "They choose the dishes",
    "tell": "On the notice board",
}


def test_what_was_said_of_an_action_stands_on_every_view_and_in_every_file_to_read(room):
    room.must("topic", position=PLAN)
    day = f"{now().year + 1}-03-01"
    room.phones[0].post(room.at("/action"), data={**EVERYTHING, "op": "a", "check_on": day})

    phone, outcome = (room.phones[1].get(room.at(path)).text for path in ("", "/outcome"))
    files = [room.desk.get(room.at(f"/outcome.{suffix}")).text for suffix in ("html", "csv", "json")]

    assert [text for page in (phone, outcome, *files) for text in EVERYTHING.values() if text not in page] == []
    assert [
        text for text in ("Start a menu group", "Ben, the cook") if text not in room.desk.get(room.at("/screen")).text
    ] == []
    assert day in phone
    assert all(day in page for page in files[1:])


@pytest.mark.parametrize("path", ["", "/screen", "/desk", "/outcome", "/outcome.html", "/outcome.csv"])
def test_who_is_missing_from_a_pair_is_said_and_not_hidden(room, path):
    room.must("topic", position=PLAN)
    room.phones[0].post(room.at("/action"), data={"what": "A menu group", "lead_works": "Ben", "op": "a"})

    client = room.desk if path == "/desk" else room.phones[1]
    page = client.get(room.at(path)).text

    assert "Still needed: somebody who uses the service" in page
    assert "Still needed: somebody who works or volunteers here" not in page


def test_an_action_may_come_from_a_result_that_was_shown_and_from_no_other(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_3"] * 6)
    room.must("show")
    room.must("topic", position=PLAN)
    form = JustHTML(room.phones[0].get(room.at()).text, sanitize=False).query_one("#plan-source")

    offered = [option.attrs["value"] for option in form.query("option")]
    hidden = room.phones[0].post(room.at("/action"), data={"what": "x", "op": "a", "source": "question:right_for_us"})
    room.phones[0].post(room.at("/action"), data={"what": "Climb", "op": "b", "source": offered[1]})

    assert offered == ["", "question:ladder_now"]
    assert hidden.status_code == 422
    (action,) = room.desk.get(room.at("/outcome.json")).json["outcome"]["actions"]
    assert (action["source"], action["source_text"]) == (offered[1], "Which step of the ladder are we on today?")


def test_an_idea_that_nobody_may_read_yet_is_not_offered_as_a_reason(open_room):
    room = open_room(uses=3)
    room.must("topic", position=5)
    room.phones[0].post(room.at("/propose"), data={"change": "support", "text": "A lift"})
    room.must("topic", position=PLAN)
    assert "A lift" not in room.phones[1].get(room.at()).text

    room.must("topic", position=5)
    room.must("decide")
    room.must("show", sure="yes")
    room.must("topic", position=PLAN)

    assert "A lift" in room.phones[1].get(room.at()).text
