"""What pictures of results are made of: shapes with their places, in units of the picture's own view box."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.domain.framework import Choice
from workshop.domain.groups import Side


class Fit(StrEnum):
    """What a picture is made for: a page or wall, a phone (one unit is about a pixel), or half of a wall."""

    WIDE = "wide"
    NARROW = "narrow"
    HALF = "half"


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The votes of one side for one choice. `text_*` place the count, in the bar (`inside`) or beside it.

    `plate_x` and `plate_width`: the plain end of the bar that a count inside stands on, so that no stripe
    crosses a digit.
    """

    side: Side
    count: int
    x: float
    y: float
    width: float
    height: float
    inside: bool
    text_x: float
    text_y: float
    anchor: str
    plate_x: float
    plate_width: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """One choice: the plate that its name stands on, and its bars; a choice without votes has none.

    `number_x`: where a rung's number stands; None for a choice that has none to show.
    """

    choice: Choice
    x: float
    y: float
    width: float
    height: float
    number_x: float | None
    name_x: float
    anchor: str
    bars: tuple[Bar, ...]

    @property
    def middle_y(self) -> float:
        """The height at which the name and the bars of this row lie."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, kw_only=True)
class Apart:
    """A line under the rows: the answers of one side that are kept apart, each with its votes."""

    side: Side
    x: float
    y: float
    anchor: str
    given: tuple[tuple[Choice, int], ...]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The middle of one side: an arrow (`points`) at height `y`, and where its word may stand.

    `lead_from` and `lead_to`: the ends of a thin line back to the names, for a middle that no bar leads to.
    """

    side: Side
    y: float
    points: str
    lead_from: float
    lead_to: float
    text_x: float
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Head:
    """The name of a side and its votes cast, as lines of text, each with its height."""

    side: Side
    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Rail:
    """One of the two posts of a ladder."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Letters:
    """Sizes of the letters, and the room for a choice's name. `term`: None where none is shown with the name."""

    name: float
    note: float
    term: float | None
    count: float
    head: float
    room: float


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A picture with the choices in one column, and bars that grow out of it; only a ladder has `rails`.

    `key_y`: where a line stands that says what the arrows mean; None where the arrows carry the word.
    """

    width: float
    height: float
    letters: Letters
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    apart: tuple[Apart, ...]
    marks: tuple[Mark, ...]
    rails: tuple[Rail, ...]
    key_y: float | None

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars, from top to bottom."""
        return tuple(bar for row in self.rows for bar in row.bars)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One choice in the small picture of a form's item: its name at (`x`, `y`), its axis, its bars."""

    choice: Choice
    x: float
    y: float
    axis_x: float
    axis_y: float
    axis_end: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class ItemLayout:
    """The small picture of one item of a form: all its choices, those kept apart after the others.

    `name_lines`: how many lines a choice's name may have.
    """

    width: float
    height: float
    letters: Letters
    name_lines: int
    cells: tuple[Cell, ...]

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars, choice by choice."""
        return tuple(bar for cell in self.cells for bar in cell.bars)


def rounded(length: float) -> float:
    """Tenths are finer than any screen shows, and shorter to send to a phone."""
    return round(length, 1)
