"""Pictures of several votes in a session: the desk puts one on the big screen, and everybody's phone has it too."""

from __future__ import annotations

import re

import pytest
from conftest import Room

NOW, TRIED, CLIMB = 2, 3, 5  # where the full template has them
APART = ["rung_2"] * 5 + ["rung_5"] * 5
VIEWS = ("screen", "phone", "desk")


@pytest.fixture
def room(open_room) -> Room:
    """Both groups said where we are, twice, and are at the topic of the climb."""
    room = open_room(uses=5, works=5, floor="5", template="full")
    room.must("topic", position=NOW)
    room.must("open")
    room.vote(*APART)
    room.must("show")
    room.must("again")
    room.vote(*["rung_3"] * 5, *["rung_5"] * 5)
    room.must("show")
    return room


def drawing(room: Room, view: str) -> str:
    """What stands in the place of such a picture."""
    client = room.phones[0] if view == "phone" else room.desk
    page = client.get(room.at(f"/state?view={view}")).text
    return re.search(r'<section id="drawing".*?</section>', page, re.DOTALL)[0]


def titles(html: str) -> list[str]:
    return re.findall(r'<title id="[^"]+">([^<]+)</title>', html)


def at_the_climb(room: Room) -> None:
    room.must("topic", position=CLIMB)
    room.must("open")
    room.vote(*["rung_6"] * 10)
    room.must("show")


def test_both_votes_stand_in_one_picture_and_nowhere_says_progress(room: Room) -> None:
    for view in VIEWS:
        client = room.phones[0] if view == "phone" else room.desk
        results = client.get(room.at(f"/state?view={view}")).text.split('id="results"')[1].split("</section>")[0]
        assert set(titles(results)) == {"Which step of the ladder are we on today? · First and second vote"}
        assert "the middle was Taught in the first vote. In the second it was Told." in results
        assert "progress" not in results.lower()


def test_the_climb_stands_on_screen_phones_and_desk_once_the_desk_puts_it_there(room: Room) -> None:
    at_the_climb(room)
    assert [titles(drawing(room, view)) for view in VIEWS] == [[], [], []]

    room.must("wall", what="climb")

    climb = "Where we are, where we want to be, and what would help"
    assert [set(titles(drawing(room, view))) for view in VIEWS] == [{climb}] * 3
    assert "People who use the service: now Told, wanted Plan together." in drawing(room, "phone")
    assert f"A picture was put on the big screen: “{climb}”." in room.desk.get(room.at("/outcome")).text
    room.must("wall", what="")
    assert [titles(drawing(room, view)) for view in VIEWS] == [[], [], []]


def test_there_is_no_climb_to_put_there_before_both_votes_were_shown(room: Room) -> None:
    assert room.act("wall", what="climb").status_code == 422
    room.must("topic", position=CLIMB)
    assert room.act("wall", what="climb").status_code == 422
    room.must("open")
    room.vote(*["rung_6"] * 10)
    assert room.act("wall", what="climb").status_code == 422


def test_the_next_vote_takes_the_picture_away_again(room: Room) -> None:
    at_the_climb(room)
    room.must("wall", what="climb")

    room.must("open")

    assert [titles(drawing(room, view)) for view in VIEWS] == [[], [], []]


def test_a_second_vote_hides_what_it_may_change(room: Room) -> None:
    at_the_climb(room)
    room.must("wall", what="climb")

    room.must("again")

    assert [titles(drawing(room, view)) for view in VIEWS] == [[], [], []]


def test_each_page_of_a_form_can_be_put_there_and_no_other(room: Room) -> None:
    room.must("topic", position=TRIED)
    room.must("open")
    for number, phone in enumerate(room.phones):
        for form in re.findall(r'<form id="ballot-.*?</form>', phone.get(room.at()).text, re.DOTALL):
            room.send(phone, dict(re.findall(r'name="(question|round|op|seq)" value="([^"]*)"', form)),
                      "dont_know" if number < 5 else "yes")  # fmt: skip
    room.must("show", sure="yes")

    for what in ("page-1", "gaps"):
        room.must("wall", what=what)
        assert len(set(titles(drawing(room, "screen")))) == 1
    for what in ("page-2", "page-0", "climb", "votes"):
        assert room.act("wall", what=what).status_code == 422


def test_a_small_group_is_drawn_apart_in_none_of_them(open_room) -> None:
    room = open_room(uses=3, works=6, floor="5", template="full")
    room.must("topic", position=NOW)
    for votes in ("rung_2", "rung_4"):
        room.act("open")
        room.vote(*[votes] * 3, *["rung_5"] * 6)
        room.must("show")
        room.act("again")
    room.must("topic", position=CLIMB)
    room.must("open")
    room.vote(*["rung_6"] * 9)
    room.must("show")
    room.must("wall", what="climb")

    outcome = room.desk.get(room.at("/outcome")).text
    drawn = [drawing(room, view) for view in VIEWS] + re.findall(
        r'<svg [^>]*class="picture drawing".*?</svg>', outcome, re.DOTALL
    )

    assert len(drawn) == 5
    for picture in drawn:
        assert "Whole room" in picture
        assert "People who use the service" not in picture
        assert "Staff and volunteers" not in picture
