"""How fast codes may be guessed, whichever door they come to. Right codes never count; only a device that
has failed too often waits with them.

A whole room sits behind one address, so an address is never refused: once it has failed often, the answers to its
wrong codes wait, one after the other. Nothing of this is stored or logged.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from workshop.db import db
from workshop.domain.errors import Reason, Refused, WrongCode
from workshop.domain.phrases import N_

# 10 in 10 minutes by device, 60 by address (a room of sixty that mistypes once each passes). Of 30^6 codes with 20
# live ones, a guesser who keeps 200 connections waiting, 20 seconds each, meets one in about 40 days.
BY_DEVICE = RateLimitItemPerMinute(10, 10, "device")
BY_ADDRESS = RateLimitItemPerMinute(60, 10, "address")
# A recovery code has 49 bits, so the limits for a session only spare the computer: were they as low as those for a
# device, one prankster could keep the facilitator out.
BY_DESK_AND_DEVICE = RateLimitItemPerMinute(5, 15, "desk-device")
BY_DESK = RateLimitItemPerMinute(60, 15, "desk")


@dataclass
class Knocks:
    """Failures so far, in this process's memory only. Times are in seconds."""

    between: float = 1.0
    longest: float = 20.0
    limiter: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))
    next_answer: dict[str, float] = field(default_factory=dict)

    def failed(self, device: bytes | None, address: str) -> None:
        """Counts a wrong code."""
        if device is not None:
            self.limiter.hit(BY_DEVICE, _short(device))
        self.limiter.hit(BY_ADDRESS, address)

    def is_spent(self, device: bytes | None) -> bool:
        """Has this device failed too often?"""
        return device is not None and not self.limiter.test(BY_DEVICE, _short(device))

    def wait_for(self, address: str, now: float) -> float:
        """How long the next "wrong" to this address waits: 0 until its failures are spent, then one by one."""
        if self.limiter.test(BY_ADDRESS, address):
            self.next_answer.pop(address, None)
            return 0.0
        at = min(max(now, self.next_answer.get(address, now)) + self.between, now + self.longest)
        self.next_answer[address] = at
        return at - now


def init_app(app: Flask) -> None:
    """Gives the application its memory of failures."""
    app.extensions["knocks"] = Knocks()


def refuse_guesser(device: bytes | None) -> None:
    """Called before a join code is looked up; raises Refused when this device has failed too often."""
    if _knocks().is_spent(device):
        raise Refused(
            Reason.TOO_MANY,
            N_("That was a lot of tries. Wait a few minutes, and ask for help with the code."),
        )


def wrong_code(device: bytes | None) -> None:
    """Called before somebody is told that a code is wrong: counts it, and waits when this address has failed often."""
    knocks, address = _knocks(), request.remote_addr or ""
    wait = knocks.wait_for(address, time.monotonic())
    knocks.failed(device, address)
    if wait:
        db.session.remove()  # who waits holds no connection to the database that others need
        time.sleep(wait)  # under gevent this lets everybody else go on


@contextmanager
def guess(device: bytes) -> Iterator[None]:
    """Around the look-up of a key that was typed: counts a wrong one, and refuses a device that has failed too often."""
    refuse_guesser(device)
    try:
        yield
    except WrongCode:
        wrong_code(device)
        raise


def allow_recovery(code: str, device: bytes) -> None:
    """Called before a recovery code is looked at; raises Refused after too many wrong ones."""
    limiter = _knocks().limiter
    if not (limiter.test(BY_DESK, code) and limiter.test(BY_DESK_AND_DEVICE, code, _short(device))):
        raise Refused(Reason.TOO_MANY, N_("That was a lot of tries. Wait a quarter of an hour, then try again."))


def wrong_recovery(code: str, device: bytes) -> None:
    """Called when a recovery code was wrong."""
    limiter = _knocks().limiter
    limiter.hit(BY_DESK, code)
    limiter.hit(BY_DESK_AND_DEVICE, code, _short(device))


def _knocks() -> Knocks:
    knocks: Knocks = current_app.extensions["knocks"]
    return knocks


def _short(device: bytes) -> str:
    return hashlib.sha256(device).hexdigest()[:16]
