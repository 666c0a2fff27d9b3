"""Letting others have their turn in the middle of something long."""

from __future__ import annotations

from flask_socketio import SocketIO

# gevent looks for what came in over the network only once in 50 times that somebody sleeps for no time at all. A timer,
# however short, makes it look each time; it costs a few microseconds.
MOMENT = 1e-6  # seconds


def let_others_on(socketio: SocketIO) -> None:
    """Whoever came meanwhile is answered first."""
    socketio.sleep(MOMENT)
