"""An organisation's sessions over time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from workshop.db import Base


class Journey(Base):
    """The sessions that one organisation puts side by side. Of its key only the hash is stored; it has no account."""

    __tablename__ = "journey"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    begun_at: Mapped[datetime]
