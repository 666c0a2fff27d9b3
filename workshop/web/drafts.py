"""A draft of the plan on a page of its own, where anybody completes it or puts it in other words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity
from workshop.clock import now
from workshop.domain.ballot import number
from workshop.domain.errors import Reason, Refused
from workshop.domain.planning.drafts import as_sent
from workshop.models import Workshop
from workshop.usecases.acts.pressing import Press
from workshop.usecases.lookup import require_voter, require_workshop
from workshop.usecases.planning.drafting import draft_of, reword_action, reword_action_at_desk
from workshop.usecases.planning.sources import sources_of
from workshop.web.errors import STATUS
from workshop.web.state import actor, require_desk

bp = Blueprint("drafts", __name__, url_prefix="/session/<code>")


@bp.get("/reword")
def draft(code: str) -> ResponseReturnValue:
    """A draft, to be changed on a phone; who has not joined is refused."""
    voter = require_voter(code, identity.device_secret(code))
    return _page(voter.workshop, back="phone.phone")


@bp.post("/reword")
def reword(code: str) -> ResponseReturnValue:
    """The change, with what stood there before: `action`, the fields of an action, and each as `was_<field>`."""
    sent = request.form
    return _change(code, lambda: reword_action(code, actor(code), _action(), sent, now=now()), back="phone.phone")


@bp.get("/desk/reword")
def draft_at_desk(code: str) -> ResponseReturnValue:
    """The same page for a desk."""
    require_desk(code)
    return _page(require_workshop(code), back="desk.desk")


@bp.post("/desk/reword")
def reword_at_desk(code: str) -> ResponseReturnValue:
    """A change that the room said aloud."""
    press = Press(by=require_desk(code), now=now())
    sent = request.form
    return _change(code, lambda: reword_action_at_desk(code, press, _action(), sent), back="desk.desk")


def _change(code: str, change: Callable[[], None], *, back: str) -> ResponseReturnValue:
    try:
        change()
    except Refused as refused:
        if refused.reason in (Reason.NOT_FOUND, Reason.NOT_JOINED):
            raise
        return _page(require_workshop(code), back=back, typed=request.form, refused=refused), STATUS[refused.reason]
    return redirect(url_for(back, code=code, _anchor="plan"), 303)


def _page(
    workshop: Workshop, *, back: str, typed: Mapping[str, str] | None = None, refused: Refused | None = None
) -> str:
    """What was typed is never lost: it stands in the form again, and beside it what stands in the plan by now."""
    try:
        stands = as_sent(draft_of(workshop, _action()))
    except Refused as gone:
        if gone.reason is Reason.NOT_FOUND:
            raise
        stands, refused = {}, gone
    return render_template(
        "pages/draft.html",
        workshop=workshop,
        action=_action(),
        stands=stands,
        typed=typed or stands,
        was=_was(typed, stands, refused),
        notice=refused.notice.said(gettext) if refused else "",
        both=refused is not None and refused.reason is Reason.MOVED_ON,
        sources=sources_of(workshop),
        back=back,
        hand=identity.hand(workshop.code) if back == "phone.phone" else None,
        address=request.path,
    )


def _was(typed: Mapping[str, str] | None, stands: Mapping[str, str], refused: Refused | None) -> Mapping[str, str]:
    """What the form stands on: what it stood on before, or once both versions are on the page, what stands now."""
    if typed is None or (refused and refused.reason is Reason.MOVED_ON):
        return stands
    return {name: typed.get(f"was_{name}", text) for name, text in stands.items()}


def _action() -> int:
    return number(request.values.get("action"))
