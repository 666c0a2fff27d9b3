"""What the columns of several tables have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workshop.domain.tags import TAG_BYTES

TAG = LargeBinary(TAG_BYTES)
UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # rows lie by key: nothing tells who came first


def belongs_to(column: str, *, key: bool = False) -> Mapped[int]:
    """A foreign key: with the row that it names, this row goes too. `key`: it is part of the primary key."""
    return mapped_column(ForeignKey(column, ondelete="CASCADE"), index=not key, primary_key=key)
