"""The two facilitators as one of them sees them: who is here, and what waits for whose yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workshop.domain.desk.facilitators import Deed, asked, is_away, named
from workshop.domain.phrases import Phrase
from workshop.models import Facilitator, PendingDeed, Workshop
from workshop.usecases.lookup import facilitator_of


@dataclass(frozen=True)
class Other:
    """The other facilitator. `has_come`: has their desk ever been opened?"""

    side: str
    has_come: bool
    away: bool


@dataclass(frozen=True)
class Pending:
    """A deed that waits for a yes. `mine`: it is the other's to give. `said`: the question, as this one reads it.

    `fields`: what a form sends to do it; for the one who is asked, with their yes.
    """

    id: int
    mine: bool
    deed: Deed
    said: Phrase
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """One facilitator, the other one (None while there is no other), and what waits for a yes."""

    number: int
    side: str
    other: Other | None
    pending: tuple[Pending, ...]


def pair_of(workshop: Workshop, number: int, *, now: datetime) -> Pair:
    """What the desk of facilitator `number` says of both."""
    other = next((one for one in workshop.facilitators if one.number != number), None)
    return Pair(
        number=number,
        side=facilitator_of(workshop, number).side,
        other=_other(other, now) if other else None,
        pending=tuple(_pending(row, number) for row in workshop.pending),
    )


def _other(row: Facilitator, now: datetime) -> Other:
    return Other(side=row.side, has_come=row.seen_at is not None, away=is_away(row.seen_at, now))


def _pending(row: PendingDeed, number: int) -> Pending:
    deed, mine = Deed(row.deed), row.by == number
    if mine:
        return Pending(row.id, mine, deed, named(deed, row.about), row.fields)
    return Pending(row.id, mine, deed, asked(deed, row.about), {**row.fields, "agrees_to": str(row.id)})
