"""Sessions that came from another computer in a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Brought(Base):
    """The outcome of a session that was signed off elsewhere, as its file had it, and when it came here."""

    __tablename__ = "brought"

    workshop_id: Mapped[int] = belongs_to("workshop.id", key=True)
    outcome: Mapped[dict[str, Any]] = mapped_column(JSON)
    came_at: Mapped[datetime]
