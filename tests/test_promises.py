"""The promises of the first page, each proved from outside: by what pages, files and the database hold."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing

import pytest
from conftest import OPENING
from flask.sessions import SecureCookieSessionInterface

PUBLIC = ("/screen", "/outcome", "/outcome.csv", "/state?view=screen", "/state?view=desk")
SPLIT = ("rung_2", "rung_2", "rung_3", "rung_5", "rung_6", "rung_6")
OTHER = ("rung_7", "pass", "rung_1", "rung_1", "rung_4", "not_sure")


def without_ops(text):
    """A page without the numbers that are new each time it is made."""
    return re.sub(r'name="(op|place)" value="[^"]*"', r'name="\1"', text)


def told(room, bystander):
    """All that anybody but the voters is told."""
    pages = {path: room.desk.get(room.at(path)) for path in ("/desk", *PUBLIC)}
    pages["phone"] = bystander.get(room.at())
    assert {page.status_code for page in pages.values()} == {200}
    return {name: without_ops(page.text) for name, page in pages.items()}


def figures(room):
    """The votes of the table, by group, round and choice."""
    table = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    wanted = ("question_key", "round", "group", "choice_key", "votes")
    return [{column: row[column] for column in wanted} for row in table if row["choice_key"]]


def rows(app, query):
    """What the database holds, read past the application."""
    path = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def cookie(client):
    """What a device's cookie says."""
    signer = SecureCookieSessionInterface().get_signing_serializer(client.application)
    return signer.loads(client.get_cookie(client.application.config["SESSION_COOKIE_NAME"]).value)


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    return room


# Nobody sees votes early


def test_hidden_votes_change_nothing_that_anybody_else_is_told(room):
    bystander = room.app.test_client()
    bystander.post(f"/join/{room.code}", data={"group": "uses"})
    room.vote(*SPLIT)
    before = told(room, bystander)

    room.vote(*OTHER)

    assert told(room, bystander) == before


def test_a_second_vote_is_hidden_again(room):
    room.vote(*SPLIT)
    room.must("show")
    bystander = room.app.test_client()
    bystander.post(f"/join/{room.code}", data={"group": "uses"})
    room.must("again")
    room.vote(*SPLIT)
    before = told(room, bystander)

    room.vote(*OTHER)

    assert told(room, bystander) == before


def test_remarks_are_hidden_until_their_votes_are_shown(room):
    room.vote(*SPLIT)
    question = room.ballot(room.phones[0])["question"]
    room.phones[0].post(room.at("/remark"), data={"question": question, "text": "Nobody asked me"})
    assert not any("Nobody asked me" in page for page in told(room, room.phones[1]).values())

    room.must("show")

    assert "Nobody asked me" in told(room, room.phones[1])["phone"]


def test_votes_that_are_missing_are_asked_about_before_showing(room):
    answer = room.act("show")

    assert answer.status_code == 409
    assert "6 people have not voted yet" in answer.text


# One person, one vote


def test_double_tap_replay_and_second_tab_make_one_vote(room):
    phone = room.phones[0]
    first_tab, second_tab = room.ballot(phone), room.ballot(phone)

    for fields in (first_tab, first_tab, second_tab, first_tab):
        assert room.send(phone, fields, "rung_3").status_code == 200

    assert rows(room.app, "select count(*) from vote") == [(1,)]


def test_joining_twice_makes_one_participant(room):
    answer = room.phones[0].post(f"/join/{room.code}", data={"group": "works"})

    assert answer.status_code == 303
    assert rows(room.app, "select count(*) from participant") == [(6,)]


def test_an_older_choice_is_superseded_and_never_said_to_be_saved(room):
    phone = room.phones[0]
    older = room.ballot(phone)
    room.send(phone, {**older, "op": "newer", "seq": "9"}, "rung_5")

    answer = room.send(phone, older, "rung_3")

    assert answer.status_code == 409
    assert "We kept your newer choice." in answer.text
    assert "Saved" not in answer.text
    assert rows(room.app, "select choice from vote") == [("rung_5",)]


def test_a_second_vote_can_be_opened_only_once(room):
    room.vote(*SPLIT)
    room.must("show")
    room.must("again")
    assert room.act("again").status_code == 422
    room.vote(*OTHER)
    room.must("show")

    assert room.act("again").status_code == 422


def test_who_comes_after_the_first_vote_was_shown_has_no_second_vote(room):
    room.vote(*SPLIT)
    room.must("show")
    late = room.join("uses")
    room.must("again")
    fields = room.ballot(room.phones[0])

    answer = room.send(late, {**fields, "op": "late"}, "rung_3")

    assert answer.status_code == 409
    assert "for those who were here for the first" in late.get(room.at()).text
    assert rows(room.app, "select count(*) from vote where round = 2") == [(0,)]


