"""The facilitator's view: each control a plain form, each act one use case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from workshop import identity, knocks, partials
from workshop.clock import now
from workshop.domain.ballot import long_number, number, parse_op
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.models import Workshop
from workshop.partials import View, Viewer
from workshop.usecases import curating, hosting, pacing, planning, proposing
from workshop.usecases.crediting import credits_of
from workshop.usecases.hosting import holds_desk
from workshop.usecases.lookup import require_workshop
from workshop.usecases.scenes import scene_of
from workshop.web.errors import STATUS, wants_fragment
from workshop.web.state import require_desk

bp = Blueprint("desk", __name__, url_prefix="/session/<code>/desk")
Arguments = ParamSpec("Arguments")


def act(deed: Callable[Arguments, object]) -> Callable[Arguments, ResponseReturnValue]:
    """Makes an act of the desk a view: asks for the key, does the deed, answers with the whole desk."""

    @wraps(deed)
    def view(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
        code = str(kwargs["code"])
        require_desk(code)
        try:
            deed(*args, **kwargs)
        except Refused as refused:
            return _refuse(code, refused)
        return _answer(code)

    return view


@bp.get("")
def desk(code: str) -> ResponseReturnValue:
    """The desk, or the door to it for a device that holds no key yet."""
    workshop = require_workshop(code)
    if not holds_desk(code, identity.desk_key(code)):
        return _door(workshop), 403
    return _page(workshop)


@bp.post("/key")
def take_key(code: str) -> ResponseReturnValue:
    """The key from the link's fragment, kept in the cookie from now on."""
    key = request.form.get("key", "")
    if not holds_desk(code, key):
        raise Refused(
            Reason.NOT_FACILITATOR,
            N_("That link does not open this desk. Use the newest link, or the recovery code."),
        )
    identity.keep_desk_key(code, key)
    return redirect(url_for("desk.desk", code=code), 303)


@bp.post("/recover")
def recover(code: str) -> ResponseReturnValue:
    """The desk on another device, with the recovery code."""
    workshop, device = require_workshop(code), identity.require_device()
    try:
        knocks.allow_recovery(code, device)
        key = hosting.recover_desk(code, request.form.get("recovery_code", ""), now=now())
    except Refused as refused:
        if refused.reason is Reason.NOT_FACILITATOR:
            knocks.wrong_recovery(code, device)
        text = refused.notice.said(gettext)
        return _door(workshop, text), STATUS[refused.reason]
    identity.keep_desk_key(code, key)
    return redirect(url_for("desk.desk", code=code), 303)


@bp.post("/noted")
@act
def noted(code: str) -> None:  # noqa: ARG001  `act` reads it
    """The facilitator has written the recovery code down."""
    identity.forget_recovery_code()


@bp.post("/topic")
@act
def topic(code: str) -> None:
    """Goes to a topic."""
    pacing.go_to(code, number(request.form.get("position")), place=_place(), now=now())


@bp.post("/skip")
@act
def skip(code: str) -> None:
    """Skips the topic in hand."""
    pacing.skip(code, place=_place(), now=now())


@bp.post("/open")
@act
def open_vote(code: str) -> None:
    """Opens the next vote."""
    pacing.open_vote(code, place=_place(), now=now())


@bp.post("/show")
@act
def show(code: str) -> None:
    """Shows the results to everyone at once."""
    sure, then_open = "sure" in request.form, "then_open" in request.form
    pacing.reveal(code, place=_place(), sure=sure, then_open=then_open, now=now())


@bp.post("/again")
@act
def again(code: str) -> None:
    """Opens the second vote."""
    pacing.vote_again(code, place=_place(), now=now())


@bp.post("/aside")
@act
def aside(code: str) -> None:
    """Puts the open vote aside, unseen."""
    pacing.put_aside(code, place=_place(), now=now())


@bp.post("/keep")
@act
def keep(code: str) -> None:
    """Takes the ticked activities into the closer look."""
    pacing.keep_items(code, request.form.getlist("item"), place=_place(), now=now())


