"""How long things are kept: two clocks that everybody can see, one for words and one for the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase

CHOICES = (7, 30, 90)  # days
DEFAULT = 30
SHORTEST, LONGEST = 1, 3650


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """The two clocks. `words_until` and `record_until` are the last days on which these are kept.

    `days`: how long each is kept beyond its last act; `why`: the reason for longer than 90 days. `words_gone`: the
    day on which what people wrote was deleted; `signed`: the fingerprint of version 1, which still had it.
    """

    days: int
    why: str
    words_until: date
    record_until: date
    words_gone: date | None = None
    signed: str = ""


def clocks(days: int, *, last_act: datetime, review: date | None) -> tuple[date, date]:
    """The last day for remarks, and for the record: it is kept beyond the review, and never goes first."""
    span = timedelta(days=days)
    words = last_act.date() + span
    return words, max(words, review + span) if review else words


def last_act_of(keeping: Keeping) -> date:
    """The day of the last act at the desk, from which the first clock runs."""
    return keeping.words_until - timedelta(days=keeping.days)


def is_over(until: date, now: datetime) -> bool:
    """Is the last day gone? Days are those of UTC."""
    return now.date() > until


def require_span(days: int, why: str) -> None:
    """Raises Refused for a span out of range, and for a long one without a reason."""
    if not SHORTEST <= days <= LONGEST:
        raise Refused(
            Reason.INVALID,
            Phrase(N_("Keep it for %(shortest)s to %(longest)s days."), {"shortest": SHORTEST, "longest": LONGEST}),
        )
    if days > max(CHOICES) and not why:
        raise Refused(Reason.INVALID, N_("Say why you keep it that long. Everybody can read the reason."))
