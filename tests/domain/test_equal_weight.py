"""The groups count the same: however many more there are of one, what is said of either does not move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.domain.findings.ranking import is_tried, lists_of
from workshop.domain.findings.sentences import meaning
from workshop.domain.framework import Choice, QuestionKind, Showing, TopicKind
from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import QuestionOutcome, RoundOutcome, TopicOutcome
from workshop.domain.planning.proposals import chosen, is_agreed
from workshop.domain.stages import Stage
from workshop.domain.tally import Finding, tally
from workshop.domain.visibility import Rule, see

PLACES = ("a", "b", "c", "d", "e", "f", "g")
CHOICES = (*(Choice(key, key.upper(), place=n) for n, key in enumerate(PLACES, 1)), Choice("pass", "Pass"))
HAVE = (Choice("yes", "Yes", place=1), Choice("tried", "Tried", place=2), Choice("no", "No", place=3))
HAVE = (*HAVE, Choice("dont_know", "I do not know"), Choice("pass", "Pass"))
NEXT = (Choice("change", "Change it", place=1), Choice("try", "Try it", place=2), Choice("pass", "Pass"))
NAMES = {GroupKind.USES: "We who use it", GroupKind.WORKS: "We who work here", GroupKind.EITHER: "Both"}
KINDS = st.sampled_from(QuestionKind)
TIMES = st.integers(1, 12)


def votes_for(choices, least=3):
    """The votes of one group: enough of them to be shown apart."""
    keys = st.sampled_from([choice.key for choice in choices])
    return st.lists(keys, min_size=least, max_size=9)


def counted(votes, times=1):
    return {key: times * votes.count(key) for key in votes}


def tally_of(uses, works, *, kind=QuestionKind.LADDER, choices=CHOICES, times=1):
    """What is said where every vote of staff was cast `times` times over."""
    ballots = {Bloc.USES: counted(uses), Bloc.WORKS: counted(works, times)}
    sight = see(ballots, Rule(stage=Stage.SHOWN, showing=Showing.TOGETHER, floor=3))
    return tally(sight, kind=kind, choices=choices)


def said(found, choices=CHOICES):
    says = meaning(found, "apart", choices=choices, names=NAMES)
    return [phrase.said(str) for phrase in says.sentences()]


def form(uses, works, times, *, asks, choices):
    """A form with one activity, of which so much was asked."""
    found = tally_of(uses, works, kind=QuestionKind.PICK, choices=choices, times=times)
    round_ = RoundOutcome(number=1, voted=9, joined=9, why="apart", tally=found)
    question = QuestionOutcome(
        id=1, key="q", kind=QuestionKind.PICK, wording="Surveys", line="", talk="", choices=choices,
        showing=Showing.TOGETHER, stage=Stage.SHOWN, part=1, part_title="", item="surveys", asks=asks, rounds=(round_,),
    )  # fmt: skip
    topic = TopicOutcome(key="tried", kind=TopicKind.FORM, title="", number=1, skipped=False, questions=(question,))
    return question, topic


def on(lists):
    """Which lists the activity is on."""
    return [bool(lines) for lines in (lists.differ, lists.change, lists.begin, lists.unaware)]


@given(votes_for(CHOICES), votes_for(CHOICES), KINDS, TIMES)
def test_what_is_said_is_the_same_however_many_more_staff_there_are(uses, works, kind, times):
    alike, outnumbered = (tally_of(uses, works, kind=kind, times=n) for n in (1, times))

    assert said(outnumbered) == said(alike)
    assert outnumbered.uses == alike.uses
    assert (outnumbered.gap, outnumbered.balanced, outnumbered.works.middle) == (
        alike.gap,
        alike.balanced,
        alike.works.middle,
    )


@given(votes_for(CHOICES), votes_for(CHOICES), votes_for(CHOICES))
def test_what_staff_say_does_not_move_what_is_said_of_people_who_use_the_service(uses, works, others):
    assert tally_of(uses, works).uses == tally_of(uses, others).uses


@given(votes_for(CHOICES), votes_for(CHOICES), KINDS)
def test_there_is_no_middle_of_everybody_beside_the_two_groups(uses, works, kind):
    found = tally_of(uses, works, kind=kind)

    assert found.room is not None
    assert found.room.middle is None


def test_nine_staff_do_not_outvote_three_who_use_the_service():
    found = tally_of(["b"] * 3, ["f"] * 9)

    assert (found.finding, found.gap, found.balanced) == (Finding.DIFFERENT, 4.0, 4.0)


UNSURE = "Many of us were not sure, or passed. That counts too."
OF_SOME = "What we say here is only of those who chose:"
SAME = "We see this much the same way."


@pytest.mark.parametrize(
    ("uses", "works", "first"),
    [
        (["d"] + ["pass"] * 8, ["d"] * 9, [UNSURE, OF_SOME, SAME]),
        (["d"] * 9, ["d"] * 4 + ["pass"] * 5, [UNSURE, OF_SOME, SAME]),
        (["d"] * 5 + ["pass"] * 4, ["d"] * 9, [SAME]),
        (["a"] + ["pass"] * 8, ["g"] * 9, ["We see this differently: six steps apart.", UNSURE, OF_SOME]),
        (["pass"] * 3, ["g"] * 9, [UNSURE]),
    ],
)
def test_nothing_is_said_of_a_group_by_the_few_of_it_who_chose(uses, works, first):
    assert said(tally_of(uses, works))[: len(first)] == first


def test_of_a_pick_too_nothing_is_said_by_the_few_who_chose():
    found = tally_of(["change"] + ["pass"] * 8, ["change"] * 9, kind=QuestionKind.PICK, choices=NEXT)

    assert said(found, NEXT) == [UNSURE, OF_SOME, "Both groups chose “Change it” most."]


@given(votes_for(CHOICES), votes_for(CHOICES))
def test_agreed_is_said_only_where_most_of_either_group_are_near(uses, works):
    found = tally_of(uses, works)

    if found.finding is Finding.AGREED:
        for votes in (uses, works):
            placed = [PLACES.index(vote) + 1 for vote in votes if vote != "pass"]
            assert sum(abs(place - found.balanced) <= 1 for place in placed) >= 0.7 * len(placed)


@given(votes_for(NEXT), votes_for(NEXT), TIMES)
def test_a_suggestion_is_agreed_in_both_groups_or_not_at_all(uses, works, times):
    yes_first = replace(NEXT[0], key="change")
    found = tally_of(uses, works, kind=QuestionKind.PICK, choices=(yes_first, *NEXT[1:]), times=times)

    agreed = all(votes.count("change") * 2 > votes.count("change") + votes.count("try") for votes in (uses, works))

    assert is_agreed(found) is agreed


@given(st.lists(st.tuples(votes_for(NEXT), votes_for(NEXT)), min_size=1, max_size=6), TIMES)
def test_more_staff_choose_no_other_ideas(ideas, times):
    def picked(n):
        tallies = [tally_of(u, w, kind=QuestionKind.PICK, choices=NEXT, times=n) for u, w in ideas]
        return chosen(dict(enumerate(tallies)))

    assert picked(times) == picked(1)


@given(votes_for(HAVE), votes_for(HAVE), TIMES)
def test_more_staff_offer_no_other_activities_for_a_closer_look(uses, works, times):
    (one, alike), (many, outnumbered) = (form(uses, works, n, asks="have", choices=HAVE) for n in (1, times))

    assert is_tried(many) is is_tried(one)
    assert on(lists_of(outnumbered)) == on(lists_of(alike))


@given(votes_for(NEXT), votes_for(NEXT), TIMES)
def test_more_staff_put_nothing_else_on_the_short_lists(uses, works, times):
    (_, alike), (_, outnumbered) = (form(uses, works, n, asks="next", choices=NEXT) for n in (1, times))

    assert on(lists_of(outnumbered)) == on(lists_of(alike))


def test_what_all_three_who_use_the_service_did_is_offered_though_thirty_staff_did_not():
    question, _ = form(["yes"] * 3, ["no"] * 30, 1, asks="have", choices=HAVE)

    assert is_tried(question)
