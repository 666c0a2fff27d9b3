"""The short lists that a form's results come down to: where to talk. Made from what may be seen, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from workshop.domain.findings.figures import votes
from workshop.domain.framework import Choice
from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.tally import Spread, Tally

LONGEST = 5  # lines of a list: more than that and nobody talks about the last ones
FAR = Fraction(1, 4)  # shares further apart than this are "seen differently"
MANY = Fraction(1, 4)  # a share from here on is worth talking about
HALF = Fraction(1, 2)

DONE = ("yes", "tried")
_RANKED = ("have", "how", "next")  # what the two passes of Appendix 1 ask


@dataclass(frozen=True)
class Share:
    """`votes` of `size` people gave an answer."""

    votes: int
    size: int

    @property
    def of_one(self) -> Fraction:
        """0 to 1; 0 where nobody voted."""
        return Fraction(self.votes, self.size) if self.size else Fraction(0)


@dataclass(frozen=True, kw_only=True)
class Line:
    """An item, and the answer that put it on the list. Either both groups' shares are given, or the room's."""

    item: str
    name: str
    part_title: str
    question: str
    answer: str
    uses: Share | None = None
    works: Share | None = None
    room: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Each at most LONGEST lines, the strongest first.

    `unaware`: at least half of the staff say it was done, and a share of MANY who use the service did not know.
    """

    differ: tuple[Line, ...] = ()
    change: tuple[Line, ...] = ()
    begin: tuple[Line, ...] = ()
    unaware: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.differ or self.change or self.begin or self.unaware)

    @property
    def are_apart(self) -> bool:
        """Does any line give the two groups side by side?"""
        return any(line.uses for line in (*self.differ, *self.unaware, *self.change, *self.begin))

    @property
    def items(self) -> frozenset[str]:
        """Every item on any list: what there is to talk about."""
        return frozenset(line.item for line in (*self.differ, *self.change, *self.begin, *self.unaware))


def lists_of(topic: TopicOutcome) -> Lists:
    """The lists of a form, from the newest figures that may be seen."""
    seen = [(q, q.last_shown.tally) for q in topic.questions if q.asks in _RANKED and q.last_shown is not None]
    nexts = [(q, tally) for q, tally in seen if q.asks == "next"]
    return Lists(
        differ=_strongest(_differences(seen), _apart),
        change=_strongest(_wanted(nexts, "change"), _weight),
        begin=_strongest(_wanted(nexts, "try"), _weight),
        unaware=_strongest(_unaware(seen), lambda line: line.uses.of_one if line.uses else Fraction(0)),
    )


_Seen = list[tuple[QuestionOutcome, Tally]]


def _strongest(lines: Iterator[Line], strength: Callable[[Line], Fraction]) -> tuple[Line, ...]:
    """The strongest lines, one for each item; among equals the order of the form decides."""
    best: dict[str, Line] = {}
    for line in sorted(lines, key=strength, reverse=True):
        best.setdefault(line.item, line)
    return tuple(best.values())[:LONGEST]


def _differences(seen: _Seen) -> Iterator[Line]:
    for question, tally in seen:
        lines = [_line(question, tally, choice) for choice in question.choices if choice.key != "pass"]
        yield from (line for line in lines if line.uses and line.works and _apart(line) > FAR)


def _wanted(seen: _Seen, answer: str) -> Iterator[Line]:
    for question, tally in seen:
        lines = [_line(question, tally, choice) for choice in question.choices if choice.key == answer]
        yield from (line for line in lines if _weight(line) >= MANY)


def _unaware(seen: _Seen) -> Iterator[Line]:
    for question, tally in seen:
        if question.asks != "have" or tally.uses is None or tally.works is None:
            continue
        unsure = next(choice for choice in question.choices if choice.key == "dont_know")
        line = _line(question, tally, unsure)
        if _done(question, tally.works).of_one >= HALF and line.uses and line.uses.of_one >= MANY:
            yield line


def _line(question: QuestionOutcome, tally: Tally, choice: Choice) -> Line:
    apart = tally.uses is not None

    def share(spread: Spread | None) -> Share | None:
        return Share(votes(spread, choice, question.choices), spread.size) if spread is not None else None

    return Line(
        item=question.item,
        name=question.wording,
        part_title=question.part_title,
        question=question.line,
        answer=choice.name,
        uses=share(tally.uses),
        works=share(tally.works),
        room=None if apart else share(tally.room),
    )


def is_tried(question: QuestionOutcome) -> bool:
    """Do many say that it was done or tried? Both groups count the same, however many voted in each."""
    newest = question.last_shown
    if newest is None:
        return False
    tally = newest.tally
    seen = [tally.uses, tally.works] if tally.uses and tally.works else [tally.room]
    shares = [_done(question, spread).of_one for spread in seen if spread is not None]
    return sum(shares) >= MANY * len(shares)


def _done(question: QuestionOutcome, spread: Spread) -> Share:
    said = [choice for choice in question.choices if choice.key in DONE]
    return Share(sum(votes(spread, choice, question.choices) for choice in said), spread.size)


def _apart(line: Line) -> Fraction:
    return abs(line.uses.of_one - line.works.of_one) if line.uses and line.works else Fraction(0)


def _weight(line: Line) -> Fraction:
    """Both groups count the same: the mean of their shares, or else the whole room's."""
    if line.uses and line.works:
        return (line.uses.of_one + line.works.of_one) / 2
    return line.room.of_one if line.room else Fraction(0)
