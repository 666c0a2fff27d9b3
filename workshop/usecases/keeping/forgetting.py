"""What a database would remember that nobody asked it to: the order in which rows came, and pages as they were.

Rows lie in their table by key, but inside a page of the file in the order in which they were written; and SQLite's
journal keeps older pages until it is overwritten. Whoever copies the database could read from both who voted first.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Table, delete, insert, select

from workshop.db import db
from workshop.domain.groups import Bloc
from workshop.domain.visibility import Sight, remark_groups
from workshop.models import OwnWord, Participant, Proposal, Question, Receipt, Remark, Vote, Withdrawal, Workshop


def forget_order_of_round(question: Question) -> None:
    """Votes and remarks of a round that is shown keep no order, nor what told a replay from a change of mind.

    Called inside a write, in the moment of showing.
    """
    _lay_by_key(Vote, Vote.question_id == question.id, Vote.round == question.round, seq=0, op=None)
    _lay_by_key(Remark, Remark.question_id == question.id)
    _lay_by_key(Receipt, Receipt.question_id == question.id, Receipt.round == question.round)
    db.session.execute(delete(Withdrawal).where(Withdrawal.question_id == question.id))


def forget_people(workshop: Workshop) -> None:
    """People and what they suggested keep no order, nor when somebody came or which side may count them.

    Called inside a write, when the session ends.
    """
    _lay_by_key(Participant, Participant.workshop_id == workshop.id, since=0, side="")
    _lay_by_key(Proposal, Proposal.topic_id.in_([topic.id for topic in workshop.topics]))
    _lay_by_key(OwnWord, OwnWord.workshop_id == workshop.id)


def forget_sides(question: Question, sight: Sight | None) -> None:
    """Of a remark's side only that is kept which everybody may read. Called inside a write, when the session ends."""
    db.session.flush()
    remarks = db.session.scalars(select(Remark).where(Remark.question_id == question.id)).all()
    groups = remark_groups([Bloc(remark.bloc) for remark in remarks], sight)
    for remark, group in zip(remarks, groups, strict=True):
        remark.bloc = group or Bloc.EITHER
    _lay_by_key(Remark, Remark.question_id == question.id)


def _lay_by_key(model: type[Any], *which: ColumnElement[bool], **changed: object) -> None:
    """Takes rows out and puts them back in the order of their keys, which are random."""
    db.session.flush()
    table: Table = model.__table__
    found = db.session.execute(select(table).where(*which).order_by(*table.primary_key)).mappings()
    rows = [{**row, **changed} for row in found]
    db.session.execute(delete(table).where(*which))
    if rows:
        db.session.execute(insert(table), rows)
