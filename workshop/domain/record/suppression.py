"""Which counts of a table may leave the room: the small ones are suppressed, the others rounded.

Nobody may narrow a suppressed count to one value, whatever else the copy says. So nothing is said of a group of 7 votes
or fewer; a count that would stand alone suppressed has company; and totals, middles and what they mean stand only where
nothing is suppressed. A middle beside suppressed counts looks harmless and is not: "half lie below" ties two of them, and
whoever knows how many voted, which the whole room does, works both out.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALL = 7  # up to here a count is suppressed; none is not small
STEP = 5  # others are rounded to the nearest
_NO_END = 10**6

Figure = int | None  # None: suppressed
Cells = tuple[Figure, ...]
Range = tuple[int, int]


def rounded(count: int) -> Figure:
    """0 as it is, 1 to 7 suppressed (None), others to the nearest 5."""
    if count == 0:
        return 0
    return None if count <= SMALL else STEP * ((count + STEP // 2) // STEP)


def suppressed(counts: Sequence[int]) -> Cells | None:
    """The counts of one group as they may be published; None where the group is so small that nothing may."""
    if sum(counts) <= SMALL:
        return None
    hidden = {at for at, count in enumerate(counts) if 0 < count <= SMALL}
    if len(hidden) == 1:
        # All but one known, and a total from elsewhere, would give it away: the next smallest keeps it company.
        hidden.add(min((at for at, count in enumerate(counts) if count and at not in hidden), key=counts.__getitem__))
    return tuple(None if at in hidden else rounded(count) for at, count in enumerate(counts))


def leave_room(tables: Sequence[Cells], people: int) -> bool:
    """Could there be a vote more, and one less, by the rounded number of people? Else each count is its least, or most.

    `people`: as many as can have voted in all these tables together. Who reads them may take it that all did.
    """
    sizes = [_size(cells) for cells in tables]
    fewest, most = sum(few for few, _ in sizes), sum(many for _, many in sizes)
    low, high = _like(people)
    return fewest < high and most != low


def _size(cells: Cells) -> Range:
    """How few and how many votes a table may stand for. Of two suppressed counts one may be the company of the other."""
    ranges = [_range(figure) for figure in cells]
    fewest, most = sum(low for low, _ in ranges), sum(high for _, high in ranges)
    if cells.count(None) == 2:
        larger = [high for figure, (_, high) in zip(cells, ranges, strict=True) if figure]
        most += min(larger, default=_NO_END) - SMALL
    return fewest, most


def _like(count: int) -> Range:
    """The numbers that look like this one once they are rounded."""
    shown = rounded(count)
    return (1, SMALL) if shown is None else _range(shown)


def _range(figure: Figure) -> Range:
    """From and to which count a figure may stand for; for company of a small one see `_size`."""
    if figure is None:
        return 1, SMALL
    return (0, 0) if figure == 0 else (max(SMALL + 1, figure - STEP // 2), figure + STEP // 2)
