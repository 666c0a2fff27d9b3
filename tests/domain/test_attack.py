"""An attacker holds everything that a round lets out, and tries every way in which the votes could have been cast.

What is let out: the sight (page, push and every file are made of it), "k of n", which is said before, and the
headcount of lobby and desk. Whatever the votes were, no small group's are the only ones that fit; the one exception
is said before joining: if all who are shown together vote the same way, people may work it out.
"""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest

from workshop.domain.framework import Showing
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.stages import Stage
from workshop.domain.visibility import Rule, headcount, remark_groups, see, size, whole_room

FLOOR = 3
CHOICES = ("a", "b")
THIRD = (Bloc.EITHER, Bloc.EITHER_USES, Bloc.EITHER_WORKS)


def ways(people):
    """Every way in which so many people could vote, as counts."""
    for votes in combinations_with_replacement(CHOICES, people):
        yield {choice: votes.count(choice) for choice in CHOICES if choice in votes}


def rooms(largest=4, third=2):
    """Every small room: how many of each bloc, and every way in which they could vote."""
    sizes = product(range(largest + 1), range(largest + 1), *[range(third + 1)] * len(THIRD))
    for counts in sizes:
        if 3 <= sum(counts) <= 7:
            yield dict(zip((Bloc.USES, Bloc.WORKS, *THIRD), counts, strict=True))


def let_out(sizes, ballots, first=None):
    """All that anybody is told of a round that is shown."""
    sight = see(ballots, Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR, first=first))
    people = {GroupKind.USES: sizes[Bloc.USES], GroupKind.WORKS: sizes[Bloc.WORKS]}
    people[GroupKind.EITHER] = sum(sizes[bloc] for bloc in THIRD)
    here = headcount(people, FLOOR)
    apart = tuple(tuple(sorted(counts.items())) for counts in sight.apart) if sight.apart else None
    whole = tuple(sorted(sight.whole.items())) if sight.whole is not None else None
    return sight.why, apart, whole, sum(sizes.values()), tuple(here.exact.items()), tuple(here.few.items())


def cast(sizes):
    """Every way in which a room could vote."""
    blocs = [bloc for bloc in sizes if sizes[bloc]]
    for votes in product(*(list(ways(sizes[bloc])) for bloc in blocs)):
        yield dict(zip(blocs, votes, strict=True))


def votes_of(ballots, group):
    """How a group of people voted, those of the third by themselves."""
    blocs = THIRD if group is GroupKind.EITHER else (Bloc(group.value),)
    return tuple(sorted(whole_room({bloc: ballots.get(bloc, {}) for bloc in blocs}).items()))


@pytest.fixture(scope="module")
def fits():
    """By what is let out: all votes that fit it. The attacker even knows how many people there are of each bloc."""
    found = {}
    for sizes in rooms():
        for ballots in cast(sizes):
            key = tuple(sizes.items()), let_out(sizes, ballots)
            found.setdefault(key, []).append(ballots)
    return found


def is_unanimous(told):
    """Does every figure that is shown stand at one choice? Then it is said before joining what that may tell."""
    _, apart, whole, *_ = told
    shown = [counts for counts in (*(apart or ()), whole) if counts]
    return any(len(counts) == 1 for counts in shown)


@pytest.mark.parametrize("group", GroupKind)
def test_no_vote_of_a_group_below_the_floor_is_the_only_one_that_fits(fits, group):
    found = shown = 0
    for (sizes, told), possible in fits.items():
        people = sum(count for bloc, count in sizes if (bloc in THIRD) is (group is GroupKind.EITHER) and (
            group is GroupKind.EITHER or bloc.value == group.value))  # fmt: skip
        if not 0 < people < FLOOR or is_unanimous(told):
            continue
        found += 1
        shown += told[1] is not None or told[2] is not None
        assert len({votes_of(ballots, group) for ballots in possible}) > 1, (sizes, told)
    assert found > 50
    assert shown > 50, "nothing was shown, so nothing was hidden either"


def test_what_is_shown_of_a_main_group_is_of_as_many_people_as_the_floor(fits):
    shown = [apart for _, (_, apart, *_) in fits if apart is not None]

    assert 50 < len(shown) < len(fits) - 50
    assert all(size(dict(counts)) >= FLOOR for apart in shown for counts in apart)


@pytest.mark.parametrize("floor", [3, 4, 5])
def test_no_size_of_a_small_group_is_the_only_one_that_fits_what_is_said_of_who_is_here(floor):
    by_what_is_said = {}
    most = 3 * floor + 2
    for counts in (counts for counts in product(range(most + 1), repeat=3) if sum(counts) <= most):
        here = dict(zip(GroupKind, counts, strict=True))
        told = headcount(here, floor)
        said = sum(counts), tuple(told.exact.items()), tuple(told.few.items())
        by_what_is_said.setdefault(said, []).append(here)

    for said, possible in by_what_is_said.items():
        for group in GroupKind:
            sizes = {here[group] for here in possible}
            assert len(sizes) > 1 or not 0 < min(sizes) < floor, said


def test_the_second_round_folds_as_the_first_so_no_difference_gives_the_third_group_away():
    # The third group's one person changes sides between the rounds for nobody: with them, both rounds count alike.
    for third, choice in product(THIRD, CHOICES):
        first = {Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}, third: {choice: 1}}
        for now in CHOICES:
            second = {**first, third: {now: 1}}
            sights = [
                see(votes, Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR, first=before))
                for votes, before in ((first, None), (second, first))
            ]
            sizes = [tuple(size(counts) for counts in sight.apart) for sight in sights]
            assert sizes[0] == sizes[1]


def test_a_third_person_who_stays_away_from_the_second_vote_is_not_the_difference():
    first = {Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}, Bloc.EITHER: {"a": 1}}
    second = {Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}}

    one = see(first, Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR))
    two = see(second, Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR, first=first))

    assert one.whole is None
    assert (two.apart, two.whole) == (one.apart, {"a": 3, "b": 3})


def test_no_remark_is_the_only_one_that_a_person_of_a_small_third_group_can_have_written(fits):
    for (sizes, _), possible in fits.items():
        third = sum(count for bloc, count in sizes if bloc in THIRD)
        sight = see(possible[0], Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR))
        if not 0 < third < FLOOR or sight.apart is None:
            continue
        writers = [bloc for bloc, count in sizes if count]
        said = remark_groups(writers, sight)
        assert None not in said or set(said) == {None}
