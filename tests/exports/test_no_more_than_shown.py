"""No file says more than the screen did: tried with votes that nobody thought of.

A count that may not be seen is a number that stands nowhere else, so that a file which says it gives itself away.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from conftest import open_in
from hypothesis import given, settings
from hypothesis import strategies as st
from outcomes import a_question, a_round, a_session, plan_of, said
from reading import plain_text_of, text_of

from workshop.domain.groups import Bloc, GroupKind
from workshop.domain.outcome import GroupOutcome, Outcome
from workshop.domain.stages import Stage
from workshop.domain.visibility import Ballots, size, whole_room
from workshop.exports import FORMATS
from workshop.exports.publication import PUBLISHED, publish

FILES = sorted(set(FORMATS) - {"png"})  # its words are those of the SVG
WITH_FIGURES = ("csv", "docx", "html", "json", "pdf", "plain.pdf", "svg", "xlsx")
HIDDEN = "right_for_us"  # voted on, and not shown yet
SHOWN = "ladder_now"  # shown, for the whole room only
FEW = 4  # people in the group that is too small
LARGE = st.integers(201, 1799).map(lambda number: 5 * number + 2)  # in no text of ours, and no rounded one either

RUNGS = [f"rung_{number}" for number in range(1, 8)]


@st.composite
def votes(draw) -> tuple[Ballots, Ballots]:
    """Both votes: of one the smaller group is too small to be shown, the other is still open."""
    few = draw(st.lists(st.sampled_from(RUNGS), min_size=1, max_size=FEW))
    many = draw(st.lists(LARGE, min_size=len(RUNGS), max_size=len(RUNGS), unique=True))
    waiting = draw(st.lists(LARGE, min_size=3, max_size=3, unique=True))
    small, large = draw(st.permutations([Bloc.USES, Bloc.WORKS]))
    shown = {small: {rung: few.count(rung) for rung in few}, large: dict(zip(RUNGS, many, strict=True))}
    return shown, {large: dict(zip(("yes_all", "yes_some", "not_yet"), waiting, strict=True))}


def session(shown: Ballots, hidden: Ballots) -> Outcome:
    """A session in which these votes were cast, its groups named as to everybody."""
    joined = size(whole_room(shown))
    questions = {
        SHOWN: a_question(plan_of(SHOWN), a_round(plan_of(SHOWN), shown, joined=joined)),
        HIDDEN: a_question(plan_of(HIDDEN), a_round(plan_of(HIDDEN), hidden, stage=Stage.OPEN), stage=Stage.OPEN),
    }
    outcome = a_session(template="short", ended=False)
    topics = [
        replace(topic, questions=tuple(questions[q.key] for q in topic.questions if q.key in questions))
        for topic in outcome.topics
    ]
    groups = [GroupOutcome(kind=kind, name=group.name, here=None, few=False)
              for kind, group in zip(GroupKind, outcome.groups, strict=True)]  # fmt: skip
    return replace(outcome, topics=tuple(topics), groups=tuple(groups), joined=joined)


def secrets(shown: Ballots, hidden: Ballots) -> set[int]:
    """Every count that nobody may be told: of a group that is not shown apart, and of what is not shown at all."""
    apart = [counts for counts in shown.values() if size(counts) > FEW]
    told = {*whole_room(shown).values(), size(whole_room(shown))}
    kept = {count for counts in apart for count in counts.values()} | {size(counts) for counts in apart}
    waiting = {*whole_room(hidden).values()}
    return (kept | waiting) - told - {size(whole_room(hidden))}


def numbers(text: str) -> set[int]:
    """Every number of four digits or more; no names of letters, such as U+2212."""
    return {int(digits) for digits in re.findall(r"(?<![\w.+])\d{4,6}(?!\w)", text)}


@settings(max_examples=6, deadline=None)
@given(votes())
def test_no_file_holds_a_count_that_nobody_may_be_told(cast):
    outcome, kept = session(*cast), secrets(*cast)
    told = set(whole_room(cast[0]).values())
    assert kept

    said_by = {suffix: numbers(text_of(suffix, outcome)) for suffix in FILES}

    assert {suffix: found & kept for suffix, found in said_by.items() if found & kept} == {}
    # And it is not that nothing was looked at: what everybody was shown is found.
    assert [suffix for suffix in WITH_FIGURES if not told <= said_by[suffix]] == []


@settings(max_examples=6, deadline=None)
@given(votes())
def test_no_copy_that_leaves_the_room_does_either(cast):
    outcome, kept = replace(session(*cast), ended=True), secrets(*cast)

    copies = {suffix: numbers(plain_text_of(suffix, publish(suffix, outcome, said))) for suffix in PUBLISHED}

    assert {suffix: found & kept for suffix, found in copies.items() if found & kept} == {}


ON_SCREEN = re.compile(r"(?P<who>[^.<>:]+), (?P<size>\d+) votes: (?P<counts>[^.]*)\.")


def on_the_screen(room) -> dict[str, dict[str, int]]:
    """What the screen says of the ladder: of each side, the votes for each step that has any."""
    page = room.app.test_client().get(room.at("/state?view=screen")).text
    drawn = next(iter(re.findall(r"<desc[^>]*>(.*?)</desc>", page, re.DOTALL)), "")
    return {
        found["who"].strip(): {name: int(count) for name, count in re.findall(r"([^,]+?) (\d+)(?:, |$)", found["counts"])}
        for found in ON_SCREEN.finditer(" ".join(drawn.split()))
    }


def in_the_table(room) -> dict[str, dict[str, int]]:
    """The same in the table that everybody takes home."""
    table = csv.DictReader(io.StringIO(room.desk.get(room.at("/outcome.csv")).text.lstrip("\ufeff")))
    rows = [row for row in table if (row["kind"], row["question_key"]) == ("vote", SHOWN) and row["votes"] != "0"]
    return {
        who: {row["choice"]: int(row["votes"]) for row in rows if row["shown_for"] == who}
        for who in dict.fromkeys(row["shown_for"] for row in rows)
    }


@pytest.mark.parametrize(("uses", "works", "seed"), [(3, 3, 1), (6, 5, 2), (2, 7, 3), (7, 2, 4), (5, 5, 5), (1, 4, 6)])
def test_the_table_says_of_a_vote_what_the_screen_says_of_it_and_no_more(app, uses, works, seed):
    room, chance = open_in(app, uses, works, floor="5"), Random(seed)
    room.open_ladder()
    assert (on_the_screen(room), in_the_table(room)) == ({}, {})

    room.vote(*(chance.choice([*RUNGS, "not_sure", "pass"]) for _ in room.phones))
    assert (on_the_screen(room), in_the_table(room)) == ({}, {})

    room.must("show")
    seen, taken_home = on_the_screen(room), in_the_table(room)
    assert len(seen) == (2 if min(uses, works) >= 5 else 1)
    assert {who: counts for who, counts in taken_home.items() if who in seen} == seen
    # Beside both groups stands their sum, which tells nothing more.
    assert all(
        Counter(taken_home[who]) == sum(map(Counter, seen.values()), Counter()) for who in taken_home.keys() - seen
    )
