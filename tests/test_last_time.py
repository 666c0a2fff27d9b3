"""The last plan of a journey is brought to its next session: the room says how it went, before it plans anew."""

from __future__ import annotations

import csv
import io
import re

import pytest
from conftest import open_in
from justhtml import JustHTML
from test_journey import begin
from test_journey_course import device_of, read

TITLE = "What we said last time"


@pytest.fixture
def key(app):
    """A journey with one session that has ended, and a plan in it."""
    room = open_in(app, uses=3, works=3)
    key = begin(room)
    room.must("topic", position=6)
    plan(room, "Meet in the evening", "May")
    plan(room, "Ask about the minibus", "June")
    plan(room, "Name Sam", "")
    room.must("remove", action=ids(room, "action")[-1], reason="It names somebody")
    room.must("end", sure="yes")
    return key


def plan(room, what, when):
    """Somebody adds to the plan."""
    sent = {"what": what, "when": when, "op": re.sub(r"\W", "", what)}
    assert room.phones[0].post(room.at("/action"), data=sent).status_code == 303


def ids(room, name):
    """The numbers that the forms at the desk carry under that name, in order."""
    return list(dict.fromkeys(re.findall(rf'name="{name}" value="(\d+)"', room.desk.get(room.at("/desk")).text)))


def next_session(app, key, **changes):
    """The next session of the journey, at its first topic."""
    room = open_in(app, uses=3, works=3, journey_key=key, **changes)
    room.must("topic", position=1)
    return room


def told(page):
    """The lines of the plan on a page."""
    lines = JustHTML(page.text, sanitize=False).query("#plan .plan-list > li")
    return [" ".join(line.to_text().split()) for line in lines]


def test_the_last_plan_is_the_first_topic_on_phone_wall_and_desk(app, key):
    room = next_session(app, key)

    for client, path in ((room.phones[0], ""), (room.app.test_client(), "/screen"), (room.desk, "/desk")):
        page = client.get(room.at(path))
        lines = told(page)
        assert TITLE in page.text, path
        assert len(lines) == 2, path
        assert "Meet in the evening" in lines[0]
        assert "By when: May" in lines[0]
        assert "How it went: Not said yet" in lines[0]
        assert "Name Sam" not in page.text, path


@pytest.mark.parametrize(
    ("went", "said"), [("done", "Done"), ("partly", "Partly done"), ("going_on", "Going on"), ("not_done", "Not done")]
)
def test_what_the_room_says_stands_on_every_view_and_in_the_outcome(app, key, went, said):
    room = next_session(app, key)

    room.must("last-time", carried=ids(room, "carried")[0], went=went)

    for client, path in ((room.phones[0], ""), (room.app.test_client(), "/screen"), (room.desk, "/desk")):
        assert f"How it went: {said}" in told(client.get(room.at(path)))[0], path
    room.must("end", sure="yes")
    rows = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    assert [(r["text"], r["when"], r["why"]) for r in rows if r["kind"] == "last_time"] == [
        ("Meet in the evening", "May", went),
        ("Ask about the minibus", "June", ""),
    ]
    outcome = room.desk.get(room.at("/outcome.json")).json["outcome"]
    assert [one["went"] for one in outcome["last_time"]] == [went, None]
    for path in ("/outcome", "/outcome.html"):
        assert re.search(f"Meet in the evening .*?May .*?{said} .*?Ask about the minibus", read(room.desk, room.at(path)))
    assert f"The room said how it went: “Meet in the evening”. {said}." in read(room.desk, room.at("/outcome"))


def test_what_makes_no_sense_is_refused_and_nothing_is_written(app, key):
    room, other = next_session(app, key), next_session(app, key)
    mine, theirs = ids(room, "carried")[0], ids(other, "carried")[0]

    assert room.act("last-time", carried=mine, went="well").status_code == 422
    assert room.act("last-time", carried=theirs, went="done").status_code == 404
    assert room.act("last-time", carried="x", went="done").status_code == 404
    assert (
        room.app.test_client().post(room.at("/desk/last-time"), data={"carried": mine, "went": "done"}).status_code == 403
    )
    room.must("end", sure="yes")
    assert room.act("last-time", carried=mine, went="done").status_code == 409
    assert "Not said yet" in read(room.desk, room.at("/outcome"))


def test_a_first_session_and_one_in_no_journey_have_no_such_topic(app):
    alone = open_in(app)
    first = open_in(app)
    begin(first, "Another journey")

    for room in (alone, first):
        assert TITLE not in room.desk.get(room.at("/desk")).text


def test_put_into_a_journey_at_the_desk_it_comes_too_and_goes_again_with_it(app, key):
    room = open_in(app)

    room.must("join-journey", journey_key=key)
    assert TITLE in room.desk.get(room.at("/desk")).text
    room.must("leave-journey")

    assert TITLE not in room.desk.get(room.at("/desk")).text
    room.must("topic", position=1)
    assert "Why are we here?" in room.desk.get(room.at("/desk")).text


def test_once_a_session_is_under_way_its_topics_stay_as_they_are(app, key):
    room = open_in(app)
    room.must("topic", position=1)

    room.must("join-journey", journey_key=key)

    assert TITLE not in room.desk.get(room.at("/desk")).text


def test_the_newest_plan_counts_and_a_session_without_one_is_passed_over(app, key):
    empty = open_in(app, journey_key=key)
    empty.must("end", sure="yes")

    room = next_session(app, key)

    assert "Meet in the evening" in told(room.phones[0].get(room.at()))[0]


def test_the_journey_says_what_came_of_each_plan_and_what_the_newest_is(app, key):
    room = next_session(app, key, title="The second year")
    room.must("last-time", carried=ids(room, "carried")[0], went="done")
    room.must("topic", position=7)
    plan(room, "Paint the hall", "July")
    room.must("end", sure="yes")

    for path in ("/journey", "/journey.html"):
        page = read(device_of(app, key), path)
        assert re.search(r"Meet in the evening .*Done", page), path
        assert "Paint the hall" in page, path


def test_a_file_of_what_was_set_up_leaves_the_last_plan_where_it_is(app, key):
    room = open_in(app, journey_key=key)

    data = room.desk.get(room.at("/desk/file")).json

    assert data["set_up"]["topics"][0] == "why"
    assert "Meet in the evening" not in str(data)
