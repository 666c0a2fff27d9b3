"""Before and after: both votes on one question in one picture, with no arrow between them: people move both ways."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.domain.findings.figures import kept_apart, sides, votes
from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.phrases import N_, Phrase
from workshop.domain.pictures.before_after_plan import draw
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Cell, Say, Sketch, Table
from workshop.domain.pictures.words import Names, given, middle_of
from workshop.domain.tally import Spread, top


def before_after(question: QuestionOutcome, names: Names) -> BeforeAfter | None:
    """The picture of a question that was voted on twice.

    None where it was not, or where the two votes may not be seen of the same sides: then each has its own picture.
    """
    shown = [round_ for round_ in question.rounds if round_.tally.shown]
    if len(shown) != 2 or _who(shown[0]) != _who(shown[1]):
        return None
    return BeforeAfter(question, (shown[0], shown[1]), names)


def _who(round_: RoundOutcome) -> list[Side]:
    return [side for side, _ in sides(round_.tally)]


@dataclass(frozen=True)
class BeforeAfter:
    """See `before_after`."""

    question: QuestionOutcome
    rounds: tuple[RoundOutcome, RoundOutcome]
    names: Names
    wall = ""  # it stands there as the question's result

    @property
    def key(self) -> str:
        """See `Drawing`."""
        return f"{self.question.key}-both"

    @property
    def title(self) -> Phrase:
        """See `Drawing`."""
        return Phrase(N_("%(what)s · First and second vote"), {"what": Phrase(self.question.wording)})

    def says(self) -> tuple[Phrase, ...]:
        """See `Drawing`."""
        return (*self.moves(), *(phrase for side in self.who for phrase in self._counted(side)))

    def moves(self) -> tuple[Phrase, ...]:
        """Where each side was in the first vote and in the second: what to say beside the picture."""
        return tuple(self._moved(side) for side in self.who)

    def table(self) -> Table:
        """See `Drawing`."""
        head: list[Cell] = [Phrase(N_("Step") if self.on_ladder else N_("Answer"))]
        for side in self.who:
            who = Phrase(self.names[side])
            head += [
                Phrase(N_("%(group)s, first vote"), {"group": who}),
                Phrase(N_("%(group)s, second vote"), {"group": who}),
            ]
        rows: list[tuple[Cell, ...]] = [
            (Phrase(choice.name), *self._counts(choice)) for choice in (*self.placed, *kept_apart(self.choices))
        ]
        rows.append((Phrase(N_("All votes")), *(spread.size for spread in self._spreads())))
        if self.question.kind is not QuestionKind.PICK:
            rows.append((Phrase(N_("Middle")), *(middle_of(spread, self.choices) for spread in self._spreads())))
        return Table(tuple(head), tuple(rows))

    def draw(self, fit: Fit, say: Say) -> Sketch:
        """See `Drawing`."""
        return draw(self, fit, say)

    @property
    def on_ladder(self) -> bool:
        """See `Drawing`; the highest choice is on top then."""
        return self.question.kind is QuestionKind.LADDER

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Of the question, as asked."""
        return self.question.choices

    @property
    def placed(self) -> list[Choice]:
        """The choices from top to bottom."""
        placed = [choice for choice in self.choices if choice.place is not None]
        return sorted(placed, key=lambda c: c.place or 0, reverse=True) if self.on_ladder else placed

    @property
    def listed(self) -> list[Choice]:
        """The same, and below them those kept apart."""
        return [*self.placed, *kept_apart(self.choices)]

    @property
    def who(self) -> list[Side]:
        """Whose votes are shown."""
        return _who(self.rounds[0])

    def both(self, side: Side) -> tuple[Spread, Spread]:
        """The two votes of a side."""
        first, second = (dict(sides(round_.tally))[side] for round_ in self.rounds)
        return first, second

    def _spreads(self) -> list[Spread]:
        return [spread for side in self.who for spread in self.both(side)]

    def _counts(self, choice: Choice) -> tuple[int, ...]:
        return tuple(votes(spread, choice, self.choices) for spread in self._spreads())

    def _counted(self, side: Side) -> list[Phrase]:
        first = N_("%(group)s, first vote, %(size)s votes: %(answers)s.")
        second = N_("%(group)s, second vote, %(size)s votes: %(answers)s.")
        return [
            Phrase(text, {"group": Phrase(self.names[side]), "size": s.size, "answers": given(s, self.listed)})
            for text, s in zip((first, second), self.both(side), strict=True)
        ]

    def _moved(self, side: Side) -> Phrase:
        """Where a side was, and then was: by its middle, or where there is none by what it chose most."""
        group, (first, second) = Phrase(self.names[side]), self.both(side)
        if self.question.kind is QuestionKind.PICK:
            was, then = self._most(first), self._most(second)
            same, other = (
                N_("%(group)s: “%(place)s” came first both times."),
                N_("%(group)s: first in the first vote: “%(was)s”. In the second: “%(then)s”."),
            )
        else:
            was, then = middle_of(first, self.choices), middle_of(second, self.choices)
            same, other = (
                N_("%(group)s: the middle was %(place)s both times."),
                N_("%(group)s: the middle was %(was)s in the first vote. In the second it was %(then)s."),
            )
        if was == then:
            return Phrase(same, {"group": group, "place": was})
        return Phrase(other, {"group": group, "was": was, "then": then})

    def _most(self, spread: Spread) -> Phrase:
        place = top(spread)
        named = next((c.name for c in self.choices if place is not None and c.place == place), "")
        return Phrase(named or N_("no answer on its own"))
