"""A session that was signed off on another computer: here it is its outcome, as the file had it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from sqlalchemy import select

from workshop.db import db
from workshop.domain.moving.unpacking import unpacked
from workshop.domain.outcome import Outcome
from workshop.domain.planning.going import FollowUp
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


def origin_of(workshop: Workshop) -> Origin | None:
    """Where a session is from; None for one that was held here."""
    row = db.session.get(Brought, workshop.id)
    return None if row is None else Origin(row.came_at.date(), str(row.outcome["code"]))
