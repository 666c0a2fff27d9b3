"""How Alembic finds our tables. Quiet: it configures no logging, and what starts the server prints for people."""

from __future__ import annotations

from alembic import context
from flask import current_app

migrate = current_app.extensions["migrate"]
metadata = migrate.db.metadata


def run_online() -> None:
    """Runs the migrations on the application's own database."""
    # The writes of a migration are one transaction too; SQLite alters tables by copying them ("batch").
    with migrate.db.engine.connect().execution_options(writes=True) as connection:
        context.configure(connection=connection, target_metadata=metadata, **migrate.configure_args)
        with context.begin_transaction():
            context.run_migrations()


run_online()
