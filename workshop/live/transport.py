"""The websocket under Socket.IO, mended.

simple-websocket 1.1.0 ignores that `send` may take only a part, which under gevent corrupts a slow phone's stream; it
accepts compression from everybody, at 277 KB for each connection; and it has no limit on a message's size. What it
takes to frame one message is little, and with hundreds of phones eight times a second it is much. Engine.IO above it
breaks on a message that it cannot read, and on half a handshake.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import simple_websocket
from flask_socketio import SocketIO

from workshop.live import gate

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

STALLED_AFTER = 20_000  # milliseconds that sent data may stay unacknowledged before the connection is dropped


def mend(socketio: SocketIO) -> None:
    """Puts the mended websocket in the place of the stock one, for this server only."""
    engine = socketio.server.eio
    stock = engine._async["websocket"]

    class MendedWebSocket(stock):  # type: ignore[misc,valid-type]  # python-engineio has no types
        def __call__(self, environ: dict[str, Any], _start_response: Any) -> Any:
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            limits = {"max_message_size": engine.max_http_buffer_size}
            self.ws = WholeMessages(environ, **self.server_args, **limits)
            answer = self.app(self)
            if self.ws.mode == "werkzeug":
                raise ConnectionError
            return answer

        def wait(self) -> str | None:
            message = super().wait()
            return message if gate.may_pass(message) else None  # None ends this socket, and no other

    engine._async = {**engine._async, "websocket": MendedWebSocket}
    engine.handle_request = _handshakes_only(engine.handle_request)


def _handshakes_only(handle: WSGIApplication) -> WSGIApplication:
    def handle_request(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if gate.is_handshake(environ):
            return handle(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"This is where websockets are opened.\n"]

    return handle_request


class WholeMessages(simple_websocket.Server):  # type: ignore[misc]
    """A websocket that sends messages whole, one after the other, and drops a phone that has stalled."""

    def handshake(self) -> None:
        """Answers the request for a websocket."""
        raw: socket.socket = self.sock
        drop_when_stalled(raw)
        self.sock: Any = WholeSends(raw)
        super().handshake()

    def send(self, data: str | bytes) -> None:
        """Sends a message. Raises ConnectionClosed."""
        if isinstance(data, bytes):
            super().send(data)
            return
        if not self.connected:
            raise simple_websocket.ConnectionClosed(self.close_reason, self.close_message)
        self.sock.send(frame_of(data))


def frame_of(text: str) -> bytes:
    """A message of text as one whole frame, unmasked, as a server sends it (RFC 6455, 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", 0x81, 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 127, size)
    return head + payload


class WholeSends:
    """A socket whose `send` sends everything; one sender at a time."""

    def __init__(self, raw: socket.socket) -> None:
        self._raw = raw
        self._turn = threading.Lock()

    def send(self, data: bytes) -> int:
        """Sends all of `data`."""
        with self._turn:
            self._raw.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)


def drop_when_stalled(raw: socket.socket) -> None:
    """Lets the system close a connection whose other end takes nothing any more, where it can (Linux)."""
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        raw.setsockopt(socket.IPPROTO_TCP, option, STALLED_AFTER)
