"""One device for several people: who votes with it, and who may come next. Reads only; joining is the same for all."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from workshop.db import db
from workshop.domain.errors import Reason, Refused
from workshop.domain.groups import GroupKind
from workshop.domain.hands import Hand, Way, all_hands, secret_of
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage
from workshop.domain.tags import participant_tag, vote_tag
from workshop.models import Participant, Question, Vote, Workshop
from workshop.usecases.lookup import find_participant, part_in_hand, topic_in_hand
from workshop.usecases.taking_part.joining import NO_PAPER


@dataclass(frozen=True)
class Person:
    """Somebody who takes part with this device. `voted`: on all of the page that is open; None where none is."""

    hand: Hand
    group: GroupKind
    voted: bool | None


def people_at(workshop: Workshop, device: bytes) -> tuple[Person, ...]:
    """Everybody who has joined with this device and not left, its owner first; nobody once the key is gone."""
    key = workshop.key
    if key is None:
        return ()
    tags = {participant_tag(key, secret_of(device, hand)): hand for hand in all_hands()}
    here = select(Participant).where(
        Participant.workshop_id == workshop.id, Participant.tag.in_(tags), Participant.left.is_(False)
    )
    groups = {tags[row.tag]: GroupKind(row.group) for row in db.session.scalars(here)}
    page = [q for q in part_in_hand(workshop, topic_in_hand(workshop)) if q.stage == Stage.OPEN]
    return tuple(
        Person(hand, groups[hand], _has_voted(key, secret_of(device, hand), page))
        for hand in all_hands()
        if hand in groups
    )


def is_shared(workshop: Workshop, device: bytes | None) -> bool:
    """Does, or did, more than one person vote with this device here?"""
    key = workshop.key
    if key is None or device is None:
        return False
    tags = [participant_tag(key, secret_of(device, hand)) for hand in all_hands()]
    people = select(func.count()).select_from(Participant)
    here = people.where(Participant.workshop_id == workshop.id, Participant.tag.in_(tags))
    return (db.session.scalar(here) or 0) > 1


def secret_for_own_eyes(workshop: Workshop, device: bytes | None, hand: Hand) -> bytes | None:
    """The secret that finds what somebody said, to show it to them; None for a device without one.

    Raises Refused on a phone that people share: whoever holds it could read what the others said.
    """
    if is_shared(workshop, device):
        raise Refused(Reason.SHARED, N_("Several people vote with this phone, so it shows nobody’s answers."))
    return None if device is None else secret_of(device, hand)


def next_hand(workshop: Workshop, device: bytes, way: Way) -> Hand:
    """The first hand of that way which nobody has joined with. Raises Refused when the device has no more."""
    if workshop.key is None or workshop.locked:
        raise Refused(Reason.LOCKED, N_("The session takes no new people now. Ask the person who runs it."))
    if way is Way.PAPER and not workshop.paper:
        raise Refused(Reason.CLOSED, NO_PAPER)
    # Who left keeps their place: whoever came after them would find their votes, and be counted in their group.
    free = next(
        (h for h in all_hands() if h.way is way and find_participant(workshop, secret_of(device, h)) is None), None
    )
    if free is None:
        raise Refused(Reason.INVALID, N_("This phone has as many people as it can take. Use another one too."))
    return free


def _has_voted(key: bytes, secret: bytes, page: list[Question]) -> bool | None:
    if not page:
        return None
    tags = [vote_tag(key, secret, question=q.id, round_number=q.round) for q in page]
    return db.session.scalar(select(func.count()).select_from(Vote).where(Vote.tag.in_(tags))) == len(page)
