"""At the desk: which journey the session belongs to."""

from __future__ import annotations

from flask import Blueprint, request

from workshop import identity, knocks
from workshop.usecases.acts.pressing import Press
from workshop.usecases.journey import journeys
from workshop.usecases.planning import last_time
from workshop.web.desk import act, sent_id

bp = Blueprint("journeying", __name__, url_prefix="/session/<code>/desk")


@bp.post("/begin-journey")
@act
def begin(code: str, press: Press) -> None:
    """Begins a journey; this desk shows its key until it was noted."""
    key = journeys.begin(code, press, request.form.get("journey_name", ""))
    identity.keep_journey_key(key, begun_by=code)


@bp.post("/journey-noted")
@act
def noted(_code: str, _press: Press) -> None:
    """The facilitator has written the key down."""
    identity.forget_fresh_journey_key()


@bp.post("/join-journey")
@act
def join(code: str, press: Press) -> None:
    """Puts the session into the journey whose key was typed."""
    key = request.form.get("journey_key", "")
    with knocks.guess(identity.require_own_device()):
        journeys.join(code, press, key)
    identity.keep_journey_key(key)


@bp.post("/leave-journey")
@act
def leave(code: str, press: Press) -> None:
    """Takes the session out of its journey."""
    journeys.leave(code, press)


@bp.post("/last-time")
@act
def went(code: str, press: Press) -> None:
    """Writes down what the room says of an action of the last plan."""
    last_time.say_how_it_went(code, press, sent_id("carried"), request.form.get("went", ""))
