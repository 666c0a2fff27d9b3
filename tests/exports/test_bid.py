"""The page for a bid: what funders ask, answered from this session and from nothing else."""

from dataclasses import replace

import pytest
from outcomes import a_question, a_round, a_session, a_small_group, plan_of, said, votes_on, with_only
from reading import text_of

from workshop.domain.groups import GroupKind
from workshop.domain.stages import ProposalStage, Stage
from workshop.exports import FORMATS
from workshop.exports.bid import bid
from workshop.exports.blocks import Heading, Points, Text
from workshop.exports.telling import Telling


def told(outcome):
    """Each question of a funder with its answer, in words to copy."""
    answers = {}
    for block in bid(Telling(outcome, said)):
        if isinstance(block, Heading):
            asked = block.text
        elif isinstance(block, Text):
            answers[asked] = f"{answers.get(asked, '')} {block.text}".strip()
        elif isinstance(block, Points):
            answers[asked] = " | ".join([answers.get(asked, ""), *block.points])
    return answers


def test_it_says_how_many_and_when():
    assert told(a_session())["How many people, and when?"] == (
        "We held a workshop on 22 November 2026. People who joined: 17. People who use the service: 8."
        " Staff and volunteers: 9. Both, or rather not say: fewer than 5."
    )


def test_it_says_how_with_the_names_that_the_session_gave_its_groups():
    outcome = a_session()
    uses, *others = outcome.groups

    how = told(replace(outcome, groups=(replace(uses, name="Tenants"), *others)))["How were they involved?"]

    assert "Two groups worked together: Tenants, and Staff and volunteers." in how
    assert "What they looked at: The advice drop-in." in how


def test_it_says_what_they_said_in_the_sentences_of_the_page():
    answer = told(a_session())["What did they say?"]

    assert "Which step of the ladder are we on today? Our groups are close, but not all of us." in answer
    assert "Is working this way right for this work? We do not all say the same." in answer
    assert "drink" not in answer


def test_it_says_what_changes_with_the_words_of_the_plan():
    assert (
        "Ask two service users to join the board. Who leads: Ann, Ben. By when: By 1 March."
        in (told(a_session())["What changes because of it?"])
    )
    assert told(replace(a_session(), actions=()))["What changes because of it?"] == "No actions were written down."
    parked = tuple(replace(action, stage=ProposalStage.PARKED) for action in a_session().actions)
    nothing = told(replace(a_session(), actions=parked))["What changes because of it?"]
    assert nothing == "The group took nothing onto its plan. What was suggested stays on record."


def test_what_people_suggested_stands_apart_from_what_was_found():
    idea = replace(plan_of("right_for_us"), wording="A lift to the meetings")
    asked = a_question(idea, a_round(idea, votes_on(plan_of("right_for_us"), 0)))
    outcome = a_session()
    question = next(q for q in outcome.questions() if q.key == "right_for_us")

    answer = told(replace(with_only(outcome, question), topics=(
        replace(with_only(outcome, question).topics[0], questions=(asked,)),
    )))["What did they say?"]  # fmt: skip

    assert "A lift to the meetings: We do not all say the same." in answer


def test_only_remarks_that_the_room_saw_are_quoted():
    plan = plan_of("ladder_now")
    outcome = a_session()
    (question,) = [q for q in outcome.questions() if q.key == "ladder_now"]
    seen, *_ = question.remarks
    remarks = (seen, replace(seen, text="Not for the wall.", on_screen=False), replace(seen, text="Bob!", hidden=True))
    asked = a_question(plan, a_round(plan, votes_on(plan, 0)), remarks=remarks)

    answer = told(with_only(outcome, asked))["What did they say?"]

    assert "“We hear about changes when the poster goes up.”" in answer
    assert not [word for word in ("Not for the wall.", "Bob") if word in answer]


def test_what_was_not_shown_is_not_told():
    plan = plan_of("ladder_now")
    hidden = a_question(plan, a_round(plan, votes_on(plan, 0), stage=Stage.OPEN), stage=Stage.OPEN)

    assert told(with_only(a_session(ended=False), hidden))["What did they say?"] == "No vote has been shown."


def test_a_small_group_is_not_told_apart():
    answers = told(a_small_group())

    assert "People who use the service: fewer than 5. Staff and volunteers: 5 or more." in answers[
        "How many people, and when?"
    ]  # fmt: skip
    assert "The middle of the whole room is Asked." in answers["What did they say?"]
    assert GroupKind.USES.value not in answers["What did they say?"]


@pytest.mark.parametrize("suffix", sorted({"pdf", "docx", "html", "xlsx"} & set(FORMATS)))
def test_every_file_to_read_has_it(suffix):
    assert "What changes because of it?" in text_of(suffix, a_session(template="ladder"))


def test_an_idea_stands_in_quotes_after_what_it_was_an_answer_to():
    plan = plan_of("right_for_us")
    idea = replace(plan, wording="A lift to the meetings", item="own_1", part_title="What would help us most?")
    asked = a_question(idea, a_round(idea, votes_on(plan, 0)))
    whole = with_only(a_session(), next(q for q in a_session().questions() if q.key == "right_for_us"))

    answer = told(replace(whole, topics=(replace(whole.topics[0], questions=(asked,)),)))["What did they say?"]

    assert "What would help us most? “A lift to the meetings”: We do not all say the same." in answer
