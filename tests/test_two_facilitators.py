"""Two facilitators with equal keys: what each may do, what needs both, and what everybody can read of it.

Faye opened the session. Sam is the second facilitator, Zoe was not invited.
"""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from conftest import OPENING, open_in
from serving import in_server
from sqlalchemy.exc import IntegrityError
from test_promises import OTHER, SPLIT, without_ops

from workshop.clock import now
from workshop.db import db
from workshop.models import Facilitator
from workshop.usecases.desk import ending

CARD = re.compile(r'<section class="card stack keep-card" id="invitation">.*?</section>', re.DOTALL)
KEY, RECOVERY = re.compile(r"#key=([\w-]+)"), re.compile(r'<strong class="code">([\w-]+)</strong>')
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
PENDING = re.compile(r'<section id="pending".*?</section>', re.DOTALL)
AGAIN = re.compile(r'action="[^"]*/desk/again".*?name="place" value="([^"]+)"', re.DOTALL)
ASKS_TO_END = "The other facilitator asks to end the session."


def invitation(room):
    """The key and the recovery code that Faye's desk shows for the second facilitator; None when it shows none."""
    card = CARD.search(room.desk.get(room.at("/desk")).text)
    return (KEY.search(card[0])[1], RECOVERY.search(card[0])[1]) if card else None


def sit_down(room, key):
    """Somebody opens a desk with a key: the same session, from their desk."""
    device = room.app.test_client()
    answer = device.post(room.at("/desk/key"), data={"key": key})
    assert answer.status_code == 303, answer.text
    assert device.get(room.at("/desk")).status_code == 200
    return replace(room, desk=device)


def opens(room, key):
    """Does the key open the desk?"""
    return room.app.test_client().post(room.at("/desk/key"), data={"key": key}).status_code == 303


def recover(room, recovery_code):
    """Somebody opens a desk with a recovery code, on a device of theirs."""
    device = room.app.test_client()
    answer = device.post(room.at("/desk/recover"), data={"recovery_code": recovery_code})
    assert answer.status_code == 303, answer.text
    return replace(room, desk=device)


def pending(room):
    """What waits for a yes, as this desk shows it; "" when nothing does."""
    shown = PENDING.search(room.desk.get(room.at("/desk")).text)[0]
    return " ".join(re.sub("<[^>]+>", " ", shown).split())


def agreement(room):
    """What the Agree button of this desk sends."""
    shown = PENDING.search(room.desk.get(room.at("/desk")).text)[0]
    sent = dict(FIELD.findall(shown.partition("</form>")[0]))
    assert "agrees_to" in sent, "nothing waits for a yes here"
    return sent


def agree(room, deed):
    """Presses it."""
    return room.desk.post(room.at(f"/desk/{deed}"), data=agreement(room))


