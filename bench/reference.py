"""The bare server: plays a tape, acknowledges at once, stores nothing. What the driver measures of it is the floor.

`python -m bench.reference TAPE PORT SOCKETS`. HTTP is asyncio, the websockets are picows, which is written in C.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path

from picows import WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest, ws_create_server

from bench.tape import Tape, play

PER_SECOND = 8  # how often at most "k of n" goes out, as the real server does it
_COUNT = re.compile(r"(<strong>)\d+(</strong>)")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


class Hall:
    """Everybody who is connected, and how many votes have come."""

    def __init__(self, tape: Tape) -> None:
        self.tape = tape
        self.seats: dict[WSTransport, str] = {}  # whose view is which
        self.voted: set[str] = set()
        self.is_dirty = False

    def push(self, deed: str) -> None:
        """A new vote or its results, to every view."""
        self.voted.clear()
        views = {view: play(self.tape.pushes[f"{deed} {view}"]).encode() for view in ("phone", "screen", "desk")}
        for transport, view in self.seats.items():
            transport.send(WSMsgType.TEXT, views[view])

    async def keep_counting(self) -> None:
        """ "k of n" to all, now and then."""
        while True:
            await asyncio.sleep(1 / PER_SECOND)
            if self.is_dirty:
                self.is_dirty = False
                said = _COUNT.sub(rf"\g<1>{len(self.voted)}\2", self.tape.progress, count=1).encode()
                for transport in self.seats:
                    transport.send(WSMsgType.TEXT, said)


class Socket(WSListener):
    """One websocket."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Engine.IO's first word."""
        transport.send(WSMsgType.TEXT, b'0{"sid":"bare","upgrades":[],"pingTimeout":20000,"pingInterval":60000}')

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """Gone."""
        self.hall.seats.pop(transport, None)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Somebody sits down, or votes."""
        text = frame.get_payload_as_utf8_text()
        if text.startswith("40"):
            self.hall.seats[transport] = json.loads(text[2:])["view"]
            transport.send(WSMsgType.TEXT, b'40{"sid":"bare"}')
        elif text.startswith("42"):
            number, _, sent = text[2:].partition("[")
            self.hall.voted.add(json.loads("[" + sent)[1]["op"])
            self.hall.is_dirty = True
            transport.send(WSMsgType.TEXT, f"43{number}[{self.hall.tape.ack}".encode())


class Pages(asyncio.Protocol):
    """One kept HTTP connection."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.buffer = hall, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A browser has come."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """A request, once it is whole."""
        self.buffer += data
        head, end, body = self.buffer.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not end or len(body) < (int(length[1]) if length else 0):
            return
        self.buffer = b""
        method, path, _ = head.decode("latin-1").split(" ", 2)
        answer = play(self.hall.tape.answers[f"{method} {path}"])
        self.transport.write(answer.encode("latin-1"))
        if "/desk/" in path:
            self.hall.push(path.rpartition("/")[2])


async def main(tape: str, port: str, sockets: str) -> None:
    """Serves until it is stopped."""
    hall = Hall(Tape.load(Path(tape)))

    def seat(_request: WSUpgradeRequest) -> Socket:
        return Socket(hall)

    await ws_create_server(seat, "127.0.0.1", int(sockets), backlog=1024)
    loop = asyncio.get_running_loop()
    await loop.create_server(lambda: Pages(hall), "127.0.0.1", int(port), backlog=1024)
    await hall.keep_counting()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
