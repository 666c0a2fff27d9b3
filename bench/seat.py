"""One socket of a session: as much of Socket.IO as a page speaks."""

from __future__ import annotations

import asyncio
import json
import re
from time import perf_counter
from typing import Any

from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

_COUNT = re.compile(r"<strong>(\d+)</strong>")
_PATH = "/socket.io/?EIO=4&transport=websocket"


class Seat(WSListener):
    """A phone, the screen or the desk. What it is told stays here, with the time (perf_counter) at which it came."""

    def __init__(self, code: str, view: str, since: str) -> None:
        self.hello = json.dumps({"code": code, "view": view, "since": int(since)})
        self.view, self.since = view, since
        self._is_gone = False
        self.seated: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._pushes: asyncio.Queue[float | None] = asyncio.Queue()  # when each came; None when no more can
        self.counted: list[tuple[float, int]] = []  # the screen's: when, and how many had voted
        self.shown = self.progress = self.acked = ""  # the last message of each kind
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._sent = 0

    @classmethod
    async def take(cls, port: int, code: str, view: str, *, since: str, cookie: str) -> Seat:
        """Connects, and has been seated. Raises ConnectionRefusedError."""
        seat = cls(code, view, since)
        address = f"ws://127.0.0.1:{port}{_PATH}"
        await ws_connect(lambda: seat, address, extra_headers={"Cookie": cookie}, websocket_handshake_timeout=60)
        answer = await asyncio.wait_for(seat.seated, 60)
        if answer.startswith("44"):
            raise ConnectionRefusedError(answer)
        return seat

    async def pushed(self) -> float:
        """When the next push came; what it says is in `shown`. Raises ConnectionResetError."""
        when = await self._pushes.get()
        if when is None:
            raise self._closed()
        return when

    def vote(self, fields: dict[str, str]) -> asyncio.Future[float]:
        """Sends a vote; the time of a good answer, or 0.0 for a refusal. Raises ConnectionResetError."""
        if self._is_gone:
            raise self._closed()
        self._sent += 1
        answer = asyncio.get_running_loop().create_future()
        self._waiting[str(self._sent)] = answer
        self._send(f"42{self._sent}{json.dumps(['vote', fields])}")
        return answer

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done; the server speaks first."""
        self.transport = transport

    def on_ws_disconnected(self, _transport: WSTransport) -> None:
        """Nobody waits for an answer or a push that cannot come."""
        self._is_gone = True
        self._pushes.put_nowait(None)
        waiting: list[asyncio.Future[Any]] = [self.seated, *self._waiting.values()]
        for future in waiting:
            if not future.done():
                future.set_exception(self._closed())

    def on_ws_frame(self, _transport: WSTransport, frame: WSFrame) -> None:
        """Whatever the server says."""
        if frame.msg_type is not WSMsgType.TEXT:
            return
        now, text = perf_counter(), frame.get_payload_as_utf8_text()
        if text.startswith("42"):
            self._told(now, text)
        elif text.startswith("43"):
            self._answered(now, text)
        elif text.startswith("4"):
            self.seated.set_result(text)
        elif text.startswith("0"):
            self._send(f"40{self.hello}")
        elif text == "2":
            self._send("3")

    def close(self) -> None:
        """Leaves."""
        self.transport.disconnect()

    def _closed(self) -> ConnectionResetError:
        return ConnectionResetError(f"a websocket of the {self.view} was closed")

    def _told(self, now: float, text: str) -> None:
        if text.startswith('42["partial"'):
            self.shown = text
            self._pushes.put_nowait(now)
        else:
            self.progress = text
            found = _COUNT.search(text) if self.view == "screen" else None
            if found:
                self.counted.append((now, int(found[1])))

    def _answered(self, now: float, text: str) -> None:
        number, _, _ = text[2:12].partition("[")
        is_good = text.startswith('[{"ok":true', 2 + len(number))
        self.acked = text
        self._waiting.pop(number).set_result(now if is_good else 0.0)

    def _send(self, text: str) -> None:
        self.transport.send(WSMsgType.TEXT, text.encode())
