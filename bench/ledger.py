"""What the database holds, against what was acknowledged."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Vote:
    """A vote as a phone sent it. `acked`: when it was acknowledged; 0.0 while, or if, it was not."""

    question: int
    round: int
    op: str
    choice: str
    sent: float = 0.0
    acked: float = 0.0


@dataclass(frozen=True)
class Count:
    """`lost`: acknowledged, and not in the database as sent. `doubled`: rows beyond one for each vote sent."""

    sent: int
    acknowledged: int
    lost: int
    doubled: int

    @property
    def is_clean(self) -> bool:
        """Was every vote answered, and stored once?"""
        return self.acknowledged == self.sent and not self.lost and not self.doubled


def count(database: Path, votes: Iterable[Vote]) -> Count:
    """Counts the rows of one question and round, before its reveal: then each row still has its op."""
    votes = list(votes)
    pages = {(vote.question, vote.round) for vote in votes}
    rows: Counter[tuple[str, str]] = Counter()
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        for page in pages:
            rows.update(connection.execute("SELECT op, choice FROM vote WHERE question_id = ? AND round = ?", page))
    stored = {op for op, _ in rows}
    return Count(
        sent=len(votes),
        acknowledged=sum(vote.acked > 0 for vote in votes),
        lost=sum(vote.acked > 0 and (vote.op, vote.choice) not in rows for vote in votes),
        doubled=rows.total() - sum(vote.op in stored for vote in votes),
    )
