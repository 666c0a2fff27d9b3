"""How Alembic finds our tables. Quiet: it configures no logging, and what starts the server prints for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

migrate = current_app.extensions["migrate"]
metadata = migrate.db.metadata


def run_online() -> None:
    """Runs the migrations on the application's own database: all of them, or none."""
    with migrate.db.engine.connect().execution_options(writes=True) as connection, rows_kept(connection):
        # SQLite can take back a change of a table; Alembic does not count on it unless told.
        context.configure(
            connection=connection, target_metadata=metadata, transactional_ddl=True, **migrate.configure_args
        )
        with context.begin_transaction():
            context.run_migrations()
            require_whole(connection)


@contextmanager
def rows_kept(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it and dropping the first ("batch"): with foreign keys on, all rows that
    belong to its rows would go with it, without a word."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection  # inside a transaction the setting does nothing
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()  # of what was only read
        driver.execute("PRAGMA foreign_keys=ON")


def require_whole(connection: Connection) -> None:
    """Raises when a row belongs to nothing any more."""
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that belong to nothing")


run_online()
