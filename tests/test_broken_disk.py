"""What is said to be saved is saved, whatever breaks: a full disk, a locked database, a page that cannot be drawn.

The errors are real ones: the system lets no file grow, or another program holds the database.
"""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from seeing import path_of
from sqlalchemy import event
from test_refusals import stored

from workshop.db import db
from workshop.partials import rendering
from workshop.usecases.events import workshop_changed

BROKEN = "Sorry, something went wrong here."
ACTS = {
    "a vote": ("/vote", {"choice": "rung_3"}),
    "a remark": ("/remark", {"text": "Nobody asked"}),
    "a line of the plan": ("/action", {"what": "Meet again"}),
    "a need": ("/need", {"need": "time", "needed": "yes", "place": "2.1.open.1"}),
    "leaving": ("/leave", {}),
}


@contextmanager
def full_disk(app):
    """No file grows any more: what SQLite would write behind its journal is refused by the system."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    journal = Path(f"{path_of(app)}-wal")
    resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size if journal.exists() else 0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def locked(app):
    """Another program writes, and does not come to an end."""

    def hurry(connection, *_):
        connection.execute("PRAGMA busy_timeout=20")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "checkout", hurry)
    with closing(sqlite3.connect(path_of(app), isolation_level=None)) as other:
        other.execute("begin immediate")
        try:
            yield
        finally:
            event.remove(engine, "checkout", hurry)


@contextmanager
def only_read(app):
    """The database refuses to be written: its disk was mounted anew, after an error, to be read only."""

    def refuse(connection, *_):
        connection.execute("PRAGMA query_only=ON")

    def allow(connection, *_):
        connection.execute("PRAGMA query_only=OFF")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "checkout", refuse)
    try:
        yield
    finally:
        event.remove(engine, "checkout", refuse)
        event.listen(engine, "checkout", allow)


BREAKS = {"a full disk": full_disk, "a locked database": locked, "a disk that is only read": only_read}


def by_post(room, phone, fields):
    answer = phone.post(room.at("/vote"), data=fields, headers={"HX-Request": "true"})
    return answer.status_code == 200, answer.text


def by_plain_form(room, phone, fields):
    answer = phone.post(room.at("/vote"), data=fields)
    return answer.status_code == 303, answer.text


def by_socket(room, phone, fields):
    socket = room.app.extensions["socketio"].test_client(
        room.app, flask_test_client=phone, auth={"code": room.code, "view": "phone"}
    )
    answer = socket.emit("vote", fields, callback=True)
    socket.disconnect()
    return answer["ok"], answer.get("html", "") + answer.get("notice", "")


DOORS = [by_post, by_plain_form, by_socket]


@pytest.fixture
def room(open_room):
    room = open_room(uses=3, works=3)
    room.open_ladder()
    room.send(room.phones[1], room.ballot(room.phones[1]), "rung_5")
    return room


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("breaks", BREAKS.values(), ids=list(BREAKS))
def test_a_vote_that_could_not_be_stored_is_never_said_to_be_saved_and_goes_again(room, breaks, door):
    phone = room.phones[0]
    fields = {**room.ballot(phone), "choice": "rung_3"}
    before = stored(room.app)

    with breaks(room.app):
        ok, said = door(room, phone, fields)

    assert not ok
    assert BROKEN in said
    assert "Saved." not in said
    assert "Traceback" not in said
    assert stored(room.app) == before

    assert door(room, phone, fields)[0]
    assert room.votes() == 2


@pytest.mark.parametrize("what", ACTS)
@pytest.mark.parametrize("breaks", BREAKS.values(), ids=list(BREAKS))
def test_whatever_else_could_not_be_stored_is_told_in_a_sentence_and_changes_nothing(room, breaks, what):
    path, fields = ACTS[what]
    fields = {**room.ballot(room.phones[0]), **fields}
    before = stored(room.app)

    with breaks(room.app):
        answer = room.phones[0].post(room.at(path), data=fields)

    assert answer.status_code == 500
    assert BROKEN in answer.text
    assert stored(room.app) == before


@pytest.mark.parametrize("breaks", BREAKS.values(), ids=list(BREAKS))
def test_results_that_could_not_be_shown_stay_hidden_and_are_shown_by_the_next_press(room, breaks):
    before = stored(room.app)

    with breaks(room.app):
        answer = room.desk.post(room.at("/desk/show"), data={"sure": "yes"})

    assert answer.status_code == 500
    assert stored(room.app) == before
    assert 'class="finding' not in room.desk.get(room.at("/screen")).text
    room.must("show", sure="yes")


@pytest.mark.parametrize("door", [by_post, by_socket])
def test_a_stored_vote_whose_answer_could_not_be_drawn_is_not_said_to_be_saved_until_it_is_sent_again(
    room, monkeypatch, door
):
    phone = room.phones[0]
    fields = {**room.ballot(phone), "choice": "rung_3"}
    with monkeypatch.context() as patch:
        patch.setattr(rendering, "render_template", lambda *_, **__: 1 / 0)
        patch.setattr("workshop.web.errors.notice", lambda text: text)
        ok, said = door(room, phone, fields)
    assert (ok, room.votes()) == (False, 2)
    assert BROKEN in said

    ok, said = door(room, phone, fields)

    assert (ok, room.votes()) == (True, 2)
    assert "Saved." in said


@pytest.mark.parametrize("door", DOORS)
def test_a_vote_is_saved_though_nobody_can_be_told_of_it(room, door):
    def deaf(*_, **__):
        raise RuntimeError

    phone = room.phones[0]
    with workshop_changed.connected_to(deaf):
        ok, _ = door(room, phone, {**room.ballot(phone), "choice": "rung_3"})

    assert (ok, room.votes()) == (True, 2)


@pytest.mark.parametrize("door", DOORS)
def test_votes_in_whatever_order_they_arrive_keep_the_newest_choice(room, door):
    phone = room.phones[0]
    ballot = room.ballot(phone)
    sent = [(f"op-{seq}", seq, f"rung_{seq}") for seq in (2, 5, 1, 3, 5, 4, 2, 5, 1)]

    answers = [door(room, phone, {**ballot, "op": op, "seq": str(seq), "choice": choice}) for op, seq, choice in sent]

    assert [ok for ok, _ in answers] == [True, True, False, False, True, False, False, True, False]
    assert all("We kept your newer choice." in said for ok, said in answers if not ok)
    assert [row[4] for row in stored(room.app)["vote"] if row[5] == 5] == ["rung_5"]


def test_a_database_without_our_tables_is_told_to_the_operator_while_the_process_is_alive(app):
    client = app.test_client()
    assert client.get("/readyz").json == {"ok": True}
    with closing(sqlite3.connect(path_of(app))) as other:
        other.execute("alter table workshop rename to elsewhere")

    assert [client.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 500]
