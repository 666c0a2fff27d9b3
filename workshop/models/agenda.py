"""What a session asks: its topics, their questions, and the rounds of each."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workshop.db import Base
from workshop.models.columns import belongs_to


class Topic(Base):
    """A part of the agenda, in the order of `position` (from 1)."""

    __tablename__ = "topic"
    __table_args__ = (UniqueConstraint("workshop_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(30))
    kind: Mapped[str] = mapped_column(String(10))
    title: Mapped[str] = mapped_column(String(120))
    line: Mapped[str] = mapped_column(Text)
    say: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int]
    form: Mapped[str] = mapped_column(String(30))  # key of the form it asks, "" for none
    texts: Mapped[list[str]] = mapped_column(JSON)  # such as ground rules
    takes: Mapped[str] = mapped_column(String(10), default="", server_default="")  # what may be suggested here
    skipped: Mapped[bool] = mapped_column(default=False)

    questions: Mapped[list[Question]] = relationship(
        order_by="Question.part, Question.position", cascade="all, delete-orphan", passive_deletes=True
    )


class Question(Base):
    """Something that is voted on. `choices` are stored as they are shown, lowest first.

    All questions of one `part` of a topic are opened and shown together. `item` and `asks` say which activity
    of a form is asked about, and what ("have", "how", "next").
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("workshop_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    topic_id: Mapped[int] = belongs_to("topic.id")
    part: Mapped[int]
    part_title: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(10))
    wording: Mapped[str] = mapped_column(Text)
    line: Mapped[str] = mapped_column(Text)
    talk: Mapped[str] = mapped_column(Text)
    item: Mapped[str] = mapped_column(String(30))
    asks: Mapped[str] = mapped_column(String(10))
    choices: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    showing: Mapped[str] = mapped_column(String(10))
    stage: Mapped[str] = mapped_column(String(10))
    round: Mapped[int] = mapped_column(default=1)
    most: Mapped[int] = mapped_column(default=0, server_default="0")  # picks of the first choice on its page; 0: any
    prompts: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list, server_default="[]")  # key and name

    rounds: Mapped[list[Round]] = relationship(
        order_by="Round.number", lazy="joined", cascade="all, delete-orphan", passive_deletes=True
    )


class Round(Base):
    """A first or second vote on a question.

    `shown_at`: the revision at which it was shown, and `joined` how many people there were then; both None
    while it is hidden. `published`: the last live figures that the room saw. `sight`: what could be seen of
    the votes, kept when the votes themselves are gone.
    """

    __tablename__ = "round"
    __table_args__ = (CheckConstraint("number in (1, 2)", name="two_rounds"),)

    question_id: Mapped[int] = belongs_to("question.id", key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    shown_at: Mapped[int | None]
    joined: Mapped[int | None]
    voted: Mapped[int | None]
    published: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    sight: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
