""" "I need more time" and "Say it again": private, counted for the desk alone, and only where the session is."""

from __future__ import annotations

import re

import pytest
from seeing import plain, rows

PLACE = re.compile(r'<section id="needs"[^>]*data-key="([^"]+)"')


def tap(room, phone, need, **fields):
    """Somebody taps a button on their phone, as it stands there; without a script."""
    place = PLACE.search(phone.get(room.at()).text)[1]
    return phone.post(room.at("/need"), data={"place": place, "need": need, **fields})


def needed(room):
    """What the desk says that people need."""
    return plain(
        room.desk.get(room.at("/desk")).text.partition('id="needed"')[2].partition("</div>")[0].partition(">")[2]
    )


@pytest.fixture
def room(open_room):
    room = open_room(uses=2, works=2)
    room.must("topic", position=2)
    return room


def test_the_desk_is_told_how_many(room):
    one, other = room.phones[:2]

    assert tap(room, one, "time").status_code == 303
    assert needed(room) == "1 person needs more time"
    tap(room, other, "time")
    tap(room, other, "again")

    assert needed(room) == "2 people need more time 1 person asks to hear it again"


def test_two_taps_count_once(room):
    for _ in range(3):
        tap(room, room.phones[0], "again")

    assert needed(room) == "1 person asks to hear it again"


def test_it_can_be_taken_back_and_said_anew(room):
    phone = room.phones[0]
    tap(room, phone, "time")
    assert "You said that you need more time." in phone.get(room.at()).text

    tap(room, phone, "time", needed="no")
    tap(room, phone, "time", needed="no")

    assert needed(room) == ""
    assert "You said that you need more time." not in phone.get(room.at()).text
    tap(room, phone, "time")
    assert needed(room) == "1 person needs more time"


def test_nobody_else_is_told(room):
    watchers = {
        "": room.phones[1],
        "/screen": room.desk,
        "/outcome": room.desk,
        "/outcome.csv": room.desk,
        "/outcome.json": room.desk,
        "/state?view=screen": room.desk,
        "/state?view=phone": room.phones[1],
    }

    def told():
        pages = {path: client.get(room.at(path)).text for path, client in watchers.items()}
        return {path: re.sub(r'name="op" value="[^"]*"', "", page) for path, page in pages.items()}

    before = told()
    tap(room, room.phones[0], "time")
    tap(room, room.phones[0], "again")

    assert told() == before


@pytest.mark.parametrize(("view", "pushes"), [("phone", 0), ("screen", 0), ("desk", 1)])
def test_it_is_pushed_to_the_desk_and_to_nobody_else(room, view, pushes):
    watcher = room.desk if view == "desk" else room.phones[1]
    with room.listening(view, watcher) as socket:
        socket.get_received()
        tap(room, room.phones[0], "time")
        received = socket.get_received()

    assert [message["name"] for message in received] == ["progress"] * pushes
    assert ["1 person needs more time" in message["args"][0]["html"] for message in received] == [True] * pushes


def test_a_tap_that_changes_nothing_is_not_pushed(room):
    tap(room, room.phones[0], "time")
    with room.listening("desk", room.desk) as socket:
        socket.get_received()
        tap(room, room.phones[0], "time")
        tap(room, room.phones[0], "again", needed="no")

        assert socket.get_received() == []


def test_a_desk_without_a_socket_sees_it_too_and_a_phone_has_nothing_new(room):
    def ask(client, view):
        page = client.get(room.at("" if view == "phone" else f"/{view}")).text
        since = re.search(r'data-revision="(\d+)"', page)[1]
        tick = re.search(r'data-tick="(\d+)"', page)[1]
        return lambda: client.get(room.at(f"/state?view={view}&since={since}&tick={tick}"))

    desk, phone = ask(room.desk, "desk"), ask(room.phones[1], "phone")
    assert (desk().status_code, phone().status_code) == (204, 204)

    tap(room, room.phones[0], "time")

    assert "1 person needs more time" in desk().text
    assert phone().status_code == 204


@pytest.mark.parametrize("deed", [("open", {}), ("topic", {"position": 3}), ("skip", {})])
def test_when_the_session_goes_on_all_is_forgotten(room, deed):
    tap(room, room.phones[0], "time")
    act, fields = deed

    room.must(act, **fields)

    assert needed(room) == ""
    assert rows(room.app, "select count(*) from need") == [(0,)]
    assert "You said" not in room.phones[0].get(room.at()).text


