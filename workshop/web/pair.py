"""Two facilitators: inviting the second, and saying yes or no to each other."""

from __future__ import annotations

from flask import Blueprint, request

from workshop import identity
from workshop.usecases.acts import agreeing
from workshop.usecases.acts.pressing import Press
from workshop.usecases.desk import keys
from workshop.web.desk import act, sent_id

bp = Blueprint("pair", __name__, url_prefix="/session/<code>/desk")


@bp.post("/invite")
@act
def invite(code: str, press: Press) -> None:
    """Makes the second facilitator's keys; this desk shows them until they were passed on."""
    made = keys.invite(code, press)
    identity.keep_invitation(code, made.key, made.recovery_code)


@bp.post("/passed-on")
@act
def passed_on(_code: str, _press: Press) -> None:
    """The second facilitator has their keys."""
    identity.forget_invitation()


@bp.post("/renew")
@act
def renew(code: str, press: Press) -> None:
    """Gives this desk keys that nobody else has seen."""
    made = keys.renew(code, press)
    identity.keep_desk_key(code, made.key, recovery_code=made.recovery_code)


@bp.post("/side")
@act
def side(code: str, press: Press) -> None:
    """Says which side this facilitator is from."""
    keys.say_side(code, press, request.form.get("side", ""))


@bp.post("/turn-down")
@act
def turn_down(code: str, press: Press) -> None:
    """Says "not now", or takes back what one has asked for."""
    agreeing.turn_down(code, press, sent_id("pending"))
