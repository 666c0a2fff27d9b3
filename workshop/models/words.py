"""What people write and suggest."""

from __future__ import annotations

from sqlalchemy import Boolean, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import TAG, belongs_to


class Remark(Base):
    """Words about a question; hidden with its votes. The tag lets their author, and nobody else, change them."""

    __tablename__ = "remark"
    __table_args__ = (UniqueConstraint("question_id", "tag"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    question_id: Mapped[int] = belongs_to("question.id")
    prompt: Mapped[str] = mapped_column(String(20), default="why", server_default="why")
    tag: Mapped[bytes] = mapped_column(TAG)  # another for each prompt
    bloc: Mapped[str] = mapped_column(String(15))
    text: Mapped[str] = mapped_column(Text)
    on_screen: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class Proposal(Base):
    """Something that a person suggested: a rule, an item of a form, an idea. Never says whose it was.

    `change`: add, reword, remove or support (an idea). `target`: what it would change (an item's key), or the
    part of the form that it would join; `was`: the words that it would change. `reason`: why it was parked.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("topic_id", "tag"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    topic_id: Mapped[int] = belongs_to("topic.id")
    tag: Mapped[bytes] = mapped_column(TAG)
    change: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(String(120))
    was: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    stage: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="")
    hidden: Mapped[bool] = mapped_column(default=False)


class OwnWord(Base):
    """A word that somebody explained for all. Never says who did."""

    __tablename__ = "own_word"

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    word: Mapped[str] = mapped_column(String(40))
    meaning: Mapped[str] = mapped_column(Text)
