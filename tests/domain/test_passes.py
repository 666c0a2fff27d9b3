"""The values that a session is made of, and the two passes of a form."""

from dataclasses import FrozenInstanceError

import pytest

from workshop.domain.framework import (
    Ask,
    Choice,
    Form,
    Item,
    Ladder,
    Part,
    QuestionKind,
    QuestionPlan,
    Rung,
    Showing,
    rung_choices,
)
from workshop.domain.passes import ITEMS_ON_A_PAGE, first_pass, second_pass

PASS = Choice("pass", "Pass")
HAVE = Ask("have", QuestionKind.PICK, "Have we done this?", (Choice("yes", "Yes", place=1), PASS))
HOW = Ask("how", QuestionKind.SCALE, "How well?", (Choice("well", "Well", place=1), PASS), "Why?")
NEXT = Ask("next", QuestionKind.PICK, "What next?", (Choice("keep", "Keep it", place=1), PASS))


def part(key: str, *item_keys: str) -> Part:
    return Part(key, key.upper(), tuple(Item(item, item.title(), key) for item in item_keys))


def form(*parts: Part) -> Form:
    return Form("form", "Form", "Line", parts, first=(HAVE,), second=(HOW, NEXT))


TWO_PARTS = form(part("a", "one", "two"), part("b", "three", "four", "five", "six", "seven"))


def pages(questions: tuple[QuestionPlan, ...]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for question in questions:
        found.setdefault(question.part, []).append(question.key)
    return found


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PASS.name = "Skip"  # type: ignore[misc]


def test_a_question_is_shown_together_unless_it_says_live() -> None:
    question = QuestionPlan("q", QuestionKind.PICK, "Tea?", "", ())

    assert question.showing is Showing.TOGETHER


def test_choices_divide_into_the_placed_and_those_kept_apart() -> None:
    low, high = Choice("low", "Low", place=1), Choice("high", "High", place=2)

    question = QuestionPlan("q", QuestionKind.SCALE, "How far?", "", (low, high, PASS))

    assert question.placed == (low, high)
    assert question.apart == (PASS,)


def test_the_rungs_of_a_ladder_become_choices_lowest_first() -> None:
    told, asked = Rung(1, "Told", "Informing", "We are told."), Rung(2, "Asked", "Consultation", "")

    choices = rung_choices(Ladder("l", "Ladder", "", "", "", "", "", (told, asked)))

    assert choices == (
        Choice("rung_1", "Told", "Informing", "We are told.", 1, 1),
        Choice("rung_2", "Asked", "Consultation", "", 2, 2),
    )


def test_a_hidden_rung_leaves_no_hole_in_the_places_and_every_rung_its_number() -> None:
    rungs = Rung(1, "Told", "", ""), Rung(2, "Asked", "", "", hidden=True), Rung(3, "Heard", "", "")

    choices = rung_choices(Ladder("l", "Ladder", "", "", "", "", "", rungs))

    assert [(choice.key, choice.place, choice.printed) for choice in choices] == [("rung_1", 1, 1), ("rung_3", 2, 3)]


def test_the_first_pass_asks_each_item_once_on_the_page_of_its_part() -> None:
    assert pages(first_pass(TWO_PARTS)) == {
        1: ["have_one", "have_two"],
        2: ["have_three", "have_four", "have_five", "have_six", "have_seven"],
    }


def test_an_item_is_the_wording_and_what_is_asked_of_it_the_line() -> None:
    question = first_pass(TWO_PARTS)[0]

    assert (question.wording, question.line) == ("One", "Have we done this?")
    assert (question.item, question.asks, question.part_title) == ("one", "have", "A")


def test_the_second_pass_asks_how_and_next_of_the_kept_items_in_the_order_of_the_form() -> None:
    questions = second_pass(TWO_PARTS, ["three", "two"], 3)

    assert pages(questions) == {3: ["how_two", "next_two"], 4: ["how_three", "next_three"]}
    assert [question.talk for question in questions[:2]] == ["Why?", ""]


def test_a_long_part_is_shared_out_over_nearly_equal_pages() -> None:
    questions = second_pass(TWO_PARTS, ["three", "four", "five", "six", "seven"], 1)

    assert [len(page) for page in pages(questions).values()] == [2, 4, 4]
    assert {question.part_title for question in questions} == {"B"}


def test_no_page_of_the_second_pass_holds_more_items_than_it_may() -> None:
    for count in range(1, 20):
        keys = [f"item{number}" for number in range(count)]

        questions = second_pass(form(part("a", *keys)), keys, 1)

        assert [question.item for question in questions if question.asks == "how"] == keys
        assert max(map(len, pages(questions).values())) <= 2 * ITEMS_ON_A_PAGE


def test_nothing_kept_means_no_second_pass() -> None:
    assert second_pass(TWO_PARTS, [], 6) == ()


def test_an_unknown_item_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="tea_party"):
        second_pass(TWO_PARTS, ["one", "tea_party"], 1)
