"""What it costs those who vote when files are made meanwhile: one vote, cast anew turn by turn, with and without."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from bench.browser import Browser
from bench.ledger import Count, Vote, count
from bench.measure import LADDER, Plan, at_share
from bench.pulse import pulse, watch
from bench.room import Room
from bench.server import Server

TURNS = 3  # of each; in between the machine may have other things to do, so they take turns
OTHERS = 2  # sessions that take files home, so that there is always a file waiting while one is made
FEW = 12  # people in each of them
MOST = 1.3  # times as long, at the 95th percentile
HEAVY = ("docx", "xlsx", "pdf")  # each keeps a processor busy for tenths of a second; the others are soon made


@dataclass
class Turns:
    """All turns of one kind. `acked`: seconds from a vote to its acknowledgement; `stall`: the longest wait of all."""

    acked: list[float] = field(default_factory=list)
    stall: float = 0.0

    def at(self, share: float) -> float:
        """Milliseconds that this share of the votes did not pass."""
        return 1000 * at_share(share, self.acked)


@dataclass
class Beside:
    """`files`: how many of each kind were made meanwhile."""

    calm: Turns = field(default_factory=Turns)
    busy: Turns = field(default_factory=Turns)
    files: Counter[str] = field(default_factory=Counter)

    @property
    def ratio(self) -> float:
        """How many times as long a vote takes, at the 95th percentile."""
        return self.busy.at(0.95) / self.calm.at(0.95)


async def beside(server: Server, plan: Plan, database: Path) -> tuple[Beside, Count]:
    """Everybody votes on the ladder, changes it turn by turn, and in every second turn others take files home."""
    found, votes = Beside(), list[Vote]()
    async with AsyncExitStack() as stack:
        room, *others = [await _opened(server, stack, seed) for seed in range(plan.seed, plan.seed + 1 + OTHERS)]
        for other in others:
            await other.join(FEW)
            await other.act("topic", position=LADDER)
            await other.act("open")
            await other.vote(0)
            await other.act("show", sure="yes")
        await room.join(plan.phones)
        await room.act("topic", position=LADDER)
        await room.act("open")
        felt = await stack.enter_async_context(pulse(server))
        for _ in range(TURNS):
            for turns, takers in ((found.calm, []), (found.busy, others)):
                async with _taking(takers, found.files), watch(server, felt) as seen:
                    votes = await room.vote(plan.spread, changes=bool(votes))
                turns.acked += [vote.acked - vote.sent for vote in votes if vote.acked]
                turns.stall = max(turns.stall, seen.stall)
        return found, count(database, votes)


async def _opened(server: Server, stack: AsyncExitStack, seed: int) -> Room:
    return await stack.enter_async_context(aclosing(await Room.open(server, random.Random(seed), None)))


@asynccontextmanager
async def _taking(rooms: Sequence[Room], files: Counter[str]) -> AsyncIterator[None]:
    """These sessions take the heavy kinds of files, over and over, until the block ends. Raises what a taker met."""
    tasks = [asyncio.create_task(_take(room, files)) for room in rooms]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            raise error


async def _take(room: Room, files: Counter[str]) -> None:
    browser = Browser(room.server.port)
    try:
        for kind in cycle(HEAVY):
            browser.cookies.clear()  # somebody more comes in, so that no file is one that was made before
            await browser.post(f"/join/{room.code}", {"group": "uses"})
            answer = await browser.get(f"/session/{room.code}/outcome.{kind}")
            if answer.status != 200:
                raise RuntimeError(f"no {kind}: {answer.status} {answer.text[:200]}")
            files[kind] += 1
    finally:
        await browser.close()