# Small groups are not exposed


def test_a_small_group_is_shown_apart_nowhere(open_room):
    shown = []
    for choices in (SPLIT, SPLIT[::-1]):  # the same votes, by other groups
        room = open_room(uses=4, works=2)
        room.open_ladder()
        room.vote(*choices)
        room.must("show")
        screens = [results_of(room, view) for view in ("/screen", "/desk", "")]
        shown.append((figures(room), screens))

    assert shown[0] == shown[1]
    assert shown[0][0]
    assert {row["group"] for row in shown[0][0]}.isdisjoint({"uses", "works"})


def results_of(room, view):
    """The results of a view, without the numbers of its rows."""
    client = room.phones[0] if view == "" else room.desk
    found = re.search(r'<section id="results".*?</section>', client.get(room.at(view)).text, re.DOTALL)
    return re.sub(r"(?<=-)\d+", "", found[0])


# Nobody comes in, or acts, who may not


def test_a_wrong_a_locked_and_an_ended_code_get_one_answer(app, open_room):
    locked, ended = open_room(), open_room()
    locked.must("lock", locked="yes")
    ended.must("end", sure="yes")

    answers = {
        (answer.status_code, answer.text)
        for answer in (app.test_client().get(f"/join/{code}") for code in ("222222", locked.code, ended.code))
    }

    assert len(answers) == 1
    assert answers.pop()[0] == 404


def test_a_vote_on_another_sessions_question_is_refused(room, open_room):
    elsewhere = open_room(uses=1)

    answer = room.send(elsewhere.phones[0], room.ballot(room.phones[0]), "rung_3")
    smuggled = elsewhere.send(elsewhere.phones[0], room.ballot(room.phones[0]), "rung_3")

    assert answer.status_code == 403  # never joined there
    assert smuggled.status_code == 404
    assert rows(room.app, "select count(*) from vote") == [(0,)]


@pytest.mark.parametrize("deed", ["topic", "open", "show", "again", "aside", "lock", "skip", "hide", "end"])
def test_an_act_at_the_desk_needs_its_key(room, deed):
    answer = room.phones[0].post(room.at(f"/desk/{deed}"), data={"sure": "yes", "position": "1"})

    assert answer.status_code == 403
    assert room.phones[0].get(room.at("/desk")).status_code == 403
    assert room.phones[0].get(room.at("/state?view=desk")).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_what_another_website_sends_is_refused(room, headers):
    phone = room.phones[0]
    fields = {**room.ballot(phone), "choice": "rung_3"}

    assert phone.post(room.at("/vote"), data=fields, headers=headers).status_code == 403
    assert rows(room.app, "select count(*) from vote") == [(0,)]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example", ""])
def test_an_unknown_host_is_refused(app, host):
    assert app.test_client().get("/", headers={"Host": host}).status_code == 400


def test_a_title_of_ten_thousand_characters_is_refused(app):
    answer = app.test_client().post("/open", data={**OPENING, "title": "x" * 10_000})

    assert answer.status_code == 422


def test_a_cookie_that_was_altered_is_nobodys(room):
    phone = room.phones[0]
    fields = room.ballot(phone)
    name = room.app.config["SESSION_COOKIE_NAME"]
    value = phone.get_cookie(name).value
    phone.set_cookie(name, ("A" if value[0] != "A" else "B") + value[1:])

    assert room.send(phone, fields, "rung_3").status_code == 403
    assert phone.get(room.at()).status_code == 303


# Nobody sees who voted what


def test_the_database_holds_no_secret_of_any_device(room, tmp_path):
    room.vote(*SPLIT)
    stored = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("test.sqlite3*")))
    assert b"rung_6" in stored

    for phone in room.phones:
        secret = cookie(phone)["device"]
        assert secret.encode() not in stored
        assert bytes.fromhex(secret) not in stored


def test_nothing_in_a_vote_joins_it_to_a_participant_or_another_vote(room):
    room.vote(*SPLIT)
    room.must("show")
    room.must("again")
    room.vote(*SPLIT)

    tags = rows(room.app, "select tag from vote union all select tag from participant")

    assert len(tags) == len(set(tags)) == 18


def test_showing_wipes_what_tells_a_change_of_mind(room):
    room.vote(*SPLIT)
    room.vote(*OTHER)
    room.must("show")

    assert set(rows(room.app, "select seq, op from vote")) == {(0, None)}


def test_an_ended_session_keeps_its_figures_but_no_vote_and_no_key(room):
    room.vote(*SPLIT)
    room.must("show")
    before = figures(room)

    room.must("end", sure="yes")

    assert rows(room.app, "select count(*) from vote") == [(0,)]
    assert rows(room.app, "select key from workshop") == [(None,)]
    assert before
    assert figures(room) == before
