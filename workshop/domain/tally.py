"""From the votes that may be seen to spreads, middles and the gap. Takes a `Sight`, never raw votes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.visibility import Counts, Sight

WIDE_GAP = 2.0  # rungs: from here on the headline is that the groups see it differently
AGREED_SHARE = 0.7  # as in core outcome sets: 70 % in *each* group, not of everybody together
NEAR = 1.0  # rungs around the balanced middle


@dataclass(frozen=True)
class Spread:
    """Votes of one group.

    `counts`: votes per placed choice, lowest first, zeros included. `aside`: votes for the answers that are
    kept apart ("not sure", "pass"), in their order. `middle`: the median place of the placed votes, in halves;
    None when nobody placed a vote.
    """

    counts: tuple[int, ...]
    aside: tuple[int, ...]
    middle: float | None

    @property
    def placed(self) -> int:
        """How many votes were placed."""
        return sum(self.counts)

    @property
    def size(self) -> int:
        """How many votes were cast, those kept apart included."""
        return self.placed + sum(self.aside)


class Finding(StrEnum):
    """What a result says, in one word; `sentences.py` has the words for it."""

    HIDDEN = "hidden"
    TOO_FEW = "too_few"
    NOTHING_PLACED = "nothing_placed"
    ROOM = "room"  # only the whole room may be shown
    DIFFERENT = "different"  # the middles lie two or more apart
    AGREED = "agreed"  # most of both groups lie near the balanced middle
    CLOSE = "close"  # the middles are near, the people are not
    SAME_TOP = "same_top"  # no order: both groups chose the same most often
    OTHER_TOP = "other_top"  # no order: they did not


@dataclass(frozen=True)
class Tally:
    """What is known of one round. `uses` and `works` are given together or not at all."""

    finding: Finding
    uses: Spread | None = None
    works: Spread | None = None
    room: Spread | None = None
    gap: float | None = None
    balanced: float | None = None

    @property
    def shown(self) -> bool:
        """Is there any figure to show?"""
        return self.uses is not None or self.room is not None


def tally(sight: Sight, *, kind: QuestionKind, choices: Sequence[Choice]) -> Tally:
    """Spreads, middles and finding of what may be seen."""
    ordered = kind is not QuestionKind.PICK
    # Beside the two groups the room has no middle: it would be a raw average, which the larger group wins.
    alone = sight.apart is None
    room = spread(sight.whole, choices, ordered=ordered and alone) if sight.whole is not None else None
    if sight.apart is None:
        return Tally(_of_the_room(sight, room), room=room)
    uses, works = (spread(counts, choices, ordered=ordered) for counts in sight.apart)
    if not ordered:
        return Tally(_of_the_tops(uses, works), uses, works, room)
    if uses.middle is None or works.middle is None:
        return Tally(Finding.NOTHING_PLACED, uses, works, room)
    gap, balanced = abs(uses.middle - works.middle), (uses.middle + works.middle) / 2
    return Tally(_of_the_middles(uses, works, gap, balanced), uses, works, room, gap, balanced)


def spread(counts: Counts, choices: Sequence[Choice], *, ordered: bool) -> Spread:
    """The votes of one group laid out along the choices; only ordered questions have a middle."""
    placed = sorted((c for c in choices if c.place is not None), key=lambda c: c.place or 0)
    along = tuple(counts.get(c.key, 0) for c in placed)
    aside = tuple(counts.get(c.key, 0) for c in choices if c.place is None)
    return Spread(along, aside, middle_of(along) if ordered else None)


def middle_of(counts: Sequence[int]) -> float | None:
    """The median place (1 for the first), a half where it falls between two; None without votes."""
    total = sum(counts)
    if total == 0:
        return None
    low, high = _place_at(counts, (total + 1) // 2), _place_at(counts, total // 2 + 1)
    return (low + high) / 2


def half_way(counts: Sequence[int]) -> int:
    """The lowest place up to which half of these votes lie; raises ValueError without votes."""
    return _place_at(counts, (sum(counts) + 1) // 2)


def _place_at(counts: Sequence[int], rank: int) -> int:
    """The place of the vote that is number `rank` from below."""
    passed = 0
    for place, votes in enumerate(counts, start=1):
        passed += votes
        if passed >= rank:
            return place
    raise ValueError("rank is larger than the number of votes")


def near(spread_: Spread, middle: float) -> bool:
    """Do at least 70 % of the placed votes lie within one rung of `middle`?"""
    within = sum(votes for place, votes in enumerate(spread_.counts, 1) if abs(place - middle) <= NEAR)
    return within >= AGREED_SHARE * spread_.placed


def halves(middle: float) -> tuple[int, int]:
    """The one or two places that a middle stands for: 3.0 -> (3, 3), 3.5 -> (3, 4), 3.25 -> (3, 4)."""
    return math.floor(middle), math.ceil(middle)


def top(spread_: Spread) -> int | None:
    """The place chosen most often; None when there is a tie, or no vote."""
    most = max(spread_.counts, default=0)
    if most == 0 or spread_.counts.count(most) > 1:
        return None
    return spread_.counts.index(most) + 1


def _of_the_room(sight: Sight, room: Spread | None) -> Finding:
    if room is None:
        return Finding.TOO_FEW if sight.why == "too_few" else Finding.HIDDEN
    return Finding.ROOM if room.placed else Finding.NOTHING_PLACED


def _of_the_tops(uses: Spread, works: Spread) -> Finding:
    if not uses.placed or not works.placed:
        return Finding.NOTHING_PLACED
    return Finding.SAME_TOP if top(uses) is not None and top(uses) == top(works) else Finding.OTHER_TOP


def _of_the_middles(uses: Spread, works: Spread, gap: float, balanced: float) -> Finding:
    if gap >= WIDE_GAP:
        return Finding.DIFFERENT
    return Finding.AGREED if near(uses, balanced) and near(works, balanced) else Finding.CLOSE
