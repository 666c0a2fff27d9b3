"""The one clock: every use case is told the time."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Now in UTC, without a zone, as it is stored."""
    return datetime.now(UTC).replace(tzinfo=None)
