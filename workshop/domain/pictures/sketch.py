"""What such a picture is made of: plain shapes and words, each with its place, in units of the picture's own view box.

Nothing here draws: one template turns a sketch into SVG, for page, wall, phone and file alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workshop.domain.groups import Side
from workshop.domain.phrases import Phrase
from workshop.domain.pictures.lettering import width_of
from workshop.domain.pictures.shapes import Fit

Say = Callable[[Phrase | str], str]
"""A sentence, or a stored text, in the reader's language."""
Cell = Phrase | str | int

_RISE = 0.74  # of the tallest letters above the line that they stand on, likewise
_SINK = 0.26  # and below it


class Tone(StrEnum):
    """How an area of a side's colour is filled; staff have stripes in the first two, so that black and white tells."""

    FULL = "full"
    PALE = "pale"
    OPEN = "open"  # only its edge
    PLAIN = "plain"  # full without stripes, for words to stand on


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle in the colour of a side; `round`: the radius of its corners."""

    side: Side
    tone: Tone
    x: float
    y: float
    width: float
    height: float
    round: float = 3


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A filled polygon in the colour of a side; `points` as SVG has them."""

    side: Side
    tone: Tone
    points: str


@dataclass(frozen=True, kw_only=True)
class Plate:
    """Something that is no one's votes: a ladder's "rung" or "rail", or the "card" that words stand on."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """A line; `side` None: a hairline of no side."""

    x1: float
    y1: float
    x2: float
    y2: float
    side: Side | None = None
    dashed: bool = False


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words on one line. `ink`: "ink", "soft", "ink-" and a side, or "on-" and a side where they stand on its colour."""

    x: float
    y: float
    size: float
    text: str
    anchor: str = "start"
    ink: str = "ink"
    bold: bool = False

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, rather too large than too small."""
        width = width_of(self.text, self.size)
        left = self.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, self.y - self.size * _RISE, left + width, self.y + self.size * _SINK


Part = Area | Shape | Plate | Stroke


@dataclass(frozen=True)
class Sketch:
    """A whole picture: its parts from back to front, and its words on top of them."""

    width: float
    height: float
    parts: tuple[Part, ...]
    words: tuple[Text, ...]


@dataclass(frozen=True)
class Table:
    """The figures behind a picture; every row has as many cells as the head."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Drawing(Protocol):
    """A picture of an outcome, before anybody has chosen a language or a place to see it."""

    @property
    def key(self) -> str:
        """Its name in an address; no other picture of the outcome has it."""
        ...

    @property
    def wall(self) -> str:
        """What the desk puts it on the wall by, while its topic is in hand; "" where it is not for the wall."""
        ...

    @property
    def on_ladder(self) -> bool:
        """Does it show the ladder, whose makers are to be thanked wherever it stands?"""
        ...

    @property
    def title(self) -> Phrase:
        """What it is about, in one line."""
        ...

    def says(self) -> tuple[Phrase, ...]:
        """All that it shows, in sentences."""
        ...

    def table(self) -> Table:
        """Every figure that it shows."""
        ...

    def draw(self, fit: Fit, say: Say) -> Sketch:
        """Where everything stands."""
        ...
