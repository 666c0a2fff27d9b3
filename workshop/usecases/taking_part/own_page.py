"""What one person has chosen and finished so far, for their own phone only. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, tuple_

from workshop.db import db
from workshop.domain.receipts import receipt_code
from workshop.domain.tags import finished_tag, vote_tag
from workshop.models import Finished, Question, Vote, Withdrawal, Workshop
from workshop.usecases.lookup import find_participant
from workshop.usecases.taking_part.papers import Paper
from workshop.usecases.turnout import may_take_part


@dataclass(frozen=True)
class OwnVote:
    """What one person has chosen so far, for their own phone only; `choice` is "" for a vote that they took back.

    `receipt`: the code that says that it counts, and not what it says.
    """

    choice: str
    seq: int
    receipt: str = ""


@dataclass(frozen=True)
class OwnPage:
    """What one person has done on the page in hand. `late`: the second vote is not for them."""

    votes: Mapping[int, OwnVote] = field(default_factory=dict)
    late: bool = False
    finished: bool = False


def own_votes(workshop: Workshop, secret: bytes | None, papers: Iterable[Paper]) -> Mapping[int, OwnVote]:
    """A person's own choices on these ballots, by question id."""
    if workshop.key is None or secret is None:
        return {}
    found, missing = {}, []
    for paper in papers:
        tag = vote_tag(workshop.key, secret, question=paper.id, round_number=paper.round)
        vote = db.session.get(Vote, (paper.id, paper.round, tag))
        if vote is not None:
            receipt = receipt_code(workshop.key, secret, question=paper.id, round_number=paper.round)
            found[paper.id] = OwnVote(vote.choice, vote.seq, receipt)
        else:
            missing.append((paper.id, paper.round, tag))
    return {**found, **_taken_back(missing)}


def _taken_back(votes: Sequence[tuple[int, int, bytes]]) -> Mapping[int, OwnVote]:
    if not votes:
        return {}
    key = tuple_(Withdrawal.question_id, Withdrawal.round, Withdrawal.tag)
    return {row.question_id: OwnVote("", row.seq) for row in db.session.scalars(select(Withdrawal).where(key.in_(votes)))}


def own_page(workshop: Workshop, secret: bytes | None, papers: Sequence[Paper]) -> OwnPage:
    """What a person's own phone shows on the page in hand."""
    participant = find_participant(workshop, secret)
    question = db.session.get(Question, papers[0].id) if papers else None
    if question is None or participant is None or workshop.key is None or secret is None:
        return OwnPage()
    key = finished_key(workshop.key, secret, question)
    return OwnPage(
        votes=own_votes(workshop, secret, papers),
        late=not may_take_part(participant.since, question),
        finished=db.session.get(Finished, key) is not None,
    )


def finished_key(key: bytes, secret: bytes, question: Question) -> tuple[int, int, int, bytes]:
    """The row that says that a person has finished the page of this question, in its newest round."""
    topic, part, round_number = question.topic_id, question.part, question.round
    return (
        topic,
        part,
        round_number,
        finished_tag(key, secret, topic=topic, part=part, round_number=round_number),
    )
