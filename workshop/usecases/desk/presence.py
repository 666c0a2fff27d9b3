"""Which facilitators are here: when each desk was last heard of, written down now and then."""

from __future__ import annotations

from datetime import datetime

from workshop.db import write
from workshop.domain.desk.facilitators import is_away, is_due
from workshop.domain.stages import WorkshopStage
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import facilitator_of, find_workshop, require_workshop


def be_seen(code: str, number: int, *, now: datetime) -> None:
    """The desk of this facilitator has been heard of. Who comes back from being away is told to the other."""
    workshop = require_workshop(code)
    seen_at = facilitator_of(workshop, number).seen_at
    if workshop.stage == WorkshopStage.ENDED or not is_due(seen_at, now):
        return
    with write():
        facilitator_of(require_workshop(code), number).seen_at = now
    if is_away(seen_at, now):
        ring(code, Moved.DESK)


def absences(code: str, *, now: datetime) -> tuple[bool, ...]:
    """Is each facilitator away? In their order; nobody when the session is gone."""
    workshop = find_workshop(code)
    return tuple(is_away(one.seen_at, now) for one in workshop.facilitators) if workshop else ()
