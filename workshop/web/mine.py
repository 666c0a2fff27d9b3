"""My answers: what one phone has said so far, for that phone only; and the receipts, for everybody."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from workshop import identity
from workshop.models import Workshop
from workshop.usecases.lookup import require_workshop
from workshop.usecases.taking_part.answers import OwnAnswers, is_shared, own_answers
from workshop.usecases.taking_part.receipts import receipts_of

bp = Blueprint("mine", __name__)


@bp.get("/session/<code>/mine")
def mine(code: str) -> ResponseReturnValue:
    """The page; when the session has ended, a word on why it cannot be shown any more."""
    workshop = require_workshop(code)
    own, shared = _own(workshop), is_shared(workshop, identity.own_device())
    if own is None and not shared and workshop.key is not None:
        return redirect(url_for("join.welcome", code=workshop.join_code), 303)
    return _unkept(make_response(render_template("pages/mine.html", workshop=workshop, own=own, shared=shared)))


@bp.get("/session/<code>/mine.txt")
def keep(code: str) -> ResponseReturnValue:
    """The same as plain text, on purpose without a seal: what anybody can type proves nothing to anybody else."""
    workshop = require_workshop(code)
    own = _own(workshop)
    if own is None:
        return redirect(url_for("mine.mine", code=code), 303)
    answer = Response(render_template("files/mine.txt", workshop=workshop, own=own), mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-answers.txt"'
    return _unkept(answer)


@bp.get("/session/<code>/receipts")
def receipts(code: str) -> ResponseReturnValue:
    """The receipts of what was shown, for everybody who has the code; this device's own are marked for it."""
    workshop = require_workshop(code)
    secret = None if is_shared(workshop, identity.own_device()) else identity.device_secret(workshop.code)
    found = receipts_of(workshop, secret)
    return _unkept(make_response(render_template("pages/receipts.html", workshop=workshop, receipts=found)))


def _own(workshop: Workshop) -> OwnAnswers | None:
    """Nothing on a phone that people share: whoever of them holds it could read what the others said."""
    if is_shared(workshop, identity.own_device()):
        return None
    return own_answers(workshop, identity.device_secret(workshop.code))


def _unkept(answer: Response) -> Response:
    """No browser or proxy may keep it: the next person with this phone must not find it."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
