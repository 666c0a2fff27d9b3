"""A phone's websocket. While it is down its owner votes by post and asks for what is new; it comes back by itself."""

from __future__ import annotations

import time
from threading import Condition, Event, Thread
from typing import Any

import socketio

from workshop.demo.device import Device

ANSWERS_IN = 6.0  # seconds, as on a phone: a vote without an answer by then goes again
TRY_EVERY = 2.0
SEATED_IN = 10.0


class Line:
    """The socket of one device in one session; `news` is set when there may be something new."""

    def __init__(self, device: Device, code: str, news: Event) -> None:
        self.device, self.code, self.news = device, code, news
        self.connected = 0
        """How often it has connected: after each time something may have been missed."""
        self.revision, self.html = 0, ""
        """The newest view that was pushed."""
        self._heard = Condition()
        self._next_try = 0.0
        self._client = socketio.Client(reconnection=False, handle_sigint=False)
        self._client.on("partial", self._hear)
        self._client.on("disconnect", lambda *_reason: news.set())

    def is_up(self) -> bool:
        """Can it be spoken on? Tries to connect when it is time to."""
        if not self._client.connected and time.monotonic() >= self._next_try:
            self._connect()
        return bool(self._client.connected)

    def wait_for(self, revision: int, seconds: float) -> None:
        """Waits until a view of that revision, or a newer one, was pushed; no longer than so many seconds."""
        with self._heard:
            self._heard.wait_for(lambda: self.revision >= revision, seconds)

    def vote(self, fields: dict[str, str]) -> dict[str, Any] | None:
        """The answer to a vote; None when it did not come."""
        if not self.is_up():
            return None
        try:
            answer = self._client.call("vote", fields, timeout=ANSWERS_IN)
        except socketio.exceptions.SocketIOError:
            return None
        return answer if isinstance(answer, dict) else None

    def hang_up(self) -> None:
        """Closes it, without waiting: the library's two threads both wait for the server's last word, 3 s in vain."""
        Thread(target=self._client.shutdown, daemon=True).start()

    def _hear(self, message: dict[str, Any]) -> None:
        with self._heard:
            if message["revision"] > self.revision:
                self.revision, self.html = message["revision"], message["html"]
            self._heard.notify_all()
        self.news.set()

    def _connect(self) -> None:
        self._next_try = time.monotonic() + TRY_EVERY
        seat = {"code": self.code, "view": "phone", "since": 0}
        cookies = {"Cookie": self.device.cookies}
        try:
            self._client.connect(
                self.device.server, headers=cookies, auth=seat, transports=["websocket"], wait_timeout=SEATED_IN
            )
        except socketio.exceptions.SocketIOError:
            return  # refused, or nobody there: the next look tries again
        self.connected += 1
