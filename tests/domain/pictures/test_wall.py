"""The wall shows what a hall can read, and says what it leaves to the phones."""

from __future__ import annotations

from workshop.domain.findings.sentences import Meaning
from workshop.domain.framework import Choice, QuestionKind, Showing
from workshop.domain.groups import Side
from workshop.domain.outcome import QuestionOutcome, RoundOutcome
from workshop.domain.phrases import Phrase
from workshop.domain.pictures.wall import Result, how_many_fit, wall_of
from workshop.domain.stages import Stage
from workshop.domain.tally import tally
from workshop.domain.visibility import Sight, Why

CHOICES = (
    Choice("yes", "Yes", place=1),
    Choice("no", "No", place=2),
    Choice("not_sure", "Not sure"),
    Choice("pass", "Pass"),
)
SAYS = Meaning(Phrase("Both groups chose “Yes” most."))


def result(key: str, sight: Sight, *, item: str = "", asks: str = "") -> Result:
    counted = tally(sight, kind=QuestionKind.PICK, choices=CHOICES)
    round_ = RoundOutcome(number=1, voted=8, joined=8, why=sight.why, tally=counted)
    question = QuestionOutcome(
        id=1,
        key=key,
        kind=QuestionKind.PICK,
        wording=key,
        line="",
        talk="",
        choices=CHOICES,
        showing=Showing.TOGETHER,
        stage=Stage.SHOWN,
        part=1,
        part_title="",
        item=item,
        asks=asks,
        rounds=(round_,),
    )
    return question, round_, SAYS


APART = Sight(Why.APART, apart=({"yes": 3, "pass": 2}, {"yes": 1, "no": 4}))
ROOM = Sight(Why.SMALL_GROUP, whole={"yes": 5, "no": 2})


def test_items_asked_in_the_same_way_share_a_table_and_its_scale() -> None:
    wall = wall_of([result(f"{ask}_{n}", APART, item=f"i{n}", asks=ask) for n in (1, 2) for ask in ("how", "next")])

    assert [[line.question.key for line in grid.lines] for grid in wall.grids] == [
        ["how_1", "how_2"],
        ["next_1", "next_2"],
    ]
    assert wall.most == 4
    assert wall.sizes == {Side.USES: 5, Side.WORKS: 5}


def test_questions_of_their_own_have_a_table_each() -> None:
    wall = wall_of([result("fair_record", APART), result("was_it_fair", APART)])

    assert [grid.lines[0].question.key for grid in wall.grids] == ["fair_record", "was_it_fair"]


def test_an_answer_kept_apart_has_a_column_once_somebody_gave_it() -> None:
    [grid] = wall_of([result("fair_record", APART)]).grids

    assert [choice.key for choice in grid.choices] == ["yes", "no", "pass"]
    assert grid.lines[0].counts == ((3, 1), (0, 4), (2, 0))


def test_a_small_group_is_shown_apart_in_no_line() -> None:
    wall = wall_of([result("a", APART, item="a", asks="have"), result("b", ROOM, item="b", asks="have")])

    first, second = wall.grids[0].lines
    assert (first.sides, second.sides) == ((Side.USES, Side.WORKS), (Side.ROOM,))
    assert second.counts[0] == (5,)


def test_a_number_of_people_that_differs_from_line_to_line_is_not_said_over_all() -> None:
    other = Sight(Why.APART, apart=({"yes": 6}, {"no": 5}))

    wall = wall_of([result("a", APART, item="a", asks="have"), result("b", other, item="b", asks="have")])

    assert wall.sizes == {Side.USES: None, Side.WORKS: 5}


def test_what_has_too_few_votes_has_its_line_and_no_figures() -> None:
    [grid] = wall_of([result("a", Sight(Why.TOO_FEW))]).grids

    assert (grid.lines[0].sides, grid.lines[0].counts) == ((), ())


def test_a_long_page_says_how_many_items_are_left_to_the_phones() -> None:
    wall = wall_of([result(f"i{n}", APART, item=f"i{n}", asks="have") for n in range(9)])

    assert (len(wall.grids[0].lines), wall.left_out) == (6, 3)


def test_so_many_texts_stand_on_the_wall_as_have_room_and_one_always() -> None:
    assert how_many_fit(["x" * 500], letters=100, each=10) == 1
    assert how_many_fit(["x" * 40, "x" * 40, "x"], letters=100, each=10) == 2
    assert how_many_fit([], letters=100, each=10) == 0
