"""Saying "I have finished" with a page of questions."""

from __future__ import annotations

from workshop.db import write
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_
from workshop.domain.stages import Stage
from workshop.models import Finished, Question, Vote
from workshop.usecases.events import Moved, ring
from workshop.usecases.framework import left_alone_of
from workshop.usecases.lookup import Voter, part_in_hand, require_voter, topic_in_hand
from workshop.usecases.taking_part.own_page import finished_key
from workshop.usecases.taking_part.receipts import give_receipt
from workshop.usecases.taking_part.voting import forget_withdrawal, own_tag, own_vote, require_here_for


def finish(code: str, secret: bytes | None) -> None:
    """Says "I have finished" for the page in hand; saying it twice is saying it once.

    Where a person picks a few out of many, what they left alone counts as not picked.
    """
    with write() as session:
        voter = require_voter(code, secret)
        topic = topic_in_hand(voter.workshop)
        questions = part_in_hand(voter.workshop, topic)
        if topic is None or not questions or questions[0].stage != Stage.OPEN:
            raise Refused(Reason.CLOSED, N_("This page has closed. Look at the big screen."))
        require_here_for(voter, questions[0])
        for question in questions:
            if question.most and own_vote(voter, question) is None:
                session.add(_not_picked(voter, question))
                give_receipt(voter, question)
        row = finished_key(voter.key, voter.secret, questions[0])
        if session.get(Finished, row) is None:
            session.add(Finished(topic_id=row[0], part=row[1], round=row[2], tag=row[3]))
    ring(code, Moved.PROGRESS)


def _not_picked(voter: Voter, question: Question) -> Vote:
    tag = own_tag(voter, question)
    choice = left_alone_of(question)
    seq = forget_withdrawal(voter, question)
    return Vote(question_id=question.id, round=question.round, tag=tag, bloc=voter.bloc, choice=choice, seq=seq, op=None)
