"""What the group will do."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Action(Base):
    """Something the group will do; who and when in people's own words. `op` makes a double tap one action."""

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("workshop_id", "op"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    what: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(String(120))
    when: Mapped[str] = mapped_column(String(60))
    op: Mapped[str] = mapped_column(String(64))
    removed: Mapped[bool] = mapped_column(default=False)