def log(room):
    """What everybody can read of what was done at the desks, in order."""
    table = csv.DictReader(io.StringIO(room.app.test_client().get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    return [row["text"] for row in table if row["kind"] == "log"]


def database(room):
    return closing(sqlite3.connect(room.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")))


def seen_at(room, number):
    """When the desk of a facilitator was last heard of."""
    with database(room) as connection:
        return connection.execute("select seen_at from facilitator where number = ?", [number]).fetchone()[0]


def last_seen(room, number, *, seconds):
    """Time goes by: a facilitator was last heard of so long ago. Gives what the database then holds."""
    with database(room) as connection:
        then = str(now() - timedelta(seconds=seconds))
        connection.execute("update facilitator set seen_at = ? where number = ?", [then, number])
        connection.commit()
    return then


def stage(room):
    with database(room) as connection:
        return connection.execute("select stage from workshop").fetchone()[0]


def pushed(socket):
    """All that came through a socket since it was last asked."""
    return "".join(message["args"][0]["html"] for message in socket.get_received())


def look_round(room):
    """What the server does every half a minute."""
    with room.app.app_context():
        room.app.extensions["attendance"].look_round()


@pytest.fixture
def faye(open_room):
    return open_room(uses=3, works=3)


@pytest.fixture
def sam(faye):
    faye.must("invite")
    key, _ = invitation(faye)
    faye.must("passed-on")
    return sit_down(faye, key)


@pytest.fixture
def shown(faye, sam):
    """The ladder has been voted on and shown."""
    faye.open_ladder()
    faye.vote(*SPLIT)
    faye.must("show")


# Coming in, with a key of one's own


def test_both_desks_have_the_same_controls(faye, sam):
    def controls(room):
        page = without_ops(room.desk.get(room.at("/desk")).text)
        return [re.search(rf'<(\w+) id="{part}".*?</\1>', page, re.DOTALL)[0] for part in ("controls", "agenda", "log")]

    assert controls(faye) == controls(sam)


def test_the_second_facilitators_keys_are_shown_until_they_were_passed_on_and_at_the_first_desk_only(faye):
    faye.must("invite")
    key, recovery_code = invitation(faye)
    assert invitation(faye) == (key, recovery_code)
    sam = sit_down(faye, key)
    assert invitation(sam) is None

    faye.must("passed-on")

    assert invitation(faye) is None
    for room in (faye, sam):
        assert recovery_code not in room.desk.get(room.at("/desk")).text


def test_the_picture_leads_to_an_address_that_another_phone_can_reach(make_app):
    room = open_in(make_app(ADDRESSES=["http://192.168.4.1:8000"]))
    room.must("invite")

    card = CARD.search(room.desk.get(room.at("/desk")).text)[0]

    link = f"http://192.168.4.1:8000/session/{room.code}/desk#key={invitation(room)[0]}"
    assert re.findall(r'value="(http[^"]+)"|<title>(http[^<]+)</title>', card) == [("", link), (link, "")]


def test_the_database_holds_neither_key_nor_recovery_code(faye, tmp_path):
    faye.must("invite")
    key, recovery_code = invitation(faye)

    stored = b"".join(path.read_bytes() for path in tmp_path.glob("test.sqlite3*"))

    assert [word for word in (key, recovery_code, recovery_code.replace("-", "")) if word.encode() in stored] == []


@pytest.mark.parametrize("host", ["faye", "sam"])
def test_a_third_facilitator_is_refused(request, faye, sam, host):
    room = request.getfixturevalue(host)

    answer = room.act("invite")

    assert answer.status_code == 422
    assert "There are two facilitators already." in answer.text
    assert invitation(room) is None


def test_the_database_itself_takes_no_third(faye, sam):
    with faye.app.app_context():
        first = db.session.get_one(Facilitator, (1, 1))
        third = Facilitator(workshop_id=1, number=3, key_hash=first.key_hash, recovery_hash=first.recovery_hash)
        db.session.add(third)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_who_has_not_come_can_be_invited_anew_and_the_older_link_no_longer_works(faye):
    faye.must("invite")
    older, _ = invitation(faye)
    faye.must("invite")
    newer, _ = invitation(faye)

    assert [opens(faye, older), opens(faye, newer)] == [False, True]


@pytest.mark.parametrize("deed", ["invite", "passed-on", "renew", "side", "turn-down"])
def test_nobody_else_acts_for_a_facilitator(faye, sam, deed):
    zoe = faye.app.test_client()

    assert zoe.post(faye.at(f"/desk/{deed}"), data={"side": "uses", "pending": "1"}).status_code == 403
    assert faye.phones[0].post(faye.at(f"/desk/{deed}")).status_code == 403


# Handing over


def test_recovering_gives_a_new_key_to_that_facilitator_only(faye):
    faye.must("invite")
    sams, sams_recovery = invitation(faye)
    sam = sit_down(faye, sams)

    laptop = recover(faye, sams_recovery)

    assert not opens(faye, sams)
    assert sam.desk.get(sam.at("/desk")).status_code == 403
    assert "You are the second facilitator." in laptop.desk.get(laptop.at("/desk")).text
    assert "You are the first facilitator." in faye.desk.get(faye.at("/desk")).text
    assert log(faye)[-1] == "Second facilitator: The desk was opened on another device, with the recovery code."


def test_the_first_facilitators_recovery_leaves_the_seconds_key_alone(faye):
    recovery_code = RECOVERY.search(faye.desk.get(faye.at("/desk")).text)[1]
    faye.must("invite")
    sam = sit_down(faye, invitation(faye)[0])

    laptop = recover(faye, recovery_code)

    assert faye.desk.get(faye.at("/desk")).status_code == 403
    assert "You are the first facilitator." in laptop.desk.get(laptop.at("/desk")).text
    sam.must("topic", position=1)
    assert [line.split(":")[0] for line in log(faye)[-2:]] == ["First facilitator", "Second facilitator"]


def test_a_recovery_code_that_fits_nobody_opens_no_desk(faye, sam):
    answer = faye.app.test_client().post(faye.at("/desk/recover"), data={"recovery_code": "22222-22222"})

    assert answer.status_code == 403
    assert [room.desk.get(room.at("/desk")).status_code for room in (faye, sam)] == [200, 200]


def test_the_second_facilitator_can_make_keys_that_nobody_else_has_seen(faye):
    faye.must("invite")
    key, recovery_code = invitation(faye)
    sam = sit_down(faye, key)

    sam.must("renew")

    assert sam.desk.get(sam.at("/desk")).status_code == 200
    assert not opens(faye, key)
    answer = faye.app.test_client().post(faye.at("/desk/recover"), data={"recovery_code": recovery_code})
    assert answer.status_code == 403
    assert faye.desk.get(faye.at("/desk")).status_code == 200


# What needs both


def test_ending_is_asked_and_then_done_when_the_other_agrees(faye, sam):
    faye.must("end", sure="yes")

    assert stage(faye) == "lobby"
    assert pending(faye).startswith("You asked: End the session")
    assert pending(sam) == f"{ASKS_TO_END} Agree Not now"
    assert log(faye)[-1] == "First facilitator: Asked the other facilitator: End the session?"

    assert agree(sam, "end").status_code == 303

    assert stage(faye) == "ended"
    assert log(faye)[-2:] == [
        "Second facilitator: Agreed: End the session.",
        "Second facilitator: The session was ended.",
    ]
    assert pending(faye) == pending(sam) == ""


def test_a_second_vote_needs_both(faye, sam, shown):
    sam.must("again")
    assert "second vote on “Which step of the ladder are we on" in pending(faye)
    assert "second vote" not in faye.phones[0].get(faye.at()).text

    assert agree(faye, "again").status_code == 303

    assert "second vote" in faye.phones[0].get(faye.at()).text


def test_parking_a_suggestion_needs_both_and_keeps_the_reason_of_the_one_who_asked(faye, sam):
    faye.must("topic", position=1)
    faye.phones[0].post(faye.at("/propose"), data={"change": "add", "text": "We say it in plain words."})
    proposal = re.search(r'name="proposal" value="(\d+)"', faye.desk.get(faye.at("/desk")).text)[1]

    faye.must("park", proposal=proposal, reason="It is a rule already.")
    assert "asks to park “We say it in plain words.”" in pending(sam)
    assert not any("It is a rule already." in line for line in log(faye))

    assert agree(sam, "park").status_code == 303

    assert "It is a rule already." in log(faye)[-1]
    assert pending(faye) == pending(sam) == ""


@pytest.mark.parametrize(("asks", "reads"), [("faye", "sam"), ("sam", "faye")])
def test_both_desks_are_told_at_once_and_only_the_other_one_is_asked(request, faye, sam, asks, reads):
    asker, other = request.getfixturevalue(asks), request.getfixturevalue(reads)
    with asker.listening("desk", asker.desk) as at_one, other.listening("desk", other.desk) as at_the_other:
        pushed(at_one), pushed(at_the_other)

        asker.must("end", sure="yes")

        mine, theirs = pushed(at_one), pushed(at_the_other)
    assert "You asked:" in mine
    assert "agrees_to" not in mine
    assert ASKS_TO_END in theirs
    assert "agrees_to" in theirs


def test_nobody_agrees_with_themselves(faye, sam):
    faye.must("end", sure="yes")
    yes = agreement(sam)["agrees_to"]

    answer = faye.act("end", sure="yes", agrees_to=yes)

    assert answer.status_code == 422
    assert "The other facilitator has to agree to this, not you." in answer.text
    assert stage(faye) == "lobby"


def test_pressing_again_asks_no_second_time_and_does_nothing(faye, sam):
    for _ in range(3):
        faye.must("end", sure="yes")

    assert stage(faye) == "lobby"
    assert len([line for line in log(faye) if "Asked" in line]) == 1


def test_a_yes_to_one_deed_is_no_yes_to_another(faye, sam, shown):
    faye.must("again")
    yes = agreement(sam)["agrees_to"]

    answer = sam.act("end", sure="yes", agrees_to=yes)

    assert answer.status_code == 409
    assert stage(faye) == "running"


@pytest.mark.parametrize("yes", ["999999", "", "x", "-1", "9" * 40])
def test_a_yes_to_nothing_does_nothing(faye, sam, yes):
    assert sam.act("end", sure="yes", agrees_to=yes).status_code == 409
    assert stage(faye) == "lobby"
    assert pending(faye) == ""


def test_a_yes_that_comes_after_the_session_has_moved_on_does_nothing(faye, sam, shown):
    sam.must("again")
    old = agreement(faye)
    sam.must("topic", position=3)

    late = faye.desk.post(faye.at("/desk/again"), data=old)
    forged = faye.desk.post(faye.at("/desk/end"), data={"sure": "yes", "agrees_to": old["agrees_to"]})

    assert [late.status_code, forged.status_code] == [409, 409]
    assert "The session has moved on." in late.text
    assert pending(faye) == pending(sam) == ""
    sam.must("topic", position=2)
    assert pending(faye) == ""  # it does not come back with the place


@pytest.mark.parametrize(("who", "said"), [("faye", "Took back what they had asked"), ("sam", "Said “not now”")])
def test_an_ask_is_taken_back_or_turned_down_and_a_late_yes_does_nothing(request, faye, sam, who, said):
    faye.must("end", sure="yes")
    asked = agreement(sam)["agrees_to"]

    request.getfixturevalue(who).must("turn-down", pending=asked)

    assert pending(faye) == pending(sam) == ""
    assert said in log(faye)[-1]
    assert sam.act("end", sure="yes", agrees_to=asked).status_code == 409
    assert faye.act("turn-down", pending=asked).status_code == 409
    assert stage(faye) == "lobby"


def test_two_who_press_for_the_same_have_agreed(faye, sam, shown):
    faye.must("again")
    sam.must("again")

    assert "second vote" in faye.phones[0].get(faye.at()).text
    assert [line.partition(":")[0] for line in log(faye)[-3:]] == ["First facilitator"] + ["Second facilitator"] * 2


def test_both_at_the_very_same_time_make_one_second_vote(faye, sam, shown):
    at_once = [(room, AGAIN.search(room.desk.get(room.at("/desk")).text)[1]) for room in (faye, sam)]

    def press(desk):
        room, place = desk
        return room.desk.post(room.at("/desk/again"), data={"place": place}).status_code

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(press, at_once))

    assert answers == [303, 303]
    with database(faye) as connection:
        assert connection.execute("select max(number) from round").fetchone() == (2,)
    assert [line.split(": ")[1].split()[0] for line in log(faye)[-3:]] == ["Asked", "Agreed", "The"]


def test_what_cannot_be_done_is_not_asked(faye, sam, shown):
    faye.must("again")
    sam.must("again")

    assert faye.act("again").status_code == 422
    assert pending(sam) == ""


def test_an_open_question_to_the_other_is_gone_when_the_session_ends_by_itself(faye, sam):
    faye.must("end", sure="yes")

    with faye.app.app_context():
        ending.retire(faye.code, now=now() + timedelta(hours=25))

    assert stage(faye) == "ended"
    assert pending(sam) == ""


# Being away


def test_one_alone_may_when_the_other_has_been_away_and_the_log_says_so(faye, sam):
    last_seen(faye, 2, seconds=121)
    assert "The other facilitator is away." in faye.desk.get(faye.at("/desk")).text

    faye.must("end", sure="yes")

    assert stage(faye) == "ended"
    assert log(faye)[-2:] == [
        "First facilitator: Went on alone, as the other facilitator was away: End the session.",
        "First facilitator: The session was ended.",
    ]


def test_the_second_alone_may_just_the_same(faye, sam):
    last_seen(faye, 1, seconds=121)

    sam.must("end", sure="yes")

    assert stage(faye) == "ended"


def test_a_minute_and_a_half_is_not_away(faye, sam):
    last_seen(faye, 2, seconds=90)

    faye.must("end", sure="yes")

    assert stage(faye) == "lobby"


def test_what_was_asked_can_be_done_alone_once_the_other_has_gone(faye, sam):
    faye.must("end", sure="yes")
    assert "Do it alone" not in pending(faye)
    last_seen(faye, 2, seconds=121)
    assert "Do it alone" in pending(faye)

    faye.must("end", sure="yes")

    assert stage(faye) == "ended"


def test_who_asked_and_went_away_has_agreed(faye, sam):
    sam.must("end", sure="yes")
    last_seen(faye, 2, seconds=121)

    assert agree(faye, "end").status_code == 303

    assert log(faye)[-2] == "First facilitator: Agreed: End the session."


def test_who_was_invited_and_has_not_come_holds_nothing_up(faye):
    faye.must("invite")

    faye.must("end", sure="yes")

    assert stage(faye) == "ended"


# Being here


def load(room):
    assert room.desk.get(room.at("/desk")).status_code == 200


def poll(room):
    assert room.desk.get(room.at("/state?view=desk&since=0")).status_code == 200


def act(room):
    assert room.desk.post(room.at("/desk/passed-on")).status_code == 303


def come(room):
    with room.listening("desk", room.desk):
        pass


@pytest.mark.parametrize("sign", [load, poll, act, come])
def test_a_desk_that_is_heard_of_is_here(faye, sam, sign):
    then = last_seen(faye, 2, seconds=21)

    sign(sam)

    assert datetime.fromisoformat(seen_at(faye, 2)) - datetime.fromisoformat(then) >= timedelta(seconds=21)


@pytest.mark.parametrize("sign", [load, poll, act, come])
def test_it_is_written_down_no_more_often_than_every_twenty_seconds(faye, sam, sign):
    then = last_seen(faye, 2, seconds=15)

    sign(sam)

    assert seen_at(faye, 2) == then


def test_a_desk_that_leaves_was_here_until_then(faye, sam):
    with sam.listening("desk", sam.desk):
        then = last_seen(faye, 2, seconds=100)

    assert seen_at(faye, 2) > then


def test_a_desk_that_only_listens_is_here(faye, sam):
    with sam.listening("desk", sam.desk):
        then = last_seen(faye, 2, seconds=100)
        look_round(faye)

        assert seen_at(faye, 2) > then


def test_everybody_has_their_turn_between_two_desks_when_the_server_looks_round(faye, sam, monkeypatch):
    turns = []
    with faye.listening("desk", faye.desk), sam.listening("desk", sam.desk):
        then = [last_seen(faye, number, seconds=100) for number in (1, 2)]

        def turn(_seconds):
            turns.append(sum(seen_at(faye, number) > before for number, before in zip((1, 2), then, strict=True)))

        monkeypatch.setattr(faye.app.extensions["attendance"].socketio, "sleep", turn)
        look_round(faye)

    assert turns[:2] == [1, 2]


def test_the_desk_of_a_deleted_session_holds_up_no_other(open_room, faye, sam):
    gone = open_room()
    gone.must("end", sure="yes")
    with gone.listening("desk", gone.desk) as left, faye.listening("desk", faye.desk):
        assert gone.act("delete", sure="yes", typed=gone.code).status_code == 303
        then = last_seen(faye, 1, seconds=100)
        look_round(faye)

        assert not left.is_connected()
        assert seen_at(faye, 1) > then


LISTENS = """
import gevent
from datetime import timedelta
from sqlalchemy import select, update
from workshop import create_app
from workshop.clock import now
from workshop.db import db
from workshop.models import Facilitator
from workshop.serve import upgrade_database
from workshop.upkeep import look_round_now_and_then

app = create_app({"ADDRESSES": ["http://localhost"]})
upgrade_database(app)
desk = app.test_client()
code = desk.post("/open", data=%r).location.split("/")[2]
socket = app.extensions["socketio"].test_client(app, flask_test_client=desk, auth={"code": code, "view": "desk"})
with app.app_context():
    db.session.execute(update(Facilitator).values(seen_at=now() - timedelta(minutes=1)))
    db.session.commit()
gevent.spawn(look_round_now_and_then, app, pause=0.05)

def is_fresh():
    with app.app_context():
        return now() - db.session.scalar(select(Facilitator.seen_at)) < timedelta(seconds=30)

with gevent.Timeout(20):
    while not is_fresh():
        gevent.sleep(0.05)
print("written down")
"""


def test_the_server_looks_round_by_itself(tmp_path):
    assert in_server(LISTENS % OPENING, tmp_path) == "written down"


def test_votes_write_nothing_about_facilitators(faye, sam):
    faye.open_ladder()
    with faye.listening("desk", faye.desk), sam.listening("desk", sam.desk):
        then = [last_seen(faye, number, seconds=60) for number in (1, 2)]
        faye.vote(*SPLIT)

        assert [seen_at(faye, number) for number in (1, 2)] == then


def test_the_other_desk_is_told_when_one_goes_away_and_comes_back(faye, sam):
    faye.must("end", sure="yes")
    with faye.listening("desk", faye.desk) as socket:
        look_round(faye)
        assert "The other facilitator is here." in pushed(socket)

        last_seen(faye, 2, seconds=121)
        look_round(faye)
        told = pushed(socket)
        assert "The other facilitator is away." in told
        assert "Do it alone" in told

        look_round(faye)
        assert pushed(socket) == ""  # nothing has changed

        load(sam)
        told = pushed(socket)
        assert "The other facilitator is here." in told
        assert "Do it alone" not in told


def test_a_desk_without_a_socket_is_told_too(faye, sam):
    page = faye.desk.get(faye.at("/desk")).text
    has = {name: re.search(rf'data-{name}="(\d+)"', page)[1] for name in ("revision", "tick")}
    ask = f"/state?view=desk&since={has['revision']}&tick={has['tick']}"
    assert faye.desk.get(faye.at(ask)).status_code == 204

    last_seen(faye, 2, seconds=121)

    assert "The other facilitator is away." in faye.desk.get(faye.at(ask)).text


def test_a_desk_whose_key_was_replaced_is_let_go(faye):
    faye.must("invite")
    sams, sams_recovery = invitation(faye)
    sam = sit_down(faye, sams)
    with sam.listening("desk", sam.desk) as lost, faye.listening("desk", faye.desk) as kept:
        recover(faye, sams_recovery)
        then = last_seen(faye, 2, seconds=121)
        look_round(faye)

        assert [lost.is_connected(), kept.is_connected()] == [False, True]
    assert seen_at(faye, 2) == then  # who holds an older key is not the facilitator


# What everybody can read


def test_each_act_says_whose_it_was_once_there_are_two(faye):
    faye.must("topic", position=1)
    faye.must("invite")
    sam = sit_down(faye, invitation(faye)[0])
    sam.must("topic", position=2)
    faye.must("lock", locked="yes")

    told = log(faye)

    assert [line.partition(":")[0] for line in told if "facilitator:" in line] == [
        "First facilitator",  # invited
        "Second facilitator",
        "First facilitator",
    ]
    assert told[1].startswith("We went to")
    phone, outcome = (faye.app.test_client().get(faye.at(path)).text for path in ("/outcome", "/outcome.csv"))
    for page in (phone, outcome):
        assert "Second facilitator: We went to “Where are we now?”." in page


def test_one_facilitator_alone_is_named_nowhere(faye):
    faye.open_ladder()

    assert not any("facilitator" in line.lower() for line in log(faye))
    assert "equal keys" not in faye.phones[0].get(faye.at()).text


def test_screen_phones_and_outcome_say_who_runs_the_session(faye, sam):
    faye.must("side", side="works")
    sam.must("side", side="uses")

    said = "Two people, with equal keys. One uses the service, one works or volunteers here."
    for path in ("/screen", "/outcome", "/outcome.csv"):
        assert said in faye.desk.get(faye.at(path)).text
    assert said in faye.phones[0].get(faye.at()).text
    assert log(faye)[-2:] == [
        "First facilitator: Said “I work or volunteer here”.",
        "Second facilitator: Said “I use the service”.",
    ]


def test_a_side_is_said_once_in_the_log_can_be_taken_back_and_must_exist(faye, sam):
    for _ in range(2):
        sam.must("side", side="uses")
    sam.must("side", side="")

    assert sam.act("side", side="either").status_code == 422
    assert [line for line in log(faye) if "Said" in line] == ["Second facilitator: Said “I use the service”."]
    assert "Two people, with equal keys.<" in faye.desk.get(faye.at("/screen")).text


def test_hidden_votes_change_nothing_that_either_desk_is_told(faye, sam):
    faye.open_ladder()
    faye.vote(*SPLIT)
    before = [without_ops(room.desk.get(room.at("/desk")).text) for room in (faye, sam)]

    with faye.listening("desk", faye.desk) as one, sam.listening("desk", sam.desk) as other:
        pushed(one), pushed(other)
        faye.vote(*OTHER)
        told = pushed(one) + pushed(other)

    assert [without_ops(room.desk.get(room.at("/desk")).text) for room in (faye, sam)] == before
    assert not re.search(r"rung_\d", told)
