"""What the columns of several tables have in common."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from workshop.domain.tags import TAG_BYTES

TAG = LargeBinary(TAG_BYTES)
UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}  # rows lie by key: nothing tells who came first


def may_belong_to(column: str) -> Mapped[int | None]:
    """A foreign key that may be empty: when the row that it names goes, this row stays without it."""
    return mapped_column(ForeignKey(column, ondelete="SET NULL"), index=True)


def belongs_to(column: str, *, key: bool = False) -> Mapped[int]:
    """A foreign key: with the row that it names, this row goes too. `key`: it is part of the primary key."""
    return mapped_column(ForeignKey(column, ondelete="CASCADE"), index=not key, primary_key=key)
