"""My answers: a phone can look at what it said and keep it, until the end; and nobody else ever can."""

from __future__ import annotations

import re

import pytest
from justhtml import JustHTML

WORDS = "Nobody asked us about the kitchen"


@pytest.fixture
def room(open_room):
    """Six people, of whom the first has voted, written and suggested."""
    room = open_room(uses=3, works=3)
    ann = room.phones[0]
    room.must("topic", position=1)
    ann.post(room.at("/propose"), data={"change": "add", "text": "Tea <first>"})
    room.open_ladder()
    question = room.ballot(ann)["question"]
    room.vote("rung_2", "rung_3", "rung_3", "rung_5", "rung_6", "rung_6")
    ann.post(room.at("/remark"), data={"question": question, "text": WORDS})
    return room


def facts(answer):
    """What the page lists, as pairs of what was asked and what was said."""
    page = JustHTML(answer.text, sanitize=False)
    return [" ".join(part.to_text().split()) for part in page.query("dl.own-list > *")]


def test_a_phone_sees_its_own_votes_of_both_rounds_its_words_and_suggestions(room):
    room.must("show")
    room.must("again")
    room.vote("rung_4", "rung_3", "rung_3", "rung_5", "rung_6", "rung_6")

    assert facts(room.phones[0].get(room.at("/mine"))) == [
        "You suggested",
        "“Tea <first>”",
        "Which step of the ladder are we on today?",
        "First vote: Taught",
        "Second vote: Asked",
        f"What makes you say that? {WORDS}",
    ]


def test_what_somebody_would_change_in_the_record_is_there_too(room):
    room.must("show")
    room.must("topic", position=7)
    room.phones[0].post(room.at("/propose"), data={"change": "correct", "target": "", "text": "We met twice"})

    assert "To change in the record: “We met twice”" in facts(room.phones[0].get(room.at("/mine")))


def test_it_is_closed_until_somebody_asks_to_see_it_and_works_without_a_script(room):
    page = JustHTML(room.phones[0].get(room.at("/mine")).text, sanitize=False)

    closed = page.query_one("main details")
    assert "open" not in closed.attrs
    assert closed.query_one("summary").to_text() == "Show my answers"
    assert "Taught" in closed.to_text()
    assert "Taught" not in page.query_one("main").to_text().replace(closed.to_text(), "")


def test_the_file_to_keep_says_the_same_in_plain_words(room):
    answer = room.phones[0].get(room.at("/mine.txt"))

    assert answer.content_type == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-answers.txt"'
    for said in ("Which step of the ladder are we on today?", "Taught", WORDS, "You suggested: “Tea <first>”"):
        assert said in answer.text
    assert room.code not in answer.text


def test_the_file_to_keep_parts_an_activity_from_what_was_asked_of_it(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=3)
    room.must("open")
    room.send(room.phones[0], room.ballot(room.phones[0]), "yes")

    text = room.phones[0].get(room.at("/mine.txt")).text

    assert "Surveys and feedback forms: Have we done this?" in text


@pytest.mark.parametrize("path", ["/mine", "/mine.txt"])
def test_no_browser_keeps_it(room, path):
    assert room.phones[0].get(room.at(path)).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/mine", "/mine.txt"])
def test_nobody_else_ever_gets_it(room, path):
    stranger, other = room.app.test_client(), room.phones[4]

    for client in (stranger, room.desk):
        answer = client.get(room.at(path), follow_redirects=True)
        assert answer.request.path == f"/join/{room.code}"
        assert WORDS not in answer.text
    seen = other.get(room.at(path)).text
    assert "All together" not in seen
    assert "Plan together" in seen
    assert WORDS not in seen


@pytest.mark.parametrize("path", ["/mine", "/mine.txt"])
def test_a_phone_that_people_share_shows_nobodys_answers_whoever_holds_it(room, path):
    ann = room.phones[0]
    ann.post(room.at("/people"), data={"way": "shared"})
    ann.post(f"/join/{room.code}", data={"group": "uses"})

    for hand in ("shared-2", "phone-1"):
        ann.post(room.at("/people"), data={"hand": hand})
        answer = ann.get(room.at(path), follow_redirects=True)
        assert answer.status_code == 403
        assert "Several people vote with this phone, so it shows nobody’s answers." in answer.text
        assert WORDS not in answer.text
        assert "Taught" not in answer.text


def test_a_copied_address_gives_another_session_nothing(room, open_room):
    elsewhere = open_room(uses=1)

    answer = room.phones[0].get(elsewhere.at("/mine"), follow_redirects=True)

    assert answer.request.path == f"/join/{elsewhere.code}"


@pytest.mark.parametrize("path", ["/mine", "/mine.txt"])
def test_after_the_end_it_says_kindly_that_it_is_gone(room, path):
    room.must("show")
    room.must("end", sure="yes")

    answer = room.phones[0].get(room.at(path), follow_redirects=True)

    assert answer.status_code == 200
    assert "This session has ended, so your own answers cannot be shown any more." in answer.text
    assert WORDS not in answer.text
    assert "Taught" not in answer.text


def test_it_says_nothing_of_what_others_or_nobody_said(open_room):
    room = open_room(uses=1)

    assert "You have not answered anything yet." in room.phones[0].get(room.at("/mine")).text


def test_looking_at_ones_answers_changes_nothing(room):
    before = room.desk.get(room.at("/state?view=screen")).text

    room.phones[0].get(room.at("/mine"))

    def still(text):
        return re.sub(r'value="[0-9a-f]{32}"', "", text)

    assert still(room.desk.get(room.at("/state?view=screen")).text) == still(before)


def test_the_phone_leads_there_also_after_somebody_has_left(room):
    assert room.at("/mine") in room.phones[0].get(room.at()).text
    room.phones[0].post(room.at("/leave"))

    assert "Taught" in room.phones[0].get(room.at("/mine")).text
