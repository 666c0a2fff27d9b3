"""From a socket event to the same call as over HTTP. A handler never raises: it always answers."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flask import request
from flask_babel import gettext
from flask_socketio import ConnectionRefusedError as NotSeated
from flask_socketio import SocketIO, join_room

from workshop import identity, knocks, partials
from workshop.domain.ballot import UNREADABLE, Ballot, Slip, parse_ballot, parse_slip
from workshop.domain.codes import hash_of
from workshop.domain.errors import RETRY, Reason, Refused, WrongCode
from workshop.domain.hands import require_in_hand
from workshop.domain.phrases import N_
from workshop.live.attendance import see
from workshop.live.broadcast import Broadcaster
from workshop.live.gate import REFUSED
from workshop.live.seats import Seat, Seats
from workshop.live.turns import let_others_on
from workshop.models import Workshop
from workshop.partials import View, Viewer
from workshop.usecases.lookup import NOT_JOINED, holder_of_hash, require_holder, require_voter, require_workshop
from workshop.usecases.taking_part.voting import Cast, cast_vote
from workshop.usecases.taking_part.withdrawing import withdraw_vote

log = logging.getLogger(__name__)
Answer = dict[str, object]
Sheet = TypeVar("Sheet", Ballot, Slip)
Read = Callable[[Mapping[str, object]], Sheet]
Act = Callable[[str, bytes | None, Sheet], Cast]

_BROKEN = N_("Sorry, something went wrong here. Your choice is still on your phone, and goes again by itself.")


def register(socketio: SocketIO, seats: Seats, broadcaster: Broadcaster) -> None:
    """Ties the events of one server to its handlers."""
    # When a whole hall votes in one moment, one vote after another: each waits here, and lets the loop send the
    # answer of the one before and serve who else has come. Without it all answers come when the last vote is stored.
    turn = threading.Lock()

    @socketio.on("connect")
    def connect(auth: object = None) -> None:
        workshop, seat = _seated(auth)
        seats.take(_sid(), seat)
        see(seat)
        join_room(seat.room)
        broadcaster.knows(workshop.code, workshop.revision)

    @socketio.on("disconnect")
    def disconnect(*_reason: object) -> None:
        seat = seats.leave(_sid())
        if seat is not None and holder_of_hash(seat.code, seat.key_hash) is not None:
            see(seat)

    @socketio.on("vote")
    def vote(*sent: object) -> Answer:
        with turn:
            let_others_on(socketio)
            return _answer(seats.taken.get(_sid()), sent, parse_ballot, cast_vote)

    @socketio.on("withdraw")
    def withdraw(*sent: object) -> Answer:
        with turn:
            let_others_on(socketio)
            return _answer(seats.taken.get(_sid()), sent, parse_slip, withdraw_vote)

    @socketio.on(REFUSED)
    def refuse(*_sent: object) -> Answer:
        return _refusal(Refused(Reason.INVALID, UNREADABLE), "")


def _answer(seat: Seat | None, sent: Sequence[object], read: Read[Sheet], act: Act[Sheet]) -> Answer:
    """Does one thing with a ballot, and answers in any case."""
    fields = sent[0] if len(sent) == 1 and isinstance(sent[0], dict) else {}
    op = fields.get("op") if isinstance(fields.get("op"), str) else ""
    try:
        return _mark(_require_seat(seat, fields), read(fields), act)
    except Refused as refused:
        return _refusal(refused, op)
    except Exception:
        log.exception("a vote over the socket failed")
        return {"ok": False, "op": op, "code": RETRY, "notice": gettext(_BROKEN)}


def _require_seat(seat: Seat | None, fields: Mapping[str, object]) -> Seat:
    if seat is None:
        raise Refused(Reason.NOT_JOINED, NOT_JOINED)
    require_in_hand(fields.get("hand"), seat.hand)
    return seat


def _mark(seat: Seat, sheet: Sheet, act: Act[Sheet]) -> Answer:
    try:
        cast = act(seat.code, seat.secret, sheet)
    except Refused as refused:
        if refused.reason in (Reason.NOT_FOUND, Reason.NOT_JOINED):
            raise
        viewer = Viewer(require_workshop(seat.code), seat.secret, seat.hand)
        return {**_refusal(refused, sheet.op), "html": str(partials.refused_ballot(viewer, sheet.question, refused))}
    html = str(partials.ballot(cast.paper, cast.mine, hand=seat.hand))
    return {"ok": True, "op": sheet.op, "seq": sheet.seq, "html": html}


def _refusal(refused: Refused, op: object) -> Answer:
    return {"ok": False, "op": op, "code": refused.reason.value, "notice": refused.notice.said(gettext)}


def _seated(auth: object) -> tuple[Workshop, Seat]:
    """Where a socket belongs. Whatever stands in the way is raised as NotSeated, which a client can read."""
    try:
        return _seat(auth)
    except Refused as refused:
        if isinstance(refused, WrongCode):
            knocks.wrong_code(identity.own_device())
        raise _not_seated(refused.reason.value, refused.notice.said(gettext)) from None
    except Exception:
        # Whatever else is raised here leaves the phone waiting without a word.
        log.exception("a socket could not be seated")
        raise _not_seated(RETRY, gettext(_BROKEN)) from None


def _seat(auth: object) -> tuple[Workshop, Seat]:
    """Where a socket belongs, by what it asks for and what its cookie may. Raises Refused."""
    asked = auth if isinstance(auth, dict) else {}
    code, view = asked.get("code"), asked.get("view")
    if not isinstance(code, str) or not isinstance(view, str) or view not in list(View):
        raise Refused(Reason.INVALID, UNREADABLE)
    if view == View.PHONE:
        require_voter(code, identity.device_secret(code))
    workshop = require_workshop(code)
    if view == View.PHONE:
        return workshop, Seat(code, View.PHONE, device=identity.own_device(), hand=identity.hand(code))
    return workshop, _at_desk(code) if view == View.DESK else Seat(code, View(view))


def _at_desk(code: str) -> Seat:
    key = identity.desk_key(code) or ""
    return Seat(code, View.DESK, require_holder(code, key), hash_of(key))


def _not_seated(code: str, notice: str) -> NotSeated:
    """As a client of Socket.IO reads it: `error.message`, and the rest under `error.data`."""
    return NotSeated(notice, {"code": code, "notice": notice})


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # put there by Flask-SocketIO
