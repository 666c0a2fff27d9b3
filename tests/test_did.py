"""You said, we did: after the end the organisation says how the plan goes, and what was signed off does not change."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from workshop.clock import now
from workshop.usecases.keeping import deleting

PLAN = 6  # where the short template has the plan
SIGNED = re.compile(r'"sha256": "(\w{64})"')


@pytest.fixture
def room(open_room):
    """A session that has ended with two drafts on its plan."""
    room = open_room(uses=1, works=1)
    room.must("topic", position=PLAN)
    for number, what in enumerate(("A menu group", "A choir")):
        room.phones[0].post(room.at("/action"), data={"what": what, "op": f"op-{number}"})
    return room


@pytest.fixture
def ended(room):
    room.must("end", sure="yes")
    return room


def actions(room):
    return [action["id"] for action in room.desk.get(room.at("/outcome.json")).json["outcome"]["actions"]]


def say(room, client=None, **sent):
    fields = {"action": actions(room)[0], "going": "done", "said": "", "next": "", **sent}
    return (client or room.desk).post(room.at("/desk/did"), data=fields)


def file(room, suffix="json"):
    return room.phones[0].get(room.at(f"/outcome.{suffix}"))


def test_everybody_with_the_link_reads_how_each_action_goes_with_its_day(ended, app):
    assert say(ended, going="going_on", said="Two of us cook on Tuesdays", next="Ask the others").status_code == 303

    page = app.test_client().get(ended.at("/did")).text

    assert [
        text for text in ("Going on", "Two of us cook on Tuesdays", "Ask the others", "Not begun") if text not in page
    ] == []
    assert f'datetime="{now().date().isoformat()}"' in page


def test_what_was_signed_off_does_not_change_by_what_is_said_later(ended):
    before = file(ended).json

    say(ended, said="We meet")
    after = file(ended).json

    assert after["sha256"] == before["sha256"]
    assert after["outcome"] == before["outcome"]
    assert [line["said"] for one in after["since"]["actions"] for line in one["lines"]] == ["We meet"]


@pytest.mark.parametrize("suffix", ["html", "csv", "json"])
def test_every_file_says_what_came_later_and_that_it_is_not_part_of_the_result(ended, suffix):
    signed = file(ended).json["sha256"]
    assert "Soup on Fridays" not in file(ended, suffix).text

    say(ended, said="Soup on Fridays")
    text = file(ended, suffix).text

    assert "Soup on Fridays" in text
    assert signed in text
    assert suffix != "html" or "It is not part of the result" in text


def test_the_table_has_a_row_for_each_line_that_was_said(ended):
    say(ended, going="could_not", said="No money", next="Ask again in May")

    rows = list(csv.DictReader(io.StringIO(file(ended, "csv").data.decode("utf-8-sig"))))

    (row,) = [row for row in rows if row["kind"] == "since"]
    assert (row["text"], row["why"], row["why_said"], row["item"]) == (
        "A menu group",
        "could_not",
        "No money",
        "Ask again in May",
    )
    assert not [row for row in rows if row["kind"] == "log" and "menu group" in row["text"]]


def test_who_could_not_do_it_has_to_say_why_and_what_they_typed_is_kept(ended):
    answer = say(ended, going="could_not", said=" ", next="Ask again")

    assert answer.status_code == 422
    assert "Say why it could not be done." in answer.text
    assert "Ask again" in answer.text
    assert file(ended).json["since"]["actions"] == []


def test_each_line_stays_and_a_newer_one_stands_above_it(ended):
    for going, said in (("going_on", "We look for a cook"), ("going_on", "We look for a cook"), ("done", "Rosa cooks")):
        say(ended, going=going, said=said)

    (followed,) = file(ended).json["since"]["actions"]
    page = ended.phones[0].get(ended.at("/did")).text

    assert [line["said"] for line in followed["lines"]] == ["We look for a cook", "Rosa cooks"]
    assert page.index("Rosa cooks") < page.index("We look for a cook")


def test_only_who_holds_the_key_of_the_desk_may_say_it(ended, app):
    answers = [say(ended, client=client) for client in (app.test_client(), ended.phones[0])]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert file(ended).json["since"]["actions"] == []


def test_only_a_desk_whose_session_has_ended_is_offered_to_say_it(room):
    offered = '/desk/did"'
    early = room.desk.get(room.at("/did")).text
    room.must("end", sure="yes")

    pages = [client.get(room.at("/did")).text for client in (room.desk, room.phones[0])]

    assert [offered in page for page in (early, *pages)] == [False, True, False]


def test_it_is_logged_beside_the_log_of_the_session(ended):
    before = file(ended).json["outcome"]["log"]

    say(ended, said="We meet")

    assert file(ended).json["outcome"]["log"] == before
    assert "Of the action “A menu group” it was written down: “Done”" in ended.phones[0].get(ended.at("/did")).text


def test_nothing_can_be_said_while_the_session_goes_on(room):
    answer = say(room)

    assert answer.status_code == 422
    assert file(room).json["since"]["actions"] == []


def test_nothing_is_said_of_an_action_that_is_parked_or_of_another_session(room, open_room):
    first, second = actions(room)
    room.must("remove", action=first, reason="Too dear")
    room.must("end", sure="yes")
    other = open_room(uses=1)
    other.must("end", sure="yes")

    answers = [say(room, action=first), other.desk.post(other.at("/desk/did"), data={"action": second, "going": "done"})]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_who_lost_the_desk_opens_it_with_the_recovery_code_a_year_later_and_the_result_stays(room, app):
    page = room.desk.get(room.at("/desk")).text
    code = re.search(r'id="keep">.*?<strong class="code">([^<]+)<', page, re.DOTALL)[1]
    room.must("end", sure="yes")
    before = file(room).json["sha256"]
    another = app.test_client()
    another.get(room.at("/desk"))

    answer = another.post(room.at("/desk/recover"), data={"recovery_code": code})

    assert answer.status_code == 303, answer.text
    assert say(room, client=another, said="We meet").status_code == 303
    assert file(room).json["sha256"] == before


def test_the_sheet_can_be_printed_and_says_which_is_which(ended):
    say(ended, going="could_not", said="No money", next="Ask again in May")

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(file(ended, "did.pdf").data)).pages)

    words = " ".join(text.split())
    for said in ("You said We did We could not, because What is next", "A menu group", "No money", "Ask again in May"):
        assert said in words
    assert "It is not part of the result" in words


def test_what_was_promised_is_not_deleted_before_the_day_on_which_we_look_how_it_went(open_room):
    room = open_room(uses=3, works=3)
    room.must("topic", position=PLAN)
    day = now().date() + timedelta(days=200)
    room.phones[0].post(room.at("/action"), data={"what": "A menu group", "op": "a", "check_on": day.isoformat()})
    room.must("decide")
    for phone in room.phones:
        room.send(phone, room.ballot(phone), "yes")
    room.must("show", sure="yes")
    room.must("end", sure="yes")

    kept_until = date.fromisoformat(file(room).json["outcome"]["keeping"]["record_until"])

    assert kept_until == day + timedelta(days=30)
    with room.app.app_context():
        deleting.sweep(room.code, now=now() + timedelta(days=220))
    assert "A menu group" in room.phones[0].get(room.at("/did")).text
