"""The reveal rule and the small-group rule, on their own."""

from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.framework import Showing
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.stages import Stage
from workshop.domain.visibility import Rule, Why, headcount, live_figures_due, see, size

COUNTS = st.dictionaries(st.sampled_from(["rung_1", "rung_2", "pass"]), st.integers(0, 9))
BALLOTS = st.dictionaries(st.sampled_from(list(Bloc)), COUNTS)
THIRD = (Bloc.EITHER, Bloc.EITHER_USES, Bloc.EITHER_WORKS)


def rule(stage: Stage = Stage.SHOWN, showing: Showing = Showing.TOGETHER, floor: int = 5) -> Rule:
    return Rule(stage=stage, showing=showing, floor=floor)


@given(BALLOTS, BALLOTS)
def test_hidden_votes_look_the_same_whatever_they_say(one, other):
    hidden = rule(Stage.OPEN)

    assert see(one, hidden) == see(other, hidden)


@given(BALLOTS, st.integers(3, 9))
def test_no_group_under_the_floor_is_ever_shown_apart(ballots, floor):
    sight = see(ballots, rule(floor=floor))

    assert sight.apart is None or all(size(counts) >= floor for counts in sight.apart)


@given(BALLOTS, st.integers(3, 9))
def test_the_third_group_cannot_be_taken_from_the_whole_room(ballots, floor):
    sight = see(ballots, rule(floor=floor))

    if sight.apart and sight.whole is not None:
        third = size(sight.whole) - sum(size(counts) for counts in sight.apart)
        assert third == 0 or third >= floor


@given(BALLOTS)
def test_fewer_than_three_ballots_show_nothing(ballots):
    sight = see(ballots, rule())

    assert sight.whole is None or size(sight.whole) >= 3


def test_few_of_the_third_group_are_counted_with_the_side_that_they_chose():
    ballots = {Bloc.USES: {"a": 5}, Bloc.WORKS: {"b": 5}, Bloc.EITHER_USES: {"b": 1}}

    assert see(ballots, rule()).apart == ({"a": 5, "b": 1}, {"b": 5})


def test_a_second_vote_counts_the_third_group_as_the_first_did():
    first = {Bloc.USES: {"a": 5}, Bloc.WORKS: {"b": 5}}
    second = {**first, Bloc.EITHER_USES: {"b": 1}}
    again = Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=5, first=first)

    assert see(second, again).apart == ({"a": 5}, {"b": 5})


def test_a_small_group_is_told_as_the_reason_for_the_whole_room():
    sight = see({Bloc.USES: {"a": 4}, Bloc.WORKS: {"b": 9}}, rule())

    assert (sight.why, sight.apart) == (Why.SMALL_GROUP, None)


def test_live_figures_move_by_three_votes_and_wait_for_the_last_two():
    assert not live_figures_due(None, {"a": 4}, waiting_for=9)
    assert live_figures_due(None, {"a": 5}, waiting_for=9)
    assert not live_figures_due({"a": 5}, {"a": 7}, waiting_for=7)
    assert live_figures_due({"a": 5}, {"a": 8}, waiting_for=6)
    assert not live_figures_due({"a": 5}, {"a": 8}, waiting_for=2)


@given(st.dictionaries(st.sampled_from(list(GroupKind)), st.integers(0, 9)), st.integers(3, 9))
def test_a_headcount_never_names_a_number_under_the_floor(here, floor):
    said = headcount(here, floor)

    assert all(number is None or number >= floor for number in said.exact.values())
