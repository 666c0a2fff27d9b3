"""What is kept, until when, and that nothing of it is left when its clock is over."""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from datetime import timedelta

import pytest
from conftest import Room
from seeing import file_bytes, rows
from test_two_facilitators import agree, agreement, invitation, last_seen, pending, recover, sit_down
from walking import walk

from workshop.clock import now
from workshop.db import db, forget_now
from workshop.models import Workshop
from workshop.usecases.desk import ending
from workshop.usecases.keeping import deleting

WORDS = "The minibus never came"
NOTE = "Evenings are still too late for us"
REASON = "The board reads it next spring"
IDEA = "A lift to the meetings"  # walking.py suggests it
RECORD = 7  # where the short template has the record


def pass_days(room: Room, days: float) -> list[str]:
    """What the server does now and then, so many days from now: which sessions it deleted something of."""
    later = now() + timedelta(days=days)
    with room.app.app_context():
        for code in ending.rested(now=later):
            ending.retire(code, now=later)
        due = deleting.due(now=later)
        for code in due:
            deleting.sweep(code, now=later)
    return due


def every_tag(room: Room) -> set[bytes]:
    """Every tag that is in the database now."""
    tables = ("participant", "vote", "finished", "remark", "proposal", "need")
    return {tag for table in tables for (tag,) in rows(room.app, f"select tag from {table}")}  # noqa: S608


def say(room: Room, person: int, text: str, *, prompt: str = "") -> None:
    """Writes under a prompt of the question in hand, by default the first."""
    page = room.phones[person].get(room.at()).text
    question = re.search(r'name="question" value="(\d+)"', page)
    first = re.search(r'name="prompt" value="(\w+)"', page)
    assert question
    assert first
    sent = {"question": question[1], "prompt": prompt or first[1], "text": text}
    assert room.phones[person].post(room.at("/remark"), data=sent).status_code == 303


@pytest.fixture
def room(open_room) -> Room:
    """A session with an hour of votes and words in it, and its end."""
    room = open_room(uses=5, works=5, floor="5")
    room.open_ladder()
    room.vote(*["rung_2"] * 5, *["rung_5"] * 5)
    say(room, 0, WORDS)
    room.must("show")
    room.must("topic", position=RECORD)
    room.must("open")
    say(room, 1, NOTE, prompt="note")
    room.must("show", sure="yes")
    room.must("end", sure="yes")
    review_in(room, 90)
    return room


def review_in(room: Room, days: int) -> None:
    """The plan is to be looked at again in so many days."""
    with room.app.app_context():
        db.session.query(Workshop).update({"review_on": (now() + timedelta(days=days)).date()})
        db.session.commit()


def outcome(room: Room) -> dict:
    return room.desk.get(room.at("/outcome.json")).json


def test_both_clocks_stand_where_people_join_at_the_desk_in_the_outcome_and_in_the_files(open_room):
    room = open_room(uses=1)
    day = (now() + timedelta(days=30)).date()
    said = f"{day.day} {day:%B %Y}"
    visitor = room.app.test_client()

    pages = [visitor.get(f"/join/{room.code}").text, room.desk.get(room.at("/desk")).text]
    pages += [visitor.get(room.at(path)).text for path in ("/outcome", "/outcome.html", "/outcome.csv")]

    assert [page.count(said) >= 2 for page in pages] == [True] * 5


def test_what_people_wrote_is_kept_for_its_days_and_no_longer(room):
    assert pass_days(room, 30) == []
    assert WORDS in room.desk.get(room.at("/outcome")).text

    assert pass_days(room, 31) == [room.code]

    page = room.desk.get(room.at("/outcome")).text
    assert WORDS not in page
    assert "What people wrote about the votes was deleted on" in page


def test_nothing_of_the_words_and_no_tag_is_left_on_the_disk(open_room):
    """A whole session, in which every kind of tag there is was stored and changed."""
    room, tags = open_room(uses=2, works=1, template="ladder"), set()
    for _ in walk(room):
        tags |= every_tag(room)
    review_in(room, 90)
    assert b"Nobody asked" in file_bytes(room)
    assert any(tag in file_bytes(room) for tag in tags)

    pass_days(room, 31)

    left = file_bytes(room)
    assert b"Nobody asked" not in left
    assert not [tag for tag in tags if tag in left]
    assert IDEA.encode() in left  # what was suggested is of the record


