"""The practice vote shows as people go, and even then nobody's own tap can be read off."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest
from justhtml import JustHTML

from workshop.domain.visibility import LIVE_BATCH, LIVE_FLOOR, changed

VIEWS = ("", "/screen", "/desk", "/outcome")
CHOICES = ("tea", "coffee", "water", "something_else", "not_sure", "pass")


def picture(room, view):
    """What a view shows: votes by choice; nothing when it shows no result."""
    page = JustHTML(room.desk.get(room.at(view)).text if view else room.phones[0].get(room.at()).text, sanitize=False)
    rows = [[cell.to_text().strip() for cell in row.query("th, td")] for row in page.query("table.figures tbody tr")]
    return {name: int(votes) for name, votes in rows if votes != "0"}


def table(room):
    """What the file shows, by choice."""
    text = room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")
    rows = csv.DictReader(io.StringIO(text))
    return {row["choice"]: int(row["votes"]) for row in rows if row["choice_key"] and row["votes"] != "0"}


def everywhere(room):
    """The one picture that all views and the file show."""
    pictures = [picture(room, view) for view in VIEWS] + [table(room)]
    assert pictures == pictures[:1] * len(pictures)
    return pictures[0]


def tap(room, number, choice):
    phone = room.phones[number]
    answer = room.send(phone, room.ballot(phone), choice)
    assert answer.status_code == 200, answer.text


@pytest.fixture
def room(open_room):
    """Ten people and the first topic's vote."""
    room = open_room(uses=5, works=5)
    room.must("topic", position=1)
    room.must("open")
    return room


def test_the_ballot_says_that_this_vote_shows_as_people_go(room):
    assert "This one shows as you go: the whole room only" in room.phones[0].get(room.at()).text


def test_nothing_is_shown_before_five_people_have_voted(room):
    for number in range(LIVE_FLOOR - 1):
        tap(room, number, "tea")
        assert everywhere(room) == {}

    tap(room, LIVE_FLOOR - 1, "coffee")
    assert everywhere(room) == {"Tea": 4, "Coffee": 1}


def test_it_moves_by_three_people_or_more_and_waits_for_the_last_two(room):
    pictures = [{}]
    for number in range(10):
        tap(room, number, CHOICES[number % 4])
        pictures.append(everywhere(room))

    sizes = [sum(picture.values()) for picture in pictures]
    assert sizes == [0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10]


def test_changes_of_mind_count_as_moves(room):
    for number in range(6):
        tap(room, number, "tea")
    assert everywhere(room) == {"Tea": 5}

    tap(room, 0, "water")
    assert everywhere(room) == {"Tea": 5}
    tap(room, 1, "water")
    assert everywhere(room) == {"Tea": 5}

    tap(room, 2, "water")
    assert everywhere(room) == {"Tea": 3, "Water": 3}


def test_whoever_leaves_is_not_waited_for(room):
    for number in range(8):
        tap(room, number, "tea")
    assert everywhere(room) == {"Tea": 5}

    for phone in room.phones[8:]:
        phone.post(room.at("/leave"))
    tap(room, 0, "coffee")

    assert everywhere(room) == {"Tea": 7, "Coffee": 1}


def test_a_late_vote_or_two_that_would_tell_on_itself_stays_out_of_the_end(room):
    for number in range(6):
        tap(room, number, "tea")
    room.must("show", sure="yes")

    assert everywhere(room) == {"Tea": 5}
    assert "Votes that came after these figures: 1." in room.phones[0].get(room.at()).text


def test_the_end_shows_everybody_who_voted_when_that_moves_by_three(room):
    for number in range(8):
        tap(room, number, "tea")
    room.must("show", sure="yes")

    assert everywhere(room) == {"Tea": 8}


def test_groups_are_never_shown_apart_while_or_after_it_shows_live(room):
    for number in range(10):
        tap(room, number, CHOICES[number // 5])
    while_open = room.desk.get(room.at("/outcome.csv")).text
    room.must("show")
    after = room.desk.get(room.at("/outcome.csv")).text

    for text in (while_open, after):
        rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
        assert {row["group"] for row in rows if row["choice_key"]} == {"room"}


@pytest.mark.parametrize("view", ["phone", "screen", "desk"])
def test_a_push_shows_new_figures_only_when_they_move(room, view):
    client = room.desk if view == "desk" else room.phones[0]
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=client, auth={"code": room.code, "view": view}
    )
    pushed = []
    for number in range(10):
        tap(room, number, CHOICES[number % 4])
        pushed.append([message["name"] for message in socket.get_received()])
    socket.disconnect()

    quiet = ["progress"]
    assert pushed == [quiet] * 4 + [["partial"]] + [quiet] * 4 + [["partial"]]


def test_no_two_pictures_in_a_row_differ_by_less_than_three_whatever_people_do(room):
    pictures = [{}]
    taps = [(n, "tea") for n in range(5)] + [(n, "coffee") for n in (0, 5, 1, 6, 2, 7, 3, 8, 4, 9, 0)]
    for number, choice in taps:
        tap(room, number, choice)
        pictures.append(everywhere(room))
    room.must("show")
    pictures.append(everywhere(room))

    moves = [changed(before, after) for before, after in pairwise(pictures) if before != after]
    assert moves
    assert min(moves) >= LIVE_BATCH
