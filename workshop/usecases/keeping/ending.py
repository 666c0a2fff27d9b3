"""When a session ends its votes become counts: kept is what everybody may see for ever, and nothing else."""

from __future__ import annotations

from sqlalchemy import delete

from workshop.db import db
from workshop.models import Finished, Receipt, Vote, Withdrawal, Workshop
from workshop.usecases.counting import packed, sights_of
from workshop.usecases.keeping.forgetting import forget_sides
from workshop.usecases.turnout import turnout_of


def forget_votes(workshop: Workshop) -> None:
    """Keeps of every vote only what may be seen for ever, and deletes the votes and receipts. Called inside a write."""
    questions = [q for topic in workshop.topics for q in topic.questions]
    sights, turnout = sights_of(questions, workshop.floor), turnout_of(workshop, questions)
    for question in questions:
        for round_ in question.rounds:
            sight = sights[question.id, round_.number]
            round_.voted, round_.joined = turnout.at(question, round_)
            if round_.shown_at is not None:
                round_.sight = packed(sight)
        forget_sides(question, sights.get((question.id, question.round)))
    ids = [question.id for question in questions]
    db.session.flush()
    db.session.execute(delete(Vote).where(Vote.question_id.in_(ids)))
    db.session.execute(delete(Receipt).where(Receipt.question_id.in_(ids)))
    db.session.execute(delete(Withdrawal).where(Withdrawal.question_id.in_(ids)))
    db.session.execute(delete(Finished).where(Finished.topic_id.in_([topic.id for topic in workshop.topics])))
