"""The whole outcome is counted once for a room that takes it home, and anew as soon as anything was written."""

import sqlite3
from contextlib import closing
from threading import Thread

import pytest
from seeing import path_of
from test_reading import noted
from walking import walk

from workshop.db import state
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.outcomes import outcome_of
from workshop.usecases.outcome.remembering import KEPT, _kept, outcome_now


def now(app, code):
    """The outcome as a download gets it."""
    with app.app_context():
        return outcome_now(code)


def test_it_is_what_the_rows_say_at_every_step_of_a_session(open_room, app):
    room = open_room(uses=1, works=1)

    for step in walk(room):
        kept = now(app, room.code)
        with app.app_context():
            assert kept == outcome_of(require_workshop(room.code)), step


@pytest.mark.parametrize("path", ["/outcome", "/outcome.csv"])
def test_a_second_download_counts_nothing(open_room, app, path):
    room = open_room(uses=1, works=1)
    first = room.phones[0].get(room.at(path))

    with app.app_context(), noted(app) as sent:
        again = room.phones[1].get(room.at(path))

    assert again.data == first.data
    assert [statement for statement, _ in sent if " vote" in statement or " question" in statement] == []


def test_a_write_by_the_same_connection_by_another_and_by_another_process_are_all_seen(open_room, app):
    room = open_room(uses=1, works=1)
    room.open_ladder()
    voted = []

    def look():
        outcome = now(app, room.code)
        question = next(q for q in outcome.questions() if q.rounds)
        voted.append((outcome.title, question.rounds[0].voted))

    look()
    room.send(room.phones[0], room.ballot(room.phones[0]), "rung_2")
    look()
    other = Thread(target=lambda: room.send(room.phones[1], room.ballot(room.phones[1]), "rung_3"))
    other.start()
    other.join()
    look()
    with closing(sqlite3.connect(path_of(app))) as beside:
        beside.execute("UPDATE workshop SET title = 'Another'")
        beside.commit()
    look()

    assert voted == [("Who decides?", 0), ("Who decides?", 1), ("Who decides?", 2), ("Another", 2)]


def test_two_connections_never_share_a_state_and_one_keeps_its_own_until_something_is_written(open_room, app):
    room = open_room()

    def states():
        with app.app_context():
            before = state()
            with app.app_context():  # a session of its own, while the other one is at work
                return before, state()

    (one, other), again = states(), states()

    assert one != other
    assert {one, other} == set(again)
    room.join("uses")
    assert not {one, other} & set(states())


def test_only_a_few_are_kept_and_none_that_was_overtaken(open_room, app):
    rooms = [open_room() for _ in range(KEPT + 2)]

    for room in rooms:
        now(app, room.code)
    assert len(_kept) == KEPT

    rooms[0].join("uses")
    now(app, rooms[0].code)
    with app.app_context():
        here = state()
    assert [key for key in _kept if key[0][0] == here[0]] == [(here, rooms[0].code)]
