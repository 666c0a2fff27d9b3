"""The participant's view, and what a participant sends without a socket."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup

from workshop import identity, partials
from workshop.clock import now
from workshop.domain.ballot import UNREADABLE, long_number, number, parse_ballot, parse_op, parse_slip
from workshop.domain.errors import Reason, Refused
from workshop.models import Workshop
from workshop.partials import View
from workshop.usecases.lookup import find_participant, require_workshop
from workshop.usecases.planning.adding import add_action
from workshop.usecases.planning.explaining import explain
from workshop.usecases.planning.proposing import Suggestion, propose, take_back
from workshop.usecases.showing.scenes import scene_of
from workshop.usecases.taking_part.finishing import finish
from workshop.usecases.taking_part.joining import leave
from workshop.usecases.taking_part.needing import say_need
from workshop.usecases.taking_part.remarking import Words, write_remarks
from workshop.usecases.taking_part.voting import Cast, cast_vote
from workshop.usecases.taking_part.withdrawing import withdraw_vote
from workshop.web.errors import STATUS, wants_fragment, wants_json
from workshop.web.state import actor, asks_for_another, viewer

bp = Blueprint("phone", __name__)


@bp.get("/session/<code>")
def phone(code: str) -> ResponseReturnValue:
    """The phone view; who has not joined is led to where one joins, and who it was not passed to sees nobody's votes."""
    workshop = require_workshop(code)
    if asks_for_another(code):
        return redirect(url_for("sharing.handed", code=code), 303)
    if not _is_here(workshop) and workshop.key is not None:
        return redirect(url_for("join.welcome", code=workshop.join_code), 303)
    return _page(workshop)


@bp.post("/session/<code>/vote")
def vote(code: str) -> ResponseReturnValue:
    """A vote by post: `question, round, choice, op, seq`."""
    return _mark(code, lambda: cast_vote(code, actor(code), parse_ballot(request.form)))


@bp.post("/session/<code>/withdraw")
def withdraw(code: str) -> ResponseReturnValue:
    """A vote taken back by post: `question, round, op, seq`."""
    return _mark(code, lambda: withdraw_vote(code, actor(code), parse_slip(request.form)))


def _mark(code: str, act: Callable[[], Cast]) -> ResponseReturnValue:
    """Does one thing with a ballot, and answers with that ballot as it is stored now."""
    try:
        cast = act()
    except Refused as refused:
        if refused.reason in (Reason.NOT_FOUND, Reason.NOT_JOINED):
            raise
        return _refuse_vote(code, refused)
    html = partials.ballot(cast.paper, cast.mine, hand=identity.hand(code))
    if wants_json():
        return jsonify(ok=True, op=request.form.get("op", ""), html=html)
    if wants_fragment():
        return html
    return redirect(url_for("phone.phone", code=code, _anchor=f"ballot-{cast.paper.id}"), 303)


@bp.post("/session/<code>/finish")
def finished(code: str) -> ResponseReturnValue:
    """ "I have finished this page"."""
    return _answer(code, lambda: finish(code, actor(code)))


@bp.post("/session/<code>/need")
def need(code: str) -> ResponseReturnValue:
    """ "I need more time" or "Say it again", or no longer."""
    form = request.form
    need, needed, place = form.get("need", ""), form.get("needed", "yes") == "yes", form.get("place", "")
    return _answer(code, lambda: say_need(code, actor(code), need, needed=needed, place=place))


@bp.post("/session/<code>/remark")
def remark(code: str) -> ResponseReturnValue:
    """Why somebody voted as they did, in a few words; one page may ask for several."""
    return _answer(code, lambda: write_remarks(code, actor(code), _words()))


def _words() -> list[Words]:
    form = request.form
    questions, texts = form.getlist("question"), form.getlist("text")
    prompts = form.getlist("prompt") or ["why"] * len(questions)
    if not len(questions) == len(prompts) == len(texts):
        raise Refused(Reason.INVALID, UNREADABLE)
    return [Words(number(each[0]), each[1], each[2]) for each in zip(questions, prompts, texts, strict=True)]


@bp.post("/session/<code>/propose")
def suggest(code: str) -> ResponseReturnValue:
    """A rule, a change to the list, or an idea."""
    form = request.form
    suggestion = Suggestion(change=form.get("change", ""), target=form.get("target", ""), text=form.get("text", ""))
    return _answer(code, lambda: propose(code, actor(code), suggestion))


@bp.post("/session/<code>/take-back")
def unsuggest(code: str) -> ResponseReturnValue:
    """A suggestion of one's own, taken back."""
    sent = long_number(request.form.get("proposal"))
    return _answer(code, lambda: take_back(code, actor(code), sent))


@bp.post("/session/<code>/action")
def action(code: str) -> ResponseReturnValue:
    """Something to do, added to the plan."""
    form = request.form
    return _answer(code, lambda: add_action(code, actor(code), form, op=parse_op(form.get("op")), now=now()))


@bp.post("/session/<code>/word")
def word(code: str) -> ResponseReturnValue:
    """A word of the group's own, with what it means."""
    sent = {name: request.form.get(name, "") for name in ("word", "meaning")}
    return _answer(code, lambda: explain(code, actor(code), **sent))


@bp.post("/session/<code>/leave")
def go(code: str) -> ResponseReturnValue:
    """Leaves: the room waits for this person no more."""
    return _answer(code, lambda: leave(code, actor(code)), then="home.home")


def _refuse_vote(code: str, refused: Refused) -> ResponseReturnValue:
    """Why, with the ballot as it is stored now, in the form that was asked for; the same HTML as over the socket."""
    workshop = require_workshop(code)
    said, status = refused.notice.said(gettext), STATUS[refused.reason]
    handed_on = refused.reason is Reason.HANDED_ON
    if not (wants_json() or wants_fragment()):
        return _page(workshop, notice=said), status
    if handed_on and not wants_json():  # no ballot of that page is theirs who has the phone now: all of it goes
        return partials.together(_parts(workshop), notice_text=said), status, {"HX-Reswap": "none"}
    question = long_number(request.form.get("question"))
    html = "" if handed_on else partials.refused_ballot(viewer(workshop), question, refused)
    if not wants_json():
        return html, status
    answer = {"ok": False, "op": request.form.get("op", ""), "code": refused.reason.value, "notice": said}
    return jsonify({**answer, "html": html} if html else answer), status


def _answer(code: str, act: Callable[[], None], *, then: str = "phone.phone") -> ResponseReturnValue:
    """Does one act, and answers with the whole view: whatever it changed is in it. `then`: where a plain form leads."""
    notice, status = "", 200
    try:
        act()
    except Refused as refused:
        if refused.reason in (Reason.NOT_FOUND, Reason.NOT_JOINED):
            raise
        notice, status = refused.notice.said(gettext), STATUS[refused.reason]
    workshop = require_workshop(code)
    if wants_fragment():
        return partials.together(_parts(workshop), notice_text=notice), status
    return (_page(workshop, notice=notice), status) if notice else redirect(url_for(then, code=code), 303)


def _page(workshop: Workshop, notice: str = "") -> str:
    return render_template(
        "pages/phone.html",
        workshop=workshop,
        parts=_parts(workshop),
        notice=notice,
        here=_is_here(workshop),
        hand=identity.hand(workshop.code),
    )


def _parts(workshop: Workshop) -> dict[str, Markup]:
    return partials.regions(scene_of(workshop), View.PHONE, viewer(workshop))


def _is_here(workshop: Workshop) -> bool:
    participant = find_participant(workshop, identity.device_secret(workshop.code))
    return participant is not None and not participant.left
