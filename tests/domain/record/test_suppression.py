"""No attacker who knows the rules narrows a suppressed count to one value: tried by making all tables that look alike."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from workshop.domain.record.suppression import leave_room, rounded, suppressed


def look(counts, joined):
    """What one group's table looks like from outside, with how many people there were."""
    cells = suppressed(counts)
    if cells is None or (None in cells and not leave_room([cells], joined)):
        return None
    return cells, rounded(sum(counts)) if None not in cells else None, rounded(joined)


def possible_values(tables, people):
    """For each look the values that each suppressed cell has, in all the tables that look so."""
    values = defaultdict(lambda: defaultdict(set))
    for counts in tables:
        for joined in people(sum(counts)):
            seen = look(counts, joined)
            for at, figure in enumerate(seen[0] if seen else ()):
                if figure is None:
                    values[seen][at].add(counts[at])
    return values


def all_voted(votes):
    """How many there were, for who takes it that everybody voted."""
    return [votes]


def some_did_not(votes):
    """And for who does not: the largest of each ten or so of numbers that look alike."""
    return [joined for joined in range(7, 70, 5) if joined >= votes]


@pytest.mark.parametrize("people", [all_voted, some_did_not])
@pytest.mark.parametrize(("cells", "most"), [(2, 45), (3, 23), (4, 13)])
def test_no_suppressed_count_is_narrowed_to_one_value(cells, most, people):
    values = possible_values(product(range(most), repeat=cells), people)

    # Where a figure may stand for a larger count than was tried, not all tables that look so were made.
    whole = {seen: each for seen, each in values.items() if max(figure or 0 for figure in seen[0]) + 2 < most}
    assert len(whole) > 5
    assert [(seen, at) for seen, each in whole.items() for at, found in each.items() if len(found) < 2] == []


def test_people_who_all_say_something_else_are_not_given_away_by_how_many_they_were():
    one_each, seven_each = (1,) * 12, (7,) * 4

    assert (look(one_each, 12), look(seven_each, 28)) == (None, None)
    assert look(one_each, 13)[0] == (None,) * 12
    assert look(seven_each, 27)[0] == (None,) * 4


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (62, 60)]
)
def test_small_counts_are_suppressed_and_others_rounded_to_the_nearest_five(count, shown):
    assert rounded(count) == shown


def test_nothing_is_said_of_a_group_of_seven_or_fewer():
    assert suppressed((0, 7, 0)) is None
    assert suppressed((1, 1, 1, 1, 1, 1, 1)) is None
    assert suppressed((0, 8, 0)) == (0, 10, 0)


def test_a_count_that_would_stand_alone_has_company():
    assert suppressed((3, 9, 20, 0)) == (None, None, 20, 0)
    assert suppressed((3, 4, 20, 0)) == (None, None, 20, 0)
