"""Where everything stands on a page of a form: columns beside the names, or on a phone under one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from workshop.domain.framework import Choice
from workshop.domain.groups import Side
from workshop.domain.pictures.board import LEADING, Board, height_of
from workshop.domain.pictures.lettering import fold, width_of
from workshop.domain.pictures.rated_form import Column, Item, Stack
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Say, Sketch, Tone
from workshop.domain.pictures.words import Names

_DIGIT = 0.62  # width of a digit, as a part of its size


class _Page(Protocol):
    """What is drawn of a page; see `rated.Rated`."""

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def items(self) -> tuple[Item, ...]: ...

    @property
    def names(self) -> Names: ...

    @property
    def reach(self) -> Mapping[str, tuple[float, float]]: ...

    @property
    def who(self) -> list[Side]: ...


@dataclass(frozen=True)
class _Frame:
    """The measures: `name` and `note` are letters, `bar` is the height of one of two bars, `gap` between rows."""

    width: float
    name: float
    note: float
    bar: float
    gap: float
    name_lines: int


@dataclass(frozen=True)
class _Slot:
    """The place of a column: its line stands at `axis`, and so much room is to the left of it and to the right."""

    column: Column
    axis: float
    left: float
    right: float


_WIDE = _Frame(width=1000, name=23.5, note=23.5, bar=24, gap=14, name_lines=3)
_NARROW = _Frame(width=354, name=15, note=14, bar=15, gap=16, name_lines=4)
_BETWEEN = 26.0  # columns that stand beside each other
_LABELS = {1: 410.0, 2: 282.0}  # the column of names beside so many columns
_LEAST = {Fit.WIDE: 150.0, Fit.NARROW: 120.0}  # of a column on each side of its line: its answers stand there
_UNITS = [step / 4 for step in range(160, 0, -1)]  # that one vote may be long


def draw(page: _Page, fit: Fit, say: Say) -> Sketch:
    """The sketch of one page."""
    return _Plan(page, Fit.WIDE if fit is Fit.WIDE else Fit.NARROW, say).sketch()


class _Plan:
    """The picture on the drawing board."""

    def __init__(self, page: _Page, fit: Fit, say: Say) -> None:
        self.page, self.say, self.wide, self.least = page, say, fit is Fit.WIDE, _LEAST[fit]
        self.frame = frame = _WIDE if self.wide else _NARROW
        self.board = Board(frame.width)
        self.label = _LABELS[len(page.columns)] if self.wide else frame.width
        # One scale for both groups, every column and every page: as many people are as long everywhere.
        self.unit = next((unit for unit in _UNITS if self.fits(unit)), 0.0)
        self.slots = self.beside() if self.wide else [self.slot(column, 0.0) for column in page.columns]

    def room(self) -> float:
        """How wide the columns may be together, or each of them where they stand under one another."""
        between = _BETWEEN * len(self.page.columns) if self.wide else 0.0
        return self.frame.width - (self.label + between if self.wide else 0.0)

    def fits(self, unit: float) -> bool:
        widths = [sum(self.halves(column, unit)) for column in self.page.columns]
        return (sum(widths) if self.wide else max(widths)) <= self.room()

    def halves(self, column: Column, unit: float) -> tuple[float, float]:
        """How much room a column needs to the left of its line and to the right, if one vote is so long."""
        reach = self.page.reach[column.ask]
        left, right = (max(self.least, votes * unit + self.count_room(votes)) for votes in reach)
        return left, right

    def count_room(self, votes: float) -> float:
        """What a count takes beside the longest bar."""
        return (len(str(int(votes) + 1)) * _DIGIT + 0.6) * self.frame.note

    def slot(self, column: Column, x: float, spare: float | None = None) -> _Slot:
        left, right = self.halves(column, self.unit)
        extra = (self.room() - left - right if spare is None else spare) / 2
        return _Slot(column, x + left + extra, left + extra, right + extra)

    def beside(self) -> list[_Slot]:
        """The columns beside the names and each other; what is left of the room goes to all alike."""
        spare = self.room() - sum(sum(self.halves(column, self.unit)) for column in self.page.columns)
        slots, x = [], self.label + _BETWEEN
        for column in self.page.columns:
            slots.append(self.slot(column, x, spare / len(self.page.columns)))
            x = slots[-1].axis + slots[-1].right + _BETWEEN
        return slots

    def sketch(self) -> Sketch:
        below = self.who(0.0)
        start = 0.0 if self.wide else below + self.frame.note * 0.3
        y = max(self.heads(start), below + self.frame.note * 0.3)
        for item in self.page.items:
            y = self.row(item, y)
        return self.board.done(y + 1)

    def who(self, y: float) -> float:
        """Which fill is whose, under one another; answers where that ends."""
        size = self.frame.name
        for side in self.page.who:
            self.board.area(side, Tone.FULL, (1, y + size * 0.15, size, size))
            lines = fold(self.say(self.page.names[side]), self.label - size * 1.6, size, 3)
            y = self.board.lines(lines, size * 1.5, y, size, ink=f"ink-{side}", bold=True) + 2
        return y

    def heads(self, y: float) -> float:
        """What is asked, and which answers go to which side; answers where that ends."""
        ends: list[float] = []
        for slot in self.slots:
            ends.append(self.head(slot, y if self.wide or not ends else ends[-1]))
        return max(ends) + self.frame.note * 0.3

    def head(self, slot: _Slot, y: float) -> float:
        size, column = self.frame.note, slot.column
        asked = fold(self.say(column.line), min(slot.left, slot.right) * 2, size, 2)
        y = self.board.lines(asked, slot.axis, y, size, anchor="middle", bold=True)
        if column.middle is not None:
            y = self.across(column.middle, slot, y)
        left = right = y
        for choice, tone in column.left:
            left = self.answer(choice, tone, slot, left, away=-1)
        for choice, tone in column.right:
            right = self.answer(choice, tone, slot, right, away=1)
        return max(left, right)

    def answer(self, choice: Choice, tone: Tone, slot: _Slot, y: float, *, away: int) -> float:
        """An answer with its fill, on its side of the line; answers where it ends."""
        size, patch, pad = self.frame.note, self.frame.note * 0.8, 7.0
        x = slot.axis + away * pad
        self.board.area(self.page.who[0], tone, (x if away > 0 else x - patch, y + size * 0.25, patch, patch))
        room = (slot.left if away < 0 else slot.right) - patch - pad * 2
        lines = fold(self.say(choice.name), room, size, 2)
        anchor = "start" if away > 0 else "end"
        return self.board.lines(lines, x + away * (patch + pad), y, size, anchor=anchor, ink="soft")

    def across(self, choice: Choice, slot: _Slot, y: float) -> float:
        """The same for the answer that lies across the line."""
        size, patch, pad = self.frame.note, self.frame.note * 0.8, 7.0
        [line] = fold(self.say(choice.name), min(slot.left, slot.right) * 2 - patch - pad, size, 1)
        x = slot.axis - (width_of(line, size) + patch + pad) / 2
        self.board.area(self.page.who[0], Tone.OPEN, (x, y + size * 0.25, patch, patch))
        return self.board.lines([line], x + patch + pad, y, size, ink="soft")

    def row(self, item: Item, y: float) -> float:
        """The name and its bars; answers where the next row begins."""
        frame, top, bars = self.frame, y + self.frame.gap / 2, self.frame.bar * 2 + 4
        self.board.stroke((0, y), (frame.width, y))
        lines = fold(self.say(item.name), self.label - frame.name * 0.3, frame.name, frame.name_lines)
        if self.wide:
            height = max(height_of(lines, frame.name), bars)
            self.board.amid(lines, 0, top + height / 2, frame.name, bold=True)
            for slot in self.slots:
                self.bars(item, slot, top, height)
            return top + height + frame.gap / 2
        y = self.board.lines(lines, 0, top, frame.name, bold=True) + 2
        for slot in [slot for slot in self.slots if item.stacks(slot.column)]:
            if len(self.slots) > 1:
                asked = fold(self.say(slot.column.line), frame.width, frame.note, 1)
                y = self.board.lines(asked, 0, y, frame.note, ink="soft") + 1
            self.bars(item, slot, y, bars)
            y += bars + frame.note * 0.4
        return y + frame.gap / 2

    def bars(self, item: Item, slot: _Slot, top: float, height: float) -> None:
        """Each group's bar on a line of its own, people who use the service first."""
        frame, stacks = self.frame, item.stacks(slot.column)
        if not stacks:
            self.board.amid(["–"], slot.axis, top + height / 2, frame.note, anchor="middle", ink="soft")
            return
        pitch = frame.bar + 4
        start = top + (height - pitch * len(stacks) + 4) / 2
        for number, (side, stack) in enumerate(stacks.items()):
            self.bar(side, stack, slot, start + number * pitch)
        self.board.stroke((slot.axis, top - 2), (slot.axis, top + height + 2))

    def bar(self, side: Side, stack: Stack, slot: _Slot, y: float) -> None:
        """One side's bar, its two counts at its ends; who stands in the middle lies across the line."""
        frame, column, half = self.frame, slot.column, stack.middle * self.unit / 2
        self.board.area(side, Tone.OPEN, (slot.axis - half, y, half * 2, frame.bar), corner=2)
        for away, counts, answers in ((-1, stack.left, column.left), (1, stack.right, column.right)):
            x = slot.axis + away * half
            for count, (_, tone) in zip(counts, answers, strict=True):
                length = count * self.unit
                self.board.area(side, tone, (min(x, x + away * length), y, length, frame.bar), corner=2)
                x += away * length
            if sum(counts):
                self.count(side, sum(counts), x + away * frame.note * 0.3, y, away)

    def count(self, side: Side, count: int, x: float, y: float, away: int) -> None:
        size = self.frame.note
        foot = y + self.frame.bar / 2 + size * (LEADING * 0.3)
        self.board.write(str(count), x, foot, size, anchor="start" if away > 0 else "end", ink=f"ink-{side}", bold=True)