def test_notes_on_the_record_and_every_figure_stay_when_words_go(room):
    before = outcome(room)["outcome"]

    pass_days(room, 31)

    after = outcome(room)["outcome"]
    assert NOTE in room.desk.get(room.at("/outcome")).text
    assert (after["joined"], after["groups"]) == (before["joined"], before["groups"]) == (10, before["groups"])
    for topic in (*before["topics"], *after["topics"]):
        for question in topic["questions"]:
            question["remarks"] = None
    assert after["topics"] == before["topics"]


def test_without_its_words_the_outcome_is_version_2_and_names_the_first(room):
    first = outcome(room)
    pass_days(room, 31)
    second = outcome(room)

    assert (first["outcome_version"], second["outcome_version"]) == ("1", "2")
    assert second["outcome"]["keeping"]["signed"] == first["sha256"] != second["sha256"]
    page = room.phones[0].get(room.at("/outcome")).text
    assert all(found["sha256"] in page for found in (first, second))
    assert f"Its fingerprint: {first['sha256']}" in room.desk.get(room.at("/outcome.html")).text


def test_the_record_goes_when_its_own_clock_is_over_and_nothing_of_it_is_left(room):
    assert [pass_days(room, days) for days in (31, 119, 120)] == [[room.code], [], []]

    assert pass_days(room, 121) == [room.code]

    assert room.desk.get(room.at("/outcome")).status_code == 404
    left = file_bytes(room)
    assert not [words for words in (WORDS, NOTE, room.code, "Who decides?", "the lunch club") if words.encode() in left]
    tables = [name for (name,) in rows(room.app, "select name from sqlite_master where type = 'table'")]
    assert "question" in tables
    assert [name for name in tables if rows(room.app, f'select count(*) from "{name}"') != [(0,)]] == []  # noqa: S608


def test_a_session_that_nobody_ended_ends_first_and_is_deleted_in_its_time(open_room):
    room = open_room(uses=3, works=3)

    assert pass_days(room, 20) == []
    assert pass_days(room, 31) == [room.code]


def test_another_session_is_left_as_it_is(room, open_room):
    other = open_room(uses=3, works=3, keep="90")
    other.must("end", sure="yes")
    before = outcome(other)

    assert pass_days(room, 31) == [room.code]

    assert outcome(other) == before


@pytest.mark.parametrize(("sent", "days"), [({"keep": "7"}, 7), ({"keep": "90"}, 90), ({}, 30)])
def test_how_long_is_chosen_when_it_is_opened(open_room, sent, days):
    room = open_room(uses=1, **sent)

    kept = outcome(room)["outcome"]["keeping"]
    assert (kept["days"], kept["words_until"]) == (days, str((now() + timedelta(days=days)).date()))


def test_longer_needs_a_reason_that_everybody_can_read(open_room):
    desk = open_room().desk
    opening = {"title": "x", "purpose": "x", "subject_kind": "group", "keep": "longer", "keep_days": "400"}

    assert desk.post("/open", data=opening).status_code == 422
    room = open_room(uses=1, keep="longer", keep_days="400", keep_why=REASON)

    for path in (f"/join/{room.code}", room.at("/outcome"), room.at("/outcome.html"), room.at("/outcome.csv")):
        assert REASON in room.app.test_client().get(path).text


@pytest.mark.parametrize("sent", [{"keep": "0"}, {"keep": "x"}, {"keep": "longer", "keep_days": "3651", "keep_why": "x"},
                                  {"keep": "longer", "keep_days": "91", "keep_why": "  "}])  # fmt: skip
def test_a_span_that_makes_no_sense_is_refused_and_changes_nothing(open_room, sent):
    room = open_room()
    before = outcome(room)["outcome"]["keeping"]

    assert room.act("keep-for", **sent).status_code == 422
    assert outcome(room)["outcome"]["keeping"] == before


