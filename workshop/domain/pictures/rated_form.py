"""What the pages of a form are made of: its items, and its answers on both sides of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop.domain.findings.figures import votes
from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.pictures.sketch import Tone
from workshop.domain.pictures.words import spread_of
from workshop.domain.tally import Spread

KNOWING = "have"  # the ask that tells who knew of an activity
_DONE, _UNKNOWN = ("yes", "tried"), "dont_know"


@dataclass(frozen=True)
class Column:
    """Answers to one ask on both sides of a line, on each side from the line outwards; `middle` lies across the line."""

    ask: str
    line: str
    answers: tuple[Choice, ...]
    """All of them as they were asked, those too that have no place here."""
    left: tuple[tuple[Choice, Tone], ...]
    middle: Choice | None
    right: tuple[tuple[Choice, Tone], ...]


@dataclass(frozen=True)
class Stack:
    """One side's votes on one ask: counts from the line outwards, and those across it."""

    left: tuple[int, ...]
    middle: int
    right: tuple[int, ...]

    @property
    def reach(self) -> tuple[float, float]:
        """How many votes long it is, to the left of the line and to the right."""
        return sum(self.left) + self.middle / 2, sum(self.right) + self.middle / 2


@dataclass(frozen=True)
class Item:
    """A line of the form and its questions, by what they ask."""

    name: str
    asked: Mapping[str, QuestionOutcome]

    def spreads(self, column: Column) -> dict[Side, Spread]:
        """Whose votes may be seen of one ask."""
        question = self.asked.get(column.ask)
        return spread_of(question.last_shown) if question else {}

    def stacks(self, column: Column) -> dict[Side, Stack]:
        """The same as bars."""
        return {side: self._stack(column, spread) for side, spread in self.spreads(column).items()}

    def _stack(self, column: Column, spread: Spread) -> Stack:
        choices = self.asked[column.ask].choices

        def count(choice: Choice | None) -> int:
            return votes(spread, choice, choices) if choice is not None and choice in choices else 0

        return Stack(
            tuple(count(choice) for choice, _ in column.left),
            count(column.middle),
            tuple(count(choice) for choice, _ in column.right),
        )


def parts_of(topic: TopicOutcome) -> dict[str, list[Item]]:
    """Items by the title of their part; what a second look asks goes to the part that the item is in."""
    names: dict[str, tuple[str, str]] = {}
    asked: dict[str, dict[str, QuestionOutcome]] = {}
    for question in topic.questions:
        if question.item and (question.asks == KNOWING or question.kind is QuestionKind.SCALE):
            names.setdefault(question.item, (question.part_title, question.wording))
            asked.setdefault(question.item, {})[question.asks] = question
    parts: dict[str, list[Item]] = {}
    for key, (title, name) in names.items():
        parts.setdefault(title, []).append(Item(name, asked[key]))
    return parts


def columns_of(topic: TopicOutcome) -> tuple[Column, ...]:
    """How it went first, then who knew; an ask that nothing has been shown of has no column."""
    shown = {question.asks: question for question in topic.questions if question.item and question.last_shown}
    scales = [_scale(question) for question in shown.values() if question.kind is QuestionKind.SCALE]
    return (*scales, *([_knowing(shown[KNOWING])] if KNOWING in shown else []))


def _scale(question: QuestionOutcome) -> Column:
    """A scale split at its middle; with an odd number of answers the one in the middle lies across the line."""
    placed = sorted((c for c in question.choices if c.place is not None), key=lambda c: c.place or 0)
    half = len(placed) // 2
    middle = placed[half] if len(placed) % 2 else None
    return Column(
        question.asks,
        question.line,
        question.choices,
        _toned(placed[:half][::-1]),
        middle,
        _toned(placed[-half:] if half else []),
    )


def _toned(outwards: Sequence[Choice]) -> tuple[tuple[Choice, Tone], ...]:
    """The outermost answer is the strongest."""
    return tuple((c, Tone.FULL if c is outwards[-1] else Tone.PALE) for c in outwards)


def _knowing(question: QuestionOutcome) -> Column:
    by_key = {choice.key: choice for choice in question.choices}
    done = [by_key[key] for key in _DONE if key in by_key]
    left = ((by_key[_UNKNOWN], Tone.OPEN),) if _UNKNOWN in by_key else ()
    right = tuple((choice, Tone.PALE if at else Tone.FULL) for at, choice in enumerate(done))
    return Column(question.asks, question.line, question.choices, left, None, right)
