"""A session that nobody has touched for a day ends by itself: its key goes, and its votes become counts."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from conftest import FIELDS, OPENING, PLACE, wait_for
from seeing import rows
from serving import Device, free_port, in_server, served

from workshop.clock import Watch, now
from workshop.usecases.acts.pressing import Press
from workshop.usecases.desk import admitting, ending

DAY = timedelta(hours=24)
ENDED = "The session has ended"


def pass_time(room, hours):
    """What the server does now and then, so many hours from now."""
    later = now() + timedelta(hours=hours)
    with room.app.app_context():
        for code in ending.rested(now=later):
            ending.retire(code, now=later)


def figures(table):
    """The lines of the table that say how many votes a choice has."""
    rows = csv.DictReader(io.StringIO(table.lstrip("\ufeff")))
    return [(row["group"], row["choice_key"], row["votes"]) for row in rows if row["choice_key"]]


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.vote(*["rung_2"] * 3, *["rung_5"] * 3)
    room.must("show")
    return room


def test_a_session_rests_for_a_whole_day_before_it_ends(room):
    pass_time(room, 23.9)

    assert rows(room.app, "select stage, key is null, locked from workshop") == [("running", 0, 0)]
    assert room.votes() == 6


def test_its_key_and_votes_go_and_its_results_stay(room):
    before = room.desk.get(room.at("/outcome.csv")).text

    pass_time(room, 24.1)

    assert rows(room.app, "select stage, key is null, locked from workshop") == [("ended", 1, 1)]
    assert room.votes() == 0
    after = room.desk.get(room.at("/outcome.csv")).text
    assert figures(before)
    assert figures(after) == figures(before)


def test_votes_that_were_never_shown_are_gone_for_good(room):
    room.must("again")
    room.vote(*["rung_7"] * 6)

    pass_time(room, 24.1)

    assert room.votes() == 0
    outcome = room.desk.get(room.at("/outcome")).text
    assert "two steps" not in outcome
    assert "We see this differently: three steps apart." in outcome


def test_every_view_says_that_it_ended(room):
    pass_time(room, 24.1)

    pages = {room.phones[0]: "", room.app.test_client(): "/screen", room.desk: "/desk"}
    assert all(ENDED in client.get(room.at(path)).text for client, path in pages.items())


def test_nothing_can_be_changed_afterwards_and_everybody_is_told_why(room):
    ballot = {"question": "1", "round": "1", "op": "late", "seq": "9"}
    pass_time(room, 24.1)

    refused = [
        room.send(room.phones[0], ballot, "rung_3"),
        room.phones[0].post(room.at("/remark"), data={"question": "1", "text": "late"}),
        room.phones[0].post(room.at("/action"), data={"what": "late", "op": "late"}),
        room.desk.post(room.at("/desk/open")),
    ]

    assert {answer.status_code for answer in refused} == {409}
    assert all("This session has ended. Nothing can be changed now." in answer.text for answer in refused)


def test_the_log_says_that_it_ended_by_itself_and_only_once(room):
    pass_time(room, 24.1)
    pass_time(room, 48)

    assert room.desk.get(room.at("/outcome")).text.count("The session ended by itself, after a day of rest.") == 1


def test_an_act_at_the_desk_lets_it_go_on_even_when_its_end_was_due(room):
    later = now() + timedelta(hours=25)
    with room.app.app_context():
        due = ending.rested(now=later)
        admitting.lock(room.code, Press(by=1, now=later), locked=True)
        for code in due:
            ending.retire(code, now=later)

    assert due == [room.code]
    assert rows(room.app, "select stage from workshop") == [("running",)]


def test_the_running_server_ends_it(tmp_path):
    port = free_port()
    faye, ann = (Device(f"http://localhost:{port}") for _ in range(2))
    with served(tmp_path, port, "--local"):
        code = faye.post("/open", **OPENING)[1].split("/")[2]
        ann.post(f"/join/{code}", group="uses")
        for deed, fields in (("topic", {"position": 2}), ("open", {})):
            place = PLACE.search(faye.get(f"/session/{code}/desk")[1])[1]
            faye.post(f"/session/{code}/desk/{deed}", place=place, **fields)
        ballot = dict(FIELDS.findall(ann.get(f"/session/{code}")[1]))
        assert ann.post(f"/session/{code}/vote", **ballot, choice="rung_2")[0] == 303
    with closing(sqlite3.connect(tmp_path / "equal_footing.sqlite3")) as connection, connection:
        connection.execute("update workshop set touched_at = ?", [str(now() - DAY - timedelta(minutes=1))])

    with served(tmp_path, port, "--local"):
        wait_for(lambda: ENDED in ann.get(f"/session/{code}")[1])

    with closing(sqlite3.connect(tmp_path / "equal_footing.sqlite3")) as connection:
        assert connection.execute("select key from workshop").fetchall() == [(None,)]
        assert connection.execute("select count(*) from vote").fetchall() == [(0,)]


ROUNDS = """
import gevent
from datetime import timedelta
from workshop import create_app
from workshop.clock import now
from workshop.db import db
from workshop.models import Question, Workshop
from workshop.serve import upgrade_database
from workshop.upkeep import retire_now_and_then
from sqlalchemy import select, update

