"""What a person may say in private, to be counted at the desk: nobody learns who it was."""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """What somebody needs before the room goes on."""

    TIME = "time"
    AGAIN = "again"  # to hear it once more
