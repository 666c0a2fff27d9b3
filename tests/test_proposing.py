"""Anybody suggests, the group decides, and nothing that was suggested is dropped in silence."""

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import Room

QUICK = re.compile(r'name="(question|round|op|seq)" value="([^"]*)"')
BALLOTS = re.compile(r'<form id="ballot-.*?</form>', re.DOTALL)
WHY, TRIED, CLIMB = 1, 3, 5  # where the short template has these topics


def suggest(room: Room, phone: FlaskClient, text: str = "", *, change: str = "add", target: str = "") -> int:
    sent = {"change": change, "text": text, "target": target}
    return phone.post(room.at("/propose"), data=sent).status_code


def vote_page(room: Room, phone: FlaskClient, *choices: str) -> None:
    """Votes on every ballot of a page, in its order, and says "I have finished"."""
    forms = BALLOTS.findall(phone.get(room.at()).text)
    assert len(forms) == len(choices)
    for form, choice in zip(forms, choices, strict=True):
        answer = room.send(phone, dict(QUICK.findall(form)), choice)
        assert answer.status_code == 200, answer.text
    phone.post(room.at("/finish"))


def wording(room: Room, phone: FlaskClient) -> list[str]:
    """The names of the ballots on the page in hand."""
    return re.findall(r'class="item-name">([^<]*)<', phone.get(room.at()).text)


@pytest.fixture
def list_room(open_room) -> Room:
    room = open_room(uses=5, works=5, floor="5")
    room.must("topic", position=TRIED)
    return room


def test_an_added_item_is_voted_on_and_joins_the_list(list_room: Room) -> None:
    ann = list_room.phones[0]
    assert suggest(list_room, ann, "Befriending", target="Meeting often") == 303
    assert suggest(list_room, list_room.phones[9], "A choir", target="Meeting often") == 303

    list_room.must("decide")
    first = wording(list_room, ann)
    yes, no = ("yes", "no") if first[0] == "Befriending" else ("no", "yes")
    for phone in list_room.phones:
        vote_page(list_room, phone, yes, no)
    list_room.must("show")
    list_room.must("open")  # asking people
    list_room.must("show", sure="yes", then_open="yes")  # meeting often

    assert "Befriending" in wording(list_room, ann)
    assert "A choir" not in wording(list_room, ann)


def test_what_one_group_does_not_want_is_parked_and_stays_on_record(list_room: Room) -> None:
    suggest(list_room, list_room.phones[0], "Befriending", target="Meeting often")
    suggest(list_room, list_room.phones[0], "A choir", target="Meeting often")
    list_room.must("decide")

    for phone in list_room.phones[:5]:
        vote_page(list_room, phone, "yes", "yes")
    for phone in list_room.phones[5:8]:
        vote_page(list_room, phone, "no", "no")
    for phone in list_room.phones[8:]:
        vote_page(list_room, phone, "yes", "yes")
    list_room.must("show")

    page = list_room.phones[0].get(list_room.at()).text
    assert page.count("Parked: not over half of the room, or of one group, wanted it.") == 2
    for path in ("/outcome", "/outcome.csv"):
        taken_home = list_room.phones[0].get(list_room.at(path)).text
        assert "Befriending" in taken_home
        assert "not over half of the room, or of one group, wanted it" in taken_home
    assert list_room.phones[0].get(list_room.at("/outcome.pdf")).status_code == 200
    assert "Agreed: 0. Parked: 2." in list_room.desk.get(list_room.at("/desk")).text


def test_an_item_can_be_reworded_and_taken_off(list_room: Room) -> None:
    ann = list_room.phones[0]
    suggest(list_room, ann, "Polls", change="reword", target="surveys")
    suggest(list_room, ann, "", change="reword", target="focus_groups")
    list_room.must("decide")
    for phone in list_room.phones:
        vote_page(list_room, phone, "yes", "yes")
    list_room.must("show", then_open="yes")

    names = wording(list_room, ann)

    assert "Polls" in names
    assert not any(name.startswith(("Surveys", "Focus groups")) for name in names)


