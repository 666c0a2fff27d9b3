"""The plan: what the group will do, who leads, by when. Anybody may add a draft to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select

from workshop.db import write
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.planning.plan import MOST_ACTIONS, ActionWords, read_words
from workshop.domain.stages import ProposalStage, WorkshopStage, require_running
from workshop.models import Action, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import require_voter, require_workshop
from workshop.usecases.planning.sources import sources_of


def add_action(code: str, secret: bytes | None, sent: Mapping[str, str], *, op: str, now: datetime) -> None:
    """Adds a draft from a participant's phone; the same `op` and words again add nothing. Raises Refused."""
    _add(lambda: require_voter(code, secret).workshop, code, read_words(sent, today=now.date()), op)


def add_action_at_desk(code: str, press: Press, sent: Mapping[str, str], *, op: str) -> None:
    """Adds a draft that the room said aloud, logged; the same `op` and words again add nothing. Raises Refused."""
    _add(lambda: require_workshop(code), code, read_words(sent, today=press.now.date()), op, press)


def require_source(workshop: Workshop, words: ActionWords) -> None:
    """Raises Refused when an action says that it comes from something that is not in the list."""
    if words.source and words.source not in {source.key for source in sources_of(workshop)}:
        raise Refused(Reason.INVALID, N_("Choose from the list what it comes from."))


def _add(find: Callable[[], Workshop], code: str, words: ActionWords, op: str, press: Press | None = None) -> None:
    act = _act_of(op, words)
    with write() as session:
        workshop = find()
        require_running(WorkshopStage(workshop.stage))
        mine = select(Action.id).where(Action.workshop_id == workshop.id)
        if session.scalar(mine.where(Action.op == act)) is not None:
            return
        require_source(workshop, words)
        if (session.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= MOST_ACTIONS:
            raise Refused(Reason.INVALID, N_("The plan is full. Take something off it first."))
        session.add(Action(workshop_id=workshop.id, op=act, stage=ProposalStage.WAITING, **asdict(words)))
        if press is not None:
            note(workshop, Act.ACTION_ADDED, press, what=words.what)
        workshop.revision += 1
    ring(code, Moved.VIEW)


def _act_of(op: str, words: ActionWords) -> str:
    """One act: a form that is pushed has the same `op` on every phone, so the words are part of it."""
    return hashlib.sha256("\n".join((op, *map(str, asdict(words).values()))).encode()).hexdigest()
