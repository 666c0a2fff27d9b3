"""A session that was signed off on another computer: here it is its outcome, as the file had it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sqlalchemy import select

from workshop.db import db
from workshop.domain.desk.keeping import Keeping
from workshop.domain.moving.unpacking import unpacked
from workshop.domain.outcome import Outcome, QuestionOutcome
from workshop.domain.planning.going import FollowUp
from workshop.domain.visibility import is_kept_with_record
from workshop.models import Action, Brought, Workshop
from workshop.usecases.planning.following import follow_up_of


@dataclass(frozen=True)
class Origin:
    """When a session came here, and what its code was before."""

    came: date
    code: str


def brought_outcome(workshop: Workshop) -> Outcome | None:
    """Its outcome as the file had it; None for a session that was held here."""
    row = db.session.get(Brought, workshop.id)
    if row is None:
        return None
    outcome = cast("Outcome", unpacked(Outcome, row.outcome))
    return replace(outcome, since=_since(workshop, outcome))


def _since(workshop: Workshop, outcome: Outcome) -> FollowUp:
    """What was said here of its plan since. Its actions have numbers of their own here, in the same order."""
    mine = select(Action.id).where(Action.workshop_id == workshop.id).order_by(Action.id)
    there = dict(zip(db.session.scalars(mine), (action.id for action in outcome.actions), strict=False))
    since = follow_up_of(workshop)
    return replace(since, actions=tuple(replace(one, action=there[one.action]) for one in since.actions))


def forget_words(workshop: Workshop, keeping: Keeping) -> None:
    """Deletes what people wrote about the votes, as of any other session. Called inside a write."""
    row, outcome = db.session.get(Brought, workshop.id), brought_outcome(workshop)
    if row is not None and outcome is not None:
        topics = tuple(replace(topic, questions=tuple(map(_without_words, topic.questions))) for topic in outcome.topics)
        row.outcome = replace(outcome, topics=topics, keeping=keeping).plain()


def _without_words(question: QuestionOutcome) -> QuestionOutcome:
    kept = tuple(remark for remark in question.remarks if is_kept_with_record(remark.prompt))
    return replace(question, remarks=kept)


def origin_of(workshop: Workshop) -> Origin | None:
    """Where a session is from; None for one that was held here."""
    row = db.session.get(Brought, workshop.id)
    return None if row is None else Origin(row.came_at.date(), str(row.outcome["code"]))
