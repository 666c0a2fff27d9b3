"""The one bell: every use case rings it after its COMMIT, and whoever shows things listens."""

from __future__ import annotations

import logging
from enum import StrEnum

from blinker import Signal

log = logging.getLogger(__name__)

workshop_changed = Signal("workshop_changed")


class Change(StrEnum):
    """What moved: something that all views show alike (VIEW), or only how many are here and voted (PROGRESS)."""

    VIEW = "view"
    PROGRESS = "progress"


def ring(code: str, change: Change) -> None:
    """Tells all listeners that the session `code` changed. Their failure never undoes what is stored."""
    try:
        workshop_changed.send(code, change=change)
    except Exception:
        log.exception("a listener failed after a change was stored")
