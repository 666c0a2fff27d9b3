"""Every file says which version it is, and is marked where a group does not agree to the record."""

import json
from dataclasses import replace

import pytest
from outcomes import a_question, a_round, a_session, ballots, plan_of, remark, said
from reading import text_of

from workshop.domain.groups import GroupKind, Side
from workshop.domain.outcome import Outcome, RemarkOutcome
from workshop.domain.record.signing import sign_off
from workshop.domain.visibility import Ballots

READ = ("csv", "docx", "html", "pdf", "plain.pdf", "svg", "xlsx")
USES, WORKS = "People who use the service", "Staff and volunteers"
YES_BY_ALL = ballots("yes yes_but yes_but no not_sure", "yes yes yes yes_but yes")
NO_BY_USERS = ballots("yes no no yes_but pass", "yes yes yes yes yes yes yes yes yes")
NO_BY_BOTH = ballots("no no no yes no", "no no yes yes no")
NOTE = remark("The evening meetings are still too late for us.", GroupKind.USES, prompt="note")


def voted_on(votes: Ballots, *notes: RemarkOutcome, ended: bool = True, floor: int = 5) -> Outcome:
    """The short session, its record voted on in this way."""
    plan = plan_of("fair_record")
    question = a_question(plan, a_round(plan, votes, floor=floor), remarks=notes)
    outcome = a_session(template="ladder", ended=ended)
    topics = [
        replace(topic, questions=tuple(question if q.key == plan.key else q for q in topic.questions))
        for topic in outcome.topics
    ]
    return replace(outcome, topics=tuple(topics))


def sentence(outcome: Outcome) -> str:
    found = sign_off(outcome).said
    return found.said(said) if found else ""


def test_a_yes_from_over_half_of_each_group_agrees_and_yes_but_is_a_yes():
    found = sign_off(voted_on(YES_BY_ALL))

    assert (found.agreed, found.against) == (True, ())
    assert sentence(voted_on(YES_BY_ALL)) == "Agreed: over half of each group say that this is a fair record."


def test_the_larger_group_cannot_agree_for_the_other():
    outcome = voted_on(NO_BY_USERS)  # 11 of 13 who placed a vote say yes

    assert sign_off(outcome).against == (Side.USES,)
    assert not sign_off(outcome).agreed
    assert sentence(outcome).startswith(f"Not agreed by “{USES}”. Over half of each group must say yes.")


def test_half_is_not_over_half():
    assert sign_off(voted_on(ballots("yes yes no no pass", "yes yes yes yes yes"))).against == (Side.USES,)


def test_both_groups_are_named_where_neither_agrees_people_who_use_the_service_first():
    assert sentence(voted_on(NO_BY_BOTH)).startswith(f"Not agreed by “{USES}”, nor by “{WORKS}”.")


def test_where_a_group_is_small_over_half_of_the_room_is_no_agreement_and_no_group_is_named():
    few = voted_on(ballots("no no no", "yes yes yes yes yes no"))  # nobody of the smaller group says yes
    none = voted_on(ballots("no no no", "yes yes yes"))

    assert sentence(few).startswith("Over half of the room say that this is a fair record. A group here is too small")
    assert (sign_off(few).agreed, sign_off(few).against) == (None, ())
    assert "agreed" not in sentence(few).casefold()
    assert json.loads(text_of("json", few))["agreed"] is None
    assert (sign_off(none).agreed, sign_off(none).against) == (False, (Side.ROOM,))
    assert sentence(none).startswith("Not agreed by the room.")
    assert USES not in sentence(none)


def test_too_few_votes_and_no_vote_are_said_and_are_no_yes():
    assert sentence(voted_on(ballots("yes", "yes"))) == "Too few people voted on this record to say if we agree on it."
    unasked = replace(a_session(template="ladder"), topics=())
    assert sentence(unasked) == "We did not vote on whether this is a fair record."
    assert sentence(replace(unasked, ended=False)) == ""
    assert not any(sign_off(each).agreed for each in (unasked, voted_on(ballots("yes", "yes"))))


@pytest.mark.parametrize("suffix", READ)
@pytest.mark.parametrize("ended", [False, True])
def test_every_file_is_marked_where_a_group_does_not_agree(suffix, ended):
    assert f"Not agreed by “{USES}”." in text_of(suffix, voted_on(NO_BY_USERS, ended=ended))
    assert "Not agreed" not in text_of(suffix, voted_on(YES_BY_ALL, ended=ended))


@pytest.mark.parametrize("suffix", sorted({*READ, "json"} - {"svg"}))
def test_a_note_on_the_record_stands_in_full_in_every_file(suffix):
    assert NOTE.text in text_of(suffix, voted_on(NO_BY_USERS, NOTE))


@pytest.mark.parametrize("suffix", [*sorted(READ), "did.pdf"])
def test_a_file_points_to_what_people_wrote_only_where_it_holds_it(suffix):
    against = text_of(suffix, voted_on(NO_BY_USERS, NOTE))
    points = "What people wrote about it is in this file."

    assert points not in text_of(suffix, voted_on(NO_BY_USERS))
    assert points not in text_of(suffix, voted_on(YES_BY_ALL, NOTE))
    assert (points in against) <= (NOTE.text in against)
    assert (points in against) is (suffix in ("docx", "html", "pdf", "plain.pdf", "did.pdf"))


@pytest.mark.parametrize("suffix", sorted(set(READ) - {"csv"}))
def test_every_file_says_that_it_is_a_draft_and_which_or_that_it_is_version_1(suffix):
    draft, signed = (text_of(suffix, voted_on(YES_BY_ALL, ended=ended)) for ended in (False, True))

    assert "Draft 41" in draft
    assert "Version 1" not in draft
    assert "Version 1" in signed
    assert "Draft 41" not in signed  # an action may have stayed one


def test_programs_are_told_the_version_and_who_does_not_agree():
    files = [json.loads(text_of("json", voted_on(votes, ended=ended)))
             for votes, ended in ((NO_BY_USERS, True), (YES_BY_ALL, False), (ballots("yes", "yes"), True))]  # fmt: skip

    assert [file["outcome_version"] for file in files] == ["1", "draft 41", "1"]
    assert [(file["agreed"], file["not_agreed_by"]) for file in files] == [(False, ["uses"]), (True, []), (None, [])]
    assert ",final,1," in text_of("csv", voted_on(YES_BY_ALL))
