"""The facilitator's view, its door, and what every act at the desk has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from workshop import identity, knocks, partials
from workshop.clock import now
from workshop.domain.ballot import long_number
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.models import Workshop
from workshop.partials import View, Viewer
from workshop.usecases.acts.pressing import Press
from workshop.usecases.desk import keys
from workshop.usecases.desk.pair import pair_of
from workshop.usecases.lookup import holder_of, require_workshop
from workshop.usecases.outcome.crediting import credits_of
from workshop.usecases.showing.scenes import scene_of
from workshop.web.errors import STATUS, wants_fragment
from workshop.web.state import at_desk, require_desk

bp = Blueprint("desk", __name__, url_prefix="/session/<code>/desk")


def act(deed: Callable[[str, Press], ResponseReturnValue | None]) -> Callable[[str], ResponseReturnValue]:
    """Makes an act of the desk a view: asks for the key, does the deed, answers with the whole desk.

    A deed after which there is no desk answers for itself.
    """

    @wraps(deed)
    def view(code: str) -> ResponseReturnValue:
        press = _press(require_desk(code))
        try:
            answer = deed(code, press)
        except Refused as refused:
            return _refuse(code, press.by, refused)
        return _answer(code, press.by) if answer is None else answer

    return view


@bp.get("")
def desk(code: str) -> ResponseReturnValue:
    """The desk, or the door to it for a device that holds no key yet."""
    workshop = require_workshop(code)
    by = at_desk(code)
    return (_door(workshop), 403) if by is None else _page(workshop, by)


@bp.post("/key")
def take_key(code: str) -> ResponseReturnValue:
    """The key from the link's fragment, kept in the cookie from now on."""
    key = request.form.get("key", "")
    if holder_of(code, key) is None:
        raise Refused(
            Reason.NOT_FACILITATOR,
            N_("That link does not open this desk. Use the newest link, or the recovery code."),
        )
    identity.keep_desk_key(code, key)
    return redirect(url_for("desk.desk", code=code), 303)


@bp.post("/recover")
def recover(code: str) -> ResponseReturnValue:
    """The desk on another device, with the recovery code."""
    workshop, device = require_workshop(code), identity.require_own_device()
    try:
        knocks.allow_recovery(code, device)
        key = keys.recover_desk(code, request.form.get("recovery_code", ""), now=now())
    except Refused as refused:
        if refused.reason is Reason.NOT_FACILITATOR:
            knocks.wrong_recovery(code, device)
        text = refused.notice.said(gettext)
        return _door(workshop, text), STATUS[refused.reason]
    identity.keep_desk_key(code, key)
    return redirect(url_for("desk.desk", code=code), 303)


@bp.post("/noted")
@act
def noted(_code: str, _press: Press) -> None:
    """The facilitator has written the recovery code down."""
    identity.forget_recovery_code()


def _press(by: int) -> Press:
    agrees_to = sent_id("agrees_to") if "agrees_to" in request.form else None
    return Press(by=by, now=now(), place=request.form.get("place"), agrees_to=agrees_to)


def sent_id(field: str) -> int:
    """The id that a form sent; 0, which nothing has, for anything else."""
    return long_number(request.form.get(field))


def _answer(code: str, by: int) -> ResponseReturnValue:
    if wants_fragment():
        return partials.together(_parts(require_workshop(code), by), notice_text="")
    return redirect(url_for("desk.desk", code=code), 303)


def _refuse(code: str, by: int, refused: Refused) -> ResponseReturnValue:
    """Says why; where only a yes is missing, the controls ask for it."""
    text, status = refused.notice.said(gettext), STATUS[refused.reason]
    workshop = require_workshop(code)
    ask = text if refused.reason is Reason.UNSURE else ""
    notice = "" if ask else text
    if wants_fragment():
        return partials.together(_parts(workshop, by, ask=ask), notice_text=notice), status
    return _page(workshop, by, notice=notice, ask=ask), status


def _door(workshop: Workshop, notice: str = "") -> str:
    thanked = partials.thanks(credits_of(workshop))
    return render_template("pages/desk_door.html", workshop=workshop, notice=notice, thanks=thanked)


def _page(workshop: Workshop, by: int, *, notice: str = "", ask: str = "") -> str:
    return render_template(
        "pages/desk.html",
        workshop=workshop,
        parts=_parts(workshop, by, ask=ask),
        notice=notice,
        desk_link=url_for(
            "desk.desk", code=workshop.code, _anchor=f"key={identity.desk_key(workshop.code)}", _external=True
        ),
        recovery_code=identity.fresh_recovery_code(workshop.code),
        invitation=_invitation(workshop),
        journey_key=identity.fresh_journey_key(workshop.code),
    )


def _invitation(workshop: Workshop) -> dict[str, str] | None:
    """What is to be passed on to the second facilitator, for the phone that will scan it."""
    kept = identity.invitation(workshop.code)
    if kept is None:
        return None
    key, recovery_code = kept
    path = url_for("desk.desk", code=workshop.code, _anchor=f"key={key}")
    link = partials.address_of(scene_of(workshop)) + path
    return {"link": link, "qr": partials.qr_svg_once(link), "recovery_code": recovery_code}


def _parts(workshop: Workshop, by: int, *, ask: str = "") -> dict[str, Markup]:
    pair = pair_of(workshop, by, now=now())
    return partials.regions(scene_of(workshop), View.DESK, Viewer(workshop, None), pair=pair, ask=ask)
