"""The whole of Appendix 1: two passes, the short lists, the talk about a few, and how it ends."""

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import FIELDS, Room
from workshop.db import db
from workshop.models import Remark
from workshop.usecases.lookup import require_workshop

TRIED, RECORD = 3, 7
BALLOTS = re.compile(r'<form id="ballot-.*?</form>', re.DOTALL)


def answer_page(room: Room, phone: FlaskClient, choose) -> None:
    """Votes on each ballot of the page: `choose(index)` names the choice, None for no vote."""
    for index, form in enumerate(BALLOTS.findall(phone.get(room.at()).text)):
        choice = choose(index)
        if choice:
            answer = room.send(phone, dict(FIELDS.findall(form)), choice)
            assert answer.status_code == 200, answer.text
    phone.post(room.at("/finish"))


def all_answer(room: Room, uses: str, works: str) -> None:
    for number, phone in enumerate(room.phones):
        answer_page(room, phone, lambda _, number=number: uses if number < 5 else works)


@pytest.fixture
def room(open_room) -> Room:
    """Both groups are through the first pass: staff say all was done, people who use the service did not know."""
    room = open_room(uses=5, works=5, floor="5")
    room.must("topic", position=TRIED)
    room.must("open")
    for page in range(5):
        all_answer(room, "dont_know", "yes")
        room.must("show", **({"then_open": "yes"} if page < 4 else {}))
    return room


def through_the_second_pass(room: Room, *items: str) -> None:
    room.must("keep", item=list(items))
    room.must("open")
    for number, phone in enumerate(room.phones):
        answer_page(room, phone, lambda i, number=number: ("well" if i % 2 == 0 else "change") if number < 5 else
                    ("very_well" if i % 2 == 0 else "keep"))  # fmt: skip
    room.must("show")


def test_what_staff_did_and_others_did_not_know_is_listed(room: Room) -> None:
    page = room.desk.get(room.at("/desk")).text

    assert "some who use the service did not know" in page
    assert "People who use the service</span> 5 of 5" in page
    assert "Staff and volunteers</span> 0 of 5" in page


def test_a_small_group_is_on_no_list_by_itself(open_room) -> None:
    room = open_room(uses=3, works=7, floor="5")
    room.must("topic", position=TRIED)
    room.must("open")
    for number, phone in enumerate(room.phones):
        answer_page(room, phone, lambda _, number=number: "dont_know" if number < 3 else "yes")
    room.must("show")

    page = room.desk.get(room.at("/desk")).text

    assert "did not know" not in page.split('id="lists"')[1].split("</section>")[0]


def test_the_screen_shows_the_lists_only_when_they_are_put_there(room: Room) -> None:
    screen = room.at("/state?view=screen")
    assert "Where we see it most differently" not in room.desk.get(screen).text

    room.must("wall", what="lists")
    assert "Where we see it most differently" in room.desk.get(screen).text
    room.must("wall", what="")

    assert "Where we see it most differently" not in room.desk.get(screen).text
    for nothing in ("votes", "climb"):
        assert room.act("wall", what=nothing).status_code == 422


def test_each_chosen_activity_gets_a_page_to_talk_and_then_the_form_ends(room: Room) -> None:
    through_the_second_pass(room, "surveys", "focus_groups")
    room.must("talk", item=["focus_groups"])
    room.must("open")

    page = room.phones[0].get(room.at()).text
    for prompt in ("What went well?", "What did not go well?", "Who took part?", "Who was missing?"):
        assert prompt in page
    all_answer(room, "no", "yes")
    room.must("show", then_open="yes")  # which should we use more?
    assert len(BALLOTS.findall(room.phones[0].get(room.at()).text)) == 2
    all_answer(room, "yes", "no")
    room.must("show", then_open="yes")  # which should we stop?
    room.must("show", sure="yes", then_open="yes")
    page = room.phones[0].get(room.at()).text

    assert "Has involving people made our work better?" in page
    assert "Who do we still need to hear from?" in page


