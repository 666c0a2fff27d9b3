"""The votes, those that were taken back, and the receipts."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import TAG, UNORDERED, belongs_to


class Vote(Base):
    """One vote: no participant, no time, no order.

    `tag` is HMAC(workshop key, device secret, question, round): the same device has another tag on every
    question. `bloc` is the group that it counts in. `seq` and `op` tell a replay from a change of mind and
    are wiped when the round is shown.
    """

    __tablename__ = "vote"
    __table_args__ = (UNORDERED,)

    question_id: Mapped[int] = belongs_to("question.id", key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[bytes] = mapped_column(TAG, primary_key=True)
    bloc: Mapped[str] = mapped_column(String(15))
    choice: Mapped[str] = mapped_column(String(30))
    seq: Mapped[int]
    op: Mapped[str | None] = mapped_column(String(64))


class Withdrawal(Base):
    """A vote that was taken back: an older one that comes late by another way must not bring it back.

    `tag` is that of the vote, `seq` the number of the act. Gone when the person votes again, and when the round is shown.
    """

    __tablename__ = "withdrawal"
    __table_args__ = (UNORDERED,)

    question_id: Mapped[int] = belongs_to("question.id", key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[bytes] = mapped_column(TAG, primary_key=True)
    seq: Mapped[int]


class Receipt(Base):
    """A vote was counted in this round: nothing in it leads to the vote or the person (see domain/receipts)."""

    __tablename__ = "receipt"
    __table_args__ = (UNORDERED,)

    question_id: Mapped[int] = belongs_to("question.id", key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8), primary_key=True)
