"""The one clock: every use case is told the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

LEAP = 3600.0  # seconds; a clock that gains so much on the time that has gone was put forward, or slept
GRACE = 3600.0  # seconds for people to do something, before what is over by the new time ends


def now() -> datetime:
    """Now in UTC, without a zone, as it is stored."""
    return datetime.now(UTC).replace(tzinfo=None)


class Watch:
    """Tells whether the clock has been going on evenly, or leapt forward: it was set right, or the computer slept.

    A small computer without a clock of its own starts with an old day and finds the right one later, in the middle of
    a session, which then seems to have rested for days.
    """

    def __init__(self, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._last: tuple[datetime, float] | None = None
        self._waits_until = float("-inf")

    def is_even(self, now: datetime) -> bool:
        """Has it been, for as long as people are given to show that they go on? Asked often, each time with the time."""
        gone = self._steady()
        if self._last is not None and (now - self._last[0]).total_seconds() - (gone - self._last[1]) > LEAP:
            self._waits_until = gone + GRACE
        self._last = now, gone
        return gone >= self._waits_until
