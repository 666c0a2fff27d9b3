"""The database's own history: up, down, and no difference from the models."""

from pathlib import Path

from alembic.migration import MigrationContext
from flask_migrate import check, downgrade, upgrade

from workshop import create_app
from workshop.db import db


def test_the_tables_go_up_and_down_and_equal_the_models(tmp_path: Path) -> None:
    app = create_app({"SECRET_KEY": b"x" * 32, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path}/m.sqlite3"})
    with app.app_context():
        upgrade()
        check()
        downgrade(revision="base")
        upgrade()
        with db.engine.connect() as connection:
            assert MigrationContext.configure(connection).get_current_revision() is not None
        db.session.remove()
        db.engine.dispose()
