"""What every act at the desk has in common: who and when, the lock, the place in the session, the log, the bell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from workshop.db import db, write
from workshop.domain.desk.facilitators import MOST
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage, require_running
from workshop.models import LogEntry, NeedOf, Workshop
from workshop.usecases.events import Change, ring
from workshop.usecases.lookup import part_in_hand, require_workshop, topic_in_hand

_ENDS = (Act.ENDED, Act.RESTED)


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
    ring(code, Change.VIEW)


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
    ring(code, Change.VIEW)


def place_of(workshop: Workshop) -> str:
    """Where the session is, in one word: topic, page, stage and round of the vote in hand."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    vote = f"{questions[0].stage}.{questions[0].round}" if questions else "none"
    return f"{workshop.position}.{workshop.part}.{vote}"


def forget_needs(workshop: Workshop) -> None:
    """What people needed, they needed where the session was. Called inside a write."""
    db.session.execute(delete(NeedOf).where(NeedOf.workshop_id == workshop.id))


def _forget_overtaken(workshop: Workshop) -> None:
    here = place_of(workshop)
    for pending in [row for row in workshop.pending if row.place != here]:
        workshop.pending.remove(pending)


def log_of(workshop: Workshop) -> Sequence[LogEntry]:
    """The log up to the end of the session, that entry included: it is part of the outcome."""
    return _log(workshop)[0]


def log_since_the_end(workshop: Workshop) -> Sequence[LogEntry]:
    """What was done after the end: it stands beside the outcome, which does not change any more."""
    return _log(workshop)[1]


def _log(workshop: Workshop) -> tuple[Sequence[LogEntry], Sequence[LogEntry]]:
    entries = db.session.scalars(select(LogEntry).where(LogEntry.workshop_id == workshop.id).order_by(LogEntry.id)).all()
    ends = [at for at, entry in enumerate(entries, 1) if entry.act in _ENDS]
    # A session that was brought here as it had ended has its own log in its outcome: all of this came since.
    brought = workshop.stage == WorkshopStage.ENDED and not ends
    cut = ends[0] if ends else 0 if brought else len(entries)
    return entries[:cut], entries[cut:]


def note(workshop: Workshop, act: Act, press: Press, **values: str | int) -> None:
    """Writes an act into the log that everybody can read; where there are two facilitators, whose it was."""
    by = press.by if len(workshop.facilitators) == MOST else None
    db.session.add(LogEntry(workshop_id=workshop.id, at=press.now, by=by, act=act, values=values))
