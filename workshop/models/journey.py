"""An organisation's sessions over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base
from workshop.models.columns import belongs_to


class Journey(Base):
    """The sessions that one organisation puts side by side. Of its key only the hash is stored; it has no account.

    `empty_since`: the day on which its last session was taken out of it; None while it holds a session or counts.
    """

    __tablename__ = "journey"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    begun_at: Mapped[datetime]
    empty_since: Mapped[date | None]


class KeptStop(Base):
    """What stays in a journey of a session that was deleted: counts, as `domain.journey.Stop` has them, and no words."""

    __tablename__ = "kept_stop"

    id: Mapped[int] = mapped_column(primary_key=True)
    journey_id: Mapped[int] = belongs_to("journey.id")
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
