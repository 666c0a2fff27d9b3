"""Where everything stands in the picture of a ladder over the years: a column for each session, no line between them.

Nothing leads from one column to the next, since people move up and down and that is no mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.groups import Side
from workshop.domain.journey.stops import Line, Seen
from workshop.domain.pictures.shapes import Fit, rounded

MOST_COLUMNS = {Fit.WIDE: 6, Fit.NARROW: 3}  # the newest; the table has them all


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the ladder: its number, name and line from left to right, and the height at which it lies."""

    number: int
    name: str
    y: float
    middle_y: float


@dataclass(frozen=True, kw_only=True)
class Patch:
    """Where one side was: on a step, between two, or (`rough`) somewhere on several."""

    side: Side
    rough: bool
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Column:
    """One session: `index` is its place in the journey. `link`: from one side to the other, where both are exact."""

    index: int
    x: float
    middle_x: float
    patches: tuple[Patch, ...]
    link: tuple[float, float] | None
    sizes: tuple[tuple[Side, int, float], ...]


@dataclass(frozen=True, kw_only=True)
class CourseLayout:
    """The whole picture, in units of its own view box. `earlier`: so many sessions before the first column."""

    width: float
    height: float
    letters: float
    small: float
    name_x: float
    room: float
    column: float
    head_y: float
    foot_y: float
    gap_y: float
    bottom: float
    steps: tuple[Step, ...]
    columns: tuple[Column, ...]
    earlier: int


@dataclass(frozen=True)
class _Frame:
    width: float
    names: float
    pitch: float
    head: float
    foot: float
    letters: float
    small: float
    patch: float


_FRAMES = {
    Fit.WIDE: _Frame(width=1000, names=300, pitch=56, head=64, foot=86, letters=22, small=20, patch=40),
    Fit.NARROW: _Frame(width=354, names=132, pitch=46, head=52, foot=72, letters=15, small=14, patch=22),
}


def course_layout(line: Line, *, fit: str) -> CourseLayout:
    """A ladder through its sessions, the highest step on top; the newest sessions where not all have room."""
    kind = Fit(fit)
    frame, first = _FRAMES[kind], max(len(line.entries) - MOST_COLUMNS[kind], 0)
    placed = sorted((c for c in line.plan.choices if c.place is not None), key=lambda c: c.place or 0, reverse=True)
    steps = tuple(
        Step(
            number=choice.printed or 0,
            name=choice.name,
            y=frame.head + row * frame.pitch,
            middle_y=frame.head + (row + 0.5) * frame.pitch,
        )
        for row, choice in enumerate(placed)
    )
    bottom = frame.head + len(steps) * frame.pitch
    shown = line.entries[first:]
    column = (frame.width - frame.names) / max(len(shown), 1)
    pen = _Pen(frame, {step.number: step for step in steps}, column, bottom)
    return CourseLayout(
        width=frame.width,
        height=rounded(bottom + frame.foot),
        letters=frame.letters,
        small=frame.small,
        name_x=frame.letters * 1.75,
        room=frame.names - frame.letters * 2.2,
        column=rounded(column),
        head_y=rounded(frame.head - frame.small * 0.7),
        foot_y=rounded(bottom + frame.small * 1.5),
        gap_y=rounded(bottom + frame.small * 2.7),
        bottom=rounded(bottom),
        steps=steps,
        columns=tuple(pen.column(first + n, n, entry.seen, entry.gap) for n, entry in enumerate(shown)),
        earlier=first,
    )


@dataclass(frozen=True)
class _Pen:
    frame: _Frame
    steps: dict[int, Step]
    width: float
    bottom: float

    def column(self, index: int, place: int, seen: Sequence[Seen], gap: float | None) -> Column:
        x = self.frame.names + place * self.width
        middle = x + self.width / 2
        patches = tuple(self.patch(one, middle) for one in seen if one.low is not None)
        ends = [patch.y + patch.height / 2 for patch in patches]
        return Column(
            index=index,
            x=rounded(x),
            middle_x=rounded(middle),
            patches=patches,
            link=(rounded(min(ends)), rounded(max(ends))) if gap else None,
            sizes=tuple((one.side, one.size, rounded(middle + self.aside(one.side))) for one in seen),
        )

    def aside(self, side: Side) -> float:
        """People who use the service on the left of a column's middle, staff on its right, the whole room on it."""
        away = self.frame.patch * 0.75
        return {Side.USES: -away, Side.WORKS: away}.get(side, 0.0)

    def patch(self, seen: Seen, middle: float) -> Patch:
        low, high = (self.steps[(c.printed or 0) if c else 0] for c in (seen.low, seen.high))
        size, pitch = self.frame.patch, self.frame.pitch
        top = high.y + 5 if seen.rough else (low.middle_y + high.middle_y) / 2 - size / 2
        return Patch(
            side=seen.side,
            rough=seen.rough,
            x=rounded(middle + self.aside(seen.side) - size / 2),
            y=rounded(top),
            width=size,
            height=rounded(low.y + pitch - 5 - top) if seen.rough else size,
        )
