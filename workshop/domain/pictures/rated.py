"""A form as bars that grow to both sides of a line: how it went and who knew of it, a page for each part of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from workshop.domain.findings.figures import votes
from workshop.domain.groups import Side
from workshop.domain.outcome import TopicOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.rated_form import Column, Item, columns_of, parts_of
from workshop.domain.pictures.rated_plan import draw
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Cell, Say, Sketch, Table
from workshop.domain.pictures.words import Names, given

MOST_ROWS = 5  # have room on a wall, in letters that are read from the back


def rated(topic: TopicOutcome, names: Names) -> list[Rated]:
    """The pages of a form, in order; none for a form of which nothing may be seen yet."""
    columns = columns_of(topic)
    parts = {title: items for title, items in parts_of(topic).items() if _any_shown(items, columns)}
    pages = [(title, page) for title, items in parts.items() for page in _pages(items) if _any_shown(page, columns)]
    all_items = [item for items in parts.values() for item in items]
    reach = {column.ask: _reach(column, all_items) for column in columns}
    return [
        Rated(topic, number, title, tuple(page), columns, reach, names) for number, (title, page) in enumerate(pages, 1)
    ]


@dataclass(frozen=True)
class Rated:
    """One page. `reach`: by ask, the votes of the form's longest bar on each side: all pages have one scale."""

    topic: TopicOutcome
    number: int
    part: str
    items: tuple[Item, ...]
    columns: tuple[Column, ...]
    reach: Mapping[str, tuple[float, float]]
    names: Names
    on_ladder = False

    @property
    def key(self) -> str:
        """See `Drawing`."""
        return f"{self.topic.key}-{self.wall}"

    @property
    def wall(self) -> str:
        """See `Drawing`."""
        return f"page-{self.number}"

    @property
    def title(self) -> Phrase:
        """See `Drawing`."""
        first, *others = (Phrase(column.line) for column in self.columns)
        text = N_("%(part)s: %(first)s %(second)s") if others else N_("%(part)s: %(first)s")
        return Phrase(text, {"part": Phrase(self.part), "first": first, "second": others[0] if others else ""})

    def says(self) -> tuple[Phrase, ...]:
        """See `Drawing`."""
        return tuple(phrase for item in self.items for column in self.columns for phrase in self._told(item, column))

    def table(self) -> Table:
        """See `Drawing`."""
        head: list[Cell] = [Phrase(N_("What")), Phrase(N_("Who"))]
        head += [
            Phrase(N_("%(question)s %(answer)s"), {"question": Phrase(column.line), "answer": Phrase(choice.name)})
            for column in self.columns
            for choice in column.answers
        ]
        return Table(tuple(head), tuple(row for item in self.items for row in self._rows(item)))

    def draw(self, fit: Fit, say: Say) -> Sketch:
        """See `Drawing`."""
        return draw(self, fit, say)

    @property
    def who(self) -> list[Side]:
        """Every side that has a bar on this page, in order."""
        seen = {side for item in self.items for column in self.columns for side in item.spreads(column)}
        return [side for side in Side if side in seen]

    def _rows(self, item: Item) -> list[tuple[Cell, ...]]:
        who = [side for side in Side if any(side in item.spreads(column) for column in self.columns)]
        return [(Phrase(item.name), Phrase(self.names[side]), *self._cells(item, side)) for side in who]

    def _cells(self, item: Item, side: Side) -> list[Cell]:
        cells: list[Cell] = []
        for column in self.columns:
            spread, answers = item.spreads(column).get(side), column.answers
            given = item.asked[column.ask].choices if column.ask in item.asked else ()
            cells += [votes(spread, c, given) if spread and c in given else "–" for c in answers]
        return cells

    def _told(self, item: Item, column: Column) -> list[Phrase]:
        told = []
        for side, spread in item.spreads(column).items():
            values = {
                "what": Phrase(item.name),
                "question": Phrase(column.line),
                "group": Phrase(self.names[side]),
                "answers": given(spread, item.asked[column.ask].choices),
            }
            told.append(Phrase(N_("%(what)s, %(question)s %(group)s: %(answers)s."), values))
        return told


def _any_shown(items: Sequence[Item], columns: Sequence[Column]) -> bool:
    return any(item.spreads(column) for item in items for column in columns)


def _pages(items: Sequence[Item]) -> list[Sequence[Item]]:
    """Pages of nearly equal length."""
    count = ceil(len(items) / MOST_ROWS)
    cuts = [len(items) * page // count for page in range(count + 1)]
    return [items[cuts[page] : cuts[page + 1]] for page in range(count)]


def _reach(column: Column, items: Sequence[Item]) -> tuple[float, float]:
    reaches = [stack.reach for item in items for stack in item.stacks(column).values()]
    return max((left for left, _ in reaches), default=0.0), max((right for _, right in reaches), default=0.0)
