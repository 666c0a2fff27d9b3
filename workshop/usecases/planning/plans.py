"""The plan as everybody may read it: what the group took, what is a draft, and what was parked, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.planning.actions import ActionOutcome, EarlierOutcome
from workshop.domain.planning.plan import ActionWords
from workshop.domain.stages import ProposalStage, WorkshopStage
from workshop.models import Action, EarlierWords, Workshop
from workshop.usecases.planning.sources import sources_of

NO_SUCH_ACTION = N_("That action is not on the plan.")


def actions_of(workshop: Workshop) -> tuple[ActionOutcome, ...]:
    """Every action in the order in which it came; of a hidden one no word is left."""
    rows = db.session.scalars(select(Action).where(Action.workshop_id == workshop.id).order_by(Action.id)).all()
    sources = {source.key: source.text for source in sources_of(workshop)} if rows else {}
    earlier = _earlier(rows)
    ended = workshop.stage == WorkshopStage.ENDED
    return tuple(_action(row, sources, earlier.get(row.id, []), ended=ended) for row in rows)


def last_look_at(workshop: Workshop) -> date | None:
    """The last day on which the group looks at its plan: the review or a check-up of what it took; None without."""
    taken = (Action.workshop_id == workshop.id, Action.stage == ProposalStage.AGREED)
    days = (workshop.review_on, db.session.scalar(select(func.max(Action.check_on)).where(*taken)))
    return max((day for day in days if day is not None), default=None)


def require_action(workshop: Workshop, action_id: int) -> Action:
    """An action of this session and no other, at whatever stage; raises Refused."""
    action = db.session.get(Action, action_id)
    if action is None or action.workshop_id != workshop.id:
        raise Refused(Reason.NOT_FOUND, NO_SUCH_ACTION)
    return action


def action_words(action: Action) -> ActionWords:
    """What an action says now."""
    return ActionWords(**{field.name: getattr(action, field.name) for field in fields(ActionWords)})


def _action(row: Action, sources: Mapping[str, str], earlier: Sequence[EarlierOutcome], *, ended: bool) -> ActionOutcome:
    stage = ProposalStage(row.stage)
    if row.hidden:
        return ActionOutcome(id=row.id, stage=stage, hidden=True)
    said = vars(action_words(row))
    return ActionOutcome(
        id=row.id,
        source_text=sources.get(row.source, ""),
        # A vote that the end of the session cut off has decided nothing.
        stage=ProposalStage.WAITING if ended and stage is ProposalStage.OPEN else stage,
        reason=row.reason,
        earlier=tuple(earlier),
        **said,
    )


def _earlier(actions: Sequence[Action]) -> dict[int, list[EarlierOutcome]]:
    """Words that a change took away, by action; their keys are random, so is their order."""
    ids = [action.id for action in actions]
    found = select(EarlierWords).where(EarlierWords.action_id.in_(ids)).order_by(EarlierWords.id)
    kept: dict[int, list[EarlierOutcome]] = {}
    for row in db.session.scalars(found) if ids else ():
        kept.setdefault(row.action_id, []).append(EarlierOutcome(field=row.field, text=row.text))
    return kept
