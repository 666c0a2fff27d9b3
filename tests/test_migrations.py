"""The database's own history: up, down, no row lost, and no difference from the models."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from workshop import create_app
from workshop.db import db


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "m.sqlite3"


@pytest.fixture
def app(path: Path) -> Iterator[Flask]:
    app = create_app({"SECRET_KEY": b"x" * 32, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{path}"})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_the_tables_go_up_and_down_and_equal_the_models(app: Flask) -> None:
    upgrade()
    check()
    downgrade(revision="base")
    upgrade()
    with db.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() is not None


def test_the_key_of_a_session_goes_to_its_first_facilitator_and_back_and_no_row_is_lost(app: Flask, path: Path) -> None:
    upgrade(revision="0001")
    first = {"id": 1, "code": "K7M4QX", "join_code": "K7M4QX", "facilitator_key_hash": "k", "recovery_hash": "r"}
    texts = dict.fromkeys(("title", "purpose", "subject_kind", "subject", "template", "ladder", "stage"), "x")
    numbers = {"floor": 5, "position": 0, "part": 0, "revision": 1, "locked": False, "join_address": ""}
    write(path, "workshop", {**first, **texts, **numbers, "opened_at": "2026-11-01", "touched_at": "2026-11-02"})
    write(path, "group", {"id": 1, "workshop_id": 1, "kind": "uses", "name": "Us"})
    write(path, "log_entry", {"id": 1, "workshop_id": 1, "at": "2026-11-01", "act": "opened", "values": "{}"})

    upgrade()
    stored = "select workshop_id, number, key_hash, recovery_hash, side, seen_at from facilitator"
    assert read(path, stored) == [(1, 1, "k", "r", "", "2026-11-02")]
    assert read(path, 'select (select count(*) from "group"), (select count(*) from log_entry)') == [(1, 1)]

    write(path, "facilitator", {"workshop_id": 1, "number": 2, "key_hash": "k2", "recovery_hash": "r2", "side": ""})
    downgrade(revision="0001")
    assert read(path, "select facilitator_key_hash, recovery_hash from workshop") == [("k", "r")]
    assert read(path, 'select (select count(*) from "group"), (select count(*) from log_entry)') == [(1, 1)]


def test_who_led_an_action_before_there_were_pairs_is_kept_up_and_down(app: Flask, path: Path) -> None:
    upgrade(revision="0008")
    texts = dict.fromkeys(("title", "purpose", "subject_kind", "subject", "template", "ladder", "stage"), "x")
    numbers = {"floor": 5, "position": 0, "part": 0, "revision": 1, "locked": False, "join_address": ""}
    codes = {"id": 1, "code": "K7M4QX", "join_code": "K7M4QX"}
    write(path, "workshop", {**codes, **texts, **numbers, "opened_at": "2026-11-01", "touched_at": "2026-11-02"})
    said = {"what": "A menu group", "who": "Ann and Ben", "when": "May"}
    write(path, "action", {"id": 1, "workshop_id": 1, "op": "a", "removed": False, **said})

    upgrade()
    assert read(path, 'select what, lead_uses, lead_works, helps, "when" from action') == [
        ("A menu group", "", "", "Ann and Ben", "May")
    ]

    write(path, "action", {"id": 2, "workshop_id": 1, "op": "b", "stage": "parked", "what": "x", "lead_uses": "Ann"})
    downgrade(revision="0008")
    assert read(path, 'select who, "when", removed from action') == [("Ann and Ben", "May", 0), ("Ann", "", 1)]


def test_what_stood_on_a_plan_without_a_vote_stays_on_it_where_the_session_has_ended(app: Flask, path: Path) -> None:
    upgrade(revision="0009")
    texts = dict.fromkeys(("title", "purpose", "subject_kind", "subject", "template", "ladder"), "x")
    numbers = {"floor": 5, "position": 0, "part": 0, "revision": 1, "locked": False, "join_address": ""}
    for number, stage in enumerate(("ended", "running"), 1):
        own = {"id": number, "code": f"K7M4Q{number}", "join_code": f"K7M4Q{number}", "stage": stage}
        write(path, "workshop", {**own, **texts, **numbers, "opened_at": "2026-11-01", "touched_at": "2026-11-02"})
        for removed in (False, True):
            action = {"workshop_id": number, "op": str(removed), "what": "x", "removed": removed}
            write(path, "action", action)

    upgrade()

    stages = "select workshop_id, stage from action order by id"
    assert read(path, stages) == [(1, "agreed"), (1, "parked"), (2, "waiting"), (2, "parked")]


def test_no_migration_leaves_foreign_keys_off_behind_it(app: Flask) -> None:
    upgrade()

    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def write(path: Path, table: str, row: dict[str, object]) -> None:
    """A row, past the application."""
    columns, gaps = ", ".join(f'"{name}"' for name in row), ", ".join("?" for _ in row)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f'INSERT INTO "{table}" ({columns}) VALUES ({gaps})', tuple(row.values()))  # noqa: S608
        connection.commit()


def read(path: Path, query: str) -> list[tuple[object, ...]]:
    """What the file holds, past the application."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