app = create_app({"ADDRESSES": ["http://localhost"]})
upgrade_database(app)
opening = %r

def rest(codes):
    with app.app_context():
        resting = update(Workshop).where(Workshop.code.in_(codes))
        db.session.execute(resting.values(touched_at=now() - timedelta(hours=25)))
        db.session.commit()

def running():
    with app.app_context():
        return set(db.session.scalars(select(Workshop.code).where(Workshop.key.is_not(None))))

def until(what):
    with gevent.Timeout(20):
        while not what():
            gevent.sleep(0.01)

answers = [app.test_client().post("/open", data=opening) for _ in range(6)]
poor, *others = [answer.location.split("/")[2] for answer in answers]
with app.app_context():
    db.session.execute(update(Question).where(Question.workshop_id == 1).values(showing="never heard of"))
    db.session.commit()
turns = []

def take_turns():
    while True:
        turns.append(len(running()))
        gevent.sleep()

gevent.spawn(take_turns)
gevent.spawn(retire_now_and_then, app, pause=0.05)
rest([poor, *others[:4]])
until(lambda: running() == {poor, others[4]} and turns[-1] == 2)
print(sorted(set(turns), reverse=True))
rest(others)
until(lambda: running() == {poor})
print("the next round came")
"""


LEAP = """
import gevent
from datetime import timedelta
from workshop import create_app, serve, upkeep
from workshop.db import db
from workshop.models import Workshop
from sqlalchemy import select

app = create_app({"ADDRESSES": ["http://localhost"]})
serve.upgrade_database(app)
app.test_client().post("/open", data=%r)
right = upkeep.now
looks = []

def old_day():
    looks.append(None)
    return right()

def days_later():
    looks.append(None)
    return right() + timedelta(days=2)

def until_looked(times):
    looks.clear()
    with gevent.Timeout(20):
        while len(looks) < times:
            gevent.sleep(0.01)

upkeep.now = old_day
gevent.spawn(upkeep.retire_now_and_then, app, pause=0.02)
until_looked(6)
upkeep.now = days_later
until_looked(6)
with app.app_context():
    print(db.session.scalar(select(Workshop.key).where(Workshop.key.is_not(None))) is not None)
"""


SPOILT = """
import gevent
from datetime import timedelta
from sqlalchemy import select
from workshop import create_app, serve, upkeep
from workshop.db import db
from workshop.models import Workshop
from workshop.usecases.desk import ending
from workshop.usecases.keeping import deleting

app = create_app({"ADDRESSES": ["http://localhost"]})
serve.upgrade_database(app)
codes = [app.test_client().post("/open", data=%r).location.split("/")[2] for _ in range(2)]
right, is_due = upkeep.now, deleting.is_due
with app.app_context():
    for code in codes:
        ending.retire(code, now=right() + timedelta(days=2))

def spoilt(code, *, now):
    if code == min(codes):
        raise ValueError(code)
    return is_due(code, now=now)

def fails(**_when):
    raise ValueError

deleting.is_due, ending.rested = spoilt, fails
upkeep.now = lambda: right() + timedelta(days=400)
upkeep.retire_once(app)
with app.app_context():
    print(list(db.session.scalars(select(Workshop.code))) == [min(codes)])
"""


def test_a_session_that_nobody_can_make_out_keeps_no_other_from_being_deleted_in_time(tmp_path):
    assert in_server(SPOILT % OPENING, tmp_path).splitlines()[-1] == "True"


def test_a_clock_that_is_set_right_in_the_middle_of_a_session_does_not_end_it(tmp_path):
    assert in_server(LEAP % OPENING, tmp_path).strip() == "True"


def test_after_a_leap_of_the_clock_people_have_an_hour_to_show_that_they_go_on():
    gone = [0.0]
    watch, begun = Watch(lambda: gone[0]), now()

    def look(seconds, ahead=timedelta()):
        gone[0] = seconds
        return watch.is_even(begun + timedelta(seconds=seconds) + ahead)

    assert all(look(seconds) for seconds in (0, 600, 5000))  # a late look is no leap
    assert not look(5600, ahead=DAY)
    assert not look(9199, ahead=DAY)
    assert look(9200, ahead=DAY)
    assert look(9800)  # put back: nothing is over early


def test_it_comes_round_again_and_between_two_sessions_others_go_on(tmp_path):
    """With a session that cannot be ended, which stands first."""
    said = in_server(ROUNDS % OPENING, tmp_path).splitlines()

    assert said == ["[6, 5, 4, 3, 2]", "the next round came"]
