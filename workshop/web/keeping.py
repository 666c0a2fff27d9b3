"""How long a session is kept: choosing it at the desk, and deleting it at once when it has ended."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from workshop.domain.ballot import number
from workshop.usecases.acts.pressing import Press
from workshop.usecases.keeping.deleting import delete_now
from workshop.usecases.keeping.spans import Span, keep_for
from workshop.web.desk import act
from workshop.web.errors import wants_fragment

bp = Blueprint("keeping", __name__, url_prefix="/session/<code>/desk")
LONGER = "longer"


def span_of(form: ImmutableMultiDict[str, str]) -> Span:
    """How long, as the form has it: one of the choices, or a number of days with its reason."""
    chosen = form.get("keep", "")
    if not chosen:
        return Span()
    if chosen == LONGER:
        return Span(number(form.get("keep_days")), form.get("keep_why", ""))
    return Span(number(chosen))


@bp.post("/keep-for")
@act
def choose(code: str, press: Press) -> None:
    """Chooses for how many days the session is kept."""
    keep_for(code, press, span_of(request.form))


@bp.post("/delete")
@act
def delete(code: str, press: Press) -> ResponseReturnValue | None:
    """Deletes the session, once it was asked twice; leads to the first page, since there is no desk any more."""
    if not delete_now(code, press, sure="sure" in request.form, typed=request.form.get("typed", "")):
        return None
    home = url_for("home.home")
    if not wants_fragment():
        return redirect(home, 303)
    answer = make_response("", 200)
    answer.headers["HX-Redirect"] = home
    return answer
