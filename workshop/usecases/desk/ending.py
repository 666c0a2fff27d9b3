"""The end of a session: by its facilitators, or by itself when it has rested for a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from workshop.db import db, forget_journal, write
from workshop.domain.desk.facilitators import Deed
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage, WorkshopStage
from workshop.models import LogEntry, Workshop
from workshop.usecases.acts.agreeing import agreed
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act, forget_needs
from workshop.usecases.events import Moved, ring
from workshop.usecases.keeping.ending import forget_votes
from workshop.usecases.keeping.forgetting import forget_people
from workshop.usecases.lookup import require_workshop

REST = timedelta(hours=24)  # after the last act at the desk a session ends by itself


def end(code: str, press: Press, *, sure: bool) -> None:
    """Ends and locks the session: its key goes, and its votes become the counts that may be seen.

    Raises Refused, also while the one who presses has not said that they are sure.
    """
    if not sure:
        raise Refused(Reason.INVALID, N_("Tick the box to say that the session is over."))
    with desk_act(code, press) as workshop:
        if not agreed(workshop, press, Deed.END, fields={"sure": "yes"}):
            return
        note(workshop, Act.ENDED, press)
        _retire(workshop)


def rested(*, now: datetime) -> list[str]:
    """The codes of the sessions that have rested for a day and have not ended."""
    due = select(Workshop.code).where(Workshop.key.is_not(None), Workshop.touched_at < now - REST)
    return list(db.session.scalars(due))


def retire(code: str, *, now: datetime) -> None:
    """Ends a session that has rested for a day; one that somebody has touched since goes on."""
    with write():
        workshop = require_workshop(code)
        if workshop.key is None or workshop.touched_at >= now - REST:
            return
        db.session.add(LogEntry(workshop_id=workshop.id, at=now, act=Act.RESTED, values={}))
        _retire(workshop)
        workshop.revision += 1
    ring(code, Moved.VIEW)


def _retire(workshop: Workshop) -> None:
    for topic in workshop.topics:
        for question in topic.questions:
            if question.stage == Stage.OPEN:
                question.stage = Stage.WAITING
    forget_votes(workshop)
    forget_people(workshop)
    forget_needs(workshop)
    workshop.pending.clear()
    workshop.stage = WorkshopStage.ENDED
    workshop.locked = True
    workshop.key = None
    workshop.final_revision = workshop.revision + 1
    forget_journal()
