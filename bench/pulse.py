"""How long the smallest request waits, seen from outside; and how late the driver itself is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time

from bench.browser import Browser
from bench.server import Server

EVERY = 0.005  # seconds


@dataclass
class Pulse:
    """Two beats, one every 5 ms: a request to /healthz, and a sleep of the driver's own."""

    waits: list[float] = field(default_factory=list)  # seconds for each answer
    lags: list[float] = field(default_factory=list)  # seconds by which a sleep was too long


@dataclass
class Watch:
    """One stretch of a run. `cpu`: the server's seconds; `own` and `queued`: shares of the time that it took."""

    seconds: float = 0.0
    cpu: float = 0.0
    own: float = 0.0  # the driver on a core
    queued: float = 0.0  # the server without a core
    stall: float = 0.0  # the longest wait of a small request, in seconds
    lag: float = 0.0  # by how many seconds the driver was late at most

    @property
    def busy(self) -> float:
        """The server's share of one core."""
        return self.cpu / self.seconds


@asynccontextmanager
async def pulse(server: Server) -> AsyncIterator[Pulse]:
    """Both beats, until the block ends."""
    felt, browser = Pulse(), Browser(server.port)
    tasks = [asyncio.create_task(_ask(browser, felt.waits)), asyncio.create_task(_sleep(felt.lags))]
    try:
        yield felt
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await browser.aclose()


@asynccontextmanager
async def watch(server: Server, felt: Pulse) -> AsyncIterator[Watch]:
    """Measures what happens in the block."""
    seen = Watch()
    at, cpu, own, queued = perf_counter(), server.cpu(), process_time(), server.queued()
    waits, lags = len(felt.waits), len(felt.lags)
    yield seen
    seen.seconds = perf_counter() - at
    seen.cpu, seen.own = server.cpu() - cpu, (process_time() - own) / seen.seconds
    seen.queued = (server.queued() - queued) / seen.seconds
    asked = len(felt.waits)
    while len(felt.waits) <= asked:  # a wait that began in the block may end after it
        await asyncio.sleep(EVERY)
    seen.stall, seen.lag = max(felt.waits[waits:], default=0.0), max(felt.lags[lags:], default=0.0)


async def _ask(browser: Browser, waits: list[float]) -> None:
    while True:
        at = perf_counter()
        await browser.get("/healthz")
        waits.append(perf_counter() - at)
        await asyncio.sleep(EVERY)


async def _sleep(lags: list[float]) -> None:
    while True:
        at = perf_counter()
        await asyncio.sleep(EVERY)
        lags.append(perf_counter() - at - EVERY)
