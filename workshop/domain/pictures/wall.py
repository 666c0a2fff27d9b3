"""What has room on the wall, in letters that are read from the back of a hall.

Several results stand there as tables, a line for each question and a column for each answer: one picture each
would be too small.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop.domain.findings.figures import sides, votes
from workshop.domain.findings.sentences import Meaning
from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.tally import Tally

Result = tuple[QuestionOutcome, RoundOutcome, Meaning]
MOST_LINES = 6  # so many have room on a wall, whatever its shape


@dataclass(frozen=True)
class Line:
    """One question. `counts`: for each column of its grid, the votes of each of `sides`."""

    question: QuestionOutcome
    meaning: Meaning
    sides: tuple[Side, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Grid:
    """Questions with the same answers. An answer kept apart that nobody gave has no column."""

    choices: tuple[Choice, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Wall:
    """Grids with one scale: `most` is the longest bar. `sizes`: votes cast by side, None where they differ.

    `left_out`: items of a long page that have no room here; everybody has them on their phone.
    """

    grids: tuple[Grid, ...]
    sizes: dict[Side, int | None]
    most: int
    left_out: int


def how_many_fit(texts: Iterable[str], *, letters: int, each: int) -> int:
    """How many of these texts, from the first on, have room where so many `letters` have; one at least.

    `each`: what every text takes beside its letters, for the space around it.
    """
    room, count = letters, 0
    for text in texts:
        room -= len(text) + each
        if count and room < 0:
            break
        count += 1
    return count


def wall_of(shown: Sequence[Result]) -> Wall:
    """The tables for one page of questions; those asked in the same way about several items share one."""
    groups: dict[str, list[Result]] = {}
    for result in shown:
        groups.setdefault(result[0].asks or result[0].key, []).append(result)
    items = max(MOST_LINES // max(len(groups), 1), 1)
    kept = [group[:items] for group in groups.values()]
    grids = tuple(_grid(group) for group in kept)
    return Wall(
        grids=grids,
        sizes=_sizes([round_.tally for group in kept for _, round_, _ in group]),
        most=max((n for grid in grids for line in grid.lines for c in line.counts for n in c), default=0),
        left_out=max((len(group) - items for group in groups.values() if len(group) > items), default=0),
    )


def _grid(group: Sequence[Result]) -> Grid:
    tallies = [round_.tally for _, round_, _ in group]
    asked = group[0][0].choices
    choices = tuple(c for c in asked if c.place is not None or any(any(_votes(t, c, asked)) for t in tallies))
    return Grid(choices, tuple(_line(result, choices) for result in group))


def _line(result: Result, choices: Iterable[Choice]) -> Line:
    question, round_, meaning = result
    who = tuple(side for side, _ in sides(round_.tally))
    counts = tuple(_votes(round_.tally, choice, question.choices) for choice in choices) if who else ()
    return Line(question, meaning, who, counts)


def _votes(tally: Tally, choice: Choice, asked: Sequence[Choice]) -> tuple[int, ...]:
    return tuple(votes(spread, choice, asked) for _, spread in sides(tally))


def _sizes(tallies: Sequence[Tally]) -> dict[Side, int | None]:
    found: dict[Side, set[int]] = {}
    for tally in tallies:
        for side, spread in sides(tally):
            found.setdefault(side, set()).add(spread.size)
    return {side: min(sizes) if len(sizes) == 1 else None for side, sizes in found.items()}