def test_it_can_be_changed_at_the_desk_until_the_end_and_the_log_says_so(open_room):
    room = open_room(uses=1)

    room.must("keep-for", keep="longer", keep_days="120", keep_why=REASON)
    log = room.desk.get(room.at("/outcome")).text
    room.must("end", sure="yes")

    assert f"This session is kept for 120 days. Why: {REASON}" in log
    assert room.act("keep-for", keep="7").status_code == 409
    assert outcome(room)["outcome"]["keeping"]["days"] == 120


def test_delete_now_asks_twice_and_then_all_of_it_is_gone(room):
    for missing in ({"typed": room.code}, {"sure": "yes"}, {"sure": "yes", "typed": "222222"}):
        assert room.act("delete", **missing).status_code == 422
    assert room.desk.get(room.at("/outcome")).status_code == 200

    gone = room.act("delete", sure="yes", typed=room.code.lower())

    assert (gone.status_code, gone.location) == (303, "/")
    assert room.desk.get(room.at("/outcome")).status_code == 404
    assert not [words for words in (WORDS, NOTE, room.code) if words.encode() in file_bytes(room)]


def test_a_session_that_goes_on_cannot_be_deleted(open_room):
    room = open_room(uses=1)

    refused = room.act("delete", sure="yes", typed=room.code)

    assert refused.status_code == 422
    assert "End the session first." in refused.text


def test_no_participant_deletes_a_session(room):
    refused = room.phones[0].post(room.at("/desk/delete"), data={"sure": "yes", "typed": room.code})

    assert refused.status_code == 403
    assert room.desk.get(room.at("/outcome")).status_code == 200


def test_the_command_deletes_what_is_due_and_one_session_only_when_sure(room):
    run = room.app.test_cli_runner().invoke

    assert "Sessions of which something was deleted: 0." in run(args=["workshop", "purge"]).output
    unsure = run(args=["workshop", "purge", "--session", room.code])
    assert (unsure.exit_code, room.desk.get(room.at("/outcome")).status_code) == (1, 200)

    assert run(args=["workshop", "purge", "--session", room.code, "--sure"]).exit_code == 0
    assert room.desk.get(room.at("/outcome")).status_code == 404
    assert run(args=["workshop", "purge", "--session", room.code, "--sure"]).exit_code == 1


def test_where_two_run_it_both_must_ask_and_being_away_is_no_yes(open_room):
    faye = open_room(uses=1)
    faye.must("invite")
    sam = sit_down(faye, invitation(faye)[0])
    faye.must("end", sure="yes")
    sam.must("end", sure="yes")
    before = outcome(faye)
    last_seen(faye, 2, seconds=3600)

    faye.must("delete", sure="yes", typed=faye.code)
    faye.must("delete", sure="yes", typed=faye.code)

    assert outcome(faye) == before
    assert "The other facilitator asks to delete this session now, for everybody." in pending(sam)
    assert agree(sam, "delete").location == "/"
    assert faye.desk.get(faye.at("/outcome")).status_code == 404


def test_the_other_can_say_not_now_and_nothing_of_it_is_in_the_signed_record(open_room):
    faye = open_room(uses=1)
    faye.must("invite")
    sam = sit_down(faye, invitation(faye)[0])
    faye.must("end", sure="yes")
    sam.must("end", sure="yes")
    before = outcome(faye)
    faye.must("delete", sure="yes", typed=faye.code)

    sam.must("turn-down", pending=agreement(sam)["agrees_to"])

    assert pending(faye) == pending(sam) == ""
    assert outcome(faye) == before


def test_a_desk_can_still_be_recovered_when_the_session_has_ended(open_room):
    room = open_room()
    code = re.search(r'<strong class="code">([\w-]+)</strong>', room.desk.get(room.at("/desk")).text)
    assert code
    room.must("end", sure="yes")
    before = outcome(room)

    recovered = recover(room, code[1])

    assert outcome(room) == before
    assert recovered.act("delete", sure="yes", typed=room.code).status_code == 303


def test_somebody_who_reads_just_then_holds_nobody_up_and_the_next_time_does_it(room):
    path = room.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("begin")
        reader.execute("select * from remark").fetchall()
        begun = time.monotonic()
        pass_days(room, 31)
        assert time.monotonic() - begun < 4

    with room.app.app_context():
        forget_now()
    assert WORDS.encode() not in file_bytes(room)
