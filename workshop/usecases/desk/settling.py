"""What a quick vote decides: agreed suggestions are done at once, the others stay on record. Called inside a desk act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workshop.db import db
from workshop.domain.desk.journal import Act
from workshop.domain.errors import Reason, Refused
from workshop.domain.framework import Takes
from workshop.domain.phrases import N_
from workshop.domain.planning.proposals import Change, chosen, is_agreed, is_noted, is_quick
from workshop.domain.stages import ProposalStage, Stage
from workshop.domain.tally import Tally
from workshop.models import Proposal, Question, Topic, Workshop
from workshop.usecases.acts.log import note
from workshop.usecases.acts.pressing import Press
from workshop.usecases.agenda import add_item
from workshop.usecases.counting import tallies_of
from workshop.usecases.desk.laddering import reword_rung
from workshop.usecases.framework import STEPS_STAY, is_ladder_voted_on
from workshop.usecases.planning.proposing import waiting_in
from workshop.usecases.planning.taking import take

_DECIDED_FIRST = {
    Takes.RUNGS: N_("Some suggestions for the steps wait. Vote on them first, or park them."),
    Takes.ITEMS: N_("Some suggestions for the list wait. Vote on them first, or park them."),
    Takes.CHANGES: N_("Some changes to the record wait. Vote on them first, or park them."),
}


def require_decided(topic: Topic, questions: Sequence[Question]) -> None:
    """Raises Refused while suggestions wait, and what they would change would be voted on over their heads."""
    if topic.takes not in _DECIDED_FIRST or any(is_quick(q.asks) for q in questions) or not waiting_in(topic):
        return
    raise Refused(Reason.INVALID, _DECIDED_FIRST[Takes(topic.takes)])


def item_of(proposal: Proposal) -> str:
    """What a suggestion is called in its quick vote."""
    return f"own_{proposal.id}"


def rung_in(proposal: Proposal) -> int:
    """The number of the step that a suggestion is about."""
    return int(proposal.target.removeprefix("rung_"))


def settle(workshop: Workshop, topic: Topic, questions: Sequence[Question], press: Press) -> None:
    """Does what the shown quick votes decided; other questions are left as they are."""
    quick = [q for q in questions if is_quick(q.asks)]
    if not quick:
        return
    db.session.flush()
    if topic.takes == Takes.ACTIONS:
        take(workshop, quick, press)
        return
    found = tallies_of(workshop, quick)
    tallies = {int(q.item.removeprefix("own_")): found[q.id] for q in quick}
    is_late = topic.takes == Takes.RUNGS and is_ladder_voted_on(
        workshop
    )  # the vote was put aside, and the ladder's came first
    wanted = chosen(tallies) if topic.takes == Takes.IDEAS else _those(tallies, is_agreed)
    taken = frozenset() if is_late else wanted
    noted = _those(tallies, is_noted) - taken if topic.takes == Takes.CHANGES else frozenset()
    for proposal_id in list(tallies):
        proposal = db.session.get_one(Proposal, proposal_id)
        proposal.stage = _stage(proposal_id, taken, noted)
        proposal.reason = STEPS_STAY if is_late else proposal.reason
        if proposal_id in taken:
            _do(workshop, topic, proposal, press)
    counted = {"agreed": len(taken), "parked": len(tallies) - len(taken) - len(noted)}
    if topic.takes == Takes.CHANGES:
        note(workshop, Act.RECORD_DECIDED, press, **counted, noted=len(noted))
    else:
        note(workshop, Act.DECIDED, press, **counted)


def _stage(proposal_id: int, taken: frozenset[int], noted: frozenset[int]) -> ProposalStage:
    if proposal_id in taken:
        return ProposalStage.AGREED
    return ProposalStage.NOTED if proposal_id in noted else ProposalStage.PARKED


def _those(tallies: Mapping[int, Tally], are: Callable[[Tally], bool]) -> frozenset[int]:
    return frozenset(proposal_id for proposal_id, tally in tallies.items() if are(tally))


def _do(workshop: Workshop, topic: Topic, proposal: Proposal, press: Press) -> None:
    if topic.takes == Takes.RULES:
        topic.texts = _reworded(topic.texts, proposal)
    elif topic.takes == Takes.RUNGS:
        reword_rung(workshop, press, rung_in(proposal), was=proposal.was, name=proposal.text)
    elif topic.takes == Takes.ITEMS:
        _change_items(workshop, topic, proposal)


def _reworded(texts: Sequence[str], proposal: Proposal) -> list[str]:
    """The texts with one more, one less, or one in other words; a text that is gone by now stays gone."""
    if proposal.change == Change.ADD:
        return [*texts, proposal.text]
    put = [proposal.text] if proposal.change == Change.REWORD else []
    at = list(texts).index(proposal.was) if proposal.was in texts else len(texts)
    return [*texts[:at], *(put if at < len(texts) else []), *texts[at + 1 :]]


def _change_items(workshop: Workshop, topic: Topic, proposal: Proposal) -> None:
    if proposal.change == Change.ADD:
        add_item(workshop, topic, key=item_of(proposal), name=proposal.text, part_title=proposal.target)
        return
    for question in [q for q in topic.questions if q.item == proposal.target and q.stage == Stage.WAITING]:
        if proposal.change == Change.REWORD:
            question.wording = proposal.text
        else:
            topic.questions.remove(question)
