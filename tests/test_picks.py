"""Where people pick a few out of many, what they left alone counts as not picked, also before they have finished."""

from __future__ import annotations

import json
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from test_nothing_early import ideas, pick
from test_receipts import listed

from workshop.domain.groups import Bloc
from workshop.domain.visibility import levelled, size

__all__ = ["ideas"]  # the fixture

VOTES = st.lists(st.tuples(st.sampled_from(Bloc), st.sampled_from(["yes", "no", "pass"])), max_size=12)
PAGES = st.lists(VOTES, min_size=1, max_size=4)


def counted(room):
    """Of each idea how many are said to have voted, and how large each side's and the room's spread is."""
    questions = [
        q for t in json.loads(room.desk.get(room.at("/outcome.json")).text)["outcome"]["topics"] for q in t["questions"]
    ]
    rounds = [q["rounds"][0] for q in questions if q["asks"] == "support"]
    sides = ("uses", "works", "room")
    return [(r["voted"], *(sum(r["tally"][s]["counts"] + r["tally"][s]["aside"]) for s in sides)) for r in rounds]


def test_the_picks_of_the_one_who_has_not_finished_do_not_stand_out_by_their_number(ideas):
    pick(ideas, ideas.phones[0], 0)
    for phone in ideas.phones[1:]:
        pick(ideas, phone, 1)
        phone.post(ideas.at("/finish"))

    ideas.must("show", sure="yes")

    assert counted(ideas) == [(6, 3, 3, 6)] * 2
    assert listed(ideas) == []


def test_what_was_taken_back_from_a_page_of_picks_does_not_stand_out_either(ideas):
    for phone in ideas.phones:
        pick(ideas, phone, 1)
        phone.post(ideas.at("/finish"))
    picked = ideas.ballot(ideas.phones[0])
    taken = ideas.phones[0].post(ideas.at("/withdraw"), data=picked, headers={"HX-Request": "true"})
    assert taken.status_code == 200, taken.text

    ideas.must("show", sure="yes")

    assert counted(ideas) == [(6, 3, 3, 6)] * 2


@given(PAGES)
def test_each_group_has_as_many_votes_on_every_question_and_no_pick_is_added_or_lost(votes):
    page = [{bloc: Counter(choice for of, choice in each if of is bloc) for bloc in Bloc} for each in votes]
    level = levelled(page, "no")

    for bloc in Bloc:
        assert len({size(ballots.get(bloc, {})) for ballots in level}) == 1
    for before, after in zip(page, level, strict=True):
        for bloc in Bloc:
            was, now = (ballots.get(bloc, {}) for ballots in (before, after))
            assert all(now.get(choice, 0) == was.get(choice, 0) for choice in ("yes", "pass"))
            assert now.get("no", 0) >= was.get("no", 0)
