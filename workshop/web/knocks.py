"""How fast join codes may be guessed: by device, then by address. Right codes never count.

A whole room sits behind one address, so an address is never refused: once it has failed often, its next tries
wait, one after the other. Nothing of this is stored or logged.
"""

from __future__ import annotations

import hashlib
import time

from flask import current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_

# 10 in 10 minutes by device, 60 by address (a room of sixty that mistypes once each passes): of 30^6 codes with
# 20 live ones, a guesser who is kept to one try a second meets one in about 420 days.
BY_DEVICE = RateLimitItemPerMinute(10, 10, "device")
BY_ADDRESS = RateLimitItemPerMinute(60, 10, "address")
# A recovery code has 49 bits: five tries in a quarter of an hour, for each session.
BY_DESK = RateLimitItemPerMinute(5, 15, "desk")
SECONDS_BETWEEN = 1.0
LONGEST_WAIT = 20.0


class Knocks:
    """Failures so far, in this process's memory only."""

    def __init__(self) -> None:
        self.limiter = MovingWindowRateLimiter(MemoryStorage())
        self.next_try: dict[str, float] = {}

    def failed(self, device: bytes, address: str) -> None:
        """Counts a wrong code."""
        self.limiter.hit(BY_DEVICE, _short(device))
        self.limiter.hit(BY_ADDRESS, address)

    def is_spent(self, device: bytes | None) -> bool:
        """Has this device failed too often?"""
        return device is not None and not self.limiter.test(BY_DEVICE, _short(device))

    def wait_for(self, address: str, now: float) -> float:
        """Seconds that a try from this address waits: 0 until its failures are spent, then one after another."""
        if self.limiter.test(BY_ADDRESS, address):
            self.next_try.pop(address, None)
            return 0.0
        at = min(max(now, self.next_try.get(address, now)) + SECONDS_BETWEEN, now + LONGEST_WAIT)
        self.next_try[address] = at
        return at - now


def slow_down_guessing(device: bytes | None) -> None:
    """Called before a code is looked up; raises Refused when this device has failed too often."""
    knocks: Knocks = current_app.extensions["knocks"]
    if knocks.is_spent(device):
        raise Refused(
            Reason.TOO_MANY,
            N_("That was a lot of tries. Wait a few minutes, and ask for help with the code."),
        )
    wait = knocks.wait_for(_address(), time.monotonic())
    if wait:
        time.sleep(wait)  # under gevent this lets everybody else go on


def count_wrong_code(device: bytes) -> None:
    """Called when a code was not open."""
    knocks: Knocks = current_app.extensions["knocks"]
    knocks.failed(device, _address())


def allow_recovery(code: str) -> None:
    """Called before a recovery code is looked at; raises Refused when this session has had too many tries."""
    knocks: Knocks = current_app.extensions["knocks"]
    if not knocks.limiter.hit(BY_DESK, code):
        raise Refused(Reason.TOO_MANY, N_("That was a lot of tries. Wait a quarter of an hour, then try again."))


def _address() -> str:
    return request.remote_addr or ""


def _short(device: bytes) -> str:
    return hashlib.sha256(device).hexdigest()[:16]