@bp.post("/decide")
@act
def decide(code: str) -> None:
    """Puts what was suggested to a quick vote."""
    proposing.decide(code, place=_place(), now=now())


@bp.post("/park")
@act
def park(code: str) -> None:
    """Parks a suggestion, with the reason."""
    proposing.park(code, _proposal(), reason=request.form.get("reason", ""), now=now())


@bp.post("/hide-proposal")
@act
def hide_proposal(code: str) -> None:
    """Hides a suggestion that names a person."""
    proposing.hide(code, _proposal(), now=now())


@bp.post("/lock")
@act
def lock(code: str) -> None:
    """Closes the session to new people, or opens it again."""
    hosting.lock(code, locked=request.form.get("locked") == "yes", now=now())


@bp.post("/address")
@act
def address(code: str) -> None:
    """Picks the address in the QR picture."""
    hosting.choose_address(code, request.form.get("address", ""), among=list(current_app.config["ADDRESSES"]), now=now())


@bp.post("/action")
@act
def action(code: str) -> None:
    """Adds what the room said to the plan."""
    form = request.form
    planning.add_action_at_desk(
        code,
        what=form.get("what", ""),
        who=form.get("who", ""),
        when=form.get("when", ""),
        op=parse_op(form.get("op")),
    )


@bp.post("/remove")
@act
def remove(code: str) -> None:
    """Takes an action off the plan; the log keeps its words."""
    planning.remove_action(code, number(request.form.get("action")), now=now())


@bp.post("/pick")
@act
def pick(code: str) -> None:
    """Puts a remark on the big screen, or takes it off."""
    on_screen = request.form.get("on_screen") == "yes"
    curating.pick_remark(code, _remark(), on_screen=on_screen, now=now())


@bp.post("/hide")
@act
def hide(code: str) -> None:
    """Hides a remark that names a person."""
    curating.hide_remark(code, _remark(), now=now())


@bp.post("/end")
@act
def end(code: str) -> None:
    """Ends the session, once it was asked twice."""
    if "sure" not in request.form:
        raise Refused(Reason.INVALID, N_("Tick the box to say that the session is over."))
    hosting.end(code, now=now())


def _place() -> str | None:
    return request.form.get("place")


def _remark() -> int:
    return long_number(request.form.get("remark"))


def _proposal() -> int:
    return long_number(request.form.get("proposal"))


def _answer(code: str) -> ResponseReturnValue:
    if wants_fragment():
        return partials.together(_parts(require_workshop(code)), notice_text="")
    return redirect(url_for("desk.desk", code=code), 303)


def _refuse(code: str, refused: Refused) -> ResponseReturnValue:
    """Says why; where only a yes is missing, the controls ask for it."""
    text, status = refused.notice.said(gettext), STATUS[refused.reason]
    workshop = require_workshop(code)
    ask = text if refused.reason is Reason.UNSURE else ""
    notice = "" if ask else text
    if wants_fragment():
        return partials.together(_parts(workshop, ask=ask), notice_text=notice), status
    return _page(workshop, notice=notice, ask=ask), status


def _door(workshop: Workshop, notice: str = "") -> str:
    thanked = partials.thanks(credits_of(workshop))
    return render_template("pages/desk_door.html", workshop=workshop, notice=notice, thanks=thanked)


def _page(workshop: Workshop, *, notice: str = "", ask: str = "") -> str:
    return render_template(
        "pages/desk.html",
        workshop=workshop,
        parts=_parts(workshop, ask=ask),
        notice=notice,
        desk_link=url_for(
            "desk.desk", code=workshop.code, _anchor=f"key={identity.desk_key(workshop.code)}", _external=True
        ),
        recovery_code=identity.fresh_recovery_code(workshop.code),
    )


def _parts(workshop: Workshop, *, ask: str = "") -> dict[str, Markup]:
    return partials.regions(scene_of(workshop), View.DESK, Viewer(workshop, None), ask=ask)
