"""Who may see which votes, and when: the reveal rule and the small-group rule live here alone.

Every figure that leaves the server passes through `see`. It takes the votes of one question and round and
answers with what everybody may be told; nobody, the facilitator included, is told anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workshop.domain.framework import Showing, Takes
from workshop.domain.groups import MAIN_GROUPS, Bloc, GroupKind
from workshop.domain.stages import ProposalStage, Stage

Counts = Mapping[str, int]  # choice key -> votes
Ballots = Mapping[Bloc, Counts]  # the votes of one question and round

WHOLE_ROOM_FLOOR = 3  # ballots before the whole room is shown at all
LIVE_FLOOR = 5  # ballots before a live result shows its first figures
LIVE_BATCH = 3  # changed votes before a live result moves again
NOTE = "note"  # the prompt for words of one's own that are kept with the record

_FOLDED = {Bloc.EITHER_USES: Bloc.USES, Bloc.EITHER_WORKS: Bloc.WORKS}
_THIRD = (Bloc.EITHER, Bloc.EITHER_USES, Bloc.EITHER_WORKS)
_SIDES = {Bloc.USES: GroupKind.USES, Bloc.WORKS: GroupKind.WORKS}


class Why(StrEnum):
    """Why a result is shown as it is; the room is told."""

    HIDDEN = "hidden"  # not shown yet
    TOO_FEW = "too_few"  # fewer ballots than the whole room needs
    SMALL_GROUP = "small_group"  # a main group is smaller than the floor
    LIVE = "live"  # live results are for the whole room only
    APART = "apart"  # both groups, side by side


@dataclass(frozen=True)
class Sight:
    """What everybody may see of one question and round.

    `apart` holds the votes of (people who use the service, staff and volunteers); `whole` those of the whole
    room. Both are given only where one cannot be taken from the other. `left_out`: votes, fewer than
    `LIVE_BATCH`, that came in after the last live figures and would give themselves away. `third_is_few`: the
    third group is smaller than the floor, and `unsided`: somebody of it who named no side voted.
    """

    why: Why
    apart: tuple[Counts, Counts] | None = None
    whole: Counts | None = None
    left_out: int = 0
    third_is_few: bool = False
    unsided: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What the rule needs to know of a round beside its votes.

    `published`: the last live figures that the room was shown. `first`: the ballots of the first round, when
    this is the second: the third group is counted in a second vote as it was in the first, or else the
    difference of the two would tell how its few people voted.
    """

    stage: Stage
    showing: Showing
    floor: int
    published: Counts | None = None
    first: Ballots | None = None


def may_count(stage: Stage, showing: Showing) -> bool:
    """May the votes be counted by choice at all yet? If not, they are not even read."""
    return stage is Stage.SHOWN or (stage is Stage.OPEN and showing is Showing.LIVE)


def may_read_remarks(stage: Stage) -> bool:
    """Remarks on a question are hidden with its votes, in a second vote again."""
    return stage is Stage.SHOWN


def may_hide_remark(prompt: str) -> bool:
    """May a desk hide a remark that names a person? A minority note on the record stays, whatever it says."""
    return not is_kept_with_record(prompt)


def is_kept_with_record(prompt: str) -> bool:
    """Was it written to be kept with the record? Then it stays as long as the record does."""
    return prompt == NOTE


def may_read_proposal(takes: Takes, stage: ProposalStage, *, ended: bool) -> bool:
    """Ideas are collected unseen and shown all at once, with nobody's name; what would change a list is seen at once."""
    return takes is not Takes.IDEAS or stage is not ProposalStage.WAITING or ended


def remark_groups(blocs: Sequence[Bloc], sight: Sight | None) -> list[GroupKind | None]:
    """Which side each remark on a question is from: said of the two groups only, where these are shown apart.

    Where the third group is small, its people's remarks go with the side that they named. If one of them named
    none, no remark says its side: the one without would be known as theirs.
    """
    if sight is None or sight.apart is None:
        return [None] * len(blocs)
    if not sight.third_is_few:
        return [_SIDES.get(bloc) for bloc in blocs]
    if sight.unsided or Bloc.EITHER in blocs:
        return [None] * len(blocs)
    return [_SIDES.get(_FOLDED.get(bloc, bloc)) for bloc in blocs]


def see(ballots: Ballots, rule: Rule) -> Sight:
    """What everybody may be told of these votes now."""
    if rule.stage is Stage.WAITING or not may_count(rule.stage, rule.showing):
        return Sight(Why.HIDDEN)
    if rule.showing is Showing.LIVE:
        return _live(ballots, rule)
    if size(whole_room(ballots)) < WHOLE_ROOM_FLOOR:
        return Sight(Why.TOO_FEW)
    return _together(ballots, rule)


def _live(ballots: Ballots, rule: Rule) -> Sight:
    if rule.stage is Stage.OPEN:
        return Sight(Why.LIVE, whole=rule.published) if rule.published else Sight(Why.HIDDEN)
    final = whole_room(ballots)
    if size(final) < WHOLE_ROOM_FLOOR:
        return Sight(Why.TOO_FEW)
    # The last one or two votes would be the difference between two pictures that the room has seen.
    if rule.published and 0 < changed(rule.published, final) < LIVE_BATCH:
        return Sight(Why.LIVE, whole=rule.published, left_out=size(final) - size(rule.published))
    return Sight(Why.LIVE, whole=final)


