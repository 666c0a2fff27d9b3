"""The sentence that says what a result means: the same on page, screen, push and file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.domain.findings.figures import sides
from workshop.domain.framework import Choice, Ladder, Rung
from workshop.domain.groups import GroupKind
from workshop.domain.phrases import N_, Phrase
from workshop.domain.tally import Finding, Spread, Tally, halves, top
from workshop.domain.visibility import Why


@dataclass(frozen=True)
class Meaning:
    """A headline, the sentences under it, and why the room sees it in this way (None: nothing to explain)."""

    headline: Phrase
    detail: tuple[Phrase, ...] = ()
    why: Phrase | None = None

    def sentences(self) -> tuple[Phrase, ...]:
        """All of it, in reading order."""
        return (self.headline, *self.detail, *((self.why,) if self.why else ()))


_STEPS = {
    2.0: N_("two steps apart"), 2.5: N_("two and a half steps apart"), 3.0: N_("three steps apart"),
    3.5: N_("three and a half steps apart"), 4.0: N_("four steps apart"),
    4.5: N_("four and a half steps apart"), 5.0: N_("five steps apart"),
    5.5: N_("five and a half steps apart"), 6.0: N_("six steps apart"),
}  # fmt: skip
_FAR = N_("many steps apart")


def ladder_changes(ladder: Ladder) -> tuple[Phrase, ...]:
    """What the group changed on its ladder before it voted, lowest rung first."""
    return tuple(phrase for rung in ladder.rungs for phrase in _changes(rung))


def _changes(rung: Rung) -> list[Phrase]:
    was: dict[str, str | int | Phrase] = {"number": rung.number, "name": Phrase(rung.was or rung.name)}
    if rung.hidden:
        left_out = Phrase(N_("We left out step %(number)s, “%(name)s”. No gap counts it."), was)
        return [] if rung.optional else [left_out]
    put_in = [Phrase(N_("We put in step %(number)s, “%(name)s”."), was)] if rung.optional else []
    ours = Phrase(N_("We call step %(number)s, “%(name)s”, “%(ours)s”."), {**was, "ours": rung.name})
    return [*put_in, ours] if rung.was else put_in


def meaning(tally: Tally, why: Why, *, choices: Sequence[Choice], names: dict[GroupKind, str]) -> Meaning:
    """What one round says. `choices` as on the question; `names`: what the session calls its groups."""
    placed = sorted((c for c in choices if c.place is not None), key=lambda c: c.place or 0)
    says = _Says(tally, [c.name for c in placed], names)
    headline, *detail = _of_those_who_chose(tally, says.of[tally.finding]())
    return Meaning(headline, tuple(detail), _WHY.get(why))


_UNSURE = Phrase(N_("Many of us were not sure, or passed. That counts too."))
_OF_SOME = Phrase(N_("What we say here is only of those who chose:"))


def _of_those_who_chose(tally: Tally, said: list[Phrase]) -> list[Phrase]:
    """These sentences, and for whom they do not speak: one who chose, of nine, is not "most people" of a group.

    Only that we see something differently is the headline all the same.
    """
    spreads = [spread for _, spread in sides(tally)]
    if all(spread.placed * 2 >= spread.size for spread in spreads) or tally.finding is Finding.NOTHING_PLACED:
        return said
    if tally.finding is Finding.DIFFERENT:
        return [said[0], _UNSURE, _OF_SOME, *said[1:]]
    return [_UNSURE, _OF_SOME, *said]


_WHY = {
    Why.SMALL_GROUP: Phrase(
        N_(
            "A group here is too small to show on its own. We show the whole room, so no one can guess your vote."
            " In it the larger group weighs more."
        )
    ),
    Why.LIVE: Phrase(N_("This vote shows the whole room only.")),
}


class _Says:
    """The words for each finding; each answers a headline and the sentences under it."""

    def __init__(self, tally: Tally, places: list[str], names: dict[GroupKind, str]) -> None:
        self.tally, self.places, self.names = tally, places, names
        self.of = {
            Finding.HIDDEN: self.hidden,
            Finding.TOO_FEW: self.too_few,
            Finding.NOTHING_PLACED: self.nothing_placed,
            Finding.ROOM: self.room,
            Finding.DIFFERENT: self.different,
            Finding.AGREED: self.agreed,
            Finding.CLOSE: self.close,
            Finding.SAME_TOP: self.same_top,
            Finding.OTHER_TOP: self.other_top,
        }

    def hidden(self) -> list[Phrase]:
        return [Phrase(N_("The votes are hidden until they are shown to everyone at once."))]

    def too_few(self) -> list[Phrase]:
        return [Phrase(N_("Too few people voted to show this. No one should be able to guess your vote."))]

    def nothing_placed(self) -> list[Phrase]:
        return [_UNSURE]

    def room(self) -> list[Phrase]:
        spread = self.tally.room
        if spread is None or spread.middle is None:
            return [self._most(spread)] if spread else []
        return [Phrase(N_("The middle of the whole room is %(place)s."), {"place": self._middle(spread.middle)})]

    def different(self) -> list[Phrase]:
        gap = self.tally.gap or 0.0
        head = Phrase(N_("We see this differently: %(apart)s."), {"apart": Phrase(_STEPS.get(gap, _FAR))})
        return [head, *self._both_halves()]

    def agreed(self) -> list[Phrase]:
        low, high = halves(self.tally.balanced or 0.0)
        # Halfway between two steps only these two lie within one.
        near = (
            Phrase(N_("Most people in both groups are within one step of %(place)s."), {"place": self._place(low)})
            if low == high
            else Phrase(
                N_("Most people in both groups say %(low)s or %(high)s."),
                {"low": self._place(low), "high": self._place(high)},
            )
        )
        return [Phrase(N_("We see this much the same way.")), near]

    def close(self) -> list[Phrase]:
        uses, works = self._middles()
        if uses.text == works.text and uses.values == works.values:
            both = Phrase(N_("Both groups have their middle at %(place)s."), {"place": uses})
        else:
            both = Phrase(
                N_("The two middles are near. %(group)s: %(place)s. %(other_group)s: %(other_place)s."),
                {
                    "group": Phrase(self.names[GroupKind.USES]),
                    "place": uses,
                    "other_group": Phrase(self.names[GroupKind.WORKS]),
                    "other_place": works,
                },
            )
        return [Phrase(N_("Our groups are close, but not all of us.")), both,
                Phrase(N_("Inside a group, people see it differently."))]  # fmt: skip

    def same_top(self) -> list[Phrase]:
        place = top(self._uses())
        name = Phrase(self.places[(place or 1) - 1])
        return [Phrase(N_("Both groups chose “%(choice)s” most."), {"choice": name})]

    def other_top(self) -> list[Phrase]:
        if top(self._uses()) is None and top(self._works()) is None:
            return [Phrase(N_("Our views are spread out. No answer came first in either group."))]
        return [Phrase(N_("We do not all say the same.")),
                self._chose_most(GroupKind.USES, self._uses()),
                self._chose_most(GroupKind.WORKS, self._works())]  # fmt: skip

    def _most(self, spread: Spread) -> Phrase:
        place = top(spread)
        if place is None:
            return Phrase(N_("Our views are spread out. No answer came first."))
        return Phrase(N_("The room chose “%(choice)s” most."), {"choice": Phrase(self.places[place - 1])})

    def _chose_most(self, group: GroupKind, spread: Spread) -> Phrase:
        place = top(spread)
        if place is None:
            return Phrase(N_("%(group)s: no answer came first."), {"group": Phrase(self.names[group])})
        return Phrase(N_("%(group)s chose “%(choice)s” most."),
                      {"group": Phrase(self.names[group]), "choice": Phrase(self.places[place - 1])})  # fmt: skip

    def _both_halves(self) -> list[Phrase]:
        """At least half of the lower group is at its middle or lower; of the higher group, or higher."""
        uses, works = self._uses(), self._works()
        low_first = (uses.middle or 0.0) <= (works.middle or 0.0)
        return [self._half(GroupKind.USES, uses, lower=low_first),
                self._half(GroupKind.WORKS, works, lower=not low_first)]  # fmt: skip

    def _half(self, group: GroupKind, spread: Spread, *, lower: bool) -> Phrase:
        down, up = halves(spread.middle or 0.0)
        text = (
            N_("%(group)s: half or more say %(place)s, or lower.")
            if lower
            else N_("%(group)s: half or more say %(place)s, or higher.")
        )
        return Phrase(text, {"group": Phrase(self.names[group]), "place": self._place(down if lower else up)})

    def _middles(self) -> tuple[Phrase, Phrase]:
        return self._middle(self._uses().middle or 0.0), self._middle(self._works().middle or 0.0)

    def _middle(self, middle: float) -> Phrase:
        low, high = halves(middle)
        if low == high:
            return self._place(low)
        return Phrase(N_("between %(low)s and %(high)s"), {"low": self._place(low), "high": self._place(high)})

    def _place(self, place: int) -> Phrase:
        return Phrase(self.places[place - 1])

    def _uses(self) -> Spread:
        return self.tally.uses or Spread((), (), None)

    def _works(self) -> Spread:
        return self.tally.works or Spread((), (), None)
