"""Finding what a use case is about, or refusing. Reads only."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from workshop.db import db
from workshop.domain.codes import hash_of, tidy
from workshop.domain.errors import Reason, Refused, WrongCode
from workshop.domain.groups import Bloc, GroupKind, bloc_of
from workshop.domain.phrases import N_
from workshop.domain.tags import participant_tag
from workshop.models import Facilitator, Participant, Question, Topic, Workshop

NO_SUCH_SESSION = N_("There is no session here. Check the code on the big screen.")
NOT_JOINED = N_("You have not joined this session yet. Type the code to join.")


@dataclass(frozen=True)
class Voter:
    """A participant while they are doing something: `secret` is their device's and is never stored."""

    workshop: Workshop
    key: bytes
    secret: bytes
    bloc: Bloc
    since: int


def require_database() -> None:
    """Reads from a table of ours; raises what the database raises when it does not answer, or has no such table."""
    db.session.execute(select(Workshop.id).limit(1)).all()


def find_workshop(code: str) -> Workshop | None:
    """The session with that first code, or None."""
    # What is no code is not looked up: it may be anything, and the database does not take just any text.
    return db.session.scalar(select(Workshop).where(Workshop.code == code)) if tidy(code) == code else None


def require_workshop(code: str) -> Workshop:
    """The session with that first code; raises WrongCode when there is none."""
    workshop = find_workshop(code)
    if workshop is None:
        raise WrongCode(NO_SUCH_SESSION)
    return workshop


def holder_of(code: str, key: str | None) -> int | None:
    """The number of the facilitator whose key this is; None when it does not open this session's desk."""
    return None if key is None else holder_of_hash(code, hash_of(key))


def require_holder(code: str, key: str | None) -> int:
    """The same; raises Refused when it opens no desk of this session."""
    number = holder_of(code, key)
    if number is None:
        raise Refused(Reason.NOT_FACILITATOR, N_("This is the facilitator’s desk. Open it with the desk’s own link."))
    return number


def holder_of_hash(code: str, key_hash: str) -> int | None:
    """The number of the facilitator whose key has this hash, for who has kept that only; None for any other.

    None too when the session is gone: a desk may outlive it.
    """
    workshop = find_workshop(code)
    facilitators = workshop.facilitators if workshop else []
    return next((one.number for one in facilitators if hmac.compare_digest(one.key_hash, key_hash)), None)


def facilitator_of(workshop: Workshop, number: int) -> Facilitator:
    """The facilitator with that number."""
    return next(one for one in workshop.facilitators if one.number == number)


def find_participant(workshop: Workshop, secret: bytes | None) -> Participant | None:
    """Who the device is in this session; None when it never joined, or when the key is gone."""
    if workshop.key is None or secret is None:
        return None
    return db.session.get(Participant, (workshop.id, participant_tag(workshop.key, secret)))


def require_voter(code: str, secret: bytes | None) -> Voter:
    """The participant behind a device; raises Refused when it has not joined, or has left."""
    workshop = require_workshop(code)
    if workshop.key is None:
        raise Refused(Reason.LOCKED, N_("This session has ended. Nothing can be changed now."))
    participant = find_participant(workshop, secret)
    if participant is None or participant.left or secret is None:
        raise Refused(Reason.NOT_JOINED, NOT_JOINED)
    side = GroupKind(participant.side) if participant.side else None
    bloc = bloc_of(GroupKind(participant.group), side)
    return Voter(workshop, workshop.key, secret, bloc, participant.since)


def require_question(workshop: Workshop, question_id: int) -> Question:
    """A question of this session and no other; raises Refused."""
    question = db.session.get(Question, question_id)
    if question is None or question.workshop_id != workshop.id:
        raise Refused(Reason.NOT_FOUND, N_("That question is not in this session. Look at the big screen."))
    return question


def topic_in_hand(workshop: Workshop) -> Topic | None:
    """The topic that the session is at; None in the lobby."""
    return next((topic for topic in workshop.topics if topic.position == workshop.position), None)


def part_in_hand(workshop: Workshop, topic: Topic | None) -> list[Question]:
    """The questions of the page in hand, in order; none before the first page of a topic."""
    return [q for q in topic.questions if q.part == workshop.part] if topic else []


def place_of(workshop: Workshop) -> str:
    """Where the session is, in one word: topic, page, stage and round of the vote in hand."""
    questions = part_in_hand(workshop, topic_in_hand(workshop))
    vote = f"{questions[0].stage}.{questions[0].round}" if questions else "none"
    return f"{workshop.position}.{workshop.part}.{vote}"


def whole_agenda(workshop: Workshop) -> list[Topic]:
    """All topics in order; their questions are read with them, and not topic by topic."""
    mine = select(Topic).where(Topic.workshop_id == workshop.id).order_by(Topic.position)
    return list(db.session.scalars(mine.options(selectinload(Topic.questions))))
