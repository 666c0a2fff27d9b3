"""Where everything in the small picture of a form's item stands: a strip where it is wide, a stack on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop.domain.findings.figures import sides, votes
from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.pictures.shapes import Bar, Cell, Fit, ItemLayout, Letters, rounded
from workshop.domain.tally import Tally

_WIDE = 720.0
_NARROW = 354.0
_STRIP = Letters(name=16, note=16, term=None, count=17, head=16, room=0)
_STACK = Letters(name=14, note=14, term=None, count=15, head=14, room=140)
_SIDE_BY_SIDE = 5  # so many choices have room for their names on one line
_FOOT = 0.36  # from the middle of a digit down to its foot, as a part of its size


def item_layout(tally: Tally, choices: Sequence[Choice], *, fit: str) -> ItemLayout:
    """All choices as they were asked, one bar for each side; the longest possible bar is everybody.

    Answers kept apart for which nobody voted are left out on a phone, and where there are many choices; else
    they stay, so that items under one another line up.
    """
    wide = fit == Fit.WIDE
    shown = sides(tally)
    everybody = max((spread.size for _, spread in shown), default=0)
    counted = [(choice, [(side, votes(spread, choice, choices)) for side, spread in shown]) for choice in choices]
    if not wide or len(choices) > _SIDE_BY_SIDE:
        counted = [c for c in counted if c[0].place is not None or any(count for _, count in c[1])]
    return (_strip if wide else _stack)(counted, max(everybody, 1))


_Counted = Sequence[tuple[Choice, Sequence[tuple[Side, int]]]]


def _strip(counted: _Counted, everybody: int) -> ItemLayout:
    """Choices from left to right, each with its name above its bars."""
    pitch = _WIDE / max(len(counted), 1)
    crowded = len(counted) > _SIDE_BY_SIDE
    top = 41.0 if crowded else 24.0
    cells = []
    for index, (choice, counts) in enumerate(counted):
        x = index * pitch + 2
        pen = _Pen(x=x + 1, y=top + 4, bar=20, gap=4, unit=(pitch - 44) / everybody, text=_STRIP.count)
        end = top + len(counts) * 24 + 4
        cells.append(
            Cell(
                choice=choice,
                x=rounded(x),
                y=top - 7,
                axis_x=rounded(x),
                axis_y=top,
                axis_end=end,
                bars=pen.bars(counts),
            )
        )
    height = max((cell.axis_end for cell in cells), default=top) + 2
    letters = replace(_STRIP, room=pitch - 8)
    return ItemLayout(width=_WIDE, height=height, letters=letters, name_lines=1 + crowded, cells=tuple(cells))


def _stack(counted: _Counted, everybody: int) -> ItemLayout:
    """Choices from top to bottom, each with its name left of its bars."""
    label, row, pitch = 148.0, 34.0, 41.0
    cells = []
    for index, (choice, counts) in enumerate(counted):
        y = index * pitch
        start = y + (row - len(counts) * 17 + 2) / 2
        pen = _Pen(x=label + 1, y=start, bar=15, gap=2, unit=(_NARROW - label - 36) / everybody, text=_STACK.count)
        cells.append(
            Cell(
                choice=choice,
                x=label - 8,
                y=rounded(y + row / 2),
                axis_x=label,
                axis_y=rounded(y),
                axis_end=rounded(y + row),
                bars=pen.bars(counts),
            )
        )
    height = rounded(max((cell.axis_end for cell in cells), default=0.0) + 2)
    return ItemLayout(width=_NARROW, height=height, letters=_STACK, name_lines=2, cells=tuple(cells))


@dataclass(frozen=True, kw_only=True)
class _Pen:
    """Draws bars under one another from (`x`, `y`), their counts beside them."""

    x: float
    y: float
    bar: float
    gap: float
    unit: float
    text: float

    def bars(self, counts: Sequence[tuple[Side, int]]) -> tuple[Bar, ...]:
        """Each side keeps its own line, also where the other has no vote."""
        return tuple(self._bar(index, *counted) for index, counted in enumerate(counts) if counted[1])

    def _bar(self, index: int, side: Side, count: int) -> Bar:
        y, length = self.y + index * (self.bar + self.gap), count * self.unit
        return Bar(
            side=side,
            count=count,
            x=rounded(self.x),
            y=rounded(y),
            width=rounded(length),
            height=self.bar,
            inside=False,
            text_x=rounded(self.x + length + 5),
            text_y=rounded(y + self.bar / 2 + self.text * _FOOT),
            anchor="start",
            plate_x=rounded(self.x),
            plate_width=0.0,
        )
