"""What a vote asks stands before the whole room, so that it can be read out: on the wall, and before it on phones."""

from __future__ import annotations

import re

import pytest

RUNGS = ["All together", "Plan together", "Heard", "Asked", "Told", "Taught", "Done to us"]


def asked(client, address):
    """What the region says, without its tags."""
    page = client.get(address).text
    start = page.index('<section id="asked"')
    end = re.compile(r'<section id="(rungs|results|drawing)"').search(page, start)
    return " ".join(re.sub(r"<[^>]+>", " ", page[start : end.start()]).split())


def test_every_step_of_the_ladder_can_be_read_by_all_before_the_vote_on_it(open_room):
    room = open_room(uses=3, works=3)

    room.must("topic", position=2)

    for client, path in ((room.desk, "/desk"), (room.app.test_client(), "/screen"), (room.phones[0], "")):
        said = asked(client, room.at(path))
        assert [said.index(name) for name in RUNGS] == sorted(said.index(name) for name in RUNGS), path


def test_the_wall_keeps_the_steps_while_people_vote_and_gives_way_to_the_result(open_room):
    room = open_room(uses=3, works=3)
    wall = room.app.test_client()
    room.open_ladder()
    during = asked(wall, room.at("/screen"))

    room.vote(*["rung_3"] * 6)
    room.must("show")

    assert "We are asked what we think, then staff decide." in during
    assert asked(wall, room.at("/screen")) == ""


def test_the_whole_list_can_be_read_before_its_first_page_opens_and_then_the_page_in_hand(open_room):
    room = open_room(uses=3, works=3)
    wall = room.app.test_client()
    room.must("topic", position=3)
    before = asked(wall, room.at("/screen"))

    room.must("open")

    during = asked(wall, room.at("/screen"))
    lines = ("Surveys and feedback forms", "Telling our story")
    assert [line in before for line in lines] == [True, True]
    assert [line in during for line in lines] == [True, False]


def test_a_result_does_not_stand_beside_another_question_than_its_own(open_room):
    room = open_room(uses=3, works=3, template="full")
    wall = room.app.test_client()
    room.must("topic", position=5)
    room.must("open")
    room.vote(*["rung_6"] * 6)
    room.must("show")
    assert "much the same way" in wall.get(room.at("/screen")).text

    room.must("open")

    for client, path in ((wall, "/screen"), (room.phones[0], ""), (room.desk, "/desk")):
        page = client.get(room.at(path)).text
        assert "much the same way" not in page, path
    assert "Half and half" in asked(wall, room.at("/screen"))


def test_one_page_of_a_list_is_shown_while_the_next_is_voted_on(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=3)
    room.must("open")

    page = room.desk.get(room.at("/desk")).text
    room.must("show", sure="yes", then_open="yes")

    assert "Show results and open: Meeting often" in page
    results = re.search(r'<section id="results".*?<section', room.phones[0].get(room.at()).text, re.DOTALL)
    assert "Surveys and feedback forms" in results[0]


@pytest.mark.parametrize(("position", "deed"), [(1, "decide"), (5, "open")])
def test_the_desk_offers_no_vote_together_with_a_result_that_should_be_talked_about(open_room, position, deed):
    room = open_room(uses=3, works=3, template="full")
    room.must("topic", position=position)
    room.phones[0].post(room.at("/propose"), data={"change": "add", "text": "We listen first"})

    room.must(deed)

    assert "Show results and open" not in room.desk.get(room.at("/desk")).text


def test_pages_that_are_called_alike_say_which_of_how_many_they_are(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=3)
    room.must("open")
    while room.act("show", sure="yes", then_open="yes").status_code == 303:
        pass
    room.must("show", sure="yes")

    room.must("keep", item=["surveys", "focus_groups", "one_to_one", "comments"])

    assert "Open the vote: Asking people what they think (1 of 2)" in room.desk.get(room.at("/desk")).text
    room.must("open")
    assert "Asking people what they think (1 of 2)" in room.phones[0].get(room.at()).text
    assert "Show results and open: Asking people what they think (2 of 2)" in room.desk.get(room.at("/desk")).text


def test_what_to_say_is_another_thing_once_results_are_there_to_talk_about(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    before = room.desk.get(room.at("/desk")).text
    room.vote(*["rung_3"] * 6)

    room.must("show")

    after = room.desk.get(room.at("/desk")).text
    assert "Nobody will see your vote." in before
    assert "Nobody will see your vote." not in after
    assert "Let us hear from both ends first" in after


def test_the_record_says_what_both_votes_said(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_2"] * 3, *["rung_6"] * 3)
    room.must("show")
    room.must("again")
    room.vote(*["rung_4"] * 6)
    room.must("show")

    room.must("topic", position=7)

    page = room.phones[0].get(room.at()).text
    assert "In the first vote: We see this differently: four steps apart." in page
    assert "In the second vote: We see this much the same way." in page


def test_an_empty_plan_does_not_offer_to_go_on_as_what_to_do_next(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=6)
    going_on = re.compile(r'<button class="(btn[^"]*)" type="submit">Next: Is this a fair record')

    empty = going_on.search(room.desk.get(room.at("/desk")).text)
    room.phones[0].post(room.at("/action"), data={"what": "Ask about the menu", "op": "one"})
    room.must("decide")
    for phone in room.phones:
        room.send(phone, room.ballot(phone), "yes")
    room.must("show")

    assert empty[1] == "btn"
    assert going_on.search(room.desk.get(room.at("/desk")).text)[1] == "btn btn-primary"


def test_the_ideas_that_were_picked_stand_where_the_plan_is_made(open_room):
    room = open_room(uses=3, works=3, template="full")
    room.must("topic", position=5)
    room.phones[0].post(room.at("/propose"), data={"change": "support", "text": "A lift to the meetings"})
    room.must("decide")
    for phone in room.phones:
        room.send(phone, room.ballot(phone), "yes")
    room.must("show")

    room.must("topic", position=6)

    for client, path in ((room.phones[5], ""), (room.desk, "/desk"), (room.app.test_client(), "/screen")):
        page = client.get(room.at(path)).text
        picked = page.partition("What would help us most")[2].partition("</ul>")[0]
        assert "A lift to the meetings" in picked, path


def test_what_is_asked_of_all_lines_alike_is_read_once_and_heard_with_each(open_room):
    room = open_room(uses=3, works=3, template="six_parts")
    room.must("topic", position=2)
    room.must("open")

    page = room.phones[0].get(room.at()).text
    (line,) = set(re.findall(r'class="(item-asks[^"]*)"', page))

    assert line == "item-asks visually-hidden"
    assert re.search(r'<p class="hint">How true is this today\?</p>', page)
