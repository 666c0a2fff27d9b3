"""The log that everybody can read: what was done at the desk, up to the end of the session and after it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain.desk.facilitators import MOST
from workshop.domain.desk.journal import Act
from workshop.domain.stages import WorkshopStage
from workshop.models import LogEntry, Workshop
from workshop.usecases.acts.pressing import Press

_ENDS = (Act.ENDED, Act.RESTED)


def note(workshop: Workshop, act: Act, press: Press, **values: str | int) -> None:
    """Writes an act into the log that everybody can read; where there are two facilitators, whose it was."""
    by = press.by if len(workshop.facilitators) == MOST else None
    db.session.add(LogEntry(workshop_id=workshop.id, at=press.now, by=by, act=act, values=values))


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