def test_only_what_was_looked_at_closely_can_be_talked_about(room: Room) -> None:
    assert room.act("talk", item=["forum"]).status_code == 422
    through_the_second_pass(room, "surveys")

    assert room.act("talk", item=["forum"]).status_code == 422
    assert room.act("talk", item=[]).status_code == 422
    room.must("talk", item=["surveys"])
    assert room.act("talk", item=["surveys"]).status_code == 422


def test_words_under_several_prompts_are_kept_together_and_cannot_be_joined(room: Room) -> None:
    through_the_second_pass(room, "surveys")
    room.must("talk", item=["surveys"])
    room.must("open")
    ann = room.phones[0]
    question = room.ballot(ann)["question"]
    sent = {"question": [question] * 2, "prompt": ["well", "missing"], "text": ["The tea", "Night staff"]}
    assert ann.post(room.at("/remark"), data=sent).status_code == 303

    with room.app.app_context():
        rows = db.session.query(Remark).all()
        assert {row.text for row in rows} == {"The tea", "Night staff"}
        assert len({row.tag for row in rows}) == 2
    assert "The tea" not in room.desk.get(room.at("/state?view=desk")).text
    assert "The tea" in ann.get(room.at()).text
    room.must("show", sure="yes")
    for path in ("/desk", "/outcome", "/outcome.csv"):
        assert "The tea" in room.desk.get(room.at(path)).text


@pytest.mark.parametrize("odd", [{"prompt": "nothing"}, {"prompt": ["well", "well"]}, {"text": "x" * 281}])
def test_odd_words_are_refused_and_none_of_them_is_kept(room: Room, odd: dict[str, object]) -> None:
    through_the_second_pass(room, "surveys")
    room.must("talk", item=["surveys"])
    room.must("open")
    question = room.ballot(room.phones[0])["question"]

    answer = room.phones[0].post(room.at("/remark"), data={"question": question, "prompt": "well", "text": "x", **odd})

    assert answer.status_code == 422
    with room.app.app_context():
        assert db.session.query(Remark).count() == 0


def test_the_six_parts_end_with_one_part_to_work_on(open_room) -> None:
    room = open_room(uses=3, works=3, template="six_parts")

    with room.app.app_context():
        check = require_workshop(room.code).topics[1]
        last = max(check.questions, key=lambda question: question.part)
        assert (last.key, len(last.choices)) == ("work_on", 8)


def test_a_note_on_the_record_cannot_be_hidden_at_the_desk_and_other_words_can(open_room) -> None:
    room = open_room(uses=3, works=3)
    room.must("topic", position=RECORD)
    room.must("open")
    ann = room.phones[0]
    asked = [dict(FIELDS.findall(ballot))["question"] for ballot in BALLOTS.findall(ann.get(room.at()).text)]
    sent = {"question": asked[:2], "prompt": ["note", "next_time"], "text": ["I do not agree", "Add the date"]}
    assert ann.post(room.at("/remark"), data=sent).status_code == 303
    room.must("show", sure="yes")
    with room.app.app_context():
        ids = {row.prompt: str(row.id) for row in db.session.query(Remark)}

    refused = room.act("hide", remark=ids["note"])
    room.must("hide", remark=ids["next_time"])

    assert refused.status_code == 422
    record = ann.get(room.at("/outcome")).text
    assert "I do not agree" in record
    assert "Add the date" not in record


def test_the_page_of_the_outcome_has_a_picture_of_each_part_of_the_form(room: Room) -> None:
    through_the_second_pass(room, "surveys")

    page = room.desk.get(room.at("/outcome")).text

    assert [f"tried-page-{part}" for part in range(1, 6) if f'id="drawing-tried-page-{part}-title"' in page] == [
        f"tried-page-{part}" for part in range(1, 6)
    ]
    assert "Asking people what they think: How well did it go? Have we done this?" in page
