"""The end of a journey: by whoever holds its key, or by itself when nothing is left in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from workshop.db import db, forget_journal, write
from workshop.domain import texts
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import Journey, KeptStop, LogEntry, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.journey.journeys import LONGEST_NAME, is_empty, require_journey, sessions_of
from workshop.usecases.planning.last_time import leave_last_plan

EMPTY_DAYS = 30  # for so long a key that a group has on paper still opens a journey with nothing in it


def delete_journey(key: str, *, sure: bool, typed: str, now: datetime) -> None:
    """Deletes a journey, its key, and the counts that it kept of deleted sessions. Its sessions stay, in no journey.

    `sure`, `typed`: the box that the one who presses ticked, and the journey's name as they typed it. Raises WrongCode
    for a key that fits none, and Refused.
    """
    if not sure:
        raise Refused(Reason.INVALID, N_("Tick the box to say that the journey is to go."))
    with write():
        journey = require_journey(key)
        if _alike(typed) != _alike(journey.name):
            raise Refused(Reason.INVALID, N_("Type the name of the journey, to say that you mean this one."))
        sessions = sessions_of(journey)
        changed = [workshop.code for workshop in sessions]
        for workshop in sessions:
            _take_out(workshop, now)
        _delete(journey)
    for code in changed:
        ring(code, Moved.VIEW)


def delete_empty_journeys(*, now: datetime) -> int:
    """Deletes the journeys in which nothing has been for 30 days, neither a session nor counts. Answers how many."""
    if not _empty_for_long(now):
        return 0
    with write():
        gone = [journey for journey in _empty_for_long(now) if is_empty(journey)]
        for journey in gone:
            _delete(journey)
    return len(gone)


def _empty_for_long(now: datetime) -> Sequence[Journey]:
    last = now.date() - timedelta(days=EMPTY_DAYS)
    return db.session.scalars(select(Journey).where(Journey.empty_since < last)).all()


def _take_out(workshop: Workshop, now: datetime) -> None:
    """A session that goes on says so in its log; of one that has ended nothing that was signed off changes."""
    workshop.journey = None
    workshop.revision += 1
    if workshop.stage != WorkshopStage.ENDED:
        leave_last_plan(workshop)
        db.session.add(LogEntry(workshop_id=workshop.id, at=now, act=Act.JOURNEY_DELETED))


def _delete(journey: Journey) -> None:
    db.session.flush()
    db.session.execute(delete(KeptStop).where(KeptStop.journey_id == journey.id))
    db.session.execute(delete(Journey).where(Journey.id == journey.id))
    forget_journal()


def _alike(name: str) -> str:
    """A name without what a tired typist gets wrong: capitals and blanks."""
    return texts.clean(name, longest=LONGEST_NAME * 2).casefold()
