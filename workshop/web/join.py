"""Coming in with a code: the address in the QR picture."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity, knocks
from workshop.domain.errors import Reason, Refused, WrongCode
from workshop.domain.groups import GroupKind
from workshop.models import Workshop
from workshop.partials import thanks
from workshop.usecases.lookup import find_participant
from workshop.usecases.outcome.clocks import keeping_of
from workshop.usecases.outcome.crediting import credits_of
from workshop.usecases.taking_part.joining import Arrival, join, knock
from workshop.web.errors import STATUS

bp = Blueprint("join", __name__)


@bp.get("/join")
def typed_code() -> ResponseReturnValue:
    """The code as it was typed on the first page; who typed the address alone is asked for the code there."""
    typed = request.args.get("code")
    if typed is None:
        return redirect(url_for("home.home"), 303)
    try:
        workshop = _knock(typed)
    except Refused as refused:
        if isinstance(refused, WrongCode):
            knocks.wrong_code(identity.require_own_device())
        notice, status = refused.notice.said(gettext), STATUS[refused.reason]
        return render_template("pages/home.html", typed=typed, notice=notice), status
    return redirect(url_for("join.welcome", code=workshop.join_code), 303)


@bp.get("/join/<code>")
def welcome(code: str) -> ResponseReturnValue:
    """What the session is and why, what happens to answers, who sees what; then the person picks a group."""
    workshop = _knock(code)
    # The cookie comes with the page: two taps on "Join" without one would be two people, one of them waited for.
    here = find_participant(workshop, identity.require_device(workshop.code))
    if here is not None and not here.left:
        return redirect(url_for("phone.phone", code=workshop.code), 303)
    return _page(workshop)


@bp.post("/join/<code>")
def come_in(code: str) -> ResponseReturnValue:
    """Joins. The same phone coming back is the same participant."""
    workshop = _knock(code)
    arrival = Arrival(request.form.get("group", ""), request.form.get("side", ""), identity.hand(workshop.code).way)
    try:
        identity.acting(workshop.code, request.form.get("hand"))
        first_code = join(code, identity.require_device(workshop.code), arrival)
    except Refused as refused:
        if refused.reason not in (Reason.INVALID, Reason.HANDED_ON):
            raise
        return _page(workshop, notice=refused.notice.said(gettext)), STATUS[refused.reason]
    return redirect(url_for("phone.phone", code=first_code), 303)


def _knock(typed: str) -> Workshop:
    knocks.refuse_guesser(identity.own_device())
    return knock(typed, identity.device_secret)


def _page(workshop: Workshop, notice: str = "") -> str:
    names = {GroupKind(group.kind): group.name for group in workshop.groups}
    return render_template(
        "pages/join.html",
        workshop=workshop,
        names=names,
        notice=notice,
        keeping=keeping_of(workshop),
        typed=request.form,
        hand=identity.hand(workshop.code),
        thanks=thanks(credits_of(workshop)),
    )
