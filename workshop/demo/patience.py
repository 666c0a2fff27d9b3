"""Waiting for a server that does not answer just now, as phones do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from workshop.demo.errors import Away, Trouble

RETRY = 1.0  # seconds
Result = TypeVar("Result")


class Patience:
    """Tries a step again and again while nobody answers: for `longest` seconds, or while there is hope."""

    def __init__(
        self,
        say: Callable[[str], None],
        *,
        longest: float = float("inf"),
        is_hopeless: Callable[[], bool] = lambda: False,
    ) -> None:
        self.say, self.longest, self.is_hopeless = say, longest, is_hopeless

    def with_(self, step: Callable[[], Result]) -> Result:
        """The result of a step that may be done twice. Raises Trouble when there is no hope left."""
        since = None
        while True:
            try:
                result = step()
            except Away as away:
                if since is None:
                    self.say("The server does not answer. Everybody waits for it.")
                since = since or time.monotonic()
                if self.is_hopeless() or time.monotonic() - since > self.longest:
                    raise Trouble("The server has stopped.") from away
                time.sleep(RETRY)
            else:
                if since is not None:
                    self.say("It answers again.")
                return result
