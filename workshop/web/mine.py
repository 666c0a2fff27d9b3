"""My answers: what one phone has said so far, for that phone only; and the receipts, for everybody."""

from __future__ import annotations

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity
from workshop.domain.errors import Refused
from workshop.models import Workshop
from workshop.usecases.lookup import require_workshop
from workshop.usecases.taking_part.answers import OwnAnswers, own_answers
from workshop.usecases.taking_part.receipts import receipts_of
from workshop.web.errors import STATUS

bp = Blueprint("mine", __name__)


@bp.get("/session/<code>/mine")
def mine(code: str) -> ResponseReturnValue:
    """The page; when the session has ended, a word on why it cannot be shown any more."""
    workshop = require_workshop(code)
    try:
        own = _own(workshop)
    except Refused as refused:
        said, status = refused.notice.said(gettext), STATUS[refused.reason]
        return _page(workshop, refused=said), status
    if own is None and workshop.key is not None:
        return redirect(url_for("join.welcome", code=workshop.join_code), 303)
    return _page(workshop, own=own)


@bp.get("/session/<code>/mine.txt")
def download(code: str) -> ResponseReturnValue:
    """The same as plain text, on purpose without a seal: what anybody can type proves nothing to anybody else."""
    workshop = require_workshop(code)
    try:
        own = _own(workshop)
    except Refused:
        own = None
    if own is None:
        return redirect(url_for("mine.mine", code=code), 303)
    answer = Response(render_template("files/mine.txt", workshop=workshop, own=own), mimetype="text/plain")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-answers.txt"'
    return answer


@bp.get("/session/<code>/receipts")
def receipts(code: str) -> ResponseReturnValue:
    """The receipts of what was shown, for everybody who has the code; this device's own are marked for it."""
    workshop = require_workshop(code)
    hand = identity.hand(code)
    found = receipts_of(workshop, identity.own_device(), hand)
    return render_template("pages/receipts.html", workshop=workshop, receipts=found, hand=hand)


def _page(workshop: Workshop, *, own: OwnAnswers | None = None, refused: str = "") -> str:
    hand = identity.hand(workshop.code)
    return render_template("pages/mine.html", workshop=workshop, own=own, refused=refused, hand=hand)


def _own(workshop: Workshop) -> OwnAnswers | None:
    return own_answers(workshop, identity.own_device(), identity.hand(workshop.code))
