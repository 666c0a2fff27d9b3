"""The two clocks of a session, and choosing how long they run. What happens when they are over: see `deleting`."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain import texts
from workshop.domain.desk.journal import Act
from workshop.domain.desk.keeping import DEFAULT, Keeping, clocks, require_span
from workshop.models import Workshop
from workshop.usecases.desk.acts import Press, desk_act, note
from workshop.usecases.planning.plans import last_look_at

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


def keep_for(code: str, press: Press, span: Span) -> None:
    """Chooses how long the session is kept, while it goes on. Logged, with the reason. Raises Refused."""
    chosen = span.read()
    with desk_act(code, press) as workshop:
        if (workshop.keep_days, workshop.keep_why) == (chosen.days, chosen.why):
            return
        workshop.keep_days, workshop.keep_why = chosen.days, chosen.why
        why = {"why": chosen.why} if chosen.why else {}
        note(workshop, Act.KEEP_FOR_LONG if why else Act.KEEP_FOR, press, days=chosen.days, **why)
