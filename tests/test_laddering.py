"""The group's own ladder: steps renamed or left out before anybody votes on them."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from conftest import LADDER
from seeing import log_of, plain

CLIMB = 5  # where the short template asks for the step that is wanted


def steps_on(page):
    """Number, name and term of each step of a ballot, as they stand on it from the top."""
    found = re.findall(
        r'value="(rung_\d+)".*?<span class="badge"[^>]*>(\d+)</span>.*?class="name">([^<]+)<.*?class="term">([^<]+)<',
        page,
        re.DOTALL,
    )
    assert all(key == f"rung_{number}" for key, number, _name, _term in found)
    return [(int(number), html.unescape(name), html.unescape(term)) for _key, number, name, term in found]


def table(room):
    """The rows of the CSV file."""
    text = room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=LADDER)
    return room


def test_a_step_has_the_groups_own_name_and_keeps_its_term_in_every_vote_on_the_ladder(room):
    room.must("rename", rung=3, name="  Kept   posted ")

    room.must("open")
    now = steps_on(room.phones[0].get(room.at()).text)
    room.must("aside")
    room.must("topic", position=CLIMB)
    room.must("open")
    wanted = steps_on(room.phones[0].get(room.at()).text)

    assert now == wanted
    assert now[4] == (3, "Kept posted", "Informing")
    assert [number for number, _name, _term in now] == [7, 6, 5, 4, 3, 2, 1]


def test_a_step_led_by_the_people_themselves_is_there_when_the_group_puts_it_in(room):
    room.must("hide-rung", rung=8, hidden="no")

    room.must("open")
    steps = steps_on(room.phones[0].get(room.at()).text)
    outcome = plain(room.desk.get(room.at("/outcome")).text)

    assert steps[0] == (8, "Led by us", "User-led")
    assert len(steps) == 8
    assert "We put in step 8, “Led by us”." in outcome
    assert "Step 8 “Led by us” was put on the ladder." in log_of(room)


def test_a_step_that_was_put_in_and_taken_out_again_leaves_the_ladder_as_it_was(room):
    room.must("hide-rung", rung=8, hidden="no")
    room.must("hide-rung", rung=8, hidden="yes")

    room.must("open")

    assert len(steps_on(room.phones[0].get(room.at()).text)) == 7
    assert "We left out step" not in plain(room.desk.get(room.at("/outcome")).text)


def test_what_was_changed_is_in_the_log_and_the_files_in_words_that_everybody_can_read(room):
    room.must("rename", rung=3, name="Kept posted")
    room.must("hide-rung", rung=2, hidden="yes")

    log = log_of(room)
    about = {row["question"]: row["text"] for row in table(room) if row["kind"] == "about"}

    assert "Step 3 “Told” was renamed “Kept posted”." in log
    assert "Step 2 “Taught” was left out of the ladder." in log
    assert about["The ladder we used"] == (
        "Ladder of co-production. We left out step 2, “Taught”. No gap counts it. We call step 3, “Told”, “Kept posted”."
    )
    page = plain(room.desk.get(room.at("/outcome")).text)
    assert "Ladder of co-production We left out step 2, “Taught”. No gap counts it." in page


def test_a_step_that_is_left_out_can_be_put_back_under_its_new_name(room):
    room.must("rename", rung=2, name="Shown how")
    room.must("hide-rung", rung=2, hidden="yes")
    room.must("hide-rung", rung=2, hidden="no")

    room.must("open")

    assert (2, "Shown how", "Educating") in steps_on(room.phones[0].get(room.at()).text)
    assert "Step 2 “Shown how” was put on the ladder." in log_of(room)


def test_an_empty_name_is_the_ladders_own_again(room):
    room.must("rename", rung=3, name="Kept posted")
    room.must("rename", rung=3, name=" ")

    room.must("open")

    assert (3, "Told", "Informing") in steps_on(room.phones[0].get(room.at()).text)
    assert "Step 3 “Kept posted” was renamed “Told”." in log_of(room)
    assert "We call step" not in room.desk.get(room.at("/outcome")).text


def test_the_gap_counts_the_steps_that_are_voted_on_and_each_keeps_its_number(room):
    for rung in (3, 4):
        room.must("hide-rung", rung=rung, hidden="yes")
    room.must("open")
    ballot = steps_on(room.phones[0].get(room.at()).text)
    room.vote(*["rung_2"] * 3, *["rung_6"] * 3)
    room.must("show")

    page = room.desk.get(room.at("/screen")).text

    assert [number for number, _name, _term in ballot] == [7, 6, 5, 2, 1]
    assert "We see this differently: two steps apart." in plain(page)  # 2, 5, 6
    picture = page.partition("<svg xmlns")[2].partition("</svg>")[0]
    assert re.findall(r'text-anchor="middle"[^>]*>(\d+)</text>', picture) == ["7", "6", "5", "2", "1"]
    places = {row["choice_key"]: row["place"] for row in table(room) if row["question_key"] == "ladder_now"}
    assert [places[f"rung_{number}"] for number in (1, 2, 5, 6, 7)] == ["1", "2", "3", "4", "5"]
    assert "rung_3" not in places


def test_nobody_can_vote_for_a_step_that_was_left_out(room):
    room.must("hide-rung", rung=3, hidden="yes")
    room.must("open")

    answer = room.send(room.phones[0], room.ballot(room.phones[0]), "rung_3")

    assert answer.status_code == 422
    assert room.votes() == 0


def test_three_steps_stay_at_least(open_room):
    room = open_room(ladder="wilcox")
    room.must("topic", position=LADDER)
    room.must("hide-rung", rung=1, hidden="yes")
    room.must("hide-rung", rung=2, hidden="yes")

    answer = room.act("hide-rung", rung=3, hidden="yes")

    assert answer.status_code == 422
    assert "A ladder needs three steps or more." in answer.text
    assert "Step 3" not in log_of(room)


@pytest.mark.parametrize("deed", [("rename", {"name": "Kept posted"}), ("hide-rung", {"hidden": "yes"})])
@pytest.mark.parametrize("afterwards", [(), ("aside",), ("show",)])
def test_once_a_vote_on_the_ladder_was_opened_its_steps_stay(room, deed, afterwards):
    room.must("open")
    for act in afterwards:
        room.must(act, sure="yes")
    room.phones[0].get(room.at())
    act, fields = deed

    here = room.act(act, rung=3, **fields)
    room.act("aside")
    room.must("topic", position=CLIMB)
    there = room.act(act, rung=3, **fields)

    assert {here.status_code, there.status_code} == {409}
    assert "Its steps stay as they are now." in there.text
    assert "Step 3" not in log_of(room)
    assert "Change the steps before we vote" not in room.desk.get(room.at("/desk")).text


def test_steps_are_changed_at_a_topic_with_the_ladder_and_nowhere_else(open_room):
    room = open_room()
    lobby = room.act("rename", rung=3, name="Kept posted")
    room.must("topic", position=1)
    welcome = room.act("hide-rung", rung=3, hidden="yes")

    assert (lobby.status_code, welcome.status_code) == (422, 422)
    assert "Change the steps before we vote" not in room.desk.get(room.at("/desk")).text
    room.must("topic", position=LADDER)
    assert "Change the steps before we vote" in room.desk.get(room.at("/desk")).text


@pytest.mark.parametrize(
    ("act", "fields", "status"),
    [
        ("rename", {"rung": "9", "name": "Higher"}, 422),
        ("rename", {"rung": "0", "name": "Lower"}, 422),
        ("rename", {"rung": "three", "name": "Told"}, 422),
        ("rename", {"name": "Told"}, 422),
        ("rename", {"rung": "3", "name": "x" * 25}, 422),
        ("rename", {"rung": "3", "name": "asked"}, 422),  # step 4 is called so
        ("hide-rung", {"rung": "99", "hidden": "yes"}, 422),
        ("hide-rung", {"rung": "3", "hidden": "yes", "place": "1.0.none"}, 409),
        ("rename", {"rung": "3", "name": "Late", "place": "5.1.open.1"}, 409),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(room, act, fields, status):
    before = log_of(room)

    answer = room.desk.post(room.at(f"/desk/{act}"), data=fields)

    assert answer.status_code == status
    assert log_of(room) == before
    room.must("open")
    assert steps_on(room.phones[0].get(room.at()).text)[4] == (3, "Told", "Informing")


def test_a_change_that_changes_nothing_is_not_logged(room):
    before = log_of(room)

    room.must("rename", rung=3, name="Told")
    room.must("hide-rung", rung=3, hidden="no")

    assert log_of(room) == before


def test_without_the_desks_key_nobody_changes_a_step(room):
    for act in ("rename", "hide-rung"):
        answer = room.phones[0].post(room.at(f"/desk/{act}"), data={"rung": "3", "name": "Mine", "hidden": "yes"})
        assert answer.status_code == 403

    assert "Step 3" not in log_of(room)


def test_a_name_is_text_and_never_markup(room):
    room.must("rename", rung=3, name="<b>%(x)s {{ 7 }}")
    room.must("open")
    room.vote(*["rung_3"] * 6)
    room.must("show")

    for view in ("/screen", "/desk", "/outcome"):
        page = room.desk.get(room.at(view)).text
        assert "&lt;b&gt;%(x)s {{ 7 }}" in page
        assert "<b>" not in page
    assert room.desk.get(room.at("/outcome.pdf")).status_code == 200
