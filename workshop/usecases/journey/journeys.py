"""A journey: an organisation keeps one key, and the sessions that it opens with it line up. No account, no e-mail."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from workshop.db import db
from workshop.domain import codes, texts
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused, WrongCode
from workshop.domain.phrases import N_
from workshop.models import Journey, KeptStop, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.planning.last_time import bring_last_plan, leave_last_plan

LONGEST_NAME = 120
_NO_SUCH_JOURNEY = N_("That key does not fit any journey here. Check each letter and try again.")


def begin(code: str, press: Press, name: str) -> str:
    """Begins a journey with this session; answers its key, which is stored nowhere. Logged. Raises Refused."""
    called = texts.required(name, longest=LONGEST_NAME, notice=N_("Give the journey a name, such as that of your group."))
    key = codes.new_code(codes.JOURNEY_LENGTH)
    with desk_act(code, press) as workshop:
        _require_none(workshop)
        workshop.journey = Journey(key_hash=codes.hash_of(key), name=called, begun_at=press.now)
        note(workshop, Act.JOURNEY_BEGUN, press, journey=called)
    return key


def join(code: str, press: Press, key: str) -> None:
    """Puts this session into the journey with that key. Logged. Raises WrongCode, or Refused when it is in another."""
    with desk_act(code, press) as workshop:
        _require_none(workshop)
        enrol(workshop, key, press)


def leave(code: str, press: Press) -> None:
    """Takes this session out of its journey. Logged."""
    with desk_act(code, press) as workshop:
        if workshop.journey is None:
            raise Refused(Reason.INVALID, N_("This session is in no journey."))
        left, workshop.journey = workshop.journey, None
        leave_last_plan(workshop)
        db.session.flush()
        if is_empty(left):
            left.empty_since = press.now.date()
        note(workshop, Act.JOURNEY_LEFT, press)


def enrol(workshop: Workshop, key: str, press: Press) -> None:
    """Puts a session into the journey with that key, and the last plan of that into the session. Logged.

    Called inside a write. Raises WrongCode.
    """
    journey = add_to(workshop, key)
    bring_last_plan(workshop, [session for session in sessions_of(journey) if session is not workshop])
    note(workshop, Act.JOURNEY_JOINED, press, journey=journey.name)


def add_to(workshop: Workshop, key: str) -> Journey:
    """The journey with that key, with this session in it from now on. Called inside a write. Raises WrongCode."""
    workshop.journey = journey = require_journey(key)
    journey.empty_since = None
    return journey


def find_journey(key: str | None) -> Journey | None:
    """The journey with that key, however it was typed; None when there is none."""
    tidied = codes.tidy(key or "", codes.JOURNEY_LENGTH)
    return None if tidied is None else db.session.scalar(select(Journey).where(Journey.key_hash == codes.hash_of(tidied)))


def require_journey(key: str) -> Journey:
    """The journey with that key. Raises WrongCode, so that the doors count it as a guess."""
    journey = find_journey(key)
    if journey is None:
        raise WrongCode(_NO_SUCH_JOURNEY)
    return journey


def sessions_of(journey: Journey) -> Sequence[Workshop]:
    """The sessions of a journey, the first first."""
    mine = select(Workshop).where(Workshop.journey_id == journey.id)
    return db.session.scalars(mine.order_by(Workshop.opened_at, Workshop.id)).all()


def is_empty(journey: Journey) -> bool:
    """Is there no session in it, and no counts of one that was deleted?"""
    kept = select(KeptStop.id).where(KeptStop.journey_id == journey.id).limit(1)
    return not sessions_of(journey) and db.session.scalar(kept) is None


def _require_none(workshop: Workshop) -> None:
    if workshop.journey is not None:
        raise Refused(Reason.INVALID, N_("This session is in a journey already. Take it out of that one first."))
