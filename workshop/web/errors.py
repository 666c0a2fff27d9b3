"""What a person is told when something is refused or breaks: a sentence, what was kept, and where to go."""

from __future__ import annotations

import logging

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from workshop import identity, knocks
from workshop.domain.errors import RETRY, Reason, Refused, WorkFailed, WrongCode
from workshop.domain.phrases import N_, Phrase
from workshop.partials import notice

log = logging.getLogger(__name__)

STATUS = {
    Reason.INVALID: 422,
    Reason.NOT_FOUND: 404,
    Reason.NOT_JOINED: 403,
    Reason.NOT_FACILITATOR: 403,
    Reason.CLOSED: 409,
    Reason.SUPERSEDED: 409,
    Reason.LOCKED: 409,
    Reason.MOVED_ON: 409,
    Reason.HANDED_ON: 409,
    Reason.SHARED: 403,
    Reason.UNSURE: 409,
    Reason.TOO_MANY: 429,
    Reason.FOREIGN: 403,
}
_SENTENCES = {
    404: N_("There is no page here. Check the address, or type the code from the big screen."),
    405: N_("That cannot be done here. Nothing was changed."),
    413: N_("That was too much to take in at once. Nothing was changed. Please make it shorter."),
}
_NOT_UNDERSTOOD = N_("Sorry, that did not reach us in one piece. Nothing was changed. Please try again.")
_NO_FILE = N_(
    "This file could not be made just now. Nothing is lost, and the session goes on."
    " Try again in a minute, or take another kind of file."
)
_BROKEN = N_("Sorry, something went wrong here. What said “Saved” is kept. Please try again.")


def init_app(app: Flask) -> None:
    """Registers the handlers."""
    app.register_error_handler(WrongCode, on_wrong_code)
    app.register_error_handler(Refused, on_refused)
    app.register_error_handler(WorkFailed, on_work_failed)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_bug)


def on_wrong_code(refused: WrongCode) -> ResponseReturnValue:
    """Whatever address the code stood in, it may be a guess."""
    knocks.wrong_code(identity.require_own_device())
    return on_refused(refused)


def on_refused(refused: Refused) -> ResponseReturnValue:
    """A refusal, in the form that was asked for."""
    return _answer(STATUS[refused.reason], refused.reason.value, refused.notice)


def on_http(error: HTTPException) -> ResponseReturnValue:
    """No such page, too large, and the like."""
    if error.code is not None and error.code < 400:
        return error
    text = _SENTENCES.get(error.code or 500, _NOT_UNDERSTOOD)
    reason = Reason.NOT_FOUND if error.code == 404 else Reason.INVALID
    return _answer(error.code or 500, reason.value, Phrase(text))


def on_work_failed(error: WorkFailed) -> ResponseReturnValue:
    """The process that makes files gave up: logged whole, told in a sentence."""
    log.error("a file could not be made", exc_info=error)
    return _answer(503, RETRY, Phrase(_NO_FILE))


def on_bug(error: Exception) -> ResponseReturnValue:
    """A bug: logged whole, told in one sentence."""
    log.error("an unexpected error", exc_info=error)
    return _answer(500, RETRY, Phrase(_BROKEN))


def _answer(status: int, code: str, said: Phrase) -> ResponseReturnValue:
    text = said.said(gettext)
    if wants_json():
        return jsonify(ok=False, code=code, notice=text), status
    if wants_fragment():
        return notice(text), status
    return render_template("pages/error.html", text=text, status=status), status


def wants_json() -> bool:
    """Did a program ask, rather than a page?"""
    accepted = request.accept_mimetypes
    return accepted.best_match(["text/html", "application/json"], default="text/html") == "application/json"


def wants_fragment() -> bool:
    """Did htmx ask, which puts the answer into the page?"""
    return "HX-Request" in request.headers
