"""Sessions of one organisation side by side, year by year: then and now, with no score, no average and no trend.

A stop is made from a session's outcome and from nothing else, so a journey can never say more of a session than
everybody was told there. What two of them may say together is decided in `visibility`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from workshop.domain.findings.figures import sides, votes
from workshop.domain.findings.ranking import DONE
from workshop.domain.framework import Choice, QuestionKind, QuestionPlan
from workshop.domain.groups import Side
from workshop.domain.outcome import Outcome, QuestionOutcome
from workshop.domain.tally import Spread, Tally, half_way, halves, tally
from workshop.domain.visibility import Counts, Sight, Why, one_could_stand_out, side_by_side

HAVE = "have"  # what Appendix 1 asks of each activity first
MANY, FEW = Fraction(2, 3), Fraction(1, 3)  # shares of a group's votes
ROUGH = 2  # a rough place spans so many choices at least


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one question came to in one session: counts and marks, no words.

    `asked` and `named` are fingerprints of the question's wording and of what its choices were called; `offered`:
    the keys of the choices, as they stood on the ballot. `apart` and `whole` as in a `Sight`: this is also what is
    stored of a deleted session, so it stands on its own.
    """

    key: str
    round: int
    asked: str
    named: str
    offered: tuple[str, ...]
    apart: tuple[Counts, Counts] | None
    whole: Counts | None

    @property
    def sight(self) -> Sight:
        """What could be seen of it."""
        apart = (self.apart[0], self.apart[1]) if self.apart is not None else None
        return Sight(Why.APART if apart else Why.SMALL_GROUP, apart=apart, whole=self.whole)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One signed-off session of a journey. `subject`: a fingerprint of what it looked at.

    `title` and `code` are "" for a session that was deleted: its counts stay, and no word that anybody typed.
    """

    opened: date
    ladder: str
    subject: str
    floor: int
    joined: int
    readings: tuple[Reading, ...]
    title: str = ""
    code: str = ""

    def reading(self, key: str) -> Reading | None:
        """What that question came to here; None when it was not asked, or nothing of it was shown."""
        return next((reading for reading in self.readings if reading.key == key), None)


class Share(StrEnum):
    """How many of a group say that something was done, as far as a journey says it."""

    MANY = "many"
    SOME = "some"
    FEW = "few"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a journey says of one side in one session: how many voted, and where, never how many voted what.

    `low` and `high`: the choices that its middle lies between, often the same one; `rough`: they only say about
    where. `share`: for what was done or not, how many say that it was. All None when nobody placed a vote.
    """

    side: Side
    size: int
    low: Choice | None = None
    high: Choice | None = None
    rough: bool = False
    share: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One question in one session. Without `seen`, `aside` tells whether it was shown there and is left out here.

    `gap`: the distance of the two middles in steps, where both are said exactly.
    """

    reading: Reading | None = None
    seen: tuple[Seen, ...] = ()
    gap: float | None = None
    aside: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One question through all sessions, an entry for each stop."""

    plan: QuestionPlan
    entries: tuple[Entry, ...]

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that have something to show."""
        return tuple(entry for entry in self.entries if entry.seen)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose votes stand in it, people who use the service first."""
        here = {seen.side for entry in self.entries for seen in entry.seen}
        return tuple(side for side in Side if side in here)


def stop_of(outcome: Outcome) -> Stop:
    """What a journey keeps of a session. Raises ValueError for one that has not ended: a draft stands beside nothing."""
    if not outcome.ended:
        raise ValueError("only a session that has ended is a stop of a journey")
    return Stop(
        opened=outcome.opened,
        ladder=outcome.ladder,
        subject=fingerprint(outcome.subject.casefold()),
        floor=outcome.floor,
        joined=outcome.joined,
        readings=tuple(reading for q in outcome.questions() if (reading := _reading(q)) is not None),
        title=outcome.title,
        code=outcome.code,
    )


def without_words(stop: Stop) -> Stop:
    """What stays of a session that is deleted: counts."""
    return replace(stop, title="", code="")


