"""What the person who runs the server types: `flask --app wsgi workshop …`."""

from __future__ import annotations

from flask import Flask
from flask.cli import AppGroup

group = AppGroup("workshop", help="Work with the sessions on this server.")


def init_app(app: Flask) -> None:
    """Adds the commands."""
    app.cli.add_command(group)
