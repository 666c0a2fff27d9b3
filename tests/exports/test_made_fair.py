"""What a file says of itself is true of this session: also where a group was too small to be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goldens import SESSIONS
from outcomes import a_session, a_small_group, said
from reading import text_of

from workshop.domain.record.fairness import made_fair
from workshop.exports.bid import bid
from workshop.exports.blocks import Text
from workshop.exports.summary import who_was_here
from workshop.exports.telling import Telling

EQUAL, SIDE_BY_SIDE = "Both groups count the same", "side by side"
LARGER = "in it the larger group weighs more"


def rules(outcome):
    return " ".join(rule.said(said) for rule in made_fair(outcome))


def test_groups_that_are_shown_count_the_same_and_stand_side_by_side():
    text = rules(a_session())

    assert EQUAL in text
    assert SIDE_BY_SIDE in text
    assert LARGER not in text


@pytest.mark.parametrize("suffix", ["html", "docx", "xlsx"])
def test_where_only_the_room_is_shown_no_file_says_that_groups_stand_side_by_side(suffix):
    text = text_of(suffix, SESSIONS["six"]())

    assert EQUAL not in text
    assert SIDE_BY_SIDE not in text
    assert LARGER in text


def test_where_one_vote_shows_groups_and_another_the_room_both_are_said():
    whole, small = a_session(), a_small_group()
    mixed = replace(whole, topics=(*whole.topics, *small.topics))

    assert EQUAL in rules(mixed)
    assert LARGER in rules(mixed)


def test_a_bid_tells_a_funder_whose_answers_these_are():
    told = " ".join(block.text for block in bid(Telling(SESSIONS["six"](), said)) if isinstance(block, Text))

    assert "What they said is given for the whole room" in told
    assert EQUAL not in told


def test_that_groups_cannot_be_counted_is_said_once():
    outcome = SESSIONS["six"]()
    groups = tuple(replace(group, here=None, few=None) for group in outcome.groups)

    assert list(who_was_here(Telling(replace(outcome, groups=groups), said))) == [
        "People who joined: 6",
        "How many were in each group is not said, or a small group would be known",
    ]
