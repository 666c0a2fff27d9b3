"""What the group will do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Action(Base):
    """Something the group will do, in people's own words; for what each field holds see `domain.planning.plan`.

    `op` makes a double tap one action. `stage`: a draft (waiting), in the vote (open), agreed or parked; `reason`: why
    it was parked. `hidden`: it named a person.
    """

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("workshop_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    what: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(String(80), default="", server_default="")
    matters: Mapped[str] = mapped_column(Text, default="", server_default="")
    lead_uses: Mapped[str] = mapped_column(String(60), default="", server_default="")
    lead_works: Mapped[str] = mapped_column(String(60), default="", server_default="")
    helps: Mapped[str] = mapped_column(String(120), default="", server_default="")
    needs: Mapped[str] = mapped_column(Text, default="", server_default="")
    risks: Mapped[str] = mapped_column(Text, default="", server_default="")
    when: Mapped[str] = mapped_column(String(60), default="", server_default="")
    worked: Mapped[str] = mapped_column(Text, default="", server_default="")
    part: Mapped[str] = mapped_column(Text, default="", server_default="")
    tell: Mapped[str] = mapped_column(Text, default="", server_default="")
    check_on: Mapped[date | None]
    op: Mapped[str] = mapped_column(String(64))
    stage: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=false())


class FollowUpLine(Base):
    """What the organisation said of an action after the session: how it goes, on a day. Lines are only ever added."""

    __tablename__ = "follow_up_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = belongs_to("action.id")
    on: Mapped[date]
    going: Mapped[str] = mapped_column(String(10))
    said: Mapped[str] = mapped_column(Text)
    next: Mapped[str] = mapped_column(Text)


class EarlierWords(Base):
    """What a field of an action said before somebody put it in other words. Never says who did."""

    __tablename__ = "earlier_words"

    id: Mapped[int] = mapped_column(primary_key=True)  # random, so that it says nothing of the order
    action_id: Mapped[int] = belongs_to("action.id")
    field: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
