"""The one bell: every use case rings it after its COMMIT, and whoever shows things listens."""

from __future__ import annotations

import logging
from enum import IntEnum

from blinker import Signal

from workshop.domain.hands import Hand

log = logging.getLogger(__name__)

workshop_changed = Signal("workshop_changed")
phone_passed = Signal("phone_passed")


class Moved(IntEnum):
    """What moved, from least to most: only what the desk shows beside the progress, how many are here and voted,
    or something that all views show alike.
    """

    DESK = 1
    PROGRESS = 2
    VIEW = 3


def ring(code: str, moved: Moved) -> None:
    """Tells all listeners that the session `code` changed. Their failure never undoes what is stored."""
    try:
        workshop_changed.send(code, moved=moved)
    except Exception:
        log.exception("a listener failed after a change was stored")


def tell_passed(code: str, device: bytes, taker: Hand) -> None:
    """Tells all listeners who has a device in that session from now on: a socket's cookie is that of its beginning."""
    phone_passed.send(code, device=device, taker=taker)