def test_going_back_does_not_bring_it_back(room):
    tap(room, room.phones[0], "time")
    room.must("topic", position=3)
    room.must("topic", position=2)

    assert needed(room) == ""
    assert 'aria-pressed="true"' not in room.phones[0].get(room.at()).text


def test_an_act_that_does_not_go_on_forgets_nothing(room):
    tap(room, room.phones[0], "time")

    room.must("lock", locked="yes")
    room.must("add-topic", topic="check")

    assert needed(room) == "1 person needs more time"


def test_a_tap_from_a_page_that_is_over_is_not_counted(room):
    phone = room.phones[0]
    place = PLACE.search(phone.get(room.at()).text)[1]
    room.must("open")

    answer = phone.post(room.at("/need"), data={"place": place, "need": "time"})

    assert answer.status_code == 409
    assert "We have gone on since then." in answer.text
    assert needed(room) == ""


def test_who_leaves_needs_nothing_any_more(room):
    tap(room, room.phones[0], "time")
    tap(room, room.phones[1], "time")

    room.phones[0].post(room.at("/leave"))

    assert needed(room) == "1 person needs more time"


def test_no_row_says_who_it_was_and_no_two_rows_can_be_joined(room):
    for need in ("time", "again"):
        tap(room, room.phones[0], need)
    room.must("open")
    room.vote(*["rung_3"] * 4)
    tap(room, room.phones[0], "time")

    tags = rows(room.app, "select tag from need union all select tag from vote union all select tag from participant")

    assert len(tags) == len(set(tags)) == 1 + 4 + 4
    assert rows(room.app, "select name from pragma_table_info('need') order by name") == [
        ("need",),
        ("tag",),
        ("workshop_id",),
    ]


def test_at_the_end_nothing_of_it_is_left(room):
    tap(room, room.phones[0], "time")

    room.must("end", sure="yes")

    assert rows(room.app, "select count(*) from need") == [(0,)]


def test_the_buttons_are_there_while_a_topic_is_in_hand_and_at_no_other_time(open_room):
    room = open_room(uses=1)
    phone = room.phones[0]
    lobby = phone.get(room.at()).text
    early = phone.post(room.at("/need"), data={"place": "0.0.none", "need": "time"})
    room.must("topic", position=1)
    running = phone.get(room.at()).text
    room.must("end", sure="yes")
    ended = phone.get(room.at()).text
    late = phone.post(room.at("/need"), data={"place": "1.0.none", "need": "time"})

    assert ["I need more time" in page for page in (lobby, running, ended)] == [False, True, False]
    assert (early.status_code, late.status_code) == (409, 409)
    assert rows(room.app, "select count(*) from need") == [(0,)]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"need": "tea"}, 422),
        ({}, 422),
        ({"need": "time", "place": ""}, 409),
        ({"need": "time", "place": "x" * 999}, 409),
    ],
)
def test_what_makes_no_sense_is_refused(room, fields, status):
    place = PLACE.search(room.phones[0].get(room.at()).text)[1]

    answer = room.phones[0].post(room.at("/need"), data={"place": place, **fields})

    assert answer.status_code == status
    assert needed(room) == ""


def test_who_has_not_joined_or_comes_from_elsewhere_is_refused(room):
    zoe, ann = room.app.test_client(), room.phones[0]
    place = PLACE.search(ann.get(room.at()).text)[1]
    sent = {"place": place, "need": "time"}

    assert zoe.post(room.at("/need"), data=sent).status_code == 403
    assert ann.post(room.at("/need"), data=sent, headers={"Origin": "http://evil.example"}).status_code == 403
    assert needed(room) == ""


def test_a_push_never_presses_or_releases_a_button_of_somebody(room):
    """A push is for everybody: it carries the buttons unpressed, and leaves those of the same place alone."""
    tap(room, room.phones[0], "time")
    with room.listening("phone", room.phones[0]) as socket:
        socket.get_received()
        room.must("add-topic", topic="check")
        pushed = socket.get_received()[0]["args"][0]["html"]

    needs = re.search(r'<section id="needs"[^>]*>', pushed)[0]
    own = re.search(r'<section id="needs"[^>]*>', room.phones[0].get(room.at()).text)[0]
    assert re.search(r'data-unless="([^"]+)"', needs)[1] == re.search(r'data-key="([^"]+)"', own)[1]
    assert 'aria-pressed="true"' not in pushed
