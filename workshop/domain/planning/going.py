"""How the plan goes after the session: what the organisation says of each action, beside what was signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workshop.domain import texts
from workshop.domain.errors import Reason, Refused
from workshop.domain.phrases import N_, Phrase

LONGEST = 400
MOST_LINES = 60  # of one action


class Going(StrEnum):
    """How it goes with an action."""

    NOT_BEGUN = "not_begun"
    GOING_ON = "going_on"
    DONE = "done"
    COULD_NOT = "could_not"  # always with the reason


NAMES = {
    Going.NOT_BEGUN: N_("Not begun"),
    Going.GOING_ON: N_("Going on"),
    Going.DONE: N_("Done"),
    Going.COULD_NOT: N_("We could not, because…"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """What was said of an action on a day (UTC). `said`: what was done, or why it could not be. `next`: what is next."""

    on: date
    going: Going
    said: str
    next: str


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An action of the plan, by its id, and all that was said of it since, the oldest first."""

    action: int
    lines: tuple[Line, ...] = ()

    @property
    def newest(self) -> Line | None:
        """What was said last."""
        return self.lines[-1] if self.lines else None

    @property
    def going(self) -> Going:
        """How it goes now."""
        return self.lines[-1].going if self.lines else Going.NOT_BEGUN


@dataclass(frozen=True, kw_only=True)
class Noted:
    """An act after the end, from the log; times are UTC."""

    at: datetime
    said: Phrase


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What came of the plan since the session ended. It stands beside the outcome, and is not under its fingerprint."""

    actions: tuple[Followed, ...] = ()
    log: tuple[Noted, ...] = ()

    def of(self, action: int) -> Followed:
        """What was said of that action."""
        return next((one for one in self.actions if one.action == action), Followed(action=action))

    @property
    def has_news(self) -> bool:
        """Was anything said yet?"""
        return any(one.lines for one in self.actions)

    @property
    def mark(self) -> str:
        """Another one after each line: lines are only ever added."""
        return str(sum(len(one.lines) for one in self.actions))


def read_line(going: str, said: str, coming: str, *, on: date) -> Line:
    """What a form sent; raises Refused when the state is none, or no reason is given why it could not be done."""
    if going not in set(Going):
        raise Refused(Reason.INVALID, N_("Choose how it goes."))
    words = texts.clean(said, longest=LONGEST, lines=True)
    if going == Going.COULD_NOT and not words:
        raise Refused(Reason.INVALID, N_("Say why it could not be done. People need to know."))
    return Line(on=on, going=Going(going), said=words, next=texts.clean(coming, longest=LONGEST, lines=True))