def line_up(stops: Sequence[Stop], plan: QuestionPlan) -> Line:
    """One question through all sessions; `plan` has the words for it, those of the session are not used."""
    readings = [stop.reading(plan.key) for stop in stops]
    beside = side_by_side([reading.sight if reading else None for reading in readings])
    tallies = [_tally(reading, sight, plan) for reading, sight in zip(readings, beside, strict=True)]
    exact = [None if found is None else dict(sides(found)) for found in tallies]
    entries = [
        Entry(reading=reading, aside=reading is not None)
        if found is None or reading is None
        else _entry(plan, reading, found, [other for other in exact if other is not None and other is not mine])
        for reading, found, mine in zip(readings, tallies, exact, strict=True)
    ]
    return Line(plan=plan, entries=tuple(entries))


def fingerprint(*texts: str) -> str:
    """Tells whether texts are the same, without keeping them; 16 hexadecimal digits."""
    return hashlib.sha256("\n".join(texts).encode(errors="replace")).hexdigest()[:16]


def _reading(question: QuestionOutcome) -> Reading | None:
    """None for what does not line up: neither a ladder nor a line of a form, or one that a group put there itself."""
    newest = question.last_shown
    lines_up = question.kind is QuestionKind.LADDER or (question.item and not question.item.startswith("own_"))
    if newest is None or not lines_up:
        return None
    found = {side: _counts(spread, question.choices) for side, spread in sides(newest.tally)}
    apart = (found[Side.USES], found[Side.WORKS]) if Side.USES in found else None
    return Reading(
        key=question.key,
        round=newest.number,
        asked=fingerprint(question.wording, question.line),
        named=fingerprint(*(f"{choice.key} {choice.name}" for choice in question.choices)),
        offered=tuple(choice.key for choice in question.choices),
        apart=apart,
        whole=found.get(Side.ROOM),
    )


def _counts(spread: Spread, choices: Sequence[Choice]) -> Counts:
    return {choice.key: count for choice in choices if (count := votes(spread, choice, choices))}


def _tally(reading: Reading | None, sight: Sight | None, plan: QuestionPlan) -> Tally | None:
    return tally(sight, kind=plan.kind, choices=_offered(reading, plan)) if reading and sight else None


def _offered(reading: Reading, plan: QuestionPlan) -> tuple[Choice, ...]:
    """The choices as they were voted on: without the steps that were left out, and counted anew."""
    kept = [choice for choice in plan.choices if choice.key in reading.offered]
    placed = [choice for choice in kept if choice.place is not None]
    counted = (replace(choice, place=place) for place, choice in enumerate(placed, 1))
    return (*counted, *(choice for choice in kept if choice.place is None))


def _entry(plan: QuestionPlan, reading: Reading, found: Tally, others: Sequence[Mapping[Side, Spread]]) -> Entry:
    seen = tuple(
        _seen(plan, reading, side, spread, [other[side].size for other in others if side in other])
        for side, spread in sides(found)
    )
    said = found.gap is not None and not any(one.rough for one in seen)
    return Entry(reading=reading, seen=seen, gap=found.gap if said else None)


def _seen(plan: QuestionPlan, reading: Reading, side: Side, spread: Spread, sizes: Iterable[int]) -> Seen:
    choices = _offered(reading, plan)
    if plan.kind is QuestionKind.PICK:
        return Seen(side=side, size=spread.size, share=_share(spread, choices))
    if spread.middle is None:
        return Seen(side=side, size=spread.size)
    rough = any(one_could_stand_out(spread.size, other) for other in sizes)
    at = {choice.place: choice for choice in choices}
    low, high = about(half_way(spread.counts), len(spread.counts)) if rough else halves(spread.middle)
    return Seen(side=side, size=spread.size, low=at[low], high=at[high], rough=rough)


def about(place: int, places: int) -> tuple[int, int]:
    """About where a place lies: one of a few fixed stretches, each of two places or, the last, of three.

    4 of 7 -> (3, 4); 6 of 7 -> (5, 7). It starts from a place at which somebody voted, never from a mean of two:
    that would jump over a stretch, and tell that the one who is gone voted at its end.
    """
    stretches = max(places // ROUGH, 1)
    which = min((place - 1) // ROUGH, stretches - 1)
    return which * ROUGH + 1, places if which == stretches - 1 else (which + 1) * ROUGH


def _share(spread: Spread, choices: Sequence[Choice]) -> Share | None:
    if not spread.size:
        return None
    done = sum(votes(spread, choice, choices) for choice in choices if choice.key in DONE)
    share = Fraction(done, spread.size)
    return Share.MANY if share >= MANY else Share.FEW if share <= FEW else Share.SOME
