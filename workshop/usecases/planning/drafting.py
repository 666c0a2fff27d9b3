"""A draft of the plan is everybody's: anyone may complete it or put it in other words, until the group votes on it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import func, select

from workshop.db import db, write
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.planning.drafts import MOST_EARLIER, merged, read_was, replaced, with_gaps_filled
from workshop.domain.planning.plan import ActionWords, read_words
from workshop.domain.stages import ProposalStage, WorkshopStage, require_running
from workshop.models import Action, EarlierWords, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import require_voter, require_workshop
from workshop.usecases.planning.adding import require_source
from workshop.usecases.planning.plans import action_words, require_action

_NO_DRAFT = N_("This is not a draft any more, so it cannot be changed. Write a new action if something is missing.")
_OFTEN = N_("This has been changed many times. Talk about it, then write a new action.")


def reword_action(code: str, secret: bytes | None, action_id: int, sent: Mapping[str, str], *, now: datetime) -> None:
    """Changes a draft from a participant's phone. `sent`: its fields, each also as it `was_` when the form was drawn.

    Raises Refused, with MOVED_ON when somebody else changed the same words in the meantime; nothing is stored then.
    """
    _reword(lambda: require_voter(code, secret).workshop, code, action_id, sent, now=now)


def reword_action_at_desk(code: str, press: Press, action_id: int, sent: Mapping[str, str]) -> None:
    """The same from a desk, for what the room said aloud. Logged."""
    _reword(lambda: require_workshop(code), code, action_id, sent, now=press.now, press=press)


def draft_of(workshop: Workshop, action_id: int) -> ActionWords:
    """What a draft says now; raises Refused when it is none of this session's, or not a draft any more."""
    return action_words(_require_draft(workshop, action_id))


def _reword(
    find: Callable[[], Workshop],
    code: str,
    action_id: int,
    sent: Mapping[str, str],
    *,
    now: datetime,
    press: Press | None = None,
) -> None:
    with write():
        workshop = find()
        require_running(WorkshopStage(workshop.stage))
        action = _require_draft(workshop, action_id)
        stands = action_words(action)
        typed = read_words(with_gaps_filled(sent, stands), today=_first_day(stands, now))
        words = merged(stands, typed, read_was(sent, stands))
        if words == stands:
            return
        require_source(workshop, words)
        _keep(action, replaced(stands, words))
        for name, said in asdict(words).items():
            setattr(action, name, said)
        if press is not None:
            note(workshop, Act.ACTION_REWORDED, press, what=stands.what)
        workshop.revision += 1
    ring(code, Moved.VIEW)


def _first_day(stands: ActionWords, now: datetime) -> date:
    """A day that stands already may have passed by now."""
    return min(stands.check_on or now.date(), now.date())


def _keep(action: Action, earlier: Mapping[str, str]) -> None:
    kept = select(func.count()).select_from(EarlierWords).where(EarlierWords.action_id == action.id)
    if (db.session.scalar(kept) or 0) + len(earlier) > MOST_EARLIER:
        raise Refused(Reason.INVALID, _OFTEN)
    for field, text in earlier.items():
        db.session.add(EarlierWords(id=secrets.randbits(53), action_id=action.id, field=field, text=text))


def _require_draft(workshop: Workshop, action_id: int) -> Action:
    action = require_action(workshop, action_id)
    if action.stage != ProposalStage.WAITING:
        raise Refused(Reason.CLOSED, _NO_DRAFT)
    return action
