"""The course of a journey, counted anew only when one of its sessions has changed."""

from __future__ import annotations

from sqlalchemy import select

from workshop.db import db
from workshop.domain.journey.course import Course
from workshop.domain.stages import WorkshopStage
from workshop.models import Journey, KeptStop, Workshop
from workshop.usecases.journey.courses import course_of
from workshop.usecases.journey.journeys import sessions_of

KEPT = 4  # courses; each is what whoever holds its key may know, and no more

_kept: dict[str, Course] = {}  # by their marks, the oldest first


def mark_of(journey: Journey) -> str:
    """Another text as soon as the journey would say something else: for what is made of it.

    A session counts once it has ended, and from then on each change of it moves its revision. So the votes of those
    that go on, here or in other journeys, have nothing counted anew.
    """
    sessions = [(one.id, one.code, _revision(one)) for one in sessions_of(journey)]
    counts = db.session.scalars(select(KeptStop.id).where(KeptStop.journey_id == journey.id).order_by(KeptStop.id))
    return repr((str(db.engine.url), journey.id, journey.key_hash, journey.name, sessions, list(counts)))


def _revision(workshop: Workshop) -> int | None:
    return workshop.revision if workshop.stage == WorkshopStage.ENDED else None


def course_now(journey: Journey) -> Course:
    """What `course_of` gives for that journey just now."""
    mark = mark_of(journey)
    found = _kept.get(mark)
    return _keep(mark, course_of(journey)) if found is None else found


def _keep(mark: str, course: Course) -> Course:
    _kept[mark] = course
    while len(_kept) > KEPT:
        _kept.pop(next(iter(_kept)), None)
    return course
