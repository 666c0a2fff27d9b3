"""You said, we did: what came of the plan, for everybody who has the code; who holds the desk's key adds to it."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity
from workshop.clock import now
from workshop.domain.ballot import number
from workshop.domain.errors import Refused
from workshop.partials import thanks
from workshop.usecases.acts.pressing import Press
from workshop.usecases.lookup import require_workshop
from workshop.usecases.outcome.clocks import keeping_of
from workshop.usecases.outcome.crediting import credits_of
from workshop.usecases.planning.following import follow_up_of, may_say_how_it_goes, plan_so_far, say_how_it_goes
from workshop.web.errors import STATUS
from workshop.web.state import require_desk

bp = Blueprint("did", __name__, url_prefix="/session/<code>")


@bp.get("/did")
def did(code: str) -> str:
    """The plan and how it goes."""
    return _page(code)


@bp.post("/desk/did")
def say(code: str) -> ResponseReturnValue:
    """One dated line on an action: `action`, `going`, `said`, `next`."""
    press, form = Press(by=require_desk(code), now=now()), request.form
    action = number(form.get("action"))
    try:
        said, coming = form.get("said", ""), form.get("next", "")
        say_how_it_goes(code, press, action, going=form.get("going", ""), said=said, coming=coming)
    except Refused as refused:
        return _page(code, refused=refused, typed=action), STATUS[refused.reason]
    return redirect(url_for("did.did", code=code, _anchor=f"action-{action}"), 303)


def _page(code: str, *, refused: Refused | None = None, typed: int = 0) -> str:
    """`typed`: the action whose form holds what was sent and could not be kept."""
    workshop = require_workshop(code)
    return render_template(
        "pages/did.html",
        workshop=workshop,
        plan=plan_so_far(workshop),
        since=follow_up_of(workshop),
        keeping=keeping_of(workshop),
        may_say=may_say_how_it_goes(workshop, identity.desk_key(code)),
        notice=refused.notice.said(gettext) if refused else "",
        typed=typed,
        form=request.form,
        thanks=thanks(credits_of(workshop)),
    )
