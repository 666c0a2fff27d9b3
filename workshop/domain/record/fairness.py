"""How a session was made fair: the rules by which it was held, as far as they are true of what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop.domain.outcome import Outcome, RoundOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.visibility import WHOLE_ROOM_FLOOR, Why


def made_fair(outcome: Outcome) -> tuple[Phrase, ...]:
    """A sentence or two for each rule; what is said of the two groups is said only where they are shown apart."""
    return (
        Phrase(_ONE_VOTE),
        Phrase(_HIDDEN),
        *_how_groups_count(outcome),
        Phrase(_FLOOR, {"floor": outcome.floor}),
        Phrase(_ROOM, {"room": WHOLE_ROOM_FLOOR}),
        Phrase(_APART),
        Phrase(_TWICE),
        Phrase(_LOG),
    )


def count_the_same(rounds: Sequence[RoundOutcome]) -> bool:
    """Do the groups count the same in any of these votes? They do where they stand side by side, or may yet."""
    return any(round_.tally.uses is not None for round_ in rounds) or not larger_weighs_more(rounds)


def larger_weighs_more(rounds: Sequence[RoundOutcome]) -> bool:
    """Does the larger group weigh more in any of these votes, as a group is too small to be shown?"""
    return any(round_.why is Why.SMALL_GROUP for round_ in rounds)


def _how_groups_count(outcome: Outcome) -> Iterator[Phrase]:
    rounds = [round_ for question in outcome.questions() for round_ in question.rounds]
    if count_the_same(rounds):
        yield Phrase(_EQUAL)
    if larger_weighs_more(rounds):
        yield Phrase(_MIXED)


_ONE_VOTE = N_("One person, one vote. Nobody had to give a name. Nobody is told how one person voted.")
_HIDDEN = N_(
    "Votes were hidden until they were shown to everyone at once. The person who ran the session saw"
    " them no earlier. Where results build up as people vote, the vote said so."
)
_EQUAL = N_(
    "Both groups count the same, however many people each has. Where they are shown, their votes stand side by side."
    " They are never mixed into one average."
)
_MIXED = N_(
    "A group here was too small to show on its own. So we show the whole room, and in it the larger group weighs more."
)
_FLOOR = N_(
    "A group is shown on its own only if %(floor)s or more of both groups voted. If not, only the whole room is shown."
)
_ROOM = N_("Fewer than %(room)s votes are never shown.")
_APART = N_("Everybody could say “not sure” or “pass”. These count as votes, and are shown apart.")
_TWICE = N_("Nobody had to agree. A second vote was allowed once. Both votes are kept.")
_LOG = N_("What was done at the desk is written down. Everybody who was here can read it.")
