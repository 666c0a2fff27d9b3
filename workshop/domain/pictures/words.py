"""Words that several pictures share: who is who, and where a middle lies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop.domain.findings.figures import sides, votes
from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.outcome import Outcome, RoundOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.tally import Spread, halves

Names = Mapping[Side, str]
WHOLE_ROOM = N_("Whole room")


def names_of(outcome: Outcome) -> Names:
    """What the session calls each side, people who use the service first; the whole room last."""
    named = {group.kind.value: group.name for group in outcome.groups}
    return {Side.USES: named["uses"], Side.WORKS: named["works"], Side.ROOM: WHOLE_ROOM}


def middle_of(spread: Spread | None, choices: Sequence[Choice]) -> Phrase:
    """Where the middle of these votes lies, by the name of its choice or of the two around it; a dash without one."""
    if spread is None or spread.middle is None:
        return Phrase("–")
    at = {choice.place: Phrase(choice.name) for choice in choices if choice.place is not None}
    low, high = halves(spread.middle)
    if low == high:
        return at[low]
    return Phrase(N_("between %(low)s and %(high)s"), {"low": at[low], "high": at[high]})


def spread_of(round_: RoundOutcome | None) -> dict[Side, Spread]:
    """The votes of each side that may be seen; empty where nothing may."""
    return dict(sides(round_.tally)) if round_ is not None else {}


def given(spread: Spread, choices: Sequence[Choice]) -> Phrase:
    """Every answer that somebody gave, with its votes; a dash where nobody gave any."""
    counted = [(choice, votes(spread, choice, choices)) for choice in choices]
    phrases = [Phrase(N_("%(answer)s %(votes)s"), {"answer": Phrase(c.name), "votes": n}) for c, n in counted if n]
    if not phrases:
        return Phrase("–")
    text = ", ".join(f"%(p{number})s" for number in range(len(phrases)))
    return Phrase(text, {f"p{number}": phrase for number, phrase in enumerate(phrases)})
