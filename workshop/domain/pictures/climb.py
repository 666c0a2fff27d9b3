"""The climb: where both groups say we are, where they want to be, and what the group chose to help it get there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.framework import Choice, QuestionKind, Takes
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, TopicOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.climb_plan import NOTHING, NOW, WANTED, draw
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Cell, Say, Sketch, Table
from workshop.domain.pictures.words import Names, middle_of, spread_of
from workshop.domain.tally import Spread


def climb(topics: Sequence[TopicOutcome], names: Names) -> Climb | None:
    """The climb of a session; None until both votes were shown, or where they were not on the same rungs."""
    ladders = [(t, q) for t in topics for q in t.questions if q.kind is QuestionKind.LADDER and q.last_shown]
    now = next((q for topic, q in ladders if topic.takes is not Takes.IDEAS), None)
    topic, wanted = next(((t, q) for t, q in ladders if t.takes is Takes.IDEAS), (None, None))
    if now is None or wanted is None or topic is None or now.choices != wanted.choices:
        return None
    ideas = tuple(idea.text for idea in topic.chosen if idea.text and not idea.hidden)
    return Climb(now, wanted, ideas, names)


@dataclass(frozen=True)
class Climb:
    """See `climb`. Each vote is shown of those sides of which it may be seen."""

    now: QuestionOutcome
    wanted: QuestionOutcome
    ideas: tuple[str, ...]
    names: Names
    key = wall = "climb"
    on_ladder = True

    @property
    def title(self) -> Phrase:
        """See `Drawing`."""
        return Phrase(N_("Where we are, where we want to be, and what would help"))

    def says(self) -> tuple[Phrase, ...]:
        """See `Drawing`."""
        helps = [Phrase(N_("What would help us get there: “%(idea)s”."), {"idea": idea}) for idea in self.ideas]
        return (*self.moves(), *(helps or [Phrase(NOTHING)]))

    def moves(self) -> tuple[Phrase, ...]:
        """Where each side is and wants to be: what to say beside the picture."""
        return tuple(self._of(side) for side in self.who)

    def table(self) -> Table:
        """See `Drawing`."""
        who: list[Cell] = [Phrase(self.names[side]) for side in self.who]
        return Table(
            (Phrase(N_("Middle")), *who),
            (
                (Phrase(N_("Where we are now")), *(self._place(self.now, side) for side in self.who)),
                (Phrase(N_("Where we want to be")), *(self._place(self.wanted, side) for side in self.who)),
            ),
        )

    def draw(self, fit: Fit, say: Say) -> Sketch:
        """See `Drawing`."""
        return draw(self, fit, say)

    @property
    def who(self) -> list[Side]:
        """Every side of which one of the two votes may be seen, in order."""
        seen = {**spread_of(self.now.last_shown), **spread_of(self.wanted.last_shown)}
        return [side for side in Side if side in seen]

    @property
    def rungs(self) -> list[Choice]:
        """The rungs, the highest first."""
        placed = [choice for choice in self.now.choices if choice.place is not None]
        return sorted(placed, key=lambda choice: choice.place or 0, reverse=True)

    def marks(self, side: Side) -> dict[str, float]:
        """Where a side's marks stand, as places on the ladder; a vote without a middle has none."""
        spreads = {NOW: self._spread(self.now, side), WANTED: self._spread(self.wanted, side)}
        return {word: s.middle for word, s in spreads.items() if s is not None and s.middle is not None}

    def _of(self, side: Side) -> Phrase:
        places = {"now": self._place(self.now, side), "wanted": self._place(self.wanted, side)}
        return Phrase(N_("%(group)s: now %(now)s, wanted %(wanted)s."), {"group": Phrase(self.names[side]), **places})

    def _place(self, question: QuestionOutcome, side: Side) -> Phrase:
        return middle_of(self._spread(question, side), question.choices)

    def _spread(self, question: QuestionOutcome, side: Side) -> Spread | None:
        return spread_of(question.last_shown).get(side)