def test_the_list_is_not_opened_over_the_heads_of_those_who_suggested(list_room: Room) -> None:
    suggest(list_room, list_room.phones[0], "Befriending", target="Meeting often")

    refused = list_room.act("open")

    assert refused.status_code == 422
    assert "Vote on them first, or park them." in refused.text


def test_a_parked_suggestion_keeps_its_reason_for_everybody(list_room: Room) -> None:
    suggest(list_room, list_room.phones[0], "Befriending", target="Meeting often")
    number = re.search(r'name="proposal" value="(\d+)"', list_room.desk.get(list_room.at("/desk")).text)
    assert number

    assert list_room.act("park", proposal=number[1], reason=" ").status_code == 422
    list_room.must("park", proposal=number[1], reason="It is the same as peer support.")

    for page in (list_room.phones[3].get(list_room.at()), list_room.desk.get(list_room.at("/desk"))):
        assert "It is the same as peer support." in page.text
    list_room.must("open")


def test_nothing_can_be_suggested_once_the_list_is_voted_on(list_room: Room) -> None:
    list_room.must("open")

    assert suggest(list_room, list_room.phones[0], "Befriending", target="Meeting often") == 409


@pytest.mark.parametrize(
    "odd",
    [
        {"change": "add", "text": "x", "target": "No such part"},
        {"change": "reword", "text": "x", "target": "nothing"},
        {"change": "support", "text": "x"},
        {"change": "drop", "text": "x"},
        {"change": "add", "text": "", "target": "Meeting often"},
        {"change": "add", "text": "x" * 161, "target": "Meeting often"},
    ],
)
def test_an_odd_suggestion_is_refused_with_a_sentence(list_room: Room, odd: dict[str, str]) -> None:
    answer = list_room.phones[0].post(list_room.at("/propose"), data=odd)

    assert answer.status_code == 422
    assert "Not decided yet." not in list_room.phones[0].get(list_room.at()).text


def test_a_double_tap_suggests_once_and_one_person_suggests_five_times_at_most(list_room: Room) -> None:
    ann = list_room.phones[0]
    for number in (1, 1, 2, 3, 4, 5):
        assert suggest(list_room, ann, f"Thing {number}", target="Meeting often") == 303

    assert suggest(list_room, ann, "Thing 6", target="Meeting often") == 422
    assert list_room.desk.get(list_room.at("/desk")).text.count("Not decided yet.") == 5


def test_only_who_suggested_can_take_it_back(list_room: Room) -> None:
    ann, ben = list_room.phones[:2]
    suggest(list_room, ann, "Befriending", target="Meeting often")
    number = re.search(r'name="proposal" value="(\d+)"', ann.get(list_room.at()).text)
    assert number

    assert ben.post(list_room.at("/take-back"), data={"proposal": number[1]}).status_code == 409
    assert "Befriending" in ben.get(list_room.at()).text
    assert ann.post(list_room.at("/take-back"), data={"proposal": number[1]}).status_code == 303
    assert "Befriending" not in ben.get(list_room.at()).text


def test_ground_rules_change_only_as_both_groups_agree(open_room) -> None:
    room = open_room(uses=5, works=5, floor="5")
    room.must("topic", position=WHY)
    suggest(room, room.phones[0], "We start on time.")
    suggest(room, room.phones[1], "You may pass, always.", change="reword", target="rule_5")
    room.must("decide")

    for phone in room.phones:
        vote_page(room, phone, "yes", "yes")
    room.must("show")
    room.must("topic", position=2)
    room.must("topic", position=WHY)

    screen = room.desk.get(room.at("/state?view=phone")).text
    assert "Agreed." in screen
    with room.app.app_context():
        from workshop.usecases.lookup import require_workshop

        texts = require_workshop(room.code).topics[0].texts
    assert texts[4] == "You may pass, always."
    assert texts[-1] == "We start on time."


