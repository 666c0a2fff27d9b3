"""Pictures of several votes: whatever was voted and however things are called, they fit, and groups are drawn alike."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from drawn import (
    LADDER,
    NAMES,
    RUNGS,
    Box,
    a_climb,
    apart,
    boxed,
    boxes,
    counts,
    drawings,
    form,
    item,
    question,
    said,
    whole,
)
from hypothesis import given, settings

from workshop.domain.framework import QuestionKind
from workshop.domain.groups import Side
from workshop.domain.pictures.before_after import BeforeAfter, before_after
from workshop.domain.pictures.gaps import gaps
from workshop.domain.pictures.rated import MOST_ROWS, rated
from workshop.domain.pictures.shapes import Fit
from workshop.domain.pictures.sketch import Area, Drawing, Shape, Sketch, Stroke, Tone
from workshop.domain.visibility import Sight, Why

every_fit = pytest.mark.parametrize("fit", [Fit.WIDE, Fit.NARROW])
some = settings(max_examples=40, deadline=None)  # a picture has hundreds of parts


@every_fit
@some
@given(picture=drawings())
def test_everything_lies_within_the_frame(fit: Fit, picture: Drawing) -> None:
    sketch = picture.draw(fit, said)

    slack = 1.5  # half a line's thickness, and lengths rounded to tenths
    for box in boxes(sketch):
        assert box.left >= -slack
        assert box.top >= -slack
        assert box.right <= sketch.width + slack
        assert box.bottom <= sketch.height + slack


@every_fit
@some
@given(picture=drawings())
def test_no_words_lie_on_other_words_or_on_a_bar(fit: Fit, picture: Drawing) -> None:
    sketch = picture.draw(fit, said)
    words = [Box(*text.box) for text in sketch.words]
    bars = [around(part) for part in sketch.parts if isinstance(part, Area)]

    for one, other in combinations(words, 2):
        assert not one.overlaps(other, slack=3)
    for one in words:
        assert not any(one.overlaps(bar, slack=3) for bar in bars)


@every_fit
@some
@given(picture=drawings())
def test_no_bar_or_mark_lies_on_another(fit: Fit, picture: Drawing) -> None:
    sketch = picture.draw(fit, said)

    solid = [box for part, box in boxed(sketch) if isinstance(part, Area | Shape)]
    assert not any(one.overlaps(other, slack=1) for one, other in combinations(solid, 2))


@some
@given(picture=drawings())
def test_each_has_a_title_its_words_and_a_table_whose_rows_are_as_long_as_its_head(picture: Drawing) -> None:
    table = picture.table()

    assert said(picture.title)
    assert all(said(phrase) for phrase in picture.says())
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.head)}


def around(area: Area) -> Box:
    return Box(area.x, area.y, area.x + area.width, area.y + area.height)


def bars(sketch: Sketch, side: Side, *tones: Tone) -> list[Area]:
    """A side's areas, patches of keys too, in the order in which they were drawn."""
    return [p for p in sketch.parts if isinstance(p, Area) and p.side is side and p.tone in (tones or Tone)]


def voted_twice(*rounds: Sight, kind: QuestionKind = QuestionKind.LADDER) -> BeforeAfter | None:
    return before_after(question("now", kind, LADDER, *rounds), NAMES)


# Before and after


@every_fit
@some
@given(first=counts(RUNGS), second=counts(RUNGS))
def test_both_votes_of_both_groups_have_one_scale(fit: Fit, first: dict[str, int], second: dict[str, int]) -> None:
    picture = voted_twice(apart(first, first), apart(second, second))
    assert picture is not None

    sketch = picture.draw(fit, said)

    units = set()
    for tone, votes in ((Tone.OPEN, first), (Tone.FULL, second)):
        shown = [votes[rung.key] for rung in reversed(RUNGS) if votes[rung.key]]
        uses, works = (bars(sketch, side, tone)[: len(shown)] for side in (Side.USES, Side.WORKS))
        assert [bar.width for bar in uses] == [bar.width for bar in works]
        assert [bar.y for bar in uses] == [bar.y for bar in works]
        units |= {round(bar.width / count, 1) for bar, count in zip(works, shown, strict=True) if count > 3}
    assert max(units, default=0) - min(units, default=0) <= 0.2


def test_it_says_where_a_side_was_and_then_was_whichever_way_it_moved() -> None:
    picture = voted_twice(apart({"rung_5": 5}, {"rung_4": 5}), apart({"rung_3": 3, "rung_4": 3}, {"rung_4": 5}))
    assert picture is not None

    uses, works = (said(phrase) for phrase in picture.moves())
    assert uses.startswith("People who use the service: the middle was Heard in the first vote.")
    assert uses.endswith("In the second it was between Told and Asked.")
    assert works == "Staff and volunteers: the middle was Asked both times."


