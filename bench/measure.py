"""One whole run: everybody joins at once, votes within some seconds, and a second time all at once."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from bench.ledger import Count, Vote, count
from bench.pulse import Watch, pulse, watch
from bench.room import Room
from bench.server import Server
from bench.tape import Tape

Figures = dict[str, dict[str, float]]  # stretch of the run -> what was measured -> how much
QUIET = 2.0  # seconds in which nothing happens, to know what that costs
LADDER = "2"  # where the template has the ladder

ALL_IN = "all are in, s"
ACK_P99 = "vote to acknowledgement p99, ms"
LONGEST_WAIT = "longest wait of a small request, ms"
LATE, OWN, QUEUED = "driver: late by at most, ms", "driver: share of a core, %", "server: waited for a core, %"


@dataclass(frozen=True)
class Plan:
    """How many phones, and within how many seconds they cast their first vote."""

    phones: int
    spread: float
    seed: int = 1
    exports: bool = False  # whether to vote beside the making of files too

    def stretch(self, spread: float) -> str:
        """What a vote is called in the table."""
        return f"voting within {spread:g} s" if spread else "voting all at once"


async def measure(
    server: Server, plan: Plan, *, tape: Tape | None = None, database: Path | None = None
) -> tuple[Figures, list[Count]]:
    """All figures of one server; the votes are counted where there is a database."""
    counts: list[Count] = []
    async with aclosing(await Room.open(server, random.Random(plan.seed), tape)) as room, pulse(server) as felt:
        memory = server.memory()
        async with watch(server, felt) as joining:
            await room.join(plan.phones)
        memory = (server.memory() - memory) / plan.phones
        figures = {"joining, all at once": _joining(room, joining, memory)}
        async with watch(server, felt) as quiet:
            await asyncio.sleep(QUIET)
        await room.act("topic", position=LADDER)
        for spread, deed in ((plan.spread, "open"), (0.0, "again")):
            await room.act(deed)
            async with watch(server, felt) as voting:
                votes = await room.vote(spread)
            if database is not None:
                counts.append(count(database, votes))
            async with watch(server, felt) as showing:
                reached = await room.act("show", sure="yes")
            figures[plan.stretch(spread)] = {
                **_voting(votes, room.screen.counted, voting, quiet),
                "results to the last phone, ms": 1000 * max(reached),
                "longest wait while they go out, ms": 1000 * showing.stall,
            }
    return figures, counts


def _joining(room: Room, seen: Watch, memory: float) -> dict[str, float]:
    return {
        ALL_IN: seen.seconds,
        "phones a second": len(room.phones) / seen.seconds,
        "one phone, page to seat, p95, s": at_share(0.95, [phone.took for phone in room.phones]),
        "CPU a phone, ms": 1000 * seen.cpu / len(room.phones),
        "memory a phone, KB": memory,
        **_bystanders(seen),
    }


def _voting(votes: Sequence[Vote], counted: Sequence[tuple[float, int]], seen: Watch, quiet: Watch) -> dict[str, float]:
    acked = [1000 * (vote.acked - vote.sent) for vote in votes if vote.acked]
    shown = [1000 * seconds for seconds in to_screen(votes, counted)]
    return {
        "vote to acknowledgement p50, ms": at_share(0.50, acked),
        "vote to acknowledgement p95, ms": at_share(0.95, acked),
        ACK_P99: at_share(0.99, acked),
        "vote to screen p50, ms": at_share(0.50, shown),
        "vote to screen p95, ms": at_share(0.95, shown),
        "CPU a vote, ms": 1000 * (seen.cpu - quiet.busy * seen.seconds) / len(votes),
        LONGEST_WAIT: 1000 * seen.stall,
        **_bystanders(seen),
    }


def _bystanders(seen: Watch) -> dict[str, float]:
    """What shows whether the driver or the machine was in the way."""
    return {
        LATE: 1000 * seen.lag,
        OWN: 100 * seen.own,
        QUEUED: 100 * seen.queued,
    }


def to_screen(votes: Sequence[Vote], counted: Sequence[tuple[float, int]]) -> list[float]:
    """Seconds from each vote to the first "k of n" that holds it: the k-th acknowledged is in a count of k."""
    known = sorted((vote for vote in votes if vote.acked), key=lambda vote: vote.acked)
    return [
        next((when for when, shown in counted if shown >= place), math.inf) - vote.sent
        for place, vote in enumerate(known, 1)
    ]


def at_share(share: float, values: Sequence[float]) -> float:
    """The value that this share of all does not pass; without any, infinity."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)] if ranked else math.inf
