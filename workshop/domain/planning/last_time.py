"""What we said last time: the plan of the session before, in the first topic of the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workshop.domain.framework import TopicKind, TopicPlan
from workshop.domain.phrases import N_, Phrase

MOST = 30  # actions that are brought along: more than a room can look at


class Went(StrEnum):
    """How it went with an action, as the room says."""

    DONE = "done"
    PARTLY = "partly"
    GOING_ON = "going_on"
    NOT_DONE = "not_done"


NAMES = {
    Went.DONE: N_("Done"),
    Went.PARTLY: N_("Partly done"),
    Went.GOING_ON: N_("Going on"),
    Went.NOT_DONE: N_("Not done"),
}
UNSAID = N_("Not said yet")

TOPIC = TopicPlan(
    key="last",
    kind=TopicKind.LAST,
    title=N_("What we said last time"),
    minutes=5,
    say=N_("Last time we made a plan. Let us look at each thing. Was it done, partly, or not? What got in the way?"),
    line=N_("We look at our last plan, and say how it went."),
    questions=(),
)


@dataclass(frozen=True, kw_only=True)
class CarriedOutcome:
    """An action of the plan before: what it said, on which day it was planned, and how it went (None: not said)."""

    id: int
    what: str
    when: str
    planned_on: date
    went: Went | None

    @property
    def said(self) -> Phrase:
        """How it went, in words."""
        return Phrase(NAMES[self.went] if self.went else UNSAID)
