"""A browser as far as HTTP goes: one kept connection, cookies, and the files that a page names."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.tape import Tape

_NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """One response; header names in lower case."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Browser:
    """One device. What it is answered goes onto `tape`, where there is one."""

    port: int
    tape: Tape | None = None
    cookies: dict[str, str] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)  # files that need not be fetched again
    stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    @property
    def cookie(self) -> str:
        """The Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def visit(self, path: str) -> Answer:
        """Opens a page with all that it names: a first visit, with nothing in the cache but what may stay there."""
        page = await self.get(path)
        for file in dict.fromkeys(_NAMED.findall(page.text)):
            if file not in self.kept:
                answer = await self.get(file)
                if "max-age" in answer.headers.get("cache-control", ""):
                    self.kept.add(file)
        return page

    async def get(self, path: str, *, fragment: bool = False) -> Answer:
        """One GET; `fragment`: as htmx asks."""
        return await self._ask("GET", path, fragment=fragment)

    async def post(self, path: str, fields: Mapping[str, str], *, fragment: bool = False) -> Answer:
        """One form sent."""
        return await self._ask("POST", path, urlencode(fields).encode(), fragment=fragment)

    async def aclose(self) -> None:
        """Lets the connection go."""
        if self.stream:
            self.stream[1].close()
            with suppress(ConnectionError):  # the other end may be gone already
                await self.stream[1].wait_closed()
            self.stream = None

    async def _ask(self, method: str, path: str, body: bytes = b"", *, fragment: bool) -> Answer:
        if self.stream is None:
            self.stream = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.stream
        writer.write(self._head(method, path, len(body), fragment=fragment) + body)
        head = await reader.readuntil(_END)
        answer = _read(head)
        content = await reader.readexactly(int(answer.headers.get("content-length", "0")))
        if "set-cookie" in answer.headers:
            name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
            self.cookies[name] = value
        if self.tape is not None:
            self.tape.answered(method, path, head + content)
        return Answer(answer.status, answer.headers, content.decode(errors="replace"))

    def _head(self, method: str, path: str, length: int, *, fragment: bool) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Accept: text/html"]
        if self.cookies:
            lines.append(f"Cookie: {self.cookie}")
        if fragment:
            lines.append("HX-Request: true")
        if method == "POST":
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {length}"]
        return "\r\n".join(lines).encode() + _END


def _read(head: bytes) -> Answer:
    first, *rest = head.decode("latin-1").rstrip().split("\r\n")
    pairs = (line.partition(":") for line in rest)
    return Answer(int(first.split()[1]), {name.lower(): value.strip() for name, _, value in pairs}, "")
