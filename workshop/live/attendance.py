"""Which desks are connected: a facilitator who only listens is here too, and one whose key was replaced is not."""

from __future__ import annotations

import logging

from flask_socketio import SocketIO

from workshop.clock import now
from workshop.db import done_reading
from workshop.live.seats import Seat, Seats
from workshop.live.turns import let_others_on
from workshop.usecases.desk.presence import absences, be_seen
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import holder_of_hash

log = logging.getLogger(__name__)


class Attendance:
    """Looks round at the connected desks, when told to."""

    def __init__(self, socketio: SocketIO, seats: Seats) -> None:
        self.socketio, self.seats = socketio, seats
        self.told: dict[str, tuple[bool, ...]] = {}  # session -> who was away when its desks were last told

    def look_round(self) -> None:
        """Writes down who is here, lets go of desks with an older key, and tells desks who has gone away since.

        Everybody else has their turn between two desks: with fifty sessions at once, a vote would wait for a tenth of a
        second.
        """
        for sid, seat in self.seats.at_desks().items():
            if holder_of_hash(seat.code, seat.key_hash) is None:
                self.socketio.server.disconnect(sid)
            else:
                see(seat)
            self._let_others_on()
        self._tell({seat.code for seat in self.seats.at_desks().values()})

    def _tell(self, codes: set[str]) -> None:
        away = {}
        for code in codes:
            away[code] = absences(code, now=now())
            self._let_others_on()
        changed = [code for code in codes if away[code] != self.told.get(code)]
        self.told = away
        for code in changed:
            ring(code, Moved.DESK)

    def _let_others_on(self) -> None:
        done_reading()
        let_others_on(self.socketio)


def see(seat: Seat) -> None:
    """A desk's socket has been heard of, if it is one. Never raises: a socket comes and goes all the same."""
    if seat.facilitator is None:
        return
    try:
        be_seen(seat.code, seat.facilitator, now=now())
    except Exception:
        log.exception("it was not written down that a facilitator is here")
