"""The HTTP door: from a request to a call, and from its result to a response. It decides nothing."""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.web import (
    desk,
    did,
    downloads,
    drafts,
    errors,
    files,
    guard,
    home,
    join,
    journey,
    journeying,
    keeping,
    mine,
    moving,
    operate,
    pacing,
    pair,
    phone,
    screen,
    shaping,
    sharing,
    state,
    templating,
)
from workshop.web.shelf import ROOM_FOR_PAGES, Shelf


def init_app(app: Flask) -> None:
    """Plugs in every page, and what they have in common."""
    at_the_desk = (desk, pacing, shaping, pair, journeying, keeping)
    beside = (drafts, journey, moving, did, downloads, state, operate)
    for module in (home, join, phone, mine, sharing, screen, *at_the_desk, *beside):
        app.register_blueprint(module.bp)
    errors.init_app(app)
    templating.init_app(app)
    guard.init_app(app)
    files.init_app(app)
    app.extensions["shelf"] = Shelf()
    app.extensions["pages"] = Shelf(ROOM_FOR_PAGES)  # apart, so that no page waits for a file that is being made


def guard_everything(app: Flask) -> None:
    """Puts host check and headers in front of everything, the socket included."""
    app.wsgi_app = guard.Guard(app.wsgi_app, app.config)  # type: ignore[method-assign]
    hops = app.config["PROXY_HOPS"]
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, hops)  # type: ignore[method-assign]
