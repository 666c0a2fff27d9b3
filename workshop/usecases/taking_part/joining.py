"""Coming into a session by its code, and leaving it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from workshop.db import db, write
from workshop.domain.codes import tidy
from workshop.domain.errors import Reason, Refused, WrongCode
from workshop.domain.groups import GroupKind
from workshop.domain.hands import Way
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.domain.tags import participant_tag
from workshop.models import Participant, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import find_participant, require_voter
from workshop.usecases.taking_part.needing import take_back_needs

NO_PAPER = N_("Ask the person who runs the session to allow votes on paper first.")
# One answer for a wrong, a closed and a locked code: it tells a guesser nothing.
NOT_OPEN = N_("That code is not open. Check it on the big screen.")


@dataclass(frozen=True)
class Arrival:
    """How a person comes in: which group they picked; `side`: which side may count them if few pick the third group.

    `way`: how they take part.
    """

    group: str
    side: str = ""
    way: Way = Way.PHONE


def knock(typed: str, secret_in: Callable[[str], bytes | None]) -> Workshop:
    """The session behind a join code, for who may come in: anyone while it is open, and who is in already.

    `secret_in`: the secret of who asks, by the session's first code.
    Raises WrongCode with one and the same answer for every code that is not open.
    """
    code = tidy(typed)
    workshop = db.session.scalar(select(Workshop).where(Workshop.join_code == code)) if code else None
    if workshop is None:
        raise WrongCode(NOT_OPEN)
    shut = workshop.locked or workshop.stage == WorkshopStage.ENDED
    if shut and find_participant(workshop, secret_in(workshop.code)) is None:
        raise WrongCode(NOT_OPEN)
    return workshop


def join(typed: str, secret: bytes, arrival: Arrival) -> str:
    """Joins, or comes back as the same participant; answers the session's code. Raises Refused."""
    group, side = _group(arrival.group), _side(arrival)
    with write() as session:
        workshop = knock(typed, lambda _code: secret)
        code = workshop.code
        participant = find_participant(workshop, secret)
        if participant is not None:
            participant.left = False
        elif arrival.way is Way.PAPER and not workshop.paper:
            raise Refused(Reason.CLOSED, NO_PAPER)
        elif workshop.key is None:
            raise WrongCode(NOT_OPEN)
        else:
            tag = participant_tag(workshop.key, secret)
            newcomer = Participant(workshop_id=workshop.id, tag=tag, group=group, side=side, way=arrival.way)
            newcomer.since = workshop.revision
            session.add(newcomer)
    ring(code, Moved.PROGRESS)
    return code


def leave(code: str, secret: bytes | None) -> None:
    """Leaves the session: no longer one of those that the room waits for. Votes that were cast stay."""
    with write():
        voter = require_voter(code, secret)
        participant = find_participant(voter.workshop, secret)
        if participant is not None:
            participant.left = True
        take_back_needs(voter)
    ring(code, Moved.PROGRESS)


def _group(sent: str) -> GroupKind:
    try:
        return GroupKind(sent)
    except ValueError:
        raise Refused(Reason.INVALID, N_("Please choose the group that fits you best today.")) from None


def _side(arrival: Arrival) -> str:
    if arrival.group != GroupKind.EITHER or arrival.side in ("", "neither"):
        return ""
    if arrival.side not in (GroupKind.USES, GroupKind.WORKS):
        raise Refused(Reason.INVALID, N_("Please choose which side we may count you with, or neither."))
    return arrival.side
