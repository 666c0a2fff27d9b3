"""For how long a session is kept: chosen by its facilitators, with a reason where it is long."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import texts
from workshop.domain.desk.journal import Act
from workshop.domain.desk.keeping import DEFAULT, require_span
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press, desk_act

LONGEST_REASON = 200


@dataclass(frozen=True)
class Span:
    """How long a session is kept, as typed: so many days, and why so long."""

    days: int = DEFAULT
    why: str = ""

    def read(self) -> Span:
        """The same with its reason cleaned. Raises Refused."""
        why = texts.clean(self.why, longest=LONGEST_REASON)
        require_span(self.days, why)
        return Span(self.days, why)


def keep_for(code: str, press: Press, span: Span) -> None:
    """Chooses how long the session is kept, while it goes on. Logged, with the reason. Raises Refused."""
    chosen = span.read()
    with desk_act(code, press) as workshop:
        if (workshop.keep_days, workshop.keep_why) == (chosen.days, chosen.why):
            return
        workshop.keep_days, workshop.keep_why = chosen.days, chosen.why
        why = {"why": chosen.why} if chosen.why else {}
        note(workshop, Act.KEEP_FOR_LONG if why else Act.KEEP_FOR, press, days=chosen.days, **why)
