"""A whole view as fragments: for pages without a socket, after a gap, and as the answer to any act on a page."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from workshop import identity, partials
from workshop.clock import now
from workshop.domain.ballot import number
from workshop.domain.errors import Reason, Refused
from workshop.domain.hands import has_it_now
from workshop.domain.phrases import N_
from workshop.models import Workshop
from workshop.partials import View, Viewer
from workshop.usecases.desk.pair import pair_of
from workshop.usecases.desk.presence import be_seen
from workshop.usecases.lookup import holder_of, require_holder, require_workshop
from workshop.usecases.showing.scenes import scene_of

bp = Blueprint("state", __name__)


@bp.get("/session/<code>/state")
def state(code: str) -> ResponseReturnValue:
    """The view as it is now, or 204 when neither `since` (revision) nor `tick` (progress) has moved.

    A page that was drawn for somebody else (`hand`) gets all of the view, for whoever has the phone now.
    """
    workshop = require_workshop(code)
    view = view_asked_for()
    if view is View.PHONE and asks_for_another(code):
        parts = partials.regions(scene_of(workshop), view, viewer(workshop))
        return partials.together(parts, notice_text=has_it_now(identity.hand(code)).said(gettext))
    pair = pair_of(workshop, require_desk(code), now=now()) if view is View.DESK else None
    unmoved, tick = number(request.args.get("since", "0")) == workshop.revision, _tick_asked_for()
    if unmoved and tick is None:
        return "", 204
    scene = scene_of(workshop)
    if unmoved and tick == partials.tick_of(scene, pair):
        return "", 204
    return partials.together(partials.regions(scene, view, viewer(workshop), pair=pair))


def view_asked_for() -> View:
    """Which of the three views; raises Refused for any other."""
    try:
        return View(request.args.get("view", View.PHONE))
    except ValueError:
        raise Refused(Reason.INVALID, N_("There is no such view.")) from None


def viewer(workshop: Workshop) -> Viewer:
    """The device that asks, and who has it."""
    code = workshop.code
    return Viewer(workshop, identity.device_secret(code), identity.hand(code), identity.is_passed_round(code))


def asks_for_another(code: str) -> bool:
    """Does the address ask as somebody else than who has the phone now?"""
    in_hand = identity.hand(code).key
    return request.args.get("hand", in_hand) != in_hand


def actor(code: str) -> bytes | None:
    """The secret of who sends a form; raises Refused when its page was drawn for somebody else."""
    return identity.acting(code, request.form.get("hand"))


def require_desk(code: str) -> int:
    """The number of the facilitator whose key this device holds, who is here now. Raises Refused for any other."""
    return _seen(code, require_holder(code, identity.desk_key(code)))


def at_desk(code: str) -> int | None:
    """The same, or None for a device without the key of the desk."""
    by = holder_of(code, identity.desk_key(code))
    return None if by is None else _seen(code, by)


def _seen(code: str, by: int) -> int:
    be_seen(code, by, now=now())
    return by


def _tick_asked_for() -> int | None:
    sent = request.args.get("tick")
    return int(sent) if sent and sent.isdecimal() and len(sent) < 12 else None
