"""The plan: what anybody adds is on it once, and what two people add is on it twice."""

from __future__ import annotations

import re

import pytest

from tests.test_two_doors import socket_of

PLAN = 6  # where the short template has the plan
OP = re.compile(r'<form class="card stack" [^>]*/action".*?name="op" value="([^"]+)"', re.DOTALL)


@pytest.fixture
def room(open_room):
    return open_room(uses=2)


def add(room, phone, op, what):
    return phone.post(room.at("/action"), data={"op": op, "what": what})


def pushed_op(room):
    """The one form that is pushed to every phone when the topic comes."""
    with socket_of(room, room.phones[0]) as socket:
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

    assert room.phones[1].get(room.at()).text.count("A menu group") == 1
