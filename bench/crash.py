"""Votes cast without a pause until the server is gone, and what must be in the database afterwards."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bench.ledger import Count, Vote
from bench.room import Room


@dataclass
class Stream:
    """All votes of one phone on one question, each a change of the one before; only the last may be unanswered."""

    votes: list[Vote] = field(default_factory=list)

    @property
    def acknowledged(self) -> int:
        """How many were."""
        return sum(vote.acked > 0 for vote in self.votes)

    def is_kept(self, rows: Sequence[tuple[str, str]]) -> bool:
        """Is the last that was acknowledged there, or one sent after it, which may be stored without an answer?"""
        last = max((place for place, vote in enumerate(self.votes) if vote.acked), default=None)
        return last is None or any((vote.op, vote.choice) in rows for vote in self.votes[last:])


async def vote_until_it_breaks(room: Room, streams: Sequence[Stream]) -> None:
    """Every phone votes, and changes its vote as soon as it was acknowledged, until it gets no answer."""
    await asyncio.gather(*(_vote_on(room, number, stream) for number, stream in enumerate(streams)))


async def _vote_on(room: Room, number: int, stream: Stream) -> None:
    while not stream.votes or stream.votes[-1].acked:
        stream.votes.append(room.ballot(number))
        await room.cast(number, stream.votes[-1])


def count_streams(database: Path, streams: Sequence[Stream]) -> Count:
    """`lost`: phones of which neither the last acknowledged vote is stored nor one sent after it."""
    pages = {(vote.question, vote.round) for stream in streams for vote in stream.votes}
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        rows = [
            row
            for page in pages
            for row in connection.execute("SELECT op, choice FROM vote WHERE question_id = ? AND round = ?", page)
        ]
    written = {op for op, _ in rows}
    return Count(
        sent=sum(len(stream.votes) for stream in streams),
        acknowledged=sum(stream.acknowledged for stream in streams),
        lost=sum(not stream.is_kept(rows) for stream in streams),
        doubled=len(rows) - sum(any(vote.op in written for vote in stream.votes) for stream in streams),
    )
