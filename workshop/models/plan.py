"""What the group will do."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Action(Base):
    """Something the group will do, in people's own words: see `domain.plan.ActionWords` for what each field holds.

    `op` makes a double tap one action.
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
    removed: Mapped[bool] = mapped_column(default=False)
