"""The same session twice in one journey would count its people twice: found by where and when it was held."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from sqlalchemy import select

from workshop.db import db
from workshop.domain.errors import Reason, Refused
from workshop.domain.journey.stops import stop_of, without_words
from workshop.domain.outcome import Outcome
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.models import Brought, Journey, KeptStop
from workshop.usecases.journey.journeys import sessions_of

_THERE_ALREADY = N_(
    "That session is in this journey already, so we did not bring it in a second time. To have it here"
    " outside the journey, leave the key empty."
)


def require_new_in(journey: Journey, outcome: Outcome) -> None:
    """Raises Refused for an outcome that the journey has already, whatever its code is here, or was deleted from it.

    Not told by its fingerprint: version 2, from which what people wrote is gone, has another one.
    """
    if (outcome.code, outcome.opened.isoformat()) in set(_held(journey)) or _is_counted(journey, outcome):
        raise Refused(Reason.INVALID, _THERE_ALREADY)


def _held(journey: Journey) -> Iterator[tuple[str, str]]:
    """The first code and the day of each session that has ended."""
    for session in sessions_of(journey):
        brought = db.session.get(Brought, session.id)
        if session.stage == WorkshopStage.ENDED:
            yield str(brought.outcome["code"]) if brought else session.code, session.opened_at.date().isoformat()


def _is_counted(journey: Journey, outcome: Outcome) -> bool:
    """Of a deleted session only counts are there; without any, nothing would be counted twice."""
    stop = without_words(stop_of(outcome))
    kept = select(KeptStop.counts).where(KeptStop.journey_id == journey.id)
    return bool(stop.readings) and _stored(asdict(stop)) in map(_stored, db.session.scalars(kept))


def _stored(counts: dict[str, object]) -> str:
    """As it stands in the database: JSON knows no tuples and no dates."""
    return json.dumps(counts, sort_keys=True, default=str)
