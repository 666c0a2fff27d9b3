"""The plan: what the group will do, who leads, by when. Anybody may add to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from sqlalchemy import func, select

from workshop.db import db, write
from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.journal import Act
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage, require_running
from workshop.models import Action, Workshop
from workshop.usecases.desk import Press, desk_act, note
from workshop.usecases.events import Change, ring
from workshop.usecases.lookup import require_voter, require_workshop

LONGEST_WHAT, LONGEST_WHO, LONGEST_WHEN = 280, 120, 60
MOST_ACTIONS = 100


def add_action(code: str, secret: bytes | None, *, what: str, who: str, when: str, op: str) -> None:
    """Adds an action from a participant's phone; the same `op` and words again add nothing. Raises Refused."""
    _add(lambda: require_voter(code, secret).workshop, code, what=what, who=who, when=when, op=op)


def add_action_at_desk(code: str, *, what: str, who: str, when: str, op: str) -> None:
    """Adds an action that the room said aloud; the same `op` and words again add nothing. Raises Refused."""
    _add(lambda: require_workshop(code), code, what=what, who=who, when=when, op=op)


def remove_action(code: str, press: Press, action_id: int) -> None:
    """Takes an action off the plan; its words stay in the log, so that nothing is dropped in silence."""
    with desk_act(code, press) as workshop:
        action = db.session.get(Action, action_id)
        if action is None or action.workshop_id != workshop.id or action.removed:
            raise Refused(Reason.NOT_FOUND, N_("That action is no longer on the plan."))
        action.removed = True
        note(workshop, Act.ACTION_REMOVED, press, what=action.what)


def _add(find: Callable[[], Workshop], code: str, *, what: str, who: str, when: str, op: str) -> None:
    text = texts.required(what, longest=LONGEST_WHAT, notice=N_("Say what we will do."))
    leads, by_when = texts.clean(who, longest=LONGEST_WHO), texts.clean(when, longest=LONGEST_WHEN)
    act = _act_of(op, text, leads, by_when)
    with write() as session:
        workshop = find()
        require_running(WorkshopStage(workshop.stage))
        mine = select(Action.id).where(Action.workshop_id == workshop.id)
        if session.scalar(mine.where(Action.op == act)) is not None:
            return
        if (session.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= MOST_ACTIONS:
            raise Refused(Reason.INVALID, N_("The plan is full. Take something off it first."))
        session.add(Action(workshop_id=workshop.id, what=text, who=leads, when=by_when, op=act))
        workshop.revision += 1
    ring(code, Change.VIEW)


def _act_of(op: str, *words: str) -> str:
    """One act: a form that is pushed has the same `op` on every phone, so the words are part of it."""
    return hashlib.sha256("\n".join((op, *words)).encode()).hexdigest()
