"""The database handle, the one way to write, and what a dialect needs. Importing it starts nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from sqlite3 import Connection as SQLiteConnection
from sqlite3 import Error as SQLiteError
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, scoped_session

from workshop.config import ROOT


class Base(DeclarativeBase):
    """All tables; constraints have names, so that every migration can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(model_class=Base)
migrate = Migrate()

# One writer at a time in this process. A second writer that waited inside SQLite would hold up gevent's whole
# loop for as long as it waits; one that waits for this lock lets the others run.
_one_writer = threading.Lock()
_WRITES = "writes"
PATIENCE = 5000  # milliseconds
_to_forget: set[str] = set()  # the databases whose journal holds what is to be forgotten


def init_app(app: Flask) -> None:
    """Plugs the database and its migrations into `app`."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)


@contextmanager
def write() -> Iterator[scoped_session[Any]]:
    """The one way to write: gives the session, then makes ONE commit, or none when anything is raised.

    Whatever was read before is read again, so a rule decides by what is true while nobody else can write.
    Between entering and leaving nothing may yield: no rendering, no sending, no logging.
    """
    db.session.rollback()
    with _one_writer:
        try:
            db.session.connection(execution_options={_WRITES: True})
            yield db.session
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise
        _forget_if_due()


def done_reading() -> None:
    """Ends what this session reads, before a wait: SQLite's journal cannot be emptied while somebody reads.

    Rows that were read are read again when somebody asks for them.
    """
    db.session.rollback()


def forget_journal() -> None:
    """Called inside a write: SQLite's journal, which keeps pages as they were before, goes soon after the commit."""
    _to_forget.add(str(db.engine.url))


def forget_now() -> None:
    """Empties the journal where that is due; who reads just then puts it off. Never waits and never raises."""
    if str(db.engine.url) in _to_forget:
        done_reading()
        with _one_writer:
            _forget_if_due()


def _forget_if_due() -> None:
    name = str(db.engine.url)
    with suppress(SQLiteError, SQLAlchemyError):
        if name in _to_forget and _cut_journal():
            _to_forget.discard(name)


def _cut_journal() -> bool:
    """Moves SQLite's journal into its file and cuts it to nothing; somebody who reads just now holds that back."""
    if db.engine.dialect.name != "sqlite":
        return True
    with closing(db.engine.raw_connection()) as connection:
        # A wait inside SQLite would hold up gevent's whole loop, and with it whoever reads.
        connection.execute("PRAGMA busy_timeout=0")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute(f"PRAGMA busy_timeout={PATIENCE}")
    return not busy


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, _record: object) -> None:
    if not isinstance(connection, SQLiteConnection):
        return
    connection.isolation_level = None  # the driver begins nothing by itself: see _begin_sqlite
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # "Saved" must be true after a power cut too
        "foreign_keys=ON",
        "secure_delete=ON",  # what is deleted is overwritten
        f"busy_timeout={PATIENCE}",  # for a second process
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    # A deferred transaction that turns into a writing one fails at once when another writes: say it up front.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


State = tuple[object, ...]
_numbers = count()
_OWN_COMMITS = "own commits"


def state() -> State | None:
    """A value that is another as soon as anybody has written anything, in this process or beside it; None: unknown.

    SQLite tells each connection when another one has written (data_version); its own commits are counted here.
    Values are only alike on one connection.
    """
    connection = db.session.connection()
    if connection.dialect.name != "sqlite":
        return None
    number = connection.info.setdefault("number", next(_numbers))
    version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    return number, version, connection.info.get(_OWN_COMMITS, 0)


@event.listens_for(Engine, "commit")
def _count_commit(connection: Connection) -> None:
    connection.info[_OWN_COMMITS] = connection.info.get(_OWN_COMMITS, 0) + 1
