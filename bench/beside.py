"""What it costs those who vote when files are made meanwhile: one vote, cast anew turn by turn, with and without."""

from __future__ import annotations

import asyncio
import math
import random
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.browser import Browser
from bench.ledger import Count, Vote, count
from bench.measure import LADDER, QUIET, Plan, at_share
from bench.pulse import pulse, watch
from bench.room import Room
from bench.server import Server

TURNS = 3  # of each; in between the machine may have other things to do, so they take turns
TAKERS = 2  # devices that take files home, so that there is always a file waiting while one is made
FEW = 6  # people in each of the other sessions
MOST = 1.3  # times as long, at the 95th percentile
HEAVY = ("docx", "xlsx", "pdf")  # each keeps a processor busy for tenths of a second; the others are soon made
A_SECOND = 30  # files; more than are ever made, so that those to be made never run out


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
    many = math.ceil(plan.spread * A_SECOND / len(HEAVY))
    async with AsyncExitStack() as stack:
        room, *others = [await _opened(server, stack, seed) for seed in range(plan.seed, plan.seed + 1 + many)]
        for other in others:
            await _find_something(other)
        await room.join(plan.phones)
        await room.act("topic", position=LADDER)
        await room.act("open")
        felt = await stack.enter_async_context(pulse(server))
        for _ in range(TURNS):
            for turns, takes in ((found.calm, False), (found.busy, True)):
                # Somebody more comes in, so that no file is one that was made before. In both kinds of turns, and
                # before them: it is what files cost that we want to know, and not what comings-in cost.
                for other in others:
                    await other.come_in("uses")
                await asyncio.sleep(QUIET)  # until that has been shown to everybody
                files = deque((other, kind) for other in others for kind in HEAVY if takes)
                async with _taking(files, found.files), watch(server, felt) as seen:
                    votes = await room.vote(plan.spread, changes=bool(votes))
                turns.acked += [vote.acked - vote.sent for vote in votes if vote.acked]
                turns.stall = max(turns.stall, seen.stall)
        return found, count(database, votes)


async def _opened(server: Server, stack: AsyncExitStack, seed: int) -> Room:
    return await stack.enter_async_context(aclosing(await Room.open(server, random.Random(seed), None)))


async def _find_something(room: Room) -> None:
    """A few people vote on the ladder, and see what they voted."""
    await room.join(FEW)
    await room.act("topic", position=LADDER)
    await room.act("open")
    await room.vote(0)
    await room.act("show", sure="yes")


@asynccontextmanager
async def _taking(files: deque[tuple[Room, str]], made: Counter[str]) -> AsyncIterator[None]:
    """Takes these files, a session and a kind each, until the block ends. Raises what a taker met."""
    tasks = [asyncio.create_task(_take(files, made)) for _ in range(TAKERS if files else 0)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            raise error


async def _take(files: deque[tuple[Room, str]], made: Counter[str]) -> None:
    """One device, which has no more than the codes."""
    async with aclosing(Browser(files[0][0].server.port)) as browser:
        while True:
            room, kind = files.popleft()  # an IndexError when none is left: then votes would be cast beside nothing
            answer = await browser.get(f"/session/{room.code}/outcome.{kind}")
            if answer.status != 200:
                raise RuntimeError(f"no {kind}: {answer.status} {answer.text[:200]}")
            made[kind] += 1