@pytest.fixture
def ideas_room(open_room) -> Room:
    room = open_room(uses=5, works=5, floor="5")
    room.must("topic", position=CLIMB)
    for number, phone in enumerate(room.phones[:5], 1):
        assert suggest(room, phone, f"Idea number {number}", change="support") == 303
    return room


def test_nobody_reads_an_idea_before_all_are_shown(ideas_room: Room) -> None:
    for page in ("/state?view=desk", "/state?view=screen", "/outcome", "/outcome.csv"):
        assert "Idea number" not in ideas_room.desk.get(ideas_room.at(page)).text
    assert "Idea number 1" in ideas_room.phones[0].get(ideas_room.at()).text
    assert "Idea number 1" not in ideas_room.phones[1].get(ideas_room.at()).text

    ideas_room.must("decide")

    assert len(wording(ideas_room, ideas_room.phones[9])) == 5


def test_a_fourth_pick_is_refused_and_finishing_counts_the_rest_as_not_picked(ideas_room: Room) -> None:
    ideas_room.must("decide")
    ann = ideas_room.phones[0]
    forms = [dict(QUICK.findall(form)) for form in BALLOTS.findall(ann.get(ideas_room.at()).text)]
    for fields in forms[:3]:
        assert ideas_room.send(ann, fields, "yes").status_code == 200

    refused = ideas_room.send(ann, forms[3], "yes")
    ann.post(ideas_room.at("/finish"))

    assert refused.status_code == 422
    assert "You have picked 3." in refused.text
    assert ideas_room.votes() == 5


def test_the_top_three_ideas_weigh_both_groups_alike(open_room) -> None:
    room = open_room(uses=3, works=9, floor="3")
    room.must("topic", position=CLIMB)
    ideas = {name: suggest(room, room.phones[i], name, change="support") for i, name in enumerate("ABCDE")}
    assert set(ideas.values()) == {303}
    room.must("decide")
    order = wording(room, room.phones[0])

    # Nine staff want A, B and C; three people who use the service want D, E and A.
    for phone, wanted in [(p, "DEA") for p in room.phones[:3]] + [(p, "ABC") for p in room.phones[3:]]:
        vote_page(room, phone, *("yes" if name in wanted else "no" for name in order))
    room.must("show")

    page = room.phones[0].get(room.at()).text
    taken = re.findall(r'<q dir="auto">([A-E])</q>\s*<span class="hint">In our top 3.', page)
    assert sorted(taken) == ["A", "B", "C", "D", "E"]  # B, C, D and E tie, at one whole group each


def test_two_suggestions_of_one_person_do_not_fit_together(list_room: Room) -> None:
    from workshop.db import db
    from workshop.models import Participant, Proposal

    suggest(list_room, list_room.phones[0], "One", target="Meeting often")
    suggest(list_room, list_room.phones[0], "Two", target="Meeting often")

    with list_room.app.app_context():
        tags = {row.tag for row in db.session.query(Proposal)}
        people = {row.tag for row in db.session.query(Participant)}
    assert len(tags) == 2
    assert not tags & people


def test_the_six_part_check_takes_a_statement_of_the_groups_own_and_words_for_ours(open_room):
    room = open_room(uses=3, works=3, template="six_parts")
    room.must("topic", position=2)
    desk = room.desk.get(room.at("/desk")).text
    room.phones[0].post(
        room.at("/propose"), data={"change": "add", "text": "We meet when all can come.", "target": "Give and take"}
    )
    room.must("decide")
    for phone in room.phones:
        room.send(phone, room.ballot(phone), "yes")
    room.must("show")

    room.must("open")
    for _ in range(2):
        room.must("show", sure="yes", then_open="yes")

    assert "People can suggest changes on their phones, before the vote." in desk
    assert "We meet when all can come." in room.phones[5].get(room.at()).text
