"""The Socket.IO door: from an event to the same call as over HTTP, and from the bell to the rooms."""

from __future__ import annotations

from flask import Flask
from flask_socketio import SocketIO

from workshop.live import gate, handlers, transport
from workshop.live.attendance import Attendance
from workshop.live.broadcast import Broadcaster
from workshop.live.seats import Seats
from workshop.usecases.events import phone_passed

LARGEST_MESSAGE = 16 * 1024  # bytes; a vote has about 150


def init_app(app: Flask) -> None:
    """Gives `app` its socket. The transport is named outright and can be changed here alone."""
    socketio = SocketIO(
        app,
        async_mode=app.config["SOCKETIO_ASYNC_MODE"],
        async_handlers=False,  # in the order in which they were sent
        transports=["websocket"],  # the way without a websocket is htmx, which the page's own limits cover
        serializer=gate.GatedPacket,
        max_http_buffer_size=LARGEST_MESSAGE,
        cors_allowed_origins=[],  # web/guard.py refuses foreign sites for both doors
        cookie=None,
        ping_interval=20,
        ping_timeout=20,
    )
    transport.mend(socketio)
    seats = Seats()
    phone_passed.connect(seats.pass_on)
    broadcaster = Broadcaster(app, socketio, seats, per_second=app.config["BROADCASTS_PER_SECOND"])
    handlers.register(socketio, seats, broadcaster)
    app.extensions["broadcaster"] = broadcaster
    app.extensions["attendance"] = Attendance(socketio, seats)
