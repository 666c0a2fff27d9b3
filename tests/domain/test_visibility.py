"""The reveal rule and the small-group rule: nothing that is shown may tell how a few people voted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from workshop.domain.framework import Showing
from workshop.domain.groups import MAIN_GROUPS, Bloc, GroupKind
from workshop.domain.stages import Stage
from workshop.domain.visibility import (
    LIVE_BATCH,
    LIVE_FLOOR,
    WHOLE_ROOM_FLOOR,
    Rule,
    Sight,
    Why,
    changed,
    headcount,
    live_figures_due,
    remark_groups,
    see,
    size,
    whole_room,
)

AFTER = next(way for way in Showing if way is not Showing.LIVE)
counts = st.dictionaries(st.sampled_from("abc"), st.integers(1, 4))
ballots = st.dictionaries(st.sampled_from(Bloc), counts)
floors = st.integers(3, 6)


def rule(stage=Stage.SHOWN, showing=AFTER, floor=3, **more):
    return Rule(stage=stage, showing=showing, floor=floor, **more)


# Before anything is shown


@given(ballots, ballots, st.sampled_from([Stage.WAITING, Stage.OPEN]), floors)
def test_hidden_votes_look_the_same_whatever_they_say(one, other, stage, floor):
    assert see(one, rule(stage, floor=floor)) == see(other, rule(stage, floor=floor)) == Sight(Why.HIDDEN)


@given(ballots, ballots, st.none() | counts)
def test_an_open_live_vote_tells_only_what_was_published(one, other, published):
    open_live = rule(Stage.OPEN, Showing.LIVE, published=published)

    assert see(one, open_live) == see(other, open_live)


@given(ballots, st.none() | counts)
def test_a_live_vote_that_was_put_aside_is_hidden(votes, published):
    assert see(votes, rule(Stage.WAITING, Showing.LIVE, published=published)) == Sight(Why.HIDDEN)


# Small groups


@given(ballots, floors, st.sampled_from(Showing))
def test_fewer_than_three_ballots_are_not_shown_at_all(votes, floor, showing):
    assume(size(whole_room(votes)) < WHOLE_ROOM_FLOOR)

    assert see(votes, rule(showing=showing, floor=floor)) == Sight(Why.TOO_FEW)


@given(ballots, floors)
def test_groups_that_are_shown_apart_are_both_big_enough(votes, floor):
    sight = see(votes, rule(floor=floor))

    assert sight.apart is None or all(size(group) >= floor for group in sight.apart)


@pytest.mark.parametrize("small", MAIN_GROUPS)
def test_one_small_group_keeps_both_from_being_shown_apart(small):
    votes = {Bloc(group.value): {"a": 2 if group is small else 9} for group in MAIN_GROUPS}

    assert see(votes, rule()) == Sight(Why.SMALL_GROUP, whole={"a": 11})


@given(ballots, floors, st.none() | ballots)
def test_whole_room_less_both_groups_is_nobody_or_enough_people(votes, floor, first):
    sight = see(votes, rule(floor=floor, first=first))

    if sight.apart and sight.whole is not None:
        rest = size(sight.whole) - sum(map(size, sight.apart))
        assert rest == 0 or rest >= floor


@given(ballots, floors)
def test_a_sight_holds_only_votes_that_were_cast(votes, floor):
    sight = see(votes, rule(floor=floor))

    everything = Counter(whole_room(votes))
    for part in (sight.whole, Counter(sight.apart[0]) + Counter(sight.apart[1]) if sight.apart else None):
        assert part is None or Counter(part) <= everything


# The third group


def test_a_few_people_of_the_third_group_are_counted_on_the_side_they_named():
    votes = {
        Bloc.USES: {"a": 3},
        Bloc.WORKS: {"b": 3},
        Bloc.EITHER_USES: {"b": 1},
        Bloc.EITHER_WORKS: {"a": 1},
    }

    sight = see(votes, rule())

    assert sight.apart == ({"a": 3, "b": 1}, {"b": 3, "a": 1})
    assert sight.whole == {"a": 4, "b": 4}  # nobody is left over


def test_somebody_who_named_no_side_keeps_the_whole_room_from_being_shown():
    votes = {Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}, Bloc.EITHER: {"c": 1}}

    sight = see(votes, rule())

    assert (sight.why, sight.apart, sight.whole) == (Why.APART, ({"a": 3}, {"b": 3}), None)


def test_a_big_third_group_is_folded_into_neither_side():
    votes = {Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}, Bloc.EITHER_USES: {"c": 3}}

    sight = see(votes, rule())

    assert sight.apart == ({"a": 3}, {"b": 3})
    assert sight.whole == {"a": 3, "b": 3, "c": 3}


@given(st.integers(0, 5), st.integers(0, 5), floors)
def test_a_second_vote_folds_the_third_group_exactly_when_the_first_did(before, now, floor):
    def room(third):
        return {Bloc.USES: {"a": 9}, Bloc.WORKS: {"b": 9}, Bloc.EITHER_USES: {"c": third}}

    sight = see(room(now), rule(floor=floor, first=room(before)))

    assert size(sight.apart[0]) == (9 + now if 0 < before < floor else 9)


# Whose remark is whose


@given(ballots, floors, st.lists(st.sampled_from(Bloc), max_size=6))
def test_a_remark_that_names_no_side_is_never_known_to_be_from_one_of_a_few(votes, floor, writers):
    sight = see(votes, rule(floor=floor))
    said = remark_groups(writers, sight)

    unnamed = [bloc for bloc, group in zip(writers, said, strict=True) if group is None]
    if any(said) and unnamed:
        assert sum(size(votes.get(bloc, {})) for bloc in Bloc if bloc not in (Bloc.USES, Bloc.WORKS)) >= floor


@given(ballots, floors, st.lists(st.sampled_from(Bloc), max_size=6))
def test_a_remark_goes_with_the_side_that_its_writer_named_or_with_none(votes, floor, writers):
    sides = {Bloc.USES: "uses", Bloc.EITHER_USES: "uses", Bloc.WORKS: "works", Bloc.EITHER_WORKS: "works"}

    for bloc, group in zip(writers, remark_groups(writers, see(votes, rule(floor=floor))), strict=True):
        assert group is None or group == sides[bloc]


@given(ballots, floors, st.lists(st.sampled_from(Bloc), min_size=1, max_size=6))
def test_where_the_groups_are_not_shown_apart_no_remark_says_its_side(votes, floor, writers):
    sight = see(votes, rule(floor=floor))

    assert sight.apart or not any(remark_groups(writers, sight))


def test_one_who_named_no_side_voted_so_no_remark_says_its_side():
    sight = see({Bloc.USES: {"a": 3}, Bloc.WORKS: {"b": 3}, Bloc.EITHER: {"c": 1}}, rule())

    assert remark_groups([Bloc.USES, Bloc.EITHER], sight) == remark_groups([Bloc.USES, Bloc.WORKS], sight) == [None] * 2


# Live results


@given(st.none() | counts, counts, st.integers(0, 5))
def test_live_figures_move_by_three_votes_or_more(published, now, waiting_for):
    if live_figures_due(published, now, waiting_for=waiting_for):
        assert size(now) >= LIVE_FLOOR
        assert changed(published or {}, now) >= LIVE_BATCH
        assert waiting_for == 0 or waiting_for >= LIVE_BATCH


@pytest.mark.parametrize(
    ("published", "now", "waiting_for", "due"),
    [
        (None, {"a": 4}, 9, False),
        (None, {"a": 5}, 9, True),
        ({"a": 5}, {"a": 7}, 7, False),
        ({"a": 5}, {"a": 8}, 6, True),
        ({"a": 5}, {"a": 3, "b": 2}, 6, False),  # two changed their minds
        ({"a": 5}, {"a": 2, "b": 3}, 6, True),
        ({"a": 5}, {"a": 8}, 2, False),
        ({"a": 5}, {"a": 10}, 0, True),
    ],
)
def test_live_figures_begin_with_five_move_by_three_and_wait_for_the_last_two(published, now, waiting_for, due):
    assert live_figures_due(published, now, waiting_for=waiting_for) is due


@given(st.lists(st.sampled_from("abc"), max_size=20))
def test_a_live_vote_shows_steps_of_three_or_more_to_the_very_end(choices):
    pictures, published, now = [], None, Counter()
    for tapped, choice in enumerate(choices, start=1):
        now[choice] += 1
        if live_figures_due(published, dict(now), waiting_for=len(choices) - tapped):
            published = dict(now)
            pictures.append(published)
    last = see({Bloc.USES: dict(now)}, rule(showing=Showing.LIVE, published=published))
    pictures += [last.whole] if last.whole and last.whole != published else []

    for before, after in zip([{}, *pictures], pictures, strict=False):
        assert changed(before, after) >= LIVE_BATCH


def test_the_last_one_or_two_live_votes_are_left_out_and_counted():
    sight = see({Bloc.USES: {"a": 7}}, rule(showing=Showing.LIVE, published={"a": 5}))

    assert sight == Sight(Why.LIVE, whole={"a": 5}, left_out=2)


# Who is here


@given(st.dictionaries(st.sampled_from(GroupKind), st.integers(0, 9)), floors)
def test_a_headcount_never_gives_the_size_of_a_small_group(here, floor):
    told = headcount(here, floor)

    for group in GroupKind:
        assert told.exact[group] is None or told.exact[group] == here.get(group, 0) >= floor
        assert told.few[group] in (None, here.get(group, 0) < floor)


@given(st.dictionaries(st.sampled_from(GroupKind), st.integers(0, 9)), floors)
def test_no_small_group_can_be_worked_out_from_the_total(here, floor):
    told = headcount(here, floor)

    if any(told.exact.values()):
        rest = sum(here.values()) - sum(number or 0 for number in told.exact.values())
        assert rest == 0 or rest >= floor
