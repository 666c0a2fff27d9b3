"""The last plan of a journey, brought to the first topic of its next session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import delete, select

from workshop.db import db
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import TopicKind
from workshop.domain.phrases import N_
from workshop.domain.planning.going import Going
from workshop.domain.planning.last_time import MOST, NAMES, TOPIC, CarriedOutcome, Went
from workshop.domain.stages import WorkshopStage
from workshop.models import Carried, Topic, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act
from workshop.usecases.agenda import insert_topic, number_anew
from workshop.usecases.planning.following import KeptAction, plan_so_far

_WENT = {
    Going.DONE: Went.DONE,
    Going.GOING_ON: Went.GOING_ON,
    Going.NOT_BEGUN: Went.NOT_DONE,
    Going.COULD_NOT: Went.NOT_DONE,
}


def bring_last_plan(workshop: Workshop, sessions: Iterable[Workshop]) -> None:
    """Gives a session in its lobby the newest plan of these sessions, as its first topic. Called inside a write."""
    if workshop.stage != WorkshopStage.LOBBY:
        return
    ended = [each for each in sessions if each.stage == WorkshopStage.ENDED]
    plans = ((each, plan) for each in reversed(ended) if (plan := _plan(each)))
    before, plan = next(plans, (None, ()))
    if before is not None:
        insert_topic(workshop, TOPIC, 1)
        db.session.add_all(_carried(workshop, kept, before.opened_at.date()) for kept in plan[:MOST])


def leave_last_plan(workshop: Workshop) -> None:
    """Takes it out again, while the session has not begun. Called inside a write."""
    topic = _topic(workshop)
    if topic is not None and workshop.stage == WorkshopStage.LOBBY:
        db.session.execute(delete(Carried).where(Carried.workshop_id == workshop.id))
        workshop.topics.remove(topic)
        db.session.flush()
        number_anew(list(workshop.topics))


def say_how_it_went(code: str, press: Press, carried_id: int, went: str) -> None:
    """Writes down what the room says of an action of the last plan. Logged. Raises Refused."""
    if went not in set(Went):
        raise Refused(Reason.INVALID, N_("Choose how it went."))
    with desk_act(code, press) as workshop:
        row = db.session.get(Carried, carried_id)
        if row is None or row.workshop_id != workshop.id:
            raise Refused(Reason.NOT_FOUND, N_("That action is not in the last plan."))
        if row.went != went:
            row.went = went
            note(workshop, Act.WENT, press, what=row.what, went=NAMES[Went(went)])


def carried_of(workshop: Workshop) -> tuple[CarriedOutcome, ...]:
    """The last plan, in its order; nothing for a session that has none before it."""
    if _topic(workshop) is None:
        return ()
    rows = db.session.scalars(select(Carried).where(Carried.workshop_id == workshop.id).order_by(Carried.id))
    return tuple(
        CarriedOutcome(
            id=row.id,
            what=row.what,
            when=row.when,
            planned_on=row.planned_on,
            went=Went(row.went) if row.went else None,
        )
        for row in rows
    )


def _topic(workshop: Workshop) -> Topic | None:
    return next((topic for topic in workshop.topics if topic.kind == TopicKind.LAST), None)


def _plan(workshop: Workshop) -> Sequence[KeptAction]:
    """What the group took, then what it had no time to vote on; what named a person stays behind."""
    return [kept for kept in plan_so_far(workshop) if not kept.action.hidden]


def _carried(workshop: Workshop, kept: KeptAction, day: date) -> Carried:
    """Where the organisation has said since how it goes, that stands there until the room says otherwise."""
    went = _WENT[kept.going] if kept.followed.lines else ""
    action = kept.action
    return Carried(workshop_id=workshop.id, what=action.what, when=action.when, planned_on=day, went=went)
