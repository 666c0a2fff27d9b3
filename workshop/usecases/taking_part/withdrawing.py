"""Taking a vote back: possible until it is shown. "k of n" falls again, and nothing else tells of it."""

from __future__ import annotations

from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from workshop.db import db, forget_journal, write
from workshop.domain.ballot import Slip
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Showing
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage, require_unshown
from workshop.domain.visibility import may_take_back
from workshop.models import Question, Vote, Withdrawal
from workshop.usecases.events import Moved, ring
from workshop.usecases.lookup import Voter, require_question, require_voter
from workshop.usecases.taking_part.own_page import OwnVote
from workshop.usecases.taking_part.papers import paper_of
from workshop.usecases.taking_part.receipts import take_receipt
from workshop.usecases.taking_part.voting import Cast, own_tag


def withdraw_vote(code: str, secret: bytes | None, slip: Slip) -> Cast:
    """Takes a person's own vote back; when this returns it is off the disk, and the same act again changes nothing.

    Raises Refused: not joined, no such question, shown by now, or a newer choice is kept (SUPERSEDED).
    """
    with write():
        voter = require_voter(code, secret)
        question = _require_unshown(voter, slip)
        moved, seq = _take_back(voter, question, slip)
        cast = Cast(paper_of(voter.workshop, question), OwnVote("", seq))
    if moved:
        ring(code, Moved.PROGRESS)
    return cast


def _require_unshown(voter: Voter, slip: Slip) -> Question:
    question = require_question(voter.workshop, slip.question)
    if not question.rounds:
        raise Refused(Reason.CLOSED, N_("This vote is not open yet. Look at the big screen."))
    require_unshown(Stage(question.stage), voted_in=slip.round, newest_round=question.round)
    if not may_take_back(Showing(question.showing), question.rounds[-1].published):
        raise Refused(
            Reason.CLOSED,
            N_("Everybody has seen the first votes by now, so yours stays in. You can still change it, to “Pass” too."),
        )
    return question


def _take_back(voter: Voter, question: Question, slip: Slip) -> tuple[bool, int]:
    """Deletes the vote and notes the number of this act; answers whether there was one, and the highest number."""
    key = (question.id, question.round, own_tag(voter, question))
    vote, before = db.session.get(Vote, key), db.session.get(Withdrawal, key)
    if vote is not None and vote.seq > slip.seq:
        raise Refused(Reason.SUPERSEDED, N_("We kept your newer choice."))
    if vote is not None:
        db.session.delete(vote)
        take_receipt(voter, question)
        forget_journal()
    seq = max(slip.seq, before.seq if before else 0)
    row = sqlite_insert(Withdrawal).values(question_id=key[0], round=key[1], tag=key[2], seq=seq)
    db.session.execute(row.on_conflict_do_update(index_elements=["question_id", "round", "tag"], set_={"seq": seq}))
    return vote is not None, seq
