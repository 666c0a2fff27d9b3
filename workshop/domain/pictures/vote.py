"""Where everything in the picture of a vote stands: the same for page, screen and file.

Nothing here draws: templates take these places and write the SVG. People who use the service are always on
the left. For the sizes see `frames`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop.domain.findings.figures import figures, kept_apart, sides, votes
from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.pictures import colours
from workshop.domain.pictures.frames import FRAMES, Frame
from workshop.domain.pictures.item import item_layout
from workshop.domain.pictures.lettering import ELLIPSIS, fold, width_of
from workshop.domain.pictures.shapes import Apart, Bar, Fit, Head, Layout, Mark, Rail, Row, rounded
from workshop.domain.tally import Spread, Tally, halves

_FOR_BARS = 12  # no rung's number, but longer names: what the column of a narrow picture has more
_DIGIT = 0.62  # width of a digit of the typeface, as a part of its size
_FOOT = 0.36  # from the middle of a digit down to its foot, likewise
_FOR_A_NUMBER = 1.75  # room that a rung's number takes from its name, likewise


def ladder_layout(tally: Tally, choices: Sequence[Choice], *, fit: str, names: Mapping[str, str]) -> Layout:
    """A ladder, its highest rung on top. `names`: what to call each side ("uses", "works", "room")."""
    rungs = sorted((c for c in choices if c.place is not None), key=lambda c: c.place or 0, reverse=True)
    plan = _Plan(FRAMES[Fit(fit)], tally, choices, names, ladder=True)
    return replace(plan.layout(rungs), rails=plan.rails(len(rungs)))


def bars_layout(tally: Tally, choices: Sequence[Choice], *, fit: str, names: Mapping[str, str]) -> Layout:
    """The same without a ladder: choices from top to bottom in the order in which they were asked."""
    placed = [c for c in choices if c.place is not None]
    frame = FRAMES[Fit(fit)]
    if fit != Fit.WIDE:
        frame = replace(frame, column=frame.column + _FOR_BARS)
    return _Plan(frame, tally, choices, names, ladder=False).layout(placed)


LAYOUTS = {
    "colours": colours,
    "ladder_layout": ladder_layout,
    "bars_layout": bars_layout,
    "item_layout": item_layout,
    "figures": figures,
    "fold": fold,
}
"""What the templates that draw need among their globals."""


class _Plan:
    """One picture on the drawing board: where the column of names stands, and how long one vote is."""

    def __init__(
        self,
        frame: Frame,
        tally: Tally,
        choices: Sequence[Choice],
        names: Mapping[str, str],
        *,
        ladder: bool,
    ) -> None:
        self.frame, self.choices, self.names, self.ladder = frame, choices, names, ladder
        self.letters, self.wide = frame.letters, frame.key == 0
        self.sides = sides(tally)
        alone = len(self.sides) == 1
        self.left = frame.post / 2 if alone else (frame.width - frame.column) / 2
        self.right = self.left + frame.column
        self.alone = alone
        self.lines = {side: self.head_lines(side, spread) for side, spread in self.sides}
        self.top = self.letters.head * (1.2 * max(map(len, self.lines.values()), default=0) + 0.5)
        # One scale for both sides: the same number of people is the same length.
        most = max((max(spread.counts, default=0) for _, spread in self.sides), default=0)
        self.unit = (frame.width - self.right - frame.mark) / max(most, 1)

    def layout(self, shown: Sequence[Choice]) -> Layout:
        frame = self.frame
        rows = tuple(self.row(index, choice) for index, choice in enumerate(shown))
        below = self.top + len(rows) * frame.pitch
        apart = self.apart(below)
        marks = tuple(m for side, spread in self.sides if (m := self.mark(side, spread, rows)) is not None)
        bottom = max((line.y + frame.apart * 0.45 for line in apart), default=below)
        key = frame.key if marks else 0
        return Layout(
            width=frame.width,
            height=rounded(bottom + key),
            letters=replace(self.letters, room=self.name_room()),
            heads=tuple(self.head(side) for side, _ in self.sides),
            rows=rows,
            apart=apart,
            marks=marks,
            rails=(),
            key_y=rounded(bottom + key * 0.72) if key else None,
        )

    def name_room(self) -> float:
        """How wide the name of a choice may be."""
        number = _FOR_A_NUMBER * self.letters.name if self.ladder else 0.0
        return self.frame.column - number - self.letters.name * 0.6

    def head_lines(self, side: Side, spread: Spread) -> list[str]:
        """The name of a side, its size on the last line; a name that is far too long ends in "…"."""
        size = f"\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}{spread.size}"
        letters, most = self.letters.head, self.frame.head_lines
        room = self.frame.width if self.alone else self.frame.width / 2 - letters * 0.5
        lines = fold(self.names[side] + size, room, letters, most)
        if lines[-1].endswith(ELLIPSIS):
            lines = fold(self.names[side], room - width_of(size, letters), letters, most)
            lines[-1] += size
        return lines

    def head(self, side: Side) -> Head:
        lines = self.lines[side]
        step = self.letters.head * 1.2
        last = self.top - self.letters.head * 0.5
        placed = tuple((rounded(last - step * (len(lines) - 1 - n)), line) for n, line in enumerate(lines))
        x, anchor = self.head_place(side)
        return Head(side=side, x=rounded(x), anchor=anchor, lines=placed)

    def head_place(self, side: Side) -> tuple[float, str]:
        """Over its own bars; a head that is wider than these begins at the edge."""
        if side is Side.ROOM:
            return 0.0, "start"
        widest = max(width_of(line, self.letters.head) for line in self.lines[side])
        if not self.wide or widest > self.left:
            return (0.0, "start") if side is Side.USES else (self.frame.width, "end")
        return (self.left, "end") if side is Side.USES else (self.right, "start")

    def row(self, index: int, choice: Choice) -> Row:
        frame = self.frame
        y = self.top + index * frame.pitch + (frame.pitch - frame.plate) / 2
        counted = [(side, votes(spread, choice, self.choices)) for side, spread in self.sides]
        name_x, anchor = self.name_place()
        return Row(
            choice=choice,
            x=rounded(self.left),
            y=rounded(y),
            width=frame.column,
            height=frame.plate,
            number_x=rounded(self.left + self.letters.name * 0.95) if self.ladder else None,
            name_x=rounded(name_x),
            anchor=anchor,
            bars=tuple(self.bar(side, count, y + frame.plate / 2) for side, count in counted if count),
        )

    def name_place(self) -> tuple[float, str]:
        if self.ladder:
            return self.left + self.letters.name * _FOR_A_NUMBER, "start"
        if self.alone:
            return self.right - self.letters.name * 0.6, "end"
        return (self.left + self.right) / 2, "middle"

    def bar(self, side: Side, count: int, y: float) -> Bar:
        text, height = self.letters.count, self.frame.bar
        away, edge = self.direction(side)
        length = count * self.unit
        label = len(str(count)) * text * _DIGIT + text * 0.7
        inside = length >= label
        tip = edge + away * length
        return Bar(
            side=side,
            count=count,
            x=rounded(min(edge, tip)),
            y=rounded(y - height / 2),
            width=rounded(length),
            height=height,
            inside=inside,
            text_x=rounded(tip + away * text * (-0.35 if inside else 0.35)),
            text_y=rounded(y + text * _FOOT),
            anchor="start" if (away > 0) != inside else "end",
            plate_x=rounded(min(tip, tip - away * label)),
            plate_width=rounded(label) if inside else 0.0,
        )

    def reach(self, bar: Bar) -> float:
        """How far from the names a bar reaches, the count beside it included."""
        text = self.letters.count
        return bar.width + (0.0 if bar.inside else text * (len(str(bar.count)) * _DIGIT + 0.35))

    def direction(self, side: Side) -> tuple[int, float]:
        """Which way the bars of a side grow, and from where."""
        return (-1, self.left) if side is Side.USES else (1, self.right)

    def apart(self, top: float) -> tuple[Apart, ...]:
        lines = []
        for side, spread in self.sides:
            given = [(c, n) for c in kept_apart(self.choices) if (n := votes(spread, c, self.choices))]
            # A wide line holds them all; on a phone each stands on a line of its own.
            parts = [given] if self.wide and given else [[one] for one in given]
            lines += [self.apart_line(side, part, top, index) for index, part in enumerate(parts)]
        return tuple(lines)

    def apart_line(self, side: Side, given: Sequence[tuple[Choice, int]], top: float, index: int) -> Apart:
        center, width, gap = (self.left + self.right) / 2, self.frame.width, 16.0
        if self.wide:
            places = {Side.USES: (center - gap, "end"), Side.WORKS: (center + gap, "start")}
        else:
            places = {Side.USES: (0.0, "start"), Side.WORKS: (width, "end")}
        x, anchor = places.get(side, (0.0, "start"))
        y = top + 4 + self.frame.apart * (index + 0.75)
        return Apart(side=side, x=rounded(x), y=rounded(y), anchor=anchor, given=tuple(given))

    def mark(self, side: Side, spread: Spread, rows: Sequence[Row]) -> Mark | None:
        if spread.middle is None:
            return None
        near = [row for row in rows if row.choice.place in halves(spread.middle)]
        y = sum(row.middle_y for row in near) / len(near)
        reach = max((self.reach(bar) for row in near for bar in row.bars if bar.side is side), default=0.0)
        away, edge = self.direction(side)
        rail, arrow = edge + away * self.frame.post / 2 * self.ladder, self.frame.arrow
        tip = edge + away * (reach + 5 + self.frame.post / 2)
        back = tip + away * arrow
        led = len(near) > 1 or reach == 0
        corners = ((tip, y), (back, y - arrow * 0.6), (back, y + arrow * 0.6))
        return Mark(
            side=side,
            y=rounded(y),
            points=" ".join(f"{rounded(px)},{rounded(py)}" for px, py in corners),
            lead_from=rounded(rail),
            lead_to=rounded(tip if led else rail),
            text_x=rounded(back + away * 6),
            anchor="end" if away < 0 else "start",
        )

    def rails(self, rungs: int) -> tuple[Rail, ...]:
        frame = self.frame
        return tuple(
            Rail(
                x=rounded(x - frame.post / 2),
                y=rounded(self.top),
                width=frame.post,
                height=rungs * frame.pitch,
            )
            for x in (self.left, self.right)
        )
