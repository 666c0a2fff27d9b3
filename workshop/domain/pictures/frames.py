"""The measures of the picture of a vote: for a page or wall, for a phone, and for half of a wall.

On a wall no letter may be lower than a forty-fifth of its height.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.pictures.shapes import Fit, Letters


@dataclass(frozen=True)
class Frame:
    """The measures of a kind of picture."""

    width: float
    column: float  # the choices' names
    pitch: float  # from one row to the next
    plate: float  # height of a row
    bar: float  # height of a bar
    mark: float  # room beyond the longest bar for the mark of a middle
    arrow: float
    apart: float  # height of a line of answers kept apart
    key: float  # height of the line that says what the arrows mean; 0: the arrows carry the word
    post: float  # width of a ladder's rail
    head_lines: int
    letters: Letters


FRAMES = {
    Fit.WIDE: Frame(
        width=1000,
        column=292,
        pitch=61,
        plate=53,
        bar=41,
        mark=114,
        arrow=13,
        apart=32,
        key=0,
        post=8,
        head_lines=2,
        letters=Letters(name=25, note=22, term=22, count=26, head=25, room=292),
    ),
    Fit.NARROW: Frame(
        width=354,
        column=152,
        pitch=53,
        plate=44,
        bar=27,
        mark=19,
        arrow=10,
        apart=22,
        key=25,
        post=6,
        head_lines=3,
        letters=Letters(name=15.5, note=14, term=14, count=16, head=15.5, room=152),
    ),
    # The rungs' terms stand in the first vote's own picture, and on every phone.
    Fit.HALF: Frame(
        width=373,
        column=158,
        pitch=41,
        plate=36,
        bar=27,
        mark=19,
        arrow=10,
        apart=23,
        key=24,
        post=6,
        head_lines=3,
        letters=Letters(name=16.5, note=16, term=None, count=17, head=16.5, room=158),
    ),
}
