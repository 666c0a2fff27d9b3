"""The record as it is read before people say whether it is fair: the same plan as everywhere else."""

from __future__ import annotations

from dataclasses import replace

from outcomes import a_session, said

from workshop.domain.planning.actions import ActionOutcome
from workshop.domain.record.record import record_of
from workshop.domain.stages import ProposalStage


def plan_read(*actions: ActionOutcome) -> list[tuple[str, list[str]]]:
    outcome = replace(a_session(), actions=actions)
    (passage,) = [passage for passage in record_of(outcome).passages if passage.key == "do"]
    return [(sentence.lead, [phrase.said(said) for phrase in sentence.says]) for sentence in passage.sentences]


def test_drafts_are_called_so_and_what_was_parked_is_not_read_as_planned():
    agreed = ActionOutcome(id=1, what="Meet on Saturdays", lead_uses="Ann", stage=ProposalStage.AGREED)
    parked = ActionOutcome(id=2, what="Ask for a van", stage=ProposalStage.PARKED, reason="No money")
    hidden = ActionOutcome(id=3, what="", stage=ProposalStage.PARKED, hidden=True)
    draft = ActionOutcome(id=4, what="Write a song")

    assert plan_read(agreed, parked, hidden, draft) == [
        (
            "",
            [
                "1. “Meet on Saturdays”",
                "Ann (uses the service)",
                "Still needed: somebody who works or volunteers here",
            ],
        ),
        (
            "",
            [
                "2. “Write a song”",
                "A draft: the group did not vote on it.",
                "Still needed: a pair, one from each side",
            ],
        ),
        ("Parked, and kept on record", ["“Ask for a van”"]),
    ]


def test_a_plan_with_parked_lines_only_is_still_empty():
    parked = ActionOutcome(id=2, what="Ask for a van", stage=ProposalStage.PARKED, reason="No money")

    assert plan_read(parked)[0] == ("", ["The group took nothing onto its plan. What was suggested stays on record."])
