"""How a session was made fair: the rules by which it was held, as far as they are true of what it shows."""

from __future__ import annotations

from collections.abc import Iterator

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


def are_apart(outcome: Outcome) -> bool:
    """Does any vote show the two groups side by side?"""
    return any(round_.tally.uses is not None for round_ in _rounds(outcome))


def are_too_small(outcome: Outcome) -> bool:
    """Does any vote show the whole room since a group is too small?"""
    return any(round_.why is Why.SMALL_GROUP for round_ in _rounds(outcome))


def _rounds(outcome: Outcome) -> Iterator[RoundOutcome]:
    return (round_ for question in outcome.questions() for round_ in question.rounds)


def _how_groups_count(outcome: Outcome) -> Iterator[Phrase]:
    small = are_too_small(outcome)
    if are_apart(outcome) or not small:
        yield Phrase(_EQUAL)
    if small:
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
