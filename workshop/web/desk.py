"""The facilitator's view: each control a plain form, each act one use case."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

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
from workshop.usecases import arranging, choosing, curating, hosting, keys, laddering, pacing, planning, proposing
from workshop.usecases.crediting import credits_of
from workshop.usecases.desk import Press
from workshop.usecases.keys import holder_of
from workshop.usecases.lookup import require_workshop
from workshop.usecases.pair import pair_of
from workshop.usecases.scenes import scene_of
from workshop.web.errors import STATUS, wants_fragment
from workshop.web.state import at_desk, require_desk

bp = Blueprint("desk", __name__, url_prefix="/session/<code>/desk")


def act(deed: Callable[[str, Press], object]) -> Callable[[str], ResponseReturnValue]:
    """Makes an act of the desk a view: asks for the key, does the deed, answers with the whole desk."""

    @wraps(deed)
    def view(code: str) -> ResponseReturnValue:
        press = _press(require_desk(code))
        try:
            deed(code, press)
        except Refused as refused:
            return _refuse(code, press.by, refused)
        return _answer(code, press.by)

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
    workshop, device = require_workshop(code), identity.require_device()
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


@bp.post("/topic")
@act
def topic(code: str, press: Press) -> None:
    """Goes to a topic."""
    pacing.go_to(code, press, number(request.form.get("position")), meant=request.form.get("topic", ""))


@bp.post("/skip")
@act
def skip(code: str, press: Press) -> None:
    """Skips the topic in hand."""
    pacing.skip(code, press)


@bp.post("/hint")
@act
def hint(code: str, press: Press) -> None:
    """Tells the room how long we thought the topic would take, or no longer."""
    pacing.hint_at_time(code, press, shown=request.form.get("shown") == "yes")


@bp.post("/open")
@act
def open_vote(code: str, press: Press) -> None:
    """Opens the next vote."""
    pacing.open_vote(code, press)


@bp.post("/show")
@act
def show(code: str, press: Press) -> None:
    """Shows the results to everyone at once."""
    sure, then_open = "sure" in request.form, "then_open" in request.form
    pacing.reveal(code, press, sure=sure, then_open=then_open)


@bp.post("/again")
@act
def again(code: str, press: Press) -> None:
    """Opens the second vote."""
    pacing.vote_again(code, press)


@bp.post("/aside")
@act
def aside(code: str, press: Press) -> None:
    """Puts the open vote aside, unseen."""
    pacing.put_aside(code, press)


@bp.post("/keep")
@act
def keep(code: str, press: Press) -> None:
    """Takes the ticked activities into the closer look."""
    choosing.keep_items(code, press, request.form.getlist("item"))


@bp.post("/talk")
@act
def talk(code: str, press: Press) -> None:
    """Gives each of the ticked activities a page to talk about."""
    choosing.talk_about(code, press, request.form.getlist("item"))


@bp.post("/wall")
@act
def wall(code: str, press: Press) -> None:
    """Puts the short lists on the big screen, or the results again."""
    pacing.put_on_wall(code, press, request.form.get("what", ""))


@bp.post("/decide")
@act
def decide(code: str, press: Press) -> None:
    """Puts what was suggested to a quick vote."""
    proposing.decide(code, press)


@bp.post("/park")
@act
def park(code: str, press: Press) -> None:
    """Parks a suggestion, with the reason."""
    proposing.park(code, press, sent_id("proposal"), reason=request.form.get("reason", ""))


@bp.post("/hide-proposal")
@act
def hide_proposal(code: str, press: Press) -> None:
    """Hides a suggestion that names a person."""
    proposing.hide(code, press, sent_id("proposal"))


@bp.post("/add-topic")
@act
def add_topic(code: str, press: Press) -> None:
    """Takes one topic more into the session."""
    arranging.add_topic(code, press, request.form.get("topic", ""))


@bp.post("/move-topic")
@act
def move_topic(code: str, press: Press) -> None:
    """Moves a topic that has not begun up or down by one."""
    form = request.form
    position = number(form.get("position"))
    arranging.move_topic(code, press, form.get("topic", ""), position=position, to=form.get("to", ""))


@bp.post("/rename")
@act
def rename_rung(code: str, press: Press) -> None:
    """Gives a step of the ladder the group's own name."""
    laddering.rename_rung(code, press, number(request.form.get("rung")), name=request.form.get("name", ""))


@bp.post("/hide-rung")
@act
def hide_rung(code: str, press: Press) -> None:
    """Leaves a step of the ladder out, or puts it back."""
    hidden = request.form.get("hidden") == "yes"
    laddering.hide_rung(code, press, number(request.form.get("rung")), hidden=hidden)


@bp.post("/lock")
@act
def lock(code: str, press: Press) -> None:
    """Closes the session to new people, or opens it again."""
    hosting.lock(code, press, locked=request.form.get("locked") == "yes")


@bp.post("/address")
@act
def address(code: str, press: Press) -> None:
    """Picks the address in the QR picture."""
    hosting.choose_address(code, press, request.form.get("address", ""), among=list(current_app.config["ADDRESSES"]))


@bp.post("/action")
@act
def action(code: str, _press: Press) -> None:
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
def remove(code: str, press: Press) -> None:
    """Takes an action off the plan; the log keeps its words."""
    planning.remove_action(code, press, number(request.form.get("action")))


@bp.post("/pick")
@act
def pick(code: str, press: Press) -> None:
    """Puts a remark on the big screen, or takes it off."""
    on_screen = request.form.get("on_screen") == "yes"
    curating.pick_remark(code, press, sent_id("remark"), on_screen=on_screen)


@bp.post("/hide")
@act
def hide(code: str, press: Press) -> None:
    """Hides a remark that names a person."""
    curating.hide_remark(code, press, sent_id("remark"))


@bp.post("/end")
@act
def end(code: str, press: Press) -> None:
    """Ends the session, once it was asked twice."""
    if "sure" not in request.form:
        raise Refused(Reason.INVALID, N_("Tick the box to say that the session is over."))
    hosting.end(code, press)


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