def _together(ballots: Ballots, rule: Rule) -> Sight:
    folds = third_is_few(rule.first if rule.first is not None else ballots, rule.floor)
    counted = _fold(ballots) if folds else ballots
    apart = tuple(dict(counted.get(Bloc(group.value), {})) for group in MAIN_GROUPS)
    if any(size(counts) < rule.floor for counts in apart):
        return Sight(Why.SMALL_GROUP, whole=whole_room(ballots))
    third = _third(counted)
    # The whole room less the two groups is the third group: only if that is empty, or big enough itself.
    whole = whole_room(ballots) if third == 0 or third >= rule.floor else None
    return Sight(
        Why.APART,
        apart=(apart[0], apart[1]),
        whole=whole,
        third_is_few=_third(ballots) < rule.floor,
        unsided=size(ballots.get(Bloc.EITHER, {})) > 0,
    )


def levelled(page: Sequence[Ballots], left_alone: str) -> tuple[Ballots, ...]:
    """The votes of a page on which people pick a few out of many, as many on every question: what somebody left alone
    counts as not picked (`left_alone`).

    Who has finished has a vote on every question. The votes of one who has not lie on their picks alone, where they
    would stand out by their number: so each group gets as many on every question as it has where it has most.
    """
    most = {bloc: max(size(ballots.get(bloc, {})) for ballots in page) for bloc in Bloc}
    return tuple(
        {bloc: _with(ballots.get(bloc, {}), left_alone, most[bloc]) for bloc in Bloc if most[bloc]} for ballots in page
    )


def _with(counts: Counts, left_alone: str, votes: int) -> Counts:
    """These counts, and what is missing to so many votes."""
    return {**counts, left_alone: counts.get(left_alone, 0) + votes - size(counts)}


def third_is_few(ballots: Ballots, floor: int) -> bool:
    """Did somebody of the third group vote, but fewer than may be shown?"""
    return 0 < _third(ballots) < floor


def _third(ballots: Ballots) -> int:
    """How many votes of the third group there are."""
    return sum(size(ballots.get(bloc, {})) for bloc in _THIRD)


def _fold(ballots: Ballots) -> Ballots:
    """Counts the third group's people on the side that they said they may be counted with."""
    folded: dict[Bloc, Counter[str]] = {}
    for bloc, counts in ballots.items():
        folded.setdefault(_FOLDED.get(bloc, bloc), Counter()).update(counts)
    return folded


def whole_room(ballots: Ballots) -> Counts:
    """All votes together, choice by choice."""
    total: Counter[str] = Counter()
    for counts in ballots.values():
        total.update(counts)
    return dict(total)


def size(counts: Counts) -> int:
    """How many votes were cast, "not sure" and "pass" included."""
    return sum(counts.values())


def changed(before: Counts, now: Counts) -> int:
    """At least so many people voted or changed their vote between the two: each adds to one choice."""
    return sum(max(0, votes - before.get(choice, 0)) for choice, votes in now.items())


def live_figures_due(published: Counts | None, now: Counts, *, waiting_for: int) -> bool:
    """May a live result show these figures now, so that nobody's own tap can be read off?

    `waiting_for`: people who have not voted yet. When one or two are left, the figures wait for them, so
    that the last picture too moves by `LIVE_BATCH` votes at once.
    """
    if size(now) < LIVE_FLOOR or 0 < waiting_for < LIVE_BATCH:
        return False
    return changed(published or {}, now) >= LIVE_BATCH


def side_by_side(sights: Sequence[Sight | None]) -> tuple[Sight | None, ...]:
    """What may stand side by side of one question in several sessions: groups beside groups, or rooms beside rooms.

    The whole room of one year less the group of another could be the group that was too small to be shown: so the
    kind that fewer sessions have is left out (None), and a room that was shown beside its groups always is.
    """
    apart = [sight for sight in sights if sight is not None and sight.apart is not None]
    rooms = [sight for sight in sights if sight is not None and sight.apart is None and sight.whole is not None]
    if len(apart) >= len(rooms):
        return tuple(replace(s, whole=None) if s is not None and s.apart is not None else None for s in sights)
    return tuple(s if s is not None and s.apart is None and s.whole is not None else None for s in sights)


def one_could_stand_out(size: int, other: int) -> bool:
    """Did so nearly as many people vote at two times that an exact figure could tell how the one or two voted who
    came or went? A server that knows nobody cannot see that somebody took another's place."""
    return 0 < abs(size - other) < LIVE_BATCH


def may_take_back(showing: Showing, published: Counts | None) -> bool:
    """May a vote still be taken back without everybody reading off which one it was?

    Where results show live, the first figures have shown it: a figure that falls by one would tell on the person whose
    tap made "k of n" fall. From then on a vote is changed ("pass" is a choice too), and changes move by `LIVE_BATCH`.
    """
    return showing is not Showing.LIVE or published is None


@dataclass(frozen=True)
class Headcount:
    """How many people of each group are here, as far as that may be said.

    `exact`: the number, or None where it may not be said. `few`: is it under the floor? None where not even that may
    be said, which is so of all groups or of none.
    """

    exact: Mapping[GroupKind, int | None]
    few: Mapping[GroupKind, bool | None]


def headcount(here: Mapping[GroupKind, int], floor: int) -> Headcount:
    """Group sizes for lobby and desk: exact only if no small group can be worked out from the total, which all know.

    Sometimes the total tells what words do not: three groups under the floor can hold so many people in one way only,
    one less than it each; and two main groups with one person more than both need leave one to the third. Then nothing
    is said of any group, nor in other rooms of as many people.
    """
    few = {group: here.get(group, 0) < floor for group in GroupKind}
    third = here.get(GroupKind.EITHER, 0)
    safe = not any(few[group] for group in MAIN_GROUPS) and (third == 0 or third >= floor)
    exact = {group: here.get(group, 0) if safe and not few[group] else None for group in GroupKind}
    told_by_total = sum(here.values()) in (len(GroupKind) * (floor - 1), len(MAIN_GROUPS) * floor + 1)
    return Headcount(exact, dict.fromkeys(GroupKind) if told_by_total and not safe else few)
