"""What a view asks of the database: as much with forty questions as with one, and never the votes of other sessions."""

from contextlib import contextmanager

from sqlalchemy import event
from walking import walk

from workshop.db import db
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.outcomes import outcome_of
from workshop.usecases.showing.scenes import scene_of

MOST = 28  # statements for one view, whatever there is to show


@contextmanager
def noted(app):
    """The statements that are sent to the database meanwhile, each with its values."""
    sent = []

    def note(_connection, _cursor, statement, values, _context, _many):
        sent.append((statement, values))

    event.listen(db.engine, "before_cursor_execute", note)
    yield sent
    event.remove(db.engine, "before_cursor_execute", note)


def asked(app, code, find):
    """What `find` sends to the database for a session of which nothing is known yet."""
    with app.app_context(), noted(app) as sent:
        find(require_workshop(code))
    return [(statement, values) for statement, values in sent if statement.startswith("SELECT")]


def plan_of(app, statement, values=()):
    """How SQLite goes about it."""
    with app.app_context():
        return str(db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all())


def test_a_view_asks_no_more_when_there_is_more_to_show_and_never_for_the_votes_of_other_sessions(open_room, app):
    room, most = open_room(uses=1, works=1), {}

    for step in walk(room):
        for find in (scene_of, outcome_of):
            sent = asked(app, room.code, find)
            most[find] = max(most.get(find, 0), len(sent))
            assert len(sent) <= MOST, (step, find, sent)
            for statement, values in sent:
                assert " vote" not in statement or "SCAN vote" not in plan_of(app, statement, values), statement

    assert min(most.values()) > 10, "the statements were not noted"
    assert "SCAN vote" in plan_of(app, "SELECT count(*) FROM vote")
