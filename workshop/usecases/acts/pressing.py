"""A button pressed at a desk, and the act that it is: who and when, the lock, the place in the session, the bell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from workshop.db import db, write
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage, require_running
from workshop.models import NeedOf, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import place_of, require_workshop


@dataclass(frozen=True, kw_only=True)
class Press:
    """A button pressed at a desk: the number of the facilitator who did, and when.

    `place` comes with the form: where the session was on the page that it stood on. `agrees_to`: the id of the
    pending deed that it says yes to, if any.
    """

    by: int
    now: datetime
    place: str | None = None
    agrees_to: int | None = None


@contextmanager
def desk_act(code: str, press: Press) -> Iterator[Workshop]:
    """One act of a facilitator: refused when the session has ended, or has moved on from `press.place`.

    Moves the revision, commits once and rings the bell. The place makes sure that a double tap, or two people at
    two desks, never make two steps of one; and what waits for a yes is gone once the session has moved on.
    """
    with write():
        workshop = require_workshop(code)
        require_running(WorkshopStage(workshop.stage))
        if press.place is not None and press.place != place_of(workshop):
            raise Refused(Reason.MOVED_ON, N_("The session has moved on. This is where it is now."))
        before = place_of(workshop)
        yield workshop
        if place_of(workshop) != before:
            forget_needs(workshop)
            _forget_overtaken(workshop)
        workshop.revision += 1
        workshop.touched_at = press.now
    ring(code, Moved.VIEW)


@contextmanager
def after_end(code: str) -> Iterator[Workshop]:
    """An act of a facilitator on a session that has ended: it moves nothing of the outcome, nor of its log.

    Commits once and rings the bell. Raises Refused while the session goes on.
    """
    with write():
        workshop = require_workshop(code)
        if workshop.stage != WorkshopStage.ENDED:
            raise Refused(Reason.INVALID, N_("End the session first."))
        yield workshop
        workshop.revision += 1
    ring(code, Moved.VIEW)


def forget_needs(workshop: Workshop) -> None:
    """What people needed, they needed where the session was. Called inside a write."""
    db.session.execute(delete(NeedOf).where(NeedOf.workshop_id == workshop.id))


def _forget_overtaken(workshop: Workshop) -> None:
    here = place_of(workshop)
    for pending in [row for row in workshop.pending if row.place != here]:
        workshop.pending.remove(pending)
