"""A session as one file: taken along from its desk, and brought in from another computer."""

from __future__ import annotations

from contextlib import nullcontext

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity, knocks
from workshop.clock import now
from workshop.domain.errors import Reason, Refused
from workshop.domain.moving.transfer import LARGEST, NO_FILE
from workshop.usecases.lookup import require_workshop
from workshop.usecases.moving.packing import bring, file_of
from workshop.web.errors import STATUS
from workshop.web.state import require_desk

bp = Blueprint("moving", __name__)

_AROUND = 4096  # bytes of a form around its file


@bp.get("/session/<code>/desk/file")
def take_along(code: str) -> ResponseReturnValue:
    """The session as one file, for its desk alone."""
    require_desk(code)
    workshop = require_workshop(code)
    body = file_of(workshop)
    headers = {"Content-Disposition": f'attachment; filename="equal-footing-session-{workshop.code}.json"'}
    return Response(body, content_type="application/json", headers=headers)


@bp.get("/open/file")
def bring_form() -> ResponseReturnValue:
    """The form that brings a session from a file."""
    return _form()


@bp.post("/open/file")
def bring_in() -> ResponseReturnValue:
    """Takes a session in; 303 to its desk here, its key behind the `#`."""
    request.max_content_length = LARGEST + _AROUND
    journey_key = request.form.get("journey_key", "")
    try:
        with knocks.guess(identity.require_own_device()) if journey_key.strip() else nullcontext():
            code, keys = bring(_sent(), now=now(), journey_key=journey_key)
    except Refused as refused:
        return _form(refused.notice.said(gettext)), STATUS[refused.reason]
    if journey_key.strip():
        identity.keep_journey_key(journey_key)
    identity.keep_desk_key(code, keys.key, recovery_code=keys.recovery_code)
    return redirect(url_for("desk.desk", code=code, _anchor=f"key={keys.key}"), 303)


def _sent() -> bytes:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(Reason.INVALID, NO_FILE)
    data: bytes = sent.read(LARGEST + 1)
    return data


def _form(notice: str = "") -> str:
    return render_template("pages/bring.html", notice=notice, typed=request.form)
