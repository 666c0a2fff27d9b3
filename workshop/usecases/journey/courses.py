"""From the sessions of a journey to what it says of them. Starts at `outcome_of`, like everything that is shown."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import asdict, replace
from typing import cast

from sqlalchemy import select

from workshop.db import db
from workshop.domain.credits import Credit
from workshop.domain.framework import Form, Ladder, QuestionKind, QuestionPlan, rung_choices
from workshop.domain.journey.course import Course, PlanLater
from workshop.domain.journey.stops import HAVE, Line, Stop, line_up, stop_of, without_words
from workshop.domain.moving.unpacking import unpacked
from workshop.domain.outcome import Outcome
from workshop.domain.passes import first_pass, second_pass
from workshop.domain.stages import WorkshopStage
from workshop.frameworks import form_keys, ladder_keys, load_about, load_form, load_ladder, load_template
from workshop.models import Journey, KeptStop, Workshop
from workshop.usecases.agenda import EVERY_TOPIC
from workshop.usecases.journey.journeys import sessions_of
from workshop.usecases.outcome.outcomes import outcome_of


def course_of(journey: Journey) -> Course:
    """All that the page and the files of a journey say."""
    sessions = sessions_of(journey)
    ended = [session for session in sessions if session.stage == WorkshopStage.ENDED]
    outcomes = list(_one_by_one(ended))
    live = [_stop(session, outcome) for session, outcome in zip(ended, outcomes, strict=True)]
    stops = tuple(sorted([*live, *_kept(journey)], key=lambda stop: stop.opened))
    ladders = tuple(_ladders(stops))
    forms = {key: tuple(_shown(stops, _asked_by(load_form(key)))) for key in form_keys()}
    return Course(
        name=journey.name,
        begun=journey.begun_at.date(),
        stops=stops,
        waiting=len(sessions) - len(ended),
        ladders=ladders,
        activities=tuple(line for lines in forms.values() for line in lines),
        went=tuple(PlanLater(on=outcome.opened, actions=outcome.last_time) for outcome in outcomes if outcome.last_time),
        newest_plan=_newest_plan(outcomes),
        credits=tuple(_makers(stops if ladders else (), {key for key, lines in forms.items() if lines})),
    )


def _one_by_one(sessions: Iterable[Workshop]) -> Iterator[Outcome]:
    """Many years take long to count, and under the server's loop whoever votes just then would wait for all of them."""
    for session in sessions:
        yield outcome_of(session)
        time.sleep(0)  # gevent's own there: the others come first


def keep_counts(workshop: Workshop) -> None:
    """What stays of a session that is being deleted, if it is in a journey: counts. Called inside a write."""
    if workshop.journey_id is not None and workshop.stage == WorkshopStage.ENDED:
        stop = without_words(_stop(workshop, outcome_of(workshop)))
        counts = asdict(stop) | {"opened": stop.opened.isoformat()}
        db.session.add(KeptStop(journey_id=workshop.journey_id, counts=counts))


def _newest_plan(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """What the last session that has a plan will do: what the group took first."""
    plans = (tuple(a.what for a in (*outcome.agreed, *outcome.drafts) if a.what) for outcome in reversed(outcomes))
    return next((plan for plan in plans if plan), ())


def _stop(workshop: Workshop, outcome: Outcome) -> Stop:
    """By the code that it has here: one that came from another computer may have had another there."""
    return replace(stop_of(outcome), code=workshop.code)


def _kept(journey: Journey) -> Iterator[Stop]:
    rows = db.session.scalars(select(KeptStop).where(KeptStop.journey_id == journey.id).order_by(KeptStop.id))
    return (cast("Stop", unpacked(Stop, row.counts)) for row in rows)


def _makers(stops: Sequence[Stop], forms: Set[str]) -> Iterator[Credit]:
    """The credit of a ladder is a condition of use: it stands wherever that ladder is shown."""
    used = {stop.ladder for stop in stops}
    yield from (ladder.thanks for ladder in map(load_ladder, ladder_keys()) if ladder.name in used)
    yield from (credit for credit in load_about().credits if credit.key in forms)


def _ladders(stops: Sequence[Stop]) -> Iterator[Line]:
    """Each ladder for itself: a step of one is not a step of another."""
    for ladder in map(load_ladder, ladder_keys()):
        mine = [stop if stop.ladder == ladder.name else replace(stop, readings=()) for stop in stops]
        topics = load_template(EVERY_TOPIC, ladder.key).topics
        asked = [plan for topic in topics for plan in topic.questions if plan.kind is QuestionKind.LADDER]
        yield from _shown(mine, [_with_steps(plan, ladder, mine) for plan in asked])


def _with_steps(plan: QuestionPlan, ladder: Ladder, stops: Sequence[Stop]) -> QuestionPlan:
    """The question with the ladder's usual steps, and any other that some session voted on."""
    readings = (reading for stop in stops if (reading := stop.reading(plan.key)) is not None)
    used = {choice.key for choice in plan.choices}.union(*(reading.offered for reading in readings))
    every = rung_choices(replace(ladder, rungs=tuple(replace(rung, hidden=False) for rung in ladder.rungs)))
    steps = (replace(c, place=place) for place, c in enumerate((c for c in every if c.key in used), 1))
    return replace(plan, choices=(*steps, *plan.apart))


def _asked_by(form: Form) -> Iterator[QuestionPlan]:
    """What a form asks of its items: was it done, and how well did it go or how true is it."""
    every = (*first_pass(form), *second_pass(form, [item.key for item in form.items]))
    return (plan for plan in every if plan.item and (plan.kind is QuestionKind.SCALE or plan.asks == HAVE))


def _shown(stops: Sequence[Stop], plans: Iterable[QuestionPlan]) -> Iterator[Line]:
    """The lines that have something to show."""
    lines = (line_up(stops, plan) for plan in plans)
    return (line for line in lines if line.shown)
