"""The two clocks of a session, as they run now. What happens when they are over: see `keeping/deleting`."""

from __future__ import annotations

from workshop.domain.desk.keeping import Keeping, clocks
from workshop.models import Workshop
from workshop.usecases.planning.plans import last_look_at


def keeping_of(workshop: Workshop) -> Keeping:
    """Both clocks, as they run now; while a session goes on each act at the desk moves them on."""
    words_until, record_until = clocks(workshop.keep_days, last_act=workshop.touched_at, review=last_look_at(workshop))
    return Keeping(
        days=workshop.keep_days,
        why=workshop.keep_why,
        words_until=words_until,
        record_until=record_until,
        words_gone=workshop.words_gone,
        signed=workshop.signed,
    )
