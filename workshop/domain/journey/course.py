"""The course of a journey: all that its page and its files say, and what to be warned of before comparing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from workshop.domain.credits import Credit
from workshop.domain.framework import QuestionKind
from workshop.domain.groups import Side
from workshop.domain.journey.stops import Entry, Line, Seen, Share, Stop
from workshop.domain.phrases import N_, Phrase
from workshop.domain.planning.last_time import CarriedOutcome

FAR_MORE = 2  # so many times as many people in one session as in another
MIX = 0.2  # so much of the two groups together, from 0 to 1


@dataclass(frozen=True, kw_only=True)
class PlanLater:
    """What one session said of the plan before it: its day, and each action with how it went."""

    on: date
    actions: tuple[CarriedOutcome, ...]


@dataclass(frozen=True, kw_only=True)
class Course:
    """A journey: its sessions, the first first, and its questions side by side.

    `begun`: the day on which it got its key. `waiting`: sessions of it that have not ended, and so are not counted.
    `ladders`: steps by group; `activities`: what was done, and how well. `went`: what came of each plan, as the session
    after it said; `newest_plan`: what will be done, as the last session wrote it. Both are words: of a deleted session
    none is left.
    """

    name: str
    begun: date
    stops: tuple[Stop, ...]
    waiting: int
    ladders: tuple[Line, ...]
    activities: tuple[Line, ...]
    went: tuple[PlanLater, ...]
    newest_plan: tuple[str, ...]
    credits: tuple[Credit, ...]
    """The makers of its ladders first, then of its forms."""


SIDES = {
    Side.USES: N_("People who use the service"),
    Side.WORKS: N_("Staff and volunteers"),
    Side.ROOM: N_("Whole room"),
}
ALWAYS = N_(
    "Then and now stand side by side. Other people may have come, and a group may have learnt to look more closely. "
    "A higher step is not a better mark, and a lower one is no failure: it is something to talk about."
)
DELETED = N_("A session that was deleted: only its counts are kept")

_SHARES = {
    Share.MANY: N_("most say yes"),
    Share.SOME: N_("some say yes"),
    Share.FEW: N_("few say yes"),
}
_GAPS = {
    0.0: N_("on the same step"), 0.5: N_("half a step apart"), 1.0: N_("one step apart"),
    1.5: N_("one and a half steps apart"), 2.0: N_("two steps apart"), 2.5: N_("two and a half steps apart"),
    3.0: N_("three steps apart"), 3.5: N_("three and a half steps apart"), 4.0: N_("four steps apart"),
}  # fmt: skip
_SUBJECT = N_("These sessions did not all look at the same thing. A change may only mean that.")
_LADDER = N_(
    "These sessions did not all use the same ladder. A step of one is not a step of another, so each has its own picture."
)
_STEPS = N_("In some sessions steps had other names, or were left out. Here they have the ladder’s own names.")
_WORDING = N_("The question was not asked in the same words each time.")
_ROUND = N_("Sometimes this is the first vote, and sometimes the second, after people had talked.")
_SIZE = N_("Far more people voted in one session than in another.")
_MIX = N_("The two groups were not mixed in the same way each time: one was much larger than before.")
_ROOM = N_("Only the whole room is shown here. If more people of one group came, that alone moves the result.")
_ROUGH = N_(
    "Nearly the same number of people voted as another time. If one of them came or went, an exact figure could tell "
    "how that person voted. So we only say about where, and not how far apart."
)
_ASIDE = N_(
    "A session is left out here, since other groups could be shown there than in the rest. Side by side they could "
    "tell how a small group voted."
)


def cautions(course: Course) -> tuple[Phrase, ...]:
    """What to know before comparing these sessions at all."""
    subjects, ladders = {stop.subject for stop in course.stops}, {stop.ladder for stop in course.stops if stop.ladder}
    found = [_SUBJECT] if len(subjects) > 1 else []
    return tuple(map(Phrase, [*found, *([_LADDER] if len(ladders) > 1 else [])]))


def cautions_of(lines: Sequence[Line]) -> tuple[Phrase, ...]:
    """What to know before comparing what stands in these lines, each said once."""
    return tuple(Phrase(text) for text, applies in _CAUTIONS.items() if any(applies(line) for line in lines))


def where(seen: Seen) -> Phrase:
    """Where a side was, in words."""
    if seen.share is not None:
        return Phrase(_SHARES[seen.share])
    if seen.low is None or seen.high is None:
        return Phrase(N_("nobody placed a vote"))
    names: dict[str, str | int | Phrase] = {"low": Phrase(seen.low.name), "high": Phrase(seen.high.name)}
    if seen.rough:
        return Phrase(N_("about from %(low)s to %(high)s"), names)
    if seen.low == seen.high:
        return Phrase(seen.low.name)
    return Phrase(N_("between %(low)s and %(high)s"), names)


def gap(entry: Entry) -> Phrase | None:
    """How far apart the two groups were; None where that is not said."""
    return None if entry.gap is None else Phrase(_GAPS.get(entry.gap, N_("many steps apart")))


def nothing(entry: Entry) -> Phrase:
    """What stands in the place of an entry that has nothing to show."""
    return Phrase(N_("left out here") if entry.aside else N_("not asked, or not shown"))


def _differ(line: Line, of: Callable[[Entry], object]) -> bool:
    return len({of(entry) for entry in line.shown}) > 1


def _sizes(line: Line) -> Iterable[tuple[int, int]]:
    """Every pair of sizes of one side in two sessions."""
    for side in Side:
        sizes = [seen.size for entry in line.shown for seen in entry.seen if seen.side is side]
        yield from combinations(sizes, 2)


def _mixed(line: Line) -> bool:
    shares = [one.seen[0].size / sum(seen.size for seen in one.seen) for one in line.shown if len(one.seen) > 1]
    return bool(shares) and max(shares) - min(shares) >= MIX


def _whole_room(line: Line) -> bool:
    return len(line.shown) > 1 and line.shown[0].seen[0].side is Side.ROOM


_CAUTIONS: dict[str, Callable[[Line], bool]] = {
    _WORDING: lambda line: _differ(line, lambda entry: entry.reading and entry.reading.asked),
    _STEPS: lambda line: (
        line.plan.kind is QuestionKind.LADDER and _differ(line, lambda entry: entry.reading and entry.reading.named)
    ),
    _ROUND: lambda line: _differ(line, lambda entry: entry.reading and entry.reading.round),
    _SIZE: lambda line: any(max(pair) >= FAR_MORE * min(pair) for pair in _sizes(line)),
    _MIX: _mixed,
    _ROOM: _whole_room,
    _ROUGH: lambda line: any(seen.rough for entry in line.shown for seen in entry.seen),
    _ASIDE: lambda line: any(entry.aside for entry in line.entries),
}
