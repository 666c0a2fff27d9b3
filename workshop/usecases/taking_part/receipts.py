"""Receipts: given with a vote, gone with it, listed when its round has been shown, and deleted when the session ends.

They do not outlast the key: then no phone can make its own again, and a list for ever beside what somebody noted or kept
would only tie a person to a session.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from workshop.db import db
from workshop.domain.errors import Refused
from workshop.domain.hands import Hand
from workshop.domain.receipts import receipt_code
from workshop.domain.stages import Stage
from workshop.models import Question, Receipt, Topic, Workshop
from workshop.usecases.lookup import Voter, find_participant
from workshop.usecases.taking_part.sharing import secret_for_own_eyes

Codes = Mapping[tuple[int, int], tuple[str, ...]]  # (question id, round) -> its receipts


@dataclass(frozen=True)
class Receipts:
    """The receipts of one round that was shown, in the order of the alphabet. `own`: this device's, "" without a vote."""

    topic: Topic
    question: Question
    round: int
    codes: tuple[str, ...]
    own: str


def give_receipt(voter: Voter, question: Question) -> str:
    """Notes that this person voted in the newest round; the same again changes nothing. Called inside a write."""
    code = receipt_code(voter.key, voter.secret, question=question.id, round_number=question.round)
    row = sqlite_insert(Receipt).values(question_id=question.id, round=question.round, code=code)
    db.session.execute(row.on_conflict_do_nothing())
    return code


def take_receipt(voter: Voter, question: Question) -> None:
    """The vote was taken back, and its receipt goes with it. Called inside a write."""
    code = receipt_code(voter.key, voter.secret, question=question.id, round_number=question.round)
    mine = (Receipt.question_id == question.id, Receipt.round == question.round, Receipt.code == code)
    db.session.execute(delete(Receipt).where(*mine))


def receipts_of(workshop: Workshop, device: bytes | None, hand: Hand) -> tuple[Receipts, ...]:
    """Those of every round that was shown, with this person's own among them; never by group, time or order of voting.

    On a phone that people share nobody's are marked. Where a few are picked out of many and somebody has not finished,
    their picks would be those with a longer list: of such a page there is none.
    """
    secret = _whose(workshop, device, hand)
    rounds = [(t, q, r.number) for t in workshop.topics for q in t.questions for r in q.rounds if _was_shown(q, r.number)]
    codes = _codes([question for _, question, _ in rounds])
    uneven = _uneven(rounds, codes)
    return tuple(
        Receipts(topic, q, number, found, _own(workshop, secret, q, number, found))
        for topic, q, number in rounds
        if (found := codes.get((q.id, number), ())) and (q.topic_id, q.part, number) not in uneven
    )


def _uneven(rounds: Sequence[tuple[Topic, Question, int]], codes: Codes) -> set[tuple[int, int, int]]:
    """The rounds of pages of picks, by topic and part, on which there are not as many receipts on every question."""
    lengths: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for _, question, number in rounds:
        if question.most:
            lengths[question.topic_id, question.part, number].add(len(codes.get((question.id, number), ())))
    return {page for page, found in lengths.items() if len(found) > 1}


def _whose(workshop: Workshop, device: bytes | None, hand: Hand) -> bytes | None:
    try:
        return secret_for_own_eyes(workshop, device, hand)
    except Refused:
        return None


def _was_shown(question: Question, number: int) -> bool:
    return number < question.round or question.stage == Stage.SHOWN


def _codes(questions: Sequence[Question]) -> Codes:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    rows = select(Receipt).where(Receipt.question_id.in_([question.id for question in questions]))
    for row in db.session.scalars(rows.order_by(Receipt.code)):
        found[row.question_id, row.round].append(row.code)
    return {round_: tuple(codes) for round_, codes in found.items()}


def _own(workshop: Workshop, secret: bytes | None, question: Question, number: int, codes: Sequence[str]) -> str:
    if workshop.key is None or secret is None or find_participant(workshop, secret) is None:
        return ""
    code = receipt_code(workshop.key, secret, question=question.id, round_number=number)
    return code if code in codes else ""
