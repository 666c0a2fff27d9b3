"""What a journey may say of several sessions together: nothing that tells how a few people voted in one of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations, combinations_with_replacement

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.framework import Choice, QuestionKind, QuestionPlan, Showing
from workshop.domain.groups import Bloc, Side
from workshop.domain.journey.stops import Reading, Share, Stop, about, line_up
from workshop.domain.stages import Stage
from workshop.domain.visibility import LIVE_BATCH, Rule, Sight, Why, one_could_stand_out, see, side_by_side, size

FLOOR = 3
APART = (Choice("not_sure", "Not sure"), Choice("pass", "Pass"))


def plan(rungs=7, kind=QuestionKind.LADDER):
    """A question with so many steps."""
    steps = tuple(Choice(f"rung_{n}", f"Step {n}", place=n, number=n) for n in range(1, rungs + 1))
    return QuestionPlan("ladder_now", kind, "Where are we?", "", (*steps, *APART))


def have():
    """A question of Appendix 1: was it done?"""
    choices = tuple(Choice(key, key, place=n) for n, key in enumerate(("yes", "tried", "no"), 1))
    return QuestionPlan("have_x", QuestionKind.PICK, "A choir", "Have we done this?", (*choices, *APART))


def stop(sight, asks=None, **more):
    """A session in which one question came to this."""
    asks = asks or plan()
    offered = tuple(choice.key for choice in asks.choices)
    apart, whole = (None, None) if sight is None else (sight.apart, sight.whole)
    reading = Reading(key=asks.key, round=1, asked="a", named="n", offered=offered, apart=apart, whole=whole)
    return Stop(opened=date(2026, 1, 1), ladder="l", subject="s", floor=FLOOR, joined=9, readings=(reading,), **more)


def placed(*rungs):
    """Votes of one group, by the numbers of the steps."""
    return dict(Counter(f"rung_{rung}" for rung in rungs))


def apart(uses, works):
    return Sight(Why.APART, apart=(uses, works))


def room(votes):
    return Sight(Why.SMALL_GROUP, whole=votes)


def lined(*sights, asks=None):
    """Those sessions side by side."""
    asks = asks or plan()
    return line_up([stop(sight, asks) for sight in sights], asks)


votes = st.dictionaries(st.sampled_from([f"rung_{n}" for n in range(1, 8)] + ["pass"]), st.integers(1, 4))
ballots = st.dictionaries(st.sampled_from(Bloc), votes, min_size=1)
after = Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=FLOOR)


# Whoever holds every session's own outcome learns nothing new


@given(st.lists(ballots, min_size=1, max_size=4), st.data())
def test_hidden_votes_change_nothing_in_a_journey(sessions, data):
    """Votes of a hidden group are given to others of the room: its result is the same, and so is the journey."""
    sights = [see(each, after) for each in sessions]
    others = []
    for each, sight in zip(sessions, sights, strict=True):
        bloc = data.draw(st.sampled_from(Bloc))
        together = Counter()
        for counts in each.values():
            together.update(counts)
        changed = {bloc: dict(together)} if sight.apart is None else each
        others.append(see(changed, after))

    assert [sight.whole for sight in sights if sight.apart is None] == [
        sight.whole for sight in others if sight.apart is None
    ]
    assert lined(*others) == lined(*sights)


@given(st.lists(ballots, min_size=2, max_size=4), votes)
def test_what_is_said_of_one_session_depends_on_no_vote_in_another(sessions, other):
    sights = [see(each, after) for each in sessions]
    elsewhere = [_another(sight, other) for sight in sights[1:]]

    assert lined(sights[0], *elsewhere).entries[0] == lined(*sights).entries[0]


def _another(sight, other):
    """A sight of the same sizes in which people voted otherwise."""
    moved = [f"rung_{n}" for n in range(1, 8)]

    def instead(counts):
        key = next(iter(other), moved[0])
        return {key: size(counts)} if size(counts) else {}

    if sight.apart is not None:
        return replace(sight, apart=(instead(sight.apart[0]), instead(sight.apart[1])))
    return replace(sight, whole=instead(sight.whole)) if sight.whole is not None else sight


# Groups beside groups, rooms beside rooms


@given(st.lists(ballots.map(lambda each: see(each, after)) | st.none(), max_size=6))
def test_a_whole_room_and_a_group_never_stand_side_by_side(sights):
    beside = side_by_side(sights)

    kinds = {"apart" if sight.apart is not None else "room" for sight in beside if sight is not None}
    assert len(kinds) <= 1
    assert not any(sight.apart is not None and sight.whole is not None for sight in beside if sight is not None)
    assert len(beside) == len(sights)


def test_a_year_with_a_small_group_is_left_out_beside_years_with_two_groups():
    both = apart(placed(1, 2, 3), placed(4, 5, 6))

    line = lined(both, room(placed(1, 2, 3, 7, 7)), both)

    assert [[one.side for one in entry.seen] for entry in line.entries] == [
        [Side.USES, Side.WORKS],
        [],
        [Side.USES, Side.WORKS],
    ]
    assert [entry.aside for entry in line.entries] == [False, True, False]


def test_years_of_small_groups_stand_side_by_side_as_rooms():
    line = lined(room(placed(1, 1, 2, 7, 7)), room(placed(2, 2, 2, 2, 2, 2, 7, 7)))

    assert [[one.side for one in entry.seen] for entry in line.entries] == [[Side.ROOM], [Side.ROOM]]


# The same people less one


@pytest.mark.parametrize("fewer", [1, 2])
@pytest.mark.parametrize("steps", [3, 4, 5])
@pytest.mark.parametrize("people", [4, 5, 6])
def test_the_same_people_less_one_or_two_do_not_tell_how_those_voted(people, steps, fewer):
    """Whoever knows that nobody else changed their mind, and reads the journey, cannot tell what was voted."""
    if people - fewer < FLOOR:
        people += fewer
    asks, staff = plan(steps), placed(*[2] * 9)
    might_be = defaultdict(set)
    for group in combinations_with_replacement(range(1, steps + 1), people):
        for gone in set(combinations(group, fewer)):
            left = Counter(group) - Counter(gone)
            line = lined(apart(placed(*group), staff), apart(placed(*left.elements()), staff), asks=asks)
            might_be[repr(line_without_readings(line))].add(gone)

    for told, possible in might_be.items():
        for one in range(fewer):
            assert len({gone[one] for gone in possible}) > 1, told


@pytest.mark.parametrize("people", [4, 5, 6])
def test_nor_do_they_tell_who_said_that_something_was_done(people):
    asks, might_be, staff = have(), defaultdict(set), {"yes": 9}
    for group in combinations_with_replacement(("yes", "tried", "no", "not_sure", "pass"), people):
        for gone in set(group):
            left = Counter(group) - Counter([gone])
            line = lined(apart(dict(Counter(group)), staff), apart(dict(left), staff), asks=asks)
            might_be[repr(line_without_readings(line))].add(gone)

    assert all(len(possible) > 1 for possible in might_be.values())


def line_without_readings(line):
    """What a journey says; the readings behind it are never shown."""
    return [replace(entry, reading=None) for entry in line.entries]


def test_nearly_the_same_number_of_people_is_said_roughly_and_without_a_gap():
    staff = placed(*[6] * 5)

    line = lined(apart(placed(*[4] * 6), staff), apart(placed(*[4] * 5), staff))

    assert [(entry.seen[0].low.number, entry.seen[0].high.number) for entry in line.entries] == [(3, 4), (3, 4)]
    assert [entry.seen[0].rough for entry in line.entries] == [True, True]
    assert [entry.seen[1].rough for entry in line.entries] == [False, False]
    assert [entry.gap for entry in line.entries] == [None, None]


def test_three_people_more_are_enough_for_an_exact_middle_and_gap():
    staff = placed(*[6] * 5)

    line = lined(apart(placed(*[4] * 8), staff), apart(placed(*[3] * 5), staff))

    assert [(entry.seen[0].low.number, entry.seen[0].rough) for entry in line.entries] == [(4, False), (3, False)]
    assert [entry.gap for entry in line.entries] == [2, 3]


@given(st.integers(3, 60), st.integers(3, 60))
def test_who_came_or_went_is_safe_from_three_people_on(one, other):
    assert one_could_stand_out(one, other) == one_could_stand_out(other, one) == (0 < abs(one - other) < LIVE_BATCH)


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_rough_place_holds_the_place_and_two_places_or_more(places, place):
    place = min(place, places)

    low, high = about(place, places)

    assert 1 <= low <= place <= high <= places
    assert high - low >= min(1, places - 1)


# What is said


def test_steps_keep_their_number_where_others_were_left_out():
    asks = plan()
    fewer = stop(apart(placed(5, 5, 5), placed(7, 7, 7)), asks)
    reading = fewer.readings[0]
    offered = tuple(key for key in reading.offered if key not in ("rung_1", "rung_6"))

    line = line_up([replace(fewer, readings=(replace(reading, offered=offered),))], asks)

    assert [one.low.number for one in line.entries[0].seen] == [5, 7]
    assert line.entries[0].gap == 1  # the step between them was left out, and no gap counts it


def test_a_group_that_placed_no_vote_has_no_place():
    line = lined(apart({"pass": 3}, placed(2, 2, 2)))

    assert [one.low for one in line.entries[0].seen] == [None, plan().choices[1]]
    assert line.entries[0].gap is None


@pytest.mark.parametrize(
    ("said", "share"),
    [
        ({"yes": 4, "tried": 2, "no": 3}, Share.MANY),
        ({"yes": 1, "pass": 2}, Share.FEW),
        ({"yes": 2, "no": 2}, Share.SOME),
    ],
)
def test_what_was_done_is_said_in_three_words_and_no_figure(said, share):
    line = lined(apart(said, {"no": 9}), asks=have())

    assert [one.share for one in line.entries[0].seen] == [share, Share.FEW]
