"""The plan as everybody may read it."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select

from workshop.db import db
from workshop.domain.outcome import ActionOutcome
from workshop.domain.plan import ActionWords
from workshop.models import Action, Workshop
from workshop.usecases.sources import sources_of

_WORDS = tuple(field.name for field in fields(ActionWords))


def actions_of(workshop: Workshop) -> tuple[ActionOutcome, ...]:
    """What is on the plan, in the order in which it came there."""
    kept = select(Action).where(Action.workshop_id == workshop.id, Action.removed.is_(False)).order_by(Action.id)
    rows = db.session.scalars(kept).all()
    sources = {source.key: source.text for source in sources_of(workshop)} if rows else {}
    return tuple(_action(row, sources) for row in rows)


def _action(row: Action, sources: dict[str, str]) -> ActionOutcome:
    said = {name: getattr(row, name) for name in _WORDS}
    return ActionOutcome(id=row.id, source_text=sources.get(row.source, ""), **said)