@every_fit
@pytest.mark.parametrize("then", [{"rung_3": 3, "rung_4": 3}, {"rung_2": 3, "rung_3": 3}, {"rung_3": 6}])
def test_the_arrows_of_two_votes_lie_beside_each_other_wherever_they_point(fit: Fit, then: dict[str, int]) -> None:
    picture = voted_twice(apart({"rung_3": 6}, {"rung_3": 6}), apart(then, then))
    assert picture is not None

    arrows = [box for part, box in boxed(picture.draw(fit, said)) if isinstance(part, Shape)]

    assert len(arrows) == 6  # two of each group, two in the key
    assert not any(one.overlaps(other, slack=0) for one, other in combinations(arrows, 2))


def test_answers_without_an_order_are_told_by_what_came_first() -> None:
    rounds = apart({"rung_5": 5}, {"rung_4": 5}), apart({"rung_2": 3, "rung_3": 3}, {"rung_4": 5})
    picture = voted_twice(*rounds, kind=QuestionKind.PICK)
    assert picture is not None

    assert [said(phrase) for phrase in picture.moves()] == [
        "People who use the service: first in the first vote: “Heard”. In the second: “no answer on its own”.",
        "Staff and volunteers: “Asked” came first both times.",
    ]


@pytest.mark.parametrize(
    "rounds",
    [
        [apart({"rung_1": 5}, {"rung_2": 5})],
        [apart({"rung_1": 5}, {"rung_2": 5}), Sight(Why.HIDDEN)],
        [apart({"rung_1": 5}, {"rung_2": 5}), whole({"rung_3": 9})],
        [whole({"rung_3": 9}), apart({"rung_1": 5}, {"rung_2": 5})],
    ],
    ids=["one vote", "the second is hidden", "a group got too small", "a group was too small"],
)
def test_votes_that_may_not_be_seen_of_the_same_sides_are_not_drawn_in_one(rounds: list[Sight]) -> None:
    assert voted_twice(*rounds) is None


# The climb


def test_the_climb_marks_now_and_wanted_of_both_groups_at_their_middles() -> None:
    now, wanted = apart({"rung_3": 5}, {"rung_5": 5}), apart({"rung_6": 3, "rung_7": 3}, {"rung_6": 5})
    picture = a_climb(now, wanted, ["A lift to the meetings"])
    assert picture is not None

    sketch = picture.draw(Fit.WIDE, said)

    rung = {text.text: text.y for text in sketch.words if text.text in "1234567"}
    marks = [(text.text, text.ink, text.y) for text in sketch.words if text.text in ("now", "wanted")]
    near = 2.0  # the number of a rung has larger letters
    assert marks == [
        ("now", "on-uses", pytest.approx(rung["3"], abs=near)),
        ("wanted", "ink-uses", pytest.approx((rung["6"] + rung["7"]) / 2, abs=near)),
        ("now", "on-works", pytest.approx(rung["5"], abs=near)),
        ("wanted", "ink-works", pytest.approx(rung["6"], abs=near)),
    ]
    assert "A lift to the meetings" in [text.text for text in sketch.words]


def test_a_vote_that_may_not_be_seen_apart_is_marked_in_no_group() -> None:
    picture = a_climb(apart({"rung_1": 5}, {"rung_2": 5}), whole({"rung_3": 9}), ["An idea"])
    assert picture is not None

    assert [[said(cell) for cell in row if not isinstance(cell, int)] for row in picture.table().rows] == [
        ["Where we are now", "Done to us", "Taught", "–"],
        ["Where we want to be", "–", "–", "Told"],
    ]


def test_there_is_no_climb_before_both_votes_were_shown() -> None:
    seen = apart({"rung_3": 5}, {"rung_5": 5})

    assert a_climb(seen, Sight(Why.HIDDEN), ["An idea"]) is None
    assert a_climb(Sight(Why.TOO_FEW), seen, ["An idea"]) is None


def test_words_that_are_read_from_the_right_begin_there() -> None:
    seen = apart({"rung_3": 5}, {"rung_5": 5})
    picture = a_climb(seen, seen, ["نريد أن يسمعنا الجميع", "Meet more often"])
    assert picture is not None

    anchors = {text.text: text.anchor for text in picture.draw(Fit.WIDE, said).words}

    assert (anchors["نريد أن يسمعنا الجميع"], anchors["Meet more often"]) == ("end", "start")


# A form, page by page


def axis_of(sketch: Sketch) -> Stroke:
    return next(part for part in sketch.parts if isinstance(part, Stroke) and part.x1 == part.x2)


def test_a_page_of_a_form_grows_to_both_sides_by_as_much_as_people_said() -> None:
    seen = apart({"how_1": 1, "how_2": 3, "how_3": 2, "how_4": 1}, {"how_3": 2, "how_4": 6})
    [page] = rated(form(*item("Surveys", how=seen)), NAMES)

    sketch = page.draw(Fit.WIDE, said)

    axis = axis_of(sketch)
    uses, works = ([bar for bar in bars(sketch, side) if bar.y > axis.y1] for side in (Side.USES, Side.WORKS))
    unit = works[1].width / 6
    assert [(bar.tone, bar.width) for bar in (*uses, *works)] == [
        (Tone.PALE, pytest.approx(3 * unit, abs=0.2)),
        (Tone.FULL, pytest.approx(1 * unit, abs=0.2)),
        (Tone.PALE, pytest.approx(2 * unit, abs=0.2)),
        (Tone.FULL, pytest.approx(1 * unit, abs=0.2)),
        (Tone.PALE, pytest.approx(2 * unit, abs=0.2)),
        (Tone.FULL, pytest.approx(6 * unit, abs=0.2)),
    ]
    assert uses[0].x + uses[0].width == pytest.approx(axis.x1, abs=0.2)
    assert works[0].x == pytest.approx(axis.x1, abs=0.2)
    assert uses[0].y < works[0].y  # people who use the service first
    assert len({bar.height for bar in (*uses, *works)}) == 1


