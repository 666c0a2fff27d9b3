"""Pictures may not favour anybody: what is the same must look the same, and nothing may fall off the edge."""

from __future__ import annotations

import pytest

from workshop.domain.findings.figures import figures
from workshop.domain.framework import Choice, QuestionKind
from workshop.domain.groups import Side
from workshop.domain.pictures.shapes import Fit, ItemLayout, Layout
from workshop.domain.pictures.vote import bars_layout, item_layout, ladder_layout
from workshop.domain.tally import Tally, tally
from workshop.domain.visibility import Counts, Sight, Why

RUNGS = tuple(Choice(f"rung_{place}", f"Step {place}", "Term", place=place) for place in range(1, 8))
APART = (Choice("not_sure", "Not sure"), Choice("pass", "Pass"))
CHOICES = RUNGS + APART
NAMES = {"uses": "People who use the service", "works": "Staff and volunteers", "room": "Whole room"}
LONG_NAMES = {"uses": "People " * 30, "works": "S" * 200, "room": "Everybody in the room " * 9}
USES = {"rung_2": 1, "rung_3": 4, "rung_4": 2, "rung_5": 1, "pass": 1}
WORKS = {"rung_3": 1, "rung_4": 2, "rung_5": 4, "rung_6": 2}


def apart(uses: Counts = USES, works: Counts = WORKS) -> Tally:
    sight = Sight(Why.APART, apart=(uses, works))
    return tally(sight, kind=QuestionKind.LADDER, choices=CHOICES)


def whole(room: Counts = USES) -> Tally:
    return tally(Sight(Why.SMALL_GROUP, whole=room), kind=QuestionKind.LADDER, choices=CHOICES)


def ladder(counted: Tally, *, fit: str = Fit.WIDE, names: dict[str, str] = NAMES) -> Layout:
    return ladder_layout(counted, CHOICES, fit=fit, names=names)


def widths(layout: Layout | ItemLayout, side: Side) -> dict[int, float]:
    return {bar.count: bar.width for bar in layout.bars if bar.side is side}


every_fit = pytest.mark.parametrize("fit", list(Fit))


@every_fit
def test_equal_counts_have_equal_lengths_in_both_groups(fit: str) -> None:
    uses, works = (widths(ladder(apart(), fit=fit), side) for side in (Side.USES, Side.WORKS))

    assert uses == works
    assert uses[4] == pytest.approx(4 * uses[1], abs=0.3)


@every_fit
def test_equal_counts_have_equal_lengths_in_the_small_picture(fit: str) -> None:
    drawn = item_layout(apart(), CHOICES, fit=fit)

    assert widths(drawn, Side.USES) == widths(drawn, Side.WORKS)


def test_the_highest_rung_stands_on_top() -> None:
    rows = ladder(apart()).rows

    assert [row.choice.place for row in rows] == [7, 6, 5, 4, 3, 2, 1]
    assert [row.y for row in rows] == sorted(row.y for row in rows)


