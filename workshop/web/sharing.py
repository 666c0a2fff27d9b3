"""One phone for several people: passing it on, and typing in what somebody marked on paper."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity
from workshop.domain.errors import Reason, Refused
from workshop.domain.hands import Hand, Way, hand_of
from workshop.domain.phrases import N_
from workshop.models import Workshop
from workshop.usecases.events import tell_passed
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.outcomes import outcome_of
from workshop.usecases.taking_part.sharing import next_hand, people_at
from workshop.web.errors import STATUS

bp = Blueprint("sharing", __name__, url_prefix="/session/<code>")

NOBODY = N_("Choose who votes next.")


@bp.get("/people")
def people(code: str) -> ResponseReturnValue:
    """Everybody who votes with this phone, and who may come next."""
    return _page(code)


@bp.post("/people")
def pass_on(code: str) -> ResponseReturnValue:
    """Passes the phone to somebody who votes with it already (`hand`), or to one more (`way`)."""
    try:
        taker = _taker(require_workshop(code))
    except Refused as refused:
        return _page(code, refused.notice.said(gettext)), STATUS[refused.reason]
    identity.pass_to(taker, code)
    tell_passed(code, identity.require_own_device(), taker)
    # Neither of the two may see the other's votes while the phone goes from hand to hand.
    landing = "phone.phone" if taker.way is Way.PAPER else "sharing.handed"
    return redirect(url_for(landing, code=code), 303)


@bp.get("/people/handed")
def handed(code: str) -> ResponseReturnValue:
    """A page that holds nobody's votes: the phone is passed on while it shows."""
    return render_template("pages/handed.html", workshop=require_workshop(code), hand=identity.hand(code))


@bp.get("/slips")
def slips(code: str) -> ResponseReturnValue:
    """Voting slips to print: every question that the session has so far."""
    return render_template("pages/slips.html", outcome=outcome_of(require_workshop(code)))


def _taker(workshop: Workshop) -> Hand:
    """Who gets the phone, as the form says. Raises Refused."""
    if "way" in request.form:
        return next_hand(workshop, identity.require_own_device(), _way_sent())
    named = hand_of(request.form.get("hand"))
    if named is None:
        raise Refused(Reason.INVALID, NOBODY)
    return named


def _way_sent() -> Way:
    sent = request.form["way"]
    if sent not in (Way.SHARED, Way.PAPER):
        raise Refused(Reason.INVALID, NOBODY)
    return Way(sent)


def _page(code: str, notice: str = "") -> str:
    workshop = require_workshop(code)
    return render_template(
        "pages/people.html",
        workshop=workshop,
        people=people_at(workshop, identity.require_own_device()),
        hand=identity.hand(code),
        names={group.kind: group.name for group in workshop.groups},
        notice=notice,
    )
