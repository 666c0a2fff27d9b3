"""The day on which the group looks at its plan again: offered, never asked for."""

from __future__ import annotations

from workshop.domain.desk.journal import Act
from workshop.domain.planning.plan import read_day
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act


def set_review(code: str, press: Press, sent: str) -> None:
    """Sets that day (`YYYY-MM-DD`), or with nothing sent takes it back. Logged. Raises Refused for what is no day."""
    day = read_day(sent, today=press.now.date())
    with desk_act(code, press) as workshop:
        if workshop.review_on == day:
            return
        workshop.review_on = day
        if day is None:
            note(workshop, Act.REVIEW_NONE, press)
        else:
            note(workshop, Act.REVIEW_SET, press, day=day.isoformat())
