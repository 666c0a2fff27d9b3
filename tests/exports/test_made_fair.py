"""What a file says of itself is true of this session: also where a group was too small to be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goldens import SESSIONS
from outcomes import LADDER_AGAIN, a_round, a_session, a_small_group, plan_of, said, with_only
from reading import text_of

from workshop.domain.framework import TopicKind
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


def mixed():
    """A session in which one vote shows both groups and another the whole room only."""
    whole, small = a_session(), a_small_group()
    return replace(whole, topics=(*whole.topics, *small.topics))


def test_where_one_vote_shows_groups_and_another_the_room_both_are_said():
    assert EQUAL in rules(mixed())
    assert LARGER in rules(mixed())


APART = (
    "Both groups count the same, however many people each had."
    " Where both were large enough, their votes were shown side by side."
)
TOGETHER = (
    "Where a group was too small to show on its own, what people said is given for the whole room, so that nobody’s vote"
    " can be guessed. There the larger group weighs more."
)


def weighed(outcome):
    """What a bid says of how the groups count: all that follows how votes were hidden."""
    (how,) = [b.text for b in bid(Telling(outcome, said)) if isinstance(b, Text) and "Votes were hidden" in b.text]
    return how.partition("shows as people vote. ")[2]


def first_vote_of_few():
    """The ladder of a small group, and voted on again when there were enough."""
    small = a_small_group()
    (question,) = small.questions()
    again = a_round(plan_of("ladder_now"), LADDER_AGAIN, number=2)
    return with_only(small, replace(question, rounds=(*question.rounds, again)))


def ladder_and_form_of_few():
    """The ladder shows both groups; a form, which a bid does not list, shows the whole room."""
    whole, six = a_session(template="short"), SESSIONS["six"]()
    pairs = zip(whole.topics, six.topics, strict=True)
    return replace(whole, topics=tuple(few if few.kind is TopicKind.FORM else all_ for all_, few in pairs))


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (a_session, APART),
        (SESSIONS["six"], TOGETHER),
        (mixed, f"{APART} {TOGETHER}"),
        (first_vote_of_few, APART),
        (ladder_and_form_of_few, APART),
    ],
)
def test_a_bid_tells_a_funder_whose_the_answers_are_that_it_gives(outcome, says):
    assert weighed(outcome()) == says


def test_that_groups_cannot_be_counted_is_said_once():
    outcome = SESSIONS["six"]()
    groups = tuple(replace(group, here=None, few=None) for group in outcome.groups)

    assert list(who_was_here(Telling(replace(outcome, groups=groups), said))) == [
        "People who joined: 6",
        "How many were in each group is not said, or a small group would be known",
    ]
