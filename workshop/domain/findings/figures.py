"""The table behind a picture: every figure that may be seen, choice by choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.tally import Spread, Tally, halves


@dataclass(frozen=True)
class Column:
    """One side and its votes cast; its middle lies between `low` and `high`, which often are the same."""

    side: Side
    size: int
    low: Choice | None
    high: Choice | None


@dataclass(frozen=True)
class Line:
    """The votes for one choice, one count for each column."""

    choice: Choice
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Figures:
    """The table: its columns, the lines of the placed choices and of those kept apart."""

    columns: tuple[Column, ...]
    placed: tuple[Line, ...]
    apart: tuple[Line, ...]
    halfway: tuple[Choice, Choice] | None = None
    """What lies halfway between the two middles: the one figure for both groups together, as a place or two."""

    @property
    def has_middle(self) -> bool:
        """Does any column have a middle?"""
        return any(column.low is not None for column in self.columns)


def figures(tally: Tally, choices: Sequence[Choice], *, top_first: bool) -> Figures:
    """The table in the order of the picture; `top_first`: the highest place stands on top."""
    spreads = sides(tally)
    if tally.uses is not None and tally.room is not None:
        spreads.append((Side.ROOM, tally.room))
    placed = sorted((c for c in choices if c.place is not None), key=lambda c: c.place or 0, reverse=top_first)
    columns = tuple(Column(side, spread.size, *_middle(spread, choices)) for side, spread in spreads)
    return Figures(
        columns,
        _lines(placed, choices, spreads),
        _lines(kept_apart(choices), choices, spreads),
        _at(tally.balanced, choices),
    )


def sides(tally: Tally) -> list[tuple[Side, Spread]]:
    """The two groups, people who use the service first; or else the whole room; or nothing."""
    if tally.uses is not None and tally.works is not None:
        return [(Side.USES, tally.uses), (Side.WORKS, tally.works)]
    return [(Side.ROOM, tally.room)] if tally.room is not None else []


def votes(spread: Spread, choice: Choice, choices: Sequence[Choice]) -> int:
    """How many of these votes are for `choice`; `choices` are those of the question, as asked."""
    if choice.place is not None:
        return spread.counts[choice.place - 1]
    return spread.aside[kept_apart(choices).index(choice)]


def kept_apart(choices: Sequence[Choice]) -> list[Choice]:
    """The answers that are counted beside the spread, in their order."""
    return [choice for choice in choices if choice.place is None]


def _lines(
    shown: Sequence[Choice], choices: Sequence[Choice], spreads: Sequence[tuple[Side, Spread]]
) -> tuple[Line, ...]:
    return tuple(Line(c, tuple(votes(spread, c, choices) for _, spread in spreads)) for c in shown)


def _middle(spread: Spread, choices: Sequence[Choice]) -> tuple[Choice | None, Choice | None]:
    return _at(spread.middle, choices) or (None, None)


def _at(middle: float | None, choices: Sequence[Choice]) -> tuple[Choice, Choice] | None:
    if middle is None:
        return None
    at = {choice.place: choice for choice in choices}
    low, high = halves(middle)
    return at[low], at[high]
