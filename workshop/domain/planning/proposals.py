"""What people may suggest, and when a suggestion counts as agreed or chosen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workshop.domain.framework import Takes
from workshop.domain.tally import Spread, Tally

# Suggestions of one person in one topic.
MOST = {Takes.RULES: 5, Takes.RUNGS: 3, Takes.ITEMS: 5, Takes.IDEAS: 3, Takes.CHANGES: 5}
CHOSEN = 3  # ideas that the group goes on with
_YES = 0  # the first choice of every quick vote
_OR_NOTE = 1  # the second one of a vote on a change to the record


class Change(StrEnum):
    """What a suggestion would do; also what its quick vote asks."""

    ADD = "add"
    REWORD = "reword"
    REMOVE = "remove"
    DO = "do"  # an action: is it on the plan?
    SUPPORT = "support"  # an idea: the question is how many want it most
    CORRECT = "correct"  # something in the record: taken up, kept as a note beside it, or left out


def is_quick(asks: str) -> bool:
    """Is this a quick vote on a suggestion? What is agreed there is done at once, so it has no second vote."""
    return asks in set(Change)


def is_agreed(tally: Tally) -> bool:
    """Do over half of the placed votes say yes, in each group that is shown or else in the whole room?"""
    return _is_wanted(tally, last=_YES)


def is_noted(tally: Tally) -> bool:
    """Do so many want a change to the record in it, or at least as a note beside it?"""
    return _is_wanted(tally, last=_OR_NOTE)


def _is_wanted(tally: Tally, *, last: int) -> bool:
    shown = _shown(tally)
    return bool(shown) and all(sum(spread.counts[: last + 1]) * 2 > spread.placed for spread in shown)


def chosen(tallies: Mapping[int, Tally]) -> frozenset[int]:
    """The ideas, by id, that the group wants most: the first CHOSEN, and all that tie with the last of them."""
    shares = {idea: _share(tally) for idea, tally in tallies.items()}
    wanted = sorted((share for share in shares.values() if share > 0), reverse=True)
    if not wanted:
        return frozenset()
    last = wanted[:CHOSEN][-1]
    return frozenset(idea for idea, share in shares.items() if share >= last)


def _share(tally: Tally) -> float:
    """Share of people who want it, 0..1: the mean of both groups' shares, so that they count the same."""
    shown = [spread for spread in _shown(tally) if spread.size]
    return sum(spread.counts[_YES] / spread.size for spread in shown) / len(shown) if shown else 0.0


def _shown(tally: Tally) -> list[Spread]:
    apart = [tally.uses, tally.works] if tally.uses and tally.works else [tally.room]
    return [spread for spread in apart if spread is not None]
