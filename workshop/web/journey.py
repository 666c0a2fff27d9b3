"""The journey, for whoever holds its key: typed once, then in the cookie, and in no address."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity, knocks
from workshop.domain.errors import Refused
from workshop.usecases.journeys import find_journey, require_journey, sessions_of
from workshop.web.errors import STATUS

bp = Blueprint("journey", __name__)


@bp.get("/journey")
def journey() -> ResponseReturnValue:
    """The journey that is open on this device, or the door to one."""
    found = find_journey(identity.journey_key())
    if found is None:
        return _door()
    return render_template("pages/journey.html", journey=found, sessions=sessions_of(found))


@bp.post("/journey")
def open_journey() -> ResponseReturnValue:
    """Opens the journey whose key was typed."""
    key = request.form.get("journey_key", "")
    try:
        with knocks.guess(identity.require_device()):
            require_journey(key)
    except Refused as refused:
        return _door(refused.notice.said(gettext)), STATUS[refused.reason]
    identity.keep_journey_key(key)
    return redirect(url_for("journey.journey"), 303)


@bp.post("/journey/close")
def close() -> ResponseReturnValue:
    """Closes it on this device."""
    identity.forget_journey_key()
    return redirect(url_for("journey.journey"), 303)


def _door(notice: str = "") -> str:
    return render_template("pages/journey_door.html", notice=notice)
