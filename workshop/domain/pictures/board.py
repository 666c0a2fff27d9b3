"""The board that a picture is drawn on: it takes shapes and words, and knows how high lines of words are."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.domain.groups import Side
from workshop.domain.pictures.lettering import fold, width_of
from workshop.domain.pictures.shapes import rounded
from workshop.domain.pictures.sketch import Area, Part, Plate, Shape, Sketch, Stroke, Text, Tone

LEADING = 1.2  # from one line of words to the next, as a part of their size
_FOOT = 0.86  # from the top of a line down to where its letters stand, likewise

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


class Board:
    """Collects a sketch from its parts."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.parts: list[Part] = []
        self.words: list[Text] = []

    def area(self, side: Side, tone: Tone, box: Box, *, corner: float = 3) -> None:
        """A rectangle of a side's colour; nothing where it has no width."""
        x, y, width, height = map(rounded, box)
        if width > 0:
            area = Area(side=side, tone=tone, x=x, y=y, width=width, height=height, round=corner)
            self.parts.append(area)

    def shape(self, side: Side, tone: Tone, corners: Sequence[tuple[float, float]]) -> None:
        """A polygon of a side's colour."""
        points = " ".join(f"{rounded(x)},{rounded(y)}" for x, y in corners)
        self.parts.append(Shape(side=side, tone=tone, points=points))

    def plate(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        """A "rung", a "rail" or a "card"."""
        self.parts.append(Plate(kind=kind, x=rounded(x), y=rounded(y), width=rounded(width), height=rounded(height)))

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], *, side: Side | None = None, dashed: bool = False
    ) -> None:
        """A line."""
        (x1, y1), (x2, y2) = start, end
        self.parts.append(
            Stroke(x1=rounded(x1), y1=rounded(y1), x2=rounded(x2), y2=rounded(y2), side=side, dashed=dashed)
        )

    def write(
        self, text: str, x: float, y: float, size: float, *, anchor: str = "start", ink: str = "ink", bold: bool = False
    ) -> None:
        """One line of words that stands on the height `y`."""
        self.words.append(Text(x=rounded(x), y=rounded(y), size=size, text=text, anchor=anchor, ink=ink, bold=bold))

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        size: float,
        *,
        anchor: str = "start",
        ink: str = "ink",
        bold: bool = False,
    ) -> float:
        """Several lines from the height `top` down; answers the height at which they end."""
        for number, line in enumerate(lines):
            self.write(line, x, top + size * (LEADING * number + _FOOT), size, anchor=anchor, ink=ink, bold=bold)
        return top + height_of(lines, size)

    def amid(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        size: float,
        *,
        anchor: str = "start",
        ink: str = "ink",
        bold: bool = False,
    ) -> None:
        """Several lines around the height `middle`."""
        self.lines(lines, x, middle - height_of(lines, size) / 2, size, anchor=anchor, ink=ink, bold=bold)

    def done(self, height: float) -> Sketch:
        """The sketch."""
        return Sketch(self.width, rounded(height), tuple(self.parts), tuple(self.words))


def height_of(lines: Sequence[str], size: float) -> float:
    """How high so many lines of words are."""
    return len(lines) * size * LEADING


def flow(entries: Sequence[str], room: float, size: float, *, lead: float, gap: float) -> list[list[tuple[float, str]]]:
    """Entries one after the other, on as many lines as they need, each at its x; before each is a `lead` for a swatch."""
    rows: list[list[tuple[float, str]]] = [[]]
    x = 0.0
    for entry in entries:
        [text] = fold(entry, room - lead, size, 1)
        width = lead + width_of(text, size)
        if rows[-1] and x + width > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text))
        x += width + gap
    return rows
