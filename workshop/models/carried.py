"""The last plan, in the session after it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Carried(Base):
    """An action of the plan before, and how the room says that it went ("" unsaid)."""

    __tablename__ = "carried"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[int] = belongs_to("workshop.id")
    what: Mapped[str] = mapped_column(Text)
    when: Mapped[str] = mapped_column(String(60))
    planned_on: Mapped[date]
    went: Mapped[str] = mapped_column(String(10), default="")
