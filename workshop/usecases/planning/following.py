"""After the session: the organisation says how the plan goes. The one thing that may still be written then.

What was signed off stays as it was: this stands beside it, and is in no fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.desk import journal
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.planning.going import MOST_LINES, Followed, FollowUp, Going, Line, Noted, read_line
from workshop.domain.stages import ProposalStage, WorkshopStage
from workshop.models import Action, FollowUpLine, LogEntry, Workshop
from workshop.usecases.acts.log import log_since_the_end, note
from workshop.usecases.acts.pressing import Press, after_end
from workshop.usecases.lookup import holder_of
from workshop.usecases.planning.plans import NO_SUCH_ACTION, actions_of, require_action


@dataclass(frozen=True)
class KeptAction:
    """An action that was not parked, and how it goes: what the next session of the same people begins with."""

    action: ActionOutcome
    followed: Followed

    @property
    def going(self) -> Going:
        """How it goes now."""
        return self.followed.going


def plan_so_far(workshop: Workshop) -> tuple[KeptAction, ...]:
    """The plan and how it goes: what the group took first, then what it had no time to vote on."""
    since = follow_up_of(workshop)
    kept = [action for action in actions_of(workshop) if action.stage is not ProposalStage.PARKED]
    kept.sort(key=lambda action: action.is_draft)
    return tuple(KeptAction(action, since.of(action.id)) for action in kept)


def follow_up_of(workshop: Workshop) -> FollowUp:
    """What was said since the end, of every action that something was said of."""
    mine = select(FollowUpLine).join(Action).where(Action.workshop_id == workshop.id).order_by(FollowUpLine.id)
    lines: dict[int, list[Line]] = {}
    for row in db.session.scalars(mine):
        line = Line(on=row.on, going=Going(row.going), said=row.said, next=row.next)
        lines.setdefault(row.action_id, []).append(line)
    return FollowUp(
        actions=tuple(Followed(action=action, lines=tuple(said)) for action, said in sorted(lines.items())),
        log=tuple(_noted(entry) for entry in log_since_the_end(workshop)),
    )


def may_say_how_it_goes(workshop: Workshop, key: str | None) -> bool:
    """May the device that holds this key of a desk, if any, say how the plan goes? From the end of the session on."""
    return workshop.stage == WorkshopStage.ENDED and holder_of(workshop.code, key) is not None


def say_how_it_goes(code: str, press: Press, action_id: int, *, going: str, said: str, coming: str) -> None:
    """Adds a dated line to an action of the plan. Logged. Raises Refused, also while the session goes on."""
    line = read_line(going, said, coming, on=press.now.date())
    with after_end(code) as workshop:
        action = require_action(workshop, action_id)
        if action.stage == ProposalStage.PARKED:
            raise Refused(Reason.NOT_FOUND, NO_SUCH_ACTION)
        lines = select(func.count()).select_from(FollowUpLine).where(FollowUpLine.action_id == action.id)
        if (db.session.scalar(lines) or 0) >= MOST_LINES:
            raise Refused(Reason.INVALID, N_("No more can be said of this action here."))
        row = FollowUpLine(action_id=action.id, on=line.on, going=line.going, said=line.said, next=line.next)
        if _is_there(row):
            return
        db.session.add(row)
        note(workshop, Act.FOLLOWED_UP, press, what=action.what, going=line.going)


def _is_there(row: FollowUpLine) -> bool:
    """Was the very same said last, as by a double tap?"""
    last = select(FollowUpLine).where(FollowUpLine.action_id == row.action_id).order_by(FollowUpLine.id.desc()).limit(1)
    before = db.session.scalar(last)
    return before is not None and (before.going, before.said, before.next) == (row.going, row.said, row.next)


def _noted(entry: LogEntry) -> Noted:
    return Noted(at=entry.at, said=journal.said(journal.Act(entry.act), entry.values, by=entry.by))
