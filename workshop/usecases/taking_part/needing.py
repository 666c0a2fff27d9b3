"""Saying in private "I need more time" or "Say it again": the desk learns how many, and nobody learns who."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, func, select

from workshop.db import db, write
from workshop.domain.desk.needs import Need
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import WorkshopStage
from workshop.domain.tags import need_tag
from workshop.models import NeedOf, Workshop
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import Voter, place_of, require_voter


def say_need(code: str, secret: bytes | None, sent: str, *, needed: bool, place: str) -> None:
    """Says that one needs something, or takes it back; saying it twice is saying it once.

    `place`: where the session was on the phone that was tapped. Raises Refused when it has moved since, since
    nobody needs more time for what is over.
    """
    need = _need(sent)
    with write() as session:
        voter = require_voter(code, secret)
        if voter.workshop.stage != WorkshopStage.RUNNING:
            raise Refused(Reason.CLOSED, N_("The session has not begun yet. Look at the big screen."))
        if place != place_of(voter.workshop):
            raise Refused(Reason.MOVED_ON, N_("We have gone on since then. Tap again if you still need it."))
        row = _row(voter, need)
        said = session.get(NeedOf, (row.workshop_id, row.need, row.tag))
        if needed and said is None:
            session.add(row)
        elif said is not None and not needed:
            session.delete(said)
        moved = needed is (said is None)
    if moved:
        ring(code, Moved.DESK)


def own_needs(workshop: Workshop, secret: bytes | None) -> frozenset[Need]:
    """What this person has said that they need just now, for their own phone only."""
    if workshop.key is None or secret is None:
        return frozenset()
    place = place_of(workshop)
    tags = {need: need_tag(workshop.key, secret, need=need, place=place) for need in Need}
    return frozenset(n for n, tag in tags.items() if db.session.get(NeedOf, (workshop.id, n, tag)) is not None)


def count_needs(workshop: Workshop) -> Mapping[Need, int]:
    """How many people need each of these just now; what nobody needs is not there."""
    counted = select(NeedOf.need, func.count()).where(NeedOf.workshop_id == workshop.id).group_by(NeedOf.need)
    return {Need(need): people for need, people in db.session.execute(counted)}


def take_back_needs(voter: Voter) -> None:
    """Takes back all that a person has said who leaves. Called inside a write."""
    for row in (_row(voter, need) for need in Need):
        mine = (NeedOf.workshop_id == row.workshop_id, NeedOf.need == row.need, NeedOf.tag == row.tag)
        db.session.execute(delete(NeedOf).where(*mine))


def _row(voter: Voter, need: Need) -> NeedOf:
    tag = need_tag(voter.key, voter.secret, need=need, place=place_of(voter.workshop))
    return NeedOf(workshop_id=voter.workshop.id, need=need, tag=tag)


def _need(sent: str) -> Need:
    try:
        return Need(sent)
    except ValueError:
        raise Refused(Reason.INVALID, N_("That cannot be asked for here.")) from None