def test_a_question_without_rungs_keeps_the_order_in_which_it_was_asked() -> None:
    drawn = bars_layout(apart(), CHOICES, fit=Fit.WIDE, names=NAMES)

    assert [row.choice.place for row in drawn.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert drawn.rails == ()


@every_fit
def test_people_who_use_the_service_are_on_the_left(fit: str) -> None:
    drawn = ladder(apart(), fit=fit)
    left, right = drawn.rows[0].x, drawn.rows[0].x + drawn.rows[0].width

    assert all(bar.x + bar.width <= left + 0.1 for bar in drawn.bars if bar.side is Side.USES)
    assert all(bar.x >= right - 0.1 for bar in drawn.bars if bar.side is Side.WORKS)
    assert [head.side for head in drawn.heads] == [Side.USES, Side.WORKS]


def test_people_who_use_the_service_come_first_in_the_small_picture_and_in_the_table() -> None:
    cell = next(c for c in item_layout(apart(), CHOICES, fit=Fit.WIDE).cells if len(c.bars) == 2)
    table = figures(apart(), CHOICES, top_first=True)

    assert [bar.side for bar in cell.bars] == [Side.USES, Side.WORKS]
    assert [column.side for column in table.columns] == [Side.USES, Side.WORKS]


@every_fit
def test_both_groups_have_the_same_room(fit: str) -> None:
    drawn = ladder(apart(WORKS, WORKS), fit=fit)

    mirrored = [(drawn.width - bar.x - bar.width, bar.y) for bar in drawn.bars if bar.side is Side.USES]
    works = [(bar.x, bar.y) for bar in drawn.bars if bar.side is Side.WORKS]
    assert [pytest.approx(place, abs=0.2) for place in mirrored] == works


def test_a_middle_stands_at_its_rung() -> None:
    drawn = ladder(apart())
    told = next(row for row in drawn.rows if row.choice.place == 3)

    assert [mark.side for mark in drawn.marks] == [Side.USES, Side.WORKS]
    assert drawn.marks[0].y == told.middle_y


@every_fit
def test_a_half_middle_lies_between_two_rungs(fit: str) -> None:
    drawn = ladder(apart({"rung_3": 3, "rung_4": 3}), fit=fit)
    mark = next(mark for mark in drawn.marks if mark.side is Side.USES)
    upper, lower = (next(r for r in drawn.rows if r.choice.place == place) for place in (4, 3))

    assert upper.y + upper.height < mark.y < lower.y
    assert mark.y == pytest.approx((upper.middle_y + lower.middle_y) / 2, abs=0.1)


def test_a_middle_where_nobody_voted_still_has_its_mark() -> None:
    drawn = ladder(apart({"rung_2": 3, "rung_4": 3}))
    told = next(row for row in drawn.rows if row.choice.place == 3)

    assert drawn.marks[0].y == told.middle_y
    assert drawn.marks[0].lead_to < drawn.marks[0].lead_from


def test_nobody_gets_a_bar_for_no_votes() -> None:
    drawn = ladder(apart())

    assert all(bar.count for bar in drawn.bars)
    assert drawn.rows[0].bars == ()
    assert len(drawn.bars) == 8


def test_the_whole_room_has_neither_groups_fill() -> None:
    pictures = (
        ladder(whole()),
        bars_layout(whole(), CHOICES, fit=Fit.NARROW, names=NAMES),
        item_layout(whole(), CHOICES, fit=Fit.WIDE),
    )

    assert {bar.side for picture in pictures for bar in picture.bars} == {Side.ROOM}


def test_what_is_kept_apart_stands_below_the_rungs() -> None:
    drawn = ladder(apart())

    assert [(line.side, line.given) for line in drawn.apart] == [(Side.USES, ((APART[1], 1),))]
    assert all(line.y > drawn.rows[-1].y + drawn.rows[-1].height for line in drawn.apart)


TALLIES = {
    "apart": apart(),
    "room": whole(),
    "many": apart({f"rung_{n}": 300 - n for n in range(1, 8)} | {"not_sure": 5, "pass": 9}, {"rung_7": 299, "pass": 1}),
    "one rung": apart({"rung_7": 5}, {"rung_1": 5}),
    "nothing placed": apart({"pass": 5}, {"not_sure": 5}),
}


@pytest.mark.parametrize("names", [NAMES, LONG_NAMES], ids=["names", "long names"])
@pytest.mark.parametrize("counted", TALLIES.values(), ids=TALLIES.keys())
@every_fit
def test_everything_lies_within_the_view_box(fit: str, counted: Tally, names: dict[str, str]) -> None:
    for make in (ladder_layout, bars_layout):
        drawn = make(counted, CHOICES, fit=fit, names=names)
        boxes = [(b.x, b.y, b.x + b.width, b.y + b.height) for b in (*drawn.bars, *drawn.rails)]
        boxes += [(r.x, r.y, r.x + r.width, r.y + r.height) for r in drawn.rows]
        points = [(h.x, y - drawn.letters.head * 0.8) for h in drawn.heads for y, _ in h.lines]
        points += [(b.text_x, b.text_y) for b in drawn.bars]
        points += [(line.x, line.y) for line in drawn.apart]
        points += [(m.text_x, m.y) for m in drawn.marks if drawn.key_y is None]
        corners = [tuple(map(float, p.split(","))) for m in drawn.marks for p in m.points.split()]
        assert_within(drawn, boxes, [*points, *((x, y) for x, y in corners)])


@pytest.mark.parametrize("counted", TALLIES.values(), ids=TALLIES.keys())
@every_fit
def test_the_small_picture_lies_within_its_view_box(fit: str, counted: Tally) -> None:
    drawn = item_layout(counted, CHOICES, fit=fit)

    boxes = [(b.x, b.y, b.x + b.width, b.y + b.height) for b in drawn.bars]
    ends = [(b.text_x + len(str(b.count)) * drawn.letters.count * 0.62, b.text_y) for b in drawn.bars]
    assert_within(drawn, boxes, ends)


def assert_within(
    drawn: Layout | ItemLayout,
    boxes: list[tuple[float, float, float, float]],
    points: list[tuple[float, float]],
) -> None:
    slack = 0.2  # lengths are rounded to tenths
    for left, top, right, bottom in [*boxes, *((x, y, x, y) for x, y in points)]:
        assert left >= -slack
        assert top >= -slack
        assert right <= drawn.width + slack
        assert bottom <= drawn.height + slack


def test_a_bar_never_covers_the_count_that_stands_beside_it() -> None:
    for bar in ladder(TALLIES["many"]).bars:
        inside = bar.x <= bar.text_x <= bar.x + bar.width
        assert inside is bar.inside


def test_a_name_that_is_far_too_long_is_cut_but_the_size_is_not() -> None:
    head = ladder(apart(), names=LONG_NAMES).heads[0]

    assert head.lines[-1][1].endswith("\N{NO-BREAK SPACE}9")
    assert "…" in head.lines[-1][1]


def test_nothing_shown_leaves_an_empty_ladder() -> None:
    drawn = ladder(tally(Sight(Why.HIDDEN), kind=QuestionKind.LADDER, choices=CHOICES))

    assert drawn.bars == ()
    assert drawn.heads == ()


def test_the_table_says_what_the_picture_shows() -> None:
    table = figures(apart({"rung_3": 3, "rung_4": 3, "pass": 1}), CHOICES, top_first=True)

    assert [line.choice.place for line in table.placed] == [7, 6, 5, 4, 3, 2, 1]
    assert [line.counts for line in table.placed] == [(0, 0), (0, 2), (0, 4), (3, 2), (3, 1), (0, 0), (0, 0)]
    assert [(line.choice.key, line.counts) for line in table.apart] == [
        ("not_sure", (0, 0)),
        ("pass", (1, 0)),
    ]
    assert [(c.size, c.low, c.high) for c in table.columns] == [
        (7, RUNGS[2], RUNGS[3]),
        (9, RUNGS[4], RUNGS[4]),
    ]


def test_the_room_has_no_middle_beside_the_two_groups_only_what_lies_halfway_between_theirs() -> None:
    sight = Sight(Why.APART, apart=(USES, WORKS), whole={"rung_3": 5, "rung_4": 4, "rung_5": 5})

    table = figures(tally(sight, kind=QuestionKind.LADDER, choices=CHOICES), CHOICES, top_first=True)

    assert [(c.side, c.low) for c in table.columns] == [
        (Side.USES, RUNGS[2]),
        (Side.WORKS, RUNGS[4]),
        (Side.ROOM, None),
    ]
    assert table.halfway == (RUNGS[3], RUNGS[3])


def test_the_room_alone_has_its_middle_and_nothing_lies_halfway() -> None:
    table = figures(whole(), CHOICES, top_first=True)

    assert [(c.side, c.low) for c in table.columns] == [(Side.ROOM, RUNGS[2])]
    assert table.halfway is None