def test_the_answer_in_the_middle_of_a_scale_lies_across_the_line() -> None:
    [page] = rated(form(*item("Skills", so_far=apart({"so_3": 4}, {"so_3": 6}))), NAMES)

    sketch = page.draw(Fit.WIDE, said)

    axis = axis_of(sketch)
    for bar in [bar for side in (Side.USES, Side.WORKS) for bar in bars(sketch, side, Tone.OPEN) if bar.y > axis.y1]:
        assert bar.x + bar.width / 2 == pytest.approx(axis.x1, abs=0.2)


def test_who_did_not_know_stands_on_the_other_side_of_the_line() -> None:
    [page] = rated(form(*item("Surveys", have=apart({"yes": 1, "dont_know": 4}, {"yes": 5}))), NAMES)

    sketch = page.draw(Fit.WIDE, said)

    axis = axis_of(sketch)
    [unknown] = [bar for bar in bars(sketch, Side.USES, Tone.OPEN) if bar.y > axis.y1]
    assert unknown.x + unknown.width == pytest.approx(axis.x1, abs=0.2)


def test_all_pages_of_a_form_have_one_scale() -> None:
    few, many = apart({"yes": 5}, {"yes": 5}), apart({"yes": 40}, {"yes": 40})
    items = [q for n in range(7) for q in item(f"Item {n}", have=many if n == 6 else few)]

    pages = [page.draw(Fit.WIDE, said) for page in rated(form(*items), NAMES)]

    widths = [[b.width for b in bars(page, Side.WORKS, Tone.FULL) if b.y > axis_of(page).y1] for page in pages]
    assert [len(page) for page in widths] == [3, 4]
    assert {width for page in widths for width in page[:3]} == {widths[0][0]}
    assert widths[1][3] == pytest.approx(8 * widths[0][0], abs=0.5)


def test_a_page_holds_what_a_wall_can_and_one_part_of_the_form() -> None:
    seen = apart({"yes": 5}, {"yes": 5})
    items = [replace(q, part_title=part) for part in "AB" for n in range(7) for q in item(f"{part}{n}", have=seen)]

    pages = rated(form(*items), NAMES)

    assert [(page.part, len(page.items)) for page in pages] == [("A", 3), ("A", 4), ("B", 3), ("B", 4)]
    assert max(len(page.items) for page in pages) <= MOST_ROWS
    assert [page.wall for page in pages] == ["page-1", "page-2", "page-3", "page-4"]


def test_a_form_of_which_nothing_may_be_seen_has_no_pages() -> None:
    assert rated(form(*item("Surveys", have=Sight(Why.HIDDEN))), NAMES) == []


def test_a_page_of_which_nothing_may_be_seen_is_left_out_though_its_part_has_another() -> None:
    seen, unseen = apart({"yes": 5}, {"yes": 5}), Sight(Why.HIDDEN)
    items = [q for n in range(6) for q in item(f"Item {n}", have=seen if n < 2 else unseen)]

    pages = rated(form(*items), NAMES)

    assert [(page.wall, len(page.items)) for page in pages] == [("page-1", 3)]
    assert pages[0].draw(Fit.WIDE, said)


# Where the groups differ


def test_the_widest_gap_comes_first_and_its_dots_lie_where_the_shares_do() -> None:
    wide, narrow = apart({"yes": 1, "no": 7}, {"yes": 8, "no": 1}), apart({"yes": 2, "no": 6}, {"yes": 5, "no": 4})
    picture = gaps(form(*item("Narrow", have=narrow), *item("Wide", have=wide)), NAMES)
    assert picture is not None

    sketch = picture.draw(Fit.WIDE, said)

    assert [line.name for line in picture.lines] == ["Wide", "Narrow"]
    axis = next(part for part in sketch.parts if isinstance(part, Stroke) and part.y1 == part.y2 and part.x1 > 0)
    dots = [dot.x + dot.width / 2 for dot in bars(sketch, Side.USES)][1:]  # the first says whose they are
    ends = axis.x2 - axis.x1
    assert len(dots) == 2
    assert dots[0] == pytest.approx(axis.x1 + ends * 1 / 8, abs=0.2)
    assert {said(phrase) for phrase in picture.says()} >= {
        "Wide. How true is it? “Yes”: People who use the service 1 of 8, Staff and volunteers 8 of 9."
    }


def test_no_gap_is_drawn_of_groups_that_may_not_be_shown_apart() -> None:
    assert gaps(form(*item("Surveys", have=whole({"yes": 5, "no": 5}))), NAMES) is None
