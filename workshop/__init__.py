"""Equal Footing: a live workshop in which people who use a service and people who work there count the same.

This module alone sees every room, and plugs them together in order.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def create_app(overrides: Mapping[str, object] | None = None) -> Flask:
    """The whole application; `overrides` take the place of settings from the environment."""
    # Loaded here and not above: serve.py must patch before any room is, and Python runs this file before that one.
    from flask import Flask
    from flask_babel import Babel

    from workshop import cli, config, db, knocks, live, web

    static, address = web.files.FOLDER, web.files.address_of(web.files.FOLDER)
    app = Flask(__name__, template_folder="../templates", static_folder=static, static_url_path=address)
    app.config.from_mapping(config.from_environ(os.environ, overrides))
    db.init_app(app)
    Babel(app, default_locale=app.config["DEFAULT_LOCALE"])
    knocks.init_app(app)
    web.init_app(app)
    cli.init_app(app)
    live.init_app(app)  # wraps the WSGI application
    web.guard_everything(app)  # last, so that it stands in front of the socket too
    return app
